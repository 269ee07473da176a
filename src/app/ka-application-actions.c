/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-application-private.h"

#include "ka-face.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

static const KaKey KEYS[] = {
  { "app.about", "F1", KA_KEY_FIRST },
  { "app.new-window", "<Control><Shift>n", KA_KEY_FIRST },
  { "app.quit", "<Control>q", KA_KEY_FIRST },
  { "page.copy", "<Control>c", KA_KEY_AFTER },
  { "page.delete", "Delete", KA_KEY_AFTER },
  { "page.edit", "F2", KA_KEY_FIRST },
  { "page.export", "<Control>e", KA_KEY_FIRST },
  { "page.find", "<Control>f", KA_KEY_FIRST },
  { "page.new", "<Control>n", KA_KEY_FIRST },
  { "page.paste", "<Control>v", KA_KEY_AFTER },
  { "page.print", "<Control>p", KA_KEY_FIRST },
  { "page.save", "<Control>s", KA_KEY_FIRST },
  { "page.close", "Escape", KA_KEY_AFTER },
  { "page.menu", "<Shift>F10|Menu", KA_KEY_AFTER },
  { "win.back", "<Alt>Left", KA_KEY_FIRST },
  { "win.forward", "<Alt>Right", KA_KEY_FIRST },
  { "win.import", "<Control>i", KA_KEY_FIRST },
  { "win.open", "<Control>o", KA_KEY_FIRST },
  { "win.nth-page(1)", "<Alt>1", KA_KEY_FIRST },
  { "win.nth-page(2)", "<Alt>2", KA_KEY_FIRST },
  { "win.nth-page(3)", "<Alt>3", KA_KEY_FIRST },
  { "win.nth-page(4)", "<Alt>4", KA_KEY_FIRST },
  { "win.nth-page(5)", "<Alt>5", KA_KEY_FIRST },
  { "win.nth-page(6)", "<Alt>6", KA_KEY_FIRST },
  { "win.nth-page(7)", "<Alt>7", KA_KEY_FIRST },
  { "win.nth-page(8)", "<Alt>8", KA_KEY_FIRST },
  { "win.nth-page(9)", "<Alt>9", KA_KEY_FIRST },
  { "win.redo", "<Control><Shift>z", KA_KEY_AFTER },
  { "win.refresh", "F5", KA_KEY_FIRST },
  { "win.search", "<Control>k", KA_KEY_FIRST },
  { "win.show-help-overlay", "<Control>question", KA_KEY_FIRST },
  { "win.show-sidebar", "F9", KA_KEY_FIRST },
  { "win.undo", "<Control>z", KA_KEY_AFTER },
  { "window.close", "<Control>w", KA_KEY_FIRST },
};

const KaKey *
ka_application_keys (guint *n)
{
  *n = G_N_ELEMENTS (KEYS);
  return KEYS;
}

GtkEventController *
ka_application_keys_after (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    if (KEYS[i].phase == KA_KEY_AFTER)
      gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (KEYS[i].keys),
                          gtk_named_action_new (KEYS[i].action)));
  return controller;
}

/* ---- actions ---- */

static char *
describe_versions (void)
{
  GString *text = g_string_new (NULL);
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree char *face = ka_face_used (_ ("矿山安全"));

  g_string_append_printf (text, "kuangan %s\n", KA_VERSION);
  g_string_append_printf (text, "GTK %u.%u.%u\n", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_string_append_printf (text, "libadwaita %u.%u.%u\n", adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version ());
  g_string_append_printf (text, "GLib %u.%u.%u\n", glib_major_version, glib_minor_version,
                          glib_micro_version);
  g_string_append_printf (text, "SQLite %s\n", sqlite3_libversion ());
  g_string_append_printf (text, "Pango %s\n", pango_version_string ());
  g_string_append_printf (text, "%s\n", G_OBJECT_TYPE_NAME (display));
  g_string_append_printf (text, _ ("中文字体：%s\n"), face);
  return g_string_free (text, FALSE);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *versions = describe_versions ();

  adw_show_about_window (
    gtk_application_get_active_window (GTK_APPLICATION (data)), "application-name",
    _ ("矿安工作台"), "application-icon", KA_APP_ID, "version", KA_VERSION, "comments",
    _ ("区县应急管理部门非煤矿山安全监管台账、四化进度与季度报表。"), "license-type",
    GTK_LICENSE_GPL_3_0, "debug-info", versions, "debug-info-filename", "kuangan.txt", NULL);
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (ka_window_new (GTK_APPLICATION (data))));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (data)),
                                     (GCopyFunc)g_object_ref, NULL);

  /* One by one, so that each writes its drafts and closes its ledger. While one does, another may go. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free_full (windows, g_object_unref);
}

static const GActionEntry ACTIONS[] = {
  { "about", about_action },
  { "new-window", new_window_action },
  { "quit", quit_action },
};

void
_ka_application_install_actions (KaApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    if (KEYS[i].phase == KA_KEY_FIRST)
      {
        g_auto (GStrv) keys = g_strsplit (KEYS[i].keys, "|", -1);

        gtk_application_set_accels_for_action (GTK_APPLICATION (self), KEYS[i].action,
                                               (const char *const *)keys);
      }
}
