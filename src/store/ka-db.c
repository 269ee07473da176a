/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-db-private.h"

#include <ka-decimal.h>
#include <ka-record.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* How many of SQLite's instructions run between two looks at a cancellable. */
#define CANCEL_INTERVAL 2000

char *
ka_db_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return g_filename_display_name (base);
}

void
ka_db_set_errno (GError **error, int number, const char *path)
{
  g_autofree char *name = ka_db_name (path);

  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
      g_set_error (error, KA_ERROR, KA_ERROR_FULL,
                   _ ("磁盘空间不足，无法写入“%s”，请清理磁盘后再试。"), name);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("找不到“%s”，请检查文件和所在文件夹。"),
                   name);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, KA_ERROR, KA_ERROR_READ_ONLY,
                   _ ("没有权限写入“%s”，请检查文件夹权限或换一个位置。"), name);
      break;
    case EEXIST:
      g_set_error (error, KA_ERROR, KA_ERROR_DUPLICATE, _ ("“%s”已经存在，请换一个文件名。"), name);
      break;
    default:
      g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("读写“%s”失败（%s），请检查磁盘。"), name,
                   g_strerror (number));
    }
}

static KaError
map_code (sqlite3 *db, int code)
{
  int number = sqlite3_system_errno (db);

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return KA_ERROR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return KA_ERROR_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return KA_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
      return KA_ERROR_CORRUPT;
    case SQLITE_NOTADB:
      return KA_ERROR_FORMAT;
    case SQLITE_INTERRUPT:
      return KA_ERROR_CANCELLED;
    case SQLITE_CONSTRAINT:
      return KA_ERROR_INVALID;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return number == ENOSPC || number == EDQUOT ? KA_ERROR_FULL : KA_ERROR_IO;
    default:
      return KA_ERROR_FAILED;
    }
}

/* It is the disk that knows no locks: what a lock of somebody else's gives is busy. */
static gboolean
is_without_locks (sqlite3 *db)
{
  switch (sqlite3_extended_errcode (db))
    {
    case SQLITE_IOERR_LOCK:
    case SQLITE_IOERR_RDLOCK:
    case SQLITE_IOERR_UNLOCK:
    case SQLITE_IOERR_CHECKRESERVEDLOCK:
    case SQLITE_IOERR_SHMLOCK:
      return TRUE;
    default:
      return FALSE;
    }
}

void
ka_db_set_error (GError **error, sqlite3 *db, int code)
{
  const char *path = sqlite3_db_filename (db, "main");
  g_autofree char *name = ka_db_name (path != NULL && *path != '\0' ? path : "?");
  const char *detail = sqlite3_errmsg (db);
  KaError mapped = map_code (db, code);

  switch (mapped)
    {
    case KA_ERROR_FULL:
      g_set_error (error, KA_ERROR, mapped,
                   _ ("磁盘空间不足，台账“%s”没有改动，请清理磁盘后再试。"), name);
      break;
    case KA_ERROR_BUSY:
      g_set_error (error, KA_ERROR, mapped, _ ("台账“%s”正在写入别的内容，请稍后再试。"), name);
      break;
    case KA_ERROR_READ_ONLY:
      g_set_error (error, KA_ERROR, mapped, _ ("台账“%s”不能写入，请检查文件和文件夹的权限。"),
                   name);
      break;
    case KA_ERROR_CORRUPT:
      g_debug ("%s: %s", name, detail);
      g_set_error (error, KA_ERROR, mapped, _ ("台账“%s”已损坏，请从备份恢复。"), name);
      break;
    case KA_ERROR_FORMAT:
      g_set_error (error, KA_ERROR, mapped, _ ("“%s”不是矿安台账文件，请另选文件。"), name);
      break;
    case KA_ERROR_CANCELLED:
      g_set_error (error, KA_ERROR, mapped, _ ("对台账“%s”的操作已取消。"), name);
      break;
    case KA_ERROR_INVALID:
      g_set_error (error, KA_ERROR, mapped, _ ("台账“%s”不接受这样的内容（%s），请检查填写的值。"),
                   name, detail);
      break;
    case KA_ERROR_IO:
      if (is_without_locks (db))
        g_set_error (error, KA_ERROR, mapped,
                     _ ("台账“%s”所在的磁盘不支持文件锁，请把台账复制到本机磁盘再打开。"), name);
      else
        g_set_error (error, KA_ERROR, mapped, _ ("读写台账“%s”失败（%s），请检查磁盘。"), name,
                     detail);
      break;
    default:
      g_set_error (error, KA_ERROR, mapped, _ ("处理台账“%s”时出错（%s）。"), name, detail);
    }
}

static gboolean
configure (sqlite3 *db, GError **error)
{
  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, KA_DB_BUSY_TIMEOUT);
  /* A ledger may come from anywhere: nothing that stands in its schema is trusted. */
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  ka_db_add_functions (db);

  return ka_db_exec (db,
                     "PRAGMA foreign_keys = ON;"
                     "PRAGMA synchronous = FULL;"
                     "PRAGMA cell_size_check = ON;"
                     "PRAGMA cache_size = -12288;"
                     "PRAGMA temp_store = MEMORY;",
                     error);
}

/* Once, before the first connection. SQLite need not count its memory, which costs a lock for every piece of
 * it; and every set that a CHECK names is a small table of its own while a row is written: it must not begin
 * with memory for twenty pages. */
static void
configure_library (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      sqlite3_config (SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
      ka_db_keep_locks ();
      g_once_init_leave (&once, 1);
    }
}

sqlite3 *
ka_db_open (const char *path, int flags, gboolean immutable, GError **error)
{
  g_autofree char *escaped
    = g_uri_escape_string (path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s%s", escaped, immutable ? "?immutable=1" : "");
  sqlite3 *db = NULL;
  int code;

  configure_library ();
  code = sqlite3_open_v2 (uri, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
  if (code != SQLITE_OK)
    {
      if (db == NULL)
        g_set_error_literal (error, KA_ERROR, KA_ERROR_FAILED,
                             _ ("内存不足，请关闭别的程序后再试。"));
      else
        ka_db_set_error (error, db, code);
      sqlite3_close (db);
      return NULL;
    }
  if (!configure (db, error))
    {
      sqlite3_close (db);
      return NULL;
    }

  return db;
}

gboolean
ka_db_exec (sqlite3 *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    {
      ka_db_set_error (error, db, code);
      return FALSE;
    }

  return TRUE;
}

sqlite3_stmt *
ka_db_prepare (sqlite3 *db, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  const char *rest = NULL;
  int code = sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, &rest);

  if (code != SQLITE_OK)
    {
      ka_db_set_error (error, db, code);
      return NULL;
    }
  /* SQLite prepares the first statement only; a second one was never meant. */
  if (stmt == NULL || rest[strspn (rest, " \t\r\n;")] != '\0')
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_INVALID,
                           _ ("查询语句只能读取台账，请只用一条 SELECT。"));
      return NULL;
    }

  return g_steal_pointer (&stmt);
}

int
ka_db_step (sqlite3_stmt *stmt, GError **error)
{
  int code = sqlite3_step (stmt);

  if (code == SQLITE_ROW)
    return 1;
  if (code == SQLITE_DONE)
    return 0;

  ka_db_set_error (error, sqlite3_db_handle (stmt), code);
  return -1;
}

gboolean
ka_db_run (sqlite3_stmt *stmt, GError **error)
{
  int answer;

  do
    answer = ka_db_step (stmt, error);
  while (answer > 0);

  return answer == 0;
}

gboolean
ka_db_int (sqlite3 *db, const char *sql, gint64 otherwise, gint64 *value, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (db, sql, error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  answer = ka_db_step (stmt, error);
  if (answer < 0)
    return FALSE;
  *value = answer == 0 || sqlite3_column_type (stmt, 0) == SQLITE_NULL
             ? otherwise
             : sqlite3_column_int64 (stmt, 0);

  return TRUE;
}

char *
ka_db_text (sqlite3 *db, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (db, sql, error);

  if (stmt == NULL || ka_db_step (stmt, error) < 0)
    return NULL;

  return g_strdup (sqlite3_data_count (stmt) > 0 ? (const char *)sqlite3_column_text (stmt, 0)
                                                 : "");
}

static int
on_progress (gpointer data)
{
  return g_cancellable_is_cancelled (data);
}

void
ka_db_set_cancellable (sqlite3 *db, GCancellable *cancellable)
{
  if (cancellable != NULL)
    sqlite3_progress_handler (db, CANCEL_INTERVAL, on_progress, cancellable);
  else
    sqlite3_progress_handler (db, 0, NULL, NULL);
}

void
ka_db_bind_text (sqlite3_stmt *stmt, int index, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (stmt, index, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (stmt, index);
}

static gboolean
parse_int (const char *text, gint64 *value)
{
  char *end = NULL;

  errno = 0;
  *value = g_ascii_strtoll (text, &end, 10);

  return end != text && *end == '\0' && errno == 0;
}

gboolean
ka_db_bind_field (sqlite3_stmt *stmt, int index, const KaField *field, const char *value)
{
  gint64 number = 0;

  if (value == NULL)
    return sqlite3_bind_null (stmt, index) == SQLITE_OK;

  switch (field->type)
    {
    case KA_FIELD_INT:
    case KA_FIELD_REF:
    case KA_FIELD_FLAG:
      if (!parse_int (value, &number))
        return FALSE;
      return sqlite3_bind_int64 (stmt, index, number) == SQLITE_OK;
    case KA_FIELD_DEC:
      if (!ka_decimal_parse (value, field->places, &number, NULL))
        return FALSE;
      return sqlite3_bind_int64 (stmt, index, number) == SQLITE_OK;
    case KA_FIELD_TEXT:
    case KA_FIELD_LONG:
    case KA_FIELD_DATE:
    case KA_FIELD_MONTH:
    case KA_FIELD_QUARTER:
    case KA_FIELD_TIME:
    case KA_FIELD_CHOICE:
      break;
    }

  return sqlite3_bind_text (stmt, index, value, -1, SQLITE_STATIC) == SQLITE_OK;
}

/* printf is a third of the time of reading a list otherwise. */
static char *
format_int (gint64 value)
{
  char buffer[24];
  char *p = buffer + sizeof buffer;
  guint64 rest = value < 0 ? -(guint64)value : (guint64)value;

  *--p = '\0';
  do
    *--p = '0' + rest % 10;
  while ((rest /= 10) != 0);
  if (value < 0)
    *--p = '-';

  return g_strdup (p);
}

char *
ka_db_column_field (sqlite3_stmt *stmt, int column, const KaField *field)
{
  const char *text;
  int length;

  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return NULL;

  switch (field->type)
    {
    case KA_FIELD_INT:
    case KA_FIELD_REF:
    case KA_FIELD_FLAG:
      return format_int (sqlite3_column_int64 (stmt, column));
    case KA_FIELD_DEC:
      return ka_decimal_format (sqlite3_column_int64 (stmt, column), field->places);
    case KA_FIELD_TEXT:
    case KA_FIELD_LONG:
    case KA_FIELD_DATE:
    case KA_FIELD_MONTH:
    case KA_FIELD_QUARTER:
    case KA_FIELD_TIME:
    case KA_FIELD_CHOICE:
      break;
    }

  text = (const char *)sqlite3_column_text (stmt, column);
  length = sqlite3_column_bytes (stmt, column);
  if (text == NULL)
    return NULL;

  /* SQLite itself takes any bytes for text; what people see must be valid. */
  return g_utf8_validate_len (text, length, NULL) ? g_strndup (text, length)
                                                  : g_utf8_make_valid (text, length);
}

KaRecord *
ka_db_column_record (sqlite3_stmt *stmt, int column, const KaKind *kind)
{
  KaRecord *record = ka_record_new (kind);

  record->id = sqlite3_column_int64 (stmt, column);
  record->rev = sqlite3_column_int64 (stmt, column + 1);
  for (guint i = 0; i < kind->n_fields; i++)
    ka_record_take (record, i, ka_db_column_field (stmt, column + 2 + i, &kind->fields[i]));

  return record;
}

void
ka_db_append_columns (GString *sql, const KaKind *kind, const char *prefix)
{
  g_string_append_printf (sql, "%sid, %srev", prefix, prefix);
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, ", %s\"%s\"", prefix, kind->fields[i].id);
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  int number = 0;

  if (fd < 0 || fsync (fd) != 0)
    number = errno;
  if (fd >= 0)
    g_close (fd, NULL);
  /* Some file systems cannot sync a folder; there is nothing more that could be done there. */
  if (number != 0 && !((flags & O_DIRECTORY) && (number == EINVAL || number == EROFS)))
    {
      ka_db_set_errno (error, number, path);
      return FALSE;
    }

  return TRUE;
}

gboolean
ka_db_sync_file (const char *path, GError **error)
{
  return sync_path (path, O_RDWR, error);
}

gboolean
ka_db_sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}
