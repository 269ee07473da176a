/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-measure-book.h>
#include <ka-measure-list.h>
#include <ka-measure-sheet.h>
#include <ka-measures.h>
#include <ka-quarterly.h>
#include <string.h>

/* ---- show ---- */

static void
add_cell (JsonBuilder *builder, const KaMeasureTable *table, guint line, guint unit)
{
  const KaMeasureLine *task = g_ptr_array_index (table->lines, line);
  const KaMeasureUnit *party = g_ptr_array_index (table->units, unit);
  const KaMeasureCell *cell = ka_measure_table_cell (table, line, unit);

  if (cell == NULL)
    return;
  json_builder_begin_object (builder);
  ka_cli_json_add_int (builder, "measure", task->id);
  ka_cli_json_add_string (builder, "no", task->no);
  ka_cli_json_add_int (builder, "enterprise", party->enterprise);
  ka_cli_json_add_string (builder, "town", party->town);
  ka_cli_json_add_string (builder, "unit", party->name);
  ka_cli_json_add_string (builder, "state", cell->state);
  ka_cli_json_add_string (builder, "last", cell->last);
  ka_cli_json_add_int (builder, "change", cell->change);
  ka_cli_json_add_string (builder, "review", cell->review);
  json_builder_end_object (builder);
}

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
    for (guint c = 0; c < table->units->len; c++)
      add_cell (builder, table, i, c);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

/* The units of which nothing is told would be empty columns. */
static gboolean
is_told (const KaMeasureTable *table, guint unit)
{
  for (guint i = 0; i < table->lines->len; i++)
    if (ka_measure_table_cell (table, i, unit) != NULL)
      return TRUE;
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
        ka_cli_table_take (out, ka_measure_cell_text (ka_measure_table_cell (
                                  table, i, g_array_index (shown, guint, k))));
    }
  ka_cli_table_print (out, "");
  ka_cli_print (_ ("✓落实  ◐部分落实  ✗不落实  假：假落实  软：软落实  —不涉及；↑↓比上季度好、差；"
                   "待、核、反：待回头看、已核实、反弹\n"));
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

typedef struct
{
  char *unit, *state, *review, *action;
  char **tasks;
} Filling;

/* An enterprise, a town, or NULL: the district. The town lives as long as the code table. */
static gboolean
read_unit (KaLedger *ledger, const char *text, KaMeasurePlace *place, GError **error)
{
  const KaField *field = ka_kind_field (ka_kind_get ("measure_progress"), "town");
  g_autofree const char **towns = ka_field_choices (field, KA_DAY_NONE);

  if (text == NULL)
    return TRUE;
  for (guint i = 0; towns[i] != NULL; i++)
    if (strcmp (towns[i], text) == 0)
      {
        place->town = towns[i];
        return TRUE;
      }
  place->enterprise = ka_cli_record (ledger, ka_kind_get ("enterprise"), text, error);
  return place->enterprise > 0;
}

static gboolean
read_places (KaLedger *ledger, const Filling *filling, GArray *places, GError **error)
{
  KaMeasurePlace place = { 0 };

  if (!read_unit (ledger, filling->unit, &place, error))
    return FALSE;
  for (guint i = 0; filling->tasks[i] != NULL; i++)
    {
      place.task = ka_cli_record (ledger, ka_kind_get ("measure"), filling->tasks[i], error);
      if (place.task == 0)
        return FALSE;
      g_array_append_val (places, place);
    }
  return TRUE;
}

static gboolean
fill (KaCli *cli, KaQuarter quarter, const Filling *filling, GError **error)
{
  const struct
  {
    const char *field, *text;
  } values[]
    = { { "state", filling->state }, { "review", filling->review }, { "action", filling->action } };
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (KaMeasurePlace));

  if (ledger == NULL || !read_places (ledger, filling, places, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const KaField *field = ka_kind_field (ka_kind_get ("measure_progress"), values[i].field);
      g_autofree char *value = NULL;

      if (values[i].text != NULL
          && (!ka_cli_value (ledger, field, values[i].text, ka_today (), &value, error)
              || !ka_measures_fill (ledger, quarter, places, field->id, value, NULL, error)))
        return FALSE;
    }
  return ka_cli_close (ledger, error);
}

/* ---- analysis ---- */

static guint
find_part (void)
{
  guint part = 0;

  while (strcmp (ka_quarterly_part_id (part), "measure") != 0)
    part++;
  return part;
}

static gboolean
keep_text (KaCli *cli, KaQuarter quarter, const char *path, GError **error)
{
  g_autoptr (KaLedger) ledger = NULL;
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  ledger = ka_cli_open_for_writing (cli, error);
  return ledger != NULL && ka_quarterly_set_text (ledger, quarter, find_part (), text, error)
         && ka_cli_close (ledger, error);
}

static gboolean
analyse (KaCli *cli, KaQuarter quarter, const char *path, gboolean draft, GError **error)
{
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (KaQuarterly) report = NULL;
  g_autofree char *text = NULL;

  if (path != NULL)
    return keep_text (cli, quarter, path, error);
  ledger = ka_cli_open (cli, -1, error);
  report = ledger != NULL ? ka_quarterly_new (ledger, quarter, KA_DAY_NONE, error) : NULL;
  if (report == NULL)
    return FALSE;
  if (draft)
    {
      g_autofree char *kept = ka_quarterly_get_text (ledger, quarter, find_part (), NULL);

      text = ka_quarterly_write_out (report, kept, error);
    }
  else
    text = ka_quarterly_expand (report, find_part (), error);
  if (text != NULL)
    ka_cli_print ("%s\n", text);
  return text != NULL;
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

/* ---- the list of tasks ---- */

static gboolean
load_list (KaCli *cli, GError **error)
{
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  guint n;

  if (ledger == NULL || !ka_measure_list_load (ledger, &n, error))
    return FALSE;
  ka_cli_print (_ ("已载入%u项\n"), n);
  return ka_cli_close (ledger, error);
}

static gboolean
replace_list (KaCli *cli, GError **error)
{
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  guint deleted, retired;

  if (ledger == NULL || !ka_measure_list_replace (ledger, &deleted, &retired, error))
    return FALSE;
  ka_cli_print (_ ("删去没有进展的%u项，停用有进展的%u项\n"), deleted, retired);
  return ka_cli_close (ledger, error);
}

/* The whole quarter: by unit, by task, and what falls short. */
static gboolean
export_book (KaCli *cli, KaQuarter quarter, const char *path, GError **error)
{
  g_autoptr (KaLedger) ledger = NULL;

  if (path == NULL || !g_str_has_suffix (path, ".xlsx"))
    {
      ka_cli_set_usage_error (error, _ ("请用 -o 写明以 .xlsx 结尾的输出文件。"));
      return FALSE;
    }
  ledger = ka_cli_open (cli, -1, error);
  return ledger != NULL && ka_measure_book_write (ledger, quarter, path, error);
}

static gboolean
run_measures (KaCli *cli, GError **error)
{
  gboolean json = FALSE, draft = FALSE;
  g_autofree char *path = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *state = NULL;
  g_autofree char *review = NULL;
  g_autofree char *action = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) tasks = NULL;
  GOptionEntry entries[] = {
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &unit, NULL, NULL },
    { "task", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &tasks, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state, NULL, NULL },
    { "review", 0, 0, G_OPTION_ARG_FILENAME, &review, NULL, NULL },
    { "action", 0, 0, G_OPTION_ARG_FILENAME, &action, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_FILENAME, &text, NULL, NULL },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &draft, NULL, NULL },
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
    return unit != NULL ? export_sheet (cli, quarter, unit, path, error)
                        : export_book (cli, quarter, path, error);
  if (strcmp (cli->args[1], "analysis") == 0)
    return analyse (cli, quarter, text, draft, error);
  if (strcmp (cli->args[1], "load") == 0)
    return load_list (cli, error);
  if (strcmp (cli->args[1], "replace") == 0)
    return replace_list (cli, error);
  if (strcmp (cli->args[1], "fill") != 0)
    {
      ka_cli_set_usage_error (
        error, _ ("“%s”不行，请写 show、fill、export、analysis、load 或 replace。"), cli->args[1]);
      return FALSE;
    }
  if (tasks == NULL || (state == NULL && review == NULL && action == NULL))
    {
      ka_cli_set_usage_error (error,
                              _ ("请用 --task 写明任务（可写几个），用 --state、--review 或者 "
                                 "--action 写明填什么。"));
      return FALSE;
    }
  return fill (cli, quarter, &(Filling){ unit, state, review, action, tasks }, error);
}

const KaCliVerb ka_cli_measures_verbs[] = {
  { "measures",
    "QUARTER show|fill|export|analysis|load|replace [--json] [--unit NAME] [--task NO]… [--state STATE] [--review "
    "STATE] [--action ACTION] [--draft] [--text FILE] [-o FILE.xlsx]",
    N_ ("八条硬措施：进展对照、成批填写、给单位的填报表、季度分析"),
    N_ (
      "show 列出各任务在全区、各镇街和各企业的落实情况，标出比上季度的变化和回头看。\n"
      "fill 把几项任务（--task）的落实情况（--state）、回头看（--review）、处置（--action）一次填好\n"
      "（可撤销），--unit 是企业或者镇街，不写为全区。\n"
      "export 导出给 --unit（企业、镇街或者任务清单里的责任单位）的填报表，只有它自己的任务，\n"
      "落实情况、处置和回头看从下拉列表选；填好后用 import 导回。不写 --unit：导出分析表。\n"
      "analysis 写出季度分析（进展、短板、举措）的文字，就是季度报告的第八部分；--draft 写出可以修改的\n"
      "草稿（逐项内容写成文字，数字仍是名字），--text 把改好的文件存为本季的文字。\n"
      "load 载入公开文件提出的38项要求（编号以“硬措施-”开头）；市级任务清单用 import 导入以后，\n"
      "replace 以它替代：没有进展的删去，有进展的停用，以前各季的进展保留。"),
    run_measures },
  { NULL },
};
