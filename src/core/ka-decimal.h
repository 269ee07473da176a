/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exact decimals: a whole number of the field's smallest step (places 2: 15.6 is 1560). Nothing that
 * is compared with a legal threshold ever passes through a double. */

/* Parses digits with an optional sign, thousands separators (1,234.5) and one point. More places than
 * allowed are rounded half up; *rounded (may be NULL) says whether that dropped anything but the tail
 * of a binary representation (15.600000000000001 → 15.6 is not told). FALSE if it is no number or
 * passes the range of 64 bits. */
gboolean ka_decimal_parse (const char *text, guint places, gint64 *value, gboolean *rounded);

/* Canonical text: no trailing zeros, no separators, "0" for zero: 1560, 2 → "15.6". */
char *ka_decimal_format (gint64 value, guint places);

/* For people: thousands separators and at least min_places places: 1234500, 2, 2 → "12,345.00". */
char *ka_decimal_display (gint64 value, guint places, guint min_places);

/* numerator / denominator × 100 with one place, half up ("58.3"); "—" for denominator 0. */
char *ka_ratio_format (gint64 numerator, gint64 denominator);

/* a × b without overflow; FALSE if it does not fit. */
gboolean ka_multiply (gint64 a, gint64 b, gint64 *product);

G_END_DECLS
