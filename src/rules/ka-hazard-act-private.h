/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-hazard-act.h"

G_BEGIN_DECLS

/* What the table of acts cannot say by itself (ka-hazard-act-check.c). */
gboolean _ka_act_allow_order (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_begin (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_submit (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_review (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_fail (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_postpone (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_file (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_penalise (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_halt (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_resume (const KaHazardAct *, const KaRecord *, KaDay, GError **);
gboolean _ka_act_allow_close (const KaHazardAct *, const KaRecord *, KaDay, GError **);

gboolean _ka_act_check_order (const KaHazardAct *,
                              KaLedger *,
                              const KaRecord *,
                              const KaRecord *,
                              KaDay,
                              GError **);
gboolean _ka_act_check_spot (const KaHazardAct *,
                             KaLedger *,
                             const KaRecord *,
                             const KaRecord *,
                             KaDay,
                             GError **);
gboolean _ka_act_check_postpone (const KaHazardAct *,
                                 KaLedger *,
                                 const KaRecord *,
                                 const KaRecord *,
                                 KaDay,
                                 GError **);
gboolean _ka_act_check_penalty (const KaHazardAct *,
                                KaLedger *,
                                const KaRecord *,
                                const KaRecord *,
                                KaDay,
                                GError **);
/* Events in their order, none of them ahead: asked of every act. */
gboolean _ka_act_check_days (const KaHazardAct *, const KaRecord *record, KaDay on, GError **);

G_END_DECLS
