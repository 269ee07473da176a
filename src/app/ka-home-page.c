/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-home-page.h"

struct _KaHomePage
{
  KaPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KaHomePage, ka_home_page, KA_TYPE_PAGE)

static void
ka_home_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_HOME_PAGE);
  G_OBJECT_CLASS (ka_home_page_parent_class)->dispose (object);
}

static void
ka_home_page_class_init (KaHomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_home_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-home-page.ui");
}

static void
ka_home_page_init (KaHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
