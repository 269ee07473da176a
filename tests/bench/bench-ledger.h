/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* A year of many mines with all that belongs to them. A KaWriteFunc; data: guint *, how many mines. */
gboolean bench_ledger_fill (KaLedger *ledger, gpointer n_mines, GError **error);
/* What the office changed in a tenth of them since. */
gboolean bench_ledger_change (KaLedger *ledger, gpointer n_mines, GError **error);

G_END_DECLS
