/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .section = N_ ("履职"), .width = 12,
    .aliases = "矿山名称|矿名|矿山（井）名称|所属矿山|生产系统" },
  { .id = "month", .label = N_ ("月份"), .type = KA_FIELD_MONTH, .flags = KA_REQUIRED, .width = 5,
    .aliases =
        "月度|统计月份|报告月份|填报月份|所属月份|履职月份|抽查月份|考核月份" },
  { .id = "controller_days", .label = N_ ("实际控制人现场履职"), .type = KA_FIELD_INT,
    .unit = N_ ("工作日"), .min = "0", .max = "31", .width = 7,
    .aliases =
        "实控人现场天数|实际控制人现场履职天数|实际控制人现场天数|实控人履职天数|"
        "实控人到岗天数|实际控制人到矿天数|实际控制人履职天数|实控人现场履职天数|"
        "实控人在矿天数|实际控制人下矿天数|实控人下矿天数|实际控制人下井天数|实控人下井天数|"
        "实际控制人在岗天数|实控人在岗天数",
    .help = N_ ("每月现场履职不少于10个工作日（江津府办发〔2023〕11号）。") },
  { .id = "controller_meetings", .label = N_ ("研究重大问题会议"), .type = KA_FIELD_INT,
    .unit = N_ ("次"), .min = "0", .max = "100", .width = 7,
    .aliases =
        "实际控制人会议|实际控制人研究会议次数|实际控制人召开会议次数|实际控制人主持会议次数|"
        "重大问题会议次数|月度会议次数|研究解决重大问题会议|研究重大问题会议次数|"
        "重大问题研究会议|月度问题会|研究重大问题次数|实际控制人研究重大问题次数|"
        "重大问题研究会次数|研究安全生产重大问题会议次数|安全会议次数|"
        "实控人召开安全会议次数",
    .help = N_ ("每月至少研究解决一次重大问题，有会议纪要（江津府办发〔2023〕11号）。") },
  { .id = "engineer_days", .label = N_ ("总工程师在岗"), .type = KA_FIELD_INT, .unit = N_ ("工作日"),
    .min = "0", .max = "31", .width = 7,
    .aliases =
        "总工在岗天数|总工程师在岗天数|总工程师履职天数|总工履职天数|总工到岗天数|"
        "总工程师到岗天数",
    .help = N_ ("生产、基建矿山每月在岗不少于15个工作日（江津府办发〔2023〕11号）。") },
  { .id = "principal_checks", .label = N_ ("主要负责人隐患排查"), .type = KA_FIELD_INT,
    .unit = N_ ("次"), .min = "0", .max = "200", .width = 7,
    .aliases =
        "主要负责人排查次数|主要负责人隐患排查次数|负责人排查次数|主要负责人检查次数|"
        "主要负责人带队检查次数",
    .help = N_ ("每月至少一次并签字（江津府办发〔2023〕11号）。") },
  { .id = "major_checks", .label = N_ ("重大隐患排查"), .type = KA_FIELD_INT, .unit = N_ ("次"),
    .min = "0", .max = "200", .width = 7,
    .aliases =
        "重大隐患排查次数|重大事故隐患排查|重大事故隐患自查次数|重大隐患自查次数|"
        "重大事故隐患排查次数",
    .help = N_ ("每月至少排查一次重大事故隐患（渝安办〔2025〕13号第四部分）。") },
  { .id = "evidence", .label = N_ ("佐证"), .type = KA_FIELD_LONG,
    .aliases =
        "佐证材料|证明材料|备注|说明|佐证资料|印证资料|印证材料" },
};

const KaKind ka_kind_duty = {
  .id = "duty",
  .label = N_ ("履职月报"),
  .counter = "条",
  .flags = KA_KIND_NEWEST,
  .title = "mine",
  .subtitle = "month",
  .date = "month",
  .order = "month",
  .keys = { "mine+month" },
  .aliases = "履职|履职情况|履职抽查|履职抽查月报|实际控制人履职|总工程师履职|履职统计",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
