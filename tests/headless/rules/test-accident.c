/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grade on each side of every bound, in C and in SQL; the hour of the report; the investigation. */
#include "config.h"

#include <ka-accident-stats.h>
#include <ka-accident.h>
#include <ka-query.h>

#include "store-test.h"

#include <string.h>

static const struct
{
  const char *deaths, *serious, *loss, *grade; /* the last: laid down by the investigation */
  KaAccidentGrade expected;
} GRADES[] = {
  { NULL, NULL, NULL, NULL, KA_ACCIDENT_UNGRADED },
  { "0", NULL, NULL, NULL, KA_ACCIDENT_ORDINARY },
  { "2", "9", "999.9999", NULL, KA_ACCIDENT_ORDINARY },
  { "3", NULL, NULL, NULL, KA_ACCIDENT_LARGER },
  { "9", NULL, NULL, NULL, KA_ACCIDENT_LARGER },
  { "10", NULL, NULL, NULL, KA_ACCIDENT_MAJOR },
  { "29", NULL, NULL, NULL, KA_ACCIDENT_MAJOR },
  { "30", NULL, NULL, NULL, KA_ACCIDENT_EXTREME },
  { NULL, "9", NULL, NULL, KA_ACCIDENT_ORDINARY },
  { NULL, "10", NULL, NULL, KA_ACCIDENT_LARGER },
  { NULL, "49", NULL, NULL, KA_ACCIDENT_LARGER },
  { NULL, "50", NULL, NULL, KA_ACCIDENT_MAJOR },
  { NULL, "99", NULL, NULL, KA_ACCIDENT_MAJOR },
  { NULL, "100", NULL, NULL, KA_ACCIDENT_EXTREME },
  { NULL, NULL, "999.9999", NULL, KA_ACCIDENT_ORDINARY },
  { NULL, NULL, "1000", NULL, KA_ACCIDENT_LARGER },
  { NULL, NULL, "4999.9999", NULL, KA_ACCIDENT_LARGER },
  { NULL, NULL, "5000", NULL, KA_ACCIDENT_MAJOR },
  { NULL, NULL, "9999.9999", NULL, KA_ACCIDENT_MAJOR },
  { NULL, NULL, "10000", NULL, KA_ACCIDENT_EXTREME },
  /* the highest of the three */
  { "1", "50", "1000", NULL, KA_ACCIDENT_MAJOR },
  { "3", "0", "10000", NULL, KA_ACCIDENT_EXTREME },
  /* what the investigation says goes before the figures */
  { "3", NULL, NULL, "一般", KA_ACCIDENT_ORDINARY },
  { "0", NULL, NULL, "特别重大", KA_ACCIDENT_EXTREME },
  { NULL, NULL, NULL, "较大", KA_ACCIDENT_LARGER },
};

static KaRecord *
make_accident (void)
{
  KaRecord *accident = ka_record_new (ka_kind_get ("accident"));

  ka_record_set (accident, "title", "甲矿事故");
  ka_record_set (accident, "occurred", "2025-08-14T15:20");
  return accident;
}

static void
test_grade (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (GRADES); i++)
    {
      g_autoptr (KaRecord) accident = make_accident ();
      g_autoptr (KaQuery) query = ka_query_new (accident->kind);
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *title = g_strdup_printf ("事故%u", i);
      g_autofree char *predicate
        = g_strdup_printf (KA_ACCIDENT_GRADE_SQL ("t") " = %u", GRADES[i].expected);

      ka_record_set (accident, "title", title);
      ka_record_set (accident, "deaths", GRADES[i].deaths);
      ka_record_set (accident, "serious", GRADES[i].serious);
      ka_record_set (accident, "loss", GRADES[i].loss);
      ka_record_set (accident, "grade", GRADES[i].grade);
      g_assert_cmpint (ka_accident_grade (accident), ==, GRADES[i].expected);
      if (GRADES[i].grade == NULL)
        g_assert_cmpint (ka_accident_grade_computed (accident), ==, GRADES[i].expected);
      ka_ledger_save (ledger, accident, &error);
      g_assert_no_error (error);
      ka_query_filter (query, "title", KA_OP_EQ, title);
      ka_query_set_predicate (query, predicate, NULL);
      ids = ka_query_ids (query, ledger, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ids->len, ==, 1);
    }
  g_assert_cmpstr (ka_accident_grade_name (KA_ACCIDENT_EXTREME), ==, "特别重大");
  g_assert_null (ka_accident_grade_name (KA_ACCIDENT_UNGRADED));
  g_clear_object (&ledger);
  test_folder_remove (folder);
  g_steal_pointer (&folder);
}

static void
test_report (void)
{
  g_autoptr (KaRecord) accident = make_accident ();
  gint64 minutes;

  g_assert_false (ka_accident_report_minutes (accident, &minutes));
  ka_record_set (accident, "known", "2025-08-14T23:30");
  g_assert_false (ka_accident_report_minutes (accident, &minutes));
  ka_record_set (accident, "reported", "2025-08-15T00:30");
  g_assert_true (ka_accident_report_minutes (accident, &minutes));
  g_assert_cmpint (minutes, ==, KA_ACCIDENT_REPORT_MINUTES);
  ka_record_set (accident, "reported", "2025-08-15T00:31");
  g_assert_true (ka_accident_report_minutes (accident, &minutes));
  g_assert_cmpint (minutes, ==, KA_ACCIDENT_REPORT_MINUTES + 1);
}

static void
test_investigation (void)
{
  g_autoptr (KaRecord) accident = make_accident ();

  g_assert_cmpint (ka_accident_investigation_end (accident), ==, ka_day_from_iso ("2025-10-13"));
  g_assert_false (ka_accident_extended_too_far (accident));
  ka_record_set (accident, "extended_until", "2025-12-12");
  g_assert_cmpint (ka_accident_investigation_end (accident), ==, ka_day_from_iso ("2025-12-12"));
  g_assert_false (ka_accident_extended_too_far (accident));
  ka_record_set (accident, "extended_until", "2025-12-13");
  g_assert_true (ka_accident_extended_too_far (accident));
}

static void
add (KaLedger *ledger, const char *occurred, const char *category, const char *deaths, gint64 mine)
{
  g_autoptr (KaRecord) accident = make_accident ();
  g_autofree char *id = mine != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, mine) : NULL;
  g_autoptr (GError) error = NULL;

  ka_record_set (accident, "title", occurred);
  ka_record_set (accident, "occurred", occurred);
  ka_record_set (accident, "category", category);
  ka_record_set (accident, "deaths", deaths);
  ka_record_set (accident, "mine", id);
  ka_ledger_save (ledger, accident, &error);
  g_assert_no_error (error);
}

/* Every division counts every accident once, and what it counts is what its list shows. */
static void
test_stats (void)
{
  static const char *const expected[KA_ACCIDENTS_N_DIVISIONS] = {
    "2024:1/0 2025:3/1", "02:1/0 08:3/1", "坍塌:2/1 :1/0 物体打击:1/0", "德感街道:3/1 :1/0", ":4/1",
  };
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 mine = test_mine (ledger, test_enterprise (ledger, "甲公司"), "甲矿");
  KaDay on = ka_day_from_ymd (2025, 12, 31);

  test_change (ledger, "mine", mine, "town", "德感街道");
  add (ledger, "2025-08-14T15:20", "坍塌", "3", mine);
  add (ledger, "2025-08-15T15:20", "坍塌", "1", mine);
  add (ledger, "2025-02-01T08:00", "物体打击", NULL, mine);
  add (ledger, "2024-08-01T08:00", NULL, "0", 0);
  add (ledger, "2026-01-01T00:00", "坍塌", "1", mine); /* after the day */
  for (guint d = 0; d < KA_ACCIDENTS_N_DIVISIONS; d++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) counts = ka_accident_stats (ledger, d, on, &error);
      g_autoptr (GString) said = g_string_new (NULL);

      g_assert_no_error (error);
      for (guint i = 0; i < counts->len; i++)
        {
          const KaAccidentCount *count = g_ptr_array_index (counts, i);
          g_autoptr (KaQuery) query = ka_accident_stats_query (d, count->value, on);
          g_autoptr (GArray) ids = ka_query_ids (query, ledger, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (ids->len, ==, count->accidents);
          g_string_append_printf (said, "%s%s:%u/%u", i > 0 ? " " : "", count->value,
                                  count->accidents, count->larger);
        }
      g_assert_cmpstr (said->str, ==, expected[d]);
      g_assert_nonnull (ka_accident_division_name (d));
    }
  g_clear_object (&ledger);
  test_folder_remove (folder);
  g_steal_pointer (&folder);
}

static void
test_reply (void)
{
  g_autoptr (KaRecord) accident = make_accident ();

  g_assert_cmpint (ka_accident_reply_end (accident), ==, KA_DAY_NONE);
  ka_record_set (accident, "submitted", "2025-10-01");
  g_assert_cmpint (ka_accident_reply_end (accident), ==, ka_day_from_iso ("2025-10-16"));
  ka_record_set (accident, "deaths", "30");
  g_assert_cmpint (ka_accident_reply_end (accident), ==, ka_day_from_iso ("2025-10-31"));
}

/* Rates against a reckoning by hand, half up; what is not known is said. */
static void
test_rates (void)
{
  static const struct
  {
    gint64 count, output; /* 万吨 × 100 */
    const char *rate;
  } RATES[] = {
    { 1, 10000, "1" }, /* a million tonnes */
    { 1, 20000, "0.5" },      { 0, 12345, "0" },    { 1, 30000, "0.333" }, { 2, 30000, "0.667" },
    { 1, 16000000, "0.001" }, /* 0.000625 */
    { 1, 20000001, "0" },     { 3, 450, "66.667" }, { 1, 0, NULL },        { 1, -1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (RATES); i++)
    {
      g_autofree char *rate = ka_accident_rate (RATES[i].count, RATES[i].output);

      g_assert_cmpstr (rate, ==, RATES[i].rate);
    }
}

static void
save (KaLedger *ledger, const char *kind, const char *values)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get (kind));
  g_auto (GStrv) pairs = g_strsplit (values, "|", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      *equals = '\0';
      ka_record_set (record, pairs[i], equals + 1);
    }
  ka_ledger_save (ledger, record, &error);
  g_assert_no_error (error);
}

static void
test_years (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 enterprise = test_enterprise (ledger, "甲公司");
  gint64 first = test_mine (ledger, enterprise, "甲矿"),
         second = test_mine (ledger, enterprise, "乙矿");
  g_autofree char *of_first
    = g_strdup_printf ("mine=%" G_GINT64_FORMAT "|year=2023|output=60", first);
  g_autofree char *newer
    = g_strdup_printf ("mine=%" G_GINT64_FORMAT "|year=2024|output=100", first);
  g_autoptr (GPtrArray) years = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *remark = NULL;
  const KaAccidentYear *year;

  test_change (ledger, "mine", first, "output", "999");
  test_change (ledger, "mine", first, "status", "生产");
  test_change (ledger, "mine", second, "output", "50");
  test_change (ledger, "mine", second, "status", "生产");
  save (ledger, "mine_output", of_first);
  save (ledger, "mine_output", newer);
  save (ledger, "accident", "title=甲|occurred=2023-03-01T10:00|deaths=3|serious=1|loss=100.5");
  save (ledger, "accident", "title=乙|occurred=2025-03-01T10:00|deaths=1");
  save (ledger, "accident", "title=丙|occurred=2025-12-01T10:00|deaths=1");
  years = ka_accident_years (ledger, ka_day_from_iso ("2025-06-30"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (years->len, ==, 3);
  year = years->pdata[0];
  g_assert_cmpint (year->year, ==, 2023);
  g_assert_cmpuint (year->accidents, ==, 1);
  g_assert_cmpint (year->deaths, ==, 3);
  g_assert_cmpint (year->serious, ==, 1);
  g_assert_cmpint (year->loss, ==, 1005000);
  g_assert_cmpint (year->output, ==, 6000);
  g_assert_cmpuint (year->n_known, ==, 1);
  g_assert_cmpuint (year->n_unknown, ==, 1);
  /* Last year: the year's own output goes before what the mine has; where there is none, the mine's. */
  year = years->pdata[1];
  g_assert_cmpuint (year->accidents, ==, 0);
  g_assert_cmpint (year->output, ==, 15000);
  g_assert_cmpuint (year->n_unknown, ==, 0);
  /* This year has no output yet; what comes after the day is not counted. */
  year = years->pdata[2];
  g_assert_cmpuint (year->accidents, ==, 1);
  g_assert_cmpint (year->output, ==, -1);
  remark = ka_accident_rates_remark (years);
  g_assert_nonnull (strstr (remark, "2023年有1座"));
  g_assert_nonnull (strstr (remark, "2025年没有产量"));
  g_assert_null (strstr (remark, "2024年"));
  g_clear_object (&ledger);
  test_folder_remove (folder);
  g_steal_pointer (&folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/accident/grade", test_grade);
  g_test_add_func ("/rules/accident/report", test_report);
  g_test_add_func ("/rules/accident/investigation", test_investigation);
  g_test_add_func ("/accident/reply", test_reply);
  g_test_add_func ("/accident/rates", test_rates);
  g_test_add_func ("/accident/years", test_years);
  g_test_add_func ("/rules/accident/stats", test_stats);
  return g_test_run ();
}
