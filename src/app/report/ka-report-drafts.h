/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>

G_BEGIN_DECLS

/* Texts of the report that were typed and not saved yet: kept in a file of this desk, beside no ledger,
 * so that a crash loses none. One set for each ledger. */
typedef struct _KaReportDrafts KaReportDrafts;

KaReportDrafts *ka_report_drafts_new (const char *ledger_path);
void ka_report_drafts_free (KaReportDrafts *drafts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaReportDrafts, ka_report_drafts_free)

/* NULL: there is none. */
char *ka_report_drafts_get (KaReportDrafts *drafts, KaQuarter quarter, const char *part);
/* NULL: drops it. Written at once, beside and renamed. */
void ka_report_drafts_set (KaReportDrafts *drafts,
                           KaQuarter quarter,
                           const char *part,
                           const char *text);
guint ka_report_drafts_count (KaReportDrafts *drafts, KaQuarter quarter);

G_END_DECLS
