/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrices of the page 履职与人员: duties by month, posts by mine. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-list-page.h"
#include "ka-list-paper-button.h"
#include "ka-matrix-view.h"
#include "ka-mine-matrix.h"

#include <glib/gstdio.h>

static KaMatrixView *
show_matrix (const char *id)
{
  KaPage *page;
  GtkStack *stack;
  GtkWidget *view;

  fixture_open ("sample", FALSE);
  page = fixture_show ("people");
  stack = fixture_find (page, "stack");
  gtk_stack_set_visible_child_name (stack, id);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  view = gtk_stack_get_child_by_name (stack, id);
  g_assert_true (KA_IS_MATRIX_VIEW (view));
  guitest_until (ka_matrix_view_get_lines (KA_MATRIX_VIEW (view)) != NULL);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  return KA_MATRIX_VIEW (view);
}

static KaMineMatrix *
get_matrix (KaMatrixView *view)
{
  return KA_MINE_MATRIX (fixture_find (view, "matrix"));
}

static void
act (KaMineMatrix *matrix, const char *action, const char *format, ...)
{
  g_autoptr (GVariant) parameter = NULL;
  va_list arguments;

  va_start (arguments, format);
  if (format != NULL)
    parameter = g_variant_ref_sink (g_variant_new_va (format, NULL, &arguments));
  va_end (arguments);
  guitest_action_on (GTK_WIDGET (matrix), action, parameter);
}

static void
test_duties (void)
{
  KaMatrixView *view = show_matrix ("duties");
  guint n = ka_mine_matrix_get_n_rows (get_matrix (view)), failing;
  const KaMineLine *line;
  int column;

  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, ==, ka_matrix_view_get_lines (view)->len);
  ka_mine_matrix_set_cursor (get_matrix (view), 0, KA_MINE_NAME);
  line = ka_mine_matrix_get_cursor (get_matrix (view), &column);
  g_assert_cmpuint (line->missed, >, 0);
  g_assert_nonnull (
    strstr (ka_cell_grid_get_spoken (KA_CELL_GRID (get_matrix (view))), line->name));

  /* The keyboard goes from the name to the months, and no farther. */
  act (get_matrix (view), "matrix.step", "(ii)", 0, 1);
  g_assert_true (
    g_str_has_prefix (ka_cell_grid_get_spoken (KA_CELL_GRID (get_matrix (view))), line->name));
  g_assert_nonnull (strstr (ka_cell_grid_get_spoken (KA_CELL_GRID (get_matrix (view))), "1月"));
  act (get_matrix (view), "matrix.step", "(ii)", 3, 2);
  g_assert_true (ka_mine_matrix_get_cursor (get_matrix (view), &column)
                 == g_ptr_array_index (ka_matrix_view_get_lines (view), n - 1));
  g_assert_cmpint (column, ==, 11);
  act (get_matrix (view), "matrix.step", "(ii)", 1, 1);
  act (get_matrix (view), "matrix.step", "(ii)", -2, -2);
  act (get_matrix (view), "matrix.step", "(ii)", -3, -1);
  g_assert_true (ka_mine_matrix_get_cursor (get_matrix (view), &column) == line);
  g_assert_cmpint (column, ==, KA_MINE_NAME);

  /* Only those that miss something. */
  gtk_toggle_button_set_active (fixture_find (view, "failing"), TRUE);
  failing = ka_mine_matrix_get_n_rows (get_matrix (view));
  g_assert_cmpuint (failing, >, 0);
  g_assert_cmpuint (failing, <, n);
  gtk_toggle_button_set_active (fixture_find (view, "failing"), FALSE);

  /* Another year, another duty. */
  guitest_press (fixture_find (view, "before"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpstr (gtk_label_get_label (fixture_find (view, "year_label")), ==, "2024年");
  guitest_press (fixture_find (view, "next"));
  gtk_drop_down_set_selected (fixture_find (view, "measure"), 2);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpuint (ka_mine_matrix_get_n_rows (get_matrix (view)), ==, n);
}

/* A row leads to the mine's reports. */
static void
test_row (void)
{
  KaMatrixView *view = show_matrix ("duties");
  g_autofree char *name = NULL;
  KaListView *list;

  ka_mine_matrix_set_cursor (get_matrix (view), 0, KA_MINE_NAME);
  name = g_strdup (ka_mine_matrix_get_cursor (get_matrix (view), NULL)->name);
  act (get_matrix (view), "matrix.open", NULL);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  list = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (fixture_window ())));
  g_assert_cmpstr (ka_list_view_get_base_label (list), ==, name);
  g_assert_cmpuint (ka_list_view_get_n_shown (list), >, 0);
}

/* A cell leads to its record, or to a new one for the mine and the month. */
static void
test_cell (void)
{
  KaMatrixView *view = show_matrix ("duties");
  GPtrArray *lines = ka_matrix_view_get_lines (view);
  gint64 id = 0;
  KaListView *list;

  for (guint row = 0; row < lines->len && id == 0; row++)
    for (guint month = 0; month < 12 && id == 0; month++)
      if ((id = ((KaMineLine *)lines->pdata[row])->cells[month].id) != 0)
        ka_mine_matrix_set_cursor (get_matrix (view), row, (int)month);
  g_assert_cmpint (id, !=, 0);
  act (get_matrix (view), "matrix.open", NULL);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  list = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (fixture_window ())));
  g_assert_cmpint (ka_list_view_get_open (list), ==, id);
}

static void
test_letter (void)
{
  KaMatrixView *view = show_matrix ("duties");
  GtkWidget *dialog;

  ka_mine_matrix_set_cursor (get_matrix (view), 0, 3);
  guitest_press (fixture_find (view, "letter"));
  guitest_until ((dialog = guitest_toplevel (g_type_from_name ("KaPaperDialog"))) != NULL);
  fixture_rest (GTK_WINDOW (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  guitest_settle ();
}

static void
test_posts (void)
{
  KaMatrixView *view = show_matrix ("posts");
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("person"));
  g_autoptr (GArray) ids = NULL;
  KaListView *list;

  g_assert_cmpuint (ka_mine_matrix_get_n_rows (get_matrix (view)), >, 10);
  g_assert_false (gtk_widget_get_visible (fixture_find (view, "letter")));
  ka_query_set_predicate (query, ka_person_twice_sql (), NULL);
  ids = ka_query_ids (query, fixture_ledger (), NULL, NULL);
  guitest_press (fixture_find (view, "twice"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  list = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (fixture_window ())));
  g_assert_cmpuint (ka_list_view_get_n_shown (list), ==, ids->len);
}

/* Each list of the menu as a paper and as a workbook. */
static void
check_lists (const char *page, const char *const *ids)
{
  KaMatrixView *view = show_matrix (page);
  KaListPaperButton *button = KA_LIST_PAPER_BUTTON (fixture_find (view, "lists"));
  g_autofree char *folder = g_dir_make_tmp ("ka-matrix-XXXXXX", NULL);
  guint n;
  const KaListForm *forms = ka_list_forms (&n);

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (button)));
  g_assert_null (guitest_unnamed (GTK_WIDGET (button)));
  for (guint i = 0; i < n; i++)
    for (guint s = 0; s < 2; s++)
      {
        g_autofree char *path
          = g_strdup_printf ("%s/%s.%s", folder, forms[i].id, s == 0 ? "pdf" : "xlsx");
        g_autoptr (GFile) file = g_file_new_for_path (path);
        g_autofree char *content = NULL;

        if (!g_strv_contains (ids, forms[i].id))
          continue;
        ka_list_paper_button_write (button, &forms[i], file);
        guitest_until (g_file_query_exists (file, NULL));
        fixture_rest (GTK_WINDOW (fixture_window ()));
        g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
        g_assert_true (g_str_has_prefix (content, s == 0 ? "%PDF" : "PK"));
        g_unlink (path);
      }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_lists (void)
{
  check_lists ("posts", (const char *const[]){ "officials", "operators", NULL });
  check_lists ("duties", (const char *const[]){ "training", "exams", NULL });
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/matrix/duties", test_duties);
  g_test_add_func ("/matrix/row", test_row);
  g_test_add_func ("/matrix/cell", test_cell);
  g_test_add_func ("/matrix/letter", test_letter);
  g_test_add_func ("/matrix/posts", test_posts);
  g_test_add_func ("/matrix/lists", test_lists);
  return fixture_run ();
}
