/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-template-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ka-file.h>
#include <string.h>
#include <unistd.h>

char *
ka_fold_part (const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  GString *out = g_string_new (NULL);
  g_auto (GStrv) steps = g_strsplit_set (folded, "/\\", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    if (strcmp (steps[i], "..") == 0)
      {
        const char *slash = strrchr (out->str, '/');

        g_string_truncate (out, slash ? (gsize)(slash - out->str) : 0);
      }
    else if (steps[i][0] != '\0' && strcmp (steps[i], ".") != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? "/" : "", steps[i]);
  return g_string_free (out, FALSE);
}

GByteArray *
ka_read_part (KaPackage *package, const char *part, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const void *block;
  gsize size;

  if (!ka_package_seek (package, part, error))
    return NULL;
  do
    {
      if (!ka_package_read (package, &block, &size, error))
        return NULL;
      if (bytes->len + size > KA_MAX_EDITED_BYTES)
        {
          g_set_error (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                       _ ("部件 %s 解压后超过 48 MB，不像一份待填的表，没有填写。"), part);
          return NULL;
        }
      g_byte_array_append (bytes, block, size);
    }
  while (size > 0);
  return g_steal_pointer (&bytes);
}

static void
set_read_error (GError **error, struct archive *archive)
{
  const char *why = archive_error_string (archive);

  g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
               _ ("模板文件已损坏或没有下载、拷贝完整（%s），没有填写；请取得完好的文件再试。"),
               why ? why : "zip");
}

static struct archive *
open_source (const char *path, GError **error)
{
  struct archive *archive = archive_read_new ();

  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_filename (archive, path, 1 << 16) == ARCHIVE_OK)
    return archive;
  set_read_error (error, archive);
  archive_read_free (archive);
  return NULL;
}

GPtrArray *
ka_list_parts (const char *path, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  struct archive *archive = open_source (path, error);
  struct archive_entry *entry;
  gboolean ok = archive != NULL;
  int status = ARCHIVE_EOF;

  while (ok && (status = archive_read_next_header (archive, &entry)) >= ARCHIVE_WARN
         && status != ARCHIVE_EOF)
    {
      const char *name = archive_entry_pathname (entry);

      if (archive_entry_is_encrypted (entry))
        {
          g_set_error_literal (error, KA_ERROR, KA_ERROR_ENCRYPTED,
                               _ ("模板设有密码，不能填写；请先去掉密码再试。"));
          ok = FALSE;
        }
      else if (names->len > KA_MAX_ENTRIES)
        {
          g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                               _ ("压缩包里的部件太多，不像一份表格文件，没有填写。"));
          ok = FALSE;
        }
      else if (name != NULL)
        g_ptr_array_add (names, ka_fold_part (name));
    }
  if (ok && status != ARCHIVE_EOF)
    {
      set_read_error (error, archive);
      ok = FALSE;
    }
  if (archive != NULL)
    archive_read_free (archive);
  return ok ? g_steal_pointer (&names) : NULL;
}

/* ---- copying ---- */

typedef struct
{
  struct archive *in, *out;
  const char *path; /* of the result, for messages */
  gint64 inflated;
  GCancellable *cancellable;
} Copy;

/* The time is left out: the same table from the same ledger gives the same bytes. */
static gboolean
begin_entry (Copy *copy, const char *name, gint64 size, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean ok;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, size);
  ok = archive_write_header (copy->out, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  if (!ok)
    ka_file_refuse (error, copy->path, archive_errno (copy->out));
  return ok;
}

static gboolean
write_bytes (Copy *copy, const void *bytes, gsize len, GError **error)
{
  const char *at = bytes;

  while (len > 0)
    {
      la_ssize_t n = archive_write_data (copy->out, at, len);

      if (n <= 0)
        {
          ka_file_refuse (error, copy->path, archive_errno (copy->out));
          return FALSE;
        }
      at += n;
      len -= n;
    }
  return TRUE;
}

static gboolean
copy_entry (Copy *copy, const char *name, gint64 size, GError **error)
{
  char buffer[1 << 14];
  la_ssize_t n;

  if (size > KA_MAX_INFLATED_BYTES - copy->inflated)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                           _ ("模板解压后超过 512 MB，没有填写；请删去多余内容再试。"));
      return FALSE;
    }
  if (!begin_entry (copy, name, size, error))
    return FALSE;
  while ((n = archive_read_data (copy->in, buffer, sizeof buffer)) > 0)
    {
      copy->inflated += n;
      size -= n;
      if (size < 0)
        break;
      if (g_cancellable_is_cancelled (copy->cancellable))
        {
          g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED,
                               _ ("填表已取消，没有写出文件。"));
          return FALSE;
        }
      if (!write_bytes (copy, buffer, n, error))
        return FALSE;
    }
  if (n == 0 && size == 0)
    return TRUE;
  set_read_error (error, copy->in);
  return FALSE;
}

static gboolean
copy_entries (Copy *copy, GHashTable *changed, GHashTable *dropped, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (copy->in, &entry)) == ARCHIVE_OK
         || status == ARCHIVE_WARN)
    {
      g_autofree char *name = g_strdup (archive_entry_pathname (entry));
      g_autofree char *folded = name ? ka_fold_part (name) : NULL;
      GByteArray *bytes;

      if (name == NULL || archive_entry_filetype (entry) == AE_IFDIR
          || g_hash_table_contains (dropped, folded) || g_hash_table_contains (seen, folded))
        continue;
      bytes = g_hash_table_lookup (changed, folded);
      g_hash_table_add (seen, g_steal_pointer (&folded));
      if (bytes != NULL ? !begin_entry (copy, name, bytes->len, error)
                            || !write_bytes (copy, bytes->data, bytes->len, error)
                        : !copy_entry (copy, name, archive_entry_size (entry), error))
        return FALSE;
    }
  if (status == ARCHIVE_EOF)
    return TRUE;
  set_read_error (error, copy->in);
  return FALSE;
}

gboolean
ka_copy_package (const char *from,
                 const char *to,
                 GHashTable *changed,
                 GHashTable *dropped,
                 GCancellable *cancellable,
                 GError **error)
{
  Copy copy = { .path = to, .cancellable = cancellable };
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *beside = g_build_filename (folder, ".kuangan-XXXXXX", NULL);
  int fd = g_mkstemp_full (beside, O_RDWR | O_CLOEXEC, 0666);
  gboolean ok;

  if (fd < 0)
    {
      ka_file_refuse (error, to, errno);
      return FALSE;
    }
  copy.in = open_source (from, error);
  copy.out = archive_write_new ();
  archive_write_set_format_zip (copy.out);
  archive_write_set_options (copy.out, "zip:compression=deflate");
  ok = copy.in != NULL;
  if (ok && archive_write_open_fd (copy.out, fd) != ARCHIVE_OK)
    {
      ka_file_refuse (error, to, archive_errno (copy.out));
      ok = FALSE;
    }
  ok = ok && copy_entries (&copy, changed, dropped, error);
  if (ok && archive_write_close (copy.out) != ARCHIVE_OK)
    {
      ka_file_refuse (error, to, archive_errno (copy.out));
      ok = FALSE;
    }
  ok = ok && ka_file_take_place (beside, to, error);
  archive_write_free (copy.out);
  if (copy.in != NULL)
    archive_read_free (copy.in);
  close (fd);
  if (!ok)
    g_unlink (beside);
  return ok;
}
