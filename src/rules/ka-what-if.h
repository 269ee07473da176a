/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-indicator.h"

G_BEGIN_DECLS

/* 规模化 what-if: the mines upgraded, merged and closed as somebody thinks of it, and what each ratio would
 * be. Nothing of it is saved: the same predicates count a ledger of the moment in which the mines stand so. */
typedef struct
{
  GArray *upgrade;  /* gint64: mines that become 中型 */
  GArray *close;    /* gint64 */
  GPtrArray *merge; /* GArray of gint64: the first one stays, with the capacity of all */
} KaScenario;

KaScenario *ka_scenario_new (void);
void ka_scenario_free (KaScenario *scenario);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaScenario, ka_scenario_free)

typedef struct
{
  GPtrArray *before, *after; /* KaResult: the ratios about mines, in order */
  /* The least number of mines, beyond the scenario, by which the target of 规模化 would be reached in one
   * way alone; 0: it is, -1: it cannot be, or there is no target. */
  gint64 least_upgrade, least_close,
    least_merge;    /* of merge: pairs of which one mine of 中型 becomes */
  GPtrArray *notes; /* char *: Chinese sentences, what was assumed */
} KaWhatIf;

KaWhatIf *ka_what_if_new (KaLedger *ledger, const KaScenario *scenario, KaDay on, GError **error);
void ka_what_if_free (KaWhatIf *what_if);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaWhatIf, ka_what_if_free)

G_END_DECLS
