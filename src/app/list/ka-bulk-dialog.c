/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-bulk-dialog.h"

#include "ka-field-editor.h"
#include "ka-list-view-private.h"

#include <glib/gi18n.h>

struct _KaBulkDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwBin *bin;
  GtkDropDown *field;
  GtkLabel *intro;
  GtkLabel *problem;

  /* Borrowed */
  KaFieldEditor *editor;

  /* Owned */
  KaListView *view;
  GArray *ids;
};

G_DEFINE_FINAL_TYPE (KaBulkDialog, ka_bulk_dialog, ADW_TYPE_WINDOW)

static const KaField *
selected_field (KaBulkDialog *self)
{
  return &self->view->kind->fields[gtk_drop_down_get_selected (self->field)];
}

static void
on_field_selected_cb (KaBulkDialog *self)
{
  if (self->view == NULL)
    return;
  self->editor = ka_field_editor_new (self->view->context, selected_field (self));
  adw_bin_set_child (self->bin, GTK_WIDGET (self->editor));
  gtk_accessible_update_property (GTK_ACCESSIBLE (ka_field_editor_get_control (self->editor)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("新的值"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
}

static void
on_apply_clicked_cb (KaBulkDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  if (!ka_field_editor_read (self->editor, KA_DAY_NONE, &value, &error))
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  if (value == NULL && (selected_field (self)->flags & KA_REQUIRED))
    {
      gtk_label_set_label (self->problem, _ ("这个字段必填，不能改为空。"));
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  _ka_list_view_set_field (self->view, self->ids, selected_field (self), value);
  gtk_window_close (GTK_WINDOW (self));
}

static void
ka_bulk_dialog_dispose (GObject *object)
{
  KaBulkDialog *self = KA_BULK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_BULK_DIALOG);
  g_clear_object (&self->view);
  g_clear_pointer (&self->ids, g_array_unref);
  G_OBJECT_CLASS (ka_bulk_dialog_parent_class)->dispose (object);
}

static void
ka_bulk_dialog_class_init (KaBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_bulk_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaBulkDialog, bin);
  gtk_widget_class_bind_template_child (widget_class, KaBulkDialog, field);
  gtk_widget_class_bind_template_child (widget_class, KaBulkDialog, intro);
  gtk_widget_class_bind_template_child (widget_class, KaBulkDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_field_selected_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_bulk_dialog_init (KaBulkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
ka_bulk_dialog_present (KaListView *view, GArray *ids, const KaField *field)
{
  KaBulkDialog *self = g_object_new (KA_TYPE_BULK_DIALOG, NULL);
  g_autoptr (GtkStringList) fields = gtk_string_list_new (NULL);
  g_autofree char *intro
    = g_strdup_printf (_ ("把所选 %u %s%s的一个字段改为同一个值。只算一次修改，可以一次撤销。"),
                       ids->len, view->kind->counter, ka_kind_label (view->kind));

  self->view = g_object_ref (view);
  self->ids = g_array_ref (ids);
  gtk_label_set_label (self->intro, intro);
  for (guint i = 0; i < view->kind->n_fields; i++)
    gtk_string_list_append (fields, ka_field_label (&view->kind->fields[i]));
  gtk_drop_down_set_model (self->field, G_LIST_MODEL (fields));
  if (field != NULL)
    gtk_drop_down_set_selected (self->field, (guint)(field - view->kind->fields));
  on_field_selected_cb (self);
  gtk_window_set_transient_for (GTK_WINDOW (self),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view))));
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
