/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* The receipt of a draw: everything that is needed to do it again. Seed and candidates are saved before
 * the draw, so that the revisions prove that they were fixed; result and hash come with it. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "number", .label = N_ ("抽取编号"), .type = KA_FIELD_TEXT,
    .flags = KA_REQUIRED | KA_UNIQUE, .format = KA_FORMAT_NUMBER, .section = N_ ("抽取"),
    .width = 7 },
  { .id = "year", .label = N_ ("年度"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .min = "2000",
    .max = "2100" },
  { .id = "purpose", .label = N_ ("抽取事项"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "双随机检查|竣工验收抽查", .width = 7 },
  { .id = "state", .label = N_ ("抽取状态"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "待抽取|已抽取|作废", .width = 5 },
  { .id = "drawn", .label = N_ ("抽取日期"), .type = KA_FIELD_DATE, .width = 6 },
  { .id = "count", .label = N_ ("抽取数"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .min = "1",
    .max = "100000", .width = 4 },
  { .id = "team", .label = N_ ("每次检查人数"), .type = KA_FIELD_INT, .min = "0", .max = "20",
    .width = 5, .help = N_ ("不少于2名执法人员（《行政处罚法》第四十二条）。") },
  { .id = "seed", .label = N_ ("种子"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .section = N_ ("依据"), .width = 12,
    .help = N_ ("抽取之前固定，抽取之后不得更改。") },
  { .id = "fixed", .label = N_ ("种子固定时间"), .type = KA_FIELD_TIME, .flags = KA_REQUIRED,
    .width = 8 },
  { .id = "algorithm", .label = N_ ("抽取算法"), .type = KA_FIELD_LONG, .flags = KA_REQUIRED },
  { .id = "candidates", .label = N_ ("候选对象"), .type = KA_FIELD_LONG, .flags = KA_REQUIRED },
  { .id = "people", .label = N_ ("候选人员"), .type = KA_FIELD_LONG },
  { .id = "exclusions", .label = N_ ("排除及理由"), .type = KA_FIELD_LONG },
  { .id = "result", .label = N_ ("抽取结果"), .type = KA_FIELD_LONG, .section = N_ ("结果") },
  { .id = "hash", .label = N_ ("校验值"), .type = KA_FIELD_TEXT,
    .help = N_ ("全部候选、排除、种子、算法和结果的 SHA-256。") },
  { .id = "void_reason", .label = N_ ("作废原因"), .type = KA_FIELD_LONG },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG },
};

const KaKind ka_kind_draw = {
  .id = "draw",
  .label = N_ ("随机抽取"),
  .counter = "次",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE | KA_KIND_READ_ONLY | KA_KIND_NEWEST,
  .title = "number",
  .subtitle = "purpose",
  .date = "drawn",
  .order = "number",
  .keys = { "number" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
