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

G_END_DECLS
