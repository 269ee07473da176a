/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing through the dialog: nothing is written before it is accepted, and all of it in one step. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-import-dialog.h"

#include <ka-history.h>

static GtkWidget *
open_dialog (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file, NULL };
  GtkWidget *dialog;

  ka_import_dialog_present (fixture_window (), files);
  dialog = guitest_toplevel (g_type_from_name ("KaImportDialog"));
  guitest_until (
    g_strcmp0 (gtk_stack_get_visible_child_name (fixture_find (dialog, "stack")), "busy") != 0);
  guitest_settle ();
  return dialog;
}

static char *
sample_file (const char *name)
{
  return g_build_filename (g_getenv ("KUANGAN_SAMPLE"), name, NULL);
}

static gint64
count (const char *kind)
{
  return ka_ledger_count (fixture_ledger (), ka_kind_get (kind), NULL);
}

static void
test_import (void)
{
  g_autofree char *path = sample_file ("1.企业和矿山基本台账.xlsx");
  g_autoptr (KaChange) change = NULL;
  GtkWidget *dialog;

  fixture_open ("import", TRUE);
  g_assert_cmpint (count ("mine"), ==, 0);
  dialog = open_dialog (path);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture_find (dialog, "stack")), ==, "review");
  g_assert_cmpint (count ("mine"), ==, 0);
  guitest_press (fixture_find (dialog, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) == NULL);
  g_assert_cmpint (count ("mine"), >, 20);
  g_assert_cmpint (count ("enterprise"), >, 10);
  change = ka_ledger_next_undo (fixture_ledger (), NULL);
  g_assert_cmpstr (change->what, ==, KA_CHANGE_IMPORT);
  g_assert_cmpint (ka_ledger_undo_change (fixture_ledger (), change->id, NULL), >, 0);
  g_assert_cmpint (count ("mine"), ==, 0);
}

static void
test_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "人员.csv", NULL);
  g_autoptr (KaRecord) record = NULL;
  const KaKind *person;
  GtkWidget *dialog;
  gint64 id;

  g_assert_true (g_file_set_contents (path,
                                      "姓名,岗位类别,电话,证书有效期至\n"
                                      "张三,矿长,13800000000,2026-12-31\n"
                                      "李四,矿长,13800000001,2025-02-30\n",
                                      -1, NULL));
  fixture_open ("import", TRUE);
  dialog = open_dialog (path);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture_find (dialog, "stack")), ==, "review");
  g_assert_true (gtk_widget_get_visible (fixture_find (dialog, "skip")));
  g_assert_false (gtk_widget_get_sensitive (fixture_find (dialog, "accept")));
  gtk_check_button_set_active (fixture_find (dialog, "skip"), TRUE);
  g_assert_true (gtk_widget_get_sensitive (fixture_find (dialog, "accept")));
  guitest_press (fixture_find (dialog, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) == NULL);
  /* The impossible day is left out, the rest of its row is not. */
  person = ka_kind_get ("person");
  id = ka_ledger_find (fixture_ledger (), person, "name", "李四", NULL);
  g_assert_cmpint (id, >, 0);
  record = ka_ledger_get (fixture_ledger (), person, id, NULL);
  g_assert_cmpstr (ka_record_get (record, "cert_until"), ==, NULL);
  remove (path);
  remove (folder);
}

/* A file that is no table is told of, and closing the dialog writes nothing. */
static void
test_rubbish (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "坏.xlsx", NULL);
  GtkWidget *dialog;
  gint64 head;

  g_assert_true (g_file_set_contents (path, "PK\003\004 no workbook", -1, NULL));
  fixture_open ("import", TRUE);
  head = ka_ledger_get_head (fixture_ledger ());
  dialog = open_dialog (path);
  g_assert_cmpstr (gtk_label_get_label (fixture_find (dialog, "failures_text")), !=, "");
  guitest_close (GTK_WINDOW (dialog));
  g_assert_cmpint (ka_ledger_get_head (fixture_ledger ()), ==, head);
  remove (path);
  remove (folder);
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/import-dialog/import", test_import);
  g_test_add_func ("/import-dialog/refused", test_refused);
  g_test_add_func ("/import-dialog/rubbish", test_rubbish);
  return fixture_run ();
}
