/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-check.h>
#include <ka-query.h>
#include <ka-text.h>
#include <string.h>

/* What is kept of a record is a 64-bit digest of each of its keys (the kind's natural keys and its
 * title), seeded anew in every run: a hundred thousand records take a few megabytes. */

#define MAX_KEYS (G_N_ELEMENTS (((KaKind *)NULL)->keys) + 1)
#define MAX_PARTS 6
#define SEVERAL G_MAXUINT
/* Likeness is looked for among so many names, so many times: each is compared with each. */
#define MAX_NAMES 20000
#define MAX_GUESSED 500
#define MAX_GUESSES 3
#define MIN_SLOTS 256
#define NOTHING 0u /* digest of a key that is not complete; end of a chain */

typedef struct
{
  guint fields[MAX_PARTS];
  guint n_fields;
} Key;

typedef struct
{
  const KaKind *kind;
  Key keys[MAX_KEYS];
  Key apart;                  /* fields that tell two apart even where a key does not name them */
  guint n_keys;               /* all of them, */
  guint n_natural;            /* of which so many decide whether two are the same */
  int owner;                  /* field that names the enterprise, or -1 */
  gboolean numbered;          /* the ledger gives numbers to its records */
  GArray *ids;                /* gint64; entry 0 is not used */
  GArray *owners;             /* gint64, where owner ≥ 0 */
  GArray *digests[MAX_KEYS];  /* guint64 by entry */
  GHashTable *next[MAX_KEYS]; /* entry → the one before with the same digest: few have one */
  guint *slots[MAX_KEYS];     /* entries by digest, NOTHING where free; probed in line */
  guint n_slots;              /* a power of two */
  GHashTable *former; /* folded name that it bore once → id (gint64 *), 0 where several did */
  GHashTable *merged; /* id that is there no more → the one that it was merged into; with former */
  GPtrArray *names;   /* char *: all names, to look for what is alike; NULL: not read */
  GHashTable *owned;  /* owner → entry of the only one that it has, or SEVERAL */
} KindKeys;

typedef struct
{
  gint64 id;
  gint64 enterprise; /* it must belong to, or 0 */
  KaLookup found;
} Search;

struct _KaKeys
{
  KaLedger *ledger;
  guint64 seed;
  GHashTable *kinds; /* KaKind → KindKeys */
  /* Of the record that was matched last, if it is new: it is going to be added. */
  const KaRecord *matched;
  guint64 digests[MAX_KEYS];
  guint guessed; /* names looked for among those that are alike */
};

static void
free_kind_keys (gpointer data)
{
  KindKeys *keys = data;

  g_array_unref (keys->ids);
  g_array_unref (keys->owners);
  g_hash_table_unref (keys->owned);
  g_clear_pointer (&keys->former, g_hash_table_unref);
  g_clear_pointer (&keys->merged, g_hash_table_unref);
  g_clear_pointer (&keys->names, g_ptr_array_unref);
  for (guint k = 0; k < keys->n_keys; k++)
    {
      g_array_unref (keys->digests[k]);
      g_hash_table_unref (keys->next[k]);
      g_free (keys->slots[k]);
    }
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
mix (guint64 h, const char *text)
{
  for (const guint8 *at = (const guint8 *)text; *at != 0; at++)
    h = (h ^ *at) * G_GUINT64_CONSTANT (0x100000001b3);
  h ^= 0xff;
  h ^= h >> 33;
  h *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  h ^= h >> 33;
  h *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return h ^ (h >> 33);
}

static guint64
mix_value (guint64 h, const KaField *field, const char *value)
{
  g_autofree char *folded = NULL;

  if (field->type != KA_FIELD_TEXT && field->type != KA_FIELD_LONG)
    return mix (h, value);
  folded = ka_text_fold (value);
  return mix (h, folded);
}

static guint64
digest_key (const KaKeys *keys, const KindKeys *kind, const Key *key, char *const *values)
{
  guint64 h = keys->seed;

  for (guint i = 0; i < key->n_fields; i++)
    {
      const char *value = values[key->fields[i]];

      if (value == NULL || *value == '\0')
        return NOTHING;
      h = mix_value (h, &kind->kind->fields[key->fields[i]], value);
    }
  for (guint i = 0; i < kind->apart.n_fields; i++)
    {
      const char *value = values[kind->apart.fields[i]];

      h = mix (h, value != NULL ? value : "");
    }
  return h == NOTHING ? 1 : h;
}

/* ---- the records of a kind ---- */

static void
parse_key (const KaKind *kind, const char *text, Key *key)
{
  g_auto (GStrv) parts = g_strsplit (text, "+", -1);

  key->n_fields = 0;
  for (guint i = 0; parts[i] != NULL && key->n_fields < MAX_PARTS; i++)
    {
      int field = ka_kind_field_index (kind, parts[i]);

      g_return_if_fail (field >= 0);
      key->fields[key->n_fields++] = field;
    }
}

static KindKeys *
make_kind_keys (const KaKind *kind)
{
  KindKeys *keys = g_new0 (KindKeys, 1);
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
    {
      keys->digests[k] = g_array_new (FALSE, TRUE, sizeof (guint64));
      keys->next[k] = g_hash_table_new (NULL, NULL);
      keys->slots[k] = g_new0 (guint, MIN_SLOTS);
      g_array_set_size (keys->digests[k], 1);
    }
  keys->n_slots = MIN_SLOTS;
  g_array_set_size (keys->ids, 1);
  g_array_set_size (keys->owners, 1);
  return keys;
}

/* The slot of the digest, or the free one where it would stand. */
static guint *
find_slot (const KindKeys *kind, guint k, guint64 digest)
{
  guint mask = kind->n_slots - 1;
  guint at = (guint)(digest >> 32) & mask;

  while (kind->slots[k][at] != NOTHING
         && g_array_index (kind->digests[k], guint64, kind->slots[k][at]) != digest)
    at = (at + 1) & mask;
  return &kind->slots[k][at];
}

static guint
find_head (const KindKeys *kind, guint k, guint64 digest)
{
  return *find_slot (kind, k, digest);
}

/* At most two thirds are taken. Of entries with one digest the newest heads the chain. */
static void
grow_slots (KindKeys *kind)
{
  if (kind->ids->len < kind->n_slots / 3 * 2)
    return;
  kind->n_slots *= 2;
  for (guint k = 0; k < kind->n_keys; k++)
    {
      g_free (kind->slots[k]);
      kind->slots[k] = g_new0 (guint, kind->n_slots);
      for (guint e = 1; e < kind->ids->len; e++)
        {
          guint64 digest = g_array_index (kind->digests[k], guint64, e);

          if (digest != NOTHING)
            *find_slot (kind, k, digest) = e;
        }
    }
}

static guint
next_of (const KindKeys *kind, guint k, guint entry)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (kind->next[k], GUINT_TO_POINTER (entry)));
}

static gboolean
is_known (const KindKeys *kind, gint64 id, const guint64 *digests)
{
  for (guint k = 0; k < kind->n_keys; k++)
    {
      if (digests[k] == NOTHING)
        continue;
      for (guint e = find_head (kind, k, digests[k]); e != NOTHING; e = next_of (kind, k, e))
        {
          gboolean same = g_array_index (kind->ids, gint64, e) == id;

          for (guint j = 0; j < kind->n_keys && same; j++)
            same = g_array_index (kind->digests[j], guint64, e) == digests[j];
          if (same)
            return TRUE;
        }
    }
  return FALSE;
}

static void
add_owned (KindKeys *kind, guint entry, gint64 id, gint64 owner)
{
  gpointer key = GSIZE_TO_POINTER ((gsize)owner);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (kind->owned, key));

  if (owner == 0)
    return;
  if (before != 0 && (before == SEVERAL || g_array_index (kind->ids, gint64, before) != id))
    entry = SEVERAL;
  g_hash_table_insert (kind->owned, key, GUINT_TO_POINTER (entry));
}

static void
digest_keys (const KaKeys *keys, const KindKeys *kind, char *const *values, guint64 *digests)
{
  for (guint k = 0; k < kind->n_keys; k++)
    digests[k] = digest_key (keys, kind, &kind->keys[k], values);
}

static void
add_entry (KindKeys *kind, gint64 id, char *const *values, const guint64 *digests)
{
  gint64 owner = 0;
  guint entry, *slot;

  if (kind->owner >= 0 && values[kind->owner] != NULL)
    owner = g_ascii_strtoll (values[kind->owner], NULL, 10);
  grow_slots (kind);
  entry = kind->ids->len;
  g_array_append_val (kind->ids, id);
  if (kind->owner >= 0)
    g_array_append_val (kind->owners, owner);
  add_owned (kind, entry, id, owner);
  for (guint k = 0; k < kind->n_keys; k++)
    {
      g_array_append_val (kind->digests[k], digests[k]);
      if (digests[k] == NOTHING)
        continue;
      slot = find_slot (kind, k, digests[k]);
      if (*slot != NOTHING)
        g_hash_table_insert (kind->next[k], GUINT_TO_POINTER (entry), GUINT_TO_POINTER (*slot));
      *slot = entry;
    }
}

/* Reads the keys of all records of the kind that the ledger has. */
static gboolean
load_kind (const KaKeys *keys, KindKeys *kind, GError **error)
{
  guint n = kind->kind->n_fields;
  g_autofree gboolean *wanted = g_new0 (gboolean, n);
  g_autofree char **values = g_new0 (char *, n);
  g_autoptr (GString) sql = g_string_new ("SELECT id");
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;
  guint64 digests[MAX_KEYS];

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

static KindKeys *
get_kind (KaKeys *keys, const KaKind *kind, GError **error)
{
  KindKeys *found = g_hash_table_lookup (keys->kinds, kind);

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
  KindKeys *kind = get_kind (keys, record->kind, error);
  guint64 digests[MAX_KEYS];

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

/* ---- former and similar names ---- */

static void
add_former (KindKeys *kind, const KaRecord *record, gint64 id)
{
  const char *name = ka_record_get (record, kind->kind->title);
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

static gboolean
is_there (const KindKeys *kind, gint64 id)
{
  for (guint e = 1; e < kind->ids->len; e++)
    if (g_array_index (kind->ids, gint64, e) == id)
      return TRUE;
  return FALSE;
}

/* Merges begin with the record that went and end with the one that stays. */
static gboolean
load_merged (const KaKeys *keys, KindKeys *kind, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT first.id, last.id FROM change AS c"
    " JOIN revision AS first ON first.rev = (SELECT min (rev) FROM revision WHERE change = c.id)"
    " JOIN revision AS last ON last.rev = (SELECT max (rev) FROM revision WHERE change = c.id)"
    " WHERE c.what = '" KA_CHANGE_MERGE "' AND first.kind = '%s'",
    kind->kind->id);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;

  if (kind->merged != NULL)
    return TRUE;
  cursor = ka_cursor_new (keys->ledger, sql, error);
  if (cursor == NULL)
    return FALSE;
  kind->merged = g_hash_table_new (NULL, NULL);
  while (ka_cursor_next (cursor, &failure))
    if (!is_there (kind, ka_cursor_get_int (cursor, 0)))
      g_hash_table_insert (kind->merged, GSIZE_TO_POINTER ((gsize)ka_cursor_get_int (cursor, 0)),
                           GSIZE_TO_POINTER ((gsize)ka_cursor_get_int (cursor, 1)));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The record that stands for it now. What was merged may have been merged again. */
static gint64
follow_merges (const KindKeys *kind, gint64 id)
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
load_former (const KaKeys *keys, KindKeys *kind, GError **error)
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
        add_former (kind, record, follow_merges (kind, ka_cursor_get_int (cursor, 0)));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
find_former (KaKeys *keys, KindKeys *kind, const char *text, Search *search, GError **error)
{
  g_autofree char *folded = ka_text_fold (text);
  const gint64 *id;

  if (kind->kind->title == NULL || strcmp (kind->kind->id, "enterprise") != 0)
    return TRUE;
  if (!load_former (keys, kind, error))
    return FALSE;
  id = g_hash_table_lookup (kind->former, folded);
  if (id == NULL || (*id != 0 && !is_there (kind, *id)))
    return TRUE;
  search->found = *id == 0 ? KA_LOOKUP_SEVERAL : KA_LOOKUP_ONE;
  search->id = *id;
  return TRUE;
}

gboolean
ka_keys_find_merged (KaKeys *keys,
                     const KaKind *target,
                     const char *text,
                     gint64 *id,
                     GError **error)
{
  KindKeys *kind = get_kind (keys, target, error);
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
    if (follow_merges (kind, (gint64)GPOINTER_TO_SIZE (gone)) == *known && is_there (kind, *known))
      *id = *known;
  return TRUE;
}

static gboolean
load_names (const KaKeys *keys, KindKeys *kind, GError **error)
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
  KindKeys *kind = get_kind (keys, target, error);

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

/* ---- is it there already? ---- */

static gboolean
contradicts (const KindKeys *kind, guint entry, const guint64 *digests, guint k)
{
  for (guint j = 0; j < k; j++)
    {
      guint64 theirs = g_array_index (kind->digests[j], guint64, entry);

      if (theirs != NOTHING && digests[j] != NOTHING && theirs != digests[j])
        return TRUE;
    }
  return FALSE;
}

gboolean
ka_keys_match (KaKeys *keys, const KaRecord *record, KaLookup *found, gint64 *id, GError **error)
{
  KindKeys *kind = get_kind (keys, record->kind, error);
  const guint64 *digests = keys->digests;

  *id = 0;
  *found = KA_LOOKUP_NONE;
  keys->matched = NULL;
  if (kind == NULL)
    return FALSE;
  digest_keys (keys, kind, record->values, keys->digests);
  for (guint k = 0; k < kind->n_natural && *found == KA_LOOKUP_NONE; k++)
    {
      if (digests[k] == NOTHING)
        continue;
      for (guint e = find_head (kind, k, digests[k]); e != NOTHING; e = next_of (kind, k, e))
        {
          gint64 candidate = g_array_index (kind->ids, gint64, e);

          if (contradicts (kind, e, digests, k) || candidate == *id)
            continue;
          *found = *id == 0 ? KA_LOOKUP_ONE : KA_LOOKUP_SEVERAL;
          *id = candidate;
        }
    }
  if (*found == KA_LOOKUP_NONE)
    keys->matched = record;
  return TRUE;
}

/* ---- which one is meant? ---- */

/* Names of mines repeat and are told apart by their enterprise, unless the key names it itself; a document
 * number is enough, whoever the document was for. */
static gboolean
belongs (const KindKeys *kind, guint k, guint entry, const Search *search)
{
  const Key *key = &kind->keys[k];

  if (search->enterprise == 0 || strcmp (kind->kind->id, "mine") != 0)
    return TRUE;
  for (guint i = 0; i < key->n_fields; i++)
    if (key->fields[i] == (guint)kind->owner)
      return TRUE;
  return g_array_index (kind->owners, gint64, entry) == search->enterprise;
}

static void
collect (const KindKeys *kind, guint k, guint64 digest, Search *search)
{
  for (guint e = find_head (kind, k, digest); e != NOTHING; e = next_of (kind, k, e))
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
collect_joined (KaKeys *keys, KindKeys *kind, guint k, char **parts, Search *search, GError **error)
{
  const Key *key = &kind->keys[k];
  g_autofree char **values = g_new0 (char *, kind->kind->n_fields);
  gboolean ok = TRUE;

  for (guint i = 0; i < key->n_fields && ok; i++)
    ok = parse_part (keys, &kind->kind->fields[key->fields[i]], parts[i], search->enterprise,
                     &values[key->fields[i]], error);
  if (ok)
    {
      guint64 digest = digest_key (keys, kind, key, values);

      if (digest != NOTHING)
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
  KindKeys *kind = get_kind (keys, target, error);
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
  if (search.found == KA_LOOKUP_NONE && !find_former (keys, kind, text, &search, error))
    return FALSE;
  /* A mine in one key and the title is one mine. */
  *found = search.found;
  *id = search.found == KA_LOOKUP_ONE ? search.id : 0;
  return TRUE;
}

gboolean
ka_keys_only_mine (KaKeys *keys, gint64 enterprise, KaLookup *found, gint64 *id, GError **error)
{
  KindKeys *mines = get_kind (keys, ka_kind_get ("mine"), error);
  guint entry;

  *found = KA_LOOKUP_NONE;
  *id = 0;
  if (mines == NULL)
    return FALSE;
  entry
    = GPOINTER_TO_UINT (g_hash_table_lookup (mines->owned, GSIZE_TO_POINTER ((gsize)enterprise)));
  if (entry == SEVERAL)
    *found = KA_LOOKUP_SEVERAL;
  else if (entry != 0)
    {
      *found = KA_LOOKUP_ONE;
      *id = g_array_index (mines->ids, gint64, entry);
    }
  return TRUE;
}
