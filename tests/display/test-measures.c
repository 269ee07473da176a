/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 进展矩阵 of the page 八条硬措施: filled by keyboard, looked at again, with evidence, written out. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-list-page.h"
#include "ka-measure-export.h"
#include "ka-measure-matrix.h"
#include "ka-measure-view.h"

#include <glib/gstdio.h>
#include <ka-quarterly.h>

static KaMeasureView *
show_matrix (void)
{
  KaPage *page;
  GtkStack *stack;
  GtkWidget *view;

  fixture_open ("sample", TRUE);
  page = fixture_show ("measures");
  stack = fixture_find (page, "stack");
  gtk_stack_set_visible_child_name (stack, "matrix");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  view = gtk_stack_get_child_by_name (stack, "matrix");
  g_assert_true (KA_IS_MEASURE_VIEW (view));
  guitest_until (ka_measure_view_get_table (KA_MEASURE_VIEW (view)) != NULL);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  return KA_MEASURE_VIEW (view);
}

static KaMeasureMatrix *
get_matrix (KaMeasureView *view)
{
  return KA_MEASURE_MATRIX (fixture_find (view, "matrix"));
}

static const KaMeasureCell *
get_cell (KaMeasureView *view, guint row, guint unit)
{
  return ka_measure_table_cell (ka_measure_view_get_table (view), row, unit);
}

static const char *
get_state (KaMeasureView *view, guint row, guint unit)
{
  const KaMeasureCell *cell = get_cell (view, row, unit);

  return cell != NULL ? cell->state : NULL;
}

static void
act (KaMeasureMatrix *matrix, const char *action, const char *format, ...)
{
  va_list args;
  g_autoptr (GVariant) parameter = NULL;

  va_start (args, format);
  parameter = g_variant_ref_sink (g_variant_new_va (format, NULL, &args));
  va_end (args);
  guitest_action_on (GTK_WIDGET (matrix), action, parameter);
  fixture_rest (GTK_WINDOW (fixture_window ()));
}

static guint
find_town (KaMeasureView *view)
{
  GPtrArray *units = ka_measure_view_get_table (view)->units;

  for (guint i = 0; i < units->len; i++)
    if (((KaMeasureUnit *)units->pdata[i])->town != NULL)
      return i;
  g_assert_not_reached ();
}

/* Four cells get a state at once by a key, and one Ctrl+Z takes it back. */
static void
test_fill (void)
{
  KaMeasureView *view = show_matrix ();
  KaMeasureMatrix *matrix = get_matrix (view);
  gint64 head = ka_ledger_get_head (fixture_ledger ());

  g_assert_cmpuint (ka_measure_matrix_get_n_rows (matrix), ==, 38);
  /* A quarter of which nothing is told yet. */
  for (guint i = 0; i < 8; i++)
    guitest_press (fixture_find (view, "next"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_null (get_state (view, 0, 1));
  ka_measure_matrix_set_cursor (matrix, 0, 1, FALSE);
  act (matrix, "matrix.step", "(iib)", 1, 0, TRUE);
  act (matrix, "matrix.step", "(iib)", 0, 1, TRUE);
  g_assert_nonnull (strstr (ka_cell_grid_get_spoken (KA_CELL_GRID (matrix)), "2项任务×2个单位"));
  act (matrix, "matrix.fill", "i", 3);
  guitest_until (get_state (view, 1, 2) != NULL);
  g_assert_cmpint (ka_ledger_get_head (fixture_ledger ()), ==, head + 4);
  g_assert_cmpstr (get_state (view, 0, 1), ==, "软落实");
  g_assert_cmpstr (get_state (view, 1, 1), ==, "软落实");
  g_assert_cmpstr (get_state (view, 0, 2), ==, "软落实");
  g_assert_null (get_state (view, 2, 1));
  g_assert_null (get_state (view, 0, 0));
  guitest_action (GTK_WIDGET (fixture_window ()), "win.undo");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  guitest_until (get_state (view, 0, 1) == NULL);
}

/* The button fills too; a town has cells of its own; what is looked at again stands in the cell. */
static void
test_review (void)
{
  KaMeasureView *view = show_matrix ();
  KaMeasureMatrix *matrix = get_matrix (view);
  guint town = find_town (view);

  ka_measure_matrix_set_cursor (matrix, 3, town, FALSE);
  gtk_drop_down_set_selected (fixture_find (view, "value"), 1);
  guitest_press (fixture_find (view, "fill"));
  guitest_until (get_state (view, 3, town) != NULL);
  g_assert_cmpstr (get_state (view, 3, town), ==, "部分落实");
  act (matrix, "matrix.fill", "i", 7);
  guitest_until (get_cell (view, 3, town)->review != NULL);
  g_assert_cmpstr (get_cell (view, 3, town)->review, ==, "待回头看");
  g_assert_nonnull (strstr (ka_cell_grid_get_spoken (KA_CELL_GRID (matrix)), "待回头看"));
  act (matrix, "matrix.fill", "i", 0);
  guitest_until (get_state (view, 3, town) == NULL);
  g_assert_cmpint (get_cell (view, 3, town)->id, >, 0);
}

/* Whole rows and columns, and the filter. */
static void
test_select (void)
{
  KaMeasureView *view = show_matrix ();
  KaMeasureMatrix *matrix = get_matrix (view);
  guint units = ka_measure_view_get_table (view)->units->len;
  g_autoptr (GArray) row = NULL;
  g_autoptr (GArray) column = NULL;
  g_autoptr (GArray) all = NULL;

  ka_measure_matrix_set_cursor (matrix, 2, 1, FALSE);
  act (matrix, "matrix.select", "(bb)", TRUE, FALSE);
  row = ka_measure_matrix_get_selected (matrix);
  g_assert_cmpuint (row->len, ==, units);
  ka_measure_matrix_set_cursor (matrix, 2, 1, FALSE);
  act (matrix, "matrix.select", "(bb)", FALSE, TRUE);
  column = ka_measure_matrix_get_selected (matrix);
  g_assert_cmpuint (column->len, ==, 38);

  gtk_editable_set_text (GTK_EDITABLE (fixture_find (view, "search")), "青峦");
  gtk_drop_down_set_selected (fixture_find (view, "actor"), 1);
  guitest_until (ka_measure_matrix_get_n_columns (matrix) == 1);
  g_assert_cmpuint (ka_measure_matrix_get_n_rows (matrix), ==, 17);
  act (matrix, "matrix.select", "(bb)", TRUE, TRUE);
  all = ka_measure_matrix_get_selected (matrix);
  g_assert_cmpuint (all->len, ==, 17);
  gtk_drop_down_set_selected (fixture_find (view, "actor"), 0);
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (view, "search")), "");
  guitest_until (ka_measure_matrix_get_n_columns (matrix) == units);
}

static void
test_evidence (void)
{
  KaMeasureView *view = show_matrix ();
  KaMeasureMatrix *matrix = get_matrix (view);
  g_autofree char *folder = g_dir_make_tmp ("kuangan-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "现场照片.txt", NULL);
  const char *const paths[] = { path, NULL };

  g_assert_true (g_file_set_contents (path, "证", -1, NULL));
  ka_measure_matrix_set_cursor (matrix, 0, 0, FALSE);
  act (matrix, "matrix.fill", "i", 1);
  guitest_until (g_strcmp0 (get_state (view, 0, 0), "落实") == 0);
  ka_measure_view_attach (view, paths);
  guitest_until (get_cell (view, 0, 0)->papers == 1);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_export (void)
{
  KaMeasureView *view = show_matrix ();
  KaContext *context = ka_window_get_context (fixture_window ());
  g_autofree char *folder = g_dir_make_tmp ("kuangan-test-XXXXXX", NULL);
  g_autofree char *book = g_build_filename (folder, "分析.xlsx", NULL);
  g_autoptr (GPtrArray) towns = g_ptr_array_new ();
  g_autofree char *sheet = NULL;
  const KaMeasureUnit *town
    = g_ptr_array_index (ka_measure_view_get_table (view)->units, find_town (view));
  KaQuarter quarter = ka_quarter_from_text ("2025Q4");

  ka_measure_export_to (GTK_WIDGET (view), context, quarter, NULL, FALSE, book);
  g_ptr_array_add (towns, town->town);
  ka_measure_export_to (GTK_WIDGET (view), context, quarter, towns, TRUE, folder);
  sheet = g_strdup_printf ("%s/八条硬措施填报表（%s，2025年第四季度）.xlsx", folder, town->town);
  guitest_until (g_file_test (book, G_FILE_TEST_EXISTS));
  guitest_until (g_file_test (sheet, G_FILE_TEST_EXISTS));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_remove (book);
  g_remove (sheet);
  g_rmdir (folder);
}

static int
count_tasks (KaMeasureView *view)
{
  KaMeasureTable *table = ka_measure_view_get_table (view);

  return table != NULL ? (int)table->lines->len : -1;
}

/* An empty ledger offers what the public papers ask for; with another list beside it, it is to go. */
static void
test_list (void)
{
  g_autoptr (KaRecord) task = ka_record_new (ka_kind_get ("measure"));
  KaMeasureView *view;
  KaPage *page;
  GtkStack *stack;
  GtkInfoBar *doubled;
  g_autoptr (GError) error = NULL;

  fixture_open ("empty", TRUE);
  page = fixture_show ("measures");
  stack = fixture_find (page, "stack");
  gtk_stack_set_visible_child_name (stack, "matrix");
  view = KA_MEASURE_VIEW (gtk_stack_get_child_by_name (stack, "matrix"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  guitest_until (count_tasks (view) == 0);
  guitest_action (GTK_WIDGET (view), "measures.load");
  guitest_until (count_tasks (view) == 38);
  doubled = fixture_find (view, "doubled");
  g_assert_false (gtk_info_bar_get_revealed (doubled));
  ka_record_set (task, "no", "1.1.1");
  ka_record_set (task, "task", "市级任务");
  g_assert_true (ka_ledger_save (fixture_ledger (), task, &error));
  g_assert_no_error (error);
  guitest_until (gtk_info_bar_get_revealed (doubled));
  guitest_action (GTK_WIDGET (view), "measures.replace");
  guitest_until (count_tasks (view) == 1);
  g_assert_false (gtk_info_bar_get_revealed (doubled));
}

static char *
get_text (gpointer editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture_find (editor, "view"));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* 季度分析: drafted from the cells, written out, edited, and kept as part eight of the report. */
static void
test_analysis (void)
{
  KaPage *page;
  GtkStack *stack;
  GtkWidget *view;
  GtkLabel *expansion;
  GtkTextBuffer *buffer;
  g_autofree char *drafted = NULL;
  g_autofree char *written = NULL;
  g_autofree char *kept = NULL;
  gboolean edited = FALSE;
  guint part = 0;

  fixture_open ("sample", TRUE);
  page = fixture_show ("measures");
  stack = fixture_find (page, "stack");
  gtk_stack_set_visible_child_name (stack, "analysis");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  view = gtk_stack_get_child_by_name (stack, "analysis");
  expansion = fixture_find (view, "expansion");
  guitest_until (strstr (gtk_label_get_text (expansion), "（三）举措") != NULL);
  g_assert_false (gtk_widget_get_visible (fixture_find (view, "parts")));
  drafted = g_strdup (gtk_label_get_text (expansion));

  /* Written out it says the same; its figures are still named. */
  guitest_press (fixture_find (view, "write_out"));
  written = get_text (view);
  g_assert_null (strstr (written, "{逐项 未完全落实的任务}"));
  g_assert_nonnull (strstr (written, "{部分落实的任务}"));
  g_assert_nonnull (strstr (written, "2项重大事故隐患未按期销号"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpstr (gtk_label_get_text (expansion), ==, drafted);

  buffer = gtk_text_view_get_buffer (fixture_find (view, "view"));
  gtk_text_buffer_insert_at_cursor (buffer, "经研究，下季重点督办{部分落实的任务}项。", -1);
  guitest_press (fixture_find (view, "save"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  while (!g_str_equal (ka_quarterly_part_id (part), "measure"))
    part++;
  kept = ka_quarterly_get_text (fixture_ledger (), ka_quarter_from_text ("2025Q4"), part, &edited);
  g_assert_true (edited);
  g_assert_nonnull (strstr (kept, "经研究，下季重点督办{部分落实的任务}项。"));
  g_assert_nonnull (strstr (gtk_label_get_text (expansion), "下季重点督办2项"));
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/measures/fill", test_fill);
  g_test_add_func ("/measures/review", test_review);
  g_test_add_func ("/measures/select", test_select);
  g_test_add_func ("/measures/evidence", test_evidence);
  g_test_add_func ("/measures/export", test_export);
  g_test_add_func ("/measures/list", test_list);
  g_test_add_func ("/measures/analysis", test_analysis);
  return fixture_run ();
}
