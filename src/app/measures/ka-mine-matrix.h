/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-cell-grid.h"

#include <ka-people.h>

G_BEGIN_DECLS

/* Mines against what they owe, a cell each. The keyboard stands on a cell, or on a mine's name.
 *
 * Signals: "open", the cell under the keyboard; "open-mine", the mine whose name it is. */
#define KA_TYPE_MINE_MATRIX (ka_mine_matrix_get_type ())
G_DECLARE_FINAL_TYPE (KaMineMatrix, ka_mine_matrix, KA, MINE_MATRIX, KaCellGrid)

#define KA_MINE_NAME (-1)

/* headings: one a column, ends with NULL; kept. */
void ka_mine_matrix_set_headings (KaMineMatrix *self, const char *const *headings);
/* lines: KaMineLine elements or NULL, kept; failing: only those that miss something. */
void ka_mine_matrix_set_lines (KaMineMatrix *self, GPtrArray *lines, gboolean failing);
guint ka_mine_matrix_get_n_rows (KaMineMatrix *self);
/* column: KA_MINE_NAME: the name. */
void ka_mine_matrix_set_cursor (KaMineMatrix *self, guint row, int column);
/* NULL: nobody has been there yet. */
const KaMineLine *ka_mine_matrix_get_cursor (KaMineMatrix *self, int *column);

G_END_DECLS
