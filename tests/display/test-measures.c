/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 进展矩阵 of the page 八条硬措施. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-list-page.h"
#include "ka-measure-view.h"

static KaMeasureView *
show_matrix (void)
{
  KaPage *page;
  GtkStack *stack;
  GtkWidget *view;

  fixture_open ("sample", FALSE);
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

static const char *
get_state (KaMeasureView *view, guint row, guint unit)
{
  return ((KaMeasureLine *)ka_measure_view_get_table (view)->lines->pdata[row])->cells[unit].state;
}

/* Two tasks of one enterprise get a state at once. */
static void
test_fill (void)
{
  KaMeasureView *view = show_matrix ();
  GtkSelectionModel *model = gtk_column_view_get_model (fixture_find (view, "view"));
  gint64 head = ka_ledger_get_head (fixture_ledger ());

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 38);
  /* A quarter of which nothing is told yet. */
  for (guint i = 0; i < 8; i++)
    guitest_press (fixture_find (view, "next"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_null (get_state (view, 0, 1));
  gtk_selection_model_select_range (model, 0, 2, TRUE);
  gtk_drop_down_set_selected (fixture_find (view, "unit"), 1);
  gtk_drop_down_set_selected (fixture_find (view, "state"), 4);
  guitest_press (fixture_find (view, "fill"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpint (ka_ledger_get_head (fixture_ledger ()), ==, head + 2);
  g_assert_cmpstr (get_state (view, 0, 1), ==, "软落实");
  g_assert_cmpstr (get_state (view, 1, 1), ==, "软落实");
  g_assert_null (get_state (view, 2, 1));
  g_assert_null (get_state (view, 0, 0));
  g_assert_cmpuint (gtk_drop_down_get_selected (fixture_find (view, "unit")), ==, 1);
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/measures/fill", test_fill);
  return fixture_run ();
}
