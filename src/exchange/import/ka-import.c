/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-official.h>

static void
free_table (gpointer data)
{
  KaTable *table = data;

  g_free (table->public.file);
  g_free (table->public.sheet);
  g_free (table->public.recalled);
  g_free (table->fingerprint);
  g_clear_pointer (&table->said, g_hash_table_unref);
  ka_table_forget_guesses (table);
  ka_found_free (table->found);
  g_free (table);
}

static void
free_row (gpointer data)
{
  KaImportRow *row = data;

  for (guint f = 0; row->origins != NULL && f < row->record->kind->n_fields; f++)
    g_free (row->origins[f]);
  g_free (row->origins);
  g_free (row->places);
  g_free (row->bases);
  g_clear_pointer (&row->record, ka_record_unref);
  g_clear_pointer (&row->before, ka_record_unref);
  g_free (row);
}

static void
free_question (gpointer data)
{
  KaImportQuestion *question = data;

  g_free (question->text);
  g_free (question->answer);
  g_ptr_array_unref (question->guesses);
  g_free (question);
}

void
ka_import_forget_plan (KaImport *import)
{
  g_ptr_array_set_size (import->problems, 0);
  g_ptr_array_set_size (import->rows, 0);
  g_ptr_array_set_size (import->questions, 0);
  import->n_refusals = 0;
  g_clear_pointer (&import->accounts, g_hash_table_unref);
}

KaImport *
ka_import_new (void)
{
  KaImport *import = g_new0 (KaImport, 1);

  import->books = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_book_free);
  import->tables = g_ptr_array_new_with_free_func (free_table);
  import->notes = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_import_problem_free);
  import->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_import_problem_free);
  import->rows = g_ptr_array_new_with_free_func (free_row);
  import->questions = g_ptr_array_new_with_free_func (free_question);
  import->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  import->recalled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  import->dropped = g_ptr_array_new_with_free_func (g_free);
  import->max_rows = KA_MAX_PREVIEW_ROWS;
  return import;
}

void
ka_import_free (KaImport *import)
{
  if (import == NULL)
    return;
  g_clear_pointer (&import->accounts, g_hash_table_unref);
  g_ptr_array_unref (import->dropped);
  g_hash_table_unref (import->recalled);
  g_hash_table_unref (import->answers);
  g_ptr_array_unref (import->questions);
  g_ptr_array_unref (import->rows);
  g_ptr_array_unref (import->problems);
  g_clear_pointer (&import->official, g_ptr_array_unref);
  g_ptr_array_unref (import->notes);
  g_ptr_array_unref (import->tables);
  g_ptr_array_unref (import->books);
  g_free (import);
}

void
ka_import_answer (KaImport *import, const KaKind *kind, const char *text, const char *name)
{
  g_autofree char *key = ka_import_name_key (kind, text);

  if (name != NULL)
    g_hash_table_insert (import->answers, g_steal_pointer (&key), g_strdup (name));
  else
    g_hash_table_remove (import->answers, key);
}

void
ka_import_keep_rows (KaImport *import, guint max)
{
  import->max_rows = max;
  import->keep_committed = TRUE;
}

void
ka_import_set_skip_bad (KaImport *import, gboolean skip)
{
  import->skip_bad = skip;
}

/* ---- plan and commit ---- */

static KaImportProblem *
copy_note (const KaImportProblem *note)
{
  return ka_import_note_new (note->file, note->sheet, note->severity, note->code,
                             g_strdup (note->message));
}

/* Of the two passes of a desk that is not Chinese. */
typedef struct
{
  KaProgress progress;
  gpointer data;
  double begin;
} Half;

static void
tell_half (double fraction, const char *what, gpointer data)
{
  const Half *half = data;

  half->progress (fraction < 0 ? fraction : half->begin + fraction / 2, what, half->data);
}

/* The reasons for the towns, who read Chinese whatever this desk speaks. Only a pass of its own words all of
 * them, those of the layers below too. */
static gboolean
plan_in_chinese (KaImport *import,
                 KaLedger *ledger,
                 Half *half,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (KaOfficial) official = ka_official_begin ();

  ka_import_forget_plan (import);
  if (!ka_import_run (import, ledger, FALSE, half->progress != NULL ? tell_half : NULL, half,
                      cancellable, NULL, error))
    return FALSE;
  import->official = g_steal_pointer (&import->problems);
  import->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_import_problem_free);
  half->begin = 0.5;
  return TRUE;
}

static gboolean
run (KaImport *import,
     KaLedger *ledger,
     gboolean commit,
     KaProgress progress,
     gpointer data,
     GCancellable *cancellable,
     gint64 *change,
     GError **error)
{
  Half half = { progress, data, 0 };

  if (!ka_import_recall (import, ledger, error))
    return FALSE;
  g_clear_pointer (&import->official, g_ptr_array_unref);
  if (ka_official_is_foreign ())
    {
      if (!plan_in_chinese (import, ledger, &half, cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress = tell_half;
      data = &half;
    }
  if (commit && !import->keep_committed)
    {
      g_ptr_array_set_size (import->problems, 0);
      import->n_refusals = 0;
    }
  else
    ka_import_forget_plan (import);
  for (guint i = 0; i < import->notes->len; i++)
    g_ptr_array_add (import->problems, copy_note (g_ptr_array_index (import->notes, i)));
  ka_import_tell_unknown (import);
  return ka_import_run (import, ledger, commit, progress, data, cancellable, change, error);
}

gboolean
ka_import_plan (KaImport *import,
                KaLedger *ledger,
                KaProgress progress,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  return run (import, ledger, FALSE, progress, data, cancellable, NULL, error);
}

gboolean
ka_import_commit (KaImport *import,
                  KaLedger *ledger,
                  KaProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  gint64 *change,
                  GError **error)
{
  gint64 none;

  if (change == NULL)
    change = &none;
  *change = 0;
  return run (import, ledger, TRUE, progress, data, cancellable, change, error);
}

GPtrArray *
ka_import_get_problems (KaImport *import)
{
  return import->problems;
}

GPtrArray *
ka_import_get_questions (KaImport *import)
{
  return import->questions;
}

guint
ka_import_get_n_refusals (KaImport *import)
{
  return import->n_refusals;
}

GPtrArray *
ka_import_get_rows (KaImport *import, guint limit)
{
  GPtrArray *rows = g_ptr_array_new ();
  g_autofree guint *taken = g_new0 (guint, MAX (1, import->tables->len));

  for (guint i = 0; i < import->rows->len; i++)
    {
      KaImportRow *row = g_ptr_array_index (import->rows, i);

      if (limit == 0 || taken[row->table]++ < limit)
        g_ptr_array_add (rows, row);
    }
  return rows;
}
