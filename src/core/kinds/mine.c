/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const KaField fields[] = {
  { .id = "enterprise", .label = N_ ("所属企业"), .type = KA_FIELD_REF, .flags = KA_REQUIRED,
    .target = "enterprise", .section = N_ ("基本情况"), .width = 14,
    .aliases =
        "企业名称|单位名称|所属单位|企业|采矿权人|采矿权人名称|矿山企业|矿山企业名称|"
        "公司名称|生产经营单位|生产经营单位名称|企业全称|所属企业名称" },
  { .id = "name", .label = N_ ("矿山名称"), .type = KA_FIELD_TEXT, .flags = KA_REQUIRED,
    .format = KA_FORMAT_TITLE, .width = 10,
    .aliases =
        "矿名|矿山|矿山（井）名称|生产系统名称|矿区名称|矿山全称|矿井名称|矿山（矿区）名称|"
        "采石场名称|矿区|矿点名称" },
  { .id = "type", .label = N_ ("矿山类型"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "露天矿山|地下矿山|露天地下联合|尾矿库", .width = 5,
    .synonyms =
        "露天=露天矿山|露天开采=露天矿山|露天矿=露天矿山|地下=地下矿山|地下开采=地下矿山|"
        "地下矿=地下矿山|井工=地下矿山|井工开采=地下矿山|井下=地下矿山|井下开采=地下矿山|"
        "联合开采=露天地下联合|露天+地下=露天地下联合|露天/地下=露天地下联合|"
        "露天转地下=露天地下联合|露天地下联合开采=露天地下联合|露天、地下=露天地下联合|"
        "尾矿=尾矿库",
    .aliases = "开采方式|矿山类别|露天/地下|类型|矿山开采方式|采矿方式|开采类型",
    .help = N_ ("按生产系统填报；既有露天又有地下开采的填“露天地下联合”。") },
  { .id = "mineral", .label = N_ ("开采矿种"), .type = KA_FIELD_CHOICE, .codes = "minerals",
    .width = 7,
    .aliases =
        "矿种|主矿种|主要矿种|开采主矿种|主要产品|开采矿种名称|矿产品|开采矿产|矿石种类|"
        "主要开采矿种" },
  { .id = "capacity", .label = N_ ("设计生产规模"), .type = KA_FIELD_DEC, .places = 2, .min = "0",
    .section = N_ ("规模"), .width = 5,
    .aliases =
        "设计规模|生产规模|设计生产能力|生产能力|证载规模|核定规模|证载生产规模|年生产规模|"
        "设计能力|核定生产能力|许可规模|建设规模|开采规模|证载生产能力|年设计生产规模",
    .help = N_ ("采矿许可证或安全设施设计载明的年生产规模。") },
  { .id = "capacity_unit", .label = N_ ("规模单位"), .type = KA_FIELD_CHOICE,
    .choices = "万吨/年|万立方米/年", .width = 5,
    .synonyms =
        "万吨=万吨/年|万t/a=万吨/年|万t=万吨/年|万吨每年=万吨/年|万t/年=万吨/年|"
        "万吨/a=万吨/年|万立方米=万立方米/年|万m3/a=万立方米/年|万m3/年=万立方米/年|"
        "万m3=万立方米/年|万方=万立方米/年|万方/年=万立方米/年|万立方=万立方米/年|"
        "万立方/年=万立方米/年|万立方米每年=万立方米/年",
    .aliases = "单位|生产规模单位|计量单位|规模计量单位" },
  { .id = "density", .label = N_ ("矿石体重"), .type = KA_FIELD_DEC, .places = 2, .unit = "t/m³",
    .min = "0.5", .max = "6",
    .aliases = "体重|矿石密度|矿石比重|矿石容重|容重|比重|密度|矿石小体重|小体重",
    .help = N_ ("万吨与万立方米换算用；不填时灰岩按2.6、其他按2.4换算。") },
  { .id = "size_class", .label = N_ ("认定规模"), .type = KA_FIELD_CHOICE,
    .choices = "大型|中型|小型", .width = 3,
    .synonyms =
        "大=大型|中=中型|小=小型|大型矿山=大型|中型矿山=中型|小型矿山=小型|大型矿=大型|"
        "中型矿=中型|小型矿=小型",
    .aliases = "规模|矿山规模|规模类型|规模等级|大中小型|规模类别|建设规模类型|规模分类",
    .help = N_ ("不填时按国土资发〔2004〕208号附件由矿种、规模和体重算出；填写后以填写为准。") },
  { .id = "output", .label = N_ ("上年度产量"), .type = KA_FIELD_DEC, .places = 2, .unit = "万吨",
    .min = "0",
    .aliases =
        "实际产量|产量|年产量|上年产量|上年度实际产量|实际年产量|去年产量|本年度采出矿石量|"
        "上年度矿石产量" },
  { .id = "service_life", .label = N_ ("设计服务年限"), .type = KA_FIELD_DEC, .places = 1,
    .unit = "年", .min = "0", .max = "500", .aliases = "服务年限|矿山服务年限|设计服务期限" },
  { .id = "status", .label = N_ ("矿山状态"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .choices = "生产|基建|停产|停建|关闭", .section = N_ ("状态与位置"), .width = 4,
    .synonyms =
        "正常生产=生产|在产=生产|生产中=生产|正常=生产|生产矿山=生产|正常生产矿山=生产|"
        "在建=基建|建设=基建|建设中=基建|新建=基建|在建矿山=基建|基建矿山=基建|基建期=基建|"
        "建设矿山=基建|停产整顿=停产|停产整改=停产|长期停产=停产|已停产=停产|停产矿山=停产|"
        "临时停产=停产|停工=停建|已停建=停建|停建矿山=停建|缓建=停建|已关闭=关闭|关停=关闭|"
        "关闭矿山=关闭|闭坑=关闭|已闭坑=关闭|注销=关闭|已注销=关闭",
    .aliases =
        "状态|生产状态|生产现状|运营状况|运行状况|矿山生产状态|目前状态|矿山现状|当前状态|"
        "生产经营状态|现状|建设状态|矿山运行状态" },
  { .id = "town", .label = N_ ("所在镇街"), .type = KA_FIELD_CHOICE, .flags = KA_REQUIRED,
    .codes = "towns", .width = 5,
    .aliases =
        "所在乡镇|乡镇|镇街|所在镇|属地|所属镇街|所属乡镇|乡镇街道|所在街镇|街镇|"
        "所在乡镇（街道）|镇（街道）|镇（街）|属地镇街|所在地" },
  { .id = "address", .label = N_ ("详细地址"), .type = KA_FIELD_TEXT,
    .aliases = "地址|矿区地址|矿山地址|地理位置|矿山位置|具体地址|矿区位置|所在位置" },
  { .id = "longitude", .label = N_ ("经度"), .type = KA_FIELD_DEC, .places = 6, .min = "73",
    .max = "136", .aliases = "东经|中心经度|经度（°）|矿区中心经度|坐标经度" },
  { .id = "latitude", .label = N_ ("纬度"), .type = KA_FIELD_DEC, .places = 6, .min = "3",
    .max = "54", .aliases = "北纬|中心纬度|纬度（°）|矿区中心纬度|坐标纬度" },
  { .id = "slope_height", .label = N_ ("最高边坡高度"), .type = KA_FIELD_DEC, .places = 1,
    .unit = "m", .min = "0", .max = "1500", .section = N_ ("边坡与排土场"),
    .aliases =
        "边坡高度|现状边坡高度|最大边坡高度|采场边坡高度|采场最高边坡高度|最大边坡高|"
        "边坡最大高度",
    .help = N_ ("不小于200米应当在线监测，不小于100米每年做一次稳定性分析（江津府办发〔2023〕11号；矿安〔2022〕88号露天（六）（七））。") },
  { .id = "slope_monitored", .label = N_ ("边坡在线监测"), .type = KA_FIELD_FLAG,
    .aliases =
        "边坡监测|边坡是否在线监测|是否安装边坡在线监测|采场边坡在线监测|边坡在线监测系统|"
        "是否安装在线监测|是否在线监测|边坡是否监测" },
  { .id = "slope_analysed", .label = N_ ("边坡稳定性分析日期"), .type = KA_FIELD_DATE,
    .aliases =
        "边坡稳定性分析|边坡稳定性分析时间|边坡分析日期|最近一次边坡稳定性分析日期|"
        "边坡稳定性评价日期|边坡稳定性分析报告日期" },
  { .id = "dump_height", .label = N_ ("排土场堆置高度"), .type = KA_FIELD_DEC, .places = 1,
    .unit = "m", .min = "0", .max = "1000",
    .aliases = "排土场高度|堆置高度|排土场堆高|排土场总堆置高度|排土场最大堆置高度" },
  { .id = "dump_monitored", .label = N_ ("排土场在线监测"), .type = KA_FIELD_FLAG,
    .aliases = "排土场监测|排土场是否在线监测|是否安装排土场在线监测|排土场在线监测系统" },
  { .id = "dump_analysed", .label = N_ ("排土场稳定性分析日期"), .type = KA_FIELD_DATE,
    .aliases = "排土场稳定性分析|排土场稳定性分析时间|排土场分析日期|排土场稳定性评价日期" },
  { .id = "mech_extraction", .label = N_ ("开采机械化"), .type = KA_FIELD_FLAG,
    .section = N_ ("机械化"),
    .aliases = "开采|开采工序机械化|开采环节机械化|机械化开采|开采工序|开采是否机械化|穿孔开采机械化",
    .help = N_ ("江津府办发〔2023〕11号：2025年开采、铲装、运输等主要工序机械化率达到100%。") },
  { .id = "mech_loading", .label = N_ ("铲装机械化"), .type = KA_FIELD_FLAG,
    .aliases = "铲装|铲装工序机械化|铲装环节机械化|机械化铲装|铲装工序|铲装是否机械化|装载机械化" },
  { .id = "mech_haulage", .label = N_ ("运输机械化"), .type = KA_FIELD_FLAG,
    .aliases = "运输|运输工序机械化|运输环节机械化|机械化运输|运输工序|运输是否机械化" },
  { .id = "mech_ventilation", .label = N_ ("通风机械化"), .type = KA_FIELD_FLAG,
    .flags = KA_UNDERGROUND,
    .aliases =
        "通风|通风工序机械化|通风（地下）|机械通风|机械化通风|地下通风|通风机械化（地下）|"
        "井下通风机械化|通风是否机械化",
    .help = N_ ("仅地下矿山填报（渝府办发〔2022〕105号）。") },
  { .id = "mech_crushing", .label = N_ ("破碎进料口机械化换人"), .type = KA_FIELD_FLAG,
    .aliases =
        "破碎口机械化换人|破碎机械化|破碎进料口机械化|破碎口机械化|破碎进料口|破碎口|"
        "破碎进料口换人|破碎口换人|破碎机械化换人" },
  { .id = "std_level", .label = N_ ("标准化等级"), .type = KA_FIELD_CHOICE,
    .choices = "一级|二级|三级|未达标", .section = N_ ("标准化"), .width = 4,
    .synonyms =
        "1级=一级|2级=二级|3级=三级|i级=一级|ii级=二级|iii级=三级|i=一级|ii=二级|iii=三级|"
        "标准化一级=一级|标准化二级=二级|标准化三级=三级|一级标准化=一级|二级标准化=二级|"
        "三级标准化=三级|国家级=一级|未达=未达标|不达标=未达标|无=未达标|未创建=未达标|"
        "未评定=未达标|未评级=未达标|尚未达标=未达标|一级达标=一级|二级达标=二级|"
        "三级达标=三级|否=未达标",
    .aliases =
        "标准化级别|安全标准化等级|安全生产标准化等级|等级|达标等级|质量标准化等级|"
        "标准化达标等级|安全生产标准化级别|标准化|安全生产标准化",
    .help = N_ ("二级及以上由市级评定，三级由区级评定，证书在有效期内才计入（江津府办发〔2023〕11号三（六）3）。") },
  { .id = "std_cert_no", .label = N_ ("标准化证书编号"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NUMBER,
    .aliases =
        "证书编号|标准化证书号|标准化证号|AQBK证号|标准化登记|安全标准化证书编号|标准化证书|"
        "标准化编号" },
  { .id = "std_until", .label = N_ ("标准化有效期至"), .type = KA_FIELD_DATE, .width = 6,
    .aliases =
        "标准化证书有效期至|标准化有效期|标准化证书有效期|标准化到期日期|标准化证书到期日|"
        "有效期至|标准化到期时间|标准化有效期限" },
  { .id = "info_management", .label = N_ ("安全管理信息化"), .type = KA_FIELD_FLAG,
    .section = N_ ("信息化"),
    .aliases =
        "信息化|安全管理信息化水平|信息化建设|安全信息化管理|安全生产信息化|是否信息化|"
        "信息化管理|安全管理信息系统" },
  { .id = "info_online", .label = N_ ("接入非煤矿山安全在线"), .type = KA_FIELD_FLAG,
    .aliases =
        "非煤矿山安全在线|是否接入非煤矿山安全在线|接入安全在线|安全在线|安全在线接入|"
        "非煤矿山安全在线接入|是否接入安全在线" },
  { .id = "video", .label = N_ ("在线视频监控"), .type = KA_FIELD_FLAG,
    .aliases =
        "视频监控|在线视频|在线视频监控系统|视频联网|视频监控联网|是否安装在线视频监控|"
        "视频在线监控|视频监控系统|在线监控" },
  { .id = "training_video", .label = N_ ("培训教室视频联网"), .type = KA_FIELD_FLAG,
    .aliases =
        "培训教室视频|培训教室联网|培训教室|安全培训教室视频联网|培训教室视频接入|"
        "培训教室视频监控联网|培训教室是否联网" },
  { .id = "posts_key", .label = N_ ("重点岗位数"), .type = KA_FIELD_INT, .min = "0", .max = "1000",
    .section = N_ ("岗位与人员"), .aliases = "重点岗位|重点岗位总数|重点岗位数量|重点岗位个数" },
  { .id = "posts_carded", .label = N_ ("已编制两单两卡岗位数"), .type = KA_FIELD_INT, .min = "0",
    .max = "1000",
    .aliases =
        "已编制岗位数|两单两卡岗位数|两单两卡已编制数|已编两单两卡岗位数|两单两卡编制数|"
        "已编制数|两单两卡已编制岗位数|已编制两单两卡数",
    .help = N_ ("岗位风险清单、职责清单和应知应会卡、应急处置卡；不大于重点岗位数。") },
  { .id = "chief_engineer", .label = N_ ("总工程师"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NAME, .width = 5,
    .aliases = "总工|总工姓名|总工程师姓名|技术负责人|矿山总工程师|配备总工程师",
    .help = N_ ("江津府办发〔2023〕11号：2025年总工程师配备率达到100%。") },
  { .id = "risk_grade", .label = N_ ("分类分级"), .type = KA_FIELD_CHOICE, .choices = "A|B|C|D",
    .width = 3, .synonyms = "a级=A|b级=B|c级=C|d级=D|a类=A|b类=B|c类=C|d类=D|红=D|橙=C|黄=B|蓝=A",
    .aliases =
        "风险等级|安全风险等级|分级|风险分级|分类分级等级|分类分级结果|风险级别|安全风险分级|"
        "ABCD分级" },
  { .id = "contractor", .label = N_ ("外包施工单位"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_TITLE,
    .aliases =
        "外包单位|外包队伍|承包单位|施工单位|外包工程队|采掘施工单位|外包施工队伍|"
        "外包工程承包单位" },
  { .id = "disposal", .label = N_ ("四个一批"), .type = KA_FIELD_CHOICE,
    .choices = "淘汰关闭|整合重组|升级改造|保留", .section = N_ ("处置与普查"),
    .synonyms =
        "关闭=淘汰关闭|淘汰=淘汰关闭|淘汰退出=淘汰关闭|淘汰关闭一批=淘汰关闭|"
        "关闭退出=淘汰关闭|整合=整合重组|重组=整合重组|整合重组一批=整合重组|"
        "兼并重组=整合重组|升级=升级改造|改造=升级改造|改造升级=升级改造|改造提升=升级改造|"
        "升级改造一批=升级改造|做优做强=保留|保留一批=保留|巩固提升=保留|做强做优=保留",
    .aliases = "处置方式|处置措施|分类处置|处置类型|四个一批分类|处置类别" },
  { .id = "disposal_due", .label = N_ ("处置期限"), .type = KA_FIELD_DATE,
    .aliases = "完成时限|处置完成时限|处置时限|处置完成期限|处置完成时间" },
  { .id = "survey_status", .label = N_ ("隐蔽致灾因素普查"), .type = KA_FIELD_CHOICE,
    .choices = "未开展|进行中|已完成",
    .synonyms =
        "完成=已完成|已普查=已完成|是=已完成|已开展=进行中|正在开展=进行中|开展中=进行中|"
        "正在进行=进行中|普查中=进行中|在开展=进行中|正在普查=进行中|未完成=进行中|"
        "未启动=未开展|尚未开展=未开展|未普查=未开展|否=未开展|没有开展=未开展",
    .aliases =
        "隐蔽致灾因素普查情况|普查情况|普查进度|普查状态|致灾因素普查|隐蔽致灾普查|普查进展|"
        "隐蔽致灾因素普查进度",
    .help = N_ ("渝安办〔2025〕13号第六部分：2025年9月底前完成普查成果填报（KA/T 22—2024）。") },
  { .id = "survey_done", .label = N_ ("普查完成日期"), .type = KA_FIELD_DATE,
    .aliases = "完成日期|普查完成时间|普查日期|隐蔽致灾因素普查完成日期|普查完成日" },
  { .id = "official_region", .label = N_ ("行政区负责人"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NAME, .section = N_ ("三个责任人"),
    .aliases =
        "行政区责任人|地方政府负责人|政府责任人|属地政府负责人|政府领导|行政区安全责任人|"
        "地方政府包保责任人|行政责任人",
    .help = N_ ("江津府办发〔2023〕11号三（一）1：公示行政区、监管部门、企业三个责任人。") },
  { .id = "official_dept", .label = N_ ("监管部门负责人"), .type = KA_FIELD_TEXT,
    .format = KA_FORMAT_NAME,
    .aliases =
        "监管部门责任人|监管责任人|部门负责人|部门责任人|监管部门安全责任人|行业监管责任人|"
        "监管负责人" },
  { .id = "officials_published", .label = N_ ("三个责任人公示日期"), .type = KA_FIELD_DATE,
    .aliases = "公示日期|责任人公示日期|三个责任人公示时间|公示时间|三个责任人公示|责任人公示时间" },
  { .id = "note", .label = N_ ("备注"), .type = KA_FIELD_LONG, .section = N_ ("备注"),
    .aliases = "说明|其他说明" },
};

const KaKind ka_kind_mine = {
  .id = "mine",
  .label = N_ ("矿山"),
  .counter = "座",
  .title = "name",
  .subtitle = "enterprise",
  .order = "name",
  .keys = { "enterprise+name" },
  .aliases =
      "矿山信息|矿山基本情况|矿山台账|非煤矿山|非煤矿山基本情况|露天矿山|地下矿山|四化统计|"
      "四化建设情况|四化进展|矿山名录|矿山清单",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
