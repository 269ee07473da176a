/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-draw-dialog.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-draw.h>
#include <ka-plan-paper.h>

typedef enum
{
  STEP_ASK,   /* nothing is fixed */
  STEP_FIXED, /* seed and candidates are saved */
  STEP_DRAWN,
  STEP_APPLIED,
} Step;

struct _KaDrawDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkGrid *asked;
  GtkSpinButton *count;
  GtkSpinButton *month;
  GtkLabel *month_label;
  GtkButton *next;
  GtkLabel *problem;
  GtkDropDown *purpose;
  GtkButton *receipt;
  GtkEntry *seed;
  GtkSpinButton *team;
  GtkTextView *text;

  /* Owned */
  KaContext *context;
  KaDraw *draw; /* or NULL */

  int year;
  Step step;
};

G_DEFINE_FINAL_TYPE (KaDrawDialog, ka_draw_dialog, ADW_TYPE_WINDOW)

static gboolean
is_inspection (KaDrawDialog *self)
{
  return gtk_drop_down_get_selected (self->purpose) == 0;
}

static KaWindow *
get_window (KaDrawDialog *self)
{
  GtkWindow *over = gtk_window_get_transient_for (GTK_WINDOW (self));

  return over != NULL ? KA_WINDOW (over) : NULL;
}

static void
tell_problem (KaDrawDialog *self, const GError *error)
{
  gtk_label_set_label (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
update (KaDrawDialog *self)
{
  const char *labels[]
    = { _ ("固定种子和名单"), _ ("抽取"),
        is_inspection (self) ? _ ("列入计划") : _ ("列为抽查项目"), _ ("已列入") };
  GtkWidget *inputs[] = { GTK_WIDGET (self->purpose), GTK_WIDGET (self->count),
                          GTK_WIDGET (self->team), GTK_WIDGET (self->seed) };

  gtk_button_set_label (self->next, labels[self->step]);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next),
                            self->step < STEP_APPLIED && ka_context_can_write (self->context));
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    gtk_widget_set_sensitive (inputs[i], self->step == STEP_ASK);
  gtk_widget_set_sensitive (GTK_WIDGET (self->team),
                            self->step == STEP_ASK && is_inspection (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->count),
                            self->step == STEP_ASK && is_inspection (self));
  gtk_widget_set_visible (GTK_WIDGET (self->month), is_inspection (self));
  gtk_widget_set_visible (GTK_WIDGET (self->month_label), is_inspection (self));
  gtk_widget_set_visible (GTK_WIDGET (self->receipt), self->step >= STEP_DRAWN);
}

static void
show_draw (KaDrawDialog *self)
{
  g_autofree char *receipt = ka_draw_receipt (self->draw);
  g_autofree char *text
    = self->draw->hash != NULL
        ? g_strdup_printf (_ ("%s\n校验值（以上内容的 SHA-256）：%s\n"), receipt, self->draw->hash)
        : g_strdup (receipt);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->seed), self->draw->seed);
}

static void
fix (KaDrawDialog *self, KaLedger *ledger)
{
  const char *seed = gtk_editable_get_text (GTK_EDITABLE (self->seed));
  KaDrawRequest request
    = { .purpose = is_inspection (self) ? KA_DRAW_INSPECTION : KA_DRAW_ACCEPTANCE,
        .year = self->year,
        /* Of acceptances as many as the share asks for. */
        .count = is_inspection (self) ? (guint)gtk_spin_button_get_value_as_int (self->count) : 0,
        .team = is_inspection (self) ? (guint)gtk_spin_button_get_value_as_int (self->team) : 0,
        .seed = *seed != '\0' ? seed : NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaDraw) draw = ka_draw_prepare (ledger, &request, ka_today (), &error);

  if (draw != NULL && ka_draw_fix (ledger, draw, &error))
    {
      self->draw = g_steal_pointer (&draw);
      self->step = STEP_FIXED;
      show_draw (self);
    }
  tell_problem (self, error);
}

static void
finish (KaDrawDialog *self, KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  KaDraw *drawn = ka_draw_finish (ledger, self->draw->record, &error);

  if (drawn != NULL)
    {
      ka_draw_free (self->draw);
      self->draw = drawn;
      self->step = STEP_DRAWN;
      show_draw (self);
    }
  tell_problem (self, error);
}

static void
apply (KaDrawDialog *self, KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  if (ka_draw_apply (ledger, self->draw->record,
                     (guint)gtk_spin_button_get_value_as_int (self->month), ka_today (), &error))
    {
      self->step = STEP_APPLIED;
      if (get_window (self) != NULL)
        ka_window_tell_undoable (get_window (self), _ ("已列入抽取结果"));
    }
  tell_problem (self, error);
}

static void
on_next_clicked_cb (KaDrawDialog *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);

  if (ledger == NULL)
    return;
  if (self->step == STEP_ASK)
    fix (self, ledger);
  else if (self->step == STEP_FIXED)
    finish (self, ledger);
  else if (self->step == STEP_DRAWN)
    apply (self, ledger);
  update (self);
}

static void
on_purpose_cb (KaDrawDialog *self)
{
  if (self->context != NULL)
    update (self);
}

/* ---- the receipt on paper ---- */

typedef struct
{
  gint64 id;
  char *path;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_free (export->path);
  g_free (export);
}

static gpointer
write_receipt (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Export *export = data;

  return ka_draw_write_pdf (ledger, export->id, export->path, ka_work_get_cancellable (work), error)
           ? GINT_TO_POINTER (1)
           : NULL;
}

static void
on_written_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaDrawDialog *self = owner;
  gpointer done = answer;

  if (done != NULL && get_window (self) != NULL)
    ka_window_tell (get_window (self), _ ("已导出抽取收据"));
  else if (done == NULL)
    tell_problem (self, error);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaDrawDialog) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  Export *export;

  if (file == NULL || self->context == NULL || ka_context_get_ledger (self->context) == NULL)
    return;
  export = g_new (Export, 1);
  export->id = self->draw->record;
  export->path = g_file_get_path (file);
  ka_ask (self->context, self, NULL,
          ka_work_new (NULL, KA_WORK_READS, write_receipt, export, free_export, NULL),
          on_written_cb);
}

static void
on_receipt_clicked_cb (KaDrawDialog *self)
{
  g_autofree char *name = g_strdup_printf (_ ("随机抽取收据 %s.pdf"), self->draw->number);

  ka_choose_file_async (GTK_WINDOW (self), _ ("抽取收据"), GTK_FILE_CHOOSER_ACTION_SAVE, name,
                        _ ("PDF 文件"), "pdf", FALSE, on_chosen_cb, g_object_ref (self));
}

/* ---- object ---- */

static void
ka_draw_dialog_dispose (GObject *object)
{
  KaDrawDialog *self = KA_DRAW_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_DRAW_DIALOG);
  g_clear_object (&self->context);
  g_clear_pointer (&self->draw, ka_draw_free);
  G_OBJECT_CLASS (ka_draw_dialog_parent_class)->dispose (object);
}

static void
ka_draw_dialog_class_init (KaDrawDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_draw_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-draw-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, asked);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, count);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, month);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, month_label);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, next);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, purpose);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, receipt);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, seed);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, team);
  gtk_widget_class_bind_template_child (widget_class, KaDrawDialog, text);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_purpose_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_receipt_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_draw_dialog_init (KaDrawDialog *self)
{
  int year, month, dom;

  gtk_widget_init_template (GTK_WIDGET (self));
  ka_day_get_ymd (ka_today (), &year, &month, &dom);
  gtk_spin_button_set_value (self->month, month);
}

void
ka_draw_dialog_present (GtkWidget *over, KaContext *context, int year)
{
  KaDrawDialog *self = g_object_new (KA_TYPE_DRAW_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->year = year;
  if (ka_window_of (over) != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (ka_window_of (over)));
  update (self);
  gtk_window_present (GTK_WINDOW (self));
}
