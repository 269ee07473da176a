/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-test.h"

#include <ka-quarterly-private.h>

G_BEGIN_DECLS

/* A ledger, empty at first, on the last day of 2025. */
typedef struct
{
  char *folder;
  KaLedger *ledger;
} District;

void district_set_up (District *district, gconstpointer data);
void district_tear_down (District *district, gconstpointer data);
/* Mines, inspections, hazards … by chance. */
void district_fill (District *district, guint32 seed);
KaRecord *district_of_mine (const char *kind, gint64 mine); /* a new record of that mine */
void district_save (KaLedger *ledger, KaRecord *record);
KaQuarter district_quarter (void);
KaQuarterly *district_report (KaLedger *ledger);
/* Both write a .pdf or .xlsx into the folder: its path; its SHA-256. */
char *district_write (KaQuarterly *report, District *district, const char *name);
char *district_write_digest (KaQuarterly *report, District *district, const char *name);
/* What a program of the system prints; NULL (and the test is skipped) where it is absent. */
char *district_run (const char *program, ...);

G_END_DECLS
