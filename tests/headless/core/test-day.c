/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-day.h"
#include "ka-error.h"

static void
test_round_trip (void)
{
  KaDay day = ka_day_from_ymd (1, 1, 1);

  g_assert_cmpint (ka_day_from_ymd (1970, 1, 1), ==, 0);
  g_assert_cmpint (ka_day_from_ymd (9999, 12, 31), ==, KA_DAY_FOREVER);
  /* Every day of a century and a half, and the ends of all that can be written. */
  for (KaDay d = ka_day_from_ymd (1899, 12, 25); d < ka_day_from_ymd (2051, 1, 10); d++)
    {
      g_autofree char *iso = ka_day_to_iso (d);
      g_autoptr (GDate) date = g_date_new ();
      int year, month, dom;

      ka_day_get_ymd (d, &year, &month, &dom);
      g_assert_true (g_date_valid_dmy ((GDateDay)dom, (GDateMonth)month, (GDateYear)year));
      g_date_set_dmy (date, (GDateDay)dom, (GDateMonth)month, (GDateYear)year);
      g_assert_cmpint ((int)g_date_get_julian (date) - 719163, ==, d);
      g_assert_cmpint (ka_day_from_iso (iso), ==, d);
    }
  for (int i = 0; i < 800; i++)
    {
      int year, month, dom;

      ka_day_get_ymd (day, &year, &month, &dom);
      g_assert_cmpint (ka_day_from_ymd (year, month, dom), ==, day);
      day++;
    }
}

static void
test_no_such_day (void)
{
  static const int days[][3]
    = { { 2025, 2, 29 }, { 2100, 2, 29 }, { 2025, 4, 31 }, { 2025, 13, 1 },  { 2025, 0, 1 },
        { 2025, 1, 0 },  { 0, 1, 1 },     { 10000, 1, 1 }, { 2025, 12, 32 }, { 2025, -1, 5 } };
  static const char *const isos[]
    = { "2025-2-03", "2025-02-30", "20250203", "2025-02-03 ", "2025/02/03", "", "x", "2025-02-0" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_cmpint (ka_day_from_ymd (days[i][0], days[i][1], days[i][2]), ==, KA_DAY_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (isos); i++)
    g_assert_cmpint (ka_day_from_iso (isos[i]), ==, KA_DAY_NONE);
  g_assert_cmpint (ka_day_from_iso (NULL), ==, KA_DAY_NONE);
  g_assert_cmpint (ka_day_from_ymd (2024, 2, 29), !=, KA_DAY_NONE);
  g_assert_cmpint (ka_day_from_ymd (2000, 2, 29), !=, KA_DAY_NONE);
}

static void
test_months (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } cases[] = {
    { "2025-01-31", 1, "2025-02-28" },  { "2024-01-31", 1, "2024-02-29" },
    { "2025-03-31", -1, "2025-02-28" }, { "2025-12-15", 1, "2026-01-15" },
    { "2025-01-15", -1, "2024-12-15" }, { "2024-02-29", 36, "2027-02-28" },
    { "2024-02-29", 12, "2025-02-28" }, { "9999-12-31", 12, "9999-12-31" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *to
        = ka_day_to_iso (ka_day_add_months (ka_day_from_iso (cases[i].from), cases[i].months));

      g_assert_cmpstr (to, ==, cases[i].to);
    }
  g_assert_cmpint (ka_day_add_months (ka_day_from_ymd (9999, 1, 1), 12), ==, KA_DAY_NONE);
  g_assert_cmpint (ka_day_month_end (ka_day_from_ymd (2024, 2, 3)), ==,
                   ka_day_from_ymd (2024, 2, 29));
  g_assert_cmpint (ka_day_month_start (ka_day_from_ymd (2024, 2, 3)), ==,
                   ka_day_from_ymd (2024, 2, 1));
}

static void
test_quarters (void)
{
  KaQuarter quarter = ka_quarter_from_text ("2025Q4");
  g_autofree char *text = ka_quarter_to_text (quarter);
  g_autofree char *chinese = ka_quarter_to_chinese (quarter);
  static const char *const bad[] = { "2025Q5", "2025Q0", "2025q4", "2025Q44", "2025", "", "Q4" };

  g_assert_cmpint (quarter, ==, 8103);
  g_assert_cmpstr (text, ==, "2025Q4");
  g_assert_cmpstr (chinese, ==, "2025年第四季度");
  g_assert_cmpint (ka_quarter_start (quarter), ==, ka_day_from_ymd (2025, 10, 1));
  g_assert_cmpint (ka_quarter_end (quarter), ==, ka_day_from_ymd (2025, 12, 31));
  g_assert_cmpint (ka_quarter_end (quarter - 2), ==, ka_day_from_ymd (2025, 6, 30));
  g_assert_cmpint (ka_quarter_of (ka_day_from_ymd (2026, 1, 1)), ==, quarter + 1);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (ka_quarter_from_text (bad[i]), ==, KA_QUARTER_NONE);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *iso; /* NULL: refused */
  } cases[] = {
    { "2027.1.31", "2027-01-31" },
    { "2027/1/31", "2027-01-31" },
    { "2027-01-31", "2027-01-31" },
    { "2027年1月31日", "2027-01-31" },
    { "2027 年 1 月 31 日", "2027-01-31" },
    { "２０２７年１月３１日", "2027-01-31" },
    { "2027年1月31", "2027-01-31" },
    { "2027年1月31号", "2027-01-31" },
    { "20270131", "2027-01-31" },
    { "　2027.01.31　", "2027-01-31" },
    { "2027—1—31", "2027-01-31" },
    { "2027-01-31 00:00:00", "2027-01-31" },
    { "2027-1-31T00:00:00", "2027-01-31" },
    { "2025年2月19日前", "2025-02-19" },
    { "2025年2月19日止", "2025-02-19" },
    { "长期", "9999-12-31" },
    { "长 期", "9999-12-31" },
    { "长期有效", "9999-12-31" },
    { "9999-12-31", "9999-12-31" },
    { "2027-02-30", NULL },
    { "2025年13月5日", NULL },
    { "2026年2月29日", NULL },
    { "2025.9.31", NULL },
    { "2025.3", NULL },
    { "2025年3月", NULL },
    { "25.3.5", NULL },
    { "2025-3.5", NULL },
    { "2025年3-5", NULL },
    { "2025.11.11-11.12", NULL },
    { "2016.1.22～2026.1.21", NULL },
    { "45708", NULL },
    { "7日内", NULL },
    { "未公示", NULL },
    { "/", NULL },
    { "2025年3月5日15时", NULL },
    { "2025.3.512", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      KaDay day = KA_DAY_NONE;
      gboolean good = ka_day_parse (cases[i].text, &day, &error);
      g_autofree char *iso = good ? ka_day_to_iso (day) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (iso, ==, cases[i].iso);
      if (!good)
        {
          g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
          g_assert_true (g_str_has_suffix (error->message, "。"));
        }
    }
}

static void
test_weekday (void)
{
  g_assert_cmpint (ka_day_weekday (ka_day_from_ymd (1970, 1, 1)), ==, 4);
  g_assert_cmpint (ka_day_weekday (ka_day_from_ymd (1969, 12, 28)), ==, 7);
  g_assert_cmpint (ka_day_weekday (ka_day_from_ymd (1969, 12, 29)), ==, 1);
  g_assert_cmpint (ka_day_weekday (ka_day_from_ymd (2026, 11, 22)), ==, 7);
}

static void
test_today (void)
{
  g_autofree char *now = NULL;
  g_autofree char *chinese = ka_day_to_chinese (ka_day_from_ymd (2025, 3, 5));
  g_autofree char *forever = ka_day_to_chinese (KA_DAY_FOREVER);

  ka_set_today (ka_day_from_ymd (2025, 12, 31));
  g_assert_cmpint (ka_today (), ==, ka_day_from_ymd (2025, 12, 31));
  now = ka_now ();
  g_assert_true (g_str_has_prefix (now, "2025-12-31T"));
  g_assert_cmpuint (strlen (now), ==, 19);
  ka_set_today (KA_DAY_NONE);
  g_assert_cmpint (ka_today (), >, ka_day_from_ymd (2025, 1, 1));
  g_assert_cmpstr (chinese, ==, "2025年3月5日");
  g_assert_cmpstr (forever, ==, "长期");
  g_assert_null (ka_day_to_iso (KA_DAY_NONE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/day/round-trip", test_round_trip);
  g_test_add_func ("/core/day/no-such-day", test_no_such_day);
  g_test_add_func ("/core/day/months", test_months);
  g_test_add_func ("/core/day/quarters", test_quarters);
  g_test_add_func ("/core/day/parse", test_parse);
  g_test_add_func ("/core/day/weekday", test_weekday);
  g_test_add_func ("/core/day/today", test_today);
  return g_test_run ();
}
