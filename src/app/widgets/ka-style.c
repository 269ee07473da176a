/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-style.h"

#include <adwaita.h>

static const char *
choose_sheet (AdwStyleManager *manager)
{
  if (!adw_style_manager_get_high_contrast (manager))
    return KA_RESOURCE_BASE "/style.css";
  return adw_style_manager_get_dark (manager) ? KA_RESOURCE_BASE "/style-hc-dark.css"
                                              : KA_RESOURCE_BASE "/style-hc.css";
}

static void
load (AdwStyleManager *manager, GParamSpec *pspec, GtkCssProvider *provider)
{
  const char *sheet = choose_sheet (manager);

  if (g_object_get_data (G_OBJECT (provider), "ka-sheet") == sheet)
    return;
  g_object_set_data (G_OBJECT (provider), "ka-sheet", (gpointer)sheet);
  gtk_css_provider_load_from_resource (provider, sheet);
}

void
ka_style_install (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  load (manager, NULL, provider);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (load), provider, 0);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (load), provider, 0);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}
