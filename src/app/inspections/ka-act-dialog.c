/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-act-dialog.h"

#include "ka-field-row.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-deadline.h>

struct _KaActDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkButton *apply;
  GtkLabel *intro;
  GtkLabel *problem;
  GtkBox *rows;
  GtkLabel *source;

  /* Borrowed */
  const KaAct *act;

  /* Owned */
  KaContext *context;
  KaRecord *record;
  KaRecord *draft;
};

G_DEFINE_FINAL_TYPE (KaActDialog, ka_act_dialog, ADW_TYPE_WINDOW)

static void
tell_problem (KaActDialog *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* A deadline may be a term: 15日, 5个工作日, reckoned from the order where there is one. */
static gboolean
read_editor (KaActDialog *self, KaFieldEditor *editor, char **value, GError **error)
{
  const KaField *field = ka_field_editor_get_field (editor);
  g_autofree char *text = ka_field_editor_get_text (editor);
  const char *ordered = ka_kind_field (self->draft->kind, "ordered") != NULL
                          ? ka_record_get (self->draft, "ordered")
                          : NULL;
  g_autoptr (KaWorkdays) workdays = NULL;

  if (!g_str_equal (field->id, "deadline"))
    return ka_field_editor_read (editor, ka_today (), value, error);
  if (!ka_deadline_is_term (text))
    return ka_field_editor_read (editor, ka_today (), value, NULL)
           || ka_deadline_refuse (field, text, error);
  workdays = ka_workdays_new (ka_context_get_ledger (self->context), error);
  if (workdays == NULL)
    return FALSE;
  *value = ka_day_to_iso (
    ka_deadline_reckon (text, ordered != NULL ? ka_day_from_iso (ordered) : ka_today (), workdays));
  ka_field_editor_set_value (editor, *value);
  return TRUE;
}

/* Takes what stands in the rows into the draft. FALSE: one of them is no value. */
static gboolean
read_rows (KaActDialog *self)
{
  gboolean good = TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      KaFieldEditor *editor = ka_field_row_get_editor (KA_FIELD_ROW (child));
      const KaField *field = ka_field_editor_get_field (editor);
      g_autofree char *value = NULL;
      g_autoptr (GError) error = NULL;

      if (read_editor (self, editor, &value, &error))
        {
          ka_record_set (self->draft, field->id, value);
          ka_field_row_set_problem (KA_FIELD_ROW (child), NULL, FALSE);
          continue;
        }
      ka_field_row_set_problem (KA_FIELD_ROW (child), error->message, TRUE);
      if (good)
        gtk_widget_grab_focus (ka_field_editor_get_control (editor));
      good = FALSE;
    }
  return good;
}

static void
on_apply_clicked_cb (KaActDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));

  tell_problem (self, NULL);
  if (!read_rows (self))
    return;
  if (!ka_act_run (self->act, ka_context_get_ledger (self->context), self->record->kind,
                   self->record->id, self->draft, ka_today (), NULL, &error))
    {
      tell_problem (self, error->message);
      return;
    }
  text = g_strdup_printf (_ ("已办理“%s”"), ka_act_label (self->act));
  if (KA_IS_WINDOW (window))
    ka_window_tell_undoable (KA_WINDOW (window), text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
ka_act_dialog_dispose (GObject *object)
{
  KaActDialog *self = KA_ACT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_ACT_DIALOG);
  g_clear_object (&self->context);
  g_clear_pointer (&self->record, ka_record_unref);
  g_clear_pointer (&self->draft, ka_record_unref);
  G_OBJECT_CLASS (ka_act_dialog_parent_class)->dispose (object);
}

static void
ka_act_dialog_class_init (KaActDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_act_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-act-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaActDialog, apply);
  gtk_widget_class_bind_template_child (widget_class, KaActDialog, intro);
  gtk_widget_class_bind_template_child (widget_class, KaActDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, KaActDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, KaActDialog, source);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_act_dialog_init (KaActDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_rows (KaActDialog *self)
{
  const KaKind *kind = self->draft->kind;
  GtkWidget *first = NULL;

  for (const KaActField *f = self->act->fields; f->field != NULL; f++)
    {
      KaFieldRow *row;
      KaFieldEditor *editor;

      if (!ka_act_asks (self->act, f, self->record))
        continue;
      row = ka_field_row_new (self->context, ka_kind_field (kind, f->field));
      editor = ka_field_row_get_editor (row);
      ka_field_editor_set_value (editor, ka_record_get (self->draft, f->field));
      if (g_str_equal (f->field, "deadline"))
        ka_field_row_set_hint (row, _ ("可以写日期，也可以写 15日、5个工作日。"));
      else if (ka_act_needs (self->act, f, self->record)
               && ka_record_get (self->draft, f->field) == NULL)
        ka_field_row_set_hint (row, _ ("办理时必填。"));
      gtk_box_append (self->rows, GTK_WIDGET (row));
      if (first == NULL && ka_record_get (self->draft, f->field) == NULL)
        first = ka_field_editor_get_control (editor);
    }
  if (first != NULL)
    gtk_window_set_focus (GTK_WINDOW (self), first);
}

GtkWidget *
ka_act_dialog_get_editor (KaActDialog *self, const char *field)
{
  g_return_val_if_fail (KA_IS_ACT_DIALOG (self), NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      KaFieldEditor *editor = ka_field_row_get_editor (KA_FIELD_ROW (child));

      if (g_str_equal (ka_field_editor_get_field (editor)->id, field))
        return GTK_WIDGET (editor);
    }
  return NULL;
}

GtkWindow *
ka_act_dialog_present (GtkWidget *over,
                       KaContext *context,
                       const KaAct *act,
                       const KaKind *kind,
                       gint64 id)
{
  KaLedger *ledger = ka_context_get_ledger (context);
  KaWindow *window = ka_window_of (over);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, kind, id, &error);
  KaActDialog *self;

  if (record == NULL || !ka_act_lawful (act, record, ka_today (), &error))
    {
      if (window != NULL)
        ka_window_tell_error (window, _ ("没有办理"), error);
      return NULL;
    }
  self = g_object_new (KA_TYPE_ACT_DIALOG, "title", ka_act_label (act), NULL);
  self->context = g_object_ref (context);
  self->act = act;
  self->record = g_steal_pointer (&record);
  self->draft = ka_act_draft (act, ledger, self->record, ka_today ());
  gtk_label_set_label (self->intro, ka_ledger_title (ledger, kind, id));
  gtk_label_set_label (self->source, _ (act->source));
  gtk_button_set_label (self->apply, ka_act_label (act));
  add_rows (self);
  if (window != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
