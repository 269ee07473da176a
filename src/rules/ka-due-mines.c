/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-private.h"

#define HAS_PERMIT(kind)                                                                           \
  "(EXISTS (SELECT 1 FROM permit o WHERE o.mine = t.id AND o.kind = '" kind "')"                   \
  " OR EXISTS (SELECT 1 FROM permit o WHERE o.enterprise = t.enterprise AND o.mine IS NULL"        \
  " AND o.kind = '" kind "'))"

/* 200.0 m as the ledger stores it. */
#define METRES(limit) ":" limit " * 10"
#define EXCAVATES "t.status <> '关闭' AND t.type <> '尾矿库'"

#define UNSET_PART(field, label) "CASE WHEN t." field " IS NULL THEN '、" label "' ELSE '' END"
/* What the indicators ask of every mine. */
#define UNSET_LIST                                                                                                                           \
  UNSET_PART ("mech_extraction", "开采机械化")                                                                                               \
  " || " UNSET_PART ("mech_loading", "铲装机械化") " || " UNSET_PART (                                                                       \
    "mech_haulage",                                                                                                                          \
    "运输机械化") " || CASE WHEN " UNDERGROUND                                                                                               \
                  " AND t.mech_ventilation IS NULL THEN '、通风机械化' ELSE '' END"                                                    \
                  " || " UNSET_PART ("info_management", "安全管理信息化") " || " UNSET_PART ("video", "在线视频监控") " || " UNSET_PART (    \
                    "training_video",                                                                                                        \
                    "培训教室视频联网") " || " UNSET_PART ("std_level",                                                                      \
                                                           "标准化等级") " || " UNSET_PART ("posts_key",                                     \
                                                                                            "重点岗位数") " || " UNSET_PART ("posts_carded", \
                                                                                                                             "已编制两单两卡岗位数")

const KaDueRule ka_due_mine_rules[] = {
  /* ---- permits and certificates ---- */
  {
    .code = "permit_expiry",
    .name = N_ ("证照到期"),
    .area = N_ ("证照与标准化"),
    .kind = "permit",
    .field = "valid_until",
    .clause = "《安全生产许可证条例》第九条（有效期3年，期满前3个月申请延期）",
    .where = "((" NEAR (
      "t.valid_until") " AND " NOT_RENEWED ") OR (t.valid_until IS NULL"
                       " AND t.kind IN ('采矿许可证', '安全生产许可证'))) AND " OWNER_ALIVE,
    .due = "t.valid_until",
    .missing = "t.valid_until IS NULL",
    .message = N_ ("$1$2，有效期至$3"),
    .unknown = N_ ("$1$2，没有填有效期"),
    .pressing = "t.kind = '安全生产许可证' AND t.valid_until >= :day"
                " AND ka_add_days (t.valid_until, - :renewal) <= :day",
    .urgent = N_ ("$1$2，有效期至$3，应当在$4前申请延期"),
    .facts = { "t.kind", "t.number", "t.valid_until", "ka_add_days (t.valid_until, - :renewal)" },
    .chip = N_ ("已过期"),
    .chip_where = "t.valid_until < :day",
    .limits = { { "ahead", N_ ("提前提醒（天）"), 180 },
                { "renewal", N_ ("安全生产许可证延期申请（期满前天数）"), 90 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "permit_missing",
    .name = N_ ("证照不全"),
    .area = N_ ("证照与标准化"),
    .kind = "mine",
    .clause = "《安全生产许可证条例》第二条；安委〔2024〕1号（证照不全生产）",
    .where = "t.status = '生产' AND EXISTS (SELECT 1 FROM permit) AND NOT (" HAS_PERMIT (
      "安全生产许可证") " AND (t.type = '尾矿库' OR " HAS_PERMIT ("采矿许可证") "))",
    .message = N_ ("正在生产，台账里没有$1"),
    .facts = { "CASE WHEN NOT " HAS_PERMIT ("安全生产许可证") " THEN '安全生产许可证' ELSE"
                                                              " '采矿许可证' END" },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "std_expiry",
    .name = N_ ("标准化证书到期"),
    .area = N_ ("证照与标准化"),
    .kind = "mine",
    .field = "std_until",
    .clause = JINJIN "三（六）3",
    .where = "t.status <> '关闭' AND t.std_level IN ('一级', '二级', '三级') AND (" NEAR (
      "t.std_until") " OR t.std_until IS NULL)",
    .due = "t.std_until",
    .missing = "t.std_until IS NULL",
    .message = N_ ("标准化$1证书有效期至$2"),
    .unknown = N_ ("标准化$1证书没有填有效期"),
    .facts = { "t.std_level", "t.std_until" },
    .chip = N_ ("标准化已到期"),
    .chip_where = "t.std_until < :day",
    .severity = KA_DUE_MEDIUM,
  },
  /* ---- slopes and dumps ---- */
  {
    .code = "slope_monitor",
    .name = N_ ("边坡没有在线监测"),
    .area = N_ ("边坡与排土场"),
    .kind = "mine",
    .field = "slope_monitored",
    .clause = JINJIN "三（四）；矿安〔2022〕88号 露天（七）",
    .where = EXCAVATES " AND t.slope_height >= " METRES (
      "height") " AND (t.slope_monitored IS NULL OR t.slope_monitored = 0)",
    .missing = "t.slope_monitored IS NULL",
    .message = N_ ("最高边坡高度$1米，没有在线监测"),
    .unknown = N_ ("最高边坡高度$1米，是否在线监测未填"),
    .facts = { "ka_decimal (t.slope_height, 1)" },
    .limits = { { "height", N_ ("边坡高度（米）"), 200 } },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "slope_analysis",
    .name = N_ ("边坡稳定性分析到期"),
    .area = N_ ("边坡与排土场"),
    .kind = "mine",
    .field = "slope_analysed",
    .clause = JINJIN "三（四）；矿安〔2022〕88号 露天（六）",
    .where = EXCAVATES
    " AND t.slope_height >= " METRES ("height") " AND (t.slope_analysed IS NULL OR " NEAR (
      "ka_add_months (t.slope_analysed, :months)") ")",
    .due = "ka_add_months (t.slope_analysed, :months)",
    .missing = "t.slope_analysed IS NULL",
    .message = N_ ("最高边坡高度$1米，上次稳定性分析在$2"),
    .unknown = N_ ("最高边坡高度$1米，稳定性分析日期未填"),
    .facts = { "ka_decimal (t.slope_height, 1)", "t.slope_analysed" },
    .limits = { { "height", N_ ("边坡高度（米）"), 100 }, { "months", N_ ("间隔（月）"), 12 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "dump_monitor",
    .name = N_ ("排土场没有在线监测"),
    .area = N_ ("边坡与排土场"),
    .kind = "mine",
    .field = "dump_monitored",
    .clause = JINJIN "三（四）；矿安〔2022〕88号 露天（七）",
    .where = EXCAVATES " AND t.dump_height >= " METRES (
      "height") " AND (t.dump_monitored IS NULL OR t.dump_monitored = 0)",
    .missing = "t.dump_monitored IS NULL",
    .message = N_ ("排土场堆置高度$1米，没有在线监测"),
    .unknown = N_ ("排土场堆置高度$1米，是否在线监测未填"),
    .facts = { "ka_decimal (t.dump_height, 1)" },
    .limits = { { "height", N_ ("堆置高度（米）"), 200 } },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "dump_analysis",
    .name = N_ ("排土场稳定性分析到期"),
    .area = N_ ("边坡与排土场"),
    .kind = "mine",
    .field = "dump_analysed",
    .clause = JINJIN "三（四）；矿安〔2022〕88号 露天（六）",
    .where = EXCAVATES
    " AND t.dump_height >= " METRES ("height") " AND (t.dump_analysed IS NULL OR " NEAR (
      "ka_add_months (t.dump_analysed, :months)") ")",
    .due = "ka_add_months (t.dump_analysed, :months)",
    .missing = "t.dump_analysed IS NULL",
    .message = N_ ("排土场堆置高度$1米，上次稳定性分析在$2"),
    .unknown = N_ ("排土场堆置高度$1米，稳定性分析日期未填"),
    .facts = { "ka_decimal (t.dump_height, 1)", "t.dump_analysed" },
    .limits = { { "height", N_ ("堆置高度（米）"), 100 }, { "months", N_ ("间隔（月）"), 12 } },
    .severity = KA_DUE_MEDIUM,
  },
  /* ---- what every mine or enterprise has to have done ---- */
  {
    .code = "officials_unpublished",
    .name = N_ ("三个责任人没有公示"),
    .area = N_ ("矿山与企业"),
    .kind = "mine",
    .field = "officials_published",
    .clause = JINJIN "三（一）1",
    .where = "t.status <> '关闭' AND " OPEN ("officials_published"),
    .message = N_ ("行政区、监管部门、企业三个责任人没有公示日期"),
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "survey_late",
    .name = N_ ("隐蔽致灾因素普查没有完成"),
    .area = N_ ("四个一批与普查"),
    .kind = "mine",
    .field = "survey_status",
    .clause = YUAN "六（2025年9月底前填报普查成果）",
    .where = "t.status <> '关闭' AND t.type <> '尾矿库' AND (t.survey_status IS NULL"
             " OR t.survey_status <> '已完成' OR t.survey_done > :day) AND " NEAR ("'2025-09-30'"),
    .due = "'2025-09-30'",
    .missing = "t.survey_status IS NULL",
    .message = N_ ("普查$1"),
    .unknown = N_ ("普查情况未填"),
    .facts = { "CASE WHEN t.survey_status = '已完成' THEN '进行中' ELSE t.survey_status END" },
    .chip = N_ ("普查未完成"),
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "reward_missing",
    .name = N_ ("没有隐患内部报告奖励机制"),
    .area = N_ ("矿山与企业"),
    .kind = "enterprise",
    .field = "reward_scheme",
    .clause = YUAN "四（2025年6月底前建立并实施）",
    .where = WITH_MINE " AND (t.reward_scheme IS NULL OR t.reward_scheme = 0"
                       " OR t.reward_scheme_since > :day) AND " NEAR ("'2025-06-30'"),
    .due = "'2025-06-30'",
    .missing = "t.reward_scheme IS NULL",
    .message = N_ ("没有建立事故隐患内部报告奖励机制"),
    .unknown = N_ ("是否建立隐患内部报告奖励机制未填"),
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "insured_missing",
    .name = N_ ("没有安全生产责任保险"),
    .area = N_ ("矿山与企业"),
    .kind = "enterprise",
    .field = "insured",
    .clause = "《安全生产法》第五十一条；" JINJIN "三（三）4",
    .where = WITH_MINE " AND (t.insured IS NULL OR t.insured = 0 OR " NEAR ("t.insured_until") ")",
    .due = "CASE WHEN t.insured = 1 THEN t.insured_until END",
    .missing = "t.insured IS NULL",
    .message = N_ ("没有投保安全生产责任保险"),
    .unknown = N_ ("是否投保安全生产责任保险未填"),
    .pressing = "t.insured = 1",
    .urgent = N_ ("安全生产责任保险有效期至$1"),
    .facts = { "t.insured_until" },
    .chip = N_ ("没有保险"),
    .chip_where = "(t.insured IS NULL OR t.insured = 0 OR t.insured_until < :day)",
    .limits = { { "ahead", N_ ("提前提醒（天）"), 30 } },
    .severity = KA_DUE_MEDIUM,
  },
  /* ---- data ---- */
  {
    .code = "data_missing",
    .name = N_ ("指标数据未填"),
    .area = N_ ("数据"),
    .kind = "mine",
    .clause = JINJIN "二（未填的按“否”计算）",
    .where = EXCAVATES " AND " UNSET_LIST " <> ''",
    .missing = "1 = 1",
    .message = N_ ("未填：$1"),
    .facts = { "substr (" UNSET_LIST ", 2)" },
    .severity = KA_DUE_LOW,
  },
  {
    .code = "credit_code_bad",
    .name = N_ ("统一社会信用代码缺失或有误"),
    .area = N_ ("数据"),
    .kind = "enterprise",
    .field = "credit_code",
    .clause = "GB 32100—2015",
    .where = "t.credit_code IS NULL OR ka_credit_code (t.credit_code) = 0",
    .missing = "1 = 1",
    .message = N_ ("统一社会信用代码$1"),
    .facts
    = { "CASE WHEN t.credit_code IS NULL THEN '未填' ELSE '校验不符：' || t.credit_code END" },
    .chip = N_ ("信用代码有误"),
    .severity = KA_DUE_LOW,
  },
  {
    .code = "duplicate_enterprise",
    .name = N_ ("疑似重复的企业"),
    .area = N_ ("数据"),
    .kind = "enterprise",
    .field = "name",
    .clause = "GB 32100—2015（一个主体一个代码）",
    .where = "replace (replace (replace (t.name, '（', '('), '）', ')'), ' ', '') IN"
             " (SELECT replace (replace (replace (o.name, '（', '('), '）', ')'), ' ', '') AS plain"
             " FROM enterprise o GROUP BY plain HAVING count (*) > 1)",
    .missing = "1 = 1",
    .message = N_ ("有几条企业记录用这个名称，请核对合并"),
    .severity = KA_DUE_LOW,
  },
  { NULL },
};
