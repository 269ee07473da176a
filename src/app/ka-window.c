/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-window-private.h"

#include "ka-agenda.h"
#include "ka-application.h"
#include "ka-attach-job.h"
#include "ka-index-work.h"
#include "ka-dialogs.h"
#include "ka-face.h"
#include "ka-import-dialog.h"
#include "ka-lazy-bin.h"
#include "ka-natural-bin.h"
#include "ka-tooltip.h"
#include "ka-welcome.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ka-quarterly.h>

/* A ledger on a disk of this computer is open by then. */
#define OPEN_PATIENCE_MS 150

G_DEFINE_FINAL_TYPE (KaWindow, ka_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- telling ---- */

static AdwToast *
create_toast (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

void
ka_window_tell (KaWindow *self, const char *text)
{
  g_return_if_fail (KA_IS_WINDOW (self));
  adw_toast_overlay_add_toast (self->toasts, create_toast (text));
}

void
ka_window_tell_undoable (KaWindow *self, const char *text)
{
  AdwToast *toast;

  g_return_if_fail (KA_IS_WINDOW (self));

  toast = create_toast (text);
  adw_toast_set_button_label (toast, _ ("撤销"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_timeout (toast, 8);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
ka_window_tell_error (KaWindow *self, const char *what, const GError *error)
{
  g_return_if_fail (KA_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, KA_ERROR, KA_ERROR_CANCELLED))
    return;
  ka_show_message (GTK_WINDOW (self), what, error->message);
}

void
ka_window_tell_written (gpointer widget, gpointer path, const GError *error, gpointer data)
{
  KaWindow *self = ka_window_of (widget);
  g_autofree char *written = path;
  g_autofree char *shown = written != NULL ? g_filename_display_name (written) : NULL;
  g_autofree char *text = shown != NULL ? g_strdup_printf (_ ("已导出到 %s"), shown) : NULL;

  if (self == NULL)
    return;
  if (text != NULL)
    ka_window_tell (self, text);
  else
    ka_window_tell_error (self, _ ("没有导出"), error);
}

/* ---- state of the ledger ---- */

static void
show_lasting_state (KaWindow *self, KaLedger *ledger)
{
  const char *reason = NULL;

  if (ledger != NULL && ka_ledger_is_read_only (ledger))
    reason = ka_ledger_get_read_only_reason (ledger);
  else if (ka_face_chosen () == NULL)
    reason = _ (
      "没有找到中文黑体，界面上的字形可能不规范；请安装字体（软件包 fonts-noto-cjk）后重新启动。");
  gtk_label_set_label (self->info_label, reason != NULL ? reason : "");
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->info_bar), reason != NULL);
}

static char *
describe_state (KaWindow *self, KaLedger *ledger)
{
  guint n = ka_drafts_get_n (ka_context_get_drafts (self->context));
  KaQuarter quarter = ka_quarter_of (ka_today ());
  const char *state = ka_ledger_is_read_only (ledger) ? _ ("只读")
                      : n > 0                         ? _ ("有未保存修改")
                                                      : _ ("已保存");

  /* The running quarter, or the one that was reported last. */
  for (int back = 0; back < 2; back++)
    {
      g_autoptr (KaFrozen) frozen = ka_quarterly_get_frozen (ledger, quarter - back, NULL);
      g_autofree char *name = ka_quarter_to_chinese (quarter - back);

      if (frozen != NULL)
        return g_strdup_printf (_ ("%s · %s已锁定"), state, name);
    }
  return g_strdup (state);
}

static void
show_drafts (KaWindow *self)
{
  KaDrafts *drafts = ka_context_get_drafts (self->context);
  guint n = drafts != NULL ? ka_drafts_get_n (drafts) : 0;
  g_autofree char *label = g_strdup_printf (_ ("%u 条未保存"), n);

  gtk_menu_button_set_label (self->drafts_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->drafts_button), n > 0);
}

static void
show_state (KaWindow *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autofree char *date = ka_day_to_chinese (ka_today ());
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;
  char *dot;

  show_lasting_state (self, ledger);
  show_drafts (self);
  if (ledger == NULL)
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("矿安工作台"));
      return;
    }

  name = g_path_get_basename (ka_ledger_get_path (ledger));
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  title = g_strdup_printf (_ ("%s — 矿安工作台"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->sidebar_ledger, name);
  ka_set_tooltip (GTK_WIDGET (self->sidebar_ledger), ka_ledger_get_path (ledger));
  gtk_label_set_label (self->sidebar_date, date);
  state = describe_state (self, ledger);
  gtk_label_set_label (self->sidebar_state, state);
}

static void
on_context_changed_cb (KaWindow *self)
{
  show_state (self);
  _ka_window_update_actions (self);
  if (!self->closing)
    ka_index_what_waits (self->context, self, &self->indexing);
}

static void
on_ledger_notify_cb (KaWindow *self)
{
  gboolean open = ka_context_get_ledger (self->context) != NULL;

  if (self->closing)
    return;
  _ka_window_forget_history (self);
  if (open)
    g_signal_connect_object (ka_context_get_drafts (self->context), "changed",
                             G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->main, open ? "ledger" : "welcome");
  if (open)
    {
      ka_window_show_page (self, "home");
      ka_attach_read_documents (self->context);
    }
  /* The focus went with the page that it was on; from nowhere, Tab leads nowhere. */
  else if (gtk_widget_get_mapped (GTK_WIDGET (self->welcome)))
    gtk_widget_grab_focus (adw_bin_get_child (self->welcome));
  on_context_changed_cb (self);
}

/* ---- work under way ---- */

static void
on_work_notify_cb (KaWindow *self)
{
  double fraction = ka_work_get_fraction (self->busy);
  const char *text = ka_work_get_text (self->busy);
  g_autofree char *label = text != NULL
                             ? g_strdup_printf ("%s：%s", ka_work_get_title (self->busy), text)
                             : g_strdup (ka_work_get_title (self->busy));

  gtk_label_set_label (GTK_LABEL (self->busy_label), label);
  if (fraction < 0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->busy_bar));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->busy_bar), fraction);
}

static void
on_works_changed_cb (KaWindow *self)
{
  GListModel *works = ka_context_get_works (self->context);
  guint n = g_list_model_get_n_items (works);

  g_clear_object (&self->busy);
  if (n > 0)
    self->busy = g_list_model_get_item (works, n - 1);
  g_signal_group_set_target (self->busy_signals, self->busy);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->busy_revealer), self->busy != NULL);
  if (self->busy != NULL)
    {
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->busy_bar), 0);
      on_work_notify_cb (self);
    }
}

/* ---- opening ---- */

/* Meanwhile the window has its frame: the first picture is the place where the ledger will be. */
static void
show_opening (KaWindow *self)
{
  self->opening = TRUE;
  adw_window_title_set_title (self->title, _ ("正在打开…"));
  adw_window_title_set_subtitle (self->title, NULL);
  gtk_stack_set_visible_child_name (self->main, "ledger");
  gtk_widget_set_can_target (GTK_WIDGET (self->main), FALSE);
}

static void
present_now (KaWindow *self)
{
  g_clear_handle_id (&self->presenter, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
on_present_timeout (gpointer window)
{
  KA_WINDOW (window)->presenter = 0;
  present_now (KA_WINDOW (window));
  return G_SOURCE_REMOVE;
}

void
ka_window_present_opened (KaWindow *self)
{
  g_return_if_fail (KA_IS_WINDOW (self));

  if (!self->opening)
    gtk_window_present (GTK_WINDOW (self));
  else if (self->presenter == 0)
    self->presenter = g_timeout_add (OPEN_PATIENCE_MS, on_present_timeout, self);
}

typedef struct
{
  KaWindow *window;
  char *path;
} Opening;

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Opening *opening = data;
  g_autofree char *path = opening->path;
  g_autoptr (KaWindow) self = opening->window;
  g_autoptr (GError) error = NULL;

  if (self->closing)
    return;
  self->opening = FALSE;
  g_clear_pointer (&self->opening_path, g_free);
  gtk_widget_set_can_target (GTK_WIDGET (self->main), TRUE);
  if (ka_context_open_finish (self->context, result, &error))
    _ka_window_remember_ledger (self);
  else if (ka_context_get_ledger (self->context) == NULL)
    gtk_stack_set_visible_child_name (self->main, "welcome");
  if (self->presenter != 0)
    present_now (self);
  if (error != NULL && !_ka_window_offer_backup (self, path, error))
    ka_window_tell_error (self, _ ("账本没有打开"), error);
}

static void
open_path (KaWindow *self, GFile *file, gboolean create)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *full = NULL;
  Opening *opening;

  if (path == NULL)
    {
      ka_show_message (GTK_WINDOW (self), _ ("账本没有打开"),
                       _ ("账本必须在本机的文件夹里，请先复制到本机再打开。"));
      return;
    }
  full = create && !g_str_has_suffix (path, ".kuangan") ? g_strconcat (path, ".kuangan", NULL)
                                                        : g_strdup (path);
  if (ka_context_get_ledger (self->context) == NULL)
    show_opening (self);
  g_free (self->opening_path);
  self->opening_path = g_strdup (full);
  opening = g_new (Opening, 1);
  opening->window = g_object_ref (self);
  opening->path = g_strdup (full);
  ka_context_open_async (self->context, full, create, on_opened_cb, opening);
}

static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf of_a, of_b;

  return a != NULL && b != NULL && g_stat (a, &of_a) == 0 && g_stat (b, &of_b) == 0
         && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

KaWindow *
ka_window_find (GtkApplication *application, GFile *file)
{
  const char *path = g_file_peek_path (file);

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    {
      KaWindow *self = KA_IS_WINDOW (l->data) ? l->data : NULL;
      KaLedger *ledger = self != NULL ? ka_context_get_ledger (self->context) : NULL;

      if (self == NULL || self->closing)
        continue;
      if (is_same_file (path, self->opening_path)
          || (ledger != NULL && is_same_file (path, ka_ledger_get_path (ledger))))
        return self;
    }
  return NULL;
}

void
ka_window_open (KaWindow *self, GFile *file)
{
  g_return_if_fail (KA_IS_WINDOW (self));
  open_path (self, file, FALSE);
}

void
ka_window_create (KaWindow *self, GFile *file)
{
  g_return_if_fail (KA_IS_WINDOW (self));
  open_path (self, file, TRUE);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KaWindow *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));
  KaLedger *ledger = ka_context_get_ledger (self->context);

  for (GSList *l = list; l != NULL; l = l->next)
    {
      g_autofree char *name = g_file_get_basename (l->data);

      if (g_str_has_suffix (name, ".kuangan"))
        {
          _ka_window_open_beside (self, l->data);
          return TRUE;
        }
      g_ptr_array_add (files, l->data);
    }
  if (files->len == 0)
    return FALSE;
  if (!ka_context_can_write (self->context))
    {
      ka_window_tell (self, ledger == NULL ? _ ("先打开或新建台账，再导入。")
                            : ka_ledger_is_read_only (ledger)
                              ? _ ("台账是只读打开的，不能导入；请在打开它的那个窗口里导入。")
                              : _ ("台账正在写入，等它完成后再导入。"));
      return FALSE;
    }
  g_ptr_array_add (files, NULL);
  ka_import_dialog_present (self, (GFile **)files->pdata);
  return TRUE;
}

/* ---- window ---- */

static void
save_size (KaWindow *self)
{
  GSettings *settings = ka_context_get_settings (self->context);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
ka_window_close_request (GtkWindow *window)
{
  KaWindow *self = KA_WINDOW (window);
  g_autoptr (GError) error = NULL;

  save_size (self);
  self->closing = TRUE;
  if (!ka_context_close (self->context, &error))
    g_warning ("%s", error->message);
  return GTK_WINDOW_CLASS (ka_window_parent_class)->close_request (window);
}

static void
on_active_notify_cb (KaWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    ka_context_refresh (self->context);
}

static void
on_welcome_fill_cb (KaWindow *self)
{
  adw_bin_set_child (self->welcome, ka_welcome_new ());
}

static void
restore_size (KaWindow *self)
{
  GSettings *settings = ka_context_get_settings (self->context);
  int width, height;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
ka_window_dispose (GObject *object)
{
  KaWindow *self = KA_WINDOW (object);

  self->closing = TRUE;
  self->page = NULL;
  if (self->context != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->context, self);
      g_signal_handlers_disconnect_by_data (ka_context_get_works (self->context), self);
    }
  g_clear_object (&self->busy_signals);
  g_clear_object (&self->busy);
  g_clear_object (&self->bindings);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->notified, g_free);
  g_clear_pointer (&self->opening_path, g_free);
  g_clear_handle_id (&self->notifier, g_bus_unwatch_name);
  g_clear_handle_id (&self->presenter, g_source_remove);
  g_clear_handle_id (&self->backup_source, g_source_remove);
  /* Bound, and the window's own child: it must not be taken from it behind its back. */
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_WINDOW);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_window_parent_class)->dispose (object);
}

static void
ka_window_class_init (KaWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ka_window_close_request;

  g_type_ensure (KA_TYPE_LAZY_BIN);
  g_type_ensure (KA_TYPE_NATURAL_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, KA_RESOURCE_BASE "/ui/ka-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KaWindow, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, busy_label);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, busy_revealer);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, drafts);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, drafts_button);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, info_bar);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, info_label);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, main);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, sidebar_date);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, sidebar_ledger);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, sidebar_state);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, title);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, tools);
  gtk_widget_class_bind_template_child (widget_class, KaWindow, welcome);
  gtk_widget_class_bind_template_callback (widget_class, _ka_window_fill_drafts);
  gtk_widget_class_bind_template_callback (widget_class, _ka_window_on_draft_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, _ka_window_on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_welcome_fill_cb);
  _ka_window_install_actions (klass);
}

/* The leaflet sets the classes of its shadow at every allocation, and GTK then looks anew at the style of all
 * that stands behind a widget whose classes change: behind the pages there is nothing. */
static void
put_shadow_last (AdwLeaflet *leaflet)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (leaflet));

  while (child != NULL && adw_leaflet_get_page (leaflet, child) == NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_widget_insert_before (child, GTK_WIDGET (leaflet), NULL);
      child = next;
    }
}

static void
ka_window_init (KaWindow *self)
{
  GtkDropTarget *drop;

  self->context = ka_context_new ();
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_location_unref);
  self->bindings = g_binding_group_new ();
  self->busy_signals = g_signal_group_new (KA_TYPE_WORK);
  gtk_widget_init_template (GTK_WIDGET (self));
  put_shadow_last (self->leaflet);

  g_binding_group_bind (self->bindings, "title", self->title, "title", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "subtitle", self->title, "subtitle", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "tools", self->tools, "child", G_BINDING_SYNC_CREATE);
  g_signal_group_connect_swapped (self->busy_signals, "notify", G_CALLBACK (on_work_notify_cb),
                                  self);

  /* The agenda first: it forgets a ledger before the pages look at the next. */
  g_signal_connect_object (ka_agenda_of (self->context), "changed",
                           G_CALLBACK (_ka_window_update_badges), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ka_agenda_of (self->context), "changed",
                           G_CALLBACK (_ka_window_notify_overdue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ka_agenda_of (self->context), "changed", G_CALLBACK (_ka_window_back_up),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->context, "notify::ledger", G_CALLBACK (on_ledger_notify_cb),
                            self);
  g_signal_connect_swapped (self->context, "notify::can-write",
                            G_CALLBACK (_ka_window_update_actions), self);
  g_signal_connect_swapped (self->context, "changed", G_CALLBACK (on_context_changed_cb), self);
  g_signal_connect_swapped (ka_context_get_works (self->context), "items-changed",
                            G_CALLBACK (on_works_changed_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active_notify_cb), NULL);

  drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  gtk_widget_add_controller (GTK_WIDGET (self), ka_application_keys_after ());

  ka_window_set_menu (self->menu);
  _ka_window_fill_sidebar (self);
  _ka_window_update_actions (self);
}

KaWindow *
ka_window_new (GtkApplication *application)
{
  KaWindow *self = g_object_new (KA_TYPE_WINDOW, "application", application, NULL);

  restore_size (self);
  return self;
}

KaWindow *
ka_window_of (gpointer widget)
{
  GtkWidget *found = gtk_widget_get_ancestor (GTK_WIDGET (widget), KA_TYPE_WINDOW);

  return found != NULL ? KA_WINDOW (found) : NULL;
}

KaContext *
ka_window_get_context (KaWindow *self)
{
  g_return_val_if_fail (KA_IS_WINDOW (self), NULL);
  return self->context;
}

KaPage *
ka_window_get_page (KaWindow *self)
{
  g_return_val_if_fail (KA_IS_WINDOW (self), NULL);
  return self->page;
}
