/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-dialog.h"

#include "ka-dialogs.h"
#include "ka-import-columns.h"
#include "ka-import-item.h"
#include "ka-import-job.h"
#include "ka-import-table-row.h"

#include <glib/gi18n.h>

/* As many rows of each table are shown: enough to see whether it was understood. */
#define MAX_ROWS 500

#define KA_TYPE_IMPORT_DIALOG (ka_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaImportDialog, ka_import_dialog, KA, IMPORT_DIALOG, AdwWindow)

struct _KaImportDialog
{
  AdwWindow parent_instance;

  /* Template Widgets */
  GtkWidget *accept;
  KaImportColumns *columns;
  AdwStatusPage *failure;
  GtkInfoBar *failures;
  GtkLabel *failures_text;
  GtkListView *problem_list;
  GtkProgressBar *progress;
  GtkLabel *progress_text;
  GtkColumnView *row_view;
  GtkCheckButton *skip;
  GtkStack *stack;
  GtkLabel *summary;
  GtkListBox *table_list;
  GtkStackPage *problem_page;
  GtkWidget *write_problems;

  /* Borrowed References */
  KaWindow *window;

  /* Owned References */
  KaContext *context;
  KaImport *import;
  KaWork *work;     /* under way: nothing touches the import, or NULL */
  GListStore *rows; /* KaImportItem of the table shown */
  GListStore *problems;
  GPtrArray *failed; /* sentences about files that could not be read */

  guint table; /* shown */
};

G_DEFINE_FINAL_TYPE (KaImportDialog, ka_import_dialog, ADW_TYPE_WINDOW)

static const KaImportTable *
get_table (KaImportDialog *self, guint i)
{
  GPtrArray *tables = ka_import_get_tables (self->import);

  return i < tables->len ? tables->pdata[i] : NULL;
}

/* ---- what was found ---- */

/* file, sheet and row of a problem as one key. */
static char *
make_key (const char *file, const char *sheet, guint row)
{
  return g_strdup_printf ("%s\n%s\n%u", file, sheet, row);
}

static GHashTable *
index_refusals (KaImportDialog *self)
{
  GPtrArray *problems = ka_import_get_problems (self->import);
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = problems->pdata[i];

      if (problem->severity == KA_SEVERITY_REFUSE)
        g_hash_table_replace (index, make_key (problem->file, problem->sheet, problem->row),
                              problem->message);
    }
  return index;
}

static void
show_rows (KaImportDialog *self)
{
  g_autoptr (GPtrArray) rows = ka_import_get_rows (self->import, MAX_ROWS);
  g_autoptr (GHashTable) refusals = index_refusals (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const KaImportTable *table = get_table (self, self->table);
  KaLedger *ledger = ka_context_get_ledger (self->context);

  for (guint i = 0; table != NULL && ledger != NULL && i < rows->len; i++)
    {
      const KaImportRow *row = rows->pdata[i];
      g_autofree char *key = NULL;

      if (row->table != self->table)
        continue;
      key = make_key (table->file, table->sheet, row->row);
      g_ptr_array_add (items, ka_import_item_new_row (ledger, row,
                                                      row->state == KA_ROW_REFUSED
                                                        ? g_hash_table_lookup (refusals, key)
                                                        : NULL));
    }
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, items->pdata, items->len);
  ka_import_columns_show (self->columns, table);
}

static void
show_problems (KaImportDialog *self)
{
  GPtrArray *problems = ka_import_get_problems (self->import);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = g_strdup_printf (_ ("问题（%u）"), problems->len);

  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (items, ka_import_item_new_problem (problems->pdata[i]));
  g_list_store_remove_all (self->problems);
  g_list_store_splice (self->problems, 0, 0, items->pdata, items->len);
  gtk_stack_page_set_title (self->problem_page, title);
}

static void
show_failures (KaImportDialog *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->failed->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *)self->failed->pdata[i]);
  gtk_label_set_label (self->failures_text, text->str);
  gtk_info_bar_set_revealed (self->failures, text->len > 0);
}

static void
update_accept (KaImportDialog *self)
{
  guint refusals = ka_import_get_n_refusals (self->import);
  gboolean skip = gtk_check_button_get_active (self->skip);
  GPtrArray *tables = ka_import_get_tables (self->import);
  guint n = 0, added = 0, changed = 0, unchanged = 0;
  g_autofree char *summary = NULL;
  g_autofree char *label = NULL;

  for (guint i = 0; i < tables->len; i++)
    {
      const KaImportTable *table = tables->pdata[i];

      if (!table->taken || table->kind == NULL)
        continue;
      n++;
      added += table->added;
      changed += table->changed;
      unchanged += table->unchanged;
    }
  summary = g_strdup_printf (_ ("%u 张表：新增 %u，修改 %u，未变 %u，拒绝 %u"), n, added, changed,
                             unchanged, refusals);
  label = g_strdup_printf (_ ("不导入被拒绝的 %u 处"), refusals);
  gtk_label_set_label (self->summary, summary);
  gtk_check_button_set_label (self->skip, label);
  gtk_widget_set_visible (GTK_WIDGET (self->skip), refusals > 0);
  gtk_widget_set_visible (self->write_problems, refusals > 0);
  gtk_widget_set_sensitive (self->accept, added + changed > 0 && (refusals == 0 || skip)
                                            && ka_context_can_write (self->context));
}

static void start_reading (KaImportDialog *self, KaImportJob *job);

static void
on_taken_cb (KaImportDialog *self, gboolean taken, GtkListBoxRow *row)
{
  KaImportTable *table
    = ka_import_get_tables (self->import)->pdata[gtk_list_box_row_get_index (row)];

  table->taken = taken;
  start_reading (self, ka_import_job_new (self->import));
}

static void
on_kind_cb (KaImportDialog *self, const KaKind *kind, GtkListBoxRow *row)
{
  guint index = gtk_list_box_row_get_index (row);
  KaImportTable *table = ka_import_get_tables (self->import)->pdata[index];

  ka_import_set_kind (self->import, index, kind);
  table->taken = kind != NULL;
  self->table = index;
  start_reading (self, ka_import_job_new (self->import));
}

static void
on_column_cb (KaImportDialog *self, guint column, const KaField *field)
{
  ka_import_set_field (self->import, self->table, column, field);
  start_reading (self, ka_import_job_new (self->import));
}

static void
on_table_selected_cb (KaImportDialog *self, GtkListBoxRow *row)
{
  if (row == NULL || self->work != NULL)
    return;
  self->table = gtk_list_box_row_get_index (row);
  show_rows (self);
}

static void
show_review (KaImportDialog *self)
{
  GPtrArray *tables = ka_import_get_tables (self->import);
  guint shown = MIN (self->table, tables->len > 0 ? tables->len - 1 : 0);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->table_list, 0)) != NULL)
    gtk_list_box_remove (self->table_list, GTK_WIDGET (row));
  for (guint i = 0; i < tables->len; i++)
    {
      GtkWidget *line = ka_import_table_row_new (tables->pdata[i]);

      g_signal_connect_object (line, "taken", G_CALLBACK (on_taken_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (line, "kind", G_CALLBACK (on_kind_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->table_list, line);
    }
  self->table = shown;
  gtk_list_box_select_row (self->table_list,
                           gtk_list_box_get_row_at_index (self->table_list, shown));
  show_rows (self);
  show_problems (self);
  show_failures (self);
  update_accept (self);
  gtk_stack_set_visible_child_name (self->stack, tables->len > 0 ? "review" : "choose");
}

/* ---- work ---- */

static void
on_progress_cb (KaImportDialog *self)
{
  double fraction = ka_work_get_fraction (self->work);
  const char *text = ka_work_get_text (self->work);

  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
  if (text != NULL)
    gtk_label_set_label (self->progress_text, text);
}

static void
begin_work (KaImportDialog *self, KaWorkFlags flags, const char *text)
{
  self->work = ka_work_new (NULL, flags);
  g_signal_connect_object (self->work, "notify", G_CALLBACK (on_progress_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_label_set_label (self->progress_text, text);
  gtk_stack_set_visible_child_name (self->stack, "busy");
}

static void
end_work (KaImportDialog *self)
{
  g_signal_handlers_disconnect_by_func (self->work, on_progress_cb, self);
  g_clear_object (&self->work);
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
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  KaImportJob *job = ka_context_run_finish (KA_CONTEXT (source), result, &error);

  end_work (self);
  if (job == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_ptr_array_extend_and_steal (self->failed, g_steal_pointer (&job->failures));
  job->failures = g_ptr_array_new ();
  ka_import_job_free (job);
  show_review (self);
}

/* Takes job. */
static void
start_reading (KaImportDialog *self, KaImportJob *job)
{
  begin_work (self, KA_WORK_READS, _ ("读取和核对"));
  ka_context_run_async (self->context, self->work, ka_import_job_read, job, ka_import_job_free,
                        ka_import_job_free, on_read_cb, g_object_ref (self));
}

static void
on_committed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  KaImportJob *job = ka_context_run_finish (KA_CONTEXT (source), result, &error);
  g_autofree char *told = NULL;

  end_work (self);
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

static void
on_accept_cb (KaImportDialog *self)
{
  ka_import_set_skip_bad (self->import, gtk_check_button_get_active (self->skip));
  begin_work (self, KA_WORK_WRITES, _ ("写入台账"));
  ka_context_run_async (self->context, self->work, ka_import_job_commit,
                        ka_import_job_new (self->import), ka_import_job_free, ka_import_job_free,
                        on_committed_cb, g_object_ref (self));
}

static void
on_cancel_work_cb (KaImportDialog *self)
{
  if (self->work != NULL)
    ka_work_cancel (self->work);
}

/* ---- files ---- */

/* files: GFile elements. */
static void
add_files (KaImportDialog *self, GListModel *files)
{
  KaImportJob *job;

  if (self->work != NULL || files == NULL)
    return;
  job = ka_import_job_new (self->import);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        ka_import_job_add_path (job, path);
    }
  g_ptr_array_set_size (self->failed, 0);
  start_reading (self, job);
}

static void
on_files_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaImportDialog) self = data;
  g_autoptr (GListModel) files = ka_choose_files_finish (result, NULL);

  if (files != NULL && self->context != NULL)
    add_files (self, files);
}

static void
on_choose_cb (KaImportDialog *self)
{
  ka_choose_file_async (GTK_WINDOW (self), _ ("导入台账"), GTK_FILE_CHOOSER_ACTION_OPEN, NULL,
                        _ ("表格文件"), "*.xlsx;*.xlsm;*.xls;*.et;*.ods;*.csv;*.txt", TRUE,
                        on_files_chosen_cb, g_object_ref (self));
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
on_problems_place_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaImportDialog) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->work != NULL || self->import == NULL)
    return;
  if (!ka_import_write_problems (self->import, path, &error))
    ka_show_message (GTK_WINDOW (self), _ ("问题清单没有导出"), error->message);
}

static void
on_write_problems_cb (KaImportDialog *self)
{
  ka_choose_file_async (GTK_WINDOW (self), _ ("导出问题清单"), GTK_FILE_CHOOSER_ACTION_SAVE,
                        _ ("问题清单.xlsx"), _ ("Excel 工作簿"), "*.xlsx", FALSE,
                        on_problems_place_cb, g_object_ref (self));
}

/* ---- object ---- */

static void
on_failure_back_cb (KaImportDialog *self)
{
  show_review (self);
}

static void
on_can_write_cb (KaImportDialog *self)
{
  /* While a job runs nothing touches the import. */
  if (self->work == NULL)
    update_accept (self);
}

static void
on_skip_toggled_cb (KaImportDialog *self)
{
  update_accept (self);
}

static void
ka_import_dialog_dispose (GObject *object)
{
  KaImportDialog *self = KA_IMPORT_DIALOG (object);

  /* The worker may still be in the import; it holds a reference until it is done. */
  if (self->work != NULL)
    ka_work_cancel (self->work);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (ka_import_dialog_parent_class)->dispose (object);
}

static void
ka_import_dialog_finalize (GObject *object)
{
  KaImportDialog *self = KA_IMPORT_DIALOG (object);

  g_clear_object (&self->work);
  g_clear_object (&self->context);
  g_clear_object (&self->rows);
  g_clear_object (&self->problems);
  g_clear_pointer (&self->import, ka_import_free);
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

  g_type_ensure (KA_TYPE_IMPORT_COLUMNS);
  g_type_ensure (KA_TYPE_IMPORT_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, failures);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, failures_text);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, problem_list);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, progress_text);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, row_view);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, skip);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, table_list);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, write_problems);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_work_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_column_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_failure_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_table_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_write_problems_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_import_dialog_init (KaImportDialog *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->import = ka_import_new ();
  self->rows = g_list_store_new (KA_TYPE_IMPORT_ITEM);
  self->problems = g_list_store_new (KA_TYPE_IMPORT_ITEM);
  self->failed = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_column_view_set_model (self->row_view, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                               g_object_ref (G_LIST_MODEL (self->rows)))));
  gtk_list_view_set_model (self->problem_list, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                                 g_object_ref (G_LIST_MODEL (self->problems)))));
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
ka_import_dialog_present (KaWindow *window, GFile **files)
{
  KaImportDialog *self;

  g_return_if_fail (KA_IS_WINDOW (window));

  self = g_object_new (KA_TYPE_IMPORT_DIALOG, "transient-for", window, "modal", TRUE, NULL);
  g_set_weak_pointer (&self->window, window);
  self->context = g_object_ref (ka_window_get_context (window));
  g_signal_connect_object (self->context, "notify::can-write", G_CALLBACK (on_can_write_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
  if (files != NULL)
    {
      g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

      for (GFile **file = files; *file != NULL; file++)
        g_list_store_append (list, *file);
      add_files (self, G_LIST_MODEL (list));
    }
  else
    on_choose_cb (self);
}
