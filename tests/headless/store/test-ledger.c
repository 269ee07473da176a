/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <string.h>
#include <sys/stat.h>

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
  /* Found sound, and changed after that. */
  ka_record_set (wrong, "insured_until", "2027-02-28");
  ka_record_set_checked (wrong, ka_today ());
  ka_record_set (wrong, "insured_until", "2027-02-30");
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

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/store/ledger/round-trip", test_round_trip);
  g_test_add_func ("/store/ledger/refusals", test_refusals);
  g_test_add_func ("/store/ledger/delete", test_delete);
  g_test_add_func ("/store/ledger/auto-numbers", test_auto_numbers);
  g_test_add_func ("/store/ledger/transact", test_transact);
  g_test_add_func ("/store/ledger/nested", test_nested);
  g_test_add_func ("/store/ledger/busy", test_busy);

  return g_test_run ();
}
