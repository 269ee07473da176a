/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* One row of the plan, field by field: what stands in which cell, what would be stored, what the ledger has
 * now and where that came from. */
#define KA_TYPE_IMPORT_DETAIL (ka_import_detail_get_type ())
G_DECLARE_FINAL_TYPE (KaImportDetail, ka_import_detail, KA, IMPORT_DETAIL, AdwBin)

/* row NULL: none. */
void ka_import_detail_show (KaImportDetail *self,
                            KaImport *import,
                            KaLedger *ledger,
                            const KaImportRow *row);

/* The value as it would be stored, for people; what a reference names if that is not there yet. */
char *ka_import_say_value (KaImport *import, KaLedger *ledger, const KaImportRow *row, guint field);

G_END_DECLS
