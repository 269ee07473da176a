/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables in web pages and in Excel 2003's XML, which many systems give out under the name of .xls. */
#include "config.h"

#include <glib/gstdio.h>
#include <ka-grid.h>
#include <string.h>

static KaBook *
open_bytes (const char *bytes, gssize len, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("ka-markup-XXXXXX.xls", &path, NULL);
  KaBook *book;

  g_close (fd, NULL);
  g_file_set_contents (path, bytes, len, &own);
  g_assert_no_error (own);
  book = ka_book_open (path, NULL, NULL, NULL, error);
  g_unlink (path);
  return book;
}

/* A line for each row: its number, and each cell with its column; then the merges. */
static char *
show (KaBook *book, guint sheet)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  KaGrid *grid = ka_book_get_sheet (book, sheet);
  GString *out = g_string_new (NULL);
  const KaMerge *merges;
  guint n;

  for (guint r = 0; r < ka_grid_get_n_rows (grid); r++)
    {
      ka_grid_read_row (grid, r, cells);
      g_string_append_printf (out, "%u%s:", ka_grid_row_number (grid, r) + 1,
                              ka_grid_row_hidden (grid, r) ? "h" : "");
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);

          g_string_append_printf (out, " %c%c%s", 'A' + cell->column, "?tndxbe"[cell->type],
                                  cell -> text);
        }
      g_string_append_c (out, '\n');
    }
  merges = ka_grid_get_merges (grid, &n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%c%u-%c%u\n", 'A' + merges[i].column, merges[i].row + 1,
                            'A' + merges[i].last_column, merges[i].last_row + 1);
  return g_string_free (out, FALSE);
}

static void
check (const char *bytes, gssize len, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = open_bytes (bytes, len, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = show (book, 0);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_pages (void)
{
  static const struct
  {
    const char *page, *cells;
  } cases[] = {
    { "<html><body><h3>持证情况</h3><p>导出人：甲</p><table><tr><th>姓名<th>电话<tr><td>张&nbsp;"
      "三<td>139&amp;1</table></body></html>",
      "1: At持证情况\n2: At导出人：甲\n3: At姓名 Bt电话\n4: At张\302\240三 Bt139&1\n" },
    /* Spans: cells move right of what reaches down to them. */
    { "<table><tr><td rowspan=2>序号</td><td colspan='2'>证书</td></tr><tr><td>编号</td><td>日期"
      "</td></tr><tr><td>1<td>A<td>B</table>",
      "1: At序号 Bt证书\n2: Bt编号 Ct日期\n3: At1 BtA CtB\nA1-A2\nB1-C1\n" },
    /* Lines of the source are no lines of the cell; blanks stay between words. */
    { "<table><tr><td>边坡\n   监测</td><td>a\n b</td><td>一<br>二<br/></td><td><p>x</p><p>y</p>"
      "</td></tr></table>",
      "1: At边坡监测 Bta b Ct一\n二 Dtx\ny\n" },
    /* What is not shown. */
    { "<html><head><title>T</title><style>td{x:y}</style></head><table><tr "
      "style='display:none'><td>a</td></tr><tr><td>b<script>var c = '<td>';</script></td></tr>"
      "</table></html>",
      "1h: Ata\n2: Atb\n" },
    /* A page laid out by a table: what stands before the inner one is above it. */
    { "<table><tr><td>左</td><td>标题<table><tr><td>甲</td><td>乙</td></tr></table></td><td>右"
      "</td></tr></table>",
      "1: At左 Bt标题\n2: At甲 Bt乙\n3: Ct右\n" },
    /* Two tables, and a number that the page shortens. */
    { "<table><tr><td x:num=\"500116199001011234\">5.00116E+17</td></tr></table><table><tr><td>"
      "2</td></tr></table>",
      "1: An500116199001011234\n3: At2\n" },
    { "<meta charset=gb2312><table><tr><td></td><td>1</td></table>", "1: Bt1\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i].page, -1, cases[i].cells);
}

/* What the page says of its own encoding is often wrong. */
static void
test_encodings (void)
{
  const char *page = "<html><head><meta http-equiv=Content-Type content='text/html; "
                     "charset=iso-8859-1'></head><table><tr><td>江津区非煤矿山企业名称</td></tr>"
                     "</table></html>";
  static const char *const encodings[] = { "UTF-8", "GBK", "UTF-16" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize len;
      g_autofree char *bytes = g_convert (page, -1, encodings[i], "UTF-8", NULL, &len, NULL);

      g_assert_nonnull (bytes);
      check (bytes, (gssize)len, "1: At江津区非煤矿山企业名称\n");
    }
}

static void
test_xml (void)
{
  const char *text
    = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
      "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
      "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles/>"
      "<Worksheet ss:Name=\"证照\"><Table><Column/><Row><Cell ss:MergeAcross=\"1\"><Data "
      "ss:Type=\"String\">标题&amp;</Data></Cell><Cell><Data ss:Type=\"Number\">1.50</Data></Cell>"
      "</Row><Row ss:Index=\"4\" ss:Hidden=\"1\"><Cell ss:Index=\"2\"><Data "
      "ss:Type=\"DateTime\">2025-03-07T00:00:00.000</Data></Cell><Cell><Data "
      "ss:Type=\"DateTime\">2025-03-07T09:30:00.000</Data></Cell><Cell><Data "
      "ss:Type=\"Boolean\">1</Data></Cell><Cell ss:Formula=\"=A1\"><ss:Data ss:Type=\"String\" "
      "xmlns=\"http://www.w3.org/TR/REC-html40\"><B>甲</B>乙</ss:Data></Cell><Cell/></Row></Table>"
      "</Worksheet><Worksheet ss:Name=\"二\"><Table><Row><Cell><Data ss:Type=\"Error\">#N/A</Data>"
      "</Cell></Row></Table></Worksheet></Workbook>";
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = open_bytes (text, -1, &error);
  g_autofree char *first = NULL, *second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (ka_book_get_n_sheets (book), ==, 2);
  g_assert_cmpstr (ka_grid_get_name (ka_book_get_sheet (book, 0)), ==, "证照");
  first = show (book, 0);
  second = show (book, 1);
  g_assert_cmpstr (first, ==,
                   "1: At标题& Cn1.50\n4h: Bd2025-03-07 Cx2025-03-07T09:30 Db1 Et甲乙\nA1-B1\n");
  g_assert_cmpstr (second, ==, "1: Ae#N/A\n");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes, *says;
  } cases[] = {
    { "<html><frameset><frame src='1.htm'></frameset></html>", "没有表格" },
    { "<!DOCTYPE html><html><body>请登录</body></html>", "没有表格" },
    { "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n", "MHTML" },
    { "<?xml version='1.0'?><list><a/></list>", "XML" },
    { "<?xml version='1.0'?><Workbook "
      "xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet>",
      "损坏" },
    { "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><Workbook "
      "xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
      "DOCTYPE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaBook) book = open_bytes (cases[i].bytes, -1, &error);

      g_assert_null (book);
      g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* Neither tables in tables without end nor spans as wide as the world. */
static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("<html>");
  g_autoptr (GString) wide = g_string_new ("<table>");
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "<table><tr><td>");
  book = open_bytes (deep->str, (gssize)deep->len, &error);
  g_assert_null (book);
  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
  g_clear_error (&error);
  for (guint i = 0; i < 100; i++)
    g_string_append (wide, "<td colspan=4294967295 rowspan=99999999>x");
  book = open_bytes (wide->str, (gssize)wide->len, &error);
  g_assert_null (book);
  g_assert_error (error, KA_ERROR, KA_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markup/pages", test_pages);
  g_test_add_func ("/markup/encodings", test_encodings);
  g_test_add_func ("/markup/xml", test_xml);
  g_test_add_func ("/markup/refused", test_refused);
  g_test_add_func ("/markup/hostile", test_hostile);
  return g_test_run ();
}
