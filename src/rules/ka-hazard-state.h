/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-record.h>

G_BEGIN_DECLS

/* Where a hazard stands on its way from finding to close. Nothing is stored: the fields say it. */
typedef enum
{
  KA_HAZARD_FOUND,      /* 发现: no order, no deadline yet */
  KA_HAZARD_ORDERED,    /* 责令整改: ordered, but who does what is not settled */
  KA_HAZARD_RECTIFYING, /* 整改中: a major one only with 五落实 and its criterion complete */
  KA_HAZARD_AWAITING,   /* 待复查: said to be put right */
  KA_HAZARD_FAILED,     /* 不合格 */
  KA_HAZARD_FILED,      /* 立案: failed, and a case is open */
  KA_HAZARD_PASSED,     /* 待销号: passed; a major one waits for its acceptance */
  KA_HAZARD_CLOSED,     /* 合格销号 */
  KA_HAZARD_N_STATES,
} KaHazardState;

KaHazardState ka_hazard_state (const KaRecord *hazard);
const char *ka_hazard_state_label (KaHazardState state); /* in the user's language */
/* The same as an SQL expression over the kind's table under the alias t: the number of the state. Static. */
const char *ka_hazard_state_sql (void);
gboolean ka_hazard_is_major (const KaRecord *hazard);

/* What of 五落实 (and the criterion of a major hazard) is missing: KaField elements in their order. A hazard
 * that is not major needs someone responsible, measures and a deadline. */
GPtrArray *ka_hazard_missing (const KaRecord *hazard);

/* Days over the term it is in: the deadline of rectification, the ten days for the review. 0: none is
 * over. */
int ka_hazard_overdue (const KaRecord *hazard, KaDay on);
/* The last day for the review of what was rectified (《安全生产违法行为行政处罚办法》: within ten days). */
#define KA_REVIEW_DAYS 10

G_END_DECLS
