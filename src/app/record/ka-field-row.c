/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-field-row.h"

#include "ka-window.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaFieldRow
{
  GtkBox parent_instance;

  /* Template widgets */
  AdwBin *bin;
  GtkMenuButton *help;
  GtkLabel *help_text;
  GtkLabel *hint;
  GtkLabel *label;
  GtkButton *open;
  GtkLabel *problem;
  GtkLabel *unit;

  /* Borrowed */
  KaFieldEditor *editor;
  const KaKind *about_kind; /* of the record that the problem speaks of */

  gint64 about;
};

enum
{
  CHANGED,
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaFieldRow, ka_field_row, GTK_TYPE_BOX)

static void
on_editor_changed_cb (KaFieldRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_open_clicked_cb (KaFieldRow *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

static gboolean
on_link_cb (KaFieldRow *self)
{
  ka_window_show_record (ka_window_of (self), self->about_kind, self->about);
  return TRUE;
}

static void
ka_field_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_FIELD_ROW);
  G_OBJECT_CLASS (ka_field_row_parent_class)->dispose (object);
}

static void
ka_field_row_class_init (KaFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_field_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", KA_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", KA_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, bin);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, help);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, help_text);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, hint);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, label);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, open);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, problem);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, unit);
  gtk_widget_class_bind_template_callback (widget_class, on_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked_cb);
}

static void
ka_field_row_init (KaFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_label (KaFieldRow *self, const KaField *field)
{
  GtkWidget *control = ka_field_editor_get_control (self->editor);
  GtkAccessible *named
    = GTK_ACCESSIBLE (field->type == KA_FIELD_FLAG ? GTK_WIDGET (self->editor) : control);
  gboolean required = (field->flags & KA_REQUIRED) != 0;
  g_autofree char *text = required ? g_strconcat (ka_field_label (field), " *", NULL)
                                   : g_strdup (ka_field_label (field));
  g_autofree char *spoken
    = g_strdup_printf ("%s%s%s", ka_field_label (field), field->unit != NULL ? " " : "",
                       field->unit != NULL ? field->unit : "");

  gtk_label_set_label (self->label, text);
  gtk_label_set_mnemonic_widget (self->label, control);
  if (required)
    ka_set_tooltip (GTK_WIDGET (self->label), _ ("必填"));
  gtk_accessible_update_property (named, GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_relation (named, GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->problem, NULL, -1);
  if (GTK_IS_ENTRY (control) || GTK_IS_TEXT_VIEW (control))
    gtk_accessible_update_property (named, GTK_ACCESSIBLE_PROPERTY_REQUIRED, required, -1);
}

KaFieldRow *
ka_field_row_new (KaContext *context, const KaField *field)
{
  KaFieldRow *self = g_object_new (KA_TYPE_FIELD_ROW, NULL);

  self->editor = ka_field_editor_new (context, field);
  adw_bin_set_child (self->bin, GTK_WIDGET (self->editor));
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (on_editor_changed_cb), self);
  set_label (self, field);
  gtk_label_set_label (self->unit, field->unit != NULL ? field->unit : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unit), field->unit != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->open), field->type == KA_FIELD_REF);
  if (field->help != NULL)
    {
      g_autofree char *spoken = g_strdup_printf (_ ("%s：说明"), ka_field_label (field));

      gtk_label_set_label (self->help_text, _ (field->help));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->help), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->help), field->help != NULL);
  if (field->type == KA_FIELD_REF)
    {
      g_autofree char *spoken = g_strdup_printf (_ ("打开%s"), ka_field_label (field));

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
      ka_set_tooltip (GTK_WIDGET (self->open), spoken);
    }
  return self;
}

KaFieldEditor *
ka_field_row_get_editor (KaFieldRow *self)
{
  g_return_val_if_fail (KA_IS_FIELD_ROW (self), NULL);
  return self->editor;
}

void
ka_field_row_set_problem (KaFieldRow *self, const char *message, gboolean refused)
{
  GtkWidget *control = ka_field_editor_get_control (self->editor);

  g_return_if_fail (KA_IS_FIELD_ROW (self));

  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->problem), refused ? "ka-warning" : "ka-error");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), refused ? "ka-error" : "ka-warning");
  if (message != NULL && refused)
    gtk_widget_add_css_class (control, "error");
  else
    gtk_widget_remove_css_class (control, "error");
}

void
ka_field_row_set_remark (KaFieldRow *self, const char *message, const KaKind *kind, gint64 id)
{
  g_autofree char *marked = NULL;

  g_return_if_fail (KA_IS_FIELD_ROW (self) && message != NULL && kind != NULL);

  ka_field_row_set_problem (self, message, FALSE);
  self->about_kind = kind;
  self->about = id;
  marked = g_markup_printf_escaped ("%s <a href=\"record\">%s</a>", message, _ ("查看"));
  gtk_label_set_markup (self->problem, marked);
}

void
ka_field_row_set_hint (KaFieldRow *self, const char *text)
{
  g_return_if_fail (KA_IS_FIELD_ROW (self));

  gtk_label_set_label (self->hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL);
}

void
ka_field_row_set_modified (KaFieldRow *self, gboolean modified)
{
  g_return_if_fail (KA_IS_FIELD_ROW (self));

  if (modified)
    gtk_widget_add_css_class (GTK_WIDGET (self), "modified");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "modified");
}

void
ka_field_row_set_openable (KaFieldRow *self, gboolean openable)
{
  g_return_if_fail (KA_IS_FIELD_ROW (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->open), openable);
}
