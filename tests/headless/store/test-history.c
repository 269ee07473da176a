/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <string.h>

static void
test_history (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  gint64 id = test_enterprise (ledger, "甲矿业有限公司");
  gint64 first = ka_ledger_get_head (ledger);
  g_autoptr (KaLedger) past = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GError) error = NULL;
  KaRevision *revision;

  test_enterprise (ledger, "别的有限公司");
  test_change (ledger, "enterprise", id, "note", "改过");
  g_assert_true (ka_ledger_delete (ledger, kind, id, &error));

  history = ka_ledger_history (ledger, kind, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 3);
  revision = g_ptr_array_index (history, 0);
  g_assert_null (revision->record);
  g_assert_cmpstr (revision->why, ==, "删除企业“甲矿业有限公司”");
  revision = g_ptr_array_index (history, 1);
  g_assert_cmpstr (ka_record_get (revision->record, "note"), ==, "改过");
  g_assert_cmpstr (revision->why, ==, "修改企业“甲矿业有限公司”");
  revision = g_ptr_array_index (history, 2);
  g_assert_cmpint (revision->rev, ==, first);
  g_assert_cmpint (revision->record->id, ==, id);
  g_assert_cmpint (revision->record->rev, ==, first);
  g_assert_null (ka_record_get (revision->record, "note"));
  g_assert_cmpstr (revision->what, ==, KA_CHANGE_SAVE);
  g_assert_cmpuint (strlen (revision->at), ==, strlen ("2025-01-01T00:00:00"));
  g_assert_null (revision->file);
  g_assert_cmpuint (revision->row, ==, 0);

  past = ka_ledger_open_as_of (ledger, first, &error);
  before = ka_ledger_history (past, kind, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 1);
  g_clear_object (&past);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static gboolean
import_two_sheets (KaLedger *ledger, gpointer data, GError **error)
{
  for (guint sheet = 0; sheet < 2; sheet++)
    {
      gint64 source = ka_ledger_add_source (ledger, "台账.xlsx", sheet == 0 ? "企业" : "企业2",
                                            "{\"name\":\"B\"}", error);

      if (source == 0)
        return FALSE;
      for (guint row = 3; row < 6; row++)
        {
          g_autofree char *name = g_strdup_printf ("第%u-%u矿业有限公司", sheet, row);
          g_autoptr (KaRecord) record = test_record ("enterprise", "name", name, NULL);

          ka_ledger_set_source_row (ledger, source, row);
          if (!ka_ledger_save (ledger, record, error))
            return FALSE;
        }
      ka_ledger_set_source_row (ledger, 0, 0);
    }

  return TRUE;
}

static void
test_sources (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GError) error = NULL;
  KaRevision *revision;
  gint64 id;

  g_assert_true (ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入“台账.xlsx”", import_two_sheets,
                                     NULL, NULL, &error));
  g_assert_no_error (error);
  id = ka_ledger_find (ledger, kind, "name", "第1-4矿业有限公司", &error);
  history = ka_ledger_history (ledger, kind, id, &error);
  revision = g_ptr_array_index (history, 0);
  g_assert_cmpstr (revision->file, ==, "台账.xlsx");
  g_assert_cmpstr (revision->sheet, ==, "企业2");
  g_assert_cmpstr (revision->columns, ==, "{\"name\":\"B\"}");
  g_assert_cmpuint (revision->row, ==, 4);
  g_assert_cmpstr (revision->what, ==, KA_CHANGE_IMPORT);

  /* What is saved by hand afterwards comes from no sheet. */
  test_change (ledger, "enterprise", id, "note", "手工");
  later = ka_ledger_history (ledger, kind, id, &error);
  revision = g_ptr_array_index (later, 0);
  g_assert_null (revision->file);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* ---- undo and redo ---- */

static gint64
undo_next (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) change = ka_ledger_next_undo (ledger, &error);
  gint64 done;

  g_assert_no_error (error);
  g_assert_nonnull (change);
  done = ka_ledger_undo_change (ledger, change->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done, >, 0);

  return done;
}

static gint64
redo_next (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) change = ka_ledger_next_redo (ledger, &error);
  gint64 done;

  g_assert_no_error (error);
  g_assert_nonnull (change);
  done = ka_ledger_undo_change (ledger, change->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done, >, 0);

  return done;
}

static void
assert_no_redo (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) change = ka_ledger_next_redo (ledger, &error);

  g_assert_no_error (error);
  g_assert_null (change);
}

static void
test_undo_redo (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id, undo;

  /* A new ledger has nothing to undo: the seed is no step of the user. */
  g_assert_null (ka_ledger_next_undo (ledger, &error));
  g_assert_no_error (error);
  assert_no_redo (ledger);

  id = test_enterprise (ledger, "甲");
  test_change (ledger, "enterprise", id, "note", "一");
  test_change (ledger, "enterprise", id, "note", "二");

  undo_next (ledger);
  test_assert_text (test_value (ledger, "enterprise", id, "note"), "一");
  undo = undo_next (ledger);
  test_assert_text (test_value (ledger, "enterprise", id, "note"), NULL);
  redo_next (ledger);
  test_assert_text (test_value (ledger, "enterprise", id, "note"), "一");
  undo_next (ledger);
  undo_next (ledger);
  g_assert_cmpint (ka_ledger_count (ledger, kind, NULL), ==, 0);
  g_assert_null (ka_ledger_next_undo (ledger, &error));

  /* That undo was redone, it is no more. */
  g_assert_cmpint (ka_ledger_undo_change (ledger, undo, &error), ==, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_CONFLICT);
  g_clear_error (&error);

  redo_next (ledger);
  redo_next (ledger);
  redo_next (ledger);
  test_assert_text (test_value (ledger, "enterprise", id, "note"), "二");
  assert_no_redo (ledger);

  /* A new change ends what can be redone. */
  undo_next (ledger);
  test_change (ledger, "enterprise", id, "note", "三");
  assert_no_redo (ledger);
  undo_next (ledger);
  test_assert_text (test_value (ledger, "enterprise", id, "note"), "一");
  redo_next (ledger);
  test_assert_text (test_value (ledger, "enterprise", id, "note"), "三");

  changes = ka_ledger_changes (ledger, 3, &error);
  g_assert_cmpuint (changes->len, ==, 3);
  g_assert_cmpstr (((KaChange *)g_ptr_array_index (changes, 0))->what, ==, KA_CHANGE_REDO);
  g_assert_cmpstr (((KaChange *)g_ptr_array_index (changes, 0))->why, ==, "重做：修改企业“甲”");
  g_assert_cmpstr (((KaChange *)g_ptr_array_index (changes, 1))->what, ==, KA_CHANGE_UNDO);
  g_assert_cmpstr (((KaChange *)g_ptr_array_index (changes, 1))->why, ==, "撤销：修改企业“甲”");
  g_assert_cmpint (((KaChange *)g_ptr_array_index (changes, 1))->undone_by, ==,
                   ((KaChange *)g_ptr_array_index (changes, 0))->id);
  g_assert_cmpint (((KaChange *)g_ptr_array_index (changes, 2))->undone_by, ==, 0);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* A redo taken back is the change itself taken back. */
static void
test_undo_of_redo (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (GError) error = NULL;
  gint64 redo;

  test_enterprise (ledger, "甲");
  undo_next (ledger);
  redo = redo_next (ledger);
  g_assert_cmpint (ka_ledger_count (ledger, kind, NULL), ==, 1);
  g_assert_cmpint (ka_ledger_undo_change (ledger, redo, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (ledger, kind, NULL), ==, 0);
  redo_next (ledger);
  g_assert_cmpint (ka_ledger_count (ledger, kind, NULL), ==, 1);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
expect_conflict (KaLedger *ledger, gint64 change, const char *part)
{
  g_autoptr (GError) error = NULL;
  gint64 head = ka_ledger_get_head (ledger);

  g_assert_cmpint (ka_ledger_undo_change (ledger, change, &error), ==, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_CONFLICT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head);
}

static gint64
get_last_change (KaLedger *ledger)
{
  g_autoptr (GPtrArray) changes = ka_ledger_changes (ledger, 1, NULL);

  return ((KaChange *)g_ptr_array_index (changes, 0))->id;
}

static void
test_conflicts (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  gint64 id = test_enterprise (ledger, "甲矿业有限公司");
  gint64 created = get_last_change (ledger);
  gint64 other = test_save (ledger, "enterprise", "name", "乙矿业有限公司", "credit_code",
                            "91350100M000100Y43", NULL);
  gint64 coded = get_last_change (ledger);
  gint64 edited, deleted, mine;
  g_autoptr (GError) error = NULL;

  test_change (ledger, "enterprise", id, "note", "一");
  edited = get_last_change (ledger);
  expect_conflict (ledger, created, "甲矿业有限公司");
  test_change (ledger, "enterprise", id, "note", "二");
  expect_conflict (ledger, edited, "修改企业“甲矿业有限公司”");
  /* Changed back by hand is changed all the same. */
  test_change (ledger, "enterprise", id, "note", "一");
  expect_conflict (ledger, edited, "甲矿业有限公司");
  /* But what was undone does not stand in the way. */
  undo_next (ledger);
  undo_next (ledger);
  undo_next (ledger);
  test_assert_text (test_value (ledger, "enterprise", id, "note"), NULL);
  g_assert_cmpint (ka_ledger_undo_change (ledger, edited, &error), ==, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Something refers to it by now. */
  mine = test_mine (ledger, id, "甲矿");
  expect_conflict (ledger, created, "矿山“甲矿”");
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("mine"), mine, NULL));

  /* Its number was given to another one by now. */
  g_assert_true (ka_ledger_delete (ledger, kind, other, NULL));
  deleted = get_last_change (ledger);
  test_change (ledger, "enterprise", id, "credit_code", "91350100M000100Y43");
  expect_conflict (ledger, deleted, "甲矿业有限公司");
  expect_conflict (ledger, coded, "乙矿业有限公司");

  g_assert_cmpint (ka_ledger_undo_change (ledger, 9999, &error), ==, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* Records made, changed, referred to and deleted within one change; unique values handed around. */
static gboolean
write_tangle (KaLedger *ledger, gpointer data, GError **error)
{
  gint64 *ids = data;
  gint64 mine;

  test_change (ledger, "enterprise", ids[0], "credit_code", NULL);
  test_change (ledger, "enterprise", ids[1], "credit_code", "91350100M000100Y43");
  ids[2] = test_enterprise (ledger, "丙矿业有限公司");
  mine = test_mine (ledger, ids[2], "丙矿");
  test_change (ledger, "mine", mine, "note", "又改");
  test_mine (ledger, ids[2], "丙二矿");
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("mine"), mine, NULL));
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("mine"), ids[3], NULL));

  return TRUE;
}

static void
test_tangle (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 ids[4];
  g_autoptr (GError) error = NULL;
  gint64 change = 0;

  ids[0] = test_save (ledger, "enterprise", "name", "甲矿业有限公司", "credit_code",
                      "91350100M000100Y43", NULL);
  ids[1] = test_enterprise (ledger, "乙矿业有限公司");
  ids[3] = test_mine (ledger, ids[1], "乙矿");
  g_assert_true (
    ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入", write_tangle, ids, &change, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (undo_next (ledger), >, 0);
      g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 2);
      test_assert_text (test_value (ledger, "enterprise", ids[0], "credit_code"),
                        "91350100M000100Y43");
      test_assert_text (test_value (ledger, "mine", ids[3], "name"), "乙矿");
      test_verify (ledger);
      g_assert_cmpint (redo_next (ledger), >, 0);
      test_assert_text (test_value (ledger, "enterprise", ids[1], "credit_code"),
                        "91350100M000100Y43");
      test_assert_text (test_value (ledger, "enterprise", ids[2], "name"), "丙矿业有限公司");
      g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("mine"), NULL), ==, 1);
      test_verify (ledger);
    }
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_restore (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *kind = ka_kind_get ("enterprise");
  gint64 id = test_enterprise (ledger, "甲矿业有限公司");
  gint64 rev = ka_ledger_get_head (ledger);
  gint64 head;
  g_autoptr (GError) error = NULL;

  test_change (ledger, "enterprise", id, "note", "一");
  g_assert_true (ka_ledger_restore_revision (ledger, rev, &error));
  g_assert_no_error (error);
  test_assert_text (test_value (ledger, "enterprise", id, "note"), NULL);
  head = ka_ledger_get_head (ledger);
  g_assert_true (ka_ledger_restore_revision (ledger, rev, &error));
  g_assert_cmpint (ka_ledger_get_head (ledger), ==, head);

  g_assert_true (ka_ledger_delete (ledger, kind, id, &error));
  g_assert_false (ka_ledger_restore_revision (ledger, ka_ledger_get_head (ledger), &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (ka_ledger_restore_revision (ledger, rev + 1, &error));
  g_assert_no_error (error);
  test_assert_text (test_value (ledger, "enterprise", id, "note"), "一");
  g_assert_false (ka_ledger_restore_revision (ledger, 99999, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  undo_next (ledger);
  g_assert_cmpint (ka_ledger_count (ledger, kind, NULL), ==, 0);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* ---- the past ---- */

static void
test_as_of (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 start = ka_ledger_get_head (ledger);
  gint64 enterprise = test_enterprise (ledger, "甲矿业有限公司");
  gint64 mine = test_mine (ledger, enterprise, "甲矿");
  gint64 then = ka_ledger_get_head (ledger);
  g_autoptr (KaLedger) past = NULL;
  g_autoptr (KaLedger) further = NULL;
  g_autoptr (KaLedger) beginning = NULL;
  g_autoptr (KaLedger) nothing = NULL;
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;

  test_change (ledger, "mine", mine, "capacity", "15.6");
  test_change (ledger, "enterprise", enterprise, "name", "乙矿业有限公司");
  test_mine (ledger, enterprise, "乙矿");

  past = ka_ledger_open_as_of (ledger, then, &error);
  g_assert_no_error (error);
  g_assert_true (ka_ledger_is_as_of (past));
  g_assert_true (ka_ledger_is_read_only (past));
  g_assert_nonnull (ka_ledger_get_read_only_reason (past));
  g_assert_cmpint (ka_ledger_get_head (past), ==, then);

  /* Any SQL sees the past, also one that names a table in passing only. */
  cursor = ka_cursor_new (past,
                          "SELECT (SELECT count(*) FROM mine),"
                          " (SELECT group_concat (e.name) FROM mine AS m"
                          "  JOIN enterprise AS e ON e.id = m.enterprise WHERE m.capacity IS NULL),"
                          " (SELECT count(*) FROM (SELECT 1 FROM pond)),"
                          " (SELECT count(*) FROM target WHERE value >= 1000)",
                          &error);
  g_assert_no_error (error);
  g_assert_true (ka_cursor_next (cursor, &error));
  g_assert_cmpint (ka_cursor_get_int (cursor, 0), ==, 1);
  g_assert_cmpstr (ka_cursor_get_text (cursor, 1), ==, "甲矿业有限公司");
  g_assert_cmpint (ka_cursor_get_int (cursor, 2), ==, 0);
  g_assert_cmpint (ka_cursor_get_int (cursor, 3), >, 0);
  test_assert_text (test_value (past, "mine", mine, "capacity"), NULL);
  g_assert_cmpstr (ka_ledger_title (past, ka_kind_get ("enterprise"), enterprise), ==,
                   "甲矿业有限公司");

  /* Nothing is written to it, and it stays what it is whatever is written to the present. */
  record = ka_ledger_get (past, ka_kind_get ("mine"), mine, &error);
  ka_record_set (record, "note", "x");
  g_assert_false (ka_ledger_save (past, record, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("mine"), mine, &error));
  g_assert_false (ka_ledger_refresh (past));
  further = ka_ledger_dup (past, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_get_head (further), ==, then);
  test_assert_text (test_value (further, "mine", mine, "name"), "甲矿");

  beginning = ka_ledger_open_as_of (ledger, start, &error);
  g_assert_cmpint (ka_ledger_count (beginning, ka_kind_get ("enterprise"), &error), ==, 0);
  nothing = ka_ledger_open_as_of (ledger, 0, &error);
  g_assert_cmpint (ka_ledger_count (nothing, ka_kind_get ("target"), &error), ==, 0);
  g_assert_no_error (error);
  g_assert_null (ka_ledger_open_as_of (ledger, ka_ledger_get_head (ledger) + 1, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (ka_ledger_open_as_of (ledger, -1, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);

  test_verify (past);
  g_clear_pointer (&cursor, ka_cursor_free);
  g_clear_object (&past);
  g_clear_object (&further);
  g_clear_object (&beginning);
  g_clear_object (&nothing);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/store/history/history", test_history);
  g_test_add_func ("/store/history/sources", test_sources);
  g_test_add_func ("/store/history/undo-redo", test_undo_redo);
  g_test_add_func ("/store/history/undo-of-redo", test_undo_of_redo);
  g_test_add_func ("/store/history/conflicts", test_conflicts);
  g_test_add_func ("/store/history/tangle", test_tangle);
  g_test_add_func ("/store/history/restore", test_restore);
  g_test_add_func ("/store/history/as-of", test_as_of);

  return g_test_run ();
}
