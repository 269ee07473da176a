/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Two rows of one record that differ: the later one stays, as it did when the files came before. Written row after
 * row, the earlier one would change the record and the later one change it back, each time the same files come
 * again. So a row that differs from what a row further on brought before waits until that row is met, and gives
 * way where the two still differ. Where no such row comes (it moved in a newer copy), it is written after all. */

struct _KaWaiting
{
  KaTable *table;
  KaUnderstood *row;
  KaRecord *before;
};

static void
free_waiting (gpointer data)
{
  KaWaiting *waiting = data;

  ka_understood_free (waiting->row);
  ka_record_unref (waiting->before);
  g_free (waiting);
}

/* The row says something else of the field than the record; what title or sheet say of all rows says nothing. */
static gboolean
differs (const KaUnderstood *row, const KaRecord *before, guint f)
{
  return row->record->values[f] != NULL && before->values[f] != NULL
         && strcmp (row->record->values[f], before->values[f]) != 0
         && (f >= 64 || ((row->inferred | row->weak) >> f & 1) == 0);
}

/* What is taken from this run's files only later, by where it stood when they came before. */
static gboolean
comes_later (const KaRun *run,
             const KaTable *table,
             const KaUnderstood *row,
             const KaRevision *origin)
{
  if (strcmp (origin->file, table->public.file) == 0
      && g_strcmp0 (origin->sheet, table->public.sheet) == 0)
    return origin->row > row->row + 1;
  for (guint t = run->table + 1; t < run->tables->len; t++)
    {
      const KaTable *other = g_ptr_array_index (run->tables, t);

      if (other->found->kind == table->found->kind && strcmp (origin->file, other->public.file) == 0
          && g_strcmp0 (origin->sheet, other->public.sheet) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
must_wait (KaRun *run, const KaTable *table, const KaUnderstood *row, const KaRecord *before)
{
  const KaKind *kind = before->kind;

  for (guint f = 0; f < kind->n_fields; f++)
    {
      GPtrArray *history;
      const KaRevision *origin;

      /* A number that is one record's alone may be wanted by the rows between. */
      if (!differs (row, before, f) || (kind->fields[f].flags & KA_UNIQUE) != 0)
        continue;
      history = ka_run_get_history (run, before);
      origin = history != NULL ? ka_history_origin (history, &kind->fields[f]) : NULL;
      if (origin != NULL && origin->file != NULL && origin->rev <= run->head
          && comes_later (run, table, row, origin))
        return TRUE;
    }
  return FALSE;
}

gboolean
ka_run_hold (KaRun *run, KaTable *table, KaUnderstood *row, KaRecord *before)
{
  KaWaiting *waiting;

  if (row->former != NULL || !must_wait (run, table, row, before))
    return FALSE;
  waiting = g_new0 (KaWaiting, 1);
  waiting->table = table;
  waiting->row = row;
  waiting->before = ka_record_ref (before);
  if (run->waiting == NULL)
    run->waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_waiting);
  g_hash_table_insert (run->waiting, &waiting->before->id, waiting);
  ka_run_forget_history (run);
  run->held = TRUE;
  return TRUE;
}

static char *
say_place (const KaTable *table, const KaUnderstood *row, guint f)
{
  KaImportPlace place = row->columns[f] > 0 ? ka_understood_place (table, row, row->columns[f] - 1)
                                            : (KaImportPlace){ row->row + 1, 0 };
  char letters[8];
  g_autofree char *cell
    = g_strdup_printf ("%s%u", ka_column_letters (place.column, letters), place.row);

  return g_strjoin (" · ", table->public.file,
                    *table->public.sheet != '\0' ? table->public.sheet : cell,
                    *table->public.sheet != '\0' ? cell : NULL, NULL);
}

/* The one row gives way to the other, and it is told as when both were new. */
static void
give_way (KaRun *run, const KaWaiting *waiting, const KaTable *table, KaUnderstood *row, guint f)
{
  const KaField *field = &row->record->kind->fields[f];
  g_autofree char *old = ka_ledger_display (run->ledger, waiting->row->record, field, TRUE);

  if (strcmp (table->public.file, waiting->table->public.file) == 0
      && g_strcmp0 (table->public.sheet, waiting->table->public.sheet) == 0)
    ka_understood_take_problem (
      row, ka_run_tell_contradiction (run, waiting->table, waiting->row->row + 1, row, field, old));
  else
    {
      g_autofree char *place = say_place (waiting->table, waiting->row, f);
      g_autofree char *what
        = g_strdup_printf (_ ("“%s”与“%s”不同（那里是“%s”），以本表为准；请核对。"),
                           ka_field_label (field), place, old);

      ka_run_add_problem (table, row, field, KA_SEVERITY_WARN, "conflict", what);
    }
  ka_record_take (waiting->row->record, f, g_strdup (waiting->before->values[f]));
}

gboolean
ka_run_meet (KaRun *run, const KaTable *table, KaUnderstood *row, KaRecord **before, GError **error)
{
  gint64 id = (*before)->id;
  KaWaiting *waiting = run->waiting != NULL ? g_hash_table_lookup (run->waiting, &id) : NULL;
  gboolean ok;

  if (waiting == NULL)
    return TRUE;
  for (guint f = 0; f < (*before)->kind->n_fields; f++)
    if (differs (waiting->row, waiting->before, f) && row->record->values[f] != NULL
        && strcmp (row->record->values[f], waiting->row->record->values[f]) != 0)
      give_way (run, waiting, table, row, f);
  g_hash_table_steal (run->waiting, &id);
  ok = ka_run_finish_row (run, waiting->table, waiting->row, waiting->before, error);
  free_waiting (waiting);
  if (!ok)
    return FALSE;
  /* What the row that waited brought beside that. */
  ka_run_forget_history (run);
  ka_record_unref (*before);
  *before = ka_ledger_get (run->ledger, row->record->kind, id, error);
  return *before != NULL;
}

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  const KaWaiting *x = *(KaWaiting *const *)a, *y = *(KaWaiting *const *)b;

  if (x->table->index != y->table->index)
    return x->table->index < y->table->index ? -1 : 1;
  return x->row->row < y->row->row ? -1 : x->row->row > y->row->row;
}

gboolean
ka_run_end_waiting (KaRun *run, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  GHashTableIter iter;
  gpointer waiting;
  gboolean ok = TRUE;

  if (run->waiting == NULL || g_hash_table_size (run->waiting) == 0)
    return TRUE;
  all = g_ptr_array_new_with_free_func (free_waiting);
  g_hash_table_iter_init (&iter, run->waiting);
  while (g_hash_table_iter_next (&iter, NULL, &waiting))
    g_ptr_array_add (all, waiting);
  g_hash_table_steal_all (run->waiting);
  g_ptr_array_sort (all, compare_waiting);
  for (guint i = 0; i < all->len && ok; i++)
    {
      const KaWaiting *each = g_ptr_array_index (all, i);

      ok = ka_run_finish_row (run, each->table, each->row, each->before, error);
    }
  return ok;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const KaImportRow *x = *(KaImportRow *const *)a, *y = *(KaImportRow *const *)b;
  guint i = ka_kind_index (x->record->kind), j = ka_kind_index (y->record->kind);

  if (i != j)
    return i < j ? -1 : 1;
  if (x->table != y->table)
    return x->table < y->table ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

void
ka_run_sort_rows (KaRun *run)
{
  if (run->held)
    g_ptr_array_sort_with_data (run->import->rows, compare_rows, NULL);
}
