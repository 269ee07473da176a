/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* What an order and its review said before the hazard was ordered to be put right once more. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "hazard", .label = N_ ("对应隐患"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "hazard", .section = N_ ("整改轮次"), .width = 14 },
  { .id = "round", .label = N_ ("轮次"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .width = 3,
    .min = "1" },
  { .id = "order_no", .label = N_ ("责改文书号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .width = 12 },
  { .id = "ordered", .label = N_ ("责改日期"), .type = KA_FIELD_DATE },
  { .id = "deadline", .label = N_ ("整改期限"), .type = KA_FIELD_DATE, .width = 6 },
  { .id = "rectified", .label = N_ ("整改完成日期"), .type = KA_FIELD_DATE },
  { .id = "reviewed", .label = N_ ("复查日期"), .type = KA_FIELD_DATE, .width = 6 },
  { .id = "reviewer", .label = N_ ("复查人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_LIST },
  { .id = "review_no", .label = N_ ("复查文书号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .width = 12 },
  { .id = "review_result", .label = N_ ("复查意见"), .type = KA_FIELD_CHOICE,
    .choices = "合格|不合格", .width = 4 },
};

const KaKind ka_kind_hazard_round = {
  .id = "hazard_round",
  .label = N_ ("整改轮次"),
  .counter = "轮",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE | KA_KIND_READ_ONLY | KA_KIND_NEWEST,
  .title = "hazard",
  .subtitle = "round",
  .date = "reviewed",
  .order = "round",
  .keys = { "hazard+round" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
