/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* How references stand in sheets (see ka-import.h): titles, and natural keys where a title does not tell
 * which record is meant. Reads each kind's titles once; made for one export. */
typedef struct _KaReferences KaReferences;

KaReferences *ka_references_new (KaLedger *ledger);
void ka_references_free (KaReferences *references);

/* Text of a reference; owned by references. Never NULL. */
const char *ka_references_text (KaReferences *references, const KaKind *kind, gint64 id);
/* Of a mine beside its enterprise: its name alone if that is the mine's own one (or -1: its enterprise
 * stands in a column made for it), else as ka_references_text(). */
const char *ka_references_mine (KaReferences *references, gint64 id, gint64 enterprise);
/* The enterprise of a mine, as text of a reference. */
const char *ka_references_owner (KaReferences *references, gint64 mine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaReferences, ka_references_free)

G_END_DECLS
