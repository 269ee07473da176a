/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* All of a mine, or of an enterprise with its mines, on one line of time: the terms to come above the day, what
 * was below it, by month. */
#define KA_TYPE_TIMELINE_PANE (ka_timeline_pane_get_type ())
G_DECLARE_FINAL_TYPE (KaTimelinePane, ka_timeline_pane, KA, TIMELINE_PANE, AdwBin)

GtkWidget *ka_timeline_pane_new (KaContext *context, const KaKind *kind);

/* Writes 一矿一档 (.pdf) or the list (.xlsx). */
void ka_timeline_pane_export (KaTimelinePane *self, GFile *file);

G_END_DECLS
