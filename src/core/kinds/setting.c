/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "key", .label = N_ ("键"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED | KA_UNIQUE, .width = 12 },
  { .id = "value", .label = N_ ("值"), .type = KA_FIELD_LONG, .width = 24 },
};

const KaKind ka_kind_setting = {
  .id = "setting",
  .label = N_ ("设置"),
  .counter = "项",
  .flags = KA_KIND_INTERNAL,
  .title = "key",
  .order = "key",
  .keys = { "key" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
