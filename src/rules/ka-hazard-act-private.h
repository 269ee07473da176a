/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-act.h"
#include "ka-hazard-state.h"

G_BEGIN_DECLS

/* What the table of acts cannot say by itself (ka-hazard-act-check.c). */
gboolean _ka_act_allow_order (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_begin (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_submit (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_review (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_fail (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_postpone (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_file (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_penalise (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_halt (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_resume (const KaAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_close (const KaAct *, const KaRecord *, KaDay, GError **);

gboolean _ka_act_check_order (const KaAct *,
                              KaLedger *,
                              const KaRecord *,
                              const KaRecord *,
                              KaDay,
                              GError **);
gboolean _ka_act_check_spot (const KaAct *,
                             KaLedger *,
                             const KaRecord *,
                             const KaRecord *,
                             KaDay,
                             GError **);
gboolean _ka_act_check_postpone (const KaAct *,
                                 KaLedger *,
                                 const KaRecord *,
                                 const KaRecord *,
                                 KaDay,
                                 GError **);
gboolean _ka_act_check_penalty (const KaAct *,
                                KaLedger *,
                                const KaRecord *,
                                const KaRecord *,
                                KaDay,
                                GError **);
extern const KaActs _ka_hazard_acts;
extern const KaState _ka_hazard_states[KA_HAZARD_N_STATES];

G_END_DECLS
