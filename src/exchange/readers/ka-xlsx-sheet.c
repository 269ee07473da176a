/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xlsx-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A row with more of them is none of the plain form. */
#define MAX_ROW_ATTRIBUTES 16

typedef struct
{
  KaGrid *grid;
  KaBook *book;
  GByteArray *styles;
  guint n_strings;
  guint next_row, next_column;
  guint row_depth;     /* of the row being read, if rows of the plain form may follow it */
  guint cells;         /* since the size was last checked */
  guint without_value; /* formulas that were never computed */
  /* the cell being read */
  gboolean in_cell, in_value, in_inline, in_reading, formula, has_inline;
  char type[12];
  KaStyle style;
  guint column;
  GString *value; /* of v */
  GString *text;  /* of is */
} Sheet;

static void
fail (KaXml *xml, KaError code, const char *message)
{
  ka_xml_take_error (xml, g_error_new_literal (KA_ERROR, code, message));
}

/* "AB12" → column and row from 0. FALSE: it is none. Whole columns (A:C) and rows have one of both. */
static const char *
parse_reference (const char *at, guint *column, guint *row)
{
  guint64 c = 0, r = 0;

  for (; *at == '$' || g_ascii_isalpha (*at); at++)
    if (*at != '$' && c <= KA_MAX_COLUMNS)
      c = c * 26 + (g_ascii_toupper (*at) - 'A' + 1);
  for (; *at == '$' || g_ascii_isdigit (*at); at++)
    if (*at != '$' && r <= KA_MAX_ROWS)
      r = r * 10 + (*at - '0');
  if (c == 0 || r == 0 || c > KA_MAX_COLUMNS || r > KA_MAX_ROWS)
    return NULL;
  *column = c - 1;
  *row = r - 1;
  return at;
}

/* Plain digits; G_MAXUINT where it is none. */
static guint
parse_index (const char *text, gsize len)
{
  guint64 n = 0;

  if (len == 0)
    return G_MAXUINT;
  for (gsize i = 0; i < len; i++)
    {
      if (!g_ascii_isdigit (text[i]) || n > G_MAXUINT / 10)
        return G_MAXUINT;
      n = n * 10 + (guint)(text[i] - '0');
    }
  return (guint)MIN (n, G_MAXUINT);
}

/* row: from 1; 0: the next one. */
static void
begin_row (Sheet *sheet, KaXml *xml, guint64 row, gboolean hidden)
{
  if (row == 0)
    row = sheet->next_row + 1;
  if (row > KA_MAX_ROWS)
    {
      fail (xml, KA_ERROR_FORMAT, _ ("表格的行号超出 1048576，文件已损坏，没有读入。"));
      return;
    }
  ka_grid_begin_row (sheet->grid, row - 1, hidden);
  sheet->next_row = row;
  sheet->next_column = 0;
}

static void
start_row (Sheet *sheet, KaXml *xml, const char **attributes)
{
  const char *number = ka_xml_attribute (attributes, "r");

  begin_row (sheet, xml, number ? g_ascii_strtoull (number, NULL, 10) : 0,
             ka_xml_flag (attributes, "hidden"));
  sheet->row_depth = ka_xml_is_prefixed (xml) ? 0 : ka_xml_get_depth (xml);
  ka_xml_expect_plain (xml);
}

static void
begin_cell (Sheet *sheet)
{
  sheet->type[0] = '\0';
  sheet->style = KA_STYLE_PLAIN;
  sheet->formula = sheet->has_inline = FALSE;
  sheet->column = sheet->next_column;
  g_string_truncate (sheet->value, 0);
}

/* The value ends with a NUL or with its quotation mark. */
static void
take_attribute (Sheet *sheet, KaXml *xml, char name, const char *value, gsize len)
{
  guint row;

  if (name == 'r' && parse_reference (value, &sheet->column, &row) == NULL)
    fail (xml, KA_ERROR_FORMAT, _ ("表格里有无法理解的单元格位置，文件已损坏，没有读入。"));
  else if (name == 't')
    {
      len = MIN (len, sizeof sheet->type - 1);
      memcpy (sheet->type, value, len);
      sheet->type[len] = '\0';
    }
  else if (name == 's')
    {
      guint style = parse_index (value, len);

      if (sheet->styles != NULL && style < sheet->styles->len)
        sheet->style = sheet->styles->data[style];
    }
}

static void
place_cell (Sheet *sheet, KaXml *xml)
{
  if (sheet->column >= KA_MAX_COLUMNS)
    {
      fail (xml, KA_ERROR_FORMAT, _ ("表格的列数超出 16384，文件已损坏，没有读入。"));
      return;
    }
  if (sheet->next_row == 0)
    {
      /* A cell outside any row: a library that forgot it. */
      ka_grid_begin_row (sheet->grid, 0, FALSE);
      sheet->next_row = 1;
    }
  sheet->next_column = sheet->column + 1;
  sheet->in_cell = TRUE;
}

static void
start_cell (Sheet *sheet, KaXml *xml, const char **attributes)
{
  begin_cell (sheet);
  for (; attributes[0] != NULL; attributes += 2)
    if (attributes[0][1] == '\0')
      take_attribute (sheet, xml, attributes[0][0], attributes[1], strlen (attributes[1]));
  place_cell (sheet, xml);
}

static void
add_merge (Sheet *sheet, const char **attributes)
{
  const char *ref = ka_xml_attribute (attributes, "ref");
  KaMerge merge;
  guint n;

  if (ref == NULL)
    return;
  ref = parse_reference (ref, &merge.column, &merge.row);
  if (ref == NULL || *ref != ':'
      || parse_reference (ref + 1, &merge.last_column, &merge.last_row) == NULL)
    return;
  if (merge.last_row < merge.row || merge.last_column < merge.column)
    return;
  ka_grid_get_merges (sheet->grid, &n);
  if (n < KA_MAX_MERGES)
    ka_grid_add_merge (sheet->grid, &merge);
}

static void
hide_columns (Sheet *sheet, const char **attributes)
{
  const char *first = ka_xml_attribute (attributes, "min");
  const char *last = ka_xml_attribute (attributes, "max");
  guint64 from = first ? g_ascii_strtoull (first, NULL, 10) : 0;
  guint64 to = last ? g_ascii_strtoull (last, NULL, 10) : from;

  if (ka_xml_flag (attributes, "hidden") && from > 0 && to >= from && to <= KA_MAX_COLUMNS)
    ka_grid_hide_columns (sheet->grid, from - 1, to - 1);
}

static void
on_start (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  Sheet *sheet = data;

  if (name[1] == '\0')
    {
      if (name[0] == 'c')
        start_cell (sheet, xml, attributes);
      else if (!sheet->in_cell)
        return;
      else if (name[0] == 'v')
        sheet->in_value = TRUE;
      else if (name[0] == 'f')
        sheet->formula = TRUE;
      else if (name[0] == 't')
        sheet->in_value = sheet->in_inline && !sheet->in_reading;
    }
  else if (strcmp (name, "row") == 0)
    start_row (sheet, xml, attributes);
  else if (strcmp (name, "is") == 0)
    {
      sheet->in_inline = sheet->has_inline = sheet->in_cell;
      g_string_truncate (sheet->text, 0);
    }
  else if (strcmp (name, "rPh") == 0)
    sheet->in_reading = TRUE;
  else if (strcmp (name, "mergeCell") == 0)
    add_merge (sheet, attributes);
  else if (strcmp (name, "col") == 0)
    hide_columns (sheet, attributes);
}

static void
on_text (KaXml *xml, const char *text, gsize len, gpointer data)
{
  Sheet *sheet = data;
  GString *into = sheet->in_inline ? sheet->text : sheet->value;

  if (!sheet->in_value)
    return;
  g_string_append_len (into, text, len);
  if (into->len > 4 * KA_MAX_CELL_CHARS)
    fail (xml, KA_ERROR_TOO_LARGE,
          _ ("文件里有超过 32767 个字的单元格，不是正常的表格文件，没有读入。"));
}

/* t="d": 2021-01-01, 2021-01-01T10:10:10, 10:10:10 */
static void
add_iso (Sheet *sheet, const char *text)
{
  gsize len = strlen (text);
  g_autofree char *time = NULL;

  if (len >= 16 && text[4] == '-' && text[10] == 'T' && strncmp (text + 11, "00:00:00", 8) != 0)
    {
      time = g_strndup (text, 16);
      ka_grid_add_cell (sheet->grid, sheet->column, KA_CELL_TIME, time, 16, sheet->formula);
    }
  else if (len >= 10 && text[4] == '-' && text[7] == '-')
    ka_grid_add_cell (sheet->grid, sheet->column, KA_CELL_DATE, text, 10, sheet->formula);
  else
    ka_grid_add_cell (sheet->grid, sheet->column, KA_CELL_TEXT, text, len, sheet->formula);
}

static void
add_shared (Sheet *sheet, KaXml *xml)
{
  const char *text = sheet->value->str;
  char *end = NULL;
  guint64 string = parse_index (text, sheet->value->len);

  if (sheet->value->len == 0)
    return;
  /* Blanks may stand around it. */
  if (string == G_MAXUINT)
    string = g_ascii_strtoull (text, &end, 10);
  if (end == text || string >= sheet->n_strings)
    fail (xml, KA_ERROR_FORMAT,
          _ ("表格里引用了不存在的文字，文件已损坏，没有读入；请取得完好的文件再试。"));
  else
    ka_grid_add_shared (sheet->grid, sheet->column, string, sheet->formula);
}

static void
end_cell (Sheet *sheet, KaXml *xml)
{
  GString *text = sheet->has_inline ? sheet->text : sheet->value;
  GError *error = NULL;

  sheet->in_cell = FALSE;
  if (text->len == 0)
    {
      sheet->without_value += sheet->formula && strcmp (sheet->type, "str") != 0;
      return;
    }
  if (sheet->type[0] == 's' && sheet->type[1] == '\0')
    add_shared (sheet, xml);
  else if (sheet->type[0] == '\0' || strcmp (sheet->type, "n") == 0)
    ka_xlsx_add_number (sheet->grid, sheet->column, text->str, text->len, sheet->style,
                        sheet->formula);
  else if (strcmp (sheet->type, "b") == 0)
    ka_grid_add_cell (
      sheet->grid, sheet->column, KA_CELL_BOOLEAN,
      g_ascii_strcasecmp (text->str, "true") == 0 || strcmp (text->str, "1") == 0 ? "1" : "0", 1,
      sheet->formula);
  else if (strcmp (sheet->type, "e") == 0)
    ka_grid_add_cell (sheet->grid, sheet->column, KA_CELL_ERROR, text->str, text->len,
                      sheet->formula);
  else if (strcmp (sheet->type, "d") == 0)
    add_iso (sheet, text->str);
  else
    ka_grid_add_cell (sheet->grid, sheet->column, KA_CELL_TEXT, text->str,
                      ka_xlsx_unescape (text->str, text->len), sheet->formula);
  if (++sheet->cells == 4096)
    {
      sheet->cells = 0;
      if (!ka_book_check_size (sheet->book, &error))
        ka_xml_take_error (xml, error);
    }
}

static void
on_end (KaXml *xml, const char *name, gpointer data)
{
  Sheet *sheet = data;

  if (name[1] == '\0')
    {
      if (name[0] == 'v' || name[0] == 't')
        sheet->in_value = FALSE;
      else if (name[0] == 'c' && sheet->in_cell)
        {
          end_cell (sheet, xml);
          ka_xml_expect_plain (xml);
        }
    }
  else if (strcmp (name, "is") == 0)
    sheet->in_inline = FALSE;
  else if (strcmp (name, "rPh") == 0)
    sheet->in_reading = FALSE;
  else if (strcmp (name, "row") == 0)
    sheet->row_depth = 0;
}

/* ---- cells and rows as nearly all are: <c r="B7" s="2" t="s"><v>31</v></c>, </row><row r="8" spans="1:20"> ---- */

/* Each of r, s and t at most once; *end: behind the last. */
static const char *
take_plain_attributes (Sheet *sheet, KaXml *xml, const char *at, const char *end)
{
  static const char names[] = "rst";
  guint seen = 0;

  while (end - at > 4 && *at == ' ')
    {
      const char *name = memchr (names, at[1], strlen (names)), *value = at + 4;

      if (name == NULL || at[2] != '=' || at[3] != '"' || (seen & 1u << (name - names)))
        return NULL;
      seen |= 1u << (name - names);
      for (at = value; at < end && g_ascii_isalnum (*at); at++)
        ;
      if (at == end || *at != '"')
        return NULL;
      take_attribute (sheet, xml, *name, value, at - value);
      at++;
    }
  return at;
}

static const char *
take_plain_text (KaXml *xml, GString *text, const char *at, const char *end)
{
  const char *stop = at != NULL ? ka_xml_plain_text (xml, at, end) : NULL;

  if (stop == NULL || stop - at > 4 * KA_MAX_CELL_CHARS)
    return NULL;
  g_string_truncate (text, 0);
  g_string_append_len (text, at, stop - at);
  return stop;
}

/* Behind the cell; NULL where it is not of this form, or not all of it is there. */
static const char *
take_plain_cell (Sheet *sheet, KaXml *xml, const char *at, const char *end)
{
  const char *inside;

  begin_cell (sheet);
  at = ka_xml_skip (at, end, "<c");
  at = at != NULL ? take_plain_attributes (sheet, xml, at, end) : NULL;
  if ((inside = ka_xml_skip (at, end, "><v>")) != NULL)
    at = ka_xml_skip (take_plain_text (xml, sheet->value, inside, end), end, "</v></c>");
  else if ((inside = ka_xml_skip (at, end, "><is><t>")) != NULL
           || (inside = ka_xml_skip (at, end, "><is><t xml:space=\"preserve\">")) != NULL)
    {
      sheet->has_inline = TRUE;
      at = ka_xml_skip (take_plain_text (xml, sheet->text, inside, end), end, "</t></is></c>");
    }
  else
    at = ka_xml_skip (at, end, "/>");
  return at;
}

typedef struct
{
  const char *name, *value;
  gsize name_len, value_len;
} Attribute;

/* The next one, behind a blank, if it is of letters, digits and what stands between them. */
static const char *
take_attribute_of_row (const char *at, const char *end, Attribute *out)
{
  out->name = ++at;
  while (at < end
         && (g_ascii_isalpha (*at) || (at > out->name && g_ascii_isalnum (*at))
             || (at > out->name && *at == ':')))
    at++;
  out->name_len = at - out->name;
  at = out->name_len > 0 && at[-1] != ':' ? ka_xml_skip (at, end, "=\"") : NULL;
  if (at == NULL)
    return NULL;
  out->value = at;
  while (at < end
         && (g_ascii_isalnum (*at) || *at == '.' || *at == ':' || *at == '-' || *at == ' '))
    at++;
  out->value_len = at - out->value;
  return ka_xml_skip (at, end, "\"");
}

static gboolean
is_named (const Attribute *attribute, const char *name, gsize len)
{
  return attribute->name_len == len && memcmp (attribute->name, name, len) == 0;
}

static gboolean
ends_in (const Attribute *attribute, const char *name)
{
  gsize len = strlen (name);

  return attribute->name_len >= len
         && memcmp (attribute->name + attribute->name_len - len, name, len) == 0;
}

/* From the end of a row to behind the beginning of the next; NULL where they are not of this form. */
static const char *
take_plain_row (Sheet *sheet, KaXml *xml, const char *at, const char *end)
{
  Attribute attributes[MAX_ROW_ATTRIBUTES];
  guint n = 0, row = 0;

  if (sheet->row_depth == 0 || sheet->row_depth != ka_xml_get_depth (xml))
    return NULL;
  at = ka_xml_skip (at, end, "</row><row");
  for (; at != NULL && at < end && *at == ' '; n++)
    {
      Attribute *attribute = &attributes[n];

      if (n == MAX_ROW_ATTRIBUTES || (at = take_attribute_of_row (at, end, attribute)) == NULL)
        return NULL;
      for (guint i = 0; i < n; i++)
        if (is_named (attribute, attributes[i].name, attributes[i].name_len))
          return NULL;
      /* Hidden ones are few; of x:r what is behind the prefix is looked up too. */
      if (ends_in (attribute, "hidden") || ends_in (attribute, ":r"))
        return NULL;
      if (is_named (attribute, "r", 1))
        row = parse_index (attribute->value, attribute->value_len);
    }
  at = ka_xml_skip (at, end, ">");
  if (at == NULL || row == G_MAXUINT)
    return NULL;
  begin_row (sheet, xml, row, FALSE);
  return at;
}

static gsize
on_plain (KaXml *xml, const char *bytes, gsize len, gpointer data)
{
  Sheet *sheet = data;
  const char *end = bytes + len, *at = bytes, *behind;

  while (!ka_xml_has_failed (xml))
    {
      if ((behind = take_plain_cell (sheet, xml, at, end)) != NULL)
        {
          place_cell (sheet, xml);
          if (!ka_xml_has_failed (xml))
            end_cell (sheet, xml);
        }
      else if ((behind = take_plain_row (sheet, xml, at, end)) == NULL)
        break;
      at = behind;
    }
  return at - bytes;
}

gboolean
ka_xlsx_read_sheet (KaPackage *package,
                    const char *part,
                    KaGrid *grid,
                    GByteArray *styles,
                    guint n_strings,
                    KaXlsxProgress *progress,
                    GError **error)
{
  static const KaXmlHandler handler = { on_start, on_end, on_text, "<c ", on_plain };
  Sheet sheet = { .grid = grid,
                  .book = ka_grid_get_book (grid),
                  .styles = styles,
                  .n_strings = n_strings,
                  .value = g_string_new (NULL),
                  .text = g_string_new (NULL) };
  gboolean ok = ka_xml_read_part (package, part, &handler, &sheet, progress, error);

  if (ok && sheet.without_value > 0)
    ka_book_take_note (
      sheet.book,
      g_strdup_printf (
        _ (
          "工作表“%s”有 %u 个公式没有保存计算结果，按空格读入；请用 Excel 或 WPS 打开文件，保存后再导入。"),
        ka_grid_get_name (grid), sheet.without_value));
  g_string_free (sheet.value, TRUE);
  g_string_free (sheet.text, TRUE);
  return ok;
}
