/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* The rows in which the headings of a table stand, to be said otherwise.
 * Signals: "changed": other rows are being chosen; "use" (guint first, guint last, from 0): they are; "restore": those that
 * the program finds by itself. */
#define KA_TYPE_IMPORT_HEADINGS (ka_import_headings_get_type ())
G_DECLARE_FINAL_TYPE (KaImportHeadings, ka_import_headings, KA, IMPORT_HEADINGS, AdwBin)

void ka_import_headings_show (KaImportHeadings *self, KaImport *import, guint table);
/* What is chosen, from 1 as people count. */
void ka_import_headings_get (KaImportHeadings *self, guint *first, guint *last);

G_END_DECLS
