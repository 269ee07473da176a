/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-content-types.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define LEDGER "application/x-kuangan"
#define BESIDE "application/x-kuangan-beside"

static const char *const nothing[] = { "/nonexistent/mime", NULL };

typedef struct
{
  const char *name;
  const char *type;
} Case;

static const Case cases[] = {
  { "台账.kuangan", LEDGER },
  { "台账.KUANGAN", LEDGER },
  { "台账-20260105.kuangan", LEDGER },
  { "台账.kuangan.before-upgrade-20260105T101112", BESIDE },
  { "台账.kuangan.before-restore-20260105T101112-2", BESIDE },
  { "台账.kuangan.tmp-a1B2c3", BESIDE },
  { "台账.kuangan.new-a1B2c3", BESIDE },
  { "台账.kuangan-wal", BESIDE },
  { "台账.kuangan-shm", BESIDE },
  { "台账.kuangan-lock", BESIDE },
  { "台账.kuangan-journal", BESIDE },
  { "台账.kuangan.before-restore-20260105T101112-wal", BESIDE },
  { "台账.kuangan.before-restore-20260105T101112-2-shm", BESIDE },
  { "台账.kuangan.tmp-a1B2c3-journal", BESIDE },
  { "台账.kuangan.new-a1B2c3-lock", BESIDE },
};

static gboolean
is_type (const char *name, const char *type)
{
  gboolean uncertain = TRUE;
  g_autofree char *guessed = g_content_type_guess (name, NULL, 0, &uncertain);

  return !uncertain && g_content_type_equals (guessed, type);
}

/* As where nothing is installed. In a process of its own: GIO 2.74 leaves behind what it has read when it is
 * told of other folders. */
static void
test_unknown (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  g_content_type_set_mime_dirs (nothing);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_false (is_type (cases[i].name, cases[i].type));
}

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_true (is_type (cases[i].name, cases[i].type));
    }
}

/* What a file chooser asks for of each file in a folder: the name is enough, whatever it holds. */
static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ka-types-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (GFileInfo) info = NULL;

      g_assert_true (g_file_set_contents (path, "%PDF-1.4\n", -1, NULL));
      info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE,
                                G_FILE_QUERY_INFO_NONE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (g_file_info_get_content_type (info), ==, cases[i].type);
      g_unlink (path);
    }
  g_rmdir (folder);
}

/* What the desktop knows stays first and whole; asked for again it changes nothing. */
static void
test_dirs (void)
{
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  const char *const *dirs;

  g_content_type_set_mime_dirs (NULL);
  before = g_strdupv ((char **)g_content_type_get_mime_dirs ());
  ka_content_types_add ();
  dirs = g_content_type_get_mime_dirs ();
  g_assert_cmpuint (g_strv_length ((char **)dirs), ==, g_strv_length (before) + 1);
  for (guint i = 0; before[i] != NULL; i++)
    g_assert_cmpstr (dirs[i], ==, before[i]);

  after = g_strdupv ((char **)dirs);
  ka_content_types_add ();
  g_assert_true (g_strv_equal ((const char *const *)after,
                               (const char *const *)g_content_type_get_mime_dirs ()));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* What another folder knows does not help. */
  g_content_type_set_mime_dirs (nothing);
  ka_content_types_add ();

  g_test_add_func ("/content-types/unknown", test_unknown);
  g_test_add_func ("/content-types/names", test_names);
  g_test_add_func ("/content-types/files", test_files);
  g_test_add_func ("/content-types/dirs", test_dirs);

  return g_test_run ();
}
