/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

void
test_init (int *argc, char ***argv)
{
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
}

char *
test_folder_new (void)
{
  /* In memory where there is such a place: thousands of syncs would wait for a disk otherwise. */
  gboolean memory = g_getenv ("TMPDIR") == NULL && g_access ("/dev/shm", R_OK | W_OK | X_OK) == 0;
  char *folder = g_build_filename (memory ? "/dev/shm" : g_get_tmp_dir (), "ka-store-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (folder));

  return folder;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        remove_all (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}

void
test_folder_remove (char *folder)
{
  remove_all (folder);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_free (folder);
}

char *
test_path (const char *folder)
{
  return g_build_filename (folder, "ledger.kuangan", NULL);
}

KaLedger *
test_ledger_new (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = test_path (folder);
  KaLedger *ledger = ka_ledger_create (path, &error);

  g_assert_no_error (error);
  g_assert_false (ka_ledger_is_read_only (ledger));

  return ledger;
}

KaLedger *
test_ledger_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = test_path (folder);
  KaLedger *ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);

  g_assert_no_error (error);

  return ledger;
}

static KaRecord *
make_record (const char *kind, va_list arguments)
{
  KaRecord *record = ka_record_new (ka_kind_get (kind));
  const char *field;

  while ((field = va_arg (arguments, const char *)) != NULL)
    ka_record_set (record, field, va_arg (arguments, const char *));

  return record;
}

KaRecord *
test_record (const char *kind, ...)
{
  va_list arguments;
  KaRecord *record;

  va_start (arguments, kind);
  record = make_record (kind, arguments);
  va_end (arguments);

  return record;
}

gint64
test_save (KaLedger *ledger, const char *kind, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) record = NULL;
  va_list arguments;

  va_start (arguments, kind);
  record = make_record (kind, arguments);
  va_end (arguments);
  ka_ledger_save (ledger, record, &error);
  g_assert_no_error (error);
  g_assert_cmpint (record->id, >, 0);
  g_assert_cmpint (record->rev, >, 0);

  return record->id;
}

gint64
test_enterprise (KaLedger *ledger, const char *name)
{
  return test_save (ledger, "enterprise", "name", name, NULL);
}

gint64
test_mine (KaLedger *ledger, gint64 enterprise, const char *name)
{
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);

  return test_save (ledger, "mine", "enterprise", owner, "name", name, "type", "露天矿山", "status",
                    "生产", "town", "德感街道", NULL);
}

void
test_change (KaLedger *ledger, const char *kind, gint64 id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get (kind), id, &error);

  g_assert_no_error (error);
  ka_record_set (record, field, value);
  ka_ledger_save (ledger, record, &error);
  g_assert_no_error (error);
}

char *
test_value (KaLedger *ledger, const char *kind, gint64 id, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get (kind), id, &error);

  g_assert_no_error (error);

  return g_strdup (ka_record_get (record, field));
}

void
test_verify (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = ka_ledger_verify (ledger, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("finding: %s", (const char *)g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

void
test_break_off (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  GStatBuf before, after;
  int status;
  pid_t child;

  g_assert_cmpint (g_stat (path, &before), ==, 0);
  child = fork ();
  if (child == 0)
    {
      sqlite3 *db;

      if (sqlite3_open (path, &db) == SQLITE_OK
          && sqlite3_exec (db,
                           "PRAGMA cache_size = 10; BEGIN; DROP TABLE hazard; CREATE TABLE half AS"
                           " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                           " LIMIT 2000) SELECT i, randomblob (2000) AS data FROM n",
                           NULL, NULL, NULL)
               == SQLITE_OK)
        kill (getpid (), SIGKILL);
      _exit (1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpint (after.st_size, >, before.st_size);
  g_assert_cmpint (g_stat (journal, &after), ==, 0);
  g_assert_cmpint (after.st_size, >, 0);
}

void
test_tamper (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

gint64
test_number (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  return number;
}
