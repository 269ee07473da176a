/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "indicator", .label = N_ ("指标"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .codes = "indicators", .section = N_ ("目标"), .width = 12,
    .aliases = "指标名称|指标项目|目标指标" },
  { .id = "value", .label = N_ ("目标值"), .type = KA_FIELD_DEC, .flags = KA_REQUIRED, .places = 2,
    .width = 6, .aliases = "目标|目标数|指标值|目标要求",
    .help = N_ ("以百分数计的指标填百分数，如60表示60%。") },
  { .id = "due", .label = N_ ("期限"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED | KA_FOREVER,
    .width = 6, .aliases = "完成时限|到期日期|完成期限|截止日期|时限|完成时间|完成日期|达标时限|达标时间",
    .help = N_ ("没有期限的填“长期”。") },
  { .id = "source", .label = N_ ("依据"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED, .width = 16,
    .aliases = "来源|文件依据|目标依据|政策依据|下达依据|下达文件|依据文件" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
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
  .aliases = "目标|目标任务|四化目标|指标",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
