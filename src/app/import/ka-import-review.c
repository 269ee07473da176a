/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-dialog-private.h"

#include "ka-dialogs.h"
#include "ka-gradual-model.h"
#include "ka-import-item.h"
#include "ka-import-table-row.h"
#include "ka-record-form.h"

#include <glib/gi18n.h>

/* As many rows of each table are shown: enough to see whether it was understood. */
#define MAX_ROWS 500

static void on_row_selected_cb (KaImportDialog *self);

/* ---- what was found ---- */

/* Why rows of the table that is shown are refused: row → message. Rows that are read for two kinds are told of
 * once, under one of them; what is told of the table itself goes first. */
static GHashTable *
index_refusals (KaImportDialog *self)
{
  GPtrArray *problems = ka_import_get_problems (self->import);
  GHashTable *index = g_hash_table_new (NULL, NULL);
  KaGrid *grid;

  if (self->table >= ka_import_get_tables (self->import)->len)
    return index;

  grid = ka_import_get_grid (self->import, self->table);
  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = problems->pdata[i];
      gpointer row = GUINT_TO_POINTER (problem->row);

      if (problem->severity != KA_SEVERITY_REFUSE || problem->table < 0
          || ka_import_get_grid (self->import, problem->table) != grid)
        continue;
      if (problem->table == (int)self->table || !g_hash_table_contains (index, row))
        g_hash_table_replace (index, row, problem->message);
      for (guint p = 0; problem->places != NULL && p < problem->places->len; p++)
        g_hash_table_replace (
          index, GUINT_TO_POINTER (g_array_index (problem->places, KaImportPlace, p).row),
          problem->message);
    }
  return index;
}

static void
show_rows (KaImportDialog *self)
{
  g_autoptr (GPtrArray) all = ka_import_get_rows (self->import, MAX_ROWS);
  g_autoptr (GHashTable) refusals = index_refusals (self);
  GPtrArray *rows = g_ptr_array_new ();
  KaLedger *ledger = ka_context_get_ledger (self->context);

  for (guint i = 0; ledger != NULL && i < all->len; i++)
    if (((const KaImportRow *)all->pdata[i])->table == self->table)
      g_ptr_array_add (rows, all->pdata[i]);
  ka_import_list_take_rows (self->rows, self->import, ledger, rows, refusals);
  if (rows->len > 0)
    gtk_single_selection_set_selected (self->row_selection, 0);
  else
    {
      on_row_selected_cb (self);
      ka_import_sheet_show_headings (self->sheet, self->import, self->table);
    }
  if (ledger != NULL)
    ka_import_columns_show (self->columns, self->import, ledger, rows, self->table);
}

/* The worst first; what is chosen above them, or all. */
static void
show_problems (KaImportDialog *self)
{
  static const KaSeverity chosen[]
    = { KA_SEVERITY_INFO, KA_SEVERITY_REFUSE, KA_SEVERITY_WARN, KA_SEVERITY_INFO };
  guint choice = MIN (gtk_drop_down_get_selected (self->severity), G_N_ELEMENTS (chosen) - 1);
  GPtrArray *all = ka_import_get_problems (self->import);
  GPtrArray *sorted = g_ptr_array_new ();
  g_autofree char *title = g_strdup_printf (_ ("问题（%u）"), all->len);

  for (int severity = KA_SEVERITY_REFUSE; severity >= KA_SEVERITY_INFO; severity--)
    for (guint i = 0; i < all->len && (choice == 0 || (int)chosen[choice] == severity); i++)
      if ((int)((KaImportProblem *)all->pdata[i])->severity == severity)
        g_ptr_array_add (sorted, all->pdata[i]);
  ka_import_list_take_problems (self->problems, sorted);
  gtk_stack_page_set_title (self->problem_page, title);
}

static void
show_unsure (KaImportDialog *self)
{
  guint n = ka_import_count_unsure (self->import);
  g_autofree char *title
    = n > 0 ? g_strdup_printf (_ ("列的对应（%u 列拿不准）"), n) : g_strdup (_ ("列的对应"));

  gtk_stack_page_set_title (self->column_page, title);
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

const KaImportRow *
_ka_import_review_find_row (KaImportDialog *self, guint table, guint number)
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

  gtk_widget_set_sensitive (self->go, problem != NULL && problem->table >= 0);
  gtk_widget_set_visible (self->listing, problem != NULL && problem->listing != 0);
  gtk_widget_set_visible (self->compare,
                          placed && g_strcmp0 (problem->code, "reference_ambiguous") == 0);
  if (problem != NULL && problem->table >= 0 && !placed)
    ka_import_sheet_show_headings (self->sheet, self->import, problem->table);
  if (!placed)
    return;
  place = problem->place;
  if (place.row == 0)
    place.row = problem->row;
  ka_import_sheet_show (self->sheet, self->import, problem->table, place);
  ka_import_detail_show (self->detail, self->import, ka_context_get_ledger (self->context),
                         _ka_import_review_find_row (self, problem->table, problem->row));
}

/* Over the dialog, to be looked at only: what is being imported stays where it is. */
static void
on_listing_cb (KaImportDialog *self)
{
  KaImportItem *item = gtk_single_selection_get_selected_item (self->problem_selection);
  const KaImportProblem *problem = item != NULL ? ka_import_item_get_problem (item) : NULL;
  const KaKind *kind = ka_kind_get ("discredit");
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  GtkEventController *keys;
  GtkWidget *window, *box, *scroller;
  KaRecordForm *form;

  if (problem == NULL || problem->listing == 0)
    return;
  record = ka_ledger_get (ka_context_get_ledger (self->context), kind, problem->listing, &error);
  if (record == NULL)
    {
      ka_show_message (GTK_WINDOW (self), _ ("失信记录没有读出"), error->message);
      return;
    }
  form = ka_record_form_new (self->context, kind);
  ka_record_form_show (form, record, NULL, NULL);
  ka_record_form_set_editable (form, FALSE);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (form));
  gtk_widget_set_vexpand (scroller, TRUE);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  window
    = g_object_new (ADW_TYPE_WINDOW, "title", ka_kind_label (kind), "transient-for", self, "modal",
                    TRUE, "default-width", 720, "default-height", 560, "content", box, NULL);
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
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

void
_ka_import_review_update_accept (KaImportDialog *self)
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

static void
on_taken_cb (KaImportDialog *self, gboolean taken, GtkListBoxRow *row)
{
  KaImportTable *table
    = ka_import_get_tables (self->import)->pdata[gtk_list_box_row_get_index (row)];

  table->taken = taken;
  _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_kind_cb (KaImportDialog *self, const KaKind *kind, GtkListBoxRow *row)
{
  guint index = gtk_list_box_row_get_index (row);
  KaImportTable *table = ka_import_get_tables (self->import)->pdata[index];

  ka_import_set_kind (self->import, index, kind);
  table->taken = kind != NULL;
  self->table = index;
  _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
}

static guint
find_index (KaImportDialog *self, const KaImportTable *table)
{
  guint index = 0;

  g_ptr_array_find (ka_import_get_tables (self->import), table, &index);
  return index;
}

/* What the headings do not say themselves is what was said of the table. */
static void
on_headings_cb (KaImportDialog *self, guint index, guint first, guint last)
{
  const KaImportTable *table = ka_import_get_tables (self->import)->pdata[index];
  const KaKind *kind = table->kind;

  if (!ka_import_set_headings (self->import, index, first, last, NULL))
    {
      adw_toast_overlay_add_toast (self->toasts,
                                   adw_toast_new (_ ("这几行是空的，表头没有改；请另选几行。")));
      return;
    }
  if (table->kind == NULL && kind != NULL)
    ka_import_set_headings (self->import, find_index (self, table), first, last, kind);
  if (table->kind == NULL)
    adw_toast_overlay_add_toast (
      self->toasts, adw_toast_new (_ ("按这几行还认不出是哪一类台账，请在左边选它的种类。")));
  self->table = find_index (self, table);
  _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_restore_cb (KaImportDialog *self, guint index)
{
  self->table = index;
  ka_import_recognise_again (self->import, index);
  _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_column_cb (KaImportDialog *self, guint column, const KaField *field)
{
  ka_import_set_field (self->import, self->table, column, field);
  _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_answered_cb (KaImportDialog *self, const KaImportQuestion *question, const char *name)
{
  ka_import_answer (self->import, question->kind, question->text, name);
  _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
}

static void
on_drop_recalled_cb (KaImportDialog *self, GtkListBoxRow *row)
{
  self->table = gtk_list_box_row_get_index (row);
  ka_import_drop_recalled (self->import, self->table);
  _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
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

void
_ka_import_review_show (KaImportDialog *self)
{
  GPtrArray *tables = ka_import_get_tables (self->import);
  guint shown = MIN (self->table, tables->len > 0 ? tables->len - 1 : 0);

  show_tables (self);
  self->table = shown;
  g_signal_handlers_block_by_func (self->table_list, on_table_selected_cb, self);
  gtk_list_box_select_row (self->table_list,
                           gtk_list_box_get_row_at_index (self->table_list, shown));
  g_signal_handlers_unblock_by_func (self->table_list, on_table_selected_cb, self);
  show_rows (self);
  show_problems (self);
  show_unsure (self);
  show_questions (self);
  _ka_import_review_update_accept (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    tables->len > 0 || self->failed->len > 0 ? "review" : "choose");
}

void
_ka_import_review_show_columns (KaImportDialog *self, guint table)
{
  gtk_list_box_select_row (self->table_list,
                           gtk_list_box_get_row_at_index (self->table_list, (int)table));
  gtk_stack_set_visible_child_name (self->tabs, "columns");
}

void
_ka_import_review_forget (KaImportDialog *self)
{
  ka_import_list_take_problems (self->rows, g_ptr_array_new ());
  ka_import_list_take_problems (self->problems, g_ptr_array_new ());
}

/* ---- its part of the dialog ---- */

void
_ka_import_review_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_column_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_go_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_headings_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_listing_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_look_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_severity_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_table_selected_cb);
}

static GtkSingleSelection *
make_selection (KaImportDialog *self, KaImportList *items, GCallback on_selected)
{
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (items));
  g_signal_connect_object (selection, "notify::selected-item", on_selected, self,
                           G_CONNECT_SWAPPED);
  return selection;
}

void
_ka_import_review_init (KaImportDialog *self)
{
  self->row_selection = make_selection (self, self->rows, G_CALLBACK (on_row_selected_cb));
  self->problem_selection
    = make_selection (self, self->problems, G_CALLBACK (on_problem_selected_cb));
  ka_gradual_model_set (GTK_WIDGET (self->row_view), GTK_SELECTION_MODEL (self->row_selection));
  ka_gradual_model_set (GTK_WIDGET (self->problem_list),
                        GTK_SELECTION_MODEL (self->problem_selection));
}
