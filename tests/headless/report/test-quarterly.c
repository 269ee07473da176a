/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-decimal.h>
#include <ka-quarterly-private.h>

#include <glib/gstdio.h>

#include "store-test.h"

static KaQuarter
quarter (void)
{
  return ka_quarter_from_text ("2025Q4");
}

typedef struct
{
  char *folder;
  KaLedger *ledger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ka_set_today (ka_day_from_iso ("2025-12-31"));
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
  ka_set_today (KA_DAY_NONE);
}

/* ---- a district by chance ---- */

static const char *
pick (GRand *rand, const char *const *choices, guint n)
{
  return choices[g_rand_int_range (rand, 0, (gint32)n)];
}

#define PICK(rand, ...)                                                                            \
  pick (rand, (const char *const[]){ __VA_ARGS__ },                                                \
        G_N_ELEMENTS (((const char *const[]){ __VA_ARGS__ })))

static char *
random_day (GRand *rand)
{
  return ka_day_to_iso (ka_day_from_iso ("2024-10-01") + g_rand_int_range (rand, 0, 500));
}

static KaRecord *
of_mine (const char *kind, gint64 mine)
{
  KaRecord *record = ka_record_new (ka_kind_get (kind));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, mine);

  ka_record_set (record, "mine", id);
  return record;
}

static void
set_day (GRand *rand, KaRecord *record, const char *field)
{
  g_autofree char *day = random_day (rand);

  ka_record_set (record, field, day);
}

/* days after another field. */
static void
set_later (GRand *rand, KaRecord *record, const char *field, const char *after)
{
  g_autofree char *day = ka_day_to_iso (ka_day_from_iso (ka_record_get (record, after))
                                        + g_rand_int_range (rand, 0, 90));

  if (g_rand_boolean (rand))
    ka_record_set (record, field, day);
}

static void
save (KaLedger *ledger, KaRecord *record)
{
  g_autoptr (GError) error = NULL;

  ka_ledger_save (ledger, record, &error);
  g_assert_no_error (error);
}

static void
add_mine (GRand *rand, KaLedger *ledger, gint64 enterprise, guint number)
{
  static const char *const flags[]
    = { "mech_extraction", "mech_loading", "mech_haulage",  "mech_ventilation",
        "info_management", "video",        "training_video" };
  g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
  g_autofree char *name = g_strdup_printf ("第%u号矿", number);
  g_autofree char *key = g_strdup_printf ("%d", g_rand_int_range (rand, 1, 15));
  g_autofree char *carded = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 15));

  ka_record_set (mine, "enterprise", owner);
  ka_record_set (mine, "name", name);
  ka_record_set (mine, "type",
                 PICK (rand, "露天矿山", "露天矿山", "地下矿山", "露天地下联合", "尾矿库"));
  ka_record_set (mine, "status",
                 PICK (rand, "生产", "生产", "生产", "基建", "停产", "停建", "关闭"));
  ka_record_set (mine, "town", PICK (rand, "德感街道", "双福街道", "珞璜镇"));
  ka_record_set (mine, "mineral", PICK (rand, "建筑石料用灰岩", "砖瓦用页岩", NULL));
  ka_record_set (mine, "size_class", PICK (rand, "大型", "中型", "小型", NULL));
  ka_record_set (mine, "risk_grade", PICK (rand, "A", "B", "C", "D", NULL));
  ka_record_set (mine, "std_level", PICK (rand, "一级", "二级", "三级", "未达标", NULL));
  set_day (rand, mine, "std_until");
  ka_record_set (mine, "posts_key", key);
  ka_record_set (mine, "posts_carded", carded);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    ka_record_set (mine, flags[i], PICK (rand, "1", "1", "0", NULL));
  save (ledger, mine);
}

static void
add_enforcement (GRand *rand, KaLedger *ledger, gint64 enterprise, gint64 mine, guint number)
{
  g_autoptr (KaRecord) inspection = of_mine ("inspection", mine);
  g_autoptr (KaRecord) hazard = of_mine ("hazard", mine);
  g_autoptr (KaRecord) penalty = of_mine ("penalty", mine);
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
  g_autofree char *text = g_strdup_printf ("隐患%u", number);
  g_autofree char *paper = g_strdup_printf ("（江津）应急罚〔2025〕%u号", number);
  g_autofree char *amount = g_strdup_printf ("%d.5", g_rand_int_range (rand, 0, 90000));

  set_day (rand, inspection, "started");
  ka_record_set (
    inspection, "trigger",
    PICK (rand, "计划", "双随机", "投诉举报", "转办交办", "监测线索", "专项部署", "复查", NULL));
  ka_record_set (inspection, "examined", PICK (rand, "5", "8", NULL));
  ka_record_set (inspection, "result",
                 PICK (rand, "未发现问题", "责令整改", "现场处理", "立案处罚", "停产停业"));
  save (ledger, inspection);
  set_day (rand, hazard, "found");
  ka_record_set (hazard, "level", PICK (rand, "一般", "一般", "重大"));
  ka_record_set (
    hazard, "source",
    PICK (rand, "监管检查", "监察检查", "企业自查", "专家服务", "举报", "上级交办", NULL));
  ka_record_set (hazard, "description", text);
  set_later (rand, hazard, "deadline", "found");
  set_later (rand, hazard, "rectified", "found");
  if (ka_record_get (hazard, "rectified") != NULL)
    set_later (rand, hazard, "closed", "rectified");
  save (ledger, hazard);
  ka_record_set (penalty, "enterprise", owner);
  ka_record_set (penalty, "doc_no", paper);
  set_day (rand, penalty, "decided");
  ka_record_set (penalty, "person", PICK (rand, "张某", NULL, NULL));
  ka_record_set (penalty, "amount", amount);
  save (ledger, penalty);
}

static gboolean
fill_district (KaLedger *ledger, gpointer data, GError **error)
{
  GRand *rand = data;
  gint64 enterprise
    = test_save (ledger, "enterprise", "name", "重庆甲矿业有限公司", "staff", "30", NULL);

  for (guint i = 1; i <= 25; i++)
    add_mine (rand, ledger, enterprise, i);
  for (guint i = 1; i <= 80; i++)
    add_enforcement (rand, ledger, enterprise, g_rand_int_range (rand, 1, 26), i);
  return TRUE;
}

static void
fill (Fixture *fixture, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;

  g_test_message ("seed %u", seed);
  ka_ledger_transact (fixture->ledger, KA_CHANGE_IMPORT, "导入", fill_district, rand, NULL, &error);
  g_assert_no_error (error);
}

static KaQuarterly *
make_report (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  KaQuarterly *report
    = ka_quarterly_new (ledger, quarter (), ka_day_from_iso ("2025-12-31"), &error);

  g_assert_no_error (error);
  return report;
}

static char *
write_file (KaQuarterly *report, Fixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (name, ".pdf"))
    ka_quarterly_write_pdf (report, path, NULL, &error);
  else
    ka_quarterly_write_xlsx (report, path, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static char *
digest (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents, length);
}

static char *
write_digest (KaQuarterly *report, Fixture *fixture, const char *name)
{
  g_autofree char *path = write_file (report, fixture, name);

  return digest (path);
}

/* What a program of the system prints; NULL (and the test is skipped) where it is absent. */
static char *
run (const char *program, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *found = g_find_program_in_path (program);
  char *out = NULL;
  int status = 0;
  va_list args;

  if (found == NULL)
    {
      g_test_skip (program);
      return NULL;
    }
  g_ptr_array_add (arguments, found);
  va_start (args, program);
  for (const char *a = va_arg (args, const char *); a != NULL; a = va_arg (args, const char *))
    g_ptr_array_add (arguments, (char *)a);
  va_end (args);
  g_ptr_array_add (arguments, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **)arguments->pdata, NULL, G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL, NULL, &out, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return out;
}

/* ---- text, annexes and indicators agree ---- */

static void
assert_sum (KaFigures *figures, const char *total, ...)
{
  gint64 sum = 0;
  va_list args;

  va_start (args, total);
  for (const char *name = va_arg (args, const char *); name != NULL;
       name = va_arg (args, const char *))
    {
      g_assert_true (ka_figure_known (name));
      sum += ka_figures_number (figures, name);
    }
  va_end (args);
  g_test_message ("%s", total);
  g_assert_cmpint (ka_figures_number (figures, total), ==, sum);
}

static void
check_parts (KaFigures *f)
{
  assert_sum (f, "mines.total", "mines.open_pit", "mines.underground", "mines.combined",
              "mines.tailings", NULL);
  assert_sum (f, "mines.total", "mines.producing", "mines.construction", "mines.suspended",
              "mines.halted", NULL);
  assert_sum (f, "mines.total", "mines.grade_a", "mines.grade_b", "mines.grade_c", "mines.grade_d",
              "mines.ungraded", NULL);
  assert_sum (f, "mines.counted", "mines.large", "mines.medium", "mines.small", "mines.unsized",
              NULL);
  assert_sum (f, "scale.numerator", "mines.large", "mines.medium", NULL);
  assert_sum (f, "scale.denominator", "mines.counted", NULL);
  assert_sum (f, "standard3.numerator", "standard.level1", "standard.level2", "standard.level3",
              NULL);
  assert_sum (f, "standard2.numerator", "standard.level1", "standard.level2", NULL);
  assert_sum (f, "inspections", "inspections.planned", "inspections.random", "inspections.special",
              "inspections.triggered", "inspections.review", "inspections.unsourced", NULL);
  assert_sum (f, "inspections.year", "inspections.clean.year", "inspections.ordered.year",
              "inspections.handled.year", "inspections.prosecuted.year", "inspections.stopped.year",
              NULL);
  assert_sum (f, "hazards", "hazards.general", "hazards.major", NULL);
  assert_sum (f, "hazards.year", "hazards.supervision.year", "hazards.self.year",
              "hazards.expert.year", "hazards.other.year", "hazards.unsourced.year", NULL);
  assert_sum (f, "major_closed.denominator", "majors", NULL);
  assert_sum (f, "major_closed.failing", "majors.open", NULL);
  assert_sum (f, "penalties", "penalties.units", "penalties.persons", NULL);
}

static gint64
sum_list (KaFigures *figures, const char *list, guint column)
{
  GPtrArray *items = ka_figures_items (figures, list);
  gint64 sum = 0;

  for (guint i = 0; i < items->len; i++)
    sum += g_ascii_strtoll (((char **)items->pdata[i])[column], NULL, 10);
  return sum;
}

/* The cells of a column from row to row, as hundred thousandths. */
static gint64
sum_cells (KaTable *table, guint column, guint from, guint to)
{
  gint64 sum = 0;

  for (guint r = from; r < to; r++)
    {
      g_autofree char *text = ka_doc_strip_marks (ka_table_get_cell (table, r, column));
      gint64 value;

      g_assert_true (ka_decimal_parse (text, 6, &value, NULL));
      sum += value;
    }
  return sum;
}

/* 3 检查执法情况统计表: months make the year, three of them the quarter, towns the quarter. */
static void
check_statistics (KaQuarterly *report)
{
  const KaAnnex *annex = g_ptr_array_index (report->annexes, 2);
  KaTable *months = g_ptr_array_index (annex->tables, 0);
  KaTable *towns = g_ptr_array_index (annex->tables, 1);
  guint rows = ka_table_get_n_rows (towns);

  g_assert_cmpuint (ka_table_get_n_rows (months), ==, 14);
  for (guint c = 1; c < ka_table_get_n_columns (months); c++)
    {
      if (c == 8)
        continue;
      g_assert_cmpint (sum_cells (months, c, 9, 12), ==, sum_cells (months, c, 12, 13));
      g_assert_cmpint (sum_cells (months, c, 0, 12), ==, sum_cells (months, c, 13, 14));
      g_assert_cmpint (sum_cells (towns, c, 0, rows - 1), ==, sum_cells (towns, c, rows - 1, rows));
      g_assert_cmpint (sum_cells (towns, c, rows - 1, rows), ==, sum_cells (months, c, 12, 13));
    }
}

/* The rows of an annex are as many as its last row says. */
static void
check_rows (KaQuarterly *report)
{
  static const struct
  {
    guint annex, table, totals;
    const char *figure;
  } tables[] = {
    { 0, 0, 1, "mines.total" },
    { 1, 0, 2, "mines.counted" },
    { 4, 0, 1, "penalties" },
    { 8, 3, 1, "experts" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const KaAnnex *annex = g_ptr_array_index (report->annexes, tables[i].annex);
      KaTable *table = g_ptr_array_index (annex->tables, tables[i].table);

      g_assert_cmpint (ka_table_get_n_rows (table) - tables[i].totals, ==,
                       ka_figures_number (report->figures, tables[i].figure));
    }
  g_assert_cmpuint (((KaAnnex *)g_ptr_array_index (report->annexes, 8))->tables->len, ==, 5);
}

static void
check_texts (KaQuarterly *report)
{
  g_assert_cmpuint (ka_quarterly_n_parts (), ==, 11);
  for (guint i = 0; i < ka_quarterly_n_parts (); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = ka_quarterly_expand (report, i, &error);

      g_assert_no_error (error);
      g_test_message ("%s", ka_quarterly_part_id (i));
      g_assert_cmpstr (text, !=, "");
      g_assert_null (strpbrk (text, "{}\x1c\x1d\x1e"));
      g_assert_null (strstr (text, "//"));
      g_assert_null (strstr (text, "，，"));
      g_assert_null (strstr (text, "。。"));
      g_assert_null (strstr (text, "，。"));
      g_assert_null (strstr (text, "(null)"));
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_agreement (Fixture *fixture, gconstpointer data)
{
  guint32 seed = (guint32)g_test_rand_int ();
  g_autoptr (KaQuarterly) report = NULL;

  fill (fixture, seed);
  report = make_report (fixture->ledger);
  check_parts (report->figures);
  g_assert_cmpint (sum_list (report->figures, "minerals", 1), ==,
                   ka_figures_number (report->figures, "mines.total"));
  g_assert_cmpint (sum_list (report->figures, "towns", 1), ==,
                   ka_figures_number (report->figures, "mines.total"));
  g_assert_cmpint (sum_list (report->figures, "triggers", 1), ==,
                   ka_figures_number (report->figures, "inspections"));
  check_statistics (report);
  check_rows (report);
  check_texts (report);
}

/* ---- nothing ---- */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = make_report (fixture->ledger);
  GPtrArray *warnings = ka_quarterly_get_warnings (report);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *general = NULL;
  g_autofree char *xlsx = NULL;

  check_texts (report);
  general = ka_quarterly_expand (report, 1, NULL);
  g_assert_nonnull (strstr (general, "没有在册非煤矿山"));
  g_assert_nonnull (strstr (general, "无上季数据"));
  g_assert_true (g_ptr_array_find_with_equal_func (warnings, "台账里没有在册矿山，请先导入台账。",
                                                   g_str_equal, NULL));
  path = write_file (report, fixture, "empty.pdf");
  xlsx = write_file (report, fixture, "empty.xlsx");
  text = run ("pdftotext", "-raw", path, "-", NULL);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "没有在册非煤矿山"));
  g_assert_nonnull (strstr (text, "没有报送典型案例"));
}

/* ---- paper and workbook ---- */

/* Whether the paper leads anywhere, uncompressed; FALSE where it cannot be told. */
static gboolean
contains_link (Fixture *fixture, const char *path, gboolean *linked)
{
  g_autofree char *plain = g_build_filename (fixture->folder, "plain.pdf", NULL);
  g_autofree char *out = run ("qpdf", "--qdf", "--object-streams=disable", path, plain, NULL);
  g_autofree char *contents = NULL;
  gsize length;

  if (out == NULL)
    return FALSE;
  g_assert_true (g_file_get_contents (plain, &contents, &length, NULL));
  *linked = memmem (contents, length, "kuangan:figure/", strlen ("kuangan:figure/")) != NULL;
  return TRUE;
}

static void
test_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *preview = g_build_filename (fixture->folder, "preview.pdf", NULL);
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  gboolean linked;

  fill (fixture, 7);
  report = make_report (fixture->ledger);
  path = write_file (report, fixture, "report.pdf");
  text = run ("pdftotext", "-raw", path, "-", NULL);
  if (text == NULL)
    return;
  lines = g_strsplit (text, "\n", -1);
  plain = g_strjoinv ("", lines);
  for (guint i = 1; i < ka_quarterly_n_parts (); i++)
    g_assert_nonnull (strstr (plain, ka_quarterly_part_title (i)));
  g_assert_nonnull (strstr (plain, "重庆市江津区应急管理局文件"));
  g_assert_nonnull (strstr (plain, "重庆市应急管理局："));
  g_assert_nonnull (strstr (plain, "附件8"));
  g_assert_nonnull (strstr (plain, "抄送"));
  g_assert_null (strstr (plain, "{"));
  for (guint i = 0; i < report->annexes->len; i++)
    g_assert_nonnull (strstr (plain, ((KaAnnex *)report->annexes->pdata[i])->title));

  ka_quarterly_write_preview (report, preview, NULL, &error);
  g_assert_no_error (error);
  if (!contains_link (fixture, path, &linked))
    return;
  g_assert_false (linked);
  g_assert_true (contains_link (fixture, preview, &linked));
  g_assert_true (linked);
}

static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *sheet = NULL;
  g_autofree char *book = NULL;
  g_autofree char *charts = NULL;
  g_autofree char *link = NULL;
  const KaResult *scale;

  fill (fixture, 11);
  report = make_report (fixture->ledger);
  scale = ka_figures_result (report->figures, "scale");
  path = write_file (report, fixture, "annexes.xlsx");
  book = run ("unzip", "-p", path, "xl/workbook.xml", NULL);
  sheet = book != NULL ? run ("unzip", "-p", path, "xl/worksheets/sheet1.xml", NULL) : NULL;
  charts = sheet != NULL ? run ("unzip", "-p", path, "xl/charts/chart1.xml", NULL) : NULL;
  if (charts == NULL)
    return;
  g_assert_nonnull (strstr (book, "name=\"指标\""));
  g_assert_nonnull (strstr (book, "name=\"01大中型矿山比例\""));
  g_assert_nonnull (strstr (book, "name=\"附件8 培训宣讲\""));
  /* The numerator leads to its rows, and is a number. */
  g_assert_nonnull (strstr (sheet, "ref=\"D3\" location=\"'01大中型矿山比例'!A1\""));
  link = g_strdup_printf ("<v>%" G_GINT64_FORMAT "</v>", scale->numerator);
  g_assert_nonnull (strstr (strstr (sheet, "<c r=\"D3\""), link));
  g_assert_nonnull (strstr (sheet, "<f>ROUND(D3*100/E3,1)</f>"));
  g_assert_nonnull (strstr (sheet, "<autoFilter"));
  g_assert_nonnull (strstr (sheet, "orientation=\"landscape\""));
  g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
  g_assert_nonnull (strstr (charts, "barChart"));
}

/* Other programs read it, with the same figures. */
static void
test_workbook_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *csv = g_build_filename (fixture->folder, "sheet.csv", NULL);
  g_autofree char *first = NULL;
  g_autofree char *out = NULL;
  g_autofree char *contents = NULL;
  GPtrArray *results;

  fill (fixture, 13);
  report = make_report (fixture->ledger);
  path = write_file (report, fixture, "annexes.xlsx");
  out = run ("ssconvert", "-S", path, csv, NULL);
  if (out == NULL)
    return;
  first = g_strconcat (csv, ".0", NULL);
  g_assert_true (g_file_get_contents (first, &contents, NULL, NULL));
  results = ka_figures_results (report->figures);
  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (results, i);
      g_autofree char *row = NULL;

      if (result->denominator < 0)
        continue;
      row = g_strdup_printf ("%u,%s,%s,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",", i + 1,
                             ka_indicator_name (result->indicator),
                             ka_indicator_group (result->indicator), result->numerator,
                             result->denominator);
      g_assert_nonnull (strstr (contents, row));
    }
}

/* Whatever stands in the ledger, the workbook is valid. */
static void
test_odd_strings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (40000, 'x');
  g_autofree char *odd = g_strdup_printf ("=1+1 <&>\"' ]]> 𠮷 %s", long_text);
  gint64 enterprise
    = test_save (fixture->ledger, "enterprise", "name", "重庆“甲”<矿业>&有限公司", NULL);
  gint64 mine = test_mine (fixture->ledger, enterprise, "=HYPERLINK(\"a\")");
  g_autoptr (KaRecord) hazard = of_mine ("hazard", mine);
  g_autoptr (KaQuarterly) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *out = NULL;

  ka_record_set (hazard, "found", "2025-11-01");
  ka_record_set (hazard, "level", "重大");
  ka_record_set (hazard, "description", odd);
  if (!ka_ledger_save (fixture->ledger, hazard, NULL))
    {
      ka_record_set (hazard, "description", "=1+1 <&>\"' ]]> 𠮷");
      save (fixture->ledger, hazard);
    }
  report = make_report (fixture->ledger);
  path = write_file (report, fixture, "odd.xlsx");
  out = run ("unzip", "-tq", path, NULL);
  g_assert_true (out == NULL || strstr (out, "No errors") != NULL);
}

/* ---- the same again ---- */

static void
test_reproducible (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "report.pdf", "annexes.xlsx" };
  g_autoptr (KaQuarterly) first = NULL;
  g_autoptr (KaQuarterly) second = NULL;

  fill (fixture, 17);
  first = make_report (fixture->ledger);
  ka_set_today (ka_day_from_iso ("2031-05-05"));
  second = make_report (fixture->ledger);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *a = write_digest (first, fixture, names[i]);
      g_autofree char *b = write_digest (second, fixture, names[i]);

      g_assert_cmpstr (a, ==, b);
    }
}

static gboolean
change_all (KaLedger *ledger, gpointer data, GError **error)
{
  for (gint64 id = 1; id <= 25; id++)
    {
      test_change (ledger, "mine", id, "video", id % 2 ? "1" : "0");
      test_change (ledger, "mine", id, "status", id % 3 ? "生产" : "关闭");
    }
  return ka_ledger_set_setting (ledger, "bureau.name", "改了名字的局", error)
         && ka_ledger_set_setting (ledger, "scope.tailings", "1", error);
}

static void
test_freeze (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaFrozen) frozen = NULL;
  g_autoptr (KaFrozen) second = NULL;
  g_autoptr (KaFrozen) third = NULL;
  g_autoptr (KaFrozen) newest = NULL;
  g_autoptr (KaQuarterly) again = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *xlsx = NULL;
  g_autofree char *lead = NULL;
  g_autoptr (KaQuarterly) draft = NULL;
  g_autoptr (GError) error = NULL;
  gint64 head;

  fill (fixture, 19);
  g_assert_true (
    ka_quarterly_set_text (fixture->ledger, quarter (), 7, "本季报送{cases.sent}件。", &error));
  g_assert_null (ka_quarterly_get_frozen (fixture->ledger, quarter (), &error));
  g_assert_no_error (error);
  head = ka_ledger_get_head (fixture->ledger);
  frozen = ka_quarterly_freeze (fixture->ledger, quarter (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (frozen->edition, ==, 1);
  g_assert_cmpint (frozen->revision, ==, head);
  g_assert_null (frozen->differs);

  /* Edits of the ledger, of settings, of the text. */
  ka_set_today (ka_day_from_iso ("2026-04-01"));
  ka_ledger_transact (fixture->ledger, KA_CHANGE_SAVE, "修改", change_all, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ka_quarterly_set_text (fixture->ledger, quarter (), 7, "别的文字。", &error));
  again = ka_quarterly_new_frozen (fixture->ledger, frozen, &error);
  g_assert_no_error (error);
  pdf = write_digest (again, fixture, "again.pdf");
  xlsx = write_digest (again, fixture, "again.xlsx");
  g_assert_cmpstr (pdf, ==, frozen->pdf_sha256);
  g_assert_cmpstr (xlsx, ==, frozen->xlsx_sha256);
  blob = ka_ledger_get_blob (fixture->ledger, frozen->pdf_sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (blob), >, 10000);

  /* A correction says what differs, and says that it is one. */
  draft = ka_quarterly_new (fixture->ledger, quarter (), KA_DAY_NONE, &error);
  g_assert_no_error (error);
  lead = ka_quarterly_expand (draft, 0, NULL);
  g_assert_nonnull (strstr (lead, "第2版"));
  second = ka_quarterly_freeze (fixture->ledger, quarter (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->edition, ==, 2);
  g_assert_nonnull (strstr (second->differs, "在册非煤矿山："));
  g_assert_nonnull (strstr (second->differs, "→"));
  g_assert_nonnull (strstr (second->differs, "的文字有修改"));
  g_assert_null (strstr (second->differs, "本季第几版"));
  g_assert_null (strstr (second->differs, "与上季比"));

  third = ka_quarterly_freeze (fixture->ledger, quarter (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (third->differs, ==, "数据和文字与上一版相同");
  list = ka_quarterly_list_frozen (fixture->ledger, &error);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpint (((KaFrozen *)list->pdata[0])->edition, ==, 3);
  newest = ka_quarterly_get_frozen (fixture->ledger, quarter (), &error);
  g_assert_cmpint (newest->id, ==, third->id);
  g_assert_cmpstr (newest->pdf_sha256, ==, third->pdf_sha256);
  test_verify (fixture->ledger);
}

/* A cancelled or failing freeze leaves nothing. */
static void
test_freeze_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 head = ka_ledger_get_head (fixture->ledger);

  g_cancellable_cancel (cancellable);
  g_assert_null (ka_quarterly_freeze (fixture->ledger, quarter (), cancellable, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);
}

/* ---- the officer's text ---- */

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *shipped = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *back = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed;
  gint64 head, then;

  shipped = ka_quarterly_get_text (fixture->ledger, quarter (), 3, &changed);
  g_assert_false (changed);
  head = ka_ledger_get_head (fixture->ledger);
  g_assert_false (
    ka_quarterly_set_text (fixture->ledger, quarter (), 3, "{inspectionz}家次", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "{inspectionz}"));
  g_assert_nonnull (strstr (error->message, "{inspections}"));
  g_clear_error (&error);
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);

  g_assert_true (
    ka_quarterly_set_text (fixture->ledger, quarter (), 3, "检查{inspections}家次。", &error));
  edited = ka_quarterly_get_text (fixture->ledger, quarter (), 3, &changed);
  g_assert_true (changed);
  g_assert_cmpstr (edited, ==, "检查{inspections}家次。");
  then = ka_ledger_get_head (fixture->ledger);
  g_assert_cmpint (then, >, head);
  /* Another quarter has its own. */
  test_assert_text (ka_quarterly_get_text (fixture->ledger, quarter () + 1, 3, &changed), shipped);

  /* What is as it was shipped is the template again. */
  g_assert_true (ka_quarterly_set_text (fixture->ledger, quarter (), 3, shipped, &error));
  back = ka_quarterly_get_text (fixture->ledger, quarter (), 3, &changed);
  g_assert_false (changed);
  g_assert_true (ka_quarterly_set_text (fixture->ledger, quarter (), 3, NULL, &error));

  g_autoptr (KaLedger) old = ka_ledger_open_as_of (fixture->ledger, then, &error);
  test_assert_text (ka_quarterly_get_text (old, quarter (), 3, &changed), edited);
  g_assert_true (changed);
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = make_report (fixture->ledger);
  g_autoptr (GError) error = NULL;

  g_assert_false (ka_quarterly_write_xlsx (report, "/no/such/folder/annexes.xlsx", NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (ka_quarterly_write_pdf (report, "/no/such/folder/report.pdf", NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

#define add(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  add ("/quarterly/agreement", test_agreement);
  add ("/quarterly/empty", test_empty);
  add ("/quarterly/paper", test_paper);
  add ("/quarterly/workbook", test_workbook);
  add ("/quarterly/workbook-read", test_workbook_read);
  add ("/quarterly/odd-strings", test_odd_strings);
  add ("/quarterly/reproducible", test_reproducible);
  add ("/quarterly/freeze", test_freeze);
  add ("/quarterly/freeze-cancelled", test_freeze_cancelled);
  add ("/quarterly/texts", test_texts);
  add ("/quarterly/unwritable", test_unwritable);
  return g_test_run ();
}
