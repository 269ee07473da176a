/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-search-private.h"

#include <ka-day.h>
#include <ka-record.h>

#include <glib/gi18n-lib.h>
#include <string.h>

/* Changes: the transaction, the rows, the revisions and the hash chain. What may be written is decided in
 * ka-save.c. */

/* ---- the change ---- */

static const char *
find_who (KaLedger *ledger)
{
  const char *who = g_getenv ("KA_USER");

  if (who == NULL || *who == '\0')
    who = ka_ledger_setting (ledger, "officer.name");
  if (*who == '\0')
    who = g_get_real_name ();
  if (who == NULL || *who == '\0' || strcmp (who, "Unknown") == 0)
    who = g_get_user_name ();

  return who;
}

static gboolean
read_tip (KaLedger *ledger, GError **error)
{
  g_auto (KaUse) stmt
    = ka_ledger_use (ledger, "SELECT rev, hash FROM revision ORDER BY rev DESC LIMIT 1", error);
  int answer;

  if (stmt == NULL || (answer = ka_db_step (stmt, error)) < 0)
    return FALSE;

  ledger->next_rev = 1;
  memset (ledger->tip, 0, KA_HASH_SIZE);
  if (answer > 0)
    {
      ledger->next_rev = sqlite3_column_int64 (stmt, 0) + 1;
      if (sqlite3_column_bytes (stmt, 1) == KA_HASH_SIZE)
        memcpy (ledger->tip, sqlite3_column_blob (stmt, 1), KA_HASH_SIZE);
    }

  return TRUE;
}

static void
forget_change (KaLedger *ledger)
{
  guint n;

  ka_kinds (&n);
  for (guint i = 0; i < n; i++)
    {
      ledger->kinds[i].next_id = 0;
      ledger->kinds[i].search_number = 0;
    }
  g_array_set_size (ledger->sources, 0);
  g_clear_error (&ledger->failure);
  ledger->source = 0;
  ledger->source_row = 0;
  ledger->change = 0;
  ledger->undoes = 0;
  ledger->n_written = 0;
  ledger->search_waits = FALSE;
}

gboolean
ka_write_begin (KaLedger *ledger, const char *what, const char *why, gint64 undoes, GError **error)
{
  if (!ka_ledger_check_open (ledger, error))
    return FALSE;
  if (ledger->read_only)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_READ_ONLY, ledger->reason);
      return FALSE;
    }
  if (ledger->writing)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FAILED,
                           _ ("台账正在保存另一项改动，请等它完成后再试。"));
      return FALSE;
    }

  if (!ka_db_exec (ledger->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* Another connection may have written since. */
  ka_ledger_drop_caches (ledger);
  forget_change (ledger);
  if (!read_tip (ledger, error))
    {
      ka_db_exec (ledger->db, "ROLLBACK", NULL);
      return FALSE;
    }
  ledger->writing = TRUE;
  ledger->what = what;
  ledger->why = why;
  ledger->undoes = undoes;

  return TRUE;
}

/* After some failures (full disk, I/O) SQLite has rolled back by itself; what would be written after that
 * would stand outside of any transaction. */
void
ka_write_doom (KaLedger *ledger, const GError *error)
{
  if (ledger->failure == NULL)
    ledger->failure = g_error_copy (error);
}

gboolean
ka_write_run (KaLedger *ledger, sqlite3_stmt *stmt, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (ka_db_run (stmt, &local_error))
    return TRUE;

  ka_write_doom (ledger, local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
ka_write_check (KaLedger *ledger, GError **error)
{
  if (!ledger->writing)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FAILED,
                           _ ("这项内容只能随一次改动一起保存。"));
      return FALSE;
    }
  if (ledger->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (ledger->failure));
      return FALSE;
    }

  return TRUE;
}

/* The change itself is only written when it turns out to change something. */
static gboolean
ensure_change (KaLedger *ledger, GError **error)
{
  g_auto (KaUse) stmt = NULL;
  g_autofree char *at = NULL;
  g_autofree char *who = NULL;
  gint64 id = 0;

  if (!ka_write_check (ledger, error))
    return FALSE;
  if (ledger->change != 0)
    return TRUE;

  if (!ka_db_int (ledger->db, "SELECT max (id) FROM change", 0, &id, error))
    return FALSE;
  id++;
  at = ka_now ();
  who = g_strdup (find_who (ledger));
  ka_chain_change (ledger->tip, id, at, who, ledger->what, ledger->why, ledger->undoes);
  stmt = ka_ledger_use (ledger,
                        "INSERT INTO change (id, at, who, what, why, undoes, hash)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, id);
  ka_db_bind_text (stmt, 2, at);
  ka_db_bind_text (stmt, 3, who);
  ka_db_bind_text (stmt, 4, ledger->what);
  ka_db_bind_text (stmt, 5, ledger->why);
  if (ledger->undoes != 0)
    sqlite3_bind_int64 (stmt, 6, ledger->undoes);
  sqlite3_bind_blob (stmt, 7, ledger->tip, KA_HASH_SIZE, SQLITE_STATIC);
  if (!ka_write_run (ledger, stmt, error))
    return FALSE;
  ledger->change = id;

  return TRUE;
}

void
ka_write_rollback (KaLedger *ledger)
{
  if (ledger->db != NULL && !sqlite3_get_autocommit (ledger->db))
    ka_db_exec (ledger->db, "ROLLBACK", NULL);
  ledger->writing = FALSE;
  forget_change (ledger);
  ka_ledger_drop_caches (ledger);
}

gboolean
ka_write_commit (KaLedger *ledger, gint64 *change, GError **error)
{
  gint64 written = ledger->change;

  if (change != NULL)
    *change = 0;
  if (ledger->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (ledger->failure));
      ka_write_rollback (ledger);
      return FALSE;
    }
  if (ledger->n_written == 0)
    {
      ka_write_rollback (ledger);
      return TRUE;
    }
  if (!ka_db_exec (ledger->db, "COMMIT", error))
    {
      ka_write_rollback (ledger);
      return FALSE;
    }

  ledger->writing = FALSE;
  forget_change (ledger);
  ka_ledger_drop_caches (ledger);
  if (change != NULL)
    *change = written;
  ka_ledger_emit_changed (ledger, written);

  return TRUE;
}

gboolean
ka_ledger_transact (KaLedger *ledger,
                    const char *what,
                    const char *why,
                    KaWriteFunc func,
                    gpointer data,
                    gint64 *change,
                    GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);
  g_return_val_if_fail (what != NULL && func != NULL, FALSE);

  if (change != NULL)
    *change = 0;
  if (!ka_write_begin (ledger, what, why, 0, error))
    return FALSE;
  if (func (ledger, data, &local_error))
    return ka_write_commit (ledger, change, error);

  ka_write_rollback (ledger);
  if (local_error == NULL)
    g_set_error_literal (&local_error, KA_ERROR, KA_ERROR_FAILED, _ ("改动没有保存。"));
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* ---- rows and revisions ---- */

static gboolean
write_revision (KaLedger *ledger,
                const KaKind *kind,
                gint64 id,
                const char *body,
                gssize length,
                GError **error)
{
  const KaSource *source
    = ledger->source != 0 ? &g_array_index (ledger->sources, KaSource, ledger->source - 1) : NULL;
  g_auto (KaUse) stmt
    = ka_ledger_use (ledger,
                     "INSERT INTO revision (rev, change, kind, id, body, source, source_row, hash)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     error);

  if (stmt == NULL)
    return FALSE;
  ka_chain_revision (ledger->tip, ledger->next_rev, ledger->change, kind->id, id, body, length,
                     source != NULL ? source->digest : NULL,
                     source != NULL ? ledger->source_row : 0);
  sqlite3_bind_int64 (stmt, 1, ledger->next_rev);
  sqlite3_bind_int64 (stmt, 2, ledger->change);
  sqlite3_bind_text (stmt, 3, kind->id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 4, id);
  if (body != NULL)
    sqlite3_bind_text (stmt, 5, body, length, SQLITE_STATIC);
  if (source != NULL)
    {
      sqlite3_bind_int64 (stmt, 6, source->id);
      sqlite3_bind_int64 (stmt, 7, ledger->source_row);
    }
  sqlite3_bind_blob (stmt, 8, ledger->tip, KA_HASH_SIZE, SQLITE_STATIC);
  if (!ka_write_run (ledger, stmt, error))
    return FALSE;

  ledger->next_rev++;
  ledger->n_written++;
  ka_ledger_drop_caches (ledger);

  return TRUE;
}

static sqlite3_stmt *
prepare_insert (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO \"%s\" (", kind->id);
  ka_db_append_columns (sql, kind, "");
  g_string_append (sql, ") VALUES (?, ?");
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  return ka_ledger_prepare (ledger, sql->str, KA_AUTH_ALL, error);
}

static sqlite3_stmt *
prepare_update (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  /* Numbered as in the insert, so that both are bound alike. */
  g_string_append_printf (sql, "UPDATE \"%s\" SET rev = ?2", kind->id);
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\" = ?%u", kind->fields[i].id, i + 3);
  g_string_append (sql, " WHERE id = ?1");

  return ka_ledger_prepare (ledger, sql->str, KA_AUTH_ALL, error);
}

/* Ids are never used twice, also not those of deleted records: their history stays theirs. */
static gboolean
take_next_id (KaLedger *ledger, const KaKind *kind, gint64 *id, GError **error)
{
  KaKindState *state = ka_ledger_kind_state (ledger, kind);
  g_auto (KaUse) stmt = NULL;

  if (state->next_id == 0)
    {
      stmt = ka_ledger_use (ledger, "SELECT max (id) FROM revision WHERE kind = ?", error);
      if (stmt == NULL)
        return FALSE;
      ka_db_bind_text (stmt, 1, kind->id);
      if (ka_db_step (stmt, error) < 0)
        return FALSE;
      state->next_id = sqlite3_column_int64 (stmt, 0) + 1;
    }
  *id = state->next_id;

  return TRUE;
}

static gboolean
bind_record (sqlite3_stmt *stmt, const KaRecord *record, gint64 id, gint64 rev, GError **error)
{
  const KaKind *kind = record->kind;

  sqlite3_bind_int64 (stmt, 1, id);
  sqlite3_bind_int64 (stmt, 2, rev);
  for (guint i = 0; i < kind->n_fields; i++)
    if (!ka_db_bind_field (stmt, i + 3, &kind->fields[i], record->values[i]))
      {
        g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("%s“%s”的值“%s”不能保存，请改正。"),
                     kind->label, kind->fields[i].label, record->values[i]);
        return FALSE;
      }

  return TRUE;
}

/* An index that lags behind would hide what is there: the change is not kept without it. */
static gboolean
index_row (KaLedger *ledger, const KaRecord *record, gboolean exists, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (ka_search_put (ledger, record, exists, &local_error))
    return TRUE;

  ka_write_doom (ledger, local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
ka_write_row (KaLedger *ledger, KaRecord *record, gboolean exists, GError **error)
{
  const KaKind *kind = record->kind;
  KaKindState *state = ka_ledger_kind_state (ledger, kind);
  sqlite3_stmt **kept = exists ? &state->update : &state->insert;
  g_auto (KaUse) stmt = NULL;
  gint64 id = record->id;
  int code;

  if (!ensure_change (ledger, error))
    return FALSE;
  if (*kept == NULL)
    *kept = exists ? prepare_update (ledger, kind, error) : prepare_insert (ledger, kind, error);
  stmt = *kept;
  if (stmt == NULL || (id == 0 && !take_next_id (ledger, kind, &id, error))
      || !bind_record (stmt, record, id, ledger->next_rev, error))
    return FALSE;

  code = sqlite3_step (stmt);
  if (code != SQLITE_DONE)
    {
      g_autoptr (GError) local_error = NULL;

      if ((code & 0xff) == SQLITE_CONSTRAINT)
        {
          ka_refusal_of_save (ledger, record, code, error);
          return FALSE;
        }
      ka_db_set_error (&local_error, ledger->db, code);
      ka_write_doom (ledger, local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_string_truncate (ledger->body, 0);
  ka_record_append_json (record, ledger->body);
  if (!write_revision (ledger, kind, id, ledger->body->str, ledger->body->len, error))
    return FALSE;
  record->id = id;
  record->rev = ledger->next_rev - 1;
  if (!index_row (ledger, record, exists, error))
    return FALSE;
  if (state->next_id != 0 && id >= state->next_id)
    state->next_id = id + 1;

  return TRUE;
}

gboolean
ka_write_take_out (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  KaKindState *state = ka_ledger_kind_state (ledger, kind);
  g_autoptr (GError) local_error = NULL;
  g_auto (KaUse) stmt = NULL;
  int code;

  if (!ensure_change (ledger, error))
    return FALSE;
  if (state->remove == NULL)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?", kind->id);

      state->remove = ka_ledger_prepare (ledger, sql, KA_AUTH_ALL, error);
    }
  stmt = state->remove;
  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_int64 (stmt, 1, id);
  code = sqlite3_step (stmt);
  if (code == SQLITE_DONE && ka_search_remove (ledger, kind, id, &local_error))
    return TRUE;
  if ((code & 0xff) == SQLITE_CONSTRAINT)
    {
      ka_refusal_of_delete (ledger, kind, id, error);
      return FALSE;
    }
  if (local_error == NULL)
    ka_db_set_error (&local_error, ledger->db, code);
  ka_write_doom (ledger, local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
ka_write_deletion (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  return ka_write_take_out (ledger, kind, id, error)
         && write_revision (ledger, kind, id, NULL, 0, error);
}

/* ---- sources and attachments ---- */

gint64
ka_ledger_add_source (KaLedger *ledger,
                      const char *file,
                      const char *sheet,
                      const char *columns,
                      GError **error)
{
  g_auto (KaUse) stmt = NULL;
  KaSource source;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), 0);
  g_return_val_if_fail (file != NULL, 0);

  if (!ensure_change (ledger, error))
    return 0;
  stmt = ka_ledger_use (
    ledger, "INSERT INTO source (change, file, sheet, columns) VALUES (?, ?, ?, ?)", error);
  if (stmt == NULL)
    return 0;
  sqlite3_bind_int64 (stmt, 1, ledger->change);
  ka_db_bind_text (stmt, 2, file);
  ka_db_bind_text (stmt, 3, sheet);
  ka_db_bind_text (stmt, 4, columns);
  if (!ka_write_run (ledger, stmt, error))
    return 0;

  source.id = sqlite3_last_insert_rowid (ledger->db);
  ka_chain_source (source.digest, ledger->change, file, sheet, columns);
  g_array_append_val (ledger->sources, source);

  return source.id;
}

void
ka_ledger_set_source_row (KaLedger *ledger, gint64 source, guint row)
{
  g_return_if_fail (KA_IS_LEDGER (ledger));

  ledger->source_row = row;
  ledger->source = 0;
  /* The newest first: it is nearly always that one. */
  for (guint i = ledger->sources->len; i > 0 && ledger->source == 0; i--)
    if (g_array_index (ledger->sources, KaSource, i - 1).id == source)
      ledger->source = i;
}

char *
ka_ledger_put_blob (KaLedger *ledger, GBytes *bytes, GError **error)
{
  g_auto (KaUse) stmt = NULL;
  g_autofree char *sha256 = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  if (!ka_write_check (ledger, error))
    return NULL;
  stmt = ka_ledger_use (
    ledger, "INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", error);
  if (stmt == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  ka_db_bind_text (stmt, 1, sha256);
  sqlite3_bind_int64 (stmt, 2, size);
  if (sqlite3_bind_blob64 (stmt, 3, size > 0 ? data : "", size, SQLITE_STATIC) != SQLITE_OK)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                           _ ("附件太大，台账放不下，请压缩或拆分后再试。"));
      return NULL;
    }
  if (!ka_write_run (ledger, stmt, error))
    return NULL;

  return g_steal_pointer (&sha256);
}
