/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-row-model.h>

G_BEGIN_DECLS

/* One hazard on the board: drawn by itself, so that some thousand of them cost little. */
#define KA_TYPE_HAZARD_CARD (ka_hazard_card_get_type ())
G_DECLARE_FINAL_TYPE (KaHazardCard, ka_hazard_card, KA, HAZARD_CARD, GtkWidget)

GtkWidget *ka_hazard_card_new (void);
/* NULL: none. */
void ka_hazard_card_set_row (KaHazardCard *self, KaRow *row);
gint64 ka_hazard_card_get_id (KaHazardCard *self);

G_END_DECLS
