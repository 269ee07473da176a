/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-act.h"

G_BEGIN_DECLS

/* Where a listing stands: 《安全生产严重失信主体名单管理办法》（应急管理部令第11号）. Nothing is stored: the
 * fields say it. */
typedef enum
{
  KA_DISCREDIT_PROPOSED, /* 拟列入 */
  KA_DISCREDIT_NOTIFIED, /* 已告知 */
  KA_DISCREDIT_HEARD,    /* 已陈述申辩: heard, or the term passed without a word */
  KA_DISCREDIT_DROPPED,  /* 不予列入 */
  KA_DISCREDIT_LISTED,   /* 已列入 */
  KA_DISCREDIT_REPAIR,   /* 修复审查: applied for, not decided */
  KA_DISCREDIT_EARLY,    /* 提前移出 */
  KA_DISCREDIT_EXPIRED,  /* 期满移出 */
  KA_DISCREDIT_RESTORED, /* 恢复列入: the early removal was revoked */
  KA_DISCREDIT_ANNULLED, /* 撤销列入 */
  KA_DISCREDIT_N_STATES,
} KaDiscreditState;

KaDiscreditState ka_discredit_state (const KaRecord *discredit);

#define KA_DISCREDIT_TERM_MONTHS 36   /* where no term is given */
#define KA_DISCREDIT_REPAIR_MONTHS 12 /* on the list before an early removal may be applied for */
/* KA_DAY_NONE: not listed yet. */
KaDay ka_discredit_term_end (const KaRecord *discredit);
/* The day before: until which the decision holds, as papers and ledgers say it. */
KaDay ka_discredit_last_day (const KaRecord *discredit);
KaDay ka_discredit_repair_from (const KaRecord *discredit);
/* Days on the list past the end of the term. 0: none. */
int ka_discredit_overdue (const KaRecord *discredit, KaDay on);

extern const KaActs ka_discredit_acts;

G_END_DECLS
