/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* Accidents and cases that read like one of them, with what they share: no verdict, a place to look. Compared are
 * the pairs of characters of what happened and why; a pair weighs more the fewer records have it. */

typedef struct
{
  const KaKind *kind; /* accident, typical_case */
  gint64 id;
  char *title;
  guint percent; /* 0…100 */
  char *why; /* what both say, and which fields agree: 同为坍塌；同写：浮石松动、未清理 */
} KaSimilar;

void ka_similar_free (KaSimilar *similar);

/* KaSimilar elements, the most similar first, at most n; those below a tenth are left out. Waits: for a worker. */
GPtrArray *ka_similar_find (KaLedger *ledger,
                            const KaKind *kind,
                            gint64 id,
                            guint n,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
