/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-filter-chip.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaFilterChip
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkLabel *label;
  GtkButton *remove;
};

enum
{
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaFilterChip, ka_filter_chip, GTK_TYPE_BOX)

static void
on_remove_clicked_cb (KaFilterChip *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
ka_filter_chip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_FILTER_CHIP);
  G_OBJECT_CLASS (ka_filter_chip_parent_class)->dispose (object);
}

static void
ka_filter_chip_class_init (KaFilterChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_filter_chip_dispose;

  signals[REMOVE] = g_signal_new ("remove", KA_TYPE_FILTER_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-filter-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, KaFilterChip, label);
  gtk_widget_class_bind_template_child (widget_class, KaFilterChip, remove);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
}

static void
ka_filter_chip_init (KaFilterChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ka_filter_chip_new (const char *text)
{
  KaFilterChip *self = g_object_new (KA_TYPE_FILTER_CHIP, NULL);
  g_autofree char *spoken = g_strdup_printf (_ ("去掉条件：%s"), text);

  gtk_label_set_label (self->label, text);
  ka_set_tooltip (GTK_WIDGET (self->label), text);
  ka_set_tooltip (GTK_WIDGET (self->remove), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  return GTK_WIDGET (self);
}
