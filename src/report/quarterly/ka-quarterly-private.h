/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-annex.h"
#include "ka-chart.h"
#include "ka-doc.h"
#include "ka-figures.h"
#include "ka-quarterly.h"

G_BEGIN_DECLS

struct _KaQuarterly
{
  KaLedger *ledger;
  KaQuarter quarter;
  KaDay on;
  KaFigures *figures;
  GPtrArray *annexes;  /* KaAnnex */
  GPtrArray *trend;    /* KaPoint: the quarters before, oldest first */
  GPtrArray *warnings; /* char * */
};

/* How many quarters the trend shows, with the one reported on. */
#define KA_TREND_LENGTH 5

/* The same for every document of the report: the day on the paper. */
char *ka_quarterly_timestamp (KaQuarterly *report);
/* broken: as on the paper, with a line break by sense. */
char *ka_quarterly_title (KaQuarterly *report, gboolean broken);
/* ka_quarterly_get_text() as the ledger keeps it: {mines.total}. */
char *_ka_quarterly_read_text (KaLedger *ledger, KaQuarter quarter, guint part, gboolean *edited);
void ka_quarterly_warn (KaQuarterly *report, char *warning);

/* 四化 against their targets; the quarters side by side. */
KaChart *ka_quarterly_target_chart (KaQuarterly *report);
KaChart *ka_quarterly_trend_chart (KaQuarterly *report);
/* The indicators that the charts show, ended by NULL. */
extern const char *const ka_quarterly_bars[];
extern const char *const ka_quarterly_lines[];
/* The result of an indicator in a point of the trend; NULL if it is not there. */
const KaResult *ka_point_result (const KaPoint *point, const char *code);
/* 2025Q1, with （推算） where that is what it rests on. */
char *ka_point_label (const KaPoint *point);

G_END_DECLS
