/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-db-private.h"
#include "ka-schema-private.h"
#include "store-test.h"

#include <string.h>

static sqlite3 *
open_schema (void)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = ka_db_open (":memory:", SQLITE_OPEN_READWRITE, FALSE, &error);

  g_assert_no_error (error);
  ka_schema_upgrade (db, 0, &error);
  g_assert_no_error (error);

  return db;
}

static gboolean
is_integer (const KaField *field)
{
  return ka_field_is_number (field) || field->type == KA_FIELD_FLAG || field->type == KA_FIELD_REF;
}

static gboolean
has_row (sqlite3 *db, const char *format, ...)
{
  va_list arguments;
  g_autoptr (GError) error = NULL;
  char *sql;
  gint64 n = 0;

  va_start (arguments, format);
  sql = sqlite3_vmprintf (format, arguments);
  va_end (arguments);
  ka_db_int (db, sql, 0, &n, &error);
  g_assert_no_error (error);
  sqlite3_free (sql);

  return n > 0;
}

static void
check_column (sqlite3 *db, const KaKind *kind, guint i)
{
  const KaField *field = &kind->fields[i];
  const char *type = is_integer (field) ? "INTEGER" : "TEXT";

  g_test_message ("%s.%s", kind->id, field->id);
  g_assert_true (has_row (db,
                          "SELECT 1 FROM pragma_table_info (%Q) WHERE cid = %d AND name = %Q"
                          " AND type = %Q AND \"notnull\" = %d AND pk = 0 AND dflt_value IS NULL",
                          kind->id, (int)i + 2, field->id, type,
                          (field->flags & KA_REQUIRED) != 0));
  g_assert_cmpint (
    has_row (db,
             "SELECT 1 FROM pragma_index_list (%Q) AS l, pragma_index_info (l.name) AS c"
             " WHERE l.\"unique\" = 1 AND l.partial = 0 AND c.name = %Q"
             " AND (SELECT count(*) FROM pragma_index_info (l.name)) = 1",
             kind->id, field->id),
    ==, (field->flags & KA_UNIQUE) != 0);
  if (field->type != KA_FIELD_REF)
    {
      g_assert_false (has_row (db, "SELECT 1 FROM pragma_foreign_key_list (%Q) WHERE \"from\" = %Q",
                               kind->id, field->id));
      return;
    }
  g_assert_true (has_row (db,
                          "SELECT 1 FROM pragma_foreign_key_list (%Q) WHERE \"from\" = %Q"
                          " AND \"table\" = %Q AND \"to\" = 'id' AND on_delete = 'NO ACTION'",
                          kind->id, field->id, field->target));
  g_assert_true (
    has_row (db,
             "SELECT 1 FROM pragma_index_list (%Q) AS l, pragma_index_info (l.name) AS c"
             " WHERE c.seqno = 0 AND c.name = %Q",
             kind->id, field->id));
}

static void
test_columns (void)
{
  sqlite3 *db = open_schema ();
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (
        has_row (db, "SELECT strict FROM pragma_table_list WHERE name = %Q", kinds[i]->id));
      g_assert_true (has_row (db, "SELECT count(*) = %d FROM pragma_table_info (%Q)",
                              (int)kinds[i]->n_fields + 2, kinds[i]->id));
      g_assert_true (has_row (db,
                              "SELECT 1 FROM pragma_table_info (%Q) WHERE cid = 0 AND name = 'id'"
                              " AND type = 'INTEGER' AND pk = 1",
                              kinds[i]->id));
      g_assert_true (has_row (db,
                              "SELECT 1 FROM pragma_table_info (%Q) WHERE cid = 1 AND name = 'rev'"
                              " AND type = 'INTEGER' AND \"notnull\" = 1",
                              kinds[i]->id));
      for (guint j = 0; j < kinds[i]->n_fields; j++)
        check_column (db, kinds[i], j);
    }
  sqlite3_close (db);
}

/* Every table is one of a kind or one of the bookkeeping. */
static void
test_no_other_tables (void)
{
  static const char *const others[]
    = { "change",      "revision",       "source",         "blob",        "schema_script",
        "search",      "search_config",  "search_content", "search_data", "search_idx",
        "search_kind", "search_version", "document" };
  sqlite3 *db = open_schema ();
  g_autoptr (sqlite3_stmt) stmt
    = ka_db_prepare (db, "SELECT name, type FROM sqlite_schema WHERE type <> 'index'", NULL);

  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *name = (const char *)sqlite3_column_text (stmt, 0);
      gboolean known = ka_kind_get (name) != NULL;

      for (guint i = 0; i < G_N_ELEMENTS (others) && !known; i++)
        known = strcmp (name, others[i]) == 0;
      g_test_message ("%s", name);
      g_assert_true (known);
      g_assert_cmpstr ((const char *)sqlite3_column_text (stmt, 1), ==, "table");
    }
  g_clear_pointer (&stmt, sqlite3_finalize);
  sqlite3_close (db);
}

/* A value that the schema takes in a field whatever its kind table says. */
static const char *
get_plain_value (const KaField *field)
{
  switch (field->type)
    {
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
    case KA_FIELD_REF:
    case KA_FIELD_FLAG:
      return "1";
    case KA_FIELD_DATE:
      return "2025-01-31";
    case KA_FIELD_MONTH:
      return "2025-01";
    case KA_FIELD_QUARTER:
      return "2025Q4";
    case KA_FIELD_TIME:
      return "2025-08-14T15:20";
    case KA_FIELD_CHOICE:
    case KA_FIELD_TEXT:
    case KA_FIELD_LONG:
      break;
    }
  return "x";
}

/* Inserts a row with one value in one field, and the required ones filled. */
static int
insert_value (sqlite3 *db, const KaKind *kind, const KaField *field, const char *value)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new ("1, 1");
  int code;

  g_string_append_printf (sql, "INSERT INTO \"%s\" (id, rev", kind->id);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const KaField *other = &kind->fields[i];
      g_auto (GStrv) choices = g_strsplit (other->choices != NULL ? other->choices : "x", "|", 2);
      const char *text = other == field                      ? value
                         : (other->flags & KA_REQUIRED) == 0 ? NULL
                         : other->type == KA_FIELD_CHOICE    ? choices[0]
                                                             : get_plain_value (other);
      char *literal = sqlite3_mprintf ("%Q", text);

      g_string_append_printf (sql, ", \"%s\"", other->id);
      g_string_append_printf (values, ", %s", literal);
      sqlite3_free (literal);
    }
  g_string_append_printf (sql, ") VALUES (%s)", values->str);
  code = sqlite3_exec (db, sql->str, NULL, NULL, NULL);
  sqlite3_exec (db, "ROLLBACK TO row", NULL, NULL, NULL);

  return code;
}

static void
check_refused (sqlite3 *db, const KaKind *kind, const KaField *field, const char *value)
{
  g_test_message ("%s.%s refuses %s", kind->id, field->id, value);
  g_assert_cmpint (insert_value (db, kind, field, value) & 0xff, ==, SQLITE_CONSTRAINT);
}

static void
check_taken (sqlite3 *db, const KaKind *kind, const KaField *field, const char *value)
{
  g_test_message ("%s.%s takes %s", kind->id, field->id, value);
  g_assert_cmpint (insert_value (db, kind, field, value), ==, SQLITE_OK);
}

static void
check_choices (sqlite3 *db, const KaKind *kind, const KaField *field)
{
  g_auto (GStrv) choices = g_strsplit (field->choices, "|", -1);

  for (guint i = 0; choices[i] != NULL; i++)
    check_taken (db, kind, field, choices[i]);
  if ((field->flags & KA_MULTI) == 0)
    check_refused (db, kind, field, "没有这一项");
}

static void
check_values (sqlite3 *db, const KaKind *kind, const KaField *field)
{
  gboolean from_zero = ka_field_is_number (field) && field->min != NULL && *field->min != '-';

  if (field->type == KA_FIELD_CHOICE && field->choices != NULL)
    check_choices (db, kind, field);
  else if (field->type != KA_FIELD_CHOICE)
    check_taken (db, kind, field, get_plain_value (field));

  if (field->type == KA_FIELD_FLAG)
    {
      check_taken (db, kind, field, "0");
      check_refused (db, kind, field, "2");
    }
  if (field->type == KA_FIELD_DATE)
    {
      check_taken (db, kind, field, "9999-12-31");
      check_refused (db, kind, field, "2025-1-31");
      check_refused (db, kind, field, "2025年1月31日");
    }
  if (field->type == KA_FIELD_MONTH || field->type == KA_FIELD_QUARTER
      || field->type == KA_FIELD_TIME)
    check_refused (db, kind, field, "2025-01-31");
  if (from_zero)
    check_refused (db, kind, field, "-1");
  if (is_integer (field))
    check_refused (db, kind, field, "1.5");
  if ((field->flags & KA_REQUIRED) != 0)
    check_refused (db, kind, field, NULL);
}

/* The schema itself holds what the kind tables say, also against other programs. */
static void
test_checks (void)
{
  sqlite3 *db = open_schema ();
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  /* What they refer to is not the question here. */
  sqlite3_exec (db, "PRAGMA foreign_keys = OFF; SAVEPOINT row", NULL, NULL, NULL);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < kinds[i]->n_fields; j++)
      check_values (db, kinds[i], &kinds[i]->fields[j]);
  sqlite3_close (db);
}

/* ---- migrations ---- */

static guint
count_files (const char *folder, const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL;

  return n;
}

typedef struct
{
  const char *name;
  const char *sql;
  KaError code; /* KA_ERROR_FAILED: it succeeds */
} Migration;

static const Migration migrations[] = {
  { "adds",
    "CREATE TABLE later (id INTEGER PRIMARY KEY, x TEXT) STRICT;"
    "INSERT INTO later (x) SELECT name FROM enterprise;",
    KA_ERROR_FAILED },
  { "breaks-references", "DELETE FROM enterprise;", KA_ERROR_CORRUPT },
  { "fails-half-way", "CREATE TABLE later (x TEXT) STRICT; INSERT INTO later VALUES (1, 2);",
    KA_ERROR_FAILED + 1000 },
};

/* The shipped scripts and one that comes after them. */
static KaScript *
scripts_and_later (const char *sql, guint *n)
{
  guint n_shipped;
  const KaScript *shipped = ka_schema_scripts (&n_shipped);
  KaScript *scripts = g_new (KaScript, n_shipped + 1);

  memcpy (scripts, shipped, n_shipped * sizeof *scripts);
  scripts[n_shipped] = (KaScript){ scripts[n_shipped - 1].number + 1, "999-later.sql", sql };
  *n = n_shipped + 1;

  return scripts;
}

static void
test_migration (gconstpointer data)
{
  const Migration *migration = data;
  guint n;
  g_autofree KaScript *scripts = scripts_and_later (migration->sql, &n);
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);

  test_mine (ledger, test_enterprise (ledger, "甲矿业有限公司"), "甲矿");
  g_clear_object (&ledger);

  ka_schema_set_scripts (scripts, n);
  ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
  g_assert_cmpuint (count_files (folder, ".before-upgrade-"), ==, ledger != NULL);
  if (migration->code == KA_ERROR_FAILED)
    {
      g_assert_no_error (error);
      g_clear_object (&ledger);
      g_assert_cmpint (test_number (path, "PRAGMA user_version"), ==, n);
      g_assert_cmpint (test_number (path, "SELECT count(*) FROM later"), ==, 1);
      ledger = test_ledger_open (folder);
      test_verify (ledger);
      g_clear_object (&ledger);
      g_assert_cmpuint (count_files (folder, ".before-upgrade-"), ==, 1);
    }
  else
    {
      /* Nothing of it stays. */
      g_assert_null (ledger);
      g_assert_nonnull (error);
      if (migration->code < 1000)
        g_assert_error (error, KA_ERROR, (int)migration->code);
      g_assert_cmpint (test_number (path, "PRAGMA user_version"), ==, n - 1);
      g_assert_cmpint (test_number (path, "SELECT count(*) FROM enterprise"), ==, 1);
      ka_schema_set_scripts (NULL, 0);
      ledger = test_ledger_open (folder);
      test_verify (ledger);
      g_clear_object (&ledger);
    }

  ka_schema_set_scripts (NULL, 0);
  test_folder_remove (folder);
}

/* The copy made before is a ledger as it was; a program of then opens it. */
static void
test_copy_before_migration (void)
{
  guint n;
  g_autofree KaScript *scripts = scripts_and_later ("CREATE TABLE later (x TEXT) STRICT;", &n);
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  test_enterprise (ledger, "甲矿业有限公司");
  g_clear_object (&ledger);
  ka_schema_set_scripts (scripts, n);
  ledger = test_ledger_open (folder);
  g_clear_object (&ledger);
  ka_schema_set_scripts (NULL, 0);

  /* And the program of then refuses the new one. */
  ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
  g_assert_error (error, KA_ERROR, KA_ERROR_TOO_NEW);
  g_assert_null (ledger);
  g_clear_error (&error);

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, ".before-upgrade-") != NULL)
      {
        g_autofree char *copy = g_build_filename (folder, name, NULL);

        ledger = ka_ledger_open (copy, KA_OPEN_READ_WRITE, &error);
        g_assert_no_error (error);
        test_verify (ledger);
        g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 1);
        g_clear_object (&ledger);
      }

  test_folder_remove (folder);
}

/* A read-only ledger of an older version says that it would have to be upgraded. */
static void
test_old_read_only (void)
{
  guint n;
  g_autofree KaScript *scripts = scripts_and_later ("CREATE TABLE later (x TEXT) STRICT;", &n);
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;

  g_clear_object (&ledger);
  ka_schema_set_scripts (scripts, n);
  ledger = ka_ledger_open (path, KA_OPEN_READ_ONLY, &error);
  ka_schema_set_scripts (NULL, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "旧版本"));
  test_folder_remove (folder);
}

/* A script that is not the one that made the file. */
static void
test_other_script (void)
{
  guint n;
  g_autofree KaScript *scripts = scripts_and_later ("", &n);
  g_autofree char *edited = g_strconcat (scripts[0].sql, "-- edited\n", NULL);
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;

  g_clear_object (&ledger);
  scripts[0].sql = edited;
  ka_schema_set_scripts (scripts, n - 1);
  ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
  ka_schema_set_scripts (NULL, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_CORRUPT);
  test_folder_remove (folder);
}

/* A file as every released version left it, with rows, comes to the newest schema; what was allowed in it still
 * is, and what was refused is refused. */
static void
test_every_version (void)
{
  guint n;
  const KaScript *scripts = ka_schema_scripts (&n);

  for (guint version = 1; version < n; version++)
    {
      g_autofree KaScript *released = g_memdup2 (scripts, version * sizeof *scripts);
      sqlite3 *db;
      g_autoptr (GError) error = NULL;
      g_autofree char *checked = NULL;
      gboolean equal = FALSE;

      g_test_message ("from version %u", version);
      ka_schema_set_scripts (released, version);
      db = open_schema ();
      ka_schema_set_scripts (NULL, 0);
      ka_db_exec (
        db,
        "INSERT INTO enterprise (id, rev, name, category) VALUES (1, 1, '甲', '矿山企业'),"
        " (2, 2, '乙', NULL);"
        "INSERT INTO mine (id, rev, enterprise, name, type, status, town)"
        " VALUES (1, 3, 1, '甲矿', '尾矿库', '关闭', '珞璜镇')",
        &error);
      g_assert_no_error (error);

      g_assert_true (ka_schema_upgrade (db, version, &error));
      g_assert_no_error (error);
      g_assert_true (ka_schema_compare (db, TRUE, &equal, &error));
      g_assert_true (equal);
      checked = ka_db_text (db, "PRAGMA integrity_check", &error);
      g_assert_cmpstr (checked, ==, "ok");
      g_assert_true (has_row (db, "SELECT count(*) = 1 FROM mine WHERE type = '尾矿库'"));
      g_assert_true (ka_db_exec (db, "UPDATE enterprise SET category = '尾矿库企业'", &error));
      g_assert_false (ka_db_exec (db, "UPDATE enterprise SET category = '尾矿库'", NULL));
      /* Nobody else may edit it. */
      ka_db_exec (db, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema", &error);
      g_assert_nonnull (error);
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
    }
}

/* For a set of more than two values SQLite makes a table with every row that it writes. */
static void
test_no_sets (void)
{
  sqlite3 *db = open_schema ();
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql
        = g_strdup_printf ("EXPLAIN INSERT INTO \"%s\" DEFAULT VALUES", kinds[i]->id);
      g_autoptr (sqlite3_stmt) stmt = ka_db_prepare (db, sql, NULL);

      g_test_message ("%s", kinds[i]->id);
      g_assert_nonnull (stmt);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        g_assert_cmpstr ((const char *)sqlite3_column_text (stmt, 1), !=, "OpenEphemeral");
    }
  sqlite3_close (db);
}

/* What the build wrote down is what the scripts make, one after the other. */
static void
test_made (void)
{
  sqlite3 *at_once = open_schema (), *by_scripts;
  g_autoptr (GError) error = NULL;
  guint n;
  const KaScript *shipped = ka_schema_scripts (&n);
  g_autofree KaScript *scripts = g_memdup2 (shipped, n * sizeof *shipped);

  g_assert_cmpuint (strlen (ka_schema_made_sql), >, 10000);
  ka_schema_set_scripts (scripts, n);
  by_scripts = open_schema ();
  for (int indexes = 0; indexes < 2; indexes++)
    {
      g_autofree char *one = ka_schema_dump (at_once, indexes, &error);
      g_autofree char *other = ka_schema_dump (by_scripts, indexes, &error);
      gboolean equal = FALSE;

      g_assert_cmpstr (one, ==, other);
      g_assert_cmpstr (one, ==, indexes ? ka_schema_made_all : ka_schema_made_tables);
      g_assert_true (ka_schema_compare (at_once, indexes, &equal, &error));
      g_assert_true (equal);
    }
  ka_schema_set_scripts (NULL, 0);
  g_assert_cmpint (sqlite3_close (at_once), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (by_scripts), ==, SQLITE_OK);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/store/schema/columns", test_columns);
  g_test_add_func ("/store/schema/no-other-tables", test_no_other_tables);
  g_test_add_func ("/store/schema/checks", test_checks);
  for (guint i = 0; i < G_N_ELEMENTS (migrations); i++)
    {
      g_autofree char *name = g_strconcat ("/store/schema/migration/", migrations[i].name, NULL);

      g_test_add_data_func (name, &migrations[i], test_migration);
    }
  g_test_add_func ("/store/schema/copy-before-migration", test_copy_before_migration);
  g_test_add_func ("/store/schema/old-read-only", test_old_read_only);
  g_test_add_func ("/store/schema/other-script", test_other_script);

  g_test_add_func ("/store/schema/every-version", test_every_version);
  g_test_add_func ("/store/schema/no-sets", test_no_sets);
  g_test_add_func ("/schema/made", test_made);
  return g_test_run ();
}
