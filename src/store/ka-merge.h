/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-ledger.h"

G_BEGIN_DECLS

/* Two records that turn out to be one (the same enterprise under two names, a mine entered twice). One of
 * them stays; everything that refers to the other (references of all kinds, attachments) is led to it,
 * and the other is deleted, in one change that undo takes back whole.
 *
 * What comes to lie under one record may be double itself: two mines of the same name, two duty records of
 * one month. Such a pair (one of their natural keys is equal) becomes one record too where nothing in
 * them contradicts; where something does both stay, and the report names them. */

typedef struct
{
  guint moved;        /* records and attachments that were led to the one that stays */
  guint joined;       /* pairs below it that became one as well */
  GPtrArray *doubles; /* char *: names of those that now stand beside one that says it otherwise */
} KaMergeReport;

void ka_merge_report_clear (KaMergeReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KaMergeReport, ka_merge_report_clear)

/* What one would expect to stand: the values of keep, and where it has none those of the other. Has id and
 * rev of keep. Caller owns. */
KaRecord *ka_merge_propose (const KaRecord *keep, const KaRecord *other);

/* How many records and attachments refer to the one. -1 on failure. */
gint64 ka_merge_count_links (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);

/* Inside ka_ledger_transact(), or alone (then its own change, KA_CHANGE_MERGE). record: the one that
 * stays, as it was read, with the values that it shall have; it is checked and saved as by
 * ka_ledger_save(), and always gets a revision, so that its history tells of the merge. other: the id of
 * the one that goes. report: may be NULL. */
gboolean ka_ledger_merge (KaLedger *ledger,
                          KaRecord *record,
                          gint64 other,
                          KaMergeReport *report,
                          GError **error);

G_END_DECLS
