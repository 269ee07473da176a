/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "make-xlsx.h"
#include "other-ledgers.h"

/* Cells that answer by a number, a tick or half a date, and headings that say how. */

/* 开采方式代码 over 1 and 2, which a note below the table explains. */
static void
test_codes_in_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  ka_import_free (import_text (fixture, "企业.csv", ENTERPRISES));
  import = import_text (
    fixture, "矿山信息.csv",
    "矿山基础信息表,,,,,\n"
    "矿山企业,矿山名称,开采方式代码,生产状态代码,标准化等级代码,乡镇\n"
    "江津甲矿业有限公司,甲一矿,1,1,2,德感街道\n"
    "江津乙石材厂,乙一矿,2,3,0,双福街道\n"
    "注：1.开采方式代码：1-露天，2-地下；2.生产状态代码：1-生产；2-基建；3-停产,,,,,\n"
    "3.标准化等级代码填写：1=一级、2=二级、3=三级、0=未达标。,,,,,\n");
  assert_clean (import);
  assert_value (fixture, "mine", "name", "甲一矿", "type", "露天矿山");
  assert_value (fixture, "mine", "name", "甲一矿", "std_level", "二级");
  assert_value (fixture, "mine", "name", "乙一矿", "type", "地下矿山");
  assert_value (fixture, "mine", "name", "乙一矿", "status", "停产");
  assert_value (fixture, "mine", "name", "乙一矿", "std_level", "未达标");
  assert_value (fixture, "mine", "name", "乙一矿", "std_cert_no", NULL);
}

/* …（1.企业 2.个人）in the heading itself; firms and people in one column. */
static void
test_codes_in_heading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "严重失信主体名单.csv",
    "失信主体名称（姓名）,主体类别（1.企业 2.个人）,失信行为,列入决定书文号,列入日期,名单类型\n"
    "江津甲矿业有限公司,1,拒不整改,甲失信〔2025〕1号,2025-03-01,严重失信主体\n"
    "赵六,2,事故责任人,甲失信〔2025〕2号,2025-03-01,严重失信主体\n"
    "江津乙石材厂,1,瞒报事故,甲失信〔2025〕3号,2025-04-01,严重失信主体\n");
  assert_clean (import);
  assert_value (fixture, "discredit", "decision_no", "甲失信〔2025〕1号", "subject", "单位");
  assert_value (fixture, "discredit", "decision_no", "甲失信〔2025〕1号", "person", NULL);
  assert_value (fixture, "discredit", "decision_no", "甲失信〔2025〕2号", "subject", "个人");
  assert_value (fixture, "discredit", "decision_no", "甲失信〔2025〕2号", "person", "赵六");
}

/* ☑是 □否 and what else people tick in. */
static void
test_ticked_cells (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "重大事故隐患台账.csv",
    "矿山,发现日期,隐患等级,隐患描述,挂牌督办,停产撤人,复查意见\n"
    "甲一矿,2025-03-01,□一般 ☑重大,边坡失稳,☑区级 □市级,☑是 □否,□合格 □不合格\n"
    "甲一矿,2025-03-02,一般□ 重大☑,车辆制动失灵,□区级　☑市级,□√是 □否,合格☑ 不合格□\n"
    "乙一矿,2025-03-03,一般（√） 重大（ ）,未设护栏,,是（ ） 否（√）,合格[√]不合格[ ]\n"
    "乙一矿,2025-03-04,√一般□重大,□牌未挂,,■是□否,√\n");
  assert_value (fixture, "hazard", "description", "边坡失稳", "level", "重大");
  assert_value (fixture, "hazard", "description", "边坡失稳", "supervised", "区级");
  assert_value (fixture, "hazard", "description", "边坡失稳", "halted", "1");
  assert_value (fixture, "hazard", "description", "边坡失稳", "review_result", NULL);
  assert_value (fixture, "hazard", "description", "车辆制动失灵", "level", "重大");
  assert_value (fixture, "hazard", "description", "车辆制动失灵", "supervised", "市级");
  assert_value (fixture, "hazard", "description", "车辆制动失灵", "halted", "1");
  assert_value (fixture, "hazard", "description", "车辆制动失灵", "review_result", "合格");
  assert_value (fixture, "hazard", "description", "未设护栏", "level", "一般");
  assert_value (fixture, "hazard", "description", "未设护栏", "halted", "0");
  assert_value (fixture, "hazard", "description", "□牌未挂", "halted", "1");
}

/* 一季度 | 二季度 over the months themselves: each is a record. */
static void
test_months_under_quarters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "2026年度监督检查计划.csv",
                        "被检查单位,检查类型,一季度,二季度,第三季度,第四季度,主要检查内容\n"
                        "甲一矿,重点检查,2月,,7月、9月,/,边坡\n"
                        "乙一矿,一般检查,,5月,,,培训\n"
                        "乙二矿,一般检查,,,,11月份,库区\n");
  assert_clean (import);
  assert_counts (import, 0, 5, 0, 0, 0);
  assert_value (fixture, "plan", "month", "2026-09", "kind", "重点检查");
  assert_value (fixture, "plan", "month", "2026-05", "content", "培训");
  assert_value (fixture, "plan", "month", "2026-11", "content", "库区");
}

/* 3.25 under the year of the title. What may have lost its end is told, not guessed. */
static void
test_short_days (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_xlsx (
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>2025年隐患台账</t></is></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>矿山名称</t></is></c>"
    "<c r=\"B2\" t=\"inlineStr\"><is><t>发现日期</t></is></c>"
    "<c r=\"C2\" t=\"inlineStr\"><is><t>隐患描述</t></is></c>"
    "<c r=\"D2\" t=\"inlineStr\"><is><t>复查日期</t></is></c></row>"
    "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>甲一矿</t></is></c>"
    "<c r=\"B3\" t=\"inlineStr\"><is><t>3.2</t></is></c>"
    "<c r=\"C3\" t=\"inlineStr\"><is><t>浮石未清理</t></is></c><c r=\"D3\"><v>3.25</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>甲一矿</t></is></c>"
    "<c r=\"B4\" t=\"inlineStr\"><is><t>12/5</t></is></c>"
    "<c r=\"C4\" t=\"inlineStr\"><is><t>护栏缺失</t></is></c><c r=\"D4\"><v>12.1</v></c></row>",
    NULL, NULL);
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *problems = NULL;

  import_base (fixture);
  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ka_import_set_skip_bad (import, TRUE);
  commit (fixture, import);
  assert_value (fixture, "hazard", "description", "浮石未清理", "found", "2025-03-02");
  assert_value (fixture, "hazard", "description", "浮石未清理", "reviewed", "2025-03-25");
  assert_value (fixture, "hazard", "description", "护栏缺失", "found", "2025-12-05");
  assert_value (fixture, "hazard", "description", "护栏缺失", "reviewed", NULL);
  problems = show_problems (import);
  g_assert_nonnull (strstr (problems, "@D4"));
  g_unlink (path);
}

/* 处罚决定 over 决定书文号; 案号 over the numbers of the filings. */
static void
test_group_repeats (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "行政处罚台账.csv",
                   "案号,案由,当事人,处罚决定,,\n"
                   ",,,决定书文号,决定时间,罚款数额（元）\n"
                   "甲应急立〔2025〕1号,未培训,江津甲矿业有限公司,甲罚〔2025〕8号,2025-03-01,2000\n"
                   "甲应急立〔2025〕2号,未备案,江津乙石材厂,甲罚〔2025〕9号,2025-03-02,3000\n");
  assert_clean (import);
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕8号", "amount", "2000");
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕9号", "decided", "2025-03-02");
}

/* A paper of another sort takes the number's place where the heading only says 案号. */
static void
test_filing_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "行政处罚台账.csv",
                        "案号,案由,当事人,文书号,处罚日期\n"
                        "甲应急立〔2025〕1号,未培训,江津甲矿业有限公司,甲罚〔2025〕8号,2025-03-01\n"
                        "甲应急立〔2025〕2号,未备案,江津乙石材厂,甲罚〔2025〕9号,2025-03-02\n");
  assert_clean (import);
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕9号", "facts", "未备案");
}

/* 项目 | 甲库 | 乙库 over a table on its side, with groups of labels left of the labels. */
static void
test_names_over_columns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  ka_import_free (import_text (fixture, "企业.csv", ENTERPRISES));
  ka_import_free (import_text (fixture, "矿山.csv",
                               "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
                               "江津甲矿业有限公司,甲沟尾矿库,尾矿库,生产,德感街道\n"
                               "江津乙石材厂,乙沟尾矿库,尾矿库,停产,双福街道\n"));
  import = import_text (fixture, "尾矿库基本情况一览.csv",
                        "尾矿库基本情况一览,,,\n"
                        "项  目,,甲沟尾矿库,乙沟尾矿库\n"
                        "基本情况,所在乡镇,德感街道,双福街道\n"
                        ",运行状态,在用,停用\n"
                        ",等别,四等,五等\n"
                        ",安全度等级,正常库,病库\n"
                        "坝体,筑坝方式,上游式,一次性筑坝\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "pond"), ==, 2);
  assert_value (fixture, "pond", "name", "甲沟尾矿库", "grade", "四等");
  assert_value (fixture, "pond", "name", "乙沟尾矿库", "safety_degree", "病");
}

/* 曝光平台及日期 is text that says both; 整改责任（责任人） is the 整改责任人; 调查中 is no date. */
static void
test_said_with_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) cases = NULL;
  g_autoptr (KaImport) hazards = NULL;
  g_autoptr (KaImport) accidents = NULL;

  import_base (fixture);
  cases = import_text (fixture, "2025年第四季度典型案例汇总.csv",
                       "案例名称,案例类别,办案单位,案情简介,曝光平台及日期\n"
                       "某厂违法案,行政执法,区应急局,检查发现违法行为,“江津发布”，2025年11月4日\n");
  assert_clean (cases);
  assert_value (fixture, "typical_case", "title", "某厂违法案", "published",
                "“江津发布”，2025年11月4日");
  hazards = import_text (fixture, "隐患.csv",
                         "矿山,发现日期,隐患描述,整改责任（责任人）,整改期限\n"
                         "甲一矿,2025-03-01,浮石未清理,王五,2025-03-09\n");
  assert_clean (hazards);
  assert_value (fixture, "hazard", "description", "浮石未清理", "responsible", "王五");
  accidents = import_text (fixture, "事故.csv",
                           "事故名称,发生单位,事故时间,事故类别,死亡人数,结案时间\n"
                           "“8·1”坍塌事故,江津甲矿业有限公司,2025-08-01 10:20,坍塌,1,调查中\n");
  assert_clean (accidents);
  assert_value (fixture, "accident", "title", "“8·1”坍塌事故", "closed", NULL);
}

/* 检查形式 over 双随机 is where the inspection came from, not the hazard. */
static void
test_form_of_inspection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "执法检查台账.csv",
    "检查时间,受检单位,检查形式,执法人员,现场检查记录编号,检查发现的问题和隐患,所在部位,整改期限,复查时间,复查结论\n"
    "2025-03-01,甲一矿,双随机,张三、李四,甲检记〔2025〕1号,浮石未清理,采场,2025-03-09,2025-03-10,合格\n"
    "2025-03-02,乙一矿,计划检查,张三、李四,甲检记〔2025〕2号,护栏缺失,破碎站,2025-03-09,2025-03-10,合格\n"
    "2025-03-03,乙二矿,计划检查,张三、李四,甲检记〔2025〕3号,排水沟淤堵,库区,2025-03-09,2025-03-10,合格\n");
  assert_clean (import);
  assert_value (fixture, "inspection", "started", "2025-03-01", "trigger", "双随机");
  assert_value (fixture, "inspection", "started", "2025-03-02", "trigger", "计划");
  assert_value (fixture, "hazard", "description", "浮石未清理", "source", NULL);
}

/* A mine's own ledger: its name stands in the title alone. */
static void
test_mine_of_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaImport) many = NULL;
  g_autofree char *problems = NULL;

  ka_import_free (import_text (fixture, "企业.csv", ENTERPRISES));
  ka_import_free (import_text (fixture, "矿山.csv",
                               "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
                               "江津甲矿业有限公司,甲山石灰岩矿,露天矿山,生产,德感街道\n"));
  import = import_text (fixture, "自查.csv",
                        "甲山石灰岩矿2025年事故隐患排查治理台账,,,\n"
                        "排查时间,隐患部位,隐患内容,整改措施\n"
                        "2025.3.5,采场,浮石未清理,清理\n"
                        "2025.3.6,道路,挡车设施损坏,更换\n");
  assert_clean (import);
  assert_counts (import, 0, 2, 0, 0, 0);
  many = open_text (fixture, "汇总.csv",
                    "江津区非煤矿2025年事故隐患排查治理台账,,,\n"
                    "排查时间,隐患部位,隐患内容,整改措施\n"
                    "2025.3.7,采场,护栏缺失,补齐\n");
  ka_import_set_skip_bad (many, TRUE);
  commit (fixture, many);
  problems = show_problems (many);
  g_assert_null (strstr (problems, "reference"));
  assert_counts (many, 0, 0, 0, 0, 1);
}

/* 重点检查单位 | 一般检查单位 over the mines of each month. */
static void
test_sorts_across (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "2026年执法检查月度安排.csv",
                        "月份,重点检查单位,一般检查单位,检查方式\n"
                        "1月,甲一矿,乙一矿、乙二矿,现场检查\n"
                        "3月,/,甲一矿,现场检查\n"
                        "4月,乙一矿,,现场检查\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "plan"), ==, 5);
  assert_value (fixture, "plan", "month", "2026-03", "kind", "一般检查");
  assert_value (fixture, "plan", "month", "2026-04", "kind", "重点检查");
}

/* 到何矿, 何人去, 何时列入: headings that ask. The year of the days stands in the title. */
static void
test_headings_that_ask (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaImport) listed = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "登记本.csv",
                   "2025年矿山检查登记本,,,,,,\n"
                   "哪天,到何矿,何人去,记录书号,查了哪些地方,查出啥问题,怎么处理\n"
                   "4月6日,甲一矿,张三、李四,甲检记〔2025〕1号,采场,边坡有浮石,责令限期整改\n"
                   "5月7日,乙一矿,张三、李四,甲检记〔2025〕2号,配电室,没发现问题,无\n"
                   "6月8日,乙二矿,张三、李四,甲检记〔2025〕3号,库区,排水沟淤堵,责令限期整改\n");
  assert_clean (import);
  assert_value (fixture, "inspection", "started", "2025-04-06", "inspectors", "张三、李四");
  assert_value (fixture, "inspection", "started", "2025-06-08", "place", "库区");
  assert_value (fixture, "inspection", "started", "2025-06-08", "found", "排水沟淤堵");
  listed
    = import_text (fixture, "安全生产严重失信主体名单.csv",
                   "单位名称,因何事列入,列入文件,何时列入,列入几年,限制措施\n"
                   "江津甲矿业有限公司,瞒报事故,甲失信〔2025〕1号,2025年4月1日,三年,土地出让\n");
  assert_clean (listed);
  assert_value (fixture, "discredit", "decision_no", "甲失信〔2025〕1号", "listed", "2025-04-01");
  assert_value (fixture, "discredit", "decision_no", "甲失信〔2025〕1号", "reason", "瞒报事故");
  assert_value (fixture, "discredit", "decision_no", "甲失信〔2025〕1号", "term_months", "36");
}

/* 安许证止, 爆破证到期: permits side by side by their short names. */
static void
test_short_permits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "证照到期提醒表.csv",
                        "矿山,采矿证号,采矿证到期,安许证号,安许证起,安许证止,爆破证号,爆破证到期\n"
                        "甲一矿,C5001162019117130000001,2031.1.4,甲安许证字〔2024〕1号,2024.1.8,"
                        "2027.1.7,5001161000401,2027.3.16\n"
                        "乙一矿,C5001162019117130000002,2031.2.4,甲安许证字〔2024〕2号,2024.2.8,"
                        "2027.2.7,/,/\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "permit"), ==, 5);
  assert_value (fixture, "permit", "number", "C5001162019117130000002", "valid_until",
                "2031-02-04");
  assert_value (fixture, "permit", "number", "甲安许证字〔2024〕1号", "valid_from", "2024-01-08");
  assert_value (fixture, "permit", "number", "5001161000401", "valid_until", "2027-03-16");
}

/* 罚款人民币贰万伍仟元整, 警告，并处罚款3万元; 已履行（2025.2.23）. */
static void
test_sums_in_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "行政处罚信息公开.csv",
    "行政处罚决定书文号,被处罚单位,违法事实,处罚结果,处罚日期,履行情况\n"
    "甲罚〔2025〕1号,江津甲矿业有限公司,未培训,罚款人民币贰万伍仟元整,2025-02-14,已履行（2025.2.23）\n"
    "甲罚〔2025〕2号,江津乙石材厂,未备案,警告，并处罚款3万元,2025-03-14,已履行\n"
    "甲罚〔2025〕3号,江津乙石材厂,未检测,罚款5000元,2025-04-14,正在履行\n");
  assert_clean (import);
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕1号", "amount", "25000");
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕1号", "executed", "2025-02-23");
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕2号", "kind", "罚款");
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕2号", "amount", "30000");
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕2号", "executed", NULL);
}

/* 单位 over a firm asks for no unit; a time that one row alone tells; a label with its year. */
static void
test_little_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) firms = NULL;
  g_autoptr (KaImport) mines = NULL;
  g_autoptr (KaImport) accidents = NULL;

  firms = import_text (fixture, "登记卡.csv",
                       "矿山企业登记卡,\n企业名称：江津甲矿业有限公司,所在镇街：德感街道\n"
                       "法定代表人：张三,主要负责人：李四\n"
                       "从业人员：12人,2025年安全费用提取：196万元\n");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "safety_fund", "196");
  mines = import_text (fixture, "尾矿库.csv",
                       "单位,名称,类型,运行情况,镇街\n"
                       "江津甲矿业有限公司,甲沟尾矿库,尾矿库,生产,德感街道\n");
  assert_clean (mines);
  assert_value (fixture, "mine", "name", "甲沟尾矿库", "capacity_unit", NULL);
  accidents = import_text (fixture, "历年事故登记.csv",
                           "事故,出事单位,时间,什么地方,类别,损失\n"
                           "“4·8”物体打击事故,江津甲矿业有限公司,2025年4月8日下午3点20分,"
                           "破碎车间,物体打击,约120万元\n");
  assert_clean (accidents);
  assert_value (fixture, "accident", "title", "“4·8”物体打击事故", "occurred", "2025-04-08T15:20");
}

#define ADD(name, func) g_test_add ("/other-answers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("codes-in-notes", test_codes_in_notes);
  ADD ("codes-in-heading", test_codes_in_heading);
  ADD ("ticked-cells", test_ticked_cells);
  ADD ("months-under-quarters", test_months_under_quarters);
  ADD ("short-days", test_short_days);
  ADD ("group-repeats", test_group_repeats);
  ADD ("filing-numbers", test_filing_numbers);
  ADD ("names-over-columns", test_names_over_columns);
  ADD ("said-with-it", test_said_with_it);
  ADD ("form-of-inspection", test_form_of_inspection);
  ADD ("mine-of-title", test_mine_of_title);
  ADD ("sorts-across", test_sorts_across);
  ADD ("headings-that-ask", test_headings_that_ask);
  ADD ("short-permits", test_short_permits);
  ADD ("sums-in-words", test_sums_in_words);
  ADD ("little-said", test_little_said);
  return g_test_run ();
}
