/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-indicator.h"

G_BEGIN_DECLS

/* SQL predicates: the records that weigh in the figure; of these, those that fail. */
char *ka_indicator_counted_sql (const KaIndicator *indicator);
char *ka_indicator_failing_sql (const KaIndicator *indicator);

/* SQL of what divides the indicator's records (town …), or NULL if its kind knows no such division. */
const char *ka_indicator_division (const KaIndicator *indicator, const char *by);
/* " AND …" for what the scope asks for; NULL where the kind does not know it. */
char *ka_indicator_scope_sql (const KaIndicator *indicator, const KaScope *scope);

/* value, met and gap of a result from its sums. deficits: gint64, what each failing record lacks. */
void ka_result_judge (KaResult *result, gint64 target, GArray *deficits);

/* The results of those for which it holds (NULL: of all), in order. named: with the lists of records, without
 * which it is much quicker. */
typedef gboolean (*KaIndicatorFilter) (const KaIndicator *indicator, gconstpointer data);
GPtrArray *ka_indicators_select (KaLedger *ledger,
                                 KaIndicatorFilter filter,
                                 gconstpointer data,
                                 KaDay on,
                                 gboolean named,
                                 GError **error);

G_END_DECLS
