/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-list-paper.h>
#include <ka-timeline.h>
#include <string.h>

static void
add_event (JsonBuilder *builder, const KaEvent *event, KaDay on)
{
  g_autofree char *day = ka_day_to_iso (event->day);

  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "date", day);
  ka_cli_json_add_string (builder, "sort", ka_event_sort_id (event->sort));
  ka_cli_json_add_string (builder, "event", event->rule != NULL ? event->rule->id : NULL);
  ka_cli_json_add_string (builder, "kind", event->kind->id);
  ka_cli_json_add_int (builder, "id", event->id);
  if (event->mine != 0)
    ka_cli_json_add_int (builder, "mine", event->mine);
  else
    ka_cli_json_add_string (builder, "mine", NULL);
  json_builder_set_member_name (builder, "term");
  json_builder_add_boolean_value (builder, event->term);
  json_builder_set_member_name (builder, "overdue");
  json_builder_add_boolean_value (builder, ka_event_is_overdue (event, on));
  ka_cli_json_add_string (builder, "text", event->text);
  json_builder_end_object (builder);
}

static void
print_json (KaLedger *ledger, GPtrArray *events, const KaKind *kind, gint64 id, KaDay on)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *day = ka_day_to_iso (on);

  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "kind", kind->id);
  ka_cli_json_add_int (builder, "id", id);
  ka_cli_json_add_string (builder, "name", ka_ledger_title (ledger, kind, id));
  ka_cli_json_add_string (builder, "on", day);
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    add_event (builder, g_ptr_array_index (events, i), on);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static void
print_plain (KaLedger *ledger, GPtrArray *events, gboolean of_mine, KaDay on)
{
  g_autoptr (KaCliTable) table = ka_cli_table_new (of_mine ? 4 : 5);

  for (guint i = 0; i < events->len; i++)
    {
      const KaEvent *event = g_ptr_array_index (events, i);

      ka_cli_table_take (table, ka_day_to_iso (event->day));
      ka_cli_table_add (table, !event->term ? "" : event->day < on ? _ ("已逾期") : _ ("待办"));
      ka_cli_table_add (table, ka_event_sort_label (event->sort));
      ka_cli_table_add (table, event->text);
      if (!of_mine)
        ka_cli_table_add (table, event->mine != 0
                                   ? ka_ledger_title (ledger, ka_kind_get ("mine"), event->mine)
                                   : "");
    }
  ka_cli_table_print (table, "");
}

static gboolean
parse_sort (const char *text, int *sort, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (*sort = 0; *sort < KA_EVENT_N_SORTS; (*sort)++)
    {
      if (strcmp (text, ka_event_sort_id (*sort)) == 0)
        return TRUE;
      g_string_append_printf (known, "%s%s", *sort > 0 ? "、" : "", ka_event_sort_id (*sort));
    }
  ka_cli_set_usage_error (error, _ ("没有类别“%s”，有：%s。"), text, known->str);
  return FALSE;
}

static gboolean
write_file (KaLedger *ledger,
            const KaKind *kind,
            gint64 id,
            KaDay on,
            const char *path,
            GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  if (!ka_dossier_write_list (ledger, kind, id, on, path, warnings, NULL, error))
    return FALSE;
  for (guint i = 0; i < warnings->len; i++)
    ka_cli_remark ("%s", (char *)g_ptr_array_index (warnings, i));
  ka_cli_print ("%s\n", path);
  return TRUE;
}

static const KaKind *
parse_kind (const char *text, GError **error)
{
  const KaKind *kind = ka_cli_kind (text, error);

  if (kind == NULL || ka_timeline_has (kind))
    return kind;
  ka_cli_set_usage_error (error,
                          _ ("时间线只有矿山（mine）、企业（enterprise）和人员（person）的。"));
  return NULL;
}

static gboolean
run_timeline (KaCli *cli, GError **error)
{
  g_autofree char *day = NULL, *name = NULL, *path = NULL;
  gboolean json = FALSE;
  GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_FILENAME, &day, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &name, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const KaKind *kind;
  KaDay on;
  int sort = -1;
  gint64 id;

  if (!ka_cli_parse (cli, entries, 2, 2, error)
      || (name != NULL && !parse_sort (name, &sort, error)))
    return FALSE;
  kind = parse_kind (cli->args[0], error);
  if (kind == NULL)
    return FALSE;
  on = ka_today ();
  if (day != NULL && (!ka_day_parse (day, &on, NULL) || on == KA_DAY_NONE || on == KA_DAY_FOREVER))
    {
      ka_cli_set_usage_error (error, _ ("--on 后面的“%s”不是日期，请写成 2026-01-05。"), day);
      return FALSE;
    }
  ledger = ka_cli_open (cli, -1, error);
  id = ledger != NULL ? ka_cli_record (ledger, kind, cli->args[1], error) : 0;
  if (id <= 0)
    return FALSE;
  if (path != NULL)
    return write_file (ledger, kind, id, on, path, error);
  events = ka_timeline_find (ledger, kind, id, on, NULL, error);
  if (events == NULL)
    return FALSE;
  for (guint i = events->len; sort >= 0 && i-- > 0;)
    if ((int)((const KaEvent *)events->pdata[i])->sort != sort)
      g_ptr_array_remove_index (events, i);
  if (json)
    print_json (ledger, events, kind, id, on);
  else
    print_plain (ledger, events, strcmp (kind->id, "mine") == 0, on);
  return TRUE;
}

const KaCliVerb ka_cli_timeline_verbs[] = {
  { "timeline", "mine|enterprise|person ID [--on DATE] [--sort SORT] [--json] [-o FILE]",
    N_ ("一座矿山、一家企业的全部事项，或者一个人的资质，按时间排列"),
    N_ ("最新的在前，还没有到的期限在最前。--sort 只看一类（隐患、证照与标准化……）。\n"
        "-o 写 .pdf 是一矿一档（基本情况和大事记），写 .xlsx 是表。"),
    run_timeline },
  { NULL },
};
