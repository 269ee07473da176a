/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-day.h>
#include <ka-workdays.h>

static KaLedger *
open_ledger (char **folder)
{
  *folder = test_folder_new ();
  return test_ledger_new (*folder);
}

static KaDay
day (const char *iso)
{
  KaDay day = ka_day_from_iso (iso);

  g_assert_cmpint (day, !=, KA_DAY_NONE);
  return day;
}

/* From the notices of the State Council, and the count that a county published (宽城区 2025: 248). */
static void
test_years (void)
{
  char *folder;
  g_autoptr (KaLedger) ledger = open_ledger (&folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaWorkdays) workdays = ka_workdays_new (ledger, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ka_workdays_of_year (workdays, 2025), ==, 248);
  g_assert_cmpint (ka_workdays_of_year (workdays, 2026), ==, 248);
  g_assert_true (ka_workdays_knows (workdays, 2025));
  g_assert_true (ka_workdays_knows (workdays, 2026));
  /* Monday to Friday only, and it says so. */
  g_assert_false (ka_workdays_knows (workdays, 2024));
  g_assert_cmpint (ka_workdays_of_year (workdays, 2024), ==, 262);
  g_assert_false (ka_workdays_knows (workdays, 1969));
  g_assert_cmpint (ka_workdays_of_year (workdays, 1969), ==, 261);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static const struct
{
  const char *from;
  int n;
  const char *to;
} terms[] = {
  { "2025-09-25", 5, "2025-10-09" }, /* over a Sunday worked and eight days off */
  { "2025-09-25", 0, "2025-09-25" },
  { "2025-09-27", 1, "2025-09-28" }, /* a Saturday off, a Sunday worked */
  { "2025-10-01", 1, "2025-10-09" }, /* eight days off */
  { "2025-10-10", 1, "2025-10-11" }, /* a Saturday worked */
  { "2025-10-11", 1, "2025-10-13" },
  { "2026-02-13", 1, "2026-02-14" }, /* Saturday worked, then nine days off */
  { "2026-02-14", 1, "2026-02-24" },
  { "2026-01-01", 7, "2026-01-12" }, /* 4 January, a Sunday, is worked */
  { "2025-12-31", 1, "2026-01-04" },
  { "2024-03-01", 1, "2024-03-04" }, /* a year without a table */
  { "2026-01-04", -1, "2025-12-31" },
  { "2025-10-09", -5, "2025-09-25" },
};

static void
test_terms (void)
{
  char *folder;
  g_autoptr (KaLedger) ledger = open_ledger (&folder);
  g_autoptr (KaWorkdays) workdays = ka_workdays_new (ledger, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      KaDay to = ka_workdays_add (workdays, day (terms[i].from), terms[i].n);
      g_autofree char *iso = ka_day_to_iso (to);

      g_test_message ("%s %+d", terms[i].from, terms[i].n);
      g_assert_cmpstr (iso, ==, terms[i].to);
      /* Three-sided: the days in between are as many as were asked for. */
      if (terms[i].n > 0)
        g_assert_cmpint (ka_workdays_count (workdays, day (terms[i].from) + 1, to), ==, terms[i].n);
    }
  g_assert_cmpint (ka_workdays_add (workdays, KA_DAY_FOREVER, 5), ==, KA_DAY_FOREVER);
  g_assert_cmpint (ka_workdays_count (workdays, day ("2025-01-02"), day ("2025-01-01")), ==, 0);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* What the office changes counts from then on. */
static void
test_edited (void)
{
  char *folder;
  g_autoptr (KaLedger) ledger = open_ledger (&folder);
  g_autoptr (KaWorkdays) before = ka_workdays_new (ledger, NULL), after = NULL;

  g_assert_true (ka_workdays_is_workday (before, day ("2027-01-01")));
  test_save (ledger, "holiday", "day", "2027-01-01", "kind", "放假", "name", "元旦", NULL);
  test_save (ledger, "holiday", "day", "2027-01-03", "kind", "调休上班", NULL);
  after = ka_workdays_new (ledger, NULL);
  g_assert_false (ka_workdays_is_workday (after, day ("2027-01-01")));
  g_assert_true (ka_workdays_is_workday (after, day ("2027-01-03")));
  g_assert_cmpint (ka_workdays_of_year (after, 2027), ==, ka_workdays_of_year (before, 2027));
  g_assert_true (ka_workdays_knows (after, 2027));
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/rules/workdays/years", test_years);
  g_test_add_func ("/rules/workdays/terms", test_terms);
  g_test_add_func ("/rules/workdays/edited", test_edited);
  return g_test_run ();
}
