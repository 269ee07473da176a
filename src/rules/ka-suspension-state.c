/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-affair-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const KaState STATES[KA_SUSPENSION_N_STATES] = {
  [KA_SUSPENSION_STOPPED] = { "stopped", N_ ("停产停建") },
  [KA_SUSPENSION_FILING] = { "filing", N_ ("待备案") },
  [KA_SUSPENSION_ACCEPTING] = { "accepting", N_ ("待验收") },
  [KA_SUSPENSION_APPROVING] = { "approving", N_ ("待批复") },
  [KA_SUSPENSION_RESUMED] = { "resumed", N_ ("已批复") },
};

static const char *const NEXT[KA_SUSPENSION_N_STATES] = {
  [KA_SUSPENSION_STOPPED] = N_ ("恢复前：报复产方案备案，经验收和批复"),
  [KA_SUSPENSION_FILING] = N_ ("下一步：报复产方案备案"),
  [KA_SUSPENSION_ACCEPTING] = N_ ("下一步：组织复产验收"),
  [KA_SUSPENSION_APPROVING] = N_ ("下一步：批复同意复产"),
};

static gboolean
is_stop (const KaRecord *suspension)
{
  const char *kind = ka_record_get (suspension, "kind");

  return g_strcmp0 (kind, "停产") == 0 || g_strcmp0 (kind, "停建") == 0;
}

/* From what happened last to what happened first. */
KaSuspensionState
ka_suspension_state (const KaRecord *suspension)
{
  g_return_val_if_fail (strcmp (suspension->kind->id, "suspension") == 0, KA_SUSPENSION_STOPPED);

  if (is_stop (suspension))
    return KA_SUSPENSION_STOPPED;
  if (ka_record_get (suspension, "approved") != NULL)
    return KA_SUSPENSION_RESUMED;
  if (ka_record_get (suspension, "accepted") != NULL)
    return KA_SUSPENSION_APPROVING;
  return ka_record_get (suspension, "filed") != NULL ? KA_SUSPENSION_ACCEPTING
                                                     : KA_SUSPENSION_FILING;
}

static int
count_overdue (KaLedger *ledger, const KaRecord *suspension, KaDay on)
{
  return 0;
}

static char *
say_next (KaLedger *ledger, const KaRecord *suspension, KaDay on)
{
  const char *next = NEXT[ka_suspension_state (suspension)];

  return next != NULL ? g_strdup (_ (next)) : NULL;
}

static void
prepare_draft (const KaAct *act, KaLedger *ledger, const KaRecord *suspension, KaRecord *draft)
{
  if (strcmp (act->id, "resume") != 0)
    return;
  ka_record_set (draft, "mine", ka_record_get (suspension, "mine"));
  ka_record_set (draft, "kind",
                 g_strcmp0 (ka_record_get (suspension, "kind"), "停建") == 0 ? "复工" : "复产");
}

static void
finish_approve (KaRecord *suspension, const KaRecord *made)
{
  if (ka_record_get (suspension, "since") == NULL)
    ka_record_set (suspension, "since", ka_record_get (suspension, "approved"));
}

/* clang-format off */
#define ON(state) KA_STATE_BIT (KA_SUSPENSION_##state)
#define TODAY(field) { field, KA_ACT_NEEDED, KA_ACT_TODAY }
#define NEEDED(field) { field, KA_ACT_NEEDED }

static const KaAct ACTS[] = {
  { .id = "resume", .label = N_ ("申请复产"), .from = ON (STOPPED), .made = "suspension",
    .fields = { TODAY ("filed"), { "reason" } },
    .source = N_ ("停复产工作方案报镇街和区局备案后，才组织复产验收。") },
  { .id = "file", .label = N_ ("方案备案"), .from = ON (FILING), .to = ON (ACCEPTING),
    .fields = { TODAY ("filed") },
    .source = N_ ("停复产工作方案报镇街和区局备案后，才组织复产验收。") },
  { .id = "accept", .label = N_ ("复产验收"), .from = ON (ACCEPTING), .to = ON (APPROVING),
    .fields = { TODAY ("accepted"), NEEDED ("accepted_by") },
    .source = N_ ("停产、停建的矿山经验收合格才能恢复生产、建设。") },
  { .id = "approve", .label = N_ ("同意复产"), .from = ON (APPROVING), .to = ON (RESUMED),
    .fields = { TODAY ("approved"), NEEDED ("approval_no"), { "since" } },
    .source = N_ ("渝安办〔2025〕13号八：属地核查、集体决策、限时办结。"), .finish = finish_approve },
};
/* clang-format on */

const KaActs ka_suspension_acts = {
  .kind = "suspension",
  .acts = ACTS,
  .n_acts = G_N_ELEMENTS (ACTS),
  .n_states = KA_SUSPENSION_N_STATES,
  .states = STATES,
  .state = ka_suspension_state,
  .overdue = count_overdue,
  .settled = ON (RESUMED),
  .next = say_next,
  .prepare = prepare_draft,
};
