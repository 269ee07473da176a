/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks over every page of the window's own table, so that later pages are covered by themselves: at the
 * least and a usual size, light and dark, on the sample ledger and on an empty one, in every state that
 * the page's switches, tabs and first record give. --scale=2 does it at the scale of a 4K screen,
 * --contrast at that scale with the desk's high contrast. */
#include "config.h"

#include "guitest.h"
#include "walk-checks.h"
#include "window-fixture.h"

#include "ka-import-dialog.h"
#include "ka-pages.h"

typedef struct
{
  int width, height;
  gboolean dark;
} Look;

static const Look LOOKS[] = {
  { 1024, 700, FALSE },
  { 1920, 1080, TRUE },
#ifndef __SANITIZE_ADDRESS__ /* six times slower, and no other code runs */
  { 1024, 700, TRUE },
  { 1920, 1080, FALSE },
#endif
};

static const Look CONTRAST_LOOKS[] = {
  { 1920, 1080, FALSE },
  { 1920, 1080, TRUE },
};

typedef struct
{
  const char *page; /* NULL: what is shown without a ledger */
  const Look *look;
  gboolean empty; /* on an empty ledger */
} Case;

static char *pictures; /* where the pictures go */
static GPtrArray *cases;
static int scale = 1;
static gboolean contrast;

/* The window's inside has exactly this size: without a compositor GTK draws a border, which is part of
 * the size asked for. */
static void
resize (GtkWindow *shown, int width, int height)
{
  int border = 0;
  gint64 end = g_get_monotonic_time () + GUITEST_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;

  while (gtk_widget_get_width (GTK_WIDGET (shown)) != width
         || gtk_widget_get_height (GTK_WIDGET (shown)) != height)
    {
      int got = gtk_widget_get_width (GTK_WIDGET (shown));

      if (g_get_monotonic_time () > end)
        g_error ("the window cannot be %dx%d: it is %dx%d", width, height, got,
                 gtk_widget_get_height (GTK_WIDGET (shown)));
      if (got < width && width - got <= 40)
        border = width - got;
      gtk_window_set_default_size (shown, width + border, height + border);
      for (int frame = 0; frame < 4; frame++)
        guitest_paint (shown);
    }
}

static void
take_look (GtkWindow *shown, const Look *look)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                 : ADW_COLOR_SCHEME_FORCE_LIGHT);
  resize (shown, look->width, look->height);
}

/* ---- one state of a page ---- */

static void
look_at_state (GtkWindow *shown, const Case *the, const char *state, WalkChecks checks)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_strdup_printf (
    "%s%s%s%s-%dx%d-%s%s-%dx.png", the->page ? the->page : "welcome", the->empty ? "-empty" : "",
    *state ? "-" : "", state, the->look->width, the->look->height,
    the->look->dark ? "dark" : "light", contrast ? "-contrast" : "", scale);
  g_autofree char *png = g_build_filename (pictures, name, NULL);

  fixture_rest (shown);
  /* At a scale of 1 the smoothing of thin strokes takes their colour away: measured at 2. */
  if (scale == 1)
    checks &= ~WALK_CONTRAST;
  if (contrast)
    checks |= WALK_HIGH_CONTRAST;
  walk_check (shown, checks, png, found);
  for (guint i = 0; i < found->len; i++)
    g_test_message ("%s: %s", name, (char *)found->pdata[i]);
  if (found->len > 0)
    g_test_fail_printf ("%s: %u findings, the first: %s", name, found->len,
                        (char *)found->pdata[0]);
}

typedef struct
{
  GPtrArray *stacks;
  GtkColumnView *view;
} Switches;

static gboolean
find_switches (GtkWidget *widget, gconstpointer data)
{
  Switches *found = (Switches *)data;
  GtkWidget *stack = NULL;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_STACK_SWITCHER (widget))
    stack = GTK_WIDGET (gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (widget)));
  else if (ADW_IS_VIEW_SWITCHER (widget))
    stack = GTK_WIDGET (adw_view_switcher_get_stack (ADW_VIEW_SWITCHER (widget)));
  else if (ADW_IS_VIEW_SWITCHER_BAR (widget))
    stack = GTK_WIDGET (adw_view_switcher_bar_get_stack (ADW_VIEW_SWITCHER_BAR (widget)));
  if (stack != NULL && !g_ptr_array_find (found->stacks, stack, NULL))
    g_ptr_array_add (found->stacks, stack);
  if (GTK_IS_COLUMN_VIEW (widget) && found->view == NULL)
    found->view = GTK_COLUMN_VIEW (widget);
  return FALSE;
}

static GtkSelectionModel *
get_pages (GtkWidget *stack)
{
  return GTK_IS_STACK (stack) ? gtk_stack_get_pages (GTK_STACK (stack))
                              : adw_view_stack_get_pages (ADW_VIEW_STACK (stack));
}

/* Each tab of each switch in turn; the rest stays as it is. */
static void
look_at_tabs (GtkWindow *shown, const Case *the, const char *state, GPtrArray *stacks)
{
  const WalkChecks checks = WALK_ALL & ~WALK_TAB;

  for (guint i = 0; i < stacks->len; i++)
    {
      g_autoptr (GtkSelectionModel) pages = get_pages (stacks->pdata[i]);
      guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));

      for (guint p = 0; p < n; p++)
        {
          g_autofree char *name = g_strdup_printf ("%s%u.%u", state, i, p);

          if (gtk_selection_model_is_selected (pages, p))
            continue;
          gtk_selection_model_select_item (pages, p, TRUE);
          look_at_state (shown, the, name, checks);
        }
      gtk_selection_model_select_item (pages, 0, TRUE);
    }
}

static void
look_at_all (GtkWindow *shown, const Case *the)
{
  g_autoptr (GPtrArray) stacks = g_ptr_array_new ();
  Switches found = { stacks, NULL };
  GtkSelectionModel *rows;

  look_at_state (shown, the, "", WALK_ALL);
  guitest_find (GTK_WIDGET (shown), find_switches, &found);
  look_at_tabs (shown, the, "tab", stacks);
  rows = found.view != NULL ? gtk_column_view_get_model (found.view) : NULL;
  if (rows == NULL || g_list_model_get_n_items (G_LIST_MODEL (rows)) == 0)
    return;

  /* The first record, with the tabs that come with it. */
  gtk_selection_model_select_item (rows, 0, TRUE);
  g_signal_emit_by_name (found.view, "activate", 0);
  guitest_settle ();
  look_at_state (shown, the, "record", WALK_ALL);
  g_ptr_array_set_size (stacks, 0);
  guitest_find (GTK_WIDGET (shown), find_switches, &found);
  look_at_tabs (shown, the, "record", stacks);
}

/* ---- cases ---- */

static void
test_page (gconstpointer data)
{
  const Case *the = data;

  fixture_open (the->empty ? "empty" : "sample", FALSE);
  take_look (GTK_WINDOW (fixture_window ()), the->look);
  fixture_show (the->page);
  look_at_all (GTK_WINDOW (fixture_window ()), the);
}

static void
test_welcome (gconstpointer data)
{
  const Case *the = data;

  fixture_close ();
  take_look (GTK_WINDOW (fixture_window ()), the->look);
  look_at_state (GTK_WINDOW (fixture_window ()), the, "", WALK_ALL);
}

static void
test_import (gconstpointer data)
{
  const Case *the = data;
  const char *sample = g_getenv ("KUANGAN_SAMPLE");
  g_autofree char *path = g_build_filename (sample, "1.企业和矿山基本台账.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file, NULL };
  GtkWidget *dialog;

  fixture_open ("empty", FALSE);
  take_look (GTK_WINDOW (fixture_window ()), the->look);
  ka_import_dialog_present (fixture_window (), files);
  dialog = guitest_toplevel (g_type_from_name ("KaImportDialog"));
  g_assert_nonnull (dialog);
  guitest_until (gtk_widget_get_mapped (dialog));
  guitest_until (guitest_by_id (dialog, "accept") != NULL
                 && gtk_widget_get_mapped (guitest_by_id (dialog, "accept")));
  look_at_all (GTK_WINDOW (dialog), the);
  guitest_close (GTK_WINDOW (dialog));
}

/* A row beside the records that it may be. */
static void
test_compare (gconstpointer data)
{
  static const char *const NAMES[] = { "渝州甲矿业有限公司", "渝州甲矿业有限责任公司" };
  const Case *the = data;
  GtkWidget *dialog, *compare;

  fixture_open ("import", TRUE);
  take_look (GTK_WINDOW (fixture_window ()), the->look);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("enterprise"));

      ka_record_set (record, "name", NAMES[i]);
      g_assert_true (ka_ledger_save (fixture_ledger (), record, NULL));
    }
  ka_import_dialog_present_text (
    fixture_window (), "企业名称\t法定代表人\n渝州甲矿业股份有限公司\t张三\n", NULL, NULL);
  dialog = guitest_toplevel (g_type_from_name ("KaImportDialog"));
  guitest_until (guitest_by_text (dialog, "对照…") != NULL);
  guitest_settle ();
  guitest_press (guitest_by_text (dialog, "对照…"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaImportCompare")) != NULL);
  compare = guitest_toplevel (g_type_from_name ("KaImportCompare"));
  guitest_until (gtk_widget_get_mapped (compare));
  look_at_all (GTK_WINDOW (compare), the);
  guitest_close (GTK_WINDOW (compare));
  guitest_close (GTK_WINDOW (dialog));
}

/* ---- the run ---- */

static void
add_case (const char *page, const Look *look, gboolean empty, GTestDataFunc func)
{
  Case *the = g_new (Case, 1);
  g_autofree char *path = g_strdup_printf (
    "/walk/%dx%s/%s%s/%dx%d-%s", scale, contrast ? "-contrast" : "", page ? page : "welcome",
    empty ? "-empty" : "", look->width, look->height, look->dark ? "dark" : "light");

  *the = (Case){ page, look, empty };
  g_ptr_array_add (cases, the);
  g_test_add_data_func (path, the, func);
}

static void
add_cases (void)
{
  const Look *looks = contrast ? CONTRAST_LOOKS : LOOKS;
  guint n_looks = contrast ? G_N_ELEMENTS (CONTRAST_LOOKS) : G_N_ELEMENTS (LOOKS);
  guint n;
  const KaPageInfo *pages = ka_pages (&n);

  for (const Look *look = looks; look < looks + n_looks; look++)
    {
      for (guint i = 0; i < n; i++)
        add_case (pages[i].id, look, FALSE, test_page);
      /* The colours of an empty ledger are those of the other one. */
      for (guint i = 0; i < n && !contrast; i++)
        add_case (pages[i].id, look, TRUE, test_page);
      add_case ("import", look, FALSE, test_import);
      add_case ("import-compare", look, FALSE, test_compare);
      add_case (NULL, look, FALSE, test_welcome);
    }
}

int
main (int argc, char **argv)
{
  const char *out = g_getenv ("GUITEST_OUT");
  int result;

  if (argc > 1 && g_str_has_prefix (argv[1], "--scale="))
    scale = atoi (argv[1] + strlen ("--scale="));
  contrast = argc > 1 && g_str_equal (argv[1], "--contrast");
  if (contrast)
    {
      scale = 2;
      /* libadwaita's own switch; it reads it once. */
      g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
    }
  if (!fixture_init (&argc, &argv, scale))
    return 77;
  g_assert_cmpint (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()), ==,
                   contrast);
  pictures = g_build_filename (out ? out : ".", "walk", NULL);
  g_mkdir_with_parents (pictures, 0755);
  cases = g_ptr_array_new_with_free_func (g_free);
  add_cases ();
  result = fixture_run ();
  g_free (pictures);
  g_ptr_array_unref (cases);
  return result;
}
