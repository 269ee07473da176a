/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-chart.h>
#include <ka-indicator.h>

G_BEGIN_DECLS

/* How the window says what came out of an indicator: the same words on every page. */
char *ka_result_say_value (const KaResult *result);  /* 58.3%; 2 件; — */
char *ka_result_say_counts (const KaResult *result); /* 28/48; "" for a count */
char *ka_result_say_target (const KaResult *result); /* 目标 ≥60%，期限 2025-12-31（沿用） */
char *ka_result_say_state (const KaResult *result); /* 还差 3 座; 已达标; 未设目标 */
KaTone ka_result_tone (const KaResult *result);

/* A value or target as the place on a chart; NAN for "—" and NULL. */
double ka_result_number (const char *value);

/* Bars of results against their targets; of parts of one indicator. */
KaChart *ka_results_chart (GPtrArray *results);
KaChart *ka_parts_chart (const KaResult *result, GPtrArray *parts);
/* At most n of the parts (borrowed), those with the most to do first; all, in their own order, if there
 * are no more. */
GPtrArray *ka_parts_pick (GPtrArray *parts, guint n);
/* Lines over the quarters: points of ka_indicator_trend(); indicators: those drawn. */
KaChart *ka_trend_chart (const char *title, GPtrArray *points, GPtrArray *results);

G_END_DECLS
