/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* The sheet in which a town or an enterprise tells how far the eight hard measures are in a quarter: its
 * own rows alone, with what is known, choices as drop-down lists. Filled in, it is imported as any other.
 * unit: an enterprise, or a town (its enterprises with a mine that is not closed): a row for each task of
 * enterprises and each of them, and the town's own tasks; else a unit that stands in 责任单位 or 工作统筹 of a task: its tasks. */
gboolean ka_measure_sheet_write (KaLedger *ledger,
                                 KaQuarter quarter,
                                 const char *unit,
                                 const char *path,
                                 GError **error);

G_END_DECLS
