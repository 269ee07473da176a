/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-schema-private.h"

/* make-schema-digest HEADER: writes what the scripts make of an empty file, as its digest. */
int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *text = NULL;
  sqlite3 *db = ka_db_open (":memory:", SQLITE_OPEN_READWRITE, FALSE, &error);

  g_return_val_if_fail (argc == 2, 2);

  if (db != NULL && ka_schema_upgrade (db, 0, &error))
    digest = ka_schema_digest (db, &error);
  sqlite3_close (db);
  if (digest != NULL)
    text = g_strdup_printf ("#define KA_SCHEMA_DIGEST \"%s\"\n", digest);
  if (text != NULL && g_file_set_contents (argv[1], text, -1, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
