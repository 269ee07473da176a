/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-file-private.h"
#include "ka-hazard-state.h"
#include "ka-laws-private.h"

#include <glib/gi18n-lib.h>
#include <ka-codes.h>
#include <string.h>

/* Days that are reckoned with below; the clause stands with the rule. */
#define LEAST_TERM 3
#define ANSWER_DAYS 5
#define CASE_DAYS 90
#define HEARING_DAYS 3
#define PUBLISH_WORKDAYS 7

typedef const KaCase Case;
typedef const KaRecord Record;

static const char *
get (Record *record, const char *field)
{
  return ka_record_get (record, field);
}

static gboolean
has (Record *record, const char *field)
{
  return get (record, field) != NULL;
}

static gboolean
is (Record *record, const char *field, const char *value)
{
  return g_strcmp0 (get (record, field), value) == 0;
}

static KaDay
day (Record *record, const char *field)
{
  const char *text = get (record, field);
  char date[11];

  if (text == NULL || g_strlcpy (date, text, sizeof date) < 10)
    return KA_DAY_NONE;
  return ka_day_from_iso (date);
}

/* Both are given, and the first is later. */
static gboolean
after (Record *a, const char *field, Record *b, const char *other)
{
  KaDay one = day (a, field), two = day (b, other);

  return one != KA_DAY_NONE && two != KA_DAY_NONE && one > two;
}

static guint
count_names (const char *names)
{
  g_auto (GStrv) parts = names != NULL ? g_strsplit (names, "、", -1) : NULL;
  guint n = 0;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    n += *g_strstrip (parts[i]) != '\0';
  return n;
}

/* ---- the inspection ---- */

static gboolean
no_scheme (Case *the, Record *r)
{
  return !has (r, "scheme_no");
}

static gboolean
scheme_unapproved (Case *the, Record *r)
{
  return has (r, "scheme_no") && !has (r, "scheme_approved");
}

static gboolean
scheme_late (Case *the, Record *r)
{
  return after (r, "scheme_approved", r, "started");
}

static gboolean
no_notice (Case *the, Record *r)
{
  return !has (r, "notice_no") && !has (r, "check_code");
}

static gboolean
no_record_no (Case *the, Record *r)
{
  return !has (r, "record_no");
}

static gboolean
few_inspectors (Case *the, Record *r)
{
  return count_names (get (r, "inspectors")) < 2;
}

static gboolean
no_certificate (Case *the, Record *r)
{
  g_auto (GStrv) names
    = has (r, "inspectors") ? g_strsplit (get (r, "inspectors"), "、", -1) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char *number = g_hash_table_lookup (the->certificates, g_strstrip (names[i]));

      if (*names[i] != '\0' && (number == NULL || *number == '\0'))
        return TRUE;
    }
  return FALSE;
}

/* The cap counts planned inspections; what is beyond it must say where it comes from. */
static gboolean
no_lead (Case *the, Record *r)
{
  return (is (r, "trigger", "投诉举报") || is (r, "trigger", "转办交办")
          || is (r, "trigger", "监测线索"))
         && !has (r, "lead");
}

static gboolean
no_plan (Case *the, Record *r)
{
  return is (r, "trigger", "计划") && !has (r, "plan");
}

static gboolean
ended_early (Case *the, Record *r)
{
  return after (r, "started", r, "ended");
}

static gboolean
not_signed (Case *the, Record *r)
{
  return !has (r, "signed") && !has (r, "refused");
}

static gboolean
signed_early (Case *the, Record *r)
{
  return after (r, "started", r, "signed");
}

static gboolean
time_outside (Case *the, Record *r)
{
  KaDay last = has (r, "ended") ? day (r, "ended") : day (r, "started");

  return after (r, "started", r, "begin_time")
         || (has (r, "end_time") && last != KA_DAY_NONE && day (r, "end_time") > last);
}

static gboolean
no_findings_text (Case *the, Record *r)
{
  return !has (r, "found");
}

static gboolean
no_result (Case *the, Record *r)
{
  return !has (r, "result");
}

static gboolean
nothing_but_hazards (Case *the, Record *r)
{
  return is (r, "result", "未发现问题") && the->hazards->len > 0;
}

static gboolean
order_but_no_hazards (Case *the, Record *r)
{
  return is (r, "result", "责令整改") && the->hazards->len == 0;
}

static gboolean
penalty_missing (Case *the, Record *r)
{
  gboolean filed = the->penalties->len > 0;

  for (guint i = 0; i < the->hazards->len; i++)
    filed |= has (g_ptr_array_index (the->hazards, i), "case_filed");
  return is (r, "result", "立案处罚") && !filed;
}

static gboolean
decision_missing (Case *the, Record *r)
{
  return is (r, "result", "现场处理") && !has (r, "decision_no");
}

static gboolean
decision_early (Case *the, Record *r)
{
  return after (r, "started", r, "decision_on");
}

static gboolean
no_exam (Case *the, Record *r)
{
  return !has (r, "examined");
}

static gboolean
exam_wrong (Case *the, Record *r)
{
  return has (r, "examined") && has (r, "exam_passed")
         && ka_record_get_int (r, "exam_passed", 0) > ka_record_get_int (r, "examined", 0);
}

/* ---- the hazards ---- */

/* Put right on the day of finding: no order, no review. */
static gboolean
is_spot (Record *h)
{
  return !has (h, "order_no") && has (h, "rectified") && is (h, "rectified", get (h, "found"))
         && is (h, "closed", get (h, "found"));
}

static gboolean
found_outside (Case *the, Record *h)
{
  Record *r = the->inspection;
  KaDay found = day (h, "found"), first = day (r, "started");
  KaDay last = has (r, "ended") ? day (r, "ended") : first;

  return found != KA_DAY_NONE && first != KA_DAY_NONE && (found < first || found > last);
}

static gboolean
no_order (Case *the, Record *h)
{
  return !has (h, "order_no") && !is_spot (h) && !has (h, "reviewed");
}

static gboolean
order_early (Case *the, Record *h)
{
  return after (h, "found", h, "ordered");
}

static gboolean
no_deadline (Case *the, Record *h)
{
  return !has (h, "deadline") && !is_spot (h);
}

static gboolean
term_reversed (Case *the, Record *h)
{
  KaDay from = has (h, "ordered") ? day (h, "ordered") : day (h, "found");

  return has (h, "deadline") && from != KA_DAY_NONE && day (h, "deadline") <= from;
}

static gboolean
term_short (Case *the, Record *h)
{
  KaDay from = has (h, "ordered") ? day (h, "ordered") : day (h, "found");
  KaDay to = day (h, "deadline");

  return from != KA_DAY_NONE && to != KA_DAY_NONE && to > from && to - from < LEAST_TERM;
}

static gboolean
no_clause (Case *the, Record *h)
{
  return !has (h, "violated") && !has (h, "criterion");
}

static gboolean
clause_not_in_force (Case *the, Record *h)
{
  return day (h, "found") != KA_DAY_NONE
         && _ka_law_not_in_force (get (h, "violated"), day (h, "found"));
}

static gboolean
no_criterion (Case *the, Record *h)
{
  return ka_hazard_is_major (h) && !has (h, "criterion");
}

static gboolean
criterion_not_in_force (Case *the, Record *h)
{
  const KaCode *code = has (h, "criterion") ? ka_codes_lookup (ka_codes_get ("hazards"),
                                                               get (h, "criterion"), KA_DAY_NONE)
                                            : NULL;

  return code != NULL && day (h, "found") != KA_DAY_NONE
         && !ka_code_is_valid (code, day (h, "found"));
}

static gboolean
guarantees_missing (Case *the, Record *h)
{
  g_autoptr (GPtrArray) missing = ka_hazard_missing (h);

  /* The criterion has a rule of its own. */
  return ka_hazard_is_major (h) && missing->len > (has (h, "criterion") ? 0u : 1u);
}

static gboolean
not_reported (Case *the, Record *h)
{
  return ka_hazard_is_major (h) && !has (h, "reported_online");
}

static gboolean
supervision_number_missing (Case *the, Record *h)
{
  return (is (h, "supervised", "区级") || is (h, "supervised", "市级"))
         && !has (h, "supervision_no");
}

static gboolean
reviewed_unordered (Case *the, Record *h)
{
  return (has (h, "reviewed") || has (h, "review_no")) && !has (h, "order_no")
         && !has (the->inspection, "decision_no");
}

static gboolean
review_incomplete (Case *the, Record *h)
{
  return has (h, "review_result")
         && (!has (h, "reviewed") || !has (h, "reviewer") || !has (h, "review_no"));
}

static gboolean
few_reviewers (Case *the, Record *h)
{
  return has (h, "reviewed") && has (h, "reviewer") && count_names (get (h, "reviewer")) < 2;
}

static gboolean
review_early (Case *the, Record *h)
{
  return after (h, "ordered", h, "reviewed") || after (h, "rectified", h, "reviewed");
}

static gboolean
review_late (Case *the, Record *h)
{
  KaDay asked = day (h, "rectified");
  KaDay seen = has (h, "reviewed") ? day (h, "reviewed") : the->on;

  return asked != KA_DAY_NONE && !is_spot (h) && seen - asked > KA_REVIEW_DAYS
         && (has (h, "reviewed") || !has (h, "closed"));
}

static gboolean
closed_unreviewed (Case *the, Record *h)
{
  return has (h, "closed") && !is (h, "review_result", "合格") && !is_spot (h);
}

static gboolean
closed_early (Case *the, Record *h)
{
  return after (h, "reviewed", h, "closed");
}

static gboolean
closed_unaccepted (Case *the, Record *h)
{
  return ka_hazard_is_major (h) && has (h, "closed") && !has (h, "accepted");
}

static gboolean
resumed_unaccepted (Case *the, Record *h)
{
  return has (h, "resumed") && (!has (h, "accepted") || after (h, "accepted", h, "resumed"));
}

static gboolean
still_open (Case *the, Record *h)
{
  return !has (h, "closed");
}

/* ---- postponements, rounds ---- */

static gboolean
asked_late (Case *the, Record *p)
{
  return after (p, "asked", p, "old_deadline");
}

static gboolean
answered_late (Case *the, Record *p)
{
  return has (p, "granted") && day (p, "granted") - day (p, "asked") > ANSWER_DAYS;
}

static gboolean
not_longer (Case *the, Record *p)
{
  return has (p, "old_deadline") && !after (p, "deadline", p, "old_deadline");
}

static gboolean
round_unreviewed (Case *the, Record *r)
{
  return !has (r, "reviewed") || !has (r, "review_no");
}

/* ---- the penalties ---- */

static gboolean
no_filing (Case *the, Record *p)
{
  return !has (p, "filed");
}

static gboolean
decided_late (Case *the, Record *p)
{
  KaDay filed = day (p, "filed");
  KaDay decided = has (p, "decided") ? day (p, "decided") : the->on;

  return filed != KA_DAY_NONE && decided > MAX (filed + CASE_DAYS, day (p, "extended_until"));
}

static gboolean
undecided (Case *the, Record *p)
{
  return !has (p, "decided");
}

static gboolean
not_informed (Case *the, Record *p)
{
  return has (p, "decided") && !has (p, "informed");
}

static gboolean
informed_short (Case *the, Record *p)
{
  return has (p, "decided") && has (p, "informed")
         && day (p, "decided") - day (p, "informed") < HEARING_DAYS;
}

static gboolean
no_basis (Case *the, Record *p)
{
  return !has (p, "violated") || !has (p, "basis");
}

static gboolean
basis_not_in_force (Case *the, Record *p)
{
  KaDay on = has (p, "decided") ? day (p, "decided") : the->on;

  return _ka_law_not_in_force (get (p, "basis"), on)
         || _ka_law_not_in_force (get (p, "violated"), on);
}

static gboolean
fine_without_amount (Case *the, Record *p)
{
  return is (p, "kind", "罚款") && !has (p, "amount");
}

static gboolean
published_late (Case *the, Record *p)
{
  KaDay decided = day (p, "decided");
  KaDay published = has (p, "published") ? day (p, "published") : the->on;

  return decided != KA_DAY_NONE
         && published > ka_workdays_add (the->workdays, decided, PUBLISH_WORKDAYS);
}

static gboolean
not_executed (Case *the, Record *p)
{
  return has (p, "decided") && !has (p, "executed");
}

#define REFUSE KA_SEVERITY_REFUSE
#define WARN KA_SEVERITY_WARN
#define INSPECTION "inspection"
#define HAZARD "hazard"
#define PENALTY "penalty"

#define ORDER54 N_ ("国办发〔2024〕54号")
#define SAFETY65 N_ ("《安全生产法》第六十五条")
#define SAFETY68 N_ ("《安全生产法》第六十八条")
#define SAFETY78 N_ ("《安全生产法》第七十八条")
#define PENAL42 N_ ("《行政处罚法》第四十二条")
#define PENAL44 N_ ("《行政处罚法》第四十四条")
#define PENAL60 N_ ("《行政处罚法》第六十条")
#define MEASURES N_ ("《安全生产违法行为行政处罚办法》")
#define CRITERIA N_ ("矿安〔2022〕88号、矿安〔2024〕41号")
#define FIVE N_ ("江津府办发〔2023〕11号")
#define PAPERS N_ ("执法文书制作要求")

/* clang-format off */
static const KaCaseRule RULES[] = {
  { "scheme_missing", INSPECTION, "scheme_no", WARN, N_ ("没有现场检查方案文书号，请补上。"), ORDER54, no_scheme },
  { "scheme_unapproved", INSPECTION, "scheme_approved", WARN, N_ ("检查方案没有批准日期，请补上。"), ORDER54, scheme_unapproved },
  { "scheme_late", INSPECTION, "scheme_approved", REFUSE, N_ ("检查方案在检查之后才批准，请核对日期。"), ORDER54, scheme_late },
  { "notice_missing", INSPECTION, "notice_no", WARN, N_ ("没有检查通知书号，也没有检查码，请补上一个。"), ORDER54, no_notice },
  { "record_missing", INSPECTION, "record_no", REFUSE, N_ ("没有现场检查记录文书号，请补上。"), SAFETY68, no_record_no },
  { "inspectors_two", INSPECTION, "inspectors", REFUSE, N_ ("检查人员少于2名，请补上。"), PENAL42, few_inspectors },
  { "inspector_certificate", INSPECTION, "inspectors", REFUSE, N_ ("检查人员里有人在监管人员中没有执法证号，请补上执法证号或者核对姓名。"), PENAL42, no_certificate },
  { "lead_missing", INSPECTION, "lead", REFUSE, N_ ("由线索触发的检查没有写明线索来源，请补上。"), ORDER54, no_lead },
  { "plan_missing", INSPECTION, "plan", WARN, N_ ("检查来源是计划，但没有对应的检查计划，请选上。"), ORDER54, no_plan },
  { "ended_early", INSPECTION, "ended", REFUSE, N_ ("结束日期早于检查日期，请核对。"), SAFETY68, ended_early },
  { "signature_missing", INSPECTION, "signed", REFUSE, N_ ("检查记录没有签字日期，也没有拒签情况，请补上。"), SAFETY68, not_signed },
  { "signature_early", INSPECTION, "signed", REFUSE, N_ ("签字日期早于检查日期，请核对。"), SAFETY68, signed_early },
  { "time_outside", INSPECTION, "begin_time", REFUSE, N_ ("检查起止时刻不在检查日期之内，请核对。"), SAFETY68, time_outside },
  { "findings_missing", INSPECTION, "found", REFUSE, N_ ("没有写检查情况，请补上。"), SAFETY68, no_findings_text },
  { "result_missing", INSPECTION, "result", REFUSE, N_ ("没有检查结果，请补上。"), SAFETY68, no_result },
  { "result_none", INSPECTION, "result", REFUSE, N_ ("检查结果是未发现问题，但登记了隐患，请核对。"), SAFETY68, nothing_but_hazards },
  { "result_order", INSPECTION, "result", REFUSE, N_ ("检查结果是责令整改，但没有登记隐患，请核对。"), SAFETY65, order_but_no_hazards },
  { "result_case", INSPECTION, "result", REFUSE, N_ ("检查结果是立案处罚，但既没有立案也没有处罚，请核对。"), PENAL60, penalty_missing },
  { "decision_missing", INSPECTION, "decision_no", REFUSE, N_ ("检查结果是现场处理，但没有现场处理文书号，请补上。"), SAFETY65, decision_missing },
  { "decision_early", INSPECTION, "decision_on", REFUSE, N_ ("现场处理日期早于检查日期，请核对。"), SAFETY65, decision_early },
  { "exam_missing", INSPECTION, "examined", WARN, N_ ("没有逢查必考的人数，请补上。"), N_ ("渝安办〔2025〕13号"), no_exam },
  { "exam_more", INSPECTION, "exam_passed", REFUSE, N_ ("考试合格人数多于参考人数，请核对。"), N_ ("渝安办〔2025〕13号"), exam_wrong },
  { "found_outside", HAZARD, "found", REFUSE, N_ ("隐患的发现日期不在检查起止日期之内，请核对。"), SAFETY68, found_outside },
  { "order_missing", HAZARD, "order_no", REFUSE, N_ ("隐患没有责改文书号，请补上。"), SAFETY65, no_order },
  { "order_early", HAZARD, "ordered", REFUSE, N_ ("责改日期早于隐患发现日期，请核对。"), SAFETY65, order_early },
  { "deadline_missing", HAZARD, "deadline", REFUSE, N_ ("隐患没有整改期限，请补上。"), SAFETY65, no_deadline },
  { "term_reversed", HAZARD, "deadline", REFUSE, N_ ("整改期限不在责改日期之后，请核对。"), SAFETY65, term_reversed },
  { "term_short", HAZARD, "deadline", WARN, N_ ("从责改到期限不足3日，整改时间过短，请核对。"), SAFETY65, term_short },
  { "clause_missing", HAZARD, "violated", WARN, N_ ("隐患没有写违反条款，责改文书无从引用，请补上。"), PAPERS, no_clause },
  { "clause_not_in_force", HAZARD, "violated", REFUSE, N_ ("违反条款所引的文件在发现当天不是有效的，请换成当天有效的条款。"), PAPERS, clause_not_in_force },
  { "criterion_missing", HAZARD, "criterion", REFUSE, N_ ("重大隐患没有判定条款，请补上。"), CRITERIA, no_criterion },
  { "criterion_not_in_force", HAZARD, "criterion", REFUSE, N_ ("判定条款在发现当天不是有效的，请换成当天有效的条款。"), CRITERIA, criterion_not_in_force },
  { "guarantees_missing", HAZARD, "contingency", REFUSE, N_ ("重大隐患整改“五落实”（责任、措施、资金、时限、预案）没有填全，请补上。"), FIVE, guarantees_missing },
  { "report_missing", HAZARD, "reported_online", REFUSE, N_ ("重大隐患没有上报非煤矿山安全在线的日期，请补上。"), N_ ("《安全生产法》第四十一条"), not_reported },
  { "supervision_number", HAZARD, "supervision_no", REFUSE, N_ ("挂牌督办没有督办文号，请补上。"), N_ ("《安全生产法》第四十一条"), supervision_number_missing },
  { "review_unordered", HAZARD, "order_no", REFUSE, N_ ("有复查而没有责改或者现场处理文书号，复查没有依据，请补上。"), MEASURES, reviewed_unordered },
  { "review_incomplete", HAZARD, "review_no", REFUSE, N_ ("复查缺日期、复查人或者文书号，请补上。"), MEASURES, review_incomplete },
  { "reviewers_two", HAZARD, "reviewer", REFUSE, N_ ("复查人少于2名，请补上。"), PENAL42, few_reviewers },
  { "review_early", HAZARD, "reviewed", REFUSE, N_ ("复查日期早于责改或者整改完成日期，请核对。"), MEASURES, review_early },
  { "review_late", HAZARD, "reviewed", WARN, N_ ("整改完成后超过10日才复查，请说明原因。"), MEASURES, review_late },
  { "closed_unreviewed", HAZARD, "review_result", REFUSE, N_ ("没有复查合格就销号，请补上复查意见。"), MEASURES, closed_unreviewed },
  { "closed_early", HAZARD, "closed", REFUSE, N_ ("销号日期早于复查日期，请核对。"), MEASURES, closed_early },
  { "acceptance_missing", HAZARD, "accepted", REFUSE, N_ ("重大隐患没有验收就销号，请补上验收日期。"), SAFETY65, closed_unaccepted },
  { "resumed_early", HAZARD, "resumed", REFUSE, N_ ("重大隐患验收之前就恢复生产，请核对。"), SAFETY65, resumed_unaccepted },
  { "hazard_open", HAZARD, "closed", REFUSE, N_ ("隐患还没有销号，整改闭环后再归档。"), SAFETY65, still_open },
  { "postponed_late", "postponement", "asked", REFUSE, N_ ("延期申请在整改期限届满之后才提出，请核对。"), MEASURES, asked_late },
  { "postponed_answer", "postponement", "granted", WARN, N_ ("延期申请超过5日才答复，请说明原因。"), MEASURES, answered_late },
  { "postponed_shorter", "postponement", "deadline", REFUSE, N_ ("延期后的期限不在原期限之后，请核对。"), MEASURES, not_longer },
  { "round_unreviewed", "hazard_round", "review_no", REFUSE, N_ ("上一次责改没有复查日期或者复查文书号就再次责改，请补上。"), MEASURES, round_unreviewed },
  { "filing_missing", PENALTY, "filed", REFUSE, N_ ("行政处罚没有立案日期，请补上。"), N_ ("《行政处罚法》第五十四条"), no_filing },
  { "decision_late", PENALTY, "decided", REFUSE, N_ ("立案起超过90日才作出决定而没有批准延长，请核对或者填“办案期限延长至”。"), PENAL60, decided_late },
  { "undecided", PENALTY, "decided", REFUSE, N_ ("行政处罚还没有决定日期，作出决定后再归档。"), PENAL60, undecided },
  { "inform_missing", PENALTY, "informed", REFUSE, N_ ("行政处罚没有告知日期，请补上。"), PENAL44, not_informed },
  { "inform_short", PENALTY, "informed", REFUSE, N_ ("告知之后不满3日就作出决定，陈述申辩的时间不够，请核对。"), PENAL44, informed_short },
  { "basis_missing", PENALTY, "basis", REFUSE, N_ ("行政处罚没有写明违反条款和处罚依据，请补上。"), PENAL44, no_basis },
  { "basis_not_in_force", PENALTY, "basis", REFUSE, N_ ("处罚所引的文件在决定当天不是有效的，请换成当天有效的条款。"), PENAL44, basis_not_in_force },
  { "amount_missing", PENALTY, "amount", REFUSE, N_ ("处罚种类是罚款而没有金额，请补上。"), PENAL44, fine_without_amount },
  { "published_late", PENALTY, "published", WARN, N_ ("作出决定后超过7个工作日没有公示，请公示并补上日期。"), SAFETY78, published_late },
  { "not_executed", PENALTY, "executed", REFUSE, N_ ("处罚还没有执行完毕，执行完毕后再归档。"), N_ ("《行政处罚法》第六十六条"), not_executed },
};
/* clang-format on */

const KaCaseRule *
ka_case_rules (guint *n)
{
  *n = G_N_ELEMENTS (RULES);
  return RULES;
}
