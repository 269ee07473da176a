/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* Headings as words. Offices say the same thing in other words (手机号码, 联系方式, 电话), in another order
 * (完成整改时间, 整改完成时间) and with words that add nothing (是否, 情况, 具体). A heading is cut into the words
 * below, each is put as the first of its line, and the order is dropped: what is then the same means the
 * same. */

#define MAX_WORD 36 /* bytes: twelve characters */

/* A word, and the others for it. */
static const char *const synonyms[] = {
  "电话|联系电话|联系方式|电话号码|手机号码|手机号|手机|移动电话|联系号码|联系手机|通讯方式|联络电话|"
  "联络方式|通讯号码|固定电话|办公电话|"
  "联系手机号|联系手机号码|移动号码|通讯电话|tel|mobile",
  "日期|时间|年月日|年月|什么时间|什么时候|啥时候|何时|何日|哪天|哪日|哪一天",
  "止|截止日期|截止时间|截止日|到期日期|到期时间|到期日|届满日期|届满时间|届满日|届满|终止日期|终止时间|"
  "终止日|结束日期|结束时间|失效日期|失效时间|止期|到期|截止|终止|结束|至|期满日期|期满|"
  "有效截止日期|有效截止时间|有效截止日|止日|到期年月日",
  "起|起始日期|起始时间|起始日|开始日期|开始时间|开始日|起期|起始|开始|始|自|生效日期|生效时间",
  "有效期|有效期限|有效日期|有效时间|有效期间|有效限期|许可期限|许可有效期|证照有效期",
  "期限|时限|限期|限期时间|期限日期|时限要求|几年|多少年|几个月|多久|多长时间",
  "完成|完毕|到位|完结|办理完毕",
  "实际控制人|实控人|实际控制者|"
  "实际出资人|实际控股人|实际投资人",
  "主要负责人|单位负责人|企业负责人|第一责任人|安全生产第一责任人|安全第一责任人|企业主要负责人|单位主要负责人|矿山负责人|"
  "一把手|企业一把手|主要领导|单位主要领导|主要负责同志",
  "法定代表人|法人代表|法人|"
  "法定代表|法人代表人|工商法人",
  "总工程师|总工",
  "企业|单位|公司|生产经营单位|市场主体|矿山企业|厂矿|用人单位|"
  "法人单位|"
  "经营主体|商事主体",
  "矿山|矿井|非煤矿山|采石场|何矿|到何矿|去何矿|哪个矿|到哪个矿|去哪个矿|哪座矿",
  "镇街|乡镇街道|乡镇|街道|街镇|镇|乡|街|乡镇街|镇乡街道|镇街道",
  "地址|住址|住所|位置|地点|场所|部位|坐落|处所|什么地方|啥地方|何地|何处|哪里|哪些地方|哪个部位",
  "信用代码|统一社会信用代码|社会信用代码|统一信用代码|社会统一信用代码|信用编码|统一社会信用编码|"
  "信用代码证|信用号码",
  "身份证|身份证号|身份证号码|公民身份号码|公民身份证号码|身份证件号码|身份证件号|居民身份证|"
  "居民身份证号|居民身份证号码|身份号码|身份证明号码",
  "号|编号|号码|编码|文号|文书号|文书编号|字号|文书文号|文件号|文件编号|文件文号|批文号|代码",
  "证号|证书编号|证书号|证书号码|证编号|证件号|证件编号|证件号码|证照编号|证照号|证照号码|"
  "证件编码|"
  "证书编码|证照编码|上岗证号|上岗证编号|资格证号|资格证编号|作业证号|操作证号|操作证编号|"
  "作业证编号|作业证编码|作业证号码|操作证编码|操作证号码|资格证书编号|资格证书号|合格证编号|合格证号|"
  "证书代码",
  "来电|致电|来电来访|来访|来信",
  "诉求|主要诉求|诉求事项|诉求内容",
  "许可证号|许可证编号|许可证号码|许可证证号|许可证编码|许可证件编号|许可证件号",
  "发证机关|发证单位|颁证机关|颁证单位|发证部门|颁发机关|颁发部门|颁发单位|审批机关|审批部门|核发机关|"
  "核发部门|许可机关|颁证部门|"
  "核发单位|发证机构|颁证机构|颁发机构|核发机构|签发机关",
  "发证|颁证|颁发|核发|领证|取证|签发|取得|领取|发放|取得证书|颁发许可证|发放证书",
  "数|人数|数量|总数|个数|人次|总人数|名额|员数|合计|几人|多少人|几个人|多少个",
  "次|次数|场次|频次|几次|多少次",
  "天|天数|工作日|工作日数|工日|日数|工作天数|几天|多少天",
  "安责险|安全生产责任保险|安全生产责任险|安全责任险|安全责任保险",
  "在线监测|监测预警|监测预警系统|在线监测预警|在线监测系统|在线监测监控|监测系统|自动监测|在线监控系统|监测设施|监测设备|"
  "在线监测设施|在线监测设备|安全监测设施|安全监测系统",
  "监测监控|监测监控系统|监测监控设施",
  "视频监控|在线视频监控|视频监控系统|视频在线监控|在线视频|在线视频监控系统|"
  "监控视频|在线监控视频",
  "安全费用|安全生产费用|安全费|安全经费|安措费|安全投入",
  "标准化|安全标准化|安全生产标准化|质量标准化|标准化建设|标准化创建|"
  "安标|标化|安全标化|标准化达标",
  "等级|级别|等别|定级|等次|达标等级|达标级别|评定等级",
  "类型|类别|种类|分类|类|"
  "属性",
  "生产规模|核定能力|批准能力|设计生产规模|设计规模|生产能力|设计生产能力|设计能力|证载规模|核定规模|许可规模|年生产能力|"
  "年设计生产能力|证载生产规模|核定生产能力|批准规模|年生产规模|"
  "产能|证载产能|核准规模|年产能|设计产能|证载年产能|核定产能|许可产能|设计年产能|批准生产规模|开采规模|建设规模|"
  "设计采矿能力|采矿能力|年采矿能力",
  "产量|实际产量|年产量|生产量|采出量|"
  "全年产量|当年产量|采矿量|采出矿石量|实际生产量|年采矿量|采掘量|开采量|年开采量",
  "矿种|产出矿种|生产矿种|开采矿种|主要矿种|矿产种类|矿石种类|主采矿种|主要开采矿种|矿产品|主矿种|开采矿产|矿石品种",
  "开采方式|采矿方式|开采类型|开采方法|开采形式",
  "状态|现状|状况|使用现状|运行现状|运行状态|运行状况|生产状态|生产现状|生产状况|目前状况|目前状态|当前状态|使用状态|"
  "生产建设状态|运营状态|"
  "生产情况|运行情况|运营情况|使用情况|运营现状|经营状态|经营现状|生产经营状态|生产经营情况|建设生产状态|生产建设情况|开采现状|现阶段状态",
  "服务年限|设计服务年限|服务期限|服务期",
  "现有|目前|当前|现",
  "经度|东经|东经坐标|经度值|中心经度|中心点经度|经度坐标|中心经度坐标|坐标经度|中心坐标经度|"
  "gps经度|地理经度|x坐标经度",
  "纬度|北纬|北纬坐标|纬度值|中心纬度|中心点纬度|纬度坐标|中心纬度坐标|坐标纬度|中心坐标纬度|"
  "gps纬度|地理纬度|y坐标纬度",
  "最高|最大",
  "高度|高|高差",
  "从业人员|职工|员工|用工|在册职工|在册人员|从业|"
  "在职员工|在职职工|现有职工|现有人员|在职人员",
  "安全管理人员|安全员|安全管理员|安全生产管理人员|安管人员|安全生产管理员|"
  "安管员|专兼职安全员",
  "注册安全工程师|注安师|注安工程师|注册安全师|"
  "注册安工|注安",
  "隐患|事故隐患|安全隐患|问题隐患|问题|隐患问题|安全生产隐患|问题和隐患|隐患和问题|安全问题|什么问题|啥问题|哪些问题|何问题",
  "重大隐患|重大事故隐患|重大安全隐患|重大事故隐患问题",
  "描述|内容|详情|详细描述|具体内容|具体描述|概况|简述|摘要",
  "整改|治理|改正|整治",
  "责任单位|责任部门|责任主体|牵头单位|牵头部门",
  "责任人|负责人|责任人员|负责同志",
  "人员|人|成员|组成员|名单|何人|何人去|什么人|哪些人|谁|谁去|谁去的|去了谁",
  "措施|方案|办法|举措",
  "资金|经费|费用|投入|资金投入|投入资金|投资",
  "检查|执法检查|监督检查|现场检查|抽查|检查执法|监督检查执法|督查|巡查|查了|查过",
  "排查|自查|自查自纠|排查治理|查隐患",
  "复查|验收复查|复查验收|复核|整改复查|整改复核|整改核查",
  "销号|整改销号|整改闭环|整改销案|整改销账|销案|核销|销账|销帐|消号|销号办结|闭环|闭环销号|销号闭环|核销销号|验收销号",
  "结果|结论|意见|处理结果|处理意见|处理情况|处理结论|处置结果|处置意见|处置情况|怎么处理|怎么处理的|怎样处理|如何处理",
  "来源|途径|渠道|方式来源|来源渠道",
  "发现|查出|排查发现|检查发现|查处|指出|查找|检查出|排查出|查找出|诊断出|查办|查获",
  "责改|责令整改|责令限期整改|限期整改|责令改正|责令限期改正|责改指令|责令整改指令书|"
  "责令限期整改指令书|整改指令书|责改指令书|整改指令|责令限期整改指令|责令整改指令",
  "处罚|行政处罚",
  "决定书|处罚决定书|行政处罚决定书|处罚决定|行政处罚决定",
  "依据|法律依据|法规依据|依据条款|文件依据|依据文件|政策依据|出处|文件出处|来源文件|文件来源|依据来源|来源依据|制定依据|法律法规依据|"
  "适用条款",
  "金额|数额|款额|总额",
  "罚款|罚没|罚金|经济处罚|行政处罚金额|处罚金额",
  "公示|公开|信息公示",
  "执行|缴款|缴纳|履行|缴清|缴讫|缴费|清缴",
  "违反|违犯",
  "防范|预防",
  "条款|规定|法条|法律条款|法律规定|条文",
  "事实|行为|案由|情形|事由",
  "原因|缘由|理由|致因|起因|成因|因何|因何事|何因|为何|为什么|什么原因|啥原因|"
  "原因说明",
  "列入|纳入|认定|"
  "列入名单|被列入|列入失信名单|列入严重失信名单|列入黑名单|纳入名单",
  "移出|退出|移除|移出名单|"
  "被移出|移出失信名单|移出黑名单|移出严重失信名单",
  "发生|事发|发生事故|案发",
  "死亡|死",
  "直接经济损失|经济损失|损失",
  "经过|简要经过|事故经过|过程|简况",
  "批复|批准|审批|获批|审定",
  "设计审查|安全设施设计审查|安全设施设计|安设|设计",
  "开工|开工建设|动工",
  "竣工|完工",
  "验收|竣工验收|安全设施竣工验收|安全设施验收",
  "施工期|工期|建设期|建设工期|施工工期|施工期限",
  "工程|项目|建设项目|工程项目",
  "培训|教育培训|培训班|培训教育",
  "参加|参训|参培|参与|参会|应考|参考|参学|受训",
  "合格|通过|及格|考核合格|考试合格|考核通过|考试通过|成绩合格",
  "组织|主办|举办|承办|牵头",
  "学历|文化程度|文化水平|学历层次|最高学历|"
  "学历水平|教育程度|受教育程度|教育水平|受教育水平|最高文化程度",
  "职称|技术职称|专业技术职称|专业职称|职称级别|"
  "专业技术职务|专业技术资格|技术职务",
  "岗位|职务|职位|任职岗位|担任职务|任职",
  "作业类别|工种|作业种类|作业项目|操作项目|准操项目|操作类别|作业工种|操作工种|特种作业类别|特种作业工种|"
  "从事工种",
  "专家|专家组|专家组成员|专家成员|专家人员|专家名单|随行专家|聘请专家|邀请专家|外聘专家|参与专家|参加专家|随同专家",
  "服务|指导服务|会诊|帮扶|会诊服务|帮扶指导|指导帮扶|技术服务|专家服务|进企|入企",
  "指标|考核指标|目标指标|考核项目|指标项目",
  "进展|推进|工作进展|工作推进|推进进展",
  "下步举措|下一阶段工作打算|下一阶段工作安排|下一阶段工作|下一阶段打算|下一阶段措施|下阶段工作打算|下阶段打算|下阶段工作|下一步举措|下步措施|下一步措施|下步打算|下一步打算|下步工作|下一步工作|下步安排|"
  "下一步安排|下步计划|下一步计划|下步工作安排|下一步工作安排|下步工作打算|下一步工作打算|"
  "下步工作计划|下一步工作计划|下步工作措施|下一步工作措施",
  "任务|工作任务|任务内容|任务事项|重点任务|具体任务|工作事项|主要任务",
  "立案|立案审批|受案",
  "送达",
  "告知",
  "催告",
  "审核|审查|审稿|初审|评审|审定|审阅",
  "督办|挂牌督办|挂牌",
  "陪同",
  "举报|信访举报|投诉举报|举报投诉|投诉|信访|举报线索|线索|反映",
  "核查|核实|调查核实|核查核实|查证|查实|调查核查|现场核查|现场核实|调查处理核实",
  "办结|结案|办理完结|办毕|结办|处结|处理完毕|结案办结|办结完成|办结销号",
  "接报|受理|接收|接到举报|收到举报|来件|收件|接件|接诉|接到|收到|来电|来访|来访来电|接警",
  "履职|入矿|出勤|到现场|在岗|到岗|带班|驻矿|在矿|到矿|现场|现场履职|现场工作|下井带班|现场在岗|现场带班",
  "会议|会|问题会",
  "研究|研究解决|讨论",
  "月份|月度|月",
  "年度|年份|统计年度|统计年份|所属年度|所属年份",
  "头顶库|头顶库情况",
  "包保责任人|包保领导|包保人|包保人员",
  "边坡",
  "排土场",
  "破碎",
  "两单两卡",
  "重点岗位",
  "矿区",
  "面积",
  "标高",
  "容量",
  "库容",
  "坝高",
  "角度",
  "宽度",
  "深度",
  "长度",
  "赔偿",
  "损失",
  "证书",
  "许可证",
  "许可",
  "通知书",
  "指令书",
  "意见书",
  "文书",
  "方式|形式|"
  "型式|方法",
  "奖励|奖励发放|奖励兑现|举报奖励|奖金|奖励金|奖励资金|举报奖金|发放奖金|兑现奖金|兑付奖金|发放奖励|兑现奖励|兑付奖励",
  "内容",
  "下游",
  "备注|说明|备考|其他说明|附注|备注栏|备注事项|备注信息|其他情况|其他备注|"
  "需说明的情况|需要说明的情况|需要说明的问题|需要说明的事项|需说明的问题|需说明事项|其他需要说明的|"
  "其他情况说明|补充说明|其他需要说明的情况|说明事项|情况说明|备注说明|remark|"
  "其他需要说明的事项|需说明的事项|特殊说明|特殊情况|特殊情况说明|其他事项|情况备注",
  "外包|外委|委外|承包|发包",
  "施工单位|作业单位|施工企业|施工队伍|队伍|施工队|工程队|承包单位|外包单位",
  "四个一批|分类处置",
  "其他|其它",
  "法定工作日|国家法定工作日|年法定工作日|全年法定工作日|年度法定工作日|法定年工作日|法定工作日数|法定工作日天数",
  "其他执法|其他执法活动|其他执法事项|其他执法任务|其他行政执法",
  "非执法|非执法活动|非执法事项|非执法任务|非行政执法",
  "镇街级|乡镇级",
  "佐证|印证|佐证材料|印证材料|支撑材料|证明材料|佐证资料|印证资料|支撑资料|证明资料",
  "短板|不足|短板不足|短板弱项|短板和不足|不足之处|薄弱环节",
  "量化|量化要求|量化标准|量化指标|量化目标",
  "隐蔽致灾因素普查|隐蔽致灾因素|致灾因素普查|隐蔽致灾普查|隐蔽致灾因素普查治理|致灾普查",
  "机械化|机械化作业|机械化程度|机械化水平|"
  "作业机械化|设备机械化|工序机械化|环节机械化|工艺机械化|系统机械化|作业环节机械化|作业工序机械化",
  "稳定性分析|稳定性评价|稳定性评估|稳定分析|"
  "稳定性研究|稳定性分析研究|稳定性计算|稳定性验算|稳定性论证|稳定性分析评价",
  "奖励机制|奖励制度|奖励办法",
  "评分|得分|分数|打分|分值",
  "报送|上报|报告|上传|报出",
  "上报系统|系统上报|系统填报|系统录入|录入系统|填报系统|上传系统|系统上传|系统报送|线上报送|"
  "线上填报|网上填报|在线填报|平台上报|上报平台|录入平台|平台录入",
  "计划完成|拟完成|应完成|要求完成|限期完成|预计完成|拟定完成",
  "佐证|印证|备查|支撑|证明",
  "材料|资料",
  "失信|失信名单|严重失信|严重失信名单|失信主体名单|严重失信主体|严重失信主体名单|安全生产严重失信主体|安全生产严重失信主体名单|黑名单|诚信黑名单|诚信管理黑名单",
  "主体|对象",
  "停复产|停产|停工|停建|复产|复工|复建|停复工|复工复产|复产复工|停产停建|停产停工|停工停产|停产停业|停产复产|停工复工|停工停建",
  "实施|施行|实行|启用",
  "机关|部门",
  NULL,
};

/* Words that say nothing about which field is meant. */
static const char *const fillers[]
  = { "是否",     "有无",     "情况", "信息", "姓名",     "名称", "名字", "全称", "的",
      "具体",     "详细",     "主要", "所在", "所处",     "所属", "属地", "归属", "辖区",
      "已",       "为",       "了",   "及",   "和",       "与",   "或",   "、",   "/",
      "“",        "”",        "\"",   "-",    "—",        "·",    ",",    ";",    ".",
      "基本",     "开展",     "建立", "建设", "安装",     "实现", "配备", "接入", "联网",
      "购买",     "投保",     "参保", "落实", "本人",     "个人", "系统", "必填", "选填",
      "填写",     "对应",     "本",   "该",   "其",       "请",   "额",   "提取", "计提",
      "采取",     "拟",       "每月", "每",   "召开",     "带队", "组",   "相关", "有关",
      "如有",     "若有",     "其中", "属于", "最近一次", "最近", "最后", "简要", "最终",
      "当月",     "本月",     "造成", "处以", "给予",     "予以", "作出", "最新", "上次",
      "登记",     "工商登记", "工商", "列",   "名",       "项",   "行政", "案件", "公开发布",
      "责令限期", NULL };

/* A heading of just one of these says little … */
static const char *const vague[]
  = { "电话", "地址", "企业", "矿山", "止",     "起",   "证号", "镇街", "月份",
      "年度", "依据", "措施", "结果", "责任人", "期限", "原因", "人员", NULL };
/* … of one of these nothing. */
static const char *const empty[]
  = { "日期", "数",   "号",   "类型", "等级", "描述", "完成", "来源", "次",   "天", "期",
      "高度", "会议", "现有", "书",   "金额", "人",   "工程", "检查", "整改", NULL };

typedef struct
{
  GHashTable *words;   /* word → the first of its line (an interned GRefString), "" of a filler */
  GStringChunk *texts; /* of the table */
  /* By a character: bytes of the longest word that begins with it. Most cells begin with none. */
  guint8 longest[0x10000];
} Dictionary;

static void
add_word (Dictionary *dictionary, const char *word, const char *first)
{
  gunichar c = g_utf8_get_char (word);
  gsize len = strlen (word);

  g_assert (c < G_N_ELEMENTS (dictionary->longest));
  g_hash_table_insert (dictionary->words, (gpointer)word, (gpointer)first);
  dictionary->longest[c] = MAX (dictionary->longest[c], MIN (len, MAX_WORD));
}

static const Dictionary *
get_dictionary (void)
{
  static gsize ready = 0;
  static Dictionary dictionary;

  if (g_once_init_enter (&ready))
    {
      dictionary.words = g_hash_table_new (g_str_hash, g_str_equal);
      dictionary.texts = g_string_chunk_new (4096);
      for (guint i = 0; synonyms[i] != NULL; i++)
        {
          g_auto (GStrv) line = g_strsplit (synonyms[i], "|", -1);

          char *first = g_ref_string_new_intern (line[0]);

          for (guint w = 0; line[w] != NULL; w++)
            add_word (&dictionary, g_string_chunk_insert_const (dictionary.texts, line[w]), first);
        }
      for (guint i = 0; fillers[i] != NULL; i++)
        add_word (&dictionary, fillers[i], "");
      g_once_init_leave (&ready, 1);
    }
  return &dictionary;
}

/* The longest word that the text begins with; NULL: none. *len: its bytes, or of one character. */
static const char *
find_word (const char *text, gsize *len)
{
  const Dictionary *dictionary = get_dictionary ();
  gunichar first = g_utf8_get_char (text);
  gsize longest = first < G_N_ELEMENTS (dictionary->longest) ? dictionary->longest[first] : 0;
  char word[MAX_WORD + 1];
  const char *ends[MAX_WORD];
  guint n = 0;

  for (const char *at = text; *at != '\0';)
    {
      at = g_utf8_next_char (at);
      if ((gsize)(at - text) > longest)
        break;
      ends[n++] = at;
    }
  while (n-- > 0)
    {
      const char *found;

      memcpy (word, text, ends[n] - text);
      word[ends[n] - text] = '\0';
      found = g_hash_table_lookup (dictionary->words, word);
      if (found != NULL)
        {
          *len = ends[n] - text;
          return found;
        }
    }
  *len = g_utf8_next_char (text) - text;
  return NULL;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
ka_heading_words (const char *folded)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ref_string_release);

  /* 2024年产量 */
  if (strspn (folded, "0123456789") == 4 && g_str_has_prefix (folded + 4, "年"))
    folded += 4 + strlen ("年");
  for (const char *at = folded; *at != '\0';)
    {
      gsize len;
      const char *word = find_word (at, &len);
      char letter[8] = { 0 };

      /* Not g_intern_string(): a file may bring any letters, and what is interned so stays. */
      if (word == NULL)
        g_ptr_array_add (
          words, g_ref_string_new_intern (memcpy (letter, at, MIN (len, sizeof letter - 1))));
      else if (*word != '\0')
        g_ptr_array_add (words, g_ref_string_acquire ((char *)word));
      at += len;
    }
  g_ptr_array_sort (words, compare_words);
  return words;
}

/* A list of words that is asked about each word of each name of each field: hashed when first needed. */
typedef struct
{
  gsize ready;
  GHashTable *words;
} WordSet;

static gboolean
is_in_set (WordSet *set, const char *const *list, const char *word)
{
  if (g_once_init_enter (&set->ready))
    {
      set->words = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; list[i] != NULL; i++)
        g_hash_table_add (set->words, (gpointer)list[i]);
      g_once_init_leave (&set->ready, 1);
    }
  return g_hash_table_contains (set->words, word);
}

static gboolean
is_one_of (GPtrArray *words, const char *const *of)
{
  return words->len == 1 && g_strv_contains (of, g_ptr_array_index (words, 0));
}

static char *
join_words (GPtrArray *words)
{
  GString *out = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (word != last) /* one string each: 整改 … 整改 is once 整改 */
        {
          g_string_append (out, word);
          g_string_append_c (out, ' ');
        }
      last = word;
    }
  return g_string_free (out, FALSE);
}

/* What the headings of a kind may leave out or repeat: what the kind is about. */
static gboolean
is_about (const KaKind *kind, GPtrArray *own, const char *word)
{
  if (g_ptr_array_find (own, word, NULL))
    return TRUE;
  return strcmp (kind->id, "enterprise") == 0 && strcmp (word, "矿山") == 0;
}

gboolean
ka_heading_word_is_generic (const char *word)
{
  static WordSet empty_set, vague_set;

  return is_in_set (&empty_set, empty, word) || is_in_set (&vague_set, vague, word);
}

char *
ka_heading_reduce (GPtrArray *words, gboolean *says_little)
{
  *says_little = is_one_of (words, vague);
  return words->len == 0 || is_one_of (words, empty) ? NULL : join_words (words);
}

/* The words of what each kind is called. */
static GPtrArray *
get_own_words (const KaKind *kind)
{
  static gsize ready = 0;
  static GPtrArray **own;

  if (g_once_init_enter (&ready))
    {
      guint n;
      const KaKind *const *kinds = ka_kinds (&n);

      own = g_new (GPtrArray *, n);
      for (guint k = 0; k < n; k++)
        own[k] = ka_heading_words (kinds[k]->label);
      g_once_init_leave (&ready, 1);
    }
  return own[ka_kind_index (kind)];
}

char *
ka_heading_reduce_within (GPtrArray *words, const KaKind *kind, gboolean *says_little)
{
  g_autoptr (GPtrArray) left = g_ptr_array_sized_new (words->len);
  GPtrArray *own = get_own_words (kind);

  for (guint i = 0; i < words->len; i++)
    if (!is_about (kind, own, g_ptr_array_index (words, i)))
      g_ptr_array_add (left, g_ptr_array_index (words, i));
  /* 检查年度 of a plan of inspections says more than 年度. */
  *says_little = is_one_of (left, empty) || (left->len == words->len && is_one_of (left, vague));
  return left->len == 0 ? NULL : join_words (left);
}

/* Words that say of which sort the value is: what differs in one of them is not the same. */
static gboolean
is_measure (const char *word)
{
  static const char *const measures[]
    = { "日期", "止",   "起",   "有效期", "期限",   "电话",   "号",   "数",
        "次",   "天",   "地址", "人",     "责任人", "金额",   "资金", "高度",
        "经度", "纬度", "年度", "月份",   "类型",   "等级",   "企业", "矿山",
        "镇街", "依据", "措施", "结果",   "原因",   "机械化", NULL };
  static WordSet set;

  return is_in_set (&set, measures, word);
}

/* Which step of the work is meant; what is found at an inspection and what is ordered are one step each,
 * whatever its word. NULL: none. */
static const char *
find_step (const char *word)
{
  static const char *const steps[]
    = { "检查", "整改", "复查", "验收", "销号", "立案", "告知", "送达",
        "催告", "执行", "公示", "列入", "移出", "核查", "办结", "接报",
        "督办", "审核", "陪同", "发证", "处罚", "举报", NULL };
  static WordSet set;

  if (strcmp (word, "排查") == 0 || strcmp (word, "发现") == 0)
    word = "检查";
  else if (strcmp (word, "责改") == 0)
    word = "整改";
  return is_in_set (&set, steps, word) ? word : NULL;
}

static gboolean
has_step (GPtrArray *words, const char *step)
{
  for (guint i = 0; i < words->len; i++)
    if (g_strcmp0 (find_step (g_ptr_array_index (words, i)), step) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_step_beyond (GPtrArray *a, GPtrArray *b, const KaKind *kind)
{
  GPtrArray *own = get_own_words (kind);

  for (guint i = 0; i < a->len; i++)
    {
      const char *word = g_ptr_array_index (a, i);
      const char *step = is_about (kind, own, word) ? NULL : find_step (word);

      if (step != NULL && !has_step (b, step))
        return TRUE;
    }
  return FALSE;
}

gboolean
ka_heading_is_of_step (GPtrArray *heading,
                       GPtrArray *name,
                       const KaField *field,
                       const KaKind *kind)
{
  gboolean bound = field->type == KA_FIELD_DATE || field->type == KA_FIELD_TIME
                   || (field->type == KA_FIELD_TEXT
                       && (field->format == KA_FORMAT_NAME || field->format == KA_FORMAT_LIST
                           || field->format == KA_FORMAT_NUMBER));

  return !bound
         || (!has_step_beyond (heading, name, kind) && !has_step_beyond (name, heading, kind));
}

gboolean
ka_heading_says_what (const char *text, const KaKind *kind)
{
  static const char *const what[] = { "描述", "事实", "问题", "隐患", "任务", "事项", NULL };
  g_autoptr (KaHeading) heading = ka_heading_new (text);
  g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);
  GPtrArray *own = get_own_words (kind);
  gboolean says = FALSE;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (!is_about (kind, own, word) && find_step (word) != NULL && strcmp (word, "发现") != 0)
        return FALSE;
      says |= g_strv_contains (what, word) || is_about (kind, own, word);
    }
  return says;
}

/* 举报人 is not 被举报人: who does is not to whom it is done. */
gboolean
ka_heading_turns (GPtrArray *a, GPtrArray *b)
{
  return g_ptr_array_find_with_equal_func (a, "被", g_str_equal, NULL)
         != g_ptr_array_find_with_equal_func (b, "被", g_str_equal, NULL);
}

/* Both are sorted. Most pairs have nothing in common, and are asked by the ten thousand. */
static gboolean
share_word (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      int order = strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, j));

      if (order == 0)
        return TRUE;
      i += order < 0;
      j += order > 0;
    }
  return FALSE;
}

double
ka_heading_likeness (GPtrArray *a, GPtrArray *b)
{
  gsize common = 0, all = 0;
  guint i = 0, j = 0;

  if (!share_word (a, b) || ka_heading_turns (a, b))
    return 0;
  while (i < a->len || j < b->len)
    {
      const char *x = i < a->len ? g_ptr_array_index (a, i) : NULL;
      const char *y = j < b->len ? g_ptr_array_index (b, j) : NULL;
      int order = x == NULL ? 1 : y == NULL ? -1 : strcmp (x, y);

      if (order == 0)
        common += strlen (x);
      else if (is_measure (order < 0 ? x : y))
        return 0;
      all += strlen (order <= 0 ? x : y);
      i += order <= 0;
      j += order >= 0;
    }
  return all > 0 ? common / (double)all : 0;
}
