/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* One table that an import found: whether it is taken, as what, and what it would do.
 * Signals: "taken" (gboolean), "kind" (gpointer: const KaKind *, NULL for none): the user changed it. */
#define KA_TYPE_IMPORT_TABLE_ROW (ka_import_table_row_get_type ())
G_DECLARE_FINAL_TYPE (KaImportTableRow, ka_import_table_row, KA, IMPORT_TABLE_ROW, GtkListBoxRow)

/* apart: one of several tables of its sheet. Signal "drop": what was recalled for it is not wanted. */
GtkWidget *ka_import_table_row_new (const KaImportTable *table, gboolean apart);
/* A line for a file that could not be read (KaImportJob.failures). */
GtkWidget *ka_import_failure_row_new (const char *failure);

G_END_DECLS
