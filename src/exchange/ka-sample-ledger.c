/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-sample-ledger.h"

#include "ka-import.h"
#include "ka-sample-resources.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define SAMPLE_PATH KA_RESOURCE_BASE "/sample"

/* The resource sorts its names by hash; people (and the import) want 1, 2, 3. */
static int
compare_names (const void *a, const void *b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* Registered by hand: the linker would drop a constructor from a static library. */
static GResource *
get_resource (void)
{
  static gsize once;
  if (g_once_init_enter (&once))
    {
      ka_sample_register_resource ();
      g_once_init_leave (&once, 1);
    }
  return ka_sample_get_resource ();
}

static char **
list_files (GError **error)
{
  char **names = g_resource_enumerate_children (get_resource (), SAMPLE_PATH,
                                                G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (names != NULL)
    qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

static gboolean
extract_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *resource = g_build_path ("/", SAMPLE_PATH, name, NULL);
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (get_resource (), resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return FALSE;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) failure = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  if (g_file_set_contents (path, data, size, &failure))
    return TRUE;
  g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("示例台账“%s”写不进文件夹%s，请检查能否写入。"),
               name, folder);
  return FALSE;
}

gboolean
ka_sample_extract (const char *folder, GError **error)
{
  g_auto (GStrv) names = list_files (error);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!extract_file (folder, names[i], error))
      return FALSE;
  return names != NULL;
}

static gboolean
import_folder (KaLedger *ledger,
               const char *folder,
               char **names,
               KaProgress progress,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (KaImport) import = ka_import_new ();
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      if (!ka_import_add_file (import, path, NULL, NULL, cancellable, error))
        return FALSE;
    }
  return ka_import_commit (import, ledger, progress, data, cancellable, NULL, error);
}

gboolean
ka_sample_import (KaLedger *ledger,
                  KaProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (GStrv) names = list_files (error);
  if (names == NULL)
    return FALSE;
  g_autoptr (GError) failure = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kuangan-sample-XXXXXX", &failure);
  if (folder == NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("临时文件夹%s写不进去，请检查磁盘空间和权限。"),
                   g_get_tmp_dir ());
      return FALSE;
    }
  gboolean ok = TRUE;
  for (guint i = 0; ok && names[i] != NULL; i++)
    ok = extract_file (folder, names[i], error);
  if (ok)
    ok = import_folder (ledger, folder, names, progress, data, cancellable, error);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
  return ok;
}
