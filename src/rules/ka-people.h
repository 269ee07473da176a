/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* Tables of mines: what each owes in the columns against what there is. */
typedef enum
{
  KA_CELL_EMPTY, /* nothing there, nothing owed yet */
  KA_CELL_MET,
  KA_CELL_MISSED, /* less than the law wants */
  KA_CELL_ABSENT, /* owed, and nothing recorded */
  KA_CELL_FREE,   /* not owed */
  KA_CELL_NEAR,   /* there, but it lapses soon */
} KaCellState;

typedef struct
{
  KaCellState state;
  char *text;
  gint64 id; /* the record behind it, or 0 */
} KaCell;

typedef struct
{
  gint64 mine;
  char *name, *town, *status;
  KaCell *cells; /* one a column */
  guint n_cells;
  guint missed; /* cells missed or absent */
} KaMineLine;

void ka_mine_line_free (KaMineLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaMineLine, ka_mine_line_free)

/* ---- duties of a year by month ---- */

typedef struct
{
  const char *field; /* of the kind duty */
  const char *rule;  /* whose limit is the least */
  const char *limit;
  const char *label; /* Chinese */
  const char *owed;  /* SQL predicate over mine m: it is owed now */
} KaDutyMeasure;

const KaDutyMeasure *ka_duty_measures (guint *n);
/* The least that is wanted of it in a month. */
gint64 ka_duty_least (KaLedger *ledger, const KaDutyMeasure *measure);
/* KaMineLine elements with twelve cells, those who miss it most first. */
GPtrArray *
ka_duty_table (KaLedger *ledger, const KaDutyMeasure *measure, int year, KaDay on, GError **error);

/* ---- posts by mine ---- */

/* The posts that are asked about, in the order of the columns; ends with NULL. */
const char *const *ka_posts (void);
/* KaMineLine elements, those who lack most first. */
GPtrArray *ka_post_table (KaLedger *ledger, KaDay on, GError **error);

/* Ids of the persons who stand at two mines or enterprises at once (特种作业), by number of identity card or,
 * where that is missing, of the certificate. A predicate over person t. */
const char *ka_person_twice_sql (void);
#define KA_PERSON_TWICE_SQL                                                                        \
  "(t.post = '特种作业人员' AND ((t.id_number IS NOT NULL AND t.id_number IN (SELECT"        \
  " o.id_number FROM person o WHERE o.post = '特种作业人员' AND o.id_number IS NOT NULL"     \
  " GROUP BY o.id_number HAVING count (DISTINCT COALESCE (o.mine, - o.enterprise)) > 1))"          \
  " OR (t.id_number IS NULL AND t.cert_no IN (SELECT o.cert_no FROM person o WHERE o.post ="       \
  " '特种作业人员' AND o.cert_no IS NOT NULL GROUP BY o.cert_no"                             \
  " HAVING count (DISTINCT COALESCE (o.mine, - o.enterprise)) > 1))))"

G_END_DECLS
