/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* What a reviewer remarks at a place of a submitted paper. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "case_id", .label = N_ ("典型案例"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "typical_case", .width = 12 },
  { .id = "attachment", .label = N_ ("附件"), .type = KA_FIELD_INT, .min = "1" },
  { .id = "page", .label = N_ ("页"), .type = KA_FIELD_INT, .min = "1", .width = 3 },
  { .id = "place_x", .label = N_ ("横向位置"), .type = KA_FIELD_INT, .min = "0", .unit = N_ ("磅") },
  { .id = "place_y", .label = N_ ("纵向位置"), .type = KA_FIELD_INT, .min = "0", .unit = N_ ("磅") },
  { .id = "quote", .label = N_ ("所指文字"), .type = KA_FIELD_LONG, .width = 12 },
  { .id = "text", .label = N_ ("批注"), .type = KA_FIELD_LONG, .flags = KA_REQUIRED, .width = 20 },
  { .id = "author", .label = N_ ("批注人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NAME, .width = 5 },
  { .id = "made", .label = N_ ("批注时间"), .type = KA_FIELD_TIME, .width = 8 },
  { .id = "settled", .label = N_ ("已处理"), .type = KA_FIELD_FLAG, .width = 4 },
};

const KaKind ka_kind_case_comment = {
  .id = "case_comment",
  .label = N_ ("案例批注"),
  .counter = "条",
  .flags = KA_KIND_INTERNAL | KA_KIND_SEARCHED,
  .title = "text",
  .date = "made",
  .order = "page",
  .keys = { "case_id+made+text" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
