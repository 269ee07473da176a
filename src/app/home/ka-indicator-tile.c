/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-indicator-tile.h"

#include "ka-indicator-text.h"
#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaIndicatorTile
{
  GtkBox parent_instance;

  /* Template Widgets */
  GtkLabel *counts;
  GtkLabel *name;
  GtkButton *state;
  GtkLabel *target;
  GtkLabel *value;
};

G_DEFINE_FINAL_TYPE (KaIndicatorTile, ka_indicator_tile, GTK_TYPE_BOX)

static void
ka_indicator_tile_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_INDICATOR_TILE);
  G_OBJECT_CLASS (ka_indicator_tile_parent_class)->dispose (object);
}

static void
ka_indicator_tile_class_init (KaIndicatorTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_indicator_tile_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-indicator-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, KaIndicatorTile, counts);
  gtk_widget_class_bind_template_child (widget_class, KaIndicatorTile, name);
  gtk_widget_class_bind_template_child (widget_class, KaIndicatorTile, state);
  gtk_widget_class_bind_template_child (widget_class, KaIndicatorTile, target);
  gtk_widget_class_bind_template_child (widget_class, KaIndicatorTile, value);
}

static void
ka_indicator_tile_init (KaIndicatorTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ka_indicator_tile_new (const KaResult *result)
{
  KaIndicatorTile *self = g_object_new (KA_TYPE_INDICATOR_TILE, NULL);
  const char *name = ka_indicator_name (result->indicator);
  g_autofree char *value = ka_result_say_value (result);
  g_autofree char *counts = ka_result_say_counts (result);
  g_autofree char *state = ka_result_say_state (result);
  g_autofree char *target = ka_result_say_target (result);
  g_autofree char *spoken = g_strdup_printf (_ ("%s：%s，查看名单"), name, state);

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->counts, counts);
  gtk_label_set_label (self->target, target);
  ka_set_tooltip (GTK_WIDGET (self->target), result->target_source);
  gtk_button_set_label (self->state, state);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->state), "s", result->indicator->code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  if (result->met >= 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), result->met ? "success" : "warning");
  return GTK_WIDGET (self);
}
