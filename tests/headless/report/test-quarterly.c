/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "quarterly-district.h"

#include <ka-decimal.h>

/* ---- text, annexes and indicators agree ---- */

static void
assert_sum (KaFigures *figures, const char *total, ...)
{
  gint64 sum = 0;
  va_list args;

  va_start (args, total);
  for (const char *name = va_arg (args, const char *); name != NULL;
       name = va_arg (args, const char *))
    {
      g_assert_true (ka_figure_known (name));
      sum += ka_figures_number (figures, name);
    }
  va_end (args);
  g_test_message ("%s", total);
  g_assert_cmpint (ka_figures_number (figures, total), ==, sum);
}

static void
check_parts (KaFigures *f)
{
  assert_sum (f, "mines.total", "mines.open_pit", "mines.underground", "mines.combined",
              "mines.tailings", NULL);
  assert_sum (f, "mines.total", "mines.producing", "mines.construction", "mines.suspended",
              "mines.halted", NULL);
  assert_sum (f, "mines.total", "mines.grade_a", "mines.grade_b", "mines.grade_c", "mines.grade_d",
              "mines.ungraded", NULL);
  assert_sum (f, "mines.counted", "mines.large", "mines.medium", "mines.small", "mines.unsized",
              NULL);
  assert_sum (f, "scale.numerator", "mines.large", "mines.medium", NULL);
  assert_sum (f, "scale.denominator", "mines.counted", NULL);
  assert_sum (f, "standard3.numerator", "standard.level1", "standard.level2", "standard.level3",
              NULL);
  assert_sum (f, "standard2.numerator", "standard.level1", "standard.level2", NULL);
  assert_sum (f, "inspections", "inspections.planned", "inspections.random", "inspections.special",
              "inspections.triggered", "inspections.review", "inspections.unsourced", NULL);
  assert_sum (f, "inspections.year", "inspections.clean.year", "inspections.ordered.year",
              "inspections.handled.year", "inspections.prosecuted.year", "inspections.stopped.year",
              NULL);
  assert_sum (f, "hazards", "hazards.general", "hazards.major", NULL);
  assert_sum (f, "hazards.year", "hazards.supervision.year", "hazards.self.year",
              "hazards.expert.year", "hazards.other.year", "hazards.unsourced.year", NULL);
  assert_sum (f, "major_closed.denominator", "majors", NULL);
  assert_sum (f, "major_closed.failing", "majors.open", NULL);
  assert_sum (f, "penalties", "penalties.units", "penalties.persons", NULL);
}

static gint64
sum_list (KaFigures *figures, const char *list, guint column)
{
  GPtrArray *items = ka_figures_items (figures, list);
  gint64 sum = 0;

  for (guint i = 0; i < items->len; i++)
    sum += g_ascii_strtoll (((char **)items->pdata[i])[column], NULL, 10);
  return sum;
}

/* The cells of a column from row to row, as hundred thousandths. */
static gint64
sum_cells (KaTable *table, guint column, guint from, guint to)
{
  gint64 sum = 0;

  for (guint r = from; r < to; r++)
    {
      g_autofree char *text = ka_doc_strip_marks (ka_table_get_cell (table, r, column));
      gint64 value;

      if (g_str_equal (text, "未填"))
        continue;
      g_assert_true (ka_decimal_parse (text, 6, &value, NULL));
      sum += value;
    }
  return sum;
}

/* 3 检查执法情况统计表: months make the year, three of them the quarter, towns the quarter. */
static void
check_statistics (KaQuarterly *report)
{
  const KaAnnex *annex = g_ptr_array_index (report->annexes, 2);
  KaTable *months = g_ptr_array_index (annex->tables, 0);
  KaTable *towns = g_ptr_array_index (annex->tables, 1);
  guint rows = ka_table_get_n_rows (towns);

  g_assert_cmpuint (ka_table_get_n_rows (months), ==, 14);
  for (guint c = 1; c < ka_table_get_n_columns (months); c++)
    {
      if (c == 8)
        continue;
      g_assert_cmpint (sum_cells (months, c, 9, 12), ==, sum_cells (months, c, 12, 13));
      g_assert_cmpint (sum_cells (months, c, 0, 12), ==, sum_cells (months, c, 13, 14));
      g_assert_cmpint (sum_cells (towns, c, 0, rows - 1), ==, sum_cells (towns, c, rows - 1, rows));
      g_assert_cmpint (sum_cells (towns, c, rows - 1, rows), ==, sum_cells (months, c, 12, 13));
    }
}

static guint
count_cells (KaTable *table, guint column, guint rows, const char *word)
{
  guint n = 0;

  for (guint r = 0; r < rows; r++)
    {
      g_autofree char *text = ka_doc_strip_marks (ka_table_get_cell (table, r, column));
      n += g_str_equal (text, word);
    }
  return n;
}

/* 2 “四化六体系”进展表: as many mines are marked as the sum says; what is dated later than the quarter is not. */
static void
check_progress (KaQuarterly *report)
{
  static const struct
  {
    guint column;
    const char *word, *figure;
  } columns[] = {
    { 10, "√", "information.numerator" }, { 11, "√", "video.numerator" },
    { 12, "√", "engineer.numerator" },    { 14, "√", "training_video.numerator" },
    { 15, "已完成", "survey.numerator" }, { 17, "√", "published.numerator" },
  };
  const KaAnnex *annex = g_ptr_array_index (report->annexes, 1);
  KaTable *table = g_ptr_array_index (annex->tables, 0);
  guint rows = ka_table_get_n_rows (table) - 2;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_test_message ("%s", columns[i].figure);
      g_assert_cmpint (count_cells (table, columns[i].column, rows, columns[i].word), ==,
                       ka_figures_number (report->figures, columns[i].figure));
    }
}

/* The rows of an annex are as many as its last row says. */
static void
check_rows (KaQuarterly *report)
{
  static const struct
  {
    guint annex, table, totals;
    const char *figure;
  } tables[] = {
    { 0, 0, 1, "mines.total" },
    { 1, 0, 2, "mines.counted" },
    { 4, 0, 1, "penalties" },
    { 8, 3, 1, "experts" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const KaAnnex *annex = g_ptr_array_index (report->annexes, tables[i].annex);
      KaTable *table = g_ptr_array_index (annex->tables, tables[i].table);

      g_assert_cmpint (ka_table_get_n_rows (table) - tables[i].totals, ==,
                       ka_figures_number (report->figures, tables[i].figure));
    }
  g_assert_cmpuint (((KaAnnex *)g_ptr_array_index (report->annexes, 8))->tables->len, ==, 5);
}

static void
check_texts (KaQuarterly *report)
{
  g_assert_cmpuint (ka_quarterly_n_parts (), ==, 11);
  for (guint i = 0; i < ka_quarterly_n_parts (); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = ka_quarterly_expand (report, i, &error);

      g_assert_no_error (error);
      g_test_message ("%s", ka_quarterly_part_id (i));
      g_assert_cmpstr (text, !=, "");
      g_assert_null (strpbrk (text, "{}\x1c\x1d\x1e"));
      g_assert_null (strstr (text, "//"));
      g_assert_null (strstr (text, "，，"));
      g_assert_null (strstr (text, "。。"));
      g_assert_null (strstr (text, "，。"));
      g_assert_null (strstr (text, "(null)"));
      g_assert_null (strstr (text, "未填人"));
      g_assert_null (strstr (text, "未填万元"));
      g_assert_null (strstr (text, "—起"));
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_agreement (District *fixture, gconstpointer data)
{
  guint32 seed = (guint32)g_test_rand_int ();
  g_autoptr (KaQuarterly) report = NULL;

  district_fill (fixture, seed);
  report = district_report (fixture->ledger);
  check_parts (report->figures);
  g_assert_cmpint (sum_list (report->figures, "minerals", 1), ==,
                   ka_figures_number (report->figures, "mines.total"));
  g_assert_cmpint (sum_list (report->figures, "towns", 1), ==,
                   ka_figures_number (report->figures, "mines.total"));
  g_assert_cmpint (sum_list (report->figures, "triggers", 1), ==,
                   ka_figures_number (report->figures, "inspections"));
  check_statistics (report);
  check_progress (report);
  check_rows (report);
  check_texts (report);
}

/* ---- nothing ---- */

static void
test_empty (District *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = district_report (fixture->ledger);
  GPtrArray *warnings = ka_quarterly_get_warnings (report);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *general = NULL;
  g_autofree char *progress = NULL;
  g_autofree char *xlsx = NULL;

  check_texts (report);
  general = ka_quarterly_expand (report, 1, NULL);
  /* What the page does not have is not referred to. */
  progress = ka_quarterly_expand (report, 2, NULL);
  g_assert_null (strstr (progress, "图1"));
  g_assert_nonnull (strstr (general, "没有在册非煤矿山"));
  g_assert_nonnull (strstr (general, "无上季数据"));
  g_assert_true (g_ptr_array_find_with_equal_func (warnings, "台账里没有在册矿山，请先导入台账。",
                                                   g_str_equal, NULL));
  path = district_write (report, fixture, "empty.pdf");
  xlsx = district_write (report, fixture, "empty.xlsx");
  text = district_run ("pdftotext", "-raw", path, "-", NULL);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "没有在册非煤矿山"));
  g_assert_nonnull (strstr (text, "没有报送典型案例"));
}

/* ---- the officer's text ---- */

static void
test_texts (District *fixture, gconstpointer data)
{
  g_autofree char *shipped = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *back = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed;
  gint64 head, then;

  shipped = ka_quarterly_get_text (fixture->ledger, district_quarter (), 3, &changed);
  g_assert_false (changed);
  head = ka_ledger_get_head (fixture->ledger);
  g_assert_false (
    ka_quarterly_set_text (fixture->ledger, district_quarter (), 3, "{inspectionz}家次", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "{inspectionz}"));
  g_assert_nonnull (strstr (error->message, "{现场检查}"));
  g_clear_error (&error);
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);

  g_assert_true (ka_quarterly_set_text (fixture->ledger, district_quarter (), 3,
                                        "检查{现场检查}家次。", &error));
  edited = ka_quarterly_get_text (fixture->ledger, district_quarter (), 3, &changed);
  g_assert_true (changed);
  g_assert_cmpstr (edited, ==, "检查{现场检查}家次。");
  then = ka_ledger_get_head (fixture->ledger);
  g_assert_cmpint (then, >, head);
  /* Another quarter has its own. */
  test_assert_text (ka_quarterly_get_text (fixture->ledger, district_quarter () + 1, 3, &changed),
                    shipped);

  /* What is as it was shipped is the template again. */
  g_assert_true (ka_quarterly_set_text (fixture->ledger, district_quarter (), 3, shipped, &error));
  back = ka_quarterly_get_text (fixture->ledger, district_quarter (), 3, &changed);
  g_assert_false (changed);
  g_assert_true (ka_quarterly_set_text (fixture->ledger, district_quarter (), 3, NULL, &error));

  g_autoptr (KaLedger) old = ka_ledger_open_as_of (fixture->ledger, then, &error);
  test_assert_text (ka_quarterly_get_text (old, district_quarter (), 3, &changed), edited);
  g_assert_true (changed);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

#define add(name, func) g_test_add (name, District, NULL, district_set_up, func, district_tear_down)
  add ("/quarterly/agreement", test_agreement);
  add ("/quarterly/empty", test_empty);
  add ("/quarterly/texts", test_texts);
  return g_test_run ();
}
