/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "enterprise", .label = N_ ("企业"), .type = KA_FIELD_REF, .target = "enterprise",
    .section = N_ ("证照"), .width = 14,
    .aliases =
        "企业名称|单位名称|所属企业|采矿权人|采矿权人名称|持证单位|持证企业|公司名称|"
        "企业（单位）名称|被许可人|矿山企业名称|持证人|采矿权人（企业）|单位|"
        "被许可单位|许可企业|持证主体|持有人|许可证持有人" },
  { .id = "mine", .label = N_ ("矿山"), .type = KA_FIELD_REF, .target = "mine", .width = 10,
    .aliases = "矿山名称|矿名|矿山（井）名称|所属矿山|矿区名称|生产系统名称|被许可系统|许可系统|被许可矿山|许可的生产系统|被许可生产系统" },
  { .id = "kind", .label = N_ ("证照类型"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "采矿许可证|安全生产许可证|营业执照|爆破作业单位许可证|其他", .width = 7,
    .synonyms =
        "采矿证=采矿许可证|采矿权=采矿许可证|"
        "采矿权许可证=采矿许可证|采矿权证=采矿许可证|安许证=安全生产许可证|"
        "安全许可证=安全生产许可证|安全生产许可=安全生产许可证|安全生产证=安全生产许可证|"
        "工商执照=营业执照|工商营业执照=营业执照|爆破许可证=爆破作业单位许可证|"
        "爆破作业许可证=爆破作业单位许可证|爆破作业单位=爆破作业单位许可证|"
        "爆破证=爆破作业单位许可证|其它=其他|其他证照=其他|排污许可证=其他|取水许可证=其他|"
        "土地使用证=其他|林地使用许可=其他|采矿许可=采矿许可证|"
        "安全生产许可证书=安全生产许可证",
    .aliases = "证件类型|证照名称|许可证类型|证件名称|许可证名称|证照种类|证照类别|证书类型" },
  { .id = "number", .label = N_ ("证号"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_NUMBER, .width = 14,
    .aliases =
        "证照编号|许可证号|证书编号|许可证编号|证件号码|证号（编号）|证照号|"
        "编号（证号）|采矿许可证号|采矿许可证证号|采矿许可证编号|采矿证号|"
        "勘查采矿许可证号|采矿许可证号码|安全生产许可证编号|安全生产许可证号|"
        "安全许可证号|安全生产许可证号码|安许证号|营业执照编号|执照编号|营业执照号|执照注册号|爆破作业单位许可证编号|"
        "证书号|许可文号|证照文号" },
  { .id = "scope", .label = N_ ("许可范围"), .type = KA_FIELD_TEXT,
    .aliases =
        "许可（经营）范围|经营范围|许可内容|许可证范围|开采矿种及方式|"
        "许可范围（经营范围）|许可经营范围|许可事项|生产范围|核准范围" },
  { .id = "issuer", .label = N_ ("发证机关"), .type = KA_FIELD_TEXT, .format = KA_FORMAT_TITLE,
    .width = 9,
    .aliases =
        "发证单位|颁证机关|发证部门|采矿权登记机关|登记机关|许可机关|颁发机关|颁证单位|"
        "采矿许可证发证机关|安全生产许可证发证机关|安全生产许可证发证单位" },
  { .id = "issued", .label = N_ ("发证日期"), .type = KA_FIELD_DATE,
    .aliases =
        "发证时间|颁证日期|颁发日期|核发日期|领证日期|签发日期|批准日期|批准时间|"
        "核准日期|许可日期" },
  { .id = "valid_from", .label = N_ ("有效期始"), .type = KA_FIELD_DATE, .section = N_ ("有效期"),
    .width = 6,
    .aliases =
        "有效期起|有效期开始|起始日期|有效期开始日期|有效期自|有效期限始|有效期起始日期|"
        "有效期起始|有效起始日期|采矿许可证有效期始|采矿许可证有效期限始|"
        "采矿许可证有效期开始日期|安全生产许可证有效期始|安全生产许可证有效期开始日期|"
        "有效期（起）|有效期（始）" },
  { .id = "valid_until", .label = N_ ("有效期至"), .type = KA_FIELD_DATE, .flags = KA_FOREVER,
    .width = 6,
    .aliases =
        "有效期止|到期日期|截止日期|有效期|有效期限|有效期截止日期|有效期结束日期|有效日期|"
        "到期时间|有效期终止日期|有效期限至|采矿许可证有效期至|采矿许可证有效期限至|"
        "采矿许可证有效期结束日期|采矿许可证有效期|安全生产许可证有效期至|"
        "安全生产许可证有效期结束日期|安全许可证有效期|许可证有效期至|矿山有效期限|"
        "有效期（止）|截止有效期|有效期到|失效日期|有效期届满日期|证照有效期|证照有效期至|"
        "到期日|起止日期|起止时间|起止年月|起止年限|有效期起止|有效期限起止|有效期起止日期|"
        "有效期起止时间|证照起止日期|营业期限|经营期限",
    .help = N_ ("安全生产许可证有效期三年，期满前三个月申请延期（《安全生产许可证条例》第九条）。") },
  { .id = "area_km2", .label = N_ ("矿区面积"), .type = KA_FIELD_DEC, .places = 4, .unit = "km²",
    .min = "0", .section = N_ ("采矿许可"),
    .aliases = "面积|矿区范围面积|矿区面积（平方公里）|矿区面积（公顷）|采矿面积|矿区范围" },
  { .id = "elevation", .label = N_ ("开采标高"), .type = KA_FIELD_TEXT,
    .aliases = "开采深度|标高|开采深度标高|准采标高|批准开采标高|开采标高范围|开采深度范围" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明|其他|其它" },
};

const KaKind ka_kind_permit = {
  .id = "permit",
  .label = N_ ("证照"),
  .counter = "本",
  .title = "number",
  .subtitle = "kind",
  .date = "valid_until",
  .order = "valid_until",
  .keys = { "number" },
  .aliases = "证照台账|许可证|采矿许可证|安全生产许可证|其他证照|证照情况|许可证台账",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
