/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-sample.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ka-import.h>

static char *
find_folder (GError **error)
{
  const char *given = g_getenv ("KUANGAN_SAMPLE");

  if (given != NULL)
    return g_strdup (given);
  for (const char *const *dir = g_get_system_data_dirs (); *dir != NULL; dir++)
    {
      g_autofree char *folder = g_build_filename (*dir, "kuangan", "sample", NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&folder);
    }
  g_set_error_literal (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                       _ ("没有找到随程序提供的示例台账，请重新安装本程序。"));
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_files (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xlsx") || g_str_has_suffix (name, ".csv"))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return g_steal_pointer (&files);
}

static gboolean
import_files (KaLedger *ledger, GPtrArray *files, GError **error)
{
  g_autoptr (KaImport) import = ka_import_new ();

  for (guint i = 0; i < files->len; i++)
    if (!ka_import_add_file (import, g_ptr_array_index (files, i), NULL, NULL, NULL, error))
      return FALSE;
  return ka_import_commit (import, ledger, NULL, NULL, NULL, NULL, error);
}

char *
ka_sample_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "kuangan", _ ("示例.kuangan"), NULL);
}

gboolean
ka_sample_make (const char *path, GError **error)
{
  g_autofree char *folder = find_folder (error);
  g_autoptr (GPtrArray) files = folder != NULL ? list_files (folder, error) : NULL;
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (KaLedger) ledger = NULL;

  if (files == NULL)
    return FALSE;
  g_mkdir_with_parents (parent, 0700);
  ledger = ka_ledger_create (path, error);
  if (ledger == NULL)
    return FALSE;
  if (!import_files (ledger, files, error))
    {
      ka_ledger_close (ledger, NULL);
      g_remove (path);
      return FALSE;
    }
  return ka_ledger_close (ledger, error);
}
