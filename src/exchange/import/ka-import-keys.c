/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-keys-private.h"

#include <ka-query.h>
#include <ka-text.h>
#include <string.h>

/* What is kept of a record is a 64-bit digest of each of its keys (the kind's natural keys and its
 * title), seeded anew in every run: a hundred thousand records take a few megabytes. */

static void
free_kind_keys (gpointer data)
{
  KaKindKeys *keys = data;

  g_array_unref (keys->ids);
  g_array_unref (keys->owners);
  g_hash_table_unref (keys->owned);
  g_clear_pointer (&keys->former, g_hash_table_unref);
  g_clear_pointer (&keys->merged, g_hash_table_unref);
  g_clear_pointer (&keys->names, g_ptr_array_unref);
  for (guint k = 0; k < keys->n_keys; k++)
    ka_digests_free (keys->digests[k]);
  g_free (keys);
}

KaKeys *
ka_keys_new (KaLedger *ledger)
{
  KaKeys *keys = g_new0 (KaKeys, 1);

  keys->ledger = ledger;
  keys->seed = ((guint64)g_random_int () << 32) | g_random_int ();
  keys->kinds = g_hash_table_new_full (NULL, NULL, NULL, free_kind_keys);
  return keys;
}

void
ka_keys_free (KaKeys *keys)
{
  if (keys == NULL)
    return;
  g_hash_table_unref (keys->kinds);
  g_free (keys);
}

/* ---- digests ---- */

static guint64
mix_value (guint64 h, const KaField *field, const char *value)
{
  g_autofree char *folded = NULL;

  if (field->type != KA_FIELD_TEXT && field->type != KA_FIELD_LONG)
    return ka_digest_mix (h, value);
  folded = ka_text_fold (value);
  return ka_digest_mix (h, folded);
}

guint64
ka_keys_digest (const KaKeys *keys, const KaKindKeys *kind, const KaKey *key, char *const *values)
{
  guint64 h = keys->seed;

  for (guint i = 0; i < key->n_fields; i++)
    {
      const char *value = values[key->fields[i]];

      if (value == NULL || *value == '\0')
        return KA_DIGEST_NONE;
      h = mix_value (h, &kind->kind->fields[key->fields[i]], value);
    }
  for (guint i = 0; i < kind->apart.n_fields; i++)
    {
      const char *value = values[kind->apart.fields[i]];

      h = ka_digest_mix (h, value != NULL ? value : "");
    }
  return h == KA_DIGEST_NONE ? 1 : h;
}

/* ---- the records of a kind ---- */

static void
parse_key (const KaKind *kind, const char *text, KaKey *key)
{
  g_auto (GStrv) parts = g_strsplit (text, "+", -1);

  key->n_fields = 0;
  for (guint i = 0; parts[i] != NULL && key->n_fields < KA_MAX_PARTS; i++)
    {
      int field = ka_kind_field_index (kind, parts[i]);

      g_return_if_fail (field >= 0);
      key->fields[key->n_fields++] = field;
    }
}

static KaKindKeys *
make_kind_keys (const KaKind *kind)
{
  KaKindKeys *keys = g_new0 (KaKindKeys, 1);
  gboolean titled = FALSE;

  keys->kind = kind;
  keys->owner = ka_kind_field_index (kind, "enterprise");
  for (guint f = 0; f < kind->n_fields; f++)
    keys->numbered |= (kind->fields[f].flags & KA_AUTO) != 0;
  keys->ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  keys->owners = g_array_new (FALSE, TRUE, sizeof (gint64));
  keys->owned = g_hash_table_new (NULL, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (kind->keys) && kind->keys[k] != NULL; k++)
    {
      parse_key (kind, kind->keys[k], &keys->keys[keys->n_keys++]);
      titled |= kind->title != NULL && strcmp (kind->keys[k], kind->title) == 0;
    }
  if (kind->apart != NULL)
    parse_key (kind, kind->apart, &keys->apart);
  keys->n_natural = keys->n_keys;
  if (kind->title != NULL && !titled)
    parse_key (kind, kind->title, &keys->keys[keys->n_keys++]);
  for (guint k = 0; k < keys->n_keys; k++)
    keys->digests[k] = ka_digests_new ();
  g_array_set_size (keys->ids, 1);
  g_array_set_size (keys->owners, 1);
  return keys;
}

static gboolean
is_known (const KaKindKeys *kind, gint64 id, const guint64 *digests)
{
  for (guint k = 0; k < kind->n_keys; k++)
    {
      if (digests[k] == KA_DIGEST_NONE)
        continue;
      for (guint e = ka_digests_find (kind->digests[k], digests[k]); e != 0;
           e = ka_digests_next (kind->digests[k], e))
        {
          gboolean same = g_array_index (kind->ids, gint64, e) == id;

          for (guint j = 0; j < kind->n_keys && same; j++)
            same = ka_digests_get (kind->digests[j], e) == digests[j];
          if (same)
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
ka_kind_keys_has (const KaKindKeys *kind, gint64 id)
{
  for (guint e = 1; e < kind->ids->len; e++)
    if (g_array_index (kind->ids, gint64, e) == id)
      return TRUE;
  return FALSE;
}

static void
add_owned (KaKindKeys *kind, guint entry, gint64 id, gint64 owner)
{
  gpointer key = GSIZE_TO_POINTER ((gsize)owner);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (kind->owned, key));

  if (owner == 0)
    return;
  if (before != 0 && (before == KA_SEVERAL || g_array_index (kind->ids, gint64, before) != id))
    entry = KA_SEVERAL;
  g_hash_table_insert (kind->owned, key, GUINT_TO_POINTER (entry));
}

static void
digest_keys (const KaKeys *keys, const KaKindKeys *kind, char *const *values, guint64 *digests)
{
  for (guint k = 0; k < kind->n_keys; k++)
    digests[k] = ka_keys_digest (keys, kind, &kind->keys[k], values);
}

static void
add_entry (KaKindKeys *kind, gint64 id, char *const *values, const guint64 *digests)
{
  gint64 owner = 0;
  guint entry = kind->ids->len;

  if (kind->owner >= 0 && values[kind->owner] != NULL)
    owner = g_ascii_strtoll (values[kind->owner], NULL, 10);
  g_array_append_val (kind->ids, id);
  if (kind->owner >= 0)
    g_array_append_val (kind->owners, owner);
  add_owned (kind, entry, id, owner);
  for (guint k = 0; k < kind->n_keys; k++)
    ka_digests_add (kind->digests[k], digests[k]);
}

/* Reads the keys of all records of the kind that the ledger has. */
static gboolean
load_kind (const KaKeys *keys, KaKindKeys *kind, GError **error)
{
  guint n = kind->kind->n_fields;
  g_autofree gboolean *wanted = g_new0 (gboolean, n);
  g_autofree char **values = g_new0 (char *, n);
  g_autoptr (GString) sql = g_string_new ("SELECT id");
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;
  guint64 digests[KA_MAX_KEYS];

  for (guint k = 0; k < kind->n_keys; k++)
    for (guint i = 0; i < kind->keys[k].n_fields; i++)
      wanted[kind->keys[k].fields[i]] = TRUE;
  for (guint i = 0; i < kind->apart.n_fields; i++)
    wanted[kind->apart.fields[i]] = TRUE;
  if (kind->owner >= 0)
    wanted[kind->owner] = TRUE;
  for (guint f = 0; f < n; f++)
    if (wanted[f])
      g_string_append_printf (sql, ", \"%s\"", kind->kind->fields[f].id);
  g_string_append_printf (sql, " FROM \"%s\"", kind->kind->id);
  cursor = ka_cursor_new (keys->ledger, sql->str, error);
  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &failure))
    {
      guint column = 1;

      for (guint f = 0; f < n; f++)
        if (wanted[f])
          values[f] = g_strdup (ka_cursor_get_text (cursor, column++));
      digest_keys (keys, kind, values, digests);
      add_entry (kind, ka_cursor_get_int (cursor, 0), values, digests);
      for (guint f = 0; f < n; f++)
        g_clear_pointer (&values[f], g_free);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

KaKindKeys *
ka_keys_get_kind (KaKeys *keys, const KaKind *kind, GError **error)
{
  KaKindKeys *found = g_hash_table_lookup (keys->kinds, kind);

  if (found != NULL)
    return found;
  found = make_kind_keys (kind);
  if (!load_kind (keys, found, error))
    {
      free_kind_keys (found);
      return NULL;
    }
  g_hash_table_insert (keys->kinds, (gpointer)kind, found);
  return found;
}

gboolean
ka_keys_add (KaKeys *keys, const KaRecord *record, GError **error)
{
  KaKindKeys *kind = ka_keys_get_kind (keys, record->kind, error);
  guint64 digests[KA_MAX_KEYS];

  if (kind == NULL)
    return FALSE;
  /* A number given by the ledger while saving may be a key. */
  if (keys->matched == record && !kind->numbered)
    add_entry (kind, record->id, record->values, keys->digests);
  else
    {
      digest_keys (keys, kind, record->values, digests);
      if (!is_known (kind, record->id, digests))
        add_entry (kind, record->id, record->values, digests);
    }
  keys->matched = NULL;
  g_clear_pointer (&kind->names, g_ptr_array_unref);
  return TRUE;
}

/* ---- is it there already? ---- */

static gboolean
contradicts (const KaKindKeys *kind, guint entry, const guint64 *digests, guint k)
{
  for (guint j = 0; j < k; j++)
    {
      guint64 theirs = ka_digests_get (kind->digests[j], entry);

      if (theirs != KA_DIGEST_NONE && digests[j] != KA_DIGEST_NONE && theirs != digests[j])
        return TRUE;
    }
  return FALSE;
}

/* A list of mines may leave out whose they are: the name tells, where one alone bears it. */
static gboolean
lacks_owner (const KaKindKeys *kind, const KaRecord *record)
{
  const KaField *title = kind->kind->title ? ka_kind_field (kind->kind, kind->kind->title) : NULL;

  if (kind->n_keys == kind->n_natural || title == NULL || title->format != KA_FORMAT_TITLE)
    return FALSE;
  for (guint f = 0; f < kind->kind->n_fields; f++)
    if (kind->kind->fields[f].type == KA_FIELD_REF && (kind->kind->fields[f].flags & KA_REQUIRED)
        && record->values[f] == NULL)
      return TRUE;
  return FALSE;
}

static void
match_title (const KaKindKeys *kind, guint64 digest, KaLookup *found, gint64 *id)
{
  if (digest == KA_DIGEST_NONE)
    return;
  for (guint e = ka_digests_find (kind->digests[kind->n_natural], digest); e != 0;
       e = ka_digests_next (kind->digests[kind->n_natural], e))
    {
      gint64 candidate = g_array_index (kind->ids, gint64, e);

      if (candidate == *id)
        continue;
      *found = *id == 0 ? KA_LOOKUP_ONE : KA_LOOKUP_SEVERAL;
      *id = candidate;
    }
}

gboolean
ka_keys_match (KaKeys *keys, const KaRecord *record, KaLookup *found, gint64 *id, GError **error)
{
  KaKindKeys *kind = ka_keys_get_kind (keys, record->kind, error);
  const guint64 *digests = keys->digests;

  *id = 0;
  *found = KA_LOOKUP_NONE;
  keys->matched = NULL;
  if (kind == NULL)
    return FALSE;
  digest_keys (keys, kind, record->values, keys->digests);
  for (guint k = 0; k < kind->n_natural && *found == KA_LOOKUP_NONE; k++)
    {
      if (digests[k] == KA_DIGEST_NONE)
        continue;
      for (guint e = ka_digests_find (kind->digests[k], digests[k]); e != 0;
           e = ka_digests_next (kind->digests[k], e))
        {
          gint64 candidate = g_array_index (kind->ids, gint64, e);

          if (contradicts (kind, e, digests, k) || candidate == *id)
            continue;
          *found = *id == 0 ? KA_LOOKUP_ONE : KA_LOOKUP_SEVERAL;
          *id = candidate;
        }
    }
  if (*found == KA_LOOKUP_NONE && lacks_owner (kind, record))
    match_title (kind, digests[kind->n_natural], found, id);
  if (*found == KA_LOOKUP_NONE)
    keys->matched = record;
  return TRUE;
}

gboolean
ka_keys_only_mine (KaKeys *keys, gint64 enterprise, KaLookup *found, gint64 *id, GError **error)
{
  KaKindKeys *mines = ka_keys_get_kind (keys, ka_kind_get ("mine"), error);
  guint entry;

  *found = KA_LOOKUP_NONE;
  *id = 0;
  if (mines == NULL)
    return FALSE;
  entry
    = GPOINTER_TO_UINT (g_hash_table_lookup (mines->owned, GSIZE_TO_POINTER ((gsize)enterprise)));
  if (entry == KA_SEVERAL)
    *found = KA_LOOKUP_SEVERAL;
  else if (entry != 0)
    {
      *found = KA_LOOKUP_ONE;
      *id = g_array_index (mines->ids, gint64, entry);
    }
  return TRUE;
}
