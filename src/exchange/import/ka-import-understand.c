/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <string.h>

/* Remembers where the cells that were merged down stand. */
static void
take_tops (KaUnderstood *understood, const KaRows *rows, GArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      guint column = g_array_index (cells, KaCell, i).column, row;

      if (!ka_rows_is_filled (rows, column, &row))
        continue;
      if (understood->tops == NULL)
        understood->tops = g_array_new (FALSE, TRUE, sizeof (guint));
      if (understood->tops->len <= column)
        g_array_set_size (understood->tops, column + 1);
      g_array_index (understood->tops, guint, column) = row + 1;
    }
}

/* What title, sheet and section lines say. */
static void
take_context (KaUnderstood *understood, GHashTable *values)
{
  const KaKind *kind = understood->record->kind;
  GHashTableIter iter;
  gpointer field, value;

  if (values == NULL)
    return;
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &field, &value))
    {
      gsize f = (const KaField *)field - kind->fields;

      ka_record_take (understood->record, f, g_strdup (value));
      understood->bases[f] = KA_BASIS_LINE;
      if (f < 64)
        understood->weak |= G_GUINT64_CONSTANT (1) << f;
    }
}

static const KaCell *
cell_at (GArray *cells, int column)
{
  for (guint i = 0; i < cells->len; i++)
    if ((int)g_array_index (cells, KaCell, i).column == column)
      return &g_array_index (cells, KaCell, i);
  return NULL;
}

/* What the cells under bare months are in this row: one of its cells says so, or all are of one list. */
static const KaField *
find_metric (const KaFound *found, GArray *cells)
{
  const KaCell *cell;

  if (found->across.kind != found->kind || found->across.metric_column < 0)
    return found->across.choice;
  cell = cell_at (cells, found->across.metric_column);
  return cell ? ka_across_metric (found->kind, cell->text) : NULL;
}

/* The field of the cell, if it is of the share that is being read (NULL: there are none). metric: of cells
 * under a month without a field of their own. */
static const KaField *
field_of (const KaFound *found, const KaCell *cell, const char *share, const KaField *metric)
{
  const KaField *field;

  if (cell->column >= found->fields->len)
    return NULL;
  if (share != NULL && g_ptr_array_index (found->shares, cell->column) != NULL
      && strcmp (g_ptr_array_index (found->shares, cell->column), share) != 0)
    return NULL;
  field = g_ptr_array_index (found->fields, cell->column);
  if (field != NULL || share == NULL || g_ptr_array_index (found->shares, cell->column) == NULL)
    return field;
  return found->across.marks && ka_across_is_mark (cell->text) ? NULL : metric;
}

/* A mark under the heading 部分落实 is that value. */
static void
take_option (GArray *pieces,
             const KaCell *cell,
             const KaField *field,
             const char *option,
             const KaField *date)
{
  KaPiece piece = { *cell, field, ka_piece_pass (field, date) };

  if (!ka_across_is_mark (cell->text))
    return;
  piece.cell.type = KA_CELL_TEXT;
  piece.cell.text = option;
  g_array_append_val (pieces, piece);
}

/* The mark under a month: that it is in this one. */
static gboolean
is_mark_of (const KaFound *found, const KaCell *cell, const char *share)
{
  return share != NULL && found->across.marks && cell->column < found->shares->len
         && g_strcmp0 (g_ptr_array_index (found->shares, cell->column), share) == 0
         && ka_across_is_mark (cell->text);
}

static KaUnderstood *
understand (const KaTable *table, const KaRows *rows, guint row, GArray *cells, const char *share)
{
  const KaFound *found = table->found;
  const KaField *date = found->kind->date ? ka_kind_field (found->kind, found->kind->date) : NULL;
  KaUnderstood *understood = g_new0 (KaUnderstood, 1);
  g_autoptr (GArray) pieces = g_array_sized_new (FALSE, FALSE, sizeof (KaPiece), cells->len + 2);
  GStringChunk *texts = NULL;
  const KaField *metric = share ? find_metric (found, cells) : NULL;
  KaDay on = KA_DAY_NONE;

  understood->row = row;
  understood->form = ka_rows_get_form (rows);
  understood->record = ka_record_new (found->kind);
  understood->columns = g_new0 (guint, found->kind->n_fields);
  understood->bases = g_new0 (guint8, found->kind->n_fields);
  take_tops (understood, rows, cells);
  take_context (understood, found->constants);
  take_context (understood, ka_rows_get_context (rows));
  if (share != NULL)
    {
      ka_record_take (understood->record, found->spread - found->kind->fields, g_strdup (share));
      ka_understood_set_basis (understood, found->spread, KA_BASIS_HEADING);
    }
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      const KaField *field = field_of (found, cell, share, metric);
      const char *option = ka_found_option (found, cell->column);

      if (field == NULL && is_mark_of (found, cell, share))
        understood->columns[found->spread - found->kind->fields] = cell->column + 1;
      if (option != NULL && field != NULL
          && (ka_across_is_mark (cell->text) || ka_across_is_stroke (cell->text)))
        take_option (pieces, cell, field, option, date);
      else if (field != NULL)
        ka_pieces_add (pieces, &texts, found, cell, field, date);
      else if ((int)cell->column == found->former_column && cell->type == KA_CELL_TEXT)
        ka_understood_take_former (understood, cell->text);
      if ((field == NULL || ka_piece_pass (field, date) != 0)
          && (int)cell->column == found->context_column && cell->type == KA_CELL_TEXT)
        {
          g_free (understood->context);
          understood->context = g_strdup (cell->text);
        }
    }
  for (guint pass = 0; pass < KA_N_PASSES; pass++)
    {
      on = pass < KA_N_PASSES - 1 ? KA_DAY_NONE : ka_understand_date (understood->record);
      for (guint i = 0; i < pieces->len; i++)
        {
          const KaPiece *piece = &g_array_index (pieces, KaPiece, i);

          if (piece->pass == pass)
            ka_understand_cell (table, understood, &piece->cell, piece->field, on);
        }
    }
  g_clear_pointer (&texts, g_string_chunk_free);
  ka_understood_imply (table, understood);
  return understood;
}

/* Says the row anything of this kind? In rows of two kinds, what is given once is merged over the rows
 * of the other, and a row may hold none of the other. */
static gboolean
holds_own (const KaFound *found, const KaRows *rows, GArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      const KaField *field = cell->column < found->fields->len
                               ? g_ptr_array_index (found->fields, cell->column)
                               : NULL;

      if (field != NULL && cell->column < found->own->len
          && g_array_index (found->own, guint8, cell->column)
          && !ka_value_is_nothing (cell->text, field) && !ka_value_is_pending (cell->text, field)
          && (found->join == KA_JOIN_UNDER || !ka_rows_is_filled (rows, cell->column, NULL)))
        return TRUE;
    }
  return FALSE;
}

/* A month of which nothing is told is no record. */
static gboolean
holds_share (const KaFound *found, const KaUnderstood *understood, GArray *cells, const char *share)
{
  const KaField *metric = find_metric (found, cells);

  if (metric != NULL && understood->record->values[metric - found->kind->fields] != NULL
      && !found->across.marks)
    return TRUE;
  for (guint c = 0; c < found->shares->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c);

      const KaCell *cell;

      if (g_strcmp0 (g_ptr_array_index (found->shares, c), share) != 0)
        continue;
      if (field != NULL && understood->record->values[field - found->kind->fields] != NULL)
        return TRUE;
      cell = found->across.marks ? cell_at (cells, (int)c) : NULL;
      if (cell != NULL
          && (ka_across_is_mark (cell->text)
              || (metric != NULL && !ka_value_is_nothing (cell->text, metric))))
        return TRUE;
    }
  for (guint i = 0; understood->problems != NULL && i < understood->problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (understood->problems, i);

      if (problem->severity != KA_SEVERITY_INFO && problem->cell != NULL
          && problem->place.column < found->shares->len
          && g_strcmp0 (g_ptr_array_index (found->shares, problem->place.column), share) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The same row again for each further month of the cell. */
static void
repeat_months (KaUnderstood *understood, GPtrArray *out)
{
  const KaKind *kind = understood->record->kind;

  for (guint i = 0; understood->months != NULL && i < understood->months->len; i++)
    {
      KaUnderstood *more = ka_understood_copy (understood);

      for (guint f = 0; f < kind->n_fields; f++)
        if (kind->fields[f].type == KA_FIELD_MONTH)
          ka_record_take (more->record, f, g_strdup (g_ptr_array_index (understood->months, i)));
      g_ptr_array_add (out, more);
    }
}

static void
understand_shares (const KaTable *table,
                   const KaRows *rows,
                   guint row,
                   GArray *cells,
                   GPtrArray *out)
{
  const KaFound *found = table->found;

  for (guint c = 0; c < found->shares->len; c++)
    {
      const char *share = g_ptr_array_index (found->shares, c);
      KaUnderstood *understood;
      gboolean seen = share == NULL;

      for (guint before = 0; before < c && !seen; before++)
        seen = g_strcmp0 (g_ptr_array_index (found->shares, before), share) == 0;
      if (seen)
        continue;
      understood = understand (table, rows, row, cells, share);
      /* What its cells say instead is told all the same. */
      if (!holds_share (found, understood, cells, share))
        {
          understood->none = TRUE;
          g_ptr_array_add (out, understood);
          continue;
        }
      ka_understood_check (table, understood, understood->record);
      g_ptr_array_add (out, understood);
      repeat_months (understood, out);
      ka_understood_split_items (understood, out);
    }
}

void
ka_understand_row (const KaTable *table,
                   const KaRows *rows,
                   guint row,
                   GArray *cells,
                   GPtrArray *out)
{
  const KaFound *found = table->found;
  KaUnderstood *understood;

  if (found->join != KA_JOIN_NONE && !holds_own (found, rows, cells))
    return;
  if (found->spread != NULL)
    {
      understand_shares (table, rows, row, cells, out);
      return;
    }
  understood = understand (table, rows, row, cells, NULL);
  g_ptr_array_add (out, understood);
  if (understood->none)
    return;
  ka_understood_check (table, understood, understood->record);
  repeat_months (understood, out);
  ka_understood_split_items (understood, out);
}
