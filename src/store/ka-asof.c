/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

#include <ka-record.h>

/* The ledger of the past: a temporary table of the kind's name stands before the real one, since SQLite
 * looks for unqualified names in temp first. It is made when a statement first reads the kind. A row that
 * was not changed since is taken from the real table, any other from its newest revision of then. */

static void
append_definition (GString *sql, const KaKind *kind)
{
  /* The declared types matter: they decide how values are compared. */
  g_string_append_printf (
    sql, "CREATE TEMP TABLE \"%s\" (id INTEGER PRIMARY KEY, rev INTEGER NOT NULL", kind->id);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const KaField *field = &kind->fields[i];
      gboolean number
        = ka_field_is_number (field) || field->type == KA_FIELD_FLAG || field->type == KA_FIELD_REF;

      g_string_append_printf (sql, ", \"%s\" %s", field->id, number ? "INTEGER" : "TEXT");
    }
  g_string_append (sql, ");");
}

static gboolean
copy_unchanged (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  append_definition (sql, kind);
  g_string_append_printf (sql, "INSERT INTO temp.\"%s\" SELECT ", kind->id);
  ka_db_append_columns (sql, kind, "");
  g_string_append_printf (sql, " FROM main.\"%s\" WHERE rev <= %" G_GINT64_FORMAT, kind->id,
                          ledger->as_of);

  return ka_db_exec (ledger->db, sql->str, error);
}

static sqlite3_stmt *
prepare_read (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT newest.id, newest.rev, r.body"
                       " FROM (SELECT id, max (rev) AS rev FROM main.revision"
                       "       WHERE kind = ?1 AND rev <= ?2 GROUP BY id) AS newest"
                       " CROSS JOIN main.revision AS r ON r.rev = newest.rev"
                       " WHERE newest.id NOT IN (SELECT id FROM temp.\"%s\")",
                       kind->id);
  sqlite3_stmt *stmt = ka_db_prepare (ledger->db, sql, error);

  if (stmt != NULL)
    {
      sqlite3_bind_text (stmt, 1, kind->id, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (stmt, 2, ledger->as_of);
    }

  return stmt;
}

static sqlite3_stmt *
prepare_write (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT OR REPLACE INTO temp.\"%s\" VALUES (?, ?", kind->id);
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  return ka_db_prepare (ledger->db, sql->str, error);
}

static gboolean
put_record (sqlite3_stmt *write, const KaRecord *record, GError **error)
{
  sqlite3_reset (write);
  sqlite3_bind_int64 (write, 1, record->id);
  sqlite3_bind_int64 (write, 2, record->rev);
  for (guint i = 0; i < record->kind->n_fields; i++)
    if (!ka_db_bind_field (write, i + 3, &record->kind->fields[i], record->values[i]))
      sqlite3_bind_null (write, i + 3);

  return ka_db_run (write, error);
}

static gboolean
copy_body (sqlite3_stmt *read, sqlite3_stmt *write, const KaKind *kind, GError **error)
{
  g_autoptr (KaRecord) record = NULL;
  const char *body = (const char *)sqlite3_column_text (read, 2);

  /* It was deleted then. */
  if (body == NULL)
    return TRUE;
  record = ka_record_from_json (kind, body, sqlite3_column_bytes (read, 2), error);
  if (record == NULL)
    return FALSE;

  record->id = sqlite3_column_int64 (read, 0);
  record->rev = sqlite3_column_int64 (read, 1);

  return put_record (write, record, error);
}

static gboolean
copy_changed (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (sqlite3_stmt) read = prepare_read (ledger, kind, error);
  g_autoptr (sqlite3_stmt) write = read != NULL ? prepare_write (ledger, kind, error) : NULL;
  int answer = -1;

  if (write == NULL)
    return FALSE;
  while ((answer = ka_db_step (read, error)) > 0)
    if (!copy_body (read, write, kind, error))
      return FALSE;

  return answer == 0;
}

gboolean
ka_asof_stand_in (KaLedger *ledger, const KaKind *kind, GError **error)
{
  gboolean own = sqlite3_get_autocommit (ledger->db);
  gboolean done;

  if (own && !ka_db_exec (ledger->db, "BEGIN", error))
    return FALSE;
  done = copy_unchanged (ledger, kind, error) && copy_changed (ledger, kind, error);
  if (own && !sqlite3_get_autocommit (ledger->db))
    ka_db_exec (ledger->db, done ? "COMMIT" : "ROLLBACK", NULL);

  return done;
}

gboolean
ka_ledger_suppose (KaLedger *as_of, const KaRecord *record, GError **error)
{
  g_autoptr (sqlite3_stmt) write = NULL;
  KaKindState *state;

  g_return_val_if_fail (KA_IS_LEDGER (as_of) && as_of->as_of >= 0, FALSE);
  g_return_val_if_fail (record != NULL && record->id > 0, FALSE);

  if (!ka_ledger_check_open (as_of, error))
    return FALSE;
  state = ka_ledger_kind_state (as_of, record->kind);
  if (!state->stands_in && !ka_asof_stand_in (as_of, record->kind, error))
    return FALSE;
  state->stands_in = TRUE;
  write = prepare_write (as_of, record->kind, error);

  return write != NULL && put_record (write, record, error);
}
