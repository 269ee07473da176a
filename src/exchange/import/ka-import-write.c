/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-codes.h>
#include <ka-day.h>
#include <ka-history.h>
#include <ka-reason.h>
#include <string.h>

/* Planning and committing are one and the same pass through one transaction, so that a plan can promise
 * nothing that the commit would not do; a plan is rolled back at its end. */

/* Rows between two reports of progress. */
#define PROGRESS_ROWS 128

gboolean
ka_run_is_created (KaRun *run, const KaKind *kind, gint64 id)
{
  gint64 first = run->first_created[ka_kind_index (kind)];

  return first != 0 && id >= first;
}

/* The same remark on row after row is one on all of them, and so is that they refer to a row that was refused.
 * FALSE: it is the first. */
static gboolean
join_problem (KaRun *run, KaImportProblem *problem)
{
  g_autofree char *key = NULL;
  KaImportProblem *first;

  if (problem->what == NULL
      || (problem->severity != KA_SEVERITY_INFO
          && strcmp (problem->code, "reference_refused") != 0))
    return FALSE;
  key = g_strdup_printf ("%d %s %s", problem->table, problem->code, problem->what);
  first = g_hash_table_lookup (run->said, key);
  if (first != NULL)
    ka_import_problem_add_place (first, ka_import_problem_get_place (problem));
  else if (run->import->problems->len < KA_MAX_PROBLEMS)
    g_hash_table_insert (run->said, g_steal_pointer (&key), problem);
  return first != NULL;
}

/* What is said of a cell that is read for two kinds in the same rows, or for every month of its row, is said
 * once. */
static gboolean
is_said (KaRun *run, const KaImportProblem *problem)
{
  const KaTable *table = g_ptr_array_index (run->import->tables, problem->table);
  g_autofree char *key = NULL;

  if (problem->what == NULL
      || (problem->cell == NULL
          && (table->found->spread == NULL || problem->severity == KA_SEVERITY_INFO)))
    return FALSE;
  key = g_strdup_printf ("%p %s %u %s", (gpointer)table->grid,
                         problem->cell != NULL ? problem->cell : "", problem->row, problem->what);
  return !g_hash_table_insert (run->said, g_steal_pointer (&key), NULL);
}

void
ka_run_take_problem (KaRun *run, KaImportProblem *problem)
{
  GPtrArray *problems = run->import->problems;

  if (is_said (run, problem))
    {
      ka_import_problem_free (problem);
      return;
    }
  if (problem->severity == KA_SEVERITY_REFUSE)
    run->import->n_refusals++;
  if (join_problem (run, problem))
    ka_import_problem_free (problem);
  else if (problems->len < KA_MAX_PROBLEMS)
    g_ptr_array_add (problems, problem);
  else
    ka_import_problem_free (problem);
}

void
ka_run_add_problem (const KaTable *table,
                    KaUnderstood *row,
                    const KaField *field,
                    KaSeverity severity,
                    const char *code,
                    const char *what)
{
  int column = field ? ka_table_column_of (table, field) : -1;

  ka_understood_take_problem (
    row, ka_understood_problem (table, row, column, field, severity, code, what));
}

/* ---- the record ---- */

/* What stands in the ledger, with what the row says written over it; a blank cell erases nothing. */
static KaRecord *
merge (const KaRecord *before, const KaRecord *row)
{
  KaRecord *record = ka_record_copy (before);

  for (guint f = 0; f < row->kind->n_fields; f++)
    if (row->values[f] != NULL && g_strcmp0 (record->values[f], row->values[f]) != 0)
      ka_record_take (record, f, g_strdup (row->values[f]));
  return record;
}

static gboolean
find_before (KaRun *run,
             const KaTable *table,
             KaUnderstood *row,
             KaRecord **before,
             gboolean *sound,
             GError **error)
{
  KaLookup found;
  gint64 id;

  if (!ka_keys_match (run->keys, row->record, &found, &id, error))
    return FALSE;
  if (found == KA_LOOKUP_SEVERAL)
    {
      ka_run_add_problem (
        table, row, NULL, KA_SEVERITY_REFUSE, "match_ambiguous",
        _ ("台账里有不止一条与它相符的记录，无法确定是哪一条，没有导入；请先在台账里核对。"));
      *sound = FALSE;
    }
  if (found == KA_LOOKUP_NONE)
    {
      if (!ka_run_find_former (run, row, &id, error))
        return FALSE;
      found = id != 0 ? KA_LOOKUP_ONE : found;
    }
  if (found == KA_LOOKUP_NONE)
    {
      if (!ka_run_find_likely (run, table, row, &id, error))
        return FALSE;
      found = id != 0 ? KA_LOOKUP_ONE : found;
    }
  if (found != KA_LOOKUP_ONE)
    return TRUE;
  *before = ka_ledger_get (run->ledger, row->record->kind, id, error);
  return *before != NULL;
}

/* Two rows of one sheet say the same thing differently: told where the value stands that does not stay. first: as
 * people count. */
KaImportProblem *
ka_run_tell_contradiction (KaRun *run,
                           const KaTable *table,
                           guint first,
                           const KaUnderstood *row,
                           const KaField *field,
                           const char *old)
{
  g_autofree char *new = ka_ledger_display (run->ledger, row->record, field, TRUE);
  char *message
    = g_strdup_printf (_ ("第 %u 行与第 %u 行是同一条记录，但“%s”不同（第 %u 行是“%s”，第 %u "
                          "行是“%s”）；以后一处为准，请核对。"),
                       row->row + 1, first, ka_field_label (field), first, old, row->row + 1, new);
  const char *code
    = g_strcmp0 (table->found->kind->title, field->id) == 0 ? "duplicate" : "conflict";

  return ka_import_problem_new (table, first, ka_table_column_of (table, field), field,
                                KA_SEVERITY_WARN, code, message);
}

/* A newer copy of the same file brings newer values. What another file or a person said differently is
 * told, with both origins: one of both is wrong. */
static void
report_conflicts (KaRun *run, const KaTable *table, KaUnderstood *row, const KaRecord *before)
{
  for (guint f = 0; f < before->kind->n_fields; f++)
    {
      const KaField *field = &before->kind->fields[f];
      GPtrArray *history;
      const KaRevision *origin;
      g_autofree char *old = NULL;
      g_autofree char *what = NULL;

      if (row->record->values[f] == NULL || before->values[f] == NULL
          || strcmp (row->record->values[f], before->values[f]) == 0
          || (row->former != NULL && g_strcmp0 (before->kind->title, field->id) == 0
              && strcmp (row->former, before->values[f]) == 0))
        continue;
      history = ka_run_get_history (run, before);
      origin = history != NULL ? ka_history_origin (history, field) : NULL;
      old = ka_ledger_display (run->ledger, before, field, TRUE);
      if (origin == NULL || origin->file == NULL)
        what = g_strdup_printf (_ ("“%s”与台账不同（台账是“%s”），以本表为准；请核对。"),
                                ka_field_label (field), old);
      else if (strcmp (origin->file, table->public.file) != 0
               || (origin->rev > run->head && g_strcmp0 (origin->sheet, table->public.sheet) != 0))
        {
          g_autofree char *place = ka_origin_describe (origin, field);

          what = g_strdup_printf (_ ("“%s”与“%s”不同（那里是“%s”），以本表为准；请核对。"),
                                  ka_field_label (field), place, old);
        }
      else if (origin->rev > run->head && origin->row != row->row + 1)
        ka_understood_take_problem (
          row, ka_run_tell_contradiction (run, table, origin->row, row, field, old));
      if (what != NULL)
        ka_run_add_problem (table, row, field, KA_SEVERITY_WARN, "conflict", what);
    }
}

/* What title or sheet say of all rows fills what is empty, and changes nothing; what the row's own mine
 * says of a new record changes nothing at all of one that is there. */
static void
yield_weak (KaUnderstood *row, const KaRecord *before)
{
  for (guint f = 0; f < before->kind->n_fields && f < 64; f++)
    if ((row->inferred >> f & 1) || ((row->weak >> f & 1) && before->values[f] != NULL))
      ka_record_take (row->record, f, g_strdup (before->values[f]));
}

static void
require_values (const KaTable *table, KaUnderstood *row, const KaRecord *record, gboolean *sound)
{
  for (guint f = 0; f < record->kind->n_fields; f++)
    {
      const KaField *field = &record->kind->fields[f];
      g_autofree char *what = NULL;

      if (record->values[f] != NULL || !(field->flags & KA_REQUIRED) || (field->flags & KA_AUTO))
        continue;
      *sound = FALSE;
      what = g_strdup_printf (_ ("“%s”没有填写，这一行不能导入；请补填后再导入。"),
                              ka_field_label (field));
      if (!ka_understood_is_refused (row, field))
        ka_run_add_problem (table, row, field, KA_SEVERITY_REFUSE, "required", what);
    }
}

static gboolean
is_refusal (const GError *error)
{
  static const KaError refusals[] = { KA_ERROR_INVALID, KA_ERROR_REQUIRED, KA_ERROR_DUPLICATE,
                                      KA_ERROR_REFERENCE, KA_ERROR_CONFLICT };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_error_matches (error, KA_ERROR, refusals[i]))
      return TRUE;
  return FALSE;
}

/* Writes the record. *sound FALSE: the ledger does not take it, the reason is with the row. */
static gboolean
save (KaRun *run,
      const KaTable *table,
      KaUnderstood *row,
      KaRecord **record,
      gboolean *sound,
      GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gboolean created = (*record)->id == 0;

  if (!ka_run_set_source (run, table, row, error))
    return FALSE;
  if (ka_run_save_former (run, row, record, &refusal)
      && ka_ledger_save (run->ledger, *record, &refusal))
    {
      gint64 *first = &run->first_created[ka_kind_index ((*record)->kind)];

      if (created && *first == 0)
        *first = (*record)->id;
      ka_run_add_likely (run, *record);
      return ka_keys_add (run->keys, *record, error);
    }
  if (!is_refusal (refusal))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  ka_run_add_problem (table, row, NULL, KA_SEVERITY_REFUSE,
                      refusal->code == KA_ERROR_DUPLICATE ? "duplicate" : "refused",
                      refusal->message);
  *sound = FALSE;
  return TRUE;
}

/* ---- rows ---- */

/* The same row twice in one file is one record; that it stood there twice is worth a remark. */
static void
remark_repeated (KaRun *run, const KaTable *table, KaUnderstood *row, const KaRecord *record)
{
  g_autoptr (GPtrArray) history = NULL;
  const KaRevision *origin;
  g_autofree char *what = NULL;

  if (!ka_run_is_created (run, record->kind, record->id) || table->found->join != KA_JOIN_NONE
      || row->months != NULL)
    return;
  history = ka_ledger_history (run->ledger, record->kind, record->id, NULL);
  if (history == NULL || history->len == 0)
    return;
  origin = g_ptr_array_index (history, 0);
  if (g_strcmp0 (origin->file, table->public.file) != 0
      || g_strcmp0 (origin->sheet, table->public.sheet) != 0 || origin->row == row->row + 1)
    return;
  what = g_strdup_printf (_ ("与第 %u 行重复，只记一次。"), origin->row);
  ka_run_add_problem (table, row, NULL, KA_SEVERITY_INFO, "duplicate_row", what);
}

/* Left out, what tells two records apart would make the row another's: a town's line about an enterprise that is
 * not known must not become the district's. */
static gboolean
is_nobodys (const KaUnderstood *row)
{
  const KaKind *kind = row->record->kind;
  g_auto (GStrv) apart = NULL;
  gboolean refused = FALSE;

  if (kind->apart == NULL || row->problems == NULL || row->problems->len == 0)
    return FALSE;
  apart = g_strsplit (kind->apart, "+", -1);
  for (guint i = 0; apart[i] != NULL; i++)
    refused |= ka_understood_is_refused (row, ka_kind_field (kind, apart[i]));
  return refused;
}

/* Which record of the ledger the row is about. *sound FALSE: it is refused. */
static gboolean
find_record (KaRun *run,
             KaTable *table,
             KaUnderstood *row,
             gboolean *sound,
             KaRecord **before,
             GError **error)
{
  if (!ka_run_resolve_references (run, table, row, sound, error))
    return FALSE;
  *sound = *sound && !is_nobodys (row);
  return !*sound
         || (ka_run_take_mine_owner (run, row, error) && ka_run_link_joined (run, table, row, error)
             && find_before (run, table, row, before, sound, error));
}

static gboolean
write_row (KaRun *run,
           KaTable *table,
           KaUnderstood *row,
           gboolean sound,
           KaRecord *before,
           KaRowState *state,
           KaRecord **written,
           GError **error)
{
  *state = KA_ROW_REFUSED;
  if (before != NULL)
    {
      yield_weak (row, before);
      report_conflicts (run, table, row, before);
      *written = merge (before, row->record);
      ka_understood_check (table, row, *written);
    }
  else
    *written = ka_record_ref (row->record);
  require_values (table, row, *written, &sound);
  if (!sound)
    return TRUE;
  if (before != NULL && ka_record_equal (before, *written))
    {
      *state = KA_ROW_UNCHANGED;
      remark_repeated (run, table, row, *written);
      return TRUE;
    }
  if (!save (run, table, row, written, &sound, error))
    return FALSE;
  if (sound)
    *state = before != NULL ? KA_ROW_CHANGED : KA_ROW_NEW;
  return TRUE;
}

/* Who stands in the row and on a list: said, whatever becomes of the row. */
static void
remark_barred (KaRun *run, const KaTable *table, KaUnderstood *row, const KaRecord *written)
{
  g_autoptr (GPtrArray) hits = ka_barred_check (run->barred, written);

  for (guint i = 0; i < hits->len; i++)
    {
      const KaBarredHit *hit = g_ptr_array_index (hits, i);

      KaImportProblem *problem;

      ka_run_add_problem (table, row, hit->field, KA_SEVERITY_WARN, "person_barred", hit->message);
      problem = g_ptr_array_index (row->problems, row->problems->len - 1);
      problem->listing = hit->listing;
    }
}

static void
count (KaImportTable *table, KaRowState state)
{
  table->read++;
  table->added += state == KA_ROW_NEW;
  table->changed += state == KA_ROW_CHANGED;
  table->unchanged += state == KA_ROW_UNCHANGED;
  table->refused += state == KA_ROW_REFUSED;
}

static gboolean
is_of_key (const KaKind *kind, const KaField *field)
{
  for (guint k = 0; k < G_N_ELEMENTS (kind->keys) && kind->keys[k] != NULL; k++)
    {
      g_auto (GStrv) ids = g_strsplit (kind->keys[k], "+", -1);

      if (g_strv_contains ((const char *const *)ids, field->id))
        return TRUE;
    }
  return FALSE;
}

/* A line of a form that came back without an answer. */
static gboolean
is_unanswered (const KaUnderstood *row)
{
  const KaKind *kind = row->record->kind;

  if ((kind->flags & KA_KIND_ANSWER) == 0 || (row->problems != NULL && row->problems->len > 0))
    return FALSE;
  for (guint f = 0; f < kind->n_fields; f++)
    if (row->record->values[f] != NULL && !is_of_key (kind, &kind->fields[f]))
      return FALSE;
  return TRUE;
}

/* It says that there is nothing to record, or leaves its answer open. */
static void
pass_row (KaRun *run, const KaTable *table, KaUnderstood *row)
{
  KaAccount *account = g_hash_table_lookup (run->accounts, table->grid);

  ka_account_pass_row (account, table, row);
  while (row->problems != NULL && row->problems->len > 0)
    ka_run_take_problem (run, g_ptr_array_steal_index (row->problems, 0));
}

static gboolean
finish_row (KaRun *run,
            KaTable *table,
            KaUnderstood *row,
            gboolean sound,
            KaRecord *before,
            GError **error)
{
  g_autoptr (KaRecord) written = NULL;
  KaRowState state;

  if (!write_row (run, table, row, sound, before, &state, &written, error))
    return FALSE;
  if (written != NULL && state != KA_ROW_UNCHANGED)
    remark_barred (run, table, row, written);
  count (&table->public, state);
  if (state == KA_ROW_REFUSED)
    ka_run_note_refused (run, table, row);
  ka_account_take_row (g_hash_table_lookup (run->accounts, table->grid), table, row, state);
  ka_run_keep_row (run, table, row, state, written, before);
  ka_run_forget_history (run);
  while (row->problems != NULL && row->problems->len > 0)
    ka_run_take_problem (run, g_ptr_array_steal_index (row->problems, 0));
  return TRUE;
}

/* Each table has sources of its own. */
static void
forget_sources (KaRun *run)
{
  g_hash_table_remove_all (run->sources);
  g_clear_pointer (&run->plain, g_free);
}

gboolean
ka_run_finish_row (KaRun *run, KaTable *table, KaUnderstood *row, KaRecord *before, GError **error)
{
  gboolean away
    = run->table >= run->tables->len || g_ptr_array_index (run->tables, run->table) != table,
    ok;

  if (away)
    forget_sources (run);
  ok = finish_row (run, table, row, TRUE, before, error);
  if (away)
    forget_sources (run);
  return ok;
}

/* *held: the row stays with the run. */
static gboolean
run_row (KaRun *run, KaTable *table, KaUnderstood *row, gboolean *held, GError **error)
{
  g_autoptr (KaRecord) before = NULL;
  gboolean sound = TRUE;

  if (row->none || is_unanswered (row))
    {
      pass_row (run, table, row);
      return TRUE;
    }
  if (!find_record (run, table, row, &sound, &before, error))
    return FALSE;
  if (sound && before != NULL)
    {
      if (!ka_run_meet (run, table, row, &before, error))
        return FALSE;
      *held = ka_run_hold (run, table, row, before);
    }
  return *held || finish_row (run, table, row, sound, before, error);
}

/* The rows of another table begin. */
static gboolean
begin_table (KaRun *run, guint index, GError **error)
{
  const KaTable *last
    = run->table < run->tables->len ? g_ptr_array_index (run->tables, run->table) : NULL;
  const KaTable *table = g_ptr_array_index (run->tables, index);

  if (last != NULL && last->found->kind != table->found->kind && !ka_run_end_waiting (run, error))
    return FALSE;
  run->table = index;
  run->kept = 0;
  forget_sources (run);
  return TRUE;
}

/* What the reading thread made lies in its processor's cache, in many small pieces; each would be waited for. They
 * are asked for before they are needed, one step of the way to them after the other. */
static void
fetch_rows (const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    __builtin_prefetch (g_ptr_array_index (rows, i));
  for (guint i = 0; i < rows->len; i++)
    __builtin_prefetch (((const KaUnderstood *)g_ptr_array_index (rows, i))->record);
  for (guint i = 0; i < rows->len; i++)
    {
      const KaRecord *record = ((const KaUnderstood *)g_ptr_array_index (rows, i))->record;

      for (guint f = 0; f < record->kind->n_fields; f += 8)
        __builtin_prefetch (&record->values[f]);
    }
}

static void
fetch_values (const KaUnderstood *row)
{
  for (guint f = 0; f < row->record->kind->n_fields; f++)
    __builtin_prefetch (row->record->values[f]);
}

static gboolean
run_batch (KaRun *run, const KaRowBatch *batch, GError **error)
{
  KaTable *table = g_ptr_array_index (run->tables, batch->table);

  if (batch->table != run->table && !begin_table (run, batch->table, error))
    return FALSE;
  fetch_rows (batch->rows);
  if (!ka_run_split_mines (run, batch->rows, error))
    return FALSE;
  for (guint i = 0; i < batch->rows->len; i++)
    {
      gboolean held = FALSE;

      if (i + 1 < batch->rows->len)
        fetch_values (g_ptr_array_index (batch->rows, i + 1));
      if (!run_row (run, table, g_ptr_array_index (batch->rows, i), &held, error))
        return FALSE;
      if (held)
        batch->rows->pdata[i] = NULL;
    }
  run->rows += batch->rows->len;
  if (run->progress != NULL
      && (run->rows == batch->rows->len
          || run->rows / PROGRESS_ROWS != (run->rows - batch->rows->len) / PROGRESS_ROWS))
    run->progress (run->n_rows > 0 ? MIN (1.0, run->rows / (double)run->n_rows) : -1,
                   run->commit ? _ ("正在导入") : _ ("正在核对"), run->data);
  if (!g_cancellable_is_cancelled (run->cancellable))
    return TRUE;
  g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, _ ("已取消导入，没有写入任何内容。"));
  return FALSE;
}

static gboolean
run_tables (KaLedger *ledger, gpointer data, GError **error)
{
  KaRun *run = data;
  KaRowReader *reader;
  const KaRowBatch *batch;
  g_autoptr (GError) failure = NULL;
  g_autofree char *towns = ka_import_find_towns (run->tables, ledger, &failure);
  gboolean ok = TRUE;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (towns != NULL)
    ka_towns_add_all (towns);
  run->barred = ka_barred_read (ledger, ka_today (), error);
  if (run->barred == NULL)
    return FALSE;
  reader = ka_row_reader_new (run->tables, run->accounts);
  while (ok && (batch = ka_row_reader_next (reader)) != NULL)
    ok = run_batch (run, batch, error);
  ka_row_reader_free (reader);
  if (!ok || !ka_run_end_waiting (run, error))
    return FALSE;
  ka_run_sort_rows (run);
  ka_run_tell_passed (run);
  for (guint i = 0; i < run->import->problems->len; i++)
    ka_import_problem_tell_places (g_ptr_array_index (run->import->problems, i));
  if (run->commit
      && (!ka_import_remember (run->import, ledger, error)
          || (towns != NULL && !ka_ledger_set_setting (ledger, "district.towns", towns, error))))
    return FALSE;
  run->finished = TRUE;
  return run->commit && (run->import->n_refusals == 0 || run->import->skip_bad);
}

static int
compare_tables (gconstpointer a, gconstpointer b)
{
  const KaTable *x = *(KaTable *const *)a, *y = *(KaTable *const *)b;
  guint i = ka_kind_index (x->found->kind), j = ka_kind_index (y->found->kind);

  return i < j ? -1 : i > j;
}

/* In the order of the ledger, so that what is referred to is there first. */
static void
take_tables (KaRun *run)
{
  for (guint i = 0; i < run->import->tables->len; i++)
    {
      KaTable *table = g_ptr_array_index (run->import->tables, i);

      table->public.read = table->public.added = table->public.changed = 0;
      table->public.unchanged = table->public.refused = 0;
      if (!table->public.taken || table->found->kind == NULL)
        continue;
      g_ptr_array_add (run->tables, table);
      if (!g_hash_table_contains (run->accounts, table->grid))
        g_hash_table_insert (run->accounts, table->grid, ka_account_new (table->grid));
      run->n_rows += ka_grid_get_n_rows (table->grid);
    }
  g_ptr_array_sort (run->tables, compare_tables);
}

static char *
explain (KaRun *run)
{
  const char *first = NULL;
  guint files = 0;

  for (guint i = 0; i < run->tables->len; i++)
    {
      const KaTable *table = g_ptr_array_index (run->tables, i);
      gboolean seen = FALSE;

      for (guint j = 0; j < i && !seen; j++)
        seen = strcmp (((KaTable *)g_ptr_array_index (run->tables, j))->public.file,
                       table->public.file)
               == 0;
      files += !seen;
      first = first ? first : table->public.file;
    }
  if (files == 1)
    return g_strdup_printf (KA_WHY_IMPORT, first);
  return g_strdup_printf (KA_WHY_IMPORT_SOME, first, files);
}

gboolean
ka_import_run (KaImport *import,
               KaLedger *ledger,
               gboolean commit,
               KaProgress progress,
               gpointer data,
               GCancellable *cancellable,
               gint64 *change,
               GError **error)
{
  KaRun run = { .import = import,
                .ledger = ledger,
                .commit = commit,
                .progress = progress,
                .data = data,
                .cancellable = cancellable,
                .tables = g_ptr_array_new (),
                .table = G_MAXUINT };
  g_autoptr (GError) failure = NULL;
  g_autofree char *why = NULL;
  gboolean ok = TRUE;
  guint n_kinds;

  ka_kinds (&n_kinds);
  run.accounts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)ka_account_free);
  run.said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  take_tables (&run);
  if (run.tables->len > 0)
    {
      why = explain (&run);
      run.keys = ka_keys_new (ledger);
      run.head = ka_ledger_get_head (ledger);
      run.first_created = g_new0 (gint64, n_kinds);
      run.sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      run.refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      ok = ka_ledger_transact (ledger, KA_CHANGE_IMPORT, why, run_tables, &run, change, &failure);
      ka_keys_free (run.keys);
      g_free (run.first_created);
      g_hash_table_unref (run.sources);
      g_hash_table_unref (run.refused);
      g_free (run.plain);
      g_clear_pointer (&run.waiting, g_hash_table_unref);
      ka_likely_free (run.likely);
      g_clear_pointer (&run.barred, ka_barred_free);
    }
  g_hash_table_unref (run.said);
  g_ptr_array_unref (run.tables);
  g_clear_pointer (&import->accounts, g_hash_table_unref);
  import->accounts = run.accounts;
  g_ptr_array_sort (import->problems, ka_import_problem_compare);
  if (ok)
    return TRUE;
  if (run.finished && !commit)
    return TRUE;
  if (run.finished && import->n_refusals > 0 && !import->skip_bad)
    g_set_error (
      error, KA_ERROR, KA_ERROR_INVALID,
      _ ("有 %u 处不能导入，没有写入任何内容；请按问题清单改正后再导入，或选择跳过有问题的内容。"),
      import->n_refusals);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
