/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-act.h"

G_BEGIN_DECLS

/* Where a penalty stands, from the case to its execution. Nothing is stored: the fields say it. */
typedef enum
{
  KA_PENALTY_CASE,     /* 办案中 */
  KA_PENALTY_INFORMED, /* 已告知 */
  KA_PENALTY_DECIDED,  /* 已决定 */
  KA_PENALTY_URGED,    /* 已催告 */
  KA_PENALTY_APPLIED,  /* 已申请强制执行 */
  KA_PENALTY_EXECUTED, /* 执行完毕 */
  KA_PENALTY_N_STATES,
} KaPenaltyState;

KaPenaltyState ka_penalty_state (const KaRecord *penalty);

#define KA_PENALTY_CASE_DAYS 90 /* 《行政处罚法》第六十条 */
#define KA_PENALTY_PAY_DAYS 15  /* 第六十七条 */
#define KA_PENALTY_URGE_DAYS 10 /* 《行政强制法》第五十四条 */
#define KA_PENALTY_APPEAL_MONTHS 6 /* 《行政诉讼法》第四十六条; the review's 60 days are shorter */
#define KA_PENALTY_ENFORCE_MONTHS 3 /* 《行政强制法》第五十三条 */

/* The last day on which it may be decided; KA_DAY_NONE: no case was opened. */
KaDay ka_penalty_case_end (const KaRecord *penalty);
/* The last day on which the fine may be paid; KA_DAY_NONE: there is none, or nothing was decided. */
KaDay ka_penalty_pay_by (const KaRecord *penalty);
/* What 3 % a day come to on the day, in 分, not above the fine (《行政处罚法》第七十二条). */
gint64 ka_penalty_surcharge (const KaRecord *penalty, KaDay on);
/* The first and last day on which execution may be applied for. FALSE: nothing is to be executed. */
gboolean ka_penalty_enforce_span (const KaRecord *penalty, KaDay *first, KaDay *last);
/* Days past the term of the state it is in. 0: none. */
int ka_penalty_overdue (const KaRecord *penalty, KaDay on);

extern const KaActs ka_penalty_acts;

G_END_DECLS
