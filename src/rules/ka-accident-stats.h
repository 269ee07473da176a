/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>
#include <ka-query.h>

G_BEGIN_DECLS

/* The accidents of the ledger, divided: 年度, 月份 (of all years), 事故类型, 镇街, 矿种. */
typedef enum
{
  KA_ACCIDENTS_BY_YEAR,
  KA_ACCIDENTS_BY_MONTH,
  KA_ACCIDENTS_BY_CATEGORY,
  KA_ACCIDENTS_BY_TOWN,
  KA_ACCIDENTS_BY_MINERAL,
  KA_ACCIDENTS_N_DIVISIONS,
} KaAccidentDivision;

typedef struct
{
  char *value; /* 2025, 08, 坍塌 …; "": not known */
  guint accidents;
  guint larger; /* 较大 and above, as graded or computed */
  gint64 deaths;
  gint64 serious;
} KaAccidentCount;

void ka_accident_count_free (KaAccidentCount *count);
const char *ka_accident_division_name (KaAccidentDivision division); /* in the user's language */

/* KaAccidentCount elements: years and months in their order, the others from the most on. */
GPtrArray *
ka_accident_stats (KaLedger *ledger, KaAccidentDivision division, KaDay on, GError **error);
/* The accidents that one of them counts. */
KaQuery *ka_accident_stats_query (KaAccidentDivision division, const char *value, KaDay on);

/* All that they count together, or those of them that are 较大 and above. */
KaQuery *ka_accident_larger_query (gboolean larger, KaDay on);

/* ---- rates ---- */

/* One year: what happened against what was produced. 年度产量 of the mines (mine_output) is the source; for the
 * year before the day a mine's 上年度产量 takes its place where there is none. */
typedef struct
{
  int year;
  guint accidents;
  gint64 deaths, serious;
  gint64 loss;     /* 万元 × 10000 */
  gint64 output;   /* 万吨 × 100 of the mines whose output is known; −1: of none */
  guint n_known;   /* mines whose output is known */
  guint n_unknown; /* mines in production whose output is not */
} KaAccidentYear;

/* KaAccidentYear elements, from the first accident or output to the year of the day; no year is left out. */
GPtrArray *ka_accident_years (KaLedger *ledger, KaDay on, GError **error);
/* How many there were for each million tonnes, with three places, half up; NULL: no output is known. */
char *ka_accident_rate (gint64 count, gint64 output);
/* What the rates lack, one sentence; NULL: nothing. */
char *ka_accident_rates_remark (const GPtrArray *years);

G_END_DECLS
