/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-list-paper.h"

#include <ka-accident.h>
#include <ka-kind.h>
#include <ka-people.h>
#include <string.h>

/* ---- what lists there are ---- */

#define SUM(kind, column, table, when)                                                             \
  "(SELECT COALESCE (sum (r." column "), 0) FROM " table " r WHERE r.kind = '" kind                \
  "' AND r.enterprise = e.id AND " when ")"
#define PLANNED(kind) SUM (kind, "persons", "training_plan", "r.year = :year")
#define OF_YEAR "r.held BETWEEN :year_start AND :day"
#define TRAINED(kind)                                                                              \
  PLANNED (kind)                                                                                   \
  ", " SUM (kind, "attended", "training", OF_YEAR) ", " SUM (kind, "passed", "training", OF_YEAR)
#define BEFORE "BETWEEN :before_start AND :before_end"
#define NOW "BETWEEN :year_start AND :day"
#define EXAMS(column, when) "COALESCE (sum (CASE WHEN i.started " when " THEN i." column " END), 0)"

/* What was found this year, and what is still open of earlier years. */
#define IN_HAND                                                                                    \
  "t.found <= :day AND (t.found >= :year_start OR t.closed IS NULL OR t.closed > :day)"
#define CLOSED "CASE WHEN t.closed <= :day THEN '已销号' ELSE '未销号' END"
#define AGREED_DAYS(column, class)                                                                 \
  "COALESCE (y." column " * 10, (SELECT sum (w.days) FROM workday_item w WHERE w.year = y.year"    \
  " AND w.class = '" class "'), l." column " * 10, (SELECT sum (w.days) FROM workday_item w WHERE" \
                           " w.year = y.year - 1 AND w.class = '" class "'))"
#define LINES(kind) "(SELECT count (*) FROM plan p WHERE p.year = z.year AND p.kind = '" kind "')"

static const double plan_widths[] = { 3, 7, 9, 12, 4, 4, 12, 5, 4, 7, 5, 7, 4, 4, 6 };
static const double workday_widths[] = { 3, 6, 6, 6, 6, 6, 6, 6, 6 };
static const double hazard_widths[]
  = { 3, 4, 10, 6, 7, 5, 16, 8, 4, 5, 6, 12, 10, 5, 5, 6, 6, 10, 6, 5, 4, 5, 10, 4, 8 };
static const double major_widths[] = { 3, 10, 14, 6, 6, 6, 8, 12, 5, 5, 6, 10, 5, 6, 6, 5, 8 };
static const double penalty_widths[] = { 3, 12, 11, 5, 13, 15, 10, 6, 7, 7, 7 };
static const double officials_widths[] = { 3, 14, 6, 6, 4, 4, 10, 10, 8, 7 };
static const double publicity_widths[] = { 3, 14, 12, 6, 18, 12, 7, 5, 10 };
static const double operators_widths[] = { 3, 6, 14, 10, 8, 12, 7, 7, 7, 9 };
static const double training_widths[] = { 3, 16, 5, 5, 5, 5, 5, 5, 5, 5, 5 };
static const double exam_widths[] = { 3, 12, 6, 5, 5, 6, 5, 5, 6, 6 };

static const double listing_widths[] = { 3, 12, 5, 10, 6, 12, 12, 9, 9, 9, 7, 4, 7, 7, 7, 7, 10 };
static const double accident_widths[]
  = { 3, 12, 10, 8, 8, 8, 6, 5, 4, 4, 4, 4, 6, 12, 10, 10, 6, 8, 7, 12, 12, 7 };
static const double case_widths[] = { 3, 8, 5, 10, 6, 7, 8, 8, 16, 10, 10, 10, 12, 6, 5, 7 };
static const double certificate_widths[] = { 3, 12, 6, 11, 8, 8, 9, 10, 7, 7, 7, 5, 8, 6, 4, 8 };
static const double pond_widths[] = { 3, 10, 10, 5, 5, 5, 4, 7, 6, 6, 6, 6, 7, 5, 7, 7, 7 };

#define FLAG(column) "CASE " column " WHEN 1 THEN '是' WHEN 0 THEN '否' ELSE '' END"
/* Identity numbers and telephones are not handed out with a ledger. */
#define MASKED(column, head, tail)                                                                 \
  "CASE WHEN length (" column ") > " #head " + " #tail " THEN substr (" column ", 1, " #head       \
  ") || '****' || substr (" column ", -" #tail ") ELSE '' END"

static const KaListForm forms[] = {
  { "officials", "mine", "非煤矿山“三个责任人”公示表",
    "矿山（尾矿库）名称;所在镇街;类型;生产状态;风险等级;行政区负责人;监管部门负责人;企业主要负责人;公示日期",
    officials_widths,
    "SELECT t.name, t.town, t.type, t.status, t.risk_grade, t.official_region,"
    " t.official_dept, e.principal, t.officials_published FROM mine t"
    " LEFT JOIN enterprise e ON e.id = t.enterprise WHERE t.status <> '关闭'"
    " ORDER BY t.town, t.name, t.id",
    NULL },
  /* Names of persons are published, their numbers not; who was removed by the day is not on it. */
  { "publicity", "discredit", "安全生产严重失信主体公示表",
    "名称（姓名）;统一社会信用代码;法定代表人;列入事由;决定书号;列入日期;管理期限(月);决定机关",
    publicity_widths,
    "SELECT CASE WHEN t.subject = '个人' THEN t.person ELSE e.name END,"
    " CASE WHEN t.subject = '个人' THEN '' ELSE e.credit_code END,"
    " CASE WHEN t.subject = '个人' THEN '' ELSE e.legal_rep END,"
    " t.reason, t.decision_no, t.listed, coalesce (t.term_months, 36), t.decided_by"
    " FROM discredit t LEFT JOIN enterprise e ON e.id = t.enterprise"
    " WHERE " KA_PUBLICITY_SQL " ORDER BY t.listed, t.id",
    NULL },
  { "operators", "person", "矿山特种作业人员数据库",
    "姓名;企业;矿山;作业类别;操作证号;初领日期;应复审日期;有效期至;资质情况", operators_widths,
    "SELECT t.name, e.name, m.name, t.specialty, t.cert_no, t.cert_issued, t.cert_review,"
    " t.cert_until, substr (CASE WHEN t.cert_until IS NULL THEN '、有效期未填'"
    " WHEN t.cert_until < :day THEN '、证书过期' ELSE '' END"
    " || CASE WHEN t.cert_review < :day AND (t.cert_until IS NULL OR t.cert_until > t.cert_review)"
    " THEN '、逾期未复审' ELSE '' END"
    " || CASE WHEN " KA_PERSON_TWICE_SQL " THEN '、两处任职' ELSE '' END, 2)"
    " FROM person t LEFT JOIN mine m ON m.id = t.mine LEFT JOIN enterprise e"
    " ON e.id = COALESCE (t.enterprise, m.enterprise) WHERE t.post = '特种作业人员'"
    " ORDER BY e.name, m.name, t.name, t.id",
    "依据：渝安办〔2025〕13号第七部分（建立矿山特种作业人员数据库，加强资质管理）。" },
  { "training", "training", "“三项岗位”人员培训计划执行情况",
    "企业;主要负责人|计划;主要负责人|参训;主要负责人|合格;安管人员|计划;安管人员|参训;安管人员|合格;"
    "特种作业|计划;特种作业|参训;特种作业|合格",
    training_widths,
    "SELECT e.name, " TRAINED ("主要负责人") ", " TRAINED ("安全生产管理人员") ", " TRAINED (
      "特种作业人员") " FROM enterprise e WHERE"
                      " EXISTS (SELECT 1 FROM mine m WHERE"
                      " m.enterprise = e.id AND m.status <>"
                      " '关闭') ORDER BY e.name, e.id",
    "没有写企业的培训和计划不在表内；计划按“三项岗位培训计划”登记的数。" },
  /* As the superior's ledgers are headed. */
  { "plan", "plan", "监督检查计划表",
    "检查事项;实施依据;检查对象(含数量);抽查基数;抽查比例;检查内容;检查类别;检查方式;检查频次和上限;"
    "检查时间安排;承办机构;是否联合检查;计划工作日;备注",
    plan_widths,
    "SELECT t.item, t.basis, m.name || '（' || e.name || '）', '', '', t.content, t.kind, t.method,"
    " (SELECT count (*) FROM plan p WHERE p.year = t.year AND p.mine = t.mine) || '次/年'"
    " || COALESCE ('，上限' || y.cap || '次/年', ''), t.month, t.dept,"
    " CASE WHEN t.joint = 1 THEN '是' ELSE '否' END, ka_decimal (t.workdays, 1), t.note"
    " FROM plan t JOIN mine m ON m.id = t.mine JOIN enterprise e ON e.id = m.enterprise"
    " LEFT JOIN plan_year y ON y.year = t.year WHERE t.year = :year ORDER BY t.month, t.kind, t.id",
    NULL },
  { "workdays", "plan_year", "检查工作日测算表",
    "执法人员数;国家法定工作日;总法定工作日;其他执法工作日;非执法工作日;监督检查工作日;重点检查家次;"
    "一般检查家次",
    workday_widths,
    "SELECT z.counted, z.statutory_days, z.counted * z.statutory_days, ka_decimal (z.other, 1),"
    " ka_decimal (z.idle, 1), ka_decimal (z.counted * z.statutory_days * 10 - z.other - z.idle, 1), " LINES ("重点检查") ", " LINES ("一般检查") " FROM (SELECT y.year, y.counted, y.statutory_days, " AGREED_DAYS (
      "other_days",
      "其他执法工作日") " AS other, " AGREED_DAYS ("idle_days",
                                                   "非执法工作日") " AS idle"
                                                                   " FROM plan_year y LEFT JOIN plan_year l ON l.year = y.year - 1 WHERE y.year = :year) AS z",
    NULL },
  { "hazards", "hazard", "现场检查、隐患台账",
    "隐患编号;企业名称;检查日期;检查人员;隐患来源;隐患描述;隐患地点;隐患等级;隐患类别;判定依据;整改措施;"
    "整改责任单位;整改责任人;整改资金(万元);整改期限;整改完成日期;应急预案/防控措施;复查日期;复查人;"
    "复查意见;是否销号;文书编号;是否超期;备注",
    hazard_widths,
    "SELECT t.id, e.name, COALESCE (i.started, t.found), i.inspectors, t.source, t.description,"
    " t.place, t.level, i.kind, COALESCE (t.criterion, t.violated), t.measures, e.name,"
    " t.responsible, ka_decimal (t.funds, 4), t.deadline, t.rectified, t.contingency, t.reviewed,"
    " t.reviewer, t.review_result, " CLOSED ", COALESCE (t.order_no, i.record_no),"
    " CASE WHEN t.deadline < COALESCE (t.rectified, t.closed, :day) THEN '是' ELSE '否' END, t.note"
    " FROM hazard t JOIN mine m ON m.id = t.mine JOIN enterprise e ON e.id = m.enterprise"
    " LEFT JOIN inspection i ON i.id = t.inspection WHERE " IN_HAND " ORDER BY t.found, t.id",
    "本年发现的和以前年度尚未销号的隐患。" },
  { "major-hazards", "hazard", "重大事故隐患台账",
    "企业名称;重大隐患内容;判定标准条款;发现方式;发现时间;挂牌督办单位;整改措施;整改责任人;整改资金;"
    "整改时限;应急预案;停产情况;验收单位;验收时间;销号状态;处罚情况",
    major_widths,
    "SELECT e.name, t.description, t.criterion, t.source, t.found, CASE WHEN t.supervised IN"
    " ('区级', '市级') THEN t.supervised || COALESCE ('（' || t.supervision_no || '）', '') ELSE"
    " '未挂牌' END, t.measures, t.responsible, ka_decimal (t.funds, 4) || '万元', t.deadline,"
    " t.contingency, CASE WHEN t.resumed <= :day THEN '已恢复' WHEN t.halted = 1 THEN '停产撤人'"
    " ELSE '未停产' END, t.accepted_by, t.accepted, " CLOSED ","
    " (SELECT '处罚' || count (*) || '件，罚款' || ka_decimal (COALESCE (sum (p.amount), 0), 2) || '元'"
    " FROM penalty p WHERE p.hazard = t.id AND p.decided <= :day HAVING count (*) > 0)"
    " FROM hazard t JOIN mine m ON m.id = t.mine JOIN enterprise e ON e.id = m.enterprise"
    " WHERE t.level = '重大' AND " IN_HAND " ORDER BY t.found, t.id",
    "本年发现的和以前年度尚未销号的重大事故隐患。" },
  { "listings", "discredit", "严重失信、黑名单台账",
    "主体名称;主体类型;统一社会信用代码;主要负责人;列入事由;法律依据;处罚决定书文号;列入决定机关;列入决定文号;"
    "列入日期;管理期限(年);到期日期;信用修复申请日期;修复/移出决定日期;状态;惩戒措施",
    listing_widths,
    "SELECT CASE WHEN t.subject = '个人' THEN t.person ELSE e.name END, t.subject,"
    " CASE WHEN t.subject = '个人' THEN '' ELSE e.credit_code END,"
    " CASE WHEN t.subject = '个人' THEN '' ELSE e.principal END, t.reason, t.basis, t.penalty_no,"
    " t.decided_by, t.decision_no, t.listed,"
    " CASE WHEN COALESCE (t.term_months, 36) % 12 = 0 THEN COALESCE (t.term_months, 36) / 12"
    " ELSE ka_decimal (COALESCE (t.term_months, 36) * 100 / 12, 2) END,"
    " ka_add_days (ka_add_months (t.listed, COALESCE (t.term_months, 36)), -1), t.repair_applied, t.removed,"
    " CASE WHEN t.dropped <= :day THEN '不予列入' WHEN t.revoked <= :day THEN '恢复列入'"
    " WHEN t.removed <= :day THEN COALESCE (t.removal, '已移出') WHEN t.listed <= :day THEN '在列'"
    " WHEN t.notified <= :day THEN '已告知' ELSE '拟列入' END, t.restrictions"
    " FROM discredit t LEFT JOIN enterprise e ON e.id = t.enterprise ORDER BY t.listed, t.id",
    NULL },
  { "accidents", "accident", "生产安全事故台账",
    "事故名称;事故单位;发生时间;接报时间;事故地点;事故类型;事故等级;死亡人数;重伤人数;轻伤人数;失联人数;"
    "直接经济损失(万元);事故经过;直接原因;间接原因;是否迟报漏报谎报瞒报;调查组织单位;批复/结案时间;责任追究;"
    "整改措施;评估日期",
    accident_widths,
    "SELECT t.title, e.name, replace (t.occurred, 'T', ' '), replace (t.known, 'T', ' '), t.place,"
    " t.category, CASE " KA_ACCIDENT_GRADE_SQL (
      "t") " WHEN 4 THEN '特别重大' WHEN 3 THEN '重大'"
           " WHEN 2 THEN '较大' WHEN 1 THEN '一般' ELSE '' END, t.deaths, t.serious, t.minor, t.missing,"
           " ka_decimal (t.loss, 4), t.course, t.direct_cause, t.indirect_cause, t.reporting,"
           " t.investigator, t.closed, t.accountability, t.prevention, t.evaluated"
           " FROM accident t LEFT JOIN mine m ON m.id = t.mine"
           " LEFT JOIN enterprise e ON e.id = COALESCE (t.enterprise, m.enterprise)"
           " WHERE t.occurred <= :day || 'T23:59' ORDER BY t.occurred, t.id",
    NULL },
  { "cases", "typical_case", "典型案例报送表",
    "报送单位;季度;案例标题;案例类型;检查时间;执法机关;当事人;基本案情;违反条款;"
    "处罚依据;处理结果;典型意义;是否公开曝光;联系人;联系电话",
    case_widths,
    "SELECT t.submitted_by, t.quarter, t.title, t.kind, t.occurred, t.agency, t.party, t.facts,"
    " t.violated, t.basis, t.outcome, t.significance, t.published, t.contact, " MASKED (
      "t.phone",
      3,
      4) " FROM typical_case t WHERE substr (t.quarter, 1, 4) = substr (:day, 1, 4)"
         " ORDER BY t.quarter, t.id",
    "本年度各季度的案例。" },
  { "certificates", "person", "三项岗位、五职人员台账",
    "企业名称;姓名;身份证号;岗位类别;职务;证书名称;证书编号;初领日期;有效期至;应复审日期;学历;专业;职称;"
    "是否专职;电话",
    certificate_widths,
    "SELECT e.name, t.name, " MASKED (
      "t.id_number",
      6,
      4) ","
         " CASE WHEN t.post IN ('矿长', '总工程师', '安全副矿长', '生产副矿长', '机电副矿长') THEN '五职矿长'"
         " ELSE t.post END,"
         " t.post, CASE WHEN t.post = '特种作业人员' THEN t.specialty ELSE '' END, t.cert_no,"
         " t.cert_issued, t.cert_until, t.cert_review, t.education,"
         " CASE WHEN t.post = '特种作业人员' THEN '' ELSE t.specialty END, t.title, " FLAG (
           "t.full_time") ", " MASKED ("t.phone",
                                       3,
                                       4) " FROM person t LEFT JOIN mine m ON m.id = t.mine"
                                          " LEFT JOIN enterprise e ON e.id = COALESCE (t.enterprise, m.enterprise)"
                                          " ORDER BY e.name, t.post, t.name, t.id",
    NULL },
  { "ponds", "pond", "尾矿库台账",
    "尾矿库名称;所属企业;运行状况;尾矿库等别;安全度;是否头顶库;下游1000米受影响人数或设施;设计坝高;现状坝高;"
    "设计库容;现状库容;筑坝方式;是否安装在线监测;地方政府包保责任人姓名;职务;安全生产许可证有效期",
    pond_widths,
    "SELECT t.name, e.name, t.status, t.grade, t.safety_degree, " FLAG (
      "t.overhead") ","
                    " t.downstream, ka_decimal (t.design_height, 1), ka_decimal (t.height, 1),"
                    " ka_decimal (t.design_volume, 2), ka_decimal (t.volume, 2), t.construction, " FLAG (
                      "t.monitored") ", t.official, '', (SELECT max (p.valid_until) FROM permit p WHERE p.mine ="
                                     " t.mine AND p.kind = '安全生产许可证')"
                                     " FROM pond t JOIN mine m ON m.id = t.mine JOIN enterprise e ON e.id = m.enterprise"
                                     " ORDER BY t.name, t.id",
    NULL },
  /* Of persons the family name alone. */
  { "penalties", "penalty", "行政处罚公示表",
    "行政相对人;统一社会信用代码;法定代表人;处罚决定书文号;违法事实;处罚依据;处罚种类;罚款金额(元);"
    "决定日期;公示日期",
    penalty_widths,
    "SELECT CASE WHEN t.person IS NULL THEN e.name ELSE substr (t.person, 1, 1) || '某某' END,"
    " CASE WHEN t.person IS NULL THEN e.credit_code ELSE '' END,"
    " CASE WHEN t.person IS NULL THEN substr (e.legal_rep, 1, 1) || '某某' ELSE '' END, t.doc_no,"
    " t.facts, t.basis, t.kind, ka_decimal (t.amount, 2), t.decided,"
    " CASE WHEN t.published <= :day THEN t.published ELSE '' END FROM penalty t"
    " JOIN enterprise e ON e.id = t.enterprise WHERE t.decided <= :day"
    " AND t.decided > ka_add_months (:day, -12) ORDER BY t.decided, t.id",
    "依据：《安全生产法》第七十八条，作出处罚决定后七个工作日内公开曝光；一年以内作出的决定。" },
  { "exams", "inspection", "“逢查必考”考试情况",
    "矿山;所在镇街;上年|人数;上年|合格;上年|合格率(%);本年|人数;本年|合格;本年|合格率(%);升降(百分点)",
    exam_widths,
    "SELECT x.name, x.town, x.n0, x.p0, COALESCE (ka_decimal (x.r0, 1), '—'), x.n1, x.p1,"
    " COALESCE (ka_decimal (x.r1, 1), '—'), COALESCE (ka_decimal (x.r1 - x.r0, 1), '—') FROM"
    " (SELECT y.*, (y.p0 * 2000 / NULLIF (y.n0, 0) + 1) / 2 AS r0,"
    "  (y.p1 * 2000 / NULLIF (y.n1, 0) + 1) / 2 AS r1 FROM"
    "  (SELECT m.id, m.name, m.town, " EXAMS ("examined", BEFORE) " AS n0, " EXAMS (
      "exam_passed",
      BEFORE) " AS p0, " EXAMS ("examined", NOW) " AS n1, " EXAMS ("exam_passed",
                                                                   NOW) " AS p1 FROM mine m"
                                                                        " JOIN inspection i ON"
                                                                        " i.mine = m.id AND"
                                                                        " i.examined > 0"
                                                                        " GROUP BY m.id) AS y"
                                                                        " WHERE y.n0 + y.n1 >"
                                                                        " 0) AS x ORDER BY"
                                                                        " x.town, x.name, x.id",
    "依据：渝安办〔2025〕13号第七部分（逢查必考）；率按合格人数除以考试人数计算，保留一位小数。" },
};

const KaListForm *
ka_list_forms (guint *n)
{
  *n = G_N_ELEMENTS (forms);
  return forms;
}

const KaListForm *
ka_list_form_get (const KaKind *kind, const char *id)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].kind, kind->id) == 0 && (id == NULL || strcmp (forms[i].id, id) == 0))
      return &forms[i];
  return NULL;
}
