/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline of a mine and of an enterprise, and the line of what comes next on affairs' records. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-act-buttons.h"
#include "ka-list-page.h"
#include "ka-record-view.h"
#include "ka-timeline-item.h"
#include "ka-timeline-pane.h"
#include "loop-watch.h"

#include <glib/gstdio.h>
#include <gtk/gtkunixprint.h>
#include <ka-affair-state.h>
#include <ka-query.h>

static GListModel *
get_items (KaTimelinePane *pane)
{
  return G_LIST_MODEL (gtk_list_view_get_model (fixture_find (pane, "list")));
}

static const KaEvent *
get_event (GListModel *items, guint position)
{
  g_autoptr (KaTimelineItem) item = g_list_model_get_item (items, position);

  return ka_timeline_item_get_event (item);
}

static KaTimelinePane *
show_timeline (const char *kind, gint64 id)
{
  KaListPage *page;
  KaRecordView *record;
  KaTimelinePane *pane;

  fixture_open ("sample", FALSE);
  ka_window_show_record (fixture_window (), ka_kind_get (kind), id);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  page = KA_LIST_PAGE (ka_window_get_page (fixture_window ()));
  record = KA_RECORD_VIEW (
    guitest_by_type (GTK_WIDGET (ka_list_page_get_view (page)), KA_TYPE_RECORD_VIEW));
  g_assert_cmpint (ka_record_view_get_id (record), ==, id);
  ka_record_view_show_tab (record, "timeline");
  pane = KA_TIMELINE_PANE (guitest_by_type (GTK_WIDGET (record), KA_TYPE_TIMELINE_PANE));
  guitest_until (g_list_model_get_n_items (get_items (pane)) > 0);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  return pane;
}

static void
shoot (const char *name)
{
  static const AdwColorScheme SCHEMES[]
    = { ADW_COLOR_SCHEME_FORCE_DARK, ADW_COLOR_SCHEME_FORCE_LIGHT };
  const char *out = g_getenv ("GUITEST_OUT");

  for (guint i = 0; out != NULL && i < G_N_ELEMENTS (SCHEMES); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s-%s.png", name, i == 0 ? "dark" : "light");
      g_autofree char *path = g_build_filename (out, file, NULL);

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), SCHEMES[i]);
      fixture_rest (GTK_WINDOW (fixture_window ()));
      guitest_shot (GTK_WINDOW (fixture_window ()), path);
    }
}

/* The first mine of which a hazard is told. */
static gint64
find_mine (void)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("hazard"));
  g_autoptr (GPtrArray) hazards = ka_query_records (query, fixture_ledger (), NULL);

  return ka_record_get_int (hazards->pdata[0], "mine", 0);
}

/* ---- the pane ---- */

static void
check_order (KaTimelinePane *pane)
{
  GListModel *items = get_items (pane);
  KaDay last = KA_DAY_FOREVER, today = ka_today ();
  gboolean passed = FALSE, headed = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KaTimelineItem) item = g_list_model_get_item (items, i);
      const KaEvent *event = ka_timeline_item_get_event (item);

      if (event == NULL)
        {
          headed = TRUE;
          if (ka_timeline_item_is_today (item))
            {
              g_assert_false (passed);
              passed = TRUE;
            }
          continue;
        }
      g_assert_true (headed);
      g_assert_cmpint (event->day, <=, last);
      /* What is to come stands above the day, all else below it. */
      g_assert_true (passed == (event->day <= today));
      last = event->day;
    }
  g_assert_true (passed);
}

static gboolean
is_today_row (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "ka-today") && gtk_widget_get_mapped (widget);
}

/* One begins at the day, not with a permit that ends in ten years. */
static void
check_today_on_top (KaTimelinePane *pane)
{
  GtkWidget *list = fixture_find (pane, "list");
  GtkWidget *row;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 4096, 0, 0);

  guitest_until ((row = guitest_find (list, is_today_row, NULL)) != NULL
                 && gtk_widget_compute_bounds (row, list, &bounds)
                 && bounds.origin.y < gtk_widget_get_height (list) / 4);
}

static void
test_mine (void)
{
  KaTimelinePane *pane;
  GtkDropDown *sorts;
  GListModel *items;
  guint all, n = 0;

  fixture_open ("sample", FALSE);
  pane = show_timeline ("mine", find_mine ());
  items = get_items (pane);
  all = g_list_model_get_n_items (items);
  g_assert_cmpuint (all, >, 10);
  check_order (pane);
  check_today_on_top (pane);
  g_assert_null (guitest_unnamed (GTK_WIDGET (pane)));
  shoot ("timeline-mine");

  /* One sort alone, then the terms alone. */
  sorts = fixture_find (pane, "sorts");
  gtk_drop_down_set_selected (sorts, 1);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpuint (g_list_model_get_n_items (items), <, all);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      const KaEvent *event = get_event (items, i);

      if (event != NULL)
        {
          g_assert_cmpint (event->sort, ==, KA_EVENT_INSPECTION);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 0);
  gtk_drop_down_set_selected (sorts, 0);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, all);
  gtk_toggle_button_set_active (fixture_find (pane, "terms"), TRUE);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      const KaEvent *event = get_event (items, i);

      g_assert_true (event == NULL || event->term);
    }
  gtk_toggle_button_set_active (fixture_find (pane, "terms"), FALSE);
  fixture_rest (GTK_WINDOW (fixture_window ()));
}

/* Each entry opens its record. */
static void
test_open (void)
{
  KaTimelinePane *pane;
  GListModel *items;

  fixture_open ("sample", FALSE);
  pane = show_timeline ("mine", find_mine ());
  items = get_items (pane);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      const KaEvent *event = get_event (items, i);
      gint64 id = event != NULL ? event->id : 0;
      KaListPage *page;

      if (event == NULL || event->sort != KA_EVENT_HAZARD)
        continue;
      g_signal_emit_by_name (fixture_find (pane, "list"), "activate", i);
      fixture_rest (GTK_WINDOW (fixture_window ()));
      page = KA_LIST_PAGE (ka_window_get_page (fixture_window ()));
      g_assert_cmpint (ka_record_view_get_id (KA_RECORD_VIEW (guitest_by_type (
                         GTK_WIDGET (ka_list_page_get_view (page)), KA_TYPE_RECORD_VIEW))),
                       ==, id);
      return;
    }
  g_assert_not_reached ();
}

/* What is saved elsewhere is told when the record is shown again. */
static void
test_follows (void)
{
  gint64 mine;
  KaTimelinePane *pane;
  guint before;
  g_autoptr (KaRecord) visit = ka_record_new (ka_kind_get ("expert_visit"));
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  fixture_open ("sample", TRUE);
  mine = find_mine ();
  id = g_strdup_printf ("%" G_GINT64_FORMAT, mine);
  pane = show_timeline ("mine", mine);
  before = g_list_model_get_n_items (get_items (pane));
  ka_record_set (visit, "mine", id);
  ka_record_set (visit, "held", "2026-01-05");
  g_assert_true (ka_ledger_save (fixture_ledger (), visit, &error));
  g_assert_no_error (error);
  guitest_until (g_list_model_get_n_items (get_items (pane)) > before);
}

static void
test_enterprise_and_files (void)
{
  static const char *const NAMES[] = { "一档.pdf", "时间线.xlsx" };
  g_autoptr (KaRecord) mine = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ka-timeline-XXXXXX", NULL);
  KaTimelinePane *pane;

  fixture_open ("sample", FALSE);
  mine = ka_ledger_get (fixture_ledger (), ka_kind_get ("mine"), find_mine (), NULL);
  pane = show_timeline ("enterprise", ka_record_get_int (mine, "enterprise", 0));
  check_order (pane);
  shoot ("timeline-enterprise");
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *path = g_build_filename (folder, NAMES[i], NULL);
      g_autofree char *content = NULL;
      g_autoptr (GFile) file = g_file_new_for_path (path);

      ka_timeline_pane_export (pane, file);
      guitest_until (g_file_query_exists (file, NULL));
      fixture_rest (GTK_WINDOW (fixture_window ()));
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_true (g_str_has_prefix (content, i == 0 ? "%PDF" : "PK"));
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define MANY 1000

static gboolean
add_hazard (KaLedger *ledger, guint i, GError **error)
{
  g_autoptr (KaRecord) hazard = ka_record_new (ka_kind_get ("hazard"));
  g_autofree char *mine = g_strdup_printf ("%" G_GINT64_FORMAT, find_mine ());
  g_autofree char *found = g_strdup_printf ("%u-%02u-%02u", 2015 + i % 10, 1 + i % 12, 1 + i % 28);
  g_autofree char *closed = g_strdup_printf ("%u-%02u-%02u", 2016 + i % 10, 1 + i % 12, 1 + i % 28);
  g_autofree char *words = g_strdup_printf ("第%u条：护栏缺失", i);

  ka_record_set (hazard, "mine", mine);
  ka_record_set (hazard, "found", found);
  ka_record_set (hazard, "closed", closed);
  ka_record_set (hazard, "level", "一般");
  ka_record_set (hazard, "description", words);
  return ka_ledger_save (ledger, hazard, error);
}

static gboolean
add_many (KaLedger *ledger, gpointer data, GError **error)
{
  for (guint i = 0; i < MANY; i++)
    if (!add_hazard (ledger, i, error))
      return FALSE;
  return TRUE;
}

/* Twenty years of a mine; how long the window could not answer is in the log (test-large judges it). */
static void
test_long (void)
{
  g_autoptr (GError) error = NULL;
  KaTimelinePane *pane;
  guint before;

  fixture_open ("sample", TRUE);
  g_assert_true (
    ka_ledger_transact (fixture_ledger (), KA_CHANGE_SAVE, "试", add_many, NULL, NULL, &error));
  g_assert_no_error (error);
  pane = show_timeline ("mine", find_mine ());
  before = g_list_model_get_n_items (get_items (pane));
  g_assert_cmpuint (before, >, 2 * MANY);
  /* All of it anew, once something was added. */
  loop_watch_pause ();
  g_assert_true (add_hazard (fixture_ledger (), MANY, &error));
  g_assert_no_error (error);
  loop_watch_resume ();
  loop_watch_reset ();
  guitest_until (g_list_model_get_n_items (get_items (pane)) > before);
  guitest_paint (GTK_WINDOW (fixture_window ()));
  g_test_message ("at most %.0f ms", loop_watch_get_longest ());
}

/* The paper goes to the desk's own print dialog. */
G_GNUC_UNUSED static void
test_print (void)
{
  GtkWidget *dialog;
  KaTimelinePane *pane;

  fixture_open ("sample", FALSE);
  pane = show_timeline ("mine", find_mine ());
  guitest_action (GTK_WIDGET (pane), "timeline.print");
  guitest_until ((dialog = guitest_toplevel (GTK_TYPE_PRINT_UNIX_DIALOG)) != NULL);
  guitest_until (gtk_widget_get_mapped (dialog));
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  guitest_until (guitest_toplevel (GTK_TYPE_PRINT_UNIX_DIALOG) == NULL);
}

/* A person's tab says which certificates there are, at whichever mine. */
static void
test_person (void)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("person"));
  g_autoptr (GPtrArray) people = NULL;
  KaTimelinePane *pane;
  guint n = 0;

  fixture_open ("sample", FALSE);
  ka_query_filter (query, "post", KA_OP_EQ, "特种作业人员");
  people = ka_query_records (query, fixture_ledger (), NULL);
  pane = show_timeline ("person", ((KaRecord *)people->pdata[0])->id);
  check_order (pane);
  for (guint i = 0; i < g_list_model_get_n_items (get_items (pane)); i++)
    n += get_event (get_items (pane), i) != NULL;
  g_assert_cmpuint (n, >=, 3);
  shoot ("timeline-person");
}

/* ---- what comes next ---- */

static void
test_next (void)
{
  static const char *const KINDS[] = { "project", "suspension", "tip" };

  fixture_open ("sample", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      const KaKind *kind = ka_kind_get (KINDS[i]);
      g_autoptr (KaQuery) query = ka_query_new (kind);
      g_autoptr (GPtrArray) records = ka_query_records (query, fixture_ledger (), NULL);
      const KaActs *acts = ka_acts_of (kind);

      g_assert_cmpuint (records->len, >, 0);
      for (guint r = 0; r < MIN (records->len, 3); r++)
        {
          const KaRecord *record = records->pdata[r];
          g_autofree char *next = acts->next (fixture_ledger (), record, ka_today ());
          GtkWidget *bar;

          ka_window_show_record (fixture_window (), kind, record->id);
          fixture_rest (GTK_WINDOW (fixture_window ()));
          bar = guitest_by_type (GTK_WIDGET (ka_list_page_get_view (
                                   KA_LIST_PAGE (ka_window_get_page (fixture_window ())))),
                                 KA_TYPE_ACT_BUTTONS);
          g_assert_nonnull (
            guitest_by_text (bar, ka_acts_state_label (acts, acts->state (record))));
          if (next != NULL)
            g_assert_nonnull (guitest_by_text (bar, next));
        }
      shoot (KINDS[i]);
    }
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  loop_watch_begin ();
  g_test_add_func ("/timeline/mine", test_mine);
  g_test_add_func ("/timeline/open", test_open);
  g_test_add_func ("/timeline/enterprise", test_enterprise_and_files);
  g_test_add_func ("/timeline/long", test_long);
#ifndef __SANITIZE_ADDRESS__ /* what the desk's print backends leave behind is theirs */
  g_test_add_func ("/timeline/print", test_print);
#endif
  g_test_add_func ("/timeline/person", test_person);
  g_test_add_func ("/timeline/next", test_next);
  g_test_add_func ("/timeline/follows", test_follows);
  return fixture_run ();
}
