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
  return g_test_run ();
}
