/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page-view.h"

#include <adwaita.h>
#include <ka-measures.h>

G_BEGIN_DECLS

/* 进展矩阵: the tasks of the eight hard measures against the district, the towns and the enterprises,
 * in a quarter. A cell leads to its record; what is selected is filled at once. */
#define KA_TYPE_MEASURE_VIEW (ka_measure_view_get_type ())
G_DECLARE_FINAL_TYPE (KaMeasureView, ka_measure_view, KA, MEASURE_VIEW, AdwBin)

GtkWidget *ka_measure_view_new (KaContext *context);
/* Attaches the files to the record of the cell of the keyboard, if it has one. */
void ka_measure_view_attach (KaMeasureView *self, const char *const *paths);
KaMeasureTable *ka_measure_view_get_table (KaMeasureView *self); /* as shown; or NULL */

G_END_DECLS
