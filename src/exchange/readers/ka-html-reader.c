/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-csv-private.h"
#include "ka-html-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* Web pages under the name of a workbook: what many systems give out as “导出 Excel”. Excel shows all tables
 * of the page on one sheet, one under another, with the texts between them; so does this. A table in a cell
 * of another (pages are laid out so) stands where its cell does, in rows of its own. */

#define MAX_TABLES 32u          /* in one another */
#define MAX_DEPTH 5000u         /* elements in one another; some writers close none */
#define FREE_COMPARED 10000000u /* of them with wrong end tags, */
#define COMPARED_A_BYTE 32u     /* and for each byte of the page */
#define MAX_SPAN 1000u          /* columns and rows of one cell */
#define TICKS_A_ROW 1024u       /* rows between two looks at the cancel button */
#define TICKS_A_TAG 4096u       /* tags and pieces of text between them */

/* A table being read. */
typedef struct
{
  GArray *taken; /* guint a column: rows below this one that a cell above reaches into */
  guint column;
  gboolean in_row;
  gboolean in_cell;
  guint column_span, row_span;
  char *number; /* x:num, the value behind the text */
} Table;

typedef struct
{
  KaBook *book;
  KaGrid *grid;
  htmlParserCtxtPtr parser;
  const char *start; /* of the text, for the progress */
  gsize len;
  KaProgress progress;
  gpointer data;
  GCancellable *cancellable;
  GError *error;

  GPtrArray *tables; /* of Table, the innermost last */
  guint n_tables, n_merges;
  guint n_ticks;
  guint64 n_compared; /* open elements with end tags */
  guint row;          /* of the sheet that is next */
  gboolean row_open;  /* has been begun */
  gboolean row_hidden;
  guint aside;    /* depth within what is not shown */
  GString *text;  /* of the cell, or between tables */
  gboolean blank; /* white space came after the text */
} Html;

static void
free_table (gpointer data)
{
  Table *table = data;

  g_array_unref (table->taken);
  g_free (table->number);
  g_free (table);
}

static Table *
get_table (Html *html)
{
  return html->tables->len > 0 ? g_ptr_array_index (html->tables, html->tables->len - 1) : NULL;
}

static void
stop (Html *html, KaError code, const char *message)
{
  if (html->error == NULL)
    html->error = g_error_new_literal (KA_ERROR, code, message);
  xmlStopParser (html->parser);
}

static const char *
find_attribute (const xmlChar **attributes, const char *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (g_ascii_strcasecmp ((const char *)attributes[0], name) == 0)
      return attributes[1] != NULL ? (const char *)attributes[1] : "";
  return NULL;
}

static guint
read_span (const xmlChar **attributes, const char *name)
{
  const char *text = find_attribute (attributes, name);
  guint64 span = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 1;

  return (guint)CLAMP (span, 1, MAX_SPAN);
}

/* style="display: none" */
static gboolean
is_hidden (const xmlChar **attributes)
{
  const char *style = find_attribute (attributes, "style");
  const char *at = style != NULL ? strstr (style, "display") : NULL;

  if (at == NULL)
    return FALSE;
  at += strlen ("display");
  at += strspn (at, " \t\r\n:");
  return g_ascii_strncasecmp (at, "none", 4) == 0;
}

/* ---- text ---- */

/* A line break of the source is a blank between words, and nothing between Chinese characters. */
static gboolean
joins_without_blank (gunichar before, gunichar after)
{
  return before >= 0x2e80 && after >= 0x2e80;
}

static void
add_text (Html *html, const char *text, gsize len)
{
  const char *end = text + len;

  while (text < end)
    {
      gunichar c = g_utf8_get_char (text);

      if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
        html->blank = html->text->len > 0;
      else if (html->text->len <= 4 * KA_MAX_CELL_CHARS)
        {
          char *last
            = html->text->len > 0 ? g_utf8_prev_char (html->text->str + html->text->len) : NULL;

          if (html->blank && *last != '\n' && !joins_without_blank (g_utf8_get_char (last), c))
            g_string_append_c (html->text, ' ');
          html->blank = FALSE;
          g_string_append_unichar (html->text, c);
        }
      text = g_utf8_next_char (text);
    }
}

static void
break_line (Html *html)
{
  html->blank = FALSE;
  if (html->text->len > 0 && html->text->str[html->text->len - 1] != '\n')
    g_string_append_c (html->text, '\n');
}

static void
clear_text (Html *html)
{
  g_string_truncate (html->text, 0);
  html->blank = FALSE;
}

/* ---- rows and cells ---- */

static void
open_row (Html *html)
{
  if (html->row_open)
    return;
  if (html->row >= KA_MAX_ROWS)
    {
      stop (html, KA_ERROR_TOO_LARGE,
            _ ("文件超过 1048576 行或 16384 列，不像一份台账，没有读入。"));
      return;
    }
  ka_grid_begin_row (html->grid, html->row, html->row_hidden);
  html->row_open = TRUE;
}

static gsize
get_position (Html *html)
{
  return (gsize)(html->parser->input->cur - html->parser->input->base);
}

static void
look_up (Html *html)
{
  if (g_cancellable_is_cancelled (html->cancellable))
    stop (html, KA_ERROR_CANCELLED, _ ("已取消读取。"));
  else if (html->error == NULL)
    {
      GError *error = NULL;

      if (!ka_book_check_size (html->book, &error))
        {
          html->error = error;
          xmlStopParser (html->parser);
        }
      else if (html->progress != NULL)
        html->progress (MIN (1.0, get_position (html) / (double)html->len), _ ("正在读取表格"),
                        html->data);
    }
}

static void
close_row (Html *html)
{
  if (!html->row_open)
    return;
  html->row_open = FALSE;
  html->row++;
  if (html->row % TICKS_A_ROW == 0)
    look_up (html);
}

/* Texts between the tables: a line each. */
static void
flush_lines (Html *html)
{
  g_auto (GStrv) lines = NULL;

  if (html->text->len == 0)
    return;
  lines = g_strsplit (html->text->str, "\n", -1);
  clear_text (html);
  for (guint i = 0; lines[i] != NULL && html->error == NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      {
        open_row (html);
        ka_grid_add_cell (html->grid, 0, KA_CELL_TEXT, lines[i], -1, FALSE);
        close_row (html);
      }
}

/* 5.00116E+17 on the page is 500116199001011234 behind it. */
static gboolean
hides_number (const Table *table, const char *text)
{
  return table->number != NULL && *table->number != '\0'
         && (strstr (text, "E+") != NULL || g_str_has_prefix (text, "##"));
}

static void
add_cell (Html *html, Table *table)
{
  const char *text = html->text->str;

  open_row (html);
  if (html->error != NULL || *text == '\0')
    return;
  if (hides_number (table, text))
    ka_grid_add_cell (html->grid, table->column, KA_CELL_NUMBER, table->number, -1, FALSE);
  else
    ka_grid_add_cell (html->grid, table->column, KA_CELL_TEXT, text, (gssize)html->text->len,
                      FALSE);
}

static void
end_cell (Html *html)
{
  Table *table = get_table (html);
  guint last;

  if (table == NULL || !table->in_cell)
    return;
  table->in_cell = FALSE;
  add_cell (html, table);
  clear_text (html);
  if (html->error != NULL)
    return;
  if ((table->column_span > 1 || table->row_span > 1) && html->n_merges++ < KA_MAX_MERGES)
    ka_grid_add_merge (html->grid,
                       &(KaMerge){ html->row, table->column, html->row + table->row_span - 1,
                                   table->column + table->column_span - 1 });
  last = table->column + table->column_span;
  if (table->taken->len < last)
    g_array_set_size (table->taken, last);
  for (guint c = table->column; c < last; c++)
    g_array_index (table->taken, guint, c) = table->row_span;
  table->column = last;
}

static void
end_row (Html *html)
{
  Table *table = get_table (html);

  if (table == NULL || !table->in_row)
    return;
  end_cell (html);
  table->in_row = FALSE;
  for (guint c = 0; c < table->taken->len; c++)
    if (g_array_index (table->taken, guint, c) > 0)
      g_array_index (table->taken, guint, c)--;
  /* A row without a cell is one all the same: cells above may reach into it. */
  if (html->error == NULL)
    open_row (html);
  close_row (html);
}

static void
start_row (Html *html, const xmlChar **attributes)
{
  Table *table = get_table (html);

  if (table == NULL)
    return;
  end_row (html);
  clear_text (html);
  table->in_row = TRUE;
  table->column = 0;
  html->row_hidden = is_hidden (attributes);
}

static void
start_cell (Html *html, const xmlChar **attributes)
{
  Table *table = get_table (html);

  if (table == NULL)
    return;
  if (!table->in_row)
    start_row (html, NULL);
  end_cell (html);
  clear_text (html);
  while (table->column < table->taken->len
         && g_array_index (table->taken, guint, table->column) > 0)
    table->column++;
  table->column_span = read_span (attributes, "colspan");
  table->row_span = read_span (attributes, "rowspan");
  if (table->column + table->column_span > KA_MAX_COLUMNS)
    {
      stop (html, KA_ERROR_TOO_LARGE,
            _ ("文件超过 1048576 行或 16384 列，不像一份台账，没有读入。"));
      return;
    }
  table->in_cell = TRUE;
  g_free (table->number);
  table->number = g_strdup (find_attribute (attributes, "x:num"));
}

static void
start_table (Html *html)
{
  Table *outer = get_table (html);
  Table *table;

  if (html->tables->len >= MAX_TABLES)
    {
      stop (html, KA_ERROR_FORMAT, _ ("网页里的表格嵌套过深，不是正常的导出文件，没有读入。"));
      return;
    }
  /* What the cell around it said so far stands above it. */
  if (outer != NULL && outer->in_row)
    {
      if (outer->in_cell && html->text->len > 0)
        add_cell (html, outer);
      clear_text (html);
      close_row (html);
    }
  else
    flush_lines (html);
  html->n_tables++;
  table = g_new0 (Table, 1);
  table->taken = g_array_new (FALSE, TRUE, sizeof (guint));
  g_ptr_array_add (html->tables, table);
  html->row_hidden = FALSE;
}

static void
end_table (Html *html)
{
  if (html->tables->len == 0)
    return;
  end_row (html);
  clear_text (html);
  g_ptr_array_set_size (html->tables, (gint)html->tables->len - 1);
  html->row_hidden = FALSE;
  /* A blank row between this table and the next. */
  if (html->tables->len == 0)
    html->row++;
}

/* ---- the parser ---- */

/* FALSE: no more is wanted. */
static gboolean
tick (Html *html)
{
  if (html->error == NULL && ++html->n_ticks % TICKS_A_TAG == 0)
    look_up (html);
  return html->error == NULL;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static void
stop_deep (Html *html)
{
  stop (html, KA_ERROR_FORMAT,
        _ ("网页里的标记大量没有闭合，不是正常的导出文件，没有读入；"
           "请重新导出，或用 Excel、WPS 打开后另存为 xlsx。"));
}

static const char *const not_shown[] = { "head", "script", "style", "noscript", "select", NULL };
static const char *const blocks[]
  = { "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "center", "hr", NULL };

static void
on_start (void *data, const xmlChar *xml_name, const xmlChar **attributes)
{
  Html *html = data;
  const char *name = (const char *)xml_name;

  if (!tick (html))
    return;
  if (html->parser->nameNr > (int)MAX_DEPTH)
    stop_deep (html);
  else if (html->aside > 0 || is_one_of (name, not_shown))
    html->aside++;
  else if (strcmp (name, "table") == 0)
    start_table (html);
  else if (strcmp (name, "tr") == 0)
    start_row (html, attributes);
  else if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    start_cell (html, attributes);
  else if (is_one_of (name, blocks))
    break_line (html);
}

static void
on_end (void *data, const xmlChar *xml_name)
{
  Html *html = data;
  const char *name = (const char *)xml_name;

  if (!tick (html))
    return;
  if (html->aside > 0)
    html->aside--;
  else if (strcmp (name, "table") == 0)
    end_table (html);
  else if (strcmp (name, "tr") == 0)
    end_row (html);
  else if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    {
      while (html->text->len > 0 && html->text->str[html->text->len - 1] == '\n')
        g_string_truncate (html->text, html->text->len - 1);
      end_cell (html);
    }
  else if (is_one_of (name, blocks) && strcmp (name, "br") != 0 && strcmp (name, "hr") != 0)
    break_line (html);
}

static void
on_text (void *data, const xmlChar *text, int len)
{
  Html *html = data;
  Table *table = get_table (html);

  /* Between the cells of a table stands nothing that is shown in it. */
  if (tick (html) && html->aside == 0 && (table == NULL || table->in_cell))
    add_text (html, (const char *)text, (gsize)len);
}

/* End tags that end nothing are told of here alone; libxml2 holds each against all open elements. At other
 * errors the parser does not bear being stopped. */
static void
on_error (void *data, xmlErrorPtr xml_error)
{
  Html *html = data;

  if (xml_error->code != XML_ERR_TAG_NAME_MISMATCH || !tick (html))
    return;
  html->n_compared += (guint64)html->parser->nameNr;
  if (html->n_compared > FREE_COMPARED + COMPARED_A_BYTE * (guint64)get_position (html))
    stop_deep (html);
}

static void
parse (Html *html)
{
  static htmlSAXHandler handler = { .startElement = on_start,
                                    .endElement = on_end,
                                    .characters = on_text,
                                    .ignorableWhitespace = on_text,
                                    .initialized = XML_SAX2_MAGIC,
                                    .serror = on_error };

  html->parser = htmlCreateMemoryParserCtxt (html->start, (int)html->len);
  if (html->parser == NULL)
    return;
  /* The text is UTF-8 by now, whatever the page says of itself. */
  htmlCtxtUseOptions (html->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                      | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding (html->parser, XML_CHAR_ENCODING_UTF8);
  memcpy (html->parser->sax, &handler, sizeof handler);
  html->parser->userData = html;
  htmlParseDocument (html->parser);
  htmlFreeParserCtxt (html->parser);
  html->parser = NULL;
}

static gboolean
read_page (Html *html, GError **error)
{
  if (ka_html_check_tags (html->start, html->len, html->cancellable, &html->error))
    parse (html);
  while (html->error == NULL && html->tables->len > 0)
    end_table (html);
  if (html->error == NULL && html->n_tables == 0)
    html->error = g_error_new_literal (
      KA_ERROR, KA_ERROR_FORMAT,
      _ ("这是网页文件，里面没有表格，没有读入；请重新导出，或用 Excel、WPS 打开后另存为 xlsx。"));
  if (html->error == NULL)
    {
      flush_lines (html);
      ka_book_check_size (html->book, &html->error);
    }
  if (html->error != NULL)
    g_propagate_error (error, html->error);
  return html->error == NULL;
}

KaBook *
ka_html_read (const char *path,
              KaProgress progress,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (KaBook) book = ka_book_new ("html");
  g_auto (KaCsvText) text = { 0 };
  g_auto (KaCsvFile) file = { 0 };
  Html html = { .book = book, .progress = progress, .data = data, .cancellable = cancellable };
  gboolean ok;

  if (!ka_csv_file_open (&file, path, error) || !ka_csv_file_decode (&file, &text, book, error))
    return NULL;
  html.grid = ka_book_add_sheet (book, file.name, KA_SHEET_VISIBLE);
  html.start = text.input.text;
  html.len = text.input.len;
  html.tables = g_ptr_array_new_with_free_func (free_table);
  html.text = g_string_new (NULL);
  ok = read_page (&html, error);
  g_ptr_array_unref (html.tables);
  g_string_free (html.text, TRUE);
  return ok ? g_steal_pointer (&book) : NULL;
}
