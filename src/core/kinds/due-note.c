/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* What the officer decided about something that is due: one note for each finding, which puts it off to a day or
 * only remarks on it. owner_id 0: about the district as a whole. */
/* clang-format off */
static const KaField fields[] = {
  { .id = "rule", .label = N_ ("规则"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED, .width = 10 },
  { .id = "owner_kind", .label = N_ ("台账"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED, .width = 6 },
  { .id = "owner_id", .label = N_ ("记录"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .min = "0", .width = 4 },
  { .id = "until", .label = N_ ("延后到"), .type = KA_FIELD_DATE, .width = 6 },
  { .id = "reason", .label = N_ ("原因"), .type = KA_FIELD_LONG, .flags = KA_REQUIRED, .width = 20 },
  { .id = "made", .label = N_ ("记录日期"), .type = KA_FIELD_DATE, .width = 6 },
};

const KaKind ka_kind_due_note = {
  .id = "due_note",
  .label = N_ ("事项备注"),
  .counter = "条",
  .flags = KA_KIND_INTERNAL,
  .title = "rule",
  .subtitle = "reason",
  .order = "rule",
  .keys = { "rule+owner_kind+owner_id" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
