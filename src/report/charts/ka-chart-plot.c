/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "ka-chart-plot-private.h"
#include "ka-doc-strip-private.h"

/* ---- words ---- */

void
ka_plot_set_source (KaPlot *plot, const KaColor *color, double alpha)
{
  cairo_set_source_rgba (plot->cr, color->red, color->green, color->blue, alpha);
}

static void
set_words (KaPlot *plot, const char *text, double room)
{
  pango_layout_set_width (plot->layout, room > 0 ? (int)(room * PANGO_SCALE) : -1);
  ka_layout_set_known_text (plot->layout, text);
}

double
ka_plot_measure (KaPlot *plot, const char *text)
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
void
ka_plot_write (KaPlot *plot,
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
  ka_plot_set_source (plot, color, 1);
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
const KaColor *
ka_plot_choose_text_color (KaPlot *plot, const KaColor *on)
{
  double here = get_luminance (on);
  double one = fabs (get_luminance (&plot->style->foreground) - here);
  double other = fabs (get_luminance (&plot->style->background) - here);

  return other > one ? &plot->style->background : &plot->style->foreground;
}

/* ---- shapes ---- */

void
ka_plot_fill (KaPlot *plot,
              double x,
              double y,
              double width,
              double height,
              const KaColor *color,
              double alpha)
{
  if (plot->cr == NULL)
    return;
  ka_plot_set_source (plot, color, alpha);
  cairo_rectangle (plot->cr, x, y, width, height);
  cairo_fill (plot->cr);
}

void
ka_plot_rule (KaPlot *plot,
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
  ka_plot_set_source (plot, color, 1);
  cairo_set_line_width (plot->cr, thick * plot->size);
  cairo_set_dash (plot->cr, dash, dashed ? 2 : 0, 0);
  cairo_move_to (plot->cr, x1, y1);
  cairo_line_to (plot->cr, x2, y2);
  cairo_stroke (plot->cr);
  cairo_set_dash (plot->cr, NULL, 0, 0);
}

double
ka_plot_get_part (KaPlot *plot, double value)
{
  return CLAMP ((value - plot->min) / (plot->max - plot->min), 0, 1);
}

const KaColor *
ka_plot_get_color (KaPlot *plot, guint series, guint category)
{
  KaChartCategory *c = ka_chart_category (plot->chart, category);

  return &plot->style->tones[c->toned ? c->tone : ka_chart_series (plot->chart, series)->tone];
}

gboolean
ka_plot_has_common_target (KaChart *chart)
{
  return !isnan (chart->target.value);
}
