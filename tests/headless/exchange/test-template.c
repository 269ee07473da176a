/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-template-private.h"
#include "make-xlsx.h"

#include <glib/gstdio.h>
#include <ka-sample-ledger.h>
#include <string.h>

/* Rows 5–14 are the data of the sheet 表; ten rows are added after 14. */
static const KaShift shift = { .sheet = "表", .first = 5, .after = 14, .rows = 10, .grows = TRUE };

static void
test_shift (void)
{
  static const struct
  {
    const char *formula, *expected;
    gboolean own;
    guint row;
  } cases[] = {
    { "SUM(C5:C14)", "SUM(C5:C24)", TRUE, 15 },
    { "SUM($C$5:$C$14)", "SUM($C$5:$C$24)", TRUE, 15 },
    { "SUM(C5:C13)", "SUM(C5:C13)", TRUE, 15 },
    { "C15/D16", "C25/D26", TRUE, 20 },
    { "C14+C5", "C14+C5", TRUE, 15 },
    { "SUM(C14:F14)", "SUM(C14:F14)", TRUE, 14 },
    { "SUM(C14:F14)", "SUM(C14:F14)", TRUE, 15 },
    { "SUM(D$5:D14)", "SUM(D$5:D14)", TRUE, 14 },
    { "RANK(D14,D$5:D$14)", "RANK(D14,D$5:D$24)", TRUE, 14 },
    { "\"C15\"&C15", "\"C15\"&C25", TRUE, 15 },
    { "LOG10(C20)+A1B2", "LOG10(C30)+A1B2", TRUE, 15 },
    { "SUM(5:14)+SUM(C:C)", "SUM(5:24)+SUM(C:C)", TRUE, 15 },
    { "别的!C15+C15", "别的!C15+C25", TRUE, 15 },
    { "表!C15+C15", "表!C25+C15", FALSE, 0 },
    { "'表'!$C$5:$C$14", "'表'!$C$5:$C$24", FALSE, 0 },
    { "[1]表!C15", "[1]表!C15", FALSE, 0 },
    { "'[别的.xlsx]表'!C15", "'[别的.xlsx]表'!C15", FALSE, 0 },
    { "SUM(表!C5:C14,C20)", "SUM(表!C5:C24,C20)", FALSE, 0 },
    { "Table1[[#All],[C15]]+C15", "Table1[[#All],[C15]]+C25", TRUE, 15 },
    { "\"未完", "\"未完", TRUE, 15 },
    { "'", "'", TRUE, 15 },
    { "[", "[", TRUE, 15 },
    { "", "", TRUE, 15 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shifted
        = ka_shift_formula (cases[i].formula, &shift, cases[i].own, cases[i].row);

      g_assert_cmpstr (shifted, ==, cases[i].expected);
    }
}

static void
test_shift_ranges (void)
{
  static const char *const cases[][2] = {
    { "C5:C14", "C5:C24" },   { "A1:M17", "A1:M27" }, { "A2:L2", "A2:L2" },
    { "A15:E15", "A25:E25" }, { "F16", "F26" },       { "C5:C14 E15", "C5:C24 E25" },
  };
  KaShift none = shift;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shifted = ka_shift_ranges (cases[i][0], &shift);

      g_assert_cmpstr (shifted, ==, cases[i][1]);
    }
  /* The last heading row is no data: a heading merged down does not grow. */
  none.grows = FALSE;
  g_autofree char *kept = ka_shift_ranges ("A13:A14", &none);
  g_assert_cmpstr (kept, ==, "A13:A14");
}

static void
test_move (void)
{
  static const char *const cases[][2] = {
    { "C5*2", "C8*2" },       { "C$5+$C5", "C$5+$C8" }, { "SUM(A5:B5)", "SUM(A8:B8)" },
    { "别的!A1", "别的!A4" }, { "\"A5\"", "\"A5\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *moved = ka_move_formula (cases[i][0], 3, 0);

      g_assert_cmpstr (moved, ==, cases[i][1]);
    }
  g_autofree char *up = ka_move_formula ("A2", -5, 0);
  g_assert_cmpstr (up, ==, "#REF!");
  g_autofree char *right = ka_move_formula ("Z1+$Z1", 0, 2);
  g_assert_cmpstr (right, ==, "AB1+$Z1");
}

/* ---- whole tables ---- */

typedef struct
{
  char *folder, *out;
  KaLedger *ledger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  ka_set_today (ka_day_from_iso (KA_SAMPLE_DAY));
  fixture->folder = g_dir_make_tmp ("ka-test-XXXXXX", NULL);
  fixture->out = g_build_filename (fixture->folder, "out.xlsx", NULL);
  path = g_build_filename (fixture->folder, "ledger.kuangan", NULL);
  fixture->ledger = ka_ledger_create (path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KaRecord) enterprise = ka_record_new (ka_kind_get ("enterprise"));
      g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
      g_autofree char *name = g_strdup_printf ("甲<%u>&公司", i + 1);
      g_autofree char *mine_name = g_strdup_printf ("_x0041_矿%u", i + 1);
      g_autofree char *id = NULL;

      ka_record_set (enterprise, "name", name);
      ka_record_set (enterprise, "principal_phone", "13900001111");
      g_assert_true (ka_ledger_save (fixture->ledger, enterprise, &error));
      id = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise->id);
      ka_record_set (mine, "enterprise", id);
      ka_record_set (mine, "name", mine_name);
      ka_record_set (mine, "type", "露天矿山");
      ka_record_set (mine, "status", "生产");
      ka_record_set (mine, "town", "德感街道");
      ka_record_set (mine, "capacity", "10.5");
      ka_record_set (mine, "capacity_unit", i == 2 ? "万立方米/年" : "万吨/年");
      ka_record_set (mine, "std_until", i == 1 ? NULL : "2027-01-31");
      ka_ledger_save (fixture->ledger, mine, &error);
      g_assert_no_error (error);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;

  g_assert_true (ka_ledger_close (fixture->ledger, NULL));
  g_object_unref (fixture->ledger);
  dir = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  /* Nothing half written was left in it. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->out);
}

#define TEXT(ref, text) "<c r=\"" ref "\" t=\"inlineStr\" s=\"1\"><is><t>" text "</t></is></c>"
#define HEADINGS                                                                                   \
  "<row r=\"1\">" TEXT ("A1", "矿山基本情况") "</row>"                                             \
                                              "<row r=\"2\">" TEXT ("A2", "序号")                  \
                                                TEXT ("B2", "企业名称") TEXT ("C2", "矿山名称")    \
                                                  TEXT ("D2", "设计生产规模（万吨/年）")           \
                                                    TEXT ("E2", "标准化有效期至")                  \
                                                      TEXT ("F2", "主要负责人电话")                \
                                                        TEXT ("G2", "不认得的栏目") "</row>"
#define EMPTY(row)                                                                                 \
  "<row r=\"" row "\" ht=\"30\" customHeight=\"1\"><c r=\"A" row "\" s=\"1\"/><c r=\"B" row        \
  "\" s=\"1\"/><c r=\"D" row "\" s=\"1\"/><c r=\"E" row "\" s=\"2\"/><c r=\"H" row                 \
  "\" s=\"1\"><f>D" row "*2</f><v>0</v></c></row>"
#define TOTAL                                                                                      \
  "<row r=\"5\">" TEXT ("A5", "合计") "<c r=\"D5\" s=\"1\"><f>SUM(D3:D4)</f><v>0</v></c></row>"    \
                                      "<row r=\"6\">" TEXT ("A6", "填表人：") "</row>"
#define STYLES                                                                                     \
  "<borders count=\"2\"><border/><border><left style=\"thin\"/></border></borders>"                \
  "<cellXfs><xf numFmtId=\"0\" borderId=\"0\"/><xf numFmtId=\"0\" borderId=\"1\"/>"                \
  "<xf numFmtId=\"14\" borderId=\"1\"/></cellXfs>"

static char *
get_cell (KaGrid *grid, guint row, guint column, KaCellType *type)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));

  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    {
      if (ka_grid_row_number (grid, i) != row - 1)
        continue;
      ka_grid_read_row (grid, i, cells);
      for (guint c = 0; c < cells->len; c++)
        if (g_array_index (cells, KaCell, c).column == column)
          {
            *type = g_array_index (cells, KaCell, c).type;
            return g_strdup (g_array_index (cells, KaCell, c).text);
          }
    }
  *type = KA_CELL_EMPTY;
  return NULL;
}

static void
assert_cell (KaGrid *grid, const char *place, KaCellType expected_type, const char *expected)
{
  guint column, row;
  KaCellType type;
  g_autofree char *text = NULL;

  g_assert_nonnull (ka_parse_place (place, &column, &row));
  text = get_cell (grid, row + 1, column, &type);
  g_test_message ("%s: %s", place, text);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (type, ==, expected_type);
}

static void
assert_fill (Fixture *fixture, const char *path, gboolean unmasked, KaTemplateReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaTemplate) template = ka_template_open (path, NULL, NULL, NULL, &error);
  g_autoptr (KaQuery) query = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (ka_template_get_kind (template)->id, ==, "mine");
  query = ka_query_new (ka_template_get_kind (template));
  ka_query_set_order (query, "id", FALSE);
  ka_template_write (template, fixture->ledger, query, ka_today (), unmasked, fixture->out, report,
                     NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_records (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path
    = make_xlsx (HEADINGS EMPTY ("3") EMPTY ("4") TOTAL
                 "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:H1\"/>"
                 "</mergeCells>",
                 NULL, STYLES);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = NULL;
  KaTemplateReport report = { 0 };
  KaGrid *grid;

  assert_fill (fixture, path, FALSE, &report);
  g_assert_cmpuint (report.filled, ==, 3);
  g_assert_cmpuint (report.added, ==, 1);
  g_assert_cmpuint (report.remarks->len, ==, 2); /* G is not known; one capacity in another unit */
  ka_template_report_clear (&report);
  book = ka_book_open (fixture->out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  grid = ka_book_get_sheet (book, 0);
  assert_cell (grid, "A1", KA_CELL_TEXT, "矿山基本情况");
  assert_cell (grid, "A3", KA_CELL_NUMBER, "1");
  assert_cell (grid, "A5", KA_CELL_NUMBER, "3");
  assert_cell (grid, "B3", KA_CELL_TEXT, "甲<1>&公司");
  assert_cell (grid, "C4", KA_CELL_TEXT, "_x0041_矿2");
  assert_cell (grid, "D3", KA_CELL_NUMBER, "10.5");
  assert_cell (grid, "D5", KA_CELL_TEXT, "10.5万立方米/年");
  assert_cell (grid, "E3", KA_CELL_DATE, "2027-01-31");
  assert_cell (grid, "E4", KA_CELL_EMPTY, NULL);
  assert_cell (grid, "F3", KA_CELL_TEXT, "139****1111");
  assert_cell (grid, "A6", KA_CELL_TEXT, "合计");
  assert_cell (grid, "A7", KA_CELL_TEXT, "填表人：");

  g_autoptr (KaPackage) package = ka_package_open (fixture->out, &error);
  g_autoptr (GByteArray) xml = ka_read_part (package, "xl/worksheets/one.xml", &error);
  g_assert_no_error (error);
  g_byte_array_append (xml, (const guint8 *)"", 1);
  const char *text = (const char *)xml->data;
  g_assert_nonnull (strstr (text, "<f>SUM(D3:D5)</f>"));
  g_assert_nonnull (strstr (text, "<c r=\"H4\" s=\"1\"><f>D4*2</f></c>"));
  g_assert_nonnull (strstr (text, "<c r=\"H5\" s=\"1\"><f>D5*2</f></c>"));
  g_assert_null (strstr (text, "<v>0</v>"));
  g_assert_nonnull (strstr (text, "<row r=\"4\" ht=\"30\" customHeight=\"1\">"));
  g_assert_nonnull (strstr (text, "<row r=\"5\" ht=\"30\" customHeight=\"1\">"));
  g_assert_nonnull (strstr (text, "<mergeCell ref=\"A1:H1\"/>"));
  g_autoptr (GByteArray) workbook = ka_read_part (package, "xl/workbook.xml", &error);
  g_byte_array_append (workbook, (const guint8 *)"", 1);
  g_assert_nonnull (strstr ((const char *)workbook->data, "<calcPr fullCalcOnLoad=\"1\"/>"));
  g_unlink (path);

  /* The same ledger gives the same bytes. */
  g_autofree char *first = NULL, *second = NULL;
  gsize first_len, second_len;
  g_autofree char *again = make_xlsx (HEADINGS EMPTY ("3") EMPTY ("4") TOTAL, NULL, STYLES);
  assert_fill (fixture, again, TRUE, &report);
  ka_template_report_clear (&report);
  g_assert_true (g_file_get_contents (fixture->out, &first, &first_len, NULL));
  assert_fill (fixture, again, TRUE, &report);
  ka_template_report_clear (&report);
  g_assert_true (g_file_get_contents (fixture->out, &second, &second_len, NULL));
  g_assert_cmpmem (first, first_len, second, second_len);
  g_clear_pointer (&book, ka_book_free);
  book = ka_book_open (fixture->out, NULL, NULL, NULL, &error);
  assert_cell (ka_book_get_sheet (book, 0), "F3", KA_CELL_TEXT, "13900001111");
  g_unlink (again);
}

/* Rows that have no cells, cells that say no place, a prefix. */
static void
test_bare (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_xlsx (
    "<row><c t=\"inlineStr\"><is><t>企业名称</t></is></c><c t=\"inlineStr\"><is><t>矿山名称</t></is></c>"
    "<c t=\"inlineStr\"><is><t>矿山状态</t></is></c></row><row/><row r=\"3\"/>",
    NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = NULL;
  KaTemplateReport report = { 0 };

  assert_fill (fixture, path, FALSE, &report);
  g_assert_cmpuint (report.filled, ==, 3);
  ka_template_report_clear (&report);
  book = ka_book_open (fixture->out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_cell (ka_book_get_sheet (book, 0), "B2", KA_CELL_TEXT, "_x0041_矿1");
  assert_cell (ka_book_get_sheet (book, 0), "C4", KA_CELL_TEXT, "生产");
  g_unlink (path);
}

static void
test_indicators (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_xlsx (
    "<row r=\"1\">" TEXT ("A1", "指标") TEXT ("B1", "完成数") TEXT ("C1", "总数")
      TEXT ("D1", "完成率") TEXT ("E1", "目标") TEXT (
        "F1",
        "差距") "</row>"
                "<row r=\"2\">" TEXT (
                  "A2",
                  "1.安全管理信息化率（%）") "</row>"
                                             "<row r=\"3\">" TEXT (
                                               "A3",
                                               "在线视频监控率") "<c r=\"E3\"><v>95</v></c></row>"
                                                                 "<row r=\"4\">" TEXT (
                                                                   "A4", "填表人") "</row>",
    NULL, STYLES);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaTemplate) template = ka_template_open (path, NULL, NULL, NULL, &error);
  g_autoptr (KaBook) book = NULL;
  KaTemplateReport report = { 0 };
  KaGrid *grid;

  g_assert_no_error (error);
  g_assert_null (ka_template_get_kind (template));
  ka_template_write (template, fixture->ledger, NULL, ka_today (), FALSE, fixture->out, &report,
                     NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.filled, ==, 2);
  g_assert_cmpuint (report.remarks->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (report.remarks, 0), "E3"));
  ka_template_report_clear (&report);
  book = ka_book_open (fixture->out, NULL, NULL, NULL, &error);
  grid = ka_book_get_sheet (book, 0);
  assert_cell (grid, "B2", KA_CELL_NUMBER, "0");
  assert_cell (grid, "C2", KA_CELL_NUMBER, "3");
  assert_cell (grid, "D2", KA_CELL_NUMBER, "0.0");
  assert_cell (grid, "E2", KA_CELL_NUMBER, "100");
  assert_cell (grid, "F2", KA_CELL_NUMBER, "3");
  assert_cell (grid, "D3", KA_CELL_TEXT, "0.0%");
  assert_cell (grid, "E3", KA_CELL_NUMBER, "95");
  assert_cell (grid, "A4", KA_CELL_TEXT, "填表人");
  g_unlink (path);
}

/* Formatting stretched to the last row that there can be. */
static void
test_stretched (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path
    = make_xlsx (HEADINGS EMPTY ("3") TOTAL "<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row>",
                 NULL, STYLES);
  g_autofree char *full
    = make_xlsx (HEADINGS EMPTY ("3") TOTAL "<row r=\"1048576\">" TEXT ("A1048576", "底") "</row>",
                 NULL, STYLES);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = NULL;
  g_autoptr (KaTemplate) template = NULL;
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));

  assert_fill (fixture, path, FALSE, NULL);
  book = ka_book_open (fixture->out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_cell (ka_book_get_sheet (book, 0), "A5", KA_CELL_NUMBER, "3");
  assert_cell (ka_book_get_sheet (book, 0), "A7", KA_CELL_TEXT, "合计");
  template = ka_template_open (full, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (ka_template_write (template, fixture->ledger, query, ka_today (), FALSE,
                                     fixture->out, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_TOO_LARGE);
  g_unlink (path);
  g_unlink (full);
}

static void
test_remember (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_xlsx (HEADINGS EMPTY ("3"), NULL, STYLES);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaTemplate) template = ka_template_open (path, NULL, NULL, NULL, &error);
  g_autoptr (KaTemplate) again = NULL;
  g_autoptr (KaTemplate) other = NULL;
  const KaTemplateColumn *column;

  g_assert_no_error (error);
  g_assert_false (ka_template_set_column (template, 6, "没有的", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (ka_template_set_column (template, 60, "name", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_true (ka_template_set_column (template, 6, "enterprise.credit_code", &error));
  g_assert_true (ka_template_set_column (template, 5, "-", &error));
  g_assert_true (ka_template_remember (template, fixture->ledger, &error));
  g_assert_true (ka_template_remember (template, fixture->ledger, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (fixture->ledger, ka_kind_get ("mapping"), NULL), ==, 1);
  again = ka_template_open (path, NULL, NULL, NULL, &error);
  column = g_ptr_array_index (ka_template_get_columns (again), 6);
  g_assert_cmpstr (column->word, ==, "-");
  g_assert_true (ka_template_recall (again, fixture->ledger, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (column->word, ==, "enterprise.credit_code");
  g_assert_true (column->remembered);
  column = g_ptr_array_index (ka_template_get_columns (again), 5);
  g_assert_cmpstr (column->word, ==, "-");
  /* What was said of mines says nothing of the same headings over enterprises. */
  other = ka_template_open (path, NULL, ka_kind_get ("enterprise"), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ka_template_recall (other, fixture->ledger, &error));
  g_assert_no_error (error);
  g_assert_true (ka_template_get_kind (other) == ka_kind_get ("enterprise"));
  g_unlink (path);
}

/* What cannot be filled says so; nothing is written. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const sheets[] = {
    "<row r=\"1\">" TEXT ("A1", "毫不相干") TEXT ("B1", "的东西") "</row>",
    HEADINGS "<row r=\"2\"/>", /* rows out of order */
    HEADINGS "<row r=\"9\"><c r=\"B9\"/><c r=\"A9\"/></row>",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = make_xlsx (sheets[i], NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (ka_template_open (path, NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == KA_ERROR);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_suffix (error->message, "。"));
      g_unlink (path);
    }
  g_autofree char *path = make_xlsx (HEADINGS EMPTY ("3"), NULL, STYLES);
  g_autofree char *csv = make_file ("矿山名称,状态\n", strlen ("矿山名称,状态\n"), ".csv");
  g_autoptr (GError) error = NULL;
  g_assert_null (ka_template_open (csv, NULL, NULL, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (ka_template_open (path, "没有这张", NULL, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autoptr (KaTemplate) template = ka_template_open (path, NULL, NULL, NULL, &error);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));
  g_assert_false (ka_template_write (template, fixture->ledger, query, ka_today (), FALSE, path,
                                     NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (ka_template_write (template, fixture->ledger, query, ka_today (), FALSE,
                                     "/nonexistent/out.xlsx", NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_unlink (path);
  g_unlink (csv);
}

/* Cells in cells, formulas beside them: refused or filled, every text freed once (the sanitizers tell). */
static void
test_misplaced (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[] = {
    "<row r=\"3\"><c r=\"A3\"><f>B3</f><c r=\"B3\"><f>C3</f></c></c></row>",
    "<row r=\"3\"><c r=\"A3\"><f>B3</f></c><f>C3</f></row>",
    "<row r=\"3\"><c r=\"A3\"><f>B3</f></c><f>C3</f><c r=\"D3\"/></row>",
    "<row r=\"3\"><c r=\"A3\"><f>B3</f><f>C3</f></c></row>",
    "<row r=\"3\"><f>C3</f></row>",
    "<row r=\"3\"><c r=\"A3\"><f>B3</f>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sheet = g_strconcat (HEADINGS, rows[i], NULL);
      g_autofree char *path = make_xlsx (sheet, NULL, STYLES);
      g_autoptr (GError) error = NULL;
      g_autoptr (KaTemplate) template = ka_template_open (path, NULL, NULL, NULL, &error);

      g_test_message ("%u: %s", i, template != NULL ? "opened" : error->message);
      g_assert_true (template != NULL || error->domain == KA_ERROR);
      g_unlink (path);
    }
}

/* Templates with bytes changed at random are refused or filled, never a crash. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sound = make_xlsx (HEADINGS EMPTY ("3") EMPTY ("4") TOTAL, NULL, STYLES);
  g_autoptr (KaPackage) package = ka_package_open (sound, NULL);
  g_autoptr (GByteArray) sheet = ka_read_part (package, "xl/worksheets/one.xml", NULL);
  static const char letters[] = "<>/\"'=rcfvs0129A:$! ";

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *changed = g_strndup ((const char *)sheet->data, sheet->len);
      g_autofree char *path = NULL;
      g_autoptr (KaTemplate) template = NULL;
      g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));
      char *data_start = strstr (changed, "<sheetData>") + strlen ("<sheetData>");

      *g_strrstr (changed, "</worksheet>") = '\0';
      for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        data_start[g_test_rand_int_range (0, (int)strlen (data_start) - 30)]
          = letters[g_test_rand_int_range (0, sizeof letters - 1)];
      path = make_xlsx (data_start, NULL, STYLES);
      template = ka_template_open (path, NULL, NULL, NULL, NULL);
      if (template != NULL && ka_template_get_kind (template) == ka_kind_get ("mine"))
        ka_template_write (template, fixture->ledger, query, ka_today (), FALSE, fixture->out, NULL,
                           NULL, NULL, NULL, NULL);
      g_unlink (path);
    }
  g_unlink (sound);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/formula/shift", test_shift);
  g_test_add_func ("/template/formula/ranges", test_shift_ranges);
  g_test_add_func ("/template/formula/move", test_move);
  g_test_add ("/template/records", Fixture, NULL, set_up, test_records, tear_down);
  g_test_add ("/template/bare", Fixture, NULL, set_up, test_bare, tear_down);
  g_test_add ("/template/indicators", Fixture, NULL, set_up, test_indicators, tear_down);
  g_test_add ("/template/stretched", Fixture, NULL, set_up, test_stretched, tear_down);
  g_test_add ("/template/remember", Fixture, NULL, set_up, test_remember, tear_down);
  g_test_add ("/template/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/template/misplaced", Fixture, NULL, set_up, test_misplaced, tear_down);
  g_test_add ("/template/random", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
