/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-measure-matrix.h"

G_BEGIN_DECLS

struct _KaMeasureMatrix
{
  GtkWidget parent_instance;

  /* Borrowed */
  const KaMeasureTable *table; /* or NULL */

  /* Owned */
  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GArray *rows, *columns;        /* guint: lines and units of the table that are shown */
  char *unit, *actor;            /* the filter, or NULL */
  char *spoken;
  PangoLayout *layout; /* for every text, one after the other */

  guint row, column;               /* of the keyboard */
  guint anchor_row, anchor_column; /* where the selection began */
  gboolean dragging;
};

/* Sizes in pixels. */
#define KA_MEASURE_ROW 30
#define KA_MEASURE_HEAD 64
#define KA_MEASURE_NUMBER 96
#define KA_MEASURE_NAMES 380
#define KA_MEASURE_CELL 78

typedef struct
{
  guint row, column, n_rows, n_columns;
} KaMeasureSpan;

KaMeasureSpan ka_measure_matrix_span (KaMeasureMatrix *self);
const KaMeasureLine *ka_measure_matrix_line (KaMeasureMatrix *self, guint row);
const KaMeasureUnit *ka_measure_matrix_unit (KaMeasureMatrix *self, guint column);
const KaMeasureCell *ka_measure_matrix_cell (KaMeasureMatrix *self, guint row, guint column);
/* The names give way where there is little room. */
int ka_measure_matrix_names (KaMeasureMatrix *self);

/* ka-measure-matrix-draw.c */
void ka_measure_matrix_draw (KaMeasureMatrix *self, GtkSnapshot *snapshot);

G_END_DECLS
