/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-affair-state.h"
#include "ka-due.h"
#include "ka-workdays.h"

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

static KaDay
add_workdays (KaLedger *ledger, KaDay from, const char *rule)
{
  g_autoptr (KaWorkdays) workdays = ka_workdays_new (ledger, NULL);

  return workdays != NULL && from != KA_DAY_NONE
           ? ka_workdays_add (workdays, from, ka_due_limit (ledger, rule, "days"))
           : KA_DAY_NONE;
}

KaDay
ka_tip_end (KaLedger *ledger, const KaRecord *tip)
{
  KaDay extended;

  switch (ka_tip_state (tip))
    {
    case KA_TIP_RECEIVED:
      return add_workdays (ledger, ka_record_get_day (tip, "received"), "tip_unaccepted");
    case KA_TIP_CHECKING:
      extended = ka_record_get_day (tip, "extended_until");
      return extended != KA_DAY_NONE
               ? extended
               : ka_record_get_day (tip, "accepted") + ka_due_limit (ledger, "tip_overdue", "days");
    case KA_TIP_ANSWER:
      return add_workdays (ledger, ka_record_get_day (tip, "closed"), "tip_unanswered");
    case KA_TIP_SETTLED:
    case KA_TIP_N_STATES:
    default:
      return KA_DAY_NONE;
    }
}

static int
count_overdue (KaLedger *ledger, const KaRecord *tip, KaDay on)
{
  KaDay end = ka_tip_end (ledger, tip);

  return end != KA_DAY_NONE && on > end ? on - end : 0;
}

static char *
say_next (KaLedger *ledger, const KaRecord *tip, KaDay on)
{
  KaDay day = ka_tip_end (ledger, tip);
  g_autofree char *end = day != KA_DAY_NONE ? ka_day_to_iso (day) : NULL;

  switch (ka_tip_state (tip))
    {
    case KA_TIP_RECEIVED:
      return end == NULL ? g_strdup (_ ("下一步：决定是否受理"))
                         : g_strdup_printf (_ ("下一步：%s前决定是否受理"), end);
    case KA_TIP_CHECKING:
      return g_strdup_printf (_ ("下一步：核查处理，%s前办结"), end);
    case KA_TIP_ANSWER:
      return end == NULL ? g_strdup (_ ("下一步：把核查、处理结果答复举报人"))
                         : g_strdup_printf (_ ("下一步：%s前把核查、处理结果答复举报人"), end);
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
  int longest = ka_due_limit (ledger, "tip_extension", "days");
  KaDay last = ka_record_get_day (before, "accepted") + ka_due_limit (ledger, "tip_overdue", "days")
               + longest;
  g_autofree char *text = NULL;

  if (ka_record_get_day (record, "extended_until") <= last)
    return TRUE;
  text = ka_day_to_iso (last);
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("延长不超过%d日，最晚到%s。"), longest, text);
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
