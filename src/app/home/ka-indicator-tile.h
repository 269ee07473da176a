/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-indicator.h>

G_BEGIN_DECLS

/* One indicator in figures: value, counts, target, and what is still to do as a button that runs the
 * action "progress.detail" with the indicator's code. */
#define KA_TYPE_INDICATOR_TILE (ka_indicator_tile_get_type ())
G_DECLARE_FINAL_TYPE (KaIndicatorTile, ka_indicator_tile, KA, INDICATOR_TILE, GtkBox)

GtkWidget *ka_indicator_tile_new (const KaResult *result);

G_END_DECLS
