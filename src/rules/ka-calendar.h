/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-due.h>

G_BEGIN_DECLS

/* What the two policy papers want every month, every quarter and every year: a duty is a row; where the ledger
 * can tell, whether it was done in a period. SQL parameters: :start :end of the period, :month, :quarter,
 * :year, :day. */
typedef enum
{
  KA_EVERY_MONTH,
  KA_EVERY_QUARTER,
  KA_EVERY_YEAR,
} KaEvery;

typedef struct
{
  const char *code;
  const char *name; /* Chinese */
  KaEvery every;
  int month; /* of a year's duty: by its end */
  int year;  /* the one year of a duty that came once; 0: every year */
  const char *clause;
  const char *kind; /* whose list shows it */
  const char *owed; /* SQL predicate: there is something to do; NULL: always */
  const char *done; /* SQL predicate; NULL: the ledger cannot tell */
} KaDuty;

const KaDuty *ka_duties (guint *n);
const char *ka_duty_name (const KaDuty *duty);

typedef enum
{
  KA_DUTY_AHEAD,   /* its period has not begun */
  KA_DUTY_RUNNING, /* its period runs, not done yet */
  KA_DUTY_DONE,
  KA_DUTY_UNDONE,  /* its period is over */
  KA_DUTY_FREE,    /* nothing is owed */
  KA_DUTY_UNKNOWN, /* the ledger cannot tell */
} KaDutyState;

typedef struct
{
  const KaDuty *duty;
  int first, last; /* months that it spans, 1 … 12 */
  KaDay start, end;
  KaDutyState state;
} KaDutyCell;

/* The year's calendar on the day: KaDutyCell elements by duty and period. */
GArray *ka_calendar_compute (KaLedger *ledger, int year, KaDay on, GError **error);

/* What the quarter's report still lacks: rows like those of what is due, counted on the quarter's last
 * day. */
typedef struct
{
  const KaDueRule *rule;
  guint count; /* of records; 1 where the district as a whole lacks it */
  char *text;  /* Chinese sentence with the count */
} KaLack;

void ka_lack_free (KaLack *lack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaLack, ka_lack_free)
GPtrArray *ka_report_lacks (KaLedger *ledger, KaQuarter quarter, GError **error);

G_END_DECLS
