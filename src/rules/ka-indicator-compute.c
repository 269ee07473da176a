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
} Row;

/* One of the indicators that are computed together. */
typedef struct
{
  const KaIndicator *indicator;
  guint universe;   /* column that says whether a record is in it */
  KaResult *result; /* sums so far */
  GArray *deficits; /* gint64 of the failing records */
  GArray *rows;     /* Row by id; NULL: no records are to be named */
} Task;

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

static gboolean
is_failing (const KaIndicator *indicator, const Row *row)
{
  if (indicator->denominator != NULL)
    return row->numerator < row->denominator;
  return indicator->goal == KA_GOAL_AT_MOST && row->numerator > 0;
}

/* Columns of each task behind those of the universes. */
enum
{
  NUMERATOR,
  DENOMINATOR,
  MISSING,
  EFFORT,
  N_COLUMNS,
};

/* The kind's table is read once for all tasks: to take a record apart costs more than what is asked of it. The
 * first columns are the id and a mark for each universe. first: column of the first task. */
static char *
make_sql (GArray *tasks, const char *where, guint *first)
{
  const char *kind = g_array_index (tasks, Task, 0).indicator->kind;
  g_autoptr (GPtrArray) universes = g_ptr_array_new ();
  g_autoptr (GString) marks = g_string_new (NULL);
  g_autoptr (GString) any = g_string_new (NULL);
  g_autoptr (GString) columns = g_string_new (NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      Task *task = &g_array_index (tasks, Task, i);
      const KaIndicator *indicator = task->indicator;
      gboolean named = task->rows != NULL;

      if (!g_ptr_array_find_with_equal_func (universes, indicator->universe, g_str_equal,
                                             &task->universe))
        {
          task->universe = universes->len;
          g_ptr_array_add (universes, (gpointer)indicator->universe);
          g_string_append_printf (marks, ", CASE WHEN %s THEN 1 ELSE 0 END", indicator->universe);
          g_string_append_printf (any, "%s(%s)", any->len > 0 ? " OR " : "", indicator->universe);
        }
      g_string_append_printf (columns, ", (%s), (%s), CASE WHEN %s THEN 1 ELSE 0 END, (%s)",
                              indicator->numerator,
                              indicator->denominator != NULL ? indicator->denominator : "0",
                              named && indicator->missing != NULL ? indicator->missing : "1 = 0",
                              named && indicator->effort != NULL ? indicator->effort : "0");
    }
  *first = 1 + universes->len;
  return g_strdup_printf ("SELECT t.id%s%s FROM %s t WHERE (%s)%s ORDER BY t.id",
                          universes->len > 1 ? marks->str : ", 1", columns->str, kind, any->str,
                          where);
}

static void
take_row (Task *task, KaCursor *cursor, guint first)
{
  KaResult *result = task->result;
  Row row = {
    .id = ka_cursor_get_int (cursor, 0),
    .numerator = ka_cursor_get_int (cursor, first + NUMERATOR),
    .denominator = ka_cursor_get_int (cursor, first + DENOMINATOR),
  };
  gint64 deficit = row.denominator - row.numerator;

  result->numerator += row.numerator;
  if (task->indicator->denominator != NULL)
    result->denominator += row.denominator;
  if (is_failing (task->indicator, &row))
    g_array_append_val (task->deficits, deficit);
  if (task->rows == NULL)
    return;
  row.missing = ka_cursor_get_int (cursor, first + MISSING) != 0;
  row.effort = ka_cursor_get_int (cursor, first + EFFORT);
  /* The others are in no list. */
  if (row.missing || is_failing (task->indicator, &row))
    g_array_append_val (task->rows, row);
}

static gboolean
read_rows (KaLedger *ledger,
           GArray *tasks,
           const char *where,
           GHashTable *parameters,
           GError **error)
{
  guint first;
  g_autofree char *sql = make_sql (tasks, where, &first);
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql, error);
  g_autoptr (GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  ka_indicator_bind (cursor, parameters);
  while (ka_cursor_next (cursor, &local))
    for (guint i = 0; i < tasks->len; i++)
      {
        Task *task = &g_array_index (tasks, Task, i);

        if (ka_cursor_get_int (cursor, 1 + task->universe) != 0)
          take_row (task, cursor, first + i * N_COLUMNS);
      }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ---- the lists ---- */

/* Where a record stands when the lists of its kind are sorted. */
typedef struct
{
  gint64 id;
  guint place;
} Place;

static int
compare_id (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const Place *)a)->id, y = ((const Place *)b)->id;

  return (x > y) - (x < y);
}

/* Least to do first: what lacks least, then what is nearest to counting; equal ones stay in the kind's order. */
static int
compare_nearness (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;
  gint64 dx = x->denominator - x->numerator, dy = y->denominator - y->numerator;

  if (dx != dy)
    return (dx > dy) - (dx < dy);
  return (x->effort > y->effort) - (x->effort < y->effort);
}

/* Place elements by id. To sort names is most of the time that a ratio takes: what was read is kept for the other
 * ratios of the kind. */
static GArray *
read_order (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (kind);
  g_autoptr (GArray) ids = ka_query_ids (query, ledger, NULL, error);
  g_autoptr (GArray) order = g_array_new (FALSE, TRUE, sizeof (Place));

  if (ids == NULL)
    return NULL;
  g_array_set_size (order, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      Place *place = &g_array_index (order, Place, i);

      place->id = g_array_index (ids, gint64, i);
      place->place = i;
    }
  g_array_sort (order, compare_id);
  return g_steal_pointer (&order);
}

/* The rows, which stand by id, in the order in which the kind's lists are sorted. */
static GArray *
sort_rows (GArray *rows, GArray *order)
{
  g_autofree guint *placed = g_new0 (guint, order->len);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (Row), rows->len);

  for (guint i = 0, at = 0; i < rows->len; i++)
    {
      gint64 id = g_array_index (rows, Row, i).id;

      while (at < order->len && g_array_index (order, Place, at).id < id)
        at++;
      if (at < order->len && g_array_index (order, Place, at).id == id)
        placed[g_array_index (order, Place, at).place] = i + 1;
    }
  for (guint i = 0; i < order->len; i++)
    if (placed[i] > 0)
      g_array_append_val (sorted, g_array_index (rows, Row, placed[i] - 1));
  return sorted;
}

static void
list_rows (KaResult *result, GArray *rows)
{
  g_autoptr (GArray) failing = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (row->missing)
        g_array_append_val (result->missing, row->id);
      if (is_failing (result->indicator, row))
        {
          g_array_append_val (result->failing, row->id);
          g_array_append_val (failing, *row);
        }
    }
  g_array_sort (failing, compare_nearness);
  for (guint i = 0; i < failing->len; i++)
    g_array_append_val (result->nearest, g_array_index (failing, Row, i).id);
}

/* ---- computing ---- */

static void
clear_task (gpointer data)
{
  Task *task = data;

  g_clear_pointer (&task->result, ka_result_free);
  g_clear_pointer (&task->deficits, g_array_unref);
  g_clear_pointer (&task->rows, g_array_unref);
}

static GArray *
create_tasks (void)
{
  GArray *tasks = g_array_new (FALSE, TRUE, sizeof (Task));

  g_array_set_clear_func (tasks, clear_task);
  return tasks;
}

static void
add_task (GArray *tasks, const KaIndicator *indicator, gboolean named)
{
  Task task = { .indicator = indicator, .result = g_new0 (KaResult, 1) };

  task.result->indicator = indicator;
  task.result->denominator = indicator->denominator != NULL ? 0 : -1;
  task.result->failing = g_array_new (FALSE, FALSE, sizeof (gint64));
  task.result->nearest = g_array_new (FALSE, FALSE, sizeof (gint64));
  task.result->missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  task.deficits = g_array_new (FALSE, FALSE, sizeof (gint64));
  task.rows = named ? g_array_new (FALSE, FALSE, sizeof (Row)) : NULL;
  g_array_append_val (tasks, task);
}

/* Tasks of one kind. */
static gboolean
compute_kind (KaLedger *ledger, GArray *tasks, KaDay on, const KaScope *scope, GError **error)
{
  const KaIndicator *indicator = g_array_index (tasks, Task, 0).indicator;
  g_autoptr (GHashTable) parameters = ka_indicator_parameters (ledger, on, scope);
  g_autofree char *where = ka_indicator_scope_sql (indicator, scope);
  g_autoptr (GArray) order = NULL;

  if (!read_rows (ledger, tasks, where, parameters, error))
    return FALSE;
  for (guint i = 0; i < tasks->len; i++)
    {
      Task *task = &g_array_index (tasks, Task, i);
      gint64 target;

      if (!find_target (ledger, task->result, on, &target, error))
        return FALSE;
      if (task->rows != NULL && task->rows->len > 0)
        {
          g_autoptr (GArray) sorted = NULL;

          if (order == NULL)
            order = read_order (ledger, ka_kind_get (indicator->kind), error);
          if (order == NULL)
            return FALSE;
          sorted = sort_rows (task->rows, order);
          list_rows (task->result, sorted);
        }
      ka_result_judge (task->result, target, task->deficits);
    }
  return TRUE;
}

/* Those for which the filter holds and whose kind knows the scope, in order. */
static GPtrArray *
compute (KaLedger *ledger,
         KaIndicatorFilter filter,
         gconstpointer data,
         KaDay on,
         const KaScope *scope,
         gboolean named,
         GError **error)
{
  guint n;
  const KaIndicator *indicators = ka_indicators (&n);
  g_autofree KaResult **results = g_new0 (KaResult *, n);
  GPtrArray *answer = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_result_free);
  gboolean sound = ka_ledger_hold (ledger, error);
  gboolean held = sound;

  for (guint i = 0; sound && i < n; i++)
    {
      g_autoptr (GArray) tasks = create_tasks ();

      for (guint k = i; results[i] == NULL && k < n; k++)
        {
          g_autofree char *where = ka_indicator_scope_sql (&indicators[k], scope);

          if (where != NULL && results[k] == NULL
              && g_str_equal (indicators[k].kind, indicators[i].kind)
              && (filter == NULL || filter (&indicators[k], data)))
            add_task (tasks, &indicators[k], named);
        }
      sound = tasks->len == 0 || compute_kind (ledger, tasks, on, scope, error);
      for (guint k = 0; sound && k < tasks->len; k++)
        {
          Task *task = &g_array_index (tasks, Task, k);

          results[task->indicator - indicators] = g_steal_pointer (&task->result);
        }
    }
  if (held)
    ka_ledger_release (ledger);
  for (guint i = 0; i < n; i++)
    if (results[i] != NULL)
      g_ptr_array_add (answer, results[i]);
  if (!sound)
    g_clear_pointer (&answer, g_ptr_array_unref);
  return answer;
}

static gboolean
is_the_one (const KaIndicator *indicator, gconstpointer data)
{
  return indicator == data;
}

KaResult *
ka_indicator_compute (KaLedger *ledger,
                      const KaIndicator *indicator,
                      KaDay on,
                      const KaScope *scope,
                      GError **error)
{
  g_autofree char *where = ka_indicator_scope_sql (indicator, scope);
  g_autoptr (GPtrArray) results = NULL;

  if (where == NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_USAGE,
                   _ ("“%s”不能按所选范围统计，请取消筛选或另选指标。"),
                   ka_indicator_name (indicator));
      return NULL;
    }
  results = compute (ledger, is_the_one, indicator, on, scope, TRUE, error);
  return results != NULL ? g_ptr_array_steal_index (results, 0) : NULL;
}

GPtrArray *
ka_indicators_compute (KaLedger *ledger, KaDay on, const KaScope *scope, GError **error)
{
  return compute (ledger, NULL, NULL, on, scope, TRUE, error);
}

GPtrArray *
ka_indicators_select (KaLedger *ledger,
                      KaIndicatorFilter filter,
                      gconstpointer data,
                      KaDay on,
                      gboolean named,
                      GError **error)
{
  return compute (ledger, filter, data, on, NULL, named, error);
}
