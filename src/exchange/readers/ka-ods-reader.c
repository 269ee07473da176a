/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xlsx-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* OpenDocument spreadsheets (ODF 1.2, part 1, 9): one content.xml holds all sheets; empty rows and cells
 * are written as a count of repetitions, which may run to the end of the sheet. */

/* A filled row or cell is repeated by hand a few times; thousands of them are a trap. */
#define MAX_REPEATED 10000u

typedef enum
{
  VALUE_NONE,
  VALUE_TEXT,
  VALUE_NUMBER,
  VALUE_DATE,
  VALUE_CLOCK,
  VALUE_BOOLEAN,
  VALUE_ERROR,
} ValueType;

/* A cell of the row being read; rows are kept until they end, as they may be repeated. */
typedef struct
{
  guint column;
  ValueType type;
  gboolean formula;
  char *text;
} OdsCell;

typedef struct
{
  KaBook *book;
  KaGrid *grid;          /* the sheet being read, or NULL */
  GHashTable *invisible; /* names of table styles that are not displayed */
  char *style;           /* the table style being read */
  guint row, column;     /* where the reading stands */
  guint row_repeat, cell_repeat;
  gboolean row_hidden;
  GArray *cells; /* OdsCell of the row */
  guint aside;   /* depth within what is no value: notes, drawings, phonetic readings */
  guint in_cell;
  guint paragraphs;
  OdsCell cell;
  GString *text;
  gboolean has_value;   /* the cell's value stands in an attribute */
  gboolean spreadsheet; /* its body is one; texts and slides may hold tables too */
} Ods;

static void
clear_cell (gpointer data)
{
  g_clear_pointer (&((OdsCell *)data)->text, g_free);
}

static guint
read_count (const char **attributes, const char *name)
{
  const char *text = ka_xml_attribute (attributes, name);
  guint64 count = text ? g_ascii_strtoull (text, NULL, 10) : 1;

  return (guint)CLAMP (count, 1, KA_MAX_ROWS);
}

/* ---- values ---- */

static ValueType
type_of_value (const char *type)
{
  if (type == NULL)
    return VALUE_NONE;
  if (strcmp (type, "float") == 0 || strcmp (type, "percentage") == 0
      || strcmp (type, "currency") == 0)
    return VALUE_NUMBER;
  if (strcmp (type, "date") == 0)
    return VALUE_DATE;
  if (strcmp (type, "time") == 0)
    return VALUE_CLOCK;
  if (strcmp (type, "boolean") == 0)
    return VALUE_BOOLEAN;
  return VALUE_TEXT;
}

/* PT15H20M00S → 15:20 */
static char *
format_clock (const char *duration)
{
  guint hours = 0, minutes = 0;

  if (sscanf (duration, "PT%uH%uM", &hours, &minutes) != 2 || hours > 9999 || minutes > 59)
    return g_strdup (duration);
  return g_strdup_printf ("%02u:%02u", hours, minutes);
}

static void
begin_cell (Ods *ods, const char **attributes)
{
  const char *shown = ka_xml_attribute (attributes, "value-type");
  const char *value = NULL;

  ods->cell = (OdsCell){ .column = ods->column, .type = type_of_value (shown) };
  ods->cell.formula = ka_xml_attribute (attributes, "formula") != NULL;
  ods->cell_repeat = read_count (attributes, "number-columns-repeated");
  ods->paragraphs = 0;
  g_string_truncate (ods->text, 0);
  switch (ods->cell.type)
    {
    case VALUE_NUMBER:
      value = ka_xml_attribute (attributes, "value");
      break;
    case VALUE_DATE:
      value = ka_xml_attribute (attributes, "date-value");
      break;
    case VALUE_BOOLEAN:
      value = ka_xml_attribute (attributes, "boolean-value");
      break;
    case VALUE_CLOCK:
      value = ka_xml_attribute (attributes, "time-value");
      break;
    case VALUE_TEXT:
      value = ka_xml_attribute (attributes, "string-value");
      break;
    default:
      break;
    }
  /* An error has an empty value; what it is called stands in its paragraph. */
  ods->has_value = value != NULL && *value != '\0';
  if (ods->has_value)
    g_string_append (ods->text, value);
  else if (ods->cell.type != VALUE_NONE)
    ods->cell.type = VALUE_TEXT;
}

static void
add_merge (Ods *ods, const char **attributes)
{
  guint columns = MIN (read_count (attributes, "number-columns-spanned"), KA_MAX_COLUMNS);
  guint rows = read_count (attributes, "number-rows-spanned");
  KaMerge merge = { ods->row, ods->column, ods->row + rows - 1, ods->column + columns - 1 };

  if ((columns > 1 || rows > 1) && merge.last_row < KA_MAX_ROWS
      && merge.last_column < KA_MAX_COLUMNS)
    ka_grid_add_merge (ods->grid, &merge);
}

/* LibreOffice writes an error as text with an empty or zero value; only its words tell. */
static gboolean
is_error_text (const char *text)
{
  static const char *const errors[]
    = { "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!" };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (strcmp (text, errors[i]) == 0)
      return TRUE;
  return g_str_has_prefix (text, "Err:5");
}

static void
end_cell (Ods *ods)
{
  guint repeat = ods->cell_repeat;

  if (ods->cell.type != VALUE_NONE && ods->text->len > 0)
    {
      ods->cell.text = ods->cell.type == VALUE_CLOCK ? format_clock (ods->text->str)
                                                     : g_strndup (ods->text->str, ods->text->len);
      if (ods->cell.formula && is_error_text (ods->cell.text))
        ods->cell.type = VALUE_ERROR;
      for (guint i = 0; i < MIN (repeat, MAX_REPEATED) && ods->column + i < KA_MAX_COLUMNS; i++)
        {
          OdsCell cell = ods->cell;

          cell.column = ods->column + i;
          cell.text = g_strdup (ods->cell.text);
          g_array_append_val (ods->cells, cell);
        }
      g_clear_pointer (&ods->cell.text, g_free);
    }
  ods->column = MIN (ods->column + repeat, KA_MAX_COLUMNS);
}

static void
emit_cell (Ods *ods, const OdsCell *cell)
{
  const char *text = cell->text;

  switch (cell->type)
    {
    case VALUE_NUMBER:
      ka_xlsx_add_number (ods->grid, cell->column, text, strlen (text), KA_STYLE_PLAIN,
                          cell->formula);
      break;
    case VALUE_DATE:
      /* 2025-03-05, 2025-03-05T10:20:30.5 */
      if (strlen (text) >= 16 && text[10] == 'T')
        ka_grid_add_cell (ods->grid, cell->column, KA_CELL_TIME, text, 16, cell->formula);
      else
        ka_grid_add_cell (ods->grid, cell->column, KA_CELL_DATE, text, MIN (strlen (text), 10),
                          cell->formula);
      break;
    case VALUE_BOOLEAN:
      ka_grid_add_cell (ods->grid, cell->column, KA_CELL_BOOLEAN,
                        strcmp (text, "true") == 0 ? "1" : "0", 1, cell->formula);
      break;
    case VALUE_ERROR:
      ka_grid_add_cell (ods->grid, cell->column, KA_CELL_ERROR, text, -1, cell->formula);
      break;
    default:
      ka_grid_add_shared (ods->grid, cell->column, ka_book_add_string (ods->book, text, -1),
                          cell->formula);
      break;
    }
}

/* Repetitions multiply: the size is looked at with every row. */
static gboolean
end_row (Ods *ods, GError **error)
{
  guint repeat = MIN (ods->row_repeat, KA_MAX_ROWS - ods->row);
  gboolean fits = TRUE;

  if (ods->cells->len > 0)
    for (guint i = 0; fits && i < MIN (repeat, MAX_REPEATED); i++)
      {
        ka_grid_begin_row (ods->grid, ods->row + i, ods->row_hidden);
        for (guint c = 0; c < ods->cells->len; c++)
          emit_cell (ods, &g_array_index (ods->cells, OdsCell, c));
        fits = ka_book_check_size (ods->book, error);
      }
  g_array_set_size (ods->cells, 0);
  ods->row += repeat;
  return fits && ka_book_check_size (ods->book, error);
}

/* ---- elements ---- */

static gboolean
is_aside (const char *name)
{
  static const char *const names[]
    = { "annotation", "shapes",  "frame",   "custom-shape", "ruby-text", "line",
        "rect",       "ellipse", "control", "connector",    "polygon",   "path",
        "detective",  "g",       "note" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
start_sheet (Ods *ods, const char **attributes)
{
  const char *name = ka_xml_attribute (attributes, "name");
  const char *style = ka_xml_attribute (attributes, "style-name");
  gboolean hidden = style != NULL && g_hash_table_contains (ods->invisible, style);

  ods->grid
    = ka_book_add_sheet (ods->book, name ? name : "", hidden ? KA_SHEET_HIDDEN : KA_SHEET_VISIBLE);
  ods->row = ods->column = 0;
}

static void
start_column (Ods *ods, const char **attributes)
{
  const char *visibility = ka_xml_attribute (attributes, "visibility");
  guint repeat = MIN (read_count (attributes, "number-columns-repeated"), KA_MAX_COLUMNS);

  if (g_strcmp0 (visibility, "collapse") == 0 && ods->column + repeat <= KA_MAX_COLUMNS)
    ka_grid_hide_columns (ods->grid, ods->column, ods->column + repeat - 1);
  ods->column = MIN (ods->column + repeat, KA_MAX_COLUMNS);
}

static void
start_in_cell (Ods *ods, const char *name, const char **attributes)
{
  if (ods->has_value && ods->cell.type != VALUE_TEXT)
    return;
  if (strcmp (name, "p") == 0)
    {
      if (ods->cell.type == VALUE_NONE)
        ods->cell.type = VALUE_TEXT;
      if (ods->paragraphs++ > 0 && !ods->has_value)
        g_string_append_c (ods->text, '\n');
    }
  else if (ods->has_value)
    return;
  else if (strcmp (name, "s") == 0)
    for (guint n = MIN (read_count (attributes, "c"), 1000); n > 0; n--)
      g_string_append_c (ods->text, ' ');
  else if (strcmp (name, "tab") == 0)
    g_string_append_c (ods->text, '\t');
  else if (strcmp (name, "line-break") == 0)
    g_string_append_c (ods->text, '\n');
}

static void
on_start (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  Ods *ods = data;

  if (ods->aside > 0 || (ods->grid != NULL && is_aside (name)))
    {
      if (ods->aside++ == 0 && strcmp (name, "annotation") == 0)
        ka_book_set_comments (ods->book);
    }
  else if (ods->in_cell > 0)
    {
      ods->in_cell++;
      start_in_cell (ods, name, attributes);
    }
  else if (strcmp (name, "style") == 0)
    {
      g_free (ods->style);
      ods->style = g_strdup (ka_xml_attribute (attributes, "name"));
    }
  else if (strcmp (name, "table-properties") == 0)
    {
      if (g_strcmp0 (ka_xml_attribute (attributes, "display"), "false") == 0 && ods->style != NULL)
        g_hash_table_add (ods->invisible, g_strdup (ods->style));
    }
  else if (strcmp (name, "spreadsheet") == 0)
    ods->spreadsheet = TRUE;
  else if (strcmp (name, "table") == 0 && ods->spreadsheet)
    start_sheet (ods, attributes);
  else if (ods->grid == NULL)
    return;
  else if (strcmp (name, "table-column") == 0)
    start_column (ods, attributes);
  else if (strcmp (name, "table-row") == 0)
    {
      const char *visibility = ka_xml_attribute (attributes, "visibility");

      ods->column = 0;
      ods->row_repeat = read_count (attributes, "number-rows-repeated");
      ods->row_hidden = visibility != NULL && strcmp (visibility, "visible") != 0;
    }
  else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
    {
      ods->in_cell = 1;
      begin_cell (ods, attributes);
      add_merge (ods, attributes);
    }
}

static void
on_end (KaXml *xml, const char *name, gpointer data)
{
  Ods *ods = data;

  if (ods->aside > 0)
    ods->aside--;
  else if (ods->in_cell > 0)
    {
      if (--ods->in_cell == 0)
        end_cell (ods);
    }
  else if (ods->grid == NULL)
    return;
  else if (strcmp (name, "table-row") == 0)
    {
      GError *error = NULL;

      if (!end_row (ods, &error))
        ka_xml_take_error (xml, error);
    }
  else if (strcmp (name, "table") == 0)
    ods->grid = NULL;
}

static void
on_text (KaXml *xml, const char *text, gsize len, gpointer data)
{
  Ods *ods = data;

  if (ods->aside == 0 && ods->in_cell > 1 && !ods->has_value && ods->paragraphs > 0)
    g_string_append_len (ods->text, text, (gssize)len);
}

/* ---- the package ---- */

/* The manifest names a key for each part of a protected document. */
static void
on_manifest_start (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  if (strcmp (name, "encryption-data") == 0)
    *(gboolean *)data = TRUE;
}

static void
on_manifest_end (KaXml *xml, const char *name, gpointer data)
{
}

static gboolean
check_open (KaPackage *package, KaXlsxProgress *progress, GError **error)
{
  static const KaXmlHandler handler = { .start = on_manifest_start, .end = on_manifest_end };
  gboolean encrypted = FALSE;

  if (ka_package_has (package, "META-INF/manifest.xml"))
    ka_xml_read_part (package, "META-INF/manifest.xml", &handler, &encrypted, progress, NULL);
  if (encrypted)
    g_set_error_literal (
      error, KA_ERROR, KA_ERROR_ENCRYPTED,
      _ ("文件设有打开密码，不能读取；请用 Excel 或 WPS 去掉密码后另存，再导入。"));
  return !encrypted;
}

KaBook *
ka_ods_read (const char *path,
             KaProgress progress,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  static const KaXmlHandler handler = { .start = on_start, .end = on_end, .text = on_text };
  g_autoptr (KaPackage) package = ka_package_open (path, error);
  g_autoptr (KaBook) book = ka_book_new ("ods");
  KaXlsxProgress state = { progress, data, cancellable, 0, 0 };
  Ods ods = { .book = book };
  gboolean ok;

  if (package == NULL || !check_open (package, &state, error))
    return NULL;
  state.total = ka_package_get_size (package, "content.xml");
  state.done = 0;
  ods.invisible = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ods.cells = g_array_new (FALSE, FALSE, sizeof (OdsCell));
  g_array_set_clear_func (ods.cells, clear_cell);
  ods.text = g_string_new (NULL);
  ok = ka_xml_read_part (package, "content.xml", &handler, &ods, &state, error);
  g_hash_table_unref (ods.invisible);
  g_array_unref (ods.cells);
  g_string_free (ods.text, TRUE);
  g_free (ods.style);
  g_free (ods.cell.text);
  if (ok && !ka_package_is_complete (package))
    ka_book_take_note (
      book,
      g_strdup (_ (
        "文件末尾缺失（可能没有下载或拷贝完整），已读出的内容可能不全；请核对，最好取得完好的文件再导入。")));
  if (ok && ka_book_get_n_sheets (book) == 0)
    {
      g_set_error_literal (
        error, KA_ERROR, KA_ERROR_FORMAT,
        _ ("这个 OpenDocument 文件不是表格；请选择 xlsx、xls、ods 或 csv 文件。"));
      ok = FALSE;
    }
  return ok ? g_steal_pointer (&book) : NULL;
}
