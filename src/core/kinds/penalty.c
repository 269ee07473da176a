/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "enterprise", .label = N_ ("企业"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "enterprise", .section = N_ ("处罚"), .width = 14,
    .aliases =
        "企业名称|被处罚单位|处罚对象|单位名称|当事人|被处罚企业|违法单位|被处罚单位名称|"
        "行政相对人|行政相对人名称|被处罚人（单位）|受罚单位|被处罚对象|被处罚人|违法主体|"
        "处罚单位|相对人名称|涉案单位|涉案企业|涉案单位名称" },
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .target = "mine", .width = 8,
    .aliases = "矿山名称|矿名|涉及矿山|所属矿山" },
  { .id = "person", .label = N_ ("被处罚个人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NAME,
    .aliases = "个人|被处罚人姓名|责任人|处罚个人|被处罚个人姓名|被处罚人员" },
  { .id = "inspection", .label = N_ ("对应检查"), .type = KA_FIELD_REF, .target = "inspection",
    .aliases = "检查记录文书号|检查记录文号|检查记录|所属检查|检查文书号" },
  { .id = "doc_no", .label = N_ ("处罚决定书文号"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_NUMBER, .width = 12,
    .aliases =
        "文书号|文书编号|处罚文号|决定书文号|行政处罚决定书文号|处罚决定文号|处罚决定书编号|"
        "行政处罚文号|行政处罚决定文书号|处罚决定书号|行政处罚决定书编号|行政处罚决定书号|"
        "决定书编号|处罚文书号|处罚编号|文号" },
  { .id = "filed", .label = N_ ("立案日期"), .type = KA_FIELD_DATE, .section = N_ ("案件"),
    .aliases = "立案时间|受案日期|案件立案日期|立案审批日期|立案审批时间" },
  { .id = "decided", .label = N_ ("决定日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "处罚日期|处罚时间|决定时间|作出决定日期|处罚决定日期|作出处罚决定日期|行政处罚日期|"
        "处罚决定时间|决定书日期|处罚决定书日期|作出处罚日期" },
  { .id = "facts", .label = N_ ("违法事实"), .type = KA_FIELD_LONG,
    .aliases =
        "违法行为|主要违法事实|违法行为描述|案由|违法违规行为|违法事实及证据|案件名称|"
        "案件事实|违法事项" },
  { .id = "violated", .label = N_ ("违反条款"), .type = KA_FIELD_TEXT,
    .aliases =
        "违反规定|违法条款|违反法律条款|违反依据|违反的法律条款|违反法律|违法依据|"
        "违反法律法规|违反法律法规条款" },
  { .id = "basis", .label = N_ ("处罚依据"), .type = KA_FIELD_TEXT,
    .aliases = "法律依据|依据条款|处罚法律依据|行政处罚依据|处罚依据条款|处罚条款" },
  { .id = "kind", .label = N_ ("处罚种类"), .type = KA_FIELD_CHOICE,
    .choices = "警告|罚款|没收|责令停产停业|暂扣许可证|吊销许可证|其他", .width = 5,
    .synonyms =
        "罚金=罚款|经济处罚=罚款|没收违法所得=没收|没收非法财物=没收|"
        "没收违法所得、非法财物=没收|停产停业=责令停产停业|停产整顿=责令停产停业|"
        "责令停产停业整顿=责令停产停业|暂扣=暂扣许可证|暂扣安全生产许可证=暂扣许可证|"
        "暂扣许可证件=暂扣许可证|吊销=吊销许可证|吊销安全生产许可证=吊销许可证|"
        "吊销许可证件=吊销许可证|其它=其他|通报批评=其他|行政警告=警告|警告、罚款=罚款|"
        "罚款、警告=罚款|警告并处罚款=罚款|警告并罚款=罚款|警告,罚款=罚款|罚款,警告=罚款|"
        "没收违法所得、罚款=罚款|罚款、没收违法所得=罚款|没收违法所得并处罚款=罚款|"
        "行政罚款=罚款|责令停产停业并处罚款=责令停产停业|"
        "责令停产停业整顿并处罚款=责令停产停业|暂扣安全生产许可证件=暂扣许可证",
    .aliases =
        "处罚类型|行政处罚种类|处罚类别|处罚方式|处罚措施|处罚结果|处罚内容类型|"
        "处罚形式|处罚内容" },
  { .id = "amount", .label = N_ ("罚款金额"), .type = KA_FIELD_DEC, .places = 2, .unit = N_ ("元"),
    .min = "0", .width = 7, .aliases = "处罚金额|罚款|罚没金额|处罚金额（元）|罚款数额|罚款额|处罚款额|罚金|经济处罚",
    .help = N_ ("按元填写，精确到分。") },
  { .id = "major_hazard", .label = N_ ("因重大隐患"), .type = KA_FIELD_FLAG,
    .aliases =
        "是否因重大隐患|是否重大隐患|涉及重大隐患|因重大事故隐患|是否因重大事故隐患|"
        "是否重大事故隐患案件|是否重大隐患案件",
    .help = N_ ("180日内3次或者1年内4次因重大隐患受到处罚的，提请关闭（《安全生产法》第一百一十三条）。") },
  { .id = "executed", .label = N_ ("执行完毕日期"), .type = KA_FIELD_DATE,
    .section = N_ ("执行与公示"), .width = 6,
    .aliases =
        "执行日期|缴款日期|执行时间|结案日期|缴纳日期|执行完毕时间|罚款缴纳日期|"
        "执行完毕|缴纳罚款日期|缴款时间|罚款到账日期|到账日期" },
  { .id = "published", .label = N_ ("公示日期"), .type = KA_FIELD_DATE,
    .aliases = "公示时间|公开日期|曝光日期|公开时间|信息公示日期|公示日",
    .help = N_ ("作出处罚决定后7个工作日内公示（《安全生产法》第七十八条）。") },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
  { .id = "hazard", .label = N_ ("对应隐患"), .type = KA_FIELD_REF, .target = "hazard",
    .section = N_ ("处罚") },
  { .id = "case_no", .label = N_ ("立案文号"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NUMBER,
    .section = N_ ("案件"), .aliases = "立案编号|立案审批表文号" },
  { .id = "informed", .label = N_ ("告知日期"), .type = KA_FIELD_DATE,
    .aliases = "处罚告知日期|告知书日期",
    .help =
        N_ ("作出处罚决定前告知拟处罚的内容、事实、理由、依据和陈述申辩权（《行政处罚法》第四十四条）。") },
  { .id = "extended_until", .label = N_ ("办案期限延长至"), .type = KA_FIELD_DATE,
    .help = N_ ("立案起90日内不能作出决定、依法批准延长的，填延长后的最后一日。") },
  { .id = "pay_by", .label = N_ ("缴款期限"), .type = KA_FIELD_DATE,
    .section = N_ ("执行与公示"),
    .help = N_ ("收到处罚决定书之日起15日内缴纳罚款（《行政处罚法》第六十七条）。") },
  { .id = "delivered", .label = N_ ("送达日期"), .type = KA_FIELD_DATE,
    .section = N_ ("执行与公示"), .aliases = "决定书送达日期|送达时间",
    .help = N_ ("缴款、复议和诉讼的期限从送达之日起算；当事人不在场的七日内送达（《行政处罚法》第六十一条）。") },
  { .id = "urged", .label = N_ ("催告日期"), .type = KA_FIELD_DATE, .section = N_ ("强制执行"),
    .help = N_ ("申请人民法院强制执行前应当催告，催告书送达满10日仍不履行的可以申请（《行政强制法》第五十四条）。") },
  { .id = "urge_no", .label = N_ ("催告书文号"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NUMBER },
  { .id = "surcharged", .label = N_ ("加处罚款日期"), .type = KA_FIELD_DATE },
  { .id = "surcharge", .label = N_ ("加处罚款金额"), .type = KA_FIELD_DEC, .places = 2,
    .unit = N_ ("元"), .min = "0",
    .help = N_ ("每日按罚款数额的3%加处，总额不超出罚款的数额（《行政处罚法》第七十二条）。") },
  { .id = "surcharge_no", .label = N_ ("加处罚款决定书文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER },
  { .id = "enforced", .label = N_ ("申请强制执行日期"), .type = KA_FIELD_DATE,
    .help =
        N_ ("复议和诉讼期限届满不履行的，自届满之日起3个月内申请（《行政强制法》第五十三条）。") },
  { .id = "enforce_no", .label = N_ ("强制执行申请书文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER },
};

const KaKind ka_kind_penalty = {
  .id = "penalty",
  .label = N_ ("行政处罚"),
  .counter = "件",
  .flags = KA_KIND_NEWEST,
  .title = "doc_no",
  .subtitle = "enterprise",
  .date = "decided",
  .order = "decided",
  .keys = { "doc_no" },
  .aliases = "处罚|处罚台账|行政处罚台账|处罚情况|执法处罚|行政处罚情况",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
