/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "other-ledgers.h"

/* Registers of firms, mines, people and duties as offices elsewhere keep them. */

/* Whose row it is, under headings that say what is done to them; a month over its rows; a title that tells
 * several things off is about none of them alone. */
static void
test_subjects_and_sections (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) duties = NULL;
  g_autoptr (KaImport) plans = NULL;
  g_autoptr (KaImport) mines = NULL;

  import_base (fixture);
  duties = import_text (fixture, "10月.csv",
                        "2025年10月矿山关键人员履职抽查表,,,\n"
                        "序号,被抽查矿山,实控人在矿天数,总工在矿天数\n"
                        "1,甲一矿,12天,20天\n2,乙一矿,9天,16天\n");
  assert_clean (duties);
  assert_counts (duties, 0, 2, 0, 0, 0);
  assert_value (fixture, "duty", "controller_days", "9", "month", "2025-10");
  plans = import_text (fixture, "计划.csv",
                       "2026年度监督检查计划明细,,\n序号,拟检查矿山,检查类别\n"
                       "一月,,\n1,甲一矿,重点检查\n九月,,\n2,乙一矿,一般检查\n");
  assert_counts (plans, 0, 2, 0, 0, 0);
  assert_value (fixture, "plan", "kind", "重点检查", "month", "2026-01");
  assert_value (fixture, "plan", "kind", "一般检查", "month", "2026-09");
  mines = import_text (fixture, "清单.csv",
                       "矿井、采场、尾矿库清单,,,,,\n"
                       "权属单位,矿山名称,系统类别,目前状况,属地镇街,标准化证号及到期\n"
                       "江津甲矿业有限公司,甲二矿,露天采场,生产,德感,AQBK0001/2027.01.20\n"
                       "江津乙石材厂,乙三矿,井下矿山,停产,双福,AQBK0002/2026.05.09\n"
                       "江津乙石材厂,乙四库,尾矿库,生产,双福,/\n");
  assert_counts (mines, 0, 3, 0, 0, 0);
  assert_value (fixture, "mine", "name", "甲二矿", "type", "露天矿山");
  assert_value (fixture, "mine", "name", "乙三矿", "type", "地下矿山");
  assert_value (fixture, "mine", "name", "甲二矿", "std_cert_no", "AQBK0001");
  assert_value (fixture, "mine", "name", "甲二矿", "std_until", "2027-01-20");
}

/* What brackets say of a person; units of the district among the towns; a number of years is no yes. */
static void
test_people_by_unit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) people = NULL;
  g_autoptr (KaImport) staff = NULL;

  import_base (fixture);
  people = import_text (fixture, "人员.csv",
                        "矿井,姓名（性别）,职务,任职方式（专职、兼职）\n"
                        "甲一矿,张三（男）,矿长,专职\n甲一矿,李四（女）,总工程师,兼职\n");
  assert_clean (people);
  assert_value (fixture, "person", "name", "张三", "full_time", "1");
  assert_value (fixture, "person", "name", "李四", "full_time", "0");
  staff = import_text (fixture, "监管执法力量.csv",
                       "单位,姓名,行政执法证编号,毕业专业,矿山相关专业,从事执法工作年限\n"
                       "区应急管理局,王五,220100001,采矿工程,√,1\n"
                       "德感街道,赵六,220100002,法学,×,5\n");
  assert_counts (staff, 0, 2, 0, 0, 0);
  assert_value (fixture, "regulator", "name", "王五", "level", "区级监管部门");
  assert_value (fixture, "regulator", "name", "赵六", "level", "镇街");
  assert_value (fixture, "regulator", "name", "赵六", "town", "德感街道");
  assert_value (fixture, "regulator", "name", "赵六", "professional", "0");
  assert_value (fixture, "regulator", "name", "王五", "enforcement", NULL);
}

/* Two rows of headings: each person's telephone is his own. */
static void
test_phones_of_persons (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "底册.csv",
                   "单位全称,法人代表,,安全生产第一责任人,,安责险是否在保\n"
                   ",姓名,手机,姓名,手机,\n"
                   "江津甲矿业有限公司,张三,13900000001,李四,13900000002,在保\n"
                   "江津乙石材厂,王五,13900000003,赵六,13900000004,脱保\n");

  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "legal_rep", "张三");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "principal", "李四");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "principal_phone",
                "13900000002");
  assert_value (fixture, "enterprise", "name", "江津乙石材厂", "insured", "0");
}

/* A cell of many strokes is a text, and not tried in all ways. */
static void
test_many_joints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("矿山名称,姓名/性别/学历/职称,岗位\n");
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  for (guint i = 0; i < 4; i++)
    {
      g_string_append_printf (text, "甲一矿,张%u", i);
      for (guint n = 0; n < 100; n++)
        g_string_append (text, "/1");
      g_string_append (text, ",矿长\n");
    }
  import = open_text (fixture, "人员.csv", text->str);
  g_assert_cmpuint (ka_import_get_tables (import)->len, ==, 1);
  g_assert_true (table_of (import, 0)->seconds == NULL
                 || table_of (import, 0)->seconds->pdata[1] == NULL);
}

/* One row refused takes others with it: they say which. */
static void
test_refused_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  GPtrArray *problems;
  gboolean told = FALSE;
  gint64 change;

  import_base (fixture);
  import = open_text (fixture, "矿山和尾矿库.csv",
                      "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
                      "江津甲矿业有限公司,甲九矿,,生产,德感街道\n\n"
                      "尾矿库名称,所属矿山,运行状况,尾矿库等别,安全度\n"
                      "九号库,甲九矿,在用,五等,正常\n");
  ka_import_set_skip_bad (import, TRUE);
  g_assert_true (ka_import_commit (import, fixture->ledger, NULL, NULL, NULL, &change, NULL));
  problems = ka_import_get_problems (import);
  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);

      told |= problem->row == 5 && strstr (problem->message, "“矿山和尾矿库.csv”第 2 行") != NULL;
    }
  g_assert_true (told);
}

/* A list a firm: whose it is stands above each, also where a town is part of the name; an office that sent
 * them is none. */
static void
test_firm_above (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaRecord) firm = NULL;
  g_autofree char *id = NULL;

  import_base (fixture);
  ka_import_free (import_text (fixture, "企业.csv",
                               "企业名称,统一社会信用代码,所在镇街,从业人员数\n"
                               "江津区吴滩镇大佛页岩砖厂,,吴滩镇,12\n"));
  ka_import_free (import_text (fixture, "持证.csv",
                               "三类人员持证情况一览表,,,\n企业名称：江津甲矿业有限公司,,,\n"
                               "姓名,岗位,合格证编号,取证时间\n"
                               "尹大勇,主要负责人,5001000000777,2024.6.6\n"
                               "侯晓东,安全员,5001000001554,2024.6.7\n"
                               "企业名称：江津区吴滩镇大佛页岩砖厂,,,\n"
                               "姓名,岗位,合格证编号,取证时间\n"
                               "田天云,主要负责人,5001000003885,2024.2.18\n"
                               "雷永福,安全员,5001000004662,2024.5.25\n"));
  firm = find (fixture, "enterprise", "name", "江津区吴滩镇大佛页岩砖厂");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, firm->id);
  assert_value (fixture, "person", "name", "田天云", "enterprise", id);
  assert_value (fixture, "person", "name", "雷永福", "enterprise", id);
}

/* A table on its side whose second column holds the units. */
static void
test_units_beside (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (fixture, "尾矿库.csv",
                               "尾矿库基本档案（一库一列）,,,\n项目,单位,第1座,第2座\n"
                               "尾矿库名称,—,老鹰沟尾矿库,半边街尾矿库\n"
                               "所属矿山,—,甲一矿,乙一矿\n"
                               "使用状况,—,在用,停用\n设计等别,—,四等,五等\n"
                               "目前坝高,m,36.5,22\n设计总库容,万m³,180,40\n"));
  assert_value (fixture, "pond", "name", "老鹰沟尾矿库", "status", "在用");
  assert_value (fixture, "pond", "name", "半边街尾矿库", "height", "22");
  g_assert_cmpint (count (fixture, "pond"), ==, 2);
}

/* Next year's plan is made in December: the day on which it was made is not its year. */
static void
test_year_of_plan (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (fixture, "安排.csv",
                               "2026年度执法检查安排表,,,\n制表：执法支队,,,2025年12月25日\n"
                               "序号,拟检查矿山,拟检查月份,检查类型\n1,甲一矿,1月,一般检查\n"));
  assert_value (fixture, "plan", "month", "2026-01", "year", "2026");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/other-registers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("subjects-and-sections", test_subjects_and_sections);
  ADD ("people-by-unit", test_people_by_unit);
  ADD ("phones-of-persons", test_phones_of_persons);
  ADD ("many-joints", test_many_joints);
  ADD ("refused-before", test_refused_before);
  ADD ("firm-above", test_firm_above);
  ADD ("units-beside", test_units_beside);
  ADD ("year-of-plan", test_year_of_plan);
  return g_test_run ();
}
