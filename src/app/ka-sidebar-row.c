/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-sidebar-row.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaSidebarRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkLabel *badge;
  GtkImage *icon;
  GtkLabel *label;

  const KaPageInfo *info; /* static */
};

G_DEFINE_FINAL_TYPE (KaSidebarRow, ka_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
ka_sidebar_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_SIDEBAR_ROW);
  G_OBJECT_CLASS (ka_sidebar_row_parent_class)->dispose (object);
}

static void
ka_sidebar_row_class_init (KaSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_sidebar_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KaSidebarRow, badge);
  gtk_widget_class_bind_template_child (widget_class, KaSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, KaSidebarRow, label);
}

static void
ka_sidebar_row_init (KaSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ka_sidebar_row_new (const KaPageInfo *info)
{
  KaSidebarRow *self = g_object_new (KA_TYPE_SIDEBAR_ROW, NULL);

  self->info = info;
  gtk_image_set_from_icon_name (self->icon, info->icon);
  gtk_label_set_label (self->label, _ (info->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->label), -1);
  return GTK_WIDGET (self);
}

const KaPageInfo *
ka_sidebar_row_get_info (KaSidebarRow *self)
{
  g_return_val_if_fail (KA_IS_SIDEBAR_ROW (self), NULL);
  return self->info;
}

void
ka_sidebar_row_set_badge (KaSidebarRow *self, const char *text, const char *tooltip, gboolean due)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (KA_IS_SIDEBAR_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->badge), text != NULL);
  gtk_label_set_label (self->badge, text != NULL ? text : "");
  ka_set_tooltip (GTK_WIDGET (self), tooltip);
  if (due)
    gtk_widget_add_css_class (GTK_WIDGET (self->badge), "due");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->badge), "due");

  spoken = tooltip != NULL ? g_strdup_printf ("%s，%s", _ (self->info->label), tooltip)
                           : g_strdup (_ (self->info->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
