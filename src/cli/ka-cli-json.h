/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* JSON as the command line gives it: keys as in the kinds, in the order of their tables. */

/* The members of a record into the open object: "id", then every field, null where empty; INT and REF as
 * numbers, FLAG as true or false, the rest (exact decimals too) as strings; <field>_name beside a REF. */
void ka_cli_json_add_record (JsonBuilder *builder,
                             KaLedger *ledger,
                             const KaRecord *record,
                             gboolean mask);
void
ka_cli_json_add_string (JsonBuilder *builder, const char *name, const char *value); /* NULL: null */
void ka_cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
/* {"kind", "id", "name"} of each record. */
void ka_cli_json_add_records (JsonBuilder *builder,
                              const char *name,
                              KaLedger *ledger,
                              const KaKind *kind,
                              GArray *ids);
/* Prints the finished tree: in lines for people to read, or in one line. */
void ka_cli_json_print (JsonBuilder *builder, gboolean pretty);

G_END_DECLS
