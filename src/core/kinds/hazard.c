/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .section = N_ ("隐患"), .width = 10,
    .aliases =
        "矿山名称|被检查单位|受检单位|所属矿山|矿山（井）名称|隐患单位|存在单位|被检查矿山|"
        "隐患所在矿山|隐患所在单位|检查矿山|受检矿山|检查对象" },
  { .id = "inspection", .label = N_ ("对应检查"), .type = KA_FIELD_REF, .target = "inspection",
    .aliases = "检查记录文书号|检查记录文号|所属检查|检查文书号|现场检查记录文书号|检查记录" },
  { .id = "source", .label = N_ ("隐患来源"), .type = KA_FIELD_CHOICE,
    .choices = "监管检查|监察检查|企业自查|专家服务|举报|上级交办",
    .synonyms =
        "监管执法检查=监管检查|执法检查=监管检查|现场检查=监管检查|监督检查=监管检查|"
        "监管部门检查=监管检查|日常检查=监管检查|区级检查=监管检查|监管=监管检查|"
        "监察执法=监察检查|矿山安全监察=监察检查|监察=监察检查|国家监察=监察检查|"
        "自查=企业自查|企业自查自报=企业自查|自查自改=企业自查|企业自查上报=企业自查|"
        "企业排查=企业自查|企业=企业自查|专家检查=专家服务|专家会诊=专家服务|专家=专家服务|"
        "专家指导服务=专家服务|举报投诉=举报|群众举报=举报|投诉举报=举报|举报核查=举报|"
        "交办=上级交办|转办=上级交办|上级转办=上级交办|市级交办=上级交办|上级检查=上级交办|"
        "督查交办=上级交办",
    .aliases =
        "发现方式|来源|隐患排查来源|发现途径|排查来源|隐患发现方式|排查方式|检查方式" },
  { .id = "found", .label = N_ ("发现日期"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED,
    .width = 6,
    .aliases =
        "发现时间|排查日期|排查时间|检查日期|检查时间|登记时间|上报时间|登记日期|"
        "发现（排查）日期|填报时间" },
  { .id = "level", .label = N_ ("隐患等级"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "一般|重大", .width = 3,
    .synonyms =
        "一般隐患=一般|一般事故隐患=一般|重大隐患=重大|重大事故隐患=重大|i级=重大|是=重大|"
        "否=一般|√=重大|×=一般",
    .aliases =
        "隐患级别|等级|严重程度|隐患类别|级别|隐患分级|隐患程度|隐患性质|是否重大隐患|"
        "是否重大事故隐患|一般/重大" },
  { .id = "criterion", .label = N_ ("判定条款"), .type = KA_FIELD_CHOICE, .codes = "hazards",
    .aliases =
        "判定依据|判定标准条款|判定标准|重大隐患判定条款|依据条款|判定标准依据|矿安88号条款|"
        "判定标准条款号",
    .help = N_ ("矿安〔2022〕88号、矿安〔2024〕41号判定标准的条款；重大隐患必填。") },
  { .id = "place", .label = N_ ("隐患部位"), .type = KA_FIELD_TEXT,
    .aliases =
        "隐患地点|部位|位置|隐患位置|地点和部位|地点|隐患所在部位|所在部位|存在部位|隐患区域|"
        "隐患点位" },
  { .id = "description", .label = N_ ("隐患描述"), .type = KA_FIELD_LONG, .flags = KA_REQUIRED,
    .width = 20,
    .aliases =
        "隐患内容|存在问题|问题隐患|隐患情况|存在的问题|重大隐患内容|重大事故隐患内容|"
        "问题描述|隐患名称|隐患标题|重大事故隐患描述|检查发现问题|发现问题|存在的问题及隐患|"
        "存在的隐患|问题及隐患|隐患问题|隐患或问题|重大事故隐患|隐患具体内容|"
        "检查发现的问题隐患|具体问题|隐患具体描述",
    .nothing =
        "未发现问题|未发现隐患|未发现问题隐患|未发现安全隐患|未发现明显问题|未发现明显隐患|"
        "未发现问题及隐患|未发现事故隐患|未发现|无问题|无隐患|没有问题|没有隐患|未见异常" },
  { .id = "responsible", .label = N_ ("整改责任人"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NAME, .section = N_ ("整改五落实"),
    .aliases =
        "责任人|治理责任人|整改负责人|整改责任人姓名|隐患整改责任人|整改责任人员|"
        "隐患责任人|落实责任人|企业责任人|整改落实责任人|整改人",
    .help = N_ ("重大隐患整改“五落实”：责任、措施、资金、时限、预案（江津府办发〔2023〕11号）。") },
  { .id = "measures", .label = N_ ("整改措施"), .type = KA_FIELD_LONG,
    .aliases =
        "整改建议|整改建议措施|处理建议|整改对策|"
        "治理措施|控制措施|整改要求|治理方案|计划整改措施|整改方案|隐患整改措施|"
        "整改意见|整改措施要求|整改内容|具体整改措施|具体措施" },
  { .id = "funds", .label = N_ ("整改资金"), .type = KA_FIELD_DEC, .places = 4, .unit = N_ ("万元"),
    .min = "0", .aliases = "治理资金|资金|整改投入|资金投入|整改经费|投入资金|落实资金" },
  { .id = "deadline", .label = N_ ("整改期限"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "整改时限|完成时限|期限|限期|限改日期|整改到期日|计划完成日期|隐患治理期限|"
        "整改限期|限期整改日期|治理期限|整改期限至|整改完成时限|责令整改期限|"
        "限期整改时间|整改截止日期|整改截止时间|要求完成时间|要求整改时间|"
        "要求整改完成时间|整改要求时间|应整改完成时间|应整改完成日期" },
  { .id = "contingency", .label = N_ ("应急预案"), .type = KA_FIELD_LONG,
    .aliases =
        "预案|管控措施|应急措施|防控措施|临时防控措施|应急预案/防控措施|应急处置措施|"
        "防范措施|整改期间防范措施|安全防范措施|整改前防范措施" },
  { .id = "order_no", .label = N_ ("责改文书号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER,
    .aliases =
        "责改文号|责令限期整改指令书文号|责改编号|责令整改文书号|指令书文号|"
        "责令限期整改指令书编号|责改指令书文号|整改指令书文号|责令限期整改指令书号|"
        "整改通知书编号|整改通知书文号|责改通知书文号|责令整改通知书编号|"
        "责令整改通知书文号" },
  { .id = "supervised", .label = N_ ("挂牌督办"), .type = KA_FIELD_CHOICE,
    .choices = "未挂牌|区级|市级", .section = N_ ("督办与报告"), .width = 4,
    .synonyms =
        "未=未挂牌|无=未挂牌|否=未挂牌|未督办=未挂牌|未挂牌督办=未挂牌|区级挂牌=区级|"
        "区级督办=区级|区级挂牌督办=区级|县级=区级|区=区级|区安委会=区级|区安委办=区级|"
        "区县级=区级|市级挂牌=市级|市级督办=市级|市级挂牌督办=市级|市=市级|市安委会=市级|"
        "市安委办=市级|省级=市级",
    .aliases =
        "督办级别|督办层级|挂牌督办级别|是否挂牌督办|挂牌督办情况|挂牌督办单位|督办单位|"
        "挂牌情况" },
  { .id = "supervision_no", .label = N_ ("督办文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .aliases = "挂牌督办文号|督办通知文号|督办编号|督办通知书文号" },
  { .id = "halted", .label = N_ ("停产撤人"), .type = KA_FIELD_FLAG,
    .synonyms =
        "已停产撤人=是|已停产=是|停产撤人=是|停产=是|已撤人=是|撤人=是|局部停产=是|未停产=否|"
        "正常生产=否|未停产撤人=否|不需要=否|未撤人=否",
    .aliases =
        "是否停产撤人|停产情况|撤人情况|停产停业|是否停产|是否撤人|停产撤人情况|"
        "是否采取停产撤人措施" },
  { .id = "reported_online", .label = N_ ("已报非煤矿山安全在线"), .type = KA_FIELD_DATE,
    .aliases =
        "上报系统时间|系统上报时间|线上报送时间|系统填报时间|在线填报日期|"
        "安全在线填报日期|上报安全在线日期|上报非煤矿山安全在线日期|"
        "非煤矿山安全在线上报日期|安全在线上报日期|上报系统日期|安全在线上报时间|"
        "上报非煤矿山安全在线时间|上报“非煤矿山安全在线”日期|"
        "填报“非煤矿山安全在线”日期|上报“非煤矿山安全在线”时间|录入安全在线日期|"
        "录入系统日期|系统填报日期|系统录入日期|录入系统时间" },
  { .id = "rectified", .label = N_ ("整改完成日期"), .type = KA_FIELD_DATE,
    .section = N_ ("整改复查"), .width = 6,
    .aliases =
        "整改完成时间|完成日期|完成时间|整改日期|整改确认日期|实际整改日期|实际完成日期|"
        "实际完成时间|整改完成日|实际整改完成日期" },
  { .id = "reviewed", .label = N_ ("复查日期"), .type = KA_FIELD_DATE,
    .aliases = "复查时间|验收时间|验收日期|复核日期|核查日期|复查验收日期" },
  { .id = "reviewer", .label = N_ ("复查人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_LIST,
    .aliases =
        "验收人|复查人员|验收人员|验收人姓名|复核人|复查人姓名|复查执法人员|复查责任人" },
  { .id = "review_no", .label = N_ ("复查文书号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER,
    .aliases = "复查文号|复查意见书文号|整改复查意见书文号|复查意见书编号|复查编号|复查意见书号" },
  { .id = "review_result", .label = N_ ("复查意见"), .type = KA_FIELD_CHOICE,
    .choices = "合格|不合格",
    .synonyms =
        "通过=合格|已整改=合格|整改合格=合格|验收合格=合格|已整改到位=合格|整改到位=合格|"
        "复查合格=合格|验收通过=合格|符合要求=合格|已完成整改=合格|已整改合格=合格|"
        "已复查合格=合格|整改完毕=合格|已整改完成=合格|已验收合格=合格|已验收=合格|"
        "同意销号=合格|符合=合格|达到要求=合格|未整改=不合格|未通过=不合格|整改不到位=不合格|"
        "未整改到位=不合格|不通过=不合格|复查不合格=不合格|验收不合格=不合格|部分整改=不合格|"
        "未完成整改=不合格|是=合格|否=不合格",
    .aliases =
        "复查结果|验收结论|复查结论|验收结果|复查情况|验收意见|验收情况|整改情况|"
        "是否整改合格|整改落实情况" },
  { .id = "closed", .label = N_ ("销号日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "销号时间|闭环日期|销号|办结日期|闭环时间|销号情况|销号完成时间|闭环销号日期" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
  { .id = "violated", .label = N_ ("违反条款"), .type = KA_FIELD_TEXT, .section = N_ ("隐患"),
    .aliases = "违反规定|违反标准条款|对照条款",
    .help = N_ ("写明法规标准名称和条款，责改文书逐条引用。") },
  { .id = "ordered", .label = N_ ("责改日期"), .type = KA_FIELD_DATE, .section = N_ ("整改五落实"),
    .aliases = "责改下达日期|责令整改日期|指令书日期" },
  { .id = "supervised_on", .label = N_ ("挂牌督办日期"), .type = KA_FIELD_DATE,
    .section = N_ ("督办与报告"), .aliases = "挂牌日期|挂牌时间" },
  { .id = "halted_on", .label = N_ ("停产撤人日期"), .type = KA_FIELD_DATE,
    .aliases = "停产撤人时间" },
  { .id = "resumed", .label = N_ ("恢复生产日期"), .type = KA_FIELD_DATE,
    .aliases = "恢复生产时间|复产日期" },
  { .id = "accepted", .label = N_ ("重大隐患验收日期"), .type = KA_FIELD_DATE,
    .section = N_ ("整改复查"), .help = N_ ("重大事故隐患整改完成后先验收，合格再销号。") },
  { .id = "accepted_by", .label = N_ ("重大隐患验收单位"), .type = KA_FIELD_TEXT },
  { .id = "case_filed", .label = N_ ("立案日期"), .type = KA_FIELD_DATE,
    .section = N_ ("立案与回访"), .aliases = "立案时间",
    .help = N_ ("自立案之日起90日内作出行政处罚决定（《行政处罚法》第六十条）。") },
  { .id = "case_no", .label = N_ ("立案文号"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NUMBER,
    .aliases = "立案编号|立案审批表文号" },
  { .id = "revisited", .label = N_ ("回访日期"), .type = KA_FIELD_DATE, .aliases = "回访时间" },
  { .id = "revisit_result", .label = N_ ("回访情况"), .type = KA_FIELD_TEXT },
};

const KaKind ka_kind_hazard = {
  .id = "hazard",
  .label = N_ ("隐患"),
  .counter = "条",
  .flags = KA_KIND_NEWEST,
  .title = "description",
  .subtitle = "mine",
  .date = "found",
  .order = "found",
  .keys = { "mine+found+description" },
  .aliases =
      "隐患台账|隐患整改|隐患整改台账|事故隐患|隐患排查|重大隐患|重大事故隐患|"
      "重大事故隐患台账|问题隐患|隐患排查治理台账",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
