/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "wide-ledger.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* However large the file: what an import takes is bounded. Three times the rows, and the memory of the process
 * (all of it, at its highest) grows by what is kept of every record, not by the file. */
#define FEW_ROWS 12000
#define MANY_ROWS 36000
#define MAX_MIB 60.0
#define MAX_GROWTH_MIB 8.0

static const char *self;

static double
measure (const char *folder, const char *suffix, guint rows)
{
  g_autofree char *file = g_strdup_printf ("%s/%u%s", folder, rows, suffix);
  g_autofree char *ledger = g_build_filename (folder, "memory.kuangan", NULL);
  g_autofree char *n = g_strdup_printf ("%u", rows);
  const char *make[] = { self, "make", file, n, NULL };
  const char *import[] = { self, "import", file, ledger, NULL };
  WideCost cost;
  GStatBuf status;

  wide_ledger_run ((char **)make);
  cost = wide_ledger_run ((char **)import);
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_test_message ("%u rows, %.1f MiB of %s: %.1f MiB", rows, status.st_size / 1048576.0, suffix,
                  cost.mib);
  g_unlink (file);
  g_unlink (ledger);
  return cost.mib;
}

static void
test_bounded (gconstpointer suffix)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-memory-XXXXXX", NULL);
  double few = measure (folder, suffix, FEW_ROWS), many = measure (folder, suffix, MANY_ROWS);

  g_assert_cmpfloat (many, <, MAX_MIB);
  g_assert_cmpfloat (many - few, <, MAX_GROWTH_MIB);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  self = argv[0];
  if (argc == 4 && strcmp (argv[1], "make") == 0)
    {
      wide_ledger_write (argv[2], atoi (argv[3]));
      return 0;
    }
  if (argc == 4 && strcmp (argv[1], "import") == 0)
    {
      wide_ledger_import (argv[2], argv[3]);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/import-memory/xlsx", ".xlsx", test_bounded);
  g_test_add_data_func ("/import-memory/csv", ".csv", test_bounded);
  return g_test_run ();
}
