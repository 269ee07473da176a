/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-private.h"
#include "ka-visits.h"

#define STANDS OPEN ("closed") " AND " OPEN ("rectified")
#define MAJOR "t.level = '重大' AND t.found <= :day"

#define COUNTED_IN_CAP KA_VISITS_SQL ("t.id", ":year_start", ":day")
#define CAP "(SELECT max (y.cap) FROM plan_year y WHERE y.year = :year)"

#define PLANNED_OF_YEAR "(SELECT count (*) FROM plan p WHERE p.mine = t.id AND p.year = :year)"

/* Of the enterprise itself: who answers for it is fined by a decision of his own, for the same deed. */
#define MAJOR_PENALTIES(months_or_days)                                                            \
  "(SELECT count (*) FROM penalty p WHERE p.enterprise = t.id AND p.major_hazard = 1"              \
  " AND p.person IS NULL AND p.decided <= :day AND p.decided > " months_or_days ")"
#define IN_180_DAYS MAJOR_PENALTIES ("ka_add_days (:day, -180)")
#define IN_A_YEAR MAJOR_PENALTIES ("ka_add_months (:day, -12)")

#define BEFORE_IT "(h.found < t.found OR (h.found = t.found AND h.id < t.id))"
/* Found on two days or more: two in one inspection are one finding. */
#define MAJOR_DAYS                                                                                 \
  "(SELECT count (DISTINCT h.found) FROM hazard h WHERE h.mine = t.id AND h.level = '重大'"      \
  " AND h.found <= :day AND ka_add_months (h.found, :months) >= :day)"

#define ON_LIST "t.listed <= :day AND " OPEN ("removed")
#define NOTICES(which)                                                                             \
  "EXISTS (SELECT 1 FROM discredit_notice n WHERE n.discredit = t.id AND " which ")"
#define TERM_END "ka_add_months (t.listed, COALESCE (t.term_months, 36))"

/* The first circumstance of 应急管理部令第11号 (in force since 2023-10-01) that the penalty's words meet, or
 * nothing. Whether somebody could have paid is asked half a year after the decision. */
#define FACTS "(COALESCE (t.facts, '') || COALESCE (t.violated, ''))"
#define HAS(words) FACTS " LIKE '%" words "%'"
#define BY_PENALTY                                                                                                            \
  "(CASE WHEN " HAS ("未取得%许可") " OR " HAS ("未依法取得%许可") " OR " HAS (                                               \
    "无证%") " THEN '未依法取得许可生产经营'"                                                                      \
             " WHEN " HAS ("暂扣%期间") " OR " HAS (                                                                          \
               "吊销%期间") " THEN '许可被暂扣或者吊销期间生产经营'"                                           \
                            " WHEN " HAS ("租借资质") " OR " HAS ("虚假%报告") " OR " HAS (                                   \
                              "挂靠") " THEN '租借资质、挂靠或者出具虚假报告'"                                 \
                                      " WHEN COALESCE (t.basis, '') LIKE '%一百一十四条第二款%'"                     \
                                      " THEN '事故情节特别严重，按二至五倍罚款'"                              \
                                      " WHEN t.kind = '罚款' AND " OPEN (                                                     \
                                        "executed") " AND ka_add_months (t.decided, :months) <= "                             \
                                                    ":day"                                                                    \
                                                    " THEN '罚款长期没有缴纳，核实是否有能力而拒不执行'" \
                                                    " ELSE '' END)"
/* By the number of the decision, or of the enterprise since. */
#define ITS_LISTING                                                                                 \
  "EXISTS (SELECT 1 FROM discredit d WHERE d.penalty_no = t.doc_no OR (d.enterprise = t.enterprise" \
  " AND d.list = '安全生产严重失信主体' AND COALESCE (d.listed, d.notified, :day) >= t.decided))"

/* The n-th working day after a day, by the table of holidays; n at most 10. */
#define NEXT_DAYS                                                                                  \
  "(VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16)," \
  " (17), (18), (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30)) AS s"
#define AFTER_WORKDAYS(day, n)                                                                     \
  "(SELECT max (w.d) FROM (SELECT x.d FROM (SELECT ka_add_days (" day                              \
  ", s.column1) AS d FROM " NEXT_DAYS ") AS x WHERE CASE (SELECT h.kind FROM holiday h WHERE"      \
  " h.day = x.d) WHEN '放假' THEN 0 WHEN '调休上班' THEN 1 ELSE ka_weekday (x.d) <= 5 END"   \
  " ORDER BY x.d LIMIT " n ") AS w)"

#define FINED "t.kind = '罚款' AND " DONE ("decided") " AND " OPEN ("executed")
/* Without the day of service, the day of the decision. */
#define SERVED "COALESCE (t.delivered, t.decided)"
/* Review and litigation are over, or the day to which payment was put off. */
#define APPEAL_END                                                                                 \
  "(CASE WHEN t.pay_by > ka_add_months (" SERVED ", 6) THEN t.pay_by ELSE ka_add_months (" SERVED  \
  ", 6) END)"

const KaDueRule ka_due_enforcement_rules[] = {
  /* ---- plan ---- */
  {
    .code = "plan_missing",
    .name = N_ ("没有列入年度检查计划"),
    .area = N_ ("检查"),
    .kind = "mine",
    .clause = JINJIN "三（三）2；" YUAN "九",
    .where = RUNS " AND EXISTS (SELECT 1 FROM plan p WHERE p.year = :year) AND NOT EXISTS"
                  " (SELECT 1 FROM plan p WHERE p.mine = t.id AND p.year = :year)",
    .message = N_ ("$1年检查计划没有安排"),
    .facts = { ":year" },
    .severity = KA_DUE_LOW,
  },
  {
    .code = "plan_overdue",
    .name = N_ ("计划的检查没有开展"),
    .area = N_ ("检查"),
    .kind = "plan",
    .field = "month",
    .clause = JINJIN "三（三）2；" YUAN "九（严格按计划开展执法检查）",
    /* An inspection of the mine that says no plan counts from the planned month on. */
    .where = "t.month < substr (:day, 1, 7) AND t.month >= substr (ka_add_months (:day, -12), 1, 7)"
             " AND " MINE_ALIVE " AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.mine = t.mine"
             " AND i.started <= :day AND (i.plan = t.id OR (i.plan IS NULL"
             " AND i.started >= t.month || '-01' AND (i.\"trigger\" IS NULL"
             " OR i.\"trigger\" IN ('计划', '双随机')))))",
    .due = "ka_add_days (ka_add_months (t.month || '-01', 1), -1)",
    .message = N_ ("$1的$2没有检查记录"),
    .facts = { "t.month", "t.kind" },
    .chip = N_ ("逾期未查"),
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "over_cap",
    .name = N_ ("超过年度检查频次上限"),
    .area = N_ ("检查"),
    .kind = "enterprise",
    .clause = "国办发〔2024〕54号；" YUAN "九",
    .where = CAP " IS NOT NULL AND " COUNTED_IN_CAP " > " CAP,
    .message = N_ ("$1年已检查$2次，上限$3次"),
    .facts = { ":year", COUNTED_IN_CAP, CAP },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "favour_level2",
    .name = N_ ("二级以上标准化应当减少检查"),
    .area = N_ ("检查"),
    .kind = "mine",
    .clause = JINJIN "三（六）3",
    .where = "t.status <> '关闭' AND t.std_level IN ('一级', '二级') AND t.std_until >= :day"
             " AND " PLANNED_OF_YEAR " > :times",
    .message = N_ ("标准化$1，$2年计划检查$3次，可以减少"),
    .facts = { "t.std_level", ":year", PLANNED_OF_YEAR },
    .limits = { { "times", N_ ("每年次数"), 1 } },
    .severity = KA_DUE_LOW,
    .advice = TRUE,
  },
  {
    .code = "exam_missing",
    .name = N_ ("检查没有“逢查必考”"),
    .area = N_ ("检查"),
    .kind = "inspection",
    .field = "examined",
    .clause = JINJIN "三（五）4；" YUAN "七",
    /* Of the year, and of the quarter that is still to be reported. */
    .where = "t.started <= :day AND (t.started >= :year_start OR t.started >= ka_add_months "
             "(:quarter_start, -3)) AND (t.examined IS NULL OR t.examined = 0)"
             " AND (t.\"trigger\" IS NULL OR t.\"trigger\" <> '复查')",
    .missing = "t.examined IS NULL",
    .message = N_ ("$1检查，没有考试"),
    .unknown = N_ ("$1检查，考试人数未填"),
    .facts = { "t.started" },
    .chip = N_ ("没有考试"),
    .severity = KA_DUE_LOW,
  },
  /* ---- hazards ---- */
  {
    .code = "hazard_overdue",
    .name = N_ ("隐患整改到期"),
    .area = N_ ("隐患"),
    .kind = "hazard",
    .field = "deadline",
    .clause = "《安全生产法》第四十一条；" JINJIN "三（三）2",
    .where = "t.found <= :day AND " STANDS " AND " NEAR ("t.deadline"),
    .due = "t.deadline",
    .message = N_ ("$1隐患整改期限$2：$3"),
    .pressing = "t.level = '重大' AND t.deadline < :day",
    .facts = { "t.level", "t.deadline", "substr (t.description, 1, 40)" },
    .chip = N_ ("逾期"),
    .chip_where = "t.deadline < :day",
    .limits = { { "ahead", N_ ("提前提醒（天）"), 30 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "review_overdue",
    .name = N_ ("隐患应当复查"),
    .area = N_ ("隐患"),
    .kind = "hazard",
    .field = "reviewed",
    .clause = "《安全生产违法行为行政处罚办法》（自收到申请或限期届满之日起10日内复查）",
    .where = "t.found <= :day AND " DONE ("rectified") " AND " OPEN ("reviewed") " AND " OPEN (
      "closed") " AND " NEAR ("ka_add_days (t.rectified, :days)"),
    .due = "ka_add_days (t.rectified, :days)",
    .message = N_ ("$1整改完成，还没有复查：$2"),
    .facts = { "t.rectified", "substr (t.description, 1, 40)" },
    .chip = N_ ("待复查"),
    .limits = { { "ahead", N_ ("提前提醒（天）"), 7 }, { "days", N_ ("复查期限（天）"), 10 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "major_incomplete",
    .name = N_ ("重大隐患“五落实”不全"),
    .area = N_ ("隐患"),
    .kind = "hazard",
    .clause = JINJIN "三（五）2",
    .where
    = MAJOR " AND " OPEN ("closed") " AND (t.responsible IS NULL OR t.measures IS NULL OR t.funds"
                                    " IS NULL OR t.deadline IS NULL OR t.contingency IS NULL)",
    .message = N_ ("没有落实$1：$2"),
    .facts = { "substr (CASE WHEN t.responsible IS NULL THEN '、责任' ELSE '' END"
               " || CASE WHEN t.measures IS NULL THEN '、措施' ELSE '' END"
               " || CASE WHEN t.funds IS NULL THEN '、资金' ELSE '' END"
               " || CASE WHEN t.deadline IS NULL THEN '、时限' ELSE '' END"
               " || CASE WHEN t.contingency IS NULL THEN '、预案' ELSE '' END, 2)",
               "substr (t.description, 1, 40)" },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "major_unsupervised",
    .name = N_ ("重大隐患没有挂牌督办"),
    .area = N_ ("隐患"),
    .kind = "hazard",
    .field = "supervised",
    .clause = YUAN "四",
    .where = MAJOR " AND " OPEN ("closed") " AND (t.supervised IS NULL OR t.supervised = '未挂牌')",
    .message = N_ ("没有挂牌督办：$1"),
    .facts = { "substr (t.description, 1, 40)" },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "major_repeat",
    .name = N_ ("同类重大隐患反复出现"),
    .area = N_ ("隐患"),
    .kind = "hazard",
    .clause = YUAN "四（同类重大事故隐患反复出现、屡改屡犯的追究责任）",
    .where
    = MAJOR " AND t.found >= ka_add_months (:day, - :months) AND EXISTS (SELECT 1 FROM hazard h"
            " WHERE h.mine = t.mine AND h.level = '重大' AND h.criterion = t.criterion"
            " AND " BEFORE_IT " AND h.found >= ka_add_months (t.found, - :months))",
    .message = N_ ("$1再次发现$2，上次在$3"),
    .facts = { "t.found", "t.criterion",
               "(SELECT max (h.found) FROM hazard h WHERE h.mine = t.mine AND h.level = '重大'"
               " AND h.criterion = t.criterion AND " BEFORE_IT ")" },
    .limits = { { "months", N_ ("期间（月）"), 12 } },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "major_twice",
    .name = N_ ("多次发现重大隐患仍在生产"),
    .area = N_ ("隐患"),
    .kind = "mine",
    .clause = "安委〔2024〕1号（3个月内2次以上发现有重大隐患仍然生产，提请关闭）",
    .where = "t.status = '生产' AND " MAJOR_DAYS " >= :times",
    .message = N_ ("$1个月内$2次发现重大隐患，应当提请关闭"),
    .facts = { ":months", MAJOR_DAYS },
    .limits = { { "times", N_ ("次数"), 2 }, { "months", N_ ("期间（月）"), 3 } },
    .severity = KA_DUE_HIGH,
  },
  /* ---- penalties and lists ---- */
  {
    .code = "penalty_frequency",
    .name = N_ ("因重大隐患多次受罚"),
    .area = N_ ("处罚与失信"),
    .kind = "enterprise",
    .clause = "《安全生产法》第一百一十三条（180日内3次或者1年内4次，提请关闭）",
    .where = WITH_MINE " AND (" IN_180_DAYS " >= :half OR " IN_A_YEAR " >= :year_times)",
    .message = N_ ("因重大隐患180日内受罚$1次、1年内$2次，应当提请关闭"),
    .facts = { IN_180_DAYS, IN_A_YEAR },
    .limits = { { "half", N_ ("180日内次数"), 3 }, { "year_times", N_ ("1年内次数"), 4 } },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "penalty_unexecuted",
    .name = N_ ("罚款没有缴纳"),
    .area = N_ ("处罚与失信"),
    .kind = "penalty",
    .field = "executed",
    .clause = "《行政处罚法》第六十七条（收到决定书之日起15日内缴纳）",
    .where = FINED,
    .due = "COALESCE (t.pay_by, ka_add_days (" SERVED ", :days))",
    .message = N_ ("$1罚款$2元，没有执行完毕日期"),
    .facts = { "t.doc_no", "ka_decimal (t.amount, 2)" },
    .chip = N_ ("未执行完毕"),
    .limits = { { "days", N_ ("缴纳期限（天）"), 15 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "case_term",
    .name = N_ ("立案以后应当作出决定"),
    .area = N_ ("处罚与失信"),
    .kind = "penalty",
    .field = "decided",
    .clause = "《行政处罚法》第六十条（自立案之日起90日内作出决定）",
    .where = DONE ("filed") " AND " OPEN ("decided") " AND " NEAR (
      "COALESCE (t.extended_until, ka_add_days (t.filed, :days))"),
    .due = "COALESCE (t.extended_until, ka_add_days (t.filed, :days))",
    .message = N_ ("$1立案，还没有作出处罚决定"),
    .facts = { "t.filed" },
    .chip = N_ ("办案中"),
    .limits = { { "ahead", N_ ("提前提醒（天）"), 30 }, { "days", N_ ("办案期限（天）"), 90 } },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "penalty_publish",
    .name = N_ ("处罚决定应当公示"),
    .area = N_ ("处罚与失信"),
    .kind = "penalty",
    .field = "published",
    .clause = "《安全生产法》第七十八条（作出处罚决定后7个工作日内公开曝光）",
    /* What was left undone years ago is another matter. */
    .where = DONE ("decided") " AND " OPEN (
      "published") " AND t.decided >= ka_add_months (:day, - :months)",
    .due = AFTER_WORKDAYS ("t.decided", "7"),
    .message = N_ ("$1在$2作出，还没有公示"),
    .facts = { "t.doc_no", "t.decided" },
    .chip = N_ ("未公示"),
    .limits = { { "months", N_ ("决定以来（月）"), 12 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "penalty_enforce",
    .name = N_ ("应当催告并申请强制执行"),
    .area = N_ ("处罚与失信"),
    .kind = "penalty",
    .field = "enforced",
    .clause = "《行政强制法》第五十三条、第五十四条（期限届满起3个月内申请，申请前催告满10日）",
    .where = FINED " AND " OPEN ("enforced") " AND " APPEAL_END " < :day",
    .due = "ka_add_months (" APPEAL_END ", 3)",
    .message = N_ ("$1罚款$2元没有缴纳，复议和诉讼期限在$3届满"),
    .facts = { "t.doc_no", "ka_decimal (t.amount, 2)", APPEAL_END },
    .chip = N_ ("应申请强制执行"),
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "discredit_penalty",
    .name = N_ ("处罚应当研究列入失信名单"),
    .area = N_ ("处罚与失信"),
    .kind = "penalty",
    .field = "facts",
    .clause = "应急管理部令第11号（无证生产经营；资质和报告弄虚作假；拒不执行处罚）",
    .where = DONE ("decided") " AND t.decided >= '2023-10-01' AND " BY_PENALTY
                              " <> '' AND NOT " ITS_LISTING,
    .message = N_ ("$1：$2，没有拟列入严重失信主体名单的记录"),
    .facts = { "t.doc_no", BY_PENALTY },
    .limits = { { "months", N_ ("罚款未缴（月）"), 6 } },
    .severity = KA_DUE_MEDIUM,
    .advice = TRUE,
  },
  {
    .code = "discredit_due",
    .name = N_ ("失信管理期满"),
    .area = N_ ("处罚与失信"),
    .kind = "discredit",
    .field = "removed",
    .clause = "应急管理部令第11号（期限3年，期满移出）",
    .where = ON_LIST " AND " NEAR (TERM_END),
    .due = TERM_END,
    .message = N_ ("$1列入，管理期至$2"),
    /* The decision says until which day; the day after it is removed. */
    .facts = { "t.listed", "ka_add_days (" TERM_END ", -1)" },
    .limits = { { "ahead", N_ ("提前提醒（天）"), 30 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "discredit_repair",
    .name = N_ ("可以申请信用修复"),
    .area = N_ ("处罚与失信"),
    .kind = "discredit",
    .field = "repair_applied",
    .clause = "应急管理部令第11号（列入满12个月可以申请提前移出）",
    .where
    = ON_LIST " AND " OPEN ("repair_applied") " AND ka_add_months (t.listed, :months) <= :day"
                                              " AND " TERM_END " > :day",
    .message = N_ ("$1列入，已满$2个月"),
    .facts = { "t.listed", ":months" },
    .limits = { { "months", N_ ("列入满（月）"), 12 } },
    .severity = KA_DUE_LOW,
    .advice = TRUE,
  },
  {
    .code = "discredit_restrictions",
    .name = N_ ("没有惩戒措施"),
    .area = N_ ("处罚与失信"),
    .kind = "discredit",
    .field = "restrictions",
    .clause = JINJIN "三（三）4",
    .where = ON_LIST " AND t.restrictions IS NULL",
    .missing = "1 = 1",
    .message = N_ ("$1列入，没有记录惩戒措施"),
    .facts = { "t.listed" },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "discredit_unsent",
    .name = N_ ("惩戒措施没有推送"),
    .area = N_ ("处罚与失信"),
    .kind = "discredit",
    .field = "sent",
    .clause = JINJIN "三（三）4",
    .where
    = ON_LIST " AND t.restrictions IS NOT NULL AND t.sent IS NULL AND NOT " NOTICES ("1 = 1"),
    .due = "ka_add_days (t.listed, :days)",
    /* What offices keep of old listings does not say where they were sent. */
    .missing = "t.listed < ka_add_months (:day, -12)",
    .message = N_ ("$1列入，$2没有推送有关部门"),
    .unknown = N_ ("$1列入，没有登记$2推送了哪些部门"),
    .facts = { "t.listed", "t.restrictions" },
    .limits = { { "days", N_ ("列入后（天）"), 7 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "discredit_lift",
    .name = N_ ("移出后没有通知解除惩戒"),
    .area = N_ ("处罚与失信"),
    .kind = "discredit",
    .field = "removed",
    .clause = "应急管理部令第11号（移出后停止公示、解除措施）",
    .where = DONE ("removed") " AND " NOTICES ("(n.lifted IS NULL OR n.lifted > :day)"),
    .message = N_ ("$1移出，还没有通知$2解除"),
    .facts = { "t.removed", "(SELECT n.sent_to FROM discredit_notice n WHERE n.discredit = t.id"
                            " AND n.lifted IS NULL ORDER BY n.id LIMIT 1)" },
    .severity = KA_DUE_HIGH,
  },
  { NULL },
};
