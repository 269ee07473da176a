/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-csv.h"

/* Rows by |, fields by ;. */
static char *
show (GPtrArray *rows)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (rows, i);

      if (i > 0)
        g_string_append_c (out, '|');
      for (guint j = 0; j < row->len; j++)
        g_string_append_printf (out, "%s%s", j > 0 ? ";" : "", (char *)g_ptr_array_index (row, j));
    }
  return g_string_free (out, FALSE);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } cases[] = {
    { "a,b\nc,d\n", "a;b|c;d" },
    { "a,b\r\nc,d", "a;b|c;d" },
    { "a,b\rc,d\r", "a;b|c;d" },
    { "\xef\xbb\xbf"
      "a,b",
      "a;b" },
    { "\"a,b\",\"c\"\"d\"\n", "a,b;c\"d" },
    { "\"两\n行\",x", "两\n行;x" },
    { "a,,\n", "a;;" },
    { "\"\",b", ";b" },
    { "a\n\nb", "a||b" },
    { "a\"b,c", "a\"b;c" },
    { "\"never ends", "never ends" },
    { "", "" },
    { "a,b,c\nd", "a;b;c|d" },
    { "\"a\" ,b", "a ;b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rows = ka_csv_parse (cases[i].text, -1, ',');
      g_autofree char *shown = show (rows);

      g_assert_cmpstr (shown, ==, cases[i].rows);
    }
}

static void
test_separator (void)
{
  g_autoptr (GPtrArray) rows = ka_csv_parse ("a\tb,c\nd\te", -1, '\t');
  g_autofree char *shown = show (rows);

  g_assert_cmpstr (shown, ==, "a;b,c|d;e");
}

/* What is written is read back, whatever the text. */
static void
test_round_trip (void)
{
  static const char *const pieces[] = { "a", ",", "\"", "\n", "\r", "矿", " ", ";", "\t", "" };

  for (int n = 0; n < 5000; n++)
    {
      g_autoptr (GString) field = g_string_new (NULL);
      g_autoptr (GString) line = g_string_new ("x,");
      g_autoptr (GPtrArray) rows = NULL;
      GPtrArray *row;

      for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
        g_string_append (field, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      ka_csv_append (line, field->str);
      g_string_append (line, ",y\r\n");
      rows = ka_csv_parse (line->str, (gssize)line->len, ',');
      g_assert_cmpuint (rows->len, ==, 1);
      row = g_ptr_array_index (rows, 0);
      g_assert_cmpuint (row->len, ==, 3);
      g_assert_cmpstr (g_ptr_array_index (row, 1), ==, field->str);
      g_assert_cmpstr (g_ptr_array_index (row, 2), ==, "y");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/csv/parse", test_parse);
  g_test_add_func ("/core/csv/separator", test_separator);
  g_test_add_func ("/core/csv/round-trip", test_round_trip);
  return g_test_run ();
}
