/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "other-ledgers.h"

/* Checks, hazards and penalties as offices elsewhere keep them: what is an inspection and what only a list
 * of hazards, whom a penalty is of. */

/* Who inspected is not who reviewed; what the inspection says of itself in each row is one inspection. */
static void
test_inspection_beside_hazards (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaRecord) inspection = NULL;
  g_autofree char *id = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "隐患闭环清单.csv",
    "执法检查时间,被检矿山,执法人员,现场检查记录编号,检查发现的问题及隐患,隐患判定,责令改正期限,"
    "整改完成情况,复核日期,复核人员,复核意见,核销日期\n"
    "2025/3/4,甲一矿,赵一、钱二,检记〔2025〕1号,护栏缺失,一般,2025/3/20,3月18日已完成整改,2025/3/21,"
    "孙三,合格,2025/3/22\n"
    "2025/3/4,甲一矿,赵一、钱二,检记〔2025〕1号,边坡浮石,一般,2025/3/20,3月18日已完成整改,2025/3/21,"
    "孙三,合格,2025/3/22\n"
    "2025/4/5,乙一矿,李四、周五,检记〔2025〕2号,警示牌缺失,一般,2025/4/20,2025.4.15,2025/4/21,,合格,\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "inspection"), ==, 2);
  g_assert_cmpint (count (fixture, "hazard"), ==, 3);
  inspection = find (fixture, "inspection", "record_no", "检记〔2025〕1号");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, inspection->id);
  g_assert_cmpstr (ka_record_get (inspection, "inspectors"), ==, "赵一、钱二");
  assert_value (fixture, "hazard", "description", "边坡浮石", "inspection", id);
  assert_value (fixture, "hazard", "description", "边坡浮石", "reviewer", "孙三");
  assert_value (fixture, "hazard", "description", "边坡浮石", "rectified", "2025-03-18");
  assert_value (fixture, "hazard", "description", "边坡浮石", "closed", "2025-03-22");
  assert_value (fixture, "hazard", "description", "警示牌缺失", "reviewer", NULL);
}

/* People and days of one step are not taken for those of another. */
static void
test_other_steps (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *heading, *value, *field;
  } cases[] = {
    { "执法人员", "赵一、钱二", "reviewer" },
    { "带队执法人员", "赵一", "reviewer" },
    { "处罚执法人员", "赵一", "reviewer" },
    { "陪同检查人员", "赵一", "reviewer" },
    { "立案审批日期", "2025-03-09", "rectified" },
    { "公示截止日期", "2025-03-09", "deadline" },
    { "送达回证日期", "2025-03-09", "reviewed" },
    { "处罚决定书文号", "罚〔2025〕1号", "order_no" },
    { "立案决定书文号", "立〔2025〕1号", "review_no" },
  };

  import_base (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *description = g_strdup_printf ("护栏缺失之%u", i);
      g_autofree char *text = g_strdup_printf (
        "矿山,发现日期,隐患描述,隐患等级,%s\n甲一矿,2025-03-04,%s,一般,%s\n"
        "甲一矿,2025-03-05,其他%u,一般,%s\n甲一矿,2025-03-06,其他%u,一般,%s\n",
        cases[i].heading, description, cases[i].value, i, cases[i].value, i, cases[i].value);

      ka_import_free (import_text (fixture, "隐患台账.csv", text));
      assert_value (fixture, "hazard", "description", description, cases[i].field, NULL);
    }
}

/* The title says that the rows are of an inspection, whoever went along. */
static void
test_inspection_by_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaRecord) inspection = NULL;
  g_autofree char *id = NULL;

  import_base (fixture);
  ka_import_free (import_text (
    fixture, "汇总.csv",
    "2025年矿山执法检查情况汇总表,,,,,,,,,,,,,,\n"
    "执法日期,受检企业（矿山）,带队领导,执法检查人员,企业陪同人员,执法检查方式,发现问题隐患内容,隐患所在位置,"
    "整改措施及要求,限期整改时间,企业整改责任人,实际完成整改时间,复查验收人员,复查验收时间,复查验收结论\n"
    "2025/3/4,甲一矿,赵一,钱二、孙三,李四,现场检查,护栏缺失,平台,立即整改,2025/4/20,王五,2025/4/19,周五,2025/4/21,合格\n"
    "2025/3/4,甲一矿,赵一,钱二、孙三,李四,现场检查,边坡浮石,平台,立即整改,2025/4/20,王五,2025/4/19,周五,2025/4/21,合格\n"
    "2025/4/4,乙一矿,赵一,钱二、吴六,郑七,现场检查,电缆破损,平台,立即整改,2025/4/20,王五,2025/4/19,周五,2025/4/21,合格\n"));
  g_assert_cmpint (count (fixture, "inspection"), ==, 2);
  g_assert_cmpint (count (fixture, "hazard"), ==, 3);
  inspection = find (fixture, "inspection", "started", "2025-03-04");
  g_assert_cmpstr (ka_record_get (inspection, "inspectors"), ==, "钱二、孙三");
  assert_value (fixture, "hazard", "description", "边坡浮石", "reviewer", "周五");
  assert_value (fixture, "hazard", "description", "边坡浮石", "responsible", "王五");
  /* Of the inspection of that day, which has no number. */
  id = g_strdup_printf ("%" G_GINT64_FORMAT, inspection->id);
  assert_value (fixture, "hazard", "description", "边坡浮石", "inspection", id);
}

/* Who looked at them and when makes no inspection of a list of hazards. */
static void
test_hazards_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "整改.csv",
    "问题隐患整改台账,,,,,,,\n检查日期,被检查单位,检查人员,检查类别,存在问题,隐患等级,整改措施,整改期限\n"
    "2025/3/4,甲一矿,赵一、钱二,专项检查,护栏缺失,一般,加装,2025/3/20\n"
    "2025/3/4,甲一矿,赵一、钱二,专项检查,边坡浮石,一般,清理,2025/3/20\n"
    "2025/4/5,乙一矿,赵一、钱二,重点检查,电缆破损,重大,更换,2025/4/20\n");
  assert_clean (import);
  g_assert_cmpint (count (fixture, "hazard"), ==, 3);
  g_assert_cmpint (count (fixture, "inspection"), ==, 0);
}

/* People stand where the punished are named, the firm beside them; a plan's month says its year. */
static void
test_people_punished (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (
    import_text (fixture, "案件办理进度.csv",
                 "案号,被处罚人,所在单位,违法情形,受案时间,作出处罚时间,罚款（万元）\n"
                 "罚〔2025〕1号,张建国,江津甲矿业有限公司,未培训,2025-03-01,2025-03-04,1.5\n"
                 "罚〔2025〕2号,李秀英,江津乙石材厂,未培训,2025-03-02,2025-03-05,2\n"
                 "罚〔2025〕3号,王大勇,江津乙石材厂,未公示,2025-03-03,2025-03-06,3\n"));
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕1号", "person", "张建国");
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕1号", "amount", "15000");
  /* Of which sort the party is, is no person. */
  ka_import_free (
    import_text (fixture, "处罚统计.csv",
                 "行政相对人,处罚对象类别,决定书文号,作出决定时间,违法行为,罚没金额（万元）\n"
                 "江津甲矿业有限公司,单位,罚〔2025〕11号,2025-03-04,未培训,1.5\n"
                 "江津乙石材厂,单位,罚〔2025〕12号,2025-03-05,未培训,2\n"
                 "江津乙石材厂,单位,罚〔2025〕13号,2025-03-06,未公示,3\n"));
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕11号", "person", NULL);
  ka_import_free (
    import_text (fixture, "任务.csv",
                 "年度检查任务分解表,,,\n拟检查单位,安排检查月份,检查类别,安排工作日\n"
                 "甲一矿,2026年3月,重点,2\n"));
  assert_value (fixture, "plan", "month", "2026-03", "year", "2026");
}

static void
test_bare_document_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "处罚情况.csv",
                        "文书编号,当事人名称,违法行为描述,处罚决定,罚款（万元）,处罚日期,缴清日期\n"
                        "罚〔2025〕1号,江津甲矿业有限公司,未培训,罚款,1.5,2025-03-04,2025-03-14\n"
                        "罚〔2025〕2号,江津乙石材厂,未培训,罚款,2,2025-03-05,2025-03-15\n"
                        "罚〔2025〕3号,江津乙石材厂,未公示,罚款,3,2025-03-06,2025-03-16\n");
  assert_clean (import);
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕1号", "executed", "2025-03-14");
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕1号", "kind", "罚款");
}

/* What was done and its sum in one cell; a row that has no sum says only what was done. */
static void
test_sums_in_words (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (
    import_text (fixture, "处罚结果.csv",
                 "行政相对人,决定书文号,作出决定时间,违法行为,处罚结果\n"
                 "江津甲矿业有限公司,罚〔2025〕21号,2025-03-04,未培训,罚款人民币1.5万元\n"
                 "江津乙石材厂,罚〔2025〕22号,2025-03-05,未培训,警告\n"
                 "江津乙石材厂,罚〔2025〕23号,2025-03-06,未公示,罚款：20000元整。\n"));
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕21号", "amount", "15000");
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕21号", "kind", "罚款");
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕22号", "kind", "警告");
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕22号", "amount", NULL);
  assert_value (fixture, "penalty", "doc_no", "罚〔2025〕23号", "amount", "20000");
}

#define ADD(name, func) g_test_add ("/other-checks/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("inspection-beside-hazards", test_inspection_beside_hazards);
  ADD ("other-steps", test_other_steps);
  ADD ("inspection-by-title", test_inspection_by_title);
  ADD ("hazards-alone", test_hazards_alone);
  ADD ("people-punished", test_people_punished);
  ADD ("bare-document-number", test_bare_document_number);
  ADD ("sums-in-words", test_sums_in_words);
  return g_test_run ();
}
