/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* 八条硬措施 of a quarter as a workbook: how each unit and each task stands, against the quarter before, and
 * what falls short with its problem, what comes next and what became of it. */
gboolean
ka_measure_book_write (KaLedger *ledger, KaQuarter quarter, const char *path, GError **error);

G_END_DECLS
