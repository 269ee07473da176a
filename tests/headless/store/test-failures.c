/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "failing-vfs.h"
#include "store-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

/* Disks that are full, fail or cannot be written: a clear message, a sound ledger, nothing half done. */

static char *template; /* content of a small ledger */
static gsize template_length;
static gint64 template_head;

static gboolean
import_some (KaLedger *ledger, gpointer data, GError **error)
{
  guint n = GPOINTER_TO_UINT (data);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("导入的第%u矿业有限公司", i);
      g_autofree char *note = g_strnfill (200, 'x');
      g_autoptr (KaRecord) record = test_record ("enterprise", "name", name, "note", note, NULL);

      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }

  return TRUE;
}

static void
make_template (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  KaLedger *ledger = test_ledger_new (folder);

  test_mine (ledger, test_enterprise (ledger, "甲矿业有限公司"), "甲矿");
  g_assert_true (ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入", import_some,
                                     GUINT_TO_POINTER (20), NULL, NULL));
  template_head = ka_ledger_get_head (ledger);
  g_object_unref (ledger);
  g_assert_true (g_file_get_contents (path, &template, &template_length, NULL));
  test_folder_remove (folder);
}

static char *
copy_template (char **path)
{
  char *folder = test_folder_new ();

  *path = test_path (folder);
  g_assert_true (g_file_set_contents (*path, template, template_length, NULL));

  return folder;
}

/* ---- what is done when it fails ---- */

static gboolean
do_save (KaLedger *ledger, GError **error)
{
  g_autoptr (KaRecord) record = test_record ("enterprise", "name", "新的矿业有限公司", NULL);
  gboolean done = ka_ledger_save (ledger, record, error);

  g_assert_cmpint (record->id > 0, ==, done);

  return done;
}

static gboolean
do_update (KaLedger *ledger, GError **error)
{
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get ("mine"), 1, error);

  if (record == NULL)
    return FALSE;
  ka_record_set (record, "note", "改过");

  return ka_ledger_save (ledger, record, error);
}

static gboolean
do_import (KaLedger *ledger, GError **error)
{
  return ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入", import_some, GUINT_TO_POINTER (300),
                             NULL, error);
}

/* Goes on after what failed, as an import does that skips what is refused. */
static gboolean
import_stubbornly (KaLedger *ledger, gpointer data, GError **error)
{
  for (guint i = 0; i < 300; i++)
    import_some (ledger, GUINT_TO_POINTER (1), NULL);

  return TRUE;
}

static gboolean
do_stubborn_import (KaLedger *ledger, GError **error)
{
  return ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入", import_stubbornly, NULL, NULL,
                             error);
}

static gboolean
do_undo (KaLedger *ledger, GError **error)
{
  g_autoptr (KaChange) change = ka_ledger_next_undo (ledger, error);

  return change != NULL && ka_ledger_undo_change (ledger, change->id, error) > 0;
}

static gboolean
do_delete (KaLedger *ledger, GError **error)
{
  return ka_ledger_delete (ledger, ka_kind_get ("mine"), 1, error);
}

typedef struct
{
  const char *name;
  gboolean (*run) (KaLedger *ledger, GError **error);
  gint64 step; /* bytes between two tries */
} Operation;

static const Operation operations[] = {
  { "save", do_save, 2039 },        { "update", do_update, 2039 },
  { "delete", do_delete, 2039 },    { "import", do_import, 32749 },
  { "undo-import", do_undo, 4093 }, { "stubborn-import", do_stubborn_import, 32749 },
};

static void
check_sound (KaLedger *ledger, gboolean done)
{
  g_assert_cmpint (ka_ledger_get_head (ledger) > template_head, ==, done);
  if (!done)
    g_assert_cmpint (ka_ledger_get_head (ledger), ==, template_head);
  test_verify (ledger);
}

/* What makes the disk fail, armed once the ledger is open. */
typedef struct
{
  gint64 room;       /* bytes, or -1 */
  gint64 operations; /* or -1 */
  int code;
} Failure;

static void
arm (const Failure *failure)
{
  if (failure->room >= 0)
    failing_vfs_set_room (failure->room);
  else
    failing_vfs_set_failure (failure->operations, failure->code);
}

/* Runs the operation once; TRUE if it was done. Either way the ledger is sound, now and when it is opened
 * again, and can be written again. */
static gboolean
try_operation (const Operation *operation, const Failure *failure, KaError expected)
{
  g_autofree char *path = NULL;
  char *folder = copy_template (&path);
  KaLedger *ledger = test_ledger_open (folder);
  g_autoptr (GError) error = NULL;
  gboolean done;

  arm (failure);
  done = operation->run (ledger, &error);
  failing_vfs_clear ();
  if (!done)
    {
      /* A sync that fails has one code only, whatever the reason. */
      if (failure->operations < 0 || !g_error_matches (error, KA_ERROR, KA_ERROR_IO))
        g_assert_error (error, KA_ERROR, (int)expected);
      g_assert_nonnull (strstr (error->message, "ledger.kuangan"));
    }
  check_sound (ledger, done);
  g_object_unref (ledger);

  ledger = test_ledger_open (folder);
  check_sound (ledger, done);
  test_enterprise (ledger, "再新的矿业有限公司");
  g_object_unref (ledger);
  test_folder_remove (folder);

  return done;
}

static void
test_full (gconstpointer data)
{
  const Operation *operation = data;
  Failure failure = { 0, -1, 0 };
  guint n_refused = 0;

  while (!try_operation (operation, &failure, KA_ERROR_FULL))
    {
      failure.room += operation->step;
      n_refused++;
    }
  g_test_message ("refused %u times, done with %d bytes", n_refused, (int)failure.room);
  g_assert_cmpuint (n_refused, >, 5);
}

typedef struct
{
  const char *name;
  int code;
  KaError expected;
} Code;

static const Code codes[] = {
  { "full", SQLITE_FULL, KA_ERROR_FULL },
  { "io", SQLITE_IOERR_WRITE, KA_ERROR_IO },
  { "read-only", SQLITE_READONLY, KA_ERROR_READ_ONLY },
};

/* The n-th write and all after it fail, for every n. */
static void
test_nth (gconstpointer data)
{
  const Code *code = data;
  Failure failure = { -1, 0, code->code };

  for (guint i = 0; i < 3; i++)
    {
      failure.operations = 0;
      while (!try_operation (&operations[i], &failure, code->expected))
        failure.operations++;
      g_test_message ("%s: %d operations", operations[i].name, (int)failure.operations);
      g_assert_cmpint (failure.operations, >, 3);
    }
}

/* ---- opening, closing, creating, copying ---- */

/* A disk that fails while a ledger is opened leaves it readable or says why not, and harms nothing. */
static void
test_open (gconstpointer data)
{
  const Code *code = data;
  gboolean writable = FALSE;
  guint n_read_only = 0;

  for (gint64 n = 0; !writable; n++)
    {
      g_autofree char *path = NULL;
      char *folder = copy_template (&path);
      g_autoptr (GError) error = NULL;
      g_autoptr (KaLedger) ledger = NULL;

      failing_vfs_set_failure (n, code->code);
      ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
      failing_vfs_clear ();
      g_assert_true (ledger != NULL || error != NULL);
      if (ledger != NULL && ka_ledger_is_read_only (ledger))
        {
          n_read_only++;
          g_assert_nonnull (ka_ledger_get_read_only_reason (ledger));
        }
      writable = ledger != NULL && !ka_ledger_is_read_only (ledger);
      if (ledger != NULL)
        check_sound (ledger, FALSE);
      g_clear_object (&ledger);
      ledger = test_ledger_open (folder);
      g_assert_false (ka_ledger_is_read_only (ledger));
      check_sound (ledger, FALSE);
      g_clear_object (&ledger);
      test_folder_remove (folder);
    }
  g_assert_cmpuint (n_read_only, >, 0);
}

/* The log cannot be folded: told, and nothing is lost. */
static void
test_close (void)
{
  guint n_refused = 0;
  gboolean done = FALSE;

  for (gint64 n = 0; !done; n++)
    {
      g_autofree char *path = NULL;
      char *folder = copy_template (&path);
      KaLedger *ledger = test_ledger_open (folder);
      g_autoptr (GError) error = NULL;

      g_assert_true (do_import (ledger, NULL));
      failing_vfs_set_failure (n, SQLITE_FULL);
      done = ka_ledger_close (ledger, &error);
      failing_vfs_clear ();
      n_refused += !done;
      if (!done)
        g_assert_nonnull (error);
      g_object_unref (ledger);

      ledger = test_ledger_open (folder);
      g_assert_cmpint (ka_ledger_get_head (ledger), ==, template_head + 300);
      test_verify (ledger);
      g_object_unref (ledger);
      test_folder_remove (folder);
      g_assert_cmpint (n, <, 500);
    }
  g_assert_cmpuint (n_refused, >, 0);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_create (void)
{
  gboolean done = FALSE;
  guint n_refused = 0;

  for (gint64 room = 0; !done; room += 40961)
    {
      char *folder = test_folder_new ();
      g_autofree char *path = test_path (folder);
      g_autoptr (GError) error = NULL;
      g_autoptr (KaLedger) ledger = NULL;

      failing_vfs_set_room (room);
      ledger = ka_ledger_create (path, &error);
      failing_vfs_clear ();
      done = ledger != NULL && !ka_ledger_is_read_only (ledger);
      if (ledger == NULL)
        {
          /* Nothing of it stays; it can be tried again. */
          n_refused++;
          g_assert_nonnull (error);
          g_assert_cmpuint (count_files (folder), ==, 0);
          ledger = test_ledger_new (folder);
        }
      test_verify (ledger);
      g_clear_object (&ledger);
      test_folder_remove (folder);
    }
  g_assert_cmpuint (n_refused, >, 3);
}

static void
test_backup (void)
{
  gboolean done = FALSE;
  guint n_refused = 0;

  for (gint64 room = 0; !done; room += 40961)
    {
      g_autofree char *path = NULL;
      char *folder = copy_template (&path);
      g_autofree char *copy = g_build_filename (folder, "copy.kuangan", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KaLedger) ledger = test_ledger_open (folder);

      /* The backup that is there stays until the new one is whole. */
      g_assert_true (g_file_set_contents (copy, template, template_length, NULL));
      test_enterprise (ledger, "新的矿业有限公司");
      failing_vfs_set_room (room);
      done = ka_ledger_backup (ledger, copy, NULL, &error);
      failing_vfs_clear ();
      if (!done)
        {
          n_refused++;
          g_assert_error (error, KA_ERROR, KA_ERROR_FULL);
        }
      g_clear_object (&ledger);
      g_assert_cmpuint (count_files (folder), ==, 2);
      ledger = ka_ledger_open (copy, KA_OPEN_READ_WRITE, NULL);
      check_sound (ledger, done);
      g_clear_object (&ledger);
      test_folder_remove (folder);
    }
  g_assert_cmpuint (n_refused, >, 3);
}

/* ---- real disks, where the system lets us mount some ---- */

static gboolean may_mount;

static void
write_text (const char *path, const char *text)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      if (write (fd, text, strlen (text)) < 0)
        g_test_message ("%s: %s", path, g_strerror (errno));
      g_close (fd, NULL);
    }
}

/* A name space of our own: what is mounted in it is nobody else's, and goes with us. */
static gboolean
enter_name_space (void)
{
  g_autofree char *users = g_strdup_printf ("0 %d 1", (int)getuid ());

  if (unshare (CLONE_NEWNS) != 0)
    {
      if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return FALSE;
      write_text ("/proc/self/uid_map", users);
    }

  return mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void
test_small_disk (void)
{
  char *folder = test_folder_new ();
  g_autofree char *disk = g_build_filename (folder, "disk", NULL);
  g_autofree char *filler = g_build_filename (disk, "filler", NULL);
  g_autofree char *zeros = g_malloc0 (400 * 1024);
  KaLedger *ledger;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  if (!may_mount || mount ("none", disk, "tmpfs", 0, "size=3m") != 0)
    {
      g_test_skip ("no file system can be mounted here");
      test_folder_remove (folder);
      return;
    }

  ledger = test_ledger_new (disk);
  g_assert_true (g_file_set_contents (filler, zeros, 400 * 1024, NULL));
  while (do_import (ledger, &error))
    n++;
  g_assert_error (error, KA_ERROR, KA_ERROR_FULL);
  g_clear_error (&error);
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 300 * n);
  test_verify (ledger);
  /* Once there is room again, it goes on. */
  g_assert_cmpint (g_unlink (filler), ==, 0);
  g_assert_true (do_save (ledger, &error));
  g_assert_no_error (error);
  g_object_unref (ledger);
  ledger = test_ledger_open (disk);
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 300 * n + 1);
  test_verify (ledger);
  g_object_unref (ledger);
  g_assert_cmpint (umount (disk), ==, 0);
  test_folder_remove (folder);
}

/* Leaves the ledger at path as a program leaves it that was killed after a save. */
static void
leave_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      KaLedger *ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, NULL);

      _exit (ledger != NULL && do_save (ledger, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
}

typedef enum
{
  DISK_FOLDED,
  DISK_WITH_LOG,
  DISK_WITH_LOG_AND_INDEX,
  DISK_WITH_JOURNAL,
} DiskState;

static void
test_read_only_disk (gconstpointer data)
{
  DiskState state = GPOINTER_TO_INT (data);
  g_autofree char *path = NULL;
  char *folder = copy_template (&path);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (KaLedger) past = NULL;
  g_autoptr (KaLedger) further = NULL;
  g_autoptr (GError) error = NULL;

  if (state == DISK_WITH_JOURNAL)
    test_break_off (path);
  else if (state != DISK_FOLDED)
    leave_log (path);
  if (state == DISK_WITH_LOG)
    g_assert_cmpint (g_unlink (shm), ==, 0);
  if (!may_mount || mount (folder, folder, NULL, MS_BIND, NULL) != 0
      || mount (folder, folder, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) != 0)
    {
      g_test_skip ("no file system can be mounted here");
      test_folder_remove (folder);
      return;
    }

  ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
  if (state == DISK_WITH_LOG || state == DISK_WITH_JOURNAL)
    {
      /* Shown without its log it would lack what was saved last, without its journal hold half of a change. */
      g_assert_null (ledger);
      g_assert_error (error, KA_ERROR, KA_ERROR_READ_ONLY);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, state == DISK_WITH_LOG ? "-wal" : "-journal"));
      g_clear_error (&error);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_true (ka_ledger_is_read_only (ledger));
      g_test_message ("%s", ka_ledger_get_read_only_reason (ledger));
      g_assert_nonnull (strstr (ka_ledger_get_read_only_reason (ledger), "只读"));
      g_assert_false (do_save (ledger, &error));
      g_assert_error (error, KA_ERROR, KA_ERROR_READ_ONLY);
      g_clear_error (&error);
      past = ka_ledger_open_as_of (ledger, template_head - 1, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ka_ledger_count (past, ka_kind_get ("enterprise"), NULL), ==, 20);
      further = ka_ledger_dup (ledger, &error);
      g_assert_no_error (error);
      /* What the log holds is read, though nobody can say that the index beside it fits. */
      check_sound (further, state == DISK_WITH_LOG_AND_INDEX);
      g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==,
                       state == DISK_FOLDED ? 21 : 22);
    }
  g_clear_object (&further);
  g_clear_object (&past);
  g_clear_object (&ledger);
  g_assert_null (ka_ledger_create ("/proc/ledger.kuangan", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (umount (folder), ==, 0);
  test_folder_remove (folder);
}

/* A ledger marked for the log but without one, on a disk that cannot be written, is whole as it is. */
static void
test_folded_but_marked (void)
{
  g_autofree char *path = NULL;
  char *folder = copy_template (&path);
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;

  test_tamper (path, "PRAGMA journal_mode = WAL");
  if (!may_mount || mount (folder, folder, NULL, MS_BIND, NULL) != 0
      || mount (folder, folder, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) != 0)
    {
      g_test_skip ("no file system can be mounted here");
      test_folder_remove (folder);
      return;
    }
  ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (ka_ledger_is_read_only (ledger));
  check_sound (ledger, FALSE);
  g_clear_object (&ledger);
  g_assert_cmpint (umount (folder), ==, 0);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  int failed;

  may_mount = enter_name_space ();
  test_init (&argc, &argv);
  failing_vfs_install ();
  make_template ();

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *name = g_strconcat ("/store/failures/full/", operations[i].name, NULL);

      g_test_add_data_func (name, &operations[i], test_full);
    }
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *nth = g_strconcat ("/store/failures/nth/", codes[i].name, NULL);
      g_autofree char *open = g_strconcat ("/store/failures/open/", codes[i].name, NULL);

      g_test_add_data_func (nth, &codes[i], test_nth);
      g_test_add_data_func (open, &codes[i], test_open);
    }
  g_test_add_func ("/store/failures/close", test_close);
  g_test_add_func ("/store/failures/create", test_create);
  g_test_add_func ("/store/failures/backup", test_backup);
  g_test_add_func ("/store/failures/small-disk", test_small_disk);
  g_test_add_data_func ("/store/failures/read-only-disk", GINT_TO_POINTER (DISK_FOLDED),
                        test_read_only_disk);
  g_test_add_data_func ("/store/failures/read-only-disk-with-log", GINT_TO_POINTER (DISK_WITH_LOG),
                        test_read_only_disk);
  g_test_add_data_func ("/store/failures/read-only-disk-with-log-and-index",
                        GINT_TO_POINTER (DISK_WITH_LOG_AND_INDEX), test_read_only_disk);
  g_test_add_data_func ("/store/failures/read-only-disk-with-journal",
                        GINT_TO_POINTER (DISK_WITH_JOURNAL), test_read_only_disk);
  g_test_add_func ("/store/failures/folded-but-marked", test_folded_but_marked);
  failed = g_test_run ();
  g_free (template);

  return failed;
}
