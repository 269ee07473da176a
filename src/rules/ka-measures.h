/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* SQL over two cells t and b: they are of one unit; the quarter before that of t. */
#define KA_SAME_UNIT                                                                               \
  "COALESCE (b.enterprise, 0) = COALESCE (t.enterprise, 0) AND COALESCE (b.town, '') ="            \
  " COALESCE (t.town, '')"
#define KA_QUARTER_BEFORE                                                                          \
  "CASE substr (t.quarter, 6, 1) WHEN '1' THEN CAST (CAST (substr (t.quarter, 1, 4) AS INTEGER)"   \
  " - 1 AS TEXT) || 'Q4' ELSE substr (t.quarter, 1, 5) || CAST (CAST (substr (t.quarter, 6, 1)"    \
  " AS INTEGER) - 1 AS TEXT) END"

/* 八条硬措施 in a quarter: the tasks against the district as a whole, the towns and the enterprises. */
typedef struct
{
  gint64 id;    /* of the measure_progress; 0: none in this quarter */
  char *state;  /* 落实 …; NULL: not told */
  char *last;   /* the quarter before, or NULL */
  int change;   /* against it: 1 better, −1 worse, 0 the same or not to be compared */
  char *review; /* 待回头看 …; NULL: none */
  guint papers; /* attached to it */
} KaMeasureCell;

typedef struct
{
  gint64 id;
  char *no, *task, *heading, *actor;
} KaMeasureLine;

typedef struct
{
  gint64 enterprise; /* 0 */
  char *town;        /* and NULL: the district */
  char *name;
} KaMeasureUnit;

typedef struct
{
  KaQuarter quarter;
  /* KaMeasureUnit: the district, then the towns and then the enterprises with a mine that is not closed or
   * of which the quarter or the one before tells something. */
  GPtrArray *units;
  GPtrArray *lines;  /* KaMeasureLine, in the order of the tasks */
  GHashTable *cells; /* see ka_measure_table_cell () */
  guint told;        /* cells of towns and enterprises that tell a state */
} KaMeasureTable;

KaMeasureTable *ka_measure_table_new (KaLedger *ledger, KaQuarter quarter, GError **error);
void ka_measure_table_free (KaMeasureTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaMeasureTable, ka_measure_table_free)

/* NULL: neither quarter tells anything. */
const KaMeasureCell *ka_measure_table_cell (const KaMeasureTable *table, guint line, guint unit);

/* How the cells of a unit, or those of a task (of all units but the district), stand. */
typedef struct
{
  guint told;       /* of this quarter */
  guint applicable; /* of them: told, and not 不涉及 */
  guint done, partial, soft, unmet, sham;
  guint better, worse;
  guint waiting, confirmed, relapsed; /* 回头看 */
} KaMeasureCount;

void ka_measure_count_unit (const KaMeasureTable *table, guint unit, KaMeasureCount *count);
void ka_measure_count_line (const KaMeasureTable *table, guint line, KaMeasureCount *count);

/* ✓ ◐ ✗ 假 软 —; "" for none. Static. */
const char *ka_measure_sign (const char *state);
/* 待 核 反; "" for none. Static. */
const char *ka_measure_review_sign (const char *review);

/* ✓↑核: the signs together; "" for a cell of NULL. */
char *ka_measure_cell_text (const KaMeasureCell *cell);

/* A cell, whether there is anything in it or not. */
typedef struct
{
  gint64 task;
  gint64 enterprise;
  const char *town;
} KaMeasurePlace;

/* Gives the field (state, review or action) of all those cells the value, as one change: what is there keeps
 * the rest. What is reviewed is dated today. Only a state makes a cell that is not there yet. */
gboolean ka_measures_fill (KaLedger *ledger,
                           KaQuarter quarter,
                           const GArray *places, /* KaMeasurePlace */
                           const char *field,
                           const char *value,
                           gint64 *change,
                           GError **error);

G_END_DECLS
