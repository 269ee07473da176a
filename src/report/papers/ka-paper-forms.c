/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper.h"

#include <string.h>

/* What papers there are: the text of each stands in resources/papers. The first that fits a kind is the one
 * that is taken where none is named. */
static const KaPaperForm forms[] = {
  { "record", "现场检查记录", KA_PAPER_NUMBERED | KA_PAPER_INSPECTORS, "inspection",
    "inspection.record_no", NULL, "found",
    "unit|address|inspection.started|inspection.place|found" },
  { "scheme", "现场检查方案", KA_PAPER_NUMBERED | KA_PAPER_INSPECTORS, "inspection",
    "inspection.scheme_no", NULL, "content|method", "unit|address|inspection.started|content" },
  { "decision", "现场处理措施决定书", KA_PAPER_NUMBERED | KA_PAPER_INSPECTORS, "inspection",
    "inspection.decision_no", "inspection.decision_on", "basis|measures",
    "unit|hazard_count|basis|measures" },
  { "order", "责令限期整改指令书", KA_PAPER_NUMBERED | KA_PAPER_INSPECTORS, "hazard|inspection",
    "hazard.order_no", "hazard.ordered", NULL, "unit|hazard_count|deadlines" },
  { "review", "整改复查意见书", KA_PAPER_NUMBERED | KA_PAPER_INSPECTORS, "hazard|inspection",
    "hazard.review_no", NULL, "opinion", "unit|ordered_no|hazard_count|reviewed|opinion" },
  { "extension-request", "延期整改申请书", 0, "hazard", NULL, NULL,
    "hazard_state|extension_reason|extension_until|extension_asked", "unit|hazard.deadline" },
  { "extension-reply", "延期整改审批意见书", KA_PAPER_NUMBERED, "hazard", "postponement.number",
    NULL, "extension_note|extension_refusal", "unit|extension_asked|extension_decision" },
  { "supervision-notice", "重大事故隐患挂牌督办通知书", KA_PAPER_NUMBERED, "hazard",
    "hazard.supervision_no", "hazard.supervised_on", "plan_due",
    "unit|major|supervision_level|hazard.deadline|five" },
  { "supervision-request", "重大事故隐患治理验收申请书", 0, "hazard", NULL, NULL, NULL,
    "unit|major|supervision_no|rectified" },
  { "supervision-acceptance", "重大事故隐患治理验收意见书", KA_PAPER_NUMBERED, "hazard", NULL, NULL,
    "acceptance", "unit|major|supervision_no|accepted|accept_result" },
  { "penalty-decision", "行政处罚决定书", KA_PAPER_NUMBERED, "penalty", "penalty.doc_no", NULL,
    "facts|evidence|person_post|person_id|person_phone",
    "party|address|facts|evidence|penalty.violated|penalty.basis|sanction|informed|payment" },
  { "penalty-inform", "行政处罚告知书", KA_PAPER_NUMBERED, "penalty", NULL, "penalty.informed",
    "facts|evidence",
    "party|facts|evidence|penalty.violated|penalty.basis|sanction|office_address|office_phone" },
  { "penalty-spot", "行政（当场）处罚决定书", KA_PAPER_NUMBERED | KA_PAPER_INSPECTORS, "penalty",
    "penalty.doc_no", NULL, "facts|evidence|person_post|person_id|person_phone|unit_postcode",
    "party|facts|penalty.violated|penalty.basis|sanction|spot_limit" },
  { "penalty-urge", "行政强制执行事先催告书", KA_PAPER_NUMBERED, "penalty", "penalty.urge_no",
    "penalty.urged", NULL, "party|penalty.decided|sanction|pay_by|payment|office_phone" },
  { "penalty-surcharge", "加处罚款决定书", KA_PAPER_NUMBERED, "penalty", "penalty.surcharge_no",
    "penalty.surcharged", NULL, "party|penalty.decided|sanction|pay_by|surcharge|payment" },
  { "penalty-enforce", "强制执行申请书", KA_PAPER_NUMBERED, "penalty", "penalty.enforce_no",
    "penalty.enforced", NULL,
    "party|court|penalty.decided|penalty.delivered|penalty.urged|sanction|fine|office_phone" },
  { "case-filing", "立案审批表", KA_PAPER_NUMBERED | KA_PAPER_INSPECTORS, "penalty",
    "penalty.case_no", NULL, "matter|facts", "party|matter|facts|penalty.violated" },
  { "inquiry", "询问通知书", KA_PAPER_NUMBERED | KA_PAPER_INSPECTORS, "penalty|inspection", NULL,
    NULL, "matter|inquiry_time|inquiry_place|inquiry_papers",
    "party|matter|inquiry_time|inquiry_place|office_phone" },
  { "discredit-listing", "列入严重失信主体名单决定书", KA_PAPER_NUMBERED, "discredit",
    "discredit.decision_no", NULL, "plea|person_post",
    "party|discredit.reason|discredit.basis|discredit.notified|listed_from" },
  { "discredit-inform", "列入严重失信主体名单告知书", KA_PAPER_NUMBERED, "discredit", NULL,
    "discredit.notified", "plea_days|person_post",
    "party|discredit.reason|discredit.basis|plea_days|office_address|office_phone" },
  { "discredit-removal", "移出严重失信主体名单决定书", KA_PAPER_NUMBERED, "discredit",
    "discredit.removal_no", NULL, "removal_reason|person_post",
    "party|discredit.decision_no|listed_from|discredit.removal|removed_on" },
  { "delivery", "送达回证", 0, "inspection|hazard|penalty|discredit", NULL, NULL, "matter|papers",
    "party|matter|papers" },
  { "warning", "事故警示信息", KA_PAPER_NUMBERED, "accident", NULL, "accident.warned",
    "warning_to|accident_brief|accident_problems|accident_demands",
    "accident.course|accident_problems|accident_demands" },
  { "case-submit", "典型案例报送表", 0, "typical_case", NULL, NULL, NULL,
    "typical_case.facts|typical_case.violated|typical_case.basis|typical_case.outcome|typical_case.significance" },
  { "case-return", "典型案例退回补正通知", KA_PAPER_NUMBERED, "typical_case", NULL, NULL,
    "reply_due", "submitter|case_gap_count" },
  { "reminder", "履职提醒函", KA_PAPER_NUMBERED, "mine|duty", NULL, NULL, "reply_due",
    "unit|shortfall_count" },
};

const KaPaperForm *
ka_paper_forms (guint *n)
{
  *n = G_N_ELEMENTS (forms);
  return forms;
}

const KaPaperForm *
ka_paper_form_get (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].id, id) == 0)
      return &forms[i];
  return NULL;
}

gboolean
ka_paper_form_fits (const KaPaperForm *form, const KaKind *kind)
{
  g_auto (GStrv) kinds = NULL;

  g_return_val_if_fail (form != NULL && kind != NULL, FALSE);

  kinds = g_strsplit (form->kinds, "|", -1);
  return g_strv_contains ((const char *const *)kinds, kind->id);
}

const KaPaperForm *
ka_paper_form_default (const KaKind *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (ka_paper_form_fits (&forms[i], kind))
      return &forms[i];
  return NULL;
}
