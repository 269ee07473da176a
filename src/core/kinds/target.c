/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "indicator", .label = N_ ("指标"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .codes = "indicators", .section = N_ ("目标"), .width = 12,
    .aliases =
        "指标名称|指标项目|目标指标|考核指标|主要指标|指标内容|工作指标|指标类别及名称|"
        "指标项|具体指标|评价指标|建设指标|量化指标|量化指标名称|四化指标|任务指标|"
        "目标项目|目标名称|名称|目标任务名称|考核指标名称" },
  { .id = "value", .label = N_ ("目标值"), .type = KA_FIELD_DEC, .flags = KA_REQUIRED, .places = 2,
    .width = 6, .aliases =
        "目标|目标数|指标值|目标要求|年度目标值|目标比例|目标%|应达到|应达目标|要求达到|"
        "计划值|规定目标|任务目标|任务目标值|指标目标值|目标数值|到期目标值|指标要求|"
        "目标值（%）",
    .help = N_ ("以百分数计的指标填百分数，如60表示60%。") },
  { .id = "due", .label = N_ ("期限"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED | KA_FOREVER,
    .width = 6, .aliases =
        "完成时限|到期日期|完成期限|截止日期|时限|完成时间|完成日期|达标时限|达标时间|"
        "目标期限|达成时限|目标日期|目标年限|实现时间|到期时间|时间节点|规定期限|"
        "达标期限|时限要求|完成截止时间|目标完成时限",
    .help = N_ ("没有期限的填“长期”。") },
  { .id = "source", .label = N_ ("依据"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED, .width = 16,
    .aliases =
        "来源|文件依据|目标依据|政策依据|来源文件|文件来源|文件出处|出处|目标来源|"
        "指标来源|指标依据|任务来源|下达文件|制定依据|依据来源|来源依据|目标出处|"
        "文件名称及文号|文号|文件依据及条款|下达依据|依据文件" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases =
        "说明|其他说明|其他|其它|计算口径|计算口径说明|口径说明" },
};

const KaKind ka_kind_target = {
  .id = "target",
  .label = N_ ("指标目标"),
  .counter = "项",
  .title = "indicator",
  .subtitle = "due",
  .date = "due",
  .order = "indicator",
  .keys = { "indicator+due" },
  .aliases =
        "目标|目标任务|四化目标|指标|目标值|指标目标值|指标任务|目标指标|指标体系|"
        "指标清单|考核指标|量化指标|任务指标",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
