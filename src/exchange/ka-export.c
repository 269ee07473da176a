/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-export.h"

#include "ka-reference.h"
#include "ka-xlsx-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-csv.h>
#include <ka-day.h>
#include <ka-decimal.h>
#include <ka-file.h>
#include <ka-kind.h>
#include <stdio.h>
#include <string.h>

/* Records are read in portions: memory stays small, and no statement stays open for long. */
#define PORTION 512

/* One column of a sheet: a field, or the enterprise of the mine in the column after it. */
typedef struct
{
  const KaField *field;
  gboolean owner; /* the enterprise of this field's mine */
  guint value;    /* column of the cursor */
  guint context;  /* column of the cursor that holds the record's own enterprise; 0: none */
} Column;

typedef struct
{
  KaLedger *ledger;
  const KaKind *kind;
  gboolean unmasked;
  GArray *columns; /* Column */
  char *select;
  KaReferences *references;
  GArray *ids;
} Table;

/* One value on its way: a text, or something that a workbook holds better. */
typedef struct
{
  enum
  {
    CELL_EMPTY,
    CELL_TEXT,
    CELL_NUMBER,
    CELL_DAY,
    CELL_TIME
  } type;
  const char *text;
  char *owned;
  gint64 number;
  guint places;
  KaDay day;
  guint minute;
} Cell;

static void
table_free (Table *table)
{
  g_clear_pointer (&table->columns, g_array_unref);
  g_clear_pointer (&table->ids, g_array_unref);
  g_clear_pointer (&table->references, ka_references_free);
  g_free (table->select);
  g_free (table);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

static Table *
table_new (KaLedger *ledger, KaQuery *query, gboolean unmasked, GError **error)
{
  g_autoptr (Table) table = g_new0 (Table, 1);
  table->ledger = ledger;
  table->kind = ka_query_get_kind (query);
  table->unmasked = unmasked;
  table->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  table->references = ka_references_new (ledger);
  table->ids = ka_query_ids (query, ledger, NULL, error);
  if (table->ids == NULL)
    return NULL;

  int own = ka_kind_field_index (table->kind, "enterprise");
  g_autoptr (GString) select = g_string_new ("SELECT t.id");
  for (guint i = 0; i < table->kind->n_fields; i++)
    {
      const KaField *field = &table->kind->fields[i];
      const KaKind *target = ka_field_target (field);
      g_string_append_printf (select, ", t.\"%s\"", field->id);
      Column column = { .field = field, .value = i + 1, .context = own < 0 ? 0 : own + 1 };
      if (target != NULL && own < 0 && strcmp (target->id, "mine") == 0)
        {
          column.owner = TRUE;
          g_array_append_val (table->columns, column);
          column.owner = FALSE;
        }
      g_array_append_val (table->columns, column);
    }
  table->select = g_string_free (g_steal_pointer (&select), FALSE);
  return g_steal_pointer (&table);
}

static char *
column_heading (const Table *table, guint i)
{
  const Column *column = &g_array_index (table->columns, Column, i);
  if (column->owner)
    return g_strdup (ka_kind_field (ka_kind_get ("mine"), "enterprise")->label);
  return ka_field_heading (column->field);
}

/* The rows in the order of the query: the ids stand in the statement, whole numbers of our own. In a
 * CROSS JOIN the left table is the outer loop, so that nothing needs sorting once more. */
static KaCursor *
open_portion (const Table *table, guint first, guint n, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("WITH wanted (id) AS (VALUES ");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, "%s(%" G_GINT64_FORMAT ")", i > 0 ? ", " : "",
                            g_array_index (table->ids, gint64, first + i));
  g_string_append_printf (sql, ") %s FROM wanted CROSS JOIN \"%s\" AS t ON t.id = wanted.id",
                          table->select, table->kind->id);
  return ka_cursor_new (table->ledger, sql->str, error);
}

static void
set_text (Cell *cell, const Table *table, const KaField *field, const char *text)
{
  cell->type = CELL_TEXT;
  if ((field->flags & KA_PRIVATE) != 0 && !table->unmasked)
    cell->text = cell->owned = ka_mask (field, text);
  else
    cell->text = text;
}

static void
read_date (Cell *cell, const Table *table, const KaField *field, const char *text)
{
  cell->day = ka_day_from_iso (text);
  if (cell->day == KA_DAY_NONE)
    set_text (cell, table, field, text);
  else
    cell->type = CELL_DAY;
}

/* 2025-08-14T15:20 */
static void
read_time (Cell *cell, const Table *table, const KaField *field, const char *text)
{
  guint hour = 0, minute = 0;
  g_autofree char *date = g_strndup (text, 10);
  cell->day = ka_day_from_iso (date);
  if (cell->day == KA_DAY_NONE || strlen (text) < 16
      || sscanf (text + 10, "T%2u:%2u", &hour, &minute) != 2)
    {
      set_text (cell, table, field, text);
      return;
    }
  cell->type = CELL_TIME;
  cell->minute = hour * 60 + minute;
}

static void
read_reference (Cell *cell, const Table *table, const Column *column, KaCursor *cursor)
{
  gint64 id = ka_cursor_get_int (cursor, column->value);
  cell->type = CELL_TEXT;
  if (column->owner)
    cell->text = ka_references_owner (table->references, id);
  else if (ka_field_target (column->field) == ka_kind_get ("mine"))
    cell->text = ka_references_mine (
      table->references, id,
      column->context == 0 ? -1 : ka_cursor_get_int (cursor, column->context));
  else
    cell->text = ka_references_text (table->references, ka_field_target (column->field), id);
}

static void
read_cell (const Table *table, const Column *column, KaCursor *cursor, Cell *cell)
{
  *cell = (Cell){ .type = CELL_EMPTY };
  if (ka_cursor_is_null (cursor, column->value))
    return;
  const KaField *field = column->field;
  switch (field->type)
    {
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
      cell->type = CELL_NUMBER;
      cell->number = ka_cursor_get_int (cursor, column->value);
      cell->places = field->type == KA_FIELD_DEC ? field->places : 0;
      break;
    case KA_FIELD_FLAG:
      cell->type = CELL_TEXT;
      cell->text = ka_cursor_get_int (cursor, column->value) != 0 ? "是" : "否";
      break;
    case KA_FIELD_REF:
      read_reference (cell, table, column, cursor);
      break;
    case KA_FIELD_DATE:
      read_date (cell, table, field, ka_cursor_get_text (cursor, column->value));
      break;
    case KA_FIELD_TIME:
      read_time (cell, table, field, ka_cursor_get_text (cursor, column->value));
      break;
    case KA_FIELD_CHOICE:
      cell->type = CELL_TEXT;
      if (field->codes != NULL)
        cell->text = cell->owned
          = ka_field_display (field, ka_cursor_get_text (cursor, column->value), FALSE);
      else
        cell->text = ka_cursor_get_text (cursor, column->value);
      break;
    case KA_FIELD_TEXT:
    case KA_FIELD_LONG:
    case KA_FIELD_MONTH:
    case KA_FIELD_QUARTER:
    default:
      set_text (cell, table, field, ka_cursor_get_text (cursor, column->value));
      break;
    }
}

typedef gboolean (*RowFunc) (const Table *table, KaCursor *cursor, gpointer data, GError **error);
typedef void (*StepFunc) (guint done, gpointer data);

static gboolean
each_row (const Table *table,
          RowFunc row,
          gpointer data,
          StepFunc step,
          gpointer step_data,
          GCancellable *cancellable,
          GError **error)
{
  for (guint first = 0; first < table->ids->len; first += PORTION)
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED,
                               _ ("导出已取消，没有写出文件。"));
          return FALSE;
        }
      guint n = MIN (PORTION, table->ids->len - first);
      g_autoptr (KaCursor) cursor = open_portion (table, first, n, error);
      if (cursor == NULL)
        return FALSE;
      g_autoptr (GError) failure = NULL;
      while (ka_cursor_next (cursor, &failure))
        if (!row (table, cursor, data, error))
          return FALSE;
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (step != NULL)
        step (first + n, step_data);
    }
  return TRUE;
}

/* ---- workbook ---- */

static gboolean
write_xlsx_row (const Table *table, KaCursor *cursor, gpointer data, GError **error)
{
  KaXlsxWriter *writer = data;
  if (!ka_xlsx_writer_begin_row (writer, error))
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      Cell cell;
      read_cell (table, &g_array_index (table->columns, Column, i), cursor, &cell);
      switch (cell.type)
        {
        case CELL_TEXT:
          ka_xlsx_writer_text (writer, i, cell.text);
          break;
        case CELL_NUMBER:
          ka_xlsx_writer_decimal (writer, i, cell.number, cell.places);
          break;
        case CELL_DAY:
          ka_xlsx_writer_day (writer, i, cell.day);
          break;
        case CELL_TIME:
          ka_xlsx_writer_time (writer, i, cell.day, cell.minute);
          break;
        case CELL_EMPTY:
        default:
          break;
        }
      g_free (cell.owned);
    }
  return TRUE;
}

static gboolean
begin_sheet (const Table *table, KaXlsxWriter *writer, GError **error)
{
  g_autofree KaXlsxColumn *columns = g_new0 (KaXlsxColumn, table->columns->len);
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const Column *column = &g_array_index (table->columns, Column, i);
      const KaField *field = column->field;
      g_ptr_array_add (headings, column_heading (table, i));
      columns[i].heading = g_ptr_array_index (headings, i);
      columns[i].width = column->owner ? 16 : field->width;
      columns[i].wrap = field->type == KA_FIELD_LONG;
      columns[i].lead = !column->owner && strcmp (field->id, table->kind->title) == 0;
      columns[i].text = !ka_field_is_number (field) && field->type != KA_FIELD_DATE
                        && field->type != KA_FIELD_TIME;
      if (columns[i].width == 0)
        columns[i].width = field->type == KA_FIELD_LONG   ? 20
                           : field->type == KA_FIELD_TEXT ? 10
                                                          : 6;
    }
  return ka_xlsx_writer_begin_sheet (writer, table->kind->label, columns, table->columns->len,
                                     error);
}

typedef struct
{
  KaProgress progress;
  gpointer data;
  const char *what;
  guint sheet, n_sheets, n_rows;
} Step;

static void
tell_progress (guint done, gpointer data)
{
  Step *step = data;
  if (step->progress != NULL)
    step->progress ((step->sheet + (double)done / MAX (step->n_rows, 1)) / step->n_sheets,
                    step->what, step->data);
}

gboolean
ka_export_xlsx (KaLedger *ledger,
                GPtrArray *queries,
                const char *path,
                gboolean unmasked,
                KaProgress progress,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (queries->len > 0, FALSE);
  g_autoptr (KaXlsxWriter) writer = ka_xlsx_writer_new (path, "非煤矿山安全监管台账", error);
  if (writer == NULL)
    return FALSE;
  Step step = { .progress = progress, .data = data, .n_sheets = queries->len };
  for (step.sheet = 0; step.sheet < queries->len; step.sheet++)
    {
      g_autoptr (Table) table
        = table_new (ledger, g_ptr_array_index (queries, step.sheet), unmasked, error);
      if (table == NULL || !begin_sheet (table, writer, error))
        return FALSE;
      g_autofree char *what = g_strdup_printf (_ ("正在写出%s"), ka_kind_label (table->kind));
      step.what = what;
      step.n_rows = table->ids->len;
      tell_progress (0, &step);
      if (!each_row (table, write_xlsx_row, writer, tell_progress, &step, cancellable, error))
        return FALSE;
    }
  if (progress != NULL)
    progress (1, _ ("正在保存文件"), data);
  return ka_xlsx_writer_finish (writer, error);
}

GPtrArray *
ka_export_all_queries (void)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_query_free);
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);
  for (guint i = 0; i < n; i++)
    if ((kinds[i]->flags & KA_KIND_INTERNAL) == 0)
      g_ptr_array_add (queries, ka_query_new (kinds[i]));
  return queries;
}

/* ---- text ---- */

typedef struct
{
  GString *out;
  gboolean tabs;
  guint column;
} TextTarget;

/* Excel and WPS read digits as a number: from the twelfth on they show 5.0E+17, from the sixteenth on
 * they are lost, and zeros in front always. A tab in front keeps the text; reading drops it. */
static gboolean
loses_digits (const char *text)
{
  gsize n = strspn (text, "0123456789");
  return text[n] == '\0' && n > 1 && (n > 11 || text[0] == '0');
}

static void
append_text (TextTarget *target, const char *text)
{
  if (target->column++ > 0)
    g_string_append_c (target->out, target->tabs ? '\t' : ',');
  if (text == NULL)
    return;
  if (!target->tabs)
    {
      if (loses_digits (text))
        g_string_append_c (target->out, '\t');
      ka_csv_append (target->out, text);
    }
  else if (strpbrk (text, "\t\n\r\"") == NULL)
    g_string_append (target->out, text);
  else
    {
      g_string_append_c (target->out, '"');
      for (const char *p = text; *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (target->out, '"');
          g_string_append_c (target->out, *p);
        }
      g_string_append_c (target->out, '"');
    }
}

static void
end_text_row (TextTarget *target)
{
  g_string_append (target->out, target->tabs ? "\n" : "\r\n");
  target->column = 0;
}

static char *
cell_to_text (const Cell *cell)
{
  switch (cell->type)
    {
    case CELL_NUMBER:
      return ka_decimal_format (cell->number, cell->places);
    case CELL_DAY:
      return cell->day == KA_DAY_FOREVER ? g_strdup ("长期") : ka_day_to_iso (cell->day);
    case CELL_TIME:
      {
        g_autofree char *day = ka_day_to_iso (cell->day);
        return g_strdup_printf ("%s %02u:%02u", day, cell->minute / 60, cell->minute % 60);
      }
    case CELL_TEXT:
      return g_strdup (cell->text);
    case CELL_EMPTY:
    default:
      return NULL;
    }
}

static gboolean
write_text_row (const Table *table, KaCursor *cursor, gpointer data, GError **error)
{
  TextTarget *target = data;
  for (guint i = 0; i < table->columns->len; i++)
    {
      Cell cell;
      read_cell (table, &g_array_index (table->columns, Column, i), cursor, &cell);
      g_autofree char *text = cell_to_text (&cell);
      append_text (target, text);
      g_free (cell.owned);
    }
  end_text_row (target);
  return TRUE;
}

static gboolean
write_text (KaLedger *ledger, KaQuery *query, gboolean unmasked, TextTarget *target, GError **error)
{
  g_autoptr (Table) table = table_new (ledger, query, unmasked, error);
  if (table == NULL)
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *heading = column_heading (table, i);
      append_text (target, heading);
    }
  end_text_row (target);
  return each_row (table, write_text_row, target, NULL, NULL, NULL, error);
}

char *
ka_export_csv_text (KaLedger *ledger, KaQuery *query, gboolean unmasked, GError **error)
{
  g_autoptr (GString) out = g_string_new ("\xef\xbb\xbf");
  TextTarget target = { .out = out };
  if (!write_text (ledger, query, unmasked, &target, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
ka_export_csv (KaLedger *ledger,
               KaQuery *query,
               const char *path,
               gboolean unmasked,
               GError **error)
{
  g_autofree char *text = ka_export_csv_text (ledger, query, unmasked, error);
  if (text == NULL)
    return FALSE;
  return ka_file_save (path, text, strlen (text), 0666, error);
}

char *
ka_export_tsv (KaLedger *ledger, KaQuery *query, gboolean unmasked, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  TextTarget target = { .out = out, .tabs = TRUE };
  if (!write_text (ledger, query, unmasked, &target, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
