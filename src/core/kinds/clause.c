/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* The office's own phrases for findings, beside the criteria for major hazards and what was written before. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "text", .label = N_ ("问题表述"), .type = KA_FIELD_LONG, .flags = KA_REQUIRED,
    .section = N_ ("条款"), .width = 20 },
  { .id = "code", .label = N_ ("条款编码"), .type = KA_FIELD_TEXT, .width = 6 },
  { .id = "category", .label = N_ ("问题类别"), .type = KA_FIELD_TEXT, .width = 6 },
  { .id = "mine_type", .label = N_ ("适用矿山类型"), .type = KA_FIELD_CHOICE,
    .choices = "露天矿山|地下矿山|露天地下联合|尾矿库", .width = 6 },
  { .id = "level", .label = N_ ("隐患等级"), .type = KA_FIELD_CHOICE, .choices = "一般|重大",
    .width = 3 },
  { .id = "criterion", .label = N_ ("判定条款"), .type = KA_FIELD_CHOICE, .codes = "hazards" },
  { .id = "violated", .label = N_ ("违反条款"), .type = KA_FIELD_TEXT, .section = N_ ("依据"),
    .width = 12 },
  { .id = "basis", .label = N_ ("处罚依据"), .type = KA_FIELD_TEXT },
  { .id = "requirement", .label = N_ ("整改要求"), .type = KA_FIELD_LONG, .width = 12 },
  { .id = "days", .label = N_ ("建议整改期限"), .type = KA_FIELD_INT, .unit = N_ ("天"),
    .min = "1", .max = "365" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注") },
};

const KaKind ka_kind_clause = {
  .id = "clause",
  .label = N_ ("检查条款"),
  .counter = "条",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE,
  .title = "text",
  .subtitle = "code",
  .order = "code",
  .keys = { "text" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
