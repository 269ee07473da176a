/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* One measure that the investigation of an accident asks for: who, until when, what became of it, and what the
 * evaluation a year later found. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "accident", .label = N_ ("对应事故"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "accident", .section = N_ ("措施"), .width = 12, .aliases = "事故|事故名称" },
  { .id = "measure", .label = N_ ("防范措施"), .type = KA_FIELD_LONG, .flags = KA_REQUIRED,
    .width = 18, .aliases = "措施|整改措施|防范和整改措施" },
  { .id = "responsible", .label = N_ ("责任单位或责任人"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_LIST, .width = 8, .aliases = "责任单位|责任人|落实单位" },
  { .id = "due", .label = N_ ("落实期限"), .type = KA_FIELD_DATE, .width = 6,
    .aliases = "期限|完成期限" },
  { .id = "done", .label = N_ ("落实日期"), .type = KA_FIELD_DATE, .section = N_ ("跟踪"),
    .width = 6, .aliases = "完成日期|落实完成日期" },
  { .id = "progress", .label = N_ ("落实情况"), .type = KA_FIELD_LONG,
    .aliases = "跟踪情况|进展情况" },
  { .id = "evaluated", .label = N_ ("评估日期"), .type = KA_FIELD_DATE, .section = N_ ("评估"),
    .help = N_ ("批复后一年内评估防范和整改措施落实情况（安全生产法第八十六条第三款）。") },
  { .id = "result", .label = N_ ("评估结论"), .type = KA_FIELD_CHOICE,
    .choices = "已落实|部分落实|未落实", .width = 5,
    .synonyms = "落实=已落实|完成=已落实|未完成=未落实|不落实=未落实" },
  { .id = "finding", .label = N_ ("评估意见"), .type = KA_FIELD_LONG },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注") },
};

const KaKind ka_kind_prevention = {
  .id = "prevention",
  .label = N_ ("防范措施"),
  .counter = "条",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE | KA_KIND_SEARCHED,
  .title = "measure",
  .subtitle = "accident",
  .date = "due",
  .order = "due",
  .keys = { "accident+measure" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
