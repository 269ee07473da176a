/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-history-private.h"

#include "ka-ledger-private.h"

#include <ka-record.h>
#include <string.h>

#include <glib/gi18n-lib.h>

void
ka_revision_free (KaRevision *revision)
{
  if (revision == NULL)
    return;

  g_clear_pointer (&revision->record, ka_record_unref);
  g_free (revision->at);
  g_free (revision->who);
  g_free (revision->what);
  g_free (revision->why);
  g_free (revision->file);
  g_free (revision->sheet);
  g_free (revision->columns);
  g_free (revision);
}

void
ka_change_free (KaChange *change)
{
  if (change == NULL)
    return;

  g_free (change->at);
  g_free (change->who);
  g_free (change->what);
  g_free (change->why);
  g_free (change);
}

static char *
dup_column (sqlite3_stmt *stmt, int column)
{
  return g_strdup ((const char *)sqlite3_column_text (stmt, column));
}

/* What stands in a revision; NULL without error: a deletion. */
KaRecord *
ka_history_read_body (sqlite3_stmt *stmt,
                      int column,
                      const KaKind *kind,
                      gint64 id,
                      gint64 rev,
                      GError **error)
{
  const char *body = (const char *)sqlite3_column_text (stmt, column);
  KaRecord *record;

  if (body == NULL)
    return NULL;
  record = ka_record_from_json (kind, body, sqlite3_column_bytes (stmt, column), error);
  if (record != NULL)
    {
      record->id = id;
      record->rev = rev;
    }

  return record;
}

static KaRevision *
read_revision (sqlite3_stmt *stmt, const KaKind *kind, gint64 id, GError **error)
{
  g_autoptr (KaRevision) revision = g_new0 (KaRevision, 1);
  g_autoptr (GError) local_error = NULL;

  revision->rev = sqlite3_column_int64 (stmt, 0);
  revision->change = sqlite3_column_int64 (stmt, 1);
  revision->row = sqlite3_column_int64 (stmt, 3);
  revision->at = dup_column (stmt, 4);
  revision->who = dup_column (stmt, 5);
  revision->what = dup_column (stmt, 6);
  revision->why = dup_column (stmt, 7);
  revision->file = dup_column (stmt, 8);
  revision->sheet = dup_column (stmt, 9);
  revision->columns = dup_column (stmt, 10);
  revision->record = ka_history_read_body (stmt, 2, kind, id, revision->rev, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&revision);
}

GPtrArray *
ka_ledger_history (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) revisions
    = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_revision_free);
  g_auto (KaUse) stmt = NULL;
  int answer;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  stmt = ka_ledger_use (ledger,
                        "SELECT r.rev, r.change, r.body, r.source_row, c.at, c.who, c.what, c.why,"
                        "       s.file, s.sheet, s.columns"
                        " FROM revision AS r JOIN change AS c ON c.id = r.change"
                        " LEFT JOIN source AS s ON s.id = r.source"
                        " WHERE r.kind = ? AND r.id = ? AND r.rev <= ? ORDER BY r.rev DESC",
                        error);
  if (stmt == NULL)
    return NULL;
  ka_db_bind_text (stmt, 1, kind->id);
  sqlite3_bind_int64 (stmt, 2, id);
  sqlite3_bind_int64 (stmt, 3, ledger->as_of >= 0 ? ledger->as_of : G_MAXINT64);
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      KaRevision *revision = read_revision (stmt, kind, id, error);

      if (revision == NULL)
        return NULL;
      g_ptr_array_add (revisions, revision);
    }

  return answer == 0 ? g_steal_pointer (&revisions) : NULL;
}

char *
ka_revision_cell (const KaRevision *revision, const KaField *field)
{
  g_autofree char *key = g_strdup_printf ("\"%s\":\"", field->id);
  const char *at = revision->columns != NULL ? strstr (revision->columns, key) : NULL;
  gsize letters, length;

  if (at == NULL)
    return NULL;
  at += strlen (key);
  letters = strspn (at, G_CSET_A_2_Z);
  length = letters + strspn (at + letters, G_CSET_DIGITS);
  if (letters == 0 || at[length] != '"')
    return NULL;
  if (length > letters)
    return g_strndup (at, length);
  return revision->row > 0 ? g_strdup_printf ("%.*s%u", (int)letters, at, revision->row) : NULL;
}

const KaRevision *
ka_history_origin (GPtrArray *revisions, const KaField *field)
{
  const KaRevision *origin = NULL;
  const char *value = NULL;

  for (guint i = 0; i < revisions->len; i++)
    {
      const KaRevision *revision = g_ptr_array_index (revisions, i);
      const char *then = revision->record ? ka_record_get (revision->record, field->id) : NULL;

      if (then == NULL || (origin != NULL && strcmp (then, value) != 0))
        break;
      origin = revision;
      value = then;
    }
  return origin;
}

/* An undo takes back the change that it names, a redo takes back an undo. So a change stands undone while
 * an undo of it stands that was not redone. Where the undo of an undo was undone once more, the newest
 * one counts. */
#define STANDS_UNDONE_BY                                                                           \
  "(SELECT max (u.id) FROM change AS u WHERE u.undoes = c.id"                                      \
  "  AND NOT EXISTS (SELECT 1 FROM change AS r WHERE r.undoes = u.id))"

#define SELECT_CHANGE                                                                              \
  "SELECT c.id, c.at, c.who, c.what, c.why, coalesce (c.undoes, 0),"                               \
  " coalesce (" STANDS_UNDONE_BY ", 0),"                                                           \
  " (SELECT count(*) FROM revision AS r WHERE r.change = c.id),"                                   \
  " (SELECT max (rev) FROM revision AS r WHERE r.change = c.id)"                                   \
  " FROM change AS c "

static KaChange *
read_change (sqlite3_stmt *stmt)
{
  KaChange *change = g_new0 (KaChange, 1);

  change->id = sqlite3_column_int64 (stmt, 0);
  change->at = dup_column (stmt, 1);
  change->who = dup_column (stmt, 2);
  change->what = dup_column (stmt, 3);
  change->why = dup_column (stmt, 4);
  change->undoes = sqlite3_column_int64 (stmt, 5);
  change->undone_by = sqlite3_column_int64 (stmt, 6);
  change->n_revisions = sqlite3_column_int64 (stmt, 7);
  change->last_rev = sqlite3_column_int64 (stmt, 8);

  return change;
}

GPtrArray *
ka_ledger_changes (KaLedger *ledger, guint limit, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_change_free);
  g_auto (KaUse) stmt = NULL;
  int answer;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  stmt = ka_ledger_use (
    ledger,
    SELECT_CHANGE "WHERE EXISTS (SELECT 1 FROM revision AS r WHERE r.change = c.id AND r.rev <= ?)"
                  " ORDER BY c.id DESC LIMIT ?",
    error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, ledger->as_of >= 0 ? ledger->as_of : G_MAXINT64);
  sqlite3_bind_int64 (stmt, 2, limit);
  while ((answer = ka_db_step (stmt, error)) > 0)
    g_ptr_array_add (changes, read_change (stmt));

  return answer == 0 ? g_steal_pointer (&changes) : NULL;
}

gint64
ka_ledger_revision_by (KaLedger *ledger, KaDay day, GError **error)
{
  g_autofree char *end = ka_day_to_iso (day);
  g_auto (KaUse) stmt = NULL;
  int answer;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), -1);

  stmt = ka_ledger_use (
    ledger,
    "SELECT coalesce ((SELECT max (r.rev) FROM revision AS r"
    "                  WHERE r.change = c.id), 0) AS last"
    " FROM change AS c WHERE substr (c.at, 1, 10) <= ?1 AND c.what <> '" KA_CHANGE_SEED
    "' AND last BETWEEN 1 AND ?2 ORDER BY c.id DESC LIMIT 1",
    error);
  if (stmt == NULL)
    return -1;
  ka_db_bind_text (stmt, 1, end);
  sqlite3_bind_int64 (stmt, 2, ka_ledger_get_head (ledger));
  answer = ka_db_step (stmt, error);

  return answer > 0 ? sqlite3_column_int64 (stmt, 0) : answer;
}

/* One change by a condition; NULL without error: there is none. */
static KaChange *
find_change (KaLedger *ledger, const char *sql, gint64 id, GError **error)
{
  g_auto (KaUse) stmt = ka_ledger_use (ledger, sql, error);

  if (stmt == NULL)
    return NULL;
  if (sqlite3_bind_parameter_count (stmt) > 0)
    sqlite3_bind_int64 (stmt, 1, id);

  return ka_db_step (stmt, error) > 0 ? read_change (stmt) : NULL;
}

KaChange *
ka_history_get_change (KaLedger *ledger, gint64 id, GError **error)
{
  return find_change (ledger, SELECT_CHANGE "WHERE c.id = ?", id, error);
}

KaChange *
ka_ledger_next_undo (KaLedger *ledger, GError **error)
{
  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  if (ledger->read_only)
    return NULL;

  /* What the program seeded is no step of the user. */
  return find_change (ledger,
                      SELECT_CHANGE "WHERE c.undoes IS NULL AND c.what <> '" KA_CHANGE_SEED "'"
                                    " AND " STANDS_UNDONE_BY " IS NULL"
                                    " ORDER BY c.id DESC LIMIT 1",
                      0, error);
}

KaChange *
ka_ledger_next_redo (KaLedger *ledger, GError **error)
{
  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  if (ledger->read_only)
    return NULL;

  return find_change (ledger,
                      SELECT_CHANGE
                      "WHERE c.what = '" KA_CHANGE_UNDO "'"
                      " AND NOT EXISTS (SELECT 1 FROM change AS r WHERE r.undoes = c.id)"
                      " AND c.id > (SELECT coalesce (max (id), 0) FROM change WHERE undoes IS NULL)"
                      " ORDER BY c.id DESC LIMIT 1",
                      0, error);
}
