/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "scenario", .label = N_ ("测算方案"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "scenario", .width = 10 },
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .width = 10 },
  { .id = "act", .label = N_ ("设想"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "升级|关闭|合并", .width = 4 },
  { .id = "keeper", .label = N_ ("并入矿山"), .type = KA_FIELD_REF, .target = "mine", .width = 10 },
};

const KaKind ka_kind_scenario_act = {
  .id = "scenario_act",
  .label = N_ ("规模化测算内容"),
  .counter = "座",
  .flags = KA_KIND_INTERNAL,
  .title = "mine",
  .subtitle = "act",
  .order = "mine",
  .keys = { "scenario+mine" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
