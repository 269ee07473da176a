/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-import.h>

/* Adds to faults (char *) each cell of the file that the import, which was committed as the change, neither took nor
 * spoke of, and each value that is from no cell and by no rule. Rows must have been kept. */
void judge_import (KaImport *import,
                   KaLedger *ledger,
                   const char *path,
                   gint64 change,
                   GPtrArray *faults);
