/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duties of the year, done and undone, and what the quarter's report lacks. */
#include "config.h"

#include <ka-calendar.h>

#include "store-test.h"

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 mine;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
  fixture->mine
    = test_mine (fixture->ledger, test_enterprise (fixture->ledger, "重庆甲矿业有限公司"), "甲矿");
  test_change (fixture->ledger, "mine", fixture->mine, "type", "露天矿山");
  test_change (fixture->ledger, "mine", fixture->mine, "status", "生产");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

static KaDutyState
find_state (Fixture *fixture, const char *code, int month, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) cells
    = ka_calendar_compute (fixture->ledger, 2025, ka_day_from_iso (day), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < cells->len; i++)
    {
      const KaDutyCell *cell = &g_array_index (cells, KaDutyCell, i);

      if (g_str_equal (cell->duty->code, code) && cell->first <= month && cell->last >= month)
        return cell->state;
    }
  g_assert_not_reached ();
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (find_state (fixture, "duty_reports", 9, "2025-08-31"), ==, KA_DUTY_AHEAD);
  g_assert_cmpint (find_state (fixture, "duty_reports", 9, "2025-09-30"), ==, KA_DUTY_RUNNING);
  g_assert_cmpint (find_state (fixture, "duty_reports", 9, "2025-10-01"), ==, KA_DUTY_UNDONE);
  test_save (fixture->ledger, "duty", "mine", "1", "month", "2025-09", "controller_meetings", "0",
             "principal_checks", "1", NULL);
  g_assert_cmpint (find_state (fixture, "duty_reports", 9, "2025-10-01"), ==, KA_DUTY_DONE);
  g_assert_cmpint (find_state (fixture, "controller_meetings", 9, "2025-10-01"), ==,
                   KA_DUTY_UNDONE);
  g_assert_cmpint (find_state (fixture, "principal_checks", 9, "2025-10-01"), ==, KA_DUTY_DONE);

  /* Nothing was planned, so nothing is owed. */
  g_assert_cmpint (find_state (fixture, "planned_inspections", 9, "2025-10-01"), ==, KA_DUTY_FREE);
  test_save (fixture->ledger, "plan", "year", "2025", "mine", "1", "month", "2025-09", "kind",
             "一般检查", NULL);
  g_assert_cmpint (find_state (fixture, "planned_inspections", 9, "2025-10-01"), ==,
                   KA_DUTY_UNDONE);

  g_assert_cmpint (find_state (fixture, "case_report", 8, "2025-09-30"), ==, KA_DUTY_RUNNING);
  test_save (fixture->ledger, "typical_case", "quarter", "2025Q3", "title", "甲", "reported",
             "2025-09-30", NULL);
  g_assert_cmpint (find_state (fixture, "case_report", 7, "2025-09-29"), ==, KA_DUTY_RUNNING);
  g_assert_cmpint (find_state (fixture, "case_report", 7, "2025-09-30"), ==, KA_DUTY_DONE);
  g_assert_cmpint (find_state (fixture, "survey", 9, "2025-10-01"), ==, KA_DUTY_UNDONE);
}

/* The year's plan says how many are to be trained. */
static void
test_year (Fixture *fixture, gconstpointer data)
{
  static const char *const KINDS[] = { "主要负责人", "安全生产管理人员", "特种作业人员" };

  g_assert_cmpint (find_state (fixture, "expert_visits", 12, "2025-12-31"), ==, KA_DUTY_RUNNING);
  g_assert_cmpint (find_state (fixture, "expert_visits", 12, "2026-01-01"), ==, KA_DUTY_UNDONE);
  test_save (fixture->ledger, "expert_visit", "mine", "1", "held", "2025-12-31", NULL);
  g_assert_cmpint (find_state (fixture, "expert_visits", 12, "2025-12-30"), ==, KA_DUTY_RUNNING);
  g_assert_cmpint (find_state (fixture, "expert_visits", 12, "2025-12-31"), ==, KA_DUTY_DONE);
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      g_assert_cmpint (find_state (fixture, "three_posts", 12, "2026-01-01"), ==, KA_DUTY_UNDONE);
      test_save (fixture->ledger, "training", "held", "2025-05-01", "kind", KINDS[i], "attended",
                 "19", NULL);
    }
  g_assert_cmpint (find_state (fixture, "three_posts", 12, "2026-01-01"), ==, KA_DUTY_DONE);
  test_save (fixture->ledger, "training_plan", "year", "2025", "kind", KINDS[2], "persons", "20",
             NULL);
  g_assert_cmpint (find_state (fixture, "three_posts", 12, "2026-01-01"), ==, KA_DUTY_UNDONE);
  test_save (fixture->ledger, "training", "held", "2025-06-01", "kind", KINDS[2], "attended", "1",
             NULL);
  g_assert_cmpint (find_state (fixture, "three_posts", 12, "2026-01-01"), ==, KA_DUTY_DONE);
}

static gboolean
lacks (Fixture *fixture, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found
    = ka_report_lacks (fixture->ledger, ka_quarter_from_text ("2025Q3"), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const KaLack *lack = g_ptr_array_index (found, i);

      g_assert_cmpuint (lack->count, >, 0);
      g_assert_null (strchr (lack->text, '$'));
      if (g_str_equal (lack->rule->code, code))
        return TRUE;
    }
  return FALSE;
}

static void
test_lacks (Fixture *fixture, gconstpointer data)
{
  g_assert_true (lacks (fixture, "lack_case"));
  g_assert_true (lacks (fixture, "lack_duty"));
  g_assert_true (lacks (fixture, "lack_mines"));
  g_assert_false (lacks (fixture, "lack_hazard"));
  test_save (fixture->ledger, "typical_case", "quarter", "2025Q3", "title", "甲", "reported",
             "2025-09-30", NULL);
  test_save (fixture->ledger, "hazard", "mine", "1", "found", "2025-09-30", "level", "一般",
             "description", "甲", NULL);
  g_assert_false (lacks (fixture, "lack_case"));
  g_assert_true (lacks (fixture, "lack_hazard"));
  for (int month = 7; month <= 9; month++)
    {
      g_autofree char *text = g_strdup_printf ("2025-%02d", month);

      test_save (fixture->ledger, "duty", "mine", "1", "month", text, NULL);
    }
  g_assert_false (lacks (fixture, "lack_duty"));
  g_assert_false (lacks (fixture, "lack_registry"));
  test_change (fixture->ledger, "mine", 1, "status", "关闭");
  g_assert_true (lacks (fixture, "lack_registry"));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add ("/calendar/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/calendar/year", Fixture, NULL, set_up, test_year, tear_down);
  g_test_add ("/calendar/lacks", Fixture, NULL, set_up, test_lacks, tear_down);
  return g_test_run ();
}
