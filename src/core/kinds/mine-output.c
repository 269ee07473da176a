/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* What a mine produced in a year: 上年度产量 of the mine knows the last one only. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .section = N_ ("年度产量"), .width = 12, .aliases = "矿山名称" },
  { .id = "year", .label = N_ ("年度"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .width = 4,
    .min = "1990", .max = "2100", .aliases = "年份" },
  { .id = "output", .label = N_ ("产量"), .type = KA_FIELD_DEC, .flags = KA_REQUIRED, .places = 2,
    .unit = N_ ("万吨"), .min = "0", .width = 6, .aliases = "年产量|实际产量|年度产量" },
  { .id = "source", .label = N_ ("数据来源"), .type = KA_FIELD_TEXT, .width = 10 },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注") },
};

const KaKind ka_kind_mine_output = {
  .id = "mine_output",
  .label = N_ ("年度产量"),
  .counter = "条",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE,
  .title = "mine",
  .subtitle = "year",
  .order = "year",
  .keys = { "mine+year" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
