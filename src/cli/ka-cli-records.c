/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-list.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-check.h>
#include <ka-export.h>
#include <ka-kind.h>
#include <ka-query.h>
#include <ka-reason.h>
#include <stdio.h>
#include <string.h>

/* ---- list ---- */

static void
print_records_json (KaLedger *ledger, GPtrArray *records, gboolean mask)
{
  fputs ("[", stdout);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      json_builder_begin_object (builder);
      ka_cli_json_add_record (builder, ledger, g_ptr_array_index (records, i), mask);
      json_builder_end_object (builder);
      fputs (i > 0 ? ",\n" : "\n", stdout);
      ka_cli_json_print (builder, FALSE);
    }
  fputs (records->len > 0 ? "\n]\n" : "]\n", stdout);
}

/* The columns of the window's list: what has a width there. */
static void
print_records_plain (KaLedger *ledger, const KaKind *kind, GPtrArray *records, gboolean mask)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].width > 0)
      g_ptr_array_add (fields, (gpointer)&kind->fields[i]);
  g_autoptr (KaCliTable) table = ka_cli_table_new (fields->len + 1);
  ka_cli_table_add (table, _ ("编号"));
  ka_cli_table_align_right (table, 0);
  for (guint i = 0; i < fields->len; i++)
    {
      const KaField *field = g_ptr_array_index (fields, i);
      ka_cli_table_take (table, ka_field_heading (field));
      if (ka_field_is_number (field))
        ka_cli_table_align_right (table, i + 1);
    }
  for (guint r = 0; r < records->len; r++)
    {
      const KaRecord *record = g_ptr_array_index (records, r);
      ka_cli_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, record->id));
      for (guint i = 0; i < fields->len; i++)
        ka_cli_table_take (table,
                           ka_ledger_display (ledger, record, g_ptr_array_index (fields, i), mask));
    }
  ka_cli_table_print (table, "");
  ka_cli_print (_ ("共%u%s\n"), records->len, kind->counter);
}

typedef struct
{
  char **where;
  char *sort, *as_of;
  gboolean json, csv, unmasked;
} ListOptions;

static void
list_options_clear (ListOptions *options)
{
  g_strfreev (options->where);
  g_free (options->sort);
  g_free (options->as_of);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListOptions, list_options_clear)

static gboolean
run_list (KaCli *cli, GError **error)
{
  g_auto (ListOptions) options = { 0 };
  GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.where, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &options.sort, NULL, NULL },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &options.as_of, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, NULL, NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options.csv, NULL, NULL },
    { "unmasked", 0, 0, G_OPTION_ARG_NONE, &options.unmasked, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 1, 1, error))
    return FALSE;
  if (options.csv && options.json)
    {
      ka_cli_set_usage_error (error, _ ("--csv 和 --json 只能用一个。"));
      return FALSE;
    }
  gint64 revision = -1;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  if (kind == NULL
      || (options.as_of != NULL && !ka_cli_number (options.as_of, _ ("--as-of"), &revision, error)))
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, revision, error);
  if (ledger == NULL)
    return FALSE;
  g_autoptr (KaQuery) query = ka_cli_query (ledger, kind, options.where, options.sort, error);
  if (query == NULL)
    return FALSE;
  if (options.csv)
    {
      g_autofree char *text = ka_export_csv_text (ledger, query, options.unmasked, error);
      if (text != NULL)
        fputs (text, stdout);
      return text != NULL;
    }
  g_autoptr (GPtrArray) records = ka_query_records (query, ledger, error);
  if (records == NULL)
    return FALSE;
  if (options.json)
    print_records_json (ledger, records, !options.unmasked);
  else
    print_records_plain (ledger, kind, records, !options.unmasked);
  return TRUE;
}

/* ---- get ---- */

static void
print_record_plain (KaLedger *ledger, const KaRecord *record, gboolean mask)
{
  g_autoptr (KaCliTable) table = ka_cli_table_new (3);
  ka_cli_table_add (table, "id");
  ka_cli_table_add (table, _ ("编号"));
  ka_cli_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, record->id));
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const KaField *field = &record->kind->fields[i];
      if (record->values[i] == NULL)
        continue;
      ka_cli_table_add (table, field->id);
      ka_cli_table_take (table, ka_field_heading (field));
      ka_cli_table_take (table, ka_ledger_display (ledger, record, field, mask));
    }
  ka_cli_table_print (table, "");
}

static void
print_record_json (KaLedger *ledger, const KaRecord *record, gboolean mask)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  ka_cli_json_add_record (builder, ledger, record, mask);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static const KaField *
find_field (const KaKind *kind, const char *name, GError **error)
{
  const KaField *field = ka_kind_field (kind, name);
  for (guint i = 0; field == NULL && i < kind->n_fields; i++)
    if (strcmp (kind->fields[i].label, name) == 0)
      field = &kind->fields[i];
  if (field == NULL)
    ka_cli_set_usage_error (error,
                            _ ("%s没有字段“%s”，有哪些字段见 kuanganctl get %s 编号 --json。"),
                            ka_kind_label (kind), name, kind->id);
  return field;
}

static gboolean
run_get (KaCli *cli, GError **error)
{
  g_autofree char *as_of = NULL;
  gboolean json = FALSE, unmasked = FALSE;
  GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &as_of, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "unmasked", 0, 0, G_OPTION_ARG_NONE, &unmasked, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 2, -1, error))
    return FALSE;
  gint64 revision = -1;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  if (kind == NULL || (as_of != NULL && !ka_cli_number (as_of, _ ("--as-of"), &revision, error)))
    return FALSE;
  for (guint i = 2; cli->args[i] != NULL; i++)
    if (find_field (kind, cli->args[i], error) == NULL)
      return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, revision, error);
  gint64 id = ledger == NULL ? 0 : ka_cli_record (ledger, kind, cli->args[1], error);
  g_autoptr (KaRecord) record = id == 0 ? NULL : ka_ledger_get (ledger, kind, id, error);
  if (record == NULL)
    return FALSE;
  if (json)
    print_record_json (ledger, record, !unmasked);
  else if (cli->args[2] == NULL)
    print_record_plain (ledger, record, !unmasked);
  /* Fields that were asked for: their canonical values alone, for scripts. */
  for (guint i = 2; !json && cli->args[i] != NULL; i++)
    {
      const KaField *field = find_field (kind, cli->args[i], NULL);
      const char *value = ka_record_get (record, field->id);
      g_autofree char *masked = value != NULL && !unmasked && (field->flags & KA_PRIVATE) != 0
                                  ? ka_mask (field, value)
                                  : NULL;
      ka_cli_print ("%s\n", masked != NULL ? masked : value != NULL ? value : "");
    }
  return TRUE;
}

/* ---- set ---- */

/* Choices are read by the record's own day, which another assignment may give: they come last. */
static gboolean
apply_assignment (KaLedger *ledger,
                  KaRecord *record,
                  const char *text,
                  gboolean choices,
                  GError **error)
{
  const char *equals = strchr (text, '=');
  if (equals == NULL)
    {
      ka_cli_set_usage_error (error, _ ("“%s”要写成 字段=值。"), text);
      return FALSE;
    }
  g_autofree char *name = g_strndup (text, equals - text);
  const KaField *field = find_field (record->kind, name, error);
  g_autofree char *value = NULL;
  if (field == NULL)
    return FALSE;
  if ((field->type == KA_FIELD_CHOICE) != choices)
    return TRUE;
  if (!ka_cli_value (ledger, field, equals + 1, ka_record_dated (record, ka_today ()), &value,
                     error))
    return FALSE;
  ka_record_set (record, field->id, value);
  return TRUE;
}

typedef struct
{
  KaRecord *record;
  GArray *ids;
  const KaKind *kind;
} Write;

static gboolean
save_record (KaLedger *ledger, gpointer data, GError **error)
{
  Write *write = data;
  return ka_ledger_save (ledger, write->record, error);
}

/* What was saved and looks wrong: the form says it as one types. */
static void
tell_doubts (const KaRecord *record)
{
  g_autoptr (GPtrArray) problems = ka_record_check (record, ka_today ());
  for (guint i = 0; i < problems->len; i++)
    ka_cli_remark ("%s", ((const KaProblem *)g_ptr_array_index (problems, i))->message);
}

static gboolean
run_set (KaCli *cli, GError **error)
{
  gboolean json = FALSE;
  g_autofree char *why = NULL;
  GOptionEntry entries[] = {
    { "why", 0, 0, G_OPTION_ARG_FILENAME, &why, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 3, -1, error))
    return FALSE;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  if (kind == NULL)
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  if (ledger == NULL)
    return FALSE;
  gboolean create = strcmp (cli->args[1], "new") == 0;
  gint64 id = create ? 0 : ka_cli_record (ledger, kind, cli->args[1], error);
  if (!create && id == 0)
    return FALSE;
  g_autoptr (KaRecord) record
    = create ? ka_record_new (kind) : ka_ledger_get (ledger, kind, id, error);
  if (record == NULL)
    return FALSE;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 2; cli->args[i] != NULL; i++)
      if (!apply_assignment (ledger, record, cli->args[i], pass == 1, error))
        return FALSE;
  g_autofree char *reason
    = why != NULL ? g_strdup (why)
      : create    ? g_strdup_printf (KA_WHY_CREATE_ONE, kind->label)
                  : g_strdup_printf (KA_WHY_SAVE, kind->label, ka_ledger_title (ledger, kind, id));
  Write write = { .record = record };
  gint64 change = 0;
  if (!ka_ledger_transact (ledger, KA_CHANGE_SAVE, reason, save_record, &write, &change, error))
    return FALSE;
  if (json)
    print_record_json (ledger, record, TRUE);
  else if (change == 0)
    ka_cli_print (_ ("没有变化：%s #%" PRId64 "\n"), ka_kind_label (kind), record->id);
  else
    ka_cli_print (_ ("已保存：%s #%" PRId64 " %s\n"), ka_kind_label (kind), record->id,
                  ka_ledger_title (ledger, kind, record->id));
  if (!json)
    tell_doubts (record);
  return ka_cli_close (ledger, error);
}

/* ---- delete ---- */

static gboolean
delete_records (KaLedger *ledger, gpointer data, GError **error)
{
  Write *write = data;
  for (guint i = 0; i < write->ids->len; i++)
    if (!ka_ledger_delete (ledger, write->kind, g_array_index (write->ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
run_delete (KaCli *cli, GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 2, -1, error))
    return FALSE;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  g_autoptr (KaLedger) ledger = kind == NULL ? NULL : ka_cli_open_for_writing (cli, error);
  if (ledger == NULL)
    return FALSE;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 1; cli->args[i] != NULL; i++)
    {
      gint64 id = ka_cli_record (ledger, kind, cli->args[i], error);
      if (id == 0)
        return FALSE;
      g_array_append_val (ids, id);
      g_string_append_printf (names, "“%s”", ka_ledger_title (ledger, kind, id));
    }
  g_autofree char *why
    = ids->len == 1 ? g_strdup_printf (
        KA_WHY_DELETE, kind->label, ka_ledger_title (ledger, kind, g_array_index (ids, gint64, 0)))
                    : g_strdup_printf (KA_WHY_DELETE_SOME, kind->label, ids->len);
  Write write = { .ids = ids, .kind = kind };
  if (!ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, delete_records, &write, NULL, error))
    return FALSE;
  ka_cli_print (_ ("已删除：%s%s（可用 kuanganctl undo 撤销）\n"), ka_kind_label (kind),
                names->str);
  return ka_cli_close (ledger, error);
}

const KaCliVerb ka_cli_record_verbs[] = {
  { "list", "KIND [--where F=V]… [--sort F] [--as-of REV] [--json|--csv] [--unmasked]",
    N_ ("列出一种记录"),
    N_ (
      "--where F=V  只列字段 F 等于 V 的，可以写几个；还可写 F!=V F~V（含有）F>V F>=V F<V F<=V，\n"
      "             F= 表示没有填，F!= 表示填了；引用的记录写名称或编号\n"
      "--sort F     按字段 F 排序，-F 为倒序\n"
      "--as-of REV  列出第 REV 号修订之后的样子\n"
      "--json       以 JSON 输出全部字段；--csv 以 CSV 输出\n"
      "--unmasked   电话、身份证号等不遮盖"),
    run_list },
  { "get", "KIND ID [FIELD…] [--as-of REV] [--json] [--unmasked]", N_ ("显示一条记录"),
    N_ ("ID 是编号，或唯一的名称、证号、文号。写了字段就只输出这些字段的值，一行一个。"), run_get },
  { "set", "KIND ID FIELD=VALUE… [--why TEXT] [--json]", N_ ("修改或新增一条记录"),
    N_ ("ID 写 new 表示新增。值按平常的写法（2025年3月5日、是、1,200），空值表示清空；\n"
        "引用写编号或唯一的名称。--why 写修改原因，记入历史。"),
    run_set },
  { "delete", "KIND ID…", N_ ("删除记录（可撤销）"),
    N_ ("还有别的记录引用它时不能删除，会说明是哪些。"), run_delete },
  { NULL },
};
