/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Over the tabs of a record that goes through states (a hazard, a listing, a project): its state, how much it is
 * overdue, and a button for each act that is lawful now. */
#define KA_TYPE_ACT_BUTTONS (ka_act_buttons_get_type ())
G_DECLARE_FINAL_TYPE (KaActButtons, ka_act_buttons, KA, ACT_BUTTONS, AdwBin)

GtkWidget *ka_act_buttons_new (KaContext *context, const KaKind *kind);

G_END_DECLS
