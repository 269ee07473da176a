/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The ledger is open here, and something in this process opens and closes its files: a file chooser that looks
 * what they are. Whoever opens the ledger elsewhere meanwhile, nothing is lost, and no log or index goes from
 * under us. The other program is this one, started again with one of the modes below. */

#define N_ROUNDS 300 /* KA_KILL_ROUNDS: fewer, where everything is slow */
#define ENTERPRISES "SELECT count(*) FROM enterprise"

static char *program;

static guint
get_rounds (void)
{
  const char *wanted = g_getenv ("KA_KILL_ROUNDS");

  return wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : N_ROUNDS;
}

/* As GIO does to find out what a file is. */
static void
look_into (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-lock" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
      char buffer[4096];
      int fd = g_open (name, O_RDONLY | O_CLOEXEC, 0);

      if (fd < 0)
        continue;
      g_assert_cmpint (read (fd, buffer, sizeof buffer), >=, 0);
      g_close (fd, NULL);
    }
}

static gint64
count (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  gint64 n = ka_ledger_count (ledger, ka_kind_get ("enterprise"), &error);

  g_assert_no_error (error);
  return n;
}

static gboolean
has_file (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);

  return g_file_test (name, G_FILE_TEST_EXISTS);
}

static gint64
get_inode (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf status;

  return g_stat (name, &status) == 0 ? (gint64)status.st_ino : -1;
}

/* ---- the other program ---- */

/* Answers each line that comes with one of its own. */
static void
answer (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  putchar ('\n');
  fflush (stdout);
}

static gboolean
is_told (char *line, int size)
{
  if (fgets (line, size, stdin) == NULL)
    return FALSE;
  g_strchomp (line);
  return TRUE;
}

/* Opens to read, reads and closes for as long as nobody tells it to end; it never sees fewer than it saw. */
static gpointer
wait_for_end (gpointer data)
{
  char line[64];

  while (is_told (line, sizeof line))
    ;
  g_atomic_int_set ((int *)data, 1);
  return NULL;
}

static int
be_reader (const char *path, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  int end = 0;
  g_autoptr (GThread) waiter = g_thread_new ("end", wait_for_end, &end);
  gint64 seen = 0;
  guint n = 0;

  while (!g_atomic_int_get (&end))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaLedger) ledger = ka_ledger_open (
        path, g_rand_boolean (rand) ? KA_OPEN_READ_ONLY : KA_OPEN_READ_WRITE, &error);
      guint n_reads = g_rand_int_range (rand, 1, 4);

      g_assert_no_error (error);
      g_assert_true (ka_ledger_is_read_only (ledger));
      for (guint i = 0; i < n_reads; i++)
        {
          gint64 now = count (ledger);

          g_assert_cmpint (now, >=, seen);
          seen = now;
          if (g_rand_int_range (rand, 0, 4) == 0)
            look_into (path);
        }
      if (n % 16 == 0)
        test_verify (ledger);
      if (n++ == 0)
        answer ("%" G_GINT64_FORMAT, seen);
    }
  g_thread_join (g_steal_pointer (&waiter));
  answer ("%u %" G_GINT64_FORMAT, n, seen);

  return 0;
}

/* A program that knows nothing of us, as sqlite3 on the command line: opens, reads and closes. */
static int
be_foreign (const char *path)
{
  char line[64];

  while (is_told (line, sizeof line))
    {
      sqlite3 *db = NULL;
      sqlite3_stmt *stmt = NULL;

      g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
      sqlite3_busy_timeout (db, 5000);
      g_assert_cmpint (sqlite3_prepare_v2 (db, ENTERPRISES, -1, &stmt, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
      line[0] = '\0';
      g_snprintf (line, sizeof line, "%d", sqlite3_column_int (stmt, 0));
      sqlite3_finalize (stmt);
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
      answer ("%s", line);
    }

  return 0;
}

/* Writes without a log, and has not come to an end. */
static int
be_exclusive (const char *path)
{
  sqlite3 *db = NULL;
  char line[64];

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (db, "BEGIN EXCLUSIVE; UPDATE enterprise SET note = 'x'", NULL, NULL, NULL), ==,
    SQLITE_OK);
  answer ("held");
  while (is_told (line, sizeof line))
    ;
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  return 0;
}

/* Writes ten each time that it is told, and closes when it is told so. */
static int
be_writer (const char *path)
{
  g_autoptr (GError) error = NULL;
  KaLedger *ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
  guint n = 0;
  char line[64];

  g_assert_no_error (error);
  g_assert_false (ka_ledger_is_read_only (ledger));
  answer ("open");
  while (is_told (line, sizeof line))
    {
      if (strcmp (line, "close") == 0)
        {
          g_assert_true (ka_ledger_close (ledger, &error));
          g_assert_no_error (error);
          g_clear_object (&ledger);
        }
      else
        for (guint i = 0; i < 10; i++)
          {
            g_autofree char *name = g_strdup_printf ("他人写入第%u矿业有限公司", n++);

            test_enterprise (ledger, name);
          }
      answer ("%u", n);
    }
  g_clear_object (&ledger);

  return 0;
}

/* ---- this program ---- */

typedef struct
{
  GSubprocess *process;
  GDataInputStream *answers;
} Other;

static char *
hear (Other *other)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (other->answers, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

static void
tell (Other *other, const char *line)
{
  GOutputStream *pipe = g_subprocess_get_stdin_pipe (other->process);

  g_assert_true (g_output_stream_write_all (pipe, line, strlen (line), NULL, NULL, NULL));
  g_assert_true (g_output_stream_write_all (pipe, "\n", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (pipe, NULL, NULL));
}

static gint64
ask (Other *other, const char *line)
{
  g_autofree char *heard = NULL;

  tell (other, line);
  heard = hear (other);
  return g_ascii_strtoll (heard, NULL, 10);
}

static Other
start_other (const char *mode, const char *path, guint32 seed)
{
  g_autofree char *number = g_strdup_printf ("%u", seed);
  g_autoptr (GError) error = NULL;
  Other other = { 0 };

  other.process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, program, mode, path, number, NULL);
  g_assert_no_error (error);
  other.answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other.process));

  return other;
}

static void
end_other (Other *other, gboolean hears)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (other->process), NULL, NULL);
  if (hears)
    {
      g_autofree char *line = hear (other);

      g_test_message ("the other: %s", line);
    }
  g_subprocess_wait_check (other->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&other->answers);
  g_clear_object (&other->process);
}

/* Where the kernel has no locks of open file descriptions, those of SQLite are as they are. */
static gboolean
knows_such_locks (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "probe", NULL);
  struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_len = 1 };
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  gboolean knows = fd >= 0 && fcntl (fd, F_OFD_SETLK, &lock) == 0;

  if (fd >= 0)
    g_close (fd, NULL);
  g_unlink (path);
  if (!knows)
    g_test_skip ("no locks of open file descriptions here");
  return knows;
}

static gpointer
read_beside (gpointer data)
{
  g_autoptr (KaLedger) ledger = data;

  return GINT_TO_POINTER (count (ledger));
}

static void
read_in_thread (KaLedger *ledger, guint expected)
{
  g_autoptr (GError) error = NULL;
  KaLedger *further = ka_ledger_dup (ledger, &error);

  g_assert_no_error (error);
  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (g_thread_new ("beside", read_beside, further))),
                   ==, expected);
}

/* What we do while others come and go. */
static void
take_step (KaLedger *ledger, const char *path, GRand *rand, guint round, guint *n_saved)
{
  g_autofree char *name = g_strdup_printf ("第%u矿业有限公司", round);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      read_in_thread (ledger, *n_saved);
      break;
    case 1:
      g_usleep (g_rand_int_range (rand, 0, 3000));
      break;
    default:
      test_enterprise (ledger, name);
      ++*n_saved;
    }
  if (g_rand_int_range (rand, 0, 3) == 0)
    look_into (path);
  g_assert_cmpint (count (ledger), ==, *n_saved);
}

static void
test_readers (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n_rounds = get_rounds (), n_saved = 1;
  Other other;

  g_test_message ("seed %u", seed);
  if (!knows_such_locks (folder))
    {
      g_clear_object (&ledger);
      test_folder_remove (folder);
      return;
    }
  test_enterprise (ledger, "甲矿业有限公司");
  look_into (path);
  other = start_other ("--reader", path, g_rand_int (rand));
  g_free (hear (&other));
  for (guint round = 0; round < n_rounds; round++)
    take_step (ledger, path, rand, round, &n_saved);
  end_other (&other, TRUE);
  test_verify (ledger);
  g_clear_object (&ledger);

  ledger = test_ledger_open (folder);
  g_assert_cmpint (count (ledger), ==, n_saved);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_foreign (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (KaLedger) beside = NULL;
  guint n_rounds = get_rounds () / 10 + 1;
  gint64 log, index;
  Other other;

  if (!knows_such_locks (folder))
    {
      g_clear_object (&ledger);
      test_folder_remove (folder);
      return;
    }
  beside = ka_ledger_dup (ledger, NULL);
  test_enterprise (ledger, "甲矿业有限公司");
  log = get_inode (path, "-wal");
  index = get_inode (path, "-shm");
  g_assert_cmpint (log, >, 0);
  g_assert_cmpint (index, >, 0);
  other = start_other ("--foreign", path, 0);
  for (guint i = 0; i < n_rounds; i++)
    {
      g_autofree char *name = g_strdup_printf ("第%u矿业有限公司", i);

      look_into (path);
      g_assert_cmpint (ask (&other, "read"), ==, i + 1);
      /* It was not the last one to close, and knew it. */
      g_assert_cmpint (get_inode (path, "-wal"), ==, log);
      g_assert_cmpint (get_inode (path, "-shm"), ==, index);
      test_enterprise (i % 2 == 0 ? ledger : beside, name);
      g_assert_cmpint (count (i % 2 == 0 ? beside : ledger), ==, i + 2);
      /* One of two connections that ends takes no lock along. */
      if (i == n_rounds / 2)
        {
          g_clear_object (&beside);
          beside = ka_ledger_dup (ledger, NULL);
        }
    }
  end_other (&other, FALSE);
  test_verify (ledger);
  g_clear_object (&beside);
  g_clear_object (&ledger);
  g_assert_false (has_file (path, "-wal"));
  g_assert_false (has_file (path, "-shm"));
  ledger = test_ledger_open (folder);
  g_assert_cmpint (count (ledger), ==, n_rounds + 1);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* A window that only reads, with a file chooser open, while the one that writes goes on and closes: what it
 * holds stays as it was, and the log stays for as long as it reads. */
static void
test_held_by_reader (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  gint64 log;
  Other other;

  if (!knows_such_locks (folder))
    {
      g_clear_object (&ledger);
      test_folder_remove (folder);
      return;
    }
  test_enterprise (ledger, "甲矿业有限公司");
  g_clear_object (&ledger);
  other = start_other ("--writer", path, 0);
  g_free (hear (&other));
  g_assert_cmpint (ask (&other, "write"), ==, 10);

  ledger = test_ledger_open (folder);
  g_assert_true (ka_ledger_is_read_only (ledger));
  g_assert_true (ka_ledger_hold (ledger, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (ledger), ==, 11);
  log = get_inode (path, "-wal");
  look_into (path);
  g_assert_cmpint (ask (&other, "write"), ==, 20);
  g_assert_cmpint (ask (&other, "close"), ==, 20);
  g_assert_cmpint (get_inode (path, "-wal"), ==, log);
  g_assert_cmpint (count (ledger), ==, 11);
  ka_ledger_release (ledger);
  g_assert_cmpint (count (ledger), ==, 21);
  g_clear_object (&ledger);
  end_other (&other, FALSE);

  ledger = test_ledger_open (folder);
  g_assert_false (ka_ledger_is_read_only (ledger));
  g_assert_cmpint (count (ledger), ==, 21);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* In one program, too, one connection waits for the other, and readers are not disturbed by what closes. */
static void
test_within (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  KaLedger *ledger = test_ledger_new (folder);
  KaLedger *reader = NULL;
  g_autoptr (GError) error = NULL;

  test_enterprise (ledger, "甲矿业有限公司");
  /* The one that only reads comes first and stays longest: its descriptor is not for writing. */
  ka_ledger_close (ledger, &error);
  g_assert_no_error (error);
  g_object_unref (ledger);
  reader = ka_ledger_open (path, KA_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (reader), ==, 1);
  ledger = test_ledger_open (folder);
  g_assert_false (ka_ledger_is_read_only (ledger));
  g_assert_true (ka_ledger_hold (reader, &error));
  g_assert_cmpint (count (reader), ==, 1);
  test_enterprise (ledger, "乙矿业有限公司");
  look_into (path);
  test_enterprise (ledger, "丙矿业有限公司");
  g_assert_cmpint (count (reader), ==, 1);
  ka_ledger_release (reader);
  g_assert_cmpint (count (reader), ==, 3);
  g_object_unref (ledger);
  g_assert_cmpint (count (reader), ==, 3);
  g_object_unref (reader);

  /* Nothing stays locked. */
  g_assert_cmpint (test_number (path, ENTERPRISES), ==, 3);
  test_tamper (
    path, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; COMMIT");
  test_folder_remove (folder);
}

/* While another program writes without a log, nobody reads half of it: it is said to be busy, though no log
 * lies beside it and the file alone could be read. */
static void
test_busy (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  Other other;

  test_enterprise (ledger, "甲矿业有限公司");
  g_clear_object (&ledger);
  other = start_other ("--exclusive", path, 0);
  g_free (hear (&other));
  ledger = ka_ledger_open (path, KA_OPEN_READ_ONLY, &error);
  g_assert_error (error, KA_ERROR, KA_ERROR_BUSY);
  g_assert_null (ledger);
  end_other (&other, FALSE);

  ledger = test_ledger_open (folder);
  g_assert_false (ka_ledger_is_read_only (ledger));
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  /* What it prints is answers. */
  setlocale (LC_ALL, "");
  if (argc == 4 && strcmp (argv[1], "--reader") == 0)
    return be_reader (argv[2], g_ascii_strtoull (argv[3], NULL, 10));
  if (argc == 4 && strcmp (argv[1], "--foreign") == 0)
    return be_foreign (argv[2]);
  if (argc == 4 && strcmp (argv[1], "--exclusive") == 0)
    return be_exclusive (argv[2]);
  if (argc == 4 && strcmp (argv[1], "--writer") == 0)
    return be_writer (argv[2]);

  test_init (&argc, &argv);
  program = g_file_read_link ("/proc/self/exe", NULL);
  g_assert_nonnull (program);
  g_test_add_func ("/store/lock/readers", test_readers);
  g_test_add_func ("/store/lock/foreign", test_foreign);
  g_test_add_func ("/store/lock/held-by-reader", test_held_by_reader);
  g_test_add_func ("/store/lock/within", test_within);
  g_test_add_func ("/store/lock/busy", test_busy);

  return g_test_run ();
}
