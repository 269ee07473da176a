/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>
#include <ka-hazard-state.h>

G_BEGIN_DECLS

/* Over the tabs of a record that goes through states (a hazard, a listing): its state, how much it is
 * overdue, and a button for each act that is lawful now. */
#define KA_TYPE_HAZARD_ACTS (ka_hazard_acts_get_type ())
G_DECLARE_FINAL_TYPE (KaHazardActs, ka_hazard_acts, KA, HAZARD_ACTS, AdwBin)

GtkWidget *ka_hazard_acts_new (KaContext *context, const KaKind *kind);

/* The CSS class of the dot beside a state. */
const char *ka_hazard_state_tone (KaHazardState state);
/* 逾期3天, 复查逾期2天; NULL: nothing is over. */
char *ka_hazard_overdue_text (const KaRecord *hazard);

G_END_DECLS
