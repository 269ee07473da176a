/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "other-ledgers.h"

/* Ledgers as town offices and the firms' own safety sections keep them: whose telephone a column is, which of two
 * columns is of the list, one form that tells of a firm, its mine and their permits. */

/* 联系电话 is of whom the column before it names, in either order. */
static void
test_phones_by_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "名录.csv",
    "企业名称,法定代表人,联系电话,主要负责人,联系电话,实际控制人,联系电话,所在镇街\n"
    "江津甲矿业有限公司,张三,13900000001,李四,13900000002,王五,13900000003,德感街道\n"
    "江津乙石材厂,赵六,13900000004,孙七,13900000005,周八,13900000006,双福街道\n");
  g_autoptr (KaImport) turned
    = import_text (fixture, "名录二.csv",
                   "企业名称,实际控制人,联系电话,主要负责人,联系电话,所在镇街\n"
                   "江津丙矿业有限公司,吴九,13900000007,郑十,13900000008,德感街道\n");

  assert_clean (import);
  assert_value (fixture, "enterprise", "principal", "李四", "principal_phone", "13900000002");
  assert_value (fixture, "enterprise", "controller", "王五", "controller_phone", "13900000003");
  assert_clean (turned);
  assert_value (fixture, "enterprise", "principal", "郑十", "principal_phone", "13900000008");
  assert_value (fixture, "enterprise", "controller", "吴九", "controller_phone", "13900000007");
}

/* 职务 tells what somebody is called there, 资格类型 which post it is. */
static void
test_which_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) people = NULL;
  g_autoptr (KaImport) checks = NULL;

  import_base (fixture);
  people = import_text (fixture, "持证.csv",
                        "企业名称,姓名,职务,资格类型,证书编号\n"
                        "江津甲矿业有限公司,张三,董事长,主要负责人,渝AQA040211\n"
                        "江津甲矿业有限公司,李四,总经理,主要负责人,渝AQA040212\n"
                        "江津甲矿业有限公司,王五,安全科长,安全生产管理人员,渝AQB040213\n"
                        "江津甲矿业有限公司,赵六,专职安全员,安全生产管理人员,渝AQB040214\n");
  assert_clean (people);
  assert_value (fixture, "person", "name", "张三", "post", "主要负责人");
  assert_value (fixture, "person", "name", "赵六", "post", "安全生产管理人员");
  /* 检查类型 says here what made them go. */
  checks = import_text (fixture, "检查台账.csv",
                        "检查时间,受检单位,检查类型,检查人员,检查情况\n"
                        "2025.2.13,甲一矿,计划检查,钱一、孙二,未发现问题\n"
                        "2025.4.22,乙一矿,双随机,钱一、孙二,防护罩缺失\n"
                        "2025.6.5,甲一矿,投诉举报,钱一、孙二,护栏缺失\n"
                        "2025.8.6,乙一矿,专项检查,钱一、孙二,标志缺失\n");
  assert_clean (checks);
  assert_value (fixture, "inspection", "started", "2025-04-22", "trigger", "双随机");
  assert_value (fixture, "inspection", "started", "2025-06-05", "trigger", "投诉举报");
}

/* 案件名称 is not what was done, where another column says it. */
static void
test_case_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "处罚台账.csv",
    "案件名称,被处罚单位,违法行为,处罚决定书编号,处罚种类\n"
    "江津甲矿业有限公司未按规定培训案,江津甲矿业有限公司,未按规定对从业人员进行教育培训,"
    "（江津）应急罚〔2025〕1号,警告\n");
  assert_clean (import);
  assert_value (fixture, "penalty", "doc_no", "（江津）应急罚〔2025〕1号", "facts",
                "未按规定对从业人员进行教育培训");
}

/* Of whom the rows tell: no list of people, though 姓名 and 职务 stand in it. */
static void
test_officials (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "公示.csv",
                        "非煤矿山安全生产三个责任人公示表,,,,,,,\n"
                        "序号,矿山名称,行政区责任人,,监管部门责任人,,企业主要负责人,,公示时间\n"
                        ",,姓名,职务,姓名,职务,姓名,联系电话,\n"
                        "1,甲一矿,张三,镇长,李四,副局长,王五,13900000001,2025年3月15日\n"
                        "2,乙一矿,赵六,镇长,李四,副局长,孙七,13900000002,2025年3月15日\n");
  assert_clean (import);
  assert_value (fixture, "mine", "name", "甲一矿", "official_region", "张三");
  assert_value (fixture, "mine", "name", "乙一矿", "official_dept", "李四");
  assert_value (fixture, "mine", "name", "乙一矿", "officials_published", "2025-03-15");
  g_assert_cmpint (count (fixture, "person"), ==, 0);
}

#define REGISTRATION(name, code, mine, number)                                                     \
  "非煤矿山企业基本情况登记表,,,\n"                                                   \
  "企业名称," name ",统一社会信用代码," code "\n"                                                  \
  "企业地址,德感街道长江路1号,所在镇街,德感街道\n"                             \
  "法定代表人,张三,联系电话,13900000001\n"                                              \
  "主要负责人,李四,联系电话,13900000002\n"                                              \
  "从业人员数,35人,专职安全管理人员数,2人\n"                                       \
  "矿山名称," mine ",开采矿种,石灰岩\n"                                                     \
  "开采方式,露天开采,设计生产规模,50万吨/年\n"                                    \
  "生产状态,生产,标准化等级,三级\n"                                                   \
  "采矿许可证编号,C50011620191171300" number ",有效期至,2031年4月1日\n"                     \
  "安全生产许可证编号,（渝）FM安许证字〔2024〕" number "号,有效期至,2027年3月1日\n"        \
  "填表人（签字）：,,负责人（盖章）：,\n"

/* One form of a firm, its mine and their permits: all of them are read, and nothing else. */
static void
test_one_form_of_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "登记表.csv",
                   REGISTRATION ("江津甲矿业有限公司", "91500116MA2XAMPLX9", "甲一矿", "00101"));

  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "principal_phone",
                "13900000002");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "staff", "35");
  assert_value (fixture, "mine", "name", "甲一矿", "capacity", "50");
  assert_value (fixture, "mine", "name", "甲一矿", "std_level", "三级");
  assert_value (fixture, "permit", "kind", "采矿许可证", "valid_until", "2031-04-01");
  assert_value (fixture, "permit", "kind", "安全生产许可证", "valid_until", "2027-03-01");
  g_assert_cmpint (count (fixture, "enterprise"), ==, 1);
  g_assert_cmpint (count (fixture, "mine"), ==, 1);
  g_assert_cmpint (count (fixture, "permit"), ==, 2);
  g_assert_cmpint (count (fixture, "person"), ==, 0);
}

/* Two of them, one under the other. */
static void
test_forms_of_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "登记表.csv",
    REGISTRATION ("江津甲矿业有限公司", "91500116MA2XAMPLX9", "甲一矿",
                  "00101") ",,,\n" REGISTRATION ("江津乙石材厂", "91500116MA3XAMPLXC", "乙一矿",
                                                 "00102"));

  assert_value (fixture, "enterprise", "name", "江津乙石材厂", "principal", "李四");
  assert_value (fixture, "mine", "name", "乙一矿", "status", "生产");
  g_assert_cmpint (count (fixture, "enterprise"), ==, 2);
  g_assert_cmpint (count (fixture, "mine"), ==, 2);
  g_assert_cmpint (count (fixture, "permit"), ==, 4);
}

/* What the title is about, the headings leave out: 在线监测 of a dump is not that of a slope, and no pond's. */
static void
test_topics (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) dumps = NULL;
  g_autoptr (KaImport) insured = NULL;

  import_base (fixture);
  dumps = import_text (
    fixture, "排土场.csv",
    "排土场安全管理台账,,,,,,\n序号,矿山名称,排土场名称,设计堆高（m）,现状堆高（m）,在线监测,稳定性分析时间\n"
    "1,甲一矿,1号排土场,60,35,已安装,2025.6.9\n2,乙一矿,2号排土场,60,42,未安装,2025.6.10\n");
  assert_clean (dumps);
  assert_value (fixture, "mine", "name", "甲一矿", "dump_height", "35");
  assert_value (fixture, "mine", "name", "甲一矿", "dump_monitored", "1");
  assert_value (fixture, "mine", "name", "乙一矿", "dump_analysed", "2025-06-10");
  g_assert_cmpint (count (fixture, "pond"), ==, 0);
  insured = import_text (fixture, "保险.csv",
                         "2025年非煤矿山企业安全生产责任保险投保情况台账,,,,,,\n"
                         "序号,投保单位,承保公司,保单号,保险起期,保险止期,投保人数\n"
                         "1,江津甲矿业有限公司,示例财险,PZ2025001,2025-01-01,2025-12-31,30\n"
                         "2,江津乙石材厂,示例财险,PZ2025002,2025-02-01,2026-01-31,20\n");
  assert_clean (insured);
  assert_counts (insured, 0, 0, 2, 0, 0);
  assert_value (fixture, "enterprise", "name", "江津乙石材厂", "insured_until", "2026-01-31");
}

/* What nothing of a mine is said of stays out: 特种设备, 应急物资, 演练. */
static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) stores = NULL;
  g_autoptr (KaImport) slopes = NULL;

  import_base (fixture);
  stores
    = import_text (fixture, "应急物资.csv",
                   "序号,物资名称,规格,数量,存放地点,负责人,有效期\n"
                   "1,灭火器,标准,3,应急库房,张三,2026.3\n2,担架,标准,6,应急库房,李四,2026.4\n");
  g_assert_null (table_of (stores, 0)->kind);
  /* 是否正常 asks how the monitoring runs, not the mine; 推进中 is not how far its survey is. */
  slopes
    = import_text (fixture, "边坡.csv",
                   "序号,矿山名称,边坡最大高度（米）,边坡在线监测,监测系统运行是否正常,工作进展\n"
                   "1,甲一矿,186,已安装,正常,推进中\n2,乙一矿,132,已安装,正常,推进中\n"
                   "3,乙二矿,45,未安装,/,推进中\n");
  assert_value (fixture, "mine", "name", "乙一矿", "status", "停产");
  assert_value (fixture, "mine", "name", "甲一矿", "slope_height", "186");
  assert_value (fixture, "mine", "name", "甲一矿", "survey_status", NULL);
}

/* 检查时间 over months is when it is to be; the sheet says of which kind. */
static void
test_months_of_plan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "重点检查.csv",
    "2026年度重点检查企业名单,,,,,\n序号,企业名称,矿山名称,检查时间,检查频次,责任科室\n"
    "1,江津甲矿业有限公司,甲一矿,3月、8月,全年2次,矿山科\n"
    "2,江津乙石材厂,乙一矿,4月,全年1次,矿山科\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "plan"), ==, 3);
  g_assert_cmpint (count (fixture, "inspection"), ==, 0);
  assert_value (fixture, "plan", "month", "2026-08", "kind", "重点检查");
}

/* The name of a class says for whom it was. */
static void
test_class_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "班次.csv",
                   "序号,培训班名称,开班时间,承办机构,参考人数,合格人数\n"
                   "1,2025年第1期非煤矿山主要负责人取证培训班,2025/4/8,某学校,18,17\n"
                   "2,2025年第2期非煤矿山安全生产管理人员再培训班,2025/6/9,某学校,33,31\n"
                   "3,2025年第3期特种作业（低压电工）复审培训班,2025/10/13,某学校,26,25\n");

  assert_clean (import);
  assert_value (fixture, "training", "held", "2025-04-08", "kind", "主要负责人");
  assert_value (fixture, "training", "held", "2025-06-09", "kind", "安全生产管理人员");
  assert_value (fixture, "training", "held", "2025-10-13", "kind", "特种作业人员");
}

/* 日期 over 12.6 of the month in the title is the day of the record. */
static void
test_bare_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "自查.csv",
    "2025年12月事故隐患自查自改记录,,,,,\n矿山名称：甲一矿,,,,,\n日期,检查地点,查出的问题,隐患级别,要求完成时间,完成时间\n"
    "12.6,采场,危石未清理,一般,12.8,12.7\n12.12,值班室,记录不规范,一般,12.14,12.13\n");
  assert_clean (import);
  assert_value (fixture, "hazard", "description", "危石未清理", "found", "2025-12-06");
  assert_value (fixture, "hazard", "description", "危石未清理", "place", "采场");
  assert_value (fixture, "hazard", "description", "记录不规范", "rectified", "2025-12-13");
}

/* 停产时间, and neither accepted nor allowed again: it stopped, whatever else the title names. */
static void
test_stops (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "建设进度及停产复产登记.csv",
    "矿山停产、复产情况登记,,,,,,\n序号,矿山名称,停产时间,停产原因,验收时间,复产时间,备注\n"
    "1,乙一矿,2025.3.1,设备检修,/,/,仍在停产\n");
  assert_clean (import);
  assert_value (fixture, "suspension", "since", "2025-03-01", "kind", "停产");
}

#define ADD(name, func) g_test_add ("/town-ledgers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("phones-by-owner", test_phones_by_owner);
  ADD ("which-list", test_which_list);
  ADD ("case-names", test_case_names);
  ADD ("officials", test_officials);
  ADD ("one-form-of-all", test_one_form_of_all);
  ADD ("forms-of-all", test_forms_of_all);
  ADD ("topics", test_topics);
  ADD ("not-ours", test_not_ours);
  ADD ("months-of-plan", test_months_of_plan);
  ADD ("class-names", test_class_names);
  ADD ("bare-day", test_bare_day);
  ADD ("stops", test_stops);
  return g_test_run ();
}
