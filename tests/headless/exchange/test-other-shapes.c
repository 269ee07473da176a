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

/* Values that are ticked under what they are. */
static void
test_ticked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaImport) progress = NULL;

  import_base (fixture);
  import = import_text (fixture, "隐患.csv",
                        "矿山名称,发现日期,隐患描述,隐患等级,,复查意见\n,,,一般,重大,\n"
                        "甲一矿,2025-03-01,浮石未清理,√,,合格\n"
                        "甲一矿,2025-03-01,边坡开裂,,√,合格\n"
                        "乙一矿,2025-03-02,未设警示牌,√,/,不合格\n");
  assert_counts (import, 0, 3, 0, 0, 0);
  assert_value (fixture, "hazard", "description", "边坡开裂", "level", "重大");
  assert_value (fixture, "hazard", "description", "未设警示牌", "level", "一般");
  ka_import_free (import_text (fixture, "任务清单.csv",
                               "工作任务,责任主体,责任单位\n任务一,企业,矿山科\n"
                               "任务二,企业,矿山科\n任务三,企业,矿山科\n"));
  progress = import_text (fixture, "八条硬措施进展（2025年第四季度）.csv",
                          "工作任务,责任单位,落实情况,,,工作进展\n,,落实,部分落实,不落实,\n"
                          "任务一,矿山科,√,,,已开展一次\n任务二,矿山科,,√,,已开展两次\n"
                          "任务三,矿山科,,,√,未开展\n");
  assert_value (fixture, "measure_progress", "progress", "已开展两次", "state", "部分落实");
  assert_value (fixture, "measure_progress", "progress", "未开展", "state", "不落实");
}

/* Day and hour of an accident stand in two columns; a date that has its hour with it is left alone. */
static void
test_day_and_hour (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "事故台账.csv",
                   "事故名称,发生日期,发生时刻,上报时间,事故单位,死亡人数\n"
                   "甲一矿“3·1”事故,2025年3月1日,13时35分许,2025-03-01 14:10,江津甲矿业有限公司,1\n"
                   "乙一矿“4·2”事故,2025/4/2,9:05,2025-04-02 09:30,江津乙石材厂,0\n");
  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "accident", "title", "甲一矿“3·1”事故", "occurred", "2025-03-01T13:35");
  assert_value (fixture, "accident", "title", "乙一矿“4·2”事故", "occurred", "2025-04-02T09:05");
  assert_value (fixture, "accident", "title", "乙一矿“4·2”事故", "reported", "2025-04-02T09:30");
}

/* 文书号: which paper's it is, its numbers say. */
static void
test_paper_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "隐患台账.csv",
                        "矿山,检查时间,文书号,存在的问题和隐患,是否销号\n"
                        "甲一矿,2025-03-01,（甲）应急责改〔2025〕1号,浮石未清理,是\n"
                        "乙一矿,2025-03-02,（甲）应急责改〔2025〕2号,未设警示牌,否\n");
  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "hazard", "description", "未设警示牌", "order_no",
                "（甲）应急责改〔2025〕2号");
  ka_import_free (import);
  /* The office's own count before them is not the number of the paper. */
  import
    = import_text (fixture, "检查台账.csv",
                   "检查编号,矿山,检查时间,检查组,检查结论,现场检查记录编号\n"
                   "JC-001,甲一矿,2025-03-01,张三、李四,责令整改,（甲）应急检记〔2025〕51号\n"
                   "JC-002,乙一矿,2025-03-02,张三、李四,责令整改,（甲）应急检记〔2025〕52号\n");
  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "inspection", "started", "2025-03-02", "record_no",
                "（甲）应急检记〔2025〕52号");
}

/* A list of posts whose headings name nothing else; the special trades by what is worked at. */
static void
test_posts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) posts = NULL;
  g_autoptr (KaImport) trades = NULL;

  import_base (fixture);
  posts = import_text (fixture, "任职.csv",
                       "序号,矿山名称,矿长,,,总工程师,,,安全副矿长,\n"
                       ",,姓名,学历,电话,姓名,学历,电话,姓名,电话\n"
                       "1,甲一矿,张三,本科,13900000001,李四,大专,13900000002,/,/\n"
                       "2,乙一矿,王五,高中,13900000003,赵六,本科,13900000004,钱七,13900000005\n");
  assert_clean (posts);
  g_assert_cmpint (count (fixture, "person"), ==, 5);
  assert_value (fixture, "person", "name", "李四", "post", "总工程师");
  assert_value (fixture, "person", "name", "钱七", "phone", "13900000005");
  trades = import_text (fixture, "特种作业.csv",
                        "单位名称,姓名,作业类别,准操项目,操作证号\n"
                        "江津乙石材厂,孙八,高处作业,登高架设作业,T1\n"
                        "江津乙石材厂,周九,电工作业,低压电工作业,T2\n");
  assert_clean (trades);
  assert_value (fixture, "person", "name", "孙八", "post", "特种作业人员");
}

/* The narrower of two tables side by side stands left. */
static void
test_wider_beside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "办理情况.csv",
    "会诊时间,矿山名称,专家,发现问题数,,接报时间,举报渠道,被举报单位,举报内容,处理结果,办结时间\n"
    "2025-03-01,甲一矿,张三,5,,2025-04-01,电话,江津乙石材厂,扬尘,责令整改,2025-04-20\n"
    "2025-03-02,乙一矿,李四,6,,,,,,,\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "expert_visit"), ==, 2);
  g_assert_cmpint (count (fixture, "tip"), ==, 1);
}

/* Firms and people in a column, whose firm in the next; mines of a type that has a kind of its own; what the
 * name of the sheet says of all rows. */
static void
test_told_by_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) listed = NULL;
  g_autoptr (KaImport) mines = NULL;
  g_autoptr (KaImport) measures = NULL;

  import_base (fixture);
  listed = import_text (
    fixture, "黑名单.csv",
    "名单类别,失信主体名称（姓名）,单位或所在单位,列入事由,决定书文号,列入日期,管理期限\n"
    "严重失信,江津乙石材厂,江津乙石材厂,拒不执行,甲失信〔2025〕1号,2025-03-01,36个月\n"
    "严重失信,张三,江津乙石材厂,拒不执行,甲失信〔2025〕2号,2025-03-01,36个月\n");
  assert_counts (listed, 0, 2, 0, 0, 0);
  assert_value (fixture, "discredit", "decision_no", "甲失信〔2025〕1号", "person", NULL);
  assert_value (fixture, "discredit", "decision_no", "甲失信〔2025〕2号", "person", "张三");
  mines
    = import_text (fixture, "尾矿库.csv",
                   "名称,企业,类型,状态,镇街\n"
                   "三号库,江津乙石材厂,尾矿库,生产,双福\n四号库,江津乙石材厂,尾矿库,停产,双福\n");
  assert_clean (mines);
  assert_value (fixture, "mine", "name", "三号库", "type", "尾矿库");
  measures = import_text (fixture, "地方监管部门.csv",
                          "八条硬措施任务清单,,\n序号,工作任务,量化标准\n1,任务一,每季一次\n");
  assert_counts (measures, 0, 1, 0, 0, 0);
  assert_value (fixture, "measure", "task", "任务一", "actor", "地方监管");
}

/* What stands over the table is true of its cells: the unit of money, the town in the name of a sheet; a
 * month as a line over rows that have their own days; days to mend something in. */
static void
test_told_above (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaImport) firms = NULL;

  import_base (fixture);
  import = import_text (fixture, "隐患清单.csv",
                        "2025年隐患清单,,,,,\n单位：元,,,,,\n"
                        "矿山,发现日期,隐患内容,整改费用,整改期限（天）,复查意见\n"
                        "三月,,,,,\n甲一矿,3月5日,浮石未清理,1500,15,整改中\n"
                        "四月,,,,,\n乙一矿,4月6日,未设警示牌,300,7,合格\n");
  assert_clean (import);
  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "hazard", "description", "浮石未清理", "funds", "0.15");
  assert_value (fixture, "hazard", "description", "浮石未清理", "deadline", "2025-03-20");
  assert_value (fixture, "hazard", "description", "浮石未清理", "review_result", NULL);
  firms = import_text (fixture, "双福街道.csv",
                       "企业名称,法定代表人,用工人数\n江津壬石业有限公司,张三,9\n");
  assert_clean (firms);
  assert_value (fixture, "enterprise", "name", "江津壬石业有限公司", "town", "双福街道");
}

/* A permit that is applied for has no number yet; a heading that names a list over values of none yields it. */
static void
test_yielding (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) permits = NULL;
  g_autoptr (KaImport) courses = NULL;

  import_base (fixture);
  permits = import_text (fixture, "两证.csv",
                         "企业名称,矿山名称,采矿许可证号,采矿许可证有效期至,安全生产许可证号,"
                         "安全生产许可证有效期至\n"
                         "江津甲矿业有限公司,甲一矿,C1,2027-01-01,办理中,/\n"
                         "江津乙石材厂,乙一矿,C2,2027-02-01,FM2,2026-02-01\n");
  assert_clean (permits);
  g_assert_cmpint (count (fixture, "permit"), ==, 3);
  courses = import_text (fixture, "培训登记.csv",
                         "培训日期,班次,培训对象,参训（人）,合格（人）\n"
                         "2025-01-04,第1期,安全生产管理人员,30,29\n"
                         "2025-02-04,第2期,特种作业人员,31,30\n"
                         "2025-03-04,第3期,警示教育,32,31\n");
  assert_clean (courses);
  assert_value (fixture, "training", "held", "2025-02-04", "kind", "特种作业人员");
}

/* The hazards of an inspection below its form: its mine and its day are theirs. */
static void
test_table_under_form (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "现场检查表.csv",
                        "非煤矿山现场检查表,,,,\n被检查矿山,甲一矿,检查时间,2025年12月2日,\n"
                        "检查人员,张三、李四,检查记录编号,（甲）应急检记〔2025〕81号,\n"
                        "检查类别,一般检查,检查来源,双随机,\n"
                        "序号,隐患描述,隐患部位,整改期限,整改责任人\n"
                        "1,边坡浮石未清理,采场,7日内,王五\n2,灭火器过期,破碎站,2025-12-20,赵六\n");
  assert_clean (import);
  assert_counts (import, 0, 1, 0, 0, 0);
  assert_counts (import, 1, 2, 0, 0, 0);
  assert_value (fixture, "hazard", "description", "边坡浮石未清理", "found", "2025-12-02");
  assert_value (fixture, "hazard", "description", "边坡浮石未清理", "deadline", "2025-12-09");
  assert_value (fixture, "hazard", "description", "灭火器过期", "inspection", "1");
  ka_import_free (import);
  /* A value that is also a heading makes no table of a form. */
  import
    = import_text (fixture, "重大隐患档案.csv",
                   "重大事故隐患治理信息档案,,,\n矿山名称,乙一矿,隐患来源,企业自查\n"
                   "发现日期,2025年2月12日,隐患等级,重大事故隐患\n隐患部位,采场,整改责任人,吴伟\n"
                   "隐患内容,边坡未监测,,\n整改措施,停产整改,,\n");
  assert_clean (import);
  g_assert_cmpuint (ka_import_get_tables (import)->len, ==, 1);
  assert_value (fixture, "hazard", "description", "边坡未监测", "place", "采场");
}

/* A firm and its mine in one cell, however they are joined; the town behind the firm says nothing new. */
static void
test_joined_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) inspections = NULL;
  g_autoptr (KaImport) permits = NULL;

  import_base (fixture);
  inspections = import_text (fixture, "检查.csv",
                             "检查日期,被检查单位,检查人员\n"
                             "2025-01-01,江津乙石材厂乙一矿,张三、李四\n"
                             "2025-01-02,江津乙石材厂-乙一矿,张三、李四\n"
                             "2025-01-03,江津甲矿业有限公司 甲一矿,张三、李四\n"
                             "2025-01-04,江津甲矿业有限公司（德感街道）,张三、李四\n");
  assert_clean (inspections);
  assert_counts (inspections, 0, 4, 0, 0, 0);
  permits = import_text (fixture, "证照.csv",
                         "企业名称,证照类型,证号\n江津乙石材厂（乙一矿）,采矿许可证,C1\n"
                         "江津甲矿业有限公司甲一矿,采矿许可证,C2\n"
                         "江津乙石材厂（双福街道）,采矿许可证,C3\n");
  assert_clean (permits);
  assert_value (fixture, "permit", "number", "C1", "mine", "2");
  assert_value (fixture, "permit", "number", "C2", "mine", "1");
  assert_value (fixture, "permit", "number", "C2", "enterprise", "1");
  assert_value (fixture, "permit", "number", "C3", "mine", NULL);
}

/* A list of the inspections under a heading that the hazards in the same rows might claim. */
static void
test_whose_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "检查登记簿.csv",
    "检查时间,被检矿山,检查人,检查类型,隐患和问题,隐患性质,检查记录文号,整改责任人,"
    "整改截止时间,复查时间,复查人员,复查结论\n"
    "2025-02-11,甲一矿,张三、李四,一般检查,浮石未清理,一般隐患,（甲）应急检记〔2025〕1号,"
    "王五,2025-02-26,2025-03-01,赵六,合格\n"
    "2025-02-12,乙一矿,张三、李四,专项检查,未设警示牌,一般隐患,（甲）应急检记〔2025〕2号,"
    "王五,2025-02-27,2025-03-01,赵六,合格\n"
    "2025-02-13,甲一矿,张三、李四,重点检查,灭火器过期,一般隐患,（甲）应急检记〔2025〕3号,"
    "王五,2025-02-28,2025-03-01,赵六,合格\n");
  assert_clean (import);
  assert_value (fixture, "inspection", "started", "2025-02-12", "kind", "专项检查");
  assert_value (fixture, "hazard", "description", "未设警示牌", "source", NULL);
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
  ADD ("ticked", test_ticked);
  ADD ("day-and-hour", test_day_and_hour);
  ADD ("paper-numbers", test_paper_numbers);
  ADD ("posts", test_posts);
  ADD ("wider-beside", test_wider_beside);
  ADD ("told-by-values", test_told_by_values);
  ADD ("told-above", test_told_above);
  ADD ("yielding", test_yielding);
  ADD ("table-under-form", test_table_under_form);
  ADD ("joined-names", test_joined_names);
  ADD ("whose-list", test_whose_list);
  return g_test_run ();
}
