/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include "ka-visits.h"

#include <ka-ledger.h>

G_BEGIN_DECLS

/* The year's plan of inspections (年度监督检查计划): the days that there are for it, what it says month by
 * month, what was done of it, and a proposal for it. All of it may be asked for in a worker. */

/* A plan counts as carried out by :day when an inspection names it or, where none was named, when the mine
 * was inspected by plan in the month laid down. Over plan t. */
#define KA_PLAN_DONE_SQL                                                                           \
  "EXISTS (SELECT 1 FROM inspection i WHERE i.started <= :day AND " KA_VISIT_CARRIES_OUT ("i",     \
                                                                                          "t") ")"

/* ---- the days (安监总政法〔2017〕150号, 渝安委〔2018〕3号) ---- */

typedef enum
{
  KA_DAYS_NONE,    /* nothing is known */
  KA_DAYS_ENTERED, /* the plan of the year says it */
  KA_DAYS_ITEMS,   /* the sum of the year's items; of statutory days: the table of holidays */
  KA_DAYS_LAST,    /* what the year before had */
} KaDaysFrom;

/* Days are tenths of a day: an item may be of half a day. */
typedef struct
{
  int year;
  gint64 plan_year;      /* its record; 0: there is none */
  gint64 staff, counted; /* -1: not given */
  gint64 least;          /* who must be counted: 70 % of staff, rounded up */
  gint64 statutory;      /* 法定工作日 of one person */
  KaDaysFrom statutory_from;
  gint64 calendar;         /* by the table of holidays */
  gboolean calendar_known; /* it has the year */
  gint64 total;            /* 总法定工作日; G_MININT64: cannot be said */
  gint64 other, idle;      /* 其他执法工作日, 非执法工作日 */
  KaDaysFrom other_from, idle_from;
  gint64 available; /* 监督检查工作日; G_MININT64: cannot be said */
  gint64 used;      /* what the plan takes */
  guint lines;
  guint bare; /* of them without days */
  gint64 cap; /* of inspections of one enterprise */
  gboolean cap_entered;
  KaDay approved, filed;
  char *approval_no;
  GPtrArray *problems; /* char *: Chinese sentences, what is wrong and what to do */
} KaPlanDays;

KaPlanDays *ka_plan_days_new (KaLedger *ledger, int year, GError **error);
void ka_plan_days_free (KaPlanDays *days);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPlanDays, ka_plan_days_free)
/* Tenths for people: "12", "12.5"; "—" for what cannot be said. */
char *ka_plan_format_days (gint64 tenths);
/* The items of a year and class: KaRecord elements. */
GPtrArray *ka_plan_items (KaLedger *ledger, int year, const char *class, GError **error);

/* Items that the year before had and this one lacks, as one change; n: how many. */
gboolean ka_plan_copy_items (KaLedger *ledger, int year, guint *n, GError **error);

/* ---- what it says, and what was done ---- */

typedef enum
{
  KA_PLAN_PLANNED, /* its month is not over */
  KA_PLAN_DONE,
  KA_PLAN_DONE_LATE, /* done after its month */
  KA_PLAN_OVERDUE,   /* its month is over and nobody went */
  KA_PLAN_BEYOND,    /* an inspection that no plan asked for */
  KA_N_PLAN_STATES,
} KaPlanState;

const char *ka_plan_state_label (KaPlanState state); /* 已完成 …, in the user's language */

typedef struct
{
  gint64 plan;       /* 0: beyond the plan */
  gint64 inspection; /* that did it; 0: none */
  guint month;       /* 1…12 of the year */
  guint moved_from;  /* the month that was approved, or 0 */
  KaPlanState state;
  KaDay done;  /* KA_DAY_NONE: not */
  char *kind;  /* 重点检查 …, or empty */
  gint64 days; /* tenths */
  gboolean joint;
  char *deviation; /* or NULL */
} KaPlanItem;

typedef struct
{
  gint64 id, enterprise;
  char *name, *enterprise_name, *town, *grade; /* grade: "" where there is none */
  gboolean closed;
  GPtrArray *items; /* KaPlanItem, by month */
} KaPlanMine;

typedef struct
{
  guint planned, done, late, overdue, beyond;
  gint64 days;
} KaPlanCount;

typedef struct
{
  int year;
  KaDay on;
  KaPlanDays *days;
  GPtrArray *mines; /* KaPlanMine: registered ones and those of which something is said, by name */
  KaPlanCount months[13]; /* 1…12; 0: the year */
  GPtrArray *over_cap;    /* char *: names of enterprises planned more often than the cap */
} KaPlanSheet;

/* What was done is told as of the day. */
KaPlanSheet *ka_plan_sheet_new (KaLedger *ledger, int year, KaDay on, GError **error);
/* Tells it as of the end of that day: what was to be done by then is overdue. */
void ka_plan_sheet_close_day (KaPlanSheet *sheet);
void ka_plan_sheet_free (KaPlanSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPlanSheet, ka_plan_sheet_free)
void ka_plan_sheet_sum (const KaPlanSheet *sheet, guint first, guint last, KaPlanCount *count);

/* What did not go as planned in the months, with a letter each ("a" … "z", "aa"): KaPlanNote. */
typedef struct
{
  char *letter;
  const KaPlanMine *mine; /* of the sheet */
  const KaPlanItem *item;
  char *text; /* 样例坝砂岩矿2月的重点检查未实施：暴雨停产。 reason missing: 未说明原因 */
} KaPlanNote;
GPtrArray *ka_plan_sheet_notes (const KaPlanSheet *sheet, guint first, guint last);
void ka_plan_note_free (KaPlanNote *note);

/* Puts a line into another month. Of an approved plan the month that was approved is kept, and a reason must
 * be given; back in that month both go. A change of its own. */
gboolean
ka_plan_move (KaLedger *ledger, gint64 plan, guint month, const char *reason, GError **error);

/* ---- the proposal ---- */

typedef struct
{
  gint64 mine, enterprise;
  guint month;
  const char *kind; /* static */
  gint64 days;      /* tenths */
  gboolean joint;   /* with other mines of the enterprise in one go */
  char *reason;
} KaPlanLine;

typedef struct
{
  int year;
  GPtrArray *lines; /* KaPlanLine by month and mine */
  guint kept;       /* lines that the plan has already, which were counted */
  gint64 days;      /* what the lines take */
  gint64 left;      /* of the working days, with them; G_MININT64: cannot be said */
  GPtrArray *notes; /* char *: Chinese sentences about what could not be done as asked */
} KaPlanProposal;

/* Every mine at the frequency of its risk grade (settings plan.…) less what the plan has already, from the
 * month `from` on. The same enterprise never above its cap; mines of one enterprise go together. The same
 * ledger gives the same proposal. */
KaPlanProposal *ka_plan_propose (KaLedger *ledger, int year, guint from, KaDay on, GError **error);
void ka_plan_proposal_free (KaPlanProposal *proposal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPlanProposal, ka_plan_proposal_free)
/* Saves all its lines, and the year's record if there is none, as one change. */
gboolean
ka_plan_accept (KaLedger *ledger, const KaPlanProposal *proposal, gint64 *change, GError **error);

G_END_DECLS
