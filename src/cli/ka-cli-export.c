/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-list.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-codes.h>
#include <ka-export.h>
#include <ka-history.h>
#include <ka-kind.h>
#include <stdio.h>
#include <string.h>

/* ---- export ---- */

static gboolean
has_suffix (const char *path, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  return g_str_has_suffix (lower, suffix);
}

static gboolean
run_export (KaCli *cli, GError **error)
{
  g_autofree char *path = NULL;
  g_auto (GStrv) where = NULL;
  gboolean unmasked = FALSE;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { "where", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &where, NULL, NULL },
    { "unmasked", 0, 0, G_OPTION_ARG_NONE, &unmasked, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 1, 1, error))
    return FALSE;
  gboolean all = strcmp (cli->args[0], "all") == 0;
  const KaKind *kind = NULL;
  if (!all && (kind = ka_cli_kind (cli->args[0], error)) == NULL)
    return FALSE;
  gboolean csv = path != NULL && has_suffix (path, ".csv");
  if (path == NULL)
    ka_cli_set_usage_error (error, _ ("请用 -o 写明导出的文件。"));
  else if (!csv && !has_suffix (path, ".xlsx"))
    ka_cli_set_usage_error (error, _ ("导出的文件名要以 .xlsx 或 .csv 结尾，“%s”不行。"), path);
  else if (csv && all)
    ka_cli_set_usage_error (error, _ ("csv 只能装一种记录，请导出为 .xlsx，或写明种类。"));
  else if (all && where != NULL)
    ka_cli_set_usage_error (error, _ ("--where 只能用于一种记录。"));
  else
    {
      g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
      if (ledger == NULL)
        return FALSE;
      g_autoptr (GPtrArray) queries = all ? ka_export_all_queries () : NULL;
      if (!all)
        {
          KaQuery *query = ka_cli_query (ledger, kind, where, NULL, error);
          if (query == NULL)
            return FALSE;
          queries = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_query_free);
          g_ptr_array_add (queries, query);
        }
      gboolean ok
        = csv
            ? ka_export_csv (ledger, g_ptr_array_index (queries, 0), path, unmasked, error)
            : ka_export_xlsx (ledger, queries, path, unmasked, ka_cli_progress, NULL, NULL, error);
      ka_cli_progress_end ();
      if (ok)
        ka_cli_print (_ ("已导出：%s\n"), path);
      return ok;
    }
  return FALSE;
}

/* ---- dump ---- */

/* The revisions that the program made by itself: a record that still stands at one is as it was seeded. */
static GArray *
read_seeds (KaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) changes = ka_ledger_changes (ledger, G_MAXUINT, error);
  if (changes == NULL)
    return NULL;
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < changes->len; i++)
    {
      const KaChange *change = g_ptr_array_index (changes, i);
      if (g_strcmp0 (change->what, KA_CHANGE_SEED) != 0)
        continue;
      gint64 first = change->last_rev - change->n_revisions + 1;
      g_array_append_val (ranges, first);
      g_array_append_val (ranges, change->last_rev);
    }
  return ranges;
}

static gboolean
is_seed (GArray *ranges, gint64 rev)
{
  for (guint i = 0; i + 1 < ranges->len; i += 2)
    if (rev >= g_array_index (ranges, gint64, i) && rev <= g_array_index (ranges, gint64, i + 1))
      return TRUE;
  return FALSE;
}

static gboolean
dump_kind (KaLedger *ledger, const KaKind *kind, GArray *seeds, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (kind);
  ka_query_set_order (query, "id", FALSE);
  g_autoptr (GArray) ids = ka_query_ids (query, ledger, NULL, error);
  if (ids == NULL)
    return FALSE;
  ka_cli_print ("\"%s\":[", kind->id);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KaRecord) record
        = ka_ledger_get (ledger, kind, g_array_index (ids, gint64, i), error);
      if (record == NULL)
        return FALSE;
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      json_builder_begin_object (builder);
      ka_cli_json_add_record (builder, ledger, record, FALSE);
      if (is_seed (seeds, record->rev))
        {
          json_builder_set_member_name (builder, "_seed");
          json_builder_add_boolean_value (builder, TRUE);
        }
      json_builder_end_object (builder);
      fputs (i > 0 ? ",\n" : "\n", stdout);
      ka_cli_json_print (builder, FALSE);
    }
  fputs (ids->len > 0 ? "\n]" : "]", stdout);
  return TRUE;
}

static gboolean
run_dump (KaCli *cli, GError **error)
{
  gboolean json = FALSE;
  GOptionEntry entries[]
    = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 0, 0, error))
    return FALSE;
  if (!json)
    {
      ka_cli_set_usage_error (error, _ ("请写成 kuanganctl dump --json。"));
      return FALSE;
    }
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  g_autoptr (GArray) seeds = ledger == NULL ? NULL : read_seeds (ledger, error);
  if (seeds == NULL)
    return FALSE;
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);
  gboolean first = TRUE;
  fputs ("{", stdout);
  /* The program's own bookkeeping comes last. */
  for (guint internal = 0; internal < 2; internal++)
    for (guint i = 0; i < n; i++)
      if (((kinds[i]->flags & KA_KIND_INTERNAL) != 0) == internal)
        {
          fputs (first ? "\n" : ",\n", stdout);
          first = FALSE;
          if (!dump_kind (ledger, kinds[i], seeds, error))
            return FALSE;
        }
  fputs ("\n}\n", stdout);
  return TRUE;
}

/* ---- codes ---- */

static char *
list_tables (void)
{
  return g_strjoinv (" ", (char **)ka_codes_names ());
}

/* What the further columns of the files are called for people. */
static const char *
name_column (const char *column)
{
  static const struct
  {
    const char *column;
    const char *name;
  } names[] = {
    { "aliases", N_ ("别名") },       { "articles", N_ ("条数") },
    { "basis", N_ ("依据") },         { "checked", N_ ("已核对的内容") },
    { "deadline", N_ ("期限") },      { "definition", N_ ("算法") },
    { "density", N_ ("矿石体重") },   { "district_code", N_ ("区县代码") },
    { "due", N_ ("期限") },           { "heading", N_ ("标题") },
    { "large_min", N_ ("大型下限") }, { "maps_to", N_ ("对应的旧类别") },
    { "measure_no", N_ ("措施") },    { "medium_min", N_ ("中型下限") },
    { "metric", N_ ("量化要求") },    { "name", N_ ("名称") },
    { "note", N_ ("说明") },          { "number", N_ ("条款") },
    { "order_no", N_ ("顺序") },      { "official_heading_note", N_ ("标题说明") },
    { "points", N_ ("分值") },        { "seq", N_ ("序号") },
    { "short", N_ ("简称") },         { "standard", N_ ("标准") },
    { "status", N_ ("核对情况") },    { "unit", N_ ("单位") },
    { "value", N_ ("目标值") },       { "variants", N_ ("其他写法") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].column, column) == 0)
      return _ (names[i].name);
  return column;
}

static void
print_codes_json (const KaCodeTable *table)
{
  g_autofree const char **further = ka_codes_further (table);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < ka_codes_size (table); i++)
    {
      const KaCode *code = ka_codes_nth (table, i);
      g_autofree char *from = ka_day_to_iso (code->valid_from);
      g_autofree char *to = ka_day_to_iso (code->valid_to);
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "value", code->value);
      ka_cli_json_add_string (builder, "code", code->code);
      ka_cli_json_add_string (builder, "label", code->label);
      ka_cli_json_add_string (builder, "group", code->group);
      ka_cli_json_add_string (builder, "valid_from", from);
      ka_cli_json_add_string (builder, "valid_to", to);
      ka_cli_json_add_string (builder, "source", code->source);
      json_builder_set_member_name (builder, "further");
      json_builder_begin_object (builder);
      for (guint f = 0; further[f] != NULL; f++)
        ka_cli_json_add_string (builder, further[f], ka_codes_column (table, code, further[f]));
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  ka_cli_json_print (builder, TRUE);
}

static void
print_codes_plain (const KaCodeTable *table)
{
  const char *head[] = { _ ("值"), _ ("代码"), _ ("名称"), _ ("分组"), _ ("有效期") };
  g_autofree const char **further = ka_codes_further (table);
  guint n_further = g_strv_length ((char **)further);
  g_autoptr (KaCliTable) columns = ka_cli_table_new (G_N_ELEMENTS (head) + n_further);
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    ka_cli_table_add (columns, head[i]);
  for (guint f = 0; f < n_further; f++)
    ka_cli_table_add (columns, name_column (further[f]));
  for (guint i = 0; i < ka_codes_size (table); i++)
    {
      const KaCode *code = ka_codes_nth (table, i);
      g_autofree char *from = ka_day_to_iso (code->valid_from);
      g_autofree char *to = ka_day_to_iso (code->valid_to);
      ka_cli_table_add (columns, code->value);
      ka_cli_table_add (columns, code->code);
      ka_cli_table_add (columns, code->label);
      ka_cli_table_add (columns, code->group);
      ka_cli_table_take (
        columns, from == NULL && to == NULL
                   ? g_strdup ("")
                   : g_strdup_printf ("%s～%s", from != NULL ? from : "", to != NULL ? to : ""));
      for (guint f = 0; f < n_further; f++)
        ka_cli_table_add (columns, ka_codes_column (table, code, further[f]));
    }
  ka_cli_table_print (columns, "");
  const char *source = ka_codes_source (table);
  if (source != NULL)
    ka_cli_print (_ ("来源：%s\n"), source);
}

static gboolean
run_codes (KaCli *cli, GError **error)
{
  gboolean json = FALSE;
  GOptionEntry entries[]
    = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 1, 1, error))
    return FALSE;
  const KaCodeTable *table = ka_codes_get (cli->args[0]);
  if (table == NULL)
    {
      g_autofree char *names = list_tables ();
      ka_cli_set_usage_error (error, _ ("没有代码表“%s”，有：%s。"), cli->args[0], names);
      return FALSE;
    }
  if (json)
    print_codes_json (table);
  else
    print_codes_plain (table);
  return TRUE;
}

const KaCliVerb ka_cli_export_verbs[] = {
  { "export", "KIND|all -o FILE.xlsx|.csv [--where F=V]… [--unmasked]", N_ ("导出成 Excel 或 CSV"),
    N_ ("all 把所有种类导出为一个工作簿，一种一张表；表头就是导入时认得的表头。\n"
        "电话、身份证号等默认遮盖，--unmasked 不遮盖。"),
    run_export },
  { "dump", "--json", N_ ("以 JSON 输出整个台账"),
    N_ (
      "{种类: [{\"id\": …, 字段: 值, …}]}，个人信息不遮盖。引用字段是编号，旁边的 字段_name 是名称；\n"
      "程序自己预置的记录带 \"_seed\": true。"),
    run_dump },
  { "codes", "TABLE [--json]", N_ ("显示一张代码表"),
    N_ (
      "towns 镇街，minerals 矿种，hazards 重大隐患判定条款，accident_categories 事故类型，indicators 指标，\n"
      "districts 区县，size_classes 规模分类，measures 硬措施，targets 指标目标，laws 法律法规，\n"
      "holidays 节假日，case_criteria 案例评分，ledger_headings 台账表头。"),
    run_codes },
  { NULL },
};
