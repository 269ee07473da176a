/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-figures-private.h"

#include <ka-decimal.h>

/* So many names stand in a sentence; the rest is in the annex. */
#define MOST_NAMES 5

static gboolean
is_count (const KaResult *result)
{
  return result->denominator < 0;
}

/* Its records are mines or enterprises, which one can name as those to begin with. */
static gboolean
is_of_mines (const KaIndicator *indicator)
{
  return g_str_equal (indicator->kind, "mine") || g_str_equal (indicator->kind, "enterprise");
}

/* Where the names that a sentence leaves out are found; NULL: in no annex. */
static const char *
get_annex (const KaIndicator *indicator)
{
  if (is_of_mines (indicator))
    return "见附件2";
  if (g_str_equal (indicator->kind, "hazard"))
    return "见附件4";
  return NULL;
}

static char *
describe_target (const KaResult *result)
{
  if (result->target == NULL)
    return g_strdup ("未下达目标");
  return g_strconcat (result->target, ka_indicator_unit (result->indicator), NULL);
}

/* "（期限2025年12月31日）", "（沿用2025年目标）", "" for a target without an end. */
static char *
describe_term (const KaResult *result)
{
  g_autofree char *due = NULL;
  int year;

  if (result->due == KA_DAY_NONE || result->due == KA_DAY_FOREVER)
    return g_strdup ("");
  due = ka_day_to_chinese (result->due);
  ka_day_get_ymd (result->due, &year, NULL, NULL);
  return result->lapsed ? g_strdup_printf ("（沿用%d年目标）", year)
                        : g_strdup_printf ("（期限%s）", due);
}

/* What must not be passed. */
static char *
describe_limit (const KaResult *result, const char *target)
{
  if (g_str_equal (result->target, "0"))
    return g_strdup (result->met ? "实现零发生目标" : "未实现零发生目标");
  return g_strdup_printf (result->met ? "控制在%s以内" : "超出%s的控制要求", target);
}

/* A clause that goes on after the value: "58.3%（28/48），距60%的目标（期限2025年12月31日）还差1座". */
static char *
describe_progress (const KaResult *result)
{
  g_autofree char *target = describe_target (result);
  g_autofree char *term = describe_term (result);
  const char *counter = ka_indicator_gap_counter (result->indicator);

  if (result->target == NULL)
    return g_strdup ("上级未下达目标值");
  if (result->met < 0)
    return g_strdup ("无统计对象，不作评价");
  if (result->indicator->goal == KA_GOAL_AT_MOST)
    return describe_limit (result, target);
  if (is_count (result))
    return result->met ? g_strdup_printf ("达到不少于%s的要求", target)
                       : g_strdup_printf ("未达到不少于%s的要求，还差%" G_GINT64_FORMAT "%s",
                                          target, result->gap, counter);
  if (result->met)
    return g_strdup_printf ("达到%s的目标%s", target, term);
  if (result->gap < 0)
    return g_strdup_printf ("低于%s的目标%s", target, term);
  return g_strdup_printf ("距%s的目标%s还差%" G_GINT64_FORMAT "%s", target, term, result->gap,
                          counter);
}

/* "较上季末提高2.1个百分点". */
static char *
describe_change (const KaResult *now, const KaResult *last)
{
  gint64 a, b, difference;
  g_autofree char *points = NULL;

  if (last == NULL)
    return g_strdup ("无上季数据");
  if (is_count (now))
    {
      difference = now->numerator - last->numerator;
      if (difference == 0)
        return g_strdup ("与上季持平");
      return g_strdup_printf (difference > 0 ? "较上季增加%" G_GINT64_FORMAT "%s"
                                             : "较上季减少%" G_GINT64_FORMAT "%s",
                              ABS (difference), ka_indicator_unit (now->indicator));
    }
  if (last->denominator == 0 || now->denominator == 0 || !ka_decimal_parse (now->value, 1, &a, NULL)
      || !ka_decimal_parse (last->value, 1, &b, NULL))
    return g_strdup ("上季无统计对象");
  if (a == b)
    return g_strdup ("与上季末持平");
  points = ka_decimal_display (ABS (a - b), 1, 1);
  return g_strdup_printf (a > b ? "较上季末提高%s个百分点" : "较上季末下降%s个百分点", points);
}

static KaResult *
find_last (KaFigures *figures, const KaResult *result)
{
  if (figures->last_results == NULL)
    return NULL;
  for (guint i = 0; i < figures->last_results->len; i++)
    {
      KaResult *last = g_ptr_array_index (figures->last_results, i);

      if (last->indicator == result->indicator)
        return last;
    }
  return NULL;
}

static void
set_aspect (KaFigures *figures,
            const KaResult *result,
            const char *aspect,
            char *text,
            gint64 number,
            gboolean holds)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", result->indicator->code, aspect);

  ka_figures_set (figures, name, text, number, holds);
}

static void
set_number (KaFigures *figures, const KaResult *result, const char *aspect, gint64 number)
{
  set_aspect (figures, result, aspect, g_strdup_printf ("%" G_GINT64_FORMAT, number), number,
              number != 0);
}

static void
compute_result (KaFigures *figures, const KaResult *result)
{
  const KaIndicator *indicator = result->indicator;
  const KaKind *kind = ka_kind_get (indicator->kind);
  KaLedger *ledger = figures->ledger;
  const char *annex = get_annex (indicator);

  set_aspect (figures, result, "value",
              is_count (result) ? g_strconcat (result->value, ka_indicator_unit (indicator), NULL)
                                : ka_figures_ratio (result->numerator, result->denominator),
              result->numerator, result->denominator != 0);
  set_number (figures, result, "numerator", result->numerator);
  set_number (figures, result, "denominator", MAX (result->denominator, 0));
  set_aspect (figures, result, "target", describe_target (result), 0, result->target != NULL);
  set_aspect (figures, result, "due",
              result->due == KA_DAY_NONE ? g_strdup ("无期限") : ka_day_to_chinese (result->due), 0,
              result->due != KA_DAY_NONE);
  set_aspect (figures, result, "met", g_strdup (result->met == 1 ? "是" : "否"), 0,
              result->met == 1);
  set_aspect (figures, result, "unmet", g_strdup (result->met == 0 ? "是" : "否"), 0,
              result->met == 0);
  if (result->gap >= 0)
    set_number (figures, result, "gap", result->gap);
  else
    set_aspect (figures, result, "gap", g_strdup ("—"), 0, FALSE);
  set_aspect (figures, result, "progress", describe_progress (result), 0, TRUE);
  set_number (figures, result, "failing", result->failing->len);
  set_aspect (figures, result, "laggards",
              ka_figures_join_names (ledger, kind, result->failing, MOST_NAMES, annex), 0,
              result->failing->len > 0);
  set_number (figures, result, "missing", result->missing->len);
  set_aspect (figures, result, "unfilled",
              ka_figures_join_names (ledger, kind, result->missing, MOST_NAMES, annex), 0,
              result->missing->len > 0);
  set_aspect (figures, result, "change", describe_change (result, find_last (figures, result)), 0,
              TRUE);
}

static void
compute_targets (KaFigures *figures)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gint64 met = 0, unmet = 0, lapsed = 0;

  for (guint i = 0; i < figures->results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (figures->results, i);

      met += result->met == 1;
      lapsed += result->met >= 0 && result->lapsed;
      if (result->met != 0)
        continue;
      g_string_append_printf (names, "%s%s", unmet > 0 ? "、" : "",
                              ka_indicator_name (result->indicator));
      unmet++;
    }
  ka_figures_set_count (figures, "targets.met", met);
  ka_figures_set_count (figures, "targets.unmet", unmet);
  ka_figures_set_count (figures, "targets.judged", met + unmet);
  ka_figures_set_count (figures, "targets.lapsed", lapsed);
  ka_figures_set (figures, "targets.unmet.names", g_strdup (names->str), unmet, unmet > 0);
}

/* So little is left to do that the next quarter can bring it. */
#define NEAR 2

static void
compute_unmet (KaFigures *figures)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  GPtrArray *near = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  for (guint i = 0; i < figures->results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (figures->results, i);
      const KaIndicator *indicator = result->indicator;
      char **item;

      if (result->met != 0)
        continue;
      item = g_new0 (char *, 7);
      item[0] = g_strdup (ka_indicator_name (indicator));
      item[1] = is_count (result) ? g_strconcat (result->value, ka_indicator_unit (indicator), NULL)
                                  : ka_figures_ratio (result->numerator, result->denominator);
      item[2] = describe_target (result);
      item[3]
        = result->gap >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, result->gap) : g_strdup ("");
      item[4] = g_strdup (ka_indicator_gap_counter (indicator));
      item[5] = ka_figures_join_names (figures->ledger, ka_kind_get (indicator->kind),
                                       result->nearest, 3, NULL);
      g_ptr_array_add (items, item);
      if (result->gap > 0 && result->gap <= NEAR && is_of_mines (indicator))
        {
          g_autoptr (GArray) first = g_array_copy (result->nearest);
          char **copy = g_strdupv (item);

          g_array_set_size (first, MIN (first->len, 3));
          g_free (copy[5]);
          copy[5] = ka_figures_join_names (figures->ledger, ka_kind_get (indicator->kind), first, 3,
                                           NULL);
          g_ptr_array_add (near, copy);
        }
    }
  g_hash_table_insert (figures->items, (char *)"unmet", items);
  g_hash_table_insert (figures->items, (char *)"near", near);
}

void
ka_figures_compute_indicators (KaFigures *figures)
{
  for (guint i = 0; i < figures->results->len; i++)
    compute_result (figures, g_ptr_array_index (figures->results, i));
  compute_targets (figures);
  compute_unmet (figures);
}
