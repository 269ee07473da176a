/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-error.h>
#include <ka-types.h>

#include <sqlite3.h>

G_BEGIN_DECLS

/* What stands between SQLite and the rest of the layer: statements, steps, and result codes that become
 * KA_ERROR with a Chinese sentence. */

/* How long a connection waits for another one, in milliseconds. */
#define KA_DB_BUSY_TIMEOUT 5000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* A statement that is kept by someone else and only used for a moment: reset when it goes out of scope, so
 * that no read transaction stays open behind it. */
typedef sqlite3_stmt *KaUse;

static inline void
ka_use_end (KaUse use)
{
  sqlite3_reset (use);
  sqlite3_clear_bindings (use);
}

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (KaUse, ka_use_end, NULL)

/* Opens a connection and sets what every connection has: foreign keys, timeouts, caches, no trust in
 * what the file's schema says, the functions and the collation of this layer. flags: SQLITE_OPEN_… */
sqlite3 *ka_db_open (const char *path, int flags, gboolean immutable, GError **error);
void ka_db_add_functions (sqlite3 *db);
/* Once, before the first connection: SQLite's locks stay whatever else the process opens and closes. */
void ka_db_keep_locks (void);

/* Sets the error that fits the last failure on db. */
void ka_db_set_error (GError **error, sqlite3 *db, int code);
/* The name of the file without its folder, for messages. */
char *ka_db_name (const char *path);

gboolean ka_db_exec (sqlite3 *db, const char *sql, GError **error);
sqlite3_stmt *ka_db_prepare (sqlite3 *db, const char *sql, GError **error);
/* 1: a row, 0: the end, -1: failed. */
int ka_db_step (sqlite3_stmt *stmt, GError **error);
/* Runs a statement that gives no rows. */
gboolean ka_db_run (sqlite3_stmt *stmt, GError **error);
/* The first column of the first row; FALSE on failure, `otherwise` where there is no row. */
gboolean ka_db_int (sqlite3 *db, const char *sql, gint64 otherwise, gint64 *value, GError **error);
char *ka_db_text (sqlite3 *db, const char *sql, GError **error);

/* Lets a cancellable stop what runs on the connection; NULL takes it away. */
void ka_db_set_cancellable (sqlite3 *db, GCancellable *cancellable);

void ka_db_bind_text (sqlite3_stmt *stmt, int index, const char *text); /* must outlive the step */

/* One field between its canonical text and its column. FALSE: the text is not canonical. */
gboolean ka_db_bind_field (sqlite3_stmt *stmt, int index, const KaField *field, const char *value);
char *ka_db_column_field (sqlite3_stmt *stmt, int column, const KaField *field);
/* Reads all fields of a row whose columns from `column` on are id, rev and the fields. */
KaRecord *ka_db_column_record (sqlite3_stmt *stmt, int column, const KaKind *kind);

/* Appends "id", "rev" and the fields of the kind as columns, each with the prefix (t., or nothing). */
void ka_db_append_columns (GString *sql, const KaKind *kind, const char *prefix);

/* Whole files: synced with their folder. */
gboolean ka_db_sync_file (const char *path, GError **error);
gboolean ka_db_sync_folder (const char *path, GError **error);
void ka_db_set_errno (GError **error, int number, const char *path);

G_END_DECLS
