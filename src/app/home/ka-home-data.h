/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-work.h"

#include <ka-calendar.h>
#include <ka-indicator.h>
#include <ka-quarterly.h>

G_BEGIN_DECLS

/* What the start page shows besides what is due: computed by a worker, then only looked at. */
typedef struct
{
  int year;
  GArray *cells; /* KaDutyCell */
  KaQuarter quarter;
  KaFrozen *frozen;   /* its newest edition, or NULL */
  GPtrArray *lacks;   /* KaLack */
  GPtrArray *results; /* KaResult, today */
} KaHomeData;

void ka_home_data_free (KaHomeData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaHomeData, ka_home_data_free)

/* What its report lacks; a frozen one lacks nothing. */
guint ka_home_data_count_lacks (const KaHomeData *data);
/* The quarter whose report is due: in the first month the one before, then the running one. */
KaQuarter ka_home_quarter (void);
/* Whether the indicator has a tile. */
gboolean ka_home_shows (const KaIndicator *indicator);
/* KaWorkFunc; data: the calendar's year in a pointer → KaHomeData. */
gpointer ka_home_data_compute (KaLedger *ledger, KaWork *work, gpointer year, GError **error);

G_END_DECLS
