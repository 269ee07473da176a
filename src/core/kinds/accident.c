/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "enterprise", .label = N_ ("企业"), .type = KA_FIELD_REF, .target = "enterprise",
    .section = N_ ("事故"), .width = 12,
    .aliases =
        "企业名称|事故单位|发生单位|单位名称|事故发生单位|发生单位名称|事故企业|"
        "责任单位" },
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .target = "mine",
    .aliases = "矿山名称|事故矿山|所属矿山|矿名|发生矿山" },
  { .id = "title", .label = N_ ("事故名称"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_TITLE, .width = 18, .aliases = "事故标题|名称|事故全称|事故简称" },
  { .id = "occurred", .label = N_ ("发生时间"), .type = KA_FIELD_TIME, .flags = KA_REQUIRED,
    .width = 8, .aliases = "事故时间|事发时间|事故发生时间|发生日期|发生日期时间|事故发生日期" },
  { .id = "known", .label = N_ ("接报时间"), .type = KA_FIELD_TIME,
    .aliases =
        "知情时间|接到报告时间|企业接报时间|接报日期|获知时间|负责人接报时间|"
        "负责人知情时间|知悉时间" },
  { .id = "reported", .label = N_ ("报告时间"), .type = KA_FIELD_TIME,
    .aliases =
        "上报时间|报告日期|报送时间|上报日期|向监管部门报告时间|企业报告时间|"
        "向应急部门报告时间|首报时间",
    .help = N_ ("单位负责人接报后1小时内报告县级以上应急管理部门（国务院令第493号第九条）。") },
  { .id = "place", .label = N_ ("事故地点"), .type = KA_FIELD_TEXT,
    .aliases = "地点|发生地点|事故发生地点|事发地点" },
  { .id = "category", .label = N_ ("事故类型"), .type = KA_FIELD_CHOICE,
    .codes = "accident_categories", .width = 6,
    .aliases =
        "事故类别|类别|类型|GB6441类别|事故类型（GB 6441）|伤害类型|事故分类",
    .help = N_ ("2026年7月1日前用GB/T 6441—1986，之后用GB 6441—2025。") },
  { .id = "deaths", .label = N_ ("死亡人数"), .type = KA_FIELD_INT, .min = "0", .max = "10000",
    .section = N_ ("伤亡与损失"), .width = 3,
    .aliases = "死亡|死亡数|死亡人数合计|亡人数|死亡（人）|遇难人数|死亡人员数" },
  { .id = "serious", .label = N_ ("重伤人数"), .type = KA_FIELD_INT, .min = "0", .max = "10000",
    .width = 3, .aliases = "重伤|重伤数|重伤（人）|重伤人员数" },
  { .id = "minor", .label = N_ ("轻伤人数"), .type = KA_FIELD_INT, .min = "0", .max = "10000",
    .aliases = "轻伤|轻伤数|轻伤（人）|轻伤人员数" },
  { .id = "missing", .label = N_ ("失联人数"), .type = KA_FIELD_INT, .min = "0", .max = "10000",
    .aliases = "失联|失踪人数|下落不明|下落不明人数|失踪|失联（人）|被困人数" },
  { .id = "loss", .label = N_ ("直接经济损失"), .type = KA_FIELD_DEC, .places = 4, .unit = N_ ("万元"),
    .min = "0", .width = 6, .aliases = "经济损失|损失|损失金额|直接损失|直接经济损失额|直接经济损失金额" },
  { .id = "grade", .label = N_ ("认定等级"), .type = KA_FIELD_CHOICE,
    .choices = "一般|较大|重大|特别重大", .width = 4,
    .synonyms =
        "一般事故=一般|较大事故=较大|重大事故=重大|特别重大事故=特别重大|特大=特别重大|"
        "特大事故=特别重大|一般生产安全事故=一般|一般a级=一般|一般b级=一般",
    .aliases = "事故等级|等级|事故级别|事故认定等级|级别",
    .help = N_ ("不填时按国务院令第493号第三条由死亡、重伤和直接经济损失算出。") },
  { .id = "course", .label = N_ ("事故经过"), .type = KA_FIELD_LONG, .section = N_ ("经过与原因"),
    .aliases =
        "简要经过|经过|事故简要经过|事故概况|事故简况|事故简要情况|事故简介|"
        "事故基本情况" },
  { .id = "direct_cause", .label = N_ ("直接原因"), .type = KA_FIELD_LONG,
    .aliases = "原因|事故原因|事故直接原因|直接原因分析" },
  { .id = "indirect_cause", .label = N_ ("间接原因"), .type = KA_FIELD_LONG,
    .aliases = "管理原因|事故间接原因|间接原因分析" },
  { .id = "reporting", .label = N_ ("报告情况"), .type = KA_FIELD_CHOICE,
    .choices = "正常|迟报|漏报|谎报|瞒报",
    .synonyms =
        "否=正常|无=正常|按时=正常|及时=正常|按时报告=正常|及时报告=正常|按规定报告=正常|"
        "正常报告=正常|不存在=正常|均无=正常|存在迟报=迟报|存在瞒报=瞒报|存在谎报=谎报|"
        "存在漏报=漏报|是(迟报)=迟报|是(瞒报)=瞒报|是(谎报)=谎报|是(漏报)=漏报|涉嫌瞒报=瞒报",
    .aliases = "是否迟报漏报谎报瞒报|报告性质|报送情况|迟报漏报谎报瞒报|报告是否及时|是否迟报瞒报" },
  { .id = "investigator", .label = N_ ("调查组织单位"), .type = KA_FIELD_TEXT,
    .section = N_ ("调查处理"),
    .aliases =
        "调查机关|调查单位|调查组|牵头调查单位|事故调查组织单位|组织调查单位|调查部门|"
        "调查主体" },
  { .id = "closed", .label = N_ ("结案日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "结案时间|批复日期|批复/结案时间|批复时间|批复结案日期|调查报告批复日期|结案批复日期|"
        "批复结案时间" },
  { .id = "accountability", .label = N_ ("责任追究"), .type = KA_FIELD_LONG,
    .aliases = "处理情况|责任追究情况|责任人处理|责任追究及处理情况|追责情况|处理结果|追究情况" },
  { .id = "prevention", .label = N_ ("防范措施"), .type = KA_FIELD_LONG,
    .aliases = "整改措施|防范整改措施|整改和防范措施|防范和整改措施|事故防范措施" },
  { .id = "evaluated", .label = N_ ("整改评估日期"), .type = KA_FIELD_DATE,
    .aliases =
        "评估日期|整改评估|评估时间|整改措施评估日期|防范措施评估日期|整改评估时间|"
        "事故整改评估日期" },
  { .id = "warned", .label = N_ ("警示发布日期"), .type = KA_FIELD_DATE,
    .aliases = "警示日期|警示通报日期|通报日期|警示发布时间|警示教育日期|发布警示日期" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
  { .id = "extended_until", .label = N_ ("调查期限延长至"), .type = KA_FIELD_DATE,
    .section = N_ ("调查处理"), .aliases = "调查延期至|调查期限延期至|延长调查期限至",
    .help = N_ ("调查报告60日内提交，经批准可以延长不超过60日（国务院令第493号第二十九条）。") },
  { .id = "submitted", .label = N_ ("调查报告提交日期"), .type = KA_FIELD_DATE,
    .section = N_ ("调查处理"), .aliases = "报告提交日期|调查报告日期|提交调查报告日期",
    .help = N_ ("收到调查报告后15日内批复，特别重大事故30日内（国务院令第493号第三十二条）。") },
  { .id = "accountability_done", .label = N_ ("责任追究落实日期"), .type = KA_FIELD_DATE,
    .section = N_ ("调查处理"), .aliases = "追责落实日期|处理落实日期",
    .help = N_ ("有关机关按照批复对单位和责任人员的处罚、处分全部落实的日期（国务院令第493号第三十二条）。") },
};

const KaKind ka_kind_accident = {
  .id = "accident",
  .label = N_ ("事故"),
  .counter = "起",
  .flags = KA_KIND_NEWEST,
  .title = "title",
  .subtitle = "occurred",
  .date = "occurred",
  .order = "occurred",
  .keys = { "mine+occurred", "title" },
  .aliases = "生产安全事故|事故台账|安全事故|事故情况|生产安全事故台账",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
