/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "other-ledgers.h"

/* What other systems give out, and forms as they are filled in. */

/* The hazards of one visit, numbered in one cell: one each, with what is theirs in as many items. */
static void
test_numbered (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *cell, *one, *other;
  } cases[] = {
    { "1.台阶坡面有浮石；2.车挡高度1.5米不足。", "台阶坡面有浮石", "车挡高度1.5米不足" },
    { "1、皮带机无护栏\n2、粉尘堆积", "皮带机无护栏", "粉尘堆积" },
    { "①电缆老化②开关无盖", "电缆老化", "开关无盖" },
    { "（1）警示牌缺失；（2）照明损坏", "警示牌缺失", "照明损坏" },
    { "隐患1：排水沟淤堵 隐患2：水泵损坏", "排水沟淤堵", "水泵损坏" },
  };

  import_base (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
        = g_strdup_printf ("矿山名称,发现日期,隐患等级,隐患描述,整改措施,整改期限\n"
                           "甲一矿,2025-03-%02u,一般,\"%s\",1.清除；2.更换,2025-04-01\n",
                           i + 1, cases[i].cell);
      g_autoptr (KaImport) import = import_text (fixture, "隐患.csv", text);

      assert_clean (import);
      g_assert_cmpint (count (fixture, "hazard"), ==, 2 * (i + 1));
      assert_value (fixture, "hazard", "description", cases[i].one, "measures", "清除");
      assert_value (fixture, "hazard", "description", cases[i].other, "measures", "更换");
      assert_value (fixture, "hazard", "description", cases[i].other, "deadline", "2025-04-01");
    }
}

/* Numbers that number nothing. */
static void
test_not_numbered (Fixture *fixture, gconstpointer data)
{
  static const char *const cells[]
    = { "1、2号皮带机无护栏", "2.5米台阶坡面有浮石", "距1.5米处2.0米高坎无护栏", "一号破碎机异响" };

  import_base (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *text = g_strdup_printf ("矿山名称,发现日期,隐患等级,隐患描述\n"
                                               "甲一矿,2025-03-%02u,一般,%s\n",
                                               i + 1, cells[i]);
      g_autoptr (KaImport) import = import_text (fixture, "隐患.csv", text);

      assert_clean (import);
      g_assert_cmpint (count (fixture, "hazard"), ==, i + 1);
      assert_value (fixture, "hazard", "description", cells[i], "level", "一般");
    }
}

/* Boxes that are ticked, lists and nothing as programs write them. */
static void
test_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) mines = NULL;
  g_autoptr (KaImport) inspections = NULL;

  ka_import_free (import_text (fixture, "企业.csv", ENTERPRISES));
  mines = import_text (
    fixture, "矿山.csv",
    "所属企业,矿山名称,矿山类型,矿山状态,所在镇街,在线视频监控,安全管理信息化,总工程师\n"
    "江津甲矿业有限公司,甲一矿,☑露天矿山 □地下矿山 □尾矿库,■生产 □停产,德感街道,有☑ 无□,"
    "是（ ） 否（√）,null\n"
    "江津乙石材厂,乙一矿,□露天矿山□√地下矿山,[ ]生产 [x]停产,双福街道,□有 □无,○是 ●否,NULL\n");
  assert_clean (mines);
  assert_value (fixture, "mine", "name", "甲一矿", "type", "露天矿山");
  assert_value (fixture, "mine", "name", "甲一矿", "status", "生产");
  assert_value (fixture, "mine", "name", "甲一矿", "video", "1");
  assert_value (fixture, "mine", "name", "甲一矿", "info_management", "0");
  assert_value (fixture, "mine", "name", "甲一矿", "chief_engineer", NULL);
  assert_value (fixture, "mine", "name", "乙一矿", "type", "地下矿山");
  assert_value (fixture, "mine", "name", "乙一矿", "status", "停产");
  assert_value (fixture, "mine", "name", "乙一矿", "video", NULL);
  assert_value (fixture, "mine", "name", "乙一矿", "info_management", "0");
  inspections
    = import_text (fixture, "检查.csv",
                   "被检查矿山,检查日期,检查人员,检查记录文书号,专家\n"
                   "甲一矿,2025-03-07 00:00:00,\"[\"\"张三\"\",\"\"李四\"\"]\",甲检记"
                   "〔2025〕1号,[]\n"
                   "乙一矿,2025-03-08T00:00:00,\"[王五, 赵六]\",甲检记〔2025〕2号,孙七\n");
  assert_clean (inspections);
  assert_value (fixture, "inspection", "started", "2025-03-07", "inspectors", "张三、李四");
  assert_value (fixture, "inspection", "started", "2025-03-07", "experts", NULL);
  assert_value (fixture, "inspection", "started", "2025-03-08", "inspectors", "王五、赵六");
}

/* A report of an accident: in the middle of it labels stand above their values. */
static void
test_labels_above (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "事故快报表.csv",
                        "生产安全事故信息快报表,,,\n"
                        "事故名称,甲一矿“5·8”坍塌事故,矿山名称,甲一矿\n"
                        "事故发生时间,2025年5月8日14时20分,事故类别,坍塌\n"
                        "人员伤亡情况,死亡（人）,重伤（人）,轻伤（人）\n"
                        ",0,1,2\n"
                        "直接经济损失（万元）,35.5,事故等级,一般事故\n"
                        "事故简要经过,边坡局部滑落,,\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "accident"), ==, 1);
  assert_value (fixture, "accident", "title", "甲一矿“5·8”坍塌事故", "deaths", "0");
  assert_value (fixture, "accident", "title", "甲一矿“5·8”坍塌事故", "serious", "1");
  assert_value (fixture, "accident", "title", "甲一矿“5·8”坍塌事故", "minor", "2");
  assert_value (fixture, "accident", "title", "甲一矿“5·8”坍塌事故", "grade", "一般");
  assert_value (fixture, "accident", "title", "甲一矿“5·8”坍塌事故", "course", "边坡局部滑落");
}

/* A title that is named like a field, and two labels for one field: the better one is it. */
static void
test_better_label (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) penalties = NULL;
  g_autoptr (KaImport) projects = NULL;

  import_base (fixture);
  penalties = import_text (fixture, "处罚信息详情.csv",
                           "行政处罚信息,\n行政处罚决定书文号,甲罚〔2025〕1号\n"
                           "行政相对人名称,江津甲矿业有限公司\n"
                           "违法行为类型,违反安全生产法律法规\n违法事实,未按规定开展应急演练\n"
                           "处罚类别,A.罚款\n处罚决定日期,2025年06月17日\n");
  g_assert_cmpint (count (fixture, "penalty"), ==, 1);
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕1号", "facts", "未按规定开展应急演练");
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕1号", "violated", NULL);
  assert_value (fixture, "penalty", "doc_no", "甲罚〔2025〕1号", "kind", "罚款");
  projects
    = import_text (fixture, "信息卡.csv",
                   "建设项目“三同时”信息,,\n项目,项目1,项目2\n项目名称,甲扩建工程,乙改建工程\n"
                   "所属矿山,甲一矿,乙一矿\n建设性质,扩建,改建\n"
                   "批复日期,2024-03-08,2024-04-08\n");
  g_assert_cmpint (count (fixture, "project"), ==, 2);
  assert_value (fixture, "project", "name", "乙改建工程", "approved", "2024-04-08");
}

/* Papers one under another, each of a mine of an enterprise that has two. */
static void
test_cards (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "隐患整改通知书.csv",
                        "隐患整改通知书,,,\n"
                        "被检查单位,江津乙石材厂,矿山名称,乙二矿\n"
                        "检查日期,2025年10月10日,整改期限,2025年10月25日\n"
                        "存在问题,1、坝肩排水沟淤堵；2、警示牌缺失,整改责任人,张三\n"
                        ",,,\n"
                        "隐患整改通知书,,,\n"
                        "被检查单位,江津甲矿业有限公司,矿山名称,甲一矿\n"
                        "检查日期,2025年10月11日,整改期限,2025年10月26日\n"
                        "存在问题,皮带机头轮无防护栏,整改责任人,李四\n");
  g_assert_cmpint (count (fixture, "hazard"), ==, 3);
  assert_value (fixture, "hazard", "description", "坝肩排水沟淤堵", "deadline", "2025-10-25");
  assert_value (fixture, "hazard", "description", "警示牌缺失", "responsible", "张三");
  assert_value (fixture, "hazard", "description", "皮带机头轮无防护栏", "found", "2025-10-11");
}

/* The number and the term of a mining right in the rows of mines are its own, and no certificate's. */
static void
test_mining_rights (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "导出.csv",
    "采矿权人,矿山名称,许可证号,开采矿种,开采方式,状态,所在镇街,有效期起,有效期止,发证机关\n"
    "江津甲矿业有限公司,甲一矿,C5001162019017130110000,石灰岩,露天开采,生产,德感街道,2019-01-01,"
    "2027-01-01,区规资局\n"
    "江津乙石材厂,乙一矿,C5001162019017130110001,石灰岩,露天开采,停产,双福街道,2019-02-01,"
    "2027-02-01,区规资局\n");
  assert_value (fixture, "mine", "name", "甲一矿", "std_cert_no", NULL);
  assert_value (fixture, "mine", "name", "甲一矿", "std_until", NULL);
  g_assert_cmpint (count (fixture, "permit"), ==, 2);
  assert_value (fixture, "permit", "number", "C5001162019017130110001", "kind", "采矿许可证");
  assert_value (fixture, "permit", "number", "C5001162019017130110001", "valid_until",
                "2027-02-01");
  ka_import_free (g_steal_pointer (&import));
  /* Of which permit the number is nobody says: nothing is taken from it. */
  import = import_text (fixture, "矿山.csv",
                        "所属企业,矿山名称,许可证号,矿山类型,矿山状态,所在镇街,有效期止\n"
                        "江津甲矿业有限公司,甲一矿,C5001162019017130110000,露天矿山,生产,德感街道,"
                        "2027-01-01\n");
  assert_value (fixture, "mine", "name", "甲一矿", "std_until", NULL);
}

#define ADD(name, func) g_test_add ("/other-systems/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("numbered", test_numbered);
  ADD ("not-numbered", test_not_numbered);
  ADD ("written", test_written);
  ADD ("better-label", test_better_label);
  ADD ("cards", test_cards);
  ADD ("labels-above", test_labels_above);
  ADD ("mining-rights", test_mining_rights);
  return g_test_run ();
}
