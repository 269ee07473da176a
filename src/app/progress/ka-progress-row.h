/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-progress-data.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One of the four groups of 四化: its indicators in figures and against their targets, their course over
 * the quarters, and the first of them by town.
 * Signal "town" (const char *code, const char *town): a town's bar was clicked. */
#define KA_TYPE_PROGRESS_ROW (ka_progress_row_get_type ())
G_DECLARE_FINAL_TYPE (KaProgressRow, ka_progress_row, KA, PROGRESS_ROW, GtkBox)

GtkWidget *ka_progress_row_new (const char *group);
/* Shows the group's part of it; the course over the quarters is still to come. */
void ka_progress_row_set_progress (KaProgressRow *self, KaQuarterProgress *progress);
/* points: KaPoint elements; NULL: it could not be computed. */
void
ka_progress_row_set_trend (KaProgressRow *self, KaQuarterProgress *progress, GPtrArray *points);

G_END_DECLS
