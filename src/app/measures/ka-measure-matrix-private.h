/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-measure-matrix.h"

G_BEGIN_DECLS

struct _KaMeasureMatrix
{
  KaCellGrid parent_instance;

  /* Borrowed */
  const KaMeasureTable *table; /* or NULL */

  /* Owned */
  GArray *rows, *columns; /* guint: lines and units of the table that are shown */
  char *unit, *actor;     /* the filter, or NULL */

  guint row, column;               /* of the keyboard */
  guint anchor_row, anchor_column; /* where the selection began */
  gboolean dragging;

  /* While many units are filtered part by part. */
  guint filtering; /* source */
  guint next;      /* unit */
};

/* Of the names so much is the task's number. */
#define KA_MEASURE_NUMBER 96

typedef struct
{
  guint row, column, n_rows, n_columns;
} KaMeasureSpan;

KaMeasureSpan ka_measure_matrix_span (KaMeasureMatrix *self);
const KaMeasureLine *ka_measure_matrix_line (KaMeasureMatrix *self, guint row);
const KaMeasureUnit *ka_measure_matrix_unit (KaMeasureMatrix *self, guint column);
const KaMeasureCell *ka_measure_matrix_cell (KaMeasureMatrix *self, guint row, guint column);

/* ka-measure-matrix-draw.c */
void ka_measure_matrix_draw (KaCellGrid *grid, KaCellDraw *draw);

G_END_DECLS
