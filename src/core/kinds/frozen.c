/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "quarter", .label = N_ ("季度"), .type = KA_FIELD_QUARTER, .flags = KA_REQUIRED, .width = 6 },
  { .id = "edition", .label = N_ ("版次"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .width = 4, .min = "1" },
  { .id = "revision", .label = N_ ("修订号"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .width = 6, .min = "0" },
  { .id = "at", .label = N_ ("锁定时间"), .type = KA_FIELD_TEXT, .width = 10 },
  { .id = "on_day", .label = N_ ("数据截止日"), .type = KA_FIELD_DATE, .width = 6 },
  { .id = "pdf_sha256", .label = N_ ("报告校验值"), .type = KA_FIELD_TEXT },
  { .id = "xlsx_sha256", .label = N_ ("附表校验值"), .type = KA_FIELD_TEXT },
  { .id = "differs", .label = N_ ("与上一版的差别"), .type = KA_FIELD_LONG },
};

const KaKind ka_kind_frozen = {
  .id = "frozen",
  .label = N_ ("锁定的季度"),
  .counter = "期",
  .flags = KA_KIND_INTERNAL,
  .title = "quarter",
  .subtitle = "edition",
  .date = "on_day",
  .order = "quarter",
  .keys = { "quarter+edition" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
