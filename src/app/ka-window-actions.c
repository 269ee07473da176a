/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-window-private.h"

#include "ka-application.h"
#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-import-dialog.h"
#include "ka-sample.h"
#include "ka-search-dialog.h"

#include <glib/gi18n.h>
#include <ka-history.h>
#include <ka-reason.h>

#define MAX_RECENT 8
/* A change of more revisions than this is undone on a worker thread. */
#define UNDO_AT_ONCE 100

/* ---- ledgers ---- */

static KaWindow *
window_for_ledger (KaWindow *self)
{
  KaWindow *window;

  if (ka_context_get_ledger (self->context) == NULL)
    return self;
  window = ka_window_new (gtk_window_get_application (GTK_WINDOW (self)));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
_ka_window_open_beside (KaWindow *self, GFile *file)
{
  KaWindow *window = ka_window_find (gtk_window_get_application (GTK_WINDOW (self)), file);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    _ka_window_open_beside (self, file);
}

void
_ka_window_remember_ledger (KaWindow *self)
{
  GSettings *settings = ka_context_get_settings (self->context);
  const char *path = ka_ledger_get_path (ka_context_get_ledger (self->context));
  g_auto (GStrv) before = g_settings_get_strv (settings, "recent-ledgers");
  g_autoptr (GPtrArray) after = g_ptr_array_new ();

  g_ptr_array_add (after, (gpointer)path);
  for (char **p = before; *p != NULL && after->len < MAX_RECENT; p++)
    if (!g_str_equal (*p, path))
      g_ptr_array_add (after, *p);
  g_ptr_array_add (after, NULL);
  g_settings_set_strv (settings, "recent-ledgers", (const char *const *)after->pdata);
}

static void
fill_recent (KaWindow *self)
{
  GMenu *menu = ka_application_get_menu ("recent-menu");
  g_auto (GStrv) recent
    = g_settings_get_strv (ka_context_get_settings (self->context), "recent-ledgers");

  g_menu_remove_all (menu);
  for (char **p = recent; *p != NULL; p++)
    {
      g_autofree char *name = g_path_get_basename (*p);
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "win.open-recent", "s", *p);
      g_menu_append_item (menu, item);
    }
}

static void
fill_menu (GtkMenuButton *button, gpointer data)
{
  fill_recent (ka_window_of (button));
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button,
                                    G_MENU_MODEL (ka_application_get_menu ("primary-menu")));
}

void
ka_window_set_menu (GtkMenuButton *button)
{
  gtk_menu_button_set_create_popup_func (button, fill_menu, NULL, NULL);
}

static void
on_open_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file != NULL)
    _ka_window_open_beside (KA_WINDOW (source), file);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_choose_file_async (GTK_WINDOW (widget), _ ("打开账本"), GTK_FILE_CHOOSER_ACTION_OPEN, NULL,
                        _ ("矿安账本"), "kuangan", FALSE, on_open_chosen_cb, NULL);
}

static void
on_new_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file != NULL)
    ka_window_create (window_for_ledger (KA_WINDOW (source)), file);
}

static void
new_ledger_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_choose_file_async (GTK_WINDOW (widget), _ ("新建账本"), GTK_FILE_CHOOSER_ACTION_SAVE,
                        _ ("非煤矿山台账.kuangan"), _ ("矿安账本"), "kuangan", FALSE,
                        on_new_chosen_cb, NULL);
}

static void
open_recent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  _ka_window_open_beside (KA_WINDOW (widget), file);
}

static void
open_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaWindow *self = KA_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = ka_sample_path ();
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_file_query_exists (file, NULL) || ka_sample_make (path, &error))
    ka_window_open (window_for_ledger (self), file);
  else
    ka_window_tell_error (self, _ ("示例没有打开"), error);
}

/* ---- changes ---- */

/* What cannot be done while a worker writes is not dropped without a word: a save may end in the moment in
 * which the key is pressed. Nor does it wait for the end: it might meet another change than the one in sight.
 * text: with the place of what is under way. */
static gboolean
tell_busy (KaWindow *self, const char *text)
{
  GListModel *works = ka_context_get_works (self->context);
  g_autofree char *told = NULL;
  const char *title = NULL;

  if (ka_context_can_write (self->context))
    return FALSE;
  for (guint i = 0; title == NULL && i < g_list_model_get_n_items (works); i++)
    {
      g_autoptr (KaWork) work = g_list_model_get_item (works, i);

      if ((ka_work_get_flags (work) & KA_WORK_WRITES) != 0)
        title = ka_work_get_title (work);
    }
  told = g_strdup_printf (text, title != NULL ? title : _ ("写入台账"));
  ka_window_tell (self, told);
  return TRUE;
}

static void
tell_undone (KaWindow *self, gboolean redo, const char *why)
{
  g_autofree char *said = ka_reason_say (why);
  g_autofree char *text = g_strdup_printf (redo ? _ ("已重做：%s") : _ ("已撤销：%s"), said);

  ka_window_tell (self, text);
}

typedef struct
{
  gint64 change;
  gboolean redo;
  char *why;
} Undo;

static void
free_undo (gpointer data)
{
  Undo *undo = data;

  g_free (undo->why);
  g_free (undo);
}

static gpointer
undo_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Undo *undo = data;

  if (ka_ledger_undo_change (ledger, undo->change, error) == 0)
    return NULL;
  undo = g_memdup2 (undo, sizeof *undo);
  undo->why = g_strdup (undo->why);
  return undo;
}

static void
on_undone_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaWindow *self = owner;
  Undo *undo = answer;

  if (undo == NULL)
    ka_window_tell_error (self, _ ("没有撤销"), error);
  else
    {
      tell_undone (self, undo->redo, undo->why);
      free_undo (undo);
    }
}

static void
undo_or_redo (KaWindow *self, gboolean redo)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) change
    = redo ? ka_ledger_next_redo (ledger, &error) : ka_ledger_next_undo (ledger, &error);

  if (change != NULL && change->n_revisions > UNDO_AT_ONCE)
    {
      Undo *undo = g_new0 (Undo, 1);

      undo->change = change->id;
      undo->redo = redo;
      undo->why = g_strdup (change->why);
      ka_ask (self->context, self, NULL,
              ka_work_new (redo ? _ ("重做") : _ ("撤销"), KA_WORK_WRITES, undo_in_worker, undo,
                           free_undo, free_undo),
              on_undone_cb);
      return;
    }
  if (change != NULL && ka_ledger_undo_change (ledger, change->id, &error) != 0)
    tell_undone (self, redo, change->why);
  if (error != NULL)
    ka_window_tell_error (self, redo ? _ ("没有重做") : _ ("没有撤销"), error);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!tell_busy (KA_WINDOW (widget), _ ("“%s”还没有完成，等它完成后再撤销。")))
    undo_or_redo (KA_WINDOW (widget), FALSE);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!tell_busy (KA_WINDOW (widget), _ ("“%s”还没有完成，等它完成后再重做。")))
    undo_or_redo (KA_WINDOW (widget), TRUE);
}

/* ---- the rest ---- */

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!tell_busy (KA_WINDOW (widget), _ ("“%s”还没有完成，等它完成后再导入。")))
    ka_import_dialog_present (KA_WINDOW (widget), NULL);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_search_dialog_present (KA_WINDOW (widget));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaWindow *self = KA_WINDOW (widget);

  ka_context_refresh (self->context);
  if (self->page != NULL)
    ka_page_invalidate (self->page);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _ka_window_go_history (KA_WINDOW (widget), -1);
}

static void
forward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _ka_window_go_history (KA_WINDOW (widget), 1);
}

static void
nth_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaWindow *self = KA_WINDOW (widget);
  guint n;
  const KaPageInfo *pages = ka_pages (&n);
  int place = g_variant_get_int32 (parameter);

  if (place >= 1 && place <= (int)n)
    ka_window_show_page (self, pages[place - 1].id);
}

static void
show_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaWindow *self = KA_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");
  gtk_widget_child_focus (GTK_WIDGET (self->sidebar), GTK_DIR_TAB_FORWARD);
}

/* By the program itself: GTK would make it with each window, where few ever ask for it. */
static void
show_help_overlay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource (KA_RESOURCE_BASE "/ui/ka-help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (overlay, GTK_WINDOW (widget));
  gtk_window_present (overlay);
}

static void
cancel_work_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaWindow *self = KA_WINDOW (widget);

  if (self->busy != NULL)
    ka_work_cancel (self->busy);
}

void
_ka_window_install_actions (KaWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.new-ledger", NULL, new_ledger_action);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.open-recent", "s", open_recent_action);
  gtk_widget_class_install_action (widget_class, "win.open-sample", NULL, open_sample_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.forward", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "win.nth-page", "i", nth_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL,
                                   show_help_overlay_action);
  gtk_widget_class_install_action (widget_class, "win.cancel-work", NULL, cancel_work_action);
}

void
_ka_window_update_actions (KaWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  KaLedger *ledger = ka_context_get_ledger (self->context);
  gboolean can_write = ka_context_can_write (self->context);
  gboolean busy = ledger != NULL && !can_write && !ka_ledger_is_read_only (ledger);
  g_autoptr (KaChange) undo = can_write ? ka_ledger_next_undo (ledger, NULL) : NULL;
  g_autoptr (KaChange) redo = can_write ? ka_ledger_next_redo (ledger, NULL) : NULL;

  gtk_widget_action_set_enabled (widget, "win.undo", undo != NULL || busy);
  gtk_widget_action_set_enabled (widget, "win.redo", redo != NULL || busy);
  gtk_widget_action_set_enabled (widget, "win.import", can_write || busy);
  gtk_widget_action_set_enabled (widget, "win.refresh", ledger != NULL);
  gtk_widget_action_set_enabled (widget, "win.search", ledger != NULL);
  gtk_widget_action_set_enabled (widget, "win.nth-page", ledger != NULL);
  gtk_widget_action_set_enabled (widget, "win.back", _ka_window_can_go (self, -1));
  gtk_widget_action_set_enabled (widget, "win.forward", _ka_window_can_go (self, 1));
}
