/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-list.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-kind.h>
#include <ka-template.h>
#include <string.h>

static guint
parse_column (const char *text, gsize len)
{
  guint column = 0;

  if (len == 0 || len > 3)
    return G_MAXUINT;
  for (gsize i = 0; i < len; i++)
    {
      if (!g_ascii_isalpha (text[i]))
        return G_MAXUINT;
      column = column * 26 + (g_ascii_toupper (text[i]) - 'A' + 1);
    }
  return column - 1;
}

static gboolean
apply_map (KaTemplate *template, char **map, GError **error)
{
  for (guint i = 0; map != NULL && map[i] != NULL; i++)
    {
      const char *sign = strchr (map[i], '=');
      guint column = sign != NULL ? parse_column (map[i], sign - map[i]) : G_MAXUINT;
      if (column == G_MAXUINT)
        {
          ka_cli_set_usage_error (error, _ ("--map 后面的“%s”要写成 列=字段，例如 C=name。"),
                                  map[i]);
          return FALSE;
        }
      if (!ka_template_set_column (template, column, sign + 1, error))
        return FALSE;
    }
  return TRUE;
}

static void
print_json (KaTemplate *template, const KaTemplateReport *report, const char *path)
{
  const KaKind *kind = ka_template_get_kind (template);
  GPtrArray *columns = ka_template_get_columns (template);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char letters[8];
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "file", path);
  ka_cli_json_add_string (builder, "sheet", ka_template_get_sheet (template));
  ka_cli_json_add_string (builder, "kind", kind != NULL ? kind->id : "indicators");
  ka_cli_json_add_int (builder, "filled", report->filled);
  ka_cli_json_add_int (builder, "room", ka_template_get_room (template));
  ka_cli_json_add_int (builder, "added", report->added);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < columns->len; i++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (columns, i);
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "column", ka_column_letters (column->column, letters));
      ka_cli_json_add_string (builder, "heading", column->heading);
      ka_cli_json_add_string (builder, "field", column->word);
      json_builder_set_member_name (builder, "sure");
      json_builder_add_boolean_value (builder, column->sure);
      json_builder_set_member_name (builder, "remembered");
      json_builder_add_boolean_value (builder, column->remembered);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "remarks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->remarks->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (report->remarks, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static void
print_plain (KaTemplate *template, const KaTemplateReport *report, const char *path)
{
  const KaKind *kind = ka_template_get_kind (template);
  GPtrArray *columns = ka_template_get_columns (template);
  g_autoptr (KaCliTable) table = ka_cli_table_new (3);
  char letters[8];
  ka_cli_table_add (table, _ ("列"));
  ka_cli_table_add (table, _ ("表头"));
  ka_cli_table_add (table, _ ("填写"));
  for (guint i = 0; i < columns->len; i++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (columns, i);
      g_autofree char *heading = g_strdelimit (g_strdup (column->heading), "\r\n\t", ' ');
      ka_cli_table_add (table, ka_column_letters (column->column, letters));
      ka_cli_table_add (table, heading);
      ka_cli_table_add (table, column->label);
    }
  ka_cli_table_print (table, "");
  for (guint i = 0; i < report->remarks->len; i++)
    ka_cli_print ("%s\n", (const char *)g_ptr_array_index (report->remarks, i));
  ka_cli_print (_ ("已填好：%s，工作表“%s”（%s）%u 行，加行 %u。\n"), path,
                ka_template_get_sheet (template), kind != NULL ? ka_kind_label (kind) : _ ("指标"),
                report->filled, report->added);
}

typedef struct
{
  char *path, *kind, *sheet, *quarter, **where, **map;
  gboolean unmasked, json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->path);
  g_free (options->kind);
  g_free (options->sheet);
  g_free (options->quarter);
  g_strfreev (options->where);
  g_strfreev (options->map);
}

/* What was said by hand is kept for the next time; a ledger that cannot be written only loses that. */
static void
remember (KaCli *cli, KaTemplate *template)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, &error);
  if (ledger == NULL || !ka_template_remember (template, ledger, &error)
      || !ka_cli_close (ledger, &error))
    ka_cli_remark (_ ("表已填好，但列的对应关系没有记住：%s"), error->message);
}

static gboolean
fill (KaCli *cli, Options *options, GError **error)
{
  KaDay on = ka_today ();
  KaQuarter quarter = ka_quarter_of (on);
  const KaKind *kind = NULL;
  if (options->path == NULL)
    {
      ka_cli_set_usage_error (error, _ ("请用 -o 写明填好的表存为哪个文件。"));
      return FALSE;
    }
  if (options->kind != NULL && (kind = ka_cli_kind (options->kind, error)) == NULL)
    return FALSE;
  if (options->quarter != NULL && !ka_cli_quarter_or_day (options->quarter, &quarter, &on, error))
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  if (ledger == NULL)
    return FALSE;
  g_autoptr (KaTemplate) template
    = ka_template_open (cli->args[0], options->sheet, kind, NULL, error);
  if (template == NULL || !ka_template_recall (template, ledger, error)
      || !apply_map (template, options->map, error))
    return FALSE;
  g_autoptr (KaQuery) query = NULL;
  if (ka_template_get_kind (template) != NULL)
    {
      query = ka_cli_query (ledger, ka_template_get_kind (template), options->where, NULL, error);
      if (query == NULL)
        return FALSE;
    }
  else if (options->where != NULL)
    {
      ka_cli_set_usage_error (error, _ ("这是一张指标表，--where 只能用于一行一条记录的表。"));
      return FALSE;
    }
  KaTemplateReport report = { 0 };
  gboolean ok = ka_template_write (template, ledger, query, on, options->unmasked, options->path,
                                   &report, ka_cli_progress, NULL, NULL, error);
  ka_cli_progress_end ();
  if (!ok || !ka_cli_close (ledger, error))
    {
      ka_template_report_clear (&report);
      return FALSE;
    }
  g_clear_object (&ledger);
  if (options->map != NULL)
    remember (cli, template);
  if (options->json)
    print_json (template, &report, options->path);
  else
    print_plain (template, &report, options->path);
  ka_template_report_clear (&report);
  return TRUE;
}

static gboolean
run_fill (KaCli *cli, GError **error)
{
  Options options = { 0 };
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.path, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &options.kind, NULL, NULL },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &options.sheet, NULL, NULL },
    { "quarter", 0, 0, G_OPTION_ARG_FILENAME, &options.quarter, NULL, NULL },
    { "where", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.where, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.map, NULL, NULL },
    { "unmasked", 0, 0, G_OPTION_ARG_NONE, &options.unmasked, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  gboolean ok = ka_cli_parse (cli, entries, 1, 1, error) && fill (cli, &options, error);
  clear_options (&options);
  return ok;
}

const KaCliVerb ka_cli_fill_verbs[] = {
  { "fill",
    "TEMPLATE.xlsx -o OUT.xlsx [--kind K] [--where F=V]… [--sheet S] [--quarter Q] [--map 列=字段]… "
    "[--unmasked] [--json]",
    N_ ("填报上级发来的表格"),
    N_ (
      "把上级发来的空表（xlsx）按表头填好，另存为新文件；标题、合并、字体、公式和表下的说明都保持原样。\n"
      "一行一条记录的表填 --where 选出的记录，一行一个指标的表填季度（--quarter，默认今天）的数。\n"
      "--map C=name 指定某列填什么（# 序号，- 不填，enterprise.credit_code 引用的字段），下次同样的表自动沿用。\n"
      "电话、身份证号等默认遮盖，--unmasked 不遮盖。"),
    run_fill },
  { NULL },
};
