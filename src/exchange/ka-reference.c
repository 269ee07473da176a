/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-reference.h"

#include <ka-kind.h>
#include <ka-query.h>
#include <string.h>

/* Between the values of a natural key. */
#define JOINT "／"

struct _KaReferences
{
  KaLedger *ledger;
  GHashTable *kinds;      /* KaKind → Titles */
  GHashTable *owners;     /* mine id → enterprise id, for those that were asked for */
  GHashTable *full_mines; /* mine id → text with its enterprise; in strings */
  GStringChunk *strings;
};

typedef struct
{
  GHashTable
    *texts; /* id → text or, until asked for, NULL where the title does not do; in strings */
  GHashTable *plain; /* id → title, also where several bear it */
} Titles;

static void
titles_free (gpointer data)
{
  Titles *titles = data;
  g_hash_table_unref (titles->texts);
  g_hash_table_unref (titles->plain);
  g_free (titles);
}

static gint64 *
copy_id (gint64 id)
{
  gint64 *copy = g_new (gint64, 1);
  *copy = id;
  return copy;
}

KaReferences *
ka_references_new (KaLedger *ledger)
{
  KaReferences *references = g_new0 (KaReferences, 1);
  references->ledger = g_object_ref (ledger);
  references->kinds = g_hash_table_new_full (NULL, NULL, NULL, titles_free);
  references->owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  references->full_mines = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  references->strings = g_string_chunk_new (4096);
  return references;
}

void
ka_references_free (KaReferences *references)
{
  if (references == NULL)
    return;
  g_object_unref (references->ledger);
  g_hash_table_unref (references->kinds);
  g_hash_table_unref (references->owners);
  g_hash_table_unref (references->full_mines);
  g_string_chunk_free (references->strings);
  g_free (references);
}

static gboolean
has_own_title (const KaKind *kind)
{
  const KaField *field = kind->title == NULL ? NULL : ka_kind_field (kind, kind->title);
  return field != NULL && (field->type == KA_FIELD_TEXT || field->type == KA_FIELD_LONG);
}

/* All titles of the kind; those that several records bear do not tell which one is meant. */
static Titles *
read_titles (KaReferences *references, const KaKind *kind)
{
  Titles *titles = g_new0 (Titles, 1);
  titles->texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  titles->plain = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_insert (references->kinds, (gpointer)kind, titles);
  if (!has_own_title (kind))
    return titles;

  g_autofree char *sql = g_strdup_printf ("SELECT id, \"%s\" FROM \"%s\"", kind->title, kind->id);
  g_autoptr (KaCursor) cursor = ka_cursor_new (references->ledger, sql, NULL);
  g_autoptr (GHashTable) bearers = g_hash_table_new (g_str_hash, g_str_equal);
  while (cursor != NULL && ka_cursor_next (cursor, NULL))
    {
      const char *title = ka_cursor_get_text (cursor, 1);
      if (title == NULL || *title == '\0')
        continue;
      gint64 id = ka_cursor_get_int (cursor, 0);
      char *kept = g_string_chunk_insert_const (references->strings, title);
      gint64 *first = g_hash_table_lookup (bearers, kept);
      g_hash_table_insert (titles->plain, copy_id (id), kept);
      gint64 *key = copy_id (id);
      g_hash_table_insert (titles->texts, key, first == NULL ? kept : NULL);
      if (first == NULL)
        g_hash_table_insert (bearers, kept, key);
      else
        g_hash_table_insert (titles->texts, copy_id (*first), NULL);
    }
  return titles;
}

static Titles *
get_titles (KaReferences *references, const KaKind *kind)
{
  Titles *titles = g_hash_table_lookup (references->kinds, kind);
  return titles != NULL ? titles : read_titles (references, kind);
}

/* The values of one key, joined; NULL if one of them is not given. */
static char *
join_key (KaReferences *references, const KaRecord *record, const char *key)
{
  g_auto (GStrv) names = g_strsplit (key, "+", -1);
  g_autoptr (GString) joined = g_string_new (NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const KaField *field = ka_kind_field (record->kind, names[i]);
      const char *value = ka_record_get (record, names[i]);
      if (value == NULL)
        return NULL;
      if (i > 0)
        g_string_append (joined, JOINT);
      if (field->type == KA_FIELD_REF)
        value = ka_references_text (references, ka_field_target (field),
                                    g_ascii_strtoll (value, NULL, 10));
      g_string_append (joined, value);
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static const char *
make_text (KaReferences *references, const KaKind *kind, gint64 id)
{
  g_autoptr (KaRecord) record = ka_ledger_get (references->ledger, kind, id, NULL);
  if (record == NULL)
    return "";
  for (guint i = 0; i < G_N_ELEMENTS (kind->keys) && kind->keys[i] != NULL; i++)
    {
      g_autofree char *joined = join_key (references, record, kind->keys[i]);
      if (joined != NULL)
        return g_string_chunk_insert_const (references->strings, joined);
    }
  return g_string_chunk_insert_const (references->strings,
                                      ka_ledger_title (references->ledger, kind, id));
}

const char *
ka_references_text (KaReferences *references, const KaKind *kind, gint64 id)
{
  Titles *titles = get_titles (references, kind);
  const char *text = g_hash_table_lookup (titles->texts, &id);
  if (text != NULL)
    return text;
  text = make_text (references, kind, id);
  g_hash_table_insert (titles->texts, copy_id (id), (gpointer)text);
  return text;
}

static gint64
get_owner (KaReferences *references, gint64 mine)
{
  gint64 *owner = g_hash_table_lookup (references->owners, &mine);
  if (owner == NULL)
    {
      g_autoptr (KaRecord) record
        = ka_ledger_get (references->ledger, ka_kind_get ("mine"), mine, NULL);
      owner = copy_id (record == NULL ? 0 : ka_record_get_int (record, "enterprise", 0));
      g_hash_table_insert (references->owners, copy_id (mine), owner);
    }
  return *owner;
}

const char *
ka_references_mine (KaReferences *references, gint64 id, gint64 enterprise)
{
  const KaKind *kind = ka_kind_get ("mine");
  Titles *titles = get_titles (references, kind);
  const char *name = g_hash_table_lookup (titles->plain, &id);
  if (name != NULL && (enterprise < 0 || get_owner (references, id) == enterprise))
    return name;
  /* Beside another enterprise (a contractor) or none, the name would be looked for under that one. */
  const char *text = g_hash_table_lookup (references->full_mines, &id);
  if (text == NULL)
    {
      text = make_text (references, kind, id);
      g_hash_table_insert (references->full_mines, copy_id (id), (gpointer)text);
    }
  return text;
}

const char *
ka_references_owner (KaReferences *references, gint64 mine)
{
  gint64 owner = get_owner (references, mine);
  return owner == 0 ? "" : ka_references_text (references, ka_kind_get ("enterprise"), owner);
}
