/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "other-ledgers.h"

/* Tables that other offices draw up otherwise: several things in one cell, one thing in several. */

/* Both names of an enterprise in one cell, or each in a column: later ledgers may use either. */
static void
test_former_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) firms
    = import_text (fixture, "企业.csv",
                   "单位名称（曾用名）,所在镇街\n江津丙建材有限公司（原江津丁碎石厂）,德感街道\n");
  g_autoptr (KaImport) more = import_text (
    fixture, "更多.csv", "企业名称,曾用名,所在镇街\n江津戊砖业有限公司,原江津己砖厂,双福街道\n");
  g_autoptr (KaImport) mines = NULL;

  assert_clean (firms);
  assert_clean (more);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 2);
  assert_value (fixture, "enterprise", "name", "江津丙建材有限公司", "town", "德感街道");
  mines = import_text (fixture, "矿山.csv",
                       "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
                       "江津丙建材有限公司,一矿,露天矿山,生产,德感街道\n"
                       "江津丁碎石厂,二矿,露天矿山,生产,德感街道\n"
                       "江津丙建材有限公司（原江津丁碎石厂）,三矿,露天矿山,生产,德感街道\n"
                       "江津己砖厂,四矿,露天矿山,生产,双福街道\n");
  assert_clean (mines);
  assert_counts (mines, 0, 4, 0, 0, 0);
}

/* The ledger has it under the name that a newer list says was its former one. */
static void
test_renamed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "企业（新）.csv",
                        "企业名称,所在镇街\n江津庚石业有限公司（曾用名：江津乙石材厂）,双福街道\n");
  assert_counts (import, 0, 0, 1, 0, 0);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 2);
  assert_value (fixture, "enterprise", "name", "江津庚石业有限公司", "town", "双福街道");
}

/* 张三（甲公司） among the firms; a mine whose enterprise is written a little otherwise. */
static void
test_whose (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) penalties = NULL;
  g_autoptr (KaImport) inspections = NULL;

  import_base (fixture);
  penalties = import_text (fixture, "处罚.csv",
                           "被处罚单位（个人）,处罚决定书文号,处罚种类\n"
                           "江津甲矿业有限公司,甲罚〔2025〕1号,罚款\n"
                           "张三（江津乙石材厂）,甲罚〔2025〕2号,罚款\n");
  assert_clean (penalties);
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕1号", "person", NULL);
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕2号", "person", "张三");
  inspections = open_text (fixture, "检查.csv",
                           "检查日期,被检查单位,矿山名称,检查人员\n"
                           "2025-03-01,重庆市江津甲矿业有限责任公司,甲一矿,王五、赵六\n"
                           "2025-03-02,重庆丙丁矿业有限公司,甲一矿,王五、赵六\n");
  ka_import_set_skip_bad (inspections, TRUE);
  commit (fixture, inspections);
  /* Another enterprise's mine of the same name is not taken for it. */
  assert_counts (inspections, 0, 1, 0, 0, 1);
}

/* Several mines in the cell of a plan are a record each; one that is not known is told alone. */
static void
test_several_mines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autofree char *problems = NULL;

  import_base (fixture);
  import = open_text (fixture, "2025年度检查计划.csv",
                      "计划时间,检查对象,检查类别,检查事项\n"
                      "3月,甲一矿、乙一矿,重点检查,安全检查\n"
                      "4月,\"乙一矿\n乙九矿\",一般检查,安全检查\n");
  ka_import_set_skip_bad (import, TRUE);
  commit (fixture, import);
  assert_counts (import, 0, 3, 0, 0, 1);
  problems = show_problems (import);
  g_assert_true (g_str_has_suffix (problems, "@B3"));
}

/* The number that a row is of, in words that no table lists, and the months across. */
static void
test_numbers_by_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "2025年履职统计.csv",
                   "矿山名称,履职事项,1月,2月,全年\n"
                   "甲一矿,主要负责人组织隐患排查（次）,1,2,3\n,研究重大问题会议（次）,0,1,1\n"
                   "乙一矿,主要负责人组织隐患排查（次）,3,4,7\n,研究重大问题会议（次）,1,1,2\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "duty"), ==, 4);
  assert_value (fixture, "duty", "principal_checks", "4", "controller_meetings", "1");
}

/* Headings of two rows stand again in the middle in one. */
static void
test_headings_in_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "底册.csv",
                   "单位全称,法人代表,,主要负责人,,所在镇街\n"
                   ",姓名,手机,姓名,手机,\n"
                   "江津甲矿业有限公司,张三,13900000001,李四,13900000002,德感街道\n"
                   "单位全称,姓名,手机,姓名,手机,所在镇街\n"
                   "江津乙石材厂,王五,13900000003,赵六,13900000004,双福街道\n");

  g_assert_cmpuint (ka_import_get_tables (import)->len, ==, 1);
  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "enterprise", "name", "江津乙石材厂", "principal", "赵六");
}

#define ADD(name, func) g_test_add ("/other-shapes/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("former-names", test_former_names);
  ADD ("renamed", test_renamed);
  ADD ("whose", test_whose);
  ADD ("several-mines", test_several_mines);
  ADD ("numbers-by-row", test_numbers_by_row);
  ADD ("headings-in-one", test_headings_in_one);
  return g_test_run ();
}
