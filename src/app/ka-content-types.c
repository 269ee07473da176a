/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-content-types.h"

#include <gio/gio.h>

void
ka_content_types_add (void)
{
  const char *given = g_getenv ("KUANGAN_MIME_DIR");
  const char *own = given != NULL ? given : KA_MIME_DIR;
  const char *const *known = g_content_type_get_mime_dirs ();
  g_autoptr (GStrvBuilder) dirs = NULL;
  g_auto (GStrv) all = NULL;

  if (g_strv_contains (known, own))
    return;

  /* A file chooser opens and reads every file whose name does not tell what it is: what is in use is better
   * left alone. What the desktop knows of them comes first. */
  dirs = g_strv_builder_new ();
  g_strv_builder_addv (dirs, (const char **)known);
  g_strv_builder_add (dirs, own);
  all = g_strv_builder_end (dirs);
  g_content_type_set_mime_dirs ((const char *const *)all);
}
