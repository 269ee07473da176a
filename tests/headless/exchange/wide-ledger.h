/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A ledger that takes as much room as an office's could: every field of an enterprise, names and texts that
 * are all different, long remarks, cells merged down. As xlsx with shared strings, or as csv, by its name. */
void wide_ledger_write (const char *path, guint rows);

/* A process of its own. */
typedef struct
{
  double seconds; /* of the processor */
  double wall;
  double mib; /* at most */
} WideCost;

/* Fails where the program does. */
WideCost wide_ledger_run (char **argv);
/* Imports the file into a new ledger; the program ends where that fails. */
void wide_ledger_import (const char *path, const char *ledger_path);
