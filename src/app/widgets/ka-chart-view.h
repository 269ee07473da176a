/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-chart.h>

G_BEGIN_DECLS

/* A chart of src/report in the window: drawn in the theme's colours and read aloud as its table.
 * Signal "picked" (guint series, guint category): a click on what stands for them; KA_CHART_ALL where
 * one cannot be said. */
#define KA_TYPE_CHART_VIEW (ka_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (KaChartView, ka_chart_view, KA, CHART_VIEW, GtkWidget)

GtkWidget *ka_chart_view_new (void);
/* NULL: nothing is shown. */
void ka_chart_view_set_chart (KaChartView *self, KaChart *chart);
/* After the chart was changed where it stands. */
void ka_chart_view_redraw (KaChartView *self);

G_END_DECLS
