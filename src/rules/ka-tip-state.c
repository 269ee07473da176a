/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-affair-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const KaState STATES[KA_TIP_N_STATES] = {
  [KA_TIP_RECEIVED] = { "received", N_ ("待受理") },
  [KA_TIP_CHECKING] = { "checking", N_ ("核查中") },
  [KA_TIP_ANSWER] = { "answer", N_ ("待答复") },
  [KA_TIP_SETTLED] = { "settled", N_ ("已办结") },
};

/* Who gave no name cannot be answered. */
KaTipState
ka_tip_state (const KaRecord *tip)
{
  g_return_val_if_fail (strcmp (tip->kind->id, "tip") == 0, KA_TIP_RECEIVED);

  if (ka_record_get (tip, "closed") != NULL)
    return g_strcmp0 (ka_record_get (tip, "named"), "1") == 0
               && ka_record_get (tip, "replied") == NULL
             ? KA_TIP_ANSWER
             : KA_TIP_SETTLED;
  return ka_record_get (tip, "accepted") != NULL ? KA_TIP_CHECKING : KA_TIP_RECEIVED;
}

KaDay
ka_tip_end (const KaRecord *tip)
{
  KaDay extended = ka_record_get_day (tip, "extended_until"),
        accepted = ka_record_get_day (tip, "accepted");

  if (extended != KA_DAY_NONE || accepted == KA_DAY_NONE)
    return extended;
  return accepted + KA_TIP_DAYS;
}

static int
count_overdue (const KaRecord *tip, KaDay on)
{
  KaDay end = ka_tip_state (tip) == KA_TIP_CHECKING ? ka_tip_end (tip) : KA_DAY_NONE;

  return end != KA_DAY_NONE && on > end ? on - end : 0;
}

static char *
say_next (const KaRecord *tip, KaDay on)
{
  g_autofree char *end = NULL;

  switch (ka_tip_state (tip))
    {
    case KA_TIP_RECEIVED:
      return g_strdup (_ ("下一步：决定是否受理"));
    case KA_TIP_CHECKING:
      end = ka_day_to_iso (ka_tip_end (tip));
      return g_strdup_printf (_ ("下一步：核查处理，%s前办结"), end);
    case KA_TIP_ANSWER:
      return g_strdup (_ ("下一步：把核查、处理结果答复举报人"));
    case KA_TIP_SETTLED:
    case KA_TIP_N_STATES:
    default:
      return NULL;
    }
}

static gboolean
check_extension (const KaAct *act,
                 KaLedger *ledger,
                 const KaRecord *before,
                 const KaRecord *record,
                 KaDay on,
                 GError **error)
{
  KaDay last = ka_record_get_day (before, "accepted") + KA_TIP_DAYS + KA_TIP_EXTENSION_DAYS;
  g_autofree char *text = NULL;

  if (ka_record_get_day (record, "extended_until") <= last)
    return TRUE;
  text = ka_day_to_iso (last);
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("延长不超过%d日，最晚到%s。"),
               KA_TIP_EXTENSION_DAYS, text);
  return FALSE;
}

/* clang-format off */
#define ON(state) KA_STATE_BIT (KA_TIP_##state)
#define TODAY(field) { field, KA_ACT_NEEDED, KA_ACT_TODAY }
#define NEEDED(field) { field, KA_ACT_NEEDED }
#define ANEW(field) { field, KA_ACT_NEEDED, KA_ACT_ANEW }

static const KaAct ACTS[] = {
  { .id = "accept", .label = N_ ("受理"), .from = ON (RECEIVED), .to = ON (CHECKING),
    .fields = { TODAY ("accepted"), { "named" }, { "mine" } },
    .source = N_ ("应急〔2023〕106号：依法受理，实名举报的告知是否受理。") },
  { .id = "refuse", .label = N_ ("不予受理"), .from = ON (RECEIVED), .to = ON (ANSWER) | ON (SETTLED),
    .fields = { TODAY ("closed"), NEEDED ("outcome") },
    .source = N_ ("应急〔2023〕106号：不属于受理范围的不予受理或者转办，并说明理由。") },
  { .id = "extend", .label = N_ ("延长办理"), .from = ON (CHECKING),
    .fields = { ANEW ("extended_until") },
    .source = N_ ("《信访工作条例》：情况复杂的可以延长办理期限，不超过30日，并告知理由。"),
    .check = check_extension },
  { .id = "close", .label = N_ ("办结"), .from = ON (CHECKING), .to = ON (ANSWER) | ON (SETTLED),
    .fields = { NEEDED ("verified"), NEEDED ("outcome"), { "reward" }, TODAY ("closed") },
    .source = N_ ("应急〔2020〕69号第五条：及时核查，属实的依法处理。") },
  { .id = "reply", .label = N_ ("答复举报人"), .from = ON (ANSWER), .to = ON (SETTLED),
    .fields = { TODAY ("replied") },
    .source = N_ ("应急〔2020〕69号第五条：向举报人反馈核查、处理结果。") },
};
/* clang-format on */

const KaActs ka_tip_acts = {
  .kind = "tip",
  .acts = ACTS,
  .n_acts = G_N_ELEMENTS (ACTS),
  .n_states = KA_TIP_N_STATES,
  .states = STATES,
  .state = ka_tip_state,
  .overdue = count_overdue,
  .settled = ON (SETTLED),
  .next = say_next,
};
