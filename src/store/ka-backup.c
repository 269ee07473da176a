/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-backup-private.h"
#include "ka-ledger-private.h"
#include "ka-maintain.h"
#include "ka-schema-private.h"

#include <ka-day.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

char *
ka_backup_name (const char *path, const char *tag)
{
  g_autofree char *now = ka_now ();
  g_autoptr (GString) digits = g_string_new (now);
  g_autofree char *first = NULL;
  char *name;

  g_string_replace (digits, "-", "", 0);
  g_string_replace (digits, ":", "", 0);
  first = g_strdup_printf ("%s.%s-%s", path, tag, digits->str);
  /* What was kept a moment ago is not written over. */
  name = g_strdup (first);
  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", first, i);
    }

  return name;
}

static gboolean
vacuum_into (sqlite3 *db, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (db, "VACUUM INTO ?", error);
  gboolean done;

  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, path);
  ka_db_set_cancellable (db, cancellable);
  done = ka_db_run (stmt, error);
  ka_db_set_cancellable (db, NULL);

  return done;
}

static gboolean
check_copy (const char *path, GError **error)
{
  g_autofree char *name = ka_db_name (path);
  g_autofree char *answer = NULL;
  guint version = 0;
  sqlite3 *db = ka_db_open (path, SQLITE_OPEN_READONLY, FALSE, error);
  gboolean sound = db != NULL && ka_schema_check (db, &version, error)
                   && (answer = ka_db_text (db, "PRAGMA quick_check (1)", error)) != NULL;

  sqlite3_close (db);
  if (sound && strcmp (answer, "ok") != 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT,
                   _ ("写出的备份“%s”没有通过检查（%s），请检查磁盘后再试。"), name, answer);
      return FALSE;
    }

  return sound;
}

/* Writes a checked and synced copy under a name of its own beside path. */
static char *
write_beside (sqlite3 *db, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".tmp-XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      ka_db_set_errno (error, errno, path);
      return NULL;
    }
  g_close (fd, NULL);
  if (vacuum_into (db, temporary, cancellable, error) && check_copy (temporary, error)
      && ka_db_sync_file (temporary, error))
    return g_steal_pointer (&temporary);

  g_unlink (temporary);
  return NULL;
}

gboolean
ka_backup_write (sqlite3 *db, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = write_beside (db, path, cancellable, error);

  if (temporary == NULL)
    return FALSE;
  if (g_rename (temporary, path) != 0)
    {
      ka_db_set_errno (error, errno, path);
      g_unlink (temporary);
      return FALSE;
    }

  return ka_db_sync_folder (path, error);
}

gboolean
ka_ledger_backup (KaLedger *ledger, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!ka_ledger_check_open (ledger, error))
    return FALSE;
  canonical = g_canonicalize_filename (path, NULL);
  if (strcmp (canonical, ledger->path) == 0)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_USAGE,
                           _ ("备份不能覆盖正在使用的台账，请换一个文件名。"));
      return FALSE;
    }

  return ka_backup_write (ledger->db, canonical, cancellable, error);
}

/* ---- once a day ---- */

static int
compare_names_descending (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)b, *(const char *const *)a);
}

/* <prefix>YYYYMMDD.kuangan: what else lies there is none of ours. */
static gboolean
is_daily_name (const char *name, const char *prefix)
{
  const char *day = name + strlen (prefix);

  return g_str_has_prefix (name, prefix) && strspn (day, "0123456789") == 8
         && strcmp (day + 8, ".kuangan") == 0;
}

/* Names hold the day, so that their order is the order of time. */
static void
drop_old_backups (const char *folder, const char *prefix, guint keep)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_daily_name (name, prefix))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names_descending);
  for (guint i = keep; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      g_unlink (path);
    }
}

gboolean
ka_ledger_daily_backup (KaLedger *ledger, guint keep, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *base = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  int year, month, day;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  /* Who may not write to the ledger does not write beside it; the program that holds it does. */
  if (ledger->read_only)
    return TRUE;
  folder = g_strconcat (ledger->path, "-backups", NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      ka_db_set_errno (error, errno, folder);
      return FALSE;
    }

  base = g_path_get_basename (ledger->path);
  if (g_str_has_suffix (base, ".kuangan"))
    base[strlen (base) - strlen (".kuangan")] = '\0';
  prefix = g_strconcat (base, "-", NULL);
  ka_day_get_ymd (ka_today (), &year, &month, &day);
  name = g_strdup_printf ("%s%04d%02d%02d.kuangan", prefix, year, month, day);
  path = g_build_filename (folder, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS)
      && !ka_ledger_backup (ledger, path, cancellable, error))
    return FALSE;
  drop_old_backups (folder, prefix, MAX (keep, 1));

  return TRUE;
}

GPtrArray *
ka_list_backups (const char *path)
{
  g_autofree char *folder = g_strconcat (path, "-backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".kuangan"))
      g_ptr_array_add (found, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (found, compare_names_descending);
  return found;
}

/* ---- back from a backup ---- */

static gboolean
verify_backup (const char *backup, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *name = ka_db_name (backup);
  g_autoptr (KaLedger) ledger = ka_ledger_open (backup, KA_OPEN_READ_ONLY, &local_error);

  /* One of an older version cannot be shown before it is upgraded; its copy is checked all the same. */
  if (ledger == NULL && g_error_matches (local_error, KA_ERROR, KA_ERROR_READ_ONLY))
    return TRUE;
  if (ledger == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  findings = ka_ledger_verify (ledger, NULL, NULL, NULL, error);
  if (findings == NULL)
    return FALSE;
  if (findings->len > 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT, _ ("备份“%s”没有通过检查：%s"), name,
                   (const char *)g_ptr_array_index (findings, 0));
      return FALSE;
    }

  return TRUE;
}

static void
move_along (const char *path, const char *kept, const char *suffix)
{
  g_autofree char *from = g_strconcat (path, suffix, NULL);
  g_autofree char *to = g_strconcat (kept, suffix, NULL);

  g_rename (from, to);
}

/* The log of the old file must never meet the new one: it is folded, or goes along. */
static gboolean
put_in_place (const char *temporary, const char *path, GError **error)
{
  g_autofree char *kept = ka_backup_name (path, "before-restore");

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      ka_hold_fold (path, NULL);
      move_along (path, kept, "-wal");
      move_along (path, kept, "-shm");
      move_along (path, kept, "-journal");
      /* A second name first, so that there is a ledger at every moment; not every file system can. */
      if (link (path, kept) != 0 && g_rename (path, kept) != 0)
        {
          ka_db_set_errno (error, errno, path);
          return FALSE;
        }
    }
  if (g_rename (temporary, path) != 0)
    {
      ka_db_set_errno (error, errno, path);
      return FALSE;
    }

  return ka_db_sync_folder (path, error);
}

gboolean
ka_ledger_restore_file (const char *backup, const char *path, GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *temporary = NULL;
  g_autofree char *reason = NULL;
  KaHold *hold = NULL;
  sqlite3 *db;
  gboolean done;

  if (!verify_backup (backup, error))
    return FALSE;
  if (g_file_test (canonical, G_FILE_TEST_EXISTS))
    {
      hold = ka_hold_new (canonical, TRUE, &reason);
      if (!ka_hold_is_write (hold))
        {
          g_set_error_literal (error, KA_ERROR, KA_ERROR_BUSY, reason);
          ka_hold_release (hold, NULL);
          return FALSE;
        }
    }

  db = ka_db_open (backup, SQLITE_OPEN_READONLY, FALSE, error);
  temporary = db != NULL ? write_beside (db, canonical, NULL, error) : NULL;
  sqlite3_close (db);
  done = temporary != NULL && put_in_place (temporary, canonical, error);
  if (!done && temporary != NULL)
    g_unlink (temporary);
  if (hold != NULL)
    {
      ka_hold_give_up_write (hold);
      ka_hold_release (hold, NULL);
    }

  return done;
}
