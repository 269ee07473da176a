/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-merge.h>
#include <string.h>

#define N_ROUNDS 60

static KaRecord *
get (KaLedger *ledger, const char *kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  KaRecord *record = ka_ledger_get (ledger, ka_kind_get (kind), id, &error);

  g_assert_no_error (error);
  return record;
}

static char *
id_text (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static gint64
add_duty (KaLedger *ledger, gint64 mine, const char *month, const char *days)
{
  g_autofree char *owner = id_text (mine);

  return test_save (ledger, "duty", "mine", owner, "month", month, "engineer_days", days, NULL);
}

typedef struct
{
  const char *kind, *name;
  gint64 owner, id;
} Attaching;

static gboolean
attach_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  Attaching *attaching = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (attaching->name, strlen (attaching->name));
  g_autofree char *sum = ka_ledger_put_blob (ledger, bytes, error);
  g_autofree char *owner = id_text (attaching->owner);
  g_autoptr (KaRecord) record
    = test_record ("attachment", "owner_kind", attaching->kind, "owner_id", owner, "name",
                   attaching->name, "sha256", sum, NULL);

  if (sum == NULL || !ka_ledger_save (ledger, record, error))
    return FALSE;
  attaching->id = record->id;
  return TRUE;
}

static gint64
attach (KaLedger *ledger, const char *kind, gint64 owner, const char *name)
{
  Attaching attaching = { kind, name, owner, 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (ka_ledger_transact (ledger, KA_CHANGE_SAVE, "附件", attach_in_change, &attaching,
                                     NULL, &error));
  g_assert_no_error (error);
  return attaching.id;
}

/* All that the ledger holds: kind/id and body, a line each. Seeded kinds too. */
static char *
dump (KaLedger *ledger)
{
  GString *out = g_string_new (NULL);
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KaQuery) query = ka_query_new (kinds[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = NULL;

      ka_query_set_order (query, "id", FALSE);
      records = ka_query_records (query, ledger, &error);
      g_assert_no_error (error);
      for (guint r = 0; r < records->len; r++)
        {
          const KaRecord *record = g_ptr_array_index (records, r);
          g_autofree char *body = ka_record_to_json (record);

          g_string_append_printf (out, "%s/%" G_GINT64_FORMAT " %s\n", kinds[i]->id, record->id,
                                  body);
        }
    }
  return g_string_free (out, FALSE);
}

static void
test_links_move (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  const KaKind *enterprise = ka_kind_get ("enterprise");
  gint64 keep = test_enterprise (ledger, "渝州甲矿业有限公司");
  gint64 other = test_save (ledger, "enterprise", "name", "渝州甲矿业有限责任公司", "credit_code",
                            "91350100M000100Y43", "legal_rep", "张三", NULL);
  gint64 mine = test_mine (ledger, other, "甲矿");
  gint64 paper = attach (ledger, "enterprise", other, "执照.pdf");
  gint64 before = ka_ledger_get_head (ledger), change;
  g_autofree char *was = dump (ledger);
  g_autofree char *merged = NULL;
  g_autoptr (KaRecord) first = get (ledger, "enterprise", keep);
  g_autoptr (KaRecord) second = get (ledger, "enterprise", other);
  g_autoptr (KaRecord) record = ka_merge_propose (first, second);
  g_auto (KaMergeReport) report = { 0 };
  g_autoptr (KaChange) undo = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ka_merge_count_links (ledger, enterprise, other, &error), ==, 2);
  g_assert_cmpint (ka_merge_count_links (ledger, enterprise, keep, &error), ==, 0);
  g_assert_cmpstr (ka_record_get (record, "name"), ==, "渝州甲矿业有限公司");
  g_assert_cmpstr (ka_record_get (record, "legal_rep"), ==, "张三");
  g_assert_true (ka_ledger_merge (ledger, record, other, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.moved, ==, 2);
  g_assert_cmpuint (report.joined, ==, 0);
  g_assert_cmpuint (report.doubles->len, ==, 0);
  g_assert_cmpint (ka_ledger_find (ledger, enterprise, "name", "渝州甲矿业有限责任公司", &error),
                   ==, 0);
  {
    g_autofree char *owner = test_value (ledger, "mine", mine, "enterprise");
    g_autofree char *of = test_value (ledger, "attachment", paper, "owner_id");
    g_autofree char *code = test_value (ledger, "enterprise", keep, "credit_code");
    g_autofree char *id = id_text (keep);

    g_assert_cmpstr (owner, ==, id);
    g_assert_cmpstr (of, ==, id);
    g_assert_cmpstr (code, ==, "91350100M000100Y43");
  }
  undo = ka_ledger_next_undo (ledger, &error);
  g_assert_cmpstr (undo->what, ==, KA_CHANGE_MERGE);
  g_assert_cmpstr (undo->why, ==, "合并企业“渝州甲矿业有限责任公司”到“渝州甲矿业有限公司”");
  g_assert_cmpint (undo->last_rev - before, ==, undo->n_revisions);
  merged = dump (ledger);
  change = ka_ledger_undo_change (ledger, undo->id, &error);
  g_assert_no_error (error);
  test_assert_text (dump (ledger), was);
  g_assert_cmpint (ka_ledger_undo_change (ledger, change, &error), >, 0);
  g_assert_no_error (error);
  test_assert_text (dump (ledger), merged);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* What is double below becomes one where it agrees, and stays twice where it does not. */
static void
test_doubles (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 keep = test_enterprise (ledger, "甲公司"), other = test_enterprise (ledger, "乙公司");
  gint64 mine = test_mine (ledger, keep, "一号矿"), same = test_mine (ledger, other, "一号矿");
  gint64 january = add_duty (ledger, same, "2025-01", "12"), duty;
  g_autoptr (KaRecord) record = NULL;
  g_auto (KaMergeReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  add_duty (ledger, mine, "2025-02", "8");
  add_duty (ledger, same, "2025-02", "8");
  add_duty (ledger, mine, "2025-03", "5");
  duty = add_duty (ledger, same, "2025-03", "15");
  record = get (ledger, "enterprise", keep);
  g_assert_true (ka_ledger_merge (ledger, record, other, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("mine"), NULL), ==, 1);
  /* January came over, February was there, of March two stories remain. */
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("duty"), NULL), ==, 4);
  g_assert_cmpuint (report.joined, ==, 2);
  g_assert_cmpuint (report.moved, ==, 2);
  g_assert_cmpuint (report.doubles->len, ==, 1);
  {
    g_autofree char *of_january = test_value (ledger, "duty", january, "mine");
    g_autofree char *of_march = test_value (ledger, "duty", duty, "mine");
    g_autofree char *id = id_text (mine);

    g_assert_cmpstr (of_january, ==, id);
    g_assert_cmpstr (of_march, ==, id);
  }
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_refused (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 keep = test_enterprise (ledger, "甲公司"), other = test_enterprise (ledger, "乙公司");
  g_autofree char *was = NULL;
  g_autoptr (KaRecord) record = get (ledger, "enterprise", keep);
  g_autoptr (KaRecord) stale = get (ledger, "enterprise", keep);
  g_autoptr (GError) error = NULL;

  test_mine (ledger, other, "矿");
  test_change (ledger, "enterprise", keep, "note", "改过");
  was = dump (ledger);
  g_assert_false (ka_ledger_merge (ledger, stale, other, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CONFLICT);
  g_clear_error (&error);
  ka_record_unref (g_steal_pointer (&record));
  record = get (ledger, "enterprise", keep);
  g_assert_false (ka_ledger_merge (ledger, record, keep, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (ka_ledger_merge (ledger, record, 99999, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  ka_record_set (record, "name", NULL);
  g_assert_false (ka_ledger_merge (ledger, record, other, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_REQUIRED);
  g_clear_error (&error);
  test_assert_text (dump (ledger), was);
  /* And can be done once it is put right. */
  ka_record_set (record, "name", "甲公司");
  g_assert_true (ka_ledger_merge (ledger, record, other, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* ---- at random ---- */

static gint64
pick (GArray *ids)
{
  return ids->len == 0 ? 0
                       : g_array_index (ids, gint64, g_test_rand_int_range (0, (gint32)ids->len));
}

static void
add_random (KaLedger *ledger, GArray *enterprises, GArray *mines)
{
  static const char *const names[] = { "东矿", "西矿", "南矿" };
  static const char *const months[] = { "2025-01", "2025-02" };
  static const char *const days[] = { NULL, "5", "6" };
  g_autofree char *name = g_strdup_printf ("企业%d", g_test_rand_int_range (0, 4));
  gint64 id;

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      id = test_enterprise (ledger, name);
      g_array_append_val (enterprises, id);
      break;
    case 1:
      id = test_mine (ledger, pick (enterprises), names[g_test_rand_int_range (0, 3)]);
      g_array_append_val (mines, id);
      break;
    case 2:
      if (mines->len > 0)
        add_duty (ledger, pick (mines), months[g_test_rand_int_range (0, 2)],
                  days[g_test_rand_int_range (0, 3)]);
      break;
    case 3:
      {
        g_autofree char *owner = id_text (pick (enterprises));
        g_autofree char *mine = mines->len > 0 ? id_text (pick (mines)) : NULL;

        test_save (ledger, "permit", "enterprise", owner, "number", name, "kind", "安全生产许可证",
                   mine ? "mine" : NULL, mine, NULL);
      }
      break;
    default:
      if (g_test_rand_bit () && mines->len > 0)
        attach (ledger, "mine", pick (mines), names[g_test_rand_int_range (0, 3)]);
      else
        attach (ledger, "enterprise", pick (enterprises), names[g_test_rand_int_range (0, 3)]);
    }
}

static void
remove_gone (KaLedger *ledger, const char *kind, GArray *ids)
{
  for (guint i = ids->len; i > 0; i--)
    {
      g_autoptr (KaRecord) record
        = ka_ledger_get (ledger, ka_kind_get (kind), g_array_index (ids, gint64, i - 1), NULL);

      if (record == NULL)
        g_array_remove_index_fast (ids, i - 1);
    }
}

/* One merge: nothing leads to the other any more, undo brings back all, redo does it again. */
static void
merge_random (KaLedger *ledger, const char *kind, GArray *ids)
{
  gint64 keep = pick (ids), other = pick (ids), change;
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (KaRecord) second = NULL;
  g_autoptr (KaRecord) proposed = NULL;
  g_autoptr (KaChange) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *was = NULL;
  g_autofree char *merged = NULL;

  if (keep == other)
    return;
  was = dump (ledger);
  record = get (ledger, kind, keep);
  second = get (ledger, kind, other);
  proposed = ka_merge_propose (record, second);
  g_assert_true (ka_ledger_merge (ledger, proposed, other, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ka_merge_count_links (ledger, ka_kind_get (kind), other, &error), ==, 0);
  g_assert_null (ka_ledger_get (ledger, ka_kind_get (kind), other, NULL));
  merged = dump (ledger);
  undo = ka_ledger_next_undo (ledger, &error);
  change = ka_ledger_undo_change (ledger, undo->id, &error);
  g_assert_no_error (error);
  test_assert_text (dump (ledger), was);
  if (g_test_rand_bit ())
    {
      ka_ledger_undo_change (ledger, change, &error);
      g_assert_no_error (error);
      test_assert_text (dump (ledger), merged);
    }
}

static void
test_random (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GArray) enterprises = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) mines = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = test_enterprise (ledger, "企业0");

  g_array_append_val (enterprises, id);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      for (guint i = 0; i < 6; i++)
        add_random (ledger, enterprises, mines);
      merge_random (ledger, "enterprise", enterprises);
      remove_gone (ledger, "mine", mines);
      if (mines->len > 0)
        merge_random (ledger, "mine", mines);
      remove_gone (ledger, "enterprise", enterprises);
      remove_gone (ledger, "mine", mines);
    }
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  test_init (&argc, &argv);
  g_test_add_func ("/merge/links-move", test_links_move);
  g_test_add_func ("/merge/doubles", test_doubles);
  g_test_add_func ("/merge/refused", test_refused);
  g_test_add_func ("/merge/random", test_random);
  return g_test_run ();
}
