/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-settings-page.h"

struct _KaSettingsPage
{
  KaPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KaSettingsPage, ka_settings_page, KA_TYPE_PAGE)

static void
ka_settings_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_SETTINGS_PAGE);
  G_OBJECT_CLASS (ka_settings_page_parent_class)->dispose (object);
}

static void
ka_settings_page_class_init (KaSettingsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_settings_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-settings-page.ui");
}

static void
ka_settings_page_init (KaSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
