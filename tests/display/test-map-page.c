/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 一张图: another ground is read by a worker, a wrong one leaves what is shown, and what is doubtful leads to its mines. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-list-page.h"
#include "ka-list-view.h"
#include "ka-map-page.h"

#include <string.h>
#include <unistd.h>

static const char POINT[] = "{\"type\":\"Feature\",\"properties\":{\"name\":\"白沙镇\"},"
                            "\"geometry\":{\"type\":\"Point\",\"coordinates\":[106.1,29.06]}}";

static KaPage *
set_ground (const char *json)
{
  KaPage *page = fixture_show ("map");
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "ka-ground-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  ka_map_page_set_ground (KA_MAP_PAGE (page), path);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  unlink (path);
  return page;
}

static void
test_ground (void)
{
  KaPage *page;

  fixture_open ("sample", TRUE);
  page = set_ground ("{\"type\":\"Point\",\"coordinates\":[3629512.1,35523124.7]}");
  g_assert_cmpstr (ka_ledger_setting (fixture_ledger (), "map.ground"), ==, "");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture_find (page, "stack")), ==, "map");
  set_ground (POINT);
  g_assert_cmpstr (ka_ledger_setting (fixture_ledger (), "map.ground"), !=, "");
  guitest_action (GTK_WIDGET (fixture_window ()), "win.undo");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpstr (ka_ledger_setting (fixture_ledger (), "map.ground"), ==, "");
}

static void
test_links (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) mine = NULL;
  GtkWidget *note;
  gboolean handled = FALSE;

  fixture_open ("sample", TRUE);
  mine = ka_ledger_get (fixture_ledger (), ka_kind_get ("mine"), 1, &error);
  g_assert_no_error (error);
  ka_record_set (mine, "longitude", NULL);
  g_assert_true (ka_ledger_save (fixture_ledger (), mine, &error));
  note = fixture_find (fixture_show ("map"), "note");
  guitest_until (strstr (gtk_label_get_text (GTK_LABEL (note)), "列出没有经纬度的") != NULL);
  g_signal_emit_by_name (note, "activate-link", "unplaced", &handled);
  g_assert_true (handled);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpuint (ka_list_view_get_n_shown (ka_list_page_get_view (
                      KA_LIST_PAGE (ka_window_get_page (fixture_window ())))),
                    >=, 1);
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/map-page/ground", test_ground);
  g_test_add_func ("/map-page/links", test_links);
  return fixture_run ();
}
