/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-welcome.h"

#include "ka-window.h"

struct _KaWelcome
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkWidget *create;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (KaWelcome, ka_welcome, GTK_TYPE_BOX)

static gboolean
ka_welcome_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KA_WELCOME (widget)->create);
}

static void
ka_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_WELCOME);
  G_OBJECT_CLASS (ka_welcome_parent_class)->dispose (object);
}

static void
ka_welcome_class_init (KaWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_welcome_dispose;
  widget_class->grab_focus = ka_welcome_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, KA_RESOURCE_BASE "/ui/ka-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, KaWelcome, create);
  gtk_widget_class_bind_template_child (widget_class, KaWelcome, menu);
}

static void
ka_welcome_init (KaWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ka_window_set_menu (self->menu);
}

GtkWidget *
ka_welcome_new (void)
{
  return g_object_new (KA_TYPE_WELCOME, NULL);
}
