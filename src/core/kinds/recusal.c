/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "regulator", .label = N_ ("监管人员"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "regulator", .section = N_ ("回避"), .width = 6 },
  { .id = "enterprise", .label = N_ ("回避企业"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "enterprise", .width = 14 },
  { .id = "reason", .label = N_ ("回避理由"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .width = 12,
    .help = N_ ("与企业有直接利害关系或者有其他关系可能影响公正执法的应当回避"
                "（《行政处罚法》第四十三条）。") },
  { .id = "since", .label = N_ ("回避起始日期"), .type = KA_FIELD_DATE, .width = 6 },
  { .id = "until", .label = N_ ("回避截止日期"), .type = KA_FIELD_DATE, .width = 6,
    .help = N_ ("不填的一直回避。") },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG },
};

const KaKind ka_kind_recusal = {
  .id = "recusal",
  .label = N_ ("回避登记"),
  .counter = "项",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE,
  .title = "regulator",
  .subtitle = "enterprise",
  .date = "since",
  .order = "regulator",
  .keys = { "regulator+enterprise" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
