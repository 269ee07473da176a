/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-application.h"
#include "ka-content-types.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  const char *locale_dir = g_getenv ("KUANGAN_LOCALE_DIR");
  g_autoptr (KaApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : KA_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname (KA_APP_ID);
  g_set_application_name (_ ("矿安工作台"));

  ka_content_types_add ();
  application = ka_application_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
