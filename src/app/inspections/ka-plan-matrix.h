/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-cell-grid.h"

#include <ka-plan.h>

G_BEGIN_DECLS

/* The year's plan as mines × months: one mark for each line, by its state with a sign and a colour. Arrows go from cell to cell, Ctrl+Left and
 * Ctrl+Right move a line to another month, as dragging does; Enter opens it.
 * Signals:
 *   "move" (gint64 plan, guint month)         the user wants a line in another month
 *   "open" (KaPlanMine *, KaPlanItem *)       borrowed; the item is NULL for an empty cell */
#define KA_TYPE_PLAN_MATRIX (ka_plan_matrix_get_type ())
G_DECLARE_FINAL_TYPE (KaPlanMatrix, ka_plan_matrix, KA, PLAN_MATRIX, KaCellGrid)

/* The sheet is borrowed: it must stay until another (or NULL) is set. mines: the ids (gint64) of those to be
 * shown; NULL: all. Place and cursor stay where they can. */
void ka_plan_matrix_set_sheet (KaPlanMatrix *self, const KaPlanSheet *sheet, const GArray *mines);
void ka_plan_matrix_set_editable (KaPlanMatrix *self, gboolean editable);
guint ka_plan_matrix_get_n_shown (KaPlanMatrix *self);
/* What stands over the month: its name and, below it, how much of its plan is done. */
char *ka_plan_matrix_heading (KaPlanMatrix *self, guint month);
/* The cell of the keyboard: row among those shown, month 1…12. */
void ka_plan_matrix_set_cursor (KaPlanMatrix *self, guint row, guint month);
void ka_plan_matrix_get_cursor (KaPlanMatrix *self, guint *row, guint *month);
/* The mark that is being dragged is held over the month. */
void ka_plan_matrix_drag_to (KaPlanMatrix *self, guint month);
/* ○ ● ◐ × ＋ */
const char *ka_plan_matrix_sign (KaPlanState state);

G_END_DECLS
