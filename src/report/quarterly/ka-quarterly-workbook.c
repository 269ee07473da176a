/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-quarterly-book.h"

#include <glib/gi18n-lib.h>
#include <ka-book-file.h>
#include <ka-decimal.h>
#include <ka-file.h>

/* ---- 指标 ---- */

/* From the cells beside it, so that one sees how it comes about; multiplied before it is divided, the
 * rounding is that of ka_ratio_format (). */
static void
put_ratio (KaWorkbook *book, lxw_worksheet *sheet, guint row, const KaResult *result)
{
  g_autofree char *formula = g_strdup_printf ("=ROUND(D%u*100/E%u,1)", row + 1, row + 1);

  worksheet_write_formula_num (sheet, row, 5, formula, book->decimal,
                               g_ascii_strtod (result->value, NULL));
}

static void
put_indicator (KaWorkbook *book,
               lxw_worksheet *sheet,
               guint row,
               guint number,
               const KaResult *result)
{
  const KaIndicator *indicator = result->indicator;
  g_autofree char *numerator = g_strconcat (indicator->code, ".numerator", NULL);
  g_autofree char *denominator = g_strconcat (indicator->code, ".denominator", NULL);
  g_autofree char *gap = g_strconcat (indicator->code, ".gap", NULL);
  g_autofree char *missing = g_strconcat (indicator->code, ".missing", NULL);
  g_autofree char *due = g_strconcat (indicator->code, ".due", NULL);
  gint64 value;

  ka_workbook_put_number (book, sheet, row, 0, number, 0, book->number);
  ka_workbook_put_text (book, sheet, row, 1, ka_indicator_name (indicator), book->text);
  ka_workbook_put_text (book, sheet, row, 2, ka_indicator_group (indicator), book->center);
  ka_workbook_put_figure (book, sheet, row, 3, numerator, book->number, book->link_number);
  if (result->denominator >= 0)
    ka_workbook_put_figure (book, sheet, row, 4, denominator, book->number, book->link_number);
  else
    ka_workbook_put_text (book, sheet, row, 4, "/", book->center);
  if (result->denominator > 0)
    put_ratio (book, sheet, row, result);
  else if (result->denominator < 0)
    ka_workbook_put_number (book, sheet, row, 5, result->numerator, 0, book->number);
  else
    ka_workbook_put_text (book, sheet, row, 5, result->value, book->center);
  ka_workbook_put_text (book, sheet, row, 6, ka_indicator_unit (indicator), book->center);
  if (result->target != NULL && ka_decimal_parse (result->target, 2, &value, NULL))
    ka_workbook_put_number (book, sheet, row, 7, value, 2, book->number);
  else
    ka_workbook_put_text (book, sheet, row, 7, "未下达", book->center);
  ka_workbook_put_text (book, sheet, row, 8, ka_figures_text (book->report->figures, due),
                        book->center);
  ka_workbook_put_text (book, sheet, row, 9,
                        result->met == 1   ? "达到"
                        : result->met == 0 ? "未达到"
                                           : "不评价",
                        book->center);
  ka_workbook_put_figure (book, sheet, row, 10, gap, book->center, book->link_number);
  ka_workbook_put_figure (book, sheet, row, 11, missing, book->number, book->link_number);
  ka_workbook_put_text (book, sheet, row, 12,
                        result->target_source != NULL ? result->target_source
                                                      : ka_indicator_source (indicator),
                        book->text);
}

static void
fill_indicators (KaWorkbook *book, lxw_worksheet *sheet)
{
  static const double widths[] = { 6, 30, 10, 9, 9, 9, 6, 9, 16, 9, 9, 9, 34 };
  const char *heads[] = { "序号", "指标", "类别", "分子", "分母",   "现值", "单位",
                          "目标", "期限", "评价", "尚差", "未填数", "依据" };
  GPtrArray *results = ka_figures_results (book->report->figures);
  g_autofree char *title = g_strdup_printf ("%s%s非煤矿山指标完成情况",
                                            ka_figures_text (book->report->figures, "quarter"),
                                            ka_figures_text (book->report->figures, "district"));

  ka_workbook_frame_sheet (book, sheet, 2, results->len, G_N_ELEMENTS (heads));
  worksheet_merge_range (sheet, 0, 0, 0, G_N_ELEMENTS (heads) - 1, "", book->title);
  ka_workbook_put_text (book, sheet, 0, 0, title, book->title);
  worksheet_set_row (sheet, 0, 28, NULL);
  ka_workbook_put_heads (book, sheet, 1, heads, widths, G_N_ELEMENTS (heads));
  for (guint i = 0; i < results->len; i++)
    put_indicator (book, sheet, 2 + i, i + 1, g_ptr_array_index (results, i));
  ka_workbook_put_text (
    book, sheet, 2 + results->len, 0,
    "注：点蓝色数字可到所统计的记录；未填按否计；尚差为达到目标还须整改的个数。", book->note);
}

/* ---- 数据: every figure that the text may name ---- */

static void
fill_figures (KaWorkbook *book, lxw_worksheet *sheet)
{
  static const double widths[] = { 44, 14, 14, 14, 14, 10, 30, 30 };
  static const char *const suffixes[] = { "", ".year", ".last", ".ago" };
  const char *heads[] = { "数据",     "本季（期末）", "本年累计", "上季（末）",
                          "上年同期", "单位",         "与上季比", "与上年同期比" };
  const KaFigureSpec *specs;
  guint n;

  specs = ka_figure_specs (&n);
  ka_workbook_frame_sheet (book, sheet, 1, n, G_N_ELEMENTS (heads));
  ka_workbook_put_heads (book, sheet, 0, heads, widths, G_N_ELEMENTS (heads));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *change = g_strconcat (specs[i].name, ".change", NULL);
      g_autofree char *growth = g_strconcat (specs[i].name, ".growth", NULL);

      ka_workbook_put_text (book, sheet, 1 + i, 0, specs[i].label, book->text);
      for (guint s = 0; s < G_N_ELEMENTS (suffixes); s++)
        {
          g_autofree char *name = g_strconcat (specs[i].name, suffixes[s], NULL);

          if (ka_figure_known (name))
            ka_workbook_put_figure (book, sheet, 1 + i, 1 + s, name, book->number,
                                    book->link_number);
          else
            ka_workbook_put_text (book, sheet, 1 + i, 1 + s, "/", book->center);
        }
      ka_workbook_put_text (book, sheet, 1 + i, 5, specs[i].unit, book->center);
      ka_workbook_put_text (book, sheet, 1 + i, 6, ka_figures_text (book->report->figures, change),
                            book->text);
      ka_workbook_put_text (
        book, sheet, 1 + i, 7,
        specs[i].date != NULL ? ka_figures_text (book->report->figures, growth) : "/", book->text);
    }
}

/* ---- 图表 ---- */

#define CHART_SHEET "图表"

static guint
put_target_data (KaWorkbook *book, lxw_worksheet *sheet)
{
  static const double widths[] = { 28, 12, 12, 12, 12, 12 };
  const char *heads[] = { "指标", "现值（%）", "目标（%）" };
  guint i;

  ka_workbook_put_heads (book, sheet, 0, heads, widths, G_N_ELEMENTS (heads));
  for (i = 0; ka_quarterly_bars[i] != NULL; i++)
    {
      const KaResult *result = ka_figures_result (book->report->figures, ka_quarterly_bars[i]);
      gint64 value;

      ka_workbook_put_text (book, sheet, 1 + i, 0, ka_indicator_name (result->indicator),
                            book->text);
      if (result->denominator > 0 && ka_decimal_parse (result->value, 1, &value, NULL))
        ka_workbook_put_number (book, sheet, 1 + i, 1, value, 1, book->decimal);
      else
        ka_workbook_put_text (book, sheet, 1 + i, 1, "", book->decimal);
      if (result->target != NULL && ka_decimal_parse (result->target, 2, &value, NULL))
        ka_workbook_put_number (book, sheet, 1 + i, 2, value, 2, book->number);
      else
        ka_workbook_put_text (book, sheet, 1 + i, 2, "", book->number);
    }
  return i;
}

static void
put_trend_value (KaWorkbook *book,
                 lxw_worksheet *sheet,
                 guint row,
                 guint column,
                 const KaResult *result)
{
  gint64 value;

  if (result != NULL && result->denominator > 0
      && ka_decimal_parse (result->value, 1, &value, NULL))
    ka_workbook_put_number (book, sheet, row, column, value, 1, book->decimal);
  else
    ka_workbook_put_text (book, sheet, row, column, "", book->decimal);
}

/* From a row on: quarters down, indicators across. The number of quarters. */
static guint
put_trend_data (KaWorkbook *book, lxw_worksheet *sheet, guint row)
{
  KaQuarterly *report = book->report;
  g_autofree char *quarter = ka_quarter_to_text (report->quarter);
  guint n = report->trend->len;

  ka_workbook_put_text (book, sheet, row, 0, "季度", book->heading);
  for (guint i = 0; ka_quarterly_lines[i] != NULL; i++)
    ka_workbook_put_text (book, sheet, row, 1 + i,
                          ka_indicator_name (ka_indicator_get (ka_quarterly_lines[i])),
                          book->heading);
  /* The columns are as wide as the table above wants them. */
  ka_workbook_set_row_height (sheet, row, 3);
  for (guint p = 0; p < n; p++)
    {
      const KaPoint *point = g_ptr_array_index (report->trend, p);
      g_autofree char *label = ka_point_label (point);

      ka_workbook_put_text (book, sheet, row + 1 + p, 0, label, book->center);
      for (guint i = 0; ka_quarterly_lines[i] != NULL; i++)
        put_trend_value (book, sheet, row + 1 + p, 1 + i,
                         ka_point_result (point, ka_quarterly_lines[i]));
    }
  ka_workbook_put_text (book, sheet, row + 1 + n, 0, quarter, book->center);
  for (guint i = 0; ka_quarterly_lines[i] != NULL; i++)
    put_trend_value (book, sheet, row + 1 + n, 1 + i,
                     ka_figures_result (report->figures, ka_quarterly_lines[i]));
  return n + 1;
}

static void
add_chart_series (lxw_chart *chart, guint head, guint column, guint first, guint last)
{
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);

  chart_series_set_categories (series, CHART_SHEET, first, 0, last, 0);
  chart_series_set_values (series, CHART_SHEET, first, column, last, column);
  chart_series_set_name_range (series, CHART_SHEET, head, column);
}

static void
finish_chart (lxw_chart *chart, const char *title)
{
  chart_title_set_name (chart, title);
  chart_axis_set_min (chart->y_axis, 0);
  chart_axis_set_max (chart->y_axis, 100);
  chart_axis_set_name (chart->y_axis, "%");
  chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
}

static void
fill_charts (KaWorkbook *book, lxw_worksheet *sheet)
{
  guint bars = put_target_data (book, sheet);
  guint head = bars + 2;
  guint quarters = put_trend_data (book, sheet, head);
  lxw_chart_options options = { .x_scale = 1.5, .y_scale = 1.3 };
  lxw_chart *chart;

  chart = workbook_add_chart (book->workbook, LXW_CHART_COLUMN);
  add_chart_series (chart, 0, 1, 1, bars);
  add_chart_series (chart, 0, 2, 1, bars);
  finish_chart (chart, "“四化”指标与目标对照");
  worksheet_insert_chart_opt (sheet, 0, 7, chart, &options);

  chart = workbook_add_chart (book->workbook, LXW_CHART_LINE);
  for (guint i = 0; ka_quarterly_lines[i] != NULL; i++)
    add_chart_series (chart, head, 1 + i, head + 1, head + quarters);
  finish_chart (chart, "“四化”主要指标季度变化");
  worksheet_insert_chart_opt (sheet, 22, 7, chart, &options);
}

/* ---- the workbook ---- */

static void
set_properties (KaWorkbook *book)
{
  g_autofree char *title = ka_quarterly_title (book->report, FALSE);
  lxw_doc_properties properties = {
    .title = title,
    .author = (char *)ka_ledger_setting (book->report->ledger, "bureau.name"),
    .subject = (char *)ka_figures_text (book->report->figures, "quarter"),
    /* The day on the paper: the same report gives the same bytes at any time. */
    .created = (time_t)book->report->on * 24 * 60 * 60,
  };

  workbook_set_properties (book->workbook, &properties);
}

/* Sheets stand in the order in which they are made: what leads first, the lists that it leads to behind. */
static gboolean
fill_workbook (KaWorkbook *book, gpointer data, GCancellable *cancellable, GError **error)
{
  KaQuarterly *report = data;
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();
  lxw_worksheet *indicators = ka_workbook_add_sheet (book, "指标");
  lxw_worksheet *figures = ka_workbook_add_sheet (book, "数据");
  lxw_worksheet *charts = ka_workbook_add_sheet (book, CHART_SHEET);

  book->report = report;
  set_properties (book);
  for (guint i = 0; i < report->annexes->len; i++)
    {
      const KaAnnex *annex = g_ptr_array_index (report->annexes, i);

      for (guint t = 0; t < annex->tables->len; t++)
        {
          g_autofree char *name = ka_annex_sheet_name (annex, i + 1, t);

          g_ptr_array_add (sheets, ka_workbook_add_sheet (book, name));
        }
    }
  if (book->failure != 0)
    return TRUE;
  if (!ka_workbook_write_indicator_rows (book, cancellable, error)
      || !ka_workbook_write_rows (book, cancellable, error))
    return FALSE;

  fill_indicators (book, indicators);
  fill_figures (book, figures);
  fill_charts (book, charts);
  for (guint i = 0, s = 0; i < report->annexes->len; i++)
    {
      const KaAnnex *annex = g_ptr_array_index (report->annexes, i);
      g_autofree char *title = g_strdup_printf ("附件%u　%s", i + 1, annex->title);

      for (guint t = 0; t < annex->tables->len; t++, s++)
        ka_workbook_write_table (book, g_ptr_array_index (sheets, s), title,
                                 g_ptr_array_index (annex->tables, t), cancellable);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
ka_workbook_write (const char *path,
                   KaWorkbookFill fill,
                   gpointer data,
                   gboolean in_order,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (KaBookFile) file = ka_book_file_new (path, 0600, in_order, error);
  KaWorkbook book = { 0 };
  gboolean done;

  if (file == NULL)
    return FALSE;
  book.workbook = file->book;
  book.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ka_workbook_make_formats (&book);
  done = fill (&book, data, cancellable, error) && ka_book_file_finish (file, book.failure, error);
  g_hash_table_unref (book.places);
  return done;
}

gboolean
ka_quarterly_write_xlsx (KaQuarterly *report,
                         const char *path,
                         GCancellable *cancellable,
                         GError **error)
{
  gboolean done;

  if (!ka_ledger_hold (report->ledger, error))
    return FALSE;
  done = ka_workbook_write (path, fill_workbook, report, TRUE, cancellable, error);
  ka_ledger_release (report->ledger);
  return done;
}
