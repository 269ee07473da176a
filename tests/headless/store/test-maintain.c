/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-codes.h>
#include <ka-day.h>

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A small ledger with some of everything; closed. */
static gboolean
import_some (KaLedger *ledger, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("附件的内容", 15);
  gint64 source = ka_ledger_add_source (ledger, "台账.xlsx", "企业", "{\"name\":\"A\"}", error);
  g_autofree char *sum = ka_ledger_put_blob (ledger, bytes, error);
  g_autoptr (KaRecord) attachment = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("第%u矿业有限公司", i);
      g_autoptr (KaRecord) record = test_record ("enterprise", "name", name, NULL);

      ka_ledger_set_source_row (ledger, source, i + 2);
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }
  ka_ledger_set_source_row (ledger, 0, 0);
  attachment = test_record ("attachment", "owner_kind", "enterprise", "owner_id", "1", "name",
                            "一.txt", "sha256", sum, NULL);

  return ka_ledger_save (ledger, attachment, error);
}

static void
make_ledger (const char *folder)
{
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  gint64 mine;

  g_assert_true (
    ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入", import_some, NULL, NULL, &error));
  g_assert_no_error (error);
  mine = test_mine (ledger, 1, "甲矿");
  test_change (ledger, "mine", mine, "note", "改过");
  mine = test_mine (ledger, 2, "乙矿");
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("mine"), mine, NULL));
  g_assert_true (ka_ledger_close (ledger, NULL));
}

static char *
find_all (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = ka_ledger_verify (ledger, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_add (findings, NULL);

  return g_strjoinv ("\n", (char **)findings->pdata);
}

/* ---- verify ---- */

typedef struct
{
  const char *name;
  const char *sql;
  const char *finding; /* part of one of the findings */
} Tampering;

static const Tampering tamperings[] = {
  { "row-edited", "UPDATE mine SET capacity = 1 WHERE id = 1", "内容与最新修订" },
  { "row-added", "INSERT INTO enterprise (id, rev, name) VALUES (99, 1, '混入的')",
    "没有修订记录" },
  { "row-removed", "DELETE FROM enterprise WHERE id = 5", "表中却没有" },
  { "row-with-old-revision", "UPDATE enterprise SET rev = 1 WHERE id = 2", "最新修订却是" },
  { "row-came-back",
    "INSERT INTO mine (id, rev, enterprise, name, type, status, town)"
    " SELECT 2, max (rev), 2, '乙矿', '露天矿山', '生产', '德感街道' FROM revision WHERE kind = 'mine'",
    "内容与最新修订" },
  { "body-edited",
    "UPDATE revision SET body = replace (body, '第1', '第一') WHERE kind = 'enterprise'",
    "与校验链不符" },
  { "body-and-row-edited",
    "UPDATE revision SET body = replace (body, '甲矿', '假矿') WHERE kind = 'mine';"
    "UPDATE mine SET name = '假矿' WHERE name = '甲矿'",
    "与校验链不符" },
  { "revision-removed", "DELETE FROM revision WHERE rev = 3", "修订缺失" },
  { "last-revision-removed", "DELETE FROM revision WHERE rev = (SELECT max (rev) FROM revision)",
    "没有修订" },
  { "revision-given-to-another", "UPDATE revision SET id = 4 WHERE rev = 22", "与校验链不符" },
  { "row-of-sheet-edited", "UPDATE revision SET source_row = 7 WHERE source_row = 2",
    "与校验链不符" },
  { "sheet-renamed", "UPDATE source SET file = '别的.xlsx'", "与校验链不符" },
  { "change-edited", "UPDATE change SET who = '别人' WHERE id = 2", "改动与校验链不符" },
  { "change-dated-back", "UPDATE change SET at = '2020-01-01T00:00:00' WHERE id = 3",
    "改动与校验链不符" },
  { "change-removed", "DELETE FROM change WHERE id = 3", "改动缺失" },
  { "hash-edited", "UPDATE revision SET hash = zeroblob (32) WHERE rev = 2", "与校验链不符" },
  { "unknown-kind", "UPDATE revision SET kind = 'dragon' WHERE rev = 22", "不认识的种类" },
  { "attachment-edited", "UPDATE blob SET data = CAST ('附件的假容' AS BLOB)", "与校验值不符" },
  { "attachment-removed", "DELETE FROM blob", "内容不在台账中" },
  { "reference-lost", "UPDATE mine SET enterprise = 77", "指向的" },
  { "index-removed", "DROP INDEX mine_enterprise", "表结构被改动过" },
};

static void
test_tampering (gconstpointer data)
{
  const Tampering *tampering = data;
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autofree char *sql = g_strconcat ("PRAGMA foreign_keys = OFF;", tampering->sql, NULL);
  g_autoptr (KaLedger) ledger = NULL;
  g_autofree char *findings = NULL;

  make_ledger (folder);
  ledger = test_ledger_open (folder);
  test_verify (ledger);
  g_clear_object (&ledger);

  test_tamper (path, sql);
  ledger = test_ledger_open (folder);
  findings = find_all (ledger);
  g_test_message ("%s", findings);
  g_assert_nonnull (strstr (findings, tampering->finding));
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
note_progress (double fraction, const char *what, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  g_assert_nonnull (what);
  *last = fraction;
}

static void
test_verify_progress (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  double last = 0;

  findings = ka_ledger_verify (ledger, note_progress, &last, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (last, >, 0.5);
  g_cancellable_cancel (cancellable);
  g_assert_null (ka_ledger_verify (ledger, NULL, NULL, cancellable, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* ---- backups ---- */

static guint
count_files (const char *folder, const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL;

  return n;
}

static void
test_backup (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autofree char *copy = g_build_filename (folder, "备份.kuangan", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "such.kuangan", NULL);
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (KaLedger) reader = NULL;
  g_autoptr (KaLedger) opened = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  make_ledger (folder);
  ledger = test_ledger_open (folder);
  for (guint round = 0; round < 2; round++)
    {
      g_assert_true (ka_ledger_backup (ledger, copy, NULL, &error));
      g_assert_no_error (error);
      opened = ka_ledger_open (copy, KA_OPEN_READ_WRITE, &error);
      g_assert_no_error (error);
      test_verify (opened);
      g_assert_cmpint (ka_ledger_get_head (opened), ==, ka_ledger_get_head (ledger));
      g_clear_object (&opened);
      test_enterprise (ledger, "后来的矿业有限公司");
    }
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (folder, ".tmp-"), ==, 0);

  /* A read-only one is copied too. */
  reader = ka_ledger_open (path, KA_OPEN_READ_ONLY, &error);
  g_assert_true (ka_ledger_backup (reader, copy, NULL, &error));
  g_assert_no_error (error);

  g_assert_false (ka_ledger_backup (ledger, path, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (ka_ledger_backup (ledger, nowhere, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (ka_ledger_backup (ledger, nowhere, cancellable, &error));
  g_assert_nonnull (error);
  g_clear_object (&reader);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_daily_backup (void)
{
  char *folder = test_folder_new ();
  g_autofree char *backups = g_build_filename (folder, "ledger.kuangan-backups", NULL);
  g_autofree char *mine = g_build_filename (backups, "ledger-von-hand.kuangan", NULL);
  g_autofree char *newest = g_build_filename (backups, "ledger-20250310.kuangan", NULL);
  g_autofree char *oldest = g_build_filename (backups, "ledger-20250308.kuangan", NULL);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  GStatBuf first, second;

  for (int day = 1; day <= 10; day++)
    {
      ka_set_today (ka_day_from_ymd (2025, 3, day));
      g_assert_true (ka_ledger_daily_backup (ledger, 3, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_files (backups, "ledger-"), ==, MIN (day, 3));
    }
  g_assert_true (g_file_test (newest, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (oldest, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (backups, &first), ==, 0);
  g_assert_cmpint (first.st_mode & 0777, ==, 0700);

  /* Once a day, and nothing is dropped that the program did not put there. */
  g_assert_cmpint (g_stat (newest, &first), ==, 0);
  g_assert_true (g_file_set_contents (mine, "x", 1, NULL));
  test_enterprise (ledger, "甲矿业有限公司");
  g_assert_true (ka_ledger_daily_backup (ledger, 1, NULL, &error));
  g_assert_cmpint (g_stat (newest, &second), ==, 0);
  g_assert_cmpint (first.st_ino, ==, second.st_ino);
  g_assert_cmpuint (count_files (backups, "ledger-2025"), ==, 1);
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  ka_set_today (KA_DAY_NONE);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_restore_file (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autofree char *copy = g_build_filename (folder, "copy.kuangan", NULL);
  g_autofree char *other = g_build_filename (folder, "new.kuangan", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;
  gint64 head;

  make_ledger (folder);
  ledger = test_ledger_open (folder);
  head = ka_ledger_get_head (ledger);
  g_assert_true (ka_ledger_backup (ledger, copy, NULL, &error));
  test_enterprise (ledger, "后来的矿业有限公司");

  /* Not while it is open. */
  g_assert_false (ka_ledger_restore_file (copy, path, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_BUSY);
  g_clear_error (&error);
  g_clear_object (&ledger);

  g_assert_true (ka_ledger_restore_file (copy, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (folder, "ledger.kuangan.before-restore-"), ==, 1);
  g_assert_cmpuint (count_files (folder, "-lock"), ==, 0);
  ledger = test_ledger_open (folder);
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head);
  test_verify (ledger);
  g_clear_object (&ledger);

  /* Over one that is damaged, with a log beside it that must not meet the new file. */
  g_assert_true (g_file_set_contents (path, "damaged", 7, NULL));
  g_assert_true (g_file_set_contents (log, "not a log", 9, NULL));
  g_assert_true (ka_ledger_restore_file (copy, path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  ledger = test_ledger_open (folder);
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head);
  test_verify (ledger);
  g_clear_object (&ledger);

  g_assert_cmpuint (count_files (folder, "ledger.kuangan.before-restore-"), ==, 2);

  /* Where there is none. */
  g_assert_true (ka_ledger_restore_file (copy, other, &error));
  g_assert_no_error (error);

  /* Nothing that is no sound ledger. */
  test_tamper (copy, "UPDATE mine SET name = '假矿'");
  g_assert_false (ka_ledger_restore_file (copy, path, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (copy, "nothing", 7, NULL));
  g_assert_false (ka_ledger_restore_file (copy, path, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (ka_ledger_restore_file ("/no/such.kuangan", path, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  ledger = test_ledger_open (folder);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* ---- the ledgers of released versions ---- */

static void
test_frozen_ledgers (void)
{
  static const char *const names[] = { "ledger-v001.kuangan" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", names[i], NULL);
      char *folder = test_folder_new ();
      g_autofree char *path = test_path (folder);
      g_autofree char *content = NULL;
      gsize length;
      g_autoptr (KaLedger) ledger = NULL;
      g_autoptr (KaLedger) past = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_get_contents (source, &content, &length, NULL));
      g_assert_true (g_file_set_contents (path, content, length, NULL));
      ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
      g_assert_no_error (error);
      test_verify (ledger);
      g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 3);
      g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("mine"), NULL), ==, 4);
      g_assert_cmpint (ka_ledger_find (ledger, ka_kind_get ("mine"), "name", "陡石梯砂岩矿", NULL),
                       >, 0);
      past = ka_ledger_open_as_of (ledger, 25, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ka_ledger_count (past, ka_kind_get ("mine"), NULL), >, 0);
      /* It has been given what came later, once. */
      g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("holiday"), NULL), ==,
                       ka_codes_size (ka_codes_get ("holidays")));
      g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("target"), NULL), ==,
                       ka_codes_size (ka_codes_get ("targets")));
      /* And it can be worked on. */
      test_enterprise (ledger, "新的矿业有限公司");
      test_verify (ledger);
      g_clear_object (&past);
      g_clear_object (&ledger);
      test_folder_remove (folder);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *name = g_strconcat ("/store/maintain/tampering/", tamperings[i].name, NULL);

      g_test_add_data_func (name, &tamperings[i], test_tampering);
    }
  g_test_add_func ("/store/maintain/verify-progress", test_verify_progress);
  g_test_add_func ("/store/maintain/backup", test_backup);
  g_test_add_func ("/store/maintain/daily-backup", test_daily_backup);
  g_test_add_func ("/store/maintain/restore-file", test_restore_file);
  g_test_add_func ("/store/maintain/frozen-ledgers", test_frozen_ledgers);

  return g_test_run ();
}
