/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-figures-private.h"

#include <ka-scenario.h>

/* 规模化测算: the scenarios that are to stand in the quarter's report, computed on what the report counts. */

static const KaResult *
find_scale (GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    if (g_str_equal (((KaResult *)results->pdata[i])->indicator->code, "scale"))
      return results->pdata[i];
  return NULL;
}

static void
append_act (GString *text, const char *act, guint n)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s%u座", text->len > 0 ? "、" : "", act, n);
}

/* 升级改造3座、淘汰关闭2座、整合重组4座 */
static char *
say_acts (const KaScenario *scenario)
{
  GString *text = g_string_new (NULL);

  append_act (text, "升级改造", scenario->upgrade->len);
  append_act (text, "淘汰关闭", scenario->close->len);
  append_act (text, "整合重组",
              ka_scenario_count (scenario) - scenario->upgrade->len - scenario->close->len);
  return g_string_free (text, FALSE);
}

static char *
say_outcome (const KaResult *after)
{
  if (after->met < 0)
    return g_strdup ("没有目标可比");
  return after->met ? g_strdup ("达到目标")
                    : g_strdup_printf ("还差%" G_GINT64_FORMAT "座", after->gap);
}

/* In the order of the list's fields. */
static char **
make_item (KaFigures *figures, gint64 id, const char *name, const char *note, GError **error)
{
  g_autoptr (KaScenario) scenario = ka_scenario_read (figures->ledger, id, error);
  g_autoptr (KaWhatIf) what_if
    = scenario != NULL ? ka_what_if_new (figures->ledger, scenario, figures->day, error) : NULL;
  const KaResult *before, *after;
  char **item;

  if (what_if == NULL)
    return NULL;
  before = find_scale (what_if->before);
  after = find_scale (what_if->after);
  item = g_new0 (char *, 8);
  item[0] = g_strdup (name);
  item[1] = say_acts (scenario);
  item[2] = ka_figures_ratio (before->numerator, before->denominator);
  item[3] = ka_figures_ratio (after->numerator, after->denominator);
  item[4] = g_strdup (after->target != NULL ? after->target : "");
  item[5] = say_outcome (after);
  item[6] = g_strdup (note != NULL ? note : "");
  return item;
}

gboolean
ka_figures_compute_scenarios (KaFigures *figures, GError **error)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autofree char *quarter = ka_quarter_to_text (figures->quarter);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("scenario"));
  g_autoptr (GPtrArray) records = NULL;

  g_hash_table_insert (figures->items, (char *)"scenarios", items);
  ka_query_filter (query, "report", KA_OP_EQ, quarter);
  records = ka_query_records (query, figures->ledger, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const KaRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GError) local = NULL;
      char **item = make_item (figures, record->id, ka_record_get (record, "name"),
                               ka_record_get (record, "note"), &local);

      if (item != NULL)
        g_ptr_array_add (items, item);
      /* A mine of it was closed since: the scenario says nothing any more, the report goes on. */
      else if (!g_error_matches (local, KA_ERROR, KA_ERROR_USAGE))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return records != NULL;
}
