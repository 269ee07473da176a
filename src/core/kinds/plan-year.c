/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "year", .label = N_ ("年度"), .type = KA_FIELD_INT, .flags = KA_REQUIRED | KA_UNIQUE,
    .min = "2000", .max = "2100", .section = N_ ("测算"), .width = 4, .aliases = "计划年度|年份" },
  { .id = "staff", .label = N_ ("在册执法人员数"), .type = KA_FIELD_INT, .min = "0", .max = "1000",
    .width = 6,
    .aliases =
        "在册人数|执法人员数|行政执法人员数量|执法人员总数|在册执法人员|行政执法人员数|"
        "在册执法人员总数|执法人员在册人数" },
  { .id = "counted", .label = N_ ("纳入计算人数"), .type = KA_FIELD_INT, .min = "0", .max = "1000",
    .width = 6,
    .aliases =
        "纳入测算人数|纳入监管执法人数|纳入计算执法人员数|参与计算人数|纳入计算执法人数|"
        "纳入测算执法人员数",
    .help = N_ ("不低于在册执法人员的70%（渝安委〔2018〕3号）。") },
  { .id = "statutory_days", .label = N_ ("法定工作日"), .type = KA_FIELD_INT, .min = "0",
    .max = "366", .width = 6,
    .aliases = "国家法定工作日|法定工作日数|年度法定工作日|每人法定工作日",
    .help = N_ ("一个人一年的法定工作日；总法定工作日＝法定工作日×纳入计算人数。") },
  { .id = "other_days", .label = N_ ("其他执法工作日"), .type = KA_FIELD_INT, .min = "0",
    .max = "366000", .width = 7, .aliases =
        "其他执法工作日数|其他执法日|其他行政执法工作日|其他执法|其他行政执法日" },
  { .id = "idle_days", .label = N_ ("非执法工作日"), .type = KA_FIELD_INT, .min = "0",
    .max = "366000", .width = 7, .aliases = "非执法工作日数|非执法日|非行政执法工作日|非执法|非行政执法日" },
  { .id = "cap", .label = N_ ("同一企业年度频次上限"), .type = KA_FIELD_INT, .min = "0",
    .max = "366", .width = 6,
    .aliases = "频次上限|年度频次上限|同一企业检查频次上限|检查频次上限|同一企业频次上限",
    .help = N_ ("国办发〔2024〕54号：同一行政机关对同一企业的年度检查频次设上限并公布。") },
  { .id = "approved", .label = N_ ("批准日期"), .type = KA_FIELD_DATE, .section = N_ ("批准"),
    .width = 6, .aliases = "批准时间|政府批准日期|区政府批准日期" },
  { .id = "approval_no", .label = N_ ("批准文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .aliases = "批复文号|批准文件号|批准文件" },
  { .id = "filed", .label = N_ ("备案日期"), .type = KA_FIELD_DATE,
    .aliases = "备案时间|报备日期|报备时间|报送备案日期" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
};

const KaKind ka_kind_plan_year = {
  .id = "plan_year",
  .label = N_ ("年度检查计划"),
  .counter = "年",
  .title = "year",
  .order = "year",
  .keys = { "year" },
  .aliases = "年度计划|工作日测算|检查工作日测算|监督检查工作日测算|工作日测算表|年度监督检查计划",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
