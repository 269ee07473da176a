/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ka-chart-plot-private.h"

/* Lengths in parts of the text's size. */
#define ROW 2.0         /* from bar to bar */
#define BAR 1.1         /* height of a bar */
#define LABEL_PART 0.42 /* of the width, at most, for the names of bars */

/* ---- bars ---- */

typedef struct
{
  double top;         /* of the first row */
  double left, right; /* of the scale */
  double label_room;
} Rows;

static char *
format_target (KaChart *chart, guint category)
{
  const KaChartCategory *c = ka_chart_category (chart, category);

  return c->target.text != NULL ? g_strdup_printf (_ ("目标%s"), c->target.text) : NULL;
}

/* What is written behind a bar: its figure and, where targets differ, its target. */
static char *
format_bar (KaChart *chart, guint category)
{
  const char *text = chart->series->len > 0 ? ka_chart_value (chart, 0, category)->text : NULL;
  g_autofree char *target = format_target (chart, category);

  if (text == NULL)
    text = "";
  return target != NULL ? g_strconcat (text, "  ", target, NULL) : g_strdup (text);
}

static Rows
measure_rows (KaPlot *plot)
{
  KaChart *chart = plot->chart;
  double label = 0, text = 0;
  Rows rows = { 0 };

  for (guint c = 0; c < chart->categories->len; c++)
    {
      g_autofree char *words = chart->type == KA_CHART_BARS ? format_bar (chart, c) : NULL;

      label = MAX (label, ka_plot_measure (plot, ka_chart_category (chart, c)->label));
      text = MAX (text, ka_plot_measure (plot, words));
    }
  rows.label_room = MIN (label, plot->width * LABEL_PART);
  rows.left = rows.label_room + GAP * plot->size;
  rows.right = plot->width - (text > 0 ? text + GAP * plot->size : 0);
  rows.right = MAX (rows.right, rows.left + plot->width * 0.2);
  rows.top
    = chart->type == KA_CHART_STACKED || ka_plot_has_common_target (chart) ? LINE * plot->size : 0;
  return rows;
}

static double
get_row_height (KaPlot *plot, const Rows *rows)
{
  guint n = MAX (plot->chart->categories->len, 1);

  return MIN ((plot->height - rows->top) / n, ROW * plot->size * 1.5);
}

/* A target stands across the bar and a little beyond it. */
static void
draw_tick (KaPlot *plot, const Rows *rows, double target, double top, double bottom)
{
  double x = rows->left + ka_plot_get_part (plot, target) * (rows->right - rows->left);

  if (!isnan (target))
    ka_plot_rule (plot, x, top, x, bottom, 0.17, &plot->style->foreground, FALSE);
}

static void
draw_row_label (KaPlot *plot, const Rows *rows, guint category, double y)
{
  ka_plot_write (plot, ka_chart_category (plot->chart, category)->label, rows->label_room, 1, y,
                 rows->label_room, &plot->style->foreground);
}

static void
draw_bar (KaPlot *plot, const Rows *rows, guint category, double y, double height)
{
  const KaChartValue *value = ka_chart_value (plot->chart, 0, category);
  const KaChartValue *target = ka_chart_target (plot->chart, category);
  g_autofree char *words = format_bar (plot->chart, category);
  double bar = MIN (BAR * plot->size, height * 0.7), length = 0, end;
  double scale = rows->right - rows->left;

  draw_row_label (plot, rows, category, y + height / 2);
  ka_plot_fill (plot, rows->left, y + (height - bar) / 2, scale, bar, &plot->style->line, 0.18);
  if (!isnan (value->value))
    {
      length = ka_plot_get_part (plot, value->value) * scale;
      ka_plot_fill (plot, rows->left, y + (height - bar) / 2, length, bar,
                    ka_plot_get_color (plot, 0, category), 1);
    }
  end = rows->left + length;
  if (!isnan (target->value))
    {
      double tick = rows->left + ka_plot_get_part (plot, target->value) * scale;

      draw_tick (plot, rows, target->value, y + (height - bar * 1.45) / 2,
                 y + (height + bar * 1.45) / 2);
      /* Words that would run over the target's line stand behind it. */
      if (tick > end - GAP * plot->size && tick < end + ka_plot_measure (plot, words) + plot->size)
        end = MAX (end, tick);
    }
  ka_plot_write (plot, words, end + GAP * plot->size, 0, y + height / 2,
                 plot->width - end - GAP * plot->size,
                 isnan (value->value) ? &plot->style->secondary : &plot->style->foreground);
}

void
ka_plot_draw_bars (KaPlot *plot)
{
  Rows rows = measure_rows (plot);
  double height = get_row_height (plot, &rows);
  double bottom = rows.top + height * plot->chart->categories->len;

  for (guint c = 0; c < plot->chart->categories->len && plot->chart->series->len > 0; c++)
    draw_bar (plot, &rows, c, rows.top + c * height, height);
  ka_plot_rule (plot, rows.left, rows.top, rows.left, bottom, 0.08, &plot->style->foreground,
                FALSE);
  if (ka_plot_has_common_target (plot->chart))
    {
      g_autofree char *words = g_strdup_printf (
        _ ("目标%s"), plot->chart->target.text != NULL ? plot->chart->target.text : "");
      double x
        = rows.left + ka_plot_get_part (plot, plot->chart->target.value) * (rows.right - rows.left);
      double half = ka_plot_measure (plot, words) / 2;

      ka_plot_write (plot, words, CLAMP (x, half, plot->width - half), 0.5, rows.top / 2, 0,
                     &plot->style->foreground);
    }
}

/* ---- stacked bars ---- */

/* Names of the parts, each behind a patch of its colour. */
static void
draw_legend (KaPlot *plot, double x)
{
  double patch = plot->size * 0.8, y = LINE * plot->size / 2;

  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      const KaChartSeries *series = ka_chart_series (plot->chart, s);

      ka_plot_fill (plot, x, y - patch / 2, patch, patch, &plot->style->tones[series->tone], 1);
      x += patch * 1.4;
      ka_plot_write (plot, series->name, x, 0, y, 0, &plot->style->foreground);
      x += ka_plot_measure (plot, series->name) + plot->size;
    }
}

static void
draw_stack (KaPlot *plot, const Rows *rows, guint category, double y, double height)
{
  double bar = MIN (BAR * 1.3 * plot->size, height * 0.8);
  double scale = rows->right - rows->left, sum = 0;

  draw_row_label (plot, rows, category, y + height / 2);
  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      const KaChartValue *value = ka_chart_value (plot->chart, s, category);
      const KaColor *color = &plot->style->tones[ka_chart_series (plot->chart, s)->tone];
      double start = rows->left + ka_plot_get_part (plot, sum) * scale, end;

      if (isnan (value->value) || value->value <= 0)
        continue;
      sum += value->value;
      end = rows->left + ka_plot_get_part (plot, sum) * scale;
      ka_plot_fill (plot, start, y + (height - bar) / 2, end - start, bar, color, 1);
      /* A thread of background between two parts tells them apart without colour. */
      ka_plot_fill (plot, end - 0.06 * plot->size, y + (height - bar) / 2, 0.12 * plot->size, bar,
                    &plot->style->background, 1);
      if (ka_plot_measure (plot, value->text) < end - start - 0.2 * plot->size)
        ka_plot_write (plot, value->text, (start + end) / 2, 0.5, y + height / 2, 0,
                       ka_plot_choose_text_color (plot, color));
    }
}

void
ka_plot_draw_stacks (KaPlot *plot)
{
  Rows rows = measure_rows (plot);
  double height = get_row_height (plot, &rows);
  double bottom = rows.top + height * plot->chart->categories->len;

  draw_legend (plot, rows.left);
  for (guint c = 0; c < plot->chart->categories->len; c++)
    draw_stack (plot, &rows, c, rows.top + c * height, height);
  ka_plot_rule (plot, rows.left, rows.top, rows.left, bottom, 0.08, &plot->style->foreground,
                FALSE);
}

double
ka_plot_get_rows_height (KaPlot *plot)
{
  Rows rows = measure_rows (plot);

  return rows.top + plot->chart->categories->len * ROW * plot->size;
}

/* ---- what stands where ---- */

static guint
pick_row (KaPlot *plot, const Rows *rows, double y)
{
  double row = (y - rows->top) / get_row_height (plot, rows);

  return row >= 0 && row < plot->chart->categories->len ? (guint)row : KA_CHART_ALL;
}

static guint
pick_segment (KaPlot *plot, const Rows *rows, guint category, double x)
{
  double sum = 0;

  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      double value = ka_chart_value (plot->chart, s, category)->value;

      if (isnan (value) || value <= 0)
        continue;
      sum += value;
      if (x >= rows->left
          && x < rows->left + ka_plot_get_part (plot, sum) * (rows->right - rows->left))
        return s;
    }
  return KA_CHART_ALL;
}

void
ka_plot_pick_rows (KaPlot *plot, double x, double y, guint *series, guint *category)
{
  Rows rows = measure_rows (plot);

  *category = pick_row (plot, &rows, y);
  if (*category != KA_CHART_ALL)
    *series = plot->chart->type == KA_CHART_BARS ? 0 : pick_segment (plot, &rows, *category, x);
}
