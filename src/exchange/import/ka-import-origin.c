/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <string.h>

/* Where each value comes from: told to the ledger with what is saved, and to the preview. */

/* Of cells merged down each group of rows has a source of its own, that no row after them shares. */
#define MAX_SOURCES 64

/* ---- to the ledger ---- */

/* The columns of the table as they are for all its rows. */
static gboolean
is_plain (const KaTable *table, const KaUnderstood *row)
{
  return table->found->forms == NULL && table->found->spread == NULL
         && table->found->options == NULL && row->tops == NULL;
}

static void
append_place (GString *out, const KaField *field, const char *letters, guint row)
{
  g_string_append_printf (out, "%s\"%s\":\"%s", out->len > 1 ? "," : "", field->id, letters);
  if (row > 0)
    g_string_append_printf (out, "%u", row);
  g_string_append_c (out, '"');
}

static char *
write_plain_columns (const guint *columns, const KaKind *kind)
{
  GString *out = g_string_new ("{");
  char letters[8];

  for (guint f = 0; f < kind->n_fields; f++)
    if (columns[f] > 0)
      append_place (out, &kind->fields[f], ka_column_letters (columns[f] - 1, letters), 0);
  return g_string_free (g_string_append_c (out, '}'), FALSE);
}

/* The columns that the headings say; what a cell holds beside its own value (the end of a validity, a unit) is
 * learnt with the first row that has it. FALSE: this row is otherwise. */
static gboolean
learn_columns (KaRun *run, const KaTable *table, const KaUnderstood *row)
{
  const KaKind *kind = row->record->kind;
  gboolean learnt = run->plain == NULL;

  if (run->plain == NULL)
    {
      run->plain = g_new0 (guint, kind->n_fields);
      for (guint c = table->found->fields->len; c-- > 0;)
        {
          const KaField *field = g_ptr_array_index (table->found->fields, c);

          if (field != NULL)
            run->plain[field - kind->fields] = c + 1;
        }
    }
  for (guint f = 0; f < kind->n_fields; f++)
    if (row->record->values[f] != NULL && run->plain[f] > 0 && run->plain[f] != row->columns[f])
      return FALSE;
  for (guint f = 0; f < kind->n_fields; f++)
    if (row->columns[f] > 0 && run->plain[f] == 0)
      {
        run->plain[f] = row->columns[f];
        learnt = TRUE;
      }
  if (learnt)
    g_hash_table_remove (run->sources, "");
  return TRUE;
}

/* Cells of a form stand anywhere, those of a merge above, months each in columns of their own. */
static char *
write_columns (const KaTable *table, const KaUnderstood *row)
{
  const KaKind *kind = row->record->kind;
  GString *out = g_string_new ("{");
  char letters[8];

  for (guint f = 0; f < kind->n_fields; f++)
    {
      guint column = row->columns[f];
      KaImportPlace place;

      if (column == 0)
        continue;
      place = ka_understood_place (table, row, column - 1);
      append_place (out, &kind->fields[f], ka_column_letters (place.column, letters),
                    place.row != row->row + 1 ? place.row : 0);
    }
  return g_string_free (g_string_append_c (out, '}'), FALSE);
}

gboolean
ka_run_set_source (KaRun *run, const KaTable *table, const KaUnderstood *row, GError **error)
{
  gboolean plain = is_plain (table, row) && learn_columns (run, table, row);
  char *columns = plain ? NULL : write_columns (table, row);
  gint64 *source = g_hash_table_lookup (run->sources, plain ? "" : columns);

  if (source == NULL)
    {
      g_autofree char *all
        = plain ? write_plain_columns (run->plain, row->record->kind) : g_strdup (columns);
      gint64 number
        = ka_ledger_add_source (run->ledger, table->public.file, table->public.sheet, all, error);

      if (g_hash_table_size (run->sources) >= MAX_SOURCES)
        g_hash_table_remove_all (run->sources);
      source = g_memdup2 (&number, sizeof number);
      g_hash_table_insert (run->sources, plain ? g_strdup ("") : g_strdup (columns), source);
    }
  g_free (columns);
  if (*source == 0)
    return FALSE;
  ka_ledger_set_source_row (run->ledger, *source, row->row + 1);
  return TRUE;
}

/* ---- from the ledger ---- */

GPtrArray *
ka_run_get_history (KaRun *run, const KaRecord *before)
{
  if (run->history_of != before)
    {
      ka_run_forget_history (run);
      run->history = ka_ledger_history (run->ledger, before->kind, before->id, NULL);
      run->history_of = before;
    }
  return run->history;
}

void
ka_run_forget_history (KaRun *run)
{
  g_clear_pointer (&run->history, g_ptr_array_unref);
  run->history_of = NULL;
}

char *
ka_origin_describe (const KaRevision *revision, const KaField *field)
{
  g_autofree char *cell = NULL;
  g_autofree char *time = NULL;

  if (revision->file == NULL)
    {
      time = g_strndup (revision->at, strlen ("2025-01-31T10:20"));
      g_strdelimit (time, "T", ' ');
      return g_strdup_printf ("%s %s", revision->who, time);
    }
  cell = ka_revision_cell (revision, field);
  return g_strjoin (" · ", revision->file,
                    revision->sheet != NULL && *revision->sheet ? revision->sheet
                    : cell != NULL                              ? cell
                                                                : NULL,
                    revision->sheet != NULL && *revision->sheet ? cell : NULL, NULL);
}

/* ---- the preview ---- */

/* What the plan made is gone when it ends: nothing may point there. */
static void
unset_created (KaRun *run, KaRecord *record)
{
  for (guint f = 0; f < record->kind->n_fields; f++)
    {
      const KaField *field = &record->kind->fields[f];

      if (field->type == KA_FIELD_REF && record->values[f] != NULL
          && ka_run_is_created (run, ka_field_target (field),
                                g_ascii_strtoll (record->values[f], NULL, 10)))
        ka_record_take (record, f, NULL);
    }
  if (ka_run_is_created (run, record->kind, record->id))
    record->id = record->rev = 0;
}

static char **
describe_origins (KaRun *run, const KaRecord *record, const KaRecord *before)
{
  char **origins = g_new0 (char *, record->kind->n_fields);

  /* What differs was looked up before it was written over. */
  if (run->history == NULL || run->history_of != before)
    return origins;
  for (guint f = 0; f < record->kind->n_fields; f++)
    {
      const KaRevision *origin;

      if (before->values[f] == NULL || g_strcmp0 (before->values[f], record->values[f]) == 0)
        continue;
      origin = ka_history_origin (run->history, &record->kind->fields[f]);
      if (origin != NULL)
        origins[f] = ka_origin_describe (origin, &record->kind->fields[f]);
    }
  return origins;
}

void
ka_run_keep_row (KaRun *run,
                 const KaTable *table,
                 const KaUnderstood *understood,
                 KaRowState state,
                 const KaRecord *record,
                 const KaRecord *before)
{
  KaImportRow *row;
  guint n = record->kind->n_fields;

  if ((run->commit && !run->import->keep_committed) || run->kept++ >= run->import->max_rows)
    return;
  row = g_new0 (KaImportRow, 1);
  row->table = table->index;
  row->row = understood->row + 1;
  row->state = state;
  row->record = ka_record_copy (record);
  row->places = g_new0 (KaImportPlace, n);
  row->bases = g_memdup2 (understood->bases, n);
  for (guint f = 0; f < n; f++)
    if (understood->columns[f] > 0)
      {
        row->places[f] = ka_understood_place (table, understood, understood->columns[f] - 1);
        row->bases[f] = KA_BASIS_CELL;
      }
  if (!run->commit)
    unset_created (run, row->record);
  if (before != NULL && (run->commit || !ka_run_is_created (run, before->kind, before->id)))
    {
      row->before = ka_record_copy (before);
      row->id = before->id;
      if (state == KA_ROW_CHANGED)
        row->origins = describe_origins (run, record, before);
    }
  else if (run->commit)
    row->id = record->id;
  g_ptr_array_add (run->import->rows, row);
}
