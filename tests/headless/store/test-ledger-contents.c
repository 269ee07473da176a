/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-codes.h>

#include <string.h>
#include <sys/stat.h>

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
  gint64 task;

  title = ka_ledger_title (ledger, kind, bare);
  g_test_message ("%s", title);
  g_assert_nonnull (strstr (title, "陡石梯砂岩矿"));
  g_assert_nonnull (strstr (title, "2025"));
  g_assert_cmpstr (ka_ledger_title (ledger, kind, numbered), ==, "（江津）应急检记〔2025〕1号");
  g_assert_true (
    g_str_has_prefix (ka_ledger_title (ledger, ka_kind_get ("duty"), duty), "陡石梯砂岩矿 "));
  g_assert_cmpstr (ka_ledger_title (ledger, kind, 999), ==, "");
  /* A mere number is read with what it stands for; nothing else is. */
  task = test_save (ledger, "measure", "no", "1.2", "task", "每班排查", NULL);
  g_assert_cmpstr (ka_ledger_title (ledger, ka_kind_get ("measure"), task), ==, "1.2");
  test_assert_text (ka_ledger_caption (ledger, ka_kind_get ("measure"), task), "1.2 每班排查");
  test_assert_text (ka_ledger_caption (ledger, kind, numbered), "（江津）应急检记〔2025〕1号");
  test_assert_text (ka_ledger_caption (ledger, ka_kind_get ("measure"), 999), "");
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
