/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ka-chart-plot-private.h"

/* Lengths in parts of the text's size. */
#define TREND_HEIGHT 15
#define PANEL_WIDTH 13 /* at least */
#define PANEL_HEIGHT 6
#define LABEL_PART 0.34 /* of the width, at most, for the names of lines */

/* ---- lines ---- */

typedef struct
{
  double x, y, width, height;
} Area;

static double
get_x (KaPlot *plot, const Area *area, guint category)
{
  guint n = plot->chart->categories->len;

  return n > 1 ? area->x + area->width * category / (n - 1) : area->x + area->width / 2;
}

static double
get_y (KaPlot *plot, const Area *area, double value)
{
  return area->y + area->height * (1 - ka_plot_get_part (plot, value));
}

/* A quarter without a figure interrupts the line: it is not drawn as 0. */
static void
trace_line (KaPlot *plot, const Area *area, guint series)
{
  gboolean down = FALSE;

  for (guint c = 0; c < plot->chart->categories->len; c++)
    {
      double value = ka_chart_value (plot->chart, series, c)->value;

      if (isnan (value))
        down = FALSE;
      else if (down)
        cairo_line_to (plot->cr, get_x (plot, area, c), get_y (plot, area, value));
      else
        {
          cairo_move_to (plot->cr, get_x (plot, area, c), get_y (plot, area, value));
          down = TRUE;
        }
    }
}

static void
draw_line (KaPlot *plot, const Area *area, guint series, gboolean dots, gboolean dashes)
{
  const KaColor *color = &plot->style->tones[ka_chart_series (plot->chart, series)->tone];
  /* Lines differ by more than colour. */
  const double patterns[][2] = { { 1, 0 }, { 0.6, 0.3 }, { 0.2, 0.25 }, { 1.2, 0.4 } };
  const double dash[]
    = { patterns[series % 4][0] * plot->size, patterns[series % 4][1] * plot->size };

  if (plot->cr == NULL)
    return;
  ka_plot_set_source (plot, color, 1);
  cairo_set_line_width (plot->cr, 0.16 * plot->size);
  cairo_set_line_join (plot->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (plot->cr, dash, dashes && series % 4 != 0 ? 2 : 0, 0);
  trace_line (plot, area, series);
  cairo_stroke (plot->cr);
  cairo_set_dash (plot->cr, NULL, 0, 0);
  for (guint c = 0; c < plot->chart->categories->len; c++)
    {
      double value = ka_chart_value (plot->chart, series, c)->value;
      gboolean last = c + 1 == plot->chart->categories->len;

      if (isnan (value) || (!dots && !last))
        continue;
      cairo_new_sub_path (plot->cr);
      cairo_arc (plot->cr, get_x (plot, area, c), get_y (plot, area, value), 0.24 * plot->size, 0,
                 2 * G_PI);
      cairo_fill (plot->cr);
    }
}

/* The last figure that there is. */
static guint
find_last (KaChart *chart, guint series)
{
  for (guint c = chart->categories->len; c > 0; c--)
    if (!isnan (ka_chart_value (chart, series, c - 1)->value))
      return c - 1;
  return KA_CHART_ALL;
}

static void
draw_target_line (KaPlot *plot, const Area *area, gboolean named)
{
  double y = get_y (plot, area, plot->chart->target.value);

  if (!ka_plot_has_common_target (plot->chart))
    return;
  ka_plot_rule (plot, area->x, y, area->x + area->width, y, 0.09, &plot->style->foreground, TRUE);
  if (named && plot->chart->target.text != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("目标%s"), plot->chart->target.text);

      ka_plot_write (plot, words, area->x + 0.3 * plot->size, 0, y - 0.7 * plot->size, 0,
                     &plot->style->foreground);
    }
}

/* ---- trend ---- */

typedef struct
{
  double y, wanted;
  guint series;
  char *words;
} EndLabel;

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const EndLabel *one = a, *two = b;

  return one->wanted < two->wanted   ? -1
         : one->wanted > two->wanted ? 1
                                     : (int)one->series - (int)two->series;
}

static char *
format_end (KaChart *chart, guint series)
{
  guint last = find_last (chart, series);
  const char *name = ka_chart_series (chart, series)->name;
  const char *text = last != KA_CHART_ALL ? ka_chart_value (chart, series, last)->text : NULL;

  if (text == NULL)
    text = last == KA_CHART_ALL ? _ ("无数据") : "";
  /* The figure first: where there is no room, the name is what is cut. */
  return *name != '\0' && chart->series->len > 1 ? g_strconcat (text, " ", name, NULL)
                                                 : g_strdup (text);
}

static void
clear_label (gpointer data)
{
  g_free (((EndLabel *)data)->words);
}

/* Words at the ends of the lines, moved apart where lines end close to each other. */
static void
draw_ends (KaPlot *plot, const Area *area)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (EndLabel));
  double line = LINE * plot->size * 0.85, limit = area->y + area->height;

  g_array_set_clear_func (labels, clear_label);
  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      guint last = find_last (plot->chart, s);
      double y = last != KA_CHART_ALL
                   ? get_y (plot, area, ka_chart_value (plot->chart, s, last)->value)
                   : limit;
      EndLabel label = { y, y, s, format_end (plot->chart, s) };

      g_array_append_val (labels, label);
    }
  g_array_sort (labels, compare_labels);
  for (guint i = 1; i < labels->len; i++)
    {
      EndLabel *above = &g_array_index (labels, EndLabel, i - 1);
      EndLabel *label = &g_array_index (labels, EndLabel, i);

      label->y = MAX (label->y, above->y + line);
    }
  for (guint i = labels->len; i > 0; i--)
    {
      EndLabel *label = &g_array_index (labels, EndLabel, i - 1);

      label->y = MIN (label->y, limit);
      limit = label->y - line;
    }
  for (guint i = 0; i < labels->len; i++)
    {
      EndLabel *label = &g_array_index (labels, EndLabel, i);

      ka_plot_write (plot, label->words, area->x + area->width + GAP * plot->size, 0, label->y,
                     plot->width - area->x - area->width - GAP * plot->size,
                     &plot->style->foreground);
    }
}

static Area
measure_trend (KaPlot *plot)
{
  double left = 0, right = 0, figure = 0, first = 0;
  double unit = plot->chart->unit != NULL ? LINE * plot->size : 0;
  Area area = { 0 };

  for (double tick = plot->min; tick <= plot->max + plot->step / 2; tick += plot->step)
    {
      g_autofree char *words = g_strdup_printf ("%.6g", tick);

      left = MAX (left, ka_plot_measure (plot, words));
    }
  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      g_autofree char *words = format_end (plot->chart, s);

      guint last = find_last (plot->chart, s);

      right = MAX (right, ka_plot_measure (plot, words));
      if (last != KA_CHART_ALL)
        figure = MAX (figure, ka_plot_measure (plot, ka_chart_value (plot->chart, s, last)->text));
    }
  /* Names may be cut, figures not: those that have a name behind them need room for the sign of it too. */
  if (plot->chart->series->len > 1)
    figure += plot->size * 1.5;
  right = MIN (right, MAX (plot->width * LABEL_PART, figure));
  /* The first label stands under the beginning of the lines. */
  if (plot->chart->categories->len > 0)
    first = ka_plot_measure (plot, ka_chart_category (plot->chart, 0)->label) / 2;
  area.x = MAX (left + plot->size, first);
  area.y = unit + LINE * plot->size / 2;
  area.width = MAX (plot->width - area.x - right - GAP * 2 * plot->size, plot->size);
  area.height = MAX (plot->height - area.y - LINE * 1.4 * plot->size, plot->size);
  return area;
}

static void
draw_axes (KaPlot *plot, const Area *area)
{
  guint n = plot->chart->categories->len;
  double room = n > 1 ? area->width / (n - 1) : area->width;
  double widest = 0;
  guint every = 1;

  ka_plot_write (plot, plot->chart->unit, area->x - GAP * plot->size, 1, LINE * plot->size / 2, 0,
                 &plot->style->secondary);
  for (double tick = plot->min; tick <= plot->max + plot->step / 2; tick += plot->step)
    {
      g_autofree char *words = g_strdup_printf ("%.6g", tick);
      double y = get_y (plot, area, tick);

      ka_plot_rule (plot, area->x, y, area->x + area->width, y, 0.05, &plot->style->line, FALSE);
      ka_plot_write (plot, words, area->x - GAP * plot->size, 1, y, 0, &plot->style->secondary);
    }
  for (guint c = 0; c < n; c++)
    widest = MAX (widest, ka_plot_measure (plot, ka_chart_category (plot->chart, c)->label));
  while (every < n && widest + plot->size / 2 > room * every)
    every++;
  /* Counted from the last one: it is the one that is asked for. */
  for (guint c = 0; c < n; c++)
    if ((n - 1 - c) % every == 0)
      ka_plot_write (plot, ka_chart_category (plot->chart, c)->label, get_x (plot, area, c), 0.5,
                     area->y + area->height + LINE * 0.8 * plot->size, 0, &plot->style->secondary);
}

void
ka_plot_draw_trend (KaPlot *plot)
{
  Area area = measure_trend (plot);

  draw_axes (plot, &area);
  draw_target_line (plot, &area, TRUE);
  for (guint s = 0; s < plot->chart->series->len; s++)
    draw_line (plot, &area, s, TRUE, TRUE);
  draw_ends (plot, &area);
}

/* ---- small multiples ---- */

static guint
count_columns (KaPlot *plot)
{
  guint n = (guint)MAX (1, floor (plot->width / (PANEL_WIDTH * plot->size)));

  return CLAMP (plot->chart->series->len, 1, n);
}

static Area
get_panel (KaPlot *plot, guint series)
{
  guint columns = count_columns (plot);
  guint rows = (plot->chart->series->len + columns - 1) / columns;
  double width = plot->width / columns, height = plot->height / MAX (rows, 1);
  Area area = { (series % columns) * width, (series / columns) * height, width, height };

  return area;
}

static Area
get_panel_lines (KaPlot *plot, guint series)
{
  Area area = get_panel (plot, series);

  area.x += 0.4 * plot->size;
  area.width -= 1.8 * plot->size;
  area.y += LINE * 1.2 * plot->size;
  area.height -= LINE * 1.7 * plot->size;
  return area;
}

static void
draw_panel (KaPlot *plot, guint series)
{
  Area panel = get_panel (plot, series), area = get_panel_lines (plot, series);
  guint last = find_last (plot->chart, series);
  const char *text
    = last != KA_CHART_ALL ? ka_chart_value (plot->chart, series, last)->text : _ ("无数据");
  double y = panel.y + LINE * plot->size / 2;
  double room = area.width - ka_plot_measure (plot, text) - GAP * plot->size;

  if (room > 0)
    ka_plot_write (plot, ka_chart_series (plot->chart, series)->name, area.x, 0, y, room,
                   &plot->style->foreground);
  ka_plot_write (plot, text, area.x + area.width, 1, y, 0, &plot->style->foreground);
  ka_plot_rule (plot, area.x, area.y + area.height, area.x + area.width, area.y + area.height, 0.06,
                &plot->style->line, FALSE);
  draw_target_line (plot, &area, FALSE);
  draw_line (plot, &area, series, FALSE, FALSE);
}

void
ka_plot_draw_panels (KaPlot *plot)
{
  for (guint s = 0; s < plot->chart->series->len; s++)
    draw_panel (plot, s);
}

double
ka_plot_get_trend_height (KaPlot *plot)
{
  return TREND_HEIGHT * plot->size;
}

double
ka_plot_get_panels_height (KaPlot *plot)
{
  guint columns = count_columns (plot);

  return (plot->chart->series->len + columns - 1) / columns * PANEL_HEIGHT * plot->size;
}

/* ---- what stands where ---- */

static guint
pick_column (KaPlot *plot, const Area *area, double x)
{
  guint n = plot->chart->categories->len;
  double part = area->width > 0 ? (x - area->x) / area->width * (n - 1) : 0;

  return part > -1 && part < n ? (guint)CLAMP (lround (part), 0, (long)n - 1) : KA_CHART_ALL;
}

static guint
pick_line (KaPlot *plot, const Area *area, guint category, double y)
{
  double nearest = 1.5 * plot->size;
  guint found = KA_CHART_ALL;

  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      double value = ka_chart_value (plot->chart, s, category)->value;
      double distance = isnan (value) ? G_MAXDOUBLE : fabs (get_y (plot, area, value) - y);

      if (distance < nearest)
        {
          nearest = distance;
          found = s;
        }
    }
  return found;
}

void
ka_plot_pick_panels (KaPlot *plot, double x, double y, guint *series, guint *category)
{
  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      Area panel = get_panel (plot, s), area = get_panel_lines (plot, s);

      if (x < panel.x || x >= panel.x + panel.width || y < panel.y || y >= panel.y + panel.height)
        continue;
      *series = s;
      *category = pick_column (plot, &area, x);
    }
}

void
ka_plot_pick_trend (KaPlot *plot, double x, double y, guint *series, guint *category)
{
  Area area = measure_trend (plot);

  *category = pick_column (plot, &area, x);
  if (*category != KA_CHART_ALL)
    *series = pick_line (plot, &area, *category, y);
}
