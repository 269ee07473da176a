/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tasks against the units by quarter, and many cells filled at once. */
#include "config.h"

#include <ka-history.h>
#include <ka-measures.h>

#include "store-test.h"

#define QUARTER "2025Q4"
#define TOWN_NAME "德感街道"

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise, tasks[3];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
  fixture->enterprise = test_enterprise (fixture->ledger, "重庆甲矿业有限公司");
  test_mine (fixture->ledger, fixture->enterprise, "甲石灰岩矿");
  for (guint i = 0; i < G_N_ELEMENTS (fixture->tasks); i++)
    {
      g_autofree char *no = g_strdup_printf ("测试-%u", i + 1);

      fixture->tasks[i]
        = test_save (fixture->ledger, "measure", "no", no, "task", no, "actor", "企业", NULL);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

/* The units: the district, the town of the mine, its enterprise. */
enum
{
  DISTRICT,
  TOWN,
  ENTERPRISE,
};

static void
save (Fixture *fixture, guint task, const char *quarter, guint unit, const char *state)
{
  g_autofree char *measure = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->tasks[task]);
  g_autofree char *enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->enterprise);
  gint64 id = test_save (fixture->ledger, "measure_progress", "measure", measure, "quarter",
                         quarter, "state", state, NULL);

  if (unit == TOWN)
    test_change (fixture->ledger, "measure_progress", id, "town", TOWN_NAME);
  if (unit == ENTERPRISE)
    test_change (fixture->ledger, "measure_progress", id, "enterprise", enterprise);
}

static KaMeasureTable *
read_table (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KaMeasureTable *table
    = ka_measure_table_new (fixture->ledger, ka_quarter_from_text (QUARTER), &error);

  g_assert_no_error (error);
  return table;
}

static const KaMeasureCell *
get_cell (const KaMeasureTable *table, const Fixture *fixture, guint task, guint unit)
{
  static const KaMeasureCell nothing = { 0 };

  for (guint i = 0; i < table->lines->len; i++)
    if (((KaMeasureLine *)table->lines->pdata[i])->id == fixture->tasks[task])
      {
        const KaMeasureCell *cell = ka_measure_table_cell (table, i, unit);

        return cell != NULL ? cell : &nothing;
      }
  g_assert_not_reached ();
}

static guint
get_line (const KaMeasureTable *table, const Fixture *fixture, guint task)
{
  for (guint i = 0; i < table->lines->len; i++)
    if (((KaMeasureLine *)table->lines->pdata[i])->id == fixture->tasks[task])
      return i;
  g_assert_not_reached ();
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaMeasureTable) table = NULL;
  KaMeasureCount count;

  save (fixture, 0, "2025Q3", DISTRICT, "部分落实");
  save (fixture, 0, QUARTER, DISTRICT, "落实");
  save (fixture, 1, "2025Q3", ENTERPRISE, "不落实");
  save (fixture, 1, QUARTER, ENTERPRISE, "假落实");
  save (fixture, 2, "2025Q3", ENTERPRISE, "落实");
  save (fixture, 2, QUARTER, ENTERPRISE, "不涉及");
  save (fixture, 0, QUARTER, TOWN, "软落实");
  save (fixture, 2, "2025Q2", DISTRICT, "落实"); /* another quarter */
  table = read_table (fixture);
  g_assert_cmpuint (table->units->len, ==, 3);
  g_assert_cmpint (((KaMeasureUnit *)table->units->pdata[DISTRICT])->enterprise, ==, 0);
  g_assert_null (((KaMeasureUnit *)table->units->pdata[DISTRICT])->town);
  g_assert_cmpstr (((KaMeasureUnit *)table->units->pdata[TOWN])->town, ==, TOWN_NAME);
  g_assert_cmpint (((KaMeasureUnit *)table->units->pdata[ENTERPRISE])->enterprise, ==,
                   fixture->enterprise);

  g_assert_cmpstr (get_cell (table, fixture, 0, DISTRICT)->state, ==, "落实");
  g_assert_cmpstr (get_cell (table, fixture, 0, DISTRICT)->last, ==, "部分落实");
  g_assert_cmpint (get_cell (table, fixture, 0, DISTRICT)->change, ==, 1);
  g_assert_cmpint (get_cell (table, fixture, 1, ENTERPRISE)->change, ==, -1);
  g_assert_cmpint (get_cell (table, fixture, 2, ENTERPRISE)->change, ==, 0);
  g_assert_cmpstr (get_cell (table, fixture, 0, TOWN)->state, ==, "软落实");
  g_assert_null (get_cell (table, fixture, 0, ENTERPRISE)->state);
  g_assert_cmpint (get_cell (table, fixture, 2, DISTRICT)->id, ==, 0);
  g_assert_null (get_cell (table, fixture, 2, DISTRICT)->last);

  g_assert_cmpuint (table->told, ==, 3);
  ka_measure_count_unit (table, ENTERPRISE, &count);
  g_assert_cmpuint (count.told, ==, 2);
  g_assert_cmpuint (count.applicable, ==, 1);
  g_assert_cmpuint (count.sham, ==, 1);
  g_assert_cmpuint (count.worse, ==, 1);
  g_assert_cmpuint (count.better, ==, 0);
  /* The district's own cell is not one of those that it is counted from. */
  ka_measure_count_line (table, get_line (table, fixture, 0), &count);
  g_assert_cmpuint (count.told, ==, 1);
  g_assert_cmpuint (count.soft, ==, 1);
  g_assert_cmpuint (count.done, ==, 0);
}

static void
fill (Fixture *fixture, guint first, guint n, guint unit, const char *field, const char *value)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (KaMeasurePlace));
  g_autoptr (GError) error = NULL;

  for (guint i = first; i < first + n; i++)
    {
      KaMeasurePlace place = { fixture->tasks[i], unit == ENTERPRISE ? fixture->enterprise : 0,
                               unit == TOWN ? TOWN_NAME : NULL };

      g_array_append_val (places, place);
    }
  ka_measures_fill (fixture->ledger, ka_quarter_from_text (QUARTER), places, field, value, NULL,
                    &error);
  g_assert_no_error (error);
}

static void
test_fill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaMeasureTable) table = NULL;
  gint64 head, id;

  save (fixture, 0, QUARTER, ENTERPRISE, "不落实");
  table = read_table (fixture);
  id = get_cell (table, fixture, 0, ENTERPRISE)->id;
  test_change (fixture->ledger, "measure_progress", id, "problem", "没有排班");
  fill (fixture, 0, 2, ENTERPRISE, "state", "软落实");
  fill (fixture, 2, 1, TOWN, "state", "落实");
  g_clear_pointer (&table, ka_measure_table_free);
  table = read_table (fixture);
  g_assert_cmpint (get_cell (table, fixture, 0, ENTERPRISE)->id, ==, id);
  g_assert_cmpstr (get_cell (table, fixture, 0, ENTERPRISE)->state, ==, "软落实");
  g_assert_cmpstr (get_cell (table, fixture, 1, ENTERPRISE)->state, ==, "软落实");
  g_assert_null (get_cell (table, fixture, 2, ENTERPRISE)->state);
  g_assert_null (get_cell (table, fixture, 0, DISTRICT)->state);
  g_assert_cmpstr (get_cell (table, fixture, 2, TOWN)->state, ==, "落实");
  test_assert_text (test_value (fixture->ledger, "measure_progress", id, "problem"), "没有排班");

  head = ka_ledger_get_head (fixture->ledger);
  fill (fixture, 0, 2, ENTERPRISE, "state", "软落实"); /* nothing is new */
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);
  test_verify (fixture->ledger);
}

/* 回头看: only where something is told, dated the day on which it is done. */
static void
test_review (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaMeasureTable) table = NULL;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (KaMeasurePlace));
  g_autoptr (GError) error = NULL;
  KaMeasurePlace empty = { fixture->tasks[2], fixture->enterprise, NULL };
  KaMeasureCount count;
  gint64 id;

  ka_set_today (ka_day_from_iso ("2026-01-20"));
  save (fixture, 0, QUARTER, ENTERPRISE, "落实");
  save (fixture, 1, QUARTER, ENTERPRISE, "落实");
  fill (fixture, 0, 3, ENTERPRISE, "review", "待回头看");
  table = read_table (fixture);
  id = get_cell (table, fixture, 0, ENTERPRISE)->id;
  g_assert_cmpstr (get_cell (table, fixture, 0, ENTERPRISE)->review, ==, "待回头看");
  g_assert_cmpint (get_cell (table, fixture, 2, ENTERPRISE)->id, ==, 0);
  test_assert_text (test_value (fixture->ledger, "measure_progress", id, "reviewed"), NULL);

  fill (fixture, 0, 1, ENTERPRISE, "review", "反弹");
  fill (fixture, 0, 1, ENTERPRISE, "action", "约谈");
  g_clear_pointer (&table, ka_measure_table_free);
  table = read_table (fixture);
  test_assert_text (test_value (fixture->ledger, "measure_progress", id, "reviewed"), "2026-01-20");
  test_assert_text (test_value (fixture->ledger, "measure_progress", id, "action"), "约谈");
  ka_measure_count_unit (table, ENTERPRISE, &count);
  g_assert_cmpuint (count.waiting, ==, 1);
  g_assert_cmpuint (count.relapsed, ==, 1);

  g_array_append_val (places, empty);
  g_assert_false (ka_measures_fill (fixture->ledger, ka_quarter_from_text (QUARTER), places,
                                    "review", "已核实", NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_USAGE);
  ka_set_today (KA_DAY_NONE);
}

static void
test_signs (void)
{
  g_assert_cmpstr (ka_measure_sign ("落实"), ==, "✓");
  g_assert_cmpstr (ka_measure_sign ("不涉及"), ==, "—");
  g_assert_cmpstr (ka_measure_sign (NULL), ==, "");
  g_assert_cmpstr (ka_measure_review_sign ("反弹"), ==, "反");
  g_assert_cmpstr (ka_measure_review_sign (NULL), ==, "");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add ("/rules/measures/table", Fixture, NULL, set_up, test_table, tear_down);
  g_test_add ("/rules/measures/fill", Fixture, NULL, set_up, test_fill, tear_down);
  g_test_add ("/rules/measures/review", Fixture, NULL, set_up, test_review, tear_down);
  g_test_add_func ("/rules/measures/signs", test_signs);
  return g_test_run ();
}
