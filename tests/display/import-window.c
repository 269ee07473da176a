/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-window.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-import-dialog.h"

#include <string.h>

GtkWidget *
import_open (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file, NULL };
  GtkWidget *dialog;

  ka_import_dialog_present (fixture_window (), files);
  dialog = guitest_toplevel (g_type_from_name ("KaImportDialog"));
  guitest_until (
    g_strcmp0 (gtk_stack_get_visible_child_name (fixture_find (dialog, "stack")), "busy") != 0);
  fixture_rest (GTK_WINDOW (dialog));
  return dialog;
}

static gboolean
is_containing (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL;
}

/* The label that has these words in it, or NULL. */
GtkWidget *
import_find_words (gpointer root, const char *words)
{
  return guitest_find (GTK_WIDGET (root), is_containing, words);
}

void
import_wait (GtkWidget *dialog)
{
  guitest_until (
    g_strcmp0 (gtk_stack_get_visible_child_name (fixture_find (dialog, "stack")), "busy") != 0);
  fixture_rest (GTK_WINDOW (dialog));
}

char *
import_write_csv (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

void
import_show_tab (GtkWidget *dialog, const char *tab)
{
  gtk_stack_set_visible_child_name (fixture_find (dialog, "tabs"), tab);
  fixture_rest (GTK_WINDOW (dialog));
}

GtkWidget *
import_wait_for_window (const char *type)
{
  GtkWidget *window;

  guitest_until (guitest_toplevel (g_type_from_name (type)) != NULL);
  window = guitest_toplevel (g_type_from_name (type));
  guitest_settle ();
  guitest_paint (GTK_WINDOW (window));
  return window;
}
