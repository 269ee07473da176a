/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-fixture.h"

#include "guitest.h"
#include "walk-checks.h"

#include "ka-application.h"
#include "ka-ask.h"
#include "ka-pdf-view.h"
#include "ka-steps.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <ka-day.h>
#include <unistd.h>

static KaApplication *application;
static KaWindow *window;
static char *folder; /* the ledgers of this run */

gboolean
fixture_is_busy (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean busy = FALSE;

  for (guint i = 0; !busy && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) shown = g_list_model_get_item (windows, i);

      busy = KA_IS_WINDOW (shown) && ka_ask_is_busy (ka_window_get_context (KA_WINDOW (shown)));
    }
  return busy;
}

/* Of digits: the window shows the ledger's path, and a test that reads what is shown must not depend on what
 * letters were drawn, nor on how wide they are. */
static char *
make_folder (void)
{
  for (guint i = (guint)getpid ();; i++)
    {
      g_autofree char *name = g_strdup_printf ("kuangan-display-%010u", i);
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

      if (g_mkdir (path, 0700) == 0)
        return g_steal_pointer (&path);
      g_assert_cmpint (errno, ==, EEXIST);
    }
}

gboolean
fixture_init (int *argc, char ***argv, int scale)
{
  g_setenv ("GDK_SCALE", scale == 2 ? "2" : "1", TRUE);
  guitest_env ();
  g_test_init (argc, argv, NULL);
  /* First, as in the program: GTK reads its icons, the program's among them, but once. */
  application = ka_application_new (G_APPLICATION_NON_UNIQUE);
  if (!gtk_init_check ())
    {
      g_clear_object (&application);
      g_print ("1..0 # SKIP no display\n");
      return FALSE;
    }
  adw_init ();
  guitest_settings ();
  guitest_is_busy = fixture_is_busy;
  ka_set_today (ka_day_from_ymd (2026, 1, 5));
  folder = make_folder ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = ka_window_new (GTK_APPLICATION (application));
  guitest_present (GTK_WINDOW (window));
  return TRUE;
}

KaWindow *
fixture_window (void)
{
  return window;
}

KaLedger *
fixture_ledger (void)
{
  return ka_context_get_ledger (ka_window_get_context (window));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

int
fixture_run (void)
{
  int result = g_test_run ();

  gtk_window_close (GTK_WINDOW (window));
  guitest_settle ();
  g_clear_object (&application);
  remove_folder (folder);
  g_clear_pointer (&folder, g_free);
  return result;
}

/* Of its own: another test may hold the one in the build folder. */
static void
copy_sample (const char *path)
{
  const char *sample = g_getenv ("KA_SAMPLE");
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (sample == NULL || !g_file_get_contents (sample, &data, &length, &error)
      || !g_file_set_contents (path, data, length, &error))
    g_error ("no sample ledger: %s", error ? error->message : "KA_SAMPLE is not set");
}

/* No page keeps a connection, and with it the lock and the log. */
void
fixture_close (void)
{
  g_autofree char *path = NULL;
  g_autofree char *lock = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture_ledger () == NULL)
    return;
  path = g_strdup (ka_ledger_get_path (fixture_ledger ()));
  ka_context_close (ka_window_get_context (window), &error);
  g_assert_no_error (error);
  lock = g_strconcat (path, "-lock", NULL);
  log = g_strconcat (path, "-wal", NULL);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

void
fixture_open (const char *name, gboolean fresh)
{
  g_autofree char *base = g_strconcat (name, ".kuangan", NULL);
  g_autofree char *path = g_build_filename (folder, base, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (!fresh && fixture_ledger () != NULL
      && g_str_equal (ka_ledger_get_path (fixture_ledger ()), path))
    return;
  fixture_close ();
  if (fresh)
    g_unlink (path);
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && g_str_has_prefix (name, "sample"))
    copy_sample (path);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    ka_window_open (window, file);
  else
    ka_window_create (window, file);
  guitest_until (fixture_ledger () != NULL);
}

static gboolean
is_spinning (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SPINNER (widget) && gtk_widget_get_mapped (widget)
         && gtk_spinner_get_spinning (GTK_SPINNER (widget));
}

static gboolean
is_unread (GtkWidget *widget, gconstpointer data)
{
  return KA_IS_PDF_VIEW (widget) && gtk_widget_get_mapped (widget)
         && !ka_pdf_view_is_ready (KA_PDF_VIEW (widget));
}

static gboolean
is_taking_steps (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_get_mapped (widget) && ka_is_taking_steps (widget);
}

static gboolean
is_calm (gpointer shown)
{
  return !ka_ask_is_busy (ka_window_get_context (window))
         && guitest_find (GTK_WIDGET (shown), is_spinning, NULL) == NULL
         && guitest_find (GTK_WIDGET (shown), is_unread, NULL) == NULL
         && guitest_find (GTK_WIDGET (shown), is_taking_steps, NULL) == NULL;
}

gboolean
fixture_is_calm (GtkWindow *shown)
{
  return is_calm (shown);
}

static char *
say_busy (GtkWindow *shown)
{
  GListModel *works = ka_context_get_works (ka_window_get_context (window));
  GtkWidget *spinner = guitest_find (GTK_WIDGET (shown), is_spinning, NULL);
  g_autoptr (KaWork) work = g_list_model_get_item (works, 0);

  if (work != NULL)
    return g_strdup (ka_work_get_title (work));
  if (spinner != NULL)
    return walk_describe (spinner);
  return g_strdup (ka_ask_is_busy (ka_window_get_context (window)) ? "a question"
                                                                   : "a page of a PDF");
}

gboolean
fixture_wait (GtkWindow *shown, guint ms)
{
  return guitest_wait (is_calm, shown, ms);
}

void
fixture_rest (GtkWindow *shown)
{
  for (int calm = 0; calm < 2; calm++)
    {
      if (!fixture_wait (shown, GUITEST_TIMEOUT_MS))
        g_error ("still busy: %s", say_busy (shown));
      guitest_settle ();
      guitest_paint (shown);
      if (!is_calm (shown))
        calm = -1;
    }
}

KaPage *
fixture_show (const char *page)
{
  ka_window_show_page (window, page);
  fixture_rest (GTK_WINDOW (window));
  g_assert_cmpstr (ka_page_get_info (ka_window_get_page (window))->id, ==, page);
  return ka_window_get_page (window);
}

void
fixture_act (KaPage *page, const char *action)
{
  GActionGroup *actions = ka_page_get_actions (page);

  g_assert_true (g_action_group_has_action (actions, action));
  guitest_until (g_action_group_get_action_enabled (actions, action));
  g_action_group_activate_action (actions, action, NULL);
}

gpointer
fixture_find (gpointer root, const char *id)
{
  GtkWidget *found = guitest_by_id (GTK_WIDGET (root), id);

  if (found == NULL)
    g_error ("no widget #%s", id);
  return found;
}
