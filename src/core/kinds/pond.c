/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "mine", .label = N_ ("所属矿山"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "mine", .section = N_ ("基本情况"), .width = 10,
    .aliases =
        "矿山|矿山名称|对应矿山|矿山（井）名称|对应矿山名称|所属矿山名称|所属企业（矿山）" },
  { .id = "name", .label = N_ ("尾矿库名称"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_TITLE, .width = 12, .aliases =
        "库名|名称|尾矿库|尾矿库全称|库区名称|尾矿坝名称|尾矿库（坝）名称" },
  { .id = "status", .label = N_ ("运行状况"), .type = KA_FIELD_CHOICE,
    .choices = "在用|停用|闭库|在建", .width = 4,
    .synonyms =
        "运行=在用|使用中=在用|正常运行=在用|在用库=在用|停止使用=停用|停用库=停用|"
        "已闭库=闭库|闭库库=闭库|建设中=在建|在建库=在建|已停用=停用|正在使用=在用|"
        "正常使用=在用|暂停使用=停用|未使用=停用|基建=在建|建设=在建|新建=在建|"
        "闭库销号=闭库|完成闭库=闭库",
    .aliases =
        "使用状况|使用状态|使用情况|运营状况|状态|运行状态|尾矿库状态|运行情况|生产状态|目前运行状况|目前运行状态" },
  { .id = "grade", .label = N_ ("尾矿库等别"), .type = KA_FIELD_CHOICE,
    .choices = "一等|二等|三等|四等|五等", .width = 4,
    .synonyms =
        "一等库=一等|二等库=二等|三等库=三等|四等库=四等|五等库=五等|1等=一等|2等=二等|"
        "3等=三等|4等=四等|5等=五等|一=一等|二=二等|三=三等|四=四等|五=五等",
    .aliases =
        "等别|尾矿库等级|设计等别|等级|尾矿库设计等别|现状等别|库容等别|库别等级|"
        "库等级|尾矿库库别|尾矿库库等" },
  { .id = "safety_degree", .label = N_ ("安全度"), .type = KA_FIELD_CHOICE,
    .choices = "正常|病|险|危", .width = 4, .synonyms =
        "正常库=正常|病库=病|险库=险|危库=危|病级=病|险级=险|危级=危|安全=正常|"
        "正常级=正常",
    .aliases =
        "尾矿库安全度|尾矿库现状安全度|安全程度|现状安全度|安全度等级|安全度类别|"
        "安全度分类|病险情况|安全状况|病险程度" },
  { .id = "overhead", .label = N_ ("头顶库"), .type = KA_FIELD_FLAG, .width = 4,
    .aliases =
        "是否头顶库|是否为头顶库|头顶库情况|是否头顶尾矿库|是否“头顶”库",
    .help = N_ ("初期坝坡脚起至下游1公里内有居民或者重要设施的尾矿库。"),
    .synonyms =
        "头顶库=是|非头顶库=否" },
  { .id = "downstream", .label = N_ ("下游1公里影响人数"), .type = KA_FIELD_INT, .min = "0",
    .width = 5,
    .aliases =
        "下游1000米受影响人数|下游影响人数|下游1公里人数|下游受影响人数|"
        "下游1000米影响人数|下游1000米受影响人数或设施|下游1km影响人数|"
        "下游1公里受影响人数|下游1公里范围内人口|下游居民人数|下游1公里内居民数|"
        "下游1公里范围人口|下游1公里居民人数|下游人口" },
  { .id = "design_height", .label = N_ ("设计总坝高"), .type = KA_FIELD_DEC, .places = 1,
    .unit = "m", .min = "0", .max = "500", .section = N_ ("坝与库容"),
    .aliases =
        "设计坝高|总坝高|设计最终坝高|设计最终总坝高|设计总高度|设计坝体总高度|"
        "设计坝体高度" },
  { .id = "height", .label = N_ ("现状坝高"), .type = KA_FIELD_DEC, .places = 1, .unit = "m",
    .min = "0", .max = "500", .aliases =
        "当前坝高|目前坝高|现坝高|目前堆积坝高度|坝高|现状堆积坝高|现状堆积高度|"
        "当前堆积坝高|坝体现状高度|现状坝体高度|实际坝高|尾矿坝现状高度|现状高度" },
  { .id = "design_volume", .label = N_ ("设计库容"), .type = KA_FIELD_DEC, .places = 2,
    .unit = N_ ("万m³"), .min = "0", .aliases =
        "总库容|设计总库容|全库容|设计全库容|设计总容量" },
  { .id = "volume", .label = N_ ("现状库容"), .type = KA_FIELD_DEC, .places = 2, .unit = N_ ("万m³"),
    .min = "0", .aliases =
        "已用库容|当前库容|目前库容|已堆存库容|已使用库容|已堆存量|堆存量|现有堆存量|"
        "实际库容|现有库容" },
  { .id = "construction", .label = N_ ("筑坝方式"), .type = KA_FIELD_TEXT,
    .aliases =
        "筑坝工艺|堆坝方式|尾矿库型式|筑坝类型|堆存方式|坝型|筑坝方法|坝体类型|"
        "堆坝方法|筑坝型式|坝型及筑坝方式" },
  { .id = "monitored", .label = N_ ("在线监测"), .type = KA_FIELD_FLAG, .section = N_ ("管理"),
    .width = 4,
    .aliases =
        "是否在线监测|是否安装在线监测|在线监测系统|在线安全监测|在线安全监测系统|"
        "是否建立在线监测" },
  { .id = "official", .label = N_ ("包保责任人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NAME,
    .width = 5,
    .aliases =
        "包保责任人姓名|地方政府包保责任人|地方政府包保责任人姓名|库长|"
        "尾矿库包保责任人|包保领导|责任人（包保）|政府包保责任人|库长姓名|安全包保领导|"
        "安全包保责任人" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
};

const KaKind ka_kind_pond = {
  .id = "pond",
  .label = N_ ("尾矿库"),
  .counter = "座",
  .title = "name",
  .subtitle = "mine",
  .order = "name",
  .keys = { "mine+name" },
  .aliases = "尾矿库台账|尾矿库基本情况|尾矿库登记表|登记表|尾矿库基本情况登记表",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
