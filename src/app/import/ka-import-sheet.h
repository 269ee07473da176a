/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* A cell in its place: the rows and columns of the sheet around it, as they stand in the file, with the
 * cell marked; and which of them are the headings of the table.
 * Signals: "headings" (guint table, first, last, from 0): they are to be those rows; "restore" (guint table): those that
 * the program finds. */
#define KA_TYPE_IMPORT_SHEET (ka_import_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KaImportSheet, ka_import_sheet, KA, IMPORT_SHEET, AdwBin)

/* row 0: the whole row of the place is meant, or nothing if it has none. */
void ka_import_sheet_show (KaImportSheet *self, KaImport *import, guint table, KaImportPlace place);
/* The headings of the table, or where they might be. */
void ka_import_sheet_show_headings (KaImportSheet *self, KaImport *import, guint table);
void ka_import_sheet_clear (KaImportSheet *self);

G_END_DECLS
