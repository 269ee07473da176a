/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-due.h"

#include <ka-query.h>

G_BEGIN_DECLS

/* 重大隐患动态清零: what is open and how long, how it went quarter by quarter, and what comes back. */

#define KA_CLEARANCE_QUARTERS 8

typedef struct
{
  KaQuarter quarter;
  guint found;  /* in the quarter */
  guint closed; /* in the quarter */
  guint open;   /* on its last day, or on the day */
} KaClearancePoint;

typedef struct
{
  KaRecord *hazard;
  int days; /* since it was found */
  int overdue;
} KaClearanceOpen;

/* What calls for a consequence, with the records that prove it. */
typedef struct
{
  KaDueItem *item; /* of major_repeat, major_twice or penalty_frequency */
  KaQuery *evidence;
} KaClearanceProposal;

typedef struct
{
  guint known;     /* major hazards of any time: without one, nothing was cleared */
  GPtrArray *open; /* KaClearanceOpen, the longest first */
  KaClearancePoint points[KA_CLEARANCE_QUARTERS];
  GPtrArray *proposals; /* KaClearanceProposal */
} KaClearance;

KaClearance *ka_clearance_read (KaLedger *ledger, KaDay on, GError **error);
void ka_clearance_free (KaClearance *self);
/* Those that a number of a quarter counts. */
typedef enum
{
  KA_CLEARANCE_OPEN,
  KA_CLEARANCE_FOUND,
  KA_CLEARANCE_CLOSED,
} KaClearanceCount;
KaQuery *ka_clearance_point_query (KaQuarter quarter, KaClearanceCount count, KaDay on);
/* The list of those open on the day: found by then, closed not yet. */
KaQuery *ka_clearance_open_query (KaDay on);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaClearance, ka_clearance_free)

G_END_DECLS
