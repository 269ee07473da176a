/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "year", .label = N_ ("年度"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .min = "2000",
    .max = "2100", .section = N_ ("培训计划"), .width = 4 },
  { .id = "kind", .label = N_ ("三项岗位"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "主要负责人|安全生产管理人员|特种作业人员", .width = 8 },
  { .id = "enterprise", .label = N_ ("企业"), .type = KA_FIELD_REF, .target = "enterprise",
    .width = 14, .help = N_ ("不填的是全区的计划数。") },
  { .id = "persons", .label = N_ ("计划培训人数"), .type = KA_FIELD_INT, .flags = KA_REQUIRED,
    .unit = N_ ("人"), .min = "0", .max = "100000", .width = 6 },
  { .id = "basis", .label = N_ ("依据"), .type = KA_FIELD_TEXT, .width = 12,
    .help = N_ ("渝安办〔2025〕13号第七部分：加强“三项岗位”人员培训，2025年全市2790名。") },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG },
};

const KaKind ka_kind_training_plan = {
  .id = "training_plan",
  .label = N_ ("三项岗位培训计划"),
  .counter = "条",
  .flags = KA_KIND_INTERNAL | KA_KIND_PAGE,
  .title = "kind",
  .subtitle = "enterprise",
  .order = "year",
  .keys = { "year+kind+enterprise" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
