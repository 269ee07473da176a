/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-keys-private.h"

#include <ka-history.h>
#include <ka-query.h>
#include <ka-text.h>
#include <string.h>

/* Names that records bore once, of records that were merged, and names that are merely alike. */

/* Likeness is looked for among so many names, so many times: each is compared with each. */
#define MAX_NAMES 20000
#define MAX_GUESSED 500
#define MAX_GUESSES 3

static void
add_former (KaKindKeys *kind, const char *name, gint64 id)
{
  g_autofree char *folded = name ? ka_text_fold (name) : NULL;
  gint64 *known, *copy;

  if (folded == NULL)
    return;
  known = g_hash_table_lookup (kind->former, folded);
  if (known != NULL && *known == id)
    return;
  copy = g_new (gint64, 1);
  *copy = known == NULL ? id : 0;
  g_hash_table_insert (kind->former, g_steal_pointer (&folded), copy);
}

/* Merges begin with the record that went and end with the one that stays. */
static gboolean
load_merged (const KaKeys *keys, KaKindKeys *kind, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;

  if (kind->merged != NULL)
    return TRUE;
  sql = g_strdup_printf (
    "SELECT first.id, last.id FROM change AS c"
    " JOIN revision AS first ON first.rev = (SELECT min (rev) FROM revision WHERE change = c.id)"
    " JOIN revision AS last ON last.rev = (SELECT max (rev) FROM revision WHERE change = c.id)"
    " WHERE c.what = '" KA_CHANGE_MERGE "' AND first.kind = '%s'",
    kind->kind->id);
  cursor = ka_cursor_new (keys->ledger, sql, error);
  if (cursor == NULL)
    return FALSE;
  kind->merged = g_hash_table_new (NULL, NULL);
  while (ka_cursor_next (cursor, &failure))
    if (!ka_kind_keys_has (kind, ka_cursor_get_int (cursor, 0)))
      g_hash_table_insert (kind->merged, GSIZE_TO_POINTER ((gsize)ka_cursor_get_int (cursor, 0)),
                           GSIZE_TO_POINTER ((gsize)ka_cursor_get_int (cursor, 1)));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The record that stands for it now. What was merged may have been merged again. */
static gint64
follow_merges (const KaKindKeys *kind, gint64 id)
{
  guint n = g_hash_table_size (kind->merged);

  for (guint i = 0; i < n; i++)
    {
      gpointer next = g_hash_table_lookup (kind->merged, GSIZE_TO_POINTER ((gsize)id));

      if (next == NULL)
        break;
      id = (gint64)GPOINTER_TO_SIZE (next);
    }
  return id;
}

/* The names that records bore in earlier revisions: where a company was renamed, older papers and
 * ledgers go on with the old name. */
static gboolean
load_former (const KaKeys *keys, KaKindKeys *kind, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;

  if (kind->former != NULL)
    return TRUE;
  if (!load_merged (keys, kind, error))
    return FALSE;
  sql = g_strdup_printf ("SELECT id, body FROM revision WHERE kind = '%s' AND body IS NOT NULL",
                         kind->kind->id);
  cursor = ka_cursor_new (keys->ledger, sql, error);
  if (cursor == NULL)
    return FALSE;
  kind->former = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (ka_cursor_next (cursor, &failure))
    {
      g_autoptr (KaRecord) record
        = ka_record_from_json (kind->kind, ka_cursor_get_text (cursor, 1), -1, NULL);

      if (record != NULL)
        add_former (kind, ka_record_get (record, kind->kind->title),
                    follow_merges (kind, ka_cursor_get_int (cursor, 0)));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
ka_keys_add_former (KaKeys *keys, const KaKind *kind, const char *name, gint64 id)
{
  KaKindKeys *known = g_hash_table_lookup (keys->kinds, kind);

  /* What is not yet read is read from what was saved. */
  if (known != NULL && known->former != NULL)
    add_former (known, name, id);
}

gboolean
ka_keys_find_former (KaKeys *keys,
                     KaKindKeys *kind,
                     const char *text,
                     KaLookup *found,
                     gint64 *id,
                     GError **error)
{
  g_autofree char *folded = ka_text_fold (text);
  const gint64 *known;

  if (kind->kind->title == NULL || strcmp (kind->kind->id, "enterprise") != 0)
    return TRUE;
  if (!load_former (keys, kind, error))
    return FALSE;
  known = g_hash_table_lookup (kind->former, folded);
  if (known == NULL || (*known != 0 && !ka_kind_keys_has (kind, *known)))
    return TRUE;
  *found = *known == 0 ? KA_LOOKUP_SEVERAL : KA_LOOKUP_ONE;
  *id = *known;
  return TRUE;
}

gboolean
ka_keys_find_merged (KaKeys *keys,
                     const KaKind *target,
                     const char *text,
                     gint64 *id,
                     GError **error)
{
  KaKindKeys *kind = ka_keys_get_kind (keys, target, error);
  g_autofree char *folded = NULL;
  const gint64 *known;
  GHashTableIter iter;
  gpointer gone;

  *id = 0;
  if (kind == NULL || !load_merged (keys, kind, error))
    return FALSE;
  if (g_hash_table_size (kind->merged) == 0)
    return TRUE;
  if (!load_former (keys, kind, error))
    return FALSE;
  folded = ka_text_fold (text);
  known = g_hash_table_lookup (kind->former, folded);
  g_hash_table_iter_init (&iter, kind->merged);
  while (known != NULL && *id == 0 && g_hash_table_iter_next (&iter, &gone, NULL))
    if (follow_merges (kind, (gint64)GPOINTER_TO_SIZE (gone)) == *known
        && ka_kind_keys_has (kind, *known))
      *id = *known;
  return TRUE;
}

static gboolean
load_names (const KaKeys *keys, KaKindKeys *kind, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;

  if (kind->names != NULL)
    return TRUE;
  sql = g_strdup_printf ("SELECT DISTINCT \"%s\" FROM \"%s\"", kind->kind->title, kind->kind->id);
  cursor = ka_cursor_new (keys->ledger, sql, error);
  if (cursor == NULL)
    return FALSE;
  kind->names = g_ptr_array_new_with_free_func (g_free);
  while (ka_cursor_next (cursor, &failure))
    if (kind->names->len < MAX_NAMES)
      g_ptr_array_add (kind->names, g_strdup (ka_cursor_get_text (cursor, 0)));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
ka_keys_guess (KaKeys *keys,
               const KaKind *target,
               const char *text,
               GPtrArray *guesses,
               GError **error)
{
  KaKindKeys *kind = ka_keys_get_kind (keys, target, error);

  if (kind == NULL)
    return FALSE;
  if (target->title == NULL || keys->guessed++ > MAX_GUESSED)
    return TRUE;
  if (!load_names (keys, kind, error))
    return FALSE;
  for (guint i = 0; i < kind->names->len && guesses->len < MAX_GUESSES; i++)
    {
      const char *name = g_ptr_array_index (kind->names, i);

      /* The very name is of another enterprise: it was looked up and was not meant. */
      if (name != NULL && strcmp (name, text) != 0
          && ka_name_judge (text, name) != KA_NAME_DIFFERENT)
        g_ptr_array_add (guesses, g_strdup (name));
    }
  return TRUE;
}
