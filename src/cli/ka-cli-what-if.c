/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-scenario.h>
#include <ka-what-if-book.h>

static gboolean
add_mines (KaLedger *ledger, const char *const *texts, GArray *ids, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      gint64 id = ka_cli_record (ledger, ka_kind_get ("mine"), texts[i], error);

      if (id == 0)
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static gboolean
add_mergers (KaLedger *ledger, char **texts, GPtrArray *mergers, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (texts[i], ",", -1);
      GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_ptr_array_add (mergers, ids);
      if (g_strv_length (parts) < 2)
        {
          ka_cli_set_usage_error (
            error, _ ("--merge 后面的“%s”要写成用逗号分开的两座以上矿山，例如 3,7。"), texts[i]);
          return FALSE;
        }
      if (!add_mines (ledger, (const char *const *)parts, ids, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_figure (JsonBuilder *builder, const char *name, const KaResult *result)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  ka_cli_json_add_int (builder, "numerator", result->numerator);
  ka_cli_json_add_int (builder, "denominator", result->denominator);
  ka_cli_json_add_string (builder, "value", result->denominator == 0 ? NULL : result->value);
  json_builder_set_member_name (builder, "met");
  if (result->met < 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_boolean_value (builder, result->met);
  ka_cli_json_add_int (builder, "gap", result->gap);
  json_builder_end_object (builder);
}

static void
print_json (const KaWhatIf *what_if)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "indicators");
  json_builder_begin_array (builder);
  for (guint i = 0; i < what_if->after->len; i++)
    {
      const KaResult *after = g_ptr_array_index (what_if->after, i);

      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "indicator", after->indicator->code);
      ka_cli_json_add_string (builder, "name", ka_indicator_name (after->indicator));
      ka_cli_json_add_string (builder, "target", after->target);
      add_figure (builder, "before", g_ptr_array_index (what_if->before, i));
      add_figure (builder, "after", after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "least");
  json_builder_begin_object (builder);
  ka_cli_json_add_int (builder, "upgrade", what_if->least_upgrade);
  ka_cli_json_add_int (builder, "close", what_if->least_close);
  ka_cli_json_add_int (builder, "merge", what_if->least_merge);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < what_if->notes->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (what_if->notes, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static char *
format_figure (const KaResult *result)
{
  return g_strdup_printf ("%" PRId64 "/%" PRId64 " %s", result->numerator, result->denominator,
                          result->value);
}

static char *
format_least (gint64 least)
{
  return least < 0 ? g_strdup (_ ("达不到")) : g_strdup_printf ("%" PRId64, least);
}

static void
print_table (const KaWhatIf *what_if)
{
  static const char *const HEADS[]
    = { N_ ("指标"), N_ ("目标"), N_ ("现在"), N_ ("设想后"), N_ ("达标") };
  g_autoptr (KaCliTable) table = ka_cli_table_new (G_N_ELEMENTS (HEADS));
  g_autofree char *upgrade = format_least (what_if->least_upgrade);
  g_autofree char *close = format_least (what_if->least_close);
  g_autofree char *merge = format_least (what_if->least_merge);

  for (guint i = 0; i < G_N_ELEMENTS (HEADS); i++)
    ka_cli_table_add (table, _ (HEADS[i]));
  for (guint i = 0; i < what_if->after->len; i++)
    {
      const KaResult *after = g_ptr_array_index (what_if->after, i);

      ka_cli_table_add (table, ka_indicator_name (after->indicator));
      ka_cli_table_add (table, after->target != NULL ? after->target : "—");
      ka_cli_table_take (table, format_figure (g_ptr_array_index (what_if->before, i)));
      ka_cli_table_take (table, format_figure (after));
      ka_cli_table_add (table, after->met < 0 ? "—" : after->met ? "✓" : "✗");
    }
  ka_cli_table_print (table, "");
  for (guint i = 0; i < what_if->notes->len; i++)
    ka_cli_print ("  %s\n", (const char *)g_ptr_array_index (what_if->notes, i));
  ka_cli_print (_ ("规模化达标还要：升级 %s 座，或者关闭小型 %s 座，或者两两合并成中型 %s 对\n"),
                upgrade, close, merge);
}

/* ---- scenarios that are kept ---- */

static gboolean
list_kept (KaCli *cli, gboolean json, GError **error)
{
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("scenario"));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) records = NULL;

  records = ledger != NULL ? ka_query_records (query, ledger, error) : NULL;
  if (records == NULL)
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < records->len; i++)
    {
      const KaRecord *record = g_ptr_array_index (records, i);
      g_autoptr (KaScenario) scenario = ka_scenario_read (ledger, record->id, error);

      if (scenario == NULL)
        return FALSE;
      if (!json)
        {
          ka_cli_print (_ ("%s\t%s\t%u座\n"), ka_record_get (record, "name"),
                        ka_record_get (record, "made"), ka_scenario_count (scenario));
          continue;
        }
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "name", ka_record_get (record, "name"));
      ka_cli_json_add_string (builder, "made", ka_record_get (record, "made"));
      ka_cli_json_add_string (builder, "note", ka_record_get (record, "note"));
      ka_cli_json_add_string (builder, "report", ka_record_get (record, "report"));
      ka_cli_json_add_int (builder, "mines", ka_scenario_count (scenario));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (json)
    ka_cli_json_print (builder, TRUE);
  return TRUE;
}

static gboolean
delete_kept (KaCli *cli, const char *name, GError **error)
{
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  gint64 id = ledger != NULL ? ka_cli_record (ledger, ka_kind_get ("scenario"), name, error) : 0;

  return id > 0 && ka_scenario_delete (ledger, id, error) && ka_cli_close (ledger, error);
}

typedef struct
{
  char **upgrade, **close, **merge;
  char *kept, *save, *report, *path;
  gboolean json;
} Asked;

/* What is kept under a name, and what is written beside it. */
static KaScenario *
read_scenario (KaLedger *ledger, const Asked *asked, GError **error)
{
  g_autoptr (KaScenario) scenario = NULL;

  if (asked->kept != NULL)
    {
      gint64 id = ka_cli_record (ledger, ka_kind_get ("scenario"), asked->kept, error);

      scenario = id > 0 ? ka_scenario_read (ledger, id, error) : NULL;
    }
  else
    scenario = ka_scenario_new ();
  if (scenario == NULL
      || !add_mines (ledger, (const char *const *)asked->upgrade, scenario->upgrade, error)
      || !add_mines (ledger, (const char *const *)asked->close, scenario->close, error)
      || !add_mergers (ledger, asked->merge, scenario->merge, error))
    return NULL;
  return g_steal_pointer (&scenario);
}

/* Under a name that is there already it takes the place of what was. */
static gboolean
keep (KaLedger *ledger, const Asked *asked, const KaScenario *scenario, GError **error)
{
  gint64 id = ka_ledger_find (ledger, ka_kind_get ("scenario"), "name", asked->save, error);
  KaQuarter quarter = KA_SCENARIO_NOWHERE;

  if (id < 0 || (asked->report != NULL && !ka_cli_quarter (asked->report, &quarter, error)))
    return FALSE;
  id = ka_scenario_save (ledger, id, asked->save, NULL, scenario, error);
  return id > 0 && (asked->report == NULL || ka_scenario_report (ledger, id, quarter, error))
         && ka_cli_close (ledger, error);
}

static gboolean
ask (KaCli *cli, const Asked *asked, GError **error)
{
  g_autoptr (KaLedger) ledger
    = asked->save != NULL ? ka_cli_open_for_writing (cli, error) : ka_cli_open (cli, -1, error);
  g_autoptr (KaScenario) scenario = ledger != NULL ? read_scenario (ledger, asked, error) : NULL;
  g_autoptr (KaWhatIf) what_if
    = scenario != NULL ? ka_what_if_new (ledger, scenario, ka_today (), error) : NULL;

  if (what_if == NULL
      || (asked->path != NULL
          && !ka_what_if_book_write (ledger, asked->save != NULL ? asked->save : asked->kept,
                                     scenario, ka_today (), asked->path, error))
      || (asked->save != NULL && !keep (ledger, asked, scenario, error)))
    return FALSE;
  if (asked->json)
    print_json (what_if);
  else
    print_table (what_if);
  return TRUE;
}

static gboolean
check_options (const Asked *asked, GError **error)
{
  if (asked->path != NULL && !g_str_has_suffix (asked->path, ".xlsx"))
    ka_cli_set_usage_error (error, _ ("请用 -o 写明以 .xlsx 结尾的输出文件。"));
  else if (asked->report != NULL && asked->save == NULL)
    ka_cli_set_usage_error (error, _ ("写进报告的方案要有名称，请加上 --save。"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
run_what_if (KaCli *cli, GError **error)
{
  gboolean json = FALSE, list = FALSE;
  g_auto (GStrv) upgrade = NULL;
  g_auto (GStrv) close = NULL;
  g_auto (GStrv) merge = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *save = NULL;
  g_autofree char *report = NULL;
  g_autofree char *delete = NULL;
  g_autofree char *path = NULL;
  GOptionEntry entries[] = {
    { "upgrade", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &upgrade, NULL, NULL },
    { "close", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &close, NULL, NULL },
    { "merge", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &merge, NULL, NULL },
    { "open", 0, 0, G_OPTION_ARG_FILENAME, &kept, NULL, NULL },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &save, NULL, NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &report, NULL, NULL },
    { "delete", 0, 0, G_OPTION_ARG_FILENAME, &delete, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  Asked asked;

  if (!ka_cli_parse (cli, entries, 0, 0, error))
    return FALSE;
  asked = (Asked){ upgrade, close, merge, kept, save, report, path, json };
  if (list)
    return list_kept (cli, json, error);
  if (delete != NULL)
    return delete_kept (cli, delete, error);
  return check_options (&asked, error) && ask (cli, &asked, error);
}

const KaCliVerb ka_cli_what_if_verbs[] = {
  { "what-if",
    "[--upgrade MINE]… [--close MINE]… [--merge MINE,MINE…]… [--open NAME] [--save NAME [--report "
    "QUARTER]] [--list] [--delete NAME] [-o FILE.xlsx] [--json]",
    N_ ("设想升级、关闭、合并矿山后的四化指标（不改矿山台账）"),
    N_ ("MINE 是矿山的编号或名称。--upgrade 设想升为中型，--close 设想关闭，\n"
        "--merge 设想合并成第一座矿山，规模相加。什么都不写：只算达到规模化目标还要多少座。\n"
        "--save 把设想存为方案，--open 打开存下的方案（可再加设想），--list 列出，--delete 删除；\n"
        "--report 把方案写进那个季度的报告，-o 导出测算表。"),
    run_what_if },
  { NULL },
};
