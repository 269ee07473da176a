/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-dialog.h"

#include "ka-date-text.h"

#include <glib/gi18n.h>

struct _KaDueDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkLabel *about;
  GtkEntry *day;
  GtkLabel *problem;
  GtkEntry *reason;
  GtkWidget *remove;

  /* Owned */
  KaDueNode *node;

  KaWindow *window; /* borrowed: it stays below this one */
};

G_DEFINE_FINAL_TYPE (KaDueDialog, ka_due_dialog, ADW_TYPE_WINDOW)

static void
tell_problem (KaDueDialog *self, const char *text)
{
  gtk_label_set_label (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
save (KaDueDialog *self, KaDay until, const char *reason)
{
  KaLedger *ledger = ka_context_get_ledger (ka_window_get_context (self->window));
  g_autoptr (GError) error = NULL;

  if (ledger == NULL)
    return;
  if (!ka_due_note (ledger, ka_due_node_get_item (self->node), until, reason, &error))
    {
      tell_problem (self, error->message);
      return;
    }
  ka_window_tell_undoable (self->window, until != KA_DAY_NONE ? _ ("已延后")
                                         : reason != NULL     ? _ ("已备注")
                                                              : _ ("已去掉备注"));
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
read_day (KaDueDialog *self, KaDay *day)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->day))));
  g_autoptr (GError) error = NULL;

  *day = KA_DAY_NONE;
  if (text[0] == '\0')
    return TRUE;
  *day = ka_date_shorthand (text, ka_today ());
  if (*day == KA_DAY_NONE && !ka_day_parse (text, day, &error))
    {
      tell_problem (self, error->message);
      return FALSE;
    }
  if (*day > ka_today () && *day != KA_DAY_FOREVER)
    return TRUE;
  tell_problem (self, _ ("“延后到”要填今天以后的一天；只想备注的，不填日期。"));
  return FALSE;
}

static void
on_save_clicked_cb (KaDueDialog *self)
{
  g_autofree char *reason
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  KaDay day;

  if (!read_day (self, &day))
    return;
  if (reason[0] == '\0')
    {
      tell_problem (self, _ ("没有填原因，请写明为什么延后或者要备注什么。"));
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }
  save (self, day, reason);
}

static void
on_remove_clicked_cb (KaDueDialog *self)
{
  save (self, KA_DAY_NONE, NULL);
}

static void
on_days_clicked_cb (GtkButton *button, KaDueDialog *self)
{
  const char *days = gtk_widget_get_name (GTK_WIDGET (button));
  g_autofree char *day
    = ka_day_to_iso (ka_today () + (KaDay)g_ascii_strtoll (days + strlen ("days-"), NULL, 10));

  gtk_editable_set_text (GTK_EDITABLE (self->day), day);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
ka_due_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_DUE_DIALOG);
  g_clear_object (&KA_DUE_DIALOG (object)->node);
  G_OBJECT_CLASS (ka_due_dialog_parent_class)->dispose (object);
}

static void
ka_due_dialog_class_init (KaDueDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_due_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-due-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaDueDialog, about);
  gtk_widget_class_bind_template_child (widget_class, KaDueDialog, day);
  gtk_widget_class_bind_template_child (widget_class, KaDueDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, KaDueDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, KaDueDialog, remove);
  gtk_widget_class_bind_template_callback (widget_class, on_days_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_due_dialog_init (KaDueDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
ka_due_dialog_present (KaWindow *window, KaDueNode *node)
{
  KaDueDialog *self = g_object_new (KA_TYPE_DUE_DIALOG, NULL);
  const KaDueItem *item = ka_due_node_get_item (node);
  g_autofree char *about = g_strdup_printf ("%s\n%s", item->name, item->message);
  g_autofree char *until = item->until != KA_DAY_NONE ? ka_day_to_iso (item->until) : NULL;

  self->node = g_object_ref (node);
  self->window = window;
  gtk_label_set_label (self->about, about);
  gtk_editable_set_text (GTK_EDITABLE (self->day), until != NULL ? until : "");
  gtk_editable_set_text (GTK_EDITABLE (self->reason), item->reason != NULL ? item->reason : "");
  gtk_widget_set_visible (self->remove, item->note != 0);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
