/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <ka-check.h>
#include <ka-codes.h>
#include <ka-import.h>
#include <string.h>

/* Tables as offices head them, kept apart from what the kinds list: tests/data/vocabulary/X.txt says in lines of
 *
 *   [project]                              the kind of the tables that follow
 *   @三同时台账                            the line above the next table
 *   矿山名称=mine|工程名称=name|其他部门=   a table: each heading and its field, none where nothing follows
 *   kind: 技改项目=改建|新设=新建           how a choice, a flag (是=1) or any value is written
 */

static char *
find_data (void)
{
  return g_test_build_filename (G_TEST_DIST, "data", "vocabulary", NULL);
}

/* What may stand in a column of the field. */
static const char *
get_sample (const KaField *field, guint row)
{
  static const char *const people[] = { "张三", "李四", "王五" };
  static const char *const words[] = { "江津甲矿业有限公司", "江津乙石材厂", "江津丙石料有限公司" };
  static const char *const mines[] = { "甲一矿", "乙二矿", "丙三矿" };
  static const char *const phones[] = { "13900000001", "13900000002", "13900000003" };
  static const char *const numbers[] = { "甲审〔2025〕1号", "甲审〔2025〕2号", "甲审〔2025〕3号" };
  static const char *const dates[] = { "2025-03-01", "2025-04-02", "2025-05-03" };
  static const char *const codes[]
    = { "91500116MAYY10179B", "115000005567784755", "11500384008682915K" };

  switch (field->type)
    {
    case KA_FIELD_DATE:
    case KA_FIELD_TIME:
      return dates[row];
    case KA_FIELD_MONTH:
      return "2025-03";
    case KA_FIELD_QUARTER:
      return "2025Q1";
    case KA_FIELD_FLAG:
      return row == 1 ? "否" : "是";
    case KA_FIELD_REF:
      return strcmp (field->target, "mine") == 0 ? mines[row] : words[row];
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
      return strcmp (field->id, "longitude") == 0  ? "106.25"
             : strcmp (field->id, "latitude") == 0 ? "29.25"
             : strcmp (field->id, "year") == 0     ? "2025"
                                                   : "3";
    case KA_FIELD_CHOICE:
    case KA_FIELD_TEXT:
    case KA_FIELD_LONG:
    default:
      break;
    }
  switch (field->format)
    {
    case KA_FORMAT_NAME:
    case KA_FORMAT_LIST:
      return people[row];
    case KA_FORMAT_PHONE:
      return phones[row];
    case KA_FORMAT_NUMBER:
      return numbers[row];
    case KA_FORMAT_CREDIT_CODE:
      return codes[row];
    case KA_FORMAT_ID_NUMBER:
      return "11010519491231002X";
    case KA_FORMAT_TITLE:
      return strcmp (field->id, "name") == 0 ? mines[row] : words[row];
    case KA_FORMAT_NONE:
    default:
      return "按设计落实";
    }
}

static char *
make_cell (const KaField *field, guint row)
{
  if (field == NULL)
    return g_strdup ("按要求");
  if (field->type == KA_FIELD_CHOICE && field->choices != NULL)
    {
      g_auto (GStrv) choices = g_strsplit (field->choices, "|", -1);

      return g_strdup (choices[row % g_strv_length (choices)]);
    }
  if (field->type == KA_FIELD_CHOICE && field->codes != NULL)
    return g_strdup (ka_codes_nth (ka_codes_get (field->codes), row)->value);
  return g_strdup (get_sample (field, row));
}

typedef struct
{
  const char *file;
  guint line;
  const KaKind *kind;
  char *title; /* of the next table, or NULL */
  guint failed;
} Reading;

G_GNUC_PRINTF (2, 3)
static void
complain (Reading *reading, const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_test_message ("%s:%u (%s) %s", reading->file, reading->line, reading->kind->id, text);
  reading->failed++;
}

/* The first of the two parts of 工程名称=name; the second in *value. */
static char *
split_pair (const char *pair, const char **value)
{
  const char *sign = strrchr (pair, '=');

  g_assert_nonnull (sign);
  *value = sign + 1;
  return g_strndup (pair, sign - pair);
}

static void
append_cell (GString *text, const char *cell, gboolean last)
{
  g_string_append_c (text, '"');
  g_string_append (text, cell);
  g_string_append (text, last ? "\"\n" : "\"\t");
}

static KaImport *
open_table (Reading *reading, GStrv pairs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint n = g_strv_length (pairs);
  KaImport *import = ka_import_new ();

  if (reading->title != NULL)
    g_string_append_printf (text, "%s\n", reading->title);
  for (guint row = 0; row < 4; row++)
    for (guint c = 0; c < n; c++)
      {
        const char *id;
        g_autofree char *heading = split_pair (pairs[c], &id);
        const KaField *field = *id != '\0' ? ka_kind_field (reading->kind, id) : NULL;
        g_autofree char *cell = row == 0 ? g_strcompress (heading) : make_cell (field, row - 1);

        if (field == NULL && *id != '\0')
          g_error ("%s:%u: no field %s", reading->file, reading->line, id);
        append_cell (text, cell, c + 1 == n);
      }
  ka_import_add_text (import, text->str, "表1", NULL, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static void
check_table (Reading *reading, const char *line)
{
  g_auto (GStrv) pairs = g_strsplit (line, "|", -1);
  g_autoptr (KaImport) import = open_table (reading, pairs);
  GPtrArray *tables = ka_import_get_tables (import);
  const KaImportTable *table = tables->len > 0 ? g_ptr_array_index (tables, 0) : NULL;

  g_clear_pointer (&reading->title, g_free);
  if (table == NULL || tables->len != 1 || table->kind != reading->kind)
    {
      complain (reading, "taken for %s: %s",
                table && table->kind ? table->kind->id : "nothing known", line);
      return;
    }
  for (guint c = 0; pairs[c] != NULL; c++)
    {
      const char *id;
      g_autofree char *heading = split_pair (pairs[c], &id);
      const KaField *field = c < table->fields->len ? g_ptr_array_index (table->fields, c) : NULL;

      if (strcmp (field ? field->id : "", id) != 0)
        complain (reading, "%s is %s, not %s", heading, field ? field->id : "unknown", id);
    }
}

static void
check_values (Reading *reading, const char *id, const char *line)
{
  const KaField *field = ka_kind_field (reading->kind, id);
  g_auto (GStrv) pairs = g_strsplit (line, "|", -1);

  if (field == NULL)
    g_error ("%s:%u: no field %s", reading->file, reading->line, id);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *expected;
      g_autofree char *text = split_pair (pairs[i], &expected);
      g_autofree char *value = NULL;

      if (!ka_field_parse (field, text, KA_DAY_NONE, &value, NULL, NULL)
          || g_strcmp0 (value, expected) != 0)
        complain (reading, "%s “%s” is %s, not %s", id, text, value ? value : "unknown", expected);
    }
}

static void
read_line (Reading *reading, char *line)
{
  char *colon;

  if (*line == '\0' || *line == '#')
    return;
  if (*line == '[')
    {
      g_autofree char *id = g_strndup (line + 1, strcspn (line + 1, "]"));

      reading->kind = ka_kind_get (id);
      g_assert_nonnull (reading->kind);
      return;
    }
  g_assert_nonnull (reading->kind);
  colon = strstr (line, ": ");
  if (*line == '@')
    {
      g_free (reading->title);
      reading->title = g_strdup (line + 1);
    }
  else if (colon != NULL
           && strspn (line, "abcdefghijklmnopqrstuvwxyz_0123456789") == (gsize)(colon - line))
    {
      *colon = '\0';
      check_values (reading, line, colon + 2);
    }
  else
    check_table (reading, line);
}

static void
test_file (gconstpointer path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  Reading reading = { .file = name };

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (; lines[reading.line] != NULL;)
    {
      char *line = lines[reading.line++];

      read_line (&reading, g_strchomp (line));
    }
  g_free (reading.title);
  g_assert_cmpuint (reading.failed, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;
  guint n = 0;

  g_test_init (&argc, &argv, NULL);
  folder = find_data ();
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      {
        g_autofree char *test = g_strdup_printf ("/vocabulary/%s", name);

        g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_file, g_free);
        n++;
      }
  g_assert_cmpuint (n, >, 0);
  return g_test_run ();
}
