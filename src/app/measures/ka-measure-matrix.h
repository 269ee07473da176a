/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-cell-grid.h"

#include <ka-measures.h>

G_BEGIN_DECLS

/* 八条硬措施: tasks × units. Arrows go from cell to cell, with Shift they select; a heading selects its column, a task its row; 1 … 9 fill what
 * is selected, Delete empties it, Enter opens the cell.
 * Signals:
 *   "open" ()                        the cell of the keyboard is to be opened
 *   "fill" (char *field, char *value)  what is selected is to be filled; value NULL: emptied
 *   "moved" ()                       the cell of the keyboard or what is selected is another one */
#define KA_TYPE_MEASURE_MATRIX (ka_measure_matrix_get_type ())
G_DECLARE_FINAL_TYPE (KaMeasureMatrix, ka_measure_matrix, KA, MEASURE_MATRIX, KaCellGrid)

/* The table is borrowed: it must stay until another (or NULL) is set. Place and cursor stay where they can. */
void ka_measure_matrix_set_table (KaMeasureMatrix *self, const KaMeasureTable *table);
/* Only units whose name matches and tasks of the actor; NULL: all. */
void ka_measure_matrix_set_filter (KaMeasureMatrix *self, const char *unit, const char *actor);
/* How many rows and columns are shown. */
guint ka_measure_matrix_get_n_rows (KaMeasureMatrix *self);
guint ka_measure_matrix_get_n_columns (KaMeasureMatrix *self);

/* Among those shown. extend: what was selected grows to there. */
void ka_measure_matrix_set_cursor (KaMeasureMatrix *self, guint row, guint column, gboolean extend);
/* Line and unit of the table under the keyboard; FALSE: there is none. */
gboolean ka_measure_matrix_get_cursor (KaMeasureMatrix *self, guint *line, guint *unit);
/* What is selected, as KaMeasurePlace; towns are the table's. */
GArray *ka_measure_matrix_get_selected (KaMeasureMatrix *self);

/* What the keys 1 … 9 fill. */
typedef struct
{
  const char *field, *value;
} KaMeasureKey;
#define KA_MEASURE_N_KEYS 9
extern const KaMeasureKey ka_measure_keys[KA_MEASURE_N_KEYS];

G_END_DECLS
