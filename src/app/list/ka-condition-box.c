/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-condition-box.h"

#include "ka-field-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _KaConditionBox
{
  GtkBox parent_instance;

  /* Template widgets */
  AdwBin *bin;
  GtkDropDown *field;
  GtkDropDown *op;
  GtkLabel *problem;

  /* Borrowed */
  const KaKind *kind;
  KaFieldEditor *editor;

  /* Owned */
  KaContext *context;
};

enum
{
  ADD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaConditionBox, ka_condition_box, GTK_TYPE_BOX)

static const KaField *
selected_field (KaConditionBox *self)
{
  guint i = gtk_drop_down_get_selected (self->field);

  return &self->kind->fields[i < self->kind->n_fields ? i : 0];
}

static KaOp
selected_op (KaConditionBox *self)
{
  guint i = gtk_drop_down_get_selected (self->op);

  return (KaOp)ka_field_ops (selected_field (self))[i != GTK_INVALID_LIST_POSITION ? i : 0];
}

static gboolean
wants_value (KaConditionBox *self)
{
  KaOp op = selected_op (self);

  return op != KA_OP_EMPTY && op != KA_OP_GIVEN;
}

static void
on_op_selected_cb (KaConditionBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->bin), wants_value (self));
}

static void
on_field_selected_cb (KaConditionBox *self)
{
  const KaField *field;
  g_autoptr (GtkStringList) ops = gtk_string_list_new (NULL);
  g_autofree char *spoken = NULL;

  if (self->kind == NULL)
    return;
  field = selected_field (self);
  for (const int *op = ka_field_ops (field); *op >= 0; op++)
    gtk_string_list_append (ops, ka_op_label (field, (KaOp)*op));
  gtk_drop_down_set_model (self->op, G_LIST_MODEL (ops));
  gtk_drop_down_set_selected (self->op, 0);

  self->editor = ka_field_editor_new (self->context, field);
  adw_bin_set_child (self->bin, GTK_WIDGET (self->editor));
  spoken = g_strdup_printf (_ ("%s：比较的值"), ka_field_label (field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (ka_field_editor_get_control (self->editor)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  on_op_selected_cb (self);
}

static void
tell_problem (KaConditionBox *self, const char *message)
{
  gtk_label_set_label (self->problem, message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
on_add_clicked_cb (KaConditionBox *self)
{
  const KaField *field = selected_field (self);
  KaOp op = selected_op (self);
  g_autoptr (KaCondition) condition = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  /* A part of a word need not be a value of its own. */
  if (op == KA_OP_CONTAINS)
    value = ka_field_editor_get_text (self->editor);
  else if (wants_value (self) && !ka_field_editor_read (self->editor, KA_DAY_NONE, &value, &error))
    {
      tell_problem (self, error->message);
      return;
    }
  if (wants_value (self) && (value == NULL || value[0] == '\0'))
    {
      tell_problem (self, _ ("请填写比较的值。"));
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  condition = ka_condition_new (field, op, wants_value (self) ? value : NULL);
  g_signal_emit (self, signals[ADD], 0, condition);
}

static void
ka_condition_box_dispose (GObject *object)
{
  KaConditionBox *self = KA_CONDITION_BOX (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_CONDITION_BOX);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_condition_box_parent_class)->dispose (object);
}

static void
ka_condition_box_class_init (KaConditionBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_condition_box_dispose;

  signals[ADD] = g_signal_new ("add", KA_TYPE_CONDITION_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-condition-box.ui");
  gtk_widget_class_bind_template_child (widget_class, KaConditionBox, bin);
  gtk_widget_class_bind_template_child (widget_class, KaConditionBox, field);
  gtk_widget_class_bind_template_child (widget_class, KaConditionBox, op);
  gtk_widget_class_bind_template_child (widget_class, KaConditionBox, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_field_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_op_selected_cb);
}

static void
ka_condition_box_init (KaConditionBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KaConditionBox *
ka_condition_box_new (KaContext *context, const KaKind *kind)
{
  KaConditionBox *self = g_object_new (KA_TYPE_CONDITION_BOX, NULL);
  g_autoptr (GtkStringList) fields = gtk_string_list_new (NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  for (guint i = 0; i < kind->n_fields; i++)
    gtk_string_list_append (fields, ka_field_label (&kind->fields[i]));
  gtk_drop_down_set_model (self->field, G_LIST_MODEL (fields));
  on_field_selected_cb (self);
  return self;
}
