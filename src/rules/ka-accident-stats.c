/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-accident-stats.h"

#include "ka-accident.h"

#include <glib/gi18n-lib.h>

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
