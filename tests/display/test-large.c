/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page, tab and first record on a ledger of 50,000 mines, and whoever is in a hurry with them: how long
 * the window cannot answer. */
#include "config.h"

#include "guitest.h"
#include "loop-watch.h"
#include "window-fixture.h"

#include "ka-list-page.h"
#include "ka-pages.h"

#ifdef __SANITIZE_ADDRESS__ /* several times slower, and no other code runs */
#define N_MINES 5000
#else
#define N_MINES 50000
#endif
/* Of the first mine: its persons and hazards. */
#define N_RELATED 1000

static GtkWindow *
get_window (void)
{
  return GTK_WINDOW (fixture_window ());
}

/* Looking whether all is at rest goes through every widget, which is no work of the window. */
static gboolean
is_calm (void)
{
  gboolean calm;

  loop_watch_pause ();
  calm = fixture_is_calm (get_window ());
  loop_watch_resume ();
  return calm;
}

static gboolean
on_late_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
on_painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
wait_for_frame (void)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (get_window ()));
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted_cb), &painted);

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* Until all has ended and been drawn, and nothing more came of that. */
static void
judge (const char *page, const char *state)
{
  gint64 start = g_get_monotonic_time ();
  gboolean late = FALSE;
  guint source = g_timeout_add (GUITEST_TIMEOUT_MS, on_late_cb, &late);
  g_autofree char *what = NULL;

  for (guint calm = 0; calm < 3 && !late; calm++)
    {
      while (!is_calm () && !late)
        g_main_context_iteration (NULL, TRUE);
      while (g_main_context_iteration (NULL, FALSE) && !late)
        ;
      wait_for_frame ();
      if (!is_calm ())
        calm = 0;
    }
  if (!late)
    g_source_remove (source);
  what = g_strdup_printf ("%s%s%s, %s %.1f s", page, *state != '\0' ? " " : "", state,
                          late ? "not done in" : "done in",
                          (double)(g_get_monotonic_time () - start) / 1e6);
  loop_watch_judge (what);
}

static gboolean
write_related (KaLedger *ledger, const char *mine, GError **error)
{
  for (guint i = 0; i < N_RELATED; i++)
    {
      g_autoptr (KaRecord) person = ka_record_new (ka_kind_get ("person"));
      g_autoptr (KaRecord) hazard = ka_record_new (ka_kind_get ("hazard"));
      g_autofree char *name = g_strdup_printf ("示例%u", i);
      g_autofree char *what = g_strdup_printf ("第%u处边坡有浮石", i);

      ka_record_set (person, "mine", mine);
      ka_record_set (person, "name", name);
      ka_record_set (person, "post", "特种作业人员");
      ka_record_set (hazard, "mine", mine);
      ka_record_set (hazard, "found", "2025-11-03");
      ka_record_set (hazard, "level", "一般");
      ka_record_set (hazard, "description", what);
      if (!ka_ledger_save (ledger, person, error) || !ka_ledger_save (ledger, hazard, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_mines (KaLedger *ledger, gpointer data, GError **error)
{
  static const char *const TYPES[] = { "露天矿山", "地下矿山" };
  static const char *const TOWNS[] = { "德感街道", "双福街道", "珞璜镇", "白沙镇", "李市镇" };
  static const char *const LEVELS[] = { "二级", "三级", "未达标" };
  g_autofree char *id = NULL, *first = NULL;

  for (guint i = 0; i < N_MINES; i++)
    {
      g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
      g_autofree char *name = g_strdup_printf ("示例%u号石灰岩矿", i);
      g_autofree char *capacity = g_strdup_printf ("%u", i * 7919 % 400);
      g_autofree char *east = g_strdup_printf ("106.%04u5", i * 31 % 5000);
      g_autofree char *north = g_strdup_printf ("29.%04u5", i * 17 % 4000);

      if (i % 10 == 0)
        {
          g_autoptr (KaRecord) enterprise = ka_record_new (ka_kind_get ("enterprise"));
          g_autofree char *firm = g_strdup_printf ("重庆示例第%u石材有限公司", i / 10);

          ka_record_set (enterprise, "name", firm);
          if (!ka_ledger_save (ledger, enterprise, error))
            return FALSE;
          g_free (id);
          id = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise->id);
        }
      ka_record_set (mine, "enterprise", id);
      ka_record_set (mine, "name", name);
      ka_record_set (mine, "type", TYPES[i % 2]);
      ka_record_set (mine, "status", i % 9 ? "生产" : "停产");
      ka_record_set (mine, "town", TOWNS[i % 5]);
      ka_record_set (mine, "mineral", "建筑石料用灰岩");
      ka_record_set (mine, "capacity", capacity);
      ka_record_set (mine, "capacity_unit", "万吨/年");
      ka_record_set (mine, "std_level", LEVELS[i % 3]);
      ka_record_set (mine, "longitude", east);
      ka_record_set (mine, "latitude", north);
      if (!ka_ledger_save (ledger, mine, error))
        return FALSE;
      if (i == 0)
        first = g_strdup_printf ("%" G_GINT64_FORMAT, mine->id);
    }
  return write_related (ledger, first, error);
}

static gboolean
find_switchers (GtkWidget *widget, gconstpointer data)
{
  if (GTK_IS_STACK_SWITCHER (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add ((GPtrArray *)data, gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (widget)));
  return FALSE;
}

static void
look_at_tabs (const char *page, const char *state)
{
  g_autoptr (GPtrArray) stacks = g_ptr_array_new ();

  guitest_find (GTK_WIDGET (fixture_window ()), find_switchers, stacks);
  for (guint i = 0; i < stacks->len; i++)
    {
      g_autoptr (GtkSelectionModel) tabs = gtk_stack_get_pages (stacks->pdata[i]);

      for (guint t = 0; t < g_list_model_get_n_items (G_LIST_MODEL (tabs)); t++)
        {
          g_autofree char *name = g_strdup_printf ("%stab %u.%u", state, i, t);

          if (gtk_selection_model_is_selected (tabs, t))
            continue;
          loop_watch_reset ();
          gtk_selection_model_select_item (tabs, t, TRUE);
          judge (page, name);
        }
      gtk_selection_model_select_item (tabs, 0, TRUE);
    }
}

static void
test_page (gconstpointer data)
{
  const char *page = data;
  KaWindow *window = fixture_window ();
  GtkWidget *view;

  loop_watch_reset ();
  ka_window_show_page (window, page);
  judge (page, "");
  look_at_tabs (page, "");
  view = guitest_by_type (GTK_WIDGET (window), GTK_TYPE_COLUMN_VIEW);
  if (view == NULL || !gtk_widget_get_mapped (view)
      || g_list_model_get_n_items (
           G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))))
           == 0)
    return;
  loop_watch_reset ();
  g_signal_emit_by_name (view, "activate", 0);
  judge (page, "record");
  look_at_tabs (page, "record ");
}

/* ---- in a hurry ---- */

static GtkShortcut *
find_shortcut (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint c = 0; c < g_list_model_get_n_items (controllers); c++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, c);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (controller)); i++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), i);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            return shortcut;
        }
    }
  return NULL;
}

/* As the key, wherever the focus is. */
static void
press_key (guint key)
{
  for (GtkWidget *w = gtk_window_get_focus (get_window ()); w != NULL;
       w = gtk_widget_get_parent (w))
    {
      GtkShortcut *shortcut = find_shortcut (w, key);

      if (shortcut != NULL
          && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, w,
                                           gtk_shortcut_get_arguments (shortcut)))
        return;
    }
  g_error ("nothing takes the key %s", gdk_keyval_name (key));
}

static KaListView *
show_mines (void)
{
  ka_window_show_list (fixture_window (), ka_query_new (ka_kind_get ("mine")), "全部");
  while (!is_calm ())
    g_main_context_iteration (NULL, TRUE);
  return ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (fixture_window ())));
}

/* Page Down is held: a key each frame, with the record beside the list and without. */
static void
test_keys (void)
{
  static const guint KEYS[] = { GDK_KEY_Page_Down, GDK_KEY_Down, GDK_KEY_Page_Up };
  KaListView *view = show_mines ();

  for (guint with_record = 0; with_record < 2; with_record++)
    {
      if (with_record)
        ka_list_view_open (view, 1);
      else
        ka_list_view_close (view);
      g_assert_true (
        gtk_widget_grab_focus (guitest_by_type (GTK_WIDGET (view), GTK_TYPE_LIST_VIEW)));
      judge ("keys", "before");
      for (guint k = 0; k < G_N_ELEMENTS (KEYS); k++)
        {
          for (guint i = 0; i < 40; i++)
            {
              press_key (KEYS[k]);
              wait_for_frame ();
            }
          judge ("keys", gdk_keyval_name (KEYS[k]));
        }
      press_key (GDK_KEY_End);
      judge ("keys", "End");
      g_assert_true (gtk_selection_model_is_selected (
        gtk_column_view_get_model (
          GTK_COLUMN_VIEW (guitest_by_type (GTK_WIDGET (view), GTK_TYPE_COLUMN_VIEW))),
        N_MINES - 1));
      press_key (GDK_KEY_Home);
      judge ("keys", "Home");
    }
}

/* A character each turn of the loop, and as quickly away again. */
static void
test_typing (void)
{
  static const char TEXT[] = "示例49号石灰岩矿";
  KaListView *view = show_mines ();
  GtkEditable *search = GTK_EDITABLE (guitest_by_type (GTK_WIDGET (view), GTK_TYPE_SEARCH_ENTRY));

  judge ("typing", "before");
  for (const char *end = TEXT; *end != '\0';)
    {
      g_autofree char *typed = NULL;

      end = g_utf8_next_char (end);
      typed = g_strndup (TEXT, (gsize)(end - TEXT));
      gtk_editable_set_text (search, typed);
      g_signal_emit_by_name (search, "search-changed");
      wait_for_frame ();
    }
  judge ("typing", TEXT);
  g_assert_cmpuint (ka_list_view_get_n_shown (view), >, 0);
  g_assert_cmpuint (ka_list_view_get_n_shown (view), <, 100);
  gtk_editable_set_text (search, "");
  g_signal_emit_by_name (search, "search-changed");
  judge ("typing", "cleared");
  g_assert_cmpuint (ka_list_view_get_n_shown (view), ==, N_MINES);
}

/* The map is drawn anew for each step of a key, a wheel or a drag. */
static void
test_map (void)
{
  static const struct
  {
    const char *action, *parameter;
  } steps[] = {
    { "map.zoom", "1.25" },
    { "map.move", "(1.0, 0.0)" },
    { "map.step", "1" },
    { "map.zoom", "0.8" },
  };
  GtkWidget *page;

  ka_window_show_page (fixture_window (), "map");
  judge ("map", "shown");
  page = GTK_WIDGET (ka_window_get_page (fixture_window ()));
  for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
    {
      for (guint i = 0; i < 12; i++)
        {
          g_autoptr (GVariant) parameter
            = g_variant_ref_sink (g_variant_new_parsed (steps[s].parameter));

          g_assert_true (gtk_widget_activate_action_variant (page, steps[s].action, parameter));
          wait_for_frame ();
        }
      judge ("map", steps[s].action);
    }
}

/* One mine is saved while the start page shows what is due of them all. */
static void
test_save (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) mine = NULL;

  ka_window_show_page (fixture_window (), "home");
  judge ("save", "before");
  mine = ka_ledger_get (fixture_ledger (), ka_kind_get ("mine"), 1, &error);
  g_assert_no_error (error);
  ka_record_set (mine, "status", "生产");
  g_assert_true (ka_ledger_save (fixture_ledger (), mine, &error));
  judge ("save", "after");
}

/* Through all the pages, one a frame. */
static void
test_switching (void)
{
  guint n;
  const KaPageInfo *pages = ka_pages (&n);

  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < n; i++)
      {
        ka_window_show_page (fixture_window (), pages[round == 1 ? n - 1 - i : i].id);
        wait_for_frame ();
      }
  judge ("switching", "");
  g_assert_cmpstr (ka_page_get_info (ka_window_get_page (fixture_window ()))->id, ==,
                   pages[n - 1].id);
}

static void
test_fill (void)
{
  g_autoptr (GError) error = NULL;

  fixture_open ("large", TRUE);
  ka_ledger_transact (fixture_ledger (), KA_CHANGE_SAVE, "造数", write_mines, NULL, NULL, &error);
  g_assert_no_error (error);
  loop_watch_begin ();
  judge ("home", "after a large change");
}

int
main (int argc, char **argv)
{
  guint n;
  const KaPageInfo *pages = ka_pages (&n);

  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/large/fill", test_fill);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/large/%s", pages[i].id);

      g_test_add_data_func (path, pages[i].id, test_page);
    }
  g_test_add_func ("/large/keys", test_keys);
  g_test_add_func ("/large/typing", test_typing);
  g_test_add_func ("/large/map-steps", test_map);
  g_test_add_func ("/large/switching", test_switching);
  /* The last: after it each page that is looked at would be computed anew. */
  g_test_add_func ("/large/save", test_save);
  return fixture_run ();
}
