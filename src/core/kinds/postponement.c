/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* One time that the deadline of a hazard was put off: asked for before it ended, granted with a reason. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "hazard", .label = N_ ("对应隐患"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "hazard", .section = N_ ("延期整改"), .width = 14 },
  { .id = "asked", .label = N_ ("申请日期"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED,
    .width = 6, .help = N_ ("延期整改须在整改期限届满前申请。") },
  { .id = "old_deadline", .label = N_ ("原整改期限"), .type = KA_FIELD_DATE, .width = 6 },
  { .id = "deadline", .label = N_ ("延期至"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED,
    .width = 6 },
  { .id = "reason", .label = N_ ("延期理由"), .type = KA_FIELD_LONG, .flags = KA_REQUIRED,
    .width = 16 },
  { .id = "measures", .label = N_ ("延期防控措施"), .type = KA_FIELD_LONG },
  { .id = "granted", .label = N_ ("批准日期"), .type = KA_FIELD_DATE, .section = N_ ("批准") },
  { .id = "granted_by", .label = N_ ("批准人"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_LIST, .width = 6 },
  { .id = "number", .label = N_ ("延期文书号"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NUMBER },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注") },
};

const KaKind ka_kind_postponement = {
  .id = "postponement",
  .label = N_ ("延期整改"),
  .counter = "次",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE | KA_KIND_NEWEST,
  .title = "hazard",
  .subtitle = "deadline",
  .date = "asked",
  .order = "asked",
  .keys = { "hazard+asked+deadline" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
