/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-csv-private.h"
#include "ka-xlsx-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Excel 2003's XML spreadsheets (urn:schemas-microsoft-com:office:spreadsheet): one text that holds all
 * sheets. Libraries that make workbooks without Excel still write them, mostly under the name of .xls. */

typedef struct
{
  KaBook *book;
  KaGrid *grid; /* the sheet being read, or NULL */
  guint row, column;
  guint columns; /* described so far */
  gboolean in_data;
  gboolean has_data;
  gboolean formula;
  guint n_merges;
  guint across, down; /* places that the cell is merged over */
  KaCellType type;
  gboolean is_date;
  GString *text;
} Xml;

static guint
read_count (const char **attributes, const char *name, guint otherwise)
{
  const char *text = ka_xml_attribute (attributes, name);

  return text != NULL ? (guint)MIN (g_ascii_strtoull (text, NULL, 10), KA_MAX_ROWS) : otherwise;
}

static void
refuse_size (KaXml *xml)
{
  ka_xml_take_error (
    xml, g_error_new_literal (KA_ERROR, KA_ERROR_TOO_LARGE,
                              _ ("文件超过 1048576 行或 16384 列，不像一份台账，没有读入。")));
}

static void
start_sheet (Xml *self, KaXml *xml, const char **attributes)
{
  const char *name = ka_xml_attribute (attributes, "Name");

  if (ka_book_get_n_sheets (self->book) >= KA_MAX_SHEETS)
    {
      refuse_size (xml);
      return;
    }
  self->grid = ka_book_add_sheet (self->book, name != NULL ? name : "", KA_SHEET_VISIBLE);
  self->row = 0;
  self->columns = 0;
}

static void
start_column (Xml *self, const char **attributes)
{
  guint first = read_count (attributes, "Index", self->columns + 1);
  guint span = read_count (attributes, "Span", 0);

  first = CLAMP (first, 1, KA_MAX_COLUMNS) - 1;
  self->columns = MIN (first + span + 1, KA_MAX_COLUMNS);
  if (ka_xml_flag (attributes, "Hidden"))
    ka_grid_hide_columns (self->grid, first, self->columns - 1);
}

/* Rows and cells are counted on where they have no number of their own; a number below is none. */
static gboolean
start_row (Xml *self, KaXml *xml, const char **attributes)
{
  guint number = read_count (attributes, "Index", self->row + 1);

  self->row = MAX (number, self->row + 1);
  self->column = 0;
  if (self->row > KA_MAX_ROWS)
    {
      refuse_size (xml);
      return FALSE;
    }
  ka_grid_begin_row (self->grid, self->row - 1, ka_xml_flag (attributes, "Hidden"));
  return TRUE;
}

static void
start_cell (Xml *self, KaXml *xml, const char **attributes)
{
  guint number = read_count (attributes, "Index", self->column + 1);

  self->column = MAX (number, self->column + 1);
  self->across = MIN (read_count (attributes, "MergeAcross", 0), KA_MAX_COLUMNS);
  self->down = MIN (read_count (attributes, "MergeDown", 0), KA_MAX_ROWS - self->row);
  self->formula = ka_xml_attribute (attributes, "Formula") != NULL;
  self->has_data = FALSE;
  g_string_truncate (self->text, 0);
  if (self->column + self->across > KA_MAX_COLUMNS)
    refuse_size (xml);
}

static void
start_data (Xml *self, const char **attributes)
{
  const char *type = ka_xml_attribute (attributes, "Type");

  self->in_data = self->has_data = TRUE;
  self->is_date = g_strcmp0 (type, "DateTime") == 0;
  self->type = KA_CELL_TEXT;
  if (g_strcmp0 (type, "Number") == 0)
    self->type = KA_CELL_NUMBER;
  else if (g_strcmp0 (type, "Boolean") == 0)
    self->type = KA_CELL_BOOLEAN;
  else if (g_strcmp0 (type, "Error") == 0)
    self->type = KA_CELL_ERROR;
}

/* 2025-03-07T00:00:00.000 */
static void
read_date (Xml *self)
{
  gsize len = self->text->len;

  if (len < strlen ("2025-03-07") || strspn (self->text->str, "0123456789-") != 10)
    return;
  if (len < strlen ("2025-03-07T00:00") || g_str_has_prefix (self->text->str + 10, "T00:00"))
    {
      self->type = KA_CELL_DATE;
      g_string_truncate (self->text, 10);
    }
  else
    {
      self->type = KA_CELL_TIME;
      g_string_truncate (self->text, strlen ("2025-03-07T00:00"));
    }
}

static void
end_cell (Xml *self, KaXml *xml)
{
  GError *error = NULL;

  if (self->is_date && self->has_data)
    read_date (self);
  if (self->has_data && self->text->len > 0)
    ka_grid_add_cell (self->grid, self->column - 1, self->type, self->text->str,
                      (gssize)self->text->len, self->formula);
  if ((self->across > 0 || self->down > 0) && self->n_merges++ < KA_MAX_MERGES)
    ka_grid_add_merge (self->grid,
                       &(KaMerge){ self->row - 1, self->column - 1, self->row - 1 + self->down,
                                   self->column - 1 + self->across });
  self->column += self->across;
  if (!ka_book_check_size (self->book, &error))
    ka_xml_take_error (xml, error);
}

static void
on_start (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  Xml *self = data;

  if (strcmp (name, "Worksheet") == 0)
    start_sheet (self, xml, attributes);
  else if (self->grid == NULL || self->in_data)
    return;
  else if (strcmp (name, "Column") == 0)
    start_column (self, attributes);
  else if (strcmp (name, "Row") == 0)
    start_row (self, xml, attributes);
  else if (strcmp (name, "Cell") == 0 && self->row > 0)
    start_cell (self, xml, attributes);
  else if (strcmp (name, "Data") == 0 && self->column > 0)
    start_data (self, attributes);
}

static void
on_end (KaXml *xml, const char *name, gpointer data)
{
  Xml *self = data;

  if (strcmp (name, "Data") == 0)
    self->in_data = FALSE;
  else if (self->grid == NULL || self->in_data)
    return;
  else if (strcmp (name, "Cell") == 0 && self->column > 0)
    end_cell (self, xml);
  else if (strcmp (name, "Worksheet") == 0)
    self->grid = NULL;
}

static void
on_text (KaXml *xml, const char *text, gsize len, gpointer data)
{
  Xml *self = data;

  if (self->in_data && self->text->len <= 4 * KA_MAX_CELL_CHARS)
    g_string_append_len (self->text, text, (gssize)len);
}

KaBook *
ka_xml_read (const char *path,
             KaProgress progress,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  static const KaXmlHandler handler = { .start = on_start, .end = on_end, .text = on_text };
  g_autoptr (KaBook) book = ka_book_new ("xml");
  g_auto (KaCsvText) text = { 0 };
  g_auto (KaCsvFile) file = { 0 };
  KaXlsxProgress state = { progress, data, cancellable, 0, 0 };
  Xml self = { .book = book };
  gboolean ok;

  if (!ka_csv_file_open (&file, path, error) || !ka_csv_file_decode (&file, &text, book, error))
    return NULL;
  state.total = text.input.len;
  self.text = g_string_new (NULL);
  ok
    = ka_xml_read_text (text.input.text, text.input.len, file.name, &handler, &self, &state, error);
  g_string_free (self.text, TRUE);
  return ok ? g_steal_pointer (&book) : NULL;
}
