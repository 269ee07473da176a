/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-hazard-state.h>

G_BEGIN_DECLS

/* How the window says where a hazard stands. */

/* The CSS class of the dot beside a state. */
const char *ka_hazard_state_tone (KaHazardState state);
/* 逾期3天, 复查逾期2天; NULL: nothing is over. */
char *ka_hazard_overdue_text (const KaRecord *hazard);

G_END_DECLS
