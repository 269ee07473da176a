/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "other-ledgers.h"

/* Checks, cases and accidents as the enforcement people of other offices and the platforms keep them. */

/* 主要负责人 behind a firm's name, before or after who it is, with brackets or without. */
static void
test_fined_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaRecord) firm = NULL;
  g_autofree char *id = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "案件.csv",
    "案由,被处罚单位（人）,处罚决定书文号,处罚决定时间,处罚种类,罚款金额（万元）\n"
    "未设护栏,江津甲矿业有限公司,（江津）应急罚〔2025〕1号,2025-03-01,罚款,1.5\n"
    "未履职,田建国（江津甲矿业有限公司主要负责人）,（江津）应急罚〔2025〕2号,2025-03-02,罚款,2\n"
    "未履职,江津甲矿业有限公司主要负责人李志强,（江津）应急罚〔2025〕3号,2025-03-03,罚款,2\n"
    "违章,江津甲矿业有限公司（安全员王伟）,（江津）应急罚〔2025〕4号,2025-03-04,警告,/\n");
  assert_clean (import);
  firm = find (fixture, "enterprise", "name", "江津甲矿业有限公司");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, firm->id);
  assert_value (fixture, "penalty", "decided", "2025-03-01", "person", NULL);
  assert_value (fixture, "penalty", "decided", "2025-03-02", "person", "田建国");
  assert_value (fixture, "penalty", "decided", "2025-03-02", "enterprise", id);
  assert_value (fixture, "penalty", "decided", "2025-03-03", "person", "李志强");
  assert_value (fixture, "penalty", "decided", "2025-03-03", "enterprise", id);
  assert_value (fixture, "penalty", "decided", "2025-03-04", "person", "王伟");
}

/* No column says which list it is: its regulation does. One that does not say is asked for. */
static void
test_list_of_basis (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  gint64 change;

  import_base (fixture);
  import
    = open_text (fixture, "名单.csv",
                 "失信主体名称,主体类别,失信行为描述,认定依据,列入决定书文号,列入日期\n"
                 "江津甲矿业有限公司,企业,瞒报事故,《安全生产严重失信主体名单管理办法》第六条,"
                 "江津应急失信〔2025〕1号,2025-04-01\n"
                 "江津乙石材厂,企业,瞒报事故,《安全生产法》,江津应急失信〔2025〕2号,2025-05-01\n");
  ka_import_set_skip_bad (import, TRUE);
  g_assert_true (ka_import_commit (import, fixture->ledger, NULL, NULL, NULL, &change, NULL));
  g_assert_cmpint (count (fixture, "discredit"), ==, 1);
  assert_value (fixture, "discredit", "listed", "2025-04-01", "list", "安全生产严重失信主体");
}

/* An accident has its name by whose it was, when, and of what sort; a column of names goes before. */
static void
test_accident_names (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (fixture, "事故.csv",
                               "事故单位,矿山名称,事故发生时间,事故类别,死亡人数\n"
                               "江津甲矿业有限公司,甲一矿,2025-08-14 15:20,物体打击,1\n"));
  assert_value (fixture, "accident", "deaths", "1", "title",
                "江津甲矿业有限公司“8·14”物体打击事故");
  ka_import_free (import_text (fixture, "事故情况.csv",
                               "事故名称,矿山名称,事故发生时间,事故类别,死亡人数\n"
                               "甲一矿8·14事故,甲一矿,2025-08-14 15:20,物体打击,1\n"));
  g_assert_cmpint (count (fixture, "accident"), ==, 1);
}

/* The heading may be of either list: it is of the one that has all of the values. */
static void
test_type_by_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "检查.csv",
                        "检查时间,矿山,检查类型,检查人员,检查发现的主要问题\n"
                        "2025.3.1,甲一矿,计划检查,张三、李四,未设护栏\n"
                        "2025.4.1,甲一矿,双随机抽查,张三、李四,未设护栏\n"
                        "2025.5.1,乙一矿,举报核查,张三、李四,未设护栏\n"
                        "2025.6.1,乙一矿,复查,张三、李四,未设护栏\n"
                        "2025.7.1,甲一矿,专项检查,张三、李四,未设护栏\n");
  assert_clean (import);
  assert_value (fixture, "inspection", "started", "2025-03-01", "trigger", "计划");
  assert_value (fixture, "inspection", "started", "2025-04-01", "trigger", "双随机");
  assert_value (fixture, "inspection", "started", "2025-05-01", "trigger", "投诉举报");
  ka_import_free (import_text (fixture, "一般.csv",
                               "检查时间,矿山,检查类型,检查人员\n2025.8.1,甲一矿,一般检查,张三\n"
                               "2025.8.2,乙一矿,专项检查,张三\n2025.8.3,甲一矿,重点检查,张三\n"));
  assert_value (fixture, "inspection", "started", "2025-08-03", "kind", "重点检查");
}

/* The platform says when a check was done, and only its name why; 任务名称 is no number. */
static void
test_random_checks (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (
    fixture, "双随机抽查结果公示.csv",
    "抽查计划编号,抽查任务名称,检查对象名称,抽查事项,检查完成日期,检查人员,抽查检查结果\n"
    "500116202500001,2025年度矿山抽查,江津甲矿业有限公司,安全条件,2025-10-11,\"张三,李四\",未发现问题\n"));
  assert_value (fixture, "inspection", "started", "2025-10-11", "trigger", "双随机");
  assert_value (fixture, "inspection", "started", "2025-10-11", "check_code", NULL);
  assert_value (fixture, "inspection", "started", "2025-10-11", "result", "未发现问题");
  assert_value (fixture, "inspection", "started", "2025-10-11", "ended", NULL);
}

/* What numbers the mines in a database is no certificate of theirs; 企业类型 over forms of companies is no sort of
 * mining firm. */
static void
test_keys_of_database (Fixture *fixture, gconstpointer data)
{
  ka_import_free (
    import_text (fixture, "企业.csv",
                 "企业ID,企业名称,行业监管大类,企业类型,所属镇街,更新时间\n"
                 "a01,江津甲矿业有限公司,矿山,有限责任公司,德感街道,2025-12-01 08:00:00\n"
                 "a02,江津乙石材厂,矿山,个人独资企业,双福街道,2025-12-02 08:00:00\n"
                 "a03,江津丙砂石厂,矿山,个体工商户,双福街道,2025-12-03 08:00:00\n"));
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "economic_type",
                "有限责任公司");
  assert_value (fixture, "enterprise", "name", "江津乙石材厂", "category", "矿山企业");
  ka_import_free (import_text (fixture, "矿山.csv",
                               "矿山编码,矿山名称,所属企业,矿山类型,矿山状态,所属镇街\n"
                               "KS5001160001,甲一矿,江津甲矿业有限公司,露天矿山,生产,德感街道\n"
                               "KS5001160002,乙一矿,江津乙石材厂,露天矿山,生产,双福街道\n"));
  assert_value (fixture, "mine", "name", "甲一矿", "std_cert_no", NULL);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/other-enforcement/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fined-people", test_fined_people);
  ADD ("list-of-basis", test_list_of_basis);
  ADD ("accident-names", test_accident_names);
  ADD ("type-by-values", test_type_by_values);
  ADD ("random-checks", test_random_checks);
  ADD ("keys-of-database", test_keys_of_database);
  return g_test_run ();
}
