/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* The list of tasks of the eight hard measures. Until the municipal office's own list (企业15条, 地方监管15条,
 * 属地政府6条) is there, an office may work with what the public papers ask for: numbered 硬措施-…, and marked
 * so in 依据. */

/* Whether the number is of a task of the public papers. */
gboolean ka_measure_is_public (const char *no);
/* How many tasks stand: those of the public papers, and others. */
gboolean
ka_measure_list_count (KaLedger *ledger, guint *public_tasks, guint *others, GError **error);
/* Adds those of the public papers that are not there; n: how many. One change. */
gboolean ka_measure_list_load (KaLedger *ledger, guint *n, GError **error);
/* The official list takes their place: those of the public papers of which nothing was ever told go, the
 * others stand until the last quarter that tells of them. One change, which can be undone. */
gboolean ka_measure_list_replace (KaLedger *ledger, guint *deleted, guint *retired, GError **error);

G_END_DECLS
