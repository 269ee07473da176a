/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-schema-private.h"

#include "ka-schema-digest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* To run all scripts takes most of the time of opening a ledger. What they make is known since the program
 * was built; only where SQLite words it otherwise today they are run. */
static gboolean
is_own (sqlite3 *db, gboolean *own, GError **error)
{
  g_autofree char *digest = ka_schema_digest (db, error);

  if (digest == NULL)
    return FALSE;
  *own = ka_schema_is_shipped () && strcmp (digest, KA_SCHEMA_DIGEST) == 0;

  return *own || ka_schema_compare (db, FALSE, own, error);
}

gboolean
ka_schema_check_tables (sqlite3 *db, GError **error)
{
  g_autofree char *name = ka_db_name (sqlite3_db_filename (db, "main"));
  gboolean own = FALSE;

  if (!is_own (db, &own, error))
    return FALSE;
  if (!own)
    g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT,
                 _ ("台账“%s”的表结构被别的程序改动过，不能打开，请从备份恢复。"), name);

  return own;
}
