/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-db-private.h"
#include "ka-history.h"

G_BEGIN_DECLS

/* What stands in a revision's body; NULL without error: a deletion. */
KaRecord *ka_history_read_body (sqlite3_stmt *stmt,
                                int column,
                                const KaKind *kind,
                                gint64 id,
                                gint64 rev,
                                GError **error);
/* NULL without error: there is no such change. */
KaChange *ka_history_get_change (KaLedger *ledger, gint64 id, GError **error);

G_END_DECLS
