/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tasks against the units by quarter, and many cells filled at once. */
#include "config.h"

#include <ka-history.h>
#include <ka-measures.h>

#include "store-test.h"

#define QUARTER "2025Q4"

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

static void
save (Fixture *fixture, guint task, const char *quarter, gboolean district, const char *state)
{
  g_autofree char *measure = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->tasks[task]);
  g_autofree char *enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->enterprise);

  test_save (fixture->ledger, "measure_progress", "measure", measure, "quarter", quarter, "state",
             state, district ? NULL : "enterprise", enterprise, NULL);
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
  for (guint i = 0; i < table->lines->len; i++)
    if (((KaMeasureLine *)table->lines->pdata[i])->id == fixture->tasks[task])
      return &((KaMeasureLine *)table->lines->pdata[i])->cells[unit];
  g_assert_not_reached ();
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaMeasureTable) table = NULL;

  save (fixture, 0, "2025Q3", TRUE, "部分落实");
  save (fixture, 0, QUARTER, TRUE, "落实");
  save (fixture, 1, "2025Q3", FALSE, "不落实");
  save (fixture, 1, QUARTER, FALSE, "假落实");
  save (fixture, 2, "2025Q3", FALSE, "落实");
  save (fixture, 2, QUARTER, FALSE, "不涉及");
  save (fixture, 2, "2025Q2", TRUE, "落实"); /* another quarter */
  table = read_table (fixture);
  g_assert_cmpuint (table->units->len, ==, 2);
  g_assert_cmpint (((KaMeasureUnit *)table->units->pdata[0])->enterprise, ==, 0);

  g_assert_cmpstr (get_cell (table, fixture, 0, 0)->state, ==, "落实");
  g_assert_cmpstr (get_cell (table, fixture, 0, 0)->last, ==, "部分落实");
  g_assert_cmpint (get_cell (table, fixture, 0, 0)->change, ==, 1);
  g_assert_cmpint (get_cell (table, fixture, 1, 1)->change, ==, -1);
  g_assert_cmpint (get_cell (table, fixture, 2, 1)->change, ==, 0);
  g_assert_cmpint (get_cell (table, fixture, 2, 0)->id, ==, 0);
  g_assert_null (get_cell (table, fixture, 2, 0)->last);
}

static void
test_fill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KaMeasureTable) table = NULL;
  g_autoptr (GError) error = NULL;
  gint64 change = 0, id;

  save (fixture, 0, QUARTER, FALSE, "不落实");
  table = read_table (fixture);
  id = get_cell (table, fixture, 0, 1)->id;
  test_change (fixture->ledger, "measure_progress", id, "problem", "没有排班");
  g_array_append_vals (tasks, fixture->tasks, 2);
  g_assert_true (ka_measures_fill (fixture->ledger, ka_quarter_from_text (QUARTER),
                                   fixture->enterprise, tasks, "软落实", &change, &error));
  g_assert_no_error (error);
  g_assert_cmpint (change, >, 0);
  g_clear_pointer (&table, ka_measure_table_free);
  table = read_table (fixture);
  g_assert_cmpint (get_cell (table, fixture, 0, 1)->id, ==, id);
  g_assert_cmpstr (get_cell (table, fixture, 0, 1)->state, ==, "软落实");
  g_assert_cmpstr (get_cell (table, fixture, 1, 1)->state, ==, "软落实");
  g_assert_null (get_cell (table, fixture, 2, 1)->state);
  g_assert_null (get_cell (table, fixture, 0, 0)->state);
  test_assert_text (test_value (fixture->ledger, "measure_progress", id, "problem"), "没有排班");
  test_verify (fixture->ledger);
}

static void
test_signs (void)
{
  g_assert_cmpstr (ka_measure_sign ("落实"), ==, "✓");
  g_assert_cmpstr (ka_measure_sign ("不涉及"), ==, "—");
  g_assert_cmpstr (ka_measure_sign (NULL), ==, "");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add ("/rules/measures/table", Fixture, NULL, set_up, test_table, tear_down);
  g_test_add ("/rules/measures/fill", Fixture, NULL, set_up, test_fill, tear_down);
  g_test_add_func ("/rules/measures/signs", test_signs);
  return g_test_run ();
}
