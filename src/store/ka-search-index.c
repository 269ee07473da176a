/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-search-private.h"

#include <ka-check.h>

#include <string.h>

/* Changes whenever what is indexed, or how, changes. */
#define VERSION 2

/* ---- what is indexed ---- */

gboolean
ka_search_has_kind (const KaKind *kind)
{
  return (kind->flags & KA_KIND_INTERNAL) == 0
         || (kind->flags & (KA_KIND_SEARCHED | KA_KIND_PAGE)) != 0;
}

const char *
ka_search_part (const KaKind *kind, const KaField *field)
{
  if (field->flags & KA_PRIVATE)
    return KA_PART_PRIVATE;

  switch (field->type)
    {
    case KA_FIELD_TEXT:
      return field->format == KA_FORMAT_TITLE || field->format == KA_FORMAT_NAME
                 || strcmp (field->id, kind->title) == 0
               ? KA_PART_NAME
               : KA_PART_PLAIN;
    case KA_FIELD_LONG:
    case KA_FIELD_CHOICE:
    case KA_FIELD_DATE:
    case KA_FIELD_TIME:
    case KA_FIELD_MONTH:
    case KA_FIELD_QUARTER:
    case KA_FIELD_DEC:
      return KA_PART_PLAIN;
    /* Their digits would be found everywhere. */
    case KA_FIELD_INT:
    case KA_FIELD_FLAG:
    case KA_FIELD_REF:
      break;
    }
  return NULL;
}

char *
ka_search_value (const KaField *field, const char *value)
{
  char *text = field->codes != NULL ? ka_field_display (field, value, FALSE) : g_strdup (value);

  /* Signs that would be taken for the begin of a part. */
  for (char *p = text; *p != '\0'; p++)
    if ((guchar)*p < ' ')
      *p = ' ';
  return text;
}

static void
append_parts (GString *out, const KaRecord *record)
{
  const KaKind *kind = record->kind;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *part = ka_search_part (kind, &kind->fields[i]);
      g_autofree char *value = NULL;

      if (part == NULL || record->values[i] == NULL)
        continue;
      value = ka_search_value (&kind->fields[i], record->values[i]);
      g_string_append (out, part);
      g_string_append (out, value);
    }
}

/* ---- numbers of kinds ---- */

gint64
ka_search_number (sqlite3 *db, const KaKind *kind)
{
  g_autoptr (sqlite3_stmt) stmt
    = ka_db_prepare (db, "SELECT number FROM search_kind WHERE kind = ?", NULL);

  if (stmt == NULL)
    return 0;
  ka_db_bind_text (stmt, 1, kind->id);
  return ka_db_step (stmt, NULL) > 0 ? sqlite3_column_int64 (stmt, 0) : 0;
}

static gint64
give_number (sqlite3 *db, const KaKind *kind, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt
    = ka_db_prepare (db, "INSERT INTO search_kind (kind) VALUES (?) ON CONFLICT DO NOTHING", error);

  if (stmt == NULL)
    return 0;
  ka_db_bind_text (stmt, 1, kind->id);
  return ka_db_run (stmt, error) ? ka_search_number (db, kind) : 0;
}

/* ---- with the rows ---- */

static gboolean
get_row (KaLedger *ledger, const KaKind *kind, gint64 id, gint64 *row, GError **error)
{
  KaKindState *state = ka_ledger_kind_state (ledger, kind);

  if (state->search_number == 0)
    state->search_number = give_number (ledger->db, kind, error);
  *row = state->search_number << KA_SEARCH_KIND_SHIFT | (id & KA_SEARCH_ID_MASK);
  return state->search_number != 0;
}

gboolean
ka_search_put (KaLedger *ledger, const KaRecord *record, gboolean exists, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_auto (KaUse) stmt = NULL;
  gint64 row = 0;

  if (!ka_search_has_kind (record->kind))
    return TRUE;
  if (!get_row (ledger, record->kind, record->id, &row, error))
    return FALSE;
  stmt = ka_ledger_use (ledger,
                        exists ? "INSERT OR REPLACE INTO search (rowid, text) VALUES (?, ?)"
                               : "INSERT INTO search (rowid, text) VALUES (?, ?)",
                        error);
  if (stmt == NULL)
    return FALSE;
  text = g_string_new (NULL);
  append_parts (text, record);
  sqlite3_bind_int64 (stmt, 1, row);
  ka_db_bind_text (stmt, 2, text->str);
  return ka_db_run (stmt, error);
}

gboolean
ka_search_remove (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  g_auto (KaUse) stmt = NULL;
  gint64 row = 0;

  if (!ka_search_has_kind (kind))
    return TRUE;
  if (!get_row (ledger, kind, id, &row, error))
    return FALSE;
  stmt = ka_ledger_use (ledger, "DELETE FROM search WHERE rowid = ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  return ka_db_run (stmt, error);
}

/* ---- the whole ---- */

static gboolean
index_kind (sqlite3 *db, const KaKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) rows = NULL;
  g_autoptr (sqlite3_stmt) insert = NULL;
  gint64 number = give_number (db, kind, error);
  int answer;

  ka_db_append_columns (sql, kind, "");
  g_string_append_printf (sql, " FROM \"%s\" ORDER BY id", kind->id);
  if (number == 0 || (rows = ka_db_prepare (db, sql->str, error)) == NULL
      || (insert = ka_db_prepare (db, "INSERT INTO search (rowid, text) VALUES (?, ?)", error))
           == NULL)
    return FALSE;
  while ((answer = ka_db_step (rows, error)) > 0)
    {
      g_autoptr (KaRecord) record = ka_db_column_record (rows, 0, kind);

      g_string_truncate (text, 0);
      append_parts (text, record);
      sqlite3_bind_int64 (insert, 1, number << KA_SEARCH_KIND_SHIFT | record->id);
      ka_db_bind_text (insert, 2, text->str);
      if (!ka_db_run (insert, error))
        return FALSE;
      sqlite3_reset (insert);
    }
  return answer == 0;
}

/* The texts of documents stay: they were read from the files once, and only their tokens are old. */
static gboolean
index_all (sqlite3 *db, GError **error)
{
  g_autofree char *drop
    = g_strdup_printf ("DELETE FROM search WHERE rowid > %" G_GINT64_FORMAT, KA_SEARCH_ID_MASK);
  g_autofree char *note = g_strdup_printf ("DELETE FROM search_version;"
                                           "INSERT INTO search_version (version) VALUES (%d)",
                                           VERSION);
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  if (!ka_db_exec (db, drop, error)
      || !ka_db_exec (db, "INSERT INTO search (search) VALUES ('rebuild')", error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (ka_search_has_kind (kinds[i]) && !index_kind (db, kinds[i], error))
      return FALSE;
  return ka_db_exec (db, note, error);
}

gboolean
ka_search_ensure (sqlite3 *db, GError **error)
{
  gint64 version = 0;

  if (!ka_db_int (db, "SELECT version FROM search_version", 0, &version, error))
    return FALSE;
  if (version == VERSION)
    return TRUE;
  if (!ka_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (index_all (db, error) && ka_db_exec (db, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (db))
    ka_db_exec (db, "ROLLBACK", NULL);
  return FALSE;
}
