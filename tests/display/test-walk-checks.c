/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk's own eyes: each check finds the fault it is for, and nothing on a sound window. */
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
  return g_test_run ();
}
