/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table as it stands in a report; the same one can be set on the page and written to a sheet. */
typedef struct _KaTable KaTable;

typedef enum
{
  KA_ALIGN_LEFT,
  KA_ALIGN_CENTER,
  KA_ALIGN_RIGHT, /* numbers */
} KaAlign;

typedef enum
{
  KA_ROW_PLAIN,
  KA_ROW_TOTAL,   /* 合计: set in 黑体 */
  KA_ROW_SECTION, /* a line across all columns (its first cell) that names what follows */
} KaRowKind;

/* title: above the table ("表1 四化指标完成情况"), or NULL. */
KaTable *ka_table_new (const char *title);
KaTable *ka_table_ref (KaTable *table);
void ka_table_unref (KaTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaTable, ka_table_unref)

/* heading: its levels from the top joined with '|': "规模化|大中型", "规模化|占比". Equal names side by
 * side become one cell; a heading of fewer levels reaches down. width: in characters of the table's
 * face, shared out over the page's width; 0: by content. */
void ka_table_add_column (KaTable *table, const char *heading, double width, KaAlign align);
/* At the right above the head: "单位：座". */
void ka_table_set_unit (KaTable *table, const char *unit);
/* Below the table: "注：…". */
void ka_table_set_note (KaTable *table, const char *note);
/* Equal texts below each other in this column are set as one cell. */
void ka_table_set_grouped (KaTable *table, guint column, gboolean grouped);

/* cells: one for each column in order, ended by NULL; missing ones at the end are empty. All rows must
 * come after all columns. */
void ka_table_add_row (KaTable *table, KaRowKind kind, const char *const *cells);
/* The same from arguments, ended by NULL. */
void ka_table_add_cells (KaTable *table, KaRowKind kind, ...) G_GNUC_NULL_TERMINATED;

/* A new table of the first plain rows (most of them at most) and what stands among them, a line that tells of
 * the rest, and the totals at its end. */
KaTable *ka_table_abridge (KaTable *table, guint most, const char *rest);

const char *ka_table_get_title (KaTable *table);
const char *ka_table_get_unit (KaTable *table);
const char *ka_table_get_note (KaTable *table);
guint ka_table_get_n_columns (KaTable *table);
const char *ka_table_get_heading (KaTable *table, guint column);
double ka_table_get_width (KaTable *table, guint column);
KaAlign ka_table_get_align (KaTable *table, guint column);
gboolean ka_table_get_grouped (KaTable *table, guint column);
guint ka_table_get_n_rows (KaTable *table);
guint ka_table_count_rows (KaTable *table, KaRowKind kind);
KaRowKind ka_table_get_row_kind (KaTable *table, guint row);
const char *ka_table_get_cell (KaTable *table, guint row, guint column); /* "" where empty */

G_END_DECLS
