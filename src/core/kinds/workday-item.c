/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* What the officers of a year spend their working days on beside inspecting. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "year", .label = N_ ("年度"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .min = "2000",
    .max = "2100", .section = N_ ("测算"), .width = 4 },
  { .id = "class", .label = N_ ("工作日类别"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "其他执法工作日|非执法工作日", .width = 7 },
  { .id = "item", .label = N_ ("工作事项"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_TITLE, .width = 10,
    .help = N_ ("其他执法：综合监管、许可、事故调查、举报核查等；非执法：值班、培训会议、病事假、"
                "年休等（安监总政法〔2017〕150号）。") },
  { .id = "days", .label = N_ ("工作日"), .type = KA_FIELD_DEC, .flags = KA_REQUIRED, .places = 1,
    .min = "0", .max = "366000", .width = 5,
    .help = N_ ("全部纳入计算人员一年合计的工作日（人日）。") },
  { .id = "basis", .label = N_ ("测算依据"), .type = KA_FIELD_TEXT, .width = 14 },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG },
};

const KaKind ka_kind_workday_item = {
  .id = "workday_item",
  .label = N_ ("工作日测算项"),
  .counter = "项",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE,
  .title = "item",
  .subtitle = "year",
  .order = "year",
  .keys = { "year+class+item" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
