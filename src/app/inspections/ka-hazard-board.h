/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-hazard-column.h"

G_BEGIN_DECLS

/* The hazards by state: a column each, cards that are dragged or moved by key and menu through the acts
 * that are lawful. A KaPageView. */
#define KA_TYPE_HAZARD_BOARD (ka_hazard_board_get_type ())
G_DECLARE_FINAL_TYPE (KaHazardBoard, ka_hazard_board, KA, HAZARD_BOARD, AdwBin)

GtkWidget *ka_hazard_board_new (KaContext *context);
KaHazardColumn *ka_hazard_board_get_column (KaHazardBoard *self, KaHazardState state);
gboolean ka_hazard_board_is_loading (KaHazardBoard *self);
/* The card is let go over the column: opens the act that leads there, or tells why there is none. Gives
 * the dialog, or NULL. */
GtkWindow *ka_hazard_board_drop (KaHazardBoard *self, gint64 id, KaHazardState to);

G_END_DECLS
