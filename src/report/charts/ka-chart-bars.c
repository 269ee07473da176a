/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ka-chart-plot-private.h"

/* Lengths in parts of the text's size. */
#define ROW 2.0         /* from bar to bar */
#define BAR 1.1         /* height of a bar */
#define LABEL_PART 0.42 /* of the width, at most, for the names of bars */
#define SCALE_PART 0.2  /* of the width, for the bars, before words give way */
#define LABEL_LEAST 3.0 /* of a bar's name that has to be cut */
#define UNDER 1.2       /* more for a row that has its target under its figure */

/* ---- bars ---- */

typedef struct
{
  double top;         /* of the first row */
  double left, right; /* of the scale */
  double label_room;
  double pitch;   /* from row to row */
  gboolean under; /* targets stand under the figures, for want of room beside them */
} Rows;

static char *
format_target (KaChart *chart, guint category)
{
  const KaChartCategory *c = ka_chart_category (chart, category);

  return c->target.text != NULL ? g_strdup_printf (_ ("目标%s"), c->target.text) : NULL;
}

static const char *
get_figure (KaChart *chart, guint category)
{
  const char *text = chart->series->len > 0 ? ka_chart_value (chart, 0, category)->text : NULL;

  return text != NULL ? text : "";
}

/* What is written behind a bar: its figure and, where targets differ, its target. */
static char *
format_bar (const Rows *rows, KaChart *chart, guint category)
{
  const char *text = get_figure (chart, category);
  g_autofree char *target = rows->under ? NULL : format_target (chart, category);

  return target != NULL ? g_strconcat (text, "  ", target, NULL) : g_strdup (text);
}

/* The widest words behind a bar. */
static double
measure_words (KaPlot *plot, const Rows *rows)
{
  double widest = 0;

  for (guint c = 0; c < plot->chart->categories->len; c++)
    {
      g_autofree char *words = format_bar (rows, plot->chart, c);
      g_autofree char *target = rows->under ? format_target (plot->chart, c) : NULL;

      widest = MAX (widest, ka_plot_measure (plot, words));
      widest = MAX (widest, ka_plot_measure (plot, target));
    }
  return widest;
}

static gboolean
has_own_targets (KaChart *chart)
{
  for (guint c = 0; c < chart->categories->len; c++)
    if (ka_chart_category (chart, c)->target.text != NULL)
      return TRUE;
  return FALSE;
}

static void
set_scale (KaPlot *plot, Rows *rows)
{
  double text = plot->chart->type == KA_CHART_BARS ? measure_words (plot, rows) : 0;

  rows->left = rows->label_room + GAP * plot->size;
  rows->right = plot->width - (text > 0 ? text + GAP * plot->size : 0);
}

/* Figures are never cut. Where there is little room, the targets go under them, then names are cut, then
 * the bars are short. */
static Rows
measure_rows (KaPlot *plot)
{
  KaChart *chart = plot->chart;
  double label = 0, least = plot->width * SCALE_PART;
  Rows rows = { 0 };

  for (guint c = 0; c < chart->categories->len; c++)
    label = MAX (label, ka_plot_measure (plot, ka_chart_category (chart, c)->label));
  rows.label_room = MIN (label, plot->width * LABEL_PART);
  set_scale (plot, &rows);
  if (rows.right - rows.left < least && chart->type == KA_CHART_BARS && has_own_targets (chart))
    {
      rows.under = TRUE;
      set_scale (plot, &rows);
    }
  if (rows.right - rows.left < least)
    {
      rows.label_room = MAX (rows.label_room - (least - (rows.right - rows.left)),
                             MIN (rows.label_room, LABEL_LEAST * plot->size));
      rows.left = rows.label_room + GAP * plot->size;
      rows.right = MAX (rows.right, rows.left + plot->size);
    }
  rows.pitch = (rows.under ? ROW + UNDER : ROW) * plot->size;
  rows.top
    = chart->type == KA_CHART_STACKED || ka_plot_has_common_target (chart) ? LINE * plot->size : 0;
  return rows;
}

static double
get_row_height (KaPlot *plot, const Rows *rows)
{
  guint n = MAX (plot->chart->categories->len, 1);

  return MIN ((plot->height - rows->top) / n, rows->pitch * 1.5);
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

/* Behind a bar that ends at x, or before the picture's edge if there is less room than the words need. */
static void
write_behind (KaPlot *plot, const char *words, double x, double y, const KaColor *color)
{
  double last = plot->width - ka_plot_measure (plot, words);

  ka_plot_write (plot, words, MAX (MIN (x + GAP * plot->size, last), 0), 0, y, 0, color);
}

static void
draw_bar (KaPlot *plot, const Rows *rows, guint category, double y, double height)
{
  const KaChartValue *value = ka_chart_value (plot->chart, 0, category);
  const KaChartValue *target = ka_chart_target (plot->chart, category);
  g_autofree char *words = format_bar (rows, plot->chart, category);
  g_autofree char *below = rows->under ? format_target (plot->chart, category) : NULL;
  double line = rows->under ? height * ROW / (ROW + UNDER) : height, middle = y + line / 2;
  double bar = MIN (BAR * plot->size, line * 0.7), length = 0, end;
  double scale = rows->right - rows->left;

  draw_row_label (plot, rows, category, middle);
  ka_plot_fill (plot, rows->left, middle - bar / 2, scale, bar, &plot->style->line, 0.18);
  if (!isnan (value->value))
    {
      length = ka_plot_get_part (plot, value->value) * scale;
      ka_plot_fill (plot, rows->left, middle - bar / 2, length, bar,
                    ka_plot_get_color (plot, 0, category), 1);
    }
  end = rows->left + length;
  if (!isnan (target->value))
    {
      double tick = rows->left + ka_plot_get_part (plot, target->value) * scale;

      draw_tick (plot, rows, target->value, middle - bar * 1.45 / 2, middle + bar * 1.45 / 2);
      /* Words that would run over the target's line stand behind it. */
      if (tick > end - GAP * plot->size && tick < end + ka_plot_measure (plot, words) + plot->size)
        end = MAX (end, tick);
    }
  write_behind (plot, words, end, middle,
                isnan (value->value) ? &plot->style->secondary : &plot->style->foreground);
  write_behind (plot, below, end, middle + UNDER * line / ROW, &plot->style->secondary);
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

  return rows.top + plot->chart->categories->len * rows.pitch;
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
