/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-measure-sheet.h>
#include <ka-measures.h>
#include <string.h>

/* ---- show ---- */

static void
print_json (const KaMeasureTable *table)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *quarter = ka_quarter_to_text (table->quarter);

  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "quarter", quarter);
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->lines->len; i++)
    {
      const KaMeasureLine *line = g_ptr_array_index (table->lines, i);

      for (guint c = 0; c < line->n_cells; c++)
        {
          const KaMeasureUnit *unit = g_ptr_array_index (table->units, c);
          const KaMeasureCell *cell = &line->cells[c];

          if (cell->id == 0 && cell->last == NULL)
            continue;
          json_builder_begin_object (builder);
          ka_cli_json_add_int (builder, "measure", line->id);
          ka_cli_json_add_string (builder, "no", line->no);
          ka_cli_json_add_int (builder, "enterprise", unit->enterprise);
          ka_cli_json_add_string (builder, "unit", unit->name);
          ka_cli_json_add_string (builder, "state", cell->state);
          ka_cli_json_add_string (builder, "last", cell->last);
          ka_cli_json_add_int (builder, "change", cell->change);
          json_builder_end_object (builder);
        }
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

/* The enterprises of which nothing is told would be empty columns. */
static gboolean
is_told (const KaMeasureTable *table, guint unit)
{
  for (guint i = 0; i < table->lines->len; i++)
    {
      const KaMeasureLine *line = g_ptr_array_index (table->lines, i);

      if (line->cells[unit].id > 0 || line->cells[unit].last != NULL)
        return TRUE;
    }
  return unit == 0;
}

static void
print_table (const KaMeasureTable *table)
{
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (KaCliTable) out = NULL;

  for (guint c = 0; c < table->units->len; c++)
    if (is_told (table, c))
      g_array_append_val (shown, c);
  out = ka_cli_table_new (shown->len + 2);
  ka_cli_table_add (out, _ ("编号"));
  ka_cli_table_add (out, _ ("工作任务"));
  for (guint k = 0; k < shown->len; k++)
    ka_cli_table_add (
      out, ((KaMeasureUnit *)table->units->pdata[g_array_index (shown, guint, k)])->name);
  for (guint i = 0; i < table->lines->len; i++)
    {
      const KaMeasureLine *line = g_ptr_array_index (table->lines, i);

      ka_cli_table_add (out, line->no);
      ka_cli_table_add (out, line->task);
      for (guint k = 0; k < shown->len; k++)
        {
          const KaMeasureCell *cell = &line->cells[g_array_index (shown, guint, k)];

          ka_cli_table_take (out, g_strconcat (ka_measure_sign (cell->state),
                                               cell->change > 0   ? "↑"
                                               : cell->change < 0 ? "↓"
                                                                  : "",
                                               NULL));
        }
    }
  ka_cli_table_print (out, "");
  ka_cli_print (
    _ ("✓落实  ◐部分落实  ✗不落实  假：假落实  软：软落实  —不涉及；↑↓比上季度好、差\n"));
}

static gboolean
show (KaCli *cli, KaQuarter quarter, gboolean json, GError **error)
{
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  g_autoptr (KaMeasureTable) table
    = ledger != NULL ? ka_measure_table_new (ledger, quarter, error) : NULL;

  if (table == NULL)
    return FALSE;
  if (json)
    print_json (table);
  else
    print_table (table);
  return TRUE;
}

/* ---- fill ---- */

static gboolean
fill (KaCli *cli,
      KaQuarter quarter,
      const char *unit,
      char **tasks,
      const char *state,
      GError **error)
{
  const KaField *field = ka_kind_field (ka_kind_get ("measure_progress"), "state");
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *value = NULL;
  gint64 enterprise = 0;

  if (ledger == NULL || !ka_cli_value (ledger, field, state, &value, error))
    return FALSE;
  if (unit != NULL)
    {
      enterprise = ka_cli_record (ledger, ka_kind_get ("enterprise"), unit, error);
      if (enterprise == 0)
        return FALSE;
    }
  for (guint i = 0; tasks[i] != NULL; i++)
    {
      gint64 id = ka_cli_record (ledger, ka_kind_get ("measure"), tasks[i], error);

      if (id == 0)
        return FALSE;
      g_array_append_val (ids, id);
    }
  return ka_measures_fill (ledger, quarter, enterprise, ids, value, NULL, error)
         && ka_cli_close (ledger, error);
}

/* ---- export ---- */

static gboolean
export_sheet (KaCli *cli, KaQuarter quarter, const char *unit, const char *path, GError **error)
{
  g_autoptr (KaLedger) ledger = NULL;

  if (unit == NULL || path == NULL || !g_str_has_suffix (path, ".xlsx"))
    {
      ka_cli_set_usage_error (error,
                              _ ("请用 --unit 写明填报单位，用 -o 写明以 .xlsx 结尾的输出文件。"));
      return FALSE;
    }
  ledger = ka_cli_open (cli, -1, error);
  return ledger != NULL && ka_measure_sheet_write (ledger, quarter, unit, path, error);
}

static gboolean
run_measures (KaCli *cli, GError **error)
{
  gboolean json = FALSE;
  g_autofree char *path = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *state = NULL;
  g_auto (GStrv) tasks = NULL;
  GOptionEntry entries[] = {
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &unit, NULL, NULL },
    { "task", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &tasks, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  KaQuarter quarter;

  if (!ka_cli_parse (cli, entries, 2, 2, error) || !ka_cli_quarter (cli->args[0], &quarter, error))
    return FALSE;
  if (strcmp (cli->args[1], "show") == 0)
    return show (cli, quarter, json, error);
  if (strcmp (cli->args[1], "export") == 0)
    return export_sheet (cli, quarter, unit, path, error);
  if (strcmp (cli->args[1], "fill") != 0)
    {
      ka_cli_set_usage_error (error, _ ("“%s”不行，请写 show、fill 或 export。"), cli->args[1]);
      return FALSE;
    }
  if (tasks == NULL || state == NULL)
    {
      ka_cli_set_usage_error (error,
                              _ ("请用 --task 写明任务（可写几个），用 --state 写明落实情况。"));
      return FALSE;
    }
  return fill (cli, quarter, unit, tasks, state, error);
}

const KaCliVerb ka_cli_measures_verbs[] = {
  { "measures",
    "QUARTER show|fill|export [--json] [--unit NAME] [--task NO]… [--state STATE] [-o FILE.xlsx]",
    N_ ("八条硬措施：进展对照、成批填写、给单位的填报表"),
    N_ (
      "show 列出各任务在全区和各企业的落实情况，标出比上季度的变化。\n"
      "fill 把几项任务（--task）的落实情况一次填成 --state（一次修改，可撤销），--unit 是企业，不写为全区。\n"
      "export 导出给 --unit（企业、镇街或者任务清单里的责任单位）的填报表，只有它自己的任务，\n"
      "落实情况和处置从下拉列表选；填好后用 import 导回。"),
    run_measures },
  { NULL },
};
