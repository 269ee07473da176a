/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdarg.h>

#include "ka-table.h"

typedef struct
{
  char *heading;
  double width;
  KaAlign align;
  gboolean grouped;
} Column;

typedef struct
{
  KaRowKind kind;
  char **cells; /* as many as there are columns */
} Row;

struct _KaTable
{
  gatomicrefcount refs;
  char *title;
  char *unit;
  char *note;
  GArray *columns; /* Column */
  GArray *rows;    /* Row */
};

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->heading);
}

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_strfreev (row->cells);
}

/* Texts as given may not even be UTF-8; from here on they are. */
static char *
take_text (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

KaTable *
ka_table_new (const char *title)
{
  KaTable *self = g_new0 (KaTable, 1);

  g_atomic_ref_count_init (&self->refs);
  self->title = take_text (title);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
  return self;
}

KaTable *
ka_table_ref (KaTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
ka_table_unref (KaTable *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_free (self->title);
  g_free (self->unit);
  g_free (self->note);
  g_free (self);
}

void
ka_table_add_column (KaTable *self, const char *heading, double width, KaAlign align)
{
  Column column = { take_text (heading != NULL ? heading : ""), width, align, FALSE };

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->rows->len == 0);

  g_array_append_val (self->columns, column);
}

void
ka_table_set_unit (KaTable *self, const char *unit)
{
  g_return_if_fail (self != NULL);

  g_free (self->unit);
  self->unit = take_text (unit);
}

void
ka_table_set_note (KaTable *self, const char *note)
{
  g_return_if_fail (self != NULL);

  g_free (self->note);
  self->note = take_text (note);
}

void
ka_table_set_grouped (KaTable *self, guint column, gboolean grouped)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (column < self->columns->len);

  g_array_index (self->columns, Column, column).grouped = grouped;
}

void
ka_table_add_row (KaTable *self, KaRowKind kind, const char *const *cells)
{
  Row row = { kind, NULL };
  gboolean ended = FALSE;

  g_return_if_fail (self != NULL);

  row.cells = g_new0 (char *, self->columns->len + 1);
  for (guint i = 0; i < self->columns->len; i++)
    {
      ended = ended || cells == NULL || cells[i] == NULL;
      row.cells[i] = take_text (ended ? "" : cells[i]);
    }
  g_array_append_val (self->rows, row);
}

void
ka_table_add_cells (KaTable *self, KaRowKind kind, ...)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  const char *cell;
  va_list args;

  va_start (args, kind);
  while ((cell = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (cells, (gpointer)cell);
  va_end (args);
  g_ptr_array_add (cells, NULL);

  ka_table_add_row (self, kind, (const char *const *)cells->pdata);
}

static KaTable *
copy_frame (KaTable *self)
{
  KaTable *copy = ka_table_new (self->title);

  ka_table_set_unit (copy, self->unit);
  ka_table_set_note (copy, self->note);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      ka_table_add_column (copy, column->heading, column->width, column->align);
      ka_table_set_grouped (copy, i, column->grouped);
    }
  return copy;
}

static void
copy_rows (KaTable *self, KaTable *copy, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      ka_table_add_row (copy, row->kind, (const char *const *)row->cells);
    }
}

KaTable *
ka_table_abridge (KaTable *self, guint most, const char *rest)
{
  guint plain = 0, first = 0, end;
  KaTable *copy;

  g_return_val_if_fail (self != NULL, NULL);

  end = self->rows->len;
  while (end > 0 && ka_table_get_row_kind (self, end - 1) == KA_ROW_TOTAL)
    end--;
  for (guint i = 0; i < end && plain < most; i++)
    if (ka_table_get_row_kind (self, i) == KA_ROW_PLAIN)
      {
        plain++;
        first = i + 1;
      }
  copy = copy_frame (self);
  copy_rows (self, copy, 0, first);
  ka_table_add_cells (copy, KA_ROW_SECTION, rest, NULL);
  copy_rows (self, copy, end, self->rows->len);
  return copy;
}

const char *
ka_table_get_title (KaTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

const char *
ka_table_get_unit (KaTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->unit;
}

const char *
ka_table_get_note (KaTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->note;
}

guint
ka_table_get_n_columns (KaTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->columns->len;
}

const char *
ka_table_get_heading (KaTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, NULL);

  return g_array_index (self->columns, Column, column).heading;
}

double
ka_table_get_width (KaTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, 0);

  return g_array_index (self->columns, Column, column).width;
}

KaAlign
ka_table_get_align (KaTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, KA_ALIGN_LEFT);

  return g_array_index (self->columns, Column, column).align;
}

gboolean
ka_table_get_grouped (KaTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, FALSE);

  return g_array_index (self->columns, Column, column).grouped;
}

guint
ka_table_get_n_rows (KaTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

guint
ka_table_count_rows (KaTable *self, KaRowKind kind)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->rows->len; i++)
    n += g_array_index (self->rows, Row, i).kind == kind;
  return n;
}

KaRowKind
ka_table_get_row_kind (KaTable *self, guint row)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, KA_ROW_PLAIN);

  return g_array_index (self->rows, Row, row).kind;
}

const char *
ka_table_get_cell (KaTable *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len && column < self->columns->len, NULL);

  return g_array_index (self->rows, Row, row).cells[column];
}
