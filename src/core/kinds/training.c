/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "held", .label = N_ ("日期"), .type = KA_FIELD_DATE, .flags = KA_REQUIRED,
    .section = N_ ("培训"), .width = 6,
    .aliases =
        "培训日期|时间|培训时间|开班日期|举办日期|宣讲日期|开展日期|活动日期|举办时间|"
        "培训（宣讲）日期|培训起始日期|开班时间" },
  { .id = "kind", .label = N_ ("类别"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "主要负责人|安全生产管理人员|特种作业人员|专题宣讲|警示教育", .width = 7,
    .synonyms =
        "负责人=主要负责人|主要负责人培训=主要负责人|安管人员=安全生产管理人员|"
        "安全管理人员=安全生产管理人员|安全员=安全生产管理人员|"
        "安全生产管理人员培训=安全生产管理人员|安管人员培训=安全生产管理人员|"
        "特种作业=特种作业人员|特种作业培训=特种作业人员|特种作业人员培训=特种作业人员|"
        "特种工=特种作业人员|宣讲=专题宣讲|专题宣讲会=专题宣讲|宣讲活动=专题宣讲|"
        "警示=警示教育|警示教育会=警示教育|警示教育活动=警示教育|警示片=警示教育",
    .aliases =
        "培训类别|培训对象|培训类型|类型|活动类别|培训种类|人员类别|培训项目|培训名称|"
        "培训人员类别" },
  { .id = "enterprise", .label = N_ ("企业"), .type = KA_FIELD_REF, .target = "enterprise",
    .width = 12, .aliases = "企业名称|单位名称|培训企业|参训企业|参加企业|所属企业" },
  { .id = "organiser", .label = N_ ("组织单位"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_TITLE,
    .width = 10, .aliases = "主办单位|培训机构|培训单位|举办单位|组织机构|宣讲单位|组织部门" },
  { .id = "attended", .label = N_ ("参加人数"), .type = KA_FIELD_INT, .min = "0", .max = "100000",
    .width = 5, .aliases =
        "参训人数|培训人数|人数|参培人数|培训人次|参加人次|参训人次|受训人数|"
        "参加培训人数|培训人数合计|应考人数|实到人数|实到" },
  { .id = "passed", .label = N_ ("合格人数"), .type = KA_FIELD_INT, .min = "0", .max = "100000",
    .width = 5, .aliases =
        "考核合格人数|考试合格人数|合格数|取证人数|合格|考核合格" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"), .width = 8,
    .aliases = "说明|培训内容|主题|其他说明|培训主题|宣讲主题" },
};

const KaKind ka_kind_training = {
  .id = "training",
  .label = N_ ("培训宣讲"),
  .counter = "次",
  .flags = KA_KIND_NEWEST,
  .title = "kind",
  .subtitle = "held",
  .date = "held",
  .order = "held",
  .keys = { "held+kind+organiser+attended", "held+kind+attended" },
  .aliases = "培训|宣讲|培训统计|三项岗位培训|培训台账|宣讲台账|警示教育|培训情况",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
