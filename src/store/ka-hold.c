/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-hold-private.h"

#include "ka-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A holder that ends removes its lock file; one who locked that very file must look again. */
#define LOCK_ATTEMPTS 20

struct _KaHold
{
  gatomicrefcount references;
  char *path;
  char *lock_path;
  int fd; /* of the lock file, -1: read-only */
};

static char *
read_holder (int fd)
{
  char buffer[512];
  ssize_t n = pread (fd, buffer, sizeof buffer - 1, 0);

  if (n <= 0)
    return NULL;
  buffer[n] = '\0';
  g_strdelimit (buffer, "\n\r\t", ' ');
  g_strstrip (buffer);

  return *buffer != '\0' ? g_utf8_make_valid (buffer, -1) : NULL;
}

static void
write_holder (int fd)
{
  /* Who holds it, for the message that a second program shows. */
  g_autofree char *text = g_strdup_printf (_ ("计算机 %s，用户 %s，进程 %d"), g_get_host_name (),
                                           g_get_user_name (), (int)getpid ());

  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, strlen (text), 0) < 0)
    g_debug ("cannot name the holder in the lock file: %s", g_strerror (errno));
}

static char *
explain_errno (int number, const char *path)
{
  g_autofree char *name = ka_db_name (path);

  switch (number)
    {
    case EACCES:
    case EPERM:
      return g_strdup_printf (_ ("没有权限写入台账“%s”或它所在的文件夹，现在只能查看。"), name);
    case EROFS:
      return g_strdup_printf (_ ("台账“%s”在只读的磁盘上，现在只能查看。"), name);
    case ENOSPC:
    case EDQUOT:
      return g_strdup_printf (_ ("台账“%s”所在的磁盘已满，现在只能查看，请清理磁盘后重新打开。"),
                              name);
    case ENOLCK:
    case EOPNOTSUPP:
    case ENOSYS:
      return g_strdup_printf (
        _ ("台账“%s”所在的磁盘不支持文件锁，现在只能查看，请把台账复制到本机磁盘。"), name);
    default:
      return g_strdup_printf (_ ("无法锁定台账“%s”（%s），现在只能查看。"), name,
                              g_strerror (number));
    }
}

/* Whether the locked descriptor is still the file that stands under the name. */
static gboolean
is_current (int fd, const char *path)
{
  struct stat by_fd, by_name;

  return fstat (fd, &by_fd) == 0 && stat (path, &by_name) == 0 && by_fd.st_ino == by_name.st_ino
         && by_fd.st_dev == by_name.st_dev;
}

static gboolean
take_lock (KaHold *hold, char **reason)
{
  g_autofree char *name = ka_db_name (hold->path);

  for (guint i = 0; i < LOCK_ATTEMPTS; i++)
    {
      g_autofree char *holder = NULL;
      int fd = g_open (hold->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      int number;

      if (fd < 0)
        {
          *reason = explain_errno (errno, hold->path);
          return FALSE;
        }
      if (flock (fd, LOCK_EX | LOCK_NB) == 0)
        {
          if (is_current (fd, hold->lock_path))
            {
              hold->fd = fd;
              write_holder (fd);
              return TRUE;
            }
          g_close (fd, NULL);
          continue;
        }
      number = errno;
      holder = read_holder (fd);
      g_close (fd, NULL);
      if (number != EWOULDBLOCK)
        *reason = explain_errno (number, hold->path);
      else if (holder != NULL)
        *reason = g_strdup_printf (
          _ ("台账“%s”正由另一个程序编辑（%s），现在只能查看，请在那边关闭后重新打开。"), name,
          holder);
      else
        *reason = g_strdup_printf (
          _ ("台账“%s”正由另一个程序编辑，现在只能查看，请在那边关闭后重新打开。"), name);
      return FALSE;
    }

  *reason = explain_errno (EAGAIN, hold->path);
  return FALSE;
}

KaHold *
ka_hold_new (const char *path, gboolean want_write, char **reason)
{
  KaHold *hold = g_new0 (KaHold, 1);

  g_atomic_ref_count_init (&hold->references);
  hold->path = g_strdup (path);
  hold->lock_path = g_strconcat (path, "-lock", NULL);
  hold->fd = -1;
  if (!want_write)
    return hold;

  if (g_access (path, R_OK | W_OK) != 0)
    *reason = explain_errno (errno, path);
  else
    take_lock (hold, reason);

  return hold;
}

KaHold *
ka_hold_ref (KaHold *hold)
{
  g_atomic_ref_count_inc (&hold->references);

  return hold;
}

gboolean
ka_hold_is_write (KaHold *hold)
{
  return hold->fd >= 0;
}

void
ka_hold_give_up_write (KaHold *hold)
{
  if (hold->fd < 0)
    return;

  /* Removed while it is still locked: whoever waits for it finds that it is no longer current. */
  g_unlink (hold->lock_path);
  g_close (hold->fd, NULL);
  hold->fd = -1;
}

/* Readers of other programs may keep the log from going; then it is only written back. */
gboolean
ka_hold_fold (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *mode = NULL;
  sqlite3 *db = ka_db_open (path, SQLITE_OPEN_READWRITE, FALSE, error);

  if (db == NULL)
    return FALSE;

  sqlite3_busy_timeout (db, 200);
  mode = ka_db_text (db, "PRAGMA journal_mode = DELETE", &local_error);
  if (mode == NULL && g_error_matches (local_error, KA_ERROR, KA_ERROR_BUSY))
    {
      g_clear_error (&local_error);
      ka_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
    }
  sqlite3_close (db);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

gboolean
ka_hold_release (KaHold *hold, GError **error)
{
  gboolean done = TRUE;

  if (!g_atomic_ref_count_dec (&hold->references))
    return TRUE;

  if (hold->fd >= 0)
    done = ka_hold_fold (hold->path, error);
  ka_hold_give_up_write (hold);
  g_free (hold->lock_path);
  g_free (hold->path);
  g_free (hold);

  return done;
}
