/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "enterprise", .label = N_ ("企业"), .type = KA_FIELD_REF, .target = "enterprise",
    .section = N_ ("人员"), .width = 14,
    .aliases =
        "企业名称|单位名称|单位|工作单位|所在企业|所属企业|所在单位|公司名称|任职单位|"
        "聘用单位|所在矿山企业|从业单位|服务单位|受聘单位" },
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .target = "mine", .width = 8,
    .aliases = "矿山名称|所属矿山|矿名|矿山（井）名称|任职矿山" },
  { .id = "name", .label = N_ ("姓名"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_NAME, .width = 5,
    .aliases =
        "人员姓名|持证人|持证人员|人员|持证人姓名|姓名（持证人）|从业人员姓名|学员姓名|"
        "学员|人员名单|Name" },
  { .id = "id_number", .label = N_ ("身份证号"), .type = KA_FIELD_TEXT, .flags = KA_PRIVATE,
    .format = KA_FORMAT_ID_NUMBER,
    .aliases =
        "身份证号码|证件号码|身份证|公民身份号码|公民身份证号码|居民身份证号|身份证件号码|"
        "证件号" },
  { .id = "phone", .label = N_ ("电话"), .type = KA_FIELD_TEXT, .flags = KA_PRIVATE,
    .format = KA_FORMAT_PHONE,
    .aliases = "联系电话|手机|手机号|手机号码|移动电话|联系方式|联系手机|电话号码" },
  { .id = "post", .label = N_ ("岗位类别"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "主要负责人|实际控制人|矿长|总工程师|安全副矿长|生产副矿长|机电副矿长|安全生产管理人员|特种作业人员|专业技术人员|班组长|其他",
    .section = N_ ("岗位"), .width = 7,
    .synonyms =
        "负责人=主要负责人|法定代表人=主要负责人|企业主要负责人=主要负责人|实控人=实际控制人|"
        "总工=总工程师|技术负责人=总工程师|安全矿长=安全副矿长|分管安全副矿长=安全副矿长|"
        "安全副矿=安全副矿长|副矿长(安全)=安全副矿长|生产矿长=生产副矿长|"
        "分管生产副矿长=生产副矿长|副矿长(生产)=生产副矿长|机电矿长=机电副矿长|"
        "分管机电副矿长=机电副矿长|副矿长(机电)=机电副矿长|安全管理人员=安全生产管理人员|"
        "安管人员=安全生产管理人员|安全员=安全生产管理人员|专职安全员=安全生产管理人员|"
        "安全生产管理员=安全生产管理人员|专职安全管理人员=安全生产管理人员|"
        "特种作业=特种作业人员|特殊工种=特种作业人员|特种工=特种作业人员|"
        "技术人员=专业技术人员|专技人员=专业技术人员|技术员=专业技术人员|"
        "专业技术员=专业技术人员|班长=班组长|采矿技术人员=专业技术人员|"
        "地质技术人员=专业技术人员|测量技术人员=专业技术人员|机电技术人员=专业技术人员|"
        "通风技术人员=专业技术人员|安全管理员=安全生产管理人员|"
        "专职安全生产管理人员=安全生产管理人员|兼职安全员=安全生产管理人员|"
        "矿山总工程师=总工程师|总工程师(技术负责人)=总工程师|区队长=班组长|五职矿长=矿长|"
        "工段长=班组长|其它=其他",
    .aliases =
        "岗位|职务|人员类别|岗位名称|职务（岗位）|岗位职务|人员类型|类别|担任职务|五职|"
        "岗位（职务）|任职岗位|持证类型|资格类型|培训类别",
    .help = N_ ("《安全生产法》第二十七条；地下矿山五职矿长、露天矿山矿长总工程师和专业技术人员（渝安办〔2025〕13号第七部分）。") },
  { .id = "specialty", .label = N_ ("作业类别或专业"), .type = KA_FIELD_TEXT, .width = 9,
    .aliases =
        "作业类别|专业|操作项目|所学专业|作业项目|准操项目|工种|作业类别/专业|证书名称|"
        "作业类别及专业|作业种类|毕业专业" },
  { .id = "education", .label = N_ ("学历"), .type = KA_FIELD_CHOICE,
    .choices = "博士|硕士|本科|大专|中专|高中|初中及以下",
    .synonyms =
        "博士研究生=博士|硕士研究生=硕士|研究生=硕士|大学=本科|大学本科=本科|全日制本科=本科|"
        "本科学历=本科|专科=大专|大学专科=大专|高职=大专|大专学历=大专|中职=中专|技校=中专|"
        "中等专业学校=中专|中技=中专|职高=高中|职业高中=高中|高中学历=高中|初中=初中及以下|"
        "小学=初中及以下|初中以下=初中及以下|初中及以下学历=初中及以下|中学=初中及以下|"
        "大学专科学历=大专|高职高专=大专|硕士及以上=硕士|本科及以上=本科|研究生及以上=硕士|"
        "中专及以下=中专|中专学历=中专",
    .aliases = "文化程度|学历层次|最高学历|文化水平" },
  { .id = "title", .label = N_ ("职称"), .type = KA_FIELD_TEXT,
    .aliases = "技术职称|专业技术职称|职称（资格）|专业技术职务|职称级别|职称等级|专业技术资格" },
  { .id = "cert_no", .label = N_ ("证书编号"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_NUMBER,
    .section = N_ ("证书"), .width = 9,
    .aliases =
        "证书号|证号|资格证号|操作证编号|操作证号|资格证书编号|合格证编号|证书号码|合格证号|"
        "考核合格证编号|特种作业操作证号|证书编码|证件编码|安全合格证号|安全资格证号|持证编号" },
  { .id = "cert_issued", .label = N_ ("初领日期"), .type = KA_FIELD_DATE,
    .aliases =
        "初次领证日期|发证日期|领证日期|初次发证日期|取证日期|取证时间|发证时间|初领时间|"
        "首次取证日期" },
  { .id = "cert_review", .label = N_ ("应复审日期"), .type = KA_FIELD_DATE,
    .aliases = "复审日期|复审时间|应复审时间|下次复审日期|复审期限|应复训日期" },
  { .id = "cert_until", .label = N_ ("证书有效期至"), .type = KA_FIELD_DATE, .flags = KA_FOREVER,
    .width = 6,
    .aliases =
        "有效期至|证书有效期|有效期|有效期限|有效期止|到期日期|证书到期日|"
        "有效期截止日期|证书有效期限|有效日期至|证书截止日期|有效期终止|证件有效期至|"
        "有效截止日期|证件有效期|操作证有效期|资格证有效期" },
  { .id = "full_time", .label = N_ ("专职"), .type = KA_FIELD_FLAG, .synonyms = "专职=是|兼职=否",
    .aliases = "是否专职|专职/兼职|专职或兼职|专兼职|兼职情况|专（兼）职|是否专职人员" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
};

const KaKind ka_kind_person = {
  .id = "person",
  .label = N_ ("人员"),
  .counter = "人",
  .title = "name",
  .subtitle = "post",
  .order = "enterprise",
  .keys = { "id_number+post", "cert_no", "enterprise+name+post+phone", "enterprise+name+post" },
  .aliases =
      "人员台账|三项岗位人员|五职人员|持证人员|主要负责人|安全生产管理人员|特种作业人员|"
      "五职矿长|五职矿长及专业技术人员|持证台账|从业人员持证",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
