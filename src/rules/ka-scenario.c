/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-scenario.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <ka-reason.h>

#define UPGRADE "升级"
#define CLOSE "关闭"
#define MERGE "合并"

/* ---- what it says of a mine ---- */

static GArray *
copy_ids (const GArray *ids)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (copy, ids->data, ids->len);
  return copy;
}

KaScenario *
ka_scenario_copy (const KaScenario *scenario)
{
  KaScenario *copy = ka_scenario_new ();

  g_array_append_vals (copy->upgrade, scenario->upgrade->data, scenario->upgrade->len);
  g_array_append_vals (copy->close, scenario->close->data, scenario->close->len);
  for (guint i = 0; i < scenario->merge->len; i++)
    g_ptr_array_add (copy->merge, copy_ids (g_ptr_array_index (scenario->merge, i)));
  return copy;
}

guint
ka_scenario_count (const KaScenario *scenario)
{
  guint n = scenario->upgrade->len + scenario->close->len;

  for (guint i = 0; i < scenario->merge->len; i++)
    n += ((GArray *)g_ptr_array_index (scenario->merge, i))->len;
  return n;
}

gboolean
ka_scenario_is_empty (const KaScenario *scenario)
{
  return ka_scenario_count (scenario) == 0;
}

static gboolean
find_id (const GArray *ids, gint64 id, guint *at)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      {
        if (at != NULL)
          *at = i;
        return TRUE;
      }
  return FALSE;
}

const char *
ka_scenario_act (const KaScenario *scenario, gint64 mine, gint64 *keeper)
{
  if (keeper != NULL)
    *keeper = 0;
  if (find_id (scenario->upgrade, mine, NULL))
    return UPGRADE;
  if (find_id (scenario->close, mine, NULL))
    return CLOSE;
  for (guint i = 0; i < scenario->merge->len; i++)
    {
      const GArray *ids = g_ptr_array_index (scenario->merge, i);

      if (!find_id (ids, mine, NULL))
        continue;
      if (keeper != NULL)
        *keeper = g_array_index (ids, gint64, 0);
      return MERGE;
    }
  return NULL;
}

void
ka_scenario_remove (KaScenario *scenario, gint64 mine)
{
  guint at;

  if (find_id (scenario->upgrade, mine, &at))
    g_array_remove_index (scenario->upgrade, at);
  if (find_id (scenario->close, mine, &at))
    g_array_remove_index (scenario->close, at);
  for (guint i = scenario->merge->len; i-- > 0;)
    {
      GArray *ids = g_ptr_array_index (scenario->merge, i);

      if (find_id (ids, mine, &at))
        g_array_remove_index (ids, at);
      if (ids->len < 2)
        g_ptr_array_remove_index (scenario->merge, i);
    }
}

void
ka_scenario_put (KaScenario *scenario, gint64 mine, const char *act)
{
  ka_scenario_remove (scenario, mine);
  g_array_append_val (strcmp (act, CLOSE) == 0 ? scenario->close : scenario->upgrade, mine);
}

void
ka_scenario_merge (KaScenario *scenario, const GArray *mines)
{
  g_return_if_fail (mines->len >= 2);

  for (guint i = 0; i < mines->len; i++)
    ka_scenario_remove (scenario, g_array_index (mines, gint64, i));
  g_ptr_array_add (scenario->merge, copy_ids (mines));
}

/* ---- keeping ---- */

typedef struct
{
  gint64 id;
  const char *name, *note;
  const KaScenario *scenario;
} Saving;

static void
set_id (KaRecord *record, const char *field, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  ka_record_set (record, field, text);
}

static gboolean
delete_acts (KaLedger *ledger, gint64 id, GError **error)
{
  const KaKind *kind = ka_kind_get ("scenario_act");
  g_autoptr (KaQuery) query = ka_query_new (kind);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (GArray) ids = NULL;

  ka_query_filter (query, "scenario", KA_OP_EQ, text);
  ids = ka_query_ids (query, ledger, NULL, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!ka_ledger_delete (ledger, kind, g_array_index (ids, gint64, i), error))
      return FALSE;
  return ids != NULL;
}

/* keeper 0: it is not merged. */
static gboolean
save_act (KaLedger *ledger,
          gint64 scenario,
          gint64 mine,
          const char *act,
          gint64 keeper,
          GError **error)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("scenario_act"));

  set_id (record, "scenario", scenario);
  set_id (record, "mine", mine);
  ka_record_set (record, "act", act);
  if (keeper > 0)
    set_id (record, "keeper", keeper);
  return ka_ledger_save (ledger, record, error);
}

static gboolean
save_all (KaLedger *ledger,
          gint64 scenario,
          const GArray *ids,
          const char *act,
          gboolean merged,
          GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!save_act (ledger, scenario, g_array_index (ids, gint64, i), act,
                   merged ? g_array_index (ids, gint64, 0) : 0, error))
      return FALSE;
  return TRUE;
}

static gboolean
save_acts (KaLedger *ledger, gint64 id, const KaScenario *scenario, GError **error)
{
  if (!save_all (ledger, id, scenario->upgrade, UPGRADE, FALSE, error)
      || !save_all (ledger, id, scenario->close, CLOSE, FALSE, error))
    return FALSE;
  for (guint i = 0; i < scenario->merge->len; i++)
    if (!save_all (ledger, id, g_ptr_array_index (scenario->merge, i), MERGE, TRUE, error))
      return FALSE;
  return TRUE;
}

static gboolean
save_scenario (KaLedger *ledger, gpointer data, GError **error)
{
  Saving *saving = data;
  const KaKind *kind = ka_kind_get ("scenario");
  g_autofree char *today = ka_day_to_iso (ka_today ());
  g_autoptr (KaRecord) record = NULL;

  if (saving->id > 0)
    {
      g_autoptr (KaRecord) there = ka_ledger_get (ledger, kind, saving->id, error);

      if (there == NULL || !delete_acts (ledger, saving->id, error))
        return FALSE;
      record = ka_record_copy (there);
    }
  else
    record = ka_record_new (kind);
  ka_record_set (record, "name", saving->name);
  ka_record_set (record, "made", today);
  if (saving->note != NULL)
    ka_record_set (record, "note", *saving->note != '\0' ? saving->note : NULL);
  if (!ka_ledger_save (ledger, record, error))
    return FALSE;
  saving->id = record->id;
  return save_acts (ledger, record->id, saving->scenario, error);
}

gint64
ka_scenario_save (KaLedger *ledger,
                  gint64 id,
                  const char *name,
                  const char *note,
                  const KaScenario *scenario,
                  GError **error)
{
  Saving saving = { id, name, note, scenario };
  g_autofree char *why = g_strdup_printf (KA_WHY_SCENARIO, name);

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && name != NULL && scenario != NULL, 0);

  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, save_scenario, &saving, NULL, error)
           ? saving.id
           : 0;
}

static GArray *
find_merger (KaScenario *scenario, gint64 keeper)
{
  GArray *ids;

  for (guint i = 0; i < scenario->merge->len; i++)
    {
      ids = g_ptr_array_index (scenario->merge, i);
      if (g_array_index (ids, gint64, 0) == keeper)
        return ids;
    }
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, keeper);
  g_ptr_array_add (scenario->merge, ids);
  return ids;
}

KaScenario *
ka_scenario_read (KaLedger *ledger, gint64 id, GError **error)
{
  g_autoptr (KaScenario) scenario = ka_scenario_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT a.mine, a.act, a.keeper FROM scenario_act a WHERE a.scenario = :id"
                     " ORDER BY a.id",
                     error);

  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_int (cursor, ":id", id);
  while (ka_cursor_next (cursor, &local))
    {
      gint64 mine = ka_cursor_get_int (cursor, 0), keeper = ka_cursor_get_int (cursor, 2);
      const char *act = ka_cursor_get_text (cursor, 1);

      if (strcmp (act, MERGE) != 0)
        g_array_append_val (strcmp (act, CLOSE) == 0 ? scenario->close : scenario->upgrade, mine);
      else if (mine != keeper)
        g_array_append_val (find_merger (scenario, keeper), mine);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&scenario);
}

static gboolean
delete_scenario (KaLedger *ledger, gpointer id, GError **error)
{
  return delete_acts (ledger, *(gint64 *)id, error)
         && ka_ledger_delete (ledger, ka_kind_get ("scenario"), *(gint64 *)id, error);
}

gboolean
ka_scenario_delete (KaLedger *ledger, gint64 id, GError **error)
{
  g_autofree char *why = g_strdup_printf (KA_WHY_SCENARIO_DELETE,
                                          ka_ledger_title (ledger, ka_kind_get ("scenario"), id));

  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, delete_scenario, &id, NULL, error);
}

gboolean
ka_scenario_report (KaLedger *ledger, gint64 id, KaQuarter quarter, GError **error)
{
  g_autoptr (KaRecord) there = ka_ledger_get (ledger, ka_kind_get ("scenario"), id, error);
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *text = quarter != KA_SCENARIO_NOWHERE ? ka_quarter_to_text (quarter) : NULL;

  if (there == NULL)
    return FALSE;
  record = ka_record_copy (there);
  ka_record_set (record, "report", text);
  return ka_ledger_save (ledger, record, error);
}
