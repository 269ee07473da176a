/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>
#include <ka-query.h>

G_BEGIN_DECLS

/* One workbook: a sheet for each query (its kind, its rows in its order), headings as the importer reads
 * them back, references by name with the enterprise beside where a name alone is not enough; text stays
 * text, numbers numbers, dates dates. Private fields are masked unless `unmasked`. Written beside and
 * renamed; cancelled or failed leaves nothing. */
gboolean ka_export_xlsx (KaLedger *ledger,
                         GPtrArray *queries,
                         const char *path,
                         gboolean unmasked,
                         KaProgress progress,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error);
/* All kinds of the ledger, a sheet each (for `export all`). */
GPtrArray *ka_export_all_queries (void);
/* One kind as CSV (UTF-8 with BOM, CRLF: what Chinese Excel and WPS open right). */
gboolean ka_export_csv (KaLedger *ledger,
                        KaQuery *query,
                        const char *path,
                        gboolean unmasked,
                        GError **error);
/* The same as text: what would stand in the file. */
char *ka_export_csv_text (KaLedger *ledger, KaQuery *query, gboolean unmasked, GError **error);
/* The same as tab separated text for the clipboard. */
char *ka_export_tsv (KaLedger *ledger, KaQuery *query, gboolean unmasked, GError **error);

G_END_DECLS
