/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-chart-private.h"

G_BEGIN_DECLS

/* Lengths in parts of the text's size. */
#define GAP 0.5  /* between a picture and its words */
#define LINE 1.4 /* height of a line of words */

/* A chart being drawn, or only measured. */
typedef struct
{
  KaChart *chart;
  cairo_t *cr; /* NULL: only measured */
  PangoLayout *layout;
  const KaChartStyle *style;
  double size, width, height;
  double min, max, step;
} KaPlot;

void ka_plot_set_source (KaPlot *plot, const KaColor *color, double alpha);
double ka_plot_measure (KaPlot *plot, const char *text);
/* x: align 0 the text begins there, 0.5 it is centred there, 1 it ends there. y is its middle. room: cut
 * with an ellipsis beyond that; 0: not. */
void ka_plot_write (KaPlot *plot,
                    const char *text,
                    double x,
                    double align,
                    double y,
                    double room,
                    const KaColor *color);
/* Of the two text colours the one that stands out more from what it is written on. */
const KaColor *ka_plot_choose_text_color (KaPlot *plot, const KaColor *on);
void ka_plot_fill (KaPlot *plot,
                   double x,
                   double y,
                   double width,
                   double height,
                   const KaColor *color,
                   double alpha);
void ka_plot_rule (KaPlot *plot,
                   double x1,
                   double y1,
                   double x2,
                   double y2,
                   double thick,
                   const KaColor *color,
                   gboolean dashed);
/* How far along the scale: 0 … 1. */
double ka_plot_get_part (KaPlot *plot, double value);
const KaColor *ka_plot_get_color (KaPlot *plot, guint series, guint category);
gboolean ka_plot_has_common_target (KaChart *chart);

/* Bars and stacked bars. */
void ka_plot_draw_bars (KaPlot *plot);
void ka_plot_draw_stacks (KaPlot *plot);
double ka_plot_get_rows_height (KaPlot *plot);
void ka_plot_pick_rows (KaPlot *plot, double x, double y, guint *series, guint *category);

/* Lines over time, in one picture or in a panel each. */
void ka_plot_draw_trend (KaPlot *plot);
double ka_plot_get_trend_height (KaPlot *plot);
void ka_plot_pick_trend (KaPlot *plot, double x, double y, guint *series, guint *category);
void ka_plot_draw_panels (KaPlot *plot);
double ka_plot_get_panels_height (KaPlot *plot);
void ka_plot_pick_panels (KaPlot *plot, double x, double y, guint *series, guint *category);

/* Signs on a map. */
void ka_plot_draw_map (KaPlot *plot);
double ka_plot_get_map_height (KaPlot *plot);
void ka_plot_pick_map (KaPlot *plot, double x, double y, guint *series, guint *category);

G_END_DECLS
