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

/* SQLite would take back all of the transaction, with the tables of other kinds in it, if it interrupted a write:
 * here it is asked between two steps whether to go on. */
#define STEP 10000

static gboolean
go_on (KaLedger *ledger, GError **error)
{
  if (!g_cancellable_is_cancelled (ledger->cancellable))
    return TRUE;

  ka_db_set_error (error, ledger->db, SQLITE_INTERRUPT);
  return FALSE;
}

static gboolean
create_table (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  append_definition (sql, kind);

  return ka_db_exec (ledger->db, sql->str, error);
}

static gboolean
copy_unchanged (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO temp.\"%s\" SELECT ", kind->id);
  ka_db_append_columns (sql, kind, "");
  g_string_append_printf (sql,
                          " FROM main.\"%s\" WHERE rev <= %" G_GINT64_FORMAT
                          " AND id > (SELECT coalesce (max (id), %" G_GINT64_FORMAT
                          ") FROM temp.\"%s\") ORDER BY id LIMIT " G_STRINGIFY (STEP),
                          kind->id, ledger->as_of, G_MININT64, kind->id);
  do
    if (!go_on (ledger, error) || !ka_db_exec (ledger->db, sql->str, error))
      return FALSE;
  while (sqlite3_changes (ledger->db) == STEP);

  return TRUE;
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
    if (!go_on (ledger, error) || !copy_body (read, write, kind, error))
      return FALSE;

  return answer == 0;
}

/* ---- indexes: what finds its rows by one in the present must do so in the past, too ---- */

/* The columns of an index of the real table; an expression ends them, since it has no name. */
static char *
read_index_columns (KaLedger *ledger, const KaKind *kind, const char *index, GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (
    ledger->db, "SELECT name FROM pragma_index_info (?, 'main') ORDER BY seqno", error);

  if (stmt == NULL)
    return NULL;
  ka_db_bind_text (stmt, 1, index);
  while (ka_db_step (stmt, NULL) > 0)
    {
      const char *name = (const char *)sqlite3_column_text (stmt, 0);

      if (name == NULL || ka_kind_field (kind, name) == NULL)
        break;
      g_string_append_printf (columns, "%s\"%s\"", columns->len > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&columns), FALSE);
}

static gboolean
add_indexes (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) stmt
    = ka_db_prepare (ledger->db, "SELECT name FROM pragma_index_list (?, 'main')", error);
  guint n = 0;

  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, kind->id);
  while (ka_db_step (stmt, NULL) > 0)
    {
      g_autofree char *columns
        = read_index_columns (ledger, kind, (const char *)sqlite3_column_text (stmt, 0), error);

      if (columns == NULL)
        return FALSE;
      if (*columns != '\0')
        g_string_append_printf (sql, "CREATE INDEX temp.\"%s %u\" ON \"%s\" (%s);", kind->id, n++,
                                kind->id, columns);
    }
  return ka_db_exec (ledger->db, sql->str, error);
}

/* ---- the whole ---- */

/* Makes or remakes tables, all of it or nothing. */
typedef gboolean (*WriteFunc) (KaLedger *ledger, const KaKind *kind, GError **error);

static gboolean
write_tables (KaLedger *ledger, WriteFunc func, const KaKind *kind, GError **error)
{
  gboolean done;

  if (!ka_db_exec (ledger->db, "SAVEPOINT past", error))
    return FALSE;
  ka_db_set_cancellable (ledger->db, NULL);
  done = func (ledger, kind, error);
  ka_db_exec (ledger->db, done ? "RELEASE past" : "ROLLBACK TO past; RELEASE past", NULL);
  ka_ledger_listen (ledger, NULL);

  return done;
}

static gboolean
write_kind (KaLedger *ledger, const KaKind *kind, GError **error)
{
  return create_table (ledger, kind, error) && copy_unchanged (ledger, kind, error)
         && copy_changed (ledger, kind, error) && add_indexes (ledger, kind, error);
}

gboolean
ka_asof_stand_in (KaLedger *ledger, const KaKind *kind, GError **error)
{
  return write_tables (ledger, write_kind, kind, error);
}

/* What was written between the two revisions goes, and what stood there before comes back. */
static gboolean
rewrite_kinds (KaLedger *ledger, const KaKind *kind, GError **error)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = NULL;

      if (!ledger->kinds[i].stands_in)
        continue;
      sql = g_strdup_printf ("DELETE FROM temp.\"%s\" WHERE rev > %" G_GINT64_FORMAT, kinds[i]->id,
                             ledger->as_of);
      if (!ka_db_exec (ledger->db, sql, error) || !copy_changed (ledger, kinds[i], error))
        return FALSE;
    }

  return TRUE;
}

gboolean
ka_ledger_rewind (KaLedger *as_of, gint64 revision, GError **error)
{
  gint64 before;

  g_return_val_if_fail (KA_IS_LEDGER (as_of) && as_of->as_of >= 0, FALSE);
  g_return_val_if_fail (revision >= 0 && revision <= as_of->as_of, FALSE);

  if (!ka_ledger_check_open (as_of, error))
    return FALSE;
  ka_ledger_drop_caches (as_of);
  before = as_of->as_of;
  as_of->as_of = revision;
  if (write_tables (as_of, rewrite_kinds, NULL, error))
    return TRUE;
  as_of->as_of = before;
  return FALSE;
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
