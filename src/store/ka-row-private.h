/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-row-model.h"

G_BEGIN_DECLS

/* place: where it stands in its list. */
KaRow *ka_row_new (KaLedger *ledger, const KaKind *kind, gint64 id, guint place);
guint ka_row_get_place (KaRow *row);
/* Another record stands at its place now; also marks it stale. */
void ka_row_set_id (KaRow *row, gint64 id);
/* Reads the record, unless it was read since ka_row_mark_stale(). */
void ka_row_ensure (KaRow *row);
/* What it shows may no longer be so: it is read again when it is looked at next. */
void ka_row_mark_stale (KaRow *row);
void ka_row_emit_changed (KaRow *row);

G_END_DECLS
