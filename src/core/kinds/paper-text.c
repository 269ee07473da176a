/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "form", .label = N_ ("文书式样"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED | KA_UNIQUE, .width = 8 },
  { .id = "text", .label = N_ ("文字"), .type = KA_FIELD_LONG, .width = 30 },
};

/* The printed text of a form as the office wants it; where there is none, the one that comes with the
 * program stands. */
const KaKind ka_kind_paper_text = {
  .id = "paper_text",
  .label = N_ ("文书式样文字"),
  .counter = "份",
  .flags = KA_KIND_INTERNAL,
  .title = "form",
  .order = "form",
  .keys = { "form" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
