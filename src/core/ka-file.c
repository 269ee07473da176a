/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-file.h"

#include "ka-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

gboolean
ka_file_refuse (GError **error, const char *path, int code)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);

  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, KA_ERROR, KA_ERROR_FULL,
                   _ ("磁盘空间不足，“%s”没有写成，请腾出空间后再试。"), name);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, KA_ERROR, KA_ERROR_READ_ONLY,
                   _ ("没有权限写入“%s”，请换一个文件夹再试。"), name);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                   _ ("“%s”所在的文件夹不存在，请换一个文件夹再试。"), name);
      break;
    case EISDIR:
      g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("“%s”是一个文件夹，请换一个文件名再试。"),
                   name);
      break;
    case EEXIST:
      g_set_error (error, KA_ERROR, KA_ERROR_IO,
                   _ ("“%s”是一个文件，不是文件夹，请换一个名字再试。"), name);
      break;
    case ENAMETOOLONG:
      g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("文件名“%s”太长，请改短后再试。"), name);
      break;
    default:
      g_set_error (error, KA_ERROR, KA_ERROR_IO,
                   _ ("“%s”没有写成：磁盘读写失败，请检查磁盘后再试。"), name);
    }
  return FALSE;
}

static gboolean
sync_path (const char *path, int flags)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0), code;
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = fsync (fd) == 0;
  code = errno;
  close (fd);
  errno = code;
  return done;
}

gboolean
ka_file_take_place (const char *beside, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!sync_path (beside, O_RDWR) || g_rename (beside, path) != 0)
    {
      int code = errno;

      g_unlink (beside);
      return ka_file_refuse (error, path, code);
    }
  /* For the name to last; some file systems cannot, and the file is there all the same. */
  sync_path (folder, O_RDONLY | O_DIRECTORY);
  return TRUE;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= (gsize)n;
    }
  return TRUE;
}

/* Not g_file_set_contents(): of a quota that is used up it says only that it failed. */
gboolean
ka_file_save (const char *path, gconstpointer data, gsize length, int mode, GError **error)
{
  g_autofree char *beside = NULL;
  int fd, code = 0;

  g_return_val_if_fail (path != NULL && (data != NULL || length == 0), FALSE);

  beside = g_strconcat (path, ".XXXXXX", NULL);
  fd = g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, mode);
  if (fd < 0)
    return ka_file_refuse (error, path, errno);
  if (!write_all (fd, data, length))
    code = errno;
  if (close (fd) != 0 && code == 0)
    code = errno;
  if (code == 0)
    return ka_file_take_place (beside, path, error);
  g_unlink (beside);
  return ka_file_refuse (error, path, code);
}
