/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "name", .label = N_ ("企业名称"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_TITLE, .section = N_ ("基本情况"), .width = 16,
    .aliases =
        "单位名称|矿山企业名称|企业全称|采矿权人|采矿权人名称|生产经营单位|"
        "生产经营单位名称|公司名称|企业（单位）名称|单位全称|名称|矿山企业|企业|单位|"
        "企业名|公司全称|市场主体名称|监管对象名称|监管对象|矿业权人|业主单位|生产单位|"
        "营业执照名称|法人单位名称|商事主体名称|企业主体名称|企业（矿山）名称|"
        "经营单位名称",
    .help = N_ ("与营业执照一致的全称。") },
  { .id = "credit_code", .label = N_ ("统一社会信用代码"), .type = KA_FIELD_TEXT,
    .flags = KA_UNIQUE, .format = KA_FORMAT_CREDIT_CODE, .width = 11,
    .aliases =
        "社会信用代码|信用代码|统一信用代码|统一社会信用代码证号|USCC|组织机构代码|"
        "营业执照号|营业执照注册号|统一代码|营业执照统一社会信用代码|"
        "统一社会信用代码（注册号）|统一社会信用代码/营业执照号|统一社会信用代码/注册号",
    .help = N_ ("18位，GB 32100—2015，最后一位是校验码。旧注册号、组织机构代码请换成新码。") },
  { .id = "category", .label = N_ ("企业类别"), .type = KA_FIELD_CHOICE,
    .choices = "矿山企业|尾矿库企业|地质勘探单位|采掘施工单位", .width = 6,
    .synonyms =
        "非煤矿山企业=矿山企业|矿山=矿山企业|非煤矿山=矿山企业|采矿企业=矿山企业|"
        "矿山开采企业=矿山企业|尾矿库=尾矿库企业|尾矿库单位=尾矿库企业|地勘单位=地质勘探单位|"
        "地质勘查单位=地质勘探单位|地质勘探=地质勘探单位|地质勘探企业=地质勘探单位|"
        "施工单位=采掘施工单位|采掘施工企业=采掘施工单位|外包施工单位=采掘施工单位|"
        "承包单位=采掘施工单位|采掘施工=采掘施工单位",
    .aliases = "单位类别|企业类型|单位类型|类别|主体类别|企业属性" },
  { .id = "economic_type", .label = N_ ("经济类型"), .type = KA_FIELD_TEXT,
    .aliases =
        "企业性质|登记注册类型|主管企业性质|企业经济类型|注册类型|所有制|所有制性质|"
        "经济性质|经济成分|所有制形式|登记类型" },
  { .id = "legal_rep", .label = N_ ("法定代表人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NAME,
    .section = N_ ("负责人"), .width = 5,
    .aliases = "法人|法人姓名|法人代表|法定代表人姓名|法人代表姓名|企业法人" },
  { .id = "principal", .label = N_ ("主要负责人"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NAME,
    .width = 5,
    .aliases =
        "负责人|企业负责人|单位主要负责人|主要负责人姓名|企业主要负责人|第一责任人|"
        "安全生产第一责任人|单位负责人|负责人姓名|矿山负责人|企业主要负责人姓名|总经理|"
        "企业安全负责人",
    .help = N_ ("《安全生产法》第五条：主要负责人是本单位安全生产第一责任人。") },
  { .id = "principal_phone", .label = N_ ("主要负责人电话"), .type = KA_FIELD_TEXT,
    .flags = KA_PRIVATE, .format = KA_FORMAT_PHONE,
    .aliases =
        "联系电话|电话|手机|手机号|手机号码|移动电话|负责人电话|负责人移动电话|"
        "主要负责人联系电话|主要负责人手机|联系方式|主要负责人联系方式|负责人联系电话|"
        "负责人手机" },
  { .id = "controller", .label = N_ ("实际控制人"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NAME, .width = 5, .aliases = "实控人|实际控制人姓名|控制人|实际控股人|实际投资人|投资人" },
  { .id = "controller_phone", .label = N_ ("实际控制人电话"), .type = KA_FIELD_TEXT,
    .flags = KA_PRIVATE, .format = KA_FORMAT_PHONE,
    .aliases =
        "实控人电话|实际控制人联系电话|实际控制人手机|实控人联系电话|实际控制人联系方式|"
        "实控人手机" },
  { .id = "parent", .label = N_ ("上级公司"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_TITLE,
    .aliases =
        "上级企业|上级单位|上级企业信息|隶属|隶属单位|母公司|集团公司|控股公司|"
        "上级公司名称|所属集团|上级主管单位|控股股东|主管单位" },
  { .id = "town", .label = N_ ("所在镇街"), .type = KA_FIELD_CHOICE, .codes = "towns",
    .section = N_ ("地址"), .width = 5,
    .aliases =
        "所在乡镇|乡镇|镇街|所在镇|属地|所属镇街|所属乡镇|乡镇街道|所在街镇|街镇|"
        "所在乡镇（街道）|镇（街道）|属地镇街|所在地|乡（镇）|乡（镇、街道）|镇（街）|"
        "镇街名称|企业属地|矿山属地|所在镇（街）|所在镇（街道）|所属镇（街）" },
  { .id = "address", .label = N_ ("详细地址"), .type = KA_FIELD_TEXT,
    .aliases =
        "地址|单位地址|企业地址|注册地址|地理位置|住所|经营地址|通讯地址|生产经营地址|"
        "企业住所|注册地|单位住所|厂址|营业场所|办公地址|生产地址|单位所在地|"
        "企业所在地|所在地址" },
  { .id = "staff", .label = N_ ("从业人员数"), .type = KA_FIELD_INT, .min = "0", .max = "100000",
    .section = N_ ("人员"), .width = 4,
    .aliases =
        "从业人员|职工人数|员工人数|员工数|从业人员总数|从业人数|职工总数|人员总数|"
        "总人数|在岗人数|从业人员数量|员工|职工数|用工人数|企业总人数|企业人数|"
        "全员人数|人员规模|在册人数" },
  { .id = "safety_staff", .label = N_ ("专职安全管理人员数"), .type = KA_FIELD_INT, .min = "0",
    .max = "10000",
    .aliases =
        "专职安全管理人员|专职安全员数|专职安全生产管理人员|专职安全生产管理人员数|"
        "安管人员数|安全管理人员数|专职安管人员|安全员人数|专职安全员|专职安全生产管理人|"
        "专职安全管理人员人数|专职安全管理人员配备数",
    .help = N_ ("《安全生产法》第二十四条：矿山应当设置安全生产管理机构或者配备专职安全生产管理人员。") },
  { .id = "registered_engineers", .label = N_ ("注册安全工程师数"), .type = KA_FIELD_INT,
    .min = "0", .max = "10000",
    .aliases =
        "注册安全工程师|注安师|注安工程师人数|注册安全工程师人数|注安师人数|注安工程师|"
        "注安师数|注册安全工程师数量",
    .help = N_ ("《安全生产法》第二十七条：矿山应当有注册安全工程师从事安全生产管理工作。") },
  { .id = "insured", .label = N_ ("安全生产责任保险"), .type = KA_FIELD_FLAG,
    .section = N_ ("保险与费用"),
    .aliases =
        "安责险|是否在保|安责险是否在保|安责险在保情况|"
        "是否投保|是否投保安责险|安责险投保情况|是否投保安全生产责任保险|"
        "安全生产责任险|是否参保|投保安责险|安责险是否投保|安全生产责任险投保情况|"
        "是否购买安责险|安全生产责任保险投保情况|是否缴纳安责险|是否办理安责险|"
        "安责险保险情况",
    .help = N_ ("《安全生产法》第五十一条：高危行业应当投保安全生产责任保险。") },
  { .id = "insured_until", .label = N_ ("保险有效期至"), .type = KA_FIELD_DATE,
    .aliases =
        "安责险有效期至|保险到期日|安责险到期日期|保险到期日期|安责险有效期|"
        "安责险截止日期|保险期限至|保险有效期|保单有效期至|保单到期日|安责险保单到期日|"
        "安责险保险止期|保险止期" },
  { .id = "safety_fund", .label = N_ ("安全费用提取"), .type = KA_FIELD_DEC, .places = 4,
    .unit = N_ ("万元"), .min = "0",
    .aliases =
        "安全生产费用|安全费用|安全生产费用提取|提取安全费用|安全费用提取额|安全投入|"
        "安全生产费用提取额|安全生产费用提取情况|年度安全费用提取|上年度安全费用提取|"
        "安全生产费用金额|安全费用金额|安全生产费用提取数|安全资金投入|安全资金" },
  { .id = "reward_scheme", .label = N_ ("隐患内部报告奖励机制"), .type = KA_FIELD_FLAG,
    .aliases =
        "内部举报奖励机制|隐患内部报告奖励|是否建立|奖励机制|是否建立奖励机制|"
        "内部报告奖励机制|事故隐患内部报告奖励机制|隐患报告奖励机制|"
        "是否建立隐患内部报告奖励机制|隐患内部报告奖励机制建立情况|内部奖励机制|"
        "隐患举报奖励|隐患举报奖励机制|隐患报告奖励",
    .help = N_ ("渝安办〔2025〕13号第四部分：2025年6月底前建立事故隐患内部报告奖励机制。") },
  { .id = "reward_scheme_since", .label = N_ ("机制实施日期"), .type = KA_FIELD_DATE,
    .aliases =
        "实施日期|建立日期|建立时间|实施时间|奖励机制建立日期|奖励机制实施日期|"
        "奖励机制建立时间" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
};

const KaKind ka_kind_enterprise = {
  .id = "enterprise",
  .label = N_ ("企业"),
  .counter = "家",
  .title = "name",
  .subtitle = "town",
  .order = "name",
  .keys = { "credit_code", "name" },
  .aliases =
      "企业信息|企业基本情况|企业台账|企业名录|企业基本情况台账|非煤矿山企业|生产经营单位|"
      "企业清单",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
