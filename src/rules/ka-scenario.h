/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-what-if.h"

G_BEGIN_DECLS

/* Scenarios that are kept under a name, as notes: the registry knows nothing of them. Each write is one
 * change, which can be undone. */

/* id 0: a new one. Gives its id, 0 on failure. */
gint64 ka_scenario_save (KaLedger *ledger,
                         gint64 id,
                         const char *name,
                         const char *note,
                         const KaScenario *scenario,
                         GError **error);
KaScenario *ka_scenario_read (KaLedger *ledger, gint64 id, GError **error);
gboolean ka_scenario_delete (KaLedger *ledger, gint64 id, GError **error);
/* Puts it into the text of the quarter's report, or takes it out of any (KA_SCENARIO_NOWHERE). */
#define KA_SCENARIO_NOWHERE 0
gboolean ka_scenario_report (KaLedger *ledger, gint64 id, KaQuarter quarter, GError **error);

KaScenario *ka_scenario_copy (const KaScenario *scenario);
gboolean ka_scenario_is_empty (const KaScenario *scenario);
/* Mines that are in it. */
guint ka_scenario_count (const KaScenario *scenario);
/* How a mine stands in it: 升级, 关闭, 合并, or NULL; keeper: the one that it becomes part of (itself for the
 * one that stays), 0 where it is not merged. */
const char *ka_scenario_act (const KaScenario *scenario, gint64 mine, gint64 *keeper);
/* Takes the mine out of it; of two that were merged the other goes too. */
void ka_scenario_remove (KaScenario *scenario, gint64 mine);
/* 升级、关闭; takes it out of what it was in before. */
void ka_scenario_put (KaScenario *scenario, gint64 mine, const char *act);
/* The first one stays. */
void ka_scenario_merge (KaScenario *scenario, const GArray *mines);

G_END_DECLS
