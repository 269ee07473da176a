/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* What an import planned or wrote, with the origin of every value and what it replaces. */
void ka_cli_import_print_json (KaImport *import,
                               KaLedger *ledger,
                               gboolean written,
                               gint64 change,
                               gboolean mask);
/* "guesses": what a column may hold (KaGuess); nothing where guesses is NULL. */
void ka_cli_json_add_guesses (JsonBuilder *builder, GPtrArray *guesses);

G_END_DECLS
