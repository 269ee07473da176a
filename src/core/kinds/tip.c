/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "received", .label = N_ ("接报日期"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED,
    .section = N_ ("举报"), .width = 6,
    .aliases =
        "接报时间|举报日期|受理日期|接收日期|举报时间|收到日期|受理时间|接件日期|"
        "来电日期|投诉日期|登记日期|登记时间|举报登记日期|线索接收时间|收件日期|"
        "受理举报日期|投诉时间|诉求时间|工单时间|来信日期|来访日期|派单时间|投诉受理时间" },
  { .id = "channel", .label = N_ ("渠道"), .type = KA_FIELD_TEXT, .width = 6,
    .aliases =
        "举报渠道|来源|举报方式|举报途径|受理渠道|受理方式|信息来源|线索来源|来件方式|"
        "来源渠道|举报形式|接报方式|受理渠道及方式|诉求渠道|诉求来源|来电渠道|投诉渠道|"
        "反映渠道|工单来源|信访渠道|投诉方式|来信渠道|诉求途径|诉求方式" },
  { .id = "subject", .label = N_ ("被举报对象"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_TITLE,
    .width = 12, .aliases =
        "举报对象|被举报单位|被举报企业|被举报人|涉及单位|涉事单位|涉及企业|涉事企业|"
        "举报单位|被举报矿山企业|被举报主体|被举报单位（个人）|被举报人（单位）|反映对象|"
        "涉事单位名称|被反映对象|被反映单位|投诉对象|被投诉单位" },
  { .id = "content", .label = N_ ("举报内容"), .type = KA_FIELD_LONG, .width = 20,
    .aliases =
        "内容|举报事项|反映问题|举报反映内容|反映内容|诉求|主要诉求|信访诉求|"
        "举报问题描述|问题描述|举报摘要|举报情况|反映情况|线索内容|信访事项|举报事由|"
        "反映情况摘要|诉求内容|诉求描述|诉求事项|诉求详情|工单内容|工单描述|来电内容|来信内容|"
        "投诉内容|投诉事项|投诉举报内容|信访内容|反映事项|来电诉求" },
  { .id = "mine", .label = N_ ("涉及矿山"), .type = KA_FIELD_REF, .target = "mine",
    .section = N_ ("核查"), .width = 8, .aliases =
        "矿山名称|所属矿山|被举报矿山|矿山|涉矿名称|相关矿山|所涉矿山|涉事矿山|"
        "举报涉及矿山|涉及矿点" },
  { .id = "verified", .label = N_ ("核查情况"), .type = KA_FIELD_LONG,
    .aliases =
        "核查结果|核查结论|调查情况|查实情况|核实情况|是否属实|属实情况|调查结果|"
        "调查核实结论|现场核查情况|办理核查情况|查证情况" },
  { .id = "outcome", .label = N_ ("处理结果"), .type = KA_FIELD_LONG,
    .aliases =
        "处理情况|办理结果|查处结果|处置结果|处理措施|处理意见|处置情况|处置措施|"
        "办理情况|查处情况|查处结论|办理结论|整改处理情况|处理及反馈情况|处理措施及结果|"
        "处理意见及结果|依法处理情况|处理结果及依据|最终处理结果" },
  { .id = "reward", .label = N_ ("奖励金额"), .type = KA_FIELD_DEC, .places = 2, .unit = N_ ("元"),
    .min = "0", .width = 6, .aliases =
        "举报奖励金额|奖金|奖励|兑现奖励金额|奖励数额|奖励发放金额|奖励情况|奖励资金|"
        "实际奖励金额|举报人奖励金额|是否奖励及金额|奖励及金额|奖励兑现情况|奖励兑现金额|"
        "兑现情况|是否奖励" },
  { .id = "closed", .label = N_ ("办结日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "办结时间|结案日期|办理完成日期|办结日|办结时限|办结|完成时间|办理完结时间|"
        "办毕日期|办结完成日期|处理完成日期|案件办结日期|回复办结日期|举报办结日期|"
        "销案日期|销案时间" },
  { .id = "named", .label = N_ ("实名举报"), .type = KA_FIELD_FLAG, .section = N_ ("受理与答复"),
    .aliases =
        "是否实名|实名|是否实名举报",
    .synonyms =
        "实名=是|匿名=否",
    .help = N_ ("实名举报的，核查处理结果应当答复举报人（应急〔2020〕69号第五条）。举报人的姓名和联系方式不在台账登记。") },
  { .id = "accepted", .label = N_ ("决定受理日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "决定受理时间|受理决定日期" },
  { .id = "extended_until", .label = N_ ("办理期限延至"), .type = KA_FIELD_DATE,
    .aliases =
        "延期至|办理延期至|延长办理期限至" },
  { .id = "replied", .label = N_ ("答复举报人日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "答复日期|反馈日期|反馈举报人日期|答复时间|反馈时间" },
};

const KaKind ka_kind_tip = {
  .id = "tip",
  .label = N_ ("举报"),
  .counter = "件",
  .flags = KA_KIND_NEWEST,
  .title = "subject",
  .subtitle = "channel",
  .date = "received",
  .order = "received",
  .keys = { "received+subject+content" },
  .aliases =
        "投诉举报|举报台账|安全生产举报|举报件|信访举报|举报投诉|投诉|举报奖励|举报线索|"
        "举报受理|有奖举报|吹哨人",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
