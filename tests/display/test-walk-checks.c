/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk's own eyes: each check finds the fault it is for, and nothing on a sound window. And the hands of
 * all tests: they know what an action may do, and wait for what other threads have yet to bring. */
#include "config.h"

#include "guitest.h"
#include "walk-checks.h"

#include <adwaita.h>

static GtkWindow *
open_window (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_set_child (GTK_WINDOW (window), child);
  guitest_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

static void
assert_found (GtkWidget *child, WalkChecks checks, const char *expected)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  GtkWindow *window = open_window (child);
  gboolean hit = FALSE;

  walk_check (window, checks, NULL, found);
  for (guint i = 0; i < found->len; i++)
    {
      g_test_message ("%s", (char *)found->pdata[i]);
      hit = hit || (expected != NULL && strstr (found->pdata[i], expected) != NULL);
    }
  if (expected == NULL)
    g_assert_cmpuint (found->len, ==, 0);
  else
    g_assert_true (hit);
  guitest_close (window);
}

static GtkWidget *
make_fixed (GtkWidget *child, double x, double y)
{
  GtkWidget *fixed = gtk_fixed_new ();

  gtk_fixed_put (GTK_FIXED (fixed), child, x, y);
  return fixed;
}

static GtkWidget *
make_label (const char *text, gboolean ellipsize, const char *tooltip)
{
  GtkWidget *label = gtk_label_new (text);

  if (ellipsize)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_size_request (label, 60, -1);
  gtk_widget_set_tooltip_text (label, tooltip);
  return label;
}

static void
test_cut (void)
{
  const char *text = "江津区德感街道陡石梯砂岩矿建筑用砂岩";
  GtkWidget *inscription = gtk_inscription_new (text);

  assert_found (make_fixed (make_label (text, TRUE, NULL), 0, 0), WALK_CUT, "is ellipsized");
  assert_found (make_fixed (make_label (text, TRUE, text), 0, 0), WALK_CUT, NULL);
  assert_found (make_fixed (make_label (text, FALSE, NULL), 0, 0), WALK_CUT, NULL);
  gtk_widget_set_size_request (inscription, 60, 20);
  assert_found (make_fixed (inscription, 0, 0), WALK_CUT, "is cut off");
}

static void
test_overlap (void)
{
  GtkWidget *fixed = make_fixed (gtk_label_new ("隐患整改期限"), 10, 10);

  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("销号日期"), 30, 14);
  assert_found (fixed, WALK_OVERLAP, "overlaps GtkLabel");
}

static void
test_place (void)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  assert_found (make_fixed (gtk_label_new ("露天矿山"), -30, 10), WALK_PLACE, "out of the window");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 make_fixed (gtk_button_new_with_label ("导出"), 900, 10));
  assert_found (scrolled, WALK_PLACE, NULL);
}

static void
test_name (void)
{
  GtkWidget *named = gtk_button_new_from_icon_name ("list-add-symbolic");

  assert_found (gtk_button_new_from_icon_name ("list-add-symbolic"), WALK_NAME,
                "no accessible name");
  gtk_accessible_update_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL, "新增",
                                  -1);
  assert_found (named, WALK_NAME, NULL);
}

/* A container that lets Tab pass by what is in it. */
typedef GtkBox PassedBox;
typedef GtkBoxClass PassedBoxClass;
static GType passed_box_get_type (void);
G_DEFINE_TYPE (PassedBox, passed_box, GTK_TYPE_BOX)

static gboolean
passed_box_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return FALSE;
}

static void
passed_box_class_init (PassedBoxClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = passed_box_focus;
}

static void
passed_box_init (PassedBox *self)
{
}

static GtkWidget *
make_buttons (GType type)
{
  GtkWidget *box = g_object_new (type, NULL);

  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("锁定"));
  gtk_box_append (GTK_BOX (box), gtk_entry_new ());
  return box;
}

static void
test_tab (void)
{
  assert_found (make_buttons (GTK_TYPE_BOX), WALK_TAB, NULL);
  assert_found (make_buttons (passed_box_get_type ()), WALK_TAB, "out of Tab's reach");
}

static void
test_contrast (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label),
                        "<span size='xx-large' foreground='#a8a8a8'>未达标</span>");
  assert_found (label, WALK_CONTRAST, "contrast of only");
  assert_found (gtk_label_new ("未达标"), WALK_CONTRAST, NULL);
  for (guint i = 0; i < 2; i++)
    {
      label = gtk_label_new (NULL);
      gtk_label_set_markup (GTK_LABEL (label),
                            "<span size='60000' foreground='#4a4a4a'>■■■</span>");
      assert_found (label, i == 0 ? WALK_CONTRAST : WALK_HIGH_CONTRAST,
                    i == 0 ? NULL : "contrast of only");
    }
}

/* ---- hands ---- */

static guint n_acted;

static void
on_acted_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  n_acted += target != NULL ? (guint)g_variant_get_int32 (target) : 1;
}

static gboolean
enable_cb (gpointer action)
{
  g_simple_action_set_enabled (action, TRUE);
  return G_SOURCE_REMOVE;
}

/* An action that is not there or is disabled is not run in silence. */
static void
test_action (void)
{
  GtkWidget *text = gtk_text_new ();
  GtkWindow *window = open_window (text);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) plain = g_simple_action_new ("plain", NULL);
  g_autoptr (GSimpleAction) number = g_simple_action_new ("number", G_VARIANT_TYPE_INT32);

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (plain));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (number));
  g_signal_connect (plain, "activate", G_CALLBACK (on_acted_cb), NULL);
  g_signal_connect (number, "activate", G_CALLBACK (on_acted_cb), NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "test", G_ACTION_GROUP (group));

  g_assert_false (guitest_can_act (text, "test.none", NULL));
  g_assert_true (guitest_can_act (text, "test.plain", NULL));
  g_assert_true (guitest_can_act (text, "test.number", g_variant_new_int32 (1)));
  /* Of the class of a widget. */
  gtk_editable_set_text (GTK_EDITABLE (text), "甲");
  gtk_editable_select_region (GTK_EDITABLE (text), 0, -1);
  g_assert_true (guitest_can_act (text, "clipboard.copy", NULL));
  gtk_editable_select_region (GTK_EDITABLE (text), 0, 0);
  g_assert_false (guitest_can_act (text, "clipboard.copy", NULL));

  g_simple_action_set_enabled (plain, FALSE);
  g_assert_false (guitest_can_act (text, "test.plain", NULL));
  g_idle_add (enable_cb, plain);
  n_acted = 0;
  guitest_action (text, "test.plain");
  g_assert_cmpuint (n_acted, ==, 1);
  guitest_action_on (text, "test.number", g_variant_new_int32 (4));
  g_assert_cmpuint (n_acted, ==, 5);
  guitest_close (window);
}

static gint n_asked;
static guint n_answered;

static gboolean
is_busy (void)
{
  return n_asked > 0;
}

static gboolean
answer_cb (gpointer data)
{
  n_asked--;
  n_answered++;
  return G_SOURCE_REMOVE;
}

static gpointer
answer_later (gpointer data)
{
  g_usleep (20000);
  g_idle_add (answer_cb, NULL);
  return NULL;
}

/* Nothing is ready in the loop until the other thread has come to its end. */
static void
test_settle (void)
{
  GThread *thread;

  guitest_is_busy = is_busy;
  n_asked = 1;
  thread = g_thread_new ("answers", answer_later, NULL);
  guitest_settle ();
  g_assert_cmpuint (n_answered, ==, 1);
  g_thread_join (thread);
  guitest_is_busy = NULL;
}

int
main (int argc, char **argv)
{
  guitest_env ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 77;
    }
  adw_init ();
  guitest_settings ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_test_add_func ("/walk-checks/cut", test_cut);
  g_test_add_func ("/walk-checks/overlap", test_overlap);
  g_test_add_func ("/walk-checks/place", test_place);
  g_test_add_func ("/walk-checks/name", test_name);
  g_test_add_func ("/walk-checks/tab", test_tab);
  g_test_add_func ("/walk-checks/contrast", test_contrast);
  g_test_add_func ("/hands/action", test_action);
  g_test_add_func ("/hands/settle", test_settle);
  return g_test_run ();
}
