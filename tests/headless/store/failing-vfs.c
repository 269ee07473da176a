/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "failing-vfs.h"

#include <sqlite3.h>
#include <string.h>

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} File;

static sqlite3_vfs vfs;
static sqlite3_vfs *real_vfs;
static sqlite3_io_methods methods;

static gint64 room = G_MAXINT64;
static gint64 operations = G_MAXINT64;
static int failure_code;
static gboolean has_failed;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *)file)->real;
}

/* Counts one operation of so many bytes; the code to fail with, or SQLITE_OK. */
static int
count_operation (gint64 bytes)
{
  if (operations != G_MAXINT64 && operations-- <= 0)
    {
      operations = 0;
      has_failed = TRUE;
      return failure_code;
    }
  if (room != G_MAXINT64)
    {
      if (bytes > room)
        {
          has_failed = TRUE;
          return SQLITE_FULL;
        }
      room -= bytes;
    }

  return SQLITE_OK;
}

static int
fail_close (sqlite3_file *file)
{
  int code = get_real (file)->pMethods->xClose (get_real (file));

  sqlite3_free (get_real (file));
  return code;
}

static int
fail_read (sqlite3_file *file, void *data, int n, sqlite3_int64 at)
{
  return get_real (file)->pMethods->xRead (get_real (file), data, n, at);
}

static int
fail_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 at)
{
  int code = count_operation (n);

  return code != SQLITE_OK ? code
                           : get_real (file)->pMethods->xWrite (get_real (file), data, n, at);
}

static int
fail_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int code = count_operation (0);

  if (code == SQLITE_FULL)
    code = SQLITE_IOERR_TRUNCATE;
  return code != SQLITE_OK ? code : get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
fail_sync (sqlite3_file *file, int flags)
{
  int code = count_operation (0);

  if (code == SQLITE_FULL)
    code = SQLITE_IOERR_FSYNC;
  return code != SQLITE_OK ? code : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
fail_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
fail_lock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
fail_unlock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
fail_check_reserved_lock (sqlite3_file *file, int *reserved)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), reserved);
}

static int
fail_file_control (sqlite3_file *file, int op, void *data)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), op, data);
}

static int
fail_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
fail_device_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
fail_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **map)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extend, map);
}

static int
fail_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
fail_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
fail_shm_unmap (sqlite3_file *file, int drop)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), drop);
}

static int
fail_open (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  File *wrapper = (File *)file;
  int code = SQLITE_OK;

  wrapper->base.pMethods = NULL;
  if ((flags & SQLITE_OPEN_CREATE) != 0 && (flags & SQLITE_OPEN_MAIN_DB) == 0)
    code = count_operation (0);
  if (code != SQLITE_OK)
    return code == SQLITE_FULL ? SQLITE_CANTOPEN : code;

  wrapper->real = sqlite3_malloc (real_vfs->szOsFile);
  memset (wrapper->real, 0, real_vfs->szOsFile);
  code = real_vfs->xOpen (real_vfs, name, wrapper->real, flags, out_flags);
  if (code != SQLITE_OK)
    {
      sqlite3_free (wrapper->real);
      return code;
    }
  wrapper->base.pMethods = &methods;

  return SQLITE_OK;
}

static int
fail_delete (sqlite3_vfs *self, const char *name, int sync)
{
  int code = count_operation (0);

  if (code != SQLITE_OK)
    return SQLITE_IOERR_DELETE;
  return real_vfs->xDelete (real_vfs, name, sync);
}

static void
fill_methods (void)
{
  /* Version 2: the log's shared memory, but no mapped reading. */
  methods.iVersion = 2;
  methods.xClose = fail_close;
  methods.xRead = fail_read;
  methods.xWrite = fail_write;
  methods.xTruncate = fail_truncate;
  methods.xSync = fail_sync;
  methods.xFileSize = fail_file_size;
  methods.xLock = fail_lock;
  methods.xUnlock = fail_unlock;
  methods.xCheckReservedLock = fail_check_reserved_lock;
  methods.xFileControl = fail_file_control;
  methods.xSectorSize = fail_sector_size;
  methods.xDeviceCharacteristics = fail_device_characteristics;
  methods.xShmMap = fail_shm_map;
  methods.xShmLock = fail_shm_lock;
  methods.xShmBarrier = fail_shm_barrier;
  methods.xShmUnmap = fail_shm_unmap;
}

void
failing_vfs_install (void)
{
  fill_methods ();
  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.pNext = NULL;
  vfs.zName = "failing";
  vfs.szOsFile = sizeof (File);
  vfs.xOpen = fail_open;
  vfs.xDelete = fail_delete;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, TRUE), ==, SQLITE_OK);
}

void
failing_vfs_set_room (gint64 bytes)
{
  failing_vfs_clear ();
  room = bytes;
}

void
failing_vfs_set_failure (gint64 n, int code)
{
  failing_vfs_clear ();
  operations = n;
  failure_code = code;
}

void
failing_vfs_clear (void)
{
  room = G_MAXINT64;
  operations = G_MAXINT64;
  has_failed = FALSE;
}

gboolean
failing_vfs_has_failed (void)
{
  return has_failed;
}
