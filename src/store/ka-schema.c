/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-schema-private.h"

#include "ka-store-resources.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SCRIPT_FOLDER KA_RESOURCE_BASE "/sql"

static const KaScript *other_scripts;
static guint n_other_scripts;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static GArray *
load_scripts (void)
{
  GArray *scripts = g_array_new (FALSE, TRUE, sizeof (KaScript));
  g_auto (GStrv) names = NULL;
  guint n;

  /* By hand: the linker drops what registers itself in a static library. */
  ka_store_register_resource ();
  names = g_resources_enumerate_children (SCRIPT_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  n = names != NULL ? g_strv_length (names) : 0;

  if (n > 0)
    qsort (names, n, sizeof *names, compare_names);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat (SCRIPT_FOLDER "/", names[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      KaScript script = { .number = g_ascii_strtoull (names[i], NULL, 10) };

      /* Both live as long as the program. */
      script.name = g_intern_string (names[i]);
      script.sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_array_append_val (scripts, script);
    }

  return scripts;
}

const KaScript *
ka_schema_scripts (guint *n)
{
  static gsize once;
  static GArray *scripts;

  if (other_scripts != NULL)
    {
      *n = n_other_scripts;
      return other_scripts;
    }
  if (g_once_init_enter (&once))
    {
      scripts = load_scripts ();
      g_once_init_leave (&once, 1);
    }
  *n = scripts->len;

  return (const KaScript *)(gpointer)scripts->data;
}

void
ka_schema_set_scripts (const KaScript *scripts, guint n)
{
  other_scripts = scripts;
  n_other_scripts = n;
}

gboolean
ka_schema_check (sqlite3 *db, guint *version, GError **error)
{
  g_autofree char *name = ka_db_name (sqlite3_db_filename (db, "main"));
  gint64 application = 0, user_version = 0;
  guint n;
  const KaScript *scripts = ka_schema_scripts (&n);

  if (!ka_db_int (db, "PRAGMA application_id", 0, &application, error)
      || !ka_db_int (db, "PRAGMA user_version", 0, &user_version, error))
    return FALSE;

  if (application != KA_APPLICATION_ID || user_version < 1)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_FORMAT, _ ("“%s”不是矿安台账文件，请另选文件。"),
                   name);
      return FALSE;
    }
  if (user_version > scripts[n - 1].number)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_TOO_NEW,
                   _ ("台账“%s”由更新版本的程序保存（版本 %d，本程序到 %u），请升级程序后再打开。"),
                   name, (int)user_version, scripts[n - 1].number);
      return FALSE;
    }
  *version = user_version;

  return TRUE;
}

static char *
checksum_script (const KaScript *script)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, script->sql, -1);
}

gboolean
ka_schema_check_scripts (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autofree char *name = ka_db_name (sqlite3_db_filename (db, "main"));
  gint64 version = 0;
  guint n;
  const KaScript *scripts = ka_schema_scripts (&n);

  if (!ka_db_int (db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  stmt = ka_db_prepare (db, "SELECT checksum FROM schema_script WHERE number = ?", error);
  if (stmt == NULL)
    return FALSE;

  for (guint i = 0; i < n && scripts[i].number <= version; i++)
    {
      g_autofree char *checksum = checksum_script (&scripts[i]);
      int answer;

      sqlite3_reset (stmt);
      sqlite3_bind_int (stmt, 1, scripts[i].number);
      answer = ka_db_step (stmt, error);
      if (answer < 0)
        return FALSE;
      if (answer == 0 || g_strcmp0 ((const char *)sqlite3_column_text (stmt, 0), checksum) != 0)
        {
          g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT,
                       _ ("台账“%s”的结构与本程序不符（%s），请用保存它的那个版本打开。"), name,
                       scripts[i].name);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
note_script (sqlite3 *db, const KaScript *script, GError **error)
{
  g_autofree char *checksum = checksum_script (script);
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %u", script->number);
  g_autoptr (sqlite3_stmt) stmt = NULL;

  if (!ka_db_exec (db, version, error))
    return FALSE;

  stmt = ka_db_prepare (db, "INSERT INTO schema_script (number, name, checksum) VALUES (?, ?, ?)",
                        error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt, 1, script->number);
  ka_db_bind_text (stmt, 2, script->name);
  ka_db_bind_text (stmt, 3, checksum);

  return ka_db_run (stmt, error);
}

static gboolean
check_references (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (db, "PRAGMA foreign_key_check", error);
  g_autofree char *name = ka_db_name (sqlite3_db_filename (db, "main"));
  int answer;

  if (stmt == NULL)
    return FALSE;
  answer = ka_db_step (stmt, error);
  if (answer > 0)
    g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT,
                 _ ("台账“%s”升级后“%s”表中有失效的关联，升级已撤销，请保留原文件并联系维护人员。"),
                 name, sqlite3_column_text (stmt, 0));

  return answer == 0;
}

/* A script may edit the text of the schema. Every connection, this one too, is then to read it again: the number
 * that SQLite counts by itself only for its own statements is counted here. */
static gboolean
run_script (sqlite3 *db, const KaScript *script, GError **error)
{
  g_autofree char *sql = NULL;
  gint64 number = 0;
  gboolean done;

  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  done = ka_db_exec (db, script->sql, error)
         && ka_db_int (db, "PRAGMA schema_version", 0, &number, error);
  if (done)
    {
      sql = g_strdup_printf ("PRAGMA schema_version = %" G_GINT64_FORMAT, number + 1);
      done = ka_db_exec (db, sql, error);
    }
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  return done;
}

/* A new ledger is made at once: SQLite reads the whole schema again for every column that a script adds. */
static gboolean
run_scripts (sqlite3 *db, guint version, GError **error)
{
  guint n;
  const KaScript *scripts = ka_schema_scripts (&n);
  gboolean at_once = version == 0 && other_scripts == NULL && ka_schema_made_sql[0] != '\0';

  if (at_once && !ka_db_exec (db, ka_schema_made_sql, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (scripts[i].number > version
        && ((!at_once && !run_script (db, &scripts[i], error))
            || !note_script (db, &scripts[i], error)))
      return FALSE;

  return TRUE;
}

gboolean
ka_schema_upgrade (sqlite3 *db, guint version, GError **error)
{
  gboolean done;

  /* Tables that are made anew would lose what refers to them. The switch works outside transactions only. */
  if (!ka_db_exec (db, "PRAGMA foreign_keys = OFF; BEGIN EXCLUSIVE", error))
    return FALSE;

  done = run_scripts (db, version, error) && check_references (db, error)
         && ka_db_exec (db, "COMMIT", error);
  if (!done && !sqlite3_get_autocommit (db))
    ka_db_exec (db, "ROLLBACK", NULL);

  return ka_db_exec (db, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}

char *
ka_schema_dump (sqlite3 *db, gboolean indexes, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) stmt
    = ka_db_prepare (db,
                     "SELECT type, name, sql FROM main.sqlite_schema"
                     " WHERE (?1 OR type <> 'index') AND name NOT LIKE 'sqlite|_stat%' ESCAPE '|'"
                     " ORDER BY type, name",
                     error);
  int answer;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int (stmt, 1, indexes);
  while ((answer = ka_db_step (stmt, error)) > 0)
    for (int i = 0; i < 3; i++)
      {
        const char *part = (const char *)sqlite3_column_text (stmt, i);

        g_string_append (text, part != NULL ? part : "");
        g_string_append_c (text, '\n');
      }

  return answer == 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* What the scripts make of an empty file. */
static char *
dump_model (gboolean indexes, GError **error)
{
  sqlite3 *model = ka_db_open (":memory:", SQLITE_OPEN_READWRITE, FALSE, error);
  guint n;
  const KaScript *scripts = ka_schema_scripts (&n);
  gboolean done = model != NULL && ka_db_exec (model, "PRAGMA foreign_keys = OFF", error);
  char *text;

  for (guint i = 0; i < n && done; i++)
    done = run_script (model, &scripts[i], error);
  text = done ? ka_schema_dump (model, indexes, error) : NULL;
  sqlite3_close (model);

  return text;
}

gboolean
ka_schema_compare (sqlite3 *db, gboolean indexes, gboolean *equal, GError **error)
{
  g_autofree char *present = ka_schema_dump (db, indexes, error);
  g_autofree char *expected = NULL;

  if (present == NULL)
    return FALSE;
  *equal = other_scripts == NULL
           && strcmp (present, indexes ? ka_schema_made_all : ka_schema_made_tables) == 0;
  if (*equal)
    return TRUE;
  /* Another SQLite than that of the build may word it otherwise. */
  expected = dump_model (indexes, error);
  *equal = expected != NULL && strcmp (present, expected) == 0;

  return expected != NULL;
}

gboolean
ka_schema_check_tables (sqlite3 *db, GError **error)
{
  g_autofree char *name = ka_db_name (sqlite3_db_filename (db, "main"));
  gboolean equal = FALSE;

  if (!ka_schema_compare (db, FALSE, &equal, error))
    return FALSE;
  if (!equal)
    g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT,
                 _ ("台账“%s”的表结构被别的程序改动过，不能打开，请从备份恢复。"), name);

  return equal;
}
