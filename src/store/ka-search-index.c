/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-search-private.h"

#include <ka-check.h>

#include <string.h>

/* Changes whenever what is indexed, or how, changes. */
#define VERSION 2

/* Revisions of one change that are indexed with their rows. Of a larger one (the import of a great ledger) the
 * rest waits: measured with 100,000 rows of 20 columns, all of it in the import's own transaction took it from
 * 2.2 s of the processor to 4.0 s, and making the tokens alone, whatever is kept of them, is a third of that. A search
 * finds everything at any moment: where the index lacks something it is caught up with, or what it lacks is
 * looked through in the rows. The window has a worker catch up right after such a change, or when the ledger
 * is opened; the command line leaves it to them, and ends when the change is done. */
#define MAX_AT_ONCE 2000
/* Revisions that are caught up with in one transaction: nobody waits long to save meanwhile. */
#define STEP 1000
/* A worker lets others write between two steps, longer than SQLite sleeps at most before it tries again. */
#define PAUSE_US 110000

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

static gboolean
put_row (KaLedger *ledger, const KaRecord *record, gboolean exists, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_auto (KaUse) stmt = NULL;
  gint64 row = 0;

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

/* ---- what waits ---- */

/* A negative number among the versions: what revision -n and those after it wrote is not in the index yet. It
 * stands in the transaction that leaves it out. (A program that knows nothing of this takes it for another
 * version, and makes the index anew.) */
static gboolean
postpone (KaLedger *ledger, gint64 rev, GError **error)
{
  g_auto (KaUse) stmt = NULL;

  if (ledger->search_waits)
    return TRUE;
  stmt = ka_ledger_use (ledger,
                        "INSERT INTO search_version (version) SELECT -?1"
                        " WHERE NOT EXISTS (SELECT 1 FROM search_version WHERE version < 0)",
                        error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, rev);
  ledger->search_waits = ka_db_run (stmt, error);
  return ledger->search_waits;
}

gboolean
ka_search_put (KaLedger *ledger, const KaRecord *record, gboolean exists, GError **error)
{
  if (!ka_search_has_kind (record->kind))
    return TRUE;
  if (ledger->n_written > MAX_AT_ONCE)
    return postpone (ledger, record->rev, error);
  return put_row (ledger, record, exists, error);
}

static gboolean
read_waiting (KaLedger *ledger, gint64 *first, GError **error)
{
  g_auto (KaUse) stmt = ka_ledger_use (
    ledger, "SELECT -min (version) FROM main.search_version WHERE version < 0", error);

  if (stmt == NULL || ka_db_step (stmt, error) < 0)
    return FALSE;
  *first = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/* The record as it stands now, whatever the revision said. */
static gboolean
index_again (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, kind, id, &local_error);

  if (record != NULL)
    return put_row (ledger, record, TRUE, error);
  if (g_error_matches (local_error, KA_ERROR, KA_ERROR_NOT_FOUND))
    return ka_search_remove (ledger, kind, id, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* In the order of their rows: only so FTS5 keeps what is new in memory until it is worth writing. */
static gboolean
index_revisions (KaLedger *ledger, gint64 first, gint64 end, GError **error)
{
  g_auto (KaUse) stmt = ka_ledger_use (
    ledger, "SELECT DISTINCT kind, id FROM revision WHERE rev >= ? AND rev < ? ORDER BY kind, id",
    error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, first);
  sqlite3_bind_int64 (stmt, 2, end);
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      const KaKind *kind = ka_kind_get ((const char *)sqlite3_column_text (stmt, 0));

      if (kind != NULL && ka_search_has_kind (kind)
          && !index_again (ledger, kind, sqlite3_column_int64 (stmt, 1), error))
        return FALSE;
    }
  return answer == 0;
}

/* *more FALSE: nothing waits any more. */
static gboolean
take_step (KaLedger *ledger, gboolean *more, GError **error)
{
  g_autofree char *sql = NULL;
  gint64 first = 0, head = ka_ledger_get_head (ledger), end;

  if (!read_waiting (ledger, &first, error))
    return FALSE;
  *more = first > 0;
  if (!*more)
    return TRUE;
  end = first + STEP;
  *more = end <= head;
  if (!index_revisions (ledger, first, end, error))
    return FALSE;
  sql = *more ? g_strdup_printf (
          "UPDATE search_version SET version = %" G_GINT64_FORMAT " WHERE version < 0", -end)
              : g_strdup ("DELETE FROM search_version WHERE version < 0");
  return ka_db_exec (ledger->db, sql, error);
}

static void
forget_numbers (KaLedger *ledger)
{
  guint n;

  ka_kinds (&n);
  for (guint i = 0; i < n; i++)
    ledger->kinds[i].search_number = 0;
}

static gboolean
catch_up (KaLedger *ledger, gulong pause, GCancellable *cancellable, gint64 *first, GError **error)
{
  gboolean more = TRUE, ok = TRUE;

  if (!read_waiting (ledger, first, error))
    return FALSE;
  if (*first == 0 || ledger->read_only || ledger->writing)
    return TRUE;
  while (more && ok)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      /* Another program, or another thread of this one, writes: what waits is looked through instead. */
      if (!ka_db_exec (ledger->db, "BEGIN IMMEDIATE", NULL))
        return read_waiting (ledger, first, error);
      forget_numbers (ledger);
      ok = take_step (ledger, &more, error) && ka_db_exec (ledger->db, "COMMIT", error);
      if (!sqlite3_get_autocommit (ledger->db))
        ka_db_exec (ledger->db, "ROLLBACK", NULL);
      forget_numbers (ledger);
      if (more && ok)
        g_usleep (pause);
    }
  *first = 0;
  return ok;
}

gboolean
ka_search_catch_up (KaLedger *ledger, GCancellable *cancellable, gint64 *first, GError **error)
{
  return catch_up (ledger, 0, cancellable, first, error);
}

gboolean
ka_search_is_waiting (KaLedger *ledger)
{
  gint64 first = 0;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  return ka_ledger_check_open (ledger, NULL) && read_waiting (ledger, &first, NULL) && first > 0;
}

gboolean
ka_search_index_waiting (KaLedger *ledger, GCancellable *cancellable, GError **error)
{
  gint64 first = 0;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  return ka_ledger_check_open (ledger, error)
         && catch_up (ledger, PAUSE_US, cancellable, &first, error);
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
  gint64 head = 0;

  /* A new ledger holds nothing. */
  if (!ka_db_int (db, "SELECT max (rev) FROM revision", 0, &head, error))
    return FALSE;
  if (head == 0)
    return ka_db_exec (db, note, error);
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

  if (!ka_db_int (db, "SELECT max (version) FROM search_version", 0, &version, error))
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
