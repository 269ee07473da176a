/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .section = N_ ("项目"), .width = 10,
    .aliases =
        "矿山名称|所属矿山|矿名|建设单位矿山|矿山（井）名称|建设单位（矿山）|建设矿山|"
        "项目矿山|建设项目矿山名称|建设项目矿山|建设项目所属矿山" },
  { .id = "name", .label = N_ ("项目名称"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_TITLE, .width = 16, .aliases =
        "建设项目|建设项目名称|工程名称|项目|工程项目名称|建设工程|建设工程名称|"
        "项目全称|基建项目名称|三同时项目名称|建设项目全称|矿山建设项目名称|"
        "矿山建设项目|施工项目名称|建设工程项目名称|施工项目" },
  { .id = "kind", .label = N_ ("建设性质"), .type = KA_FIELD_CHOICE, .choices = "新建|改建|扩建",
    .width = 4,
    .synonyms =
        "新建项目=新建|新建工程=新建|改建项目=改建|改建工程=改建|改造=改建|技改=改建|"
        "技术改造=改建|扩建项目=扩建|扩建工程=扩建|改扩建=扩建|扩大规模=扩建|扩产=扩建|"
        "扩能=扩建|改扩建扩能=扩建|新设=新建|新=新建|新建矿山=新建|改=改建|扩=扩建|"
        "技改项目=改建|扩能项目=扩建",
    .aliases =
        "项目性质|性质|建设类型|项目类型|项目类别|新改扩建|建设类别|工程性质|"
        "新建/改建/扩建" },
  { .id = "approved", .label = N_ ("设计审查批复日期"), .type = KA_FIELD_DATE,
    .section = N_ ("设计审查"), .width = 6,
    .aliases =
        "安设审批日期|安设批复日期|设计批复|设计批复时间|安全设施设计批复|设计审查批复|"
        "设计批复日期|安全设施设计审查批复日期|安全设施设计批复日期|批复日期|批复时间|"
        "设计审查日期|安全设施设计批复时间|设计审查批复时间|审查批复时间|审查批复日期|"
        "审查意见书日期|设计审查意见书日期|设计审查时间|审查日期|审查时间" },
  { .id = "approval_no", .label = N_ ("批复文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER,
    .aliases =
        "安设批文|批文号|批文|设计批文号|设计批复号|设计审查批复文号|设计批复文号|"
        "安全设施设计批复文号|批准文号|设计审查文号|审查批复文号|审查文号|批复文件号|"
        "设计审查意见书文号|审查意见书文号|安全设施设计审查意见书文号|设计审查意见文号|审查意见书编号" },
  { .id = "months", .label = N_ ("批准施工期"), .type = KA_FIELD_INT, .unit = N_ ("月"), .min = "0",
    .max = "240", .section = N_ ("施工"), .width = 4,
    .aliases =
        "施工期|建设工期|批复工期|基建期|批准工期|工期|建设周期|施工周期|设计工期|"
        "核准工期|施工期限" },
  { .id = "started", .label = N_ ("开工日期"), .type = KA_FIELD_DATE,
    .aliases =
        "开工时间|实际开工日期|开工建设日期|实际开工时间|进场施工日期|施工开始日期|"
        "动工日期|进场日期" },
  { .id = "due", .label = N_ ("应完工日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "应完工时间|计划完工日期|计划竣工日期|施工期届满日期|应竣工日期|施工期满日期|"
        "批准完工日期|应完工期限|施工期限至|批准完工时间|应完成日期|施工到期日|"
        "预计竣工日期|预计完工日期|计划完工时间|预计竣工时间|施工期截止日期|"
        "施工期届满日" },
  { .id = "extended_until", .label = N_ ("延期至"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "延期日期|批准延期至|延期到|延长期限至|延期截止日期|延期时间|延长至|"
        "批准延期时间|延期完工日期|延期期限至|施工期延期至|施工期延长至|工期延期至|"
        "延期后期限|延期后完工日期|延期后竣工日期",
    .help = N_ ("延期原则上不超过1年，再延期须重新进行设计审查（江津府办发〔2023〕11号）。") },
  { .id = "extension_no", .label = N_ ("延期文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .aliases = "延期批复文号|延期批准文号|延期批文" },
  { .id = "accepted", .label = N_ ("竣工验收日期"), .type = KA_FIELD_DATE,
    .section = N_ ("竣工验收"), .width = 6,
    .aliases =
        "验收日期|竣工验收时间|验收时间|竣工验收|安全设施竣工验收日期|竣工验收完成日期|"
        "验收完成日期|竣工日期|验收通过日期" },
  { .id = "acceptance_no", .label = N_ ("验收文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER,
    .aliases =
        "验收批复文号|竣工验收文号|验收报告编号|验收编号|竣工验收报告文号|验收意见文号|"
        "验收意见书文号" },
  { .id = "sampled", .label = N_ ("列入随机抽查"), .type = KA_FIELD_FLAG, .width = 4,
    .aliases =
        "是否纳入监督核查抽查|是否抽查核验|是否随机抽查|是否抽查|是否列入抽查|随机抽查|是否列入随机抽查|列入抽查|"
        "抽查（是/否）|列入验收抽查|列入竣工验收抽查|列入验收随机抽查|"
        "列入竣工验收随机抽查|是否被抽查|随机抽查对象|验收抽查|竣工验收抽查|抽查|验收随机抽查|"
        "竣工验收随机抽查|验收核查抽查|抽查核查|纳入抽查|是否纳入抽查|纳入验收抽查|列为抽查项目|"
        "验收活动抽查|抽查项目",
    .help = N_ ("竣工验收随机抽查比例不低于10%（渝安办〔2025〕13号第八部分）。") },
  { .id = "sampled_on", .label = N_ ("抽查日期"), .type = KA_FIELD_DATE,
    .aliases =
        "抽查时间|随机抽查日期|验收抽查日期|随机抽查时间|抽查实施日期|实际抽查日期" },
  { .id = "sample_result", .label = N_ ("抽查结果"), .type = KA_FIELD_TEXT,
    .aliases =
        "抽查情况|抽查结论|随机抽查结果|抽查发现情况|抽查核查结果|随机抽查情况|"
        "抽查意见|抽查发现问题|抽查发现的问题|竣工验收抽查情况|验收抽查情况" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
  { .id = "draw", .label = N_ ("抽取记录"), .type = KA_FIELD_REF, .target = "draw",
    .section = N_ ("抽查记录") },
};

const KaKind ka_kind_project = {
  .id = "project",
  .label = N_ ("建设项目"),
  .counter = "个",
  .title = "name",
  .subtitle = "mine",
  .date = "approved",
  .order = "name",
  .keys = { "mine+name", "approval_no" },
  .aliases = "三同时|建设项目三同时|安全设施三同时|三同时台账|建设项目台账|建设项目安全设施三同时",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
