/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xlsx-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Workbooks are read through the list at the end of the zip file. Where that is missing (a copy that
 * broke off), the parts are found by reading on; the caller is told. */
struct _KaPackage
{
  char *path;
  struct archive *archive;
  GHashTable *parts; /* folded name → Part */
  gboolean complete;
  gboolean at_data; /* an entry is open for reading */
  gint64 inflated;
};

typedef struct
{
  gint64 size;
  guint place;
  gboolean encrypted;
} Part;

static void
set_archive_error (KaPackage *package, GError **error)
{
  const char *why = package->archive ? archive_error_string (package->archive) : NULL;

  g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
               _ ("文件已损坏或没有下载、拷贝完整，没有读入（%s）；请取得完好的文件再试。"),
               why ? why : "zip");
}

static char *
fold_name (const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_auto (GStrv) steps = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  steps = g_strsplit_set (folded, "/\\", -1);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      if (strcmp (steps[i], "..") == 0 && kept->len > 0)
        g_ptr_array_set_size (kept, kept->len - 1);
      else if (steps[i][0] != '\0' && strcmp (steps[i], ".") != 0 && strcmp (steps[i], "..") != 0)
        g_ptr_array_add (kept, steps[i]);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **)kept->pdata);
}

static gboolean
open_archive (KaPackage *package)
{
  if (package->archive != NULL)
    archive_read_free (package->archive);
  package->at_data = FALSE;
  package->archive = archive_read_new ();
  if (package->complete)
    archive_read_support_format_zip_seekable (package->archive);
  else
    archive_read_support_format_zip_streamable (package->archive);
  return archive_read_open_filename (package->archive, package->path, 1 << 16) == ARCHIVE_OK;
}

static gboolean
list_parts (KaPackage *package, GError **error)
{
  struct archive_entry *entry;
  guint place = 0;
  int status;

  while ((status = archive_read_next_header (package->archive, &entry)) == ARCHIVE_OK
         || status == ARCHIVE_WARN)
    {
      const char *name = archive_entry_pathname (entry);
      Part *part;
      char *folded;

      if (++place > KA_MAX_ENTRIES)
        {
          g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                               _ ("压缩包里的部件太多，不像一份表格文件，没有读入。"));
          return FALSE;
        }
      if (name == NULL)
        continue;
      folded = fold_name (name);
      if (g_hash_table_contains (package->parts, folded))
        {
          g_free (folded);
          continue;
        }
      part = g_new0 (Part, 1);
      part->place = place;
      part->size = archive_entry_size_is_set (entry) ? archive_entry_size (entry) : 0;
      part->encrypted = archive_entry_is_encrypted (entry);
      g_hash_table_insert (package->parts, folded, part);
    }
  if (status == ARCHIVE_EOF || (!package->complete && g_hash_table_size (package->parts) > 0))
    return TRUE;
  set_archive_error (package, error);
  return FALSE;
}

KaPackage *
ka_package_open (const char *path, GError **error)
{
  g_autoptr (KaPackage) package = g_new0 (KaPackage, 1);
  g_autoptr (GError) first = NULL;

  package->path = g_strdup (path);
  package->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  package->complete = TRUE;
  if (open_archive (package) && list_parts (package, &first) && open_archive (package))
    return g_steal_pointer (&package);
  if (g_error_matches (first, KA_ERROR, KA_ERROR_TOO_LARGE))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  package->complete = FALSE;
  g_hash_table_remove_all (package->parts);
  if (!open_archive (package))
    set_archive_error (package, error);
  else if (list_parts (package, error))
    {
      if (open_archive (package))
        return g_steal_pointer (&package);
      set_archive_error (package, error);
    }
  return NULL;
}

void
ka_package_free (KaPackage *package)
{
  if (package == NULL)
    return;
  if (package->archive != NULL)
    archive_read_free (package->archive);
  g_hash_table_unref (package->parts);
  g_free (package->path);
  g_free (package);
}

gboolean
ka_package_is_complete (KaPackage *package)
{
  return package->complete;
}

static Part *
find_part (KaPackage *package, const char *name)
{
  g_autofree char *folded = fold_name (name);

  return g_hash_table_lookup (package->parts, folded);
}

gboolean
ka_package_has (KaPackage *package, const char *part)
{
  return find_part (package, part) != NULL;
}

gboolean
ka_package_has_named (KaPackage *package, const char *name)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, package->parts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *slash = strrchr (key, '/');

      if (g_str_has_prefix (slash ? slash + 1 : key, name))
        return TRUE;
    }
  return FALSE;
}

gint64
ka_package_get_size (KaPackage *package, const char *part)
{
  Part *found = find_part (package, part);

  return found ? found->size : 0;
}

static void
set_too_large (GError **error)
{
  g_set_error_literal (
    error, KA_ERROR, KA_ERROR_TOO_LARGE,
    _ ("文件解压后超过 512 MB，不像一份台账，没有读入；请删去多余内容或拆分后再导入。"));
}

/* Goes on from where the archive stands; a part that lies before it is found from the beginning. */
static gboolean
advance_to (KaPackage *package, const char *folded)
{
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (package->archive, &entry)) == ARCHIVE_OK
         || status == ARCHIVE_WARN)
    {
      const char *name = archive_entry_pathname (entry);
      g_autofree char *found = name ? fold_name (name) : NULL;

      if (g_strcmp0 (found, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
ka_package_seek (KaPackage *package, const char *name, GError **error)
{
  g_autofree char *folded = fold_name (name);
  Part *part = g_hash_table_lookup (package->parts, folded);

  package->at_data = FALSE;
  if (part == NULL)
    {
      g_set_error (
        error, KA_ERROR, KA_ERROR_FORMAT,
        _ (
          "文件里缺少部件 %s，没有读入；文件可能不完整，请用 Excel 或 WPS 打开后另存为 xlsx 再导入。"),
        name);
      return FALSE;
    }
  if (part->encrypted)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_ENCRYPTED,
                           _ ("文件设有密码，不能读取；请先去掉密码再导入。"));
      return FALSE;
    }
  if (part->size > KA_MAX_INFLATED_BYTES - package->inflated)
    {
      set_too_large (error);
      return FALSE;
    }
  if (advance_to (package, folded) || (open_archive (package) && advance_to (package, folded)))
    {
      package->at_data = TRUE;
      return TRUE;
    }
  set_archive_error (package, error);
  return FALSE;
}

gboolean
ka_package_read (KaPackage *package, const void **block, gsize *size, GError **error)
{
  la_int64_t offset;
  int status;

  g_return_val_if_fail (package->at_data, FALSE);
  *size = 0;
  do
    status = archive_read_data_block (package->archive, block, size, &offset);
  while (status == ARCHIVE_OK && *size == 0);
  if (status == ARCHIVE_EOF)
    {
      *size = 0;
      return TRUE;
    }
  if (status != ARCHIVE_OK)
    {
      set_archive_error (package, error);
      return FALSE;
    }
  package->inflated += *size;
  if (package->inflated > KA_MAX_INFLATED_BYTES)
    {
      set_too_large (error);
      return FALSE;
    }
  return TRUE;
}
