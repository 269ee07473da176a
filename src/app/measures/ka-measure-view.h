/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page-view.h"

#include <adwaita.h>
#include <ka-measures.h>

G_BEGIN_DECLS

/* 进展矩阵: the tasks of the eight hard measures against the district and the enterprises, in a quarter. A
 * cell leads to its record; the tasks selected are given a state of one unit at once. */
#define KA_TYPE_MEASURE_VIEW (ka_measure_view_get_type ())
G_DECLARE_FINAL_TYPE (KaMeasureView, ka_measure_view, KA, MEASURE_VIEW, AdwBin)

GtkWidget *ka_measure_view_new (KaContext *context);
KaMeasureTable *ka_measure_view_get_table (KaMeasureView *self); /* as shown; or NULL */

G_END_DECLS
