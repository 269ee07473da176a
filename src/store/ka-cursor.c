/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cursor-private.h"

#include "ka-ledger-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _KaCursor
{
  KaLedger *ledger;   /* owned */
  sqlite3_stmt *stmt; /* NULL once the ledger was closed */
  gboolean started;
};

static gboolean
check_statement (sqlite3_stmt *stmt, GError **error)
{
  if (sqlite3_stmt_readonly (stmt) && sqlite3_column_count (stmt) > 0)
    return TRUE;

  g_set_error_literal (error, KA_ERROR, KA_ERROR_INVALID,
                       _ ("查询语句只能读取台账，请只用一条 SELECT。"));
  return FALSE;
}

KaCursor *
ka_cursor_new (KaLedger *ledger, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  KaCursor *cursor;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  stmt = ka_ledger_prepare (ledger, sql, KA_AUTH_SELECT, error);
  if (stmt == NULL || !check_statement (stmt, error))
    return NULL;

  cursor = g_new0 (KaCursor, 1);
  cursor->ledger = g_object_ref (ledger);
  cursor->stmt = g_steal_pointer (&stmt);
  g_ptr_array_add (ledger->cursors, cursor);

  return cursor;
}

void
ka_cursor_detach (KaCursor *cursor)
{
  g_clear_pointer (&cursor->stmt, sqlite3_finalize);
  g_ptr_array_remove_fast (cursor->ledger->cursors, cursor);
}

void
ka_cursor_free (KaCursor *cursor)
{
  if (cursor == NULL)
    return;

  if (cursor->stmt != NULL)
    ka_cursor_detach (cursor);
  g_object_unref (cursor->ledger);
  g_free (cursor);
}

/* Parameters are named with or without their colon. */
static int
find_parameter (KaCursor *cursor, const char *name)
{
  g_autofree char *full = NULL;

  if (cursor->stmt == NULL)
    return 0;
  if (cursor->started)
    {
      sqlite3_reset (cursor->stmt);
      cursor->started = FALSE;
    }
  if (*name == ':' || *name == '@' || *name == '$')
    return sqlite3_bind_parameter_index (cursor->stmt, name);
  full = g_strconcat (":", name, NULL);

  return sqlite3_bind_parameter_index (cursor->stmt, full);
}

void
ka_cursor_bind_text (KaCursor *cursor, const char *name, const char *value)
{
  int index = find_parameter (cursor, name);

  if (index == 0)
    return;
  if (value != NULL)
    sqlite3_bind_text (cursor->stmt, index, value, -1, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (cursor->stmt, index);
}

void
ka_cursor_bind_int (KaCursor *cursor, const char *name, gint64 value)
{
  int index = find_parameter (cursor, name);

  if (index != 0)
    sqlite3_bind_int64 (cursor->stmt, index, value);
}

gboolean
ka_cursor_next (KaCursor *cursor, GError **error)
{
  if (cursor->stmt == NULL)
    return ka_ledger_check_open (cursor->ledger, error);

  cursor->started = TRUE;
  if (ka_db_step (cursor->stmt, error) > 0)
    return TRUE;

  /* So that no read transaction stays open behind a cursor that is still held. */
  sqlite3_reset (cursor->stmt);
  cursor->started = FALSE;
  return FALSE;
}

gboolean
ka_cursor_is_null (KaCursor *cursor, guint column)
{
  return cursor->stmt == NULL || sqlite3_column_type (cursor->stmt, column) == SQLITE_NULL;
}

gint64
ka_cursor_get_int (KaCursor *cursor, guint column)
{
  return cursor->stmt != NULL ? sqlite3_column_int64 (cursor->stmt, column) : 0;
}

const char *
ka_cursor_get_text (KaCursor *cursor, guint column)
{
  return cursor->stmt != NULL ? (const char *)sqlite3_column_text (cursor->stmt, column) : NULL;
}
