/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* 规模化测算: what somebody thinks of doing with the mines, kept under a name. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "name", .label = N_ ("方案名称"), .type = KA_FIELD_TEXT,
    .flags = KA_REQUIRED | KA_UNIQUE, .format = KA_FORMAT_TITLE, .width = 10 },
  { .id = "made", .label = N_ ("测算日期"), .type = KA_FIELD_DATE, .width = 6 },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .width = 20 },
  { .id = "report", .label = N_ ("写进报告"), .type = KA_FIELD_QUARTER, .width = 6 },
};

const KaKind ka_kind_scenario = {
  .id = "scenario",
  .label = N_ ("规模化测算方案"),
  .counter = "个",
  .flags = KA_KIND_INTERNAL,
  .title = "name",
  .date = "made",
  .order = "name",
  .keys = { "name" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
