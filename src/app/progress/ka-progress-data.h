/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-work.h"

#include <ka-indicator.h>

G_BEGIN_DECLS

/* What the page 四化进度 shows of one quarter: computed by a worker, then only looked at. */
typedef struct
{
  KaQuarter quarter;
  KaDay on;        /* the quarter's last day, or today while it runs */
  gint64 revision; /* of the frozen edition that it shows, or 0: the ledger as it is */
  gint64 edition;
  GPtrArray *results; /* KaResult */
  GHashTable *towns; /* const KaIndicator * → GPtrArray of KaPart, for those of the four groups */
} KaQuarterProgress;

void ka_quarter_progress_free (KaQuarterProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaQuarterProgress, ka_quarter_progress_free)

/* The results of a group, borrowed. */
GPtrArray *ka_quarter_progress_group (KaQuarterProgress *progress, const char *group);
const KaResult *ka_quarter_progress_find (KaQuarterProgress *progress, const char *code);

/* KaWorkFuncs. data: a KaQuarter in a pointer → KaQuarterProgress; → KaPoint elements. */
gpointer
ka_quarter_progress_compute (KaLedger *ledger, KaWork *work, gpointer quarter, GError **error);
gpointer ka_quarter_progress_compute_trend (KaLedger *ledger,
                                            KaWork *work,
                                            gpointer quarter,
                                            GError **error);

/* KaWorkFunc: one indicator divided otherwise → GPtrArray of KaPart. */
typedef struct
{
  const KaIndicator *indicator;
  KaDay on;
  gint64 revision;
  const char *by; /* static: town, mineral, type, size */
} KaDivision;
gpointer ka_division_compute (KaLedger *ledger, KaWork *work, gpointer division, GError **error);

/* The four groups that the policy names, in its order; NULL-terminated. */
const char *const *ka_progress_groups (void);

G_END_DECLS
