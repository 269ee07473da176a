/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* What a mine produced in a year: 上年度产量 of the mine knows the last one only. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .section = N_ ("年度产量"), .width = 12, .aliases =
        "矿山名称|矿名|矿山（采场）|矿山单位|采矿权名称|所属矿山|开采矿山|所在矿山|"
        "对应矿山|矿山企业（矿山）名称|矿点名称|采场名称" },
  { .id = "year", .label = N_ ("年度"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .width = 4,
    .min = "1990", .max = "2100", .aliases =
        "年份|统计年度|产量年度|所属年度|统计年份|生产年度|产量年份|报告年度|开采年度|"
        "所属年份|统计年" },
  { .id = "output", .label = N_ ("产量"), .type = KA_FIELD_DEC, .flags = KA_REQUIRED, .places = 2,
    .unit = N_ ("万吨"), .min = "0", .width = 6, .aliases =
        "年产量|实际产量|年度产量|完成产量|矿石产量|采出量|年开采量|开采量|当年产量|"
        "年实际产量|本年产量|原矿产量|生产量|采矿量|年度实际产量|实际开采量" },
  { .id = "source", .label = N_ ("数据来源"), .type = KA_FIELD_TEXT, .width = 10,
    .aliases =
        "来源|资料来源|数据出处|统计来源|上报来源|数据依据|产量来源|信息来源|依据|"
        "数据来源说明|来源说明|数据来源单位|数据来源渠道" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases =
        "说明|其他说明" },
};

const KaKind ka_kind_mine_output = {
  .id = "mine_output",
  .label = N_ ("年度产量"),
  .counter = "条",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE | KA_KIND_READ,
  .title = "mine",
  .subtitle = "year",
  .order = "year",
  .keys = { "mine+year" },
  .aliases =
        "产量统计|产量台账|历年产量|年产量|产量情况|产量汇总|产量上报|产量报表|开采量统计",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
