/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "make-xlsx.h"

#include <glib/gstdio.h>
#include <ka-grid.h>
#include <string.h>
#include <time.h>
#include <sys/resource.h>
#include <sys/stat.h>

static KaBook *
open_and_remove (char *path, GError **error)
{
  KaBook *book = ka_book_open (path, NULL, NULL, NULL, error);

  g_unlink (path);
  g_free (path);
  return book;
}

/* All cells of the first sheet as A1=text, each with a letter for its type. */
static char *
show (KaBook *book)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  GString *out = g_string_new (NULL);
  KaGrid *grid = ka_book_get_sheet (book, 0);
  char letters[8];

  for (guint r = 0; r < ka_grid_get_n_rows (grid); r++)
    {
      ka_grid_read_row (grid, r, cells);
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);

          g_string_append_printf (out, "%s%s%u%c%s%s", out->len ? " " : "",
                                  ka_column_letters (cell->column, letters),
                                  ka_grid_row_number (grid, r) + 1, " tndxbe"[cell->type],
                                  cell -> formula ? "=" : "", cell->text);
        }
    }
  return g_string_free (out, FALSE);
}

static const char styles[]
  = "<numFmts count=\"5\"><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"0.0&quot;d&quot;\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"[$-804]General\"/>"
    "<numFmt numFmtId=\"168\" formatCode=\"[DBNum1][$-804]yyyy\\年m\\月d\\日;@\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"31\"/><xf numFmtId=\"58\"/>"
    "<xf numFmtId=\"22\"/><xf numFmtId=\"20\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
    "<xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"168\"/><xf numFmtId=\"200\"/></cellXfs>";

static void
test_cells (void)
{
  static const struct
  {
    const char *data, *shown;
  } cases[] = {
    /* numbers stay as they are written; exponents only move the point */
    { "<row r=\"3\"><c r=\"B3\"><v>15.600000000000001</v></c></row>", "B3n15.600000000000001" },
    { "<row r=\"1\"><c r=\"A1\"><v>4.5762E4</v></c><c r=\"B1\"><v>1.25E-2</v></c>"
      "<c r=\"C1\"><v>-3E+2</v></c><c r=\"D1\"><v>5.0011619900101E+17</v></c></row>",
      "A1n45762 B1n0.0125 C1n-300 D1n500116199001010000" },
    { "<row r=\"1\"><c r=\"A1\"><v>1E300</v></c><c r=\"B1\"><v>1-2</v></c></row>",
      "A1n1E300 B1t1-2" },
    { "<row r=\"1\"><c r=\"A1\"><v>91500116123456789012</v></c></row>", "A1n91500116123456789012" },
    /* dates by style: built in, Chinese, own; without one a number */
    { "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>45762</v></c><c r=\"B1\" s=\"2\"><v>45762</v></c>"
      "<c r=\"C1\" s=\"3\"><v>45762</v></c><c r=\"D1\" s=\"6\"><v>45762</v></c>"
      "<c r=\"E1\" s=\"10\"><v>45762</v></c><c r=\"F1\" s=\"11\"><v>45762</v></c></row>",
      "A1d2025-04-15 B1d2025-04-15 C1d2025-04-15 D1d2025-04-15 E1d2025-04-15 F1n45762" },
    { "<row r=\"1\"><c r=\"A1\" s=\"4\"><v>45883.638888888891</v></c>"
      "<c r=\"B1\" s=\"5\"><v>0.63888888888888884</v></c><c r=\"C1\" s=\"7\"><v>1.5</v></c>"
      "<c r=\"D1\" s=\"8\"><v>12</v></c><c r=\"E1\" s=\"9\"><v>12</v></c></row>",
      "A1x2025-08-14T15:20 B1t15:20 C1t36:00 D1n12 E1n12" },
    /* Excel's calendar: 1900-02-29 is no day */
    { "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>59</v></c><c r=\"B1\" s=\"1\"><v>60</v></c>"
      "<c r=\"C1\" s=\"1\"><v>61</v></c><c r=\"D1\" s=\"1\"><v>0</v></c>"
      "<c r=\"E1\" s=\"1\"><v>2958465</v></c><c r=\"F1\" s=\"1\"><v>-3</v></c></row>",
      "A1d1900-02-28 B1n60 C1d1900-03-01 D1n0 E1d9999-12-31 F1n-3" },
    { "<row r=\"1\"><c r=\"A1\" t=\"d\"><v>2021-01-01</v></c>"
      "<c r=\"B1\" t=\"d\"><v>2021-01-01T10:10:10</v></c></row>",
      "A1d2021-01-01 B1x2021-01-01T10:10" },
    /* shared, rich, with readings; the index of an empty one */
    { "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
      "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c></row>",
      "A1t双福街道 B1t砂石厂 D1t上\n下" },
    { "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>甲</t></r><r><t>乙</t></r><rPh sb=\"0\" eb=\"1\">"
      "<t>jia</t></rPh></is><v>5</v></c><c r=\"B1\" t=\"str\"><f>A1</f><v>x_x0041__x005F_</v></c></row>",
      "A1t甲乙 B1t=xA_" },
    /* errors, booleans, cached results */
    { "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#N/A</v></c><c r=\"B1\" t=\"b\"><v>1</v></c>"
      "<c r=\"C1\"><f>1+1</f><v>2</v></c><c r=\"D1\" s=\"1\"/></row>",
      "A1e#N/A B1b1 C1n=2" },
    /* what libraries leave out: references of cells and rows; a prefix */
    { "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "A1n1 B1n2 A2n3" },
    { "<x:row r=\"2\" xmlns:x=\"urn:x\"><x:c r=\"A2\"><x:v>7</x:v></x:c></x:row>", "A2n7" },
    { "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"A1048576\"><v>2</v></c></row>",
      "XFD1n1 A1048576n2" },
    { "<row r=\"1\"><c r=\"A1\"><v>1</v><extLst><ext><c r=\"Z9\"><v>9</v></c></ext></extLst></c></row>",
      "A1n1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaBook) book = open_and_remove (
        make_xlsx (
          cases[i].data,
          "<si><t>双福街道</t></si><si><r><t>砂石</t></r><r><t>厂</t></r>"
          "<rPh sb=\"0\" eb=\"2\"><t>shashi</t></rPh></si><si/><si><t>上_x000D_\n下</t></si>",
          styles),
        &error);
      g_autofree char *shown = NULL;

      g_assert_no_error (error);
      shown = show (book);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_1904 (void)
{
  const Part parts[] = {
    { "XL\\Workbook.xml",
      "<workbook><workbookPr date1904=\"true\"/><sheets><sheet name=\"&lt;甲&gt;\" sheetId=\"1\" "
      "state=\"veryHidden\"/></sheets></workbook>",
      -1 },
    { "xl\\worksheets\\sheet1.xml",
      "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\" "
      "hidden=\"1\"><c r=\"A1\" s=\"0\"><v>1</v></c></row></sheetData><mergeCells><mergeCell "
      "ref=\"$A$1:B3\"/><mergeCell ref=\"C3:A1\"/></mergeCells></worksheet>",
      -1 },
    { "xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>", -1 },
    { NULL, NULL, 0 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = open_and_remove (make_zip (parts, TRUE), &error);
  g_autofree char *shown = NULL;
  KaGrid *grid;
  guint n;

  g_assert_no_error (error);
  shown = show (book);
  g_assert_cmpstr (shown, ==, "A1d1904-01-02");
  grid = ka_book_get_sheet (book, 0);
  g_assert_cmpstr (ka_grid_get_name (grid), ==, "<甲>");
  g_assert_cmpint (ka_grid_get_state (grid), ==, KA_SHEET_HIDDEN);
  g_assert_true (ka_grid_row_hidden (grid, 0));
  g_assert_true (ka_grid_column_hidden (grid, 1));
  g_assert_cmpuint (ka_grid_get_merges (grid, &n)->last_row, ==, 2);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_utf16 (void)
{
  g_autoptr (GError) error = NULL;
  gsize len;
  g_autofree char *wide = g_convert (
    "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row><c "
    "t=\"inlineStr\"><is><t>矿山</t></is></c></row></sheetData></worksheet>",
    -1, "UTF-16BE", "UTF-8", NULL, &len, &error);
  const Part parts[] = {
    { "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" sheetId=\"1\"/></sheets></workbook>",
      -1 },
    { "xl/worksheets/sheet1.xml", wide, (gssize)len },
    { NULL, NULL, 0 },
  };
  g_autoptr (KaBook) book = NULL;
  g_autofree char *shown = NULL;

  g_assert_no_error (error);
  book = open_and_remove (make_zip (parts, FALSE), &error);
  g_assert_no_error (error);
  shown = show (book);
  g_assert_cmpstr (shown, ==, "A1t矿山");
}

/* ---- hostile files: refused with the right reason, at once and in little memory ---- */

static char *
repeat (const char *before, const char *text, guint n, const char *after)
{
  GString *out = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (out, text);
  g_string_append (out, after);
  return g_string_free (out, FALSE);
}

/* Of the processor: what else the machine does counts for nothing. */
static double
get_seconds (void)
{
  return clock () / (double)CLOCKS_PER_SEC;
}

static void
assert_refused (char *path, int code, const char *says)
{
  double began = get_seconds ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = open_and_remove (path, &error);

  g_assert_error (error, KA_ERROR, code);
  g_assert_null (book);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_cmpfloat (get_seconds () - began, <, 5);
}

static char *
make_sheet (const char *sheet)
{
  const Part parts[] = {
    { "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" sheetId=\"1\"/></sheets></workbook>",
      -1 },
    { "xl/worksheets/sheet1.xml", sheet, -1 },
    { NULL, NULL, 0 },
  };

  return make_zip (parts, TRUE);
}

static void
test_bombs (void)
{
  g_autofree char *deep = repeat ("<worksheet>", "<a>", 1000, "");
  g_autofree char *attribute
    = repeat ("<worksheet><a b=\"", "0123456789abcdef0123456789abcdef", 200000, "\"/></worksheet>");
  g_autofree char *text
    = repeat ("<worksheet><sheetData><row><c t=\"str\"><v>", "0123456789", 100000, "</v>");
  g_autofree char *shared = repeat ("<si><t>", "0123456789", 20000, "</t></si>");
  g_autofree char *tag = repeat ("<worksheet><", "a", 3000000, "/></worksheet>");
  g_autofree char *sheets = repeat ("<workbook><sheets>", "<sheet name=\"a\" sheetId=\"1\"/>", 1001,
                                    "</sheets></workbook>");
  const Part many[] = { { "xl/workbook.xml", sheets, -1 }, { NULL, NULL, 0 } };

  assert_refused (make_sheet ("<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]>"
                              "<worksheet><sheetData>&c;</sheetData></worksheet>"),
                  KA_ERROR_FORMAT, "DOCTYPE");
  assert_refused (make_sheet (deep), KA_ERROR_FORMAT, "嵌套");
  assert_refused (make_sheet (attribute), KA_ERROR_TOO_LARGE, "超长");
  assert_refused (make_sheet (tag), KA_ERROR_TOO_LARGE, "超长");
  assert_refused (make_sheet (text), KA_ERROR_TOO_LARGE, "32767");
  assert_refused (make_xlsx ("", shared, NULL), KA_ERROR_TOO_LARGE, "32767");
  assert_refused (make_zip (many, TRUE), KA_ERROR_TOO_LARGE, "1000");
}

/* ods: a cell and its row repeated without end multiply. */
static void
test_repeated (void)
{
  const Part parts[] = {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", -1 },
    { "META-INF/manifest.xml", "<manifest/>", -1 },
    { "content.xml",
      "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>"
      "<office:spreadsheet><table:table table:name=\"a\"><table:table-row "
      "table:number-rows-repeated=\"999999999\"><table:table-cell "
      "table:number-columns-repeated=\"999999999\" office:value-type=\"string\"><text:p>X</text:p>"
      "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
      "</office:document-content>",
      -1 },
    { NULL, NULL, 0 },
  };

  assert_refused (make_zip (parts, TRUE), KA_ERROR_TOO_LARGE, "128 MB");
}

static void
test_damage (void)
{
  assert_refused (make_xlsx ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>", NULL, NULL),
                  KA_ERROR_FORMAT, "不存在的文字");
  assert_refused (make_xlsx ("<row r=\"1\"><c r=\"XFE1\"><v>9</v></c></row>", NULL, NULL),
                  KA_ERROR_FORMAT, "单元格位置");
  assert_refused (make_xlsx ("<row r=\"1048577\"/>", NULL, NULL), KA_ERROR_FORMAT, "1048576");
  assert_refused (make_xlsx ("<row r=\"1\"><c r=\"A1\"><v>1</c></row>", NULL, NULL),
                  KA_ERROR_FORMAT, "xl/worksheets/one.xml");
  assert_refused (make_xlsx ("<row r=\"1\"><c r=\"A1\"><v>\xff\xfe</v></c></row>", NULL, NULL),
                  KA_ERROR_FORMAT, "损坏");
}

/* A digit changed inside the zip: still sound XML, but not what was written. */
static void
test_checksum (void)
{
  const Part parts[] = {
    { "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" sheetId=\"1\"/></sheets></workbook>",
      -1 },
    { "xl/worksheets/sheet1.xml",
      "<worksheet><sheetData><row><c><v>123454321</v></c></row></sheetData></worksheet>", -1 },
    { NULL, NULL, 0 },
  };
  char *path = make_zip (parts, FALSE);
  g_autofree char *bytes = NULL;
  char *digit;
  gsize len;

  g_assert_true (g_file_get_contents (path, &bytes, &len, NULL));
  digit = memmem (bytes, len, "123454321", 9);
  g_assert_nonnull (digit);
  digit[4] = '6';
  g_assert_true (g_file_set_contents (path, bytes, len, NULL));
  assert_refused (path, KA_ERROR_FORMAT, "损坏");
}

static void
test_truncated (void)
{
  g_autofree char *data = repeat ("", "<row><c><v>7</v></c></row>", 20000, "");
  char *path = make_xlsx (data, NULL, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = NULL;
  gsize len;

  g_assert_true (g_file_get_contents (path, &bytes, &len, NULL));
  g_assert_true (g_file_set_contents (path, bytes, len / 3, NULL));
  assert_refused (path, KA_ERROR_FORMAT, "完整");
  /* Only the list of parts is lost: all is read, and told. */
  book = open_and_remove (make_file (bytes, len - 10, ".xlsx"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ka_grid_get_n_rows (ka_book_get_sheet (book, 0)), ==, 20000);
  g_assert_cmpuint (ka_book_get_notes (book)->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (ka_book_get_notes (book), 0), "末尾缺失"));
}

/* Inflates to more than any ledger holds: refused by its declared size before anything is read, and where that
 * is a lie as soon as it is known to be. */
static void
test_inflated (void)
{
  static const char *const HEAD = "<worksheet><sheetData>";
  char *claims = make_large_xlsx (HEAD, 1), *lies = make_large_xlsx (HEAD, 520);
  double began;

  declare_size (claims, "xl/worksheets/sheet1.xml", 600 * 1024 * 1024);
  began = get_seconds ();
  assert_refused (claims, KA_ERROR_TOO_LARGE, "512 MB");
  g_assert_cmpfloat (get_seconds () - began, <, 1);
  declare_size (lies, "xl/worksheets/sheet1.xml", 1000);
  assert_refused (lies, KA_ERROR_TOO_LARGE, "512 MB");
}

static void
test_foreign (void)
{
  static const struct
  {
    const char *bytes;
    gsize len;
    int code;
    const char *says;
  } cases[] = {
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0k\0b\0o\0o\0k\0\0\0", 28, KA_ERROR_FORMAT,
      "损坏" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
      "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0\0",
      42, KA_ERROR_ENCRYPTED, "密码" },
    { "%PDF-1.7\n", 9, KA_ERROR_FORMAT, "PDF" },
    { "<html><body>1</body></html>", 27, KA_ERROR_FORMAT, "网页" },
    { "\x1f\x8b\x08", 3, KA_ERROR_FORMAT, "解压" },
    { "", 0, KA_ERROR_FORMAT, "空的" },
    { "PK\3\4 is no zip", 14, KA_ERROR_FORMAT, "损坏" },
    { "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12", 14, KA_ERROR_FORMAT, "不是表格" },
  };
  const Part word[] = { { "word/document.xml", "<a/>", -1 }, { NULL, NULL, 0 } };
  const Part ods[]
    = { { "content.xml", "<a/>", -1 }, { "META-INF/manifest.xml", "<a/>", -1 }, { NULL, NULL, 0 } };
  const Part xlsb[] = { { "xl/workbook.bin", "x", -1 }, { NULL, NULL, 0 } };
  const Part other[] = { { "readme.txt", "x", -1 }, { NULL, NULL, 0 } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (make_file (cases[i].bytes, cases[i].len, ".xlsx"), cases[i].code,
                    cases[i].says);
  assert_refused (make_zip (word, TRUE), KA_ERROR_FORMAT, "Word");
  assert_refused (make_zip (ods, TRUE), KA_ERROR_FORMAT, "OpenDocument");
  assert_refused (make_zip (xlsb, TRUE), KA_ERROR_FORMAT, "xlsb");
  assert_refused (make_zip (other, TRUE), KA_ERROR_FORMAT, "不是 Excel");
  g_assert_null (ka_book_open ("/nowhere/a.xlsx", NULL, NULL, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (ka_book_open ("/dev/zero", NULL, NULL, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
}

static void
cancel (double fraction, const char *what, gpointer data)
{
  g_assert_cmpfloat (fraction, <=, 1);
  g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_autofree char *data = repeat ("", "<row><c><v>123456789</v></c></row>", 100000, "");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  char *path = make_xlsx (data, NULL, NULL);

  g_assert_null (ka_book_open (path, cancel, cancellable, cancellable, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
  g_unlink (path);
  g_free (path);
}

/* What libgsf has to say of a damaged container is no failure of ours. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return domain == NULL || !g_str_has_prefix (domain, "libgsf");
}

/* Trap files of other projects, where they are at hand: an answer within five seconds, never a crash. */
static void
test_traps (void)
{
  g_autofree char *folder = g_build_filename (
    g_getenv ("KA_SHARED") ? g_getenv ("KA_SHARED") : "/nowhere", "real", "excel-traps", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  struct rusage usage;

  if (dir == NULL)
    {
      g_test_skip ("no trap files here");
      return;
    }
  g_test_log_set_fatal_handler (is_fatal, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      double began = get_seconds ();
      g_autoptr (GError) error = NULL;
      g_autoptr (KaBook) book = ka_book_open (path, NULL, NULL, NULL, &error);

      g_assert_true ((book != NULL) != (error != NULL));
      g_assert_cmpfloat (get_seconds () - began, <, 5);
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  getrusage (RUSAGE_SELF, &usage);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (usage.ru_maxrss, <, 300 * 1024);
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* First: it looks at the greatest memory so far. */
  g_test_add_func ("/xlsx/traps", test_traps);
  g_test_add_func ("/xlsx/cells", test_cells);
  g_test_add_func ("/xlsx/1904", test_1904);
  g_test_add_func ("/xlsx/utf16", test_utf16);
  g_test_add_func ("/xlsx/bombs", test_bombs);
  g_test_add_func ("/xlsx/repeated", test_repeated);
  g_test_add_func ("/xlsx/damage", test_damage);
  g_test_add_func ("/xlsx/checksum", test_checksum);
  g_test_add_func ("/xlsx/truncated", test_truncated);
  g_test_add_func ("/xlsx/inflated", test_inflated);
  g_test_add_func ("/xlsx/foreign", test_foreign);
  g_test_add_func ("/xlsx/cancel", test_cancel);
  return g_test_run ();
}
