/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "make-xlsx.h"

#include <glib/gstdio.h>
#include <ka-grid.h>
#include <string.h>

/* Cells, rows and strings of the plain form are read without Expat. Whatever is read so must be what Expat reads, and
 * what Expat refuses must be refused. */

static KaBook *
open_cells (const char *data, const char *strings, GError **error)
{
  g_autofree char *path = make_xlsx (data, strings, NULL);
  KaBook *book = ka_book_open (path, NULL, NULL, NULL, error);

  g_unlink (path);
  return book;
}

static char *
show (KaBook *book)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  KaGrid *grid = ka_book_get_sheet (book, 0);
  GString *out = g_string_new (NULL);

  for (guint r = 0; r < ka_grid_get_n_rows (grid); r++)
    {
      ka_grid_read_row (grid, r, cells);
      g_string_append_printf (out, "%u%s:", ka_grid_row_number (grid, r) + 1,
                              ka_grid_row_hidden (grid, r) ? "h" : "");
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);

          g_string_append_printf (out, " %u%c%s", cell->column, " tndxbe"[cell->type],
                                  cell -> text);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static char *
read_cells (const char *data, const char *strings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = open_cells (data, strings, &error);

  g_assert_no_error (error);
  return show (book);
}

static char *
replace (const char *text, const char *what, const char *by)
{
  GString *out = g_string_new (text);

  g_string_replace (out, what, by, 0);
  return g_string_free (out, FALSE);
}

/* Cells of every form, plain and not, over many of the pieces that the parser is fed in. */
static char *
make_many (GRand *random)
{
  static const char *const cells[] = {
    "<c r=\"%s\"><v>12.5</v></c>",
    "<c r=\"%s\" s=\"1\"><v>45762</v></c>",
    "<c r=\"%s\" s=\"0\" t=\"s\"><v>1</v></c>",
    "<c r=\"%s\" t=\"s\" s=\"0\"><v>2</v></c>",
    "<c r=\"%s\" t=\"inlineStr\"><is><t>双福街道（一）号</t></is></c>",
    "<c r=\"%s\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> 甲 </t></is></c>",
    "<c r=\"%s\" t=\"inlineStr\"><is><t>甲&amp;乙 ]] &lt;</t></is></c>",
    "<c r=\"%s\" t=\"inlineStr\"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>",
    "<c r=\"%s\" t=\"str\"><v>x_x0041_y</v></c>",
    "<c r=\"%s\" t=\"b\"><v>1</v></c>",
    "<c r=\"%s\" t=\"e\"><v>#N/A</v></c>",
    "<c r=\"%s\"><f>A1+1</f><v>3</v></c>",
    "<c r=\"%s\"><v><!-- no --> 7 </v></c>",
    "<c r=\"%s\" t=\"str\"><v><![CDATA[<c t=\"x\"><v>9</v></c>]]></v></c>",
    "<c r=\"%s\" s=\"2\"/>",
    "<c r=\"%s\"></c>",
    "<!-- <c r=\"%s\"><v>1</v></c> -->",
  };
  static const char *const rows[] = {
    "<row r=\"%u\">",
    "<row r=\"%u\" spans=\"1:12\">",
    "<row r=\"%u\" spans=\"1:12\" ht=\"13.5\" customHeight=\"1\" x14ac:dyDescent=\"0.2\">",
    "<row spans=\"1:12\" r=\"%u\" hidden=\"1\">",
    "<row hidden=\"0\" r=\"%u\">",
    "<row r='%u'>",
    "<row>",
  };
  GString *out = g_string_new (NULL);
  char letters[8], reference[24];

  for (guint row = 1; row <= 1000; row++)
    {
      const char *begin = rows[g_rand_int_range (random, 0, G_N_ELEMENTS (rows))];
      const char *number = strstr (begin, "%u");

      if (number != NULL)
        g_string_append_printf (out, "%.*s%u%s", (int)(number - begin), begin, row, number + 2);
      else
        g_string_append (out, begin);
      for (guint column = 0; column < 12; column++)
        {
          const char *cell = cells[g_rand_int_range (random, 0, G_N_ELEMENTS (cells))];
          const char *at = strstr (cell, "%s");

          g_snprintf (reference, sizeof reference, "%s%u", ka_column_letters (column, letters),
                      row);
          g_string_append_printf (out, "%.*s%s%s", (int)(at - cell), cell, reference, at + 2);
        }
      g_string_append (out, "</row>");
    }
  return g_string_free (out, FALSE);
}

/* The same cells in forms that are left to Expat: one by one, from the rows on, all of them. */
static void
test_same (void)
{
  static const char strings[] = "<si><t>零</t></si><si><t>一&#32;</t></si><si><t>二</t></si>";
  static const char *const forms[][2] = { { "<c r", "<c  r" },
                                          { "\"><c r", "\"> <c r" },
                                          { "<c r", "<c\nr" },
                                          { "</row><row", "</row> <row" },
                                          { "<row", "<row " } };
  guint32 seed = g_test_rand_int ();
  GRand *random = g_rand_new_with_seed (seed);
  g_autofree char *data = make_many (random);
  g_autofree char *spaced = replace (strings, "<si><t>", "<si ><t>");
  g_autofree char *plain = read_cells (data, strings);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *changed = replace (data, forms[i][0], forms[i][1]);
      g_autofree char *read = read_cells (changed, spaced);

      g_assert_true (strcmp (plain, read) == 0);
    }
  g_rand_free (random);
}

#define ROW(cells) "<row r=\"1\">" cells "</row>"
#define A1 "<c><v>1</v></c>"

/* What looks like a cell, and is none or not only one. */
static void
test_shown (void)
{
  static const struct
  {
    const char *data, *shown;
  } cases[] = {
    { ROW ("<!--<c r=\"A1\"><v>1</v></c>-->"), "" },
    { ROW ("<c r=\"A1\"><v>1</v></c><!--<c r=\"B1\"><v>2</v></c>--><c r=\"C1\"><v>3</v></c>"),
      "1: 0n1 2n3\n" },
    { ROW ("<?x <c r=\"A1\"><v>1</v></c>?><c r=\"B1\"><v>2</v></c>"), "1: 1n2\n" },
    { ROW ("<extLst><c r=\"A1\"><v>1</v></c></extLst><c r=\"B1\"><v>2</v></c>"), "1: 1n2\n" },
    { ROW ("<c t=\"inlineStr\"><is><t>&lt;c r=</t></is></c><c><v>2</v></c>"), "1: 0t<c r= 1n2\n" },
    { ROW ("<c t='str' r='B1'><v>2</v></c><c r=\"C1\" ><v>3</v></c >"), "1: 1t2 2n3\n" },
    { ROW ("<c r=\"A1\"><v>1</v></c>") "<row/><c r=\"A9\"><v>3</v></c>", "1: 0n1\n2: 0n3\n" },
    { ROW ("<c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c><c><v>2</v></c>"), "1: 0n1 1n2 2n3\n" },
    { ROW (A1) "<row>" A1 "</row><row r=\"7\">" A1 "</row><row r=\"0\">" A1 "</row>",
      "1: 0n1\n2: 0n1\n7: 0n1\n8: 0n1\n" },
    { ROW (A1) "<row r=\"2\" x:hidden=\"1\">" A1 "</row><row hidden=\"true\">" A1 "</row>",
      "1: 0n1\n2h: 0n1\n3h: 0n1\n" },
    { ROW (A1) "<row x:r=\"4\" r=\"2\">" A1 "</row>", "1: 0n1\n4: 0n1\n" },
    { ROW (A1 "<!--</row><row r=\"2\">-->") "<row r=\"3\"></row><row>" A1 "</row>",
      "1: 0n1\n4: 0n1\n" },
    { "<x:row r=\"1\">" A1 "</x:row>" ROW (A1), "1: 0n1\n1: 0n1\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = read_cells (cases[i].data, NULL);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_refused (void)
{
  g_autofree char *chars = g_strnfill (4 * 32767 + 1, '9');
  g_autofree char *long_cell = g_strdup_printf (ROW ("<c r=\"A1\"><v>%s</v></c>"), chars);
  g_autofree char *long_string = g_strdup_printf ("<si><t>甲</t></si><si><t>%s</t></si>", chars);
  const struct
  {
    const char *data, *strings;
    KaError code;
  } cases[] = {
    { ROW ("<c r=\"A1\"><v>1</c></v>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c r=\"A1\"><v>1</v></row>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c r=\"A1\"><v>1</v></c></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c r=\"A1\" r=\"B1\"><v>1</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c r=\"A1\"s=\"1\"><v>1</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c t=\"str\"><v>a & b</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c t=\"str\"><v>a]]>b</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c t=\"str\"><v>a\x01z</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c t=\"str\"><v>\xc5\xcc</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c t=\"str\"><v>\xe7\x9f</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c t=\"str\"><v>\xef\xbf\xbf</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c t=\"inlineStr\"><is><t>\xff</t></is></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c r=\"1A\"><v>1</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c r=\"ZZZZ1\"><v>1</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c r=\"XFD1\"><v>1</v></c><c><v>2</v></c>"), NULL, KA_ERROR_FORMAT },
    { ROW ("<c r=\"A1\" t=\"s\"><v>2</v></c>"), "<si><t>a</t></si><si><t>b</t></si>",
      KA_ERROR_FORMAT },
    { ROW (A1) "<row r=\"2\" ht=\"1\" ht=\"1\">" A1 "</row>", NULL, KA_ERROR_FORMAT },
    { ROW (A1) "<row r=\"2\" r=\"2\">" A1 "</row>", NULL, KA_ERROR_FORMAT },
    { ROW (A1) "<row r=\"2\"ht=\"1\">" A1 "</row>", NULL, KA_ERROR_FORMAT },
    { ROW (A1) "<row 2=\"2\">" A1 "</row>", NULL, KA_ERROR_FORMAT },
    { ROW (A1) "<row r=\"1048577\">" A1 "</row>", NULL, KA_ERROR_FORMAT },
    { ROW (A1) "<row r=\"4294967297\">" A1 "</row>", NULL, KA_ERROR_FORMAT },
    { ROW (A1) "<row r=\"2\">" A1, NULL, KA_ERROR_FORMAT },
    { ROW (A1) "</row><row>" A1, NULL, KA_ERROR_FORMAT },
    { A1 "</row><row r=\"2\">" A1 "</row>", NULL, KA_ERROR_FORMAT },
    { "<row><x>" A1 "</row><row>" A1 "</x></row>", NULL, KA_ERROR_FORMAT },
    { "<x:row>" A1 "</row><row>" A1 "</x:row>", NULL, KA_ERROR_FORMAT },
    { long_cell, NULL, KA_ERROR_TOO_LARGE },
    { "", long_string, KA_ERROR_TOO_LARGE },
    { "", "<si><t>a</t></si><si><t>\xff</t></si>", KA_ERROR_FORMAT },
    { "", "<si><t>a</t></si><si><t>b</si></t>", KA_ERROR_FORMAT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaBook) book = open_cells (cases[i].data, cases[i].strings, &error);

      g_test_message ("%u", i);
      g_assert_error (error, KA_ERROR, (int)cases[i].code);
      g_assert_null (book);
    }
}

/* Where the fault stands is told by its line, whoever read those before. */
static void
test_line (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = open_cells (
    "\n" ROW ("<c r=\"A1\"><v>1</v></c>\n<c r=\"B1\"><v>2</v></c>") "\n<row r=\"2\"><c></row>",
    NULL, &error);

  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "第 4 行"));
}

/* Bytes that are UTF-8, in a part that says they are something else. */
static void
test_encoding (void)
{
  static const char sheet[]
    = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet><sheetData>"
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>\xc3\xa9</v></c></row>"
      "</sheetData></worksheet>";
  const Part parts[] = {
    { "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" sheetId=\"1\"/></sheets></workbook>",
      -1 },
    { "xl/worksheets/sheet1.xml", sheet, -1 },
    { NULL, NULL, 0 },
  };
  g_autofree char *path = make_zip (parts, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = ka_book_open (path, NULL, NULL, NULL, &error);
  g_autofree char *shown = NULL;

  g_unlink (path);
  g_assert_no_error (error);
  shown = show (book);
  g_assert_cmpstr (shown, ==, "1: 0t\xc3\x83\xc2\xa9\n");
}

/* A comment full of what could be cells: to give Expat each of them by itself would take minutes. */
static void
test_comment (void)
{
  GString *data = g_string_new ("<row r=\"1\"><!--");
  g_autofree char *shown = NULL;

  for (guint i = 0; i < 250000; i++)
    g_string_append (data, "<c ");
  g_string_append (data, "--><c r=\"A1\"><v>1</v></c></row>");
  shown = read_cells (data->str, NULL);
  g_assert_cmpstr (shown, ==, "1: 0n1\n");
  g_string_free (data, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plain-cells/same", test_same);
  g_test_add_func ("/plain-cells/shown", test_shown);
  g_test_add_func ("/plain-cells/refused", test_refused);
  g_test_add_func ("/plain-cells/line", test_line);
  g_test_add_func ("/plain-cells/encoding", test_encoding);
  g_test_add_func ("/plain-cells/comment", test_comment);
  return g_test_run ();
}
