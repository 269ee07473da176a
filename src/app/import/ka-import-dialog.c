/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-dialog.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-import-columns.h"
#include "ka-import-detail.h"
#include "ka-import-item.h"
#include "ka-import-job.h"
#include "ka-import-questions.h"
#include "ka-import-sheet.h"
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
  KaImportDetail *detail;
  AdwStatusPage *failure;
  GtkWidget *go;
  GtkStack *place;
  GtkListView *problem_list;
  GtkStackPage *problem_page;
  GtkProgressBar *progress;
  GtkLabel *progress_text;
  GtkStackPage *question_page;
  KaImportQuestions *questions;
  GtkColumnView *row_view;
  GtkDropDown *severity;
  KaImportSheet *sheet;
  GtkCheckButton *skip;
  GtkStack *stack;
  GtkLabel *summary;
  GtkListBox *table_list;
  GtkStack *tabs;
  GtkWidget *write_problems;

  /* Borrowed References */
  KaWindow *window;
  KaWork *work; /* under way: nothing touches the import; or NULL */

  /* Owned References */
  KaContext *context;
  KaImport *import;
  GListStore *rows; /* KaImportItem of the table shown */
  GListStore *problems;
  GtkSingleSelection *row_selection;
  GtkSingleSelection *problem_selection;
  GPtrArray *failed; /* files that could not be read, as in KaImportJob */

  guint table; /* shown */
};

G_DEFINE_FINAL_TYPE (KaImportDialog, ka_import_dialog, ADW_TYPE_WINDOW)

/* ---- what was found ---- */

/* Table and row of a problem as one key. */
static gpointer
make_key (guint table, guint row)
{
  return GSIZE_TO_POINTER (((gsize)table << 32) | row);
}

static GHashTable *
index_refusals (KaImportDialog *self)
{
  GPtrArray *problems = ka_import_get_problems (self->import);
  GHashTable *index = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = problems->pdata[i];

      if (problem->severity == KA_SEVERITY_REFUSE && problem->table >= 0)
        g_hash_table_replace (index, make_key (problem->table, problem->row), problem->message);
    }
  return index;
}

static void
show_rows (KaImportDialog *self)
{
  g_autoptr (GPtrArray) rows = ka_import_get_rows (self->import, MAX_ROWS);
  g_autoptr (GHashTable) refusals = index_refusals (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  KaLedger *ledger = ka_context_get_ledger (self->context);

  for (guint i = 0; ledger != NULL && i < rows->len; i++)
    {
      const KaImportRow *row = rows->pdata[i];
      const char *refusal = g_hash_table_lookup (refusals, make_key (row->table, row->row));

      if (row->table == self->table)
        g_ptr_array_add (items, ka_import_item_new_row (
                                  ledger, row, row->state == KA_ROW_REFUSED ? refusal : NULL));
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  if (items->len > 0)
    gtk_single_selection_set_selected (self->row_selection, 0);
  if (ledger != NULL)
    ka_import_columns_show (self->columns, self->import, ledger, rows, self->table);
}

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  const KaImportProblem *x = *(KaImportProblem *const *)a, *y = *(KaImportProblem *const *)b;

  return (int)y->severity - (int)x->severity;
}

/* The worst first; what is chosen above them, or all. */
static void
show_problems (KaImportDialog *self)
{
  static const KaSeverity chosen[]
    = { KA_SEVERITY_INFO, KA_SEVERITY_REFUSE, KA_SEVERITY_WARN, KA_SEVERITY_INFO };
  guint choice = MIN (gtk_drop_down_get_selected (self->severity), G_N_ELEMENTS (chosen) - 1);
  GPtrArray *all = ka_import_get_problems (self->import);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = g_strdup_printf (_ ("问题（%u）"), all->len);

  for (guint i = 0; i < all->len; i++)
    if (choice == 0 || ((KaImportProblem *)all->pdata[i])->severity == chosen[choice])
      g_ptr_array_add (sorted, all->pdata[i]);
  g_ptr_array_sort (sorted, compare_severity);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (items, ka_import_item_new_problem (sorted->pdata[i]));
  g_list_store_splice (self->problems, 0, g_list_model_get_n_items (G_LIST_MODEL (self->problems)),
                       items->pdata, items->len);
  gtk_stack_page_set_title (self->problem_page, title);
}

static void
show_questions (KaImportDialog *self)
{
  guint n = ka_import_get_questions (self->import)->len;
  g_autofree char *title = g_strdup_printf (_ ("拿不准的名称（%u）"), n);

  ka_import_questions_show (self->questions, self->import);
  gtk_stack_page_set_title (self->question_page, title);
  gtk_stack_page_set_visible (self->question_page, n > 0);
  if (ka_import_questions_count_open (self->import) > 0)
    gtk_stack_set_visible_child_name (self->tabs, "questions");
  else if (n == 0 && g_strcmp0 (gtk_stack_get_visible_child_name (self->tabs), "questions") == 0)
    gtk_stack_set_visible_child_name (self->tabs, "rows");
}

/* ---- one row, one cell ---- */

static const KaImportRow *
find_row (KaImportDialog *self, guint table, guint number)
{
  g_autoptr (GPtrArray) rows = ka_import_get_rows (self->import, 0);

  for (guint i = 0; i < rows->len; i++)
    {
      const KaImportRow *row = rows->pdata[i];

      if (row->table == table && row->row == number)
        return row;
    }
  return NULL;
}

static void
on_row_selected_cb (KaImportDialog *self)
{
  KaImportItem *item = gtk_single_selection_get_selected_item (self->row_selection);
  const KaImportRow *row = item != NULL ? ka_import_item_get_row (item) : NULL;
  KaImportPlace place = { 0, 0 };

  ka_import_detail_show (self->detail, self->import, ka_context_get_ledger (self->context), row);
  for (guint f = 0; row != NULL && place.row == 0 && f < row->record->kind->n_fields; f++)
    place = row->places[f];
  if (row != NULL)
    ka_import_sheet_show (self->sheet, self->import, row->table, place);
  else
    ka_import_sheet_clear (self->sheet);
}

static void
on_problem_selected_cb (KaImportDialog *self)
{
  KaImportItem *item = gtk_single_selection_get_selected_item (self->problem_selection);
  const KaImportProblem *problem = item != NULL ? ka_import_item_get_problem (item) : NULL;
  gboolean placed = problem != NULL && problem->table >= 0 && problem->row > 0;
  KaImportPlace place = { 0, 0 };

  gtk_widget_set_sensitive (self->go, placed);
  if (!placed)
    return;
  place = problem->place;
  if (place.row == 0)
    place.row = problem->row;
  ka_import_sheet_show (self->sheet, self->import, problem->table, place);
  ka_import_detail_show (self->detail, self->import, ka_context_get_ledger (self->context),
                         find_row (self, problem->table, problem->row));
}

static void
on_go_cb (KaImportDialog *self)
{
  on_problem_selected_cb (self);
  gtk_stack_set_visible_child_name (self->place, "sheet");
}

static void
on_look_cb (KaImportDialog *self, const KaImportQuestion *question)
{
  ka_import_sheet_show (self->sheet, self->import, question->table, question->place);
  gtk_stack_set_visible_child_name (self->place, "sheet");
}

static void
on_severity_cb (KaImportDialog *self)
{
  if (self->import != NULL && self->work == NULL)
    show_problems (self);
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
  start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_kind_cb (KaImportDialog *self, const KaKind *kind, GtkListBoxRow *row)
{
  guint index = gtk_list_box_row_get_index (row);
  KaImportTable *table = ka_import_get_tables (self->import)->pdata[index];

  ka_import_set_kind (self->import, index, kind);
  table->taken = kind != NULL;
  self->table = index;
  start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_column_cb (KaImportDialog *self, guint column, const KaField *field)
{
  ka_import_set_field (self->import, self->table, column, field);
  start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_answered_cb (KaImportDialog *self, const KaImportQuestion *question, const char *name)
{
  ka_import_answer (self->import, question->kind, question->text, name);
  start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_drop_recalled_cb (KaImportDialog *self, GtkListBoxRow *row)
{
  self->table = gtk_list_box_row_get_index (row);
  ka_import_drop_recalled (self->import, self->table);
  start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_table_selected_cb (KaImportDialog *self, GtkListBoxRow *row)
{
  if (row == NULL || self->work != NULL)
    return;
  self->table = gtk_list_box_row_get_index (row);
  show_rows (self);
}

/* One of several tables of its sheet. */
static gboolean
is_apart (GPtrArray *tables, guint i)
{
  const KaImportTable *table = tables->pdata[i];

  for (guint j = 0; j < tables->len; j++)
    {
      const KaImportTable *other = tables->pdata[j];

      if (j != i && g_str_equal (other->file, table->file)
          && g_str_equal (other->sheet, table->sheet))
        return TRUE;
    }
  return FALSE;
}

static void
show_tables (KaImportDialog *self)
{
  GPtrArray *tables = ka_import_get_tables (self->import);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->table_list, 0)) != NULL)
    gtk_list_box_remove (self->table_list, GTK_WIDGET (row));
  for (guint i = 0; i < tables->len; i++)
    {
      GtkWidget *line = ka_import_table_row_new (tables->pdata[i], is_apart (tables, i));

      g_signal_connect_object (line, "taken", G_CALLBACK (on_taken_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (line, "kind", G_CALLBACK (on_kind_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (line, "drop", G_CALLBACK (on_drop_recalled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->table_list, line);
    }
  for (guint i = 0; i < self->failed->len; i++)
    gtk_list_box_append (self->table_list, ka_import_failure_row_new (self->failed->pdata[i]));
}

static void
show_review (KaImportDialog *self)
{
  GPtrArray *tables = ka_import_get_tables (self->import);
  guint shown = MIN (self->table, tables->len > 0 ? tables->len - 1 : 0);

  show_tables (self);
  self->table = shown;
  gtk_list_box_select_row (self->table_list,
                           gtk_list_box_get_row_at_index (self->table_list, shown));
  show_rows (self);
  show_problems (self);
  show_questions (self);
  on_row_selected_cb (self);
  update_accept (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    tables->len > 0 || self->failed->len > 0 ? "review" : "choose");
}

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

/* Takes job. */
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
  show_review (self);
}

/* Takes job. */
static void
start_reading (KaImportDialog *self, KaImportJob *job)
{
  start_work (self, KA_WORK_READS, _ ("读取和核对"), ka_import_job_read, job, on_read_cb);
}

static void
on_committed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaImportDialog *self = owner;
  KaImportJob *job = answer;
  g_autofree char *told = NULL;

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
  start_work (self, KA_WORK_WRITES, _ ("写入台账"), ka_import_job_commit,
              ka_import_job_new (self->import, self), on_committed_cb);
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
  job = ka_import_job_new (self->import, self);
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

/* ---- the clipboard ---- */

static void
add_text (KaImportDialog *self, const char *text, const KaKind *kind, GPtrArray *fields)
{
  KaImportJob *job;

  if (self->work != NULL)
    return;
  job = ka_import_job_new (self->import, self);
  ka_import_job_set_text (job, text, kind, fields);
  g_ptr_array_set_size (self->failed, 0);
  start_reading (self, job);
}

static void
on_text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaImportDialog) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && self->context != NULL)
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
  g_type_ensure (KA_TYPE_IMPORT_DETAIL);
  g_type_ensure (KA_TYPE_IMPORT_ITEM);
  g_type_ensure (KA_TYPE_IMPORT_QUESTIONS);
  g_type_ensure (KA_TYPE_IMPORT_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, detail);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, go);
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
  gtk_widget_class_bind_template_child (widget_class, KaImportDialog, write_problems);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_work_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_column_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_failure_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_go_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_look_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_severity_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_table_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_write_problems_cb);
  gtk_widget_class_install_action (widget_class, "import.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "import.paste",
                                       NULL);
}

static GtkSingleSelection *
make_selection (KaImportDialog *self, GListStore *items, GCallback on_selected)
{
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (items));
  g_signal_connect_object (selection, "notify::selected-item", on_selected, self,
                           G_CONNECT_SWAPPED);
  return selection;
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
  self->row_selection = make_selection (self, self->rows, G_CALLBACK (on_row_selected_cb));
  self->problem_selection
    = make_selection (self, self->problems, G_CALLBACK (on_problem_selected_cb));
  gtk_column_view_set_model (self->row_view, GTK_SELECTION_MODEL (self->row_selection));
  gtk_list_view_set_model (self->problem_list, GTK_SELECTION_MODEL (self->problem_selection));
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

static KaImportDialog *
open_dialog (KaWindow *window)
{
  KaImportDialog *self
    = g_object_new (KA_TYPE_IMPORT_DIALOG, "transient-for", window, "modal", TRUE, NULL);

  g_set_weak_pointer (&self->window, window);
  self->context = g_object_ref (ka_window_get_context (window));
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

  self = open_dialog (window);
  for (GFile **file = files; file != NULL && *file != NULL; file++)
    g_list_store_append (list, *file);
  if (files != NULL)
    add_files (self, G_LIST_MODEL (list));
  else
    on_choose_cb (self);
}

void
ka_import_dialog_present_text (KaWindow *window,
                               const char *text,
                               const KaKind *kind,
                               GPtrArray *fields)
{
  g_return_if_fail (KA_IS_WINDOW (window));
  g_return_if_fail (text != NULL);

  add_text (open_dialog (window), text, kind, fields);
}
