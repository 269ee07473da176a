/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-import.h>

G_BEGIN_DECLS

/* The lines of the import's preview, each a KaImportItem that is made when it is looked at: a hundred thousand
 * rows may each have their problem. */
#define KA_TYPE_IMPORT_LIST (ka_import_list_get_type ())
G_DECLARE_FINAL_TYPE (KaImportList, ka_import_list, KA, IMPORT_LIST, GObject)

KaImportList *ka_import_list_new (void);
/* Both take the array, whose elements are borrowed from the import until it is planned again; before that they
 * have to be taken away. */

/* rows: const KaImportRow. refusals: number of a row → why it is refused, borrowed too. */
void ka_import_list_take_rows (KaImportList *self,
                               KaImport *import,
                               KaLedger *ledger,
                               GPtrArray *rows,
                               GHashTable *refusals);
/* problems: const KaImportProblem. */
void ka_import_list_take_problems (KaImportList *self, GPtrArray *problems);

G_END_DECLS
