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

G_END_DECLS
