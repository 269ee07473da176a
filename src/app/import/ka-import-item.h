/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* One line of the import's preview: a row of the plan, or a problem.
 * Properties: "place" (第 14 行; 台账.xlsx · 证照 · D7), "state" (新增), "name", "text" (what changes; the
 * sentence). */
#define KA_TYPE_IMPORT_ITEM (ka_import_item_get_type ())
G_DECLARE_FINAL_TYPE (KaImportItem, ka_import_item, KA, IMPORT_ITEM, GObject)

/* refusal: why it is refused, or NULL. */
KaImportItem *ka_import_item_new_row (KaImport *import,
                                      KaLedger *ledger,
                                      const KaImportRow *row,
                                      const char *refusal);
KaImportItem *ka_import_item_new_problem (const KaImportProblem *problem);

/* What the line is of; borrowed, gone when the import is planned again. NULL: not of that. */
const KaImportRow *ka_import_item_get_row (KaImportItem *self);
const KaImportProblem *ka_import_item_get_problem (KaImportItem *self);

/* What its cell has, masked where it is private; "" where it has none. */
char *ka_import_say_cell (KaImport *import, const KaImportRow *row, guint field);
/* The value as it would be stored, for people; what a reference names if that is not there yet. */
char *ka_import_say_value (KaImport *import, KaLedger *ledger, const KaImportRow *row, guint field);
const char *ka_row_state_say (KaRowState state); /* 新增 修改 未变 拒绝 */

G_END_DECLS
