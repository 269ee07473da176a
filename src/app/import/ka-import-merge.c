/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-dialog-private.h"

#include "ka-import-compare.h"
#include "ka-import-item.h"
#include "ka-merge-dialog.h"

#include <glib/gi18n.h>
#include <ka-history.h>

/* ---- two records that are one ---- */

/* The rows are understood anew: what was two is one now. */
static gboolean
on_merged_cb (KaImportDialog *self)
{
  g_autoptr (KaChange) change = ka_ledger_next_undo (ka_context_get_ledger (self->context), NULL);
  AdwToast *toast = adw_toast_new (_ ("台账里的两条已合并为一条"));

  if (change != NULL)
    {
      self->merged = change->id;
      adw_toast_set_button_label (toast, _ ("撤销"));
      adw_toast_set_action_name (toast, "import.undo-merge");
      adw_toast_set_timeout (toast, 0);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
  _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
  return TRUE;
}

static void
on_merge_cb (KaImportDialog *self, const KaKind *kind, gint64 first, gint64 second)
{
  GtkWindow *dialog
    = self->window != NULL ? ka_merge_dialog_present (self->window, kind, first, second) : NULL;

  if (dialog == NULL)
    return;
  gtk_window_set_transient_for (dialog, GTK_WINDOW (self));
  g_signal_connect_object (dialog, "merged", G_CALLBACK (on_merged_cb), self, G_CONNECT_SWAPPED);
}

static void
undo_merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _ka_import_dialog_undo_merge (KA_IMPORT_DIALOG (widget));
}

/* ---- beside each other ---- */

typedef struct
{
  KaImportDialog *dialog; /* borrowed: its window goes with it */
  const KaKind *kind;
  char *text;
} Asked;

static void
free_asked (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_free (asked->text);
  g_free (asked);
}

static void
on_answered_cb (KaImportCompare *compare, const char *name, Asked *asked)
{
  KaImportDialog *self = asked->dialog;

  if (self->work != NULL)
    return;
  ka_import_answer (self->import, asked->kind, asked->text, name);
  _ka_import_dialog_start_reading (self, ka_import_job_new (self->import, self));
}

static KaImportCompare *
compare (KaImportDialog *self,
         const KaKind *kind,
         const char *text,
         GPtrArray *names,
         guint table,
         guint row)
{
  KaImportCompare *dialog
    = ka_import_compare_present (GTK_WINDOW (self), self->context, kind, text, names, self->import,
                                 _ka_import_review_find_row (self, table, row));

  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "merge", G_CALLBACK (on_merge_cb), self, G_CONNECT_SWAPPED);
  return dialog;
}

static void
on_compare_cb (KaImportDialog *self, const KaImportQuestion *question)
{
  KaImportCompare *dialog = compare (self, question->kind, question->text, question->guesses,
                                     question->table, question->place.row);
  Asked *asked = g_new0 (Asked, 1);

  asked->dialog = self;
  asked->kind = question->kind;
  asked->text = g_strdup (question->text);
  ka_import_compare_set_question (dialog, question->is_new);
  g_signal_connect_data (dialog, "answered", G_CALLBACK (on_answered_cb), asked, free_asked, 0);
}

/* Several records of one name: the row cannot say which is meant, but they may be one. */
static void
on_compare_problem_cb (KaImportDialog *self)
{
  KaImportItem *item = gtk_single_selection_get_selected_item (self->problem_selection);
  const KaImportProblem *problem = item != NULL ? ka_import_item_get_problem (item) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  char *text;

  if (problem == NULL || problem->table < 0 || problem->field == NULL
      || ka_field_target (problem->field) == NULL)
    return;
  text = ka_import_get_text (self->import, problem->table, problem->place);
  g_ptr_array_add (names, g_strstrip (text));
  compare (self, ka_field_target (problem->field), text, names, problem->table, problem->row);
}

void
_ka_import_merge_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_compare_problem_cb);
  gtk_widget_class_install_action (widget_class, "import.undo-merge", NULL, undo_merge_action);
}
