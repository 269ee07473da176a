/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>
#include <ka-query.h>

G_BEGIN_DECLS

/* An indicator is a row: what one record of its kind adds to numerator and denominator, as SQL over the
 * kind's table under the alias t. Everything else (ratio, gap, who fails, breakdown) follows. What people
 * read about it (name, clause …) stands in the code table `indicators`. */
typedef enum
{
  KA_GOAL_AT_LEAST,
  KA_GOAL_AT_MOST,
} KaGoal;

typedef struct
{
  const char *code;     /* scale, mechanization … */
  const char *kind;     /* mine, enterprise, regulator, hazard, project, typical_case, accident */
  const char *universe; /* SQL predicate: the records that it is about (N …) */
  const char *denominator; /* SQL whole number a record of the universe; NULL: a count, no ratio */
  const char *numerator;   /* SQL whole number a record of the universe */
  const char *missing;     /* SQL predicate: what it needs is 未填; or NULL */
  const char *effort; /* SQL whole number: how far a failing record is from counting, where that is
                            * more than what it lacks; or NULL */
  KaGoal goal;
} KaIndicator;

const KaIndicator *ka_indicators (guint *n); /* in the order of the code table */
const KaIndicator *ka_indicator_get (const char *code);

const char *ka_indicator_name (const KaIndicator *indicator); /* 大中型矿山比例 */
const char *
ka_indicator_group (const KaIndicator *indicator); /* 规模化 机械化 标准化 信息化 六体系 … */
const char *ka_indicator_unit (const KaIndicator *indicator);   /* "%", "件", "起" */
const char *ka_indicator_source (const KaIndicator *indicator); /* clause */
const char *
ka_indicator_definition (const KaIndicator *indicator);          /* how it is counted, for people */
const char *ka_indicator_counter (const KaIndicator *indicator); /* of its records: 座 家 名 条 … */
/* Of what is lacking to the target: records, or what a count counts (个, 起). */
const char *ka_indicator_gap_counter (const KaIndicator *indicator);

/* The part of the district asked for; all empty: all. */
typedef struct
{
  const char *town, *mineral, *type, *size; /* NULL: any */
} KaScope;

typedef struct
{
  const KaIndicator *indicator;
  gint64 numerator;
  gint64 denominator;  /* -1 for a count */
  char *value;         /* "58.3", "—" for an empty denominator; the count itself for a count */
  char *target;        /* canonical dec2 ("60"), or NULL: none is laid down */
  KaDay due;           /* of that target; KA_DAY_FOREVER: always; KA_DAY_NONE: no target */
  char *target_source; /* clause of the target, or NULL */
  gboolean lapsed;     /* no target is due on or after the day: the last one counts on (沿用) */
  int met;             /* 1, 0, -1: cannot be said (no target, empty denominator) */
  gint64
    gap; /* records still to be put right until the target is met; 0 if met, -1: cannot be said */
  GArray
    *failing; /* gint64 ids of kind, in the kind's order: numerator < denominator; of a count that
                        * must not be passed: those counted */
  GArray *nearest; /* the same ids, those with the least to do first */
  GArray *missing; /* gint64 ids whose data are 未填 */
} KaResult;

void ka_result_free (KaResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaResult, ka_result_free)

/* On a day (for a quarter: its last day, and what is counted in the quarter is counted in the one that
 * holds the day). ledger may be one as of a revision. scope may be NULL. KaResult elements in order; those
 * whose kind knows no such division as the scope asks for are left out. */
GPtrArray *ka_indicators_compute (KaLedger *ledger, KaDay on, const KaScope *scope, GError **error);
KaResult *ka_indicator_compute (KaLedger *ledger,
                                const KaIndicator *indicator,
                                KaDay on,
                                const KaScope *scope,
                                GError **error);

/* One indicator by town, mineral, type or size: KaPart elements, sorted as people expect. NULL with
 * KA_ERROR_USAGE where its kind knows no such division. */
typedef struct
{
  char *label; /* 德感街道, 未填 */
  gint64 numerator, denominator, failing;
  char *value;
} KaPart;
void ka_part_free (KaPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPart, ka_part_free)
gboolean ka_indicator_divides (const KaIndicator *indicator, const char *by);
GPtrArray *ka_indicator_breakdown (KaLedger *ledger,
                                   const KaIndicator *indicator,
                                   KaDay on,
                                   const char *by,
                                   const KaScope *scope,
                                   GError **error);

/* The list behind the number: a query for the failing (or all counted) records, for the window. */
KaQuery *ka_indicator_query (KaLedger *ledger,
                             const KaIndicator *indicator,
                             KaDay on,
                             gboolean failing_only);

/* ---- for other figures that count the same mines ---- */

/* N as an SQL predicate over mine t. */
const char *ka_indicator_mines_sql (void);
/* What the predicates ask for by name, as text: ":day" → "2025-12-31" … For KaQuery and for cursors. */
GHashTable *ka_indicator_parameters (KaLedger *ledger, KaDay on, const KaScope *scope);
void ka_indicator_bind (KaCursor *cursor, GHashTable *parameters);

/* Where the figures of a past quarter come from. */
typedef enum
{
  KA_BASIS_FROZEN,   /* the revision of the quarter's newest frozen edition */
  KA_BASIS_REVISION, /* the last revision made by the quarter's end */
  KA_BASIS_ESTIMATE, /* the ledger is younger: its present records on the quarter's last day (推算) */
} KaBasis;

/* The ledger as it showed the quarter, with what that rests on. Caller owns. */
KaLedger *ka_quarter_ledger (KaLedger *ledger, KaQuarter quarter, KaBasis *basis, GError **error);

typedef struct
{
  KaQuarter quarter;
  KaBasis basis;
  GPtrArray *results; /* KaResult, which name no records: failing, nearest and missing are empty */
} KaPoint;
void ka_point_free (KaPoint *point);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPoint, ka_point_free)

/* n quarters up to the last one, oldest first: KaPoint elements. indicator NULL: all of them, in order. */
GPtrArray *ka_indicator_trend (KaLedger *ledger,
                               const KaIndicator *indicator,
                               KaQuarter last,
                               guint n,
                               GError **error);

G_END_DECLS
