/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <glib/gi18n-lib.h>
#include <ka-query.h>
#include <string.h>

/* Names that are like others: who is meant is asked, and what was answered is kept. */

/* ---- questions and answers ---- */

static KaImportQuestion *
find_question (KaImport *import, const KaKind *kind, const char *text, gboolean is_new)
{
  for (guint i = 0; i < import->questions->len; i++)
    {
      KaImportQuestion *question = g_ptr_array_index (import->questions, i);

      if (question->kind == kind && question->is_new == is_new
          && strcmp (question->text, text) == 0)
        return question;
    }
  return NULL;
}

void
ka_run_ask (KaRun *run,
            const KaTable *table,
            const KaUnderstood *row,
            const KaField *field,
            const KaKind *kind,
            const char *text,
            GPtrArray *guesses,
            gboolean is_new)
{
  KaImportQuestion *question = find_question (run->import, kind, text, is_new);
  g_autofree char *key = NULL;
  const char *answer, *kept;
  int column;

  if (question != NULL)
    {
      question->n++;
      return;
    }
  key = ka_import_name_key (kind, text);
  answer = g_hash_table_lookup (run->import->answers, key);
  kept = g_hash_table_lookup (run->import->recalled, key);
  question = g_new0 (KaImportQuestion, 1);
  question->kind = kind;
  question->text = g_strdup (text);
  question->guesses = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < guesses->len; i++)
    g_ptr_array_add (question->guesses, g_strdup (g_ptr_array_index (guesses, i)));
  question->is_new = is_new;
  question->table = (int)table->index;
  column = ka_table_column_of (table, field);
  if (column >= 0)
    question->place = ka_understood_place (table, row, column);
  question->n = 1;
  question->recalled = answer == NULL && kept != NULL && *kept == '=';
  question->answer = g_strdup (question->recalled ? kept + 1 : answer);
  g_ptr_array_add (run->import->questions, question);
}

gboolean
ka_run_find_answer (KaRun *run,
                    const KaTable *table,
                    KaUnderstood *row,
                    const KaField *field,
                    const KaKind *kind,
                    const char *text,
                    const char **name,
                    GError **error)
{
  gboolean recalled;
  g_autofree char *what = NULL;
  g_autoptr (GPtrArray) guesses = NULL;

  if (!ka_import_find_answer (run->import, run->ledger, kind, text, name, &recalled, error))
    return FALSE;
  if (*name == NULL || **name == '\0')
    return TRUE;
  /* What was answered can still be answered otherwise. */
  guesses = g_ptr_array_new ();
  g_ptr_array_add (guesses, (gpointer)*name);
  ka_run_ask (run, table, row, field, kind, text, guesses, kind == row->record->kind);
  if (!recalled)
    return TRUE;
  what = g_strdup_printf (_ ("“%s”按上次的回答当作“%s”。"), text, *name);
  ka_run_add_problem (table, row, field, KA_SEVERITY_INFO, "name_recalled", what);
  return TRUE;
}

/* ---- new enterprises that are like known ones ---- */

/* Of those of which as much is left, so many are looked at, and so many told. */
#define MAX_ALIKE 16
#define MAX_TOLD 3

/* By a digest of what is left of a name without place and legal form. */
struct _KaLikely
{
  KaDigests *cores;
  GArray *ids; /* gint64 by entry */
  guint64 seed;
  /* Of the record that was looked for last: it may be added next. */
  const KaRecord *record;
  guint64 core;
};

void
ka_likely_free (KaLikely *likely)
{
  if (likely == NULL)
    return;
  ka_digests_free (likely->cores);
  g_array_unref (likely->ids);
  g_free (likely);
}

static guint64
digest_core (const KaLikely *likely, const char *name)
{
  g_autofree char *core = ka_name_core (name);
  guint64 digest = ka_digest_mix (likely->seed, core);

  return digest == KA_DIGEST_NONE ? 1 : digest;
}

static void
add_core (KaLikely *likely, gint64 id, guint64 core)
{
  ka_digests_add (likely->cores, core);
  g_array_append_val (likely->ids, id);
}

static gboolean
load_likely (KaRun *run, GError **error)
{
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;
  KaLikely *likely;

  if (run->likely != NULL)
    return TRUE;
  run->likely = likely = g_new0 (KaLikely, 1);
  likely->cores = ka_digests_new ();
  likely->ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (likely->ids, 1);
  likely->seed = ((guint64)g_random_int () << 32) | g_random_int ();
  cursor = ka_cursor_new (run->ledger, "SELECT id, name FROM enterprise ORDER BY id", error);
  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &failure))
    add_core (likely, ka_cursor_get_int (cursor, 0),
              digest_core (likely, ka_cursor_get_text (cursor, 1)));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
ka_run_add_likely (KaRun *run, const KaRecord *record)
{
  KaLikely *likely = run->likely;

  if (likely == NULL || strcmp (record->kind->id, "enterprise") != 0)
    return;
  add_core (likely, record->id,
            likely->record == record ? likely->core
                                     : digest_core (likely, ka_record_get (record, "name")));
  likely->record = NULL;
}

/* Two credit codes are two enterprises, whatever the names. known: may be NULL. */
static gboolean
may_be (const KaRecord *record, const KaRecord *known)
{
  const char *code = ka_record_get (record, "credit_code");

  return known != NULL
         && (code == NULL || ka_record_get (known, "credit_code") == NULL
             || strcmp (code, ka_record_get (known, "credit_code")) == 0);
}

static char *
join_names (GPtrArray *guesses)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < guesses->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "”、“" : "",
                            (const char *)g_ptr_array_index (guesses, i));
  return g_string_free (names, FALSE);
}

static void
tell_like (KaRun *run,
           const KaTable *table,
           KaUnderstood *row,
           const KaField *field,
           const char *text,
           GPtrArray *guesses)
{
  g_autofree char *names = join_names (guesses);
  g_autofree char *what = g_strdup_printf (
    _ ("台账里没有“%s”，与它相近的有“%s”，按另一家企业新增；如是同一家，请选定它，或导入后合并。"),
    text, names);

  ka_run_ask (run, table, row, field, row->record->kind, text, guesses, TRUE);
  ka_run_add_problem (table, row, field, KA_SEVERITY_WARN, "name_similar", what);
}

/* What the row says of it goes to the one that was answered, which keeps its name. */
static gboolean
take_answer (KaRun *run,
             KaUnderstood *row,
             const KaField *field,
             const char *name,
             gint64 *id,
             GError **error)
{
  KaLookup found;

  if (!ka_keys_resolve (run->keys, row->record->kind, name, 0, &found, id, error))
    return FALSE;
  if (found != KA_LOOKUP_ONE)
    *id = 0;
  else
    ka_record_set (row->record, field->id, ka_ledger_title (run->ledger, row->record->kind, *id));
  return TRUE;
}

/* It was merged into another one: that it is. */
static gboolean
find_merged (KaRun *run,
             const KaTable *table,
             KaUnderstood *row,
             const KaField *field,
             const char *text,
             gint64 *id,
             GError **error)
{
  g_autoptr (KaRecord) known = NULL;
  g_autofree char *what = NULL;

  if (!ka_keys_find_merged (run->keys, row->record->kind, text, id, error))
    return FALSE;
  if (*id != 0)
    known = ka_ledger_get (run->ledger, row->record->kind, *id, NULL);
  if (!may_be (row->record, known))
    {
      *id = 0;
      return TRUE;
    }
  what = g_strdup_printf (_ ("“%s”已并入“%s”，按它导入，名称不改。"), text,
                          ka_ledger_title (run->ledger, row->record->kind, *id));
  ka_run_add_problem (table, row, field, KA_SEVERITY_INFO, "name_merged", what);
  ka_record_set (row->record, field->id, ka_ledger_title (run->ledger, row->record->kind, *id));
  return TRUE;
}

/* The names of the enterprises of which as much is left as of the row's, the oldest first, but for those that
 * are certainly others. */
static GPtrArray *
find_alike (KaRun *run, KaUnderstood *row, const char *text)
{
  KaLikely *likely = run->likely;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint entries[MAX_ALIKE], n = 0;

  likely->record = row->record;
  likely->core = digest_core (likely, text);
  for (guint entry = ka_digests_find (likely->cores, likely->core); entry != 0 && n < MAX_ALIKE;
       entry = ka_digests_next (likely->cores, entry))
    entries[n++] = entry;
  while (n-- > 0 && names->len < MAX_TOLD)
    {
      g_autoptr (KaRecord) known = ka_ledger_get (
        run->ledger, row->record->kind, g_array_index (likely->ids, gint64, entries[n]), NULL);
      const char *name = known != NULL ? ka_record_get (known, "name") : NULL;

      if (may_be (row->record, known) && strcmp (name, text) != 0
          && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }
  return names;
}

gboolean
ka_run_find_likely (KaRun *run, const KaTable *table, KaUnderstood *row, gint64 *id, GError **error)
{
  const KaKind *kind = row->record->kind;
  const KaField *field = ka_kind_field (kind, "name");
  const char *text
    = strcmp (kind->id, "enterprise") == 0 ? ka_record_get (row->record, "name") : NULL;
  g_autoptr (GPtrArray) alike = NULL;
  const char *answer;

  *id = 0;
  if (text == NULL)
    return TRUE;
  if (!find_merged (run, table, row, field, text, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  if (!load_likely (run, error))
    return FALSE;
  alike = find_alike (run, row, text);
  if (alike->len == 0 && g_hash_table_size (run->import->answers) == 0)
    return TRUE;
  if (!ka_run_find_answer (run, table, row, field, kind, text, &answer, error))
    return FALSE;
  if (answer != NULL && *answer != '\0')
    return take_answer (run, row, field, answer, id, error);
  if (answer == NULL && alike->len > 0)
    tell_like (run, table, row, field, text, alike);
  else if (alike->len > 0)
    ka_run_ask (run, table, row, field, kind, text, alike, TRUE);
  return TRUE;
}
