/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "make-xlsx.h"

#include <glib/gstdio.h>
#include <ka-day.h>
#include <ka-import.h>
#include <ka-query.h>
#include <string.h>

/* Sheets that are more than rows of records: forms, months across, rows of two kinds, several tables. */

typedef struct
{
  char *folder;
  KaLedger *ledger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  ka_set_today (ka_day_from_ymd (2025, 12, 31));
  fixture->folder = g_dir_make_tmp ("kuangan-test-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "l.kuangan", NULL);
  fixture->ledger = ka_ledger_create (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_object_unref (fixture->ledger);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static KaImport *
commit_path (Fixture *fixture, const char *path)
{
  KaImport *import = ka_import_new ();
  g_autoptr (GError) error = NULL;

  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ka_import_set_skip_bad (import, TRUE);
  ka_import_commit (import, fixture->ledger, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static KaImport *
import_text (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return commit_path (fixture, path);
}

/* What the query finds: rows by ;, values by |. */
static char *
query (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaCursor) cursor = ka_cursor_new (fixture->ledger, sql, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  while (ka_cursor_next (cursor, &error))
    {
      const char *text = ka_cursor_get_text (cursor, 0);

      g_string_append_printf (out, "%s%s", out->len > 0 ? ";" : "", text ? text : "");
    }
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static void
assert_query (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *found = query (fixture, sql);

  g_assert_cmpstr (found, ==, expected);
}

/* Severity, code and cell of what is wrong; remarks are left out. */
static char *
show_problems (KaImport *import)
{
  GPtrArray *problems = ka_import_get_problems (import);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity != KA_SEVERITY_INFO)
        g_string_append_printf (out, "%s%s@%s", out->len > 0 ? " " : "", problem->code,
                                problem->cell ? problem->cell : "-");
    }
  return g_string_free (out, FALSE);
}

static void
assert_problems (KaImport *import, const char *expected)
{
  g_autofree char *found = show_problems (import);

  g_assert_cmpstr (found, ==, expected);
}

#define BASE                                                                                                                                \
  "企业名称,所在镇街\n重庆市江津区示例甲矿业有限公司,德感街道\n江津区蔡家镇样例乙采石场,蔡家镇\n" \
  "重庆范例丙建材有限公司,白沙镇\n"
#define MINES                                                                                      \
  "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"                             \
  "重庆市江津区示例甲矿业有限公司,一号矿,露天矿山,生产,德感街道\n"     \
  "江津区蔡家镇样例乙采石场,二号矿,露天矿山,停产,蔡家镇\n"                 \
  "重庆范例丙建材有限公司,三号矿,露天矿山,生产,白沙镇\n"                    \
  "重庆范例丙建材有限公司,四号矿,露天矿山,生产,白沙镇\n"

static void
import_base (Fixture *fixture)
{
  g_autoptr (KaImport) enterprises = import_text (fixture, "企业.csv", BASE);
  g_autoptr (KaImport) mines = import_text (fixture, "矿山.csv", MINES);

  assert_problems (enterprises, "");
  assert_problems (mines, "");
}

/* ---- forms ---- */

static void
test_form (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "测算.csv",
    "2025年度监督检查工作日测算表,,,\n年度,2025年,在册执法人员数,12人\n"
    "纳入计算人数,9,国家法定工作日（天）,248\n总法定工作日,2232,其他执法工作日,\"1,050\"\n"
    "批准日期,　　年　　月　　日,报备日期,2025.2.30\n备注,,,\n");

  assert_problems (import, "date_impossible@D5");
  assert_query (fixture,
                "SELECT year||'|'||staff||'|'||counted||'|'||statutory_days||'|'||other_days||'|'||"
                "coalesce(approved,'-')||'|'||coalesce(filed,'-') FROM plan_year",
                "2025|12|9|248|1050|-|-");
}

/* Several forms one under another; a label whose value is empty does not take the next label. */
static void
test_forms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "典型案例报送表.csv",
    "典型案例报送表,,,\n案例标题,甲案,报送期,2025年4季度\n案例类型,,查处日期,2025.9.23\n执法机关,甲局,当事人,甲厂\n\n"
    "案例标题,乙案,报送期,2025年第三季度\n案例类型,执法案例,查处日期,2025.8.23\n执法机关,乙局,当事人,乙厂\n");

  assert_problems (import, "");
  assert_query (fixture,
                "SELECT title||'|'||quarter||'|'||coalesce(kind,'-')||'|'||occurred||'|'||agency "
                "FROM typical_case ORDER BY id",
                "甲案|2025Q4|-|2025-09-23|甲局;乙案|2025Q3|执法案例|2025-08-23|乙局");
}

/* ---- months ---- */

static void
test_months_over (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_xlsx (
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>2025年履职情况月报表</t></is></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>矿山名称</t></is></c>"
    "<c r=\"B2\" t=\"inlineStr\"><is><t>1月</t></is></c>"
    "<c r=\"C2\" t=\"inlineStr\"><is><t>1月</t></is></c>"
    "<c r=\"D2\" t=\"inlineStr\"><is><t>二月</t></is></c>"
    "<c r=\"E2\" t=\"inlineStr\"><is><t>二月</t></is></c></row>"
    "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>实控人现场天数</t></is></c>"
    "<c r=\"C3\" t=\"inlineStr\"><is><t>总工在岗天数</t></is></c>"
    "<c r=\"D3\" t=\"inlineStr\"><is><t>实控人现场天数</t></is></c>"
    "<c r=\"E3\" t=\"inlineStr\"><is><t>总工在岗天数</t></is></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>一号矿</t></is></c>"
    "<c r=\"B4\"><v>10</v></c><c r=\"C4\"><v>15</v></c><c r=\"D4\"><v>32</v></c>"
    "<c r=\"E4\"><v>0</v></c></row>"
    "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>二号矿</t></is></c>"
    "<c r=\"B5\"><v>8</v></c><c r=\"D5\" t=\"inlineStr\"><is><t>停产</t></is></c>"
    "<c r=\"E5\" t=\"inlineStr\"><is><t>停产</t></is></c></row>",
    NULL, NULL);
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = commit_path (fixture, path);
  g_unlink (path);
  assert_problems (import, "number_range@D4");
  /* a month of which nothing is told is no record */
  assert_query (fixture,
                "SELECT mine||'|'||month||'|'||coalesce(controller_days,'-')||'|'||"
                "coalesce(engineer_days,'-') FROM duty ORDER BY mine, month",
                "1|2025-01|10|15;1|2025-02|-|0;2|2025-01|8|-");
}

static void
test_months_in_headings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "2024年履职月报.csv",
    "矿山名称,11月总工在岗天数,12月总工在岗天数,2025年1月总工在岗天数\n一号矿,20,21,22\n");
  assert_problems (import, "");
  assert_query (fixture, "SELECT month||'|'||engineer_days FROM duty ORDER BY month",
                "2024-11|20;2024-12|21;2025-01|22");
}

static void
test_months_in_cell (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *cell, *months, *problems;
  } cases[] = {
    { "2月、8月", "2025-02;2025-08", "" },
    { "\"2月,8月\"", "2025-02;2025-08", "" },
    { "2月/8月", "2025-02;2025-08", "" },
    { "2、8、11月", "2025-02;2025-08;2025-11", "" },
    { "三月和九月", "2025-03;2025-09", "" },
    { "3-5月", "2025-03;2025-04;2025-05", "" },
    { "3月至5月", "2025-03;2025-04;2025-05", "" },
    { "2月、6～7月", "2025-02;2025-06;2025-07", "" },
    { "5-3月", "", "month_unreadable@B2" },
    { "2025年3月", "2025-03", "" },
    { "2025.3", "2025-03", "" },
    { "12月份", "2025-12", "" },
    { "7", "2025-07", "" },
    { "13月", "", "month_impossible@B2" },
    { "年底", "", "month_unreadable@B2" },
  };

  import_base (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "矿山名称,计划月份,检查类别,检查方式\n一号矿,%s,重点检查,现场\n", cases[i].cell);
      g_autoptr (KaImport) import = import_text (fixture, "2025年度检查计划.csv", text);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].cell);
      assert_problems (import, cases[i].problems);
      assert_query (fixture, "SELECT month FROM plan WHERE year = 2025 ORDER BY month",
                    cases[i].months);
      for (gint64 id = 1; id <= 100; id++)
        ka_ledger_delete (fixture->ledger, ka_kind_get ("plan"), id, NULL);
    }
}

/* ---- two kinds in the rows ---- */

#define INSPECTIONS                                                                                                                   \
  "检查日期,被检查单位,检查来源,检查类别,检查人员,检查记录文书号,检查结果,隐患部位,隐患描述," \
  "隐患等级,整改措施,整改责任人,整改期限,复查日期\n"

static void
test_joined (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "检查及整改.csv",
    INSPECTIONS
    "2025年2月4日-5日,重庆市江津区示例甲矿业有限公司,计划,重点检查,甲某、乙某,检记1号,责令整改,平台,缺护栏,一般,补装,丙某,7日内,\n"
    "同上,同上,同上,同上,同上,同上,同上,配电室,没有挡鼠板,一般,加装,丙某,2025年2月19日前,\n"
    "2025.3.1,重庆范例丙建材有限公司（四号矿）,计划,重点检查,甲某,检记2号,未发现问题,,未发现问题,,,,,\n"
    "2025.3.2,示例甲矿业,计划,重点检查,甲某,检记3号,责令整改,平台,缺护栏,一般,补装,丙某,7日内,\n"
    ",检查3次,,,,,,,隐患3条,,,,,\n");
  assert_problems (import, "name_unsure@B5");
  assert_query (
    fixture,
    "SELECT record_no||'|'||mine||'|'||started||'|'||coalesce(ended,'-') FROM inspection "
    "ORDER BY id",
    "检记1号|1|2025-02-04|2025-02-05;检记2号|4|2025-03-01|-");
  assert_query (fixture,
                "SELECT description||'|'||mine||'|'||inspection||'|'||found||'|'||deadline FROM "
                "hazard ORDER BY id",
                "缺护栏|1|1|2025-02-04|2025-02-11;没有挡鼠板|1|1|2025-02-04|2025-02-19");
}

/* To say again what a table was found to be leaves the rows of two kinds as they are. */
static void
test_same_kind (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "检查.csv", NULL);
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;

  import_base (fixture);
  g_file_set_contents (
    path, INSPECTIONS "2025.3.1,一号矿,计划,重点检查,甲某,检记1号,未发现问题,,无,,,,,\n", -1,
    &error);
  g_assert_no_error (error);
  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ka_import_get_tables (import)->len; i++)
    {
      const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (import), i);

      ka_import_set_kind (import, i, table->kind);
    }
  ka_import_commit (import, fixture->ledger, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_problems (import, "");
  assert_query (fixture, "SELECT record_no FROM inspection", "检记1号");
  assert_query (fixture, "SELECT count(*) FROM hazard", "0");
  assert_query (fixture, "SELECT count(*) FROM mapping", "0");
}

/* Tasks under numbered lines; their progress beside; the quarter in the title. */
static void
test_sections (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "任务.csv",
    "硬措施2025年任务清单及第四季度进展情况,,,,,,,\n"
    "工作任务,量化要求,进度要求,责任单位,落实情况,进展情况,存在问题,下步举措\n"
    "一、压实各方安全责任,,,,,,,\n（一）企业任务清单,,,,,,,\n"
    "1.负总责,,长期,各企业,落实,好,无,无\n2.180日内报告,,长期,同上,部分落实,好,/,约谈\n"
    "（二）属地政府任务清单,,,,,,,\n1.公示三个责任人,100%,长期,各镇街,落实,好,无,无\n"
    "二、重大隐患清零,,,,,,,\n（一）企业任务清单,,,,,,,\n1.排查,,每月,各企业,不落实,差,人少,补\n");

  assert_problems (import, "");
  assert_query (fixture, "SELECT task||'|'||heading||'|'||actor FROM measure ORDER BY id",
                "负总责|压实各方安全责任|企业;180日内报告|压实各方安全责任|企业;"
                "公示三个责任人|压实各方安全责任|属地政府;排查|重大隐患清零|企业");
  assert_query (fixture,
                "SELECT measure||'|'||quarter||'|'||state FROM measure_progress ORDER BY id",
                "1|2025Q4|落实;2|2025Q4|部分落实;3|2025Q4|落实;4|2025Q4|不落实");
}

/* ---- several tables ---- */

static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "名单.csv",
    "联合惩戒名单,,,,\n一、安全生产严重失信主体名单,,,,\n"
    "失信主体,主体类型,列入事由,列入决定文号,列入日期,管理期限（年）\n"
    "重庆市江津区示例甲矿业有限公司,单位,甲,失信1号,2025.1.2,3\n\n"
    "二、诚信管理“黑名单”,,,,\n失信主体,主体类型,列入事由,列入决定文号,列入日期,管理期限（年）\n"
    "重庆范例丙建材有限公司,法人,乙,失信2号,2025.1.3,1.5\n");
  assert_problems (import, "");
  g_assert_cmpuint (ka_import_get_tables (import)->len, ==, 2);
  g_assert_cmpuint (ka_import_count_rows (import, 0), ==, 1);
  g_assert_cmpuint (ka_import_count_rows (import, 1), ==, 1);
  assert_query (fixture,
                "SELECT decision_no||'|'||list||'|'||term_months FROM discredit ORDER BY id",
                "失信1号|安全生产严重失信主体|36;失信2号|诚信管理黑名单|18");
}

/* The first of two is not lost where the second is the clearer one. */
static void
test_several_clearer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "报送.csv",
    "企业名称,所在镇街,从业人员数\n江津壬石料厂,德感街道,7\n江津癸石料厂,双福街道,9\n"
    ",,\n,,\n姓名,岗位类别,电话\n张三,矿长,13800000000\n");

  assert_problems (import, "");
  g_assert_cmpuint (ka_import_get_tables (import)->len, ==, 2);
  g_assert_cmpuint (ka_import_count_rows (import, 0), ==, 2);
  g_assert_cmpuint (ka_import_count_rows (import, 1), ==, 1);
  assert_query (fixture, "SELECT name||'|'||staff FROM enterprise ORDER BY id",
                "江津壬石料厂|7;江津癸石料厂|9");
}

/* Counts by town are no ledger of enterprises, whatever their headings sound like. */
static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "统计.csv",
                   "序号,镇（街）,企业数,矿山数,生产,停产,大中型占比\n1,德感街道,3,4,2,2,50%\n"
                   "2,双福街道,1,1,1,0,100%\n合计,,4,5,3,2,60%\n");
  const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (import), 0);

  g_assert_null (table->kind);
  assert_query (fixture, "SELECT count (*)||'' FROM enterprise", "0");
}

/* What a csv keeps of a code and of a day that had no format: the one has lost digits, the other is a day. */
static void
test_csv_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "企业.csv",
                   "企业名称,统一社会信用代码,所在镇街,保险有效期至,联系电话\n"
                   "江津壬石料厂,9.15001E+17,德感街道,45719,13800000000\n"
                   "江津癸石料厂,,德感街道,20251,13800000001\n");

  assert_problems (import, "precision_lost@B2 date_unreadable@D3");
  assert_query (fixture,
                "SELECT name||'|'||coalesce (credit_code, '')||'|'||coalesce (insured_until, '')"
                " FROM enterprise ORDER BY id",
                "江津壬石料厂||2025-03-03;江津癸石料厂||");
}

/* A title says what the rows are; what the ledger has already is not changed by it. */
static void
test_weak (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "露天矿山停产情况.csv",
                   "全区停产矿山外包情况,,,\n所属企业,矿山名称,矿山类型,外包施工单位,所在镇街\n"
                   "重庆范例丙建材有限公司,三号矿,露天矿山,丁公司,白沙镇\n");
  assert_problems (import, "");
  assert_query (fixture, "SELECT status||'|'||contractor FROM mine WHERE name = '三号矿'",
                "生产|丁公司");
}

/* ---- names ---- */

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *problem; /* of the company that is meant */
  } cases[] = {
    { "江津新甲矿业有限公司", "" },
    { "江津新 甲 矿业有限公司", "" },
    { "江津旧甲石料厂", "" }, /* its former name */
    { "江津新甲矿业有限公司（原江津旧甲石料厂）", "" },
    { "江津戊（西区）建材有限公司", "" },
    { "江津戊(西区)建材有限公司", "" },
    { "江津新甲矿业有限责任公司", "name_unsure@B2" }, /* another legal form */
    { "江津新甲矿业", "name_unsure@B2" },
    { "重庆市江津新甲矿业有限公司", "name_unsure@B2" },
    { "江津新甲矿业有限公司二分厂", "name_unsure@B2" },
    { "江津庚石料一厂", "reference_unknown@B2" },
  };
  g_autoptr (KaImport) old = import_text (
    fixture, "a.csv",
    "企业名称,统一社会信用代码,所在镇街\n江津旧甲石料厂,91500116MA5U123453,德感街道\n"
    "江津戊（西区）建材有限公司,,德感街道\n");
  g_autoptr (KaImport) renamed = import_text (
    fixture, "b.csv",
    "企业名称,统一社会信用代码,所在镇街\n江津新甲矿业有限公司,91500116MA5U123453,德感街道\n");

  assert_query (fixture, "SELECT count(*) FROM enterprise", "2");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
        = g_strdup_printf ("处罚决定书文号,企业名称,处罚种类\n罚%u号,%s,罚款\n", i, cases[i].name);
      g_autoptr (KaImport) import = import_text (fixture, "行政处罚.csv", text);

      g_test_message ("%s", cases[i].name);
      assert_problems (import, cases[i].problem);
    }
  assert_query (fixture, "SELECT count(*) FROM penalty", "6");
}

/* ---- values that depend on others ---- */

static void
test_deadlines (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *cell, *deadline, *problem;
  } cases[] = {
    { "7日内", "2025-03-08", "" },
    { "10天内", "2025-03-11", "" },
    { "十五日内", "2025-03-16", "" },
    { "限30天内整改完成", "2025-03-31", "" },
    { "二十日内", "2025-03-21", "" },
    { "1个月内", "2025-04-01", "" },
    { "两周内", "2025-03-15", "" },
    { "2周内", "2025-03-15", "" },
    { "5个工作日内", "2025-03-07", "" },
    { "自发现之日起3个工作日内", "2025-03-05", "" },
    { "一个月内", "2025-04-01", "" },
    { "两个月内完成整改", "2025-05-01", "" },
    { "当日", "2025-03-01", "" },
    { "本月底前", "2025-03-31", "" },
    { "年底前", "2025-12-31", "" },
    { "25个工作日内", "2025-04-07", "" },
    { "2025年3月19日前", "2025-03-19", "" },
    { "立即整改", "-", "" },
    { "7日", "-", "date_unreadable@E2" },
  };

  import_base (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "矿山,发现日期,隐患等级,隐患描述,整改期限\n一号矿,2025.3.1,一般,第%u,%s\n", i,
        cases[i].cell);
      g_autofree char *sql = g_strdup_printf (
        "SELECT coalesce(deadline,'-') FROM hazard WHERE description = '第%u'", i);
      g_autoptr (KaImport) import = import_text (fixture, "隐患.csv", text);

      g_test_message ("%s", cases[i].cell);
      assert_problems (import, cases[i].problem);
      assert_query (fixture, sql, cases[i].deadline);
    }
}

/* ---- permits side by side ---- */

static void
test_permits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) mines = NULL;
  g_autoptr (KaImport) permits = NULL;

  import_base (fixture);
  mines
    = import_text (fixture, "矿山台账.csv",
                   "企业名称,矿山名称,矿山状态,标准化等级,有效期至,采矿许可证号,有效期,安许证编号,"
                   "发证机关,有效期起,有效期止,备注\n"
                   "重庆市江津区示例甲矿业有限公司,一号矿,停产,三级,2026.1.1,"
                   "C5001162019067130991001,2023.5.6-2026.5.5,/,,,,甲\n");
  assert_problems (mines, "conflict@C2");
  assert_query (fixture, "SELECT std_until||note FROM mine WHERE name = '一号矿'", "2026-01-01甲");
  assert_query (fixture,
                "SELECT kind||number||valid_from||valid_until||(mine IS NOT NULL) FROM permit",
                "采矿许可证C50011620190671309910012023-05-062026-05-051");
  permits = import_text (
    fixture, "证照台账.csv",
    "企业名称,采矿许可证编号,采矿许可证有效期至,安全生产许可证编号,安全生产许可证有效期至\n"
    "重庆市江津区示例甲矿业有限公司,C5001162019067130991001,2027.5.5,"
    "（渝）FM安许证字〔2024〕7号,2027.1.31\n");
  assert_problems (permits, "conflict@C2");
  assert_query (fixture, "SELECT kind||valid_until FROM permit ORDER BY id",
                "采矿许可证2027-05-05;安全生产许可证2027-01-31");
}

/* ---- the same row twice ---- */

static void
test_repeated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "企业.csv", "企业名称,所在镇街\n甲厂,德感街道\n乙厂,白沙镇\n甲厂,德感街道\n");
  GPtrArray *problems = ka_import_get_problems (import);
  const KaImportProblem *problem;

  assert_query (fixture, "SELECT count(*) FROM enterprise", "2");
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->code, ==, "duplicate_row");
  g_assert_cmpint (problem->severity, ==, KA_SEVERITY_INFO);
  g_assert_cmpstr (problem->message, ==, "第 4 行：与第 2 行重复，只记一次。");
}

/* ---- ledgers of other offices ---- */

/* Towns that the table does not have: of another district, if hardly any is of this one. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) here = import_text (
    fixture, "企业一.csv",
    "企业名称,镇街\n甲厂,德感街道\n乙厂,双福\n丙厂,石井坡镇\n丁厂,石井坡镇\n戊厂,石井坡镇\n");
  g_autoptr (KaImport) elsewhere = NULL;

  assert_problems (here, "town_unknown@B4 town_unknown@B5 town_unknown@B6");
  assert_query (fixture, "SELECT count(*) FROM setting", "0");
  assert_query (fixture, "SELECT count(town) FROM enterprise", "2");
  elsewhere = import_text (fixture, "企业二.csv",
                           "企业名称,镇街\n子厂,永川区红炉镇\n丑厂,红炉\n寅厂,茶山街道办事处\n"
                           "卯厂,何埂镇\n辰厂,何埂镇\n巳厂,不详村\n");
  assert_problems (elsewhere, "town_unknown@B7");
  assert_query (fixture, "SELECT name||coalesce(town,'') FROM enterprise WHERE id > 5 ORDER BY id",
                "子厂红炉镇;丑厂红炉镇;寅厂茶山街道;卯厂何埂镇;辰厂何埂镇;巳厂");
}

/* Headings in other words, and columns that their values alone tell. */
static void
test_other_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) enterprises
    = import_text (fixture, "新建表格.csv",
                   "编号,生产经营单位全称,代码,实控人手机号,主要负责人联系号码,辖区镇街\n"
                   "1,甲矿业有限公司,91500116MA5U123453,13900001001,13900001002,德感\n"
                   "2,乙矿业有限公司,91500116MA5U22345T,13900001003,13900001004,双福\n"
                   "3,丙矿业有限公司,91500116MA5U32345J,13900001005,13900001006,德感\n");
  g_autoptr (KaImport) hazards = NULL;

  assert_problems (enterprises, "");
  assert_query (fixture,
                "SELECT name||credit_code||controller_phone||principal_phone||town FROM enterprise "
                "WHERE id = 1",
                "甲矿业有限公司91500116MA5U1234531390000100113900001002德感街道");
  import_base (fixture);
  hazards
    = import_text (fixture, "清单.csv",
                   "编号,隐患所在矿山,排查时间,隐患程度,存在的主要问题,复查责任人,完成整改时间\n"
                   "1,一号矿,2025.3.1,一般,缺护栏,张某,2025.3.5\n");
  assert_problems (hazards, "");
  assert_query (fixture, "SELECT description||reviewer||rectified FROM hazard",
                "缺护栏张某2025-03-05");
}

/* ---- answers ---- */

/* What was said of a sheet is known when one with the same headings comes again. */
static void
test_memory (Fixture *fixture, gconstpointer data)
{
  static const char *const text = "甲,所在镇街,乙\n某某厂,德感街道,说明\n";
  g_autofree char *path = g_build_filename (fixture->folder, "一.csv", NULL);
  g_autoptr (KaImport) first = ka_import_new ();
  g_autoptr (KaImport) second = NULL;
  g_autoptr (GError) error = NULL;
  const KaKind *kind = ka_kind_get ("enterprise");

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  ka_import_add_file (first, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ka_import_set_kind (first, 0, kind);
  ka_import_set_field (first, 0, 0, ka_kind_field (kind, "name"));
  ka_import_set_field (first, 0, 2, ka_kind_field (kind, "note"));
  ka_import_commit (first, fixture->ledger, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  second = import_text (fixture, "二.csv", "甲,所在镇街,乙\n某某二厂,双福街道,又一\n");
  assert_problems (second, "");
  assert_query (fixture, "SELECT name||'|'||town||'|'||note FROM enterprise ORDER BY id",
                "某某厂|德感街道|说明;某某二厂|双福街道|又一");
  assert_query (fixture, "SELECT count(*) FROM mapping", "1");
}

int
main (int argc, char *argv[])
{
#define ADD(name, func) g_test_add ("/shapes/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("form", test_form);
  ADD ("forms", test_forms);
  ADD ("months-over", test_months_over);
  ADD ("months-in-headings", test_months_in_headings);
  ADD ("months-in-cell", test_months_in_cell);
  ADD ("joined", test_joined);
  ADD ("same-kind", test_same_kind);
  ADD ("sections", test_sections);
  ADD ("several", test_several);
  ADD ("several-clearer", test_several_clearer);
  ADD ("counts", test_counts);
  ADD ("csv-numbers", test_csv_numbers);
  ADD ("weak", test_weak);
  ADD ("names", test_names);
  ADD ("permits", test_permits);
  ADD ("repeated", test_repeated);
  ADD ("elsewhere", test_elsewhere);
  ADD ("other-words", test_other_words);
  ADD ("deadlines", test_deadlines);
  ADD ("memory", test_memory);
  return g_test_run ();
}
