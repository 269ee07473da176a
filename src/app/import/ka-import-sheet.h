/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* A cell in its place: the rows and columns of the sheet around it, as they stand in the file, with the
 * cell marked. */
#define KA_TYPE_IMPORT_SHEET (ka_import_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KaImportSheet, ka_import_sheet, KA, IMPORT_SHEET, AdwBin)

/* row 0: the whole row of the place is meant, or nothing if it has none. */
void ka_import_sheet_show (KaImportSheet *self, KaImport *import, guint table, KaImportPlace place);
void ka_import_sheet_clear (KaImportSheet *self);

G_END_DECLS
