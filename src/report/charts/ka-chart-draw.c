/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ka-chart-plot-private.h"

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

static void
begin_plot (KaPlot *plot,
            KaChart *chart,
            cairo_t *cr,
            PangoContext *context,
            const KaChartStyle *style,
            double width,
            double height)
{
  g_autoptr (PangoFontDescription) font
    = pango_font_description_copy (pango_context_get_font_description (context));

  *plot = (KaPlot){ chart, cr, pango_layout_new (context), style, style->text_size, width, height };
  pango_font_description_set_absolute_size (font, style->text_size * PANGO_SCALE);
  pango_layout_set_font_description (plot->layout, font);
  pango_layout_set_single_paragraph_mode (plot->layout, TRUE);
  pango_layout_set_ellipsize (plot->layout, PANGO_ELLIPSIZE_END);
  /* A map has none, and may have tens of thousands of signs to look through for it. */
  if (chart->type != KA_CHART_MAP)
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
  KaPlot plot;

  g_return_if_fail (self != NULL && cr != NULL && context != NULL && style != NULL);

  if (width <= 0 || height <= 0)
    return;
  begin_plot (&plot, self, cr, context, style, width, height);
  cairo_save (cr);
  cairo_new_path (cr);
  if (self->categories->len == 0 || self->series->len == 0)
    ka_plot_write (&plot, _ ("无数据"), width / 2, 0.5, height / 2, 0, &style->secondary);
  else if (self->type == KA_CHART_MAP)
    ka_plot_draw_map (&plot);
  else if (self->type == KA_CHART_BARS)
    ka_plot_draw_bars (&plot);
  else if (self->type == KA_CHART_STACKED)
    ka_plot_draw_stacks (&plot);
  else if (self->type == KA_CHART_TREND)
    ka_plot_draw_trend (&plot);
  else
    ka_plot_draw_panels (&plot);
  cairo_restore (cr);
  g_object_unref (plot.layout);
}

double
ka_chart_get_height (KaChart *self, PangoContext *context, const KaChartStyle *style, double width)
{
  double height;
  KaPlot plot;

  g_return_val_if_fail (self != NULL && context != NULL && style != NULL, 0);

  begin_plot (&plot, self, NULL, context, style, width, 0);
  if (self->categories->len == 0 || self->series->len == 0)
    height = 3 * plot.size;
  else if (self->type == KA_CHART_MAP)
    height = ka_plot_get_map_height (&plot);
  else if (self->type == KA_CHART_TREND)
    height = ka_plot_get_trend_height (&plot);
  else if (self->type == KA_CHART_MULTIPLES)
    height = ka_plot_get_panels_height (&plot);
  else
    height = ka_plot_get_rows_height (&plot);
  g_object_unref (plot.layout);
  return height;
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
  KaPlot plot;

  g_return_val_if_fail (self != NULL && context != NULL && style != NULL, FALSE);
  g_return_val_if_fail (series != NULL && category != NULL, FALSE);

  *series = *category = KA_CHART_ALL;
  if (self->categories->len == 0 || self->series->len == 0 || width <= 0 || height <= 0 || x < 0
      || y < 0 || x > width || y > height)
    return FALSE;
  begin_plot (&plot, self, NULL, context, style, width, height);
  if (self->type == KA_CHART_MULTIPLES)
    ka_plot_pick_panels (&plot, x, y, series, category);
  else if (self->type == KA_CHART_MAP)
    ka_plot_pick_map (&plot, x, y, series, category);
  else if (self->type == KA_CHART_TREND)
    ka_plot_pick_trend (&plot, x, y, series, category);
  else
    ka_plot_pick_rows (&plot, x, y, series, category);
  g_object_unref (plot.layout);
  return *series != KA_CHART_ALL || *category != KA_CHART_ALL;
}
