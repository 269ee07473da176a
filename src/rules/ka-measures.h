/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* 八条硬措施 in a quarter: the tasks against the district as a whole and the enterprises. */
typedef struct
{
  gint64 id;   /* of the measure_progress; 0: none */
  char *state; /* 落实 …; NULL: not told */
  char *last;  /* the quarter before, or NULL */
  int change;  /* against it: 1 better, −1 worse, 0 the same or not to be compared */
} KaMeasureCell;

typedef struct
{
  gint64 id;
  char *no, *task, *heading, *actor;
  KaMeasureCell *cells; /* one a unit */
  guint n_cells;
} KaMeasureLine;

typedef struct
{
  gint64 enterprise; /* 0: the district */
  char *name;
} KaMeasureUnit;

typedef struct
{
  KaQuarter quarter;
  GPtrArray
    *units; /* KaMeasureUnit: the district, then the enterprises with a mine that is not closed or
                     * of which the quarter or the one before tells something */
  GPtrArray *lines; /* KaMeasureLine, in the order of the tasks */
} KaMeasureTable;

KaMeasureTable *ka_measure_table_new (KaLedger *ledger, KaQuarter quarter, GError **error);
void ka_measure_table_free (KaMeasureTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaMeasureTable, ka_measure_table_free)

/* ✓ ◐ ✗ 假 软 —; "" for none. Static. */
const char *ka_measure_sign (const char *state);

/* Gives the cells of a unit in all those tasks the state, as one change: what is there keeps the rest. */
gboolean ka_measures_fill (KaLedger *ledger,
                           KaQuarter quarter,
                           gint64 enterprise,
                           const GArray *tasks, /* gint64 */
                           const char *state,
                           gint64 *change,
                           GError **error);

G_END_DECLS
