/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "owner_kind", .label = N_ ("所属种类"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED },
  { .id = "owner_id", .label = N_ ("所属记录"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .min = "1" },
  { .id = "name", .label = N_ ("文件名"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED, .width = 20 },
  { .id = "sha256", .label = N_ ("校验值"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED },
  { .id = "mime", .label = N_ ("文件类型"), .type = KA_FIELD_TEXT, .width = 10 },
  { .id = "size", .label = N_ ("大小"), .type = KA_FIELD_INT, .unit = N_ ("字节"), .width = 6, .min = "0" },
  { .id = "note", .label = N_ ("说明"), .type = KA_FIELD_TEXT, .width = 16 },
};

const KaKind ka_kind_attachment = {
  .id = "attachment",
  .label = N_ ("附件"),
  .counter = "个",
  .flags = KA_KIND_INTERNAL | KA_KIND_SEARCHED,
  .title = "name",
  .order = "name",
  .keys = { "owner_kind+owner_id+name+sha256" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
