/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* The sample ledgers (resources/sample), told at 2026-01-05 for the report on 2025Q4. */
#define KA_SAMPLE_DAY "2026-01-05"
#define KA_SAMPLE_QUARTER "2025Q4"

/* Imports all of them as one change. */
gboolean ka_sample_import (KaLedger *ledger,
                           KaProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);
/* Puts the files into the folder, for whoever wants to try an import by hand. */
gboolean ka_sample_extract (const char *folder, GError **error);

G_END_DECLS
