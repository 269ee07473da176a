/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-day.h>
#include <ka-plan.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN G_MININT64

typedef struct
{
  char *folder;
  KaLedger *ledger;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  ka_set_today (ka_day_from_ymd (2026, 1, 5));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  test_folder_remove (f->folder);
  ka_set_today (KA_DAY_NONE);
}

static KaDay
day (const char *iso)
{
  return ka_day_from_iso (iso);
}

/* ---- the days ---- */

typedef struct
{
  const char *name;
  int year;
  const char *staff, *counted, *statutory, *other, *idle;
  gint64 total, available; /* tenths */
  guint problems;
  const char *problem; /* words of one */
} DayCase;

/* Three-sided: what goes in, what must come out, and what is said of it. */
static const DayCase day_cases[] = {
  /* As a county published it: 宽城区 2025, 248 天 × 8 人. */
  { "published", 2025, "8", "8", "248", "1035", "535", 19840, 4140, 0, NULL },
  { "calendar", 2025, "8", "6", NULL, "712", "451", 14880, 3250, 0, NULL },
  { "least", 2025, "10", "7", "248", "0", "0", 17360, 17360, 0, NULL },
  { "below-70", 2025, "10", "6", "248", "0", "0", 14880, 14880, 1, "至少要7人" },
  { "rounded-up", 2025, "9", "6", "248", "0", "0", 14880, 14880, 1, "至少要7人" },
  { "more-than-staff", 2025, "4", "5", "248", "0", "0", 12400, 12400, 1, "多于在册" },
  { "other-calendar", 2026, "9", "7", "247", "820", "525", 17290, 3840, 1, "按节假日表是248个" },
  { "no-table", 2024, "8", "6", "250", "0", "0", 15000, 15000, 1, "没有登记2024年" },
  { "no-count", 2025, "8", NULL, "248", "0", "0", UNKNOWN, UNKNOWN, 1, "没有填纳入计算人数" },
  { "no-others", 2025, "8", "8", "248", NULL, "535", 19840, UNKNOWN, 1, "没有填其他执法" },
  { "eaten-up", 2025, "2", "2", "248", "400", "200", 4960, -1040, 1, "多于总法定工作日" },
};

static void
test_days (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (day_cases); i++)
    {
      const DayCase *c = &day_cases[i];
      g_autofree char *year = g_strdup_printf ("%d", c->year);
      g_autoptr (KaPlanDays) days = NULL;
      g_autoptr (GError) error = NULL;
      gboolean said = c->problem == NULL;
      gint64 id = test_save (f->ledger, "plan_year", "year", year, "staff", c->staff, NULL);

      if (c->counted != NULL)
        test_change (f->ledger, "plan_year", id, "counted", c->counted);
      if (c->statutory != NULL)
        test_change (f->ledger, "plan_year", id, "statutory_days", c->statutory);
      if (c->other != NULL)
        test_change (f->ledger, "plan_year", id, "other_days", c->other);
      if (c->idle != NULL)
        test_change (f->ledger, "plan_year", id, "idle_days", c->idle);
      days = ka_plan_days_new (f->ledger, c->year, &error);
      g_assert_no_error (error);
      g_test_message ("%s", c->name);
      g_assert_cmpint (days->total, ==, c->total);
      g_assert_cmpint (days->available, ==, c->available);
      for (guint p = 0; p < days->problems->len; p++)
        {
          g_test_message ("  %s", (const char *)g_ptr_array_index (days->problems, p));
          said = said || strstr (g_ptr_array_index (days->problems, p), c->problem) != NULL;
        }
      g_assert_cmpuint (days->problems->len, ==, c->problems);
      g_assert_true (said);
      ka_ledger_delete (f->ledger, ka_kind_get ("plan_year"), id, &error);
      g_assert_no_error (error);
    }
}

/* What is not entered comes from the items, and without those from the year before. */
static void
test_items (Fixture *f, gconstpointer data)
{
  g_autoptr (KaPlanDays) last = NULL, items = NULL, both = NULL;
  gint64 id;

  test_save (f->ledger, "plan_year", "year", "2025", "staff", "8", "counted", "6", "other_days",
             "712", "idle_days", "451", NULL);
  id = test_save (f->ledger, "plan_year", "year", "2026", "staff", "8", "counted", "6", NULL);
  last = ka_plan_days_new (f->ledger, 2026, NULL);
  g_assert_cmpint (last->other, ==, 7120);
  g_assert_cmpint (last->other_from, ==, KA_DAYS_LAST);
  g_assert_cmpint (last->available, ==, 6 * 2480 - 7120 - 4510);
  g_assert_cmpuint (last->problems->len, ==, 0);

  test_save (f->ledger, "workday_item", "year", "2026", "class", "其他执法工作日", "item",
             "综合监管", "days", "120.5", NULL);
  test_save (f->ledger, "workday_item", "year", "2026", "class", "其他执法工作日", "item",
             "事故调查", "days", "60", NULL);
  items = ka_plan_days_new (f->ledger, 2026, NULL);
  g_assert_cmpint (items->other, ==, 1805);
  g_assert_cmpint (items->other_from, ==, KA_DAYS_ITEMS);
  g_assert_cmpint (items->idle_from, ==, KA_DAYS_LAST);

  test_change (f->ledger, "plan_year", id, "other_days", "300");
  both = ka_plan_days_new (f->ledger, 2026, NULL);
  g_assert_cmpint (both->other, ==, 3000);
  g_assert_cmpuint (both->problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (both->problems, 0), "各项合计180.5个"));
}

static void
test_used (Fixture *f, gconstpointer data)
{
  gint64 mine = test_mine (f->ledger, test_enterprise (f->ledger, "甲矿业有限公司"), "甲矿");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, mine);
  g_autoptr (KaPlanDays) days = NULL;

  test_save (f->ledger, "plan_year", "year", "2026", "staff", "1", "counted", "1", "other_days",
             "200", "idle_days", "40", NULL);
  test_save (f->ledger, "plan", "year", "2026", "mine", id, "month", "2026-03", "kind", "重点检查",
             "workdays", "8.5", NULL);
  test_save (f->ledger, "plan", "year", "2026", "mine", id, "month", "2026-04", "kind", "一般检查",
             NULL);
  days = ka_plan_days_new (f->ledger, 2026, NULL);
  g_assert_cmpint (days->used, ==, 85);
  g_assert_cmpint (days->available, ==, 80);
  g_assert_cmpuint (days->bare, ==, 1);
  g_assert_cmpuint (days->problems->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (days->problems, 0), "多0.5个"));
  g_assert_nonnull (strstr (g_ptr_array_index (days->problems, 1), "1项计划没有填"));
}

/* ---- plan against done ---- */

typedef struct
{
  const char *month, *kind;
  const char *started, *trigger; /* an inspection, or NULL */
  gboolean named;
  KaPlanState state;
} DoneCase;

static const DoneCase done_cases[] = {
  { "2026-02", "重点检查", "2026-02-10", "计划", TRUE, KA_PLAN_DONE },
  { "2026-03", "重点检查", "2026-05-06", "计划", TRUE, KA_PLAN_DONE_LATE },
  { "2026-04", "一般检查", NULL, NULL, FALSE, KA_PLAN_OVERDUE },
  { "2026-06", "一般检查", "2026-06-30", "计划", FALSE, KA_PLAN_DONE },
  { "2026-07", "一般检查", NULL, NULL, FALSE, KA_PLAN_PLANNED },
  { "2026-08", "一般检查", "2026-06-12", "计划", TRUE, KA_PLAN_DONE },
};

static void
test_states (Fixture *f, gconstpointer data)
{
  gint64 enterprise = test_enterprise (f->ledger, "甲矿业有限公司");
  g_autoptr (KaPlanSheet) sheet = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  KaPlanCount quarter;
  gint64 last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (done_cases); i++)
    {
      const DoneCase *c = &done_cases[i];
      g_autofree char *name = g_strdup_printf ("%u号矿", i + 1);
      g_autofree char *mine = NULL;
      g_autofree char *plan = NULL;

      last = test_mine (f->ledger, enterprise, name);
      mine = g_strdup_printf ("%" G_GINT64_FORMAT, last);
      plan = g_strdup_printf ("%" G_GINT64_FORMAT,
                              test_save (f->ledger, "plan", "year", "2026", "mine", mine, "month",
                                         c->month, "kind", c->kind, "workdays", "3", NULL));
      if (c->started != NULL && c->named)
        test_save (f->ledger, "inspection", "mine", mine, "started", c->started, "trigger",
                   c->trigger, "plan", plan, NULL);
      else if (c->started != NULL)
        test_save (f->ledger, "inspection", "mine", mine, "started", c->started, "trigger",
                   c->trigger, NULL);
    }
  {
    g_autofree char *mine = g_strdup_printf ("%" G_GINT64_FORMAT, last);

    /* Beyond the plan; a review is not. */
    test_save (f->ledger, "inspection", "mine", mine, "started", "2026-05-20", "trigger",
               "投诉举报", NULL);
    test_save (f->ledger, "inspection", "mine", mine, "started", "2026-05-28", "trigger", "复查",
               NULL);
  }
  sheet = ka_plan_sheet_new (f->ledger, 2026, day ("2026-07-15"), NULL);
  g_assert_cmpuint (sheet->mines->len, ==, G_N_ELEMENTS (done_cases));
  for (guint i = 0; i < sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (sheet->mines, i);
      const KaPlanItem *item
        = g_ptr_array_index (mine->items, i + 1 == sheet->mines->len ? mine->items->len - 1 : 0);

      g_assert_cmpint (item->state, ==, done_cases[i].state);
      g_assert_cmpuint (item->month, ==, (guint)atoi (done_cases[i].month + 5));
    }
  g_assert_cmpuint (sheet->months[0].planned, ==, 6);
  g_assert_cmpuint (sheet->months[0].done, ==, 4);
  g_assert_cmpuint (sheet->months[0].late, ==, 1);
  g_assert_cmpuint (sheet->months[0].overdue, ==, 1);
  g_assert_cmpuint (sheet->months[0].beyond, ==, 1);
  g_assert_cmpint (sheet->months[0].days, ==, 180);
  ka_plan_sheet_sum (sheet, 4, 6, &quarter);
  g_assert_cmpuint (quarter.planned, ==, 2);
  g_assert_cmpuint (quarter.done, ==, 1);
  g_assert_cmpuint (quarter.beyond, ==, 1);
  notes = ka_plan_sheet_notes (sheet, 1, 12);
  g_assert_cmpuint (notes->len, ==, 2);
  g_assert_cmpstr (((KaPlanNote *)g_ptr_array_index (notes, 0))->letter, ==, "a");
  g_assert_cmpstr (((KaPlanNote *)g_ptr_array_index (notes, 0))->text, ==,
                   "2号矿3月的重点检查推迟到5月6日完成：未说明原因。");
  g_assert_cmpstr (((KaPlanNote *)g_ptr_array_index (notes, 1))->text, ==,
                   "3号矿4月的一般检查未实施：未说明原因。");

  /* July is over with its last day. */
  {
    g_autoptr (KaPlanSheet) july = ka_plan_sheet_new (f->ledger, 2026, day ("2026-07-31"), NULL);

    g_assert_cmpuint (july->months[7].overdue, ==, 0);
    ka_plan_sheet_close_day (july);
    g_assert_cmpuint (july->months[7].overdue, ==, 1);
    g_assert_cmpuint (july->months[0].overdue, ==, 2);
  }
}

/* Until it is approved a line just moves; then the month that was approved stays, and why. */
static void
test_move (Fixture *f, gconstpointer data)
{
  gint64 mine = test_mine (f->ledger, test_enterprise (f->ledger, "甲矿业有限公司"), "甲矿");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, mine);
  gint64 year = test_save (f->ledger, "plan_year", "year", "2026", NULL);
  gint64 plan = test_save (f->ledger, "plan", "year", "2026", "mine", id, "month", "2026-03",
                           "kind", "重点检查", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPlanSheet) sheet = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  g_assert_true (ka_plan_move (f->ledger, plan, 5, NULL, &error));
  g_assert_no_error (error);
  test_assert_text (test_value (f->ledger, "plan", plan, "month"), "2026-05");
  test_assert_text (test_value (f->ledger, "plan", plan, "moved_from"), NULL);

  test_change (f->ledger, "plan_year", year, "approved", "2026-01-20");
  g_assert_false (ka_plan_move (f->ledger, plan, 6, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_REQUIRED);
  g_clear_error (&error);
  g_assert_true (ka_plan_move (f->ledger, plan, 6, "汛期暴雨停产", &error));
  g_assert_true (ka_plan_move (f->ledger, plan, 9, "企业停产检修", &error));
  test_assert_text (test_value (f->ledger, "plan", plan, "month"), "2026-09");
  test_assert_text (test_value (f->ledger, "plan", plan, "moved_from"), "2026-05");
  test_assert_text (test_value (f->ledger, "plan", plan, "deviation"), "企业停产检修");
  sheet = ka_plan_sheet_new (f->ledger, 2026, day ("2026-06-30"), NULL);
  notes = ka_plan_sheet_notes (sheet, 4, 6);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpstr (((KaPlanNote *)g_ptr_array_index (notes, 0))->text, ==,
                   "甲矿5月的重点检查调整到9月：企业停产检修。");

  g_assert_true (ka_plan_move (f->ledger, plan, 5, NULL, &error));
  g_assert_no_error (error);
  test_assert_text (test_value (f->ledger, "plan", plan, "moved_from"), NULL);
  test_assert_text (test_value (f->ledger, "plan", plan, "deviation"), NULL);
  test_verify (f->ledger);
}

/* ---- the proposal ---- */

static const char *const grades[] = { "A", "B", "C", "D" };

static gint64
add_mine (KaLedger *ledger, GRand *rand, gint64 enterprise, guint n)
{
  static const char *const types[] = { "露天矿山", "地下矿山", "尾矿库" };
  static const char *const states[] = { "生产", "生产", "生产", "基建", "停产", "关闭" };
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
  g_autofree char *name = g_strdup_printf ("%u号矿", n);
  gint64 id = test_save (ledger, "mine", "enterprise", owner, "name", name, "type",
                         types[g_rand_int_range (rand, 0, 3)], "status",
                         states[g_rand_int_range (rand, 0, 6)], "town", "德感街道", NULL);
  g_autofree char *mine = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (g_rand_int_range (rand, 0, 5) > 0)
    test_change (ledger, "mine", id, "risk_grade", grades[g_rand_int_range (rand, 0, 4)]);
  if (g_rand_int_range (rand, 0, 4) == 0)
    {
      test_change (ledger, "mine", id, "std_level", "二级");
      test_change (ledger, "mine", id, "std_until", "2027-06-30");
    }
  if (g_rand_int_range (rand, 0, 6) == 0)
    test_save (ledger, "hazard", "mine", mine, "found", "2025-12-01", "level", "重大",
               "description", "隐患", NULL);
  if (g_rand_int_range (rand, 0, 6) == 0)
    test_save (ledger, "suspension", "mine", mine, "kind", "复产", "since", "2026-03-02", NULL);
  return id;
}

static guint
want (KaLedger *ledger, gint64 mine)
{
  g_autofree char *grade = test_value (ledger, "mine", mine, "risk_grade");
  g_autofree char *status = test_value (ledger, "mine", mine, "status");
  g_autofree char *level = test_value (ledger, "mine", mine, "std_level");
  guint n = grade == NULL ? 1 : grade[0] >= 'C' ? 2 : 1;

  if (strcmp (status, "关闭") == 0)
    return 0;
  if (strcmp (status, "停产") == 0)
    n = 1;
  if (level != NULL && n > 1)
    n--;
  return n;
}

static gboolean
is_told (GPtrArray *notes, const char *words)
{
  for (guint i = 0; i < notes->len; i++)
    if (strstr (g_ptr_array_index (notes, i), words) != NULL)
      return TRUE;
  return FALSE;
}

static void
check_proposal (KaLedger *ledger, const KaPlanProposal *p, GArray *mines, gint64 cap, guint from)
{
  g_autoptr (GHashTable) months = g_hash_table_new (NULL, NULL);
  gint64 days = 0;

  for (guint i = 0; i < p->lines->len; i++)
    {
      const KaPlanLine *line = g_ptr_array_index (p->lines, i);
      gpointer key = GINT_TO_POINTER ((int)line->enterprise);
      guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (months, key)) | 1u << line->month;

      g_assert_cmpuint (line->month, >=, from);
      g_assert_cmpuint (line->month, <=, 12);
      g_assert_true (g_str_has_suffix (line->reason, "次。"));
      g_hash_table_insert (months, key, GUINT_TO_POINTER (bits));
      days += line->days;
      if (cap > 0)
        g_assert_cmpint (__builtin_popcount (bits), <=, cap);
      for (guint k = 0; k < i; k++)
        {
          const KaPlanLine *other = g_ptr_array_index (p->lines, k);

          g_assert_false (other->mine == line->mine && other->month == line->month);
        }
    }
  g_assert_cmpint (days, ==, p->days);
  for (guint i = 0; i < mines->len; i++)
    {
      gint64 id = g_array_index (mines, gint64, i);
      guint got = 0, wanted = want (ledger, id);
      g_autofree char *name = test_value (ledger, "mine", id, "name");
      g_autofree char *words = g_strdup_printf ("“%s”应当检查%u次", name, wanted);

      for (guint k = 0; k < p->lines->len; k++)
        got += ((const KaPlanLine *)g_ptr_array_index (p->lines, k))->mine == id;
      /* At its frequency, or it is said why not. */
      if (got != wanted)
        {
          g_assert_cmpuint (got, <, wanted);
          g_assert_true (is_told (p->notes, words));
        }
    }
  if (p->left != UNKNOWN && p->left < 0)
    g_assert_true (is_told (p->notes, "工作日超出"));
}

static void
test_proposals (Fixture *f, gconstpointer data)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 12; round++)
    {
      char *folder = test_folder_new ();
      g_autoptr (KaLedger) ledger = test_ledger_new (folder);
      g_autoptr (GArray) mines = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (KaPlanProposal) proposal = NULL, again = NULL, after = NULL;
      g_autoptr (GError) error = NULL;
      guint n = (guint)g_rand_int_range (rand, 1, 25), from = (guint)g_rand_int_range (rand, 1, 13);
      gint64 cap = g_rand_int_range (rand, 1, 4), enterprise = 0, change = 0;
      g_autofree char *cap_text = g_strdup_printf ("%" G_GINT64_FORMAT, cap);
      g_autofree char *counted = g_strdup_printf ("%d", g_rand_int_range (rand, 1, 4));

      test_save (ledger, "plan_year", "year", "2026", "staff", "4", "counted", counted,
                 "other_days", "150", "idle_days", "60", "cap", cap_text, NULL);
      for (guint i = 0; i < n; i++)
        {
          gint64 id;

          if (enterprise == 0 || g_rand_int_range (rand, 0, 2) == 0)
            {
              g_autofree char *name = g_strdup_printf ("%u号矿业有限公司", i);

              enterprise = test_enterprise (ledger, name);
            }
          id = add_mine (ledger, rand, enterprise, i);
          g_array_append_val (mines, id);
        }
      proposal = ka_plan_propose (ledger, 2026, from, day ("2026-01-05"), &error);
      g_assert_no_error (error);
      check_proposal (ledger, proposal, mines, cap, from);

      /* The same again. */
      again = ka_plan_propose (ledger, 2026, from, day ("2026-01-05"), &error);
      g_assert_cmpuint (again->lines->len, ==, proposal->lines->len);
      for (guint i = 0; i < again->lines->len; i++)
        {
          const KaPlanLine *x = g_ptr_array_index (again->lines, i);
          const KaPlanLine *y = g_ptr_array_index (proposal->lines, i);

          g_assert_true (x->mine == y->mine && x->month == y->month && x->kind == y->kind);
          g_assert_cmpstr (x->reason, ==, y->reason);
        }

      /* Accepted, nothing is left to be proposed; one undo takes all of it back. */
      g_assert_true (ka_plan_accept (ledger, proposal, &change, &error));
      g_assert_no_error (error);
      after = ka_plan_propose (ledger, 2026, from, day ("2026-01-05"), &error);
      g_assert_cmpuint (after->lines->len, ==, 0);
      g_assert_cmpuint (after->kept, ==, proposal->lines->len);
      g_assert_cmpint (after->left, ==, proposal->left);
      {
        g_autoptr (KaPlanSheet) sheet
          = ka_plan_sheet_new (ledger, 2026, day ("2026-01-05"), &error);

        g_assert_cmpuint (sheet->over_cap->len, ==, 0);
        g_assert_cmpuint (sheet->months[0].planned, ==, proposal->lines->len);
      }
      if (change > 0)
        g_assert_cmpint (ka_ledger_undo_change (ledger, change, &error), >, 0);
      g_assert_no_error (error);
      g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("plan"), NULL), ==, 0);
      test_verify (ledger);
      g_clear_object (&ledger);
      test_folder_remove (folder);
    }
}

/* Who has most to fear goes first, mines of one enterprise together, and each line says why. */
static void
test_reasons (Fixture *f, gconstpointer data)
{
  gint64 one = test_enterprise (f->ledger, "甲矿业有限公司");
  gint64 two = test_enterprise (f->ledger, "乙矿业有限公司");
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, one);
  g_autofree char *mine = NULL;
  g_autoptr (KaPlanProposal) proposal = NULL;
  gint64 a = test_mine (f->ledger, one, "甲一矿"), b = test_mine (f->ledger, one, "甲二矿");
  gint64 c = test_mine (f->ledger, two, "乙矿");

  test_change (f->ledger, "mine", a, "risk_grade", "D");
  test_change (f->ledger, "mine", b, "risk_grade", "B");
  test_change (f->ledger, "mine", c, "risk_grade", "C");
  test_change (f->ledger, "mine", c, "std_level", "一级");
  test_change (f->ledger, "mine", c, "std_until", "2026-12-31");
  mine = g_strdup_printf ("%" G_GINT64_FORMAT, a);
  test_save (f->ledger, "hazard", "mine", mine, "found", "2025-11-01", "level", "重大",
             "description", "边坡", NULL);
  test_save (f->ledger, "discredit", "subject", "单位", "enterprise", first, "list",
             "安全生产严重失信主体", "reason", "瞒报", "listed", "2025-06-01", NULL);
  proposal = ka_plan_propose (f->ledger, 2026, 1, day ("2026-01-05"), NULL);
  g_assert_cmpuint (proposal->lines->len, ==, 4);
  {
    const KaPlanLine *line = g_ptr_array_index (proposal->lines, 0);
    const KaPlanLine *with = g_ptr_array_index (proposal->lines, 1);

    g_assert_cmpint (line->mine, ==, a);
    g_assert_cmpint (with->mine, ==, b);
    g_assert_cmpuint (line->month, <=, 4);
    g_assert_cmpuint (with->month, ==, line->month);
    g_assert_true (line->joint);
    g_assert_cmpstr (line->kind, ==, "重点检查");
    g_assert_nonnull (strstr (line->reason, "分类分级D级，每年2次"));
    g_assert_nonnull (strstr (line->reason, "未销号重大事故隐患1项"));
    g_assert_nonnull (strstr (line->reason, "失信名单"));
    g_assert_nonnull (strstr (line->reason, "综合查一次"));
  }
  for (guint i = 2; i < 4; i++)
    {
      const KaPlanLine *line = g_ptr_array_index (proposal->lines, i);

      if (line->mine == c)
        g_assert_nonnull (strstr (line->reason, "二级以上标准化，减少1次"));
    }
}

/* 渝安办〔2025〕13号 二: what became of a hard measure leads to key enforcement in the next year's plan. */
static void
test_measures (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *quarter, *state, *action, *review, *says; /* says NULL: nothing of it */
  } rows[] = {
    { "2025Q3", "不落实", NULL, NULL, "硬措施不落实、假落实、软落实1项，列为重点执法对象" },
    { "2025Q3", "部分落实", "约谈", NULL, "硬措施被通报、曝光、约谈1项次" },
    { "2025Q3", "部分落实", "列为重点执法对象", NULL, "硬措施1项列为重点执法对象" },
    { "2025Q3", "落实", "无", "反弹", "硬措施“回头看”反弹1项" },
    { "2025Q3", "落实", "无", "已核实", NULL },
    { "2024Q4", "不落实", "曝光", NULL, NULL },
  };
  gint64 task = test_save (f->ledger, "measure", "no", "甲-1", "task", "排查", NULL);
  g_autofree char *measure = g_strdup_printf ("%" G_GINT64_FORMAT, task);
  gint64 mines[G_N_ELEMENTS (rows)];
  g_autoptr (KaPlanProposal) proposal = NULL;
  guint seen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u号矿业有限公司", i);
      gint64 enterprise = test_enterprise (f->ledger, name);
      g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
      gint64 id = test_save (f->ledger, "measure_progress", "measure", measure, "quarter",
                             rows[i].quarter, "enterprise", owner, "state", rows[i].state, NULL);

      test_change (f->ledger, "measure_progress", id, "action", rows[i].action);
      test_change (f->ledger, "measure_progress", id, "review", rows[i].review);
      mines[i] = test_mine (f->ledger, enterprise, name);
      test_change (f->ledger, "mine", mines[i], "risk_grade", "A");
    }
  proposal = ka_plan_propose (f->ledger, 2026, 1, day ("2026-01-05"), NULL);
  for (guint k = 0; k < proposal->lines->len; k++)
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        const KaPlanLine *line = g_ptr_array_index (proposal->lines, k);

        if (line->mine != mines[i])
          continue;
        seen++;
        g_assert_cmpstr (line->kind, ==, rows[i].says != NULL ? "重点检查" : "一般检查");
        if (rows[i].says != NULL)
          g_assert_nonnull (strstr (line->reason, rows[i].says));
        else
          g_assert_null (strstr (line->reason, "硬措施"));
      }
  g_assert_cmpuint (seen, ==, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/rules/plan/days", test_days);
  ADD ("/rules/plan/items", test_items);
  ADD ("/rules/plan/used", test_used);
  ADD ("/rules/plan/states", test_states);
  ADD ("/rules/plan/move", test_move);
  ADD ("/rules/plan/proposals", test_proposals);
  ADD ("/rules/plan/reasons", test_reasons);
  ADD ("/rules/plan/measures", test_measures);
  return g_test_run ();
}
