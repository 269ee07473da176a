/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-what-if.h>

G_BEGIN_DECLS

/* A scenario of 规模化 as a workbook: the ratios now and then against their targets, what was assumed, and each
 * mine of it with what is supposed of it. name: of the scenario, or NULL. */
gboolean ka_what_if_book_write (KaLedger *ledger,
                                const char *name,
                                const KaScenario *scenario,
                                KaDay on,
                                const char *path,
                                GError **error);

G_END_DECLS
