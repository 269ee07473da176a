/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>

G_BEGIN_DECLS

/* What one types in a hurry into a date field, over what ka_day_parse() takes: 今天 明天 昨天, +30 and -7
 * (days from today), 1-31 1.31 1/31 1月31日 (this year), 31 (this month). KA_DAY_NONE: none of these. */
KaDay ka_date_shorthand (const char *text, KaDay today);

G_END_DECLS
