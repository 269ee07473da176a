/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing through the dialog: nothing is written before it is accepted, and all of it in one step. */
#include "config.h"

#include "guitest.h"
#include "import-window.h"
#include "window-fixture.h"

#include "ka-import-dialog.h"
#include "ka-record-form.h"

#include <ka-history.h>
#include <ka-import.h>
#include <string.h>
#include <xlsxwriter.h>

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
  dialog = import_open (path);
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
  dialog = import_open (path);
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

static gboolean
is_marked (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "ka-sheet-marked");
}

static GListModel *
list_of (GtkWidget *dialog, const char *id)
{
  return G_LIST_MODEL (gtk_list_view_get_model (fixture_find (dialog, id)));
}

/* A file that is no table is told of in the list, and the others go on. */
static void
test_rubbish (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *bad = import_write_csv (folder, "坏.xlsx", "PK\003\004 no workbook");
  g_autofree char *good = import_write_csv (folder, "好.csv", "企业名称,所在镇街\n甲厂,德感街道\n");
  g_autoptr (GFile) bad_file = g_file_new_for_path (bad);
  g_autoptr (GFile) good_file = g_file_new_for_path (good);
  GFile *files[] = { bad_file, good_file, NULL };
  GtkWidget *dialog, *list;
  gint64 head;

  fixture_open ("import", TRUE);
  head = ka_ledger_get_head (fixture_ledger ());
  ka_import_dialog_present (fixture_window (), files);
  dialog = guitest_toplevel (g_type_from_name ("KaImportDialog"));
  import_wait (dialog);
  list = fixture_find (dialog, "table_list");
  g_assert_nonnull (import_find_words (list, "坏.xlsx"));
  g_assert_nonnull (import_find_words (list, "好.csv"));
  g_assert_true (gtk_widget_get_sensitive (fixture_find (dialog, "accept")));
  guitest_close (GTK_WINDOW (dialog));
  /* Also where there is no other. */
  dialog = import_open (bad);
  g_assert_nonnull (import_find_words (fixture_find (dialog, "table_list"), "坏.xlsx"));
  g_assert_false (gtk_widget_get_sensitive (fixture_find (dialog, "accept")));
  guitest_close (GTK_WINDOW (dialog));
  g_assert_cmpint (ka_ledger_get_head (fixture_ledger ()), ==, head);
  remove (bad);
  remove (good);
  remove (folder);
}

/* From a problem to its cell, in its place in the sheet. */
static void
test_go_to_cell (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path
    = import_write_csv (folder, "企业.csv",
                        "企业名称,所在镇街,保险有效期至\n甲厂,德感街道,2026-01-01\n"
                        "乙厂,德感街道,2025-02-30\n丙厂,双福街道,\n");
  GtkWidget *dialog, *marked;
  GtkSelectionModel *problems;

  fixture_open ("import", TRUE);
  dialog = import_open (path);
  import_show_tab (dialog, "problems");
  problems = gtk_list_view_get_model (fixture_find (dialog, "problem_list"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (problems)), ==, 1);
  g_assert_false (gtk_widget_get_sensitive (fixture_find (dialog, "go")));
  gtk_selection_model_select_item (problems, 0, TRUE);
  guitest_press (fixture_find (dialog, "go"));
  guitest_paint (GTK_WINDOW (dialog));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture_find (dialog, "place")), ==, "sheet");
  marked = guitest_find (dialog, is_marked, NULL);
  g_assert_nonnull (marked);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (marked)), ==, "2025-02-30");
  g_assert_nonnull (import_find_words (fixture_find (dialog, "sheet"), "C3：2025-02-30"));
  g_assert_nonnull (import_find_words (fixture_find (dialog, "sheet"), "丙厂"));
  /* Only the remarks: there are none. */
  gtk_drop_down_set_selected (fixture_find (dialog, "severity"), 3);
  g_assert_cmpuint (g_list_model_get_n_items (list_of (dialog, "problem_list")), ==, 0);
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

static gint64
add_enterprise (const char *name, const char *town)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("enterprise"));
  g_autoptr (GError) error = NULL;

  ka_record_set (record, "name", name);
  ka_record_set (record, "town", town);
  g_assert_true (ka_ledger_save (fixture_ledger (), record, &error));
  g_assert_no_error (error);
  return record->id;
}

static char *
get_name_of_row (GtkWidget *dialog, guint row)
{
  g_autoptr (GObject) item = g_list_model_get_item (
    G_LIST_MODEL (gtk_column_view_get_model (fixture_find (dialog, "row_view"))), row);
  char *name;

  g_assert_nonnull (item);
  g_object_get (item, "name", &name, NULL);
  return name;
}

/* What is called after another record is told by that one's name, though it has no number yet, or never gets
 * one. */
static void
test_names (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *mines = import_write_csv (
    folder, "矿山.csv", "矿山名称,所属企业,开采方式,矿山状态\n甲矿,甲厂,露天,生产\n");
  g_autofree char *plans
    = import_write_csv (folder, "计划.csv",
                        "年度,检查对象,计划月份,检查类别\n2026,甲矿,3,重点检查\n"
                        "2026,无名矿,4,一般检查\n");
  g_autoptr (GFile) mines_file = g_file_new_for_path (mines);
  g_autoptr (GFile) plans_file = g_file_new_for_path (plans);
  GFile *files[] = { mines_file, plans_file, NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GtkWidget *dialog;

  fixture_open ("import", TRUE);
  add_enterprise ("甲厂", "德感街道");
  ka_import_dialog_present (fixture_window (), files);
  dialog = guitest_toplevel (g_type_from_name ("KaImportDialog"));
  import_wait (dialog);
  gtk_list_box_select_row (fixture_find (dialog, "table_list"),
                           gtk_list_box_get_row_at_index (fixture_find (dialog, "table_list"), 1));
  import_wait (dialog);
  first = get_name_of_row (dialog, 0);
  second = get_name_of_row (dialog, 1);
  g_assert_cmpstr (first, ==, "甲矿");
  g_assert_cmpstr (second, ==, "无名矿");
  guitest_close (GTK_WINDOW (dialog));
  remove (mines);
  remove (plans);
  remove (folder);
}

/* A changed row, field by field: old and new, and where both are from. */
static void
test_differences (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = import_write_csv (
    folder, "企业.csv", "企业名称,所在镇街,从业人员数\n渝州甲石料厂,双福街道,7人\n");
  GtkWidget *dialog, *detail;
  GtkSelectionModel *rows;

  fixture_open ("import", TRUE);
  add_enterprise ("渝州甲石料厂", "德感街道");
  dialog = import_open (path);
  rows = gtk_column_view_get_model (fixture_find (dialog, "row_view"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 1);
  gtk_selection_model_select_item (rows, 0, TRUE);
  guitest_paint (GTK_WINDOW (dialog));
  detail = fixture_find (dialog, "detail");
  g_assert_nonnull (import_find_words (detail, "B2"));
  g_assert_nonnull (import_find_words (detail, "双福街道"));
  g_assert_nonnull (import_find_words (detail, "德感街道（"));
  g_assert_nonnull (import_find_words (detail, "7人"));
  /* The columns show an example of what is written and of what is stored. */
  import_show_tab (dialog, "columns");
  g_assert_nonnull (import_find_words (fixture_find (dialog, "columns"), "7人"));
  g_assert_nonnull (guitest_by_text (fixture_find (dialog, "columns"), "7"));
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

static gboolean
is_choice (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_DROP_DOWN (widget) && gtk_widget_get_mapped (widget);
}

/* A name that is like another one is asked about, and the answer counts. */
static void
test_question (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path
    = import_write_csv (folder, "企业.csv", "企业名称,从业人员数\n渝州甲矿业有限责任公司,7\n");
  GtkWidget *dialog;
  g_autoptr (KaRecord) record = NULL;
  gint64 id;

  fixture_open ("import", TRUE);
  add_enterprise ("渝州甲矿业有限公司", NULL);
  dialog = import_open (path);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture_find (dialog, "tabs")), ==,
                   "questions");
  guitest_press (guitest_by_text (fixture_find (dialog, "questions"), "转到单元格"));
  guitest_paint (GTK_WINDOW (dialog));
  g_assert_nonnull (guitest_find (dialog, is_marked, NULL));
  gtk_drop_down_set_selected (
    GTK_DROP_DOWN (guitest_find (fixture_find (dialog, "questions"), is_choice, NULL)), 1);
  import_wait (dialog);
  g_assert_nonnull (import_find_words (dialog, "新增 0，修改 1"));
  guitest_press (fixture_find (dialog, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) == NULL);
  g_assert_cmpint (count ("enterprise"), ==, 1);
  id = ka_ledger_find (fixture_ledger (), ka_kind_get ("enterprise"), "name", "渝州甲矿业有限公司",
                       NULL);
  record = ka_ledger_get (fixture_ledger (), ka_kind_get ("enterprise"), id, NULL);
  g_assert_cmpstr (ka_record_get (record, "staff"), ==, "7");
  remove (path);
  remove (folder);
}

/* The list for the towns is written by a worker, and the dialog is back where it was. */
static void
test_problem_list (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = import_write_csv (
    folder, "企业.csv", "企业名称,法定代表人\n渝州甲矿业有限公司,张三\n,李四\n");
  g_autofree char *list = g_build_filename (folder, "问题清单.xlsx", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "没有", "问题清单.xlsx", NULL);
  g_autoptr (KaBook) book = NULL;
  GtkWidget *dialog;

  fixture_open ("import", TRUE);
  dialog = import_open (path);
  g_assert_true (gtk_widget_get_visible (fixture_find (dialog, "write_problems")));
  ka_import_dialog_write_problems (GTK_WINDOW (dialog), list);
  import_wait (dialog);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture_find (dialog, "stack")), ==, "review");
  book = ka_book_open (list, NULL, NULL, NULL, NULL);
  g_assert_nonnull (book);
  g_assert_cmpuint (ka_grid_get_n_rows (ka_book_get_sheet (book, 0)), ==, 2);
  ka_import_dialog_write_problems (GTK_WINDOW (dialog), nowhere);
  import_wait (dialog);
  g_assert_nonnull (import_wait_for_window ("AdwMessageDialog"));
  guitest_close (GTK_WINDOW (guitest_toplevel (g_type_from_name ("AdwMessageDialog"))));
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (list);
  remove (folder);
}

static GtkWidget *
compare_first (GtkWidget *dialog)
{
  guitest_press (guitest_by_text (fixture_find (dialog, "questions"), "对照…"));
  return import_wait_for_window ("KaImportCompare");
}

/* A name that is like two records of the ledger: they are seen beside the row, are made one there and then, that
 * is undone, and the row is said to be one of them. */
static void
test_compare (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = import_write_csv (
    folder, "企业.csv", "企业名称,法定代表人,从业人员数\n渝州甲矿业股份有限公司,张三,7\n");
  GtkWidget *dialog, *compare, *merge;

  fixture_open ("import", TRUE);
  add_enterprise ("渝州甲矿业有限公司", NULL);
  add_enterprise ("渝州甲矿业有限责任公司", NULL);
  dialog = import_open (path);
  compare = compare_first (dialog);
  g_assert_nonnull (import_find_words (compare, "渝州甲矿业股份有限公司"));
  g_assert_nonnull (import_find_words (compare, "≠ 渝州甲矿业有限公司"));
  g_assert_nonnull (import_find_words (compare, "≠ 渝州甲矿业有限责任公司"));
  g_assert_nonnull (import_find_words (compare, "张三"));
  g_assert_true (gtk_widget_get_sensitive (fixture_find (compare, "merge")));
  guitest_press (fixture_find (compare, "merge"));
  merge = import_wait_for_window ("KaMergeDialog");
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (merge)) == GTK_WINDOW (dialog));
  guitest_press (fixture_find (merge, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaMergeDialog")) == NULL
                 && count ("enterprise") == 1);
  import_wait (dialog);

  /* Nothing of the import was written with it, and one button takes it back. */
  guitest_until (import_find_words (dialog, "台账里的两条已合并为一条") != NULL);
  guitest_action (dialog, "import.undo-merge");
  guitest_until (count ("enterprise") == 2);
  import_wait (dialog);
  compare = compare_first (dialog);
  guitest_press (guitest_by_text (compare, "就是它"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportCompare")) == NULL);
  import_wait (dialog);
  g_assert_nonnull (import_find_words (dialog, "新增 0，修改 1"));
  compare = compare_first (dialog);
  guitest_press (fixture_find (compare, "none"));
  import_wait (dialog);
  g_assert_nonnull (import_find_words (dialog, "新增 1，修改 0"));
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

static gint64
add_mine (const char *name, gint64 enterprise)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("mine"));
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
  g_autoptr (GError) error = NULL;

  ka_record_set (record, "name", name);
  ka_record_set (record, "enterprise", owner);
  ka_record_set (record, "type", "露天矿山");
  ka_record_set (record, "status", "生产");
  ka_record_set (record, "town", "白沙镇");
  ka_ledger_save (fixture_ledger (), record, &error);
  g_assert_no_error (error);
  return record->id;
}

/* Two records of one name: the row cannot say which, but they can be seen beside it and be made one. */
static void
test_compare_namesakes (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = import_write_csv (
    folder, "检查.csv",
    "矿山名称,检查日期,检查方式,检查人员\n甲石灰岩矿,2025-03-05,日常检查,王五\n");
  GtkWidget *dialog, *compare;

  fixture_open ("import", TRUE);
  add_mine ("甲石灰岩矿", add_enterprise ("渝州甲矿业有限公司", NULL));
  add_mine ("甲石灰岩矿", add_enterprise ("渝州乙矿业有限公司", NULL));
  dialog = import_open (path);
  import_show_tab (dialog, "problems");
  for (guint i = 0; i < g_list_model_get_n_items (list_of (dialog, "problem_list")); i++)
    if (!gtk_widget_get_visible (fixture_find (dialog, "compare")))
      gtk_selection_model_select_item (
        gtk_list_view_get_model (fixture_find (dialog, "problem_list")), i, TRUE);
  g_assert_true (gtk_widget_get_visible (fixture_find (dialog, "compare")));
  guitest_press (fixture_find (dialog, "compare"));
  compare = import_wait_for_window ("KaImportCompare");
  g_assert_nonnull (import_find_words (compare, "渝州甲矿业有限公司"));
  g_assert_nonnull (import_find_words (compare, "渝州乙矿业有限公司"));
  g_assert_nonnull (import_find_words (compare, "王五"));
  g_assert_true (gtk_widget_get_sensitive (fixture_find (compare, "merge")));
  g_assert_false (gtk_widget_get_visible (fixture_find (compare, "none")));
  guitest_close (GTK_WINDOW (compare));
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

/* The nth check of the tables: whether the table is taken. */
static GtkCheckButton *
get_taken (GtkWidget *dialog, int n)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (fixture_find (dialog, "table_list"), n);

  g_assert_nonnull (row);
  return GTK_CHECK_BUTTON (guitest_by_id (GTK_WIDGET (row), "taken"));
}

/* Two tables in a sheet are said to be two, by their rows, and are taken apart. */
static void
test_several_tables (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path
    = import_write_csv (folder, "报送.csv",
                        "企业名称,所在镇街,从业人员数\n甲厂,德感街道,7\n乙厂,双福街道,9\n"
                        ",,\n,,\n姓名,岗位类别,电话\n张三,矿长,13800000000\n");
  GtkWidget *dialog, *list;

  fixture_open ("import", TRUE);
  dialog = import_open (path);
  list = fixture_find (dialog, "table_list");
  g_assert_nonnull (import_find_words (list, "，第 1–"));
  g_assert_nonnull (import_find_words (list, "，第 6–7 行"));
  gtk_check_button_set_active (get_taken (dialog, 0), FALSE);
  import_wait (dialog);
  guitest_press (fixture_find (dialog, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) == NULL);
  g_assert_cmpint (count ("enterprise"), ==, 0);
  g_assert_cmpint (count ("person"), ==, 1);
  remove (path);
  remove (folder);
}

/* A hidden sheet is offered, said to be hidden, and not taken unless asked for. */
static void
test_hidden_sheet (void)
{
  static const char *const names[] = { "甲厂", "乙厂" };
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "企业.xlsx", NULL);
  lxw_workbook *book = workbook_new (path);
  GtkWidget *dialog;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      lxw_worksheet *sheet = workbook_add_worksheet (book, i == 0 ? "今年" : "去年");

      worksheet_write_string (sheet, 0, 0, "企业名称", NULL);
      worksheet_write_string (sheet, 0, 1, "所在镇街", NULL);
      worksheet_write_string (sheet, 1, 0, names[i], NULL);
      worksheet_write_string (sheet, 1, 1, "德感街道", NULL);
      if (i == 1)
        worksheet_hide (sheet);
    }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  fixture_open ("import", TRUE);
  dialog = import_open (path);
  g_assert_nonnull (import_find_words (fixture_find (dialog, "table_list"), "（隐藏的工作表）"));
  g_assert_true (gtk_check_button_get_active (get_taken (dialog, 0)));
  g_assert_false (gtk_check_button_get_active (get_taken (dialog, 1)));
  g_assert_nonnull (import_find_words (dialog, "新增 1，"));
  gtk_check_button_set_active (get_taken (dialog, 1), TRUE);
  import_wait (dialog);
  g_assert_nonnull (import_find_words (dialog, "新增 2，"));
  gtk_check_button_set_active (get_taken (dialog, 1), FALSE);
  import_wait (dialog);
  guitest_press (fixture_find (dialog, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) == NULL);
  g_assert_cmpint (
    ka_ledger_find (fixture_ledger (), ka_kind_get ("enterprise"), "name", "甲厂", NULL), >, 0);
  g_assert_cmpint (count ("enterprise"), ==, 1);
  remove (path);
  remove (folder);
}

/* Cancelled in the middle of a large file: said so, and nothing is written. */
static void
test_cancel (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "企业.csv", NULL);
  g_autoptr (GString) text = g_string_new ("企业名称,所在镇街,从业人员数\n");
  GtkWidget *dialog;
  gint64 head;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "渝州第%u石料厂,德感街道,%u\n", i, i % 100);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  fixture_open ("import", TRUE);
  head = ka_ledger_get_head (fixture_ledger ());
  dialog = import_open (path);
  guitest_press (fixture_find (dialog, "accept"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture_find (dialog, "stack")), ==, "busy");
  guitest_press (guitest_by_text (dialog, "取消"));
  import_wait (dialog);
  g_assert_cmpint (ka_ledger_get_head (fixture_ledger ()), ==, head);
  g_assert_cmpint (count ("enterprise"), ==, 0);
  guitest_close (GTK_WINDOW (dialog));
  remove (path);
  remove (folder);
}

/* Ctrl+V on a list: the rows copied elsewhere, with the same preview. */
static void
test_paste (void)
{
  GtkWidget *dialog;
  KaPage *page;

  fixture_open ("import", TRUE);
  page = fixture_show ("mines");
  gdk_clipboard_set_text (
    gtk_widget_get_clipboard (GTK_WIDGET (fixture_window ())),
    "企业名称\t所在镇街\n渝州甲石料厂\t德感街道\n渝州乙石料厂\t\"双福\n街道\"\n");
  fixture_act (page, "paste");
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) != NULL);
  dialog = guitest_toplevel (g_type_from_name ("KaImportDialog"));
  import_wait (dialog);
  g_assert_nonnull (import_find_words (dialog, "剪贴板"));
  g_assert_nonnull (import_find_words (dialog, "新增 2"));
  /* Once more in the assistant itself: the same rows are there twice, and are one. */
  guitest_action (dialog, "import.paste");
  guitest_until (
    g_strcmp0 (gtk_stack_get_visible_child_name (fixture_find (dialog, "stack")), "busy") == 0);
  import_wait (dialog);
  guitest_press (fixture_find (dialog, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportDialog")) == NULL);
  g_assert_cmpint (count ("enterprise"), ==, 2);
}

static GtkWidget *
find_over (GtkWidget *dialog)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (dialog))
        return GTK_WIDGET (window);
    }
  return NULL;
}

/* Who may not hold a post is told at the cell, and the listing can be looked at over the import. */
static void
test_barred (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autoptr (KaRecord) listing = ka_record_new (ka_kind_get ("discredit"));
  GtkSelectionModel *problems;
  GtkWidget *dialog, *window;

  fixture_open ("import", TRUE);
  ka_record_set (listing, "subject", "个人");
  ka_record_set (listing, "person", "张一");
  ka_record_set (listing, "list", "安全生产严重失信主体");
  ka_record_set (listing, "reason", "瞒报事故");
  ka_record_set (listing, "listed", "2025-06-01");
  ka_record_set (listing, "restrictions", "职业禁入");
  g_assert_true (ka_ledger_save (fixture_ledger (), listing, NULL));
  path
    = import_write_csv (folder, "企业.csv", "企业名称,主要负责人,从业人员数\n甲公司,张一,二十\n");
  dialog = import_open (path);
  import_show_tab (dialog, "problems");
  problems = gtk_list_view_get_model (fixture_find (dialog, "problem_list"));
  g_assert_false (gtk_widget_get_visible (fixture_find (dialog, "listing")));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (problems))
                    && !gtk_widget_get_visible (fixture_find (dialog, "listing"));
       i++)
    gtk_selection_model_select_item (problems, i, TRUE);
  guitest_press (fixture_find (dialog, "listing"));
  window = find_over (dialog);
  g_assert_nonnull (window);
  guitest_until (gtk_widget_get_mapped (window));
  g_assert_nonnull (guitest_by_type (window, KA_TYPE_RECORD_FORM));
  guitest_close (GTK_WINDOW (window));
  guitest_close (GTK_WINDOW (dialog));
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
  g_test_add_func ("/import-dialog/go-to-cell", test_go_to_cell);
  g_test_add_func ("/import-dialog/names", test_names);
  g_test_add_func ("/import-dialog/differences", test_differences);
  g_test_add_func ("/import-dialog/question", test_question);
  g_test_add_func ("/import-dialog/problem-list", test_problem_list);
  g_test_add_func ("/import-dialog/compare", test_compare);
  g_test_add_func ("/import-dialog/compare-namesakes", test_compare_namesakes);
  g_test_add_func ("/import-dialog/several-tables", test_several_tables);
  g_test_add_func ("/import-dialog/hidden-sheet", test_hidden_sheet);
  g_test_add_func ("/import-dialog/cancel", test_cancel);
  g_test_add_func ("/import-dialog/paste", test_paste);
  g_test_add_func ("/import-dialog/barred", test_barred);
  return fixture_run ();
}
