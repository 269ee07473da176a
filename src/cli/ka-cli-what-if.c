/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-what-if.h>

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

static gboolean
run_what_if (KaCli *cli, GError **error)
{
  gboolean json = FALSE;
  g_auto (GStrv) upgrade = NULL;
  g_auto (GStrv) close = NULL;
  g_auto (GStrv) merge = NULL;
  GOptionEntry entries[] = {
    { "upgrade", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &upgrade, NULL, NULL },
    { "close", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &close, NULL, NULL },
    { "merge", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &merge, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KaScenario) scenario = ka_scenario_new ();
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (KaWhatIf) what_if = NULL;

  if (!ka_cli_parse (cli, entries, 0, 0, error))
    return FALSE;
  ledger = ka_cli_open (cli, -1, error);
  if (ledger == NULL || !add_mines (ledger, (const char *const *)upgrade, scenario->upgrade, error)
      || !add_mines (ledger, (const char *const *)close, scenario->close, error)
      || !add_mergers (ledger, merge, scenario->merge, error))
    return FALSE;
  what_if = ka_what_if_new (ledger, scenario, ka_today (), error);
  if (what_if == NULL)
    return FALSE;
  if (json)
    print_json (what_if);
  else
    print_table (what_if);
  return TRUE;
}

const KaCliVerb ka_cli_what_if_verbs[] = {
  { "what-if", "[--upgrade MINE]… [--close MINE]… [--merge MINE,MINE…]… [--json]",
    N_ ("设想升级、关闭、合并矿山后的四化指标（不改台账）"),
    N_ ("MINE 是矿山的编号或名称。--upgrade 设想升为中型，--close 设想关闭，\n"
        "--merge 设想合并成第一座矿山，规模相加。什么都不写：只算达到规模化目标还要多少座。"),
    run_what_if },
  { NULL },
};
