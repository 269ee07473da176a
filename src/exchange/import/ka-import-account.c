/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <string.h>

/* What became of every cell of a sheet, noted while its rows are read and written: what is noted of none was left
 * out, and ka-import-passed.c says so. */

/* A sheet with more cells is looked at in its first columns alone. */
#define MAX_BYTES (48u * 1024 * 1024)

struct _KaAccount
{
  KaGrid *grid;
  guint n_rows, n_columns;
  gsize stride;   /* bytes a row */
  guint8 *lines;  /* KaImportPart by stored row: of the row as a whole */
  guint8 *cells;  /* KaImportPart, two in a byte: only those up to KA_PART_REFUSED */
  guint last;     /* stored row that was asked for last */
  guint last_row; /* … and its number + 1; 0: none was */
};

KaAccount *
ka_account_new (KaGrid *grid)
{
  KaAccount *account = g_new0 (KaAccount, 1);

  account->grid = grid;
  account->n_rows = ka_grid_get_n_rows (grid);
  account->n_columns = MIN (ka_grid_get_n_columns (grid), KA_MAX_ACCOUNT_COLUMNS);
  account->n_columns
    = MIN (account->n_columns, MAX (2u, 2 * (MAX_BYTES / MAX (1u, account->n_rows))));
  account->stride = (account->n_columns + 1) / 2;
  account->lines = g_new0 (guint8, account->n_rows + 1);
  account->cells = g_malloc0 (account->stride * account->n_rows + 1);
  return account;
}

void
ka_account_free (KaAccount *account)
{
  g_free (account->lines);
  g_free (account->cells);
  g_free (account);
}

guint
ka_account_get_n_columns (const KaAccount *account)
{
  return account->n_columns;
}

static void
set (KaAccount *account, guint index, guint column, KaImportPart part)
{
  guint8 *byte = account->cells + index * account->stride + column / 2;
  guint shift = (column & 1) * 4;
  guint before = *byte >> shift & 0xf;

  if (before == KA_PART_NONE || part == KA_PART_VALUE)
    *byte = (*byte & ~(0xf << shift)) | part << shift;
}

void
ka_account_set_line (KaAccount *account, const KaFound *found, guint index, KaImportPart part)
{
  if (found->last_column == G_MAXUINT)
    {
      account->lines[index] = part;
      return;
    }
  /* Beside it stands another table. */
  for (guint c = found->first_column; c <= found->last_column && c < account->n_columns; c++)
    set (account, index, c, KA_PART_NOTHING);
}

/* Rows come one after the other. */
static gboolean
find_index (KaAccount *account, guint row, guint *index)
{
  guint low = 0, high = account->n_rows;

  if (row + 1 == account->last_row)
    {
      *index = account->last;
      return TRUE;
    }
  if (account->last < account->n_rows && ka_grid_row_number (account->grid, account->last) <= row)
    low = account->last;
  if (low + 1 < account->n_rows && ka_grid_row_number (account->grid, low + 1) == row)
    low++;
  else
    while (low < high)
      {
        guint middle = low + (high - low) / 2;

        if (ka_grid_row_number (account->grid, middle) < row)
          low = middle + 1;
        else
          high = middle;
      }
  if (low >= account->n_rows || ka_grid_row_number (account->grid, low) != row)
    return FALSE;
  *index = account->last = low;
  account->last_row = row + 1;
  return TRUE;
}

void
ka_account_set_cell (KaAccount *account, guint row, guint column, KaImportPart part)
{
  guint index;

  if (column < account->n_columns && find_index (account, row, &index))
    set (account, index, column, part);
}

KaImportPart
ka_account_get (const KaAccount *account, guint index, guint column)
{
  guint part = KA_PART_NONE;

  if (column < account->n_columns)
    part = account->cells[index * account->stride + column / 2] >> (column & 1) * 4 & 0xf;
  return part != KA_PART_NONE ? part : account->lines[index];
}

/* ---- rows ---- */

static gboolean
holds (GPtrArray *columns, guint c)
{
  return columns != NULL && c < columns->len && g_ptr_array_index (columns, c) != NULL;
}

gboolean
ka_found_uses_column (const KaFound *found, guint c)
{
  return holds (found->fields, c) || holds (found->seconds, c) || holds (found->parts, c)
         || holds (found->options, c) || (int)c == found->context_column
         || (int)c == found->former_column || (int)c == found->across.metric_column
         || (holds (found->shares, c) && found->across.kind == found->kind);
}

static void
set_place (KaAccount *account, KaImportPlace place, KaImportPart part)
{
  if (place.row > 0)
    ka_account_set_cell (account, place.row - 1, place.column, part);
}

/* That something was told of a cell goes before that it says that there is nothing. */
static void
set_told (KaAccount *account, const KaTable *table, const KaUnderstood *row)
{
  for (guint i = 0; row->problems != NULL && i < row->problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (row->problems, i);

      set_place (account, problem->place, KA_PART_TOLD);
    }
  for (guint i = 0; row->nothing != NULL && i < row->nothing->len; i++)
    set_place (account, ka_understood_place (table, row, g_array_index (row->nothing, guint, i)),
               KA_PART_NOTHING);
}

static void
set_refused (KaAccount *account, const KaTable *table, const KaUnderstood *row)
{
  const KaFound *found = table->found;
  const char *share = found->spread ? ka_record_get (row->record, found->spread->id) : NULL;

  for (guint c = 0; c < found->headings->len; c++)
    if (ka_found_uses_column (found, c)
        && (share == NULL || !holds (found->shares, c)
            || strcmp (g_ptr_array_index (found->shares, c), share) == 0))
      set_place (account, ka_understood_place (table, row, c), KA_PART_REFUSED);
}

void
ka_account_take_row (KaAccount *account,
                     const KaTable *table,
                     const KaUnderstood *row,
                     KaRowState state)
{
  for (guint f = 0; state != KA_ROW_REFUSED && f < row->record->kind->n_fields; f++)
    if (row->columns[f] > 0 && row->record->values[f] != NULL)
      set_place (account, ka_understood_place (table, row, row->columns[f] - 1), KA_PART_VALUE);
  set_told (account, table, row);
  if (state == KA_ROW_REFUSED)
    set_refused (account, table, row);
}

void
ka_account_pass_row (KaAccount *account, const KaTable *table, const KaUnderstood *row)
{
  set_told (account, table, row);
  /* Of months across the other months may be told. */
  for (guint f = 0; table->found->spread == NULL && f < row->record->kind->n_fields; f++)
    if (row->columns[f] > 0)
      set_place (account, ka_understood_place (table, row, row->columns[f] - 1), KA_PART_NOTHING);
}

/* ---- by where a cell stands ---- */

static gboolean
is_label (const KaFound *found, guint row, guint column)
{
  for (guint i = 0; found->labels != NULL && i < found->labels->len; i++)
    {
      const KaLabel *label = &g_array_index (found->labels, KaLabel, i);

      if (label->row == row && label->column == column)
        return TRUE;
    }
  return FALSE;
}

/* The second and third cell of a date, the time of a day, the months below quarters. */
static gboolean
is_joined (const KaFound *found, guint c)
{
  for (guint i = 0; found->clocks != NULL && i < found->clocks->len; i++)
    if (g_array_index (found->clocks, guint, i) + 1 == c)
      return TRUE;
  if (ka_found_is_quarter (found, c))
    return TRUE;
  for (guint back = 1; back <= 2 && back <= c; back++)
    if (c - back < found->headings->len && ka_dates_stand_at (found, c - back)
        && holds (found->fields, c - back))
      return TRUE;
  return FALSE;
}

static KaImportPart
get_column_part (const KaFound *found, guint c)
{
  const char *text = c < found->headings->len ? g_ptr_array_index (found->headings, c) : "";
  g_autoptr (KaHeading) heading = NULL;

  for (guint before = 0; before <= c && before < found->headings->len; before++)
    if (strcmp (g_ptr_array_index (found->headings, before), KA_REASON_HEADING) == 0)
      return KA_PART_REASON;
  if ((int)c == found->context_column)
    return KA_PART_OWNER;
  if ((int)c == found->former_column)
    return KA_PART_FORMER;
  if ((int)c == found->across.metric_column && found->across.kind == found->kind)
    return KA_PART_METRIC;
  if (is_joined (found, c))
    return KA_PART_JOINED;
  heading = ka_heading_new (text);
  return *text != '\0' && ka_heading_is_counter (heading) && !holds (found->fields, c)
           ? KA_PART_COUNTER
           : KA_PART_NONE;
}

static KaImportPart
get_part_of (const KaTable *table, guint top, guint row, guint column)
{
  const KaFound *found = table->found;

  if (column < found->first_column || column > found->last_column || row > found->last_row)
    return KA_PART_NONE;
  if (found->forms != NULL && is_label (found, row, column))
    return KA_PART_HEADING;
  if (row < found->heading_row)
    return row >= top && found->title != NULL && *found->title != '\0' ? KA_PART_TITLE
                                                                       : KA_PART_NONE;
  if (found->forms != NULL)
    return KA_PART_NONE;
  return row < found->first_row ? KA_PART_HEADING : get_column_part (found, column);
}

KaImportPart
ka_tables_get_part (GPtrArray *tables, KaGrid *grid, guint row, guint column)
{
  KaImportPart part = KA_PART_NONE;

  for (guint i = 0; i < tables->len && part == KA_PART_NONE; i++)
    {
      const KaTable *table = g_ptr_array_index (tables, i);
      guint top = 0;

      if (table->grid != grid || table->found->kind == NULL)
        continue;
      for (guint j = 0; j < tables->len; j++)
        {
          const KaTable *other = g_ptr_array_index (tables, j);

          if (other->grid == grid && other->found->last_row < table->found->heading_row)
            top = MAX (top, other->found->last_row + 1);
        }
      part = get_part_of (table, top, row, column);
    }
  return part;
}
