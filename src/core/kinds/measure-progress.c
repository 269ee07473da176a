/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "measure", .label = N_ ("任务"), .type = KA_FIELD_REF,
    .flags = KA_REQUIRED | KA_NUMBERED,
    .target = "measure", .section = N_ ("进展"), .width = 20,
    .aliases =
        "工作任务|任务内容|重点任务|对应任务|任务编号|硬措施任务|具体任务|"
        "工作任务（对应要点）|措施内容|条目" },
  { .id = "quarter", .label = N_ ("季度"), .type = KA_FIELD_QUARTER, .flags = KA_REQUIRED,
    .width = 6, .aliases = "报告期|统计期|所属季度|填报季度|报告季度" },
  { .id = "enterprise", .label = N_ ("企业"), .type = KA_FIELD_REF, .target = "enterprise",
    .width = 10, .aliases = "企业名称|单位名称|涉及企业|责任企业|所属企业" },
  { .id = "state", .label = N_ ("落实情况"), .type = KA_FIELD_CHOICE,
    .choices = "落实|部分落实|不落实|假落实|软落实|不涉及", .width = 5,
    .synonyms =
        "√=落实|✓=落实|✔=落实|◐=部分落实|✗=不落实|×=不落实|软=软落实|假=假落实|"
        "已落实=落实|完全落实=落实|完成=落实|已完成=落实|全面落实=落实|到位=落实|"
        "落实到位=落实|基本落实=部分落实|部分完成=部分落实|正在落实=部分落实|推进中=部分落实|"
        "正在推进=部分落实|进行中=部分落实|按序时推进=部分落实|未落实=不落实|没有落实=不落实|"
        "未完成=不落实|未启动=不落实|未开展=不落实|虚假落实=假落实|弄虚作假=假落实|"
        "打折扣=软落实|落实不力=软落实|落实不到位=软落实|无关=不涉及|不适用=不涉及|"
        "未涉及=不涉及|不相关=不涉及",
    .aliases =
        "落实状态|完成状态|落实程度|是否落实|任务状态|落实评价|评价结果|落实情况评价|是否落实到位|落实到位情况" },
  { .id = "progress", .label = N_ ("进展情况"), .type = KA_FIELD_LONG, .width = 20,
    .aliases =
        "进展|完成进展|推进情况|工作进展|进展说明|推进进展|工作进展情况|季度进展情况|"
        "本季度进展|本季度进展情况|第一季度进展情况|第二季度进展情况|第三季度进展情况|"
        "第四季度进展情况|目前进展|完成情况|工作开展情况|本季度工作开展情况|工作情况" },
  { .id = "problem", .label = N_ ("存在问题"), .type = KA_FIELD_LONG,
    .aliases =
        "问题|短板|问题短板|短板不足|存在的问题|主要问题|存在问题及短板|困难问题|"
        "存在问题及困难|存在困难|存在短板|存在不足|短板弱项" },
  { .id = "next", .label = N_ ("下步举措"), .type = KA_FIELD_LONG,
    .aliases =
        "下一步举措|下一步措施|下步措施|推进举措|下一步工作|下步工作|下步打算|下一步打算|"
        "整改举措|下一步推进举措" },
  { .id = "action", .label = N_ ("处置"), .type = KA_FIELD_CHOICE,
    .choices = "无|通报|曝光|约谈|列为重点执法对象", .width = 5,
    .synonyms =
        "/=无|未处置=无|未采取=无|通报批评=通报|全区通报=通报|公开曝光=曝光|媒体曝光=曝光|"
        "约谈企业=约谈|约谈负责人=约谈|警示约谈=约谈|约谈提醒=约谈|"
        "列入重点执法对象=列为重点执法对象|重点执法=列为重点执法对象|"
        "列为重点执法=列为重点执法对象|重点执法对象=列为重点执法对象|"
        "列入重点执法=列为重点执法对象|列为执法重点=列为重点执法对象",
    .aliases = "处置措施|处理措施|处理方式|采取措施|处置方式|处置情况" },
  { .id = "evidence", .label = N_ ("佐证"), .type = KA_FIELD_TEXT,
    .aliases = "佐证材料|证明材料|备注|佐证资料" },
  { .id = "town", .label = N_ ("镇街"), .type = KA_FIELD_CHOICE, .codes = "towns", .width = 5,
    .help = N_ ("镇街自己的任务填镇街，不填企业；企业的任务填企业；都不填为全区。"),
    .aliases = "镇（街）|填报镇街|镇街名称|属地镇街" },
  { .id = "review", .label = N_ ("回头看"), .type = KA_FIELD_CHOICE,
    .choices = "待回头看|已核实|反弹", .section = N_ ("“回头看”复盘检验"), .width = 5,
    .synonyms =
        "待核实=待回头看|未回头看=待回头看|待复核=待回头看|未核实=待回头看|核实=已核实|"
        "属实=已核实|已复核=已核实|已回头看=已核实|巩固=已核实|反弹回潮=反弹|回潮=反弹|"
        "有反弹=反弹|不属实=反弹",
    .help = N_ ("对已填的落实情况“回头看”复盘检验，逐项打表推进（渝安办〔2025〕13号 二）。"),
    .aliases = "回头看状态|回头看结果|复盘检验结果|回头看结论" },
  { .id = "review_due", .label = N_ ("回头看期限"), .type = KA_FIELD_DATE,
    .help = N_ ("不填，按季度末后设置的天数。"), .aliases = "回头看时限|应回头看日期" },
  { .id = "reviewed", .label = N_ ("回头看日期"), .type = KA_FIELD_DATE,
    .aliases = "回头看时间|复盘检验日期" },
  { .id = "reviewer", .label = N_ ("回头看人员"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_LIST, .aliases = "回头看人|复盘检验人员" },
  { .id = "finding", .label = N_ ("回头看发现"), .type = KA_FIELD_LONG,
    .aliases = "回头看情况|回头看问题|复盘检验情况|回头看发现的问题" },
};

const KaKind ka_kind_measure_progress = {
  .id = "measure_progress",
  .label = N_ ("硬措施进展"),
  .counter = "条",
  .flags = KA_KIND_NEWEST,
  .title = "measure",
  .subtitle = "quarter",
  .date = "quarter",
  .order = "quarter",
  .keys = { "measure+quarter+enterprise", "measure+quarter+town", "measure+quarter" },
  .apart = "enterprise+town",
  .aliases = "硬措施落实情况|任务进展|落实情况|八条硬措施进展|任务清单进展|进展情况",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
