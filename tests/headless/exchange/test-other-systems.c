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

#define ADD(name, func) g_test_add ("/other-systems/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("numbered", test_numbered);
  ADD ("not-numbered", test_not_numbered);
  ADD ("written", test_written);
  return g_test_run ();
}
