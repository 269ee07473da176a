/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-penalty-state.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-decimal.h>
#include <string.h>

static const KaState STATES[KA_PENALTY_N_STATES] = {
  [KA_PENALTY_CASE] = { "case", N_ ("办案中") },
  [KA_PENALTY_INFORMED] = { "informed", N_ ("已告知") },
  [KA_PENALTY_DECIDED] = { "decided", N_ ("已决定") },
  [KA_PENALTY_URGED] = { "urged", N_ ("已催告") },
  [KA_PENALTY_APPLIED] = { "applied", N_ ("已申请强制执行") },
  [KA_PENALTY_EXECUTED] = { "executed", N_ ("执行完毕") },
};

static const char *
get (const KaRecord *record, const char *field)
{
  return ka_record_get (record, field);
}

/* From what happened last to what happened first. */
KaPenaltyState
ka_penalty_state (const KaRecord *penalty)
{
  g_return_val_if_fail (strcmp (penalty->kind->id, "penalty") == 0, KA_PENALTY_CASE);

  if (get (penalty, "executed") != NULL)
    return KA_PENALTY_EXECUTED;
  if (get (penalty, "enforced") != NULL)
    return KA_PENALTY_APPLIED;
  if (get (penalty, "urged") != NULL)
    return KA_PENALTY_URGED;
  if (get (penalty, "decided") != NULL)
    return KA_PENALTY_DECIDED;
  return get (penalty, "informed") != NULL ? KA_PENALTY_INFORMED : KA_PENALTY_CASE;
}

/* ---- terms ---- */

/* In 分. */
static gint64
get_fine (const KaRecord *penalty)
{
  const char *amount = get (penalty, "amount");
  gint64 fine = 0;

  return amount != NULL && ka_decimal_parse (amount, 2, &fine, NULL) ? fine : 0;
}

/* Where the day of service is not known, that of the decision. */
static KaDay
get_served (const KaRecord *penalty)
{
  KaDay delivered = ka_record_get_day (penalty, "delivered");

  return delivered != KA_DAY_NONE ? delivered : ka_record_get_day (penalty, "decided");
}

KaDay
ka_penalty_case_end (const KaRecord *penalty)
{
  KaDay filed = ka_record_get_day (penalty, "filed");

  return filed != KA_DAY_NONE
           ? MAX (filed + KA_PENALTY_CASE_DAYS, ka_record_get_day (penalty, "extended_until"))
           : KA_DAY_NONE;
}

KaDay
ka_penalty_pay_by (const KaRecord *penalty)
{
  KaDay served = get_served (penalty), agreed = ka_record_get_day (penalty, "pay_by");

  if (get_fine (penalty) == 0 || served == KA_DAY_NONE)
    return KA_DAY_NONE;
  return agreed != KA_DAY_NONE ? agreed : served + KA_PENALTY_PAY_DAYS;
}

gint64
ka_penalty_surcharge (const KaRecord *penalty, KaDay on)
{
  KaDay by = ka_penalty_pay_by (penalty);
  gint64 fine = get_fine (penalty);

  if (by == KA_DAY_NONE || on <= by)
    return 0;
  /* Half a 分 up; beyond 34 days it is the fine itself. */
  return MIN (fine, on - by >= 34 ? fine : (fine * 3 * (on - by) + 50) / 100);
}

gboolean
ka_penalty_enforce_span (const KaRecord *penalty, KaDay *first, KaDay *last)
{
  KaDay by = ka_penalty_pay_by (penalty), served = get_served (penalty), end;

  if (by == KA_DAY_NONE)
    return FALSE;
  /* Put off, the term runs from the day to which it was put off (《行政处罚法》第七十二条第二款). */
  end = MAX (ka_day_add_months (served, KA_PENALTY_APPEAL_MONTHS), by);
  *first = end + 1;
  *last = ka_day_add_months (end, KA_PENALTY_ENFORCE_MONTHS);
  return TRUE;
}

int
ka_penalty_overdue (const KaRecord *penalty, KaDay on)
{
  KaPenaltyState state = ka_penalty_state (penalty);
  KaDay end = state <= KA_PENALTY_INFORMED ? ka_penalty_case_end (penalty)
              : state <= KA_PENALTY_URGED  ? ka_penalty_pay_by (penalty)
                                           : KA_DAY_NONE;

  return end != KA_DAY_NONE && on > end ? on - end : 0;
}

/* ---- what the table of acts cannot say by itself ---- */

static gboolean
allow_extend (const KaAct *act, const KaRecord *penalty, KaDay on, GError **error)
{
  KaDay end = ka_penalty_case_end (penalty);
  g_autofree char *text = ka_day_to_iso (end);

  if (end == KA_DAY_NONE)
    return ka_refuse (error, _ ("没有立案日期，无从延长办案期限；请先填“立案日期”。"));
  return on <= end || ka_refuse (error, _ ("办案期限%s已经届满，不能再延长。"), text);
}

static gboolean
check_extend (const KaAct *act,
              KaLedger *ledger,
              const KaRecord *before,
              const KaRecord *record,
              KaDay on,
              GError **error)
{
  KaDay end = ka_penalty_case_end (before);
  g_autofree char *text = ka_day_to_iso (end);

  return ka_record_get_day (record, "extended_until") > end
         || ka_refuse (error, _ ("延长后的期限（%s）要在原来的办案期限（%s）之后。"),
                       get (record, "extended_until"), text);
}

static gboolean
allow_decide (const KaAct *act, const KaRecord *penalty, KaDay on, GError **error)
{
  return get (penalty, "filed") != NULL
         || ka_refuse (error, _ ("还没有立案日期，不能作出行政处罚；请先“立案”。"));
}

static gboolean
check_decide (const KaAct *act,
              KaLedger *ledger,
              const KaRecord *before,
              const KaRecord *record,
              KaDay on,
              GError **error)
{
  if (ka_record_get_day (record, "decided") > ka_penalty_case_end (before))
    return ka_refuse (
      error, _ ("决定日期（%s）超过立案（%s）起90日的办案期限；批准延长的，请先“延长办案期限”。"),
      get (record, "decided"), get (before, "filed"));
  if (g_strcmp0 (get (record, "kind"), "罚款") == 0 && get (record, "amount") == NULL)
    return ka_refuse (error, _ ("处罚种类是罚款，请填罚款金额。"));
  return TRUE;
}

static gboolean
allow_fine (const KaAct *act, const KaRecord *penalty, KaDay on, GError **error)
{
  return get_fine (penalty) > 0
         || ka_refuse (error, _ ("这件处罚没有罚款金额，不用“%s”。"), ka_act_label (act));
}

/* Before the last day nobody is late. */
static gboolean
allow_late (const KaAct *act, const KaRecord *penalty, KaDay on, GError **error)
{
  KaDay by = ka_penalty_pay_by (penalty);
  g_autofree char *text = NULL;

  if (!allow_fine (act, penalty, on, error))
    return FALSE;
  text = ka_day_to_iso (by);
  return on > by
         || ka_refuse (error, _ ("缴款期限到%s，还没有届满，不能“%s”。"), text, ka_act_label (act));
}

static gboolean
check_defer (const KaAct *act,
             KaLedger *ledger,
             const KaRecord *before,
             const KaRecord *record,
             KaDay on,
             GError **error)
{
  KaDay by = ka_penalty_pay_by (before);
  g_autofree char *text = ka_day_to_iso (by);

  return ka_record_get_day (record, "pay_by") > by
         || ka_refuse (error, _ ("暂缓或者分期缴纳的期限（%s）要在原来的缴款期限（%s）之后。"),
                       get (record, "pay_by"), text);
}

static gboolean
check_late (const KaAct *act,
            KaLedger *ledger,
            const KaRecord *before,
            const KaRecord *record,
            KaDay on,
            GError **error)
{
  return allow_late (act, before, ka_record_get_day (record, act->fields[0].field), error);
}

static gboolean
check_surcharge (const KaAct *act,
                 KaLedger *ledger,
                 const KaRecord *before,
                 const KaRecord *record,
                 KaDay on,
                 GError **error)
{
  gint64 most = ka_penalty_surcharge (before, ka_record_get_day (record, "surcharged")), given = 0;
  const char *text = get (record, "surcharge");
  g_autofree char *limit = ka_decimal_format (most, 2);

  if (!check_late (act, ledger, before, record, on, error))
    return FALSE;
  if (text == NULL || !ka_decimal_parse (text, 2, &given, NULL) || given <= 0)
    return ka_refuse (error, _ ("加处罚款金额要大于零。"));
  return given <= most
         || ka_refuse (
           error, _ ("加处罚款%s元多了：每日按罚款数额的3%%加处，总额不超过罚款，到%s至多%s元。"),
           text, get (record, "surcharged"), limit);
}

static gboolean
allow_enforce (const KaAct *act, const KaRecord *penalty, KaDay on, GError **error)
{
  KaDay urged = ka_record_get_day (penalty, "urged"), first, last;
  g_autofree char *from = NULL, *until = NULL, *answer = NULL;

  if (!allow_fine (act, penalty, on, error))
    return FALSE;
  ka_penalty_enforce_span (penalty, &first, &last);
  from = ka_day_to_iso (first);
  until = ka_day_to_iso (last);
  answer = ka_day_to_iso (urged + KA_PENALTY_URGE_DAYS);
  if (on <= urged + KA_PENALTY_URGE_DAYS)
    return ka_refuse (error, _ ("催告满10日（%s）仍不履行的，才可以申请强制执行。"), answer);
  if (on < first)
    return ka_refuse (error, _ ("复议和诉讼期限届满以后才可以申请强制执行，最早在%s。"), from);
  return on <= last
         || ka_refuse (error, _ ("申请强制执行的期限到%s已经届满，请核实后研究其他措施。"), until);
}

static gboolean
check_enforce (const KaAct *act,
               KaLedger *ledger,
               const KaRecord *before,
               const KaRecord *record,
               KaDay on,
               GError **error)
{
  return allow_enforce (act, before, ka_record_get_day (record, "enforced"), error);
}

/* ---- what follows by itself, and what a draft begins with ---- */

static void
finish_deliver (KaRecord *penalty, const KaRecord *made)
{
  KaDay by = ka_record_get_day (penalty, "delivered");
  g_autofree char *text = NULL;

  if (get_fine (penalty) == 0 || get (penalty, "pay_by") != NULL || by == KA_DAY_NONE)
    return;
  text = ka_day_to_iso (by + KA_PENALTY_PAY_DAYS);
  ka_record_set (penalty, "pay_by", text);
}

static void
draft_listing (const KaRecord *penalty, KaRecord *listing)
{
  gboolean person = get (penalty, "person") != NULL;

  ka_record_set (listing, "subject", person ? "个人" : "单位");
  ka_record_set (listing, "enterprise", get (penalty, "enterprise"));
  ka_record_set (listing, "person", get (penalty, "person"));
  ka_record_set (listing, "list", "安全生产严重失信主体");
  ka_record_set (listing, "penalty_no", get (penalty, "doc_no"));
  ka_record_set (listing, "reason", get (penalty, "facts"));
}

static void
prepare_draft (const KaAct *act, KaLedger *ledger, const KaRecord *penalty, KaRecord *draft)
{
  if (strcmp (act->id, "list") == 0)
    draft_listing (penalty, draft);
  else if (strcmp (act->id, "surcharge") == 0)
    {
      g_autofree char *most = ka_decimal_format (ka_penalty_surcharge (penalty, ka_today ()), 2);

      ka_record_set (draft, "surcharge", most);
    }
}

/* clang-format off */
#define ON(state) KA_STATE_BIT (KA_PENALTY_##state)
#define OPEN_CASE (ON (CASE) | ON (INFORMED))
#define UNPAID (ON (DECIDED) | ON (URGED) | ON (APPLIED))
#define MADE (UNPAID | ON (EXECUTED))
#define TODAY(field) { field, KA_ACT_NEEDED, KA_ACT_TODAY }
#define NEEDED(field) { field, KA_ACT_NEEDED }
#define ANEW(field) { field, KA_ACT_NEEDED, KA_ACT_ANEW }

static const KaAct ACTS[] = {
  { .id = "inform", .label = N_ ("处罚前告知"), .from = OPEN_CASE, .to = ON (INFORMED),
    .fields = { TODAY ("informed"), NEEDED ("facts"), NEEDED ("violated"), NEEDED ("basis") },
    .source = N_ ("《行政处罚法》第四十四条：作出决定之前告知内容、事实、理由、依据和陈述申辩权。") },
  { .id = "extend", .label = N_ ("延长办案期限"), .from = OPEN_CASE,
    .fields = { ANEW ("extended_until") },
    .source = N_ ("《行政处罚法》第六十条：自立案之日起90日内作出决定，规章另有规定的从其规定。"),
    .allowed = allow_extend, .check = check_extend },
  { .id = "decide", .label = N_ ("作出决定"), .from = ON (INFORMED), .to = ON (DECIDED),
    .fields = { NEEDED ("doc_no"), TODAY ("decided"), NEEDED ("kind"), { "amount" },
                NEEDED ("facts"), NEEDED ("violated"), NEEDED ("basis") },
    .source = N_ ("《行政处罚法》第五十七条、第六十条：调查终结作出决定，自立案之日起90日内。"),
    .allowed = allow_decide, .check = check_decide },
  { .id = "deliver", .label = N_ ("送达"), .from = MADE, .fields = { TODAY ("delivered") },
    .source = N_ ("《行政处罚法》第六十一条：当场交付；当事人不在场的，七日内送达。"), .finish = finish_deliver },
  { .id = "publish", .label = N_ ("公示"), .from = MADE, .fields = { TODAY ("published") },
    .source = N_ ("《安全生产法》第七十八条：作出处罚决定后七个工作日内在监督管理部门公示系统予以公开曝光。") },
  { .id = "defer", .label = N_ ("暂缓或者分期缴纳"), .from = ON (DECIDED) | ON (URGED),
    .fields = { ANEW ("pay_by") },
    .source = N_ ("《行政处罚法》第六十六条：确有经济困难的，经申请和批准，可以暂缓或者分期缴纳。"),
    .allowed = allow_fine, .check = check_defer },
  { .id = "urge", .label = N_ ("催告"), .from = ON (DECIDED), .to = ON (URGED),
    .fields = { TODAY ("urged"), { "urge_no" } },
    .source = N_ ("《行政强制法》第五十四条：申请强制执行前应当催告，催告书送达十日后仍未履行的，可以申请。"),
    .allowed = allow_late, .check = check_late },
  { .id = "surcharge", .label = N_ ("加处罚款"), .from = ON (DECIDED) | ON (URGED),
    .fields = { TODAY ("surcharged"), NEEDED ("surcharge"), { "surcharge_no" } },
    .source = N_ ("《行政处罚法》第七十二条：到期不缴纳的，每日按罚款数额的百分之三加处，不超出罚款的数额。"),
    .allowed = allow_late, .check = check_surcharge },
  { .id = "enforce", .label = N_ ("申请强制执行"), .from = ON (URGED), .to = ON (APPLIED),
    .fields = { TODAY ("enforced"), { "enforce_no" } },
    .source = N_ ("《行政强制法》第五十三条：复议、诉讼期限届满又不履行的，自届满之日起三个月内申请。"),
    .allowed = allow_enforce, .check = check_enforce },
  { .id = "execute", .label = N_ ("执行完毕"), .from = UNPAID, .to = ON (EXECUTED),
    .fields = { TODAY ("executed") },
    .source = N_ ("《行政处罚法》第六十六条：当事人应当在决定书载明的期限内予以履行。") },
  { .id = "list", .label = N_ ("拟列入失信名单"), .from = MADE, .made = "discredit",
    .fields = { NEEDED ("list"), NEEDED ("reason"), { "basis" } },
    .source = N_ ("应急管理部令第11号：谁处罚、谁决定、谁负责；列入前告知，听取陈述申辩。") },
};
/* clang-format on */

static int
count_overdue (KaLedger *ledger, const KaRecord *penalty, KaDay on)
{
  return ka_penalty_overdue (penalty, on);
}

const KaActs ka_penalty_acts = {
  .kind = "penalty",
  .acts = ACTS,
  .n_acts = G_N_ELEMENTS (ACTS),
  .n_states = KA_PENALTY_N_STATES,
  .states = STATES,
  .settled = ON (EXECUTED),
  .state = ka_penalty_state,
  .overdue = count_overdue,
  .prepare = prepare_draft,
};
