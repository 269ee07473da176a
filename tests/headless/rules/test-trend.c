/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-indicator.h>

#include "store-test.h"

static void
set_today (const char *day)
{
  ka_set_today (ka_day_from_iso (day));
}

static void
assert_point (GPtrArray *points, guint i, const char *quarter, KaBasis basis, const char *value)
{
  const KaPoint *point = g_ptr_array_index (points, i);
  const KaResult *result = g_ptr_array_index (point->results, 0);
  g_autofree char *name = ka_quarter_to_text (point->quarter);

  g_assert_cmpstr (name, ==, quarter);
  g_assert_cmpint (point->basis, ==, basis);
  g_assert_cmpstr (result->value, ==, value);
}

static GPtrArray *
trend (KaLedger *ledger, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *points = ka_indicator_trend (ledger, ka_indicator_get ("video"),
                                          ka_quarter_from_text ("2025Q4"), n, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (points->len, ==, n);
  return points;
}

static void
test_trend (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (KaLedger) old = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) then = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *revision = NULL;
  gint64 enterprise, a, b, head;

  set_today ("2025-05-10");
  ledger = test_ledger_new (folder);
  enterprise = test_enterprise (ledger, "重庆甲矿业有限公司");
  a = test_mine (ledger, enterprise, "甲矿");
  b = test_mine (ledger, enterprise, "乙矿");
  test_change (ledger, "mine", a, "video", "0");
  test_change (ledger, "mine", b, "video", "0");
  set_today ("2025-08-20");
  test_change (ledger, "mine", a, "video", "1");
  head = ka_ledger_get_head (ledger);
  set_today ("2025-12-20");
  test_change (ledger, "mine", b, "video", "1");

  before = trend (ledger, 4);
  /* The ledger is younger than the first quarter: its present rows. */
  assert_point (before, 0, "2025Q1", KA_BASIS_ESTIMATE, "100.0");
  assert_point (before, 1, "2025Q2", KA_BASIS_REVISION, "0.0");
  assert_point (before, 2, "2025Q3", KA_BASIS_REVISION, "50.0");
  assert_point (before, 3, "2025Q4", KA_BASIS_REVISION, "100.0");

  /* What was sent goes before what stood there on the last day. */
  revision = g_strdup_printf ("%" G_GINT64_FORMAT, head);
  test_save (ledger, "frozen", "quarter", "2025Q2", "edition", "1", "revision", "1", "on_day",
             "2025-07-01", NULL);
  test_save (ledger, "frozen", "quarter", "2025Q2", "edition", "2", "revision", revision, "on_day",
             "2025-07-02", NULL);
  after = trend (ledger, 4);
  assert_point (after, 1, "2025Q2", KA_BASIS_FROZEN, "50.0");
  assert_point (after, 2, "2025Q3", KA_BASIS_REVISION, "50.0");

  /* A ledger as of a revision knows nothing of what came later. */
  old = ka_ledger_open_as_of (ledger, head, NULL);
  then = trend (old, 4);
  assert_point (then, 0, "2025Q1", KA_BASIS_ESTIMATE, "50.0");
  assert_point (then, 1, "2025Q2", KA_BASIS_REVISION, "0.0");
  assert_point (then, 3, "2025Q4", KA_BASIS_REVISION, "50.0");

  all = ka_indicator_trend (ledger, NULL, ka_quarter_from_text ("2025Q4"), 1, NULL);
  g_assert_cmpuint (((KaPoint *)all->pdata[0])->results->len, ==, 19);
  g_clear_object (&old);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
  ka_set_today (KA_DAY_NONE);
}

/* A ledger that was made, but not filled before the quarter's end, knows nothing of that quarter. */
static void
test_begun_late (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GPtrArray) points = NULL;
  gint64 enterprise, mine;

  set_today ("2025-09-29");
  ledger = test_ledger_new (folder);
  ka_ledger_set_setting (ledger, "report.contact", "张某", NULL);
  set_today ("2025-10-09");
  enterprise = test_enterprise (ledger, "重庆甲矿业有限公司");
  mine = test_mine (ledger, enterprise, "甲矿");
  test_change (ledger, "mine", mine, "video", "1");
  points = trend (ledger, 2);
  assert_point (points, 0, "2025Q3", KA_BASIS_ESTIMATE, "100.0");
  assert_point (points, 1, "2025Q4", KA_BASIS_REVISION, "100.0");
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
  ka_set_today (KA_DAY_NONE);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/trend/quarters", test_trend);
  g_test_add_func ("/trend/begun-late", test_begun_late);
  return g_test_run ();
}
