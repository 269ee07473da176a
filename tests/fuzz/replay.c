/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <stdio.h>

/* Stands in for libFuzzer: every file of the folders given goes through once. */
int
main (int argc, char **argv)
{
  guint files = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (argv[i], 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (argv[i], name, NULL);
          g_autofree char *bytes = NULL;
          gsize size;

          if (!g_file_get_contents (path, &bytes, &size, NULL))
            continue;
          printf ("%s\n", path);
          fflush (stdout);
          LLVMFuzzerTestOneInput ((const guint8 *)bytes, size);
          files++;
        }
    }
  printf ("%u files\n", files);
  return files > 0 ? 0 : 1;
}
