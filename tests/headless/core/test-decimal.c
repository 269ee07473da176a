/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-decimal.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    guint places;
    const char *canonical; /* NULL: no number */
    gboolean rounded;
  } cases[] = {
    { "15.6", 2, "15.6", FALSE },
    { "15.600000000000001", 2, "15.6", FALSE },
    { "0.30000000000000004", 2, "0.3", FALSE },
    { "58.299999999999997", 1, "58.3", FALSE },
    { "106.15416700000000105", 6, "106.154167", FALSE },
    { "2.6749999999999998", 2, "2.68", TRUE }, /* is 2.675 */
    { "2.675", 2, "2.68", TRUE },
    { "-2.675", 2, "-2.68", TRUE },
    { "2.674", 2, "2.67", TRUE },
    { "9.995", 2, "10", TRUE },
    { "0.004", 2, "0", TRUE },
    { "0.005", 2, "0.01", TRUE },
    { "99.5", 0, "100", TRUE },
    { "1,234.5", 2, "1234.5", FALSE },
    { "1,234,567", 0, "1234567", FALSE },
    { "12,34", 0, NULL, FALSE },
    { "1,2345", 0, NULL, FALSE },
    { ",123", 0, NULL, FALSE },
    { "007", 0, "7", FALSE },
    { "+5", 0, "5", FALSE },
    { "-0", 2, "0", FALSE },
    { "-0.50", 2, "-0.5", FALSE },
    { ".5", 2, "0.5", FALSE },
    { "5.", 2, "5", FALSE },
    { ".", 2, NULL, FALSE },
    { "", 2, NULL, FALSE },
    { "-", 2, NULL, FALSE },
    { "1.2.3", 2, NULL, FALSE },
    { "1e5", 2, NULL, FALSE },
    { "十二", 2, NULL, FALSE },
    { "9223372036854775807", 0, "9223372036854775807", FALSE },
    { "9223372036854775808", 0, NULL, FALSE },
    { "92233720368547758.07", 2, "92233720368547758.07", FALSE },
    { "92233720368547759", 2, NULL, FALSE },
    { "123456789012345678901234567890123456789012345678901234567890123456789", 0, NULL, FALSE },
    { "0.000000000000000000000000000000000000000001", 2, "0", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = 0;
      gboolean rounded = FALSE, good;
      g_autofree char *canonical = NULL;

      g_test_message ("%s with %u places", cases[i].text, cases[i].places);
      good = ka_decimal_parse (cases[i].text, cases[i].places, &value, &rounded);
      if (good)
        canonical = ka_decimal_format (value, cases[i].places);
      g_assert_cmpstr (canonical, ==, cases[i].canonical);
      if (good)
        g_assert_cmpint (rounded, ==, cases[i].rounded);
    }
}

/* What a spreadsheet makes of a decimal (the nearest double, 17 digits) gives the decimal back. */
static void
test_binary_tails (void)
{
  for (int i = 0; i < 200000; i++)
    {
      gint64 value = g_test_rand_int_range (0, 2000000000);
      g_autofree char *written = ka_decimal_format (value, 4);
      char text[64];
      gint64 back;
      gboolean rounded;

      g_snprintf (text, sizeof text, "%.17g", g_ascii_strtod (written, NULL));
      if (strchr (text, 'e') != NULL)
        continue;
      g_assert_true (ka_decimal_parse (text, 4, &back, &rounded));
      g_assert_cmpint (back, ==, value);
      g_assert_false (rounded);
    }
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 100000; i++)
    {
      guint places = (guint)g_test_rand_int_range (0, 7);
      gint64 value = (gint64)g_test_rand_int () * 1048576 + g_test_rand_int ();
      g_autofree char *text = ka_decimal_format (value, places);
      g_autofree char *shown = ka_decimal_display (value, places, 0);
      gint64 back, from_shown;

      g_assert_true (ka_decimal_parse (text, places, &back, NULL));
      g_assert_true (ka_decimal_parse (shown, places, &from_shown, NULL));
      g_assert_cmpint (back, ==, value);
      g_assert_cmpint (from_shown, ==, value);
    }
}

static void
test_display (void)
{
  static const struct
  {
    gint64 value;
    guint places;
    guint min_places;
    const char *shown;
  } cases[] = {
    { 1234500, 2, 2, "12,345.00" },
    { 1234500, 2, 0, "12,345" },
    { 100, 0, 0, "100" },
    { 1000, 0, 0, "1,000" },
    { -1000, 0, 0, "-1,000" },
    { 5, 2, 0, "0.05" },
    { 0, 2, 2, "0.00" },
    { 1560, 2, 1, "15.6" },
    { 1234567890, 0, 0, "1,234,567,890" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown
        = ka_decimal_display (cases[i].value, cases[i].places, cases[i].min_places);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_ratio (void)
{
  static const struct
  {
    gint64 a;
    gint64 b;
    const char *ratio;
  } cases[] = {
    { 28, 48, "58.3" }, { 138, 148, "93.2" }, { 0, 48, "0.0" },    { 48, 48, "100.0" },
    { 1, 0, "—" },      { 1, 3, "33.3" },     { 2, 3, "66.7" },    { 1, 8, "12.5" },
    { 1, 16, "6.3" },   { 5, 2000, "0.3" },   { 49, 2000, "2.5" }, { 3, 2, "150.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ratio = ka_ratio_format (cases[i].a, cases[i].b);

      g_assert_cmpstr (ratio, ==, cases[i].ratio);
    }
}

static void
test_multiply (void)
{
  gint64 product = 7;

  g_assert_true (ka_multiply (3, -4, &product));
  g_assert_cmpint (product, ==, -12);
  g_assert_false (ka_multiply (G_MAXINT64, 2, &product));
  g_assert_cmpint (product, ==, -12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/decimal/parse", test_parse);
  g_test_add_func ("/core/decimal/binary-tails", test_binary_tails);
  g_test_add_func ("/core/decimal/round-trip", test_round_trip);
  g_test_add_func ("/core/decimal/display", test_display);
  g_test_add_func ("/core/decimal/ratio", test_ratio);
  g_test_add_func ("/core/decimal/multiply", test_multiply);
  return g_test_run ();
}
