/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <string.h>

/* 甲矿、乙矿 in the cell of a plan for a month: a record for each of them. */

#define MAX_SEVERAL 60u

/* The required mine of the row; NULL: it has none of its own. */
static const KaField *
find_mine (const KaUnderstood *row)
{
  const KaField *mine = ka_kind_field (row->record->kind, "mine");

  return mine != NULL && mine->type == KA_FIELD_REF && (mine->flags & KA_REQUIRED) ? mine : NULL;
}

static const char *const joints[] = { "、", "；", "，", ";", ",", "\n", "\r", NULL };

static gboolean
holds_joint (const char *text)
{
  for (guint i = 0; joints[i] != NULL; i++)
    if (strstr (text, joints[i]) != NULL)
      return TRUE;
  return FALSE;
}

static GPtrArray *
split_names (const char *text)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GString *marked = g_string_new (text);
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; joints[i] != NULL; i++)
    g_string_replace (marked, joints[i], "\n", 0);
  parts = g_strsplit (marked->str, "\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (names, g_strdup (parts[i]));
  g_string_free (marked, TRUE);
  return names;
}

/* It names no mine as a whole, and one of its parts does. */
static gboolean
names_several (KaRun *run,
               const char *text,
               const GPtrArray *names,
               gboolean *several,
               GError **error)
{
  const KaKind *mines = ka_kind_get ("mine");
  KaLookup found;
  gint64 id;

  *several = FALSE;
  if (names->len < 2 || names->len > MAX_SEVERAL)
    return TRUE;
  if (!ka_keys_resolve (run->keys, mines, text, 0, &found, &id, error))
    return FALSE;
  for (guint i = 0; found == KA_LOOKUP_NONE && i < names->len && !*several; i++)
    {
      KaLookup part;

      if (!ka_keys_resolve (run->keys, mines, g_ptr_array_index (names, i), 0, &part, &id, error))
        return FALSE;
      *several = part != KA_LOOKUP_NONE;
    }
  return TRUE;
}

static KaUnderstood *
copy_for (const KaUnderstood *row, const KaField *mine, const char *name)
{
  KaUnderstood *copy = ka_understood_copy (row);

  ka_record_take (copy->record, mine - row->record->kind->fields, g_strdup (name));
  return copy;
}

gboolean
ka_run_split_mines (KaRun *run, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      KaUnderstood *row = g_ptr_array_index (rows, i);
      const KaField *mine = find_mine (row);
      const char *text = mine ? ka_record_get (row->record, mine->id) : NULL;
      g_autoptr (GPtrArray) names = NULL;
      gboolean several;

      if (row->none || text == NULL || !holds_joint (text))
        continue;
      names = split_names (text);
      if (!names_several (run, text, names, &several, error))
        return FALSE;
      if (!several)
        continue;
      for (guint n = 1; n < names->len; n++)
        g_ptr_array_insert (rows, (int)(i + n), copy_for (row, mine, g_ptr_array_index (names, n)));
      ka_record_take (row->record, mine - row->record->kind->fields,
                      g_strdup (g_ptr_array_index (names, 0)));
      i += names->len - 1;
    }
  return TRUE;
}
