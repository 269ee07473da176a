/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

/* Ledgers with a heading that nobody ever heard of: what stands below it says what it is, or it is left alone;
 * never is it taken for something else. */

typedef struct
{
  const char *file, *kind;
  const char *headings; /* joined by commas */
  const char *fields;   /* of the clean table, joined by blanks; -: none */
  const char *sure;     /* of them, those that the values alone show */
  const char *rows;
} Table;

static const Table tables[] = {
  { "企业.csv", "enterprise", "企业名称,统一社会信用代码,所在镇街,主要负责人,主要负责人电话",
    "name credit_code town principal principal_phone", "name credit_code town principal_phone",
    "重庆甲子石料有限公司,91500116MA5U0HHT5X,德感街道,张某某,13900000001\n"
    "江津乙丑建材厂,91500116MA5U0HHU3Q,双福街道,李某某,13900000002\n"
    "重庆丙寅矿业有限公司,91500116MA5U0HHW1K,先锋镇,王某某,13900000003\n" },
  { "矿山.csv", "mine", "所属企业,矿山名称,矿山类型,矿山状态,所在镇街,最高边坡高度(m)",
    "enterprise name type status town slope_height", "enterprise name type status town",
    "重庆甲子石料有限公司,甲子石灰岩矿,露天矿山,生产,德感街道,45\n"
    "江津乙丑建材有限公司,乙丑砂岩矿,露天矿山,停产,双福街道,60\n"
    "重庆丙寅矿业有限公司,丙寅石膏矿,地下矿山,生产,先锋镇,12\n" },
  { "证照.csv", "permit", "企业,证照类型,证号,发证机关,有效期始,有效期至",
    "enterprise kind number issuer valid_from valid_until", "enterprise kind number",
    "重庆甲子石料有限公司,安全生产许可证,（渝）FM安许证字〔2024〕001号,重庆市应急管理局,2024-01-05,2027-01-04\n"
    "重庆乙丑建材有限公司,安全生产许可证,（渝）FM安许证字〔2024〕002号,重庆市应急管理局,2024-02-05,2027-02-04\n"
    "重庆丙寅矿业有限公司,采矿许可证,C5001162018037130120001,重庆市规划和自然资源局,2024-03-05,2029-03-04\n" },
  { "人员.csv", "person", "工作单位,姓名,身份证号,岗位类别,证书编号,电话,证书有效期至",
    "enterprise name id_number post cert_no phone cert_until",
    "enterprise name id_number post cert_no phone",
    "重庆甲子石料有限公司,张某某,990116198001011230,主要负责人,渝FMFZ202290001,13900000001,2027-01-04\n"
    "重庆乙丑建材有限公司,李某明,990116198101011238,安全生产管理人员,渝FMAG202290002,13900000002,2027-02-04\n"
    "重庆丙寅矿业有限公司,王某华,990116198201011235,主要负责人,渝FMFZ202390003,13900000003,2028-02-04\n" },
  { "检查.csv", "inspection", "检查日期,被检查矿山,检查人员,检查记录文书号,检查结果",
    "started mine inspectors record_no result", "started mine record_no",
    "2025-03-04,甲子石灰岩矿,张某某、李某明,（江津）应急检记〔2025〕1号,责令限期整改\n"
    "2025-03-05,乙丑砂岩矿,张某某、王某华,（江津）应急检记〔2025〕2号,未发现问题\n"
    "2025-03-06,丙寅石膏矿,李某明、王某华,（江津）应急检记〔2025〕3号,责令限期整改\n" },
  { "隐患.csv", "hazard", "矿山,发现日期,隐患等级,隐患描述,整改期限,整改责任人",
    "mine found level description deadline responsible", "mine found level description",
    "甲子石灰岩矿,2025-03-04,一般隐患,边坡上部有浮石未清理,2025-03-14,张某某\n"
    "乙丑砂岩矿,2025-03-05,一般隐患,挡车墙高度不足轮胎的一半,2025-03-15,李某明\n"
    "丙寅石膏矿,2025-03-06,重大隐患,两个安全出口有一个堵塞,2025-03-16,王某华\n" },
  { "处罚.csv", "penalty", "企业,处罚决定书文号,决定日期,违法事实,罚款金额（万元）",
    "enterprise doc_no decided facts amount", "enterprise doc_no",
    "重庆甲子石料有限公司,（江津）应急罚〔2025〕1号,2025-04-04,未按规定检测通风系统,2\n"
    "重庆乙丑建材有限公司,（江津）应急罚〔2025〕2号,2025-05-04,未如实记录隐患排查情况,3.5\n"
    "重庆丙寅矿业有限公司,（江津）应急罚〔2025〕3号,2025-06-04,特种作业人员无证上岗,1\n" },
  { "尾矿库.csv", "pond", "尾矿库名称,所属矿山,尾矿库等别,运行状况,设计总坝高(m)",
    "name mine grade status design_height", "name grade",
    "柏林尾矿库,柏林锰矿,四等,在用,32\n"
    "小河沟尾矿库,天泰锶矿,五等,停用,21\n" },
  { "计划.csv", "plan", "检查对象,计划月份,检查类别,检查内容", "mine month kind content",
    "mine month kind",
    "甲子石灰岩矿,2026年3月、9月,重点检查,边坡和排土场安全\n"
    "乙丑砂岩矿,2026年4月,一般检查,爆破作业和铲装运输\n"
    "丙寅石膏矿,2026年5月、11月,重点检查,通风、提升和排水系统\n" },
  { "建设项目.csv", "project", "矿山,项目名称,建设性质,开工日期", "mine name kind started",
    "mine name",
    "甲子石灰岩矿,年产30万吨扩能技改工程,改建,2025-01-05\n"
    "丙寅石膏矿,新建斜井开拓工程,新建,2025-02-05\n" },
  { "监管人员.csv", "regulator", "姓名,层级,执法证号,专业", "name level cert_no specialty",
    "name level cert_no",
    "张某某,区县,50011610001,采矿工程\n"
    "李某明,镇街,50011610002,安全工程\n"
    "王某华,区县,50011610003,地质工程\n" },
};

static char *
show_fields (const KaImportTable *table)
{
  GString *out = g_string_new (NULL);

  for (guint c = 0; c < table->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (table->fields, c);

      g_string_append_printf (out, "%s%s", c > 0 ? " " : "", field ? field->id : "-");
    }
  return g_string_free (out, FALSE);
}

/* The first table with the headings. */
static KaImport *
open_with (const Table *table, char **headings, const KaImportTable **found)
{
  g_autofree char *line = g_strjoinv (",", headings);
  g_autofree char *text = g_strconcat (line, "\n", table->rows, NULL);
  g_autoptr (GError) error = NULL;
  KaImport *import = ka_import_new ();

  ka_import_add_text (import, text, table->file, NULL, NULL, &error);
  g_assert_no_error (error);
  *found = g_ptr_array_index (ka_import_get_tables (import), 0);
  return import;
}

static void
check_column (const Table *table, char **fields, char **sure, guint column, const char *word)
{
  g_auto (GStrv) headings = g_strsplit (table->headings, ",", -1);
  g_autoptr (KaImport) import = NULL;
  const KaImportTable *found;
  gboolean must = g_strv_contains ((const char *const *)sure, fields[column]);

  g_free (headings[column]);
  headings[column] = g_strdup (word);
  import = open_with (table, headings, &found);
  g_assert_cmpstr (found->kind != NULL ? found->kind->id : "", ==, table->kind);
  for (guint c = 0; fields[c] != NULL; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c);
      const char *id = field != NULL ? field->id : "-";

      if (c == column && !must && field == NULL)
        continue;
      if (strcmp (id, fields[c]) != 0)
        g_test_message ("%s: %s instead of %s", table->file, word, fields[column]);
      g_assert_cmpstr (id, ==, fields[c]);
    }
}

static void
test_one (void)
{
  static const char *const words[] = { "K7", "要素甲", "Z9" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_auto (GStrv) fields = g_strsplit (tables[i].fields, " ", -1);
      g_auto (GStrv) sure = g_strsplit (tables[i].sure, " ", -1);
      g_auto (GStrv) headings = g_strsplit (tables[i].headings, ",", -1);
      g_autoptr (KaImport) import = NULL;
      const KaImportTable *found;
      g_autofree char *shown = NULL;

      import = open_with (&tables[i], headings, &found);
      shown = show_fields (found);
      g_assert_cmpstr (shown, ==, tables[i].fields);
      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        for (guint c = 0; fields[c] != NULL; c++)
          check_column (&tables[i], fields, sure, c, words[w]);
    }
}

static int
find_guess (GPtrArray *guesses, const char *field)
{
  for (guint i = 0; guesses != NULL && i < guesses->len; i++)
    if (strcmp (((KaGuess *)g_ptr_array_index (guesses, i))->field->id, field) == 0)
      return (int)i;
  return -1;
}

/* Whatever was left alone is asked, with what it is among the guesses; what was taken by its values alone can be
 * taken back. */
static void
test_guessed (void)
{
  guint asked = 0, known = 0, first = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_auto (GStrv) fields = g_strsplit (tables[i].fields, " ", -1);

      for (guint c = 0; fields[c] != NULL; c++)
        {
          g_auto (GStrv) headings = g_strsplit (tables[i].headings, ",", -1);
          g_autoptr (KaImport) import = NULL;
          const KaImportTable *found;
          GPtrArray *guesses;
          int place;

          g_free (headings[c]);
          headings[c] = g_strdup ("要素甲");
          import = open_with (&tables[i], headings, &found);
          guesses = ka_import_get_guesses (import, 0, c);
          place = find_guess (guesses, fields[c]);
          for (guint other = 0; fields[other] != NULL; other++)
            if (other != c)
              g_assert_null (ka_import_get_guesses (import, 0, other));
          if (g_ptr_array_index (found->fields, c) != NULL)
            {
              if (place != 0)
                g_test_message ("%s %s: taken, not told", tables[i].file, fields[c]);
              g_assert_cmpint (place, ==, 0);
              continue;
            }
          g_test_message ("%s %s: %d", tables[i].file, fields[c], place);
          asked++;
          known += place >= 0;
          first += place == 0;
          g_assert_true (guesses == NULL || guesses->len <= KA_MAX_GUESSES);
        }
    }
  g_test_message ("%u asked, %u guessed, %u of them first", asked, known, first);
  g_assert_cmpuint (asked, >=, 10);
  g_assert_cmpuint (known * 10, >=, asked * 7);
}

/* What counts the rows is no number of a paper, whatever stands above it. */
static void
test_counters (void)
{
  static const struct
  {
    const char *file, *text, *fields;
  } cases[] = {
    { "检查.csv",
      "检查编号,检查日期,被检查矿山,检查人员\n"
      "1,2025-03-04,甲子石灰岩矿,张某某\n2,2025-03-05,乙丑砂岩矿,张某某\n3,2025-03-06,丙寅石膏矿,张某某\n",
      "- started mine inspectors" },
    { "检查.csv",
      "检查编号,检查日期,被检查矿山,检查记录文书号\n"
      "1,2025-03-04,甲子石灰岩矿,（江津）应急检记〔2025〕1号\n"
      "2,2025-03-05,乙丑砂岩矿,（江津）应急检记〔2025〕2号\n"
      "1,2025-03-06,丙寅石膏矿,（江津）应急检记〔2025〕3号\n"
      "2,2025-03-07,丙寅石膏矿,（江津）应急检记〔2025〕4号\n"
      "3,2025-03-08,丙寅石膏矿,（江津）应急检记〔2025〕5号\n",
      "- started mine record_no" },
    { "证照.csv",
      "证照编号,企业,证照类型\n1,甲子公司,营业执照\n2,乙丑公司,营业执照\n3,丙寅公司,采矿许可证\n",
      "- enterprise kind" },
    /* numbers that follow one another are numbers all the same */
    { "监管人员.csv", "姓名,层级,执法证号\n张某某,区县,50011610001\n李某明,镇街,50011610002\n",
      "name level cert_no" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaImport) import = ka_import_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = NULL;

      ka_import_add_text (import, cases[i].text, cases[i].file, NULL, NULL, &error);
      g_assert_no_error (error);
      shown = show_fields (g_ptr_array_index (ka_import_get_tables (import), 0));
      g_assert_cmpstr (shown, ==, cases[i].fields);
    }
}

/* What a whole row is of names no column of it: 处罚情况 is not 处罚人员. */
static void
test_kind_names (void)
{
  static const char *const words[] = { "处罚", "处罚情况", "行政处罚情况", "怎么罚的" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (KaImport) import = ka_import_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = NULL;
      g_autofree char *text = g_strdup_printf (
        "企业,%s,罚款金额（元）,处罚决定书文号,决定日期\n"
        "重庆甲子石料有限公司,已按程序办理,10000,（江津）应急罚〔2025〕71号,2025-04-03\n"
        "江津乙丑建材厂,正在催缴,20000,（江津）应急罚〔2025〕72号,2025-08-03\n",
        words[i]);

      ka_import_add_text (import, text, "处罚.csv", NULL, NULL, &error);
      g_assert_no_error (error);
      shown = show_fields (g_ptr_array_index (ka_import_get_tables (import), 0));
      g_assert_cmpstr (shown, ==, "enterprise - amount doc_no decided");
      g_assert_nonnull (ka_import_get_guesses (import, 0, 1));
    }
}

/* The numbers of the columns below the headings are no record. */
static void
test_numbered (void)
{
  static const char *const numbers[] = { "甲,乙,丙,丁,戊", "（1）,（2）,（3）,（4）,（5）",
                                         "栏次,1,2,3,4", "甲,乙,1,2,3=1+2", "A,B,C,D,E" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (KaImport) import = ka_import_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf (
        "序号,企业名称,统一社会信用代码,所在镇街,从业人员数\n%s\n"
        "1,江津甲子石料有限公司,,德感街道,12\n2,江津乙丑石料有限公司,,双福街道,13\n",
        numbers[i]);

      ka_import_add_text (import, text, "企业.csv", NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ka_import_count_rows (import, 0), ==, 2);
    }
}

/* After 癸 comes 子; numbers stand where there are sums. */
static void
test_numbered_wide (void)
{
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;

  ka_import_add_text (
    import,
    "序号,企业名称,统一社会信用代码,经济类型,企业类别,所在镇街,详细地址,法定代表人,主要负责人,"
    "主要负责人电话,实际控制人,实际控制人电话,从业人员数,专职安全管理人员数\n"
    "甲,乙,丙,丁,戊,己,庚,辛,壬,癸,子,丑,1,2\n"
    "1,江津甲子石料有限公司,,,,德感街道,,张三,,,,,12,1\n"
    "2,江津乙丑石料有限公司,,,,双福街道,,李四,,,,,13,1\n",
    "企业.csv", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ka_import_count_rows (import, 0), ==, 2);
}

/* A list of words that happen to be labels is no form. */
static void
test_no_form (void)
{
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;

  ka_import_add_text (
    import,
    "单位,类目,指标,数值\n甲子公司,企业名称,是否填报,是\n甲子公司,法定代表人,是否填报,否\n"
    "甲子公司,所在镇街,是否填报,是\n甲子公司,从业人员数,是否填报,是\n",
    "填报情况.csv", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (((KaImportTable *)g_ptr_array_index (ka_import_get_tables (import), 0))->kind);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ka_set_today (ka_day_from_ymd (2025, 12, 31));
  g_test_add_func ("/unheard/one", test_one);
  g_test_add_func ("/unheard/guessed", test_guessed);
  g_test_add_func ("/unheard/counters", test_counters);
  g_test_add_func ("/unheard/kind-names", test_kind_names);
  g_test_add_func ("/unheard/numbered", test_numbered);
  g_test_add_func ("/unheard/numbered-wide", test_numbered_wide);
  g_test_add_func ("/unheard/no-form", test_no_form);
  return g_test_run ();
}
