/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ka-chart-private.h"
#include "ka-doc-strip-private.h"

/* Lengths in parts of the text's size. */
#define ROW 2.0  /* from bar to bar */
#define BAR 1.1  /* height of a bar */
#define GAP 0.5  /* between a picture and its words */
#define LINE 1.4 /* height of a line of words */
#define TREND_HEIGHT 15
#define PANEL_WIDTH 13 /* at least */
#define PANEL_HEIGHT 6
#define LABEL_PART 0.34 /* of the width, at most, for the names of bars */

typedef struct
{
  KaChart *chart;
  cairo_t *cr; /* NULL: only measured */
  PangoLayout *layout;
  const KaChartStyle *style;
  double size, width, height;
  double min, max, step;
} Plot;

/* In grey print the six of the set still differ in lightness from their neighbours. */
static const KaChartStyle print_style = {
  .foreground = { 0, 0, 0 },
  .background = { 1, 1, 1 },
  .secondary = { 0.3, 0.3, 0.3 },
  .line = { 0.6, 0.6, 0.6 },
  .tones = {
    [KA_TONE_ACCENT] = { 0.11, 0.31, 0.55 },
    [KA_TONE_GOOD] = { 0.24, 0.52, 0.35 },
    [KA_TONE_WARNING] = { 0.87, 0.62, 0.14 },
    [KA_TONE_BAD] = { 0.66, 0.11, 0.13 },
    [KA_TONE_MUTED] = { 0.62, 0.62, 0.62 },
    [KA_TONE_SET_1] = { 0.11, 0.31, 0.55 },
    [KA_TONE_SET_2] = { 0.90, 0.62, 0.25 },
    [KA_TONE_SET_3] = { 0.20, 0.48, 0.38 },
    [KA_TONE_SET_4] = { 0.62, 0.78, 0.90 },
    [KA_TONE_SET_5] = { 0.53, 0.17, 0.34 },
    [KA_TONE_SET_6] = { 0.72, 0.72, 0.72 },
  },
  .text_size = 10.5,
};

const KaChartStyle *
ka_chart_style_print (void)
{
  return &print_style;
}

/* ---- words ---- */

static void
set_source (Plot *plot, const KaColor *color, double alpha)
{
  cairo_set_source_rgba (plot->cr, color->red, color->green, color->blue, alpha);
}

static void
set_words (Plot *plot, const char *text, double room)
{
  pango_layout_set_width (plot->layout, room > 0 ? (int)(room * PANGO_SCALE) : -1);
  ka_layout_set_known_text (plot->layout, text);
}

static double
measure_words (Plot *plot, const char *text)
{
  int width;

  if (text == NULL || *text == '\0')
    return 0;
  set_words (plot, text, 0);
  pango_layout_get_size (plot->layout, &width, NULL);
  return (double)width / PANGO_SCALE;
}

/* x: 0 the text begins there, 0.5 it is centred there, 1 it ends there. y is its middle. room: cut with an
 * ellipsis beyond that; 0: not. */
static void
draw_words (Plot *plot,
            const char *text,
            double x,
            double align,
            double y,
            double room,
            const KaColor *color)
{
  PangoRectangle logical;

  if (plot->cr == NULL || text == NULL || *text == '\0')
    return;
  set_words (plot, text, 0);
  pango_layout_get_extents (plot->layout, NULL, &logical);
  if (room > 0 && (double)logical.width / PANGO_SCALE > room)
    {
      set_words (plot, text, room);
      pango_layout_get_extents (plot->layout, NULL, &logical);
    }
  set_source (plot, color, 1);
  cairo_move_to (plot->cr, x - align * (double)logical.width / PANGO_SCALE,
                 y - (double)logical.height / PANGO_SCALE / 2);
  pango_cairo_show_layout (plot->cr, plot->layout);
}

static double
get_luminance (const KaColor *color)
{
  return 0.2126 * color->red + 0.7152 * color->green + 0.0722 * color->blue;
}

/* Of the two text colours the one that stands out more from what it is written on. */
static const KaColor *
choose_text_color (Plot *plot, const KaColor *on)
{
  double here = get_luminance (on);
  double one = fabs (get_luminance (&plot->style->foreground) - here);
  double other = fabs (get_luminance (&plot->style->background) - here);

  return other > one ? &plot->style->background : &plot->style->foreground;
}

/* ---- shapes ---- */

static void
fill_box (Plot *plot,
          double x,
          double y,
          double width,
          double height,
          const KaColor *color,
          double alpha)
{
  if (plot->cr == NULL)
    return;
  set_source (plot, color, alpha);
  cairo_rectangle (plot->cr, x, y, width, height);
  cairo_fill (plot->cr);
}

static void
draw_rule (Plot *plot,
           double x1,
           double y1,
           double x2,
           double y2,
           double thick,
           const KaColor *color,
           gboolean dashed)
{
  const double dash[] = { plot->size * 0.35, plot->size * 0.25 };

  if (plot->cr == NULL)
    return;
  set_source (plot, color, 1);
  cairo_set_line_width (plot->cr, thick * plot->size);
  cairo_set_dash (plot->cr, dash, dashed ? 2 : 0, 0);
  cairo_move_to (plot->cr, x1, y1);
  cairo_line_to (plot->cr, x2, y2);
  cairo_stroke (plot->cr);
  cairo_set_dash (plot->cr, NULL, 0, 0);
}

static double
get_part (Plot *plot, double value)
{
  return CLAMP ((value - plot->min) / (plot->max - plot->min), 0, 1);
}

static const KaColor *
get_color (Plot *plot, guint series, guint category)
{
  KaChartCategory *c = ka_chart_category (plot->chart, category);

  return &plot->style->tones[c->toned ? c->tone : ka_chart_series (plot->chart, series)->tone];
}

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

static gboolean
has_common_target (KaChart *chart)
{
  return !isnan (chart->target.value);
}

static Rows
measure_rows (Plot *plot)
{
  KaChart *chart = plot->chart;
  double label = 0, text = 0;
  Rows rows = { 0 };

  for (guint c = 0; c < chart->categories->len; c++)
    {
      g_autofree char *words = chart->type == KA_CHART_BARS ? format_bar (chart, c) : NULL;

      label = MAX (label, measure_words (plot, ka_chart_category (chart, c)->label));
      text = MAX (text, measure_words (plot, words));
    }
  rows.label_room = MIN (label, plot->width * LABEL_PART);
  rows.left = rows.label_room + GAP * plot->size;
  rows.right = plot->width - (text > 0 ? text + GAP * plot->size : 0);
  rows.right = MAX (rows.right, rows.left + plot->width * 0.2);
  rows.top = chart->type == KA_CHART_STACKED || has_common_target (chart) ? LINE * plot->size : 0;
  return rows;
}

static double
get_row_height (Plot *plot, const Rows *rows)
{
  guint n = MAX (plot->chart->categories->len, 1);

  return MIN ((plot->height - rows->top) / n, ROW * plot->size * 1.5);
}

/* A target stands across the bar and a little beyond it. */
static void
draw_tick (Plot *plot, const Rows *rows, double target, double top, double bottom)
{
  double x = rows->left + get_part (plot, target) * (rows->right - rows->left);

  if (!isnan (target))
    draw_rule (plot, x, top, x, bottom, 0.17, &plot->style->foreground, FALSE);
}

static void
draw_row_label (Plot *plot, const Rows *rows, guint category, double y)
{
  draw_words (plot, ka_chart_category (plot->chart, category)->label, rows->label_room, 1, y,
              rows->label_room, &plot->style->foreground);
}

static void
draw_bar (Plot *plot, const Rows *rows, guint category, double y, double height)
{
  const KaChartValue *value = ka_chart_value (plot->chart, 0, category);
  const KaChartValue *target = ka_chart_target (plot->chart, category);
  g_autofree char *words = format_bar (plot->chart, category);
  double bar = MIN (BAR * plot->size, height * 0.7), length = 0, end;
  double scale = rows->right - rows->left;

  draw_row_label (plot, rows, category, y + height / 2);
  fill_box (plot, rows->left, y + (height - bar) / 2, scale, bar, &plot->style->line, 0.18);
  if (!isnan (value->value))
    {
      length = get_part (plot, value->value) * scale;
      fill_box (plot, rows->left, y + (height - bar) / 2, length, bar,
                get_color (plot, 0, category), 1);
    }
  end = rows->left + length;
  if (!isnan (target->value))
    {
      double tick = rows->left + get_part (plot, target->value) * scale;

      draw_tick (plot, rows, target->value, y + (height - bar * 1.45) / 2,
                 y + (height + bar * 1.45) / 2);
      /* Words that would run over the target's line stand behind it. */
      if (tick > end - GAP * plot->size && tick < end + measure_words (plot, words) + plot->size)
        end = MAX (end, tick);
    }
  draw_words (plot, words, end + GAP * plot->size, 0, y + height / 2,
              plot->width - end - GAP * plot->size,
              isnan (value->value) ? &plot->style->secondary : &plot->style->foreground);
}

static void
draw_bars (Plot *plot)
{
  Rows rows = measure_rows (plot);
  double height = get_row_height (plot, &rows);
  double bottom = rows.top + height * plot->chart->categories->len;

  for (guint c = 0; c < plot->chart->categories->len && plot->chart->series->len > 0; c++)
    draw_bar (plot, &rows, c, rows.top + c * height, height);
  draw_rule (plot, rows.left, rows.top, rows.left, bottom, 0.08, &plot->style->foreground, FALSE);
  if (has_common_target (plot->chart))
    {
      g_autofree char *words = g_strdup_printf (
        _ ("目标%s"), plot->chart->target.text != NULL ? plot->chart->target.text : "");
      double x = rows.left + get_part (plot, plot->chart->target.value) * (rows.right - rows.left);
      double half = measure_words (plot, words) / 2;

      draw_words (plot, words, CLAMP (x, half, plot->width - half), 0.5, rows.top / 2, 0,
                  &plot->style->foreground);
    }
}

/* ---- stacked bars ---- */

/* Names of the parts, each behind a patch of its colour. */
static void
draw_legend (Plot *plot, double x)
{
  double patch = plot->size * 0.8, y = LINE * plot->size / 2;

  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      const KaChartSeries *series = ka_chart_series (plot->chart, s);

      fill_box (plot, x, y - patch / 2, patch, patch, &plot->style->tones[series->tone], 1);
      x += patch * 1.4;
      draw_words (plot, series->name, x, 0, y, 0, &plot->style->foreground);
      x += measure_words (plot, series->name) + plot->size;
    }
}

static void
draw_stack (Plot *plot, const Rows *rows, guint category, double y, double height)
{
  double bar = MIN (BAR * 1.3 * plot->size, height * 0.8);
  double scale = rows->right - rows->left, sum = 0;

  draw_row_label (plot, rows, category, y + height / 2);
  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      const KaChartValue *value = ka_chart_value (plot->chart, s, category);
      const KaColor *color = &plot->style->tones[ka_chart_series (plot->chart, s)->tone];
      double start = rows->left + get_part (plot, sum) * scale, end;

      if (isnan (value->value) || value->value <= 0)
        continue;
      sum += value->value;
      end = rows->left + get_part (plot, sum) * scale;
      fill_box (plot, start, y + (height - bar) / 2, end - start, bar, color, 1);
      /* A thread of background between two parts tells them apart without colour. */
      fill_box (plot, end - 0.06 * plot->size, y + (height - bar) / 2, 0.12 * plot->size, bar,
                &plot->style->background, 1);
      if (measure_words (plot, value->text) < end - start - 0.2 * plot->size)
        draw_words (plot, value->text, (start + end) / 2, 0.5, y + height / 2, 0,
                    choose_text_color (plot, color));
    }
}

static void
draw_stacks (Plot *plot)
{
  Rows rows = measure_rows (plot);
  double height = get_row_height (plot, &rows);
  double bottom = rows.top + height * plot->chart->categories->len;

  draw_legend (plot, rows.left);
  for (guint c = 0; c < plot->chart->categories->len; c++)
    draw_stack (plot, &rows, c, rows.top + c * height, height);
  draw_rule (plot, rows.left, rows.top, rows.left, bottom, 0.08, &plot->style->foreground, FALSE);
}

/* ---- lines ---- */

typedef struct
{
  double x, y, width, height;
} Area;

static double
get_x (Plot *plot, const Area *area, guint category)
{
  guint n = plot->chart->categories->len;

  return n > 1 ? area->x + area->width * category / (n - 1) : area->x + area->width / 2;
}

static double
get_y (Plot *plot, const Area *area, double value)
{
  return area->y + area->height * (1 - get_part (plot, value));
}

/* A quarter without a figure interrupts the line: it is not drawn as 0. */
static void
trace_line (Plot *plot, const Area *area, guint series)
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
draw_line (Plot *plot, const Area *area, guint series, gboolean dots, gboolean dashes)
{
  const KaColor *color = &plot->style->tones[ka_chart_series (plot->chart, series)->tone];
  /* Lines differ by more than colour. */
  const double patterns[][2] = { { 1, 0 }, { 0.6, 0.3 }, { 0.2, 0.25 }, { 1.2, 0.4 } };
  const double dash[]
    = { patterns[series % 4][0] * plot->size, patterns[series % 4][1] * plot->size };

  if (plot->cr == NULL)
    return;
  set_source (plot, color, 1);
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
draw_target_line (Plot *plot, const Area *area, gboolean named)
{
  double y = get_y (plot, area, plot->chart->target.value);

  if (!has_common_target (plot->chart))
    return;
  draw_rule (plot, area->x, y, area->x + area->width, y, 0.09, &plot->style->foreground, TRUE);
  if (named && plot->chart->target.text != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("目标%s"), plot->chart->target.text);

      draw_words (plot, words, area->x + 0.3 * plot->size, 0, y - 0.7 * plot->size, 0,
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
  return *name != '\0' && chart->series->len > 1 ? g_strconcat (name, " ", text, NULL)
                                                 : g_strdup (text);
}

static void
clear_label (gpointer data)
{
  g_free (((EndLabel *)data)->words);
}

/* Words at the ends of the lines, moved apart where lines end close to each other. */
static void
draw_ends (Plot *plot, const Area *area)
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

      draw_words (plot, label->words, area->x + area->width + GAP * plot->size, 0, label->y,
                  plot->width - area->x - area->width - GAP * plot->size, &plot->style->foreground);
    }
}

static Area
measure_trend (Plot *plot)
{
  double left = 0, right = 0, unit = plot->chart->unit != NULL ? LINE * plot->size : 0;
  Area area = { 0 };

  for (double tick = plot->min; tick <= plot->max + plot->step / 2; tick += plot->step)
    {
      g_autofree char *words = g_strdup_printf ("%.6g", tick);

      left = MAX (left, measure_words (plot, words));
    }
  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      g_autofree char *words = format_end (plot->chart, s);

      right = MAX (right, measure_words (plot, words));
    }
  right = MIN (right, plot->width * LABEL_PART);
  area.x = left + plot->size;
  area.y = unit + LINE * plot->size / 2;
  area.width = MAX (plot->width - area.x - right - GAP * 2 * plot->size, plot->width * 0.2);
  area.height = MAX (plot->height - area.y - LINE * 1.4 * plot->size, plot->size);
  return area;
}

static void
draw_axes (Plot *plot, const Area *area)
{
  guint n = plot->chart->categories->len;
  double room = n > 1 ? area->width / (n - 1) : area->width;
  double widest = 0;
  guint every = 1;

  draw_words (plot, plot->chart->unit, area->x - GAP * plot->size, 1, LINE * plot->size / 2, 0,
              &plot->style->secondary);
  for (double tick = plot->min; tick <= plot->max + plot->step / 2; tick += plot->step)
    {
      g_autofree char *words = g_strdup_printf ("%.6g", tick);
      double y = get_y (plot, area, tick);

      draw_rule (plot, area->x, y, area->x + area->width, y, 0.05, &plot->style->line, FALSE);
      draw_words (plot, words, area->x - GAP * plot->size, 1, y, 0, &plot->style->secondary);
    }
  for (guint c = 0; c < n; c++)
    widest = MAX (widest, measure_words (plot, ka_chart_category (plot->chart, c)->label));
  while (every < n && widest + plot->size / 2 > room * every)
    every++;
  /* Counted from the last one: it is the one that is asked for. */
  for (guint c = 0; c < n; c++)
    if ((n - 1 - c) % every == 0)
      draw_words (plot, ka_chart_category (plot->chart, c)->label, get_x (plot, area, c), 0.5,
                  area->y + area->height + LINE * 0.8 * plot->size, 0, &plot->style->secondary);
}

static void
draw_trend (Plot *plot)
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
count_columns (Plot *plot)
{
  guint n = (guint)MAX (1, floor (plot->width / (PANEL_WIDTH * plot->size)));

  return CLAMP (plot->chart->series->len, 1, n);
}

static Area
get_panel (Plot *plot, guint series)
{
  guint columns = count_columns (plot);
  guint rows = (plot->chart->series->len + columns - 1) / columns;
  double width = plot->width / columns, height = plot->height / MAX (rows, 1);
  Area area = { (series % columns) * width, (series / columns) * height, width, height };

  return area;
}

static Area
get_panel_lines (Plot *plot, guint series)
{
  Area area = get_panel (plot, series);

  area.x += 0.4 * plot->size;
  area.width -= 1.8 * plot->size;
  area.y += LINE * 1.2 * plot->size;
  area.height -= LINE * 1.7 * plot->size;
  return area;
}

static void
draw_panel (Plot *plot, guint series)
{
  Area panel = get_panel (plot, series), area = get_panel_lines (plot, series);
  guint last = find_last (plot->chart, series);
  const char *text
    = last != KA_CHART_ALL ? ka_chart_value (plot->chart, series, last)->text : _ ("无数据");
  double y = panel.y + LINE * plot->size / 2, used = measure_words (plot, text);

  draw_words (plot, ka_chart_series (plot->chart, series)->name, area.x, 0, y,
              area.width - used - GAP * plot->size, &plot->style->foreground);
  draw_words (plot, text, area.x + area.width, 1, y, 0, &plot->style->foreground);
  draw_rule (plot, area.x, area.y + area.height, area.x + area.width, area.y + area.height, 0.06,
             &plot->style->line, FALSE);
  draw_target_line (plot, &area, FALSE);
  draw_line (plot, &area, series, FALSE, FALSE);
}

/* ---- all ---- */

static void
begin_plot (Plot *plot,
            KaChart *chart,
            cairo_t *cr,
            PangoContext *context,
            const KaChartStyle *style,
            double width,
            double height)
{
  g_autoptr (PangoFontDescription) font
    = pango_font_description_copy (pango_context_get_font_description (context));

  *plot = (Plot){ chart, cr, pango_layout_new (context), style, style->text_size, width, height };
  pango_font_description_set_absolute_size (font, style->text_size * PANGO_SCALE);
  pango_layout_set_font_description (plot->layout, font);
  pango_layout_set_single_paragraph_mode (plot->layout, TRUE);
  pango_layout_set_ellipsize (plot->layout, PANGO_ELLIPSIZE_END);
  ka_chart_scale (chart, &plot->min, &plot->max, &plot->step);
}

void
ka_chart_draw (KaChart *self,
               cairo_t *cr,
               PangoContext *context,
               const KaChartStyle *style,
               double width,
               double height)
{
  Plot plot;

  g_return_if_fail (self != NULL && cr != NULL && context != NULL && style != NULL);

  if (width <= 0 || height <= 0)
    return;
  begin_plot (&plot, self, cr, context, style, width, height);
  cairo_save (cr);
  cairo_new_path (cr);
  if (self->categories->len == 0 || self->series->len == 0)
    draw_words (&plot, _ ("无数据"), width / 2, 0.5, height / 2, 0, &style->secondary);
  else if (self->type == KA_CHART_BARS)
    draw_bars (&plot);
  else if (self->type == KA_CHART_STACKED)
    draw_stacks (&plot);
  else if (self->type == KA_CHART_TREND)
    draw_trend (&plot);
  else
    for (guint s = 0; s < self->series->len; s++)
      draw_panel (&plot, s);
  cairo_restore (cr);
  g_object_unref (plot.layout);
}

double
ka_chart_get_height (KaChart *self, PangoContext *context, const KaChartStyle *style, double width)
{
  double height;
  Plot plot;

  g_return_val_if_fail (self != NULL && context != NULL && style != NULL, 0);

  begin_plot (&plot, self, NULL, context, style, width, 0);
  if (self->categories->len == 0 || self->series->len == 0)
    height = 3 * plot.size;
  else if (self->type == KA_CHART_TREND)
    height = TREND_HEIGHT * plot.size;
  else if (self->type == KA_CHART_MULTIPLES)
    {
      guint columns = count_columns (&plot);

      height = (self->series->len + columns - 1) / columns * PANEL_HEIGHT * plot.size;
    }
  else
    {
      Rows rows = measure_rows (&plot);

      height = rows.top + self->categories->len * ROW * plot.size;
    }
  g_object_unref (plot.layout);
  return height;
}

/* ---- what stands where ---- */

static guint
pick_row (Plot *plot, const Rows *rows, double y)
{
  double row = (y - rows->top) / get_row_height (plot, rows);

  return row >= 0 && row < plot->chart->categories->len ? (guint)row : KA_CHART_ALL;
}

static guint
pick_segment (Plot *plot, const Rows *rows, guint category, double x)
{
  double sum = 0;

  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      double value = ka_chart_value (plot->chart, s, category)->value;

      if (isnan (value) || value <= 0)
        continue;
      sum += value;
      if (x >= rows->left && x < rows->left + get_part (plot, sum) * (rows->right - rows->left))
        return s;
    }
  return KA_CHART_ALL;
}

static guint
pick_column (Plot *plot, const Area *area, double x)
{
  guint n = plot->chart->categories->len;
  double part = area->width > 0 ? (x - area->x) / area->width * (n - 1) : 0;

  return part > -1 && part < n ? (guint)CLAMP (lround (part), 0, (long)n - 1) : KA_CHART_ALL;
}

static guint
pick_line (Plot *plot, const Area *area, guint category, double y)
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

static void
pick_panel (Plot *plot, double x, double y, guint *series, guint *category)
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

gboolean
ka_chart_pick (KaChart *self,
               PangoContext *context,
               const KaChartStyle *style,
               double width,
               double height,
               double x,
               double y,
               guint *series,
               guint *category)
{
  Plot plot;

  g_return_val_if_fail (self != NULL && context != NULL && style != NULL, FALSE);
  g_return_val_if_fail (series != NULL && category != NULL, FALSE);

  *series = *category = KA_CHART_ALL;
  if (self->categories->len == 0 || self->series->len == 0 || width <= 0 || height <= 0 || x < 0
      || y < 0 || x > width || y > height)
    return FALSE;
  begin_plot (&plot, self, NULL, context, style, width, height);
  if (self->type == KA_CHART_MULTIPLES)
    pick_panel (&plot, x, y, series, category);
  else if (self->type == KA_CHART_TREND)
    {
      Area area = measure_trend (&plot);

      *category = pick_column (&plot, &area, x);
      if (*category != KA_CHART_ALL)
        *series = pick_line (&plot, &area, *category, y);
    }
  else
    {
      Rows rows = measure_rows (&plot);

      *category = pick_row (&plot, &rows, y);
      if (*category != KA_CHART_ALL)
        *series = self->type == KA_CHART_BARS ? 0 : pick_segment (&plot, &rows, *category, x);
    }
  g_object_unref (plot.layout);
  return *series != KA_CHART_ALL || *category != KA_CHART_ALL;
}
