/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-map.h"

#include "ka-cli-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <ka-kind.h>
#include <string.h>

/* The answers that the assistant would ask for, from a file:
 * [{"file": "a.xlsx", "sheet": "一", "table": 1, "kind": "enterprise",
 *   "fields": {"B": "name", "单位电话": "principal_phone", "F": null}}]
 * the rows in which the headings of a table stand, where they were not found ("headings": 3, or [3, 4]),
 * and who is meant by names that are like others (empty: none of them):
 * {"names": {"enterprise": {"甲有限责任公司": "甲有限公司", "乙厂": ""}}}
 * file, sheet and table (of several in a sheet, from 1) may be left out: then all are meant. A column is
 * named by its letters or its heading; null passes it over. */

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_set_error (error, KA_ERROR, KA_ERROR_FORMAT, _ ("对应关系文件“%s”不能用：%s"), path, what);
  return FALSE;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static int
find_column (const KaImportTable *table, const char *name)
{
  char letters[8];
  for (guint c = 0; c < table->headings->len; c++)
    if (strcmp (name, g_ptr_array_index (table->headings, c)) == 0)
      return (int)c;
  for (guint c = 0; c < table->headings->len; c++)
    if (g_ascii_strcasecmp (name, ka_column_letters (c, letters)) == 0)
      return (int)c;
  return -1;
}

static gboolean
set_fields (KaImport *import, guint i, JsonObject *fields, const char *path, GError **error)
{
  const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (import), i);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  if (table->kind == NULL)
    return fail (error, path, _ ("表格没有认出类别，请同时写明 kind。"));
  json_object_iter_init (&iter, fields);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      const KaField *field = id ? ka_kind_field (table->kind, id) : NULL;
      int column = find_column (table, name);
      g_autofree char *what = NULL;
      if (column < 0)
        what = g_strdup_printf (_ ("工作表“%s”没有“%s”这一列。"), table->sheet, name);
      else if (field == NULL && !JSON_NODE_HOLDS_NULL (node))
        what
          = g_strdup_printf (_ ("%s没有“%s”这一项。"), ka_kind_label (table->kind), id ? id : "");
      if (what != NULL)
        return fail (error, path, what);
      ka_import_set_field (import, i, column, field);
    }
  return TRUE;
}

/* Of several tables in one sheet, the how manieth, from 1. */
static guint
number_in_sheet (KaImport *import, guint i)
{
  GPtrArray *tables = ka_import_get_tables (import);
  const KaImportTable *table = g_ptr_array_index (tables, i);
  guint n = 1;
  for (guint j = 0; j < i; j++)
    {
      const KaImportTable *other = g_ptr_array_index (tables, j);
      n += strcmp (other->file, table->file) == 0 && strcmp (other->sheet, table->sheet) == 0;
    }
  return n;
}

static gboolean
answer_names (KaImport *import, JsonObject *names, const char *path, GError **error)
{
  JsonObjectIter kinds;
  const char *id;
  JsonNode *node;
  json_object_iter_init (&kinds, names);
  while (json_object_iter_next (&kinds, &id, &node))
    {
      const KaKind *kind = ka_kind_get (id) ? ka_kind_get (id) : ka_kind_by_label (id);
      JsonObjectIter of_kind;
      const char *text;
      JsonNode *name;
      if (kind == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        return fail (error, path, _ ("names 应当是种类到名称对照的对照。"));
      json_object_iter_init (&of_kind, json_node_get_object (node));
      while (json_object_iter_next (&of_kind, &text, &name))
        {
          if (!JSON_NODE_HOLDS_VALUE (name) || json_node_get_string (name) == NULL)
            return fail (error, path, _ ("names 应当是种类到名称对照的对照。"));
          ka_import_answer (import, kind, text, json_node_get_string (name));
        }
    }
  return TRUE;
}

/* 3, or [3, 4]: rows as people count. */
static gboolean
set_headings (KaImport *import,
              guint i,
              JsonNode *node,
              const KaKind *kind,
              const char *path,
              GError **error)
{
  const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (import), i);
  JsonArray *both = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64 first = 0, last = 0;
  g_autofree char *what = NULL;
  if (both != NULL && json_array_get_length (both) == 2)
    {
      first = json_array_get_int_element (both, 0);
      last = json_array_get_int_element (both, 1);
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    first = last = json_node_get_int (node);
  if (first >= 1 && last >= first && last <= G_MAXINT32
      && ka_import_set_headings (import, i, (guint)first - 1, (guint)last - 1, kind))
    return TRUE;
  what
    = g_strdup_printf (_ ("headings 应当是工作表“%s”里有内容的行，如 3 或 [3, 4]。"), table->sheet);
  return fail (error, path, what);
}

static gboolean
apply (KaImport *import, JsonObject *answer, const char *path, GError **error)
{
  JsonNode *names = json_object_get_member (answer, "names");
  GPtrArray *tables = ka_import_get_tables (import);
  const char *file = get_text (answer, "file"), *sheet = get_text (answer, "sheet");
  const char *kind_name = get_text (answer, "kind");
  const KaKind *kind = kind_name ? ka_kind_get (kind_name) : NULL;
  JsonNode *fields = json_object_get_member (answer, "fields");
  JsonNode *headings = json_object_get_member (answer, "headings");
  const char *headed = NULL, *headed_file = NULL; /* the sheet whose headings were said */
  gint64 number = json_object_get_int_member_with_default (answer, "table", 0);
  if (names != NULL && !JSON_NODE_HOLDS_OBJECT (names))
    return fail (error, path, _ ("names 应当是种类到名称对照的对照。"));
  if (names != NULL && !answer_names (import, json_node_get_object (names), path, error))
    return FALSE;
  if (names != NULL && kind_name == NULL && fields == NULL)
    return TRUE;
  if (kind == NULL && kind_name != NULL)
    kind = ka_kind_by_label (kind_name);
  if (kind == NULL && kind_name != NULL)
    return fail (error, path, _ ("没有这个类别，kind 请用种类代码或中文名。"));
  if (fields != NULL && !JSON_NODE_HOLDS_OBJECT (fields))
    return fail (error, path, _ ("fields 应当是列到项的对照。"));
  for (guint i = 0; i < tables->len; i++)
    {
      KaImportTable *table = g_ptr_array_index (tables, i);
      if ((file != NULL && strcmp (file, table->file) != 0)
          || (sheet != NULL && strcmp (sheet, table->sheet) != 0)
          || (number > 0 && number != (gint64)number_in_sheet (import, i)))
        continue;
      /* What stands in the same rows was found with them. */
      if (headed != NULL && strcmp (headed, table->sheet) == 0
          && strcmp (headed_file, table->file) == 0)
        continue;
      if (headings != NULL && !set_headings (import, i, headings, kind, path, error))
        return FALSE;
      if (headings != NULL)
        {
          headed = table->sheet;
          headed_file = table->file;
        }
      else if (kind != NULL && table->kind != kind)
        ka_import_set_kind (import, i, kind);
      table->taken = table->kind != NULL;
      if (fields != NULL && !set_fields (import, i, json_node_get_object (fields), path, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
ka_cli_map_apply (KaImport *import, const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonArray *answers;
  if (!json_parser_load_from_file (parser, path, NULL))
    return fail (error, path, _ ("读不出来，或者不是 JSON。"));
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return fail (error, path, _ ("应当是 JSON 数组，每张表一项。"));
  answers = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (answers); i++)
    {
      JsonNode *node = json_array_get_element (answers, i);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return fail (error, path, _ ("应当是 JSON 数组，每张表一项。"));
      if (!apply (import, json_node_get_object (node), path, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- what could be answered ---- */

/* The first guess that the column was not taken for. */
static const KaGuess *
find_other (GPtrArray *guesses, const KaField *present)
{
  for (guint i = 0; guesses != NULL && i < guesses->len; i++)
    {
      const KaGuess *guess = g_ptr_array_index (guesses, i);

      if (guess->field != present)
        return guess;
    }
  return NULL;
}

char *
ka_cli_map_suggest (KaImport *import, const KaImportProblem *problem)
{
  gboolean shown = strcmp (problem->code, "column_shown") == 0;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;
  const KaImportTable *table;
  const KaGuess *guess;
  char letters[8];

  if (problem->table < 0 || (!shown && strcmp (problem->code, "column_passed") != 0))
    return NULL;
  table = g_ptr_array_index (ka_import_get_tables (import), problem->table);
  guess = find_other (ka_import_get_guesses (import, problem->table, problem->place.column),
                      problem->field);
  if (guess == NULL && !shown)
    return NULL;
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "file", table->file);
  ka_cli_json_add_string (builder, "sheet", table->sheet);
  if (number_in_sheet (import, problem->table) > 1)
    ka_cli_json_add_int (builder, "table", number_in_sheet (import, problem->table));
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, ka_column_letters (problem->place.column, letters),
                          guess != NULL ? guess->field->id : NULL);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

char *
ka_cli_map_explain (KaImport *import, const KaImportProblem *problem, const char *message)
{
  g_autofree char *suggested = ka_cli_map_suggest (import, problem);

  if (suggested == NULL)
    return g_strdup (message);
  return g_strdup_printf (_ ("%s可在 --map 的文件里写：%s"), message, suggested);
}
