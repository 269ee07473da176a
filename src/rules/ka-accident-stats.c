/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-accident-stats.h"

#include "ka-accident.h"

#include <glib/gi18n-lib.h>
#include <ka-decimal.h>

#define OF_MINE(column) "COALESCE ((SELECT m." column " FROM mine m WHERE m.id = t.mine), '')"
#define BY_NUMBER "count (*) DESC, 1"

static const struct
{
  const char *name;
  const char *value; /* SQL */
  const char *order;
} DIVISIONS[KA_ACCIDENTS_N_DIVISIONS] = {
  [KA_ACCIDENTS_BY_YEAR] = { N_ ("按年度"), "substr (t.occurred, 1, 4)", "1" },
  [KA_ACCIDENTS_BY_MONTH] = { N_ ("按月份"), "substr (t.occurred, 6, 2)", "1" },
  [KA_ACCIDENTS_BY_CATEGORY] = { N_ ("按事故类型"), "COALESCE (t.category, '')", BY_NUMBER },
  [KA_ACCIDENTS_BY_TOWN] = { N_ ("按镇街"), OF_MINE ("town"), BY_NUMBER },
  [KA_ACCIDENTS_BY_MINERAL] = { N_ ("按矿种"), OF_MINE ("mineral"), BY_NUMBER },
};

#define HAPPENED "substr (t.occurred, 1, 10) <= :day"

void
ka_accident_count_free (KaAccidentCount *count)
{
  g_free (count->value);
  g_free (count);
}

const char *
ka_accident_division_name (KaAccidentDivision division)
{
  g_return_val_if_fail (division < KA_ACCIDENTS_N_DIVISIONS, NULL);
  return _ (DIVISIONS[division].name);
}

GPtrArray *
ka_accident_stats (KaLedger *ledger, KaAccidentDivision division, KaDay on, GError **error)
{
  g_autoptr (GPtrArray) counts
    = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_accident_count_free);
  g_autofree char *day = ka_day_to_iso (on);
  g_autofree char *sql
    = g_strdup_printf ("SELECT %s, count (*), sum (" KA_ACCIDENT_GRADE_SQL (
                         "t") " >= 2), COALESCE (sum (t.deaths), 0), COALESCE (sum (t.serious), 0)"
                              " FROM accident t WHERE " HAPPENED " GROUP BY 1 ORDER BY %s",
                       DIVISIONS[division].value, DIVISIONS[division].order);
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql, error);
  g_autoptr (GError) failure = NULL;

  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_text (cursor, "day", day);
  while (ka_cursor_next (cursor, &failure))
    {
      KaAccidentCount *count = g_new0 (KaAccidentCount, 1);

      count->value = g_strdup (ka_cursor_get_text (cursor, 0));
      count->accidents = (guint)ka_cursor_get_int (cursor, 1);
      count->larger = (guint)ka_cursor_get_int (cursor, 2);
      count->deaths = ka_cursor_get_int (cursor, 3);
      count->serious = ka_cursor_get_int (cursor, 4);
      g_ptr_array_add (counts, count);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&counts);
}

KaQuery *
ka_accident_stats_query (KaAccidentDivision division, const char *value, KaDay on)
{
  KaQuery *query = ka_query_new (ka_kind_get ("accident"));
  g_autofree char *sql
    = g_strdup_printf (HAPPENED " AND '=' || %s = :value", DIVISIONS[division].value);
  g_autoptr (GHashTable) parameters
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (parameters, g_strdup ("day"), ka_day_to_iso (on));
  /* Digits alone would be bound as a number, and 08 is a text here. */
  g_hash_table_insert (parameters, g_strdup ("value"), g_strconcat ("=", value, NULL));
  ka_query_set_predicate (query, sql, parameters);
  return query;
}

KaQuery *
ka_accident_larger_query (gboolean larger, KaDay on)
{
  KaQuery *query = ka_query_new (ka_kind_get ("accident"));
  g_autoptr (GHashTable) parameters
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (parameters, g_strdup ("day"), ka_day_to_iso (on));
  ka_query_set_predicate (
    query, larger ? HAPPENED " AND " KA_ACCIDENT_GRADE_SQL ("t") " >= 2" : HAPPENED, parameters);
  return query;
}

/* ---- rates ---- */

/* The year before the day is the one that 上年度产量 speaks of. */
#define OUTPUT                                                                                     \
  "COALESCE ((SELECT o.output FROM mine_output o WHERE o.mine = m.id AND o.year = :year"           \
  " ORDER BY o.id DESC LIMIT 1), CASE WHEN :year = :last THEN m.output END)"

static gboolean
read_accidents (KaLedger *ledger, const char *day, KaAccidentYear *year, GError **error)
{
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT count (*), sum (t.deaths), sum (t.serious), sum (t.loss)"
                     " FROM accident t WHERE substr (t.occurred, 1, 4) = :text AND " HAPPENED,
                     error);
  g_autofree char *text = g_strdup_printf ("%04d", year->year);
  g_autoptr (GError) failure = NULL;

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_text (cursor, "text", text);
  ka_cursor_bind_text (cursor, "day", day);
  if (ka_cursor_next (cursor, &failure))
    {
      year->accidents = (guint)ka_cursor_get_int (cursor, 0);
      year->deaths = ka_cursor_get_int (cursor, 1);
      year->serious = ka_cursor_get_int (cursor, 2);
      year->loss = ka_cursor_get_int (cursor, 3);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return error == NULL || *error == NULL;
}

static gboolean
read_output (KaLedger *ledger, int last, KaAccidentYear *year, GError **error)
{
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT count (q.output), sum (q.output),"
                     " sum (q.output IS NULL AND q.status = '生产')"
                     " FROM (SELECT " OUTPUT " AS output, m.status FROM mine m"
                     " WHERE m.type <> '尾矿库') q",
                     error);
  g_autoptr (GError) failure = NULL;

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_int (cursor, "year", year->year);
  ka_cursor_bind_int (cursor, "last", last);
  if (ka_cursor_next (cursor, &failure))
    {
      year->n_known = (guint)ka_cursor_get_int (cursor, 0);
      year->output = year->n_known > 0 ? ka_cursor_get_int (cursor, 1) : -1;
      year->n_unknown = (guint)ka_cursor_get_int (cursor, 2);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return error == NULL || *error == NULL;
}

/* The year of the first accident or output, 0: there is none. */
static int
find_first_year (KaLedger *ledger, GError **error)
{
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT min (y) FROM (SELECT CAST (substr (occurred, 1, 4) AS INTEGER) AS y"
                     " FROM accident UNION ALL SELECT year FROM mine_output) q",
                     error);

  return cursor != NULL && ka_cursor_next (cursor, error) ? (int)ka_cursor_get_int (cursor, 0) : 0;
}

GPtrArray *
ka_accident_years (KaLedger *ledger, KaDay on, GError **error)
{
  g_autoptr (GPtrArray) years = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autofree char *day = ka_day_to_iso (on);
  int first = find_first_year (ledger, &failure), last;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  ka_day_get_ymd (on, &last, NULL, NULL);
  /* A slip of the pen in one date does not make a table of centuries. */
  if (first != 0)
    first = MAX (first, last - 29);
  for (int number = first; first != 0 && number <= last; number++)
    {
      KaAccidentYear *year = g_new0 (KaAccidentYear, 1);

      g_ptr_array_add (years, year);
      year->year = number;
      if (!read_accidents (ledger, day, year, error)
          || !read_output (ledger, last - 1, year, error))
        return NULL;
    }
  return g_steal_pointer (&years);
}

/* Per million tonnes: output is in hundreds of tonnes. */
char *
ka_accident_rate (gint64 count, gint64 output)
{
  if (output <= 0)
    return NULL;
  return ka_decimal_format ((count * 10000 * 1000 * 2 + output) / (2 * output), 3);
}

char *
ka_accident_rates_remark (const GPtrArray *years)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < years->len; i++)
    {
      const KaAccidentYear *year = g_ptr_array_index (years, i);

      if (year->output > 0 && year->n_unknown > 0)
        g_string_append_printf (text, _ ("%d年有%u座生产矿山没有产量，比率偏高；"), year->year,
                                year->n_unknown);
      else if (year->output <= 0)
        g_string_append_printf (text, _ ("%d年没有产量，算不出比率；"), year->year);
    }
  if (text->len == 0)
    return NULL;
  g_string_append (text, _ ("请在“年度产量”中补上。"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
