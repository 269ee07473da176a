/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A calendar day: days since 1970-01-01 (proleptic Gregorian). */
typedef gint32 KaDay;

#define KA_DAY_NONE G_MININT32
/* 长期, written 9999-12-31 in the ledger. */
#define KA_DAY_FOREVER ((KaDay)2932896)

/* A quarter: year × 4 + (0…3); 2025Q4 is 8103. */
typedef gint32 KaQuarter;
#define KA_QUARTER_NONE G_MININT32

/* Today, or what ka_set_today() fixed it to (--today; tests). */
KaDay ka_today (void);
void ka_set_today (KaDay day);
/* Now as YYYY-MM-DDTHH:MM:SS local time; under a fixed today, that day with the wall clock's time. */
char *ka_now (void);

KaDay ka_day_from_ymd (int year, int month, int day); /* KA_DAY_NONE if there is no such day */
void ka_day_get_ymd (KaDay day, int *year, int *month, int *dom);
KaDay ka_day_from_iso (const char *iso);         /* strict YYYY-MM-DD, else KA_DAY_NONE */
char *ka_day_to_iso (KaDay day);                 /* NULL for KA_DAY_NONE */
char *ka_day_to_chinese (KaDay day);             /* 2025年3月5日 (no zeros added); 长期 */
KaDay ka_day_add_months (KaDay day, int months); /* the month's last day where the day is missing */
KaDay ka_day_month_start (KaDay day);
KaDay ka_day_month_end (KaDay day);
int ka_day_weekday (KaDay day); /* 1 Monday … 7 Sunday */

KaQuarter ka_quarter_of (KaDay day);
KaQuarter ka_quarter_from_text (const char *text); /* strict YYYYQn, else KA_QUARTER_NONE */
char *ka_quarter_to_text (KaQuarter quarter);      /* 2025Q4 */
char *ka_quarter_to_chinese (KaQuarter quarter);   /* 2025年第四季度 */
KaDay ka_quarter_start (KaQuarter quarter);
KaDay ka_quarter_end (KaQuarter quarter);

/* The usual ways of writing a date: 2027.1.31 2027/1/31 2027-01-31 2027年1月31日 20270131 长期. Full
 * width and blanks are folded. An impossible date (2027-02-30) is refused with a clear message. */
gboolean ka_day_parse (const char *text, KaDay *day, GError **error);

G_END_DECLS
