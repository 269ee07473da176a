/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>
#include <ka-hazard-state.h>
#include <ka-query.h>

G_BEGIN_DECLS

/* One state of the board: its name, how many, and the cards. Signals: "list": the number over it was
 * pressed; "open" (gint64 id), "menu" (gint64 id, card, x, y), "drop" (gint64 id): a card of another column was let go over this one; "move" (gint64
 * id, int step): the card is to go to the column beside. */
#define KA_TYPE_HAZARD_COLUMN (ka_hazard_column_get_type ())
G_DECLARE_FINAL_TYPE (KaHazardColumn, ka_hazard_column, KA, HAZARD_COLUMN, AdwBin)

GtkWidget *ka_hazard_column_new (KaHazardState state);
KaHazardState ka_hazard_column_get_state (KaHazardColumn *self);
guint ka_hazard_column_get_count (KaHazardColumn *self);

/* What a worker found. Takes ids. NULL ledger: none is open. */
void ka_hazard_column_take (KaHazardColumn *self, KaLedger *ledger, KaQuery *query, GArray *ids);

G_END_DECLS
