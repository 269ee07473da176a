/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* Which field each column of a table holds, to be put right where it was not understood.
 * Signal "column" (guint column, gpointer: const KaField *, NULL for none): the user changed it. */
#define KA_TYPE_IMPORT_COLUMNS (ka_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (KaImportColumns, ka_import_columns, KA, IMPORT_COLUMNS, GtkWidget)

/* rows: KaImportRow of the plan, of which the examples are taken. A table beyond the last shows nothing. */
void ka_import_columns_show (KaImportColumns *self,
                             KaImport *import,
                             KaLedger *ledger,
                             GPtrArray *rows,
                             guint table);

G_END_DECLS
