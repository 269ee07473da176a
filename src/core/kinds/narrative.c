/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "quarter", .label = N_ ("季度"), .type = KA_FIELD_QUARTER, .flags = KA_REQUIRED, .width = 6 },
  { .id = "part", .label = N_ ("部分"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED, .width = 8 },
  { .id = "text", .label = N_ ("文字"), .type = KA_FIELD_LONG, .width = 30 },
};

const KaKind ka_kind_narrative = {
  .id = "narrative",
  .label = N_ ("报告文字"),
  .counter = "段",
  .flags = KA_KIND_INTERNAL,
  .title = "part",
  .subtitle = "quarter",
  .order = "quarter",
  .keys = { "quarter+part" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
