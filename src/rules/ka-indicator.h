/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>
#include <ka-query.h>

G_BEGIN_DECLS

/* An indicator is a row: what one record of its kind adds to numerator and denominator, as SQL over the
 * kind's table under the alias t. Everything else (ratio, gap, who fails, breakdown) follows. */
typedef enum
{
  KA_GOAL_AT_LEAST,
  KA_GOAL_AT_MOST,
} KaGoal;

typedef struct
{
  const char *code;        /* scale, mechanization … */
  const char *name;        /* 大中型矿山比例 */
  const char *group;       /* 规模化 机械化 标准化 信息化 六体系 其他 */
  const char *kind;        /* mine, enterprise, regulator, hazard, project, typical_case, accident */
  const char *universe;    /* SQL predicate: the records that it is about (N …) */
  const char *denominator; /* SQL whole number a record of the universe; NULL: a count, no ratio */
  const char *numerator;   /* SQL whole number a record of the universe */
  const char *missing;     /* SQL predicate: what it needs is 未填; or NULL */
  KaGoal goal;
  const char *unit;        /* "%", "件", "起" */
  const char *source;      /* clause */
  const char *definition;  /* Chinese: how it is counted, for people */
} KaIndicator;

const KaIndicator *ka_indicators (guint *n); /* in the order of kinds.md */
const KaIndicator *ka_indicator_get (const char *code);

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
  gint64 gap;          /* records still to be put right until the target is met; 0 if met, -1: cannot be said */
  GArray *failing;     /* gint64 ids of kind, in the kind's order: numerator < denominator */
  GArray *nearest;     /* the same ids, those with the least to do first */
  GArray *missing;     /* gint64 ids whose data are 未填 */
} KaResult;

void ka_result_free (KaResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaResult, ka_result_free)

/* On a day (for a quarter: its last day, and what is counted in the quarter is counted in the one that
 * holds the day). ledger may be one as of a revision. scope may be NULL. KaResult elements in order. */
GPtrArray *ka_indicators_compute (KaLedger *ledger, KaDay on, const KaScope *scope, GError **error);
KaResult *ka_indicator_compute (KaLedger *ledger, const KaIndicator *indicator, KaDay on,
                                const KaScope *scope, GError **error);

/* One indicator by town, mineral, type or size: KaPart elements, sorted as people expect. NULL with
 * KA_ERROR_USAGE where its kind knows no such division. */
typedef struct
{
  char *label; /* 德感街道, 未填 */
  gint64 numerator, denominator, failing;
  char *value;
} KaPart;
void ka_part_free (KaPart *part);
GPtrArray *ka_indicator_breakdown (KaLedger *ledger, const KaIndicator *indicator, KaDay on,
                                   const char *by, const KaScope *scope, GError **error);

/* The list behind the number: a query for the failing (or all counted) records, for the window. */
KaQuery *ka_indicator_query (KaLedger *ledger, const KaIndicator *indicator, KaDay on,
                             gboolean failing_only);

G_END_DECLS
