/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-check.h>
#include <ka-codes.h>
#include <ka-day.h>

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
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

/* ---- saving ---- */

static void
test_round_trip (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 enterprise = test_enterprise (ledger, "甲矿业有限公司");
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
  g_autoptr (KaRecord) record = test_record (
    "mine", "enterprise", owner, "name", "陡石梯砂岩矿", "type", "露天矿山", "status", "生产",
    "town", "德感街道", "capacity", "15.6", "density", "2.4", "service_life", "12.5", "longitude",
    "106.123456", "slope_monitored", "0", "video", "1", "std_until", "2027-01-31", "posts_key",
    "12", "note", "第一行\n第二行", NULL);
  g_autoptr (KaRecord) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 head;

  ka_ledger_save (ledger, record, &error);
  g_assert_no_error (error);
  head = ka_ledger_get_head (ledger);
  g_assert_cmpint (record->rev, ==, head);
  read = ka_ledger_get (ledger, record->kind, record->id, &error);
  g_assert_no_error (error);
  g_assert_true (ka_record_equal (record, read));
  g_assert_cmpint (read->rev, ==, record->rev);

  /* What stands there already makes no revision, also where the revision was an older one. */
  g_assert_true (ka_ledger_save (ledger, read, &error));
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head);
  test_change (ledger, "mine", record->id, "note", "改");
  test_change (ledger, "mine", record->id, "note", "第一行\n第二行");
  g_assert_true (ka_ledger_save (ledger, read, &error));
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head + 2);
  g_assert_cmpint (read->rev, ==, head + 2);

  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
expect_refusal (KaLedger *ledger, KaRecord *record, KaError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  gint64 id = record->id, rev = record->rev, head = ka_ledger_get_head (ledger);

  g_assert_false (ka_ledger_save (ledger, record, &error));
  g_assert_error (error, KA_ERROR, (int)code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_cmpint (record->id, ==, id);
  g_assert_cmpint (record->rev, ==, rev);
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head);
}

static void
test_refusals (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 id = test_save (ledger, "enterprise", "name", "甲矿业有限公司", "credit_code",
                         "91350100M000100Y43", NULL);
  g_autoptr (KaRecord) nameless = test_record ("enterprise", "town", "德感街道", NULL);
  g_autoptr (KaRecord) twin = test_record ("enterprise", "name", "乙矿业有限公司", "credit_code",
                                           "91350100M000100Y43", NULL);
  g_autoptr (KaRecord) lost = test_record ("mine", "enterprise", "999", "name", "丙矿", "type",
                                           "露天矿山", "status", "生产", "town", "德感街道", NULL);
  g_autoptr (KaRecord) wrong
    = test_record ("enterprise", "name", "丁矿业有限公司", "insured_until", "2027-02-30", NULL);
  g_autoptr (KaRecord) stale = ka_ledger_get (ledger, ka_kind_get ("enterprise"), id, NULL);
  g_autoptr (KaRecord) gone = NULL;

  expect_refusal (ledger, nameless, KA_ERROR_REQUIRED, "企业名称");
  expect_refusal (ledger, twin, KA_ERROR_DUPLICATE, "甲矿业有限公司");
  expect_refusal (ledger, lost, KA_ERROR_REFERENCE, "所属企业");
  expect_refusal (ledger, wrong, KA_ERROR_INVALID, "保险有效期至");

  test_change (ledger, "enterprise", id, "note", "别人改的");
  ka_record_set (stale, "note", "我改的");
  expect_refusal (ledger, stale, KA_ERROR_CONFLICT, "甲矿业有限公司");

  gone = ka_ledger_get (ledger, ka_kind_get ("enterprise"), id, NULL);
  g_assert_true (ka_ledger_delete (ledger, gone->kind, id, NULL));
  ka_record_set (gone, "note", "删除之后");
  expect_refusal (ledger, gone, KA_ERROR_CONFLICT, "已被删除");
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_delete (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  gint64 enterprise = test_enterprise (ledger, "甲矿业有限公司");
  gint64 mines[5];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u号矿", i + 1);

      mines[i] = test_mine (ledger, enterprise, name);
    }
  g_assert_false (ka_ledger_delete (ledger, kind, enterprise, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_REFERENCE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "甲矿业有限公司"));
  g_assert_nonnull (strstr (error->message, "1号矿"));
  g_assert_nonnull (strstr (error->message, "3号矿"));
  g_assert_null (strstr (error->message, "4号矿"));
  g_assert_nonnull (strstr (error->message, "5"));
  g_clear_error (&error);

  for (guint i = 0; i < 5; i++)
    g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("mine"), mines[i], &error));
  g_assert_true (ka_ledger_delete (ledger, kind, enterprise, &error));
  g_assert_no_error (error);
  g_assert_false (ka_ledger_delete (ledger, kind, enterprise, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (ka_ledger_get (ledger, kind, enterprise, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);

  /* The number of a deleted record is not given again. */
  g_assert_cmpint (test_enterprise (ledger, "乙矿业有限公司"), ==, enterprise + 1);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_auto_numbers (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 first = test_save (ledger, "measure", "task", "任务一", NULL);
  gint64 named = test_save (ledger, "measure", "no", "12", "task", "任务十二", NULL);
  gint64 worded = test_save (ledger, "measure", "no", "99A", "task", "任务九九甲", NULL);
  gint64 next = test_save (ledger, "measure", "task", "任务十三", NULL);

  test_assert_text (test_value (ledger, "measure", first, "no"), "1");
  test_assert_text (test_value (ledger, "measure", named, "no"), "12");
  test_assert_text (test_value (ledger, "measure", worded, "no"), "99A");
  test_assert_text (test_value (ledger, "measure", next, "no"), "13");
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* ---- changes ---- */

typedef struct
{
  guint n;
  gboolean fail;
  gboolean skip_refused;
  gint64 ids[10];
} Batch;

static gboolean
write_batch (KaLedger *ledger, gpointer data, GError **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->n; i++)
    {
      g_autofree char *name = g_strdup_printf ("第%u矿业有限公司", i);
      g_autoptr (KaRecord) record = test_record ("enterprise", "name", name, NULL);

      if (batch->skip_refused)
        {
          g_autoptr (KaRecord) refused = test_record ("enterprise", "town", "德感街道", NULL);
          g_autoptr (KaRecord) lost
            = test_record ("pond", "mine", "77", "name", "无主尾矿库", NULL);

          g_assert_false (ka_ledger_save (ledger, refused, NULL));
          g_assert_false (ka_ledger_save (ledger, lost, NULL));
          g_assert_cmpint (lost->id, ==, 0);
        }
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
      batch->ids[i] = record->id;
    }
  if (batch->fail)
    g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, "取消");

  return !batch->fail;
}

static void
on_changed (KaLedger *ledger, gint64 change, gpointer data)
{
  g_array_append_val (data, change);
}

static void
test_transact (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 head = ka_ledger_get_head (ledger);
  Batch batch = { .n = 10 };
  g_autoptr (GError) error = NULL;
  gint64 change = -1;

  g_signal_connect (ledger, "changed", G_CALLBACK (on_changed), changes);
  batch.fail = TRUE;
  g_assert_false (
    ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入", write_batch, &batch, &change, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (change, ==, 0);
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head);
  g_assert_cmpint (ka_ledger_count (ledger, kind, NULL), ==, 0);
  g_assert_cmpuint (changes->len, ==, 0);

  batch.fail = FALSE;
  batch.skip_refused = TRUE;
  g_assert_true (
    ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入", write_batch, &batch, &change, &error));
  g_assert_no_error (error);
  g_assert_cmpint (change, ==, 4);
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head + 10);
  g_assert_cmpint (ka_ledger_count (ledger, kind, NULL), ==, 10);
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("pond"), NULL), ==, 0);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpint (g_array_index (changes, gint64, 0), ==, change);

  batch.n = 0;
  g_assert_true (ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "什么也没有", write_batch, &batch,
                                     &change, &error));
  g_assert_cmpint (change, ==, 0);
  g_assert_cmpuint (changes->len, ==, 1);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static gboolean
write_inside (KaLedger *ledger, gpointer data, GError **error)
{
  Batch batch = { .n = 1 };
  g_autoptr (GError) inner = NULL;

  g_assert_false (
    ka_ledger_transact (ledger, KA_CHANGE_SAVE, "里面", write_batch, &batch, NULL, &inner));
  g_assert_error (inner, KA_ERROR, KA_ERROR_FAILED);

  return write_batch (ledger, &batch, error);
}

/* A change in a change is refused and leaves the outer one as it is. */
static void
test_nested (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (
    ka_ledger_transact (ledger, KA_CHANGE_SAVE, "外面", write_inside, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 1);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* Another connection of the program writes: the one that waits gives up with a clear word. */
static gboolean
write_from_two (KaLedger *ledger, gpointer data, GError **error)
{
  g_autoptr (KaRecord) record = test_record ("enterprise", "name", "乙矿业有限公司", NULL);
  g_autoptr (GError) inner = NULL;
  Batch batch = { .n = 1 };

  if (!write_batch (ledger, &batch, error))
    return FALSE;
  g_assert_false (ka_ledger_save (data, record, &inner));
  g_assert_error (inner, KA_ERROR, KA_ERROR_BUSY);

  return TRUE;
}

static void
test_busy (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (KaLedger) further = ka_ledger_dup (ledger, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (
    ka_ledger_transact (ledger, KA_CHANGE_SAVE, "写", write_from_two, further, NULL, &error));
  g_assert_no_error (error);
  test_enterprise (further, "丙矿业有限公司");
  test_verify (ledger);
  g_clear_object (&further);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* ---- settings, attachments, names ---- */

static void
test_settings (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (KaLedger) past = NULL;
  g_autoptr (GError) error = NULL;
  gint64 head = ka_ledger_get_head (ledger);

  g_assert_cmpstr (ka_ledger_setting (ledger, "city.name"), ==, "重庆市");
  g_assert_false (ka_ledger_setting_flag (ledger, "scope.tailings"));
  g_assert_true (ka_ledger_set_setting (ledger, "scope.tailings", "1", &error));
  g_assert_true (ka_ledger_set_setting (ledger, "officer.name", "张三", &error));
  g_assert_true (ka_ledger_set_setting (ledger, "report.copy_to", "", &error));
  g_assert_no_error (error);
  g_assert_true (ka_ledger_setting_flag (ledger, "scope.tailings"));
  g_assert_cmpstr (ka_ledger_setting (ledger, "report.copy_to"), ==, "");
  g_assert_true (ka_ledger_set_setting (ledger, "report.copy_to", NULL, &error));
  g_assert_cmpstr (ka_ledger_setting (ledger, "report.copy_to"), !=, "");
  g_assert_false (ka_ledger_set_setting (ledger, "scope.tailings", "vielleicht", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (ka_ledger_set_setting (ledger, "backup.keep", "-3", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (ka_ledger_set_setting (ledger, "no.such", "1", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Settings have their past too. */
  past = ka_ledger_open_as_of (ledger, head, &error);
  g_assert_no_error (error);
  g_assert_false (ka_ledger_setting_flag (past, "scope.tailings"));
  g_clear_object (&past);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* Who: the environment for tests and scripts, else the officer that was set. */
static void
test_who (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autofree char *before = g_strdup (g_getenv ("KA_USER"));

  g_unsetenv ("KA_USER");
  ka_ledger_set_setting (ledger, "officer.name", "张三", NULL);
  test_enterprise (ledger, "甲矿业有限公司");
  g_setenv ("KA_USER", "李四", TRUE);
  test_enterprise (ledger, "乙矿业有限公司");
  {
    g_autoptr (GPtrArray) changes = ka_ledger_changes (ledger, 2, NULL);

    g_assert_cmpstr (((KaChange *)g_ptr_array_index (changes, 0))->who, ==, "李四");
    g_assert_cmpstr (((KaChange *)g_ptr_array_index (changes, 1))->who, ==, "张三");
  }
  if (before != NULL)
    g_setenv ("KA_USER", before, TRUE);
  else
    g_unsetenv ("KA_USER");
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static gboolean
put_blobs (KaLedger *ledger, gpointer data, GError **error)
{
  char **sums = data;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (i == 2 ? "" : "附件的内容", i == 2 ? 0 : 15);
      g_autoptr (KaRecord) record = NULL;

      sums[i] = ka_ledger_put_blob (ledger, bytes, error);
      if (sums[i] == NULL)
        return FALSE;
      record = test_record ("attachment", "owner_kind", "enterprise", "owner_id", "1", "name",
                            "一.txt", "sha256", sums[i], NULL);
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }

  return TRUE;
}

static void
test_blobs (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GBytes) empty = NULL;
  g_autoptr (GError) error = NULL;
  char *sums[3] = { NULL };

  test_enterprise (ledger, "甲矿业有限公司");
  g_assert_null (ka_ledger_put_blob (ledger, bytes, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_true (
    ka_ledger_transact (ledger, KA_CHANGE_SAVE, "附件", put_blobs, sums, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sums[0], ==, sums[1]);
  read = ka_ledger_get_blob (ledger, sums[0], &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (read, NULL), g_bytes_get_size (read), "附件的内容", 15);
  empty = ka_ledger_get_blob (ledger, sums[2], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_null (ka_ledger_get_blob (ledger, "0000", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  test_verify (ledger);
  g_clear_object (&ledger);
  g_assert_cmpint (test_number (path, "SELECT count(*) FROM blob"), ==, 2);
  for (guint i = 0; i < 3; i++)
    g_free (sums[i]);
  test_folder_remove (folder);
}

/* Attachments go with their record, and come back with it. */
static void
test_attachments_follow (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *attachment = ka_kind_get ("attachment");
  gint64 id = test_enterprise (ledger, "甲矿业有限公司");
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) undo = NULL;
  char *sums[3] = { NULL };
  gint64 rev = ka_ledger_get_head (ledger);

  g_assert_true (ka_ledger_transact (ledger, KA_CHANGE_SAVE, "附件", put_blobs, sums, NULL, NULL));
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("enterprise"), id, &error));
  g_assert_cmpint (ka_ledger_count (ledger, attachment, NULL), ==, 0);
  undo = ka_ledger_next_undo (ledger, &error);
  g_assert_cmpint (ka_ledger_undo_change (ledger, undo->id, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (ledger, attachment, NULL), ==, 3);

  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("enterprise"), id, &error));
  g_assert_true (ka_ledger_restore_revision (ledger, rev, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (ledger, attachment, NULL), ==, 3);
  test_verify (ledger);
  for (guint i = 0; i < 3; i++)
    g_free (sums[i]);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_titles (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *kind = ka_kind_get ("inspection");
  gint64 enterprise = test_enterprise (ledger, "甲矿业有限公司");
  gint64 mine = test_mine (ledger, enterprise, "陡石梯砂岩矿");
  g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, mine);
  gint64 bare = test_save (ledger, "inspection", "mine", place, "started", "2025-03-05", NULL);
  gint64 numbered = test_save (ledger, "inspection", "mine", place, "started", "2025-03-06",
                               "record_no", "（江津）应急检记〔2025〕1号", NULL);
  gint64 duty = test_save (ledger, "duty", "mine", place, "month", "2025-03", NULL);
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, kind, bare, NULL);
  const char *title;

  title = ka_ledger_title (ledger, kind, bare);
  g_test_message ("%s", title);
  g_assert_nonnull (strstr (title, "陡石梯砂岩矿"));
  g_assert_nonnull (strstr (title, "2025"));
  g_assert_cmpstr (ka_ledger_title (ledger, kind, numbered), ==, "（江津）应急检记〔2025〕1号");
  g_assert_true (
    g_str_has_prefix (ka_ledger_title (ledger, ka_kind_get ("duty"), duty), "陡石梯砂岩矿 "));
  g_assert_cmpstr (ka_ledger_title (ledger, kind, 999), ==, "");
  test_assert_text (ka_ledger_display (ledger, record, ka_kind_field (kind, "mine"), FALSE),
                    "陡石梯砂岩矿");
  test_assert_text (ka_ledger_display (ledger, record, ka_kind_field (kind, "plan"), FALSE), "");

  /* A new name shows at once, also where it stands for something else. */
  test_change (ledger, "mine", mine, "name", "新陡石梯砂岩矿");
  g_assert_cmpstr (ka_ledger_title (ledger, ka_kind_get ("mine"), mine), ==, "新陡石梯砂岩矿");
  g_assert_nonnull (strstr (ka_ledger_title (ledger, kind, bare), "新陡石梯砂岩矿"));
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_masking (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 id = test_save (ledger, "enterprise", "name", "甲矿业有限公司", "principal_phone",
                         "13812345678", NULL);
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get ("enterprise"), id, NULL);
  const KaField *field = ka_kind_field (record->kind, "principal_phone");

  test_assert_text (ka_ledger_display (ledger, record, field, FALSE), "13812345678");
  test_assert_text (ka_ledger_display (ledger, record, field, TRUE), "138****5678");
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_find (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 first = test_enterprise (ledger, "甲矿业有限公司");
  gint64 mine = test_mine (ledger, first, "甲矿");
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autoptr (GError) error = NULL;

  test_enterprise (ledger, "甲矿业有限公司");
  test_change (ledger, "mine", mine, "capacity", "15.6");
  g_assert_cmpint (
    ka_ledger_find (ledger, ka_kind_get ("enterprise"), "name", "甲矿业有限公司", &error), ==,
    first);
  g_assert_cmpint (ka_ledger_find (ledger, ka_kind_get ("enterprise"), "name", "没有", &error), ==,
                   0);
  g_assert_cmpint (ka_ledger_find (ledger, ka_kind_get ("mine"), "enterprise", owner, &error), ==,
                   mine);
  g_assert_cmpint (ka_ledger_find (ledger, ka_kind_get ("mine"), "capacity", "15.6", &error), ==,
                   mine);
  g_assert_cmpint (ka_ledger_find (ledger, ka_kind_get ("mine"), "capacity", "x", &error), ==, 0);
  g_assert_no_error (error);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* What the office deletes of what a ledger begins with does not come again. */
static void
test_seeds (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  const KaKind *kind = ka_kind_get ("holiday");
  gint64 n = ka_ledger_count (ledger, kind, NULL), head;

  g_assert_cmpint (n, ==, ka_codes_size (ka_codes_get ("holidays")));
  for (gint64 id = 1; id <= n; id++)
    {
      ka_ledger_delete (ledger, kind, id, &error);
      g_assert_no_error (error);
    }
  head = ka_ledger_get_head (ledger);
  g_clear_object (&ledger);
  ledger = test_ledger_open (folder);
  g_assert_cmpint (ka_ledger_count (ledger, kind, NULL), ==, 0);
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
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
  g_test_add_func ("/store/ledger/round-trip", test_round_trip);
  g_test_add_func ("/store/ledger/refusals", test_refusals);
  g_test_add_func ("/store/ledger/delete", test_delete);
  g_test_add_func ("/store/ledger/auto-numbers", test_auto_numbers);
  g_test_add_func ("/store/ledger/transact", test_transact);
  g_test_add_func ("/store/ledger/nested", test_nested);
  g_test_add_func ("/store/ledger/busy", test_busy);
  g_test_add_func ("/store/ledger/settings", test_settings);
  g_test_add_func ("/store/ledger/who", test_who);
  g_test_add_func ("/store/ledger/blobs", test_blobs);
  g_test_add_func ("/store/ledger/attachments-follow", test_attachments_follow);
  g_test_add_func ("/store/ledger/titles", test_titles);
  g_test_add_func ("/store/ledger/masking", test_masking);
  g_test_add_func ("/store/ledger/find", test_find);

  g_test_add_func ("/store/ledger/seeds", test_seeds);

  return g_test_run ();
}
