/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "held", .label = N_ ("日期"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED,
    .section = N_ ("服务"), .width = 6, .aliases = "服务日期|时间|检查日期|服务时间|开展日期" },
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .width = 12,
    .aliases = "矿山名称|服务矿山|所属矿山|服务对象|服务单位|矿山（井）名称" },
  { .id = "experts", .label = N_ ("专家"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_LIST,
    .width = 9, .aliases = "专家姓名|服务专家|参与专家|专家名单" },
  { .id = "problems", .label = N_ ("发现问题"), .type = KA_FIELD_INT, .unit = N_ ("项"), .min = "0",
    .max = "10000", .width = 6, .aliases = "发现问题数|问题数|隐患数|发现隐患数|问题隐患数" },
  { .id = "solved", .label = N_ ("已解决"), .type = KA_FIELD_INT, .unit = N_ ("项"), .min = "0",
    .max = "10000", .width = 6, .aliases = "已解决数|已整改数|解决问题数|整改完成数|已整改" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"), .width = 12,
    .aliases = "说明|服务内容|其他说明" },
};

const KaKind ka_kind_expert_visit = {
  .id = "expert_visit",
  .label = N_ ("专家服务"),
  .counter = "次",
  .flags = KA_KIND_NEWEST,
  .title = "mine",
  .subtitle = "held",
  .date = "held",
  .order = "held",
  .keys = { "held+mine" },
  .aliases = "专家指导服务|专家帮扶|专家会诊|专家检查|专家指导",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
