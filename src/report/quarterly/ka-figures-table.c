/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-figures.h"

#include <ka-measures.h>
#include <ka-owner.h>
#include <ka-plan.h>

/* The figures of the report, part by part: what they count stands here and nowhere else. Columns: name,
 * label, unit, kind, predicate, day, sum, places. clang-format would spread every line over eight. */

#define REGISTERED "t.status <> '关闭'"
#define SIZE "ka_size (t.mineral, t.capacity, t.capacity_unit, t.density, t.size_class)"
#define LICENCE "t.kind IN ('采矿许可证', '安全生产许可证')"
/* The same that the clauses on slopes and dumps are asked of. */
#define EXCAVATES REGISTERED " AND t.type <> '尾矿库'"

#define HAZARD_OPEN "t.found <= :day AND (t.closed IS NULL OR t.closed > :day)"
#define HAZARD_DONE "(t.rectified <= :day OR t.closed <= :day)"
#define HAZARD_OVERDUE                                                                             \
  HAZARD_OPEN " AND t.deadline < :day AND (t.rectified IS NULL OR t.rectified > :day)"
/* 江津府办发〔2023〕11号 三(五)2: 责任、措施、资金、时限和预案“五落实”. */
#define FIVE                                                                                       \
  "t.responsible IS NOT NULL AND t.measures IS NOT NULL AND t.funds IS NOT NULL"                   \
  " AND t.deadline IS NOT NULL AND t.contingency IS NOT NULL"

#define LISTED "t.listed <= :day AND (t.removed IS NULL OR t.removed > :day)"

/* 渝安办〔2025〕13号 三 and 江津府办发〔2023〕11号 三(一)3. */
#define WORKING "EXISTS (SELECT 1 FROM mine m WHERE m.id = t.mine AND m.status IN ('生产', '基建'))"
#define DUTY_SHORT                                                                                 \
  "(t.controller_days < 10 OR t.controller_meetings < 1 OR t.principal_checks < 1"                 \
  " OR t.major_checks < 1 OR (t.engineer_days < 15 AND " WORKING "))"
#define DUTY_DAY "t.month || '-01'"

/* The first day of a quarter that is written 2025Q4. */
#define QUARTER_DAY                                                                                \
  "substr (t.quarter, 1, 4) || CASE substr (t.quarter, 6, 1) WHEN '1' THEN '-01-01'"               \
  " WHEN '2' THEN '-04-01' WHEN '3' THEN '-07-01' ELSE '-10-01' END"

/* 八条硬措施: tasks that no other list has replaced; the cell of the district as a whole; those of enterprises and towns are the others. */
#define QUARTER_OF_DAY                                                                             \
  "(substr (:day, 1, 4) || 'Q' || CAST ((CAST (substr (:day, 6, 2) AS INTEGER) + 2) / 3 AS TEXT))"
#define STANDS "(t.until IS NULL OR t.until >= " QUARTER_OF_DAY ")"
#define DISTRICT "t.enterprise IS NULL AND t.town IS NULL"
#define APPLICABLE "t.state IS NOT NULL AND t.state <> '不涉及'"
#define SHAMMED "t.state IN ('不落实', '假落实', '软落实')"
#define RANK(state)                                                                                \
  "CASE " state " WHEN '落实' THEN 5 WHEN '部分落实' THEN 4 WHEN '软落实' THEN 3"         \
  " WHEN '不落实' THEN 2 WHEN '假落实' THEN 1 END"
#define MOVED(sign)                                                                                \
  "EXISTS (SELECT 1 FROM measure_progress b WHERE b.measure = t.measure AND " KA_SAME_UNIT         \
  " AND b.quarter = " KA_QUARTER_BEFORE " AND " RANK ("t.state") " " sign " " RANK ("b.state") ")"
#define BETTER MOVED (">")
#define WORSE MOVED ("<")

#define TO_DISPOSE "t.disposal IN ('淘汰关闭', '整合重组', '升级改造')"
#define BUILDING                                                                                   \
  "t.started <= :day AND (t.accepted IS NULL OR t.accepted > :day) AND " KA_MINE_ALIVE_SQL
#define PROJECT_END "COALESCE (t.extended_until, t.due, ka_add_months (t.started, t.months))"
#define THREE_POSTS "t.kind IN ('主要负责人', '安全生产管理人员', '特种作业人员')"
#define POSTS3                                                                                     \
  "t.post IN ('主要负责人', '安全生产管理人员', '特种作业人员') AND " KA_OWNER_ALIVE_SQL

/* clang-format off */
static const KaFigureSpec specs[] = {
  /* 一 总体情况 */
  { "enterprises", "有在册矿山的企业", "家", "enterprise",
    "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND m.status <> '关闭')" },
  { "enterprises.insured", "投保安全生产责任保险的企业", "家", "enterprise",
    "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND m.status <> '关闭')"
    " AND t.insured = 1 AND (t.insured_until IS NULL OR t.insured_until >= :day)" },
  { "enterprises.undated", "投保而没有填保险有效期的企业", "家", "enterprise",
    "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND m.status <> '关闭')"
    " AND t.insured = 1 AND t.insured_until IS NULL" },
  { "staff", "从业人员", "人", "enterprise",
    "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND m.status <> '关闭')", NULL, "t.staff" },
  { "staff.safety", "专职安全管理人员", "人", "enterprise",
    "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND m.status <> '关闭')", NULL, "t.safety_staff" },
  { "staff.engineers", "注册安全工程师", "人", "enterprise",
    "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND m.status <> '关闭')", NULL,
    "t.registered_engineers" },
  { "mines.total", "在册非煤矿山", "座", "mine", REGISTERED },
  { "mines.closed", "已关闭矿山", "座", "mine", "t.status = '关闭'" },
  { "mines.open_pit", "露天矿山", "座", "mine", REGISTERED " AND t.type = '露天矿山'" },
  { "mines.underground", "地下矿山", "座", "mine", REGISTERED " AND t.type = '地下矿山'" },
  { "mines.combined", "露天地下联合开采矿山", "座", "mine", REGISTERED " AND t.type = '露天地下联合'" },
  { "mines.tailings", "尾矿库", "座", "mine", REGISTERED " AND t.type = '尾矿库'" },
  { "mines.producing", "生产矿山", "座", "mine", "t.status = '生产'" },
  { "mines.construction", "基建矿山", "座", "mine", "t.status = '基建'" },
  { "mines.suspended", "停产矿山", "座", "mine", "t.status = '停产'" },
  { "mines.halted", "停建矿山", "座", "mine", "t.status = '停建'" },
  { "mines.counted", "纳入“四化六体系”统计的矿山", "座", "mine", "$N" },
  { "mines.large", "大型矿山", "座", "mine", "$N AND " SIZE " = '大型'" },
  { "mines.medium", "中型矿山", "座", "mine", "$N AND " SIZE " = '中型'" },
  { "mines.small", "小型矿山", "座", "mine", "$N AND " SIZE " = '小型'" },
  { "mines.unsized", "规模待核定矿山", "座", "mine", "$N AND " SIZE " IS NULL" },
  { "mines.grade_a", "安全风险A级矿山", "座", "mine", REGISTERED " AND t.risk_grade = 'A'" },
  { "mines.grade_b", "安全风险B级矿山", "座", "mine", REGISTERED " AND t.risk_grade = 'B'" },
  { "mines.grade_c", "安全风险C级矿山", "座", "mine", REGISTERED " AND t.risk_grade = 'C'" },
  { "mines.grade_d", "安全风险D级矿山", "座", "mine", REGISTERED " AND t.risk_grade = 'D'" },
  { "mines.ungraded", "未填报分级的矿山", "座", "mine", REGISTERED " AND t.risk_grade IS NULL" },
  { "mines.contracted", "有外包施工单位的矿山", "座", "mine", REGISTERED " AND t.contractor IS NOT NULL" },
  { "mines.output", "上年度产量", "万吨", "mine", REGISTERED, NULL, "t.output", 2 },
  { "ponds", "在册尾矿库", "座", "pond", "t.status IS NULL OR t.status <> '闭库'" },
  { "ponds.overhead", "头顶库", "座", "pond", "(t.status IS NULL OR t.status <> '闭库') AND t.overhead = 1" },
  { "ponds.monitored", "建成在线监测的尾矿库", "座", "pond",
    "(t.status IS NULL OR t.status <> '闭库') AND t.monitored = 1" },
  { "ponds.unsafe", "病库、险库、危库", "座", "pond",
    "(t.status IS NULL OR t.status <> '闭库') AND t.safety_degree IN ('病', '险', '危')" },
  { "slopes.100", "边坡100米及以上的矿山", "座", "mine", EXCAVATES " AND t.slope_height >= 1000" },
  { "slopes.analysed", "一年内开展边坡稳定性分析的矿山", "座", "mine",
    EXCAVATES " AND t.slope_height >= 1000 AND t.slope_analysed BETWEEN :year_ago AND :day" },
  { "slopes.200", "边坡200米及以上的矿山", "座", "mine", EXCAVATES " AND t.slope_height >= 2000" },
  { "slopes.monitored", "实施边坡在线监测的矿山", "座", "mine",
    EXCAVATES " AND t.slope_height >= 2000 AND t.slope_monitored = 1" },
  { "dumps.100", "排土场100米及以上的矿山", "座", "mine", EXCAVATES " AND t.dump_height >= 1000" },
  { "dumps.analysed", "一年内开展排土场稳定性分析的矿山", "座", "mine",
    EXCAVATES " AND t.dump_height >= 1000 AND t.dump_analysed BETWEEN :year_ago AND :day" },
  { "dumps.200", "排土场200米及以上的矿山", "座", "mine", EXCAVATES " AND t.dump_height >= 2000" },
  { "dumps.monitored", "实施排土场在线监测的矿山", "座", "mine",
    EXCAVATES " AND t.dump_height >= 2000 AND t.dump_monitored = 1" },
  { "permits", "登记的证照", "件", "permit", "1 = 1" },
  { "permits.safety", "有效的安全生产许可证", "件", "permit",
    "t.kind = '安全生产许可证' AND t.valid_until >= :day AND (t.valid_from IS NULL OR t.valid_from <= :day) AND "
    KA_OWNER_ALIVE_SQL },
  { "permits.lapsing", "90日内到期的采矿许可证和安全生产许可证", "件", "permit",
    LICENCE " AND t.valid_until BETWEEN :day AND :soon AND " KA_PERMIT_NOT_RENEWED_SQL " AND " KA_OWNER_ALIVE_SQL },
  { "permits.lapsed", "已过期未换领的采矿许可证和安全生产许可证", "件", "permit",
    LICENCE " AND t.valid_until < :day AND " KA_PERMIT_NOT_RENEWED_SQL " AND " KA_OWNER_ALIVE_SQL },
  { "halts", "停产停建", "座次", "suspension", "t.kind IN ('停产', '停建')", "t.since" },
  { "resumptions", "复产复工", "座次", "suspension", "t.kind IN ('复产', '复工')", "t.since" },

  /* 二 “四化六体系” */
  { "mech.extraction", "开采机械化的矿山", "座", "mine", "$N AND t.mech_extraction = 1" },
  { "mech.loading", "铲装机械化的矿山", "座", "mine", "$N AND t.mech_loading = 1" },
  { "mech.haulage", "运输机械化的矿山", "座", "mine", "$N AND t.mech_haulage = 1" },
  { "mech.crushing", "破碎进料口机械化换人的矿山", "座", "mine", "$N AND t.mech_crushing = 1" },
  { "standard.level1", "一级标准化矿山", "座", "mine", "$N AND t.std_level = '一级' AND t.std_until >= :day" },
  { "standard.level2", "二级标准化矿山", "座", "mine", "$N AND t.std_level = '二级' AND t.std_until >= :day" },
  { "standard.level3", "三级标准化矿山", "座", "mine", "$N AND t.std_level = '三级' AND t.std_until >= :day" },
  { "standard.lapsed", "标准化证书过期的矿山", "座", "mine",
    "$N AND t.std_level IN ('一级', '二级', '三级') AND t.std_until < :day" },
  { "standard.lapsing", "标准化证书90日内到期的矿山", "座", "mine",
    "$N AND t.std_level IN ('一级', '二级', '三级') AND t.std_until BETWEEN :day AND :soon" },
  { "online", "接入“非煤矿山安全在线”的矿山", "座", "mine", "$N AND t.info_online = 1" },
  { "disposal.close", "列入淘汰关闭的矿山", "座", "mine", REGISTERED " AND t.disposal = '淘汰关闭'" },
  { "disposal.merge", "列入整合重组的矿山", "座", "mine", REGISTERED " AND t.disposal = '整合重组'" },
  { "disposal.upgrade", "列入升级改造的矿山", "座", "mine", REGISTERED " AND t.disposal = '升级改造'" },
  { "disposal.done", "完成“四个一批”任务的矿山", "座", "mine", TO_DISPOSE
    " AND (t.disposal_done <= :day OR (t.disposal = '淘汰关闭' AND t.status = '关闭'))" },
  { "disposal.overdue", "“四个一批”处置逾期的矿山", "座", "mine", REGISTERED " AND " TO_DISPOSE
    " AND t.disposal_due < :day AND (t.disposal_done IS NULL OR t.disposal_done > :day)" },
  { "regulators", "非煤矿山监管人员", "名", "regulator", "1 = 1" },
  { "regulators.district", "区级监管人员", "名", "regulator", "t.level = '区级监管部门'" },
  { "regulators.town", "镇街监管人员", "名", "regulator", "t.level = '镇街'" },
  { "tips", "接报举报", "件", "tip", "1 = 1", "t.received" },
  { "tips.open", "未办结举报", "件", "tip", "t.received <= :day AND (t.closed IS NULL OR t.closed > :day)" },
  { "tips.answered", "答复实名举报", "件", "tip", "t.named = 1", "t.replied" },
  { "tips.closed", "办结举报", "件", "tip", "1 = 1", "t.closed" },
  { "tips.reward", "兑现举报奖励", "元", "tip", "t.reward IS NOT NULL", "t.closed", "t.reward", 2 },
  { "experts", "专家服务", "矿次", "expert_visit", "1 = 1", "t.held" },
  { "projects.open", "在建的建设项目", "个", "project", BUILDING },
  { "projects.overdue", "超期未完工的建设项目", "个", "project", BUILDING " AND " PROJECT_END " < :day" },
  { "projects.extended", "延期的建设项目", "个", "project", BUILDING " AND t.extended_until IS NOT NULL" },
  { "projects.accepted", "通过竣工验收的建设项目", "个", "project", "1 = 1", "t.accepted" },
  { "experts.problems", "专家服务发现问题", "项", "expert_visit", "1 = 1", "t.held", "t.problems" },
  { "experts.solved", "专家服务解决问题", "项", "expert_visit", "1 = 1", "t.held", "t.solved" },

  /* 三 监督检查 */
  { "plan", "计划检查", "家次", "plan", "1 = 1", "t.month || '-01'" },
  { "plan.key", "计划重点检查", "家次", "plan", "t.kind = '重点检查'", "t.month || '-01'" },
  { "plan.workdays", "计划监督检查工作日", "个", "plan", "1 = 1", "t.month || '-01'", "t.workdays", 1 },
  { "plan.done", "已执行的计划检查", "家次", "plan", KA_PLAN_DONE_SQL, "t.month || '-01'" },
  { "plan.undone", "未执行的计划检查", "家次", "plan", "NOT " KA_PLAN_DONE_SQL, "t.month || '-01'" },
  { "inspections", "现场检查", "家次", "inspection", "1 = 1", "t.started" },
  { "inspections.planned", "按计划检查", "家次", "inspection", "t.\"trigger\" = '计划'", "t.started" },
  { "inspections.random", "双随机检查", "家次", "inspection", "t.\"trigger\" = '双随机'", "t.started" },
  { "inspections.special", "专项部署检查", "家次", "inspection", "t.\"trigger\" = '专项部署'", "t.started" },
  { "inspections.triggered", "投诉举报、转办交办和监测线索检查", "家次", "inspection",
    "t.\"trigger\" IN ('投诉举报', '转办交办', '监测线索')", "t.started" },
  { "inspections.review", "整改复查", "家次", "inspection", "t.\"trigger\" = '复查'", "t.started" },
  { "inspections.unsourced", "未填检查来源的检查", "家次", "inspection", "t.\"trigger\" IS NULL", "t.started" },
  { "inspections.joint", "联合检查", "家次", "inspection", "t.joint = 1", "t.started" },
  { "inspections.unjoint", "未填是否联合的检查", "家次", "inspection", "t.joint IS NULL", "t.started" },
  { "inspections.experts", "专家参与的检查", "家次", "inspection", "t.experts IS NOT NULL", "t.started" },
  { "inspections.clean", "未发现问题的检查", "家次", "inspection", "t.result = '未发现问题'", "t.started" },
  { "inspections.ordered", "责令整改", "家次", "inspection", "t.result = '责令整改'", "t.started" },
  { "inspections.handled", "现场处理", "家次", "inspection", "t.result = '现场处理'", "t.started" },
  { "inspections.prosecuted", "立案处罚的检查", "家次", "inspection", "t.result = '立案处罚'", "t.started" },
  { "inspections.stopped", "责令停产停业的检查", "家次", "inspection", "t.result = '停产停业'", "t.started" },
  { "inspections.unresulted", "未填检查结果的检查", "家次", "inspection", "t.result IS NULL", "t.started" },
  { "exams", "逢查必考的检查", "家次", "inspection", "t.examined > 0", "t.started" },
  { "exams.people", "逢查必考人数", "人", "inspection", "1 = 1", "t.started", "t.examined" },
  { "exams.marked", "有考试成绩的人数", "人", "inspection", "t.exam_passed IS NOT NULL", "t.started", "t.examined" },
  { "exams.passed", "考试合格人数", "人", "inspection", "1 = 1", "t.started", "t.exam_passed" },
  { "orders", "有责令整改文书的隐患", "处", "hazard", "t.order_no IS NOT NULL", "t.found" },

  /* 四 隐患 */
  { "hazards", "发现隐患", "处", "hazard", "1 = 1", "t.found" },
  { "hazards.general", "发现一般隐患", "处", "hazard", "t.level = '一般'", "t.found" },
  { "hazards.major", "发现重大事故隐患", "处", "hazard", "t.level = '重大'", "t.found" },
  { "hazards.supervision", "监管监察发现的隐患", "处", "hazard", "t.source IN ('监管检查', '监察检查')", "t.found" },
  { "hazards.self", "企业自查发现的隐患", "处", "hazard", "t.source = '企业自查'", "t.found" },
  { "hazards.expert", "专家服务发现的隐患", "处", "hazard", "t.source = '专家服务'", "t.found" },
  { "hazards.other", "举报、上级交办等发现的隐患", "处", "hazard", "t.source IN ('举报', '上级交办')", "t.found" },
  { "hazards.unsourced", "未填来源的隐患", "处", "hazard", "t.source IS NULL", "t.found" },
  { "hazards.closed", "销号隐患", "处", "hazard", "1 = 1", "t.closed" },
  { "hazards.due", "到期应改的隐患", "处", "hazard", "t.found <= :day", "t.deadline" },
  { "hazards.due_done", "到期应改中已整改的隐患", "处", "hazard", "t.found <= :day AND " HAZARD_DONE, "t.deadline" },
  { "hazards.open", "在改未销号隐患", "处", "hazard", HAZARD_OPEN },
  { "hazards.overdue", "超期未整改隐患", "处", "hazard", HAZARD_OVERDUE },
  { "hazards.reviewed", "复查", "处", "hazard", "1 = 1", "t.reviewed" },
  { "majors", "累计登记重大事故隐患", "处", "hazard", "t.level = '重大' AND t.found <= :day" },
  { "majors.closed", "销号重大事故隐患", "处", "hazard", "t.level = '重大'", "t.closed" },
  { "majors.open", "在册重大事故隐患", "处", "hazard", "t.level = '重大' AND " HAZARD_OPEN },
  { "majors.overdue", "超期未整改重大事故隐患", "处", "hazard", "t.level = '重大' AND " HAZARD_OVERDUE },
  { "majors.five", "整改“五落实”齐全的在册重大事故隐患", "处", "hazard",
    "t.level = '重大' AND " HAZARD_OPEN " AND " FIVE },
  { "majors.supervised", "挂牌督办的在册重大事故隐患", "处", "hazard",
    "t.level = '重大' AND " HAZARD_OPEN " AND t.supervised IN ('区级', '市级')" },
  { "majors.halted", "停产撤人的在册重大事故隐患", "处", "hazard", "t.level = '重大' AND " HAZARD_OPEN " AND t.halted = 1" },
  { "majors.reported", "填报“非煤矿山安全在线”的在册重大事故隐患", "处", "hazard",
    "t.level = '重大' AND " HAZARD_OPEN " AND t.reported_online <= :day" },
  { "majors.checks", "主要负责人带队排查重大事故隐患", "次", "duty", "1 = 1", DUTY_DAY, "t.major_checks" },

  /* 五 行政处罚 失信惩戒 */
  { "penalties", "作出行政处罚决定", "件", "penalty", "1 = 1", "t.decided" },
  { "penalties.filed", "立案", "件", "penalty", "1 = 1", "t.filed" },
  { "penalties.persons", "处罚个人", "件", "penalty", "t.person IS NOT NULL", "t.decided" },
  { "penalties.units", "处罚单位", "件", "penalty", "t.person IS NULL", "t.decided" },
  { "penalties.amount", "罚款金额", "万元", "penalty", "t.amount IS NOT NULL", "t.decided", "t.amount", 6 },
  { "penalties.warnings", "警告", "件", "penalty", "t.kind = '警告'", "t.decided" },
  { "penalties.fines", "罚款", "件", "penalty", "t.kind = '罚款'", "t.decided" },
  { "penalties.stops", "责令停产停业的处罚", "件", "penalty", "t.kind = '责令停产停业'", "t.decided" },
  { "penalties.permits", "暂扣、吊销许可证", "件", "penalty", "t.kind IN ('暂扣许可证', '吊销许可证')", "t.decided" },
  { "penalties.major", "因重大事故隐患处罚", "件", "penalty", "t.major_hazard = 1", "t.decided" },
  { "penalties.executed", "执行完毕", "件", "penalty", "t.executed <= :day", "t.decided" },
  { "penalties.published", "公示处罚", "件", "penalty", "t.published <= :day", "t.decided" },
  { "discredits", "在列失信主体", "个", "discredit", LISTED },
  { "discredits.units", "在列失信单位", "个", "discredit", LISTED " AND t.subject = '单位'" },
  { "discredits.persons", "在列失信个人", "个", "discredit", LISTED " AND t.subject = '个人'" },
  { "discredits.serious", "在列安全生产严重失信主体", "个", "discredit", LISTED " AND t.list = '安全生产严重失信主体'" },
  { "discredits.black", "在列诚信管理黑名单", "个", "discredit", LISTED " AND t.list = '诚信管理黑名单'" },
  { "discredits.new", "列入失信主体", "个", "discredit", "1 = 1", "t.listed" },
  { "discredits.removed", "移出失信主体", "个", "discredit", "1 = 1", "t.removed" },

  /* 六 事故 */
  { "accidents", "生产安全事故", "起", "accident", "1 = 1", "substr (t.occurred, 1, 10)" },
  { "accidents.deaths", "事故死亡", "人", "accident", "1 = 1", "substr (t.occurred, 1, 10)", "t.deaths" },
  { "accidents.serious", "事故重伤", "人", "accident", "1 = 1", "substr (t.occurred, 1, 10)", "t.serious" },
  { "accidents.minor", "事故轻伤", "人", "accident", "1 = 1", "substr (t.occurred, 1, 10)", "t.minor" },
  { "accidents.loss", "事故直接经济损失", "万元", "accident", "1 = 1", "substr (t.occurred, 1, 10)", "t.loss", 4 },
  { "accidents.closed", "事故结案", "起", "accident", "1 = 1", "t.closed" },
  { "accidents.warned", "发布事故警示", "起", "accident", "1 = 1", "t.warned" },

  /* 七 典型案例 */
  { "cases.sent", "报送典型案例", "个", "typical_case", "1 = 1", "t.reported" },
  { "cases.received", "收到典型案例", "个", "typical_case", "1 = 1", "t.received" },
  { "cases.quarter", "归属本季的典型案例", "个", "typical_case", "1 = 1", QUARTER_DAY },
  { "cases.pending", "待审核的典型案例", "个", "typical_case",
    "t.received <= :day AND t.reported IS NULL AND (t.review IS NULL OR t.review IN ('待审核', '审核中'))" },
  { "cases.returned", "退回补正的典型案例", "个", "typical_case", "t.received <= :day AND t.review = '退回补正'" },
  { "cases.public", "公开曝光的典型案例", "个", "typical_case", "t.published IS NOT NULL", "t.reported" },

  /* 八 “八条硬措施” */
  { "measures", "“八条硬措施”任务", "项", "measure", STANDS },
  { "measures.enterprise", "企业责任任务", "项", "measure", STANDS " AND t.actor = '企业'" },
  { "measures.regulator", "地方监管责任任务", "项", "measure", STANDS " AND t.actor = '地方监管'" },
  { "measures.government", "属地政府责任任务", "项", "measure", STANDS " AND t.actor = '属地政府'" },
  { "progress", "填报进展的任务", "项", "measure_progress", DISTRICT, QUARTER_DAY },
  { "progress.applicable", "涉及的任务", "项", "measure_progress", DISTRICT " AND " APPLICABLE, QUARTER_DAY },
  { "progress.done", "落实的任务", "项", "measure_progress", DISTRICT " AND t.state = '落实'", QUARTER_DAY },
  { "progress.partial", "部分落实的任务", "项", "measure_progress", DISTRICT " AND t.state = '部分落实'", QUARTER_DAY },
  { "progress.failed", "不落实、假落实、软落实的任务", "项", "measure_progress", DISTRICT " AND " SHAMMED, QUARTER_DAY },
  { "progress.unmet", "不落实的任务", "项", "measure_progress", DISTRICT " AND t.state = '不落实'", QUARTER_DAY },
  { "progress.false", "假落实的任务", "项", "measure_progress", DISTRICT " AND t.state = '假落实'", QUARTER_DAY },
  { "progress.soft", "软落实的任务", "项", "measure_progress", DISTRICT " AND t.state = '软落实'", QUARTER_DAY },
  { "progress.unstated", "未填落实情况的任务", "项", "measure_progress", DISTRICT " AND t.state IS NULL", QUARTER_DAY },
  { "progress.better", "比上季好转的任务", "项", "measure_progress", DISTRICT " AND " BETTER, QUARTER_DAY },
  { "progress.worse", "比上季后退的任务", "项", "measure_progress", DISTRICT " AND " WORSE, QUARTER_DAY },
  { "progress.acted", "已通报、曝光、约谈或列为重点执法对象", "项次", "measure_progress",
    "t.action IN ('通报', '曝光', '约谈', '列为重点执法对象')", QUARTER_DAY },
  { "progress.enterprises", "不落实、假落实、软落实的企业", "家次", "measure_progress",
    "t.enterprise IS NOT NULL AND " SHAMMED, QUARTER_DAY },
  { "cells", "企业和镇街填报的进展", "项次", "measure_progress", "NOT (" DISTRICT ") AND t.state IS NOT NULL", QUARTER_DAY },
  { "cells.applicable", "企业和镇街涉及的任务", "项次", "measure_progress", "NOT (" DISTRICT ") AND " APPLICABLE,
    QUARTER_DAY },
  { "cells.done", "企业和镇街落实", "项次", "measure_progress", "NOT (" DISTRICT ") AND t.state = '落实'", QUARTER_DAY },
  { "cells.partial", "企业和镇街部分落实", "项次", "measure_progress", "NOT (" DISTRICT ") AND t.state = '部分落实'",
    QUARTER_DAY },
  { "cells.unmet", "企业和镇街不落实", "项次", "measure_progress", "NOT (" DISTRICT ") AND t.state = '不落实'",
    QUARTER_DAY },
  { "cells.false", "企业和镇街假落实", "项次", "measure_progress", "NOT (" DISTRICT ") AND t.state = '假落实'",
    QUARTER_DAY },
  { "cells.soft", "企业和镇街软落实", "项次", "measure_progress", "NOT (" DISTRICT ") AND t.state = '软落实'",
    QUARTER_DAY },
  { "cells.better", "企业和镇街比上季好转", "项次", "measure_progress", "NOT (" DISTRICT ") AND " BETTER, QUARTER_DAY },
  { "cells.worse", "企业和镇街比上季后退", "项次", "measure_progress", "NOT (" DISTRICT ") AND " WORSE, QUARTER_DAY },
  { "cells.silent", "没有填报进展的企业", "家", "enterprise",
    "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND m.status <> '关闭') AND NOT EXISTS (SELECT 1 FROM"
    " measure_progress p WHERE p.enterprise = t.id AND p.state IS NOT NULL AND p.quarter = " QUARTER_OF_DAY ")" },
  { "reviews", "“回头看”复盘检验", "项次", "measure_progress", "t.review IN ('已核实', '反弹')", "t.reviewed" },
  { "reviews.confirmed", "“回头看”核实", "项次", "measure_progress", "t.review = '已核实'", "t.reviewed" },
  { "reviews.relapsed", "“回头看”发现反弹", "项次", "measure_progress", "t.review = '反弹'", "t.reviewed" },
  { "reviews.pending", "待“回头看”", "项次", "measure_progress",
    QUARTER_DAY " <= :day AND (t.review = '待回头看' OR (t.review IS NOT NULL AND t.reviewed > :day))" },

  /* 九 履职抽查 培训 */
  { "duty", "履职月报", "矿次", "duty", "1 = 1", DUTY_DAY },
  { "duty.short", "履职不达标", "矿次", "duty", DUTY_SHORT, DUTY_DAY },
  { "duty.controller", "实际控制人现场履职不足10个工作日", "矿次", "duty", "t.controller_days < 10", DUTY_DAY },
  { "duty.meetings", "实际控制人未研究安全生产重大问题", "矿次", "duty", "t.controller_meetings < 1", DUTY_DAY },
  { "duty.engineer", "总工程师在岗不足15个工作日", "矿次", "duty", "t.engineer_days < 15 AND " WORKING, DUTY_DAY },
  { "duty.principal", "主要负责人未组织隐患排查", "矿次", "duty", "t.principal_checks < 1", DUTY_DAY },
  { "duty.major", "未开展重大事故隐患排查", "矿次", "duty", "t.major_checks < 1", DUTY_DAY },
  { "duty.unfilled", "有未填项的履职月报", "矿次", "duty",
    "t.controller_days IS NULL OR t.controller_meetings IS NULL OR t.principal_checks IS NULL"
    " OR t.major_checks IS NULL OR (t.engineer_days IS NULL AND " WORKING ")", DUTY_DAY },
  { "trainings", "培训宣讲", "期", "training", "1 = 1", "t.held" },
  { "trainings.people", "培训人数", "人次", "training", "1 = 1", "t.held", "t.attended" },
  { "trainings.examined", "培训考核人数", "人次", "training", "t.passed IS NOT NULL", "t.held", "t.attended" },
  { "trainings.passed", "培训合格人数", "人次", "training", "1 = 1", "t.held", "t.passed" },
  { "trainings.posts3", "“三项岗位”培训人数", "人次", "training", THREE_POSTS, "t.held", "t.attended" },
  { "trainings.planned", "本年“三项岗位”计划培训", "人", "training_plan",
    "t.year = CAST (substr (:day, 1, 4) AS INTEGER) AND (t.enterprise IS NULL OR NOT EXISTS (SELECT 1 FROM"
    " training_plan d WHERE d.year = t.year AND d.kind = t.kind AND d.enterprise IS NULL))", NULL, "t.persons" },
  { "trainings.talks", "专题宣讲和警示教育", "场次", "training", "t.kind IN ('专题宣讲', '警示教育')", "t.held" },
  { "posts3", "“三项岗位”人员", "人", "person", POSTS3 },
  { "posts3.certified", "持有效证件的“三项岗位”人员", "人", "person", POSTS3 " AND t.cert_until >= :day" },
  { "posts3.undated", "没有填证件有效期的“三项岗位”人员", "人", "person", POSTS3 " AND t.cert_until IS NULL" },
  { "posts3.lapsed", "证件过期的“三项岗位”人员", "人", "person", POSTS3 " AND t.cert_until < :day" },
  { "posts3.lapsing", "证件90日内到期的“三项岗位”人员", "人", "person", POSTS3 " AND t.cert_until BETWEEN :day AND :soon" },
};

static const KaRatioSpec ratios[] = {
  { "slopes.rate", "高陡边坡稳定性分析率", "slopes.analysed", "slopes.100" },
  { "plan.rate", "检查计划执行率", "plan.done", "plan" },
  { "exams.rate", "逢查必考合格率", "exams.passed", "exams.marked" },
  { "hazards.rate", "到期隐患整改率", "hazards.due_done", "hazards.due" },
  { "majors.five_rate", "重大事故隐患“五落实”率", "majors.five", "majors.open" },
  { "penalties.executed_rate", "处罚执行率", "penalties.executed", "penalties" },
  { "progress.rate", "任务落实率", "progress.done", "progress.applicable" },
  { "cells.rate", "企业和镇街落实率", "cells.done", "cells.applicable" },
  { "duty.rate", "履职不达标率", "duty.short", "duty" },
  { "trainings.rate", "培训合格率", "trainings.passed", "trainings.examined" },
  { "posts3.rate", "“三项岗位”持证率", "posts3.certified", "posts3" },
};

static const KaWordSpec words[] = {
  { "district", "区县" },
  { "district.whole", "全区（县、市）" },
  { "bureau", "发文机关" },
  { "section", "科室" },
  { "quarter", "报告季度" },
  { "quarter.start", "本季第一日" },
  { "year", "年度" },
  { "day", "数据截止日" },
  { "on", "成文日期" },
  { "edition", "本季第几版" },
  { "correction", "本件为更正版" },
  { "previous", "有上季数据可比" },
  { "previous.quarter", "上季" },
  { "next.quarter", "下季" },
  { "next.end", "下季最后一日" },
  { "mines.new", "本季新增矿山" },
  { "mines.gone", "本季减少矿山" },
  { "mines.changed", "本季状态变化矿山" },
  { "targets.met", "达到目标的指标数" },
  { "targets.unmet", "未达到目标的指标数" },
  { "targets.judged", "有目标可比的指标数" },
  { "targets.lapsed", "目标期限已过、沿用原目标的指标数" },
  { "targets.unmet.names", "未达到目标的指标名称" },
  { "plan_year", "年度检查计划已编制" },
  { "plan_year.staff", "在册执法人员" },
  { "plan_year.counted", "纳入计算的执法人员" },
  { "plan_year.total_days", "总法定工作日" },
  { "plan_year.other_days", "其他执法工作日" },
  { "plan_year.idle_days", "非执法工作日" },
  { "plan_year.days", "监督检查工作日" },
  { "plan_year.cap", "同一企业年度检查频次上限" },
  { "plan_year.approved", "年度计划批准日期" },
  { "plan_year.approval_no", "年度计划批准文号" },
  { "plan_year.filed", "年度计划备案日期" },
  { "mines.inspected", "本季检查到的矿山" },
  { "mines.inspected.rate", "检查覆盖率" },
  { "plan.undone.names", "未按计划检查的矿山" },
  { "hazards.overdue.names", "有超期未整改隐患的矿山" },
  { "majors.open.names", "有在册重大事故隐患的矿山" },
  { "permits.lapsed.names", "许可证过期的矿山" },
  { "over_cap", "超过频次上限的企业" },
  { "over_cap.names", "超过频次上限的企业名单" },
  { "accidents.none_larger", "未发生较大及以上事故" },
  { "accidents.late", "疑似迟报的事故" },
  { "accidents.safe_days", "距上一起亡人事故天数" },
  { "duty.expected", "应报履职月报" },
  { "duty.missing", "未报履职月报" },
  { "duty.short.names", "履职不达标的矿山" },
};

static const KaListSpec lists[] = {
  { "minerals", "按矿种", { "name", "count" } },
  { "towns", "按镇街", { "name", "count" } },
  { "changes", "本季矿山变化", { "text" } },
  { "unmet", "未达到目标的指标", { "name", "value", "target", "gap", "counter", "names" } },
  { "near", "差两个以内达到目标的指标", { "name", "value", "target", "gap", "counter", "names" } },
  { "scenarios", "写进报告的规模化测算方案", { "name", "acts", "before", "after", "target", "outcome", "note" } },
  { "triggers", "按检查来源", { "name", "count" } },
  { "places", "隐患集中部位（前五）", { "name", "count" } },
  { "majors.list", "在册重大事故隐患清单",
    { "mine", "criterion", "description", "found", "deadline", "days", "responsible", "supervised" } },
  { "discredits.list", "在列失信主体名单", { "name", "list", "listed", "until", "reason" } },
  { "accidents.list", "本季事故", { "title", "occurred", "grade", "deaths", "serious", "loss", "cause" } },
  { "cases.list", "本季报送的典型案例", { "title", "kind", "party", "outcome", "significance", "reported" },
    TRUE },
  { "headings", "“八条硬措施”各类任务", { "name", "total", "done", "partial", "failed", "unstated" } },
  { "progress.list", "未完全落实的任务", { "no", "task", "state", "problem", "next", "action" }, TRUE },
  { "progress.changes", "比上季有变化的任务", { "no", "task", "before", "state" }, TRUE },
  { "cells.list", "企业和镇街不落实、假落实、软落实的任务（前二十）",
    { "unit", "no", "task", "state", "problem", "next", "action" }, TRUE },
  { "cells.behind", "落后的企业和镇街（前十）", { "name", "failed", "partial", "applicable" } },
  { "reviews.list", "“回头看”发现反弹的任务", { "unit", "no", "task", "reviewed", "finding", "action" }, TRUE },
  { "trainings.list", "按培训类别", { "kind", "count", "people", "passed" } },
};
/* clang-format on */

const KaFigureSpec *
ka_figure_specs (guint *n)
{
  *n = G_N_ELEMENTS (specs);
  return specs;
}

const KaRatioSpec *
ka_ratio_specs (guint *n)
{
  *n = G_N_ELEMENTS (ratios);
  return ratios;
}

const KaWordSpec *
ka_word_specs (guint *n)
{
  *n = G_N_ELEMENTS (words);
  return words;
}

const KaListSpec *
ka_list_specs (guint *n)
{
  *n = G_N_ELEMENTS (lists);
  return lists;
}

const KaFigureSpec *
ka_figure_spec (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    if (g_str_equal (specs[i].name, name))
      return &specs[i];
  return NULL;
}

char *
ka_figure_where (const KaFigureSpec *spec)
{
  g_autoptr (GString) where = g_string_new (spec->where);
  g_autofree char *mines = g_strdup_printf ("(%s)", ka_indicator_mines_sql ());

  g_string_replace (where, "$N", mines, 0);
  return g_string_free (g_steal_pointer (&where), FALSE);
}
