/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* A name of the sheets, the row that it stands in, and beside it the records of the ledger that it may be: who
 * decides sees both. Two of the records may turn out to be one.
 * Signals: "answered" (const char *name: one of the records', "" for none of them) and "merge" (const KaKind *,
 * gint64, gint64: these two are one). It closes by itself after either. */
#define KA_TYPE_IMPORT_COMPARE (ka_import_compare_get_type ())
G_DECLARE_FINAL_TYPE (KaImportCompare, ka_import_compare, KA, IMPORT_COMPARE, AdwWindow)

/* names: what the records are called, char *. row: as it was understood, or NULL. Nothing of it is kept. */
KaImportCompare *ka_import_compare_present (GtkWindow *parent,
                                            KaContext *context,
                                            const KaKind *kind,
                                            const char *text,
                                            GPtrArray *names,
                                            KaImport *import,
                                            const KaImportRow *row);
/* A name that may be answered: is_new, its own row is there. */
void ka_import_compare_set_question (KaImportCompare *self, gboolean is_new);

G_END_DECLS
