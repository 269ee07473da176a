/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-private.h"
#include "ka-people.h"

/* By the approval: its own date, else the months from the beginning. */
#define APPROVED_END "COALESCE (t.due, ka_add_months (t.started, t.months))"
#define PROJECT_END "COALESCE (t.extended_until, " APPROVED_END ")"

#define ACCEPTED "(SELECT count (*) FROM project t WHERE t.accepted BETWEEN :year_start AND :day"

#define RESUMES "t.kind IN ('复产', '复工') AND t.since <= :day"
#define NEVER(field) "(t." field " IS NULL OR t." field " > t.since)"
/* What the newest record of a suspension or resumption says of the mine. */
#define NEWEST_SUSPENSION                                                                          \
  "(SELECT s.kind FROM suspension s WHERE s.mine = t.id AND s.since <= :day"                       \
  " ORDER BY s.since DESC, s.id DESC LIMIT 1)"

#define HANDLED_SINCE "COALESCE (t.accepted, t.received)"
#define TIP_END "COALESCE (t.extended_until, ka_add_days (" HANDLED_SINCE ", :days))"

#define VISITS                                                                                     \
  "(SELECT count (*) FROM expert_visit v WHERE v.mine = t.id AND v.held BETWEEN :year_start AND :day)"

#define TO_DO "t.disposal IN ('淘汰关闭', '整合重组', '升级改造')"

#define TRAINED                                                                                    \
  "(SELECT COALESCE (sum (r.attended), 0) FROM training r WHERE r.kind = t.kind"                   \
  " AND r.held BETWEEN :year_start AND :day"                                                       \
  " AND (t.enterprise IS NULL OR r.enterprise = t.enterprise))"

#define LACKING_MONTHS                                                                             \
  "(SELECT count (*) FROM duty d WHERE d.mine = t.id AND d.month <= :last_month"                   \
  " AND d.month > substr (ka_add_months (:last_month_end, - :span), 1, 7)"                         \
  " AND (d.controller_days < 10 OR d.controller_meetings < 1 OR d.principal_checks < 1"            \
  " OR d.major_checks < 1 OR (d.engineer_days < 15 AND t.status IN ('生产', '基建'))))"

const KaDueRule ka_due_mine_affair_rules[] = {
  /* ---- projects ---- */
  {
    .code = "project_overdue",
    .name = N_ ("建设项目超期"),
    .area = N_ ("建设项目"),
    .kind = "project",
    .field = "due",
    .clause = JINJIN "三（二）2",
    .where = OPEN ("accepted") " AND " MINE_ALIVE " AND " NEAR (PROJECT_END),
    .due = PROJECT_END,
    .message = N_ ("“$1”应当在$2完工，没有竣工验收"),
    .facts = { "t.name", PROJECT_END },
    .chip = N_ ("超期未完工"),
    .chip_where = PROJECT_END " < :day",
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "project_extension",
    .name = N_ ("延期超过1年"),
    .area = N_ ("建设项目"),
    .kind = "project",
    .field = "extended_until",
    .clause = JINJIN "三（二）2（延期原则上不超过1年，再延期应当重新审查设计）",
    .where = OPEN ("accepted") " AND " MINE_ALIVE
                               " AND t.extended_until > ka_add_months (" APPROVED_END ", :months)",
    .message = N_ ("“$1”由$2延期到$3，应当重新履行设计审查"),
    .facts = { "t.name", APPROVED_END, "t.extended_until" },
    .limits = { { "months", N_ ("最长延期（月）"), 12 } },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "acceptance_sample",
    .name = N_ ("竣工验收抽查不足"),
    .area = N_ ("建设项目"),
    .kind = "project",
    .clause = YUAN "八（不少于总数10%）",
    .district
    = ACCEPTED ") > 0 AND " ACCEPTED " AND t.sampled = 1) * 100 < " ACCEPTED ") * :percent",
    .due = ":year_end",
    .message = N_ ("本年验收$1个项目，抽查$2个，少于$3%，还应当抽取$4个"),
    .facts = { ACCEPTED ")", ACCEPTED " AND t.sampled = 1)", ":percent",
               "(" ACCEPTED ") * :percent + 99) / 100 - " ACCEPTED " AND t.sampled = 1)" },
    .limits = { { "percent", N_ ("抽查比例（%）"), 10 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "project_unapproved",
    .name = N_ ("没有设计审查批复就开工"),
    .area = N_ ("建设项目"),
    .kind = "project",
    .field = "approved",
    .clause = "《安全生产法》第三十三条；" JINJIN "三（二）2",
    .where
    = OPEN ("accepted") " AND " MINE_ALIVE
                        " AND t.started <= :day AND (t.approved IS NULL OR t.approved > t.started)",
    .missing = "t.approved IS NULL AND t.approval_no IS NOT NULL",
    .message = N_ ("“$1”$2开工，没有安全设施设计审查批复"),
    .unknown = N_ ("“$1”有批复文号，没有填批复日期"),
    .facts = { "t.name", "t.started" },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "sample_undone",
    .name = N_ ("抽中的竣工验收没有抽查"),
    .area = N_ ("建设项目"),
    .kind = "project",
    .field = "sampled_on",
    .clause = YUAN "八（竣工验收随机抽查）",
    .where = DONE ("accepted") " AND t.sampled = 1 AND " OPEN ("sampled_on"),
    .due = "ka_add_days (t.accepted, :days)",
    .message = N_ ("“$1”$2验收，列入抽查，没有抽查结果"),
    .facts = { "t.name", "t.accepted" },
    .chip = N_ ("待抽查"),
    .limits = { { "days", N_ ("验收后抽查期限（天）"), 90 } },
    .severity = KA_DUE_MEDIUM,
  },
  /* ---- suspensions ---- */
  {
    .code = "resumption_unapproved",
    .name = N_ ("没有验收批复就恢复生产建设"),
    .area = N_ ("停复产"),
    .kind = "suspension",
    .field = "approved",
    .clause = YUAN "八（属地核查、集体决策）；《安全生产法》第六十五条",
    .where = RESUMES " AND " MINE_ALIVE " AND (" NEVER ("accepted") " OR " NEVER ("approved") ")",
    .missing = "t.accepted <= t.since AND t.approved IS NULL",
    .message = N_ ("$1起$2，没有验收合格并批复同意"),
    .unknown = N_ ("$1起$2，同意复产日期未填"),
    .facts = { "t.since", "t.kind" },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "resumption_waiting",
    .name = N_ ("复产申请等待办理"),
    .area = N_ ("停复产"),
    .kind = "suspension",
    .field = "accepted",
    .clause = YUAN "八（限时办结；期限按本局规定）",
    .where = "t.kind IN ('复产', '复工') AND t.filed <= :day AND " OPEN (
      "approved") " AND (t.since IS NULL OR t.since > :day) AND " MINE_ALIVE,
    .due = "t.filed",
    .workdays = "days",
    .message = N_ ("$1方案$2备案，$3"),
    .facts = { "t.kind", "t.filed",
               "CASE WHEN t.accepted <= :day THEN '验收后没有批复' ELSE '没有验收' END" },
    .chip = N_ ("待办理"),
    .limits = { { "days", N_ ("办理期限（工作日）"), 15 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "suspension_status",
    .name = N_ ("矿山状态与停复产不一致"),
    .area = N_ ("停复产"),
    .kind = "mine",
    .field = "status",
    .clause = YUAN "四（信息全面准确、动态更新）",
    .where = "(t.status IN ('生产', '基建') AND " NEWEST_SUSPENSION " IN ('停产', '停建'))"
             " OR (t.status IN ('停产', '停建') AND " NEWEST_SUSPENSION " IN ('复产', '复工'))",
    .message = N_ ("矿山状态是$1，最近一次停复产记录是$2"),
    .facts = { "t.status", NEWEST_SUSPENSION },
    .severity = KA_DUE_MEDIUM,
  },
  /* ---- tips ---- */
  {
    .code = "tip_unaccepted",
    .name = N_ ("举报没有决定是否受理"),
    .area = N_ ("举报"),
    .kind = "tip",
    .field = "accepted",
    .clause = "《信访工作条例》第二十三条（收到之日起15日内告知是否受理；本局可以规定更短）；"
              "应急〔2023〕106号",
    .where = "t.received <= :day AND " OPEN ("accepted") " AND " OPEN ("closed"),
    .due = "t.received",
    .workdays = "days",
    .message = N_ ("$1接报，没有决定是否受理：$2"),
    .facts = { "t.received", "COALESCE (t.content, t.subject, '')" },
    .chip = N_ ("待受理"),
    .limits = { { "days", N_ ("受理期限（工作日）"), 5 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "tip_overdue",
    .name = N_ ("举报办理到期"),
    .area = N_ ("举报"),
    .kind = "tip",
    .field = "closed",
    .clause = "安监总财〔2018〕19号第九条；《信访工作条例》第三十四条（受理之日起60日内办结，"
              "延长不超过30日）",
    .where = "t.received <= :day AND " OPEN ("closed") " AND " NEAR (TIP_END),
    .due = TIP_END,
    .message = N_ ("$1起办理，没有办结：$2"),
    .facts = { HANDLED_SINCE, "COALESCE (t.content, t.subject, '')" },
    .chip = N_ ("办理逾期"),
    .chip_where = TIP_END " < :day",
    .limits = { { "days", N_ ("办理期限（天）"), 60 }, { "ahead", N_ ("提前提醒（天）"), 30 } },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "tip_extension",
    .name = N_ ("举报延长办理超过30日"),
    .area = N_ ("举报"),
    .kind = "tip",
    .field = "extended_until",
    .clause
    = "安监总财〔2018〕19号第九条；《信访工作条例》第三十四条（延长不超过30日，经批准并告知理由）",
    .where = "t.received <= :day AND " OPEN (
      "closed") " AND t.extended_until > ka_add_days (" HANDLED_SINCE ", :base + :days)",
    .base = "tip_overdue",
    .message = N_ ("$1受理，延长到$2，超过$3日"),
    .facts = { HANDLED_SINCE, "t.extended_until", ":days" },
    .limits = { { "days", N_ ("最长延长（天）"), 30 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "tip_unanswered",
    .name = N_ ("没有答复举报人"),
    .area = N_ ("举报"),
    .kind = "tip",
    .field = "replied",
    .clause = "应急〔2020〕69号第五条；应急〔2023〕106号（及时反馈核查、处理结果；期限按本局规定）",
    .where = DONE ("closed") " AND t.named = 1 AND " OPEN ("replied"),
    .due = "t.closed",
    .workdays = "days",
    .message = N_ ("实名举报$1办结，没有答复举报人"),
    .facts = { "t.closed" },
    .chip = N_ ("待答复"),
    .limits = { { "days", N_ ("答复期限（工作日）"), 10 } },
    .severity = KA_DUE_MEDIUM,
  },
  /* ---- expert visits ---- */
  {
    .code = "visit_owed",
    .name = N_ ("本年专家服务没有开展"),
    .area = N_ ("专家服务"),
    .kind = "mine",
    .clause = YUAN "九（安全专家进企帮扶）；" JINJIN "二（专家服务体系）",
    .where = RUNS " AND :day >= ka_add_days (:year_end, - :ahead) AND " VISITS " < :times",
    .due = ":year_end",
    .message = N_ ("本年专家服务$1次，少于$2次"),
    .facts = { VISITS, ":times" },
    .chip = N_ ("欠专家服务"),
    .limits = { { "times", N_ ("每年次数"), 1 }, { "ahead", N_ ("年底前提醒（天）"), 91 } },
    .severity = KA_DUE_LOW,
  },
  {
    .code = "visit_unsolved",
    .name = N_ ("专家指出的问题没有解决"),
    .area = N_ ("专家服务"),
    .kind = "expert_visit",
    .field = "solved",
    .clause = YUAN "九（指导矿山企业解决问题）",
    .where = "t.held <= :day AND t.problems > COALESCE (t.solved, 0) AND " MINE_ALIVE,
    .due = "ka_add_days (t.held, :days)",
    .message = N_ ("$1专家服务发现问题$2项，已解决$3项"),
    .facts = { "t.held", "t.problems", "COALESCE (t.solved, 0)" },
    .chip = N_ ("问题未解决"),
    .limits = { { "days", N_ ("解决期限（天）"), 60 } },
    .severity = KA_DUE_LOW,
  },
  /* ---- 四个一批, 隐蔽致灾普查 ---- */
  {
    .code = "disposal_unset",
    .name = N_ ("“四个一批”任务没有明确"),
    .area = N_ ("四个一批与普查"),
    .kind = "mine",
    .field = "disposal",
    .clause = YUAN "八（明确本年度矿山“四个一批”任务）",
    .where = "t.status <> '关闭' AND t.type <> '尾矿库' AND (t.disposal IS NULL OR (" TO_DO
             " AND t.disposal_due IS NULL AND " OPEN ("disposal_done") "))",
    .missing = "1 = 1",
    .message = N_ ("$1"),
    .unknown = N_ ("$1"),
    .facts = { "CASE WHEN t.disposal IS NULL THEN '没有填属于哪一批' ELSE '列入' || t.disposal ||"
               " '，没有填处置期限' END" },
    .chip = N_ ("任务未明确"),
    .severity = KA_DUE_LOW,
  },
  {
    .code = "disposal_due",
    .name = N_ ("“四个一批”处置到期"),
    .area = N_ ("四个一批与普查"),
    .kind = "mine",
    .field = "disposal_due",
    .clause = JINJIN "三（六）1；" YUAN "八",
    .where = "t.status <> '关闭' AND " TO_DO
             " AND " OPEN ("disposal_done") " AND " NEAR ("t.disposal_due"),
    .due = "t.disposal_due",
    .message = N_ ("列入$1，处置期限$2"),
    .facts = { "t.disposal", "t.disposal_due" },
    .chip = N_ ("处置逾期"),
    .chip_where = "t.disposal_due < :day",
    .severity = KA_DUE_MEDIUM,
  },
  /* ---- people ---- */
  {
    .code = "person_twice",
    .name = N_ ("特种作业人员在两处任职"),
    .area = N_ ("人员"),
    .kind = "person",
    .field = "mine",
    .clause = YUAN "七（建立特种作业人员数据库，加强资质管理）",
    .where = KA_PERSON_TWICE_SQL " AND " OWNER_ALIVE,
    .message = N_ ("$1（$2）登记在两处，请核实在哪里上岗"),
    .facts = { "t.name", "COALESCE (t.specialty, t.post)" },
    .chip = N_ ("一人两处"),
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "training_behind",
    .name = N_ ("三项岗位培训没有完成计划"),
    .area = N_ ("人员"),
    .kind = "training_plan",
    .clause = YUAN "七（三项岗位人员培训）",
    .where
    = "t.year = :year AND :day >= ka_add_days (:year_end, - :ahead) AND " TRAINED " < t.persons",
    .due = ":year_end",
    .message = N_ ("$1计划培训$2人，已培训$3人"),
    .facts = { "t.kind", "t.persons", TRAINED },
    .chip = N_ ("没有完成"),
    .limits = { { "ahead", N_ ("提前提醒（天）"), 91 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "duty_repeat",
    .name = N_ ("履职多次不达标"),
    .area = N_ ("履职"),
    .kind = "mine",
    .clause = YUAN "三；" JINJIN "三（一）3",
    .where = "t.status <> '关闭' AND " LACKING_MONTHS " >= :times",
    .message = N_ ("最近$1个月有$2个月履职不达标，应当提醒或者约谈"),
    .facts = { ":span", LACKING_MONTHS },
    .chip = N_ ("履职多次不达标"),
    .limits = { { "times", N_ ("不达标月数"), 3 }, { "span", N_ ("最近几个月"), 6 } },
    .severity = KA_DUE_MEDIUM,
  },
  { NULL },
};
