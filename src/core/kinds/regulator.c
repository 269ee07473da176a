/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "name", .label = N_ ("姓名"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_NAME, .section = N_ ("人员"), .width = 5,
    .aliases = "人员姓名|监管人员姓名|执法人员姓名|执法人员" },
  { .id = "level", .label = N_ ("层级"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "区级监管部门|镇街", .width = 7,
    .synonyms =
        "区级=区级监管部门|区应急局=区级监管部门|区应急管理局=区级监管部门|"
        "区级部门=区级监管部门|区级监管=区级监管部门|江津区应急管理局=区级监管部门|"
        "应急局=区级监管部门|区局=区级监管部门|区应急执法支队=区级监管部门|"
        "执法支队=区级监管部门|综合行政执法支队=区级监管部门|"
        "区应急管理综合行政执法支队=区级监管部门|应急管理综合行政执法支队=区级监管部门|"
        "非煤矿山科=区级监管部门|非煤矿山安全监督管理科=区级监管部门|"
        "区应急局矿山科=区级监管部门|区级应急部门=区级监管部门|区级应急管理部门=区级监管部门|"
        "镇街应急办=镇街|乡镇=镇街|镇(街道)=镇街|镇=镇街|街道=镇街|镇街级=镇街|镇级=镇街|"
        "乡镇街道=镇街|镇街监管部门=镇街|镇街监管=镇街|乡镇(街道)=镇街",
    .aliases = "单位层级|层次|所属层级|监管层级|单位类别|级别" },
  { .id = "town", .label = N_ ("镇街"), .type = KA_FIELD_CHOICE, .codes = "towns", .width = 6,
    .aliases =
        "所在镇街|所属镇街|乡镇|所属乡镇|所在乡镇|乡镇街道|单位镇街|所在单位镇街|"
        "镇（街道）名称|工作镇街|所在单位|工作单位|单位|单位名称|所属单位" },
  { .id = "professional", .label = N_ ("专业监管人员"), .type = KA_FIELD_FLAG, .width = 6,
    .aliases =
        "是否专业监管人员|矿山相关专业|是否矿山相关专业|专业对口|是否专业对口|"
        "专业监管|是否专业|是否专业人员|是否为专业监管人员|"
        "是否专业背景|是否具有专业背景",
    .help = N_ ("矿山相关专业学历、职称或者工作经历；占比不低于75%（江津府办发〔2023〕11号）。") },
  { .id = "enforcement", .label = N_ ("专业执法人员"), .type = KA_FIELD_FLAG, .width = 6,
    .aliases =
        "是否执法人员|从事执法|从事执法工作|是否从事执法|"
        "专业执法|是否专业执法人员|执法人员身份|是否为专业执法人员|"
        "是否持执法证|执法资格|是否具备执法资格|执法" },
  { .id = "cert_no", .label = N_ ("执法证号"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NUMBER,
    .width = 8,
    .aliases = "执法证编号|行政执法证编号|执法证件号|行政执法证号|执法证|证件编号|执法证件编号|行政执法证件号" },
  { .id = "specialty", .label = N_ ("专业"), .type = KA_FIELD_TEXT, .width = 7,
    .aliases = "所学专业|专业名称|专业方向|学历专业|毕业专业|专业背景" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
};

const KaKind ka_kind_regulator = {
  .id = "regulator",
  .label = N_ ("监管人员"),
  .counter = "人",
  .title = "name",
  .subtitle = "level",
  .order = "name",
  .keys = { "cert_no", "name+level+town", "name+level" },
  .aliases =
      "执法人员|监管力量|执法力量|监管执法力量|监管队伍|"
      "监管执法人员|监管人员台账|监管执法人员台账|执法人员名册|专业监管人员",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
