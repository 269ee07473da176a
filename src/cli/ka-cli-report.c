/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ka-decimal.h>
#include <ka-indicator.h>
#include <ka-kind.h>
#include <ka-quarterly.h>
#include <string.h>

/* ---- indicators ---- */

/* The parts of each result, where its kind knows the division: GPtrArray or NULL an indicator. */
static GPtrArray *
break_down (KaLedger *ledger, GPtrArray *results, KaDay on, const char *by, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (results, i);
      GPtrArray *parts = NULL;
      if (ka_indicator_divides (result->indicator, by))
        {
          parts = ka_indicator_breakdown (ledger, result->indicator, on, by, NULL, error);
          if (parts == NULL)
            return NULL;
        }
      else
        parts = g_ptr_array_new ();
      g_ptr_array_add (all, parts);
    }
  return g_steal_pointer (&all);
}

static void
add_parts (JsonBuilder *builder, GPtrArray *parts)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < parts->len; i++)
    {
      const KaPart *part = g_ptr_array_index (parts, i);
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "label", part->label);
      ka_cli_json_add_int (builder, "numerator", part->numerator);
      ka_cli_json_add_int (builder, "denominator", part->denominator);
      ka_cli_json_add_string (builder, "value", part->denominator == 0 ? NULL : part->value);
      ka_cli_json_add_int (builder, "failing", part->failing);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_result (JsonBuilder *builder, KaLedger *ledger, const KaResult *result, GPtrArray *parts)
{
  const KaIndicator *indicator = result->indicator;
  const KaKind *kind = ka_kind_get (indicator->kind);
  g_autofree char *due = ka_day_to_iso (result->due);
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "indicator", indicator->code);
  ka_cli_json_add_string (builder, "name", ka_indicator_name (indicator));
  ka_cli_json_add_int (builder, "numerator", result->numerator);
  if (result->denominator >= 0)
    ka_cli_json_add_int (builder, "denominator", result->denominator);
  else
    ka_cli_json_add_string (builder, "denominator", NULL);
  ka_cli_json_add_string (builder, "value", result->denominator == 0 ? NULL : result->value);
  ka_cli_json_add_string (builder, "unit", ka_indicator_unit (indicator));
  ka_cli_json_add_string (builder, "target", result->target);
  ka_cli_json_add_string (builder, "due", due);
  json_builder_set_member_name (builder, "met");
  if (result->met >= 0)
    json_builder_add_boolean_value (builder, result->met > 0);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "gap");
  if (result->gap >= 0)
    json_builder_add_int_value (builder, result->gap);
  else
    json_builder_add_null_value (builder);
  ka_cli_json_add_records (builder, "missing", ledger, kind, result->missing);
  ka_cli_json_add_string (builder, "source",
                          result->target_source != NULL ? result->target_source
                                                        : ka_indicator_source (indicator));
  ka_cli_json_add_records (builder, "failing", ledger, kind, result->failing);
  if (parts != NULL)
    add_parts (builder, parts);
  json_builder_end_object (builder);
}

static void
print_indicators_json (KaLedger *ledger,
                       GPtrArray *results,
                       GPtrArray *parts,
                       const char *by,
                       KaQuarter quarter,
                       KaDay on)
{
  g_autofree char *quarter_text = ka_quarter_to_text (quarter);
  g_autofree char *on_text = ka_day_to_iso (on);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "quarter", quarter_text);
  ka_cli_json_add_string (builder, "on", on_text);
  ka_cli_json_add_int (builder, "revision", ka_ledger_get_head (ledger));
  if (by != NULL)
    ka_cli_json_add_string (builder, "by", by);
  json_builder_set_member_name (builder, "indicators");
  json_builder_begin_array (builder);
  for (guint i = 0; i < results->len; i++)
    add_result (builder, ledger, g_ptr_array_index (results, i),
                parts == NULL ? NULL : g_ptr_array_index (parts, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static char *
format_counts (gint64 numerator, gint64 denominator)
{
  if (denominator < 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, numerator);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, numerator, denominator);
}

static char *
format_gap (const KaResult *result)
{
  if (result->met > 0)
    return g_strdup (_ ("达标"));
  if (result->met < 0)
    return g_strdup ("—");
  if (result->gap <= 0)
    return g_strdup (_ ("未达标"));
  return g_strdup_printf (_ ("还差%" G_GINT64_FORMAT "%s"), result->gap,
                          ka_indicator_counter (result->indicator));
}

static char *
format_value (const KaIndicator *indicator, const char *value, gint64 denominator)
{
  return g_strconcat (value, denominator == 0 ? "" : ka_indicator_unit (indicator), NULL);
}

static void
print_indicators_plain (GPtrArray *results, GPtrArray *parts)
{
  g_autoptr (KaCliTable) table = ka_cli_table_new (6);
  const char *head[] = { _ ("指标"), _ ("数值"), _ ("现状"), _ ("目标"), _ ("期限"), _ ("结果") };
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    ka_cli_table_add (table, head[i]);
  for (guint i = 1; i <= 3; i++)
    ka_cli_table_align_right (table, i);
  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (results, i);
      const char *sign = result->indicator->goal == KA_GOAL_AT_LEAST ? "≥" : "≤";
      ka_cli_table_add (table, ka_indicator_name (result->indicator));
      ka_cli_table_take (table, format_counts (result->numerator, result->denominator));
      ka_cli_table_take (table,
                         format_value (result->indicator, result->value, result->denominator));
      ka_cli_table_take (
        table, result->target == NULL
                 ? g_strdup ("—")
                 : g_strconcat (sign, result->target, ka_indicator_unit (result->indicator), NULL));
      ka_cli_table_take (table, result->due == KA_DAY_NONE      ? g_strdup ("—")
                                : result->due == KA_DAY_FOREVER ? g_strdup (_ ("长期"))
                                                                : ka_day_to_iso (result->due));
      ka_cli_table_take (table, format_gap (result));
      GPtrArray *own = parts == NULL ? NULL : g_ptr_array_index (parts, i);
      for (guint p = 0; own != NULL && p < own->len; p++)
        {
          const KaPart *part = g_ptr_array_index (own, p);
          ka_cli_table_take (table, g_strdup_printf ("  %s", part->label));
          ka_cli_table_take (table, format_counts (part->numerator, part->denominator));
          ka_cli_table_take (table,
                             format_value (result->indicator, part->value, part->denominator));
          for (guint empty = 0; empty < 3; empty++)
            ka_cli_table_add (table, "");
        }
    }
  ka_cli_table_print (table, "");
}

static gboolean
run_indicators (KaCli *cli, GError **error)
{
  g_autofree char *by = NULL, *as_of = NULL;
  gboolean json = FALSE;
  GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, NULL, NULL },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &as_of, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  static const char *const divisions[] = { "town", "mineral", "type", "size", NULL };
  KaQuarter quarter;
  KaDay on;
  gint64 revision = -1;
  if (!ka_cli_parse (cli, entries, 1, 1, error)
      || !ka_cli_quarter_or_day (cli->args[0], &quarter, &on, error)
      || (as_of != NULL && !ka_cli_number (as_of, _ ("--as-of"), &revision, error)))
    return FALSE;
  if (by != NULL && !g_strv_contains (divisions, by))
    {
      ka_cli_set_usage_error (error, _ ("--by 后面要写 town、mineral、type 或 size，“%s”不行"), by);
      return FALSE;
    }
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, revision, error);
  g_autoptr (GPtrArray) results
    = ledger == NULL ? NULL : ka_indicators_compute (ledger, on, NULL, error);
  if (results == NULL)
    return FALSE;
  g_autoptr (GPtrArray) parts = by == NULL ? NULL : break_down (ledger, results, on, by, error);
  if (by != NULL && parts == NULL)
    return FALSE;
  if (json)
    print_indicators_json (ledger, results, parts, by, quarter, on);
  else
    print_indicators_plain (results, parts);
  return TRUE;
}

/* ---- report ---- */

static gboolean
write_blob (KaLedger *ledger, const char *sha256, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = ka_ledger_get_blob (ledger, sha256, error);
  if (bytes == NULL)
    return FALSE;
  g_autoptr (GError) failure = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  if (g_file_set_contents (path, data, size, &failure))
    return TRUE;
  gboolean full = g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_set_error (error, KA_ERROR, full ? KA_ERROR_FULL : KA_ERROR_IO,
               full ? _ ("磁盘空间不足，“%s”没有写成") : _ ("“%s”写不进去，请检查文件夹能否写入"),
               path);
  return FALSE;
}

static void
tell_warnings (KaQuarterly *report)
{
  GPtrArray *warnings = ka_quarterly_get_warnings (report);
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    ka_cli_remark ("%s", (char *)g_ptr_array_index (warnings, i));
}

static gboolean
write_report (KaLedger *ledger,
              KaQuarter quarter,
              const char *pdf,
              const char *xlsx,
              GError **error)
{
  g_autoptr (KaQuarterly) report = ka_quarterly_new (ledger, quarter, KA_DAY_NONE, error);
  if (report == NULL)
    return FALSE;
  tell_warnings (report);
  return ka_quarterly_write_pdf (report, pdf, NULL, error)
         && ka_quarterly_write_xlsx (report, xlsx, NULL, error);
}

static gboolean
run_report (KaCli *cli, GError **error)
{
  g_autofree char *folder = NULL, *as_of = NULL;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, NULL, NULL },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &as_of, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  KaQuarter quarter;
  gint64 revision = -1;
  if (!ka_cli_parse (cli, entries, 1, 1, error) || !ka_cli_quarter (cli->args[0], &quarter, error)
      || (as_of != NULL && !ka_cli_number (as_of, _ ("--as-of"), &revision, error)))
    return FALSE;
  if (folder == NULL)
    {
      ka_cli_set_usage_error (error, _ ("请用 -o 写明报告放在哪个文件夹"));
      return FALSE;
    }
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, revision, error);
  if (ledger == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("文件夹%s建不了（%s），请检查权限"), folder,
                   g_strerror (errno));
      return FALSE;
    }
  g_autofree char *text = ka_quarter_to_text (quarter);
  g_autofree char *pdf = g_strdup_printf ("%s/%s-report.pdf", folder, text);
  g_autofree char *xlsx = g_strdup_printf ("%s/%s-annexes.xlsx", folder, text);

  /* A frozen quarter is what was sent, as it was kept. */
  g_autoptr (GError) failure = NULL;
  g_autoptr (KaFrozen) frozen
    = revision >= 0 ? NULL : ka_quarterly_get_frozen (ledger, quarter, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (frozen != NULL)
    {
      if (!write_blob (ledger, frozen->pdf_sha256, pdf, error)
          || !write_blob (ledger, frozen->xlsx_sha256, xlsx, error))
        return FALSE;
      ka_cli_remark (_ ("%s已锁定，这是第%" G_GINT64_FORMAT "版（修订号%" G_GINT64_FORMAT "）"),
                     text, frozen->edition, frozen->revision);
    }
  else if (!write_report (ledger, quarter, pdf, xlsx, error))
    return FALSE;
  ka_cli_print ("%s\n%s\n", pdf, xlsx);
  return TRUE;
}

static gboolean
run_freeze (KaCli *cli, GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  KaQuarter quarter;
  if (!ka_cli_parse (cli, entries, 1, 1, error) || !ka_cli_quarter (cli->args[0], &quarter, error))
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  g_autoptr (KaFrozen) frozen
    = ledger == NULL ? NULL : ka_quarterly_freeze (ledger, quarter, NULL, error);
  if (frozen == NULL)
    return FALSE;
  ka_cli_print (_ ("已锁定%s：第%" G_GINT64_FORMAT "版，修订号%" G_GINT64_FORMAT "\n"),
                cli->args[0], frozen->edition, frozen->revision);
  ka_cli_print ("report.pdf   SHA-256 %s\nannexes.xlsx SHA-256 %s\n", frozen->pdf_sha256,
                frozen->xlsx_sha256);
  if (frozen->differs != NULL)
    ka_cli_print (_ ("与上一版的差别：\n%s\n"), frozen->differs);
  return ka_cli_close (ledger, error);
}

const KaCliVerb ka_cli_report_verbs[] = {
  { "indicators", "QUARTER|DATE [--by town|mineral|type|size] [--as-of REV] [--json]",
    N_ ("计算四化、六体系等各项指标"),
    N_ ("季度写 2025Q4（按季末一天），日期写 2025-12-31。\n"
        "--by         再按镇街、矿种、类型或规模分列\n"
        "--as-of REV  按第 REV 号修订之后的台账计算"),
    run_indicators },
  { "report", "QUARTER -o DIR [--as-of REV]", N_ ("生成季度报告：PDF 公文和 Excel 附表"),
    N_ ("写出 DIR/2025Q4-report.pdf 和 DIR/2025Q4-annexes.xlsx。锁定过的季度给出锁定时的文件；\n"
        "--as-of REV 则按第 REV 号修订重新计算。"),
    run_report },
  { "freeze", "QUARTER", N_ ("锁定一个季度的报告"),
    N_ ("记下修订号和文字，把两个文件存进台账；再次锁定是新的一版，并列出差别。"), run_freeze },
  { NULL },
};
