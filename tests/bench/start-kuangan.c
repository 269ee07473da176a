/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "start-watch.h"

#include "ka-application.h"
#include "ka-window.h"

#include <locale.h>

/* As src/app/main.c, and watched. */

static gboolean
has_ledger (GtkWindow *window)
{
  return ka_context_get_ledger (ka_window_get_context (KA_WINDOW (window))) != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (KaApplication) application = NULL;

  setlocale (LC_ALL, "");
  g_set_prgname (KA_APP_ID);
  application = ka_application_new (G_APPLICATION_DEFAULT_FLAGS);
  start_watch (GTK_APPLICATION (application), has_ledger);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
