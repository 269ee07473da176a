/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* What was answered about the columns of a sheet, to be applied when a sheet with the same headings comes
 * again. The fingerprint begins with what the answers are for, "import:" or "fill:", then the SHA-256 of
 * the headings; the answers are JSON. Or who is meant by a name: "name:" with the kind and the name, and the
 * answer is the name in the ledger (empty: none of those that are like it). */
/* clang-format off */
static const KaField fields[] = {
  { .id = "fingerprint", .label = N_ ("表头特征"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED | KA_UNIQUE, .width = 12 },
  { .id = "subject", .label = N_ ("表格"), .type = KA_FIELD_TEXT, .width = 20 },
  { .id = "answers", .label = N_ ("对应关系"), .type = KA_FIELD_LONG, .width = 24 },
};

const KaKind ka_kind_mapping = {
  .id = "mapping",
  .label = N_ ("表头对应"),
  .counter = "项",
  .flags = KA_KIND_INTERNAL,
  .title = "subject",
  .subtitle = "fingerprint",
  .order = "subject",
  .keys = { "fingerprint" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
