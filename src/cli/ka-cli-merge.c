/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-kind.h>
#include <ka-merge.h>

/* The fields of which the value of the one that goes is taken. */
static gboolean
take_fields (KaRecord *record, const KaRecord *other, char **names, GError **error)
{
  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      const KaField *field = ka_kind_field (record->kind, *name);
      for (guint i = 0; field == NULL && i < record->kind->n_fields; i++)
        if (g_str_equal (record->kind->fields[i].label, *name))
          field = &record->kind->fields[i];
      if (field == NULL)
        {
          ka_cli_set_usage_error (error, _ ("%s没有“%s”这一项。"), ka_kind_label (record->kind),
                                  *name);
          return FALSE;
        }
      ka_record_set (record, field->id, ka_record_get (other, field->id));
    }
  return TRUE;
}

static void
print_json (KaLedger *ledger, const KaRecord *record, gint64 other, const KaMergeReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "kind", record->kind->id);
  json_builder_set_member_name (builder, "kept");
  json_builder_begin_object (builder);
  ka_cli_json_add_record (builder, ledger, record, TRUE);
  json_builder_end_object (builder);
  ka_cli_json_add_int (builder, "removed", other);
  ka_cli_json_add_int (builder, "moved", report->moved);
  ka_cli_json_add_int (builder, "joined", report->joined);
  json_builder_set_member_name (builder, "doubles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->doubles->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (report->doubles, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static void
print_plain (KaLedger *ledger, const KaRecord *record, const KaMergeReport *report)
{
  ka_cli_print (_ ("已合并为%s“%s”（可用 kuanganctl undo 撤销）：移来 %u 条，并成一条的 %u 对。\n"),
                ka_kind_label (record->kind), ka_ledger_title (ledger, record->kind, record->id),
                report->moved, report->joined);
  for (guint i = 0; i < report->doubles->len; i++)
    ka_cli_print (_ ("两处内容不一，都保留了，请核对：%s\n"),
                  (const char *)g_ptr_array_index (report->doubles, i));
}

static gboolean
run_merge (KaCli *cli, GError **error)
{
  g_auto (GStrv) take = NULL;
  gboolean json = FALSE;
  GOptionEntry entries[] = {
    { "take", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &take, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 3, 3, error))
    return FALSE;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  g_autoptr (KaLedger) ledger = kind == NULL ? NULL : ka_cli_open_for_writing (cli, error);
  gint64 keep = ledger == NULL ? 0 : ka_cli_record (ledger, kind, cli->args[1], error);
  gint64 other = keep == 0 ? 0 : ka_cli_record (ledger, kind, cli->args[2], error);
  if (other == 0)
    return FALSE;
  g_autoptr (KaRecord) first = ka_ledger_get (ledger, kind, keep, error);
  g_autoptr (KaRecord) second = first == NULL ? NULL : ka_ledger_get (ledger, kind, other, error);
  if (second == NULL)
    return FALSE;
  g_autoptr (KaRecord) record = ka_merge_propose (first, second);
  g_auto (KaMergeReport) report = { 0 };
  if (!take_fields (record, second, take, error)
      || !ka_ledger_merge (ledger, record, other, &report, error))
    return FALSE;
  if (json)
    print_json (ledger, record, other, &report);
  else
    print_plain (ledger, record, &report);
  return ka_cli_close (ledger, error);
}

const KaCliVerb ka_cli_merge_verbs[] = {
  { "merge", "KIND KEEP OTHER [--take FIELD]… [--json]", N_ ("把两条记录合并为一条（可撤销）"),
    N_ (
      "KEEP 留下，OTHER 并入后删除：引用它的记录和附件都改为指向 KEEP。两条都填了的项以 KEEP 为准，\n"
      "KEEP 没有填的取 OTHER 的。\n"
      "--take FIELD    这一项取 OTHER 的值，可以写几个\n"
      "--json          以 JSON 输出结果"),
    run_merge },
  { NULL },
};
