/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-day.h>
#include <ka-draw.h>
#include <string.h>

/* ---- the stream, against numbers reckoned with another tool ---- */

static void
test_known (void)
{
  /* Python: hashlib.sha256(b"2026-03-01:%d" % i).digest()[:8], weights 1 2 3 4, all four drawn. */
  static const guint weights[] = { 1, 2, 3, 4 };
  guint picked[4];
  guint64 counter = 0;

  ka_draw_pick ("2026-03-01", &counter, weights, 4, 4, picked);
  g_assert_cmpuint (picked[0], ==, 3);
  g_assert_cmpuint (picked[1], ==, 1);
  g_assert_cmpuint (picked[2], ==, 2);
  g_assert_cmpuint (picked[3], ==, 0);
  g_assert_cmpuint (counter, ==, 4);
}

#define N_DRAWS 100000

/* First picks follow the weights: chi-square of 100,000 draws, p = 0.0001 at 4 degrees of freedom. */
static void
test_fair_first (void)
{
  static const guint weights[] = { 1, 2, 2, 3, 4 };
  guint counts[5] = { 0 };
  guint32 seed = g_test_rand_int ();
  double chi = 0;

  for (guint i = 0; i < N_DRAWS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u-%u", seed, i);
      guint64 counter = 0;
      guint picked[1];

      ka_draw_pick (text, &counter, weights, 5, 1, picked);
      counts[picked[0]]++;
    }
  for (guint i = 0; i < 5; i++)
    {
      double expected = N_DRAWS * weights[i] / 12.0;

      chi += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
  g_test_message ("seed %u, chi-square %.2f", seed, chi);
  g_assert_cmpfloat (chi, <, 23.51);
}

/* Ordered pairs without replacement: 2 of 4, 12 outcomes, 11 degrees of freedom. */
static void
test_fair_pairs (void)
{
  static const guint weights[] = { 1, 2, 3, 4 };
  guint counts[4][4] = { { 0 } };
  guint32 seed = g_test_rand_int ();
  double chi = 0;

  for (guint i = 0; i < N_DRAWS; i++)
    {
      g_autofree char *text = g_strdup_printf ("p%u-%u", seed, i);
      guint64 counter = 0;
      guint picked[2];

      ka_draw_pick (text, &counter, weights, 4, 2, picked);
      g_assert_cmpuint (picked[0], !=, picked[1]);
      counts[picked[0]][picked[1]]++;
    }
  for (guint a = 0; a < 4; a++)
    for (guint b = 0; b < 4; b++)
      if (a != b)
        {
          double expected = N_DRAWS * (weights[a] / 10.0) * weights[b] / (10.0 - weights[a]);

          chi += (counts[a][b] - expected) * (counts[a][b] - expected) / expected;
        }
  g_test_message ("seed %u, chi-square %.2f", seed, chi);
  g_assert_cmpfloat (chi, <, 37.37);
}

/* ---- a draw of a ledger ---- */

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 mines[8], people[4], enterprises[4];
} Fixture;

static char *
text_of (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const grades[] = { "A", "B", "C", "D" };

  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  ka_set_today (ka_day_from_ymd (2026, 3, 2));
  test_save (f->ledger, "plan_year", "year", "2026", "cap", "2", NULL);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u号矿业有限公司", i + 1);
      g_autofree char *person = g_strdup_printf ("王某%u", i + 1);
      g_autofree char *cert = g_strdup_printf ("229900010%u", i + 1);

      f->enterprises[i] = test_enterprise (f->ledger, name);
      f->people[i] = test_save (f->ledger, "regulator", "name", person, "level", "区级监管部门",
                                "enforcement", "1", "cert_no", cert, NULL);
    }
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u号矿", i + 1);

      f->mines[i] = test_mine (f->ledger, f->enterprises[i / 2], name);
      test_change (f->ledger, "mine", f->mines[i], "risk_grade", grades[i % 4]);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  test_folder_remove (f->folder);
  ka_set_today (KA_DAY_NONE);
}

static KaDraw *
draw (Fixture *f, guint count, const char *seed)
{
  KaDrawRequest request = { KA_DRAW_INSPECTION, 2026, NULL, count, 0, seed };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaDraw) fixed = ka_draw_prepare (f->ledger, &request, ka_today (), &error);
  KaDraw *done;

  g_assert_no_error (error);
  ka_draw_fix (f->ledger, fixed, &error);
  g_assert_no_error (error);
  done = ka_draw_finish (f->ledger, fixed->record, &error);
  g_assert_no_error (error);
  return done;
}

static const KaDrawExclusion *
find_exclusion (const KaDraw *draw, gint64 id, gint64 person)
{
  for (guint i = 0; i < draw->exclusions->len; i++)
    {
      const KaDrawExclusion *e = g_ptr_array_index (draw->exclusions, i);

      if (e->id == id && e->person == person)
        return e;
    }
  return NULL;
}

static void
test_exclusions (Fixture *f, gconstpointer data)
{
  g_autofree char *mine = text_of (f->mines[2]);
  g_autofree char *person = text_of (f->people[0]);
  g_autofree char *enterprise = text_of (f->enterprises[2]);
  g_autoptr (KaDraw) drawn = NULL;
  static const char *const days[] = { "2026-01-08", "2026-02-10" };

  test_change (f->ledger, "mine", f->mines[0], "status", "关闭");
  /* The second enterprise has had its two. */
  for (guint i = 0; i < 2; i++)
    test_save (f->ledger, "inspection", "mine", mine, "started", days[i], "trigger", "计划", NULL);
  /* Of a complaint any number. */
  {
    g_autofree char *other = text_of (f->mines[6]);

    for (guint i = 0; i < 2; i++)
      test_save (f->ledger, "inspection", "mine", other, "started", days[i], "trigger", "投诉举报",
                 NULL);
  }
  test_save (f->ledger, "recusal", "regulator", person, "enterprise", enterprise, "reason",
             "近亲属任职", "until", "2026-12-31", NULL);
  test_change (f->ledger, "regulator", f->people[3], "cert_no", NULL);
  drawn = draw (f, 5, "种子");
  g_assert_cmpuint (drawn->candidates->len, ==, 5);
  g_assert_cmpstr (find_exclusion (drawn, f->mines[0], 0)->reason, ==, "矿山已关闭");
  g_assert_nonnull (strstr (find_exclusion (drawn, f->mines[2], 0)->reason, "已达频次上限2次"));
  g_assert_nonnull (find_exclusion (drawn, f->mines[3], 0));
  g_assert_null (find_exclusion (drawn, f->mines[6], 0));
  g_assert_cmpstr (find_exclusion (drawn, f->mines[4], f->people[0])->reason, ==,
                   "回避：近亲属任职");
  g_assert_cmpstr (find_exclusion (drawn, 0, f->people[3])->reason, ==, "没有登记执法证号");
  for (guint i = 0; i < drawn->picks->len; i++)
    {
      const KaDrawPick *pick = g_ptr_array_index (drawn->picks, i);

      g_assert_cmpuint (pick->people->len, ==, 2);
      g_assert_cmpint (g_array_index (pick->people, gint64, 0), !=,
                       g_array_index (pick->people, gint64, 1));
      for (guint k = 0; k < 2; k++)
        {
          gint64 id = g_array_index (pick->people, gint64, k);

          g_assert_cmpint (id, !=, f->people[3]);
          g_assert_null (find_exclusion (drawn, pick->id, id));
        }
    }
}

/* The seed stands in a revision before the result does, and the receipt gives the result again. */
static void
test_receipt (Fixture *f, gconstpointer data)
{
  g_autoptr (KaDraw) drawn = draw (f, 3, "2026年3月2日 上证指数 3000.12");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history
    = ka_ledger_history (f->ledger, ka_kind_get ("draw"), drawn->record, &error);
  const KaRevision *first = g_ptr_array_index (history, 1),
                   *second = g_ptr_array_index (history, 0);
  g_autofree char *why = NULL;
  g_autoptr (KaDraw) other = NULL;

  g_assert_cmpuint (history->len, ==, 2);
  /* Blanks between Chinese characters mean nothing, here as anywhere. */
  g_assert_cmpstr (ka_record_get (first->record, "seed"), ==, "2026年3月2日上证指数3000.12");
  g_assert_null (ka_record_get (first->record, "result"));
  g_assert_cmpstr (ka_record_get (second->record, "seed"), ==,
                   ka_record_get (first->record, "seed"));
  g_assert_cmpuint (drawn->picks->len, ==, 3);
  g_assert_true (ka_draw_verify (drawn, &why));
  g_assert_null (why);

  /* Not again, and nothing else passes for it. */
  g_assert_null (ka_draw_finish (f->ledger, drawn->record, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CONFLICT);
  g_clear_error (&error);
  test_change (f->ledger, "draw", drawn->record, "seed", "另一个种子");
  other = ka_draw_load (f->ledger, drawn->record, &error);
  g_assert_false (ka_draw_verify (other, &why));
  g_assert_nonnull (why);
}

/* Whatever of a drawn receipt is changed, it shows. */
static void
test_tampered (Fixture *f, gconstpointer data)
{
  static const char *const fields[] = { "number",     "count",  "seed", "candidates", "people",
                                        "exclusions", "result", "hash", "fixed" };

  test_change (f->ledger, "mine", f->mines[0], "status", "关闭");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *seed = g_strdup_printf ("种子%u", i);
      g_autoptr (KaDraw) drawn = draw (f, 2, seed), changed = NULL;
      g_autofree char *old = test_value (f->ledger, "draw", drawn->record, fields[i]);
      g_autofree char *why = NULL;
      g_autofree char *new = NULL;

      g_test_message ("%s: %s", fields[i], old);
      if (strcmp (fields[i], "count") == 0)
        new = g_strdup ("1");
      else if (strcmp (fields[i], "fixed") == 0)
        new = g_strdup ("2026-03-02T00:00");
      else if (strchr (old, '\n') != NULL)
        new = g_strndup (old, (gsize)(strrchr (old, '\n') - old));
      else if (strcmp (fields[i], "exclusions") == 0)
        new = NULL;
      else
        new = g_strconcat (old, "1", NULL);
      test_change (f->ledger, "draw", drawn->record, fields[i], new);
      changed = ka_draw_load (f->ledger, drawn->record, NULL);
      g_assert_false (ka_draw_verify (changed, &why));
      /* Out of the way of the next: who was sent there is not sent again. */
      ka_ledger_delete (f->ledger, ka_kind_get ("draw"), drawn->record, NULL);
    }
}

/* The same person never twice for one mine in a year; when too few are left, the mine is out. */
static void
test_never_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint rounds = 0;

  test_save (f->ledger, "setting", "key", "plan.cap", "value", "0", NULL);
  for (;;)
    {
      KaDrawRequest request = { KA_DRAW_INSPECTION, 2026, NULL, 1, 0, NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (KaDraw) fixed = ka_draw_prepare (f->ledger, &request, ka_today (), &error);
      g_autoptr (KaDraw) done = NULL;
      const KaDrawPick *pick;

      if (fixed == NULL)
        {
          g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
          break;
        }
      g_assert_true (ka_draw_fix (f->ledger, fixed, &error));
      done = ka_draw_finish (f->ledger, fixed->record, &error);
      pick = g_ptr_array_index (done->picks, 0);
      for (guint i = 0; i < pick->people->len; i++)
        g_assert_true (g_hash_table_add (
          sent, g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, pick->id,
                                 g_array_index (pick->people, gint64, i))));
      rounds++;
    }
  /* Eight mines, four people, two at a time. */
  g_assert_cmpuint (rounds, ==, 16);
}

static void
test_apply (Fixture *f, gconstpointer data)
{
  g_autoptr (KaDraw) drawn = draw (f, 3, "种子");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = text_of (drawn->record);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("plan"));
  g_autoptr (GPtrArray) plans = NULL;

  g_assert_true (ka_draw_apply (f->ledger, drawn->record, 4, ka_today (), &error));
  g_assert_no_error (error);
  ka_query_filter (query, "draw", KA_OP_EQ, id);
  plans = ka_query_records (query, f->ledger, NULL);
  g_assert_cmpuint (plans->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpstr (ka_record_get (g_ptr_array_index (plans, i), "month"), ==, "2026-04");
      g_assert_nonnull (strstr (ka_record_get (g_ptr_array_index (plans, i), "team"), "、"));
    }
  g_assert_false (ka_draw_apply (f->ledger, drawn->record, 5, ka_today (), &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (ka_draw_void (f->ledger, drawn->record, "范围有误", &error));
  test_verify (f->ledger);
}

/* 10 % of the year's acceptances, rounded up, less those that were sampled. */
static void
test_acceptances (Fixture *f, gconstpointer data)
{
  KaDrawRequest request = { KA_DRAW_ACCEPTANCE, 2026, NULL, 0, 0, "种子" };
  g_autofree char *mine = text_of (f->mines[0]);
  g_autoptr (KaDraw) fixed = NULL, drawn = NULL;
  g_autoptr (GError) error = NULL;
  const KaDrawPick *pick;

  for (guint i = 0; i < 11; i++)
    {
      g_autofree char *name = g_strdup_printf ("项目%u", i);

      test_save (f->ledger, "project", "mine", mine, "name", name, "accepted",
                 i == 10 ? "2025-12-30" : "2026-01-20", NULL);
    }
  fixed = ka_draw_prepare (f->ledger, &request, ka_today (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixed->candidates->len, ==, 10);
  g_assert_cmpuint (fixed->count, ==, 1);
  g_assert_true (ka_draw_fix (f->ledger, fixed, &error));
  drawn = ka_draw_finish (f->ledger, fixed->record, &error);
  g_assert_true (ka_draw_apply (f->ledger, drawn->record, 3, ka_today (), &error));
  g_assert_no_error (error);
  pick = g_ptr_array_index (drawn->picks, 0);
  test_assert_text (test_value (f->ledger, "project", pick->id, "sampled"), "1");
  test_assert_text (test_value (f->ledger, "project", pick->id, "sampled_on"), "2026-03-02");
  g_assert_null (ka_draw_prepare (f->ledger, &request, ka_today (), &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "不需要再抽"));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/rules/draw/known", test_known);
  g_test_add_func ("/rules/draw/fair-first", test_fair_first);
  g_test_add_func ("/rules/draw/fair-pairs", test_fair_pairs);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/rules/draw/exclusions", test_exclusions);
  ADD ("/rules/draw/receipt", test_receipt);
  ADD ("/rules/draw/tampered", test_tampered);
  ADD ("/rules/draw/never-twice", test_never_twice);
  ADD ("/rules/draw/apply", test_apply);
  ADD ("/rules/draw/acceptances", test_acceptances);
  return g_test_run ();
}
