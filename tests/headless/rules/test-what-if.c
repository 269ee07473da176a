/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ratios would be, and that nothing of it stays. */
#include "config.h"

#include <ka-scenario.h>

#include "store-test.h"

#define DAY "2025-10-08"
#define N_MINES 5

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 mines[N_MINES];
} Fixture;

/* Five mines, the first of them 大型; of the rest each has 3万立方米/年 of 建筑石料 (中型 from 5). */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  gint64 enterprise;

  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
  enterprise = test_enterprise (fixture->ledger, "重庆甲矿业有限公司");
  for (guint i = 0; i < N_MINES; i++)
    {
      g_autofree char *name = g_strdup_printf ("第%u石灰岩矿", i + 1);

      fixture->mines[i] = test_mine (fixture->ledger, enterprise, name);
      test_change (fixture->ledger, "mine", fixture->mines[i], "status", "生产");
      test_change (fixture->ledger, "mine", fixture->mines[i], "mineral", "建筑石料用灰岩");
      test_change (fixture->ledger, "mine", fixture->mines[i], "capacity_unit", "万立方米/年");
      test_change (fixture->ledger, "mine", fixture->mines[i], "capacity", i == 0 ? "20" : "3");
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

static void
merge (KaScenario *scenario, gint64 first, gint64 second)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, first);
  g_array_append_val (ids, second);
  g_ptr_array_add (scenario->merge, ids);
}

static KaWhatIf *
ask (Fixture *fixture, const KaScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  KaWhatIf *what_if = ka_what_if_new (fixture->ledger, scenario, ka_day_from_iso (DAY), &error);

  g_assert_no_error (error);
  return what_if;
}

static void
assert_scale (GPtrArray *results, gint64 numerator, gint64 denominator)
{
  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (results, i);

      if (!g_str_equal (result->indicator->code, "scale"))
        continue;
      g_assert_cmpint (result->numerator, ==, numerator);
      g_assert_cmpint (result->denominator, ==, denominator);
      return;
    }
  g_assert_not_reached ();
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaScenario) scenario = ka_scenario_new ();
  g_autoptr (KaWhatIf) what_if = ask (fixture, scenario);

  assert_scale (what_if->before, 1, 5);
  assert_scale (what_if->after, 1, 5);
  /* 60 %: 3 of 5; 1 of 1; 1 + 2 of 5 − 2, since 2 of 4 are too few. */
  g_assert_cmpint (what_if->least_upgrade, ==, 2);
  g_assert_cmpint (what_if->least_close, ==, 4);
  g_assert_cmpint (what_if->least_merge, ==, 2);
}

static void
test_scenario (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaScenario) scenario = ka_scenario_new ();
  gint64 head = ka_ledger_get_head (fixture->ledger);
  g_autoptr (KaWhatIf) what_if = NULL;
  g_autoptr (KaWhatIf) after = NULL;

  g_array_append_val (scenario->upgrade, fixture->mines[1]);
  g_array_append_val (scenario->close, fixture->mines[2]);
  merge (scenario, fixture->mines[3], fixture->mines[4]);
  what_if = ask (fixture, scenario);
  assert_scale (what_if->before, 1, 5);
  assert_scale (what_if->after, 3, 3); /* 3 + 3 are 中型 */
  g_assert_cmpint (what_if->least_upgrade, ==, 0);
  g_assert_cmpint (what_if->least_close, ==, 0);
  g_assert_cmpint (what_if->least_merge, ==, 0);
  g_assert_cmpuint (what_if->notes->len, ==, 1);
  g_assert_nonnull (strstr (what_if->notes->pdata[0], "第4石灰岩矿"));

  /* The registry knows nothing of it. */
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);
  test_assert_text (test_value (fixture->ledger, "mine", fixture->mines[2], "status"), "生产");
  test_assert_text (test_value (fixture->ledger, "mine", fixture->mines[4], "capacity"), "3");
  test_verify (fixture->ledger);
}

/* What is large already is told, and stays what it is. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaScenario) scenario = ka_scenario_new ();
  g_autoptr (KaWhatIf) what_if = NULL;

  g_array_append_val (scenario->upgrade, fixture->mines[0]);
  what_if = ask (fixture, scenario);
  assert_scale (what_if->after, 1, 5);
  g_assert_cmpuint (what_if->notes->len, ==, 1);
}

/* A size laid down for one of them counts for both together. */
static void
test_laid_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaScenario) scenario = ka_scenario_new ();
  g_autoptr (KaWhatIf) what_if = NULL;

  test_change (fixture->ledger, "mine", fixture->mines[2], "size_class", "中型");
  test_change (fixture->ledger, "mine", fixture->mines[1], "capacity", "1");
  test_change (fixture->ledger, "mine", fixture->mines[2], "capacity", "1");
  merge (scenario, fixture->mines[1], fixture->mines[2]);
  what_if = ask (fixture, scenario);
  assert_scale (what_if->before, 2, 5);
  assert_scale (what_if->after, 2, 4);
}

static void
assert_refused (Fixture *fixture, const KaScenario *scenario, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaWhatIf) what_if
    = ka_what_if_new (fixture->ledger, scenario, ka_day_from_iso (DAY), &error);

  g_assert_null (what_if);
  g_assert_error (error, KA_ERROR, KA_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaScenario) twice = ka_scenario_new ();
  g_autoptr (KaScenario) closed = ka_scenario_new ();
  g_autoptr (KaScenario) mixed = ka_scenario_new ();
  g_autoptr (KaScenario) unknown = ka_scenario_new ();

  g_array_append_val (twice->upgrade, fixture->mines[1]);
  g_array_append_val (twice->close, fixture->mines[1]);
  assert_refused (fixture, twice, "写了两次");

  merge (mixed, fixture->mines[0], fixture->mines[1]);
  test_change (fixture->ledger, "mine", fixture->mines[1], "capacity_unit", "万吨/年");
  assert_refused (fixture, mixed, "不能合并测算");

  merge (unknown, fixture->mines[0], fixture->mines[3]);
  test_change (fixture->ledger, "mine", fixture->mines[3], "capacity", NULL);
  assert_refused (fixture, unknown, "没有填设计生产规模");

  test_change (fixture->ledger, "mine", fixture->mines[2], "status", "关闭");
  g_array_append_val (closed->upgrade, fixture->mines[2]);
  assert_refused (fixture, closed, "已经关闭");
}

/* Kept under a name and read again it is the same; the registry knows nothing of it. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaScenario) scenario = ka_scenario_new ();
  g_autoptr (KaScenario) again = NULL;
  g_autoptr (KaScenario) less = NULL;
  g_autoptr (KaWhatIf) what_if = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id, other, keeper = 0;

  ka_scenario_put (scenario, fixture->mines[1], "升级");
  ka_scenario_put (scenario, fixture->mines[2], "关闭");
  merge (scenario, fixture->mines[4], fixture->mines[3]);
  g_assert_cmpuint (ka_scenario_count (scenario), ==, 4);
  id = ka_scenario_save (fixture->ledger, 0, "方案一", "给区里看", scenario, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  again = ka_scenario_read (fixture->ledger, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ka_scenario_act (again, fixture->mines[1], NULL), ==, "升级");
  g_assert_cmpstr (ka_scenario_act (again, fixture->mines[2], NULL), ==, "关闭");
  g_assert_cmpstr (ka_scenario_act (again, fixture->mines[3], &keeper), ==, "合并");
  g_assert_cmpint (keeper, ==, fixture->mines[4]);
  g_assert_null (ka_scenario_act (again, fixture->mines[0], NULL));
  what_if = ask (fixture, again);
  assert_scale (what_if->after, 3, 3);
  test_assert_text (test_value (fixture->ledger, "mine", fixture->mines[2], "status"), "生产");

  /* A name is taken once; saved over, the acts are the new ones. */
  other = ka_scenario_save (fixture->ledger, 0, "方案一", NULL, scenario, &error);
  g_assert_cmpint (other, ==, 0);
  g_assert_nonnull (error);
  g_clear_error (&error);
  ka_scenario_remove (again, fixture->mines[3]); /* what is left of the pair goes too */
  g_assert_cmpuint (ka_scenario_count (again), ==, 2);
  ka_scenario_put (again, fixture->mines[1], "关闭");
  g_assert_cmpint (ka_scenario_save (fixture->ledger, id, "方案一", NULL, again, &error), ==, id);
  less = ka_scenario_read (fixture->ledger, id, &error);
  g_assert_cmpuint (less->upgrade->len, ==, 0);
  g_assert_cmpuint (less->close->len, ==, 2);
  g_assert_cmpuint (less->merge->len, ==, 0);
  test_assert_text (test_value (fixture->ledger, "scenario", id, "note"), "给区里看");

  g_assert_true (ka_scenario_report (fixture->ledger, id, ka_quarter_from_text ("2025Q4"), &error));
  test_assert_text (test_value (fixture->ledger, "scenario", id, "report"), "2025Q4");
  g_assert_true (ka_scenario_delete (fixture->ledger, id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (fixture->ledger, ka_kind_get ("scenario_act"), NULL), ==, 0);
  test_verify (fixture->ledger);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/rules/what-if/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("scenario", test_scenario);
  ADD ("large", test_large);
  ADD ("laid-down", test_laid_down);
  ADD ("refused", test_refused);
  ADD ("kept", test_kept);
#undef ADD
  return g_test_run ();
}
