/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <ka-decimal.h>

#include "ka-indicator-private.h"

/* Targets are dec2: hundredths of a percent, or of a piece where a count is aimed at. */
#define TARGET_SCALE 100

/* What one record adds. */
typedef struct
{
  gint64 id;
  gint64 numerator, denominator;
  gint64 effort;
  gboolean missing;
  guint place; /* in the kind's order */
} Row;

void
ka_result_free (KaResult *result)
{
  g_free (result->value);
  g_free (result->target);
  g_free (result->target_source);
  g_clear_pointer (&result->failing, g_array_unref);
  g_clear_pointer (&result->nearest, g_array_unref);
  g_clear_pointer (&result->missing, g_array_unref);
  g_free (result);
}

/* ---- judging ---- */

static int
compare_descending (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return (x < y) - (x > y);
}

/* The least number of records that make up what is needed: those that lack most first. */
static gint64
count_needed (gint64 need, GArray *deficits)
{
  if (need <= 0)
    return 0;
  g_array_sort (deficits, compare_descending);
  for (guint i = 0; i < deficits->len; i++)
    {
      need -= g_array_index (deficits, gint64, i);
      if (need <= 0)
        return i + 1;
    }
  return -1;
}

void
ka_result_judge (KaResult *result, gint64 target, GArray *deficits)
{
  gint64 need, wanted;

  g_free (result->value);
  result->value = result->denominator < 0
                    ? g_strdup_printf ("%" G_GINT64_FORMAT, result->numerator)
                    : ka_ratio_format (result->numerator, result->denominator);
  result->met = -1;
  result->gap = -1;
  if (result->target == NULL || result->denominator == 0)
    return;

  if (result->indicator->goal == KA_GOAL_AT_MOST)
    {
      /* What has happened cannot be put right. */
      result->met = result->numerator * TARGET_SCALE <= target;
      result->gap = result->met ? 0 : -1;
      return;
    }
  if (result->denominator < 0)
    {
      wanted = (target + TARGET_SCALE - 1) / TARGET_SCALE;
      result->gap = MAX (wanted - result->numerator, 0);
    }
  else
    {
      if (!ka_multiply (target, result->denominator, &wanted))
        return;
      wanted = (wanted + TARGET_SCALE * 100 - 1) / (TARGET_SCALE * 100);
      need = wanted - result->numerator;
      result->gap = count_needed (need, deficits);
    }
  result->met = wanted <= result->numerator;
}

/* ---- targets ---- */

/* Among the targets of the indicator the one with the nearest due date on or after the day, of equal
 * ones the newest record; where none is left, the last one counts on. */
static gboolean
find_target (KaLedger *ledger, KaResult *result, KaDay on, gint64 *target, GError **error)
{
  g_autofree char *day = ka_day_to_iso (on);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  *target = 0;
  result->due = KA_DAY_NONE;
  cursor = ka_cursor_new (ledger,
                          "SELECT t.value, t.due, t.source FROM target t"
                          " WHERE t.indicator = :indicator"
                          " ORDER BY CASE WHEN t.due >= :day THEN 0 ELSE 1 END,"
                          " CASE WHEN t.due >= :day THEN t.due ELSE '' END, t.due DESC, t.id DESC",
                          error);
  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_text (cursor, ":indicator", result->indicator->code);
  ka_cursor_bind_text (cursor, ":day", day);
  if (!ka_cursor_next (cursor, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *target = ka_cursor_get_int (cursor, 0);
  result->target = ka_decimal_format (*target, 2);
  result->due = ka_day_from_iso (ka_cursor_get_text (cursor, 1));
  result->target_source = g_strdup (ka_cursor_get_text (cursor, 2));
  result->lapsed = result->due < on;
  return TRUE;
}

/* ---- the rows ---- */

static GArray *
read_rows (KaLedger *ledger,
           const KaIndicator *indicator,
           const char *where,
           GHashTable *parameters,
           GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  sql = g_strdup_printf (
    "SELECT t.id, (%s), (%s), CASE WHEN %s THEN 1 ELSE 0 END, (%s) FROM %s t WHERE (%s)%s ORDER BY t.id",
    indicator->numerator, indicator->denominator != NULL ? indicator->denominator : "0",
    indicator->missing != NULL ? indicator->missing : "1 = 0",
    indicator->effort != NULL ? indicator->effort : "0", indicator->kind, indicator->universe,
    where);
  cursor = ka_cursor_new (ledger, sql, error);
  if (cursor == NULL)
    return NULL;
  ka_indicator_bind (cursor, parameters);
  while (ka_cursor_next (cursor, &local))
    {
      Row row = {
        .id = ka_cursor_get_int (cursor, 0),
        .numerator = ka_cursor_get_int (cursor, 1),
        .denominator = ka_cursor_get_int (cursor, 2),
        .missing = ka_cursor_get_int (cursor, 3) != 0,
        .effort = ka_cursor_get_int (cursor, 4),
        .place = G_MAXUINT,
      };
      g_array_append_val (rows, row);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

static int
compare_id (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const Row *)a)->id, y = ((const Row *)b)->id;

  return (x > y) - (x < y);
}

static int
compare_place (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;

  if (x->place != y->place)
    return (x->place > y->place) - (x->place < y->place);
  return compare_id (a, b);
}

/* Least to do first: what lacks least, then what is nearest to counting, then the kind's order. */
static int
compare_nearness (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;
  gint64 dx = x->denominator - x->numerator, dy = y->denominator - y->numerator;

  if (dx != dy)
    return (dx > dy) - (dx < dy);
  if (x->effort != y->effort)
    return (x->effort > y->effort) - (x->effort < y->effort);
  return compare_place (a, b);
}

/* Where each record of the kind stands when its lists are sorted; by id. */
static GArray *
read_order (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (kind);
  g_autoptr (GArray) ids = ka_query_ids (query, ledger, NULL, error);
  g_autoptr (GArray) order = g_array_new (FALSE, TRUE, sizeof (Row));

  if (ids == NULL)
    return NULL;
  g_array_set_size (order, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      Row *row = &g_array_index (order, Row, i);

      row->id = g_array_index (ids, gint64, i);
      row->place = i;
    }
  g_array_sort (order, compare_id);
  return g_steal_pointer (&order);
}

/* Puts the rows, which stand by id, into the order in which the kind's lists are sorted. To sort names is most
 * of the time that a ratio takes: the order is kept for the other ratios of the kind. */
static gboolean
sort_rows (KaLedger *ledger, const KaKind *kind, GHashTable *orders, GArray *rows, GError **error)
{
  GArray *order = g_hash_table_lookup (orders, kind);
  guint at = 0;

  if (order == NULL)
    {
      order = read_order (ledger, kind, error);
      if (order == NULL)
        return FALSE;
      g_hash_table_insert (orders, (gpointer)kind, order);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      while (at < order->len && g_array_index (order, Row, at).id < row->id)
        at++;
      if (at < order->len && g_array_index (order, Row, at).id == row->id)
        row->place = g_array_index (order, Row, at).place;
    }
  g_array_sort (rows, compare_place);
  return TRUE;
}

static gboolean
is_failing (const KaIndicator *indicator, const Row *row)
{
  if (indicator->denominator != NULL)
    return row->numerator < row->denominator;
  return indicator->goal == KA_GOAL_AT_MOST && row->numerator > 0;
}

static void
list_rows (KaResult *result, GArray *rows, GArray *deficits)
{
  g_autoptr (GArray) failing = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (row->missing)
        g_array_append_val (result->missing, row->id);
      if (is_failing (result->indicator, row))
        {
          gint64 deficit = row->denominator - row->numerator;

          g_array_append_val (result->failing, row->id);
          g_array_append_val (deficits, deficit);
          g_array_append_val (failing, *row);
        }
    }
  g_array_sort (failing, compare_nearness);
  for (guint i = 0; i < failing->len; i++)
    g_array_append_val (result->nearest, g_array_index (failing, Row, i).id);
}

static GHashTable *
create_orders (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
}

static KaResult *
compute (KaLedger *ledger,
         const KaIndicator *indicator,
         KaDay on,
         const KaScope *scope,
         GHashTable *orders,
         GError **error)
{
  g_autoptr (KaResult) result = g_new0 (KaResult, 1);
  g_autoptr (GHashTable) parameters = ka_indicator_parameters (ledger, on, scope);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) deficits = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *where = ka_indicator_scope_sql (indicator, scope);
  gint64 target;
  gboolean sort = FALSE;

  result->indicator = indicator;
  result->failing = g_array_new (FALSE, FALSE, sizeof (gint64));
  result->nearest = g_array_new (FALSE, FALSE, sizeof (gint64));
  result->missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (where == NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_USAGE,
                   _ ("“%s”不能按所选范围统计，请取消筛选或另选指标。"),
                   ka_indicator_name (indicator));
      return NULL;
    }
  rows = read_rows (ledger, indicator, where, parameters, error);
  if (rows == NULL || !find_target (ledger, result, on, &target, error))
    return NULL;

  result->denominator = indicator->denominator != NULL ? 0 : -1;
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      result->numerator += row->numerator;
      if (indicator->denominator != NULL)
        result->denominator += row->denominator;
      sort = sort || row->missing || is_failing (indicator, row);
    }
  if (sort && !sort_rows (ledger, ka_kind_get (indicator->kind), orders, rows, error))
    return NULL;
  list_rows (result, rows, deficits);
  ka_result_judge (result, target, deficits);
  return g_steal_pointer (&result);
}

KaResult *
ka_indicator_compute (KaLedger *ledger,
                      const KaIndicator *indicator,
                      KaDay on,
                      const KaScope *scope,
                      GError **error)
{
  g_autoptr (GHashTable) orders = create_orders ();

  return compute (ledger, indicator, on, scope, orders, error);
}

GPtrArray *
ka_indicators_compute (KaLedger *ledger, KaDay on, const KaScope *scope, GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_result_free);
  g_autoptr (GHashTable) orders = create_orders ();
  const KaIndicator *indicators;
  guint n;

  indicators = ka_indicators (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *where = ka_indicator_scope_sql (&indicators[i], scope);
      KaResult *result;

      if (where == NULL)
        continue;
      result = compute (ledger, &indicators[i], on, scope, orders, error);
      if (result == NULL)
        return NULL;
      g_ptr_array_add (results, result);
    }
  return g_steal_pointer (&results);
}
