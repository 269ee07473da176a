/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-accident.h"
#include "ka-due-private.h"
#include "ka-measures.h"

#define OCCURRED "substr (t.occurred, 1, 10)"

/* Not yet looked at. */
#define WAITS                                                                                      \
  "(t.review IS NULL OR t.review = '待审核') AND " OPEN ("reviewed") " AND " OPEN ("reported")
#define REPORTED_IN(first, last)                                                                   \
  "EXISTS (SELECT 1 FROM typical_case c WHERE c.reported BETWEEN " first " AND " last              \
  " AND c.reported <= :day)"
#define BEFORE_QUARTER "ka_add_days (:quarter_start, -1)"
/* In the first month it is the quarter before that is still missing. */
#define LAST_IS_MISSING                                                                            \
  "(:day < ka_add_months (:quarter_start, 1) AND NOT " REPORTED_IN (                               \
    "ka_add_months (:quarter_start, -3)", BEFORE_QUARTER) ")"

#define SHAMMED "t.state IN ('不落实', '假落实', '软落实') AND t.quarter <= :quarter"
#define IN_KEY_LIST                                                                                \
  "EXISTS (SELECT 1 FROM plan p JOIN mine m ON m.id = p.mine WHERE m.enterprise = t.enterprise"    \
  " AND p.kind = '重点检查' AND CAST (p.year AS TEXT) >= substr (t.quarter, 1, 4))"

/* “回头看”: by the day that was set, else so many days after the quarter's last. */
#define QUARTER_END                                                                                \
  "substr (t.quarter, 1, 4) || CASE substr (t.quarter, 6, 1) WHEN '1' THEN '-03-31'"               \
  " WHEN '2' THEN '-06-30' WHEN '3' THEN '-09-30' ELSE '-12-31' END"
#define REVIEW_DUE "COALESCE (t.review_due, ka_add_days (" QUARTER_END ", :days))"
#define CELL_NO "(SELECT m.no FROM measure m WHERE m.id = t.measure)"
/* It was not carried out in the quarter before, and nobody went to see whether it is now. */
#define SHAMMED_BEFORE                                                                             \
  "EXISTS (SELECT 1 FROM measure_progress b WHERE b.measure = t.measure AND " KA_SAME_UNIT         \
  " AND b.quarter = " KA_QUARTER_BEFORE " AND b.state IN ('不落实', '假落实', '软落实'))"

/* 《安全生产严重失信主体名单管理办法》 is in force since then. */
#define DECREE_11 "'2023-10-01'"
#define OWNER(t)                                                                                   \
  "COALESCE (" t ".enterprise, (SELECT m.enterprise FROM mine m WHERE m.id = " t ".mine))"
#define LARGER_IN_A_YEAR                                                                                  \
  "(SELECT count (*) FROM accident a WHERE " OWNER ("a") " = " OWNER (                                    \
    "t") " AND " KA_ACCIDENT_GRADE_SQL ("a") " >= 2 AND a.occurred <= t.occurred"                         \
                                             " AND substr (a.occurred, 1, 10) > ka_add_months (" OCCURRED \
                                             ", -12))"
/* The first circumstance of the ordinance that the accident meets, or nothing. */
#define BY_ACCIDENT                                                                                \
  "(CASE WHEN " KA_ACCIDENT_GRADE_SQL (                                                            \
    "t") " >= 3 THEN '发生重大以上事故'"                                                   \
         " WHEN t.reporting IN ('谎报', '瞒报') THEN t.reporting || '事故'"                  \
         " WHEN " KA_ACCIDENT_GRADE_SQL ("t") " = 2 AND " LARGER_IN_A_YEAR                         \
                                              " >= 2 THEN '12个月内两起以上较大事故' ELSE '' END)"
/* Whoever it was proposed for, listed or not, since the accident. */
#define ITS_LISTING                                                                                \
  "EXISTS (SELECT 1 FROM discredit d WHERE d.enterprise = " OWNER (                                \
    "t") " AND d.list = '安全生产严重失信主体'"                                          \
         " AND COALESCE (d.listed, d.notified, :day) >= " OCCURRED ")"

const KaDueRule ka_due_affair_rules[] = {
  /* ---- cases ---- */
  {
    .code = "no_case",
    .name = N_ ("本季度没有报送典型案例"),
    .area = N_ ("案例"),
    .kind = "typical_case",
    .clause = YUAN "五（每季度至少报送1个）",
    .district = "EXISTS (SELECT 1 FROM mine) AND (" LAST_IS_MISSING
                " OR (:day >= ka_add_days (:quarter_end, - :ahead) AND NOT " REPORTED_IN (
                  ":quarter_start",
                  ":quarter_end") "))",
    .due = "CASE WHEN " LAST_IS_MISSING " THEN " BEFORE_QUARTER " ELSE :quarter_end END",
    .message = N_ ("$1至$2没有报送典型案例"),
    .facts = { "CASE WHEN " LAST_IS_MISSING
               " THEN ka_add_months (:quarter_start, -3) ELSE :quarter_start END",
               "CASE WHEN " LAST_IS_MISSING " THEN " BEFORE_QUARTER " ELSE :quarter_end END" },
    .limits = { { "ahead", N_ ("季末前提醒（天）"), 30 } },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "case_waiting",
    .name = N_ ("案例等待审核"),
    .area = N_ ("案例"),
    .kind = "typical_case",
    .field = "review",
    .clause = YUAN "五",
    .where = WAITS " AND t.received < ka_add_days (:day, - :days)",
    .due = "ka_add_days (t.received, :days)",
    .message = N_ ("“$1”$2收到，还没有审核"),
    .facts = { "t.title", "t.received" },
    .chip = N_ ("待审核逾期"),
    .limits = { { "days", N_ ("审核期限（天）"), 10 } },
    .severity = KA_DUE_MEDIUM,
  },
  /* ---- accidents ---- */
  {
    .code = "late_report",
    .name = N_ ("疑似迟报事故"),
    .area = N_ ("事故"),
    .kind = "accident",
    .field = "reporting",
    .clause = "国务院令第493号 第九条（1小时内报告）",
    /* Once it was found to be late and the case is closed, nothing is left to do. */
    .where = OCCURRED " <= :day AND t.reported > ka_add_minutes (t.known, :minutes)"
                      " AND (t.reporting IS NULL OR t.reporting = '正常' OR " OPEN ("closed") ")",
    .message = N_ ("$1接报，$2报告，超过$3分钟"),
    .facts = { "replace (t.known, 'T', ' ')", "replace (t.reported, 'T', ' ')", ":minutes" },
    .limits = { { "minutes", N_ ("报告时限（分钟）"), 60 } },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "accident_investigation",
    .name = N_ ("事故调查到期"),
    .area = N_ ("事故"),
    .kind = "accident",
    .field = "closed",
    .clause = "国务院令第493号 第二十九条（60日内提交调查报告）",
    .where = OCCURRED " <= :day AND " OPEN ("closed") " AND " OPEN ("submitted"),
    .due = "COALESCE (t.extended_until, ka_add_days (" OCCURRED ", :days))",
    .message = N_ ("$1发生，没有提交调查报告"),
    .facts = { OCCURRED },
    .chip = N_ ("未结案"),
    .limits = { { "days", N_ ("调查期限（天）"), 60 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "accident_reply",
    .name = N_ ("事故调查报告批复到期"),
    .area = N_ ("事故"),
    .kind = "accident",
    .field = "closed",
    .clause = "国务院令第493号 第三十二条（15日内批复，特别重大事故30日）",
    .where = DONE ("submitted") " AND " OPEN ("closed"),
    .due = "ka_add_days (t.submitted, CASE WHEN " KA_ACCIDENT_GRADE_SQL (
      "t") " = 4 THEN 30 ELSE :days END)",
    .message = N_ ("$1提交调查报告，没有批复"),
    .facts = { "t.submitted" },
    .limits = { { "days", N_ ("批复期限（天）"), 15 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "accident_accountability",
    .name = N_ ("事故责任追究没有落实"),
    .area = N_ ("事故"),
    .kind = "accident",
    .field = "accountability_done",
    .clause = "国务院令第493号 第三十二条（按照批复处罚、处分）",
    /* What the ledgers have of old accidents ends with the reply: the words there say that it was done. */
    .where = DONE ("closed") " AND t.submitted IS NOT NULL AND " OPEN ("accountability_done"),
    .due = "ka_add_days (t.closed, :days)",
    .message = N_ ("$1批复，没有登记责任追究落实日期"),
    .facts = { "t.closed" },
    .limits = { { "days", N_ ("跟踪（天）"), 90 } },
    .severity = KA_DUE_LOW,
  },
  {
    .code = "prevention_overdue",
    .name = N_ ("防范措施没有按期落实"),
    .area = N_ ("事故"),
    .kind = "prevention",
    .field = "done",
    .clause = "国务院令第493号 第三十三条（落实防范和整改措施）",
    .where = OPEN ("done") " AND " NEAR ("t.due"),
    .due = "t.due",
    .message = N_ ("应当在$1落实：$2"),
    .facts = { "t.due", "substr (t.measure, 1, 20)" },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "prevention_unclear",
    .name = N_ ("防范措施没有责任人或者期限"),
    .area = N_ ("事故"),
    .kind = "prevention",
    .field = "responsible",
    .clause = "国务院令第493号 第三十三条（落实防范和整改措施）",
    .where = OPEN ("done") " AND (t.responsible IS NULL OR t.due IS NULL)",
    .message = N_ ("没有责任人或者期限：$1"),
    .facts = { "substr (t.measure, 1, 20)" },
    .severity = KA_DUE_LOW,
  },
  {
    .code = "prevention_evaluation",
    .name = N_ ("防范措施没有逐条评估"),
    .area = N_ ("事故"),
    .kind = "prevention",
    .field = "evaluated",
    .clause = "《安全生产法》第八十六条第三款（批复后一年内评估）",
    .where = OPEN ("evaluated") " AND EXISTS (SELECT 1 FROM accident a WHERE a.id = t.accident"
                                " AND a.evaluated <= :day)",
    .message = N_ ("事故已经评估，这条没有结论：$1"),
    .facts = { "substr (t.measure, 1, 20)" },
    .severity = KA_DUE_LOW,
  },
  {
    .code = "accident_evaluation",
    .name = N_ ("事故整改评估到期"),
    .area = N_ ("事故"),
    .kind = "accident",
    .field = "evaluated",
    .clause = "《安全生产法》第八十六条第三款（批复后一年内评估）；" JINJIN "三（三）5",
    .where
    = DONE ("closed") " AND " OPEN ("evaluated") " AND " NEAR ("ka_add_months (t.closed, :months)"),
    .due = "ka_add_months (t.closed, :months)",
    .message = N_ ("$1结案，没有评估整改措施落实情况"),
    .facts = { "t.closed" },
    .limits = { { "months", N_ ("评估期限（月）"), 12 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "discredit_accident",
    .name = N_ ("事故应当研究列入失信名单"),
    .area = N_ ("事故"),
    .kind = "accident",
    .field = "reporting",
    .clause = "应急管理部令第11号（重大以上事故；12个月内两起以上较大事故；瞒报、谎报）",
    .where = OCCURRED " <= :day AND " OCCURRED " >= " DECREE_11 " AND " BY_ACCIDENT
                      " <> '' AND NOT " ITS_LISTING,
    .message = N_ ("$1，没有拟列入严重失信主体名单的记录"),
    .facts = { BY_ACCIDENT },
    .severity = KA_DUE_MEDIUM,
    .advice = TRUE,
  },
  /* ---- measures ---- */
  {
    .code = "measure_unmet",
    .name = N_ ("硬措施没有落实"),
    .area = N_ ("硬措施"),
    .kind = "measure_progress",
    .field = "action",
    .clause = YUAN "二（不落实、假落实、软落实的，列为年度监管执法重点对象）",
    .where
    = SHAMMED " AND (t.action IS NULL OR t.action <> '列为重点执法对象') AND NOT " IN_KEY_LIST,
    .message = N_ ("$1任务“$2”$3，没有列为重点执法对象"),
    .facts = { "t.quarter", CELL_NO, "t.state" },
    .chip = N_ ("没有落实"),
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "measure_review",
    .name = N_ ("硬措施待回头看"),
    .area = N_ ("硬措施"),
    .kind = "measure_progress",
    .field = "reviewed",
    .clause = YUAN "二（“回头看”复盘检验，逐项打表推进）",
    .where = "t.review = '待回头看' AND t.quarter <= :quarter AND " NEAR (REVIEW_DUE),
    .due = REVIEW_DUE,
    .message = N_ ("$1任务“$2”应当在$3前回头看"),
    .facts = { "t.quarter", CELL_NO, REVIEW_DUE },
    .chip = N_ ("待回头看"),
    .limits = { { "days", N_ ("季度末后回头看期限（天）"), 90 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "measure_relapse",
    .name = N_ ("硬措施反弹没有处置"),
    .area = N_ ("硬措施"),
    .kind = "measure_progress",
    .field = "action",
    .clause = YUAN "二（加大通报、曝光及约谈力度，列为年度监管执法重点对象）",
    .where = "t.review = '反弹' AND (t.reviewed IS NULL OR t.reviewed <= :day)"
             " AND (t.action IS NULL OR t.action = '无')",
    .message = N_ ("$1任务“$2”回头看发现反弹，没有通报、曝光、约谈或者列为重点执法对象"),
    .facts = { "t.quarter", CELL_NO },
    .chip = N_ ("反弹"),
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "measure_unreviewed",
    .name = N_ ("硬措施整改后没有回头看"),
    .area = N_ ("硬措施"),
    .kind = "measure_progress",
    .field = "review",
    .clause = YUAN "二（切实将复盘检验工作成效落实到具体工作中）",
    .where = "t.state = '落实' AND t.review IS NULL AND t.quarter <= :quarter AND " SHAMMED_BEFORE,
    .message = N_ ("$1任务“$2”上季没有落实、本季填落实，没有安排回头看"),
    .facts = { "t.quarter", CELL_NO },
    .severity = KA_DUE_LOW,
    .advice = TRUE,
  },
  { NULL },
};
