/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "other-ledgers.h"

/* Shapes of registers as more offices keep them: quarters and posts across, forms without a year, names with
 * their former ones, sums in capitals. */

/* 新名（原旧名） is one enterprise, found by either name ever after, in whatever order they come. */
static void
test_former_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) firms
    = import_text (fixture, "名录.csv",
                   "企业名称,所在镇街\n江津甲矿业有限公司（原江津甲采石场）,德感街道\n"
                   "江津丁建材有限公司（原料厂）,双福街道\n");
  g_autoptr (KaImport) mines = NULL;
  g_autoptr (KaImport) renamed = NULL;

  assert_clean (firms);
  assert_counts (firms, 0, 2, 0, 0, 0);
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "town", "德感街道");
  assert_value (fixture, "enterprise", "name", "江津丁建材有限公司（原料厂）", "town", "双福街道");
  mines = import_text (fixture, "矿山.csv",
                       "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
                       "江津甲矿业有限公司,甲一矿,露天矿山,生产,德感街道\n"
                       "江津甲采石场,甲二矿,露天矿山,停产,德感街道\n");
  assert_clean (mines);
  assert_counts (mines, 0, 2, 0, 0, 0);
  /* What is known by the old name is given the new one. */
  renamed = import_text (
    fixture, "更名.csv",
    "企业名称,所在镇街\n江津甲集团有限公司（曾用名：江津甲矿业有限公司）,德感街道\n");
  assert_clean (renamed);
  assert_counts (renamed, 0, 0, 1, 0, 0);
  assert_value (fixture, "enterprise", "name", "江津甲集团有限公司", "town", "德感街道");
}

/* 第三季度 | 第四季度 over what was done in each: a record of progress for each, beside the tasks. */
static void
test_quarters_across (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "任务.csv",
                   "2025年“八条硬措施”任务分解表,,,,,,\n"
                   "责任主体,工作任务,量化指标,完成时限,牵头科室,第三季度,,第四季度,\n"
                   ",,,,,落实情况,进展情况,落实情况,进展情况\n"
                   "企业,主要负责人每月带队检查,1次,长期,矿山科,部分落实,推进中,落实,已办结\n"
                   "属地政府,每季度研究矿山安全,1次,长期,矿山科,落实,已研究,落实,已研究\n");

  assert_counts (import, 0, 2, 0, 0, 0);
  assert_counts (import, 1, 4, 0, 0, 0);
  assert_value (fixture, "measure", "task", "主要负责人每月带队检查", "metric", "1次");
  assert_value (fixture, "measure_progress", "progress", "推进中", "quarter", "2025Q3");
  assert_value (fixture, "measure_progress", "progress", "推进中", "state", "部分落实");
  assert_value (fixture, "measure_progress", "progress", "已办结", "quarter", "2025Q4");
}

/* 第三季度 as a line over its cases; of the year in the title. */
static void
test_quarter_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "案例.csv",
                   "2025年典型案例汇总表,,,\n序号,案例名称,类别,案情简介\n"
                   "第三季度,,,\n1,甲案,执法案例,违章作业\n"
                   "第四季度（1件）,,,\n2,乙案,事故案例,违章作业\n");

  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "typical_case", "title", "甲案", "quarter", "2025Q3");
  assert_value (fixture, "typical_case", "title", "乙案", "quarter", "2025Q4");
}

/* 矿长 | 总工程师 | 安全副矿长 …: who holds which post, each with his telephone. */
static void
test_posts_across (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "五职矿长.csv",
                        "矿山名称,矿长,,总工程师,,安全副矿长,\n,姓名,电话,姓名,电话,姓名,电话\n"
                        "甲一矿,张三,13900000001,李四,13900000002,王五,13900000003\n"
                        "乙一矿,赵六,13900000004,/,/,孙七,13900000005\n");
  assert_clean (import);
  assert_value (fixture, "person", "name", "张三", "post", "矿长");
  assert_value (fixture, "person", "name", "李四", "post", "总工程师");
  assert_value (fixture, "person", "name", "王五", "phone", "13900000003");
  assert_value (fixture, "person", "name", "孙七", "post", "安全副矿长");
  g_assert_cmpint (count (fixture, "person"), ==, 5);
}

/* 当事人 over 单位 and 个人; sums in capitals. */
static void
test_parties (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "处罚.csv",
    "序号,当事人,,违法行为,处罚决定,,\n,单位,个人（姓名）,,文书号,种类,罚款数额\n"
    "1,江津甲矿业有限公司,/,违章作业,（江津）应急罚〔2025〕1号,罚款,人民币叁万伍仟元整\n"
    "2,江津乙石材厂,张三,违章指挥,（江津）应急罚〔2025〕2号,罚款,壹万零伍佰元\n");
  assert_clean (import);
  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "penalty", "doc_no", "（江津）应急罚〔2025〕1号", "amount", "35000");
  assert_value (fixture, "penalty", "doc_no", "（江津）应急罚〔2025〕1号", "person", NULL);
  assert_value (fixture, "penalty", "doc_no", "（江津）应急罚〔2025〕2号", "amount", "10500");
  assert_value (fixture, "penalty", "doc_no", "（江津）应急罚〔2025〕2号", "person", "张三");
}

/* Two labels a line under headings of their own, and the year in the title alone. */
static void
test_form_of_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "测算.csv",
    "2026年度监督检查工作日测算表,,,\n项目,数值,项目,数值\n"
    "在册执法人员（人）,14,纳入计算人数,11\n法定工作日（天）,248,其他执法工作日,980个\n"
    "非执法工作日,640,批准文号,江津府〔2026〕3号\n");

  assert_counts (import, 0, 1, 0, 0, 0);
  assert_value (fixture, "plan_year", "year", "2026", "staff", "14");
  assert_value (fixture, "plan_year", "year", "2026", "other_days", "980");
}

/* A line above two tables side by side says what each of them is of; ≥65% is a target. */
static void
test_sides_and_targets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) staff
    = open_text (fixture, "力量.csv",
                 "一、区级监管部门,,,,二、镇街,,,\n"
                 "姓名,执法证编号,专业监管人员,,镇街,姓名,执法证编号,专业监管人员\n"
                 "张三,2299000001,是,,德感,李四,2299000003,否\n"
                 "王五,2299000002,否,,江洲乡,赵六,2299000004,是\n");
  g_autoptr (KaImport) lone = NULL;
  g_autoptr (KaImport) targets = NULL;

  ka_import_set_skip_bad (staff, TRUE);
  commit (fixture, staff);
  assert_value (fixture, "regulator", "name", "张三", "level", "区级监管部门");
  assert_value (fixture, "regulator", "name", "李四", "level", "镇街");
  assert_value (fixture, "regulator", "name", "李四", "town", "德感街道");
  assert_value (fixture, "regulator", "name", "赵六", "level", "镇街");
  assert_value (fixture, "regulator", "name", "赵六", "town", NULL);
  lone = open_text (fixture, "镇街.csv",
                    "镇街,姓名,执法证编号\n德感,孙七,2299000005\n"
                    "江洲乡,周八,2299000006\n");
  ka_import_set_skip_bad (lone, TRUE);
  commit (fixture, lone);
  assert_value (fixture, "regulator", "name", "周八", "level", "镇街");
  targets = import_text (fixture, "目标.csv",
                         "指标名称,目标值,完成时间,下达依据\n"
                         "大中型矿山比例,≥65%,2027年12月31日,江津安办〔2026〕2号\n"
                         "二级及以上标准化率,不低于45%,2027年12月31日,江津安办〔2026〕2号\n");
  assert_clean (targets);
  assert_value (fixture, "target", "due", "2027-12-31", "source", "江津安办〔2026〕2号");
}

/* 隐患等级 over 一般 | 重大, 停产撤人 over 是 | 否, 规模 over 大型 | 中型 | 小型: the mark says which. */
static void
test_ticks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) hazards = NULL;
  g_autoptr (KaImport) mines = NULL;

  import_base (fixture);
  hazards = import_text (fixture, "隐患.csv",
                         "矿山名称,发现日期,隐患描述,隐患等级,,停产撤人,\n,,,一般,重大,是,否\n"
                         "甲一矿,2025-03-01,边坡浮石,√,,,√\n乙一矿,2025-03-02,未设平台,,√,√,\n"
                         "甲一矿,2025-03-03,标志缺失,√,/,×,√\n");
  assert_clean (hazards);
  assert_value (fixture, "hazard", "description", "边坡浮石", "level", "一般");
  assert_value (fixture, "hazard", "description", "边坡浮石", "halted", "0");
  assert_value (fixture, "hazard", "description", "未设平台", "level", "重大");
  assert_value (fixture, "hazard", "description", "未设平台", "halted", "1");
  assert_value (fixture, "hazard", "description", "标志缺失", "halted", "0");
  mines = import_text (
    fixture, "四化.csv",
    "矿山名称,规模,,,在线视频监控\n,大型,中型,小型,\n甲一矿,,√,,是\n乙一矿,,,√,否\n");
  assert_clean (mines);
  assert_value (fixture, "mine", "name", "甲一矿", "size_class", "中型");
  assert_value (fixture, "mine", "name", "乙一矿", "size_class", "小型");
}

/* The same months under two lines: each table has its own number. */
static void
test_months_stacked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "2025年履职.csv",
                   "一、实际控制人现场履职天数,,\n矿山名称,7月,8月\n甲一矿,11,12\n乙一矿,9,10\n\n"
                   "二、总工程师在岗天数,,\n矿山名称,7月,8月\n甲一矿,18,19\n乙一矿,16,17\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "duty"), ==, 4);
  assert_value (fixture, "duty", "controller_days", "11", "engineer_days", "18");
  assert_value (fixture, "duty", "controller_days", "10", "engineer_days", "17");
}

/* 1.矿山名称; the town of the rows in the name of the sheet alone. */
static void
test_numbered_headings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "石门镇.csv",
                        "1.矿山名称,2.所属企业,（3）矿山类型,④当前状态,5.2024年产量（万吨）\n"
                        "甲三矿,江津甲矿业有限公司,露天,正常生产,12.5\n");
  assert_clean (import);
  assert_value (fixture, "mine", "name", "甲三矿", "town", "石门镇");
  assert_value (fixture, "mine", "name", "甲三矿", "status", "生产");
  assert_value (fixture, "mine", "name", "甲三矿", "output", "12.5");
}

/* 3月上旬; both ends of a term in two lines; the span of a project; two counts in a cell. */
static void
test_spans (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) plans = NULL;
  g_autoptr (KaImport) permits = NULL;
  g_autoptr (KaImport) projects = NULL;
  g_autoptr (KaImport) courses = NULL;

  import_base (fixture);
  plans = import_text (fixture, "2026年检查计划.csv",
                       "检查对象,检查时段,检查级别\n甲一矿,3月上旬,重点\n乙一矿,11月中下旬,一般\n");
  assert_clean (plans);
  assert_value (fixture, "plan", "kind", "重点检查", "month", "2026-03");
  assert_value (fixture, "plan", "kind", "一般检查", "month", "2026-11");
  permits = import_text (fixture, "采矿许可证.csv",
                         "矿山名称,证件编号,有效期起止\n"
                         "甲一矿,C5001162019067130991001,\"2019.06.12\n2029.06.11\"\n"
                         "乙一矿,C5001162019067130991002,2020-01-05 2030-01-04\n");
  assert_clean (permits);
  assert_value (fixture, "permit", "number", "C5001162019067130991001", "valid_from", "2019-06-12");
  assert_value (fixture, "permit", "number", "C5001162019067130991001", "valid_until",
                "2029-06-11");
  assert_value (fixture, "permit", "number", "C5001162019067130991002", "valid_until",
                "2030-01-04");
  projects = import_text (fixture, "三同时.csv",
                          "项目名称,矿山,建设性质,计划建设起止时间\n"
                          "甲一矿扩能工程,甲一矿,改建,2024.03.01-2026.02.28\n");
  assert_clean (projects);
  assert_value (fixture, "project", "name", "甲一矿扩能工程", "started", "2024-03-01");
  assert_value (fixture, "project", "name", "甲一矿扩能工程", "due", "2026-02-28");
  courses = import_text (fixture, "培训.csv",
                         "2025年培训台账,,\n培训日期,培训对象,参训/合格（人）\n"
                         "3月5日,主要负责人,31/30\n4月6日,特种作业人员,28/25\n");
  assert_clean (courses);
  assert_value (fixture, "training", "held", "2025-03-05", "attended", "31");
  assert_value (fixture, "training", "held", "2025-04-06", "passed", "25");
}

/* A pond without a word of its mine is that of its name; 库容/总库容; a task by its number alone. */
static void
test_own_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) ponds = NULL;
  g_autoptr (KaImport) tasks = NULL;
  g_autoptr (KaImport) progress = NULL;

  import_base (fixture);
  ponds = import_text (fixture, "尾矿库.csv",
                       "尾矿库名称,等别,安全度,坝高/设计坝高（m）,库容/总库容（万m³）\n"
                       "乙二矿,四等,正常库,30.5/42,88.2/150.6\n");
  assert_clean (ponds);
  assert_value (fixture, "pond", "name", "乙二矿", "design_height", "42");
  assert_value (fixture, "pond", "name", "乙二矿", "volume", "88.2");
  assert_value (fixture, "pond", "name", "乙二矿", "design_volume", "150.6");
  tasks = import_text (fixture, "任务.csv",
                       "任务编号,措施类别,责任主体,任务内容\n91.1,压实责任,企业,每月现场履职\n"
                       "91.2,压实责任,属地政府,公示责任人\n");
  assert_clean (tasks);
  progress = import_text (fixture, "2025年第四季度进展.csv",
                          "任务编号,落实情况,进展情况\n91.1,落实,已完成\n91.2,部分落实,推进中\n");
  assert_clean (progress);
  assert_value (fixture, "measure_progress", "progress", "推进中", "state", "部分落实");
}

/* Label and value in one cell, one below the other. */
static void
test_told_in_cell (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "案例.csv",
    "2025年第四季度典型案例\n案例名称：江津甲矿业有限公司违法案\n案例类型：执法案例\n"
    "查处日期：2025年10月11日\n执法机关：江津区应急管理局\n"
    "基本案情：10:20检查时，发现未设平台：立即停产。\n报送日期: 2025.12.10\n"
    "联系人：张三\n联系电话：13900000001\n");

  assert_clean (import);
  assert_counts (import, 0, 1, 0, 0, 0);
  assert_value (fixture, "typical_case", "title", "江津甲矿业有限公司违法案", "quarter", "2025Q4");
  assert_value (fixture, "typical_case", "title", "江津甲矿业有限公司违法案", "occurred",
                "2025-10-11");
  assert_value (fixture, "typical_case", "title", "江津甲矿业有限公司违法案", "facts",
                "10:20检查时，发现未设平台：立即停产。");
  assert_value (fixture, "typical_case", "title", "江津甲矿业有限公司违法案", "reported",
                "2025-12-10");
  assert_value (fixture, "typical_case", "title", "江津甲矿业有限公司违法案", "contact", "张三");
}

/* Such lines over a table say what its rows are of. */
static void
test_told_above (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "检查.csv",
    "现场检查问题\n被检查矿山：甲一矿\n检查日期：2025年3月5日\n检查人员：张三、李四\n"
    "检查类别：重点检查\n检查记录文书号：（江津）应急检记〔2025〕9号\n检查来源：双随机\n"
    "序号,隐患描述,整改期限,整改责任人\n1,浮石未清,2025-03-20,王五\n"
    "2,标志缺失,2025-03-20,王五\n");
  g_assert_cmpint (count (fixture, "hazard"), ==, 2);
  assert_value (fixture, "hazard", "description", "浮石未清", "found", "2025-03-05");
  assert_value (fixture, "hazard", "description", "标志缺失", "deadline", "2025-03-20");
}

/* Two columns that may be the number of the paper: the one whose numbers are of such papers. */
static void
test_which_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "检查台账.csv",
                        "检查编号,矿山,检查时间,检查结论,现场检查记录编号\n"
                        "JC-001,甲一矿,2025-03-05,责令整改,（江津）应急检记〔2025〕51号\n"
                        "JC-002,乙一矿,2025-04-05,未发现问题,（江津）应急检记〔2025〕52号\n");
  assert_clean (import);
  assert_value (fixture, "inspection", "started", "2025-03-05", "record_no",
                "（江津）应急检记〔2025〕51号");
}

/* A form over a table of many columns: both are read. */
static void
test_form_over_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "检查记录.csv",
    "现场检查记录表,,,,,,\n被检查矿山,甲一矿,,检查日期,2025.3.5,,\n检查人员,张三、李四,,检查类别,重点检查,,\n"
    "检查记录文书号,（江津）应急检记〔2025〕9号,,检查来源,双随机,,\n"
    "序号,隐患描述,隐患部位,隐患等级,整改期限,整改责任人,整改完成日期\n"
    "1,浮石未清,采场,一般,10日内,王五,2025.3.10\n2,标志缺失,采场,一般,2025-03-20,王五,2025.3.12\n");
  g_assert_cmpint (count (fixture, "inspection"), ==, 1);
  g_assert_cmpint (count (fixture, "hazard"), ==, 2);
  assert_value (fixture, "hazard", "description", "浮石未清", "deadline", "2025-03-15");
  assert_value (fixture, "inspection", "started", "2025-03-05", "trigger", "双随机");
}

#define ADD(name, func) g_test_add ("/other-offices/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("former-names", test_former_names);
  ADD ("quarters-across", test_quarters_across);
  ADD ("quarter-lines", test_quarter_lines);
  ADD ("posts-across", test_posts_across);
  ADD ("parties", test_parties);
  ADD ("form-of-year", test_form_of_year);
  ADD ("sides-and-targets", test_sides_and_targets);
  ADD ("ticks", test_ticks);
  ADD ("months-stacked", test_months_stacked);
  ADD ("numbered-headings", test_numbered_headings);
  ADD ("spans", test_spans);
  ADD ("own-names", test_own_names);
  ADD ("told-in-cell", test_told_in_cell);
  ADD ("told-above", test_told_above);
  ADD ("which-number", test_which_number);
  ADD ("form-over-table", test_form_over_table);
  return g_test_run ();
}
