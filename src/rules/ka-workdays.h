/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* Which days are worked: Monday to Friday but for what the ledger's table of holidays says. A snapshot of
 * that table; may be used in any thread. */
typedef struct _KaWorkdays KaWorkdays;

KaWorkdays *ka_workdays_new (KaLedger *ledger, GError **error);
void ka_workdays_free (KaWorkdays *workdays);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaWorkdays, ka_workdays_free)

/* Whether the table says anything of the year; else its working days are Monday to Friday only, and
 * whoever counts them must say so. */
gboolean ka_workdays_knows (const KaWorkdays *workdays, int year);
gboolean ka_workdays_is_workday (const KaWorkdays *workdays, KaDay day);
/* How many working days there are from the first to the last day, both counted. */
int ka_workdays_count (const KaWorkdays *workdays, KaDay first, KaDay last);
/* 法定工作日 of a year. */
int ka_workdays_of_year (const KaWorkdays *workdays, int year);
/* The n-th working day after the day: the day on which a term begins is not counted (《行政处罚法》
 * 第八十五条 counts five and seven days as working days). n 0: the day itself; below 0: before it. */
KaDay ka_workdays_add (const KaWorkdays *workdays, KaDay day, int n);

G_END_DECLS
