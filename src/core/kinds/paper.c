/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* The register of official papers: one record a paper, kept when it is voided, so that the numbers of a
 * year run without gaps. */

/* clang-format off */
static const KaField fields[] = {
  { .id = "number", .label = N_ ("文书号"), .type = KA_FIELD_TEXT, .flags = KA_UNIQUE,
    .format = KA_FORMAT_NUMBER, .section = N_ ("文书"), .width = 14,
    .help = N_ ("编号时由程序给出；作废的文书保留原号，不再使用。") },
  { .id = "name", .label = N_ ("文书名称"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .width = 10 },
  { .id = "state", .label = N_ ("文书状态"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "草稿|已发|作废", .width = 4 },
  { .id = "party", .label = N_ ("当事人"), .type = KA_FIELD_TEXT, .width = 14 },
  { .id = "issued", .label = N_ ("文书日期"), .type = KA_FIELD_DATE, .width = 6 },
  { .id = "form", .label = N_ ("文书式样"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .section = N_ ("编号") },
  { .id = "word", .label = N_ ("文书字"), .type = KA_FIELD_TEXT },
  { .id = "year", .label = N_ ("编号年度"), .type = KA_FIELD_INT, .min = "0" },
  { .id = "serial", .label = N_ ("顺序号"), .type = KA_FIELD_INT, .min = "0" },
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .target = "mine",
    .section = N_ ("依据的记录"), .width = 8 },
  { .id = "enterprise", .label = N_ ("企业"), .type = KA_FIELD_REF, .target = "enterprise" },
  { .id = "inspection", .label = N_ ("对应检查"), .type = KA_FIELD_REF, .target = "inspection" },
  { .id = "hazard", .label = N_ ("对应隐患"), .type = KA_FIELD_REF, .target = "hazard" },
  { .id = "penalty", .label = N_ ("对应处罚"), .type = KA_FIELD_REF, .target = "penalty" },
  { .id = "subject_kind", .label = N_ ("记录种类"), .type = KA_FIELD_TEXT },
  { .id = "subject_id", .label = N_ ("记录编号"), .type = KA_FIELD_INT, .min = "0" },
  { .id = "voided", .label = N_ ("作废日期"), .type = KA_FIELD_DATE, .section = N_ ("作废"),
    .width = 6 },
  { .id = "void_reason", .label = N_ ("作废原因"), .type = KA_FIELD_TEXT,
    .help = N_ ("作废必须说明原因。") },
  { .id = "text", .label = N_ ("改写的文字"), .type = KA_FIELD_LONG, .section = N_ ("文字") },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注") },
};

const KaKind ka_kind_paper = {
  .id = "paper",
  .label = N_ ("执法文书"),
  .counter = "份",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE | KA_KIND_READ_ONLY | KA_KIND_NEWEST,
  .title = "number",
  .subtitle = "name",
  .date = "issued",
  .order = "issued",
  .keys = { "number", "form+subject_kind+subject_id+state" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
