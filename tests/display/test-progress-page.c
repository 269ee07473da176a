/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page 四化进度 says what the indicators say. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-indicator-text.h"

static gboolean
has_text (GtkWidget *root, const char *text)
{
  return guitest_by_text (root, text) != NULL;
}

static void
test_figures (void)
{
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  KaPage *page;

  fixture_open ("sample", FALSE);
  page = fixture_show ("progress");
  results = ka_indicators_compute (fixture_ledger (), ka_day_from_ymd (2025, 12, 31), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, >, 15);
  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = results->pdata[i];
      g_autofree char *value = ka_result_say_value (result);
      g_autofree char *state = ka_result_say_state (result);

      g_assert_true (has_text (GTK_WIDGET (page), ka_indicator_name (result->indicator)));
      g_assert_true (has_text (GTK_WIDGET (page), value));
      g_assert_true (has_text (GTK_WIDGET (page), state));
    }
}

/* A number leads to who is missing, the nearest first, and back. */
static void
test_detail (void)
{
  g_autoptr (KaResult) result = NULL;
  KaPage *page;
  GListModel *rows;
  GtkWidget *list;

  fixture_open ("sample", FALSE);
  page = fixture_show ("progress");
  result = ka_indicator_compute (fixture_ledger (), ka_indicator_get ("standard3"),
                                 ka_day_from_ymd (2025, 12, 31), NULL, NULL);
  g_assert_cmpuint (result->failing->len, >, 0);
  guitest_action_on (GTK_WIDGET (page), "progress.detail", g_variant_new ("s", "standard3"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  list = fixture_find (page, "list");
  g_assert_true (gtk_widget_get_mapped (list));
  rows = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, result->failing->len);
  g_assert_true (has_text (list, "先办"));

  guitest_press (fixture_find (page, "open_failing"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpstr (ka_page_get_info (ka_window_get_page (fixture_window ()))->id, ==, "mines");
  fixture_show ("progress");
  guitest_action (GTK_WIDGET (page), "progress.overview");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_false (gtk_widget_get_mapped (list));
}

/* 规模化 alone leads to what would be if mines were changed. */
static void
test_what_if (void)
{
  KaPage *page;

  fixture_open ("sample", FALSE);
  page = fixture_show ("progress");
  guitest_action_on (GTK_WIDGET (page), "progress.detail", g_variant_new ("s", "standard3"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_false (gtk_widget_get_visible (fixture_find (page, "what_if")));
  guitest_action_on (GTK_WIDGET (page), "progress.detail", g_variant_new ("s", "scale"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  guitest_press (fixture_find (page, "what_if"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  page = ka_window_get_page (fixture_window ());
  g_assert_cmpstr (ka_page_get_info (page)->id, ==, "mines");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture_find (page, "stack")), ==, "what-if");
  page = fixture_show ("progress");
  guitest_action (GTK_WIDGET (page), "progress.overview");
  fixture_rest (GTK_WINDOW (fixture_window ()));
}

/* A target that has run out counts on, and the page says so. */
static void
test_lapsed (void)
{
  KaPage *page;
  GtkWidget *basis;

  fixture_open ("sample", FALSE);
  page = fixture_show ("progress");
  gtk_drop_down_set_selected (fixture_find (page, "quarters"), 0);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  basis = fixture_find (page, "basis");
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (basis)), "2026-01-05"));
  g_assert_true (has_text (GTK_WIDGET (page), "目标 ≥60%，期限 2025-12-31 已过，沿用"));
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/progress-page/figures", test_figures);
  g_test_add_func ("/progress-page/detail", test_detail);
  g_test_add_func ("/progress-page/what-if", test_what_if);
  g_test_add_func ("/progress-page/lapsed", test_lapsed);
  return fixture_run ();
}
