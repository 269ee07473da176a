/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <string.h>

#define N_ROWS 3000

typedef struct
{
  GPtrArray *log; /* "position removed added" */
  guint n_items;
} Watch;

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer data)
{
  Watch *watch = data;

  g_ptr_array_add (watch->log, g_strdup_printf ("%u %u %u", position, removed, added));
  watch->n_items = watch->n_items - removed + added;
  /* What is announced is so at that very moment. */
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, watch->n_items);
}

static void
assert_log (Watch *watch, const char *expected)
{
  g_autofree char *text = NULL;

  g_ptr_array_add (watch->log, NULL);
  text = g_strjoinv (", ", (char **)watch->log->pdata);
  g_assert_cmpstr (text, ==, expected);
  g_ptr_array_set_size (watch->log, 0);
}

static gboolean
write_rows (KaLedger *ledger, gpointer data, GError **error)
{
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u号企业", i + 1);
      g_autoptr (KaRecord) record
        = test_record ("enterprise", "name", name, "principal_phone", "13812345678", NULL);

      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }

  return TRUE;
}

static KaLedger *
new_filled_ledger (const char *folder)
{
  KaLedger *ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;

  ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入", write_rows, NULL, NULL, &error);
  g_assert_no_error (error);

  return ledger;
}

static void
count_row (gpointer data, GObject *where_it_was)
{
  guint *n_alive = data;

  (*n_alive)--;
}

static void
test_announcements (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = new_filled_ledger (folder);
  g_autoptr (KaRowModel) model = ka_row_model_new (ledger);
  GListModel *list = G_LIST_MODEL (model);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("enterprise"));
  Watch watch = { g_ptr_array_new_with_free_func (g_free), 0 };
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 few[] = { 7, 5 }, more[] = { 9, 7, 5 };

  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed_cb), &watch);
  g_assert_true (g_list_model_get_item_type (list) == KA_TYPE_ROW);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_null (g_list_model_get_item (list, 0));
  g_assert_null (ka_row_model_get_query (model));

  ka_query_set_order (query, "name", FALSE);
  g_assert_true (ka_row_model_set_query (model, query, NULL));
  assert_log (&watch, "0 0 3000");
  g_assert_cmpint (ka_row_model_get_id (model, 0), ==, 1);
  g_assert_cmpint (ka_row_model_get_id (model, 2999), ==, 3000);
  g_assert_cmpint (ka_row_model_get_id (model, 3000), ==, 0);
  g_assert_cmpuint (ka_row_model_find (model, 1234), ==, 1233);
  g_assert_cmpuint (ka_row_model_find (model, 3001), ==, G_MAXUINT);

  ka_query_filter (query, "id", KA_OP_LE, "10");
  g_assert_true (ka_row_model_set_query (model, query, NULL));
  assert_log (&watch, "10 2990 0");
  g_assert_cmpuint (ka_row_model_find (model, 11), ==, G_MAXUINT);
  /* Its own query answered once more. */
  g_assert_true (ka_row_model_set_query (model, ka_row_model_get_query (model), NULL));
  assert_log (&watch, "");

  g_array_append_vals (ids, few, 2);
  ka_row_model_take_ids (model, ka_query_copy (query), ids);
  assert_log (&watch, "2 8 0");
  g_assert_cmpuint (ka_row_model_find (model, 5), ==, 1);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (ids, more, 3);
  ka_row_model_take_ids (model, ka_query_copy (query), ids);
  assert_log (&watch, "2 0 1");
  ka_query_filter (query, "id", KA_OP_LE, "0");
  g_assert_true (ka_row_model_set_query (model, query, NULL));
  assert_log (&watch, "0 3 0");

  /* A question that cannot be answered changes nothing. */
  ka_query_set_predicate (query, "t.nothing = 1", NULL);
  g_assert_false (ka_row_model_set_query (model, query, NULL));
  assert_log (&watch, "");
  g_ptr_array_unref (watch.log);
  g_clear_object (&model);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
on_kept_changed_cb (KaRow *row, gpointer data)
{
  (*(guint *)data)++;
  g_assert_cmpint (ka_row_get_record (row)->id, ==, ka_row_get_id (row));
}

static void
test_rows (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = new_filled_ledger (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (KaRowModel) model = ka_row_model_new (ledger);
  GListModel *list = G_LIST_MODEL (model);
  g_autoptr (KaQuery) query = ka_query_new (kind);
  g_autoptr (KaRow) kept = NULL;
  g_autoptr (KaRow) last = NULL;
  guint name = ka_kind_field_index (kind, "name");
  guint phone = ka_kind_field_index (kind, "principal_phone");
  guint note = ka_kind_field_index (kind, "note");
  guint n_alive = 0, n_changed = 0;

  ka_query_set_order (query, "id", FALSE);
  g_assert_true (ka_row_model_set_query (model, query, NULL));
  kept = g_list_model_get_item (list, 100);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (KaRow) row = g_list_model_get_item (list, i);
      g_autofree char *expected = g_strdup_printf ("%u号企业", i + 1);

      g_assert_cmpint (ka_row_get_id (row), ==, i + 1);
      g_assert_cmpint (ka_row_get_record (row)->id, ==, i + 1);
      g_assert_cmpstr (ka_row_get_text (row, name), ==, expected);
      g_assert_cmpstr (ka_row_get_text (row, phone), ==, "138****5678");
      g_assert_cmpstr (ka_row_get_text (row, note), ==, "");
      if (g_object_get_data (G_OBJECT (row), "seen") == NULL)
        {
          g_object_set_data (G_OBJECT (row), "seen", row);
          g_object_weak_ref (G_OBJECT (row), count_row, &n_alive);
          n_alive++;
        }
    }
  /* A bounded number of them is kept, and at least what GTK holds and a page. */
  g_assert_cmpuint (n_alive, >=, 512);
  g_assert_cmpuint (n_alive, <=, 1100);

  /* One object a place, however long ago it left the cache, and also in the next answer: it stands for the
   * record that is there now, and says so once that is so. */
  {
    g_autoptr (KaRow) again = g_list_model_get_item (list, 100);

    g_assert_true (again == kept);
  }
  last = g_list_model_get_item (list, N_ROWS - 1);
  g_signal_connect (kept, "changed", G_CALLBACK (on_kept_changed_cb), &n_changed);
  g_signal_connect (last, "changed", G_CALLBACK (on_kept_changed_cb), &n_changed);
  ka_query_filter (query, "id", KA_OP_GT, "50");
  g_assert_true (ka_row_model_set_query (model, query, NULL));
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpint (ka_row_get_id (kept), ==, 151);
  g_assert_cmpstr (ka_row_get_text (kept, name), ==, "151号企业");
  {
    g_autoptr (KaRow) again = g_list_model_get_item (list, 100);

    g_assert_true (again == kept);
  }
  /* One whose place is gone stays what it was. */
  g_assert_cmpint (ka_row_get_id (last), ==, N_ROWS);
  g_clear_object (&last);

  g_clear_object (&kept);
  g_clear_object (&model);
  g_assert_cmpuint (n_alive, ==, 0);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
on_row_changed_cb (KaRow *row, gpointer data)
{
  (*(guint *)data)++;
}

static void
test_touch (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = new_filled_ledger (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (KaRowModel) model = ka_row_model_new (ledger);
  g_autoptr (KaQuery) query = ka_query_new (kind);
  g_autoptr (KaRow) row = NULL;
  Watch watch = { g_ptr_array_new_with_free_func (g_free), N_ROWS };
  guint name = ka_kind_field_index (kind, "name");
  guint n_changed = 0;

  ka_query_set_order (query, "id", FALSE);
  g_assert_true (ka_row_model_set_query (model, query, NULL));
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed_cb), &watch);
  row = g_list_model_get_item (G_LIST_MODEL (model), 4);
  g_signal_connect (row, "changed", G_CALLBACK (on_row_changed_cb), &n_changed);
  g_assert_cmpstr (ka_row_get_text (row, name), ==, "5号企业");

  test_change (ledger, "enterprise", 5, "name", "改了名的企业");
  ka_row_model_touch (model, 5);
  ka_row_model_touch (model, 6);
  ka_row_model_touch (model, 99999);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (ka_row_get_text (row, name), ==, "改了名的企业");

  /* One that is gone shows nothing. */
  g_assert_true (ka_ledger_delete (ledger, kind, 5, NULL));
  ka_row_model_touch (model, 5);
  g_assert_null (ka_row_get_record (row));
  g_assert_cmpstr (ka_row_get_text (row, name), ==, "");
  assert_log (&watch, "");
  g_ptr_array_unref (watch.log);

  /* A row outlives its model. */
  g_clear_object (&model);
  g_assert_cmpint (ka_row_get_id (row), ==, 5);
  g_clear_object (&row);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* Another kind: the rows of the one before are not taken for it. */
static void
test_other_kind (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = new_filled_ledger (folder);
  g_autoptr (KaRowModel) model = ka_row_model_new (ledger);
  g_autoptr (KaQuery) enterprises = ka_query_new (ka_kind_get ("enterprise"));
  g_autoptr (KaQuery) targets = ka_query_new (ka_kind_get ("target"));
  g_autoptr (KaRow) before = NULL;
  g_autoptr (KaRow) after = NULL;

  ka_query_set_order (enterprises, "id", FALSE);
  ka_query_set_order (targets, "id", FALSE);
  g_assert_true (ka_row_model_set_query (model, enterprises, NULL));
  before = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_true (ka_row_model_set_query (model, targets, NULL));
  after = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_true (before != after);
  g_assert_cmpstr (ka_row_get_record (before)->kind->id, ==, "enterprise");
  g_assert_cmpstr (ka_row_get_record (after)->kind->id, ==, "target");
  g_clear_object (&before);
  g_clear_object (&after);
  g_clear_object (&model);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/store/row-model/announcements", test_announcements);
  g_test_add_func ("/store/row-model/rows", test_rows);
  g_test_add_func ("/store/row-model/touch", test_touch);
  g_test_add_func ("/store/row-model/other-kind", test_other_kind);

  return g_test_run ();
}
