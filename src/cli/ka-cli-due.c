/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-due.h>

static const char *
get_severity_word (KaDueSeverity severity)
{
  static const char *const WORDS[] = { "low", "medium", "high" };

  return WORDS[severity];
}

static void
add_item (JsonBuilder *builder, const KaDueItem *item)
{
  g_autofree char *due = ka_day_to_iso (item->due);
  g_autofree char *until = ka_day_to_iso (item->until);

  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "rule", item->rule->code);
  ka_cli_json_add_string (builder, "severity", get_severity_word (item->severity));
  ka_cli_json_add_string (builder, "group", ka_due_group_id (item->group));
  ka_cli_json_add_string (builder, "kind", item->rule->kind);
  if (item->id > 0)
    ka_cli_json_add_int (builder, "id", item->id);
  else
    ka_cli_json_add_string (builder, "id", NULL);
  ka_cli_json_add_string (builder, "name", item->name);
  ka_cli_json_add_string (builder, "field", item->rule->field);
  ka_cli_json_add_string (builder, "due", due);
  if (due != NULL)
    ka_cli_json_add_int (builder, "days", item->days);
  else
    ka_cli_json_add_string (builder, "days", NULL);
  ka_cli_json_add_string (builder, "message", item->message);
  ka_cli_json_add_string (builder, "clause", item->rule->clause);
  ka_cli_json_add_string (builder, "until", until);
  ka_cli_json_add_string (builder, "reason", item->reason);
  json_builder_end_object (builder);
}

static void
print_due_json (KaLedger *ledger, GPtrArray *items, KaDay on)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *day = ka_day_to_iso (on);
  g_autoptr (GPtrArray) off = ka_due_rules_off (ledger);

  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "on", day);
  ka_cli_json_add_int (builder, "revision", ka_ledger_get_head (ledger));
  json_builder_set_member_name (builder, "off");
  json_builder_begin_array (builder);
  for (guint i = 0; i < off->len; i++)
    json_builder_add_string_value (builder, ((const KaDueRule *)off->pdata[i])->code);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "due");
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    add_item (builder, g_ptr_array_index (items, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static void
print_due_plain (KaLedger *ledger, GPtrArray *items)
{
  g_autoptr (GPtrArray) off = ka_due_rules_off (ledger);

  for (guint i = 0; i < items->len;)
    {
      const KaDueItem *first = g_ptr_array_index (items, i);
      g_autoptr (KaCliTable) table = ka_cli_table_new (3);
      guint end = i;

      while (end < items->len)
        {
          const KaDueItem *item = g_ptr_array_index (items, end);

          if (item->group != first->group || item->rule != first->rule)
            break;
          ka_cli_table_add (table, item->name);
          ka_cli_table_add (table, item->message);
          ka_cli_table_take (table, ka_due_item_say_days (item));
          end++;
        }
      ka_cli_print (_ ("【%s】%s（%u）：%s\n"), ka_due_group_label (first->group),
                    ka_due_rule_name (first->rule), end - i, first->rule->clause);
      ka_cli_table_print (table, "  ");
      i = end;
    }
  if (items->len == 0)
    ka_cli_print ("%s\n", _ ("没有到期、逾期或不符合的事项。"));
  for (guint i = 0; i < off->len; i++)
    ka_cli_print (_ ("【停用】%s\n"), ka_due_rule_name (off->pdata[i]));
}

static gboolean
run_due (KaCli *cli, GError **error)
{
  g_autofree char *on = NULL, *as_of = NULL;
  gboolean json = FALSE;
  GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_FILENAME, &on, NULL, NULL },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &as_of, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 revision = -1;
  KaDay day;

  if (!ka_cli_parse (cli, entries, 0, 0, error)
      || (as_of != NULL && !ka_cli_number (as_of, _ ("--as-of"), &revision, error)))
    return FALSE;
  day = ka_today ();
  if (on != NULL && (!ka_day_parse (on, &day, NULL) || day == KA_DAY_NONE || day == KA_DAY_FOREVER))
    {
      ka_cli_set_usage_error (error, _ ("--on 后面的“%s”不是日期，请写成 2026-01-05。"), on);
      return FALSE;
    }
  ledger = ka_cli_open (cli, revision, error);
  items = ledger != NULL ? ka_due_find (ledger, day, NULL, error) : NULL;
  if (items == NULL)
    return FALSE;
  if (json)
    print_due_json (ledger, items, day);
  else
    print_due_plain (ledger, items);
  return TRUE;
}

const KaCliVerb ka_cli_due_verbs[] = {
  { "due", "[--on DATE] [--as-of REV] [--json]", N_ ("列出到期、逾期和不符合规定的事项"),
    N_ ("每项说明规则、依据条款、对象和天数（负数为已逾期）。\n"
        "--on DATE    按这一天计算，不写则按今天\n"
        "--as-of REV  按第 REV 号修订之后的台账计算"),
    run_due },
  { NULL },
};
