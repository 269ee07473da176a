/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* One restriction of a listing as it was sent to the office that applies it, and lifted when it ends. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "discredit", .label = N_ ("对应名单"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "discredit", .section = N_ ("推送"), .width = 12 },
  { .id = "restriction", .label = N_ ("惩戒领域"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "投融资|保险税收|招标投标|土地出让|职业禁入", .width = 5,
    .help = N_ ("江津府办发〔2023〕11号三（三）4；《安全生产法》第九十四条（职业禁入）。") },
  { .id = "sent_to", .label = N_ ("推送部门"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_LIST, .width = 10 },
  { .id = "sent", .label = N_ ("推送日期"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED,
    .width = 6 },
  { .id = "number", .label = N_ ("推送文号"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NUMBER,
    .width = 8 },
  { .id = "reply", .label = N_ ("部门反馈"), .type = KA_FIELD_LONG, .section = N_ ("反馈与解除") },
  { .id = "lifted", .label = N_ ("通知解除日期"), .type = KA_FIELD_DATE, .width = 6,
    .help = N_ ("移出后停止公示、解除措施（应急管理部令第11号）。") },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注") },
};

const KaKind ka_kind_discredit_notice = {
  .id = "discredit_notice",
  .label = N_ ("惩戒推送"),
  .counter = "条",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE,
  .title = "sent_to",
  .subtitle = "restriction",
  .date = "sent",
  .order = "sent",
  .keys = { "discredit+restriction+sent_to+sent" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
