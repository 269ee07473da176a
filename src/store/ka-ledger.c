/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-backup-private.h"
#include "ka-cursor-private.h"
#include "ka-ledger-private.h"
#include "ka-maintain.h"
#include "ka-schema-private.h"
#include "ka-search-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

/* SQLite writes its log back at 4 MiB; one that is longer had a large change in it. */
#define LONG_LOG (G_GINT64_CONSTANT (16) << 20)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaLedger, ka_ledger, G_TYPE_OBJECT)

/* ---- statements ---- */

/* A table of which no column is read (count(*)) comes as it was written, and without its database. */
static void
want_table (KaLedger *ledger, const char *name)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (kinds[i]->id, name) == 0)
      ledger->kinds[i].wanted = TRUE;
}

/* While a statement of an as-of connection is prepared this tells which kinds it reads, so that their
 * tables of the past can be made first. A cursor's statement may do nothing but read. */
static int
on_authorize (gpointer data,
              int action,
              const char *first,
              const char *second,
              const char *database,
              const char *trigger)
{
  KaLedger *ledger = data;

  if (ledger->as_of >= 0 && action == SQLITE_READ && first != NULL
      && g_strcmp0 (database, "temp") != 0)
    want_table (ledger, first);

  if (ledger->auth == KA_AUTH_SELECT)
    switch (action)
      {
      case SQLITE_SELECT:
      case SQLITE_READ:
      case SQLITE_RECURSIVE:
        break;
      case SQLITE_FUNCTION:
        return g_strcmp0 (second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
      default:
        return SQLITE_DENY;
      }

  return SQLITE_OK;
}

static gboolean
make_wanted_tables (KaLedger *ledger, gboolean *made, GError **error)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  *made = FALSE;
  for (guint i = 0; i < n; i++)
    {
      KaKindState *state = &ledger->kinds[i];

      if (!state->wanted || state->stands_in)
        continue;
      if (!ka_asof_stand_in (ledger, kinds[i], error))
        return FALSE;
      state->stands_in = TRUE;
      *made = TRUE;
    }

  return TRUE;
}

sqlite3_stmt *
ka_ledger_prepare (KaLedger *ledger, const char *sql, KaAuth auth, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  guint n;
  gboolean made = FALSE;

  if (!ka_ledger_check_open (ledger, error))
    return NULL;

  if (ledger->as_of >= 0)
    {
      ka_kinds (&n);
      for (guint i = 0; i < n; i++)
        ledger->kinds[i].wanted = FALSE;
    }
  ledger->auth = auth;
  stmt = ka_db_prepare (ledger->db, sql, error);
  ledger->auth = KA_AUTH_ALL;
  if (stmt == NULL || ledger->as_of < 0)
    return g_steal_pointer (&stmt);

  if (!make_wanted_tables (ledger, &made, error))
    return NULL;
  /* Now that the tables are there, the same names mean them. */
  if (made)
    {
      g_clear_pointer (&stmt, sqlite3_finalize);
      stmt = ka_db_prepare (ledger->db, sql, error);
    }

  return g_steal_pointer (&stmt);
}

sqlite3_stmt *
ka_ledger_use (KaLedger *ledger, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (ledger->statements, sql);

  if (stmt == NULL)
    {
      stmt = ka_ledger_prepare (ledger, sql, KA_AUTH_ALL, error);
      if (stmt != NULL)
        g_hash_table_insert (ledger->statements, g_strdup (sql), stmt);
    }

  return stmt;
}

KaKindState *
ka_ledger_kind_state (KaLedger *ledger, const KaKind *kind)
{
  return &ledger->kinds[ka_kind_index (kind)];
}

gboolean
ka_ledger_check_open (KaLedger *ledger, GError **error)
{
  g_autofree char *name = NULL;

  if (ledger->db != NULL)
    return TRUE;

  name = ka_db_name (ledger->path);
  g_set_error (error, KA_ERROR, KA_ERROR_FAILED, _ ("台账“%s”已经关闭，请重新打开。"), name);
  return FALSE;
}

void
ka_ledger_drop_caches (KaLedger *ledger)
{
  guint n;

  ka_kinds (&n);
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&ledger->kinds[i].titles, g_hash_table_unref);
  g_clear_pointer (&ledger->settings, g_hash_table_unref);
}

/* ---- opening ---- */

static KaLedger *
new_ledger (const char *path)
{
  KaLedger *ledger = g_object_new (KA_TYPE_LEDGER, NULL);

  ledger->path = g_strdup (path);

  return ledger;
}

static void
attach (KaLedger *ledger, sqlite3 *db)
{
  ledger->db = db;
  sqlite3_set_authorizer (db, on_authorize, ledger);
  ka_db_int (db, "PRAGMA data_version", 0, &ledger->data_version, NULL);
}

static gboolean
check_sound (sqlite3 *db, GError **error)
{
  g_autofree char *name = ka_db_name (sqlite3_db_filename (db, "main"));
  g_autofree char *answer = ka_db_text (db, "PRAGMA quick_check (1)", error);

  if (answer == NULL)
    return FALSE;
  if (strcmp (answer, "ok") == 0)
    return TRUE;

  g_debug ("%s: %s", name, answer);
  g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT, _ ("台账“%s”已损坏，请从备份恢复。"), name);
  return FALSE;
}

/* SQLite tells a file cut short or overwritten in several ways; to the user it is damaged. */
static gboolean
check_ledger (sqlite3 *db, guint *version, GError **error)
{
  return ka_schema_check (db, version, error) && check_sound (db, error);
}

static gboolean
upgrade (sqlite3 *db, const char *path, guint version, GError **error)
{
  g_autofree char *copy = ka_backup_name (path, "before-upgrade");

  if (!ka_backup_write (db, copy, NULL, error))
    return FALSE;
  if (ka_schema_upgrade (db, version, error))
    return TRUE;

  /* Nothing was changed, so that nothing needs keeping. */
  g_unlink (copy);
  return FALSE;
}

/* Write access: checks, upgrades and turns to the write-ahead log. */
static sqlite3 *
open_for_writing (const char *path, GError **error)
{
  sqlite3 *db = ka_db_open (path, SQLITE_OPEN_READWRITE, FALSE, error);
  guint version = 0, n;
  const KaScript *scripts = ka_schema_scripts (&n);

  if (db == NULL)
    return NULL;
  if (check_ledger (db, &version, error)
      && (version == scripts[n - 1].number || upgrade (db, path, version, error))
      && ka_schema_check_scripts (db, error) && ka_schema_check_tables (db, error)
      && ka_db_exec (db, "PRAGMA journal_mode = WAL", error) && ka_search_ensure (db, error))
    return db;

  sqlite3_close (db);
  return NULL;
}

/* A ledger that was not folded, on a disk that cannot be written: by itself it is whole as it is; with a log it
 * must not be shown without the last saves, with a journal not with half of one. NULL: it has neither. */
static const char *
find_log (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *log = g_strconcat (path, suffixes[i], NULL);
      GStatBuf status;

      if (g_stat (log, &status) == 0 && status.st_size > 0)
        return suffixes[i];
    }

  return NULL;
}

/* What was broken off half way is undone as soon as somebody looks who may write. */
static void
undo_half (const char *path)
{
  sqlite3 *db;
  gint64 version;

  if (g_strcmp0 (find_log (path), "-journal") != 0)
    return;
  db = ka_db_open (path, SQLITE_OPEN_READWRITE, FALSE, NULL);
  if (db == NULL)
    return;
  /* Whoever is at it is not to be waited for twice. */
  sqlite3_busy_timeout (db, 0);
  ka_db_int (db, "PRAGMA schema_version", 0, &version, NULL);
  sqlite3_close (db);
}

static gboolean
is_refused_write (const GError *error)
{
  return error->domain == KA_ERROR
         && (error->code == KA_ERROR_READ_ONLY || error->code == KA_ERROR_IO
             || error->code == KA_ERROR_FULL || error->code == KA_ERROR_BUSY);
}

static sqlite3 *
open_checked (const char *path, gboolean immutable, guint *version, GError **error)
{
  sqlite3 *db = ka_db_open (path, SQLITE_OPEN_READONLY, immutable, error);

  if (db != NULL && check_ledger (db, version, error))
    return db;

  sqlite3_close (db);
  return NULL;
}

static sqlite3 *
open_for_reading (const char *path, gboolean *immutable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *name = ka_db_name (path);
  guint version = 0, n;
  const KaScript *scripts = ka_schema_scripts (&n);
  const char *log;
  sqlite3 *db;
  gboolean refused;

  undo_half (path);
  db = open_checked (path, FALSE, &version, &local_error);

  /* Where another program is just writing, it is no disk that cannot be written: what is read without locks
   * would be half of the one and half of the other. */
  refused = db == NULL && is_refused_write (local_error)
            && !g_error_matches (local_error, KA_ERROR, KA_ERROR_BUSY);
  *immutable = FALSE;
  log = refused ? find_log (path) : NULL;
  if (log != NULL)
    {
      g_set_error (
        error, KA_ERROR, KA_ERROR_READ_ONLY,
        _ ("台账“%s”上次没有正常关闭，所在的文件夹又不能写入，请连同“%s%s”一起复制到可以写"
           "入的文件夹再打开。"),
        name, name, log);
      return NULL;
    }
  if (refused)
    {
      *immutable = TRUE;
      g_clear_error (&local_error);
      db = open_checked (path, TRUE, &version, &local_error);
    }
  if (db != NULL && version < scripts[n - 1].number)
    g_set_error (&local_error, KA_ERROR, KA_ERROR_READ_ONLY,
                 _ ("台账“%s”是旧版本，打开前要先升级，但现在不能写入，请复制到可以写入的文件夹。"),
                 name);
  if (local_error == NULL && ka_schema_check_scripts (db, &local_error)
      && ka_schema_check_tables (db, &local_error))
    return db;

  sqlite3_close (db);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

KaLedger *
ka_ledger_open (const char *path, KaOpenMode mode, GError **error)
{
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *name = ka_db_name (path);
  sqlite3 *db = NULL;

  if (g_file_test (canonical, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                   _ ("“%s”是文件夹，不是账本，请选择文件夹里的 .kuangan 文件。"), name);
      return NULL;
    }
  if (!g_file_test (canonical, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                   _ ("找不到台账“%s”，请检查文件名和文件夹。"), name);
      return NULL;
    }

  ledger = new_ledger (canonical);
  ledger->hold = ka_hold_new (canonical, mode == KA_OPEN_READ_WRITE, &ledger->reason);
  if (ka_hold_is_write (ledger->hold))
    {
      db = open_for_writing (canonical, &local_error);
      if (db == NULL && !is_refused_write (local_error))
        {
          ka_hold_give_up_write (ledger->hold);
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (db == NULL)
        {
          ka_hold_give_up_write (ledger->hold);
          ledger->reason
            = g_strdup_printf (_ ("台账“%s”现在只能查看：%s"), name, local_error->message);
        }
    }
  ledger->read_only = db == NULL;
  if (db == NULL)
    {
      g_autoptr (GError) read_error = NULL;

      db = open_for_reading (canonical, &ledger->immutable, &read_error);
      /* Why it could not be opened for writing is what has to be mended. */
      if (db == NULL)
        {
          g_propagate_error (error, local_error != NULL ? g_steal_pointer (&local_error)
                                                        : g_steal_pointer (&read_error));
          return NULL;
        }
    }
  if (ledger->read_only && ledger->reason == NULL)
    ledger->reason = g_strdup_printf (_ ("台账“%s”以只读方式打开，不能修改。"), name);
  attach (ledger, db);
  if (!ledger->read_only && !ka_ledger_seed (ledger, error))
    return NULL;
  ka_towns_add_all (ka_ledger_setting (ledger, "district.towns"));

  return g_steal_pointer (&ledger);
}

static KaLedger *
open_further (KaLedger *ledger, gboolean read_only, gint64 as_of, GError **error)
{
  g_autoptr (KaLedger) further = NULL;
  sqlite3 *db;

  if (!ka_ledger_check_open (ledger, error))
    return NULL;
  db = ka_db_open (ledger->path, read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE,
                   ledger->immutable, error);
  if (db == NULL)
    return NULL;

  further = new_ledger (ledger->path);
  further->hold = ka_hold_ref (ledger->hold);
  further->immutable = ledger->immutable;
  further->read_only = read_only;
  further->as_of = as_of;
  attach (further, db);

  return g_steal_pointer (&further);
}

KaLedger *
ka_ledger_dup (KaLedger *ledger, GError **error)
{
  KaLedger *further;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  further = open_further (ledger, ledger->read_only, ledger->as_of, error);
  if (further != NULL)
    further->reason = g_strdup (ledger->reason);

  return further;
}

KaLedger *
ka_ledger_open_as_of (KaLedger *ledger, gint64 revision, GError **error)
{
  KaLedger *further;
  gint64 head;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  head = ka_ledger_get_head (ledger);
  if (revision < 0 || revision > head)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                   _ ("台账没有第 %" PRId64 " 号修订，请给出 0 到 %" PRId64 " 之间的号码。"),
                   revision, head);
      return NULL;
    }

  further = open_further (ledger, TRUE, revision, error);
  if (further == NULL)
    return NULL;
  further->reason
    = g_strdup_printf (_ ("这是第 %" PRId64 " 号修订时的台账，只能查看，不能修改。"), revision);
  ka_ledger_set_cancellable (further, ledger->cancellable);

  return further;
}

/* ---- closing ---- */

gboolean
ka_ledger_close (KaLedger *ledger, GError **error)
{
  guint n;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  if (ledger->writing)
    ka_write_rollback (ledger);
  ka_ledger_drop_caches (ledger);
  while (ledger->cursors->len > 0)
    ka_cursor_detach (g_ptr_array_index (ledger->cursors, ledger->cursors->len - 1));
  g_hash_table_remove_all (ledger->statements);
  ka_kinds (&n);
  for (guint i = 0; i < n; i++)
    {
      g_clear_pointer (&ledger->kinds[i].get, sqlite3_finalize);
      g_clear_pointer (&ledger->kinds[i].insert, sqlite3_finalize);
      g_clear_pointer (&ledger->kinds[i].update, sqlite3_finalize);
      g_clear_pointer (&ledger->kinds[i].remove, sqlite3_finalize);
    }
  g_clear_pointer (&ledger->db, sqlite3_close);
  if (ledger->hold == NULL)
    return TRUE;

  return ka_hold_release (g_steal_pointer (&ledger->hold), error);
}

static void
ka_ledger_dispose (GObject *object)
{
  KaLedger *self = KA_LEDGER (object);
  g_autoptr (GError) error = NULL;

  if (!ka_ledger_close (self, &error))
    g_debug ("closing %s: %s", self->path, error->message);

  G_OBJECT_CLASS (ka_ledger_parent_class)->dispose (object);
}

static void
ka_ledger_finalize (GObject *object)
{
  KaLedger *self = KA_LEDGER (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->statements);
  g_ptr_array_unref (self->cursors);
  g_array_unref (self->sources);
  g_string_free (self->body, TRUE);
  g_clear_error (&self->failure);
  g_free (self->kinds);
  g_free (self->reason);
  g_free (self->path);

  G_OBJECT_CLASS (ka_ledger_parent_class)->finalize (object);
}

static void
ka_ledger_class_init (KaLedgerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ka_ledger_dispose;
  object_class->finalize = ka_ledger_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KA_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
ka_ledger_init (KaLedger *self)
{
  guint n;

  ka_kinds (&n);
  self->kinds = g_new0 (KaKindState, n);
  self->statements
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)sqlite3_finalize);
  self->cursors = g_ptr_array_new ();
  self->sources = g_array_new (FALSE, FALSE, sizeof (KaSource));
  self->body = g_string_new (NULL);
  self->as_of = -1;
}

/* ---- what it is ---- */

const char *
ka_ledger_get_path (KaLedger *ledger)
{
  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  return ledger->path;
}

gboolean
ka_ledger_is_read_only (KaLedger *ledger)
{
  g_return_val_if_fail (KA_IS_LEDGER (ledger), TRUE);

  return ledger->read_only;
}

const char *
ka_ledger_get_read_only_reason (KaLedger *ledger)
{
  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  return ledger->reason;
}

gint64
ka_ledger_get_head (KaLedger *ledger)
{
  g_auto (KaUse) stmt = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), 0);

  if (ledger->as_of >= 0)
    return ledger->as_of;
  if (ledger->db == NULL)
    return 0;
  stmt = ka_ledger_use (ledger, "SELECT coalesce (max (rev), 0) FROM revision", NULL);

  return stmt != NULL && ka_db_step (stmt, NULL) > 0 ? sqlite3_column_int64 (stmt, 0) : 0;
}

gboolean
ka_ledger_is_as_of (KaLedger *ledger)
{
  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  return ledger->as_of >= 0;
}

gboolean
ka_ledger_refresh (KaLedger *ledger)
{
  gint64 version = 0;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  /* The past does not change. */
  if (ledger->db == NULL || ledger->as_of >= 0
      || !ka_db_int (ledger->db, "PRAGMA data_version", 0, &version, NULL)
      || version == ledger->data_version)
    return FALSE;

  ledger->data_version = version;
  ka_ledger_drop_caches (ledger);
  g_signal_emit (ledger, signals[SIGNAL_CHANGED], 0, (gint64)0);

  return TRUE;
}

void
ka_ledger_trim_log (KaLedger *ledger)
{
  g_autofree char *log = NULL;
  GStatBuf status;

  g_return_if_fail (KA_IS_LEDGER (ledger));

  if (ledger->db == NULL || ledger->read_only || ledger->writing)
    return;
  log = g_strconcat (ledger->path, "-wal", NULL);
  if (g_stat (log, &status) != 0 || status.st_size <= LONG_LOG)
    return;
  /* Whoever waits for readers here keeps others from writing as long. */
  sqlite3_busy_timeout (ledger->db, 0);
  ka_db_exec (ledger->db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  sqlite3_busy_timeout (ledger->db, KA_DB_BUSY_TIMEOUT);
}

void
ka_ledger_emit_changed (KaLedger *ledger, gint64 change)
{
  g_signal_emit (ledger, signals[SIGNAL_CHANGED], 0, change);
}
