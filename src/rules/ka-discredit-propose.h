/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* What is to be considered for the list by 应急管理部令第11号: KaDueItem elements of the rules discredit_penalty
 * and discredit_accident, as far as they are switched on. */
GPtrArray *ka_discredit_proposals (KaLedger *ledger, KaDay on, GError **error);
/* A listing that begins with what the penalty or accident says; not saved. Whether it is listed the officer
 * decides. */
KaRecord *ka_discredit_propose (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);

G_END_DECLS
