/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* Numbers of official papers, （江津）应急检记〔2025〕1号: they run by word and year from 1, without gaps and
 * without doubles. A number once given is never given again: a voided paper keeps its own, and one whose
 * issuing was undone comes back as voided when the next is given. */

/* As setting paper.number has it; serial 0: the place stays blank. */
char *ka_paper_format_number (KaLedger *ledger, const char *word, int year, gint64 serial);
/* What such a number says; FALSE: it is no number of that word. */
gboolean ka_paper_parse_number (KaLedger *ledger,
                                const char *word,
                                const char *number,
                                int *year,
                                gint64 *serial);

/* Inside ka_ledger_transact(): gives the paper number, word, year and serial. given: the number that the
 * record bears already (typed or imported), taken as it is if it is one of that word and no other paper
 * has it; or NULL. */
gboolean ka_paper_take_number (KaLedger *ledger,
                               KaRecord *paper,
                               const char *word,
                               int year,
                               const char *given,
                               GError **error);

G_END_DECLS
