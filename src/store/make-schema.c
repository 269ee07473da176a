/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-schema-private.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

/* While the program is built: runs the scripts of resources/sql/ once and writes down what they come to
 * (ka-schema-made.c). */

/* Nothing has been made yet: the scripts themselves are run. */
const char ka_schema_made_sql[] = "";
const char ka_schema_made_tables[] = "";
const char ka_schema_made_all[] = "";

static void
fail (const GError *error)
{
  fprintf (stderr, "make-schema: %s\n", error->message);
  exit (1);
}

static void
write_text (FILE *out, const char *name, const char *text)
{
  fprintf (out, "const char %s[] = {", name);
  for (guint i = 0; text[i] != '\0'; i++)
    fprintf (out, "%s%d,", i % 24 == 0 ? "\n" : "", (int)(signed char)text[i]);
  fprintf (out, "0 };\n");
}

/* Shadow tables and the indexes of constraints come by themselves. */
static char *
collect_sql (sqlite3 *db, GError **error)
{
  return ka_db_text (
    db,
    "SELECT group_concat (sql, ';' || char (10)) || ';' FROM"
    " (SELECT s.sql FROM sqlite_schema AS s WHERE s.sql IS NOT NULL"
    "   AND s.name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"
    "   ORDER BY s.rowid)",
    error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = ka_db_open (":memory:", SQLITE_OPEN_READWRITE, FALSE, &error);
  g_autofree char *sql = NULL;
  g_autofree char *tables = NULL;
  g_autofree char *all = NULL;
  FILE *out;

  if (db == NULL || !ka_schema_upgrade (db, 0, &error) || (sql = collect_sql (db, &error)) == NULL
      || (tables = ka_schema_dump (db, FALSE, &error)) == NULL
      || (all = ka_schema_dump (db, TRUE, &error)) == NULL)
    fail (error);
  sqlite3_close (db);
  out = argc == 2 ? fopen (argv[1], "w") : NULL;
  if (out == NULL)
    return 1;
  fprintf (out, "#include \"ka-schema-private.h\"\n");
  write_text (out, "ka_schema_made_sql", sql);
  write_text (out, "ka_schema_made_tables", tables);
  write_text (out, "ka_schema_made_all", all);
  return fclose (out) == 0 ? 0 : 1;
}
