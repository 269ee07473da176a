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

static void
append_attributes (GString *page, const char *format, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (page, format, i);
}

/* libxml2 holds each attribute of a tag against all others: it would be at these for minutes. */
static void
test_attributes (void)
{
  static const struct
  {
    const char *before, *format, *after;
  } cases[] = {
    { "<td", " a%x=\"1\"", ">x" },
    { "<td", " a%x", ">x" },
    { "<td", " a%x", "" },
    { "<td", "\na%x =\t'1'", ">x" },
    { "<td ", "a%x=''", ">x" },
    { "<td ", "a%x=\"\"b=''", ">x" },
    /* What ends a tag does not within quotes; what begins one does not within a tag. */
    { "<td title=\"a > b\"", " a%x=1", ">x" },
    { "<td title = '>'", " a%x=1", ">x" },
    { "<td", " a%x=\">\"", ">x" },
    { "<td", " a%x=\"'>\" <b", ">x" },
    { "<td <tr", " a%x=1", ">x" },
    { "<td < <!-- ", " a%x=1", ">x" },
    /* Quotes that are none. */
    { "<td a\"", " a%x=1", ">x" },
    { "<td a=b\"c 'd", " a%x=1\"", ">x" },
    { "<td ='>x<td = \"'", " a%x", ">x" },
    { "<td= '", " a%x=1", ">x" },
    { "<td= \"", " a%x=1 b='' ", ">x" },
    { "<td a=\"x\" = \"y", " a%x", ">x" },
    /* What is a comment or a script for some is none for libxml2, or the other way round. */
    { "<!--> <td title=\"a\"", " a%x=1", ">x --><td>x" },
    { "<script></x '<td", " a%x=1", ">x" },
    { "<![CDATA[ <td a='>'", " a%x=1", ">x ]]>" },
    { "<?x '?><td", " a%x=1", ">x" },
    /* Long names are taken to pieces, without any blank. */
    { "<td ",
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      "a%07x",
      ">x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) page = g_string_new ("<html><table><tr><td>1</td>");
      g_autoptr (GError) error = NULL;
      g_autoptr (KaBook) book = NULL;

      g_string_append (page, cases[i].before);
      append_attributes (page, cases[i].format, 100000);
      g_string_append (page, cases[i].after);
      book = open_bytes (page->str, (gssize)page->len, &error);
      g_test_message ("%s%s", cases[i].before, cases[i].format);
      g_assert_null (book);
      g_assert_error (error, KA_ERROR, KA_ERROR_TOO_LARGE);
      g_assert_nonnull (strstr (error->message, "属性"));
    }
}

/* Many such tags are as bad as one; as many attributes as Excel writes are none of that. */
static void
test_many_tags (void)
{
  g_autoptr (GString) bad = g_string_new ("<table>");
  g_autoptr (GString) good = g_string_new ("<table>");
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_string_append (bad, "<tr><td");
      append_attributes (bad, " a%x", 10000);
      g_string_append (bad, ">x</td></tr>");
    }
  book = open_bytes (bad->str, (gssize)bad->len, &error);
  g_assert_null (book);
  g_assert_error (error, KA_ERROR, KA_ERROR_TOO_LARGE);
  for (guint i = 0; i < 500; i++)
    {
      g_string_append (good, "<tr><td class=xl65 style='mso-number-format:\"\\@\";border:none'");
      append_attributes (good, " x:a%u=\"1 > 0\"", 200);
      g_string_append (good, ">x</td></tr>");
      g_string_append_printf (expected, "%u: Atx\n", i + 1);
    }
  check (good->str, (gssize)good->len, expected->str);
}

/* A script looks like a tag from any “<” on. */
static void
test_script (void)
{
  g_autoptr (GString) page = g_string_new ("<html><script>for(i=0;i<n;i++){");

  append_attributes (page, "if (a%u<b && c=\"x\" + d) { e = f; g(h, i) }\n", 200);
  g_string_append (page, "}</script><table><tr><td>x</table>");
  check (page->str, (gssize)page->len, "1: Atx\n");
}

/* End tags of nothing are held against all that is open; sloppy writers leave some open. */
static void
test_open_tags (void)
{
  g_autoptr (GString) bad = g_string_new ("<table><tr><td>x</td></tr></table><b><div>");
  g_autoptr (GString) deep = g_string_new ("<table>");
  g_autoptr (GString) good = g_string_new ("<table>");
  g_autoptr (GString) expected = g_string_new (NULL);
  GString *refused[] = { bad, deep };

  for (guint i = 0; i < 4000; i++)
    g_string_append (bad, "<i>");
  for (guint i = 0; i < 200000; i++)
    g_string_append (bad, "</b>");
  for (guint i = 0; i < 200000; i++)
    g_string_append (deep, "<div>");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaBook) book = open_bytes (refused[i]->str, (gssize)refused[i]->len, &error);

      g_assert_null (book);
      g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "闭合"));
    }
  for (guint i = 0; i < 1000; i++)
    {
      g_string_append (good, "<tr><td><div><font size=2>x</b></td>");
      g_string_append_printf (expected, "%u: Atx\n", i + 1);
    }
  check (good->str, (gssize)good->len, expected->str);
}

static void
cancel (G_GNUC_UNUSED double done, G_GNUC_UNUSED const char *step, gpointer data)
{
  g_cancellable_cancel (data);
}

/* Also where no row ends and no tag begins. */
static void
test_cancelled (void)
{
  g_autoptr (GString) page = g_string_new ("<table><tr><td>x</td></tr></table>");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("ka-markup-XXXXXX.xls", &path, NULL);

  for (guint i = 0; i < 20000; i++)
    g_string_append (page, "</q>");
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, page->str, (gssize)page->len, NULL));
  book = ka_book_open (path, cancel, cancellable, cancellable, &error);
  g_unlink (path);
  g_assert_null (book);
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
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
  g_test_add_func ("/markup/attributes", test_attributes);
  g_test_add_func ("/markup/many-tags", test_many_tags);
  g_test_add_func ("/markup/script", test_script);
  g_test_add_func ("/markup/open-tags", test_open_tags);
  g_test_add_func ("/markup/cancelled", test_cancelled);
  return g_test_run ();
}
