/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-drafts.h"

G_BEGIN_DECLS

/* A record in two lines: what it is called, and what its list shows first (private fields masked).
 * `but` is left out, because where it is shown it goes without saying; or NULL. */
char *
ka_record_describe (KaLedger *ledger, const KaRecord *record, const KaField *but, char **details);
/* One line of a history: 矿山状态：停产 → 生产. */
char *ka_record_describe_change (KaLedger *ledger,
                                 const KaRecord *before,
                                 const KaRecord *after,
                                 const KaField *field);
/* What a draft is called: its record's title, or 新建矿山. */
char *ka_draft_describe (KaLedger *ledger, const KaDraft *draft);

G_END_DECLS
