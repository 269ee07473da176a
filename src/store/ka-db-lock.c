/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

/* The locks of SQLite that stay.
 *
 * SQLite locks a ledger and its -shm by POSIX record locks. They belong to the process, and the kernel drops
 * them as soon as the process closes any descriptor of the file, whoever opened it: a file chooser that looks
 * into what lies in its folder is enough. Nothing tells; but from then on another program that opens the ledger
 * takes itself for the first one, cuts -shm short under our feet, and when it closes writes the log back and
 * deletes it while we go on writing to it.
 *
 * So the locks are put on an open file description of their own (F_OFD_SETLK), one for each file: they go when
 * that is closed, not before. To other programs they are the same locks as ever, sqlite3 on the command line
 * included. Within the program nothing changes: its connections never met in the kernel's locks, which one
 * process cannot hold against itself, but in the table that SQLite keeps of each file's connections in memory
 * (unixInodeInfo, unixShmNode); that table takes the description for the process. Several connections and
 * threads were therefore safe among themselves even while the locks were lost, and are now for the same reason.
 *
 * What does not know such locks (a kernel or file system that answers EINVAL) keeps those of before. */

typedef struct
{
  dev_t device;
  ino_t inode;
  int fd;        /* whose open file description has the locks */
  guint n_users; /* descriptors of SQLite's */
} LockedFile;

static GMutex mutex;
static GHashTable *files; /* descriptor of SQLite's → LockedFile */

static LockedFile *
find_by_inode (const struct stat *status)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LockedFile *file = value;

      if (file->inode == status->st_ino && file->device == status->st_dev)
        return file;
    }

  return NULL;
}

/* For writing where that is possible, whatever the first one asks for: the next one may want more of it. Never
 * one of the standard descriptors, even where they are closed: what somebody prints would go into the ledger. */
static int
open_description (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  int own = open (path, O_RDWR | O_CLOEXEC);
  int high;

  if (own > STDERR_FILENO)
    return own;
  high = fcntl (own >= 0 ? own : fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (own >= 0)
    close (own);

  return high;
}

/* The descriptor to lock by; -1 and errno. */
static int
get_lock_fd (int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  LockedFile *file;
  struct stat status;
  int own;

  if (files == NULL)
    files = g_hash_table_new (NULL, NULL);
  file = g_hash_table_lookup (files, GINT_TO_POINTER (fd));
  if (file != NULL)
    return file->fd;

  if (fstat (fd, &status) != 0)
    return -1;
  file = find_by_inode (&status);
  if (file == NULL)
    {
      own = open_description (fd);
      if (own < 0)
        return -1;
      file = g_new0 (LockedFile, 1);
      file->device = status.st_dev;
      file->inode = status.st_ino;
      file->fd = own;
    }
  file->n_users++;
  g_hash_table_insert (files, GINT_TO_POINTER (fd), file);

  return file->fd;
}

/* What the kernel would answer by itself: who may only read cannot lock for writing. SQLite counts on it, so
 * that a connection that only reads never writes the log back when it closes. */
static gboolean
may_lock (int fd, const struct flock *lock)
{
  int flags;

  if (lock->l_type != F_WRLCK)
    return TRUE;
  flags = fcntl (fd, F_GETFL);
  if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY)
    return TRUE;
  if (flags >= 0)
    errno = EBADF;

  return FALSE;
}

static int
lock_by_description (int fd, int command, struct flock *lock)
{
  struct flock own = *lock;
  int lock_fd, answer;

  if (command == F_SETLK && !may_lock (fd, lock))
    return -1;
  lock_fd = get_lock_fd (fd);
  if (lock_fd < 0)
    return -1;

  own.l_pid = 0;
  answer = fcntl (lock_fd, command == F_SETLK ? F_OFD_SETLK : F_OFD_GETLK, &own);
  if (answer < 0 && errno == EINVAL)
    answer = fcntl (fd, command, lock);
  else
    *lock = own;
  /* For SQLite that is a lock of somebody else's, which it waits for; but it is a disk without locks. */
  if (answer < 0 && errno == ENOLCK)
    errno = EIO;

  return answer;
}

/* In the place of fcntl(). */
static int
on_fcntl (int fd, int command, ...)
{
  va_list arguments;
  gpointer argument;

  va_start (arguments, command);
  argument = va_arg (arguments, gpointer);
  va_end (arguments);

  return command == F_SETLK || command == F_GETLK ? lock_by_description (fd, command, argument)
                                                  : fcntl (fd, command, argument);
}

/* In the place of close(). Forgotten before it is closed: the number may be another file's right after. */
static int
on_close (int fd)
{
  gpointer value = NULL;

  g_mutex_lock (&mutex);
  if (files != NULL && g_hash_table_steal_extended (files, GINT_TO_POINTER (fd), NULL, &value))
    {
      LockedFile *file = value;

      if (--file->n_users == 0)
        {
          struct flock all = { .l_type = F_UNLCK, .l_whence = SEEK_SET };

          /* A program that is just being started may have the description for a moment more. */
          fcntl (file->fd, F_OFD_SETLK, &all);
          close (file->fd);
          g_free (file);
        }
    }
  g_mutex_unlock (&mutex);

  return close (fd);
}

void
ka_db_keep_locks (void)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find ("unix");

  /* SQLite promises neither that it can be told, nor by these names; its own locks are there then. */
  if (vfs == NULL || vfs->iVersion < 3 || vfs->xSetSystemCall == NULL)
    return;
  if (vfs->xSetSystemCall (vfs, "close", (sqlite3_syscall_ptr)on_close) == SQLITE_OK)
    vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr)on_fcntl);
}
