/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "held", .label = N_ ("日期"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED,
    .section = N_ ("服务"), .width = 6, .aliases =
        "服务日期|时间|检查日期|服务时间|开展日期|帮扶时间|帮扶日期|会诊日期|会诊时间|"
        "指导日期|指导时间|进企时间|进矿时间|入矿时间|到矿时间|诊断日期|专家服务日期" },
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .width = 12,
    .aliases =
        "矿山名称|服务矿山|所属矿山|服务对象|服务单位|矿山（井）名称|帮扶对象|受助矿山|"
        "指导矿山|会诊矿山|诊断矿山|进驻矿山|受检矿山|服务企业（矿山）|服务单位（矿山）|"
        "矿山（服务对象）" },
  { .id = "experts", .label = N_ ("专家"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_LIST,
    .width = 9, .aliases =
        "专家姓名|服务专家|参与专家|专家名单|参加专家|选派专家|聘请专家|外聘专家|"
        "会诊专家|帮扶专家|指导专家|诊断专家|随行专家|到场专家|专家组|专家组成员|"
        "专家组人员|专家成员|专家人员" },
  { .id = "problems", .label = N_ ("发现问题"), .type = KA_FIELD_INT, .unit = N_ ("项"), .min = "0",
    .max = "10000", .width = 6, .aliases =
        "发现问题数|问题数|隐患数|发现隐患数|问题隐患数|提出问题|提出问题数|排查问题隐患|"
        "指出问题|查出问题|查找问题|诊断问题数|发现问题条数|问题总数|提出意见建议数|"
        "提出建议数" },
  { .id = "solved", .label = N_ ("已解决"), .type = KA_FIELD_INT, .unit = N_ ("项"), .min = "0",
    .max = "10000", .width = 6, .aliases =
        "已解决数|已整改数|解决问题数|整改完成数|已整改|解决问题|问题解决数|已解决问题数|"
        "已解决问题|解决数|帮助解决问题数|已整改问题数|已整改完成|已完成整改|问题整改数|"
        "已落实整改数|整改到位数|已办结|已销号数|其中已整改|其中已解决" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"), .width = 12,
    .aliases =
        "说明|服务内容|其他说明|其他" },
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
  .aliases =
        "专家指导服务|专家帮扶|专家会诊|专家检查|专家指导|专家诊断|专家问诊|专家下矿|"
        "专家入企|专家进企|专家进矿|专家技术服务|预防性技术检查|预防性技术服务|"
        "第三方技术服务|把脉问诊|专家查隐患|专家技术帮扶|专家技术指导",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
