/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-plan-paper.h>
#include <string.h>

/* ---- shared parts ---- */

static void
add_days (JsonBuilder *builder, const char *name, gint64 tenths)
{
  g_autofree char *text = tenths == G_MININT64 ? NULL : ka_plan_format_days (tenths);
  ka_cli_json_add_string (builder, name, text);
}

static void
add_int_or_null (JsonBuilder *builder, const char *name, gint64 value)
{
  if (value < 0)
    ka_cli_json_add_string (builder, name, NULL);
  else
    ka_cli_json_add_int (builder, name, value);
}

static void
add_texts (JsonBuilder *builder, const char *name, GPtrArray *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_arithmetic (JsonBuilder *builder, const KaPlanDays *days)
{
  static const char *const froms[] = { NULL, "entered", "items", "last_year" };
  g_autofree char *approved = ka_day_to_iso (days->approved);
  json_builder_set_member_name (builder, "days");
  json_builder_begin_object (builder);
  add_int_or_null (builder, "staff", days->staff);
  add_int_or_null (builder, "counted", days->counted);
  ka_cli_json_add_int (builder, "least_counted", days->least);
  ka_cli_json_add_int (builder, "statutory", days->statutory);
  ka_cli_json_add_int (builder, "calendar", days->calendar);
  json_builder_set_member_name (builder, "calendar_known");
  json_builder_add_boolean_value (builder, days->calendar_known);
  add_days (builder, "total", days->total);
  add_days (builder, "other", days->other);
  ka_cli_json_add_string (builder, "other_from", froms[days->other_from]);
  add_days (builder, "idle", days->idle);
  ka_cli_json_add_string (builder, "idle_from", froms[days->idle_from]);
  add_days (builder, "available", days->available);
  add_days (builder, "used", days->used);
  ka_cli_json_add_int (builder, "cap", days->cap);
  ka_cli_json_add_string (builder, "approved", approved);
  ka_cli_json_add_string (builder, "approval_no", days->approval_no);
  add_texts (builder, "problems", days->problems);
  json_builder_end_object (builder);
}

static void
print_arithmetic (const KaPlanDays *days)
{
  g_autofree char *total = ka_plan_format_days (days->total);
  g_autofree char *other = ka_plan_format_days (days->other);
  g_autofree char *idle = ka_plan_format_days (days->idle);
  g_autofree char *available = ka_plan_format_days (days->available);
  g_autofree char *used = ka_plan_format_days (days->used);
  ka_cli_print (_ ("%d年：总法定工作日%s − 其他执法工作日%s − 非执法工作日%s = 监督检查工作日%s；"
                   "计划%u项，用%s个工作日；同一企业频次上限%" PRId64 "次\n"),
                days->year, total, other, idle, available, days->lines, used, days->cap);
  for (guint i = 0; i < days->problems->len; i++)
    ka_cli_print ("  ! %s\n", (const char *)g_ptr_array_index (days->problems, i));
}

static void
begin (JsonBuilder *builder, int year)
{
  json_builder_begin_object (builder);
  ka_cli_json_add_int (builder, "year", year);
}

static void
end (JsonBuilder *builder)
{
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static char *
format_month (int year, guint month)
{
  return g_strdup_printf ("%04d-%02u", year, month);
}

/* ---- propose ---- */

static void
print_proposal (KaLedger *ledger, const KaPlanProposal *proposal, const KaPlanDays *days)
{
  g_autoptr (KaCliTable) table = ka_cli_table_new (5);
  g_autofree char *used = ka_plan_format_days (proposal->days);
  g_autofree char *left = ka_plan_format_days (proposal->left);
  print_arithmetic (days);
  for (guint i = 0; i < proposal->lines->len; i++)
    {
      const KaPlanLine *line = g_ptr_array_index (proposal->lines, i);
      ka_cli_table_take (table, format_month (proposal->year, line->month));
      ka_cli_table_add (table, ka_ledger_title (ledger, ka_kind_get ("mine"), line->mine));
      ka_cli_table_add (table, line->kind);
      ka_cli_table_take (table, ka_plan_format_days (line->days));
      ka_cli_table_add (table, line->reason);
    }
  ka_cli_table_align_right (table, 3);
  ka_cli_table_print (table, "");
  ka_cli_print (_ ("拟定%u项（已有%u项），需要%s个工作日，余%s个\n"), proposal->lines->len,
                proposal->kept, used, left);
  for (guint i = 0; i < proposal->notes->len; i++)
    ka_cli_print ("  ! %s\n", (const char *)g_ptr_array_index (proposal->notes, i));
}

static void
print_proposal_json (KaLedger *ledger, const KaPlanProposal *proposal, const KaPlanDays *days)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  begin (builder, proposal->year);
  add_arithmetic (builder, days);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < proposal->lines->len; i++)
    {
      const KaPlanLine *line = g_ptr_array_index (proposal->lines, i);
      g_autofree char *month = format_month (proposal->year, line->month);
      json_builder_begin_object (builder);
      ka_cli_json_add_int (builder, "mine", line->mine);
      ka_cli_json_add_string (builder, "mine_name",
                              ka_ledger_title (ledger, ka_kind_get ("mine"), line->mine));
      ka_cli_json_add_int (builder, "enterprise", line->enterprise);
      ka_cli_json_add_string (builder, "month", month);
      ka_cli_json_add_string (builder, "kind", line->kind);
      add_days (builder, "workdays", line->days);
      json_builder_set_member_name (builder, "joint");
      json_builder_add_boolean_value (builder, line->joint);
      ka_cli_json_add_string (builder, "reason", line->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  ka_cli_json_add_int (builder, "kept", proposal->kept);
  add_days (builder, "workdays", proposal->days);
  add_days (builder, "left", proposal->left);
  add_texts (builder, "notes", proposal->notes);
  end (builder);
}

static gboolean
propose (KaCli *cli, int year, gboolean accept, gboolean json, GError **error)
{
  g_autoptr (KaLedger) ledger
    = accept ? ka_cli_open_for_writing (cli, error) : ka_cli_open (cli, -1, error);
  g_autoptr (KaPlanProposal) proposal = NULL;
  g_autoptr (KaPlanDays) days = NULL;
  int this_year, month, dom;
  if (ledger == NULL)
    return FALSE;
  /* What is over cannot be planned any more. */
  ka_day_get_ymd (ka_today (), &this_year, &month, &dom);
  proposal
    = ka_plan_propose (ledger, year, this_year == year ? (guint)month : 1, ka_today (), error);
  if (proposal == NULL || (accept && !ka_plan_accept (ledger, proposal, NULL, error)))
    return FALSE;
  days = ka_plan_days_new (ledger, year, error);
  if (days == NULL)
    return FALSE;
  if (json)
    print_proposal_json (ledger, proposal, days);
  else
    print_proposal (ledger, proposal, days);
  return !accept || ka_cli_close (ledger, error);
}

/* ---- show and compare ---- */

static void
add_count (JsonBuilder *builder, const KaPlanCount *count)
{
  ka_cli_json_add_int (builder, "planned", count->planned);
  ka_cli_json_add_int (builder, "done", count->done);
  ka_cli_json_add_int (builder, "late", count->late);
  ka_cli_json_add_int (builder, "overdue", count->overdue);
  ka_cli_json_add_int (builder, "beyond", count->beyond);
  add_days (builder, "workdays", count->days);
}

static const char *
state_word (KaPlanState state)
{
  static const char *const words[KA_N_PLAN_STATES]
    = { "planned", "done", "done_late", "overdue", "beyond" };
  return words[state];
}

static void
add_item (JsonBuilder *builder, int year, const KaPlanMine *mine, const KaPlanItem *item)
{
  g_autofree char *month = format_month (year, item->month);
  g_autofree char *moved = item->moved_from > 0 ? format_month (year, item->moved_from) : NULL;
  g_autofree char *done = ka_day_to_iso (item->done);
  json_builder_begin_object (builder);
  add_int_or_null (builder, "plan", item->plan > 0 ? item->plan : -1);
  add_int_or_null (builder, "inspection", item->inspection > 0 ? item->inspection : -1);
  ka_cli_json_add_int (builder, "mine", mine->id);
  ka_cli_json_add_string (builder, "mine_name", mine->name);
  ka_cli_json_add_string (builder, "month", month);
  ka_cli_json_add_string (builder, "moved_from", moved);
  ka_cli_json_add_string (builder, "kind", item->kind);
  ka_cli_json_add_string (builder, "state", state_word (item->state));
  ka_cli_json_add_string (builder, "done", done);
  ka_cli_json_add_string (builder, "deviation", item->deviation);
  json_builder_end_object (builder);
}

static void
print_show (const KaPlanSheet *sheet)
{
  static const char *const signs[KA_N_PLAN_STATES] = { "○", "●", "◐", "×", "＋" };
  g_autoptr (KaCliTable) table = ka_cli_table_new (14);
  print_arithmetic (sheet->days);
  ka_cli_table_add (table, _ ("矿山"));
  ka_cli_table_add (table, _ ("级别"));
  for (guint m = 1; m <= 12; m++)
    ka_cli_table_take (table, g_strdup_printf ("%u", m));
  for (guint i = 0; i < sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (sheet->mines, i);
      ka_cli_table_add (table, mine->name);
      ka_cli_table_add (table, mine->grade);
      for (guint m = 1; m <= 12; m++)
        {
          g_autoptr (GString) cell = g_string_new (NULL);
          for (guint k = 0; k < mine->items->len; k++)
            {
              const KaPlanItem *item = g_ptr_array_index (mine->items, k);
              if (item->month == m)
                g_string_append (cell, signs[item->state]);
            }
          ka_cli_table_add (table, cell->str);
        }
    }
  ka_cli_table_print (table, "");
  for (guint s = 0; s < KA_N_PLAN_STATES; s++)
    ka_cli_print ("%s%s%s", s > 0 ? "  " : "", signs[s], ka_plan_state_label (s));
  ka_cli_print ("\n");
}

static void
print_show_json (const KaPlanSheet *sheet)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  begin (builder, sheet->year);
  add_arithmetic (builder, sheet->days);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (sheet->mines, i);
      for (guint k = 0; k < mine->items->len; k++)
        add_item (builder, sheet->year, mine, g_ptr_array_index (mine->items, k));
    }
  json_builder_end_array (builder);
  add_texts (builder, "over_cap", sheet->over_cap);
  end (builder);
}

static void
add_count_row (KaCliTable *table, const char *label, const KaPlanCount *count)
{
  const guint numbers[]
    = { count->planned, count->done, count->late, count->overdue, count->beyond };
  ka_cli_table_add (table, label);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    ka_cli_table_take (table, g_strdup_printf ("%u", numbers[i]));
  ka_cli_table_take (table, ka_plan_format_days (count->days));
}

static void
print_compare (const KaPlanSheet *sheet, GPtrArray *notes)
{
  g_autoptr (KaCliTable) table = ka_cli_table_new (7);
  static const char *const heads[]
    = { N_ ("月份"),     N_ ("计划"),   N_ ("已完成"), N_ ("其中推迟"),
        N_ ("逾期未查"), N_ ("计划外"), N_ ("工作日") };
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      ka_cli_table_add (table, _ (heads[i]));
      if (i > 0)
        ka_cli_table_align_right (table, i);
    }
  for (guint q = 0; q < 4; q++)
    {
      KaPlanCount count;
      g_autofree char *label = g_strdup_printf (_ ("第%u季度"), q + 1);
      for (guint m = q * 3 + 1; m <= q * 3 + 3; m++)
        {
          g_autofree char *month = format_month (sheet->year, m);
          add_count_row (table, month, &sheet->months[m]);
        }
      ka_plan_sheet_sum (sheet, q * 3 + 1, q * 3 + 3, &count);
      add_count_row (table, label, &count);
    }
  add_count_row (table, _ ("全年"), &sheet->months[0]);
  ka_cli_table_print (table, "");
  for (guint i = 0; i < notes->len; i++)
    {
      const KaPlanNote *note = g_ptr_array_index (notes, i);
      ka_cli_print ("%s. %s\n", note->letter, note->text);
    }
}

static void
print_compare_json (const KaPlanSheet *sheet, GPtrArray *notes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  begin (builder, sheet->year);
  json_builder_set_member_name (builder, "months");
  json_builder_begin_array (builder);
  for (guint m = 1; m <= 12; m++)
    {
      g_autofree char *month = format_month (sheet->year, m);
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "month", month);
      add_count (builder, &sheet->months[m]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "quarters");
  json_builder_begin_array (builder);
  for (guint q = 0; q < 4; q++)
    {
      KaPlanCount count;
      g_autofree char *label = g_strdup_printf ("%dQ%u", sheet->year, q + 1);
      ka_plan_sheet_sum (sheet, q * 3 + 1, q * 3 + 3, &count);
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "quarter", label);
      add_count (builder, &count);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "total");
  json_builder_begin_object (builder);
  add_count (builder, &sheet->months[0]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < notes->len; i++)
    {
      const KaPlanNote *note = g_ptr_array_index (notes, i);
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "letter", note->letter);
      ka_cli_json_add_int (builder, "plan", note->item->plan);
      ka_cli_json_add_string (builder, "text", note->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  end (builder);
}

static gboolean
show (KaCli *cli, int year, gboolean compare, gboolean json, GError **error)
{
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  g_autoptr (KaPlanSheet) sheet
    = ledger != NULL ? ka_plan_sheet_new (ledger, year, ka_today (), error) : NULL;
  g_autoptr (GPtrArray) notes = NULL;
  if (sheet == NULL)
    return FALSE;
  notes = ka_plan_sheet_notes (sheet, 1, 12);
  if (compare && json)
    print_compare_json (sheet, notes);
  else if (compare)
    print_compare (sheet, notes);
  else if (json)
    print_show_json (sheet);
  else
    print_show (sheet);
  return TRUE;
}

/* ---- export ---- */

static gboolean
export_plan (KaCli *cli, int year, const char *path, const char *form, GError **error)
{
  g_autoptr (KaLedger) ledger = NULL;
  gboolean random = g_strcmp0 (form, "random") == 0;
  KaPlanForm which = g_str_has_suffix (path, ".pdf") ? KA_PLAN_FORM_PAPER
                     : random                        ? KA_PLAN_FORM_RANDOM
                                                     : KA_PLAN_FORM_PLAN;
  if (form != NULL && !random && strcmp (form, "plan") != 0)
    {
      ka_cli_set_usage_error (error, _ ("--form 只有 plan 和 random，“%s”不行。"), form);
      return FALSE;
    }
  if (which != KA_PLAN_FORM_PAPER && !g_str_has_suffix (path, ".xlsx"))
    {
      ka_cli_set_usage_error (error, _ ("输出文件要以 .xlsx 或者 .pdf 结尾，“%s”不行。"), path);
      return FALSE;
    }
  ledger = ka_cli_open (cli, -1, error);
  return ledger != NULL && ka_plan_write (ledger, year, which, path, NULL, error);
}

static gboolean
run_plan (KaCli *cli, GError **error)
{
  gboolean json = FALSE, accept = FALSE;
  g_autofree char *path = NULL;
  g_autofree char *form = NULL;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { "form", 0, 0, G_OPTION_ARG_FILENAME, &form, NULL, NULL },
    { "accept", 0, 0, G_OPTION_ARG_NONE, &accept, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  gint64 year;
  const char *what;
  if (!ka_cli_parse (cli, entries, 2, 2, error)
      || !ka_cli_number (cli->args[0], _ ("年度"), &year, error))
    return FALSE;
  what = cli->args[1];
  if (year < 2000 || year > 2100)
    {
      ka_cli_set_usage_error (error, _ ("年度要写成2000到2100，“%s”不行。"), cli->args[0]);
      return FALSE;
    }
  if (accept && strcmp (what, "propose") != 0)
    {
      ka_cli_set_usage_error (error, _ ("--accept 只能和 propose 一起用。"));
      return FALSE;
    }
  if ((path != NULL) != (strcmp (what, "export") == 0))
    {
      ka_cli_set_usage_error (error, _ ("export 要用 -o 写明输出文件，其他的不用。"));
      return FALSE;
    }
  if (path != NULL)
    return export_plan (cli, (int)year, path, form, error);
  if (strcmp (what, "propose") == 0)
    return propose (cli, (int)year, accept, json, error);
  if (strcmp (what, "show") == 0 || strcmp (what, "compare") == 0)
    return show (cli, (int)year, what[0] == 'c', json, error);
  ka_cli_set_usage_error (error, _ ("“%s”不行，请写 propose、show、compare 或 export。"), what);
  return FALSE;
}

const KaCliVerb ka_cli_plan_verbs[] = {
  { "plan",
    "YEAR propose|show|compare|export [--accept] [--json] [-o FILE.xlsx|FILE.pdf] [--form plan|random]",
    N_ ("年度监督检查计划"),
    N_ (
      "propose 按分类分级等拟定还缺的计划，每项说明理由；--accept 存进台账（一次修改，可撤销）。\n"
      "show 列出每座矿山每月的计划和完成情况；compare 按月、按季度比较计划和完成，附未按计划的说明。\n"
      "export 导出监督检查计划表、双随机抽查计划表（--form random）或者送审稿（.pdf）。\n"
      "都先测算：总法定工作日 − 其他执法工作日 − 非执法工作日 = 监督检查工作日。"),
    run_plan },
  { NULL },
};
