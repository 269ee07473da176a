/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "year", .label = N_ ("年度"), .type = KA_FIELD_INT, .flags = KA_REQUIRED, .min = "2000",
    .max = "2100", .section = N_ ("计划"), .width = 4, .aliases = "计划年度|年份|执行年度" },
  { .id = "mine", .label = N_ ("检查对象"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .width = 12,
    .aliases =
        "矿山名称|被检查矿山|检查矿山|矿山|具体检查对象|受检矿山|矿山（井）名称|"
        "抽查对象|受检单位|“双随机”抽查对象|被检查对象|检查对象（矿山）|被检查单位|"
        "拟检查单位|检查单位名称|检查企业|拟检查企业|受检企业|被检查企业|受检对象" },
  { .id = "month", .label = N_ ("计划月份"), .type = KA_FIELD_MONTH, .flags = KA_REQUIRED,
    .width = 5,
    .aliases =
        "检查时间安排|月份|计划时间|检查月份|计划检查月份|检查时间|计划检查时间|实施日期|"
        "时间安排|实施月份|计划检查时间安排|计划实施月份|检查计划时间|安排月份|计划执行月份|"
        "执行月份|拟检查时间|计划检查时段" },
  { .id = "kind", .label = N_ ("检查类别"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "重点检查|一般检查|专项检查", .width = 5,
    .synonyms =
        "重点=重点检查|一般=一般检查|专项=专项检查|双随机=一般检查|“双随机”抽查=一般检查|"
        "双随机抽查=一般检查|双随机检查=一般检查|日常检查=一般检查|专项执法=专项检查|"
        "专项执法检查=专项检查",
    .aliases = "检查级别|检查等级|计划类别|"
        "检查类型|检查种类|类别|检查性质" },
  { .id = "item", .label = N_ ("检查事项"), .type = KA_FIELD_TEXT,
    .aliases =
        "检查项目|抽查事项|执法检查事项|检查事项名称|抽查项目|执法事项|检查事由|"
        "检查主题" },
  { .id = "basis", .label = N_ ("实施依据"), .type = KA_FIELD_LONG, .section = N_ ("内容"),
    .aliases = "检查依据|法律依据|抽查依据|执法依据|依据|法定依据" },
  { .id = "content", .label = N_ ("检查内容"), .type = KA_FIELD_LONG,
    .aliases =
        "检查内容（项目）|重点检查内容|检查重点|抽查内容|主要检查内容|检查要点|"
        "检查的主要内容|主要内容" },
  { .id = "method", .label = N_ ("检查方式"), .type = KA_FIELD_CHOICE, .choices = "现场|非现场",
    .width = 4,
    .synonyms =
        "现场检查=现场|现场执法=现场|实地检查=现场|非现场检查=非现场|书面检查=非现场|"
        "线上=非现场|远程=非现场|网络检查=非现场|书面=非现场|实地=现场",
    .aliases = "抽查方式|方式|现场/非现场|检查方法|检查形式|执法方式|实施方式" },
  { .id = "dept", .label = N_ ("承办机构"), .type = KA_FIELD_TEXT,
    .aliases =
        "责任科室|检查单位|牵头科室|承办科室|执法机构|抽查主体|承办单位|检查机构|"
        "实施机构|实施科室|承办部门|实施部门|牵头部门|责任部门|检查科室|检查实施单位" },
  { .id = "joint", .label = N_ ("联合检查"), .type = KA_FIELD_FLAG,
    .aliases =
        "是否联合检查|是否联合|是否跨部门联合检查|跨部门联合|是否属跨部门联合检查|"
        "是否跨部门联合|综合查一次|部门联合|是否部门联合|是否部门联合检查|联合执法" },
  { .id = "partners", .label = N_ ("联合部门"), .type = KA_FIELD_TEXT,
    .aliases = "联合单位|配合部门|参与部门|联合检查部门|协同部门" },
  { .id = "workdays", .label = N_ ("计划工作日"), .type = KA_FIELD_DEC, .places = 1, .min = "0",
    .max = "1000", .width = 5,
    .aliases =
        "工作日|所需工作日|监督检查工作日|计划所需工作日|预计工作日|计划用时|用时|"
        "所需天数|计划天数|需用工作日|工作日数" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
  { .id = "reason", .label = N_ ("列入理由"), .type = KA_FIELD_LONG, .section = N_ ("安排"),
    .help = N_ ("拟定计划时按分类分级、标准化等级、重大隐患等列出的理由。") },
  { .id = "moved_from", .label = N_ ("原计划月份"), .type = KA_FIELD_MONTH,
    .help = N_ ("批准以后调整过月份的，记批准时的月份。") },
  { .id = "deviation", .label = N_ ("未按计划原因"), .type = KA_FIELD_LONG,
    .aliases = "未按计划实施原因|未完成原因|计划调整原因" },
  { .id = "team", .label = N_ ("拟派检查人员"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_LIST },
  { .id = "draw", .label = N_ ("抽取记录"), .type = KA_FIELD_REF, .target = "draw" },
};

const KaKind ka_kind_plan = {
  .id = "plan",
  .label = N_ ("检查计划"),
  .counter = "项",
  .title = "mine",
  .subtitle = "month",
  .date = "month",
  .order = "month",
  .keys = { "mine+month+kind" },
  .aliases = "监督检查计划|检查计划表|执法计划|执法检查计划|计划表|重点检查安排|检查安排|执法安排",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
