/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "quarter", .label = N_ ("季度"), .type = KA_FIELD_QUARTER, .flags = KA_REQUIRED,
    .section = N_ ("报送"), .width = 6,
    .aliases = "报送期|季度期|所属季度|报送季度|报送期次|期次" },
  { .id = "title", .label = N_ ("案例标题"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .width = 18, .aliases = "标题|案例名称|案件名称|案名|案例题目" },
  { .id = "kind", .label = N_ ("案例类型"), .type = KA_FIELD_CHOICE,
    .choices = "执法案例|事故案例|打非治违|重大隐患|举报奖励", .width = 5,
    .synonyms =
        "执法=执法案例|行政处罚案例=执法案例|执法检查=执法案例|行政执法案例=执法案例|"
        "行政处罚=执法案例|事故=事故案例|生产安全事故=事故案例|打击非法违法=打非治违|"
        "打非=打非治违|非法违法=打非治违|重大事故隐患=重大隐患|重大隐患案例=重大隐患|"
        "重大事故隐患案例=重大隐患|举报=举报奖励|举报奖励案例=举报奖励|举报查处=举报奖励",
    .aliases = "案件类型|类型|案例类别|类别" },
  { .id = "submitted_by", .label = N_ ("报送单位"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_TITLE, .aliases = "填报单位|报送区县|上报单位|报送机关|报送部门" },
  { .id = "received", .label = N_ ("收稿日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "收到日期|接收日期|收稿时间|报送时间|填报日期|填报时间|提交日期|收件日期" },
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .target = "mine",
    .section = N_ ("关联"), .aliases = "矿山名称|涉及矿山|矿名|所属矿山" },
  { .id = "inspection", .label = N_ ("对应检查"), .type = KA_FIELD_REF, .target = "inspection",
    .aliases = "检查记录文书号|所属检查|检查文书号|检查记录文号" },
  { .id = "penalty", .label = N_ ("对应处罚"), .type = KA_FIELD_REF, .target = "penalty",
    .aliases = "处罚决定书文号|处罚文号|行政处罚决定书文号" },
  { .id = "accident", .label = N_ ("对应事故"), .type = KA_FIELD_REF, .target = "accident",
    .aliases = "事故名称|涉及事故|所属事故" },
  { .id = "occurred", .label = N_ ("查处日期"), .type = KA_FIELD_DATE, .section = N_ ("案情"),
    .aliases = "查处时间|案发时间|案发日期|检查时间|检查日期|发案日期|案件查处日期|发生日期" },
  { .id = "agency", .label = N_ ("执法机关"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_TITLE,
    .aliases = "查处单位|办案机关|执法单位|执法部门|查处机关|办案单位" },
  { .id = "party", .label = N_ ("当事人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_TITLE,
    .width = 12,
    .aliases = "违法主体|违法单位|涉案单位|涉案企业|行政相对人|违法当事人|涉事企业|涉事单位|"
        "被处罚单位|当事企业|企业名称|当事人（单位）|当事人名称" },
  { .id = "facts", .label = N_ ("基本案情"), .type = KA_FIELD_LONG,
    .aliases = "简要案情|案情|违法事实|案情简介|基本情况|案件基本情况|案件事实|发现问题" },
  { .id = "violated", .label = N_ ("违反条款"), .type = KA_FIELD_TEXT,
    .aliases = "违反规定|违法条款|违反法律条款|违反的法律条款" },
  { .id = "basis", .label = N_ ("处罚依据"), .type = KA_FIELD_TEXT,
    .aliases = "法律依据|依据条款|处罚法律依据|行政处罚依据" },
  { .id = "outcome", .label = N_ ("处理结果"), .type = KA_FIELD_LONG,
    .aliases =
        "处罚结果|处理情况|查处结果|处理处罚结果|查处情况|处罚情况|处理处罚情况|案件处理结果" },
  { .id = "significance", .label = N_ ("典型意义"), .type = KA_FIELD_LONG,
    .aliases = "意义|警示意义|典型意义和启示|警示教育|经验做法|案例启示|典型意义及启示|启示" },
  { .id = "published", .label = N_ ("公开曝光"), .type = KA_FIELD_TEXT,
    .aliases = "公开曝光情况|曝光媒体|公开情况|曝光情况|是否公开曝光|媒体曝光|公开媒体" },
  { .id = "contact", .label = N_ ("联系人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NAME,
    .section = N_ ("联系人"), .aliases = "填报人|报送人|报送联系人|经办人" },
  { .id = "phone", .label = N_ ("联系电话"), .type = KA_FIELD_TEXT, .flags = KA_PRIVATE,
    .format = KA_FORMAT_PHONE, .aliases = "电话|联系方式|手机|联系人电话|手机号|手机号码" },
  { .id = "review", .label = N_ ("审核状态"), .type = KA_FIELD_CHOICE,
    .choices = "待审核|审核中|退回补正|审核通过|已报送", .section = N_ ("审核"), .width = 5,
    .synonyms =
        "未审核=待审核|待审=待审核|待审查=待审核|在审=审核中|退回=退回补正|退回修改=退回补正|"
        "补正=退回补正|需补正=退回补正|通过=审核通过|已通过=审核通过|合格=审核通过|"
        "审核合格=审核通过|报送=已报送|已上报=已报送|上报=已报送",
    .aliases = "审核结果|状态|审核结论|审核进度" },
  { .id = "score", .label = N_ ("评分"), .type = KA_FIELD_INT, .min = "0", .max = "100",
    .width = 3, .aliases = "得分|分数|评分结果|审核评分" },
  { .id = "comment", .label = N_ ("审核意见"), .type = KA_FIELD_LONG,
    .aliases = "意见|审查意见|评审意见|修改意见" },
  { .id = "reviewer", .label = N_ ("审核人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NAME,
    .aliases = "审查人|评审人|审核人员|审核人姓名" },
  { .id = "reviewed", .label = N_ ("审核日期"), .type = KA_FIELD_DATE,
    .aliases = "审核时间|审查日期|评审日期|审核完成日期" },
  { .id = "reported", .label = N_ ("报送日期"), .type = KA_FIELD_DATE, .section = N_ ("报送结果"),
    .width = 6,
    .aliases = "上报日期|报市日期|报送市局日期|上报时间|报送安全在线日期|报送市安委办日期|报市局日期",
    .help = N_ ("每季度经“非煤矿山安全在线”向市安委办报送不少于1个典型案例（渝安办〔2025〕13号第五部分）。") },
  { .id = "receipt", .label = N_ ("报送回执号"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NUMBER,
    .aliases = "回执号|报送编号|报送回执|回执编号|报送文号" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
  { .id = "score_detail", .label = N_ ("评分明细"), .type = KA_FIELD_LONG, .section = N_ ("审核"),
    .help = N_ ("每行一项：评分项 得分/分值；由审核页填写。") },
};

const KaKind ka_kind_typical_case = {
  .id = "typical_case",
  .label = N_ ("典型案例"),
  .counter = "件",
  .flags = KA_KIND_NEWEST,
  .title = "title",
  .subtitle = "quarter",
  .date = "occurred",
  .order = "quarter",
  .keys = { "title+quarter" },
  .aliases = "案例|典型案例报送表|典型案例台账|案例报送|执法案例",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
