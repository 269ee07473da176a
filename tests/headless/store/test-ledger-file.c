/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-codes.h>

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the file ---- */

static void
test_create (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (KaLedger) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (GDir) dir = NULL;
  GStatBuf status;

  g_assert_cmpstr (ka_ledger_get_path (ledger), ==, path);
  g_assert_null (ka_ledger_get_read_only_reason (ledger));
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("target"), &error), ==,
                   ka_codes_size (ka_codes_get ("targets")));
  g_assert_cmpint (ka_ledger_get_head (ledger), ==,
                   ka_codes_size (ka_codes_get ("targets"))
                     + ka_codes_size (ka_codes_get ("holidays"))
                     + ka_codes_size (ka_codes_get ("case_criteria")));
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  test_verify (ledger);

  second = ka_ledger_create (path, &error);
  g_assert_null (second);
  g_assert_error (error, KA_ERROR, KA_ERROR_DUPLICATE);
  g_clear_error (&error);

  g_assert_true (ka_ledger_close (ledger, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  /* One file, and nothing beside it. */
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "ledger.kuangan");
  g_assert_null (g_dir_read_name (dir));
  g_assert_cmpint (test_number (path, "PRAGMA application_id"), ==, 0x4b55414e);
  g_assert_cmpint (test_number (path, "SELECT count(*) FROM schema_script"), ==,
                   test_number (path, "PRAGMA user_version"));
  test_folder_remove (folder);
}

/* What a closed ledger answers is an error, not a crash. */
static void
test_closed (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 id = test_enterprise (ledger, "甲矿业有限公司");
  g_autoptr (KaRecord) record = test_record ("enterprise", "name", "乙矿业有限公司", NULL);
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, "SELECT name FROM enterprise", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (ka_cursor_next (cursor, NULL));
  ka_ledger_close (ledger, &error);
  g_assert_no_error (error);
  g_assert_false (ka_cursor_next (cursor, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (ka_cursor_get_text (cursor, 0));
  g_assert_null (ka_ledger_get (ledger, ka_kind_get ("enterprise"), id, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (ka_ledger_save (ledger, record, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FAILED);
  g_assert_cmpstr (ka_ledger_title (ledger, ka_kind_get ("enterprise"), id), ==, "");
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, 0);
  g_assert_true (ka_ledger_close (ledger, NULL));
  test_folder_remove (folder);
}

typedef struct
{
  const char *name;
  const char *content; /* NULL: the file is missing */
  gsize length;
  KaError code;
} Foreign;

static const Foreign foreigners[] = {
  { "missing", NULL, 0, KA_ERROR_NOT_FOUND },
  { "empty", "", 0, KA_ERROR_FORMAT },
  { "text", "这不是台账，只是一段文字，但比一页短。", 57, KA_ERROR_FORMAT },
  { "short-header", "SQLite format 3", 16, KA_ERROR_FORMAT },
  { "zip", "PK\003\004 this is a workbook and no ledger, whatever its name says", 60,
    KA_ERROR_FORMAT },
};

static void
test_foreign (gconstpointer data)
{
  const Foreign *foreign = data;
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length = 0;

  if (foreign->content != NULL)
    g_assert_true (g_file_set_contents (path, foreign->content, foreign->length, NULL));
  for (KaOpenMode mode = KA_OPEN_READ_WRITE; mode <= KA_OPEN_READ_ONLY; mode++)
    {
      g_assert_null (ka_ledger_open (path, mode, &error));
      g_assert_error (error, KA_ERROR, (int)foreign->code);
      g_assert_nonnull (strstr (error->message, "ledger.kuangan"));
      g_clear_error (&error);
    }
  /* Left as it was. */
  if (foreign->content != NULL)
    {
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_cmpmem (content, length, foreign->content, foreign->length);
    }
  test_folder_remove (folder);
}

typedef struct
{
  const char *name;
  const char *sql;
  KaError code;
} Edited;

static const Edited edits[] = {
  { "other-application", "PRAGMA application_id = 7", KA_ERROR_FORMAT },
  { "no-version", "PRAGMA user_version = 0", KA_ERROR_FORMAT },
  { "too-new", "PRAGMA user_version = 999", KA_ERROR_TOO_NEW },
  { "other-script", "UPDATE schema_script SET checksum = 'x'", KA_ERROR_CORRUPT },
  { "no-script", "DELETE FROM schema_script", KA_ERROR_CORRUPT },
  { "trigger", "CREATE TRIGGER t AFTER INSERT ON mine BEGIN DELETE FROM pond; END",
    KA_ERROR_CORRUPT },
  { "table", "CREATE TABLE other (x)", KA_ERROR_CORRUPT },
  { "view-for-table",
    "PRAGMA legacy_alter_table = ON; ALTER TABLE setting RENAME TO kept;"
    "CREATE VIEW setting AS SELECT NULL AS key, NULL AS value",
    KA_ERROR_CORRUPT },
  { "null-where-none-may-be",
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace (sql, 'key TEXT NOT NULL', 'key TEXT')"
    " WHERE name = 'setting'; PRAGMA writable_schema = RESET;"
    "INSERT INTO setting (rev, key) VALUES (1, NULL); PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace (sql, 'key TEXT', 'key TEXT NOT NULL')"
    " WHERE name = 'setting'",
    KA_ERROR_CORRUPT },
};

static void
test_edited (gconstpointer data)
{
  const Edited *edited = data;
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;

  g_clear_object (&ledger);
  test_tamper (path, edited->sql);
  for (KaOpenMode mode = KA_OPEN_READ_WRITE; mode <= KA_OPEN_READ_ONLY; mode++)
    {
      g_assert_null (ka_ledger_open (path, mode, &error));
      g_assert_error (error, KA_ERROR, (int)edited->code);
      g_clear_error (&error);
    }
  test_folder_remove (folder);
}

/* Pages overwritten one after the other: refused as damaged or as no ledger, or sound; never a crash, and
 * what opens is verified without a crash too. */
static void
test_damaged (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autofree char *content = NULL;
  gsize length;
  guint n_corrupt = 0;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("第%u矿业有限公司", i);

      test_enterprise (ledger, name);
    }
  g_clear_object (&ledger);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));

  for (gsize at = 0; at < length; at += 4096)
    {
      g_autofree char *damaged = g_memdup2 (content, length);
      g_autoptr (GError) error = NULL;

      memset (damaged + at + (at == 0 ? 100 : 0), 0xa5, 400);
      g_assert_true (g_file_set_contents (path, damaged, length, NULL));
      ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
      if (ledger != NULL)
        {
          g_autoptr (GPtrArray) findings = ka_ledger_verify (ledger, NULL, NULL, NULL, &error);

          g_assert_true (error != NULL || findings != NULL);
          g_clear_object (&ledger);
          continue;
        }
      g_assert_nonnull (error);
      n_corrupt += g_error_matches (error, KA_ERROR, KA_ERROR_CORRUPT);
    }
  g_assert_cmpuint (n_corrupt, >, length / 4096 / 4);

  /* Cut short. */
  for (gsize cut = 4096; cut < length; cut += length / 7)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, content, cut, NULL));
      g_assert_null (ka_ledger_open (path, KA_OPEN_READ_WRITE, &error));
      g_assert_error (error, KA_ERROR, KA_ERROR_CORRUPT);
    }
  test_folder_remove (folder);
}

/* A name that means something in a URI or to the shell is a name like any other. */
static void
test_odd_names (void)
{
  static const char *const names[] = { "a b.kuangan",    "100%.kuangan",     "what?.kuangan",
                                       "#1&x=y.kuangan", "台账“一”.kuangan", "it's.kuangan" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *folder = test_folder_new ();
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KaLedger) ledger = ka_ledger_create (path, &error);

      g_assert_no_error (error);
      g_assert_false (ka_ledger_is_read_only (ledger));
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      g_assert_true (ka_ledger_backup (ledger, "/dev/null/x", NULL, NULL) == FALSE);
      g_clear_object (&ledger);
      test_folder_remove (folder);
    }
}

/* ---- two at once ---- */

static void
test_second_opener (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) first = test_ledger_new (folder);
  g_autoptr (KaLedger) second = test_ledger_open (folder);
  g_autoptr (KaRecord) record = test_record ("enterprise", "name", "乙矿业有限公司", NULL);
  g_autofree char *pid = g_strdup_printf ("%d", (int)getpid ());
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (ka_ledger_is_read_only (second));
  g_assert_nonnull (strstr (ka_ledger_get_read_only_reason (second), pid));
  g_assert_nonnull (strstr (ka_ledger_get_read_only_reason (second), g_get_user_name ()));
  g_assert_nonnull (strstr (ka_ledger_get_read_only_reason (second), g_get_host_name ()));
  g_assert_false (ka_ledger_save (second, record, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_READ_ONLY);
  g_assert_cmpint (record->id, ==, 0);
  g_clear_error (&error);

  /* It sees what the first one writes. */
  g_assert_false (ka_ledger_refresh (second));
  id = test_enterprise (first, "甲矿业有限公司");
  g_assert_true (ka_ledger_refresh (second));
  g_assert_false (ka_ledger_refresh (second));
  test_assert_text (test_value (second, "enterprise", id, "name"), "甲矿业有限公司");

  /* The first one closes while the second still reads; then the next one may write. */
  ka_ledger_close (first, &error);
  g_assert_no_error (error);
  test_assert_text (test_value (second, "enterprise", id, "name"), "甲矿业有限公司");
  g_clear_object (&second);
  second = test_ledger_open (folder);
  g_assert_false (ka_ledger_is_read_only (second));
  g_clear_object (&second);
  test_folder_remove (folder);
}

/* Another process holds it, and is killed: nothing stale is left. */
static void
test_two_programs (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autofree char *expected = NULL;
  int ready[2];
  pid_t child;
  char byte;
  int status;

  g_clear_object (&ledger);
  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (KaLedger) held = ka_ledger_open (path, KA_OPEN_READ_WRITE, NULL);
      g_autoptr (KaRecord) record = test_record ("enterprise", "name", "甲矿业有限公司", NULL);

      if (held == NULL || ka_ledger_is_read_only (held) || !ka_ledger_save (held, record, NULL))
        _exit (1);
      if (write (ready[1], "x", 1) != 1)
        _exit (1);
      pause ();
      _exit (1);
    }
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);

  ledger = test_ledger_open (folder);
  g_assert_true (ka_ledger_is_read_only (ledger));
  expected = g_strdup_printf ("%d", (int)child);
  g_assert_nonnull (strstr (ka_ledger_get_read_only_reason (ledger), expected));
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 1);
  g_clear_object (&ledger);

  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  ledger = test_ledger_open (folder);
  g_assert_false (ka_ledger_is_read_only (ledger));
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 1);
  test_verify (ledger);
  g_clear_object (&ledger);
  close (ready[0]);
  close (ready[1]);
  test_folder_remove (folder);
}

/* Connections of one program share its hold, and the last one folds the log, in whatever order they end. */
static void
test_dup (void)
{
  for (guint first = 0; first < 3; first++)
    {
      char *folder = test_folder_new ();
      g_autofree char *path = test_path (folder);
      g_autofree char *log = g_strconcat (path, "-wal", NULL);
      g_autoptr (GError) error = NULL;
      KaLedger *ledgers[3] = { test_ledger_new (folder) };
      gint64 id = test_enterprise (ledgers[0], "甲矿业有限公司");

      ledgers[1] = ka_ledger_dup (ledgers[0], &error);
      g_assert_no_error (error);
      g_assert_false (ka_ledger_is_read_only (ledgers[1]));
      ledgers[2] = ka_ledger_open_as_of (ledgers[0], ka_ledger_get_head (ledgers[0]), &error);
      g_assert_no_error (error);
      test_change (ledgers[1], "enterprise", id, "note", "由工作线程写入");
      test_change (ledgers[0], "enterprise", id, "address", "德感街道");
      test_assert_text (test_value (ledgers[1], "enterprise", id, "address"), "德感街道");
      for (guint i = 0; i < 3; i++)
        {
          g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
          g_assert_true (ka_ledger_close (ledgers[(first + i) % 3], &error));
          g_assert_no_error (error);
        }
      for (guint i = 0; i < 3; i++)
        g_object_unref (ledgers[i]);
      g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
      test_folder_remove (folder);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/store/ledger/create", test_create);
  g_test_add_func ("/store/ledger/closed", test_closed);
  for (guint i = 0; i < G_N_ELEMENTS (foreigners); i++)
    {
      g_autofree char *name = g_strconcat ("/store/ledger/foreign/", foreigners[i].name, NULL);

      g_test_add_data_func (name, &foreigners[i], test_foreign);
    }
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *name = g_strconcat ("/store/ledger/edited/", edits[i].name, NULL);

      g_test_add_data_func (name, &edits[i], test_edited);
    }
  g_test_add_func ("/store/ledger/damaged", test_damaged);
  g_test_add_func ("/store/ledger/odd-names", test_odd_names);
  g_test_add_func ("/store/ledger/second-opener", test_second_opener);
  g_test_add_func ("/store/ledger/two-programs", test_two_programs);
  g_test_add_func ("/store/ledger/dup", test_dup);

  return g_test_run ();
}
