/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "no", .label = N_ ("编号"), .type = KA_FIELD_TEXT,
    .flags = KA_REQUIRED | KA_UNIQUE | KA_AUTO, .format = KA_FORMAT_NUMBER, .section = N_ ("任务"),
    .width = 4, .aliases = "任务编号|条目号|任务号|清单编号" },
  { .id = "heading", .label = N_ ("措施类别"), .type = KA_FIELD_TEXT, .flags = KA_SECTION,
    .width = 9,
    .aliases = "硬措施|类别|所属条款|措施|八条序号|硬措施类别|任务类别|措施名称|大类" },
  { .id = "actor", .label = N_ ("责任主体"), .type = KA_FIELD_CHOICE, .flags = KA_SECTION,
    .choices = "企业|地方监管|属地政府", .width = 5,
    .synonyms =
        "企业主体=企业|生产经营单位=企业|矿山企业=企业|企业任务=企业|企业任务清单=企业|"
        "企业清单=企业|矿山企业任务清单=企业|矿山企业清单=企业|监管部门=地方监管|地方监管部门=地方监管|监管=地方监管|"
        "监管任务清单=地方监管|监管部门任务清单=地方监管|地方监管任务清单=地方监管|地方监管部门任务清单=地方监管|"
        "属地=属地政府|地方政府=属地政府|镇街=属地政府|政府=属地政府|"
        "属地政府任务清单=属地政府|属地党委政府=属地政府|乡镇政府=属地政府|镇街政府=属地政府",
    .aliases = "责任主体类别|主体|清单类别|清单类型|任务主体|责任主体类型" },
  { .id = "task", .label = N_ ("工作任务"), .type = KA_FIELD_LONG,
    .flags = KA_REQUIRED | KA_NUMBERED,
    .width = 24,
    .aliases =
        "任务|任务内容|重点任务|具体任务|措施内容|条目|工作任务（对应要点）|主要任务|"
        "具体措施|工作内容" },
  { .id = "metric", .label = N_ ("量化要求"), .type = KA_FIELD_TEXT, .width = 9,
    .aliases = "量化指标|量化标准|目标要求|指标要求|量化目标|工作标准|工作要求|标准要求" },
  { .id = "due", .label = N_ ("进度要求"), .type = KA_FIELD_TEXT, .width = 7,
    .aliases = "完成时限|时限|完成时间|时限要求|进度|时间要求|进度安排|完成期限|推进时限|落实时限|办理时限|时间节点|完成节点|时限节点" },
  { .id = "lead", .label = N_ ("工作统筹"), .type = KA_FIELD_TEXT, .width = 7,
    .aliases =
        "牵头单位|牵头部门|统筹单位|统筹部门|工作统筹单位|统筹|统筹协调|牵头科室|区级牵头单位" },
  { .id = "unit", .label = N_ ("责任单位"), .type = KA_FIELD_TEXT, .width = 8,
    .aliases = "责任部门|配合单位|落实单位|责任科室|实施单位|承办单位" },
  { .id = "source", .label = N_ ("依据"), .type = KA_FIELD_TEXT,
    .aliases = "来源|政策依据|文件依据|依据文件|任务来源" },
  { .id = "until", .label = N_ ("沿用至"), .type = KA_FIELD_QUARTER,
    .help = N_ ("被新的任务清单替代的任务，填最后一个沿用的季度；以前各季的进展仍然保留。"),
    .aliases = "沿用至季度|停用季度" },
};

const KaKind ka_kind_measure = {
  .id = "measure",
  .label = N_ ("硬措施任务"),
  .counter = "项",
  .flags = KA_KIND_CODED,
  .title = "no",
  .subtitle = "task",
  .order = "no",
  .keys = { "no", "task" },
  .aliases =
      "硬措施|硬措施任务清单|八条硬措施|八条硬措施任务|任务清单|八条硬措施任务清单|"
      "重点任务清单",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
