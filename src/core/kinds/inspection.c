/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "mine", .label = N_ ("被检查矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .section = N_ ("检查"), .width = 12,
    .aliases =
        "矿山名称|被检查单位|受检单位|矿山|检查对象|被检查单位名称|受检矿山|"
        "矿山（井）名称|被查单位|被检查企业|受检查单位|受检查单位名称|受检查矿山|"
        "检查单位名称|检查矿山|被检查对象|被检单位" },
  { .id = "plan", .label = N_ ("对应计划"), .type = KA_FIELD_REF, .target = "plan",
    .aliases = "检查计划|计划|对应检查计划" },
  { .id = "trigger", .label = N_ ("检查来源"), .type = KA_FIELD_CHOICE,
    .choices = "计划|双随机|投诉举报|转办交办|监测线索|专项部署|复查", .width = 5,
    .synonyms =
        "计划检查=计划|年度计划=计划|计划内=计划|监督检查计划=计划|计划执法=计划|"
        "年度计划检查=计划|双随机检查=双随机|双随机抽查=双随机|“双随机”=双随机|"
        "“双随机”抽查=双随机|随机抽查=双随机|举报=投诉举报|举报核查=投诉举报|投诉=投诉举报|"
        "举报投诉=投诉举报|信访举报=投诉举报|转办=转办交办|交办=转办交办|上级交办=转办交办|"
        "上级转办=转办交办|移送=转办交办|监测预警=监测线索|预警线索=监测线索|"
        "线索核查=监测线索|数据监测=监测线索|监测数据=监测线索|专项=专项部署|"
        "专项检查=专项部署|专项行动=专项部署|专项整治=专项部署|复查检查=复查|整改复查=复查|"
        "“回头看”=复查|回头看=复查",
    .aliases =
        "检查方式来源|任务来源|检查任务来源|来源|检查缘由|检查类型来源|检查事由|检查由来" },
  { .id = "started", .label = N_ ("检查日期"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED,
    .width = 6,
    .aliases =
        "检查时间|检查开始日期|开始日期|检查起始日期|检查时间（起）|现场检查日期|"
        "检查起止日期|执法检查日期|监督检查日期" },
  { .id = "ended", .label = N_ ("结束日期"), .type = KA_FIELD_DATE,
    .aliases = "检查结束日期|结束时间|检查时间（止）|截止日期|检查结束时间|完成检查日期" },
  { .id = "kind", .label = N_ ("检查类别"), .type = KA_FIELD_CHOICE,
    .choices = "重点检查|一般检查|专项检查", .width = 5,
    .synonyms =
        "重点=重点检查|一般=一般检查|专项=专项检查|双随机=一般检查|日常检查=一般检查|"
        "双随机检查=一般检查|双随机抽查=一般检查|专项执法=专项检查|专项执法检查=专项检查",
    .aliases = "检查类型|检查种类|类别|检查性质" },
  { .id = "inspectors", .label = N_ ("检查人员"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_LIST,
    .width = 8, .aliases =
        "检查人|执法人员|检查人员姓名|检查执法人员|监管人员|检查组成员|参检人员|检查组|"
        "参加人员|带队人员",
    .help = N_ ("不少于2名执法人员（《行政处罚法》第四十二条）。") },
  { .id = "notice_no", .label = N_ ("检查通知书号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .section = N_ ("文书"),
    .aliases = "检查通知书|检查通知书编号|检查通知文号" },
  { .id = "check_code", .label = N_ ("检查码"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NUMBER,
    .aliases = "检查码编号|扫码编号|涉企检查码|入企检查码|扫码入企检查码" },
  { .id = "record_no", .label = N_ ("检查记录文书号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .width = 12,
    .aliases =
        "检查记录文号|检查文书号|检查记录编号|现场检查记录文号|现场检查记录文书号|"
        "检查记录号|现场检查记录编号|检记文号|文书编号|执法文书号|检查记录书文号|"
        "现场检查记录书编号|文书号|检查笔录编号|检查笔录文号" },
  { .id = "place", .label = N_ ("检查场所"), .type = KA_FIELD_TEXT, .section = N_ ("情况"),
    .aliases = "检查地点|检查部位|检查区域|检查现场|检查范围" },
  { .id = "found", .label = N_ ("检查情况"), .type = KA_FIELD_LONG,
    .aliases =
        "检查发现|检查发现问题|现场检查情况|检查发现情况|检查问题|检查情况记录|"
        "检查情况概述" },
  { .id = "examined", .label = N_ ("逢查必考人数"), .type = KA_FIELD_INT, .min = "0",
    .max = "10000",
    .aliases =
        "考试人数|应考人数|参考人数|逢查必考|逢查必考参考人数|现场考试人数|考核人数|抽考人数|"
        "现场抽考人数|应知应会考试人数|抽考",
    .help = N_ ("逢查必考：检查时现场考核从业人员应知应会。") },
  { .id = "exam_passed", .label = N_ ("考试合格人数"), .type = KA_FIELD_INT, .min = "0",
    .max = "10000", .aliases = "合格人数|考试合格数|逢查必考合格人数|考核合格人数" },
  { .id = "joint", .label = N_ ("联合检查"), .type = KA_FIELD_FLAG,
    .aliases = "是否联合检查|是否联合|联合执法|是否联合执法|是否跨部门联合检查" },
  { .id = "experts", .label = N_ ("专家"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_LIST,
    .aliases = "专家姓名|参与专家|检查专家|专家名单|参加专家|聘请专家|参检专家" },
  { .id = "result", .label = N_ ("检查结果"), .type = KA_FIELD_CHOICE,
    .choices = "未发现问题|责令整改|现场处理|立案处罚|停产停业", .width = 6,
    .synonyms =
        "无问题=未发现问题|未发现隐患=未发现问题|合格=未发现问题|无=未发现问题|"
        "未发现=未发现问题|未发现问题隐患=未发现问题|责令限期改正=责令整改|责令改正=责令整改|"
        "责令限期整改=责令整改|限期整改=责令整改|限期改正=责令整改|责改=责令整改|"
        "下达责改=责令整改|责令整改指令=责令整改|现场处理措施=现场处理|当场处理=现场处理|"
        "现场处置=现场处理|立案=立案处罚|行政处罚=立案处罚|处罚=立案处罚|立案查处=立案处罚|"
        "罚款=立案处罚|停产整顿=停产停业|责令停产停业=停产停业|停产=停产停业|"
        "停产整改=停产停业|责令停产=停产停业|责令停产整顿=停产停业",
    .aliases =
        "处理结果|检查处理结果|处理方式|处理措施|检查结论|处置结果|处理情况|检查处理情况|"
        "检查处理|处理意见" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
  { .id = "lead", .label = N_ ("线索来源"), .type = KA_FIELD_TEXT, .section = N_ ("检查"),
    .aliases = "检查线索|举报件编号|线索编号",
    .help =
        N_ ("投诉举报、转办交办、监测线索触发的检查不计入年度频次，须写明来件编号、机关或者监测数据"
            "（国办发〔2024〕54号）。") },
  { .id = "begin_time", .label = N_ ("检查开始时刻"), .type = KA_FIELD_TIME },
  { .id = "end_time", .label = N_ ("检查结束时刻"), .type = KA_FIELD_TIME },
  { .id = "scheme_no", .label = N_ ("检查方案文书号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .section = N_ ("文书"),
    .aliases = "检查方案文号|现场检查方案文号|现场检查方案文书号" },
  { .id = "scheme_approved", .label = N_ ("检查方案批准日期"), .type = KA_FIELD_DATE,
    .help = N_ ("检查前方案须经机关负责人批准（国办发〔2024〕54号）。") },
  { .id = "decision_no", .label = N_ ("现场处理文书号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER,
    .aliases = "现场处理措施决定书文号|现场处理措施决定书文书号|现场处理决定书文号" },
  { .id = "decision_on", .label = N_ ("现场处理日期"), .type = KA_FIELD_DATE },
  { .id = "site_head", .label = N_ ("现场负责人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NAME,
    .section = N_ ("签字与归档"), .aliases = "被检查单位现场负责人|陪同人员" },
  { .id = "site_head_post", .label = N_ ("现场负责人职务"), .type = KA_FIELD_TEXT },
  { .id = "site_head_phone", .label = N_ ("现场负责人电话"), .type = KA_FIELD_TEXT,
    .flags = KA_PRIVATE, .format = KA_FORMAT_PHONE },
  { .id = "signed", .label = N_ ("签字日期"), .type = KA_FIELD_DATE,
    .help =
        N_ ("检查人员和被检查单位负责人在检查记录上签字的日期（《安全生产法》第六十八条）。") },
  { .id = "refused", .label = N_ ("拒签情况"), .type = KA_FIELD_LONG,
    .help = N_ ("被检查单位负责人拒绝签字的，写明情况并向本机关报告（《安全生产法》第六十八条）。") },
  { .id = "filed", .label = N_ ("归档日期"), .type = KA_FIELD_DATE,
    .aliases = "案卷归档日期",
    .help = N_ ("归档前先做案卷检查，检查出的问题补正后再归档。") },
};

const KaKind ka_kind_inspection = {
  .id = "inspection",
  .label = N_ ("检查"),
  .counter = "次",
  .flags = KA_KIND_NEWEST,
  .title = "record_no",
  .subtitle = "mine",
  .date = "started",
  .order = "started",
  .keys = { "record_no", "mine+started" },
  .aliases = "现场检查|检查台账|现场检查台账|检查记录|执法检查|监督检查|检查及整改|检查情况",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
