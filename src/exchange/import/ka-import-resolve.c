/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-keys-private.h"

#include <ka-check.h>
#include <string.h>

/* Which record does a text name? */

typedef struct
{
  gint64 id;
  gint64 enterprise; /* it must belong to, or 0 */
  KaLookup found;
} Search;

/* Names of mines repeat and are told apart by their enterprise, unless the key names it itself; a document
 * number is enough, whoever the document was for. */
static gboolean
belongs (const KaKindKeys *kind, guint k, guint entry, const Search *search)
{
  const KaKey *key = &kind->keys[k];

  if (search->enterprise == 0 || strcmp (kind->kind->id, "mine") != 0)
    return TRUE;
  for (guint i = 0; i < key->n_fields; i++)
    if (key->fields[i] == (guint)kind->owner)
      return TRUE;
  return g_array_index (kind->owners, gint64, entry) == search->enterprise;
}

static void
collect (const KaKindKeys *kind, guint k, guint64 digest, Search *search)
{
  for (guint e = ka_digests_find (kind->digests[k], digest); e != 0;
       e = ka_digests_next (kind->digests[k], e))
    {
      gint64 id = g_array_index (kind->ids, gint64, e);

      if (!belongs (kind, k, e, search))
        continue;
      if (search->found != KA_LOOKUP_NONE && id == search->id)
        continue;
      search->found = search->found == KA_LOOKUP_NONE ? KA_LOOKUP_ONE : KA_LOOKUP_SEVERAL;
      search->id = id;
    }
}

/* One part of a name that is made of a key's values: canonical text of the field, or NULL. */
static gboolean
parse_part (KaKeys *keys,
            const KaField *field,
            const char *text,
            gint64 enterprise,
            char **value,
            GError **error)
{
  KaLookup found;
  gint64 id;

  *value = NULL;
  if (field->type != KA_FIELD_REF)
    {
      ka_field_parse (field, text, KA_DAY_NONE, value, NULL, NULL);
      return TRUE;
    }
  if (!ka_keys_resolve (keys, ka_field_target (field), text, enterprise, &found, &id, error))
    return FALSE;
  /* What is planned need not be for the enterprise that stands beside. */
  if (found == KA_LOOKUP_NONE && enterprise != 0
      && !ka_keys_resolve (keys, ka_field_target (field), text, 0, &found, &id, error))
    return FALSE;
  if (found == KA_LOOKUP_ONE)
    *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  return TRUE;
}

/* 示例坪石灰岩矿／2025-03／重点检查: the values of a key, as the writer puts them. */
static gboolean
collect_joined (KaKeys *keys,
                KaKindKeys *kind,
                guint k,
                char **parts,
                Search *search,
                GError **error)
{
  const KaKey *key = &kind->keys[k];
  g_autofree char **values = g_new0 (char *, kind->kind->n_fields);
  gboolean ok = TRUE;

  for (guint i = 0; i < key->n_fields && ok; i++)
    ok = parse_part (keys, &kind->kind->fields[key->fields[i]], parts[i], search->enterprise,
                     &values[key->fields[i]], error);
  if (ok)
    {
      guint64 digest = ka_keys_digest (keys, kind, key, values);

      if (digest != KA_DIGEST_NONE)
        collect (kind, k, digest, search);
    }
  for (guint f = 0; f < kind->kind->n_fields; f++)
    g_free (values[f]);
  return ok;
}

/* In n parts, from the end: the first may be joined itself (企业／矿山／2025-03／重点检查). NULL: too few. */
static char **
split_joined (const char *text, guint n)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *end = text + strlen (text);

  for (guint i = 1; i < n; i++)
    {
      const char *joint = g_strrstr_len (text, end - text, "／");

      if (joint == NULL)
        return NULL;
      g_ptr_array_insert (parts, 0, g_strndup (joint + strlen ("／"), end - joint - strlen ("／")));
      end = joint;
    }
  g_ptr_array_insert (parts, 0, g_strndup (text, end - text));
  g_ptr_array_add (parts, NULL);
  return (char **)g_ptr_array_steal (parts, NULL);
}

gboolean
ka_keys_resolve (KaKeys *keys,
                 const KaKind *target,
                 const char *text,
                 gint64 enterprise,
                 KaLookup *found,
                 gint64 *id,
                 GError **error)
{
  KaKindKeys *kind = ka_keys_get_kind (keys, target, error);
  Search search = { 0, enterprise, KA_LOOKUP_NONE };

  *found = KA_LOOKUP_NONE;
  *id = 0;
  if (kind == NULL)
    return FALSE;
  for (guint k = 0; k < kind->n_keys; k++)
    {
      g_auto (GStrv) parts = split_joined (text, kind->keys[k].n_fields);

      if (parts != NULL && !collect_joined (keys, kind, k, parts, &search, error))
        return FALSE;
    }
  if (search.found == KA_LOOKUP_NONE
      && !ka_keys_find_former (keys, kind, text, &search.found, &search.id, error))
    return FALSE;
  /* A mine in one key and the title is one mine. */
  *found = search.found;
  *id = search.found == KA_LOOKUP_ONE ? search.id : 0;
  return TRUE;
}
