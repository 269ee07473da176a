/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* The days of the State Council's yearly notice: whatever is not said here is a working day from Monday to
 * Friday and none at the weekend. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "day", .label = N_ ("日期"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED | KA_UNIQUE,
    .section = N_ ("安排"), .width = 6 },
  { .id = "kind", .label = N_ ("放假或上班"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "放假|调休上班", .width = 5,
    .help = N_ ("周末照常休息、工作日照常上班的不用登记。") },
  { .id = "name", .label = N_ ("节日"), .type = KA_FIELD_TEXT, .width = 8 },
  { .id = "basis", .label = N_ ("依据"), .type = KA_FIELD_TEXT, .width = 12,
    .help = N_ ("国务院办公厅当年部分节假日安排的通知。") },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG },
};

const KaKind ka_kind_holiday = {
  .id = "holiday",
  .label = N_ ("节假日"),
  .counter = "天",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE,
  .title = "day",
  .subtitle = "name",
  .date = "day",
  .order = "day",
  .keys = { "day" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
