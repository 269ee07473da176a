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

/* Headings that ask; what is not done yet has no day. */
static void
test_questions (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (
    fixture, "重大隐患.csv",
    "是哪个矿,什么时候发现的,检查发现的重大隐患是什么,谁负责整改,采取了什么整改措施,"
    "投入资金多少（万元）,要求什么时候改完,实际什么时候完成\n"
    "甲一矿,2025年3月14日,主要通风机停止运转,田建国,更换备用电机,12,2025年4月20日,还没完成\n"));
  assert_value (fixture, "hazard", "found", "2025-03-14", "description", "主要通风机停止运转");
  assert_value (fixture, "hazard", "found", "2025-03-14", "responsible", "田建国");
  assert_value (fixture, "hazard", "found", "2025-03-14", "measures", "更换备用电机");
  assert_value (fixture, "hazard", "found", "2025-03-14", "funds", "12");
  assert_value (fixture, "hazard", "found", "2025-03-14", "deadline", "2025-04-20");
  assert_value (fixture, "hazard", "found", "2025-03-14", "rectified", NULL);
  ka_import_free (import_text (
    fixture, "举报.csv",
    "收到举报的时间,通过什么方式举报,举报的是哪家单位,反映的主要问题,核查情况如何,最后怎么处理的,"
    "办结时间,有没有奖励（元）\n"
    "2025年4月2日,12350,江津甲矿业有限公司,夜间爆破,基本属实,责令停止,2025年4月20日,1500\n"
    "2025年5月2日,信访转办,江津乙石材厂,未批先建,不属实,已答复,2025年5月20日,无\n"));
  assert_value (fixture, "tip", "received", "2025-04-02", "channel", "12350");
  assert_value (fixture, "tip", "received", "2025-04-02", "verified", "基本属实");
  assert_value (fixture, "tip", "received", "2025-04-02", "reward", "1500");
  assert_value (fixture, "tip", "received", "2025-05-02", "outcome", "已答复");
}

/* A register of orders; an inspection's number is no count of the rows. */
static void
test_orders (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (
    fixture, "登记.csv",
    "序号,指令书文号,下达日期,接收单位,矿山名称,责令整改的内容,要求什么时候改完,复查意见书文号\n"
    "1,（江津）应急责改〔2025〕31号,2025/1/9,江津甲矿业有限公司,甲一矿,排土场未设置截水沟,2025/1/29,"
    "（江津）应急复查〔2025〕31号\n"
    "2,（江津）应急责改〔2025〕32号,2025/3/10,江津乙石材厂,乙一矿,未安装位移监测点,2025/3/30,/\n"));
  assert_value (fixture, "hazard", "description", "排土场未设置截水沟", "found", "2025-01-09");
  assert_value (fixture, "hazard", "description", "排土场未设置截水沟", "deadline", "2025-01-29");
  assert_value (fixture, "hazard", "description", "未安装位移监测点", "order_no",
                "（江津）应急责改〔2025〕32号");
  ka_import_free (import_text (
    fixture, "闭环清单.csv",
    "检查编号,检查时间,受检矿山,检查人员,现场检查记录号,处理方式,隐患内容,隐患部位,整改责任人,整改期限\n"
    "1,2025-06-05,甲一矿,张三、李四,（江津）应急检记〔2025〕61号,责令限期整改,未设护栏,采场,王五,2025-06-20\n"
    "2,2025-06-06,乙一矿,张三、李四,（江津）应急检记〔2025〕62号,责令限期整改,浮石,边坡,赵六,2025-06-21\n"
    "3,2025-06-07,甲一矿,张三、李四,（江津）应急检记〔2025〕63号,责令限期整改,无警示,道路,王五,2025-06-22\n"));
  assert_value (fixture, "inspection", "started", "2025-06-06", "record_no",
                "（江津）应急检记〔2025〕62号");
}

/* Hazards in the short rows of checks: what was found, and by when it is to be gone. */
static void
test_short_checks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "检查情况.csv",
                   "2025年12月执法检查情况表,,,,\n检查日期,受检矿山,检查人员,发现的隐患,整改时限\n"
                   "2025.12.5,甲一矿,张三、李四,破碎机无护栏,2025.12.15\n"
                   "2025.12.8,乙一矿,张三、王五,边坡有浮石,2025.12.18\n"
                   "2025.12.11,甲一矿,张三、王五,无,/\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "inspection"), ==, 3);
  g_assert_cmpint (count (fixture, "hazard"), ==, 2);
  assert_value (fixture, "hazard", "description", "边坡有浮石", "deadline", "2025-12-18");
  assert_value (fixture, "inspection", "started", "2025-12-08", "inspectors", "张三、王五");
}

/* Several penalties in one cell; the end of their publicity is not its day; nor is that of a list. */
static void
test_publicity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaImport) list = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "双公示.csv",
    "行政相对人名称,行政处罚决定书文号,违法事实,处罚依据,处罚类别,罚款金额（万元）,处罚决定日期,公示截止期\n"
    "江津甲矿业有限公司,（江津）应急罚〔2025〕71号,越界,《安全生产法》第九十九条,罚款;没收违法所得,3,2025/6/"
    "9,2028/6/9\n"
    "江津乙石材厂,（江津）应急罚〔2025〕72号,越界,《安全生产法》第九十九条,警告、责令停产停业,,2025/7/9,2028/"
    "7/9\n");
  assert_clean (import);
  assert_value (fixture, "penalty", "decided", "2025-06-09", "kind", "罚款");
  assert_value (fixture, "penalty", "decided", "2025-06-09", "published", NULL);
  assert_value (fixture, "penalty", "decided", "2025-07-09", "kind", "责令停产停业");
  list = import_text (fixture, "安全生产严重失信主体名单.csv",
                      "主体名称,列入事由,列入决定书文号,列入日期,停止公示日期\n"
                      "江津甲矿业有限公司,瞒报事故,江津应急失信〔2025〕1号,2025/5/6,2028/5/6\n");
  assert_value (fixture, "discredit", "listed", "2025-05-06", "published", NULL);
}

/* The time of a day behind it; the firm that a plan's mine is of is no office; officers of the district by what
 * their unit is called. */
static void
test_clocks_and_offices (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (fixture, "记录.csv",
                               "检查时间,矿山,检查人员,检查场所\n"
                               "2025年11月10日 9时30分至11时40分,甲一矿,张三、李四,采场\n"
                               "2025年11月11日 14:00—15:30,乙一矿,张三、李四,采场\n"));
  assert_value (fixture, "inspection", "started", "2025-11-10", "place", "采场");
  g_assert_cmpint (count (fixture, "inspection"), ==, 2);
  ka_import_free (import_text (
    fixture, "2026年检查计划.csv",
    "检查单位,矿山,检查类别,检查月份,执法科室\n江津甲矿业有限公司,甲一矿,重点检查,3月,矿山科\n"
    "江津乙石材厂,乙一矿,一般检查,4月,矿山科\n"));
  assert_value (fixture, "plan", "month", "2026-03", "dept", "矿山科");
  ka_import_free (import_text (fixture, "行政执法证持证人员.csv",
                               "姓名,所在单位,执法证编号,学历专业,是否专业执法人员\n"
                               "王五,江津区应急管理综合行政执法支队,50011620001,采矿,是\n"
                               "赵六,石门镇应急办,50011620002,法律,否\n"));
  assert_value (fixture, "regulator", "name", "王五", "level", "区级监管部门");
  assert_value (fixture, "regulator", "name", "赵六", "town", "石门镇");
}

/* What a number beside it is of says nothing of whom. */
static void
test_identities (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (fixture, "人员.csv",
                               "单位名称,姓名,岗位,证件类型,证件编号\n"
                               "江津甲矿业有限公司,张三,矿长,居民身份证,FM2025001\n"
                               "江津乙石材厂,李四,总工程师,居民身份证,FM2025002\n"));
  assert_value (fixture, "person", "name", "张三", "specialty", NULL);
  g_assert_cmpint (count (fixture, "person"), ==, 2);
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
  ADD ("questions", test_questions);
  ADD ("orders", test_orders);
  ADD ("short-checks", test_short_checks);
  ADD ("publicity", test_publicity);
  ADD ("clocks-and-offices", test_clocks_and_offices);
  ADD ("identities", test_identities);
  return g_test_run ();
}
