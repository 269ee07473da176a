/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-query.h>
#include <string.h>

/* Tables whose headings the user shows: where none were found, or the wrong ones. They are remembered by those
 * headings, whatever was found in the sheet by itself. */

/* ---- saying ---- */

/* Found with the table, in the rows below the same headings. */
static gboolean
goes_with (const KaTable *table, const KaTable *other)
{
  return other != table && other->grid == table->grid
         && other->found->heading_row == table->found->heading_row
         && other->found->first_column == table->found->first_column;
}

static void
number_tables (KaImport *import)
{
  for (guint i = 0; i < import->tables->len; i++)
    {
      KaTable *table = g_ptr_array_index (import->tables, i);

      table->index = i;
      table->number = 0;
      for (guint before = 0; before < i; before++)
        table->number
          += ((KaTable *)g_ptr_array_index (import->tables, before))->grid == table->grid;
    }
}

/* The rows end where the next table of the sheet begins that is taken. */
static void
end_before_next (KaImport *import, const KaTable *table, KaFound *found)
{
  for (guint i = 0; i < import->tables->len; i++)
    {
      const KaTable *other = g_ptr_array_index (import->tables, i);

      if (other != table && other->grid == table->grid && other->public.taken
          && other->found->heading_row >= found->first_row
          && other->found->first_column == found->first_column)
        found->last_row = MIN (found->last_row, other->found->heading_row - 1);
    }
}

/* What may be remembered of the headings that it had is not wanted any more. */
static void
drop_headings (KaImport *import, const KaTable *table)
{
  if (table->public.headed)
    g_ptr_array_add (import->dropped, g_strdup (table->fingerprint));
}

static void
keep_headings (KaImport *import, const KaTable *table)
{
  guint at;

  while (g_ptr_array_find_with_equal_func (import->dropped, table->fingerprint, g_str_equal, &at))
    g_ptr_array_remove_index (import->dropped, at);
}

gboolean
ka_import_set_headings (KaImport *import, guint index, guint first, guint last, const KaKind *kind)
{
  KaTable *table;
  g_autoptr (GPtrArray) all = NULL;
  KaHeadingRows rows = { first, MIN (last, first + KA_MAX_SAID_ROWS - 1), 0, G_MAXUINT };

  g_return_val_if_fail (index < import->tables->len, FALSE);
  table = g_ptr_array_index (import->tables, index);
  rows.first_column = table->found->first_column;
  rows.last_column = table->found->last_column;
  all = ka_recognise_headed_all (table->grid, &rows, table->public.file, kind);
  if (all->len == 0)
    return FALSE;
  for (guint i = import->tables->len; i-- > 0;)
    if (goes_with (table, g_ptr_array_index (import->tables, i)))
      g_ptr_array_remove_index (import->tables, i);
  g_ptr_array_find (import->tables, table, &index);
  for (guint i = 0; i < all->len; i++)
    end_before_next (import, table, g_ptr_array_index (all, i));
  ka_found_free (table->found);
  table->found = g_ptr_array_steal_index (all, 0);
  for (guint i = 1; all->len > 0; i++)
    g_ptr_array_insert (
      import->tables, (int)(index + i),
      ka_import_table_new (table->grid, table->public.file, g_ptr_array_steal_index (all, 0)));
  number_tables (import);
  drop_headings (import, table);
  table->public.headed = table->answered = TRUE;
  g_clear_pointer (&table->public.recalled, g_free);
  table->rows = rows;
  g_free (table->fingerprint);
  table->fingerprint = ka_import_headed_fingerprint (table->found->headings);
  keep_headings (import, table);
  ka_table_forget_said (table);
  ka_table_show_found (table);
  table->public.taken = table->found->kind != NULL;
  ka_import_forget_plan (import);
  return TRUE;
}

void
ka_import_recognise_again (KaImport *import, guint index)
{
  g_autofree char *file = NULL;
  g_autoptr (GPtrArray) all = NULL;
  KaGrid *grid;
  guint at = import->tables->len;

  g_return_if_fail (index < import->tables->len);
  grid = ka_import_get_grid (import, index);
  file = g_strdup (((KaTable *)g_ptr_array_index (import->tables, index))->public.file);
  for (guint i = import->tables->len; i-- > 0;)
    {
      const KaTable *table = g_ptr_array_index (import->tables, i);

      if (table->grid != grid)
        continue;
      drop_headings (import, table);
      g_ptr_array_remove_index (import->tables, i);
      at = i;
    }
  all = ka_recognise_all (grid, file);
  for (guint i = 0; all->len > 0; i++)
    {
      KaTable *table = ka_import_table_new (grid, file, g_ptr_array_steal_index (all, 0));

      /* As the program sees it, not as it was answered before. */
      table->recalled = TRUE;
      g_ptr_array_insert (import->tables, (int)(at + i), table);
    }
  number_tables (import);
  ka_import_forget_plan (import);
}

/* ---- remembering ---- */

gboolean
ka_import_forget_headings (KaImport *import, KaLedger *ledger, GError **error)
{
  const KaKind *mapping = ka_kind_get ("mapping");

  for (guint i = 0; i < import->dropped->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      gint64 id = ka_ledger_find (ledger, mapping, "fingerprint",
                                  g_ptr_array_index (import->dropped, i), &failure);

      if (failure == NULL && id > 0)
        ka_ledger_delete (ledger, mapping, id, &failure);
      if (failure == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

typedef struct
{
  GHashTable *known; /* fingerprint → KaRecord */
  const KaRecord *record;
} Memory;

static gboolean
is_known (GPtrArray *headings, gpointer data)
{
  Memory *memory = data;
  g_autofree char *fingerprint = ka_import_headed_fingerprint (headings);

  memory->record = g_hash_table_lookup (memory->known, fingerprint);
  return memory->record != NULL;
}

/* The table of the sheet in which the rows stand: the last that begins above them, else the first. */
static KaTable *
find_table (KaImport *import, KaGrid *grid, guint row)
{
  KaTable *best = NULL;

  for (guint i = 0; i < import->tables->len; i++)
    {
      KaTable *table = g_ptr_array_index (import->tables, i);

      if (table->grid == grid && (best == NULL || table->found->heading_row <= row))
        best = table;
    }
  return best;
}

static void
recall_sheet (KaImport *import, KaGrid *grid, Memory *memory)
{
  KaHeadingRows rows;
  KaTable *table;

  if (!ka_heading_rows_find (grid, &rows, is_known, memory))
    return;
  table = find_table (import, grid, rows.first);
  if (table->answered || table->recalled
      || !ka_import_set_headings (import, table->index, rows.first, rows.last, NULL))
    return;
  table->recalled = TRUE;
  ka_import_apply_answers (import, table->index, memory->record);
  table->answered = FALSE;
}

gboolean
ka_import_recall_headings (KaImport *import, KaLedger *ledger, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mapping"));
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  Memory memory = { g_hash_table_new (g_str_hash, g_str_equal), NULL };

  for (guint i = 0; i < import->tables->len; i++)
    {
      const KaTable *table = g_ptr_array_index (import->tables, i);

      if (!table->answered && !table->recalled && !g_ptr_array_find (grids, table->grid, NULL))
        g_ptr_array_add (grids, table->grid);
    }
  ka_query_filter (query, "fingerprint", KA_OP_GE, KA_HEADED);
  ka_query_filter (query, "fingerprint", KA_OP_LT, "heads;");
  records = grids->len > 0 ? ka_query_records (query, ledger, error) : g_ptr_array_new ();
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      KaRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (memory.known, (gpointer)ka_record_get (record, "fingerprint"), record);
    }
  for (guint i = 0; g_hash_table_size (memory.known) > 0 && i < grids->len; i++)
    recall_sheet (import, g_ptr_array_index (grids, i), &memory);
  g_hash_table_unref (memory.known);
  return records != NULL;
}
