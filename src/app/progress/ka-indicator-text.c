/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-indicator-text.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
is_ratio (const KaResult *result)
{
  return result->denominator >= 0;
}

static const char *
get_unit (const KaResult *result)
{
  return ka_indicator_unit (result->indicator);
}

/* 60% and 2 件: a percent sign stands close, a measure word does not. */
static char *
append_unit (const KaResult *result, const char *number)
{
  return g_strconcat (number, is_ratio (result) ? "" : " ", get_unit (result), NULL);
}

char *
ka_result_say_value (const KaResult *result)
{
  return g_strcmp0 (result->value, "—") == 0 ? g_strdup ("—") : append_unit (result, result->value);
}

/* Nothing out of nothing says nothing. */
static char *
say_counts (gint64 numerator, gint64 denominator)
{
  return denominator == 0
           ? g_strdup ("")
           : g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, numerator, denominator);
}

char *
ka_result_say_counts (const KaResult *result)
{
  return is_ratio (result) ? say_counts (result->numerator, result->denominator) : g_strdup ("");
}

char *
ka_result_say_target (const KaResult *result)
{
  g_autofree char *value = NULL;
  g_autofree char *due = NULL;
  const char *sign = result->indicator->goal == KA_GOAL_AT_MOST ? "≤" : "≥";

  if (result->target == NULL)
    return g_strdup (_ ("未设目标"));
  /* ≥100% says no more than 100%; the same for at most none. */
  if (g_str_equal (result->target, is_ratio (result) ? "100" : "0"))
    sign = "";
  value = append_unit (result, result->target);
  if (result->due == KA_DAY_FOREVER || result->due == KA_DAY_NONE)
    return g_strdup_printf (_ ("目标 %s%s"), sign, value);
  due = ka_day_to_iso (result->due);
  return g_strdup_printf (result->lapsed ? _ ("目标 %s%s，期限 %s 已过，沿用")
                                         : _ ("目标 %s%s，期限 %s"),
                          sign, value, due);
}

char *
ka_result_say_state (const KaResult *result)
{
  if (result->met == 1)
    return g_strdup (_ ("已达标"));
  if (result->target == NULL)
    return g_strdup (_ ("未设目标"));
  if (result->met < 0)
    return g_strdup (_ ("没有计算对象"));
  if (result->indicator->goal == KA_GOAL_AT_MOST)
    return g_strdup_printf (_ ("超出 %d %s"), (int)result->gap, get_unit (result));
  if (result->gap < 0)
    return g_strdup (_ ("未达标"));
  return g_strdup_printf (_ ("还差 %d %s"), (int)result->gap,
                          ka_indicator_gap_counter (result->indicator));
}

KaTone
ka_result_tone (const KaResult *result)
{
  return result->met == 1 ? KA_TONE_GOOD : result->met == 0 ? KA_TONE_WARNING : KA_TONE_ACCENT;
}

double
ka_result_number (const char *value)
{
  char *end;
  double number;

  if (value == NULL)
    return NAN;
  number = g_ascii_strtod (value, &end);
  return end == value ? NAN : number;
}

KaChart *
ka_results_chart (GPtrArray *results)
{
  g_autoptr (KaChart) chart = ka_chart_new (KA_CHART_BARS, _ ("完成情况与目标"), "%");
  guint series = ka_chart_add_series (chart, _ ("完成"), KA_TONE_ACCENT);

  ka_chart_set_range (chart, 0, 100);
  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = results->pdata[i];
      guint category = ka_chart_add_category (chart, ka_indicator_name (result->indicator));
      g_autofree char *value = ka_result_say_value (result);
      g_autofree char *target = NULL;

      ka_chart_set_value (chart, series, category, ka_result_number (result->value), value);
      ka_chart_set_tone (chart, category, ka_result_tone (result));
      if (result->target == NULL)
        continue;
      target = g_strdup_printf ("%s%%", result->target);
      ka_chart_set_target (chart, category, ka_result_number (result->target), target);
    }
  return g_steal_pointer (&chart);
}

static int
compare_failing (gconstpointer a, gconstpointer b)
{
  const KaPart *const *one = a, *const *two = b;

  return (*one)->failing == (*two)->failing ? 0 : (*one)->failing < (*two)->failing ? 1 : -1;
}

GPtrArray *
ka_parts_pick (GPtrArray *parts, guint n)
{
  GPtrArray *shown = g_ptr_array_new ();

  g_ptr_array_extend (shown, parts, NULL, NULL);
  if (shown->len > n)
    {
      g_ptr_array_sort (shown, compare_failing);
      g_ptr_array_set_size (shown, n);
    }
  return shown;
}

KaChart *
ka_parts_chart (const KaResult *result, GPtrArray *parts)
{
  g_autoptr (KaChart) chart = NULL;
  guint series;

  chart = ka_chart_new (KA_CHART_BARS, ka_indicator_name (result->indicator),
                        is_ratio (result) ? "%" : get_unit (result));
  series = ka_chart_add_series (chart, _ ("完成"), KA_TONE_ACCENT);
  if (is_ratio (result))
    ka_chart_set_range (chart, 0, 100);
  for (guint i = 0; i < parts->len; i++)
    {
      const KaPart *part = parts->pdata[i];
      guint category = ka_chart_add_category (chart, part->label);
      g_autofree char *text = is_ratio (result) ? say_counts (part->numerator, part->denominator)
                                                : g_strdup (part->value);

      ka_chart_set_value (chart, series, category, ka_result_number (part->value), text);
      ka_chart_set_tone (chart, category, part->failing > 0 ? KA_TONE_WARNING : KA_TONE_GOOD);
    }
  if (result->target != NULL)
    ka_chart_set_target (chart, KA_CHART_ALL, ka_result_number (result->target), NULL);
  return g_steal_pointer (&chart);
}

static const KaResult *
find_result (GPtrArray *results, const KaIndicator *indicator)
{
  for (guint i = 0; i < results->len; i++)
    if (((KaResult *)results->pdata[i])->indicator == indicator)
      return results->pdata[i];
  return NULL;
}

/* 2025Q4 → 25年4季: what fits below a point. */
static char *
say_quarter_short (KaQuarter quarter, KaBasis basis)
{
  g_autofree char *text = ka_quarter_to_text (quarter);

  return g_strconcat (text + 2, basis == KA_BASIS_ESTIMATE ? "*" : "", NULL);
}

KaChart *
ka_trend_chart (const char *title, GPtrArray *points, GPtrArray *results)
{
  g_autoptr (KaChart) chart = ka_chart_new (KA_CHART_TREND, title, "%");
  const KaResult *first = results->pdata[0];
  gboolean one_target = TRUE;

  ka_chart_set_range (chart, 0, 100);
  for (guint p = 0; p < points->len; p++)
    {
      const KaPoint *point = points->pdata[p];
      g_autofree char *label = say_quarter_short (point->quarter, point->basis);

      ka_chart_add_category (chart, label);
    }
  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = results->pdata[i];
      guint series
        = ka_chart_add_series (chart, ka_indicator_name (result->indicator), KA_TONE_SET_1 + i % 6);

      one_target = one_target && g_strcmp0 (result->target, first->target) == 0;
      for (guint p = 0; p < points->len; p++)
        {
          /* The last point is what the page shows. */
          const KaResult *then
            = p + 1 == points->len
                ? result
                : find_result (((KaPoint *)points->pdata[p])->results, result->indicator);
          g_autofree char *text = then ? ka_result_say_value (then) : NULL;

          ka_chart_set_value (chart, series, p, then ? ka_result_number (then->value) : NAN, text);
        }
    }
  if (one_target && first->target != NULL)
    ka_chart_set_target (chart, KA_CHART_ALL, ka_result_number (first->target), NULL);
  return g_steal_pointer (&chart);
}
