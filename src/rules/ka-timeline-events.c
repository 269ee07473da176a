/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-private.h"
#include "ka-timeline.h"

#define WITH(text) "COALESCE ('（' || " text " || '）', '')"
#define MONTH_END "ka_add_days (ka_add_months (t.month || '-01', 1), -1)"
/* By the day where the quarter has not ended. */
#define QUARTER_END                                                                                \
  "(CASE substr (t.quarter, 6) WHEN '1' THEN substr (t.quarter, 1, 4) || '-03-31'"                 \
  " WHEN '2' THEN substr (t.quarter, 1, 4) || '-06-30'"                                            \
  " WHEN '3' THEN substr (t.quarter, 1, 4) || '-09-30'"                                            \
  " ELSE substr (t.quarter, 1, 4) || '-12-31' END)"
#define OCCURRED "substr (t.occurred, 1, 10)"
#define PROJECT_END "COALESCE (t.extended_until, t.due, ka_add_months (t.started, t.months))"
#define INVESTIGATED "COALESCE (t.extended_until, ka_add_days (" OCCURRED ", 60))"
#define TERM_END "ka_add_months (t.listed, COALESCE (t.term_months, 36))"
#define WHO "COALESCE (t.person || '，', '')"
#define ALIVE "t.status <> '关闭'"
#define HIGH(field) "t." field " >= 1000" /* 100.0 m as the ledger stores it */
#define POST "COALESCE (t.specialty, t.post)"
#define COUNT(field) "COALESCE (t." field ", '—')"

/* clang-format off */
static const KaEventRule RULES[] = {
  /* ---- 检查与服务 ---- */
  { "inspection_started", KA_EVENT_INSPECTION, "inspection", "started", NULL, NULL,
    N_ ("$1：$2$3"),
    { "COALESCE (t.kind, '检查')", "COALESCE (t.result, '没有填检查结果')", WITH ("t.inspectors") } },
  { "inspection_planned", KA_EVENT_INSPECTION, "plan", "month", MONTH_END,
    "NOT EXISTS (SELECT 1 FROM inspection i WHERE i.mine = t.mine AND i.started <= :day AND (i.plan = t.id"
    " OR (i.plan IS NULL AND i.started >= t.month || '-01')))",
    N_ ("计划$1$2"), { "t.month || '的'", "t.kind" }, TRUE },
  { "expert_visit", KA_EVENT_INSPECTION, "expert_visit", "held", NULL, NULL,
    N_ ("专家服务$1：发现问题$2项，已解决$3项"),
    { WITH ("t.experts"), COUNT ("problems"), COUNT ("solved") } },
  /* ---- 隐患 ---- */
  { "hazard_found", KA_EVENT_HAZARD, "hazard", "found", NULL, NULL, N_ ("发现$1隐患：$2"),
    { "t.level", "t.description" } },
  { "hazard_ordered", KA_EVENT_HAZARD, "hazard", "ordered", NULL, NULL, N_ ("责令整改$1：$2"),
    { WITH ("t.order_no"), "t.description" } },
  { "hazard_supervised", KA_EVENT_HAZARD, "hazard", "supervised_on", NULL, NULL, N_ ("$1挂牌督办：$2"),
    { "t.supervised", "t.description" } },
  { "hazard_halted", KA_EVENT_HAZARD, "hazard", "halted_on", NULL, NULL, N_ ("停产撤人：$1"), { "t.description" } },
  { "hazard_postponed", KA_EVENT_HAZARD, "postponement", "granted", NULL, NULL,
    N_ ("整改期限由$1延到$2"), { "COALESCE (t.old_deadline, '—')", "t.deadline" } },
  { "hazard_deadline", KA_EVENT_HAZARD, "hazard", "deadline", NULL,
    OPEN ("closed") " AND " OPEN ("rectified"), N_ ("$1隐患整改期限：$2"), { "t.level", "t.description" }, TRUE },
  { "hazard_reviewed", KA_EVENT_HAZARD, "hazard", "reviewed", NULL, NULL, N_ ("复查$1：$2"),
    { "COALESCE (t.review_result, '')", "t.description" } },
  { "hazard_accepted", KA_EVENT_HAZARD, "hazard", "accepted", NULL, NULL, N_ ("重大隐患验收$1：$2"),
    { WITH ("t.accepted_by"), "t.description" } },
  { "hazard_resumed", KA_EVENT_HAZARD, "hazard", "resumed", NULL, NULL, N_ ("恢复生产：$1"), { "t.description" } },
  { "hazard_closed", KA_EVENT_HAZARD, "hazard", "closed", NULL, NULL, N_ ("$1隐患销号：$2"),
    { "t.level", "t.description" } },
  /* ---- 处罚与失信 ---- */
  { "penalty_filed", KA_EVENT_PENALTY, "penalty", "filed", NULL, NULL, N_ ("立案：$1"),
    { "COALESCE (t.facts, t.doc_no)" } },
  { "penalty_decided", KA_EVENT_PENALTY, "penalty", "decided", NULL, NULL, N_ ("处罚决定：$1$2$3（$4）"),
    { "COALESCE (t.person || '，', '')", "COALESCE (t.kind, '')",
      "COALESCE (ka_decimal (t.amount, 2) || '元', '')", "t.doc_no" } },
  { "penalty_pay", KA_EVENT_PENALTY, "penalty", "pay_by", NULL, OPEN ("executed"), N_ ("缴款期限：$1"),
    { "t.doc_no" }, TRUE },
  { "penalty_executed", KA_EVENT_PENALTY, "penalty", "executed", NULL, NULL, N_ ("处罚执行完毕：$1"), { "t.doc_no" } },
  { "discredit_notified", KA_EVENT_PENALTY, "discredit", "notified", NULL, NULL, N_ ("$1告知拟列入$2"),
    { WHO, "t.list" } },
  { "discredit_listed", KA_EVENT_PENALTY, "discredit", "listed", NULL, NULL, N_ ("$1列入$2：$3"),
    { WHO, "t.list", "t.reason" } },
  { "discredit_end", KA_EVENT_PENALTY, "discredit", "listed", TERM_END, OPEN ("removed"),
    N_ ("$1$2管理期限届满"), { WHO, "t.list" }, TRUE },
  { "discredit_removed", KA_EVENT_PENALTY, "discredit", "removed", NULL, NULL, N_ ("$1$2：$3"),
    { WHO, "COALESCE (t.removal, '移出')", "t.list" } },
  /* ---- 事故与举报 ---- */
  { "accident_occurred", KA_EVENT_ACCIDENT, "accident", "occurred", OCCURRED, NULL, N_ ("事故：$1，死亡$2人"),
    { "t.title", "COALESCE (t.deaths, 0)" } },
  { "accident_term", KA_EVENT_ACCIDENT, "accident", "closed", INVESTIGATED, OPEN ("closed"),
    N_ ("事故调查期限：$1"), { "t.title" }, TRUE },
  { "accident_closed", KA_EVENT_ACCIDENT, "accident", "closed", NULL, NULL, N_ ("事故结案：$1"), { "t.title" } },
  { "accident_evaluated", KA_EVENT_ACCIDENT, "accident", "evaluated", NULL, NULL,
    N_ ("事故整改评估：$1"), { "t.title" } },
  { "tip_received", KA_EVENT_ACCIDENT, "tip", "received", NULL, NULL, N_ ("接到举报$1：$2"),
    { WITH ("t.channel"), "COALESCE (t.content, t.subject)" } },
  { "tip_closed", KA_EVENT_ACCIDENT, "tip", "closed", NULL, NULL, N_ ("举报办结：$1"),
    { "COALESCE (t.outcome, t.verified, t.content)" } },
  { "case_reported", KA_EVENT_ACCIDENT, "typical_case", "reported", NULL, NULL, N_ ("报送典型案例：$1"), { "t.title" } },
  /* ---- 证照与标准化 ---- */
  { "permit_issued", KA_EVENT_PERMIT, "permit", "issued", "COALESCE (t.issued, t.valid_from)", NULL,
    N_ ("取得$1（$2）"), { "t.kind", "t.number" } },
  { "permit_until", KA_EVENT_PERMIT, "permit", "valid_until", NULL, NOT_RENEWED, N_ ("$1到期（$2）"),
    { "t.kind", "t.number" }, TRUE },
  { "standard_until", KA_EVENT_PERMIT, "mine", "std_until", NULL,
    ALIVE " AND t.std_level IN ('一级', '二级', '三级')", N_ ("标准化$1证书到期"), { "t.std_level" }, TRUE },
  { "slope_analysed", KA_EVENT_PERMIT, "mine", "slope_analysed", NULL, NULL, N_ ("边坡稳定性分析"), { NULL } },
  { "slope_due", KA_EVENT_PERMIT, "mine", "slope_analysed", "ka_add_months (t.slope_analysed, 12)",
    ALIVE " AND " HIGH ("slope_height"), N_ ("边坡稳定性分析期限（高度$1米）"), { "ka_decimal (t.slope_height, 1)" }, TRUE },
  { "dump_analysed", KA_EVENT_PERMIT, "mine", "dump_analysed", NULL, NULL, N_ ("排土场稳定性分析"), { NULL } },
  { "dump_due", KA_EVENT_PERMIT, "mine", "dump_analysed", "ka_add_months (t.dump_analysed, 12)",
    ALIVE " AND " HIGH ("dump_height"), N_ ("排土场稳定性分析期限（高度$1米）"), { "ka_decimal (t.dump_height, 1)" }, TRUE },
  { "insured_until", KA_EVENT_PERMIT, "enterprise", "insured_until", NULL, "t.insured = 1",
    N_ ("安全生产责任保险到期"), { NULL }, TRUE },
  /* ---- 建设与停复产 ---- */
  { "project_approved", KA_EVENT_PROJECT, "project", "approved", NULL, NULL, N_ ("设计审查批复：$1$2"),
    { "t.name", WITH ("t.approval_no") } },
  { "project_started", KA_EVENT_PROJECT, "project", "started", NULL, NULL, N_ ("开工：$1"), { "t.name" } },
  { "project_due", KA_EVENT_PROJECT, "project", "due", PROJECT_END, OPEN ("accepted"),
    N_ ("施工期届满：$1"), { "t.name" }, TRUE },
  { "project_accepted", KA_EVENT_PROJECT, "project", "accepted", NULL, NULL, N_ ("竣工验收：$1$2"),
    { "t.name", WITH ("t.acceptance_no") } },
  { "project_sampled", KA_EVENT_PROJECT, "project", "sampled_on", NULL, NULL, N_ ("竣工验收抽查：$1，$2"),
    { "t.name", "COALESCE (t.sample_result, '没有填抽查结果')" } },
  { "suspended", KA_EVENT_PROJECT, "suspension", "since", NULL, NULL, N_ ("$1$2"),
    { "t.kind", "COALESCE ('：' || t.reason, '')" } },
  { "resumption_filed", KA_EVENT_PROJECT, "suspension", "filed", NULL, NULL, N_ ("$1方案备案"), { "t.kind" } },
  { "resumption_accepted", KA_EVENT_PROJECT, "suspension", "accepted", NULL, NULL, N_ ("$1验收$2"),
    { "t.kind", WITH ("t.accepted_by") } },
  { "resumption_approved", KA_EVENT_PROJECT, "suspension", "approved", NULL, NULL, N_ ("同意$1$2"),
    { "t.kind", WITH ("t.approval_no") } },
  { "disposal_due", KA_EVENT_PROJECT, "mine", "disposal_due", NULL,
    ALIVE " AND t.disposal <> '保留' AND " OPEN ("disposal_done"), N_ ("四个一批：$1期限"), { "t.disposal" }, TRUE },
  { "disposal_done", KA_EVENT_PROJECT, "mine", "disposal_done", NULL, NULL, N_ ("四个一批：完成$1"),
    { "COALESCE (t.disposal, '处置')" } },
  { "survey_due", KA_EVENT_PROJECT, "mine", "survey_status", "'2025-09-30'",
    ALIVE " AND t.type <> '尾矿库' AND (t.survey_status IS NULL OR t.survey_status <> '已完成')",
    N_ ("隐蔽致灾因素普查成果填报期限（$1）"), { "COALESCE (t.survey_status, '未填')" }, TRUE },
  { "survey_done", KA_EVENT_PROJECT, "mine", "survey_done", NULL, NULL, N_ ("完成隐蔽致灾因素普查"), { NULL } },
  /* ---- 人员与培训 ---- */
  { "training_held", KA_EVENT_PEOPLE, "training", "held", NULL, NULL, N_ ("$1培训：参加$2人，合格$3人"),
    { "t.kind", COUNT ("attended"), COUNT ("passed") } },
  { "cert_issued", KA_EVENT_PEOPLE, "person", "cert_issued", NULL, NULL, N_ ("$1（$2）初领证书$3"),
    { "t.name", POST, WITH ("t.cert_no") } },
  { "cert_review", KA_EVENT_PEOPLE, "person", "cert_review", NULL,
    "(t.cert_until IS NULL OR t.cert_until > t.cert_review)", N_ ("$1（$2）应当复审"), { "t.name", POST }, TRUE },
  { "cert_until", KA_EVENT_PEOPLE, "person", "cert_until", NULL, NULL, N_ ("$1（$2）证书到期"), { "t.name", POST }, TRUE },
  { "duty_month", KA_EVENT_PEOPLE, "duty", "month", MONTH_END, NULL,
    N_ ("$1履职：实际控制人$2个工作日、总工程师$3个工作日、主要负责人排查$4次"),
    { "t.month", COUNT ("controller_days"), COUNT ("engineer_days"), COUNT ("principal_checks") } },
  { "officials_published", KA_EVENT_PEOPLE, "mine", "officials_published", NULL, NULL,
    N_ ("公示三个责任人"), { NULL } },
  /* ---- 硬措施 ---- */
  { "measure_progress", KA_EVENT_MEASURE, "measure_progress", "quarter", QUARTER_END, NULL,
    N_ ("八条硬措施$2，$1：$3$4"),
    { "t.quarter", "(SELECT m.no FROM measure m WHERE m.id = t.measure)", "COALESCE (t.state, '未填')",
      "COALESCE ('（' || CASE WHEN t.action = '无' THEN NULL ELSE t.action END || '）', '')" } },
  { "reward_scheme", KA_EVENT_MEASURE, "enterprise", "reward_scheme_since", NULL, "t.reward_scheme = 1",
    N_ ("实施隐患内部报告奖励机制"), { NULL } },
  /* ---- 文书 ---- */
  { "paper_issued", KA_EVENT_PAPER, "paper", "issued", NULL, "t.state <> '草稿'", N_ ("$1$2"),
    { "t.name", WITH ("t.number") } },
  { "paper_voided", KA_EVENT_PAPER, "paper", "voided", NULL, NULL, N_ ("作废$1$2"),
    { "t.name", WITH ("t.number") } },
};
/* clang-format on */

const KaEventRule *
ka_event_rules (guint *n)
{
  *n = G_N_ELEMENTS (RULES);
  return RULES;
}
