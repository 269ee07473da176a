/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-editor.h"

#include <glib/gi18n.h>
#include <ka-paper.h>

struct _KaPaperEditor
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkLabel *problem;
  GtkButton *reset;
  GtkButton *save;
  GtkTextView *text;

  /* Owned */
  KaContext *context;
  char *form;
};

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaPaperEditor, ka_paper_editor, ADW_TYPE_WINDOW)

static void
keep (KaPaperEditor *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (ka_paper_set_form_text (ka_context_get_ledger (self->context), self->form, text, &error))
    {
      g_signal_emit (self, signals[SAVED], 0);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
on_save_clicked_cb (KaPaperEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  keep (self, text);
}

static void
on_reset_clicked_cb (KaPaperEditor *self)
{
  keep (self, NULL);
}

static void
ka_paper_editor_dispose (GObject *object)
{
  KaPaperEditor *self = KA_PAPER_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_PAPER_EDITOR);
  g_clear_object (&self->context);
  g_clear_pointer (&self->form, g_free);
  G_OBJECT_CLASS (ka_paper_editor_parent_class)->dispose (object);
}

static void
ka_paper_editor_class_init (KaPaperEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_paper_editor_dispose;

  signals[SAVED] = g_signal_new ("saved", KA_TYPE_PAPER_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-paper-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, KaPaperEditor, problem);
  gtk_widget_class_bind_template_child (widget_class, KaPaperEditor, reset);
  gtk_widget_class_bind_template_child (widget_class, KaPaperEditor, save);
  gtk_widget_class_bind_template_child (widget_class, KaPaperEditor, text);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_paper_editor_init (KaPaperEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
ka_paper_editor_present (GtkWindow *over, KaContext *context, const char *form, const char *name)
{
  KaPaperEditor *self = g_object_new (KA_TYPE_PAPER_EDITOR, NULL);
  g_autofree char *title = g_strdup_printf (_ ("%s的式样"), name);
  g_autofree char *text = ka_paper_get_form_text (ka_context_get_ledger (context), form);
  gboolean can_write = ka_context_can_write (context);

  self->context = g_object_ref (context);
  self->form = g_strdup (form);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  gtk_text_view_set_editable (self->text, can_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), can_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reset), can_write);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_window_set_transient_for (GTK_WINDOW (self), over);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
