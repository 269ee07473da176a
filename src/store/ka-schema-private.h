/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-db-private.h"

G_BEGIN_DECLS

/* The scripts of resources/sql/, one for each version of the ledger. Never edited once released. */
typedef struct
{
  guint number;
  const char *name; /* 001-initial.sql */
  const char *sql;
} KaScript;

#define KA_APPLICATION_ID 0x4b55414e /* KUAN */

/* Scripts in order; the number of the last one is the newest version. */
const KaScript *ka_schema_scripts (guint *n);
/* Puts other scripts in their place (tests only); NULL: the real ones again. */
void ka_schema_set_scripts (const KaScript *scripts, guint n);

/* What the scripts come to, written down while the program is built (make-schema.c): the statements that make
 * the last version at once, and its dumps without and with indexes. "": not there. */
extern const char ka_schema_made_sql[];
extern const char ka_schema_made_tables[];
extern const char ka_schema_made_all[];

/* That this is a ledger, and of a version that the program knows. */
gboolean ka_schema_check (sqlite3 *db, guint *version, GError **error);
/* That the scripts that made it are the program's own. */
gboolean ka_schema_check_scripts (sqlite3 *db, GError **error);
/* Runs the scripts that are newer than version; all or nothing. */
gboolean ka_schema_upgrade (sqlite3 *db, guint version, GError **error);
/* The schema as text. */
char *ka_schema_dump (sqlite3 *db, gboolean indexes, GError **error);
/* Whether the schema is what the scripts make. */
gboolean ka_schema_compare (sqlite3 *db, gboolean indexes, gboolean *equal, GError **error);
/* That the tables are the program's own, and that there are no triggers or views of others: what is read
 * from them is then as the schema says, and writing does what it says. */
gboolean ka_schema_check_tables (sqlite3 *db, GError **error);

G_END_DECLS
