/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-dialog-private.h"

#include "ka-aside.h"
#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-import-item.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (KaImportDialog, ka_import_dialog, ADW_TYPE_WINDOW)

/* ---- work ---- */

static void
on_progress_cb (KaWork *work, GParamSpec *pspec, KaImportDialog *self)
{
  double fraction = ka_work_get_fraction (work);
  const char *text = ka_work_get_text (work);

  if (work != self->work)
    return;
  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
  if (text != NULL)
    gtk_label_set_label (self->progress_text, text);
}

/* Takes job, which does not change the import. */
static void
start_work (KaImportDialog *self,
            KaWorkFlags flags,
            const char *text,
            KaWorkFunc func,
            KaImportJob *job,
            KaAnswerFunc answered)
{
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_label_set_label (self->progress_text, text);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, flags, func, job, ka_import_job_free, ka_import_job_free), answered);
  g_signal_connect_object (self->work, "notify", G_CALLBACK (on_progress_cb), self, 0);
}

/* The same of a job that plans. */
static void
start_planning (KaImportDialog *self,
                KaWorkFlags flags,
                const char *text,
                KaWorkFunc func,
                KaImportJob *job,
                KaAnswerFunc answered)
{
  _ka_import_review_forget (self);
  start_work (self, flags, text, func, job, answered);
}

static void
show_failure (KaImportDialog *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_status_page_set_description (self->failure, _ ("已取消，台账没有改动。"));
  else
    adw_status_page_set_description (self->failure, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
on_read_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaImportDialog *self = owner;
  KaImportJob *job = answer;

  if (job == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_ptr_array_extend_and_steal (self->failed, g_steal_pointer (&job->failures));
  job->failures = g_ptr_array_new ();
  ka_import_job_free (job);
  _ka_import_review_show (self);
}

/* Takes job. */
void
_ka_import_dialog_start_reading (KaImportDialog *self, KaImportJob *job)
{
  start_planning (self, KA_WORK_READS, _ ("读取和核对"), ka_import_job_read, job, on_read_cb);
}

/* Whoever closes the assistant learns what became of it in the window. */
static void
end_closed (KaImportDialog *self, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (self->window != NULL && cancelled)
    ka_window_tell (self->window, _ ("已取消导入，台账没有改动。"));
  else if (self->window != NULL)
    ka_window_tell_error (self->window, _ ("没有导入"), error);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_committed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaImportDialog *self = owner;
  KaImportJob *job = answer;
  g_autofree char *told = NULL;

  self->writing = FALSE;
  if (job == NULL && self->closing)
    {
      end_closed (self, error);
      return;
    }
  if (job == NULL)
    {
      show_failure (self, error);
      return;
    }
  told = g_strdup_printf (_ ("已导入：%s"), gtk_label_get_label (self->summary));
  if (self->window != NULL && job->change > 0)
    ka_window_tell_undoable (self->window, told);
  else if (self->window != NULL)
    ka_window_tell (self->window, _ ("没有需要导入的变化"));
  ka_import_job_free (job);
  gtk_window_destroy (GTK_WINDOW (self));
}

void
_ka_import_dialog_start_writing (KaImportDialog *self)
{
  ka_import_set_skip_bad (self->import, gtk_check_button_get_active (self->skip));
  self->writing = TRUE;
  start_planning (self, KA_WORK_WRITES, _ ("写入台账"), ka_import_job_commit,
                  ka_import_job_new (self->import, self), on_committed_cb);
}

void
_ka_import_dialog_undo_merge (KaImportDialog *self)
{
  KaImportJob *job;

  if (self->merged == 0 || self->work != NULL)
    return;
  job = ka_import_job_new (self->import, self);
  job->change = self->merged;
  self->merged = 0;
  start_planning (self, KA_WORK_WRITES, _ ("撤销合并"), ka_import_job_undo, job, on_read_cb);
}

static void
on_cancel_work_cb (KaImportDialog *self)
{
  if (self->work != NULL)
    ka_work_cancel (self->work);
}

/* ---- files ---- */

/* Nothing can be added while a worker has the import, nor once the dialog is gone: a file chooser outlives
 * it. */
static gboolean
can_add (KaImportDialog *self)
{
  if (self->stack == NULL)
    return FALSE;
  if (self->work != NULL)
    adw_toast_overlay_add_toast (self->toasts,
                                 adw_toast_new (_ ("正在读取或写入，等它完成后再加文件。")));
  return self->work == NULL;
}

/* files: GFile elements. */
static void
add_files (KaImportDialog *self, GListModel *files)
{
  KaImportJob *job;

  if (!can_add (self))
    return;
  job = ka_import_job_new (self->import, self);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        ka_import_job_add_path (job, path);
    }
  g_ptr_array_set_size (self->failed, 0);
  _ka_import_dialog_start_reading (self, job);
}

static void
on_files_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaImportDialog) self = data;
  g_autoptr (GListModel) files = ka_choose_files_finish (result, NULL);

  if (files != NULL)
    add_files (self, files);
}

static void
on_choose_cb (KaImportDialog *self)
{
  ka_choose_file_async (GTK_WINDOW (self), _ ("导入台账"), GTK_FILE_CHOOSER_ACTION_OPEN, NULL,
                        _ ("表格文件"), "xlsx;xlsm;xls;et;ods;csv;tsv;txt;html;htm", TRUE,
                        on_files_chosen_cb, g_object_ref (self));
}

/* ---- the clipboard ---- */

static void
add_text (KaImportDialog *self, const char *text, const KaKind *kind, GPtrArray *fields)
{
  KaImportJob *job;

  if (!can_add (self))
    return;
  job = ka_import_job_new (self->import, self);
  ka_import_job_set_text (job, text, kind, fields);
  g_ptr_array_set_size (self->failed, 0);
  _ka_import_dialog_start_reading (self, job);
}

static void
on_text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaImportDialog) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL)
    add_text (self, text, NULL, NULL);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text_read_cb,
                                 g_object_ref (widget));
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KaImportDialog *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  add_files (self, G_LIST_MODEL (files));
  return TRUE;
}

static void
on_problems_written_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaImportDialog *self = owner;

  gtk_stack_set_visible_child_name (self->stack, "review");
  if (answer == NULL)
    ka_show_message (GTK_WINDOW (self), _ ("问题清单没有导出"), error->message);
  else
    ka_import_job_free (answer);
}

void
ka_import_dialog_write_problems (GtkWindow *dialog, const char *path)
{
  KaImportDialog *self = KA_IMPORT_DIALOG (dialog);
  KaImportJob *job;

  if (self->work != NULL)
    return;
  job = ka_import_job_new (self->import, self);
  job->out = g_strdup (path);
  start_work (self, KA_WORK_READS, _ ("导出问题清单"), ka_import_job_write_problems, job,
              on_problems_written_cb);
}

static void
on_problems_place_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaImportDialog) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path != NULL && self->stack != NULL)
    ka_import_dialog_write_problems (GTK_WINDOW (self), path);
}

static void
on_write_problems_cb (KaImportDialog *self)
{
  ka_choose_file_async (GTK_WINDOW (self), _ ("导出问题清单"), GTK_FILE_CHOOSER_ACTION_SAVE,
                        "问题清单.xlsx", _ ("Excel 工作簿"), "xlsx", FALSE, on_problems_place_cb,
                        g_object_ref (self));
}

/* ---- object ---- */

/* What was left off half-way says nothing of the rest. */
static void
on_failure_back_cb (KaImportDialog *self)
{
  if (ka_import_get_tables (self->import)->len > 0)
    _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
  else
    _ka_import_review_show (self);
}

static void
on_can_write_cb (KaImportDialog *self)
{
  /* While a job runs nothing touches the import. */
  if (self->work == NULL)
    _ka_import_review_update_accept (self);
}

static void
on_skip_toggled_cb (KaImportDialog *self)
{
  _ka_import_review_update_accept (self);
}

/* Writing may be past the point where it can be cancelled: the window stays until that is known. */
static gboolean
ka_import_dialog_close_request (GtkWindow *window)
{
  KaImportDialog *self = KA_IMPORT_DIALOG (window);

  if (!self->writing || self->work == NULL)
    return GTK_WINDOW_CLASS (ka_import_dialog_parent_class)->close_request (window);
  self->closing = TRUE;
  ka_work_cancel (self->work);
  return TRUE;
}

static void
ka_import_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (ka_import_dialog_parent_class)->dispose (object);
}

static void
ka_import_dialog_finalize (GObject *object)
{
  KaImportDialog *self = KA_IMPORT_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->rows);
  g_clear_object (&self->problems);
  g_clear_object (&self->row_selection);
  g_clear_object (&self->problem_selection);
  ka_free_aside (g_steal_pointer (&self->import), (GDestroyNotify)ka_import_free);
  g_clear_pointer (&self->failed, g_ptr_array_unref);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (ka_import_dialog_parent_class)->finalize (object);
}

static void
ka_import_dialog_class_init (KaImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_import_dialog_dispose;
  object_class->finalize = ka_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ka_import_dialog_close_request;

  g_type_ensure (KA_TYPE_IMPORT_COLUMNS);
  g_type_ensure (KA_TYPE_IMPORT_DETAIL);
  g_type_ensure (KA_TYPE_IMPORT_ITEM); /* of the factories */
  g_type_ensure (KA_TYPE_IMPORT_QUESTIONS);
  g_type_ensure (KA_TYPE_IMPORT_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, column_page);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, compare);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, detail);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, go);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, listing);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, place);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, problem_list);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, progress_text);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, question_page);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, questions);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, row_view);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, severity);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, sheet);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, skip);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, table_list);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, tabs);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, write_problems);
  _ka_import_accept_bind (widget_class);
  _ka_import_merge_bind (widget_class);
  _ka_import_review_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_work_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_failure_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_write_problems_cb);
  gtk_widget_class_install_action (widget_class, "import.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "import.paste",
                                       NULL);
}

static void
ka_import_dialog_init (KaImportDialog *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->import = ka_import_new ();
  self->rows = ka_import_list_new ();
  self->problems = ka_import_list_new ();
  self->failed = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  _ka_import_review_init (self);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/* The one that the window has already, or NULL. */
static KaImportDialog *
find_dialog (KaWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (KA_IS_IMPORT_DIALOG (toplevel) && KA_IMPORT_DIALOG (toplevel)->window == window)
        return KA_IMPORT_DIALOG (toplevel);
    }
  return NULL;
}

/* A worker may hold the dialog, though it is closed, for longer than its parent is there, and GTK would come back
 * to that. */
static void
on_parent_destroy_cb (KaImportDialog *self)
{
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
}

static KaImportDialog *
open_dialog (KaWindow *window)
{
  KaImportDialog *self = g_object_new (KA_TYPE_IMPORT_DIALOG, "transient-for", window, "modal",
                                       TRUE, "destroy-with-parent", TRUE, NULL);

  g_set_weak_pointer (&self->window, window);
  self->context = g_object_ref (ka_window_get_context (window));
  g_signal_connect_object (window, "destroy", G_CALLBACK (on_parent_destroy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::can-write", G_CALLBACK (on_can_write_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
ka_import_dialog_present (KaWindow *window, GFile **files)
{
  KaImportDialog *self;
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  g_return_if_fail (KA_IS_WINDOW (window));

  self = find_dialog (window);
  if (self != NULL)
    gtk_window_present (GTK_WINDOW (self));
  else
    {
      self = open_dialog (window);
      if (files == NULL)
        on_choose_cb (self);
    }
  for (GFile **file = files; file != NULL && *file != NULL; file++)
    g_list_store_append (list, *file);
  if (files != NULL)
    add_files (self, G_LIST_MODEL (list));
}

void
ka_import_dialog_present_text (KaWindow *window,
                               const char *text,
                               const KaKind *kind,
                               GPtrArray *fields)
{
  KaImportDialog *self;

  g_return_if_fail (KA_IS_WINDOW (window));
  g_return_if_fail (text != NULL);

  self = find_dialog (window);
  if (self != NULL)
    gtk_window_present (GTK_WINDOW (self));
  else
    self = open_dialog (window);
  add_text (self, text, kind, fields);
}
