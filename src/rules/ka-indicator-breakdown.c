/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-decimal.h>
#include <ka-text.h>

#include "ka-indicator-private.h"

/* How the records of a kind are divided. Hazards, projects and accidents lie in the town of their mine;
 * the regulators of the district belong to no town, but to the bureau. */
static const struct
{
  const char *kind, *by, *sql;
} divisions[] = {
  { "mine", "town", "t.town" },
  { "mine", "mineral", "t.mineral" },
  { "mine", "type", "t.type" },
  { "mine", "size", "ka_size (t.mineral, t.capacity, t.capacity_unit, t.density, t.size_class)" },
  { "enterprise", "town", "t.town" },
  { "regulator", "town",
    "COALESCE (t.town, CASE WHEN t.level = '区级监管部门' THEN '区级监管部门' END)" },
#define OF_MINE(k)                                                                                 \
  { k, "town", "(SELECT d.town FROM mine d WHERE d.id = t.mine)" },                                \
    { k, "mineral", "(SELECT d.mineral FROM mine d WHERE d.id = t.mine)" },                        \
    { k, "type", "(SELECT d.type FROM mine d WHERE d.id = t.mine)" },                              \
  {                                                                                                \
    k, "size",                                                                                     \
      "(SELECT ka_size (d.mineral, d.capacity, d.capacity_unit, d.density, d.size_class)"          \
      " FROM mine d WHERE d.id = t.mine)"                                                          \
  }
  OF_MINE ("hazard"),
  OF_MINE ("project"),
  OF_MINE ("accident"),
};

const char *
ka_indicator_division (const KaIndicator *indicator, const char *by)
{
  for (guint i = 0; i < G_N_ELEMENTS (divisions); i++)
    if (g_str_equal (divisions[i].kind, indicator->kind) && g_str_equal (divisions[i].by, by))
      return divisions[i].sql;
  return NULL;
}

gboolean
ka_indicator_divides (const KaIndicator *indicator, const char *by)
{
  return ka_indicator_division (indicator, by) != NULL;
}

char *
ka_indicator_scope_sql (const KaIndicator *indicator, const KaScope *scope)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  const struct
  {
    const char *by, *value;
  } asked[] = {
    { "town", scope != NULL ? scope->town : NULL },
    { "mineral", scope != NULL ? scope->mineral : NULL },
    { "type", scope != NULL ? scope->type : NULL },
    { "size", scope != NULL ? scope->size : NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      const char *division;

      if (asked[i].value == NULL)
        continue;
      division = ka_indicator_division (indicator, asked[i].by);
      if (division == NULL)
        return NULL;
      g_string_append_printf (sql, " AND %s = :%s", division, asked[i].by);
    }
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

void
ka_part_free (KaPart *part)
{
  g_free (part->label);
  g_free (part->value);
  g_free (part);
}

/* ---- order: as the values stand in their list; what is not in it after them, 未填 last ---- */

typedef struct
{
  KaPart *part;
  guint rank;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;

  if (x->rank != y->rank)
    return (x->rank > y->rank) - (x->rank < y->rank);
  return ka_text_collate (x->part->label, strlen (x->part->label), y->part->label,
                          strlen (y->part->label));
}

static guint
rank_value (const char **choices, const char *value)
{
  guint i;

  if (value == NULL)
    return G_MAXUINT;
  for (i = 0; choices != NULL && choices[i] != NULL; i++)
    if (g_str_equal (choices[i], value))
      return i;
  return G_MAXUINT - 1;
}

static KaPart *
read_part (KaCursor *cursor, const KaIndicator *indicator, const KaField *field)
{
  KaPart *part = g_new0 (KaPart, 1);
  const char *value = ka_cursor_get_text (cursor, 0);

  if (value == NULL)
    part->label = g_strdup (_ ("未填"));
  else
    part->label = ka_field_display (field, value, FALSE);
  part->numerator = ka_cursor_get_int (cursor, 1);
  part->denominator = indicator->denominator != NULL ? ka_cursor_get_int (cursor, 2) : -1;
  part->failing = ka_cursor_get_int (cursor, 3);
  part->value = indicator->denominator != NULL
                  ? ka_ratio_format (part->numerator, part->denominator)
                  : g_strdup_printf ("%" G_GINT64_FORMAT, part->numerator);
  return part;
}

static char *
make_sql (const KaIndicator *indicator, const char *division, const char *where)
{
  g_autofree char *counted = ka_indicator_counted_sql (indicator);
  g_autofree char *failing = ka_indicator_failing_sql (indicator);

  return g_strdup_printf ("SELECT x.part, SUM (x.num), SUM (x.den), SUM (x.fails) FROM ("
                          "SELECT %s AS part, (%s) AS num, (%s) AS den,"
                          " CASE WHEN %s THEN 1 ELSE 0 END AS fails"
                          " FROM %s t WHERE %s%s) x GROUP BY x.part",
                          division, indicator->numerator,
                          indicator->denominator != NULL ? indicator->denominator : "0", failing,
                          indicator->kind, counted, where);
}

GPtrArray *
ka_indicator_breakdown (KaLedger *ledger,
                        const KaIndicator *indicator,
                        KaDay on,
                        const char *by,
                        const KaScope *scope,
                        GError **error)
{
  const char *division = ka_indicator_division (indicator, by);
  g_autofree char *where = ka_indicator_scope_sql (indicator, scope);
  g_autoptr (GHashTable) parameters = ka_indicator_parameters (ledger, on, scope);
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_part_free);
  g_autoptr (GError) local = NULL;
  g_autofree const char **choices = NULL;
  g_autofree char *sql = NULL;
  const KaField *field;

  if (division == NULL || where == NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_USAGE, _ ("“%s”不能这样分组，请另选分组或另选指标。"),
                   ka_indicator_name (indicator));
      return NULL;
    }
  field = ka_kind_field (ka_kind_get ("mine"), g_str_equal (by, "size") ? "size_class" : by);
  choices = ka_field_choices (field, KA_DAY_NONE);
  sql = make_sql (indicator, division, where);
  cursor = ka_cursor_new (ledger, sql, error);
  if (cursor == NULL)
    return NULL;
  ka_indicator_bind (cursor, parameters);
  while (ka_cursor_next (cursor, &local))
    {
      Ranked r = { read_part (cursor, indicator, field),
                   rank_value (choices, ka_cursor_get_text (cursor, 0)) };

      g_array_append_val (ranked, r);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_ptr_array_add (parts, g_array_index (ranked, Ranked, i).part);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&parts);
}
