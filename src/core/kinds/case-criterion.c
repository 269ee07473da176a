/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* By what a typical case is scored: the office's own list, begun with resources/codes/case_criteria.csv. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "criterion", .label = N_ ("评分项"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED | KA_UNIQUE,
    .format = KA_FORMAT_TITLE, .section = N_ ("评分"), .width = 10 },
  { .id = "points", .label = N_ ("分值"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .min = "1",
    .max = "100", .width = 4, .help = N_ ("各项分值之和不是100时，按比例折算为百分制。") },
  { .id = "standard", .label = N_ ("评分标准"), .type = KA_FIELD_LONG, .width = 24 },
  { .id = "order_no", .label = N_ ("顺序"), .type = KA_FIELD_INT, .min = "0", .max = "1000", .width = 4 },
};

const KaKind ka_kind_case_criterion = {
  .id = "case_criterion",
  .label = N_ ("案例评分项"),
  .counter = "项",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE,
  .title = "criterion",
  .order = "order_no",
  .keys = { "criterion" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
