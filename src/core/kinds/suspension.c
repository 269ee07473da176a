/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .section = N_ ("停复产"), .width = 12,
    .aliases =
        "矿山名称|所属矿山|矿名|矿山（井）名称|企业（矿山）名称|矿山（企业）名称|"
        "停产矿山|停复产矿山|停工矿山|矿山（项目）名称|停产停工矿山|停产停建矿山|"
        "停产停建矿山名称|矿山（企业）" },
  { .id = "kind", .label = N_ ("类型"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "停产|停建|复产|复工", .width = 4,
    .synonyms =
        "停产停业=停产|停产整顿=停产|停工=停建|停止建设=停建|恢复生产=复产|"
        "复产验收=复产|恢复建设=复工|复工建设=复工|复建=复工|复工复产=复产|"
        "停止生产=停产|恢复施工=复工|申请复产=复产|暂停建设=停建|停工停建=停建|"
        "自行停产=停产|停产整改=停产|暂停生产=停产|停止基建=停建|恢复基建=复工",
    .aliases =
        "停复产类型|状态|事项|类别|停复产类别|事项类型|停产/复产|停产复产|停复产情况|"
        "停复工类型|状态类型|停产（建）/复产（工）|停复工情况|停复产性质|停复产状态" },
  { .id = "reason", .label = N_ ("原因"), .type = KA_FIELD_TEXT, .width = 14,
    .aliases =
        "停产原因|停产停工原因|停复产原因|停建原因|事由|原因说明|停产事由|停复产事由|"
        "停产停建事由|停产、停建原因|主要原因" },
  { .id = "since", .label = N_ ("起始日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "开始日期|停产日期|停产时间|起始时间|日期|停产起始日期|开始时间|复产日期|"
        "复工日期|自何时起|停产停建日期|停复产日期|停工日期|停建日期" },
  { .id = "filed", .label = N_ ("方案备案日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "方案报送时间|停产方案报送时间|复产方案报送时间|方案报备日期|方案上报日期|"
        "方案报送日期|备案日期|方案备案时间|停复产方案备案日期|复产方案备案日期|"
        "工作方案备案日期" },
  { .id = "accepted", .label = N_ ("验收日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "复产验收日期|验收时间|复产验收时间|验收通过日期|验收合格日期|复产验收通过日期" },
  { .id = "accepted_by", .label = N_ ("验收单位"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_TITLE, .width = 9, .aliases =
        "验收机关|复产验收单位|验收部门|验收主体|组织验收单位|验收组织单位|"
        "负责验收单位|验收机构|验收牵头单位|复工验收单位|验收组织部门|组织验收部门" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
  { .id = "approved", .label = N_ ("同意复产日期"), .type = KA_FIELD_DATE,
    .section = N_ ("复产批复"), .width = 6,
    .aliases = "复产批复日期|同意复工日期|批准复产日期|复工批复日期|同意复产复工日期|批准日期",
    .help = N_ ("停产、停建的矿山经验收合格、批复同意后才能恢复生产、建设。") },
  { .id = "approval_no", .label = N_ ("复产批复文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .aliases = "批复文号|复工批复文号|复产文号" },
};

const KaKind ka_kind_suspension = {
  .id = "suspension",
  .label = N_ ("停复产"),
  .counter = "条",
  .flags = KA_KIND_NEWEST,
  .title = "mine",
  .subtitle = "kind",
  .date = "since",
  .order = "since",
  .keys = { "mine+kind+since" },
  .aliases = "停产复产|停复产管理|停产停建|复工复产|停复产台账",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
