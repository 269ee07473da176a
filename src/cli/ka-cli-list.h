/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-query.h>

G_BEGIN_DECLS

/* A query from what stands after --where (F=V F!=V F~V F>=V …; may be NULL) and --sort (F or -F; may be
 * NULL). */
KaQuery *
ka_cli_query (KaLedger *ledger, const KaKind *kind, char **where, const char *sort, GError **error);

G_END_DECLS
