/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"
#include "ka-maintain.h"
#include "ka-schema-private.h"

#include <inttypes.h>
#include <ka-record.h>

#include <glib/gi18n-lib.h>
#include <string.h>

/* More findings than this say nothing new. */
#define MAX_FINDINGS 100

#define CHECK_INTERVAL 4096

typedef struct
{
  KaLedger *ledger;
  GPtrArray *findings;
  KaProgress progress;
  gpointer data;
  GCancellable *cancellable;
  GHashTable *sources; /* gint64 → digest */
  gint64 total;        /* revisions */
} Verify;

static void G_GNUC_PRINTF (2, 3) find (GPtrArray *findings, const char *format, ...)
{
  va_list arguments;

  if (findings->len == MAX_FINDINGS)
    g_ptr_array_add (findings, g_strdup (_ ("还有更多问题，没有一一列出。")));
  if (findings->len > MAX_FINDINGS)
    return;
  va_start (arguments, format);
  g_ptr_array_add (findings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static gboolean
tell (Verify *verify, double fraction, const char *what, GError **error)
{
  if (g_cancellable_is_cancelled (verify->cancellable))
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, _ ("检查已取消。"));
      return FALSE;
    }
  if (verify->progress != NULL)
    verify->progress (fraction, what, verify->data);

  return TRUE;
}

/* ---- what SQLite itself can say, at the same time as the rest ---- */

typedef struct
{
  char *path;
  gboolean immutable;
  GCancellable *cancellable;
  GPtrArray *findings;
  GError *error;
} Structure;

static gboolean
check_pages (Structure *job, sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (db, "PRAGMA integrity_check (20)", error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      const char *text = (const char *)sqlite3_column_text (stmt, 0);

      if (g_strcmp0 (text, "ok") != 0)
        find (job->findings, _ ("文件结构损坏：%s。"), text);
    }

  return answer == 0;
}

static gboolean
check_references (Structure *job, sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (db, "PRAGMA foreign_key_check", error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  while ((answer = ka_db_step (stmt, error)) > 0)
    find (job->findings, _ ("“%s”表第 %" PRId64 " 行指向的“%s”记录不存在。"),
          sqlite3_column_text (stmt, 0), (gint64)sqlite3_column_int64 (stmt, 1),
          sqlite3_column_text (stmt, 2));

  return answer == 0;
}

static gboolean
check_schema (Structure *job, sqlite3 *db, GError **error)
{
  gboolean equal = FALSE;

  if (!ka_schema_compare (db, TRUE, &equal, error))
    return FALSE;
  if (!equal)
    find (job->findings, _ ("台账的表结构被改动过，与程序的不一致。"));

  return TRUE;
}

static gpointer
check_structure (gpointer data)
{
  Structure *job = data;
  sqlite3 *db = ka_db_open (job->path, SQLITE_OPEN_READONLY, job->immutable, &job->error);

  if (db == NULL)
    return NULL;
  ka_db_set_cancellable (db, job->cancellable);
  if (check_schema (job, db, &job->error) && check_pages (job, db, &job->error))
    check_references (job, db, &job->error);
  sqlite3_close (db);

  return NULL;
}

/* ---- the chain ---- */

static const char *
get_text (sqlite3_stmt *stmt, int column)
{
  return (const char *)sqlite3_column_text (stmt, column);
}

/* Compares the link that was computed with the stored one, and goes on from the stored one: what was
 * tampered with is named once, and what comes after it is judged by itself. */
static gboolean
compare_link (sqlite3_stmt *stmt, int column, guint8 *tip)
{
  const void *stored = sqlite3_column_blob (stmt, column);
  gboolean equal;

  if (stored == NULL || sqlite3_column_bytes (stmt, column) != KA_HASH_SIZE)
    return FALSE;
  equal = memcmp (stored, tip, KA_HASH_SIZE) == 0;
  memcpy (tip, stored, KA_HASH_SIZE);

  return equal;
}

static gboolean
read_sources (Verify *verify, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (
    verify->ledger->db, "SELECT id, change, file, sheet, columns FROM main.source", error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);
      guint8 *digest = g_malloc (KA_HASH_SIZE);

      ka_chain_source (digest, sqlite3_column_int64 (stmt, 1), get_text (stmt, 2),
                       get_text (stmt, 3), get_text (stmt, 4));
      g_hash_table_insert (verify->sources, g_memdup2 (&id, sizeof id), digest);
    }

  return answer == 0;
}

static void
check_revision (Verify *verify, sqlite3_stmt *stmt, gint64 rev, guint8 *tip)
{
  const guint8 *digest = NULL;

  if (sqlite3_column_type (stmt, 5) != SQLITE_NULL)
    {
      gint64 source = sqlite3_column_int64 (stmt, 5);

      digest = g_hash_table_lookup (verify->sources, &source);
    }
  ka_chain_revision (tip, sqlite3_column_int64 (stmt, 0), sqlite3_column_int64 (stmt, 1),
                     get_text (stmt, 2), sqlite3_column_int64 (stmt, 3), get_text (stmt, 4),
                     sqlite3_column_bytes (stmt, 4), digest, sqlite3_column_int64 (stmt, 6));
  if (!compare_link (stmt, 7, tip))
    find (verify->findings, _ ("第 %" PRId64 " 号修订与校验链不符，可能被人从外部改动过。"), rev);
}

static void
check_change (Verify *verify, sqlite3_stmt *stmt, gint64 expected, guint8 *tip)
{
  gint64 id = sqlite3_column_int64 (stmt, 0);

  if (id != expected)
    find (verify->findings, _ ("第 %" PRId64 " 号改动缺失，可能被人从外部删除。"), expected);
  ka_chain_change (tip, id, get_text (stmt, 1), get_text (stmt, 2), get_text (stmt, 3),
                   get_text (stmt, 4), sqlite3_column_int64 (stmt, 5));
  if (!compare_link (stmt, 6, tip))
    find (verify->findings, _ ("第 %" PRId64 " 号改动与校验链不符，可能被人从外部改动过。"), id);
}

/* Walks changes and revisions in the order in which they were written: each change before its revisions. */
static gboolean
check_chain (Verify *verify, GError **error)
{
  sqlite3 *db = verify->ledger->db;
  g_autoptr (sqlite3_stmt) changes = ka_db_prepare (
    db, "SELECT id, at, who, what, why, coalesce (undoes, 0), hash FROM main.change ORDER BY id",
    error);
  g_autoptr (sqlite3_stmt) revisions
    = changes != NULL
        ? ka_db_prepare (db,
                         "SELECT rev, change, kind, id, body, source, source_row, hash"
                         " FROM main.revision ORDER BY rev",
                         error)
        : NULL;
  guint8 tip[KA_HASH_SIZE] = { 0 };
  gint64 expected = 1, change = 0, n_changes = 0;
  int answer;

  if (revisions == NULL)
    return FALSE;
  while ((answer = ka_db_step (revisions, error)) > 0)
    {
      gint64 rev = sqlite3_column_int64 (revisions, 0);

      if (rev != expected)
        find (verify->findings, _ ("第 %" PRId64 " 号修订缺失，可能被人从外部删除。"), expected);
      expected = rev + 1;
      while (change < sqlite3_column_int64 (revisions, 1) && ka_db_step (changes, NULL) > 0)
        {
          check_change (verify, changes, change + 1, tip);
          change = sqlite3_column_int64 (changes, 0);
          n_changes++;
        }
      check_revision (verify, revisions, rev, tip);
      if (rev % CHECK_INTERVAL == 0
          && !tell (verify, 0.8 * rev / MAX (verify->total, 1), _ ("检查修改记录"), error))
        return FALSE;
    }
  if (answer == 0 && ka_db_step (changes, NULL) > 0)
    find (verify->findings, _ ("第 %" PRId64 " 号改动没有修订，后面的记录可能被人删除。"),
          (gint64)sqlite3_column_int64 (changes, 0));

  return answer == 0;
}

/* ---- rows ---- */

static gboolean
equal_body (const KaRecord *record, const char *body, gsize length, GString *buffer)
{
  g_autoptr (KaRecord) newest = NULL;

  g_string_truncate (buffer, 0);
  ka_record_append_json (record, buffer);
  if (buffer->len == length && memcmp (buffer->str, body, length) == 0)
    return TRUE;

  /* Written by a version with fewer fields, or with its fields in another order. */
  newest = ka_record_from_json (record->kind, body, length, NULL);
  return newest != NULL && ka_record_equal (record, newest);
}

static void
check_row (Verify *verify,
           sqlite3_stmt *row,
           sqlite3_stmt *body,
           const KaKind *kind,
           gint64 newest,
           GString *buffer)
{
  g_autoptr (KaRecord) record = ka_db_column_record (row, 0, kind);

  if (record->rev != newest)
    {
      find (verify->findings,
            _ ("%s（编号 %" PRId64 "）的修订号是 %" PRId64 "，最新修订却是 %" PRId64 "。"),
            ka_kind_label (kind), record->id, record->rev, newest);
      return;
    }

  sqlite3_reset (body);
  sqlite3_bind_int64 (body, 1, newest);
  if (ka_db_step (body, NULL) <= 0 || sqlite3_column_type (body, 0) == SQLITE_NULL
      || !equal_body (record, get_text (body, 0), sqlite3_column_bytes (body, 0), buffer))
    find (
      verify->findings,
      _ ("%s（编号 %" PRId64 "）的内容与最新修订（%" PRId64 " 号）不符，可能被人从外部改动过。"),
      ka_kind_label (kind), record->id, newest);
}

static void
check_missing_row (Verify *verify, sqlite3_stmt *body, const KaKind *kind, gint64 id, gint64 newest)
{
  sqlite3_reset (body);
  sqlite3_bind_int64 (body, 1, newest);
  if (ka_db_step (body, NULL) > 0 && sqlite3_column_type (body, 0) != SQLITE_NULL)
    find (verify->findings,
          _ ("%s（编号 %" PRId64 "）有修订记录，表中却没有，可能被人从外部删除。"),
          ka_kind_label (kind), id);
}

/* Rows and newest revisions, side by side in the order of ids. */
static gboolean
check_rows (Verify *verify, const KaKind *kind, GError **error)
{
  sqlite3 *db = verify->ledger->db;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (GString) buffer = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) rows = NULL;
  g_autoptr (sqlite3_stmt) newest = NULL;
  g_autoptr (sqlite3_stmt) body = NULL;
  int row, revision;

  ka_db_append_columns (sql, kind, "");
  g_string_append_printf (sql, " FROM main.\"%s\" ORDER BY id", kind->id);
  rows = ka_db_prepare (db, sql->str, error);
  newest = rows != NULL ? ka_db_prepare (
             db, "SELECT id, max (rev) FROM main.revision WHERE kind = ? GROUP BY id", error)
                        : NULL;
  body = newest != NULL ? ka_db_prepare (db, "SELECT body FROM main.revision WHERE rev = ?", error)
                        : NULL;
  if (body == NULL)
    return FALSE;
  ka_db_bind_text (newest, 1, kind->id);

  row = ka_db_step (rows, error);
  revision = row >= 0 ? ka_db_step (newest, error) : -1;
  while (row > 0 || revision > 0)
    {
      gint64 row_id = row > 0 ? sqlite3_column_int64 (rows, 0) : G_MAXINT64;
      gint64 revision_id = revision > 0 ? sqlite3_column_int64 (newest, 0) : G_MAXINT64;

      if (row_id == revision_id)
        check_row (verify, rows, body, kind, sqlite3_column_int64 (newest, 1), buffer);
      else if (row_id < revision_id)
        find (verify->findings, _ ("%s（编号 %" PRId64 "）没有修订记录，可能被人从外部加入。"),
              ka_kind_label (kind), row_id);
      else
        check_missing_row (verify, body, kind, revision_id, sqlite3_column_int64 (newest, 1));

      if (row_id <= revision_id && (row = ka_db_step (rows, error)) < 0)
        return FALSE;
      if (revision_id <= row_id && (revision = ka_db_step (newest, error)) < 0)
        return FALSE;
    }

  return row == 0 && revision == 0;
}

static gboolean
check_kinds (Verify *verify, GError **error)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int answer;

  for (guint i = 0; i < n; i++)
    if (!tell (verify, 0.8 + 0.1 * i / n, _ ("检查各类记录"), error)
        || !check_rows (verify, kinds[i], error))
      return FALSE;

  stmt = ka_db_prepare (verify->ledger->db, "SELECT DISTINCT kind FROM main.revision", error);
  if (stmt == NULL)
    return FALSE;
  while ((answer = ka_db_step (stmt, error)) > 0)
    if (ka_kind_get (get_text (stmt, 0)) == NULL)
      find (verify->findings, _ ("修订记录中有不认识的种类“%s”。"), get_text (stmt, 0));

  return answer == 0;
}

/* ---- attachments ---- */

static gboolean
check_blobs (Verify *verify, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (
    verify->ledger->db, "SELECT sha256, rowid, length (data) FROM main.blob", error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      g_autofree char *sha256 = ka_blob_checksum (
        verify->ledger->db, sqlite3_column_int64 (stmt, 1), sqlite3_column_int64 (stmt, 2), error);

      if (sha256 == NULL)
        return FALSE;
      if (g_strcmp0 (sha256, get_text (stmt, 0)) != 0)
        find (verify->findings, _ ("附件 %.12s… 的内容与校验值不符，已损坏或被改动。"),
              get_text (stmt, 0));
      if (!tell (verify, 0.9, _ ("检查附件"), error))
        return FALSE;
    }

  return answer == 0;
}

static gboolean
check_blob_references (Verify *verify, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt
    = ka_db_prepare (verify->ledger->db,
                     "SELECT sha256 FROM main.attachment"
                     " UNION SELECT pdf_sha256 FROM main.frozen WHERE pdf_sha256 IS NOT NULL"
                     " UNION SELECT xlsx_sha256 FROM main.frozen WHERE xlsx_sha256 IS NOT NULL"
                     " EXCEPT SELECT sha256 FROM main.blob",
                     error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  while ((answer = ka_db_step (stmt, error)) > 0)
    find (verify->findings, _ ("附件 %.12s… 的内容不在台账中。"), get_text (stmt, 0));

  return answer == 0;
}

/* ---- all of it ---- */

static gboolean
run_checks (Verify *verify, GError **error)
{
  gboolean done;

  /* One transaction: all of it looks at the same state. */
  if (!ka_db_exec (verify->ledger->db, "BEGIN", error))
    return FALSE;
  done = ka_db_int (verify->ledger->db, "SELECT max (rev) FROM main.revision", 0, &verify->total,
                    error)
         && read_sources (verify, error) && check_chain (verify, error)
         && check_kinds (verify, error) && check_blobs (verify, error)
         && check_blob_references (verify, error);
  if (!sqlite3_get_autocommit (verify->ledger->db))
    ka_db_exec (verify->ledger->db, "COMMIT", NULL);

  return done;
}

GPtrArray *
ka_ledger_verify (KaLedger *ledger,
                  KaProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) sources
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Verify verify = { ledger, findings, progress, data, cancellable, sources, 0 };
  Structure structure = { 0 };
  GThread *thread;
  gboolean done;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  if (!ka_ledger_check_open (ledger, error))
    return NULL;

  structure.path = ledger->path;
  structure.immutable = ledger->immutable;
  structure.cancellable = cancellable;
  structure.findings = g_ptr_array_new_with_free_func (g_free);
  thread = g_thread_new ("verify", check_structure, &structure);
  done = run_checks (&verify, error);
  g_thread_join (thread);
  if (done && structure.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&structure.error));
      done = FALSE;
    }
  g_clear_error (&structure.error);
  g_ptr_array_extend_and_steal (findings, structure.findings);

  return done ? g_steal_pointer (&findings) : NULL;
}
