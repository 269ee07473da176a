/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "subject", .label = N_ ("主体类型"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "单位|个人", .section = N_ ("主体"), .width = 3,
    .synonyms =
        "企业=单位|法人=单位|生产经营单位=单位|企业法人=单位|机构=单位|法人单位=单位|"
        "自然人=个人|人员=个人|责任人员=个人|从业人员=个人|个人主体=个人|责任人=个人|"
        "相关责任人=个人|直接责任人=个人|法人主体=单位",
    .aliases =
        "主体性质|对象类型|法人/自然人|主体类别|类型|单位/个人|列入主体类型|"
        "失信主体属性|主体属性|失信主体性质|主体种类|列入对象类型" },
  { .id = "enterprise", .label = N_ ("企业"), .type = KA_FIELD_REF, .target = "enterprise",
    .width = 14,
    .aliases =
        "企业名称|单位名称|主体名称|失信主体|失信企业|失信单位|失信主体名称|所在单位|"
        "所属企业|被列入单位|被惩戒单位|惩戒对象|列入对象|列入企业|列入企业名称|"
        "列入单位名称|被列入企业|被列入单位名称|列入单位|失信主体单位名称|"
        "失信生产经营单位|失信企业名称|单位（企业）名称" },
  { .id = "person", .label = N_ ("姓名"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NAME,
    .width = 5,
    .aliases =
        "责任人员|个人姓名|人员姓名|失信人员|自然人姓名|责任人姓名|相关责任人|"
        "被列入人员|列入人员|列入人员姓名|被列入人|失信人|失信人姓名|失信个人|"
        "失信个人姓名|失信自然人姓名|失信责任人姓名|失信者姓名|被惩戒人姓名" },
  { .id = "list", .label = N_ ("名单类型"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "安全生产严重失信主体|诚信管理黑名单", .width = 9,
    .synonyms =
        "严重失信主体=安全生产严重失信主体|严重失信主体名单=安全生产严重失信主体|"
        "安全生产严重失信主体名单=安全生产严重失信主体|严重失信=安全生产严重失信主体|"
        "安全生产严重失信=安全生产严重失信主体|黑名单=诚信管理黑名单|"
        "诚信黑名单=诚信管理黑名单|诚信管理“黑名单”=诚信管理黑名单|"
        "安全生产黑名单=诚信管理黑名单|诚信“黑名单”=诚信管理黑名单|"
        "严重失信名单=安全生产严重失信主体|失信主体=安全生产严重失信主体|"
        "安全生产领域严重失信主体=安全生产严重失信主体|企业诚信黑名单=诚信管理黑名单",
    .aliases =
        "名单类别|名单|名单种类|黑名单类型|列入名单|列入名单类别|名单名称|所属名单|"
        "列入名单名称|失信名单类型|名单性质|失信名单类别|失信名单种类|列入名单种类|"
        "失信名单名称|所列名单" },
  { .id = "reason", .label = N_ ("列入事由"), .type = KA_FIELD_LONG, .flags = KA_REQUIRED,
    .section = N_ ("列入"), .width = 14,
    .aliases =
        "列入原因|失信行为|列入情形|失信行为简况|列入理由|失信事由|主要失信行为|"
        "违法失信事实|列入严重失信主体原因|列入严重失信主体事由|列入失信名单原因|"
        "违法失信行为|主要违法事实|列入名单原因|列入名单事由|失信事实|失信主要事实" },
  { .id = "basis", .label = N_ ("法律依据"), .type = KA_FIELD_TEXT,
    .aliases =
        "列入依据|依据|列入法律依据|政策依据|适用条款|列入的法律依据|依据条款|"
        "列入所依据的法律|列入法规依据" },
  { .id = "penalty_no", .label = N_ ("处罚决定书文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER,
    .aliases = "行政处罚文号|处罚文号|处罚决定书号|行政处罚决定书文号|处罚决定文号" },
  { .id = "notified", .label = N_ ("告知日期"), .type = KA_FIELD_DATE,
    .aliases =
        "告知时间|列入告知日期|事先告知日期|告知书送达日期|告知书送达时间|告知送达日期|"
        "列入告知书送达日期|告知书下达日期|事前告知日期" },
  { .id = "decided_by", .label = N_ ("决定机关"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_TITLE,
    .aliases =
        "列入机关|决定单位|认定单位|列入决定机关|认定机关|认定部门|"
        "作出决定机关|列入决定单位|作出决定单位|决定部门|列入决定部门|做出决定的机关|"
        "列入认定机关" },
  { .id = "decision_no", .label = N_ ("列入决定文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER,
    .aliases =
        "决定书文号|列入决定书文号|决定文号|列入文号|列入决定书编号|认定文号|"
        "决定书编号|决定书号|列入决定文书号|列入决定书号|失信列入决定书文号|"
        "列入文件|列入文件号|列入文件文号|列入决定|列入决定书|认定文件|认定文件号" },
  { .id = "listed", .label = N_ ("列入日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "列入时间|纳入日期|纳入时间|认定日期|列入名单日期|认定时间|列入名单时间|"
        "列入决定日期|起始日期|惩戒起始日期|列入黑名单日期|列入失信名单日期|"
        "列入严重失信主体日期|列入生效日期|被列入日期|正式列入日期" },
  { .id = "term_months", .label = N_ ("管理期限"), .type = KA_FIELD_INT, .unit = N_ ("月"), .min = "1",
    .max = "600", .width = 5, .aliases =
        "期限|惩戒期限|管理期|列入期限|惩戒期|有效期限|公示期限|列管期限|失信期限",
    .help = N_ ("安全生产严重失信主体名单管理期限为3年（应急管理部令第11号）。") },
  { .id = "restrictions", .label = N_ ("惩戒措施"), .type = KA_FIELD_TEXT, .flags = KA_MULTI,
    .format = KA_FORMAT_LIST, .section = N_ ("惩戒与公示"),
    .aliases =
        "联合惩戒措施|管理措施|惩戒内容|联合惩戒内容|惩戒措施内容|采取惩戒措施|"
        "限制措施|约束措施|惩戒事项|限制事项|惩戒种类|受限事项|惩戒限制措施|"
        "信用惩戒措施",
    .help = N_ ("投融资、保险税收、招标投标、土地出让、职业禁入；几项之间用“、”分开。") },
  { .id = "published", .label = N_ ("公示日期"), .type = KA_FIELD_DATE,
    .aliases =
        "公示时间|公开日期|公布日期|列入公示日期|名单公示日期|社会公示日期|"
        "公示起始日期|向社会公示日期" },
  { .id = "repair_applied", .label = N_ ("信用修复申请日期"), .type = KA_FIELD_DATE,
    .section = N_ ("修复与移出"),
    .aliases =
        "修复申请日期|信用修复日期|提前移出申请日期|信用修复申请时间|申请修复日期|"
        "修复申请提出日期|信用修复申请受理日期|申请信用修复日期|信用修复申请提交日期",
    .help = N_ ("列入满12个月可以申请提前移出（应急管理部令第11号）。") },
  { .id = "removed", .label = N_ ("移出日期"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "移出时间|移除日期|修复/移出决定日期|移出名单日期|移出决定日期|实际移出日期|"
        "解除日期|解除时间|移出黑名单日期|移出失信名单日期" },
  { .id = "removal", .label = N_ ("移出方式"), .type = KA_FIELD_CHOICE,
    .choices = "期满移出|提前移出|撤销列入",
    .synonyms =
        "期满=期满移出|到期移出=期满移出|到期=期满移出|期限届满=期满移出|提前=提前移出|"
        "信用修复=提前移出|修复移出=提前移出|信用修复移出=提前移出|撤销=撤销列入|"
        "撤销决定=撤销列入|撤销列入决定=撤销列入|届满移出=期满移出|"
        "期限届满移出=期满移出|期满退出=期满移出|期满自动移出=期满移出|"
        "提前退出=提前移出|申请提前移出=提前移出|信用修复提前移出=提前移出|"
        "决定撤销=撤销列入|列入决定撤销=撤销列入|撤销移出=撤销列入",
    .aliases =
        "移出类型|移出原因|移出情形|移出途径|移出形式|移出类别|退出方式|移出名单方式" },
  { .id = "removal_no", .label = N_ ("移出决定文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER,
    .aliases = "移出决定书文号|移出文号|移出决定|移出决定书编号|信用修复决定文号" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
  { .id = "id_number", .label = N_ ("身份证号"), .type = KA_FIELD_TEXT, .flags = KA_PRIVATE,
    .format = KA_FORMAT_ID_NUMBER, .section = N_ ("主体"),
    .aliases = "身份证|身份证号码|公民身份号码|证件号码|居民身份证号" },
  { .id = "heard", .label = N_ ("陈述申辩日期"), .type = KA_FIELD_DATE, .section = N_ ("列入"),
    .aliases = "听取陈述申辩日期|陈述申辩时间|陈述、申辩日期" },
  { .id = "hearing", .label = N_ ("陈述申辩及复核情况"), .type = KA_FIELD_LONG, .section = N_ ("列入"),
    .aliases = "陈述申辩|陈述申辩情况|陈述、申辩情况|复核情况",
    .help = N_ ("没有提出的，写明“期限内未提出”。") },
  { .id = "dropped", .label = N_ ("不予列入日期"), .type = KA_FIELD_DATE, .section = N_ ("列入"),
    .aliases = "不予列入时间|不列入日期" },
  { .id = "drop_reason", .label = N_ ("不予列入理由"), .type = KA_FIELD_LONG, .section = N_ ("列入"),
    .aliases = "不予列入原因|不列入理由" },
  { .id = "delivered", .label = N_ ("列入决定送达日期"), .type = KA_FIELD_DATE,
    .section = N_ ("列入"), .aliases = "送达日期|决定书送达日期|列入决定书送达日期" },
  { .id = "sent", .label = N_ ("惩戒推送日期"), .type = KA_FIELD_DATE, .section = N_ ("惩戒与公示"),
    .aliases = "推送日期|惩戒信息推送日期|通报部门日期" },
  { .id = "sent_to", .label = N_ ("惩戒推送部门"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_LIST,
    .flags = KA_MULTI, .section = N_ ("惩戒与公示"), .aliases = "推送部门|推送单位|联合惩戒部门",
    .help = N_ ("收到名单、实施限制的部门；几个之间用“、”分开。") },
  { .id = "repair_evidence", .label = N_ ("修复条件证明材料"), .type = KA_FIELD_LONG,
    .section = N_ ("修复与移出"), .aliases = "信用修复材料|修复证明材料|提前移出证明材料",
    .help = N_ ("履行处罚义务、消除危害后果、期间没有新的严重失信行为，各有什么材料。") },
  { .id = "repair_refused", .label = N_ ("不予修复日期"), .type = KA_FIELD_DATE,
    .section = N_ ("修复与移出"), .aliases = "不予修复时间|不予提前移出日期" },
  { .id = "revoked", .label = N_ ("撤销移出日期"), .type = KA_FIELD_DATE,
    .section = N_ ("修复与移出"), .aliases = "恢复列入日期|撤销移出时间|恢复列入时间" },
  { .id = "revoked_no", .label = N_ ("撤销移出决定文号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER, .section = N_ ("修复与移出"),
    .aliases = "撤销移出文号|恢复列入文号|撤销移出决定书文号" },
  { .id = "revoke_reason", .label = N_ ("撤销移出理由"), .type = KA_FIELD_LONG,
    .section = N_ ("修复与移出"), .aliases = "撤销移出原因|恢复列入理由" },
};

const KaKind ka_kind_discredit = {
  .id = "discredit",
  .label = N_ ("失信名单"),
  .counter = "条",
  .flags = KA_KIND_NEWEST,
  .title = "enterprise",
  .subtitle = "reason",
  .date = "listed",
  .order = "listed",
  .keys = { "decision_no", "enterprise+person+list+listed", "enterprise+list+listed", "person+list+listed" },
  .aliases =
      "失信|失信主体|严重失信主体|严重失信主体名单|黑名单|联合惩戒|失信联合惩戒名单|"
      "诚信管理黑名单|名单",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
