/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-timeline-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KA_TYPE_TIMELINE_ROW (ka_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (KaTimelineRow, ka_timeline_row, KA, TIMELINE_ROW, GtkBox)

GtkWidget *ka_timeline_row_new (void);
/* mine: said beside the event where it is not plain whose it is; or NULL. */
void ka_timeline_row_show (KaTimelineRow *self, KaTimelineItem *item, const char *mine, KaDay on);

G_END_DECLS
