/* SPDX-License-Identifier: GPL-3.0-or-later */
/* KaGradualModel: a long list comes into its view in steps, and leaves it in steps. */
#include "config.h"

#include "guitest.h"

#include "ka-gradual-model.h"
#include "ka-steps.h"

#define N_ROWS 1000
#define N_LEFT 3

static guint n_alive; /* labels of rows */

static void
on_label_gone (gpointer data, GObject *where_it_was)
{
  n_alive--;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  n_alive++;
  g_object_weak_ref (G_OBJECT (label), on_label_gone, NULL);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (string));
}

static GtkStringList *
make_strings (guint n)
{
  GtkStringList *strings = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("第%u行", i);

      gtk_string_list_append (strings, text);
    }
  return strings;
}

static void
test_steps (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkStringList) strings = make_strings (N_ROWS);
  GtkMultiSelection *selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (strings)));
  GtkWidget *view;
  guint n_first, n_all;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  view = gtk_list_view_new (NULL, factory);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 300);
  ka_gradual_model_set (view, GTK_SELECTION_MODEL (selection));
  n_first = n_alive;
  g_assert_cmpuint (n_first, >, 0);
  g_assert_true (ka_is_taking_steps (view));
  guitest_present (GTK_WINDOW (window));
  guitest_until (!ka_is_taking_steps (view));
  n_all = n_alive;
  g_assert_cmpuint (n_all, >, 2 * n_first);

  /* The view has what is left at once; the labels of the others go in the frames to come. */
  gtk_string_list_splice (strings, N_LEFT, N_ROWS - N_LEFT, NULL);
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)))), ==,
    N_LEFT);
  g_assert_cmpuint (n_alive, ==, n_all);
  g_assert_true (ka_is_taking_steps (view));
  guitest_until (!ka_is_taking_steps (view));
  g_assert_cmpuint (n_alive, ==, N_LEFT);

  /* Those that are left in the midst of it go with the view. */
  gtk_string_list_splice (strings, 0, 0,
                          (const char *const[]){ "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛",
                                                 "壬", "癸", "子", "丑", "寅", "卯", NULL });
  guitest_until (!ka_is_taking_steps (view));
  gtk_string_list_splice (strings, 0, 14 + N_LEFT, NULL);
  g_assert_cmpuint (n_alive, >, 0);
  guitest_close (GTK_WINDOW (window));
  g_object_unref (selection);
  g_assert_cmpuint (n_alive, ==, 0);
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
  guitest_settings ();
  g_test_add_func ("/gradual/steps", test_steps);
  return g_test_run ();
}
