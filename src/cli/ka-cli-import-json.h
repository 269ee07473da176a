/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-import.h>

G_BEGIN_DECLS

/* What an import planned or wrote, with the origin of every value and what it replaces. */
void ka_cli_import_print_json (KaImport *import,
                               KaLedger *ledger,
                               gboolean written,
                               gint64 change,
                               gboolean mask);

G_END_DECLS
