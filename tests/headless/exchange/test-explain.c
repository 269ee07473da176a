/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cell-judge.h"
#include "import-fixture.h"
#include "make-xlsx.h"

/* Every cell of what is imported is the origin of a value, or of what the sheet was understood to be, or named by a
 * remark; and no value is from nowhere. By hand: test-explain FOLDER|FILE… prints what is not so. */

static void
judge_file (Fixture *fixture, const char *path, GPtrArray *faults)
{
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;
  gint64 change;

  if (!ka_import_add_file (import, path, NULL, NULL, NULL, &error))
    return; /* said of the file as a whole */
  ka_import_set_skip_bad (import, TRUE);
  ka_import_keep_rows (import, G_MAXUINT);
  ka_import_commit (import, fixture->ledger, NULL, NULL, NULL, &change, &error);
  g_assert_no_error (error);
  judge_import (import, fixture->ledger, path, change, faults);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *x = *(const char *const *)a, *y = *(const char *const *)b;
  gint64 i = g_ascii_strtoll (strrchr (x, '/') + 1, NULL, 10);
  gint64 j = g_ascii_strtoll (strrchr (y, '/') + 1, NULL, 10);

  return i != j ? (i < j ? -1 : 1) : strcmp (x, y);
}

/* The files of a folder, in the order of their numbers. */
static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, ".json") && !g_str_has_suffix (name, ".py")
        && !g_str_has_suffix (name, ".md"))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return files;
}

static void
judge_folder (Fixture *fixture, const char *folder, GPtrArray *faults)
{
  g_autoptr (GPtrArray) files = list_files (folder);

  for (guint i = 0; i < files->len; i++)
    judge_file (fixture, g_ptr_array_index (files, i), faults);
}

static void
assert_none (GPtrArray *faults)
{
  for (guint i = 0; i < faults->len && i < 40; i++)
    g_test_message ("%s", (const char *)g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("KA_SHARED");
  g_autofree char *folder = g_build_filename (shared ? shared : "/nowhere", data, NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no shared samples");
      return;
    }
  judge_folder (fixture, folder, faults);
  assert_none (faults);
}

int
main (int argc, char *argv[])
{
  if (argc > 1 && argv[1][0] == '/' && g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      Fixture fixture;
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

      set_up (&fixture, NULL);
      for (int i = 1; i < argc; i++)
        if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
          judge_folder (&fixture, argv[i], faults);
        else
          judge_file (&fixture, argv[i], faults);
      for (guint i = 0; i < faults->len; i++)
        puts (g_ptr_array_index (faults, i));
      tear_down (&fixture, NULL);
      return faults->len > 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/explain/samples", Fixture, "samples", set_up, test_shared, tear_down);
  g_test_add ("/explain/samples-plain", Fixture, "samples-plain", set_up, test_shared, tear_down);
  return g_test_run ();
}
