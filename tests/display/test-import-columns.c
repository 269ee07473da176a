/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the import dialog lets one say of a table: where its headings stand, and what its columns hold. */
#include "config.h"

#include "guitest.h"
#include "import-window.h"
#include "window-fixture.h"

#include <ka-import.h>
#include <string.h>

static gboolean
is_choice (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_DROP_DOWN (widget) && gtk_widget_get_mapped (widget);
}

/* What was answered for a form comes again by itself, is said, and can be dropped. */
static void
test_recalled (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path
    = import_write_csv (folder, "德感街道台账.csv", "企业名称,说法,所在镇街\n甲厂,王五,德感街道\n");
  g_autoptr (KaImport) import = ka_import_new ();
  GtkWidget *dialog;
  g_autoptr (GError) error = NULL;

  fixture_open ("import", TRUE);
  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  ka_import_set_field (import, 0, 1, ka_kind_field (ka_kind_get ("enterprise"), "legal_rep"));
  ka_import_commit (import, fixture_ledger (), NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  dialog = import_open (path);
  g_assert_nonnull (import_find_words (dialog, "按上次“德感街道”的对应关系"));
  guitest_press (fixture_find (dialog, "drop"));
  import_wait (dialog);
  g_assert_null (import_find_words (dialog, "按上次"));
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

static gboolean
is_second_choice (GtkWidget *widget, gconstpointer data)
{
  return is_choice (widget, NULL) && ++*(guint *)data == 2;
}

static gboolean
is_taker (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
         && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)), "用“");
}

/* A heading that nobody knows: what it may be stands beside it and first in its list, one key takes it. */
static void
test_guess (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = import_write_csv (
    folder, "双福街道台账.csv",
    "企业名称,值班,所在镇街\n甲厂,13900000001,双福街道\n乙厂,13900000002,双福街道\n");
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (KaRecord) record = NULL;
  GtkWidget *dialog, *choice, *taker;
  GListModel *choices;
  g_autoptr (GtkStringObject) item = NULL;
  guint n = 0;

  fixture_open ("import", TRUE);
  dialog = import_open (path);
  g_assert_nonnull (import_find_words (dialog, "列的对应（1 列拿不准）"));
  import_show_tab (dialog, "columns");
  choice = guitest_find (fixture_find (dialog, "columns"), is_second_choice, &n);
  choices = gtk_drop_down_get_model (GTK_DROP_DOWN (choice));
  item = g_list_model_get_item (choices, 0);
  g_assert_true (g_str_has_prefix (gtk_string_object_get_string (item), "可能是："));
  g_assert_nonnull (strstr (gtk_string_object_get_string (item), "内容像电话号码"));
  taker = guitest_find (fixture_find (dialog, "columns"), is_taker, NULL);
  g_assert_nonnull (taker);
  g_assert_true (gtk_widget_grab_focus (taker));
  g_signal_emit_by_name (taker, "activate");
  guitest_until (guitest_find (fixture_find (dialog, "columns"), is_taker, NULL) == NULL);
  import_wait (dialog);
  guitest_press (fixture_find (dialog, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) == NULL);
  record = ka_ledger_get (fixture_ledger (), kind,
                          ka_ledger_find (fixture_ledger (), kind, "name", "甲厂", NULL), NULL);
  g_assert_true (g_strcmp0 (ka_record_get (record, "principal_phone"), "13900000001") == 0
                 || g_strcmp0 (ka_record_get (record, "controller_phone"), "13900000001") == 0);
  remove (path);
  remove (folder);
}

/* A column that is not understood is asked about; the answer is kept with the form and comes again. */
static void
test_unsure_column (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path
    = import_write_csv (folder, "双福街道台账.csv", "企业名称,说法,所在镇街\n甲厂,王五,双福街道\n");
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (KaRecord) record = NULL;
  GtkWidget *dialog, *choice;
  GListModel *choices;
  guint wanted = GTK_INVALID_LIST_POSITION, n = 0;

  fixture_open ("import", TRUE);
  dialog = import_open (path);
  import_show_tab (dialog, "columns");
  choice = guitest_find (fixture_find (dialog, "columns"), is_second_choice, &n);
  g_assert_nonnull (choice);
  choices = gtk_drop_down_get_model (GTK_DROP_DOWN (choice));
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (choices, i);

      if (g_str_equal (gtk_string_object_get_string (item), "法定代表人"))
        wanted = i;
    }
  g_assert_cmpuint (wanted, !=, GTK_INVALID_LIST_POSITION);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), wanted);
  import_wait (dialog);
  guitest_press (fixture_find (dialog, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) == NULL);
  record = ka_ledger_get (fixture_ledger (), kind,
                          ka_ledger_find (fixture_ledger (), kind, "name", "甲厂", NULL), NULL);
  g_assert_cmpstr (ka_record_get (record, "legal_rep"), ==, "王五");
  dialog = import_open (path);
  g_assert_nonnull (import_find_words (dialog, "按上次“双福街道”的对应关系"));
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

/* ---- headings ---- */

/* Nobody knows these headings, nor that the table is one of enterprises; a line of figures stands above them. */
#define STRANGE                                                                                    \
  "双福街道,2025,合计,3,备查\n"                                                            \
  "甲项,乙项,丙项,丁项,戊项\n"                                                           \
  "一,二,三,四,五\n"                                                                          \
  "渝州一厂,双福街道,91500116MA5U0HHT5X,13900000001,7\n"                                   \
  "渝州二厂,双福街道,91500116MA5U0HHU3Q,13900000002,9\n"

static gboolean
is_marked (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "ka-sheet-marked");
}

/* By the keyboard, which reaches it. */
static void
activate (GtkWidget *button)
{
  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "activate");
}

static void
use_headings (GtkWidget *dialog, guint first, guint last)
{
  GtkWidget *sheet = fixture_find (dialog, "sheet");

  gtk_stack_set_visible_child_name (fixture_find (dialog, "place"), "sheet");
  gtk_spin_button_set_value (fixture_find (sheet, "first"), first);
  gtk_spin_button_set_value (fixture_find (sheet, "last"), last);
  activate (fixture_find (sheet, "use"));
  guitest_until (gtk_widget_get_visible (fixture_find (sheet, "restore")));
  import_wait (dialog);
}

static void
choose_kind (GtkWidget *dialog, const char *kind)
{
  GtkDropDown *choice = fixture_find (fixture_find (dialog, "table_list"), "kind");
  GListModel *kinds = gtk_drop_down_get_model (choice);
  guint n = g_list_model_get_n_items (kinds), wanted = n;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (kinds, i);

      if (g_str_equal (gtk_string_object_get_string (item), ka_kind_label (ka_kind_get (kind))))
        wanted = i;
    }
  g_assert_cmpuint (wanted, <, n);
  gtk_drop_down_set_selected (choice, wanted);
  import_wait (dialog);
}

static guint
count_problems (GtkWidget *dialog)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_list_view_get_model (fixture_find (dialog, "problem_list"))));
}

/* The remark that nobody knows the sheet leads to its cells, where the headings are shown; it goes when they
 * are, and comes again when that is taken back. */
static void
test_headings (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = import_write_csv (folder, "台账.csv", STRANGE);
  GtkWidget *dialog, *sheet, *marked;
  int width;

  fixture_open ("import", TRUE);
  dialog = import_open (path);
  sheet = fixture_find (dialog, "sheet");
  g_assert_nonnull (import_find_words (dialog, "没有认出来"));
  import_show_tab (dialog, "problems");
  g_assert_cmpuint (count_problems (dialog), ==, 1);
  gtk_selection_model_select_item (gtk_list_view_get_model (fixture_find (dialog, "problem_list")),
                                   0, TRUE);
  guitest_press (fixture_find (dialog, "go"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture_find (dialog, "place")), ==, "sheet");
  g_assert_false (gtk_widget_get_visible (fixture_find (sheet, "restore")));
  /* What is chosen is seen, and the last row is never before the first. */
  gtk_spin_button_set_value (fixture_find (sheet, "first"), 4);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (fixture_find (sheet, "last")), >=, 4);
  gtk_spin_button_set_value (fixture_find (sheet, "last"), 2);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (fixture_find (sheet, "first")), ==, 2);
  marked = guitest_find (sheet, is_marked, NULL);
  g_assert_nonnull (marked);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (marked)), ==, "甲项");
  guitest_paint (GTK_WINDOW (dialog));
  g_assert_null (guitest_unnamed (dialog));
  use_headings (dialog, 2, 3);
  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 1024);
  choose_kind (dialog, "enterprise");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (fixture_find (sheet, "first")), ==, 2);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (fixture_find (sheet, "last")), ==, 3);
  import_show_tab (dialog, "problems");
  g_assert_null (import_find_words (dialog, "没有认出来"));
  g_assert_null (import_find_words (fixture_find (dialog, "problem_list"), "认不出是哪一类"));
  import_show_tab (dialog, "columns");
  g_assert_nonnull (import_find_words (fixture_find (dialog, "columns"), "甲项一"));
  activate (fixture_find (sheet, "restore"));
  guitest_until (!gtk_widget_get_visible (fixture_find (sheet, "restore")));
  import_wait (dialog);
  g_assert_nonnull (import_find_words (dialog, "没有认出来"));
  import_show_tab (dialog, "problems");
  g_assert_nonnull (import_find_words (fixture_find (dialog, "problem_list"), "认不出是哪一类"));
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

/* Said to be of a kind first, it stays of that kind. */
static void
test_kind_first (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = import_write_csv (folder, "台账.csv", STRANGE);
  GtkWidget *dialog;

  fixture_open ("import", TRUE);
  dialog = import_open (path);
  choose_kind (dialog, "enterprise");
  g_assert_null (import_find_words (dialog, "没有认出来"));
  import_show_tab (dialog, "problems");
  g_assert_null (import_find_words (fixture_find (dialog, "problem_list"), "认不出是哪一类"));
  use_headings (dialog, 2, 3);
  g_assert_null (import_find_words (dialog, "没有认出来"));
  import_show_tab (dialog, "columns");
  g_assert_nonnull (import_find_words (fixture_find (dialog, "columns"), "甲项一"));
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

/* Headings that were taken from the wrong row. */
static void
test_other_headings (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = import_write_csv (
    folder, "企业.csv",
    "企业名称,所在镇街,备注\n渝州一厂,双福街道,甲\n企业名称,从业人员数,备注\n渝州二厂,9,乙\n");
  GtkWidget *dialog;

  fixture_open ("import", TRUE);
  dialog = import_open (path);
  use_headings (dialog, 3, 3);
  g_assert_nonnull (import_find_words (dialog, "新增 1，"));
  import_show_tab (dialog, "columns");
  g_assert_nonnull (import_find_words (fixture_find (dialog, "columns"), "从业人员数"));
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

/* ---- what is open ---- */

static void
answer (const char *label)
{
  GtkWidget *question = import_wait_for_window ("AdwMessageDialog");

  guitest_press (guitest_by_text (question, label));
  guitest_until (guitest_toplevel (g_type_from_name ("AdwMessageDialog")) == NULL);
}

/* What is not certain is not left out without a word; said once, it is not asked again. */
static void
test_asked (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = import_write_csv (
    folder, "台账.csv",
    "企业名称,值班,所在镇街\n甲厂,13900000001,双福街道\n乙厂,13900000002,双福街道\n");
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (KaRecord) record = NULL;
  GtkWidget *dialog, *question;

  fixture_open ("import", TRUE);
  dialog = import_open (path);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (dialog),
                          "姓名\t岗位类别\t电话\n张三\t矿长\t13800000000\n");
  guitest_action (dialog, "import.paste");
  guitest_until (import_find_words (dialog, "剪贴板") != NULL);
  import_wait (dialog);
  guitest_press (fixture_find (dialog, "accept"));
  question = import_wait_for_window ("AdwMessageDialog");
  g_assert_nonnull (import_find_words (question, "有 1 列拿不准"));
  g_assert_nonnull (import_find_words (question, "1 列（值班）"));
  answer ("去看看(_L)");
  guitest_until (
    g_strcmp0 (gtk_stack_get_visible_child_name (fixture_find (dialog, "tabs")), "columns") == 0);
  g_assert_cmpint (ka_ledger_count (fixture_ledger (), kind, NULL), ==, 0);
  guitest_press (fixture_find (dialog, "accept"));
  answer ("不要这些列，导入(_I)");
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) == NULL);
  g_assert_cmpint (ka_ledger_count (fixture_ledger (), kind, NULL), ==, 2);
  record = ka_ledger_get (fixture_ledger (), kind,
                          ka_ledger_find (fixture_ledger (), kind, "name", "甲厂", NULL), NULL);
  g_assert_cmpstr (ka_record_get (record, "principal_phone"), ==, NULL);
  g_assert_cmpstr (ka_record_get (record, "controller_phone"), ==, NULL);
  /* Only what was asked is remembered. */
  g_assert_cmpint (ka_ledger_count (fixture_ledger (), ka_kind_get ("mapping"), NULL), ==, 1);
  remove (path);
  remove (folder);
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/import-columns/recalled", test_recalled);
  g_test_add_func ("/import-columns/guess", test_guess);
  g_test_add_func ("/import-columns/unsure", test_unsure_column);
  g_test_add_func ("/import-columns/headings", test_headings);
  g_test_add_func ("/import-columns/kind-first", test_kind_first);
  g_test_add_func ("/import-columns/other-headings", test_other_headings);
  g_test_add_func ("/import-columns/asked", test_asked);
  return fixture_run ();
}
