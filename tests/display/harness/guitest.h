/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GUI tests from inside the process: build the window, spin the main loop against a deadline, look
 * inside. Every wait is bounded; nothing sleeps. One header of static functions. */
#pragma once
#include <gtk/gtk.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Reached only where something never comes: a loaded machine must not. */
#ifndef GUITEST_TIMEOUT_MS
#define GUITEST_TIMEOUT_MS 180000
#endif

/* GTK registers more names than GLib's first table of quarks holds, and GLib leaves that table behind when
 * it takes a larger one. What libraries allocate before main() is theirs to keep. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

__attribute__ ((section (".preinit_array"), used)) static void (*guitest_before_libraries_) (void)
  = __lsan_disable;
__attribute__ ((constructor)) static void
guitest_after_libraries_ (void)
{
  __lsan_enable ();
}
#endif

G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#define GUITEST_FN G_GNUC_UNUSED static

/* Whether what the program does in other threads has yet to come back to its windows; set by who starts it.
 * One for all files of a test. */
__attribute__ ((weak)) gboolean (*guitest_is_busy) (void);

/* What this thread has worked, in ms: time that others take from it does not count. */
GUITEST_FN double
guitest_worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Before gtk_init(): nothing may reach the tester's own session. guirun.py gives DISPLAY and HOME. */
GUITEST_FN void
guitest_env (void)
{
  static const char *env[][2] = { { "GDK_BACKEND", "x11" },
                                  { "GDK_DEBUG", "gl-disable" },
                                  { "GSK_RENDERER", "cairo" },
                                  { "GTK_A11Y", "test" },
                                  { "GSETTINGS_BACKEND", "memory" },
                                  { "GIO_USE_VFS", "local" },
                                  { "GIO_USE_VOLUME_MONITOR", "unix" },
                                  { "ADW_DISABLE_PORTAL", "1" },
                                  { "GTK_IM_MODULE", "gtk-im-context-simple" } };
  for (gsize i = 0; i < G_N_ELEMENTS (env); i++)
    g_setenv (env[i][0], env[i][1], TRUE);
}
/* After gtk_init(): a state change is final at once. */
GUITEST_FN void
guitest_settings (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
}

GUITEST_FN gboolean
guitest_tick_ (gpointer p)
{
  *(gboolean *)p = TRUE;
  return G_SOURCE_REMOVE;
}
/* Run the main loop until cond (data) or the deadline; returns the last answer. */
GUITEST_FN gboolean
guitest_wait (gboolean (*cond) (gpointer), gpointer data, guint ms)
{
  gboolean late = FALSE;
  guint id = g_timeout_add (ms, guitest_tick_, &late);
  while (!cond (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (id);
  return cond (data);
}
/* guitest_until (EXPR): the same for an expression over the test's variables. */
#define guitest_until(expr)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean late_ = FALSE;                                                                        \
    guint id_ = g_timeout_add (GUITEST_TIMEOUT_MS, guitest_tick_, &late_);                         \
    while (!(expr) && !late_)                                                                      \
      g_main_context_iteration (NULL, TRUE);                                                       \
    if (late_)                                                                                     \
      g_error ("%s:%d: timed out waiting for: %s", __FILE__, __LINE__, #expr);                     \
    g_source_remove (id_);                                                                         \
  }                                                                                                \
  G_STMT_END

GUITEST_FN void
guitest_painted_ (GdkFrameClock *c, gpointer p)
{
  (void)c;
  *(gboolean *)p = TRUE;
}
/* Wait until a frame begun after now has been laid out and painted. */
GUITEST_FN void
guitest_paint (GtkWindow *w)
{
  gboolean done = FALSE;
  GdkFrameClock *c = gtk_widget_get_frame_clock (GTK_WIDGET (w));
  gulong id = g_signal_connect (c, "after-paint", G_CALLBACK (guitest_painted_), &done);
  gtk_widget_queue_draw (GTK_WIDGET (w));
  guitest_until (done);
  g_signal_handler_disconnect (c, id);
}
GUITEST_FN void
guitest_present (GtkWindow *w)
{
  gtk_window_present (w);
  guitest_until (gtk_widget_get_mapped (GTK_WIDGET (w)));
  guitest_paint (w);
}
/* Everything that is ready now, at most 1000 dispatches (a spinner never ends). For a test that looks at work
 * under way. */
GUITEST_FN void
guitest_spin (void)
{
  for (int i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}
/* Until nothing is ready and nothing is asked of other threads. What is saved there is in the file before the
 * window knows of it. What a timer will bring is not waited for. */
GUITEST_FN void
guitest_settle (void)
{
  guitest_spin ();
  while (guitest_is_busy != NULL && guitest_is_busy ())
    {
      guitest_until (!guitest_is_busy ());
      guitest_spin ();
    }
}

typedef gboolean (*GuitestMatch) (GtkWidget *w, gconstpointer data);
GUITEST_FN GtkWidget *
guitest_find (GtkWidget *root, GuitestMatch match, gconstpointer data)
{
  if (match (root, data))
    return root;
  for (GtkWidget *c = gtk_widget_get_first_child (root); c; c = gtk_widget_get_next_sibling (c))
    {
      GtkWidget *r = guitest_find (c, match, data);
      if (r)
        return r;
    }
  return NULL;
}
GUITEST_FN gboolean
guitest_is_id_ (GtkWidget *w, gconstpointer id)
{ /* id="" in a .ui file is the buildable id */
  return GTK_IS_BUILDABLE (w)
         && g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (w)), id) == 0;
}
GUITEST_FN GtkWidget *
guitest_by_id (GtkWidget *root, const char *id)
{
  return guitest_find (root, guitest_is_id_, id);
}
GUITEST_FN gboolean
guitest_is_text_ (GtkWidget *w, gconstpointer text)
{
  return gtk_widget_get_mapped (w)
         && ((GTK_IS_LABEL (w) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (w)), text) == 0)
             || (GTK_IS_BUTTON (w)
                 && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (w)), text) == 0));
}
GUITEST_FN GtkWidget *
guitest_by_text (GtkWidget *root, const char *text)
{
  return guitest_find (root, guitest_is_text_, text);
}
GUITEST_FN gboolean
guitest_is_type_ (GtkWidget *w, gconstpointer t)
{
  return g_type_is_a (G_OBJECT_TYPE (w), GPOINTER_TO_SIZE (t));
}
GUITEST_FN GtkWidget *
guitest_by_type (GtkWidget *root, GType t)
{
  return guitest_find (root, guitest_is_type_, GSIZE_TO_POINTER (t));
}
/* Another toplevel of the process (a dialog), by type. */
GUITEST_FN GtkWidget *
guitest_toplevel (GType t)
{
  GListModel *l = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (l); i++)
    {
      g_autoptr (GtkWidget) w = g_list_model_get_item (l, i);
      if (g_type_is_a (G_OBJECT_TYPE (w), t))
        return w;
    }
  return NULL;
}
/* Whether a button below the widget could run the action, for GTK tells of that only its buttons. */
GUITEST_FN gboolean
guitest_can_act (GtkWidget *w, const char *name, GVariant *target)
{
  GtkWidget *button = gtk_button_new ();
  gboolean can;

  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_parent (button, w);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
  can = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return can;
}
/* The named class or window action on the target (floating, or NULL), as a menu item or shortcut would run
 * it, once it may be run: GTK does nothing, and says so to nobody, where it may not. */
GUITEST_FN void
guitest_action_on (GtkWidget *w, const char *name, GVariant *target)
{
  g_autoptr (GVariant) owned = target != NULL ? g_variant_ref_sink (target) : NULL;
  gboolean late = FALSE;
  guint id;

  guitest_settle ();
  id = g_timeout_add (GUITEST_TIMEOUT_MS, guitest_tick_, &late);
  while (!guitest_can_act (w, name, owned))
    {
      if (late)
        g_error ("no action %s, or it is disabled", name);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (id);
  g_assert_true (gtk_widget_activate_action_variant (w, name, owned));
}
GUITEST_FN void
guitest_action (GtkWidget *w, const char *name)
{
  guitest_action_on (w, name, NULL);
}
GUITEST_FN gboolean
guitest_can_press_ (gpointer w)
{
  return gtk_widget_get_mapped (w) && gtk_widget_is_sensitive (w);
}
/* Once it may be pressed. */
GUITEST_FN void
guitest_press (GtkWidget *w)
{
  g_object_ref (w);
  if (!guitest_wait (guitest_can_press_, w, GUITEST_TIMEOUT_MS))
    g_error ("a %s is not to be pressed", G_OBJECT_TYPE_NAME (w));
  if (GTK_IS_BUTTON (w))
    g_signal_emit_by_name (w, "clicked");
  else
    g_assert_true (gtk_widget_activate (w));
  g_object_unref (w);
}
/* One Tab; TRUE while focus moved inside the window. */
GUITEST_FN GtkWidget *
guitest_tab (GtkWindow *w)
{
  gtk_widget_child_focus (GTK_WIDGET (w), GTK_DIR_TAB_FORWARD);
  return gtk_window_get_focus (w);
}
/* Under GTK_A11Y=test: the first interactive widget below root that has neither a label nor a labelled-by; else NULL. */
GUITEST_FN gboolean
guitest_is_unnamed_ (GtkWidget *w, gconstpointer p)
{
  (void)p;
  if (!gtk_widget_get_mapped (w)
      || !(GTK_IS_EDITABLE (w) || GTK_IS_BUTTON (w) || GTK_IS_MENU_BUTTON (w)
           || GTK_IS_CHECK_BUTTON (w) || GTK_IS_DROP_DOWN (w) || GTK_IS_SWITCH (w)
           || GTK_IS_TEXT_VIEW (w) || GTK_IS_LIST_BOX (w) || GTK_IS_COLUMN_VIEW (w))
      || GTK_IS_TEXT (w))
    return FALSE;
  for (GtkWidget *a = gtk_widget_get_parent (w); a;
       a = gtk_widget_get_parent (a)) /* inner parts of those */
    if (GTK_IS_MENU_BUTTON (a) || GTK_IS_DROP_DOWN (a) || GTK_IS_ENTRY (a) || GTK_IS_SPIN_BUTTON (a)
        || GTK_IS_WINDOW_CONTROLS (a))
      return FALSE;
  gboolean icon = GTK_IS_BUTTON (w)
                  && gtk_button_get_icon_name (GTK_BUTTON (w)); /* labelled-by its own image */
  return !gtk_test_accessible_has_property (GTK_ACCESSIBLE (w), GTK_ACCESSIBLE_PROPERTY_LABEL)
         && (icon
             || !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (w),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}
GUITEST_FN GtkWidget *
guitest_unnamed (GtkWidget *root)
{
  return guitest_find (root, guitest_is_unnamed_, NULL);
}
/* PNG of what the window's last frame shows, without asking the display server. */
GUITEST_FN gboolean
guitest_shot (GtkWindow *w, const char *path)
{
  guitest_paint (w); /* nothing may be without an allocation */
  GtkSnapshot *s = gtk_snapshot_new ();
  GTK_WIDGET_GET_CLASS (w)->snapshot (GTK_WIDGET (w), s);
  GskRenderNode *node = gtk_snapshot_free_to_node (s);
  if (!node)
    return FALSE;
  g_autoptr (GdkTexture) t
    = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (w)), node, NULL);
  gsk_render_node_unref (node);
  return gdk_texture_save_to_png (t, path);
}
/* Destroy the window and let what it freed go. */
GUITEST_FN void
guitest_close (GtkWindow *w)
{
  gtk_window_destroy (w);
  guitest_settle ();
}
G_GNUC_END_IGNORE_DEPRECATIONS
