/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-indicator.h>
#include <ka-kind.h>

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

/* A count has none. */
static void
add_denominator (JsonBuilder *builder, gint64 denominator)
{
  if (denominator >= 0)
    ka_cli_json_add_int (builder, "denominator", denominator);
  else
    ka_cli_json_add_string (builder, "denominator", NULL);
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
      add_denominator (builder, part->denominator);
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
  add_denominator (builder, result->denominator);
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
  return g_strdup_printf (_ ("还差%" PRId64 "%s"), result->gap,
                          ka_indicator_gap_counter (result->indicator));
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
      ka_cli_set_usage_error (error, _ ("--by 后面要写 town、mineral、type 或 size，“%s”不行。"),
                              by);
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

const KaCliVerb ka_cli_indicator_verbs[] = {
  { "indicators", "QUARTER|DATE [--by town|mineral|type|size] [--as-of REV] [--json]",
    N_ ("计算四化、六体系等各项指标"),
    N_ ("季度写 2025Q4（按季末一天），日期写 2025-12-31。\n"
        "--by         再按镇街、矿种、类型或规模分列\n"
        "--as-of REV  按第 REV 号修订之后的台账计算"),
    run_indicators },
  { NULL },
};
