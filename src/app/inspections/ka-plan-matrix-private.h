/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-plan-matrix.h"

G_BEGIN_DECLS

struct _KaPlanMatrix
{
  KaCellGrid parent_instance;

  /* Borrowed */
  const KaPlanSheet *sheet; /* or NULL */

  /* Owned */
  GArray *shown; /* guint: places in sheet->mines */

  guint row, month; /* of the keyboard */
  guint item;       /* of the cell's */
  gint64 plan;      /* the line there, which the cursor follows; 0: none */
  gboolean editable;

  /* While a mark is dragged. */
  const KaPlanItem *dragged;
  guint drag_row, drag_month;
};

const KaPlanMine *ka_plan_matrix_mine (KaPlanMatrix *self, guint row);
/* The items of a cell: KaPlanItem, borrowed. */
GPtrArray *ka_plan_matrix_items (KaPlanMatrix *self, guint row, guint month);
/* Which cell the point is in; month 0: the names. FALSE: in none. */
gboolean ka_plan_matrix_hit (KaPlanMatrix *self, double x, double y, guint *row, guint *month);
char *ka_plan_matrix_describe (KaPlanMatrix *self, guint row, guint month);
gboolean ka_plan_matrix_can_move (KaPlanMatrix *self, const KaPlanItem *item);

/* ka-plan-matrix-draw.c */
void ka_plan_matrix_draw (KaCellGrid *grid, KaCellDraw *draw);

G_END_DECLS
