/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "start-watch.h"

#include "ka-agenda.h"
#include "ka-application.h"
#include "ka-window.h"

#include <locale.h>

/* As src/app/main.c, and watched. */

/* The start page with what is due, counted. */
static gboolean
is_usable (GtkWindow *window)
{
  KaContext *context = ka_window_get_context (KA_WINDOW (window));

  return ka_agenda_get_items (ka_agenda_of (context)) != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (KaApplication) application = NULL;

  setlocale (LC_ALL, "");
  g_set_prgname (KA_APP_ID);
  application = ka_application_new (G_APPLICATION_DEFAULT_FLAGS);
  start_watch (GTK_APPLICATION (application), is_usable);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
