/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-what-if.h"

#include "ka-indicator-private.h"

#include <glib/gi18n-lib.h>
#include <ka-decimal.h>
#include <ka-size.h>
#include <string.h>

/* Targets are hundredths of a percent. */
#define WHOLE 10000

KaScenario *
ka_scenario_new (void)
{
  KaScenario *scenario = g_new0 (KaScenario, 1);

  scenario->upgrade = g_array_new (FALSE, FALSE, sizeof (gint64));
  scenario->close = g_array_new (FALSE, FALSE, sizeof (gint64));
  scenario->merge = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  return scenario;
}

void
ka_scenario_free (KaScenario *scenario)
{
  g_array_unref (scenario->upgrade);
  g_array_unref (scenario->close);
  g_ptr_array_unref (scenario->merge);
  g_free (scenario);
}

void
ka_what_if_free (KaWhatIf *what_if)
{
  g_clear_pointer (&what_if->before, g_ptr_array_unref);
  g_clear_pointer (&what_if->after, g_ptr_array_unref);
  g_ptr_array_unref (what_if->notes);
  g_free (what_if);
}

/* ---- the scenario ---- */

static gboolean
is_large (const char *size)
{
  return g_strcmp0 (size, "大型") == 0 || g_strcmp0 (size, "中型") == 0;
}

static KaRecord *
read_mine (KaLedger *ledger, gint64 id, GHashTable *used, GError **error)
{
  g_autoptr (KaRecord) mine = ka_ledger_get (ledger, ka_kind_get ("mine"), id, error);

  if (mine == NULL)
    return NULL;
  if (!g_hash_table_add (used, g_memdup2 (&id, sizeof id)))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_USAGE,
                   _ ("矿山“%s”写了两次，升级、关闭、合并只能选一样。"),
                   ka_record_get (mine, "name"));
      return NULL;
    }
  if (g_strcmp0 (ka_record_get (mine, "status"), "关闭") == 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_USAGE, _ ("矿山“%s”已经关闭，请另选矿山。"),
                   ka_record_get (mine, "name"));
      return NULL;
    }
  return g_steal_pointer (&mine);
}

static gboolean
suppose_upgrade (KaWhatIf *what_if, KaLedger *ledger, gint64 id, GHashTable *used, GError **error)
{
  g_autoptr (KaRecord) mine = read_mine (ledger, id, used, error);
  const char *size;

  if (mine == NULL)
    return FALSE;
  size = ka_size_of_mine (mine, NULL);
  if (is_large (size))
    {
      g_ptr_array_add (what_if->notes, g_strdup_printf (_ ("“%s”已经是%s，升级不改变比例。"),
                                                        ka_record_get (mine, "name"), size));
      return TRUE;
    }
  ka_record_set (mine, "size_class", "中型");
  return ka_ledger_suppose (ledger, mine, error);
}

static gboolean
suppose_closed (KaLedger *ledger, gint64 id, GHashTable *used, GError **error)
{
  g_autoptr (KaRecord) mine = read_mine (ledger, id, used, error);

  if (mine == NULL)
    return FALSE;
  ka_record_set (mine, "status", "关闭");
  return ka_ledger_suppose (ledger, mine, error);
}

/* Capacities are added only where they are of the same stuff in the same unit. */
static gboolean
add_capacity (const KaRecord *first, const KaRecord *other, gint64 *sum, GError **error)
{
  gint64 capacity;

  if (g_strcmp0 (ka_record_get (first, "mineral"), ka_record_get (other, "mineral")) != 0
      || g_strcmp0 (ka_record_get (first, "capacity_unit"), ka_record_get (other, "capacity_unit"))
           != 0)
    {
      g_set_error (
        error, KA_ERROR, KA_ERROR_USAGE,
        _ ("“%s”和“%s”的开采矿种或者规模单位不同，不能合并测算；请先核对两座矿山的资料。"),
        ka_record_get (first, "name"), ka_record_get (other, "name"));
      return FALSE;
    }
  if (ka_record_get (other, "capacity") == NULL
      || !ka_decimal_parse (ka_record_get (other, "capacity"), 2, &capacity, NULL))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_USAGE,
                   _ ("“%s”没有填设计生产规模，不能合并测算；请先补填。"),
                   ka_record_get (other, "name"));
      return FALSE;
    }
  *sum += capacity;
  return TRUE;
}

static gboolean
suppose_merger (KaWhatIf *what_if,
                KaLedger *ledger,
                const GArray *ids,
                GHashTable *used,
                GError **error)
{
  g_autoptr (KaRecord) first = NULL;
  g_autofree char *text = NULL;
  const char *laid_down = NULL;
  const char *size;
  gint64 sum = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KaRecord) mine = read_mine (ledger, g_array_index (ids, gint64, i), used, error);

      if (mine == NULL || !add_capacity (first != NULL ? first : mine, mine, &sum, error))
        return FALSE;
      size = ka_record_get (mine, "size_class");
      if (is_large (size) && g_strcmp0 (laid_down, "大型") != 0)
        laid_down = strcmp (size, "大型") == 0 ? "大型" : "中型";
      if (first == NULL)
        {
          first = g_steal_pointer (&mine);
          continue;
        }
      ka_record_set (mine, "status", "关闭");
      if (!ka_ledger_suppose (ledger, mine, error))
        return FALSE;
    }
  text = ka_decimal_format (sum, 2);
  ka_record_set (first, "capacity", text);
  /* What was laid down for one of them was laid down for less than they are together. */
  ka_record_set (first, "size_class", NULL);
  size = ka_size_of_mine (first, NULL);
  if (laid_down != NULL && g_strcmp0 (size, "大型") != 0)
    {
      ka_record_set (first, "size_class", laid_down);
      size = laid_down;
    }
  g_ptr_array_add (what_if->notes, g_strdup_printf (_ ("%u座矿山合并为“%s”，规模合计%s%s，属%s。"),
                                                    ids->len, ka_record_get (first, "name"), text,
                                                    ka_record_get (first, "capacity_unit") != NULL
                                                      ? ka_record_get (first, "capacity_unit")
                                                      : "",
                                                    size != NULL ? size : _ ("规模不明")));
  return ka_ledger_suppose (ledger, first, error);
}

static gboolean
suppose (KaWhatIf *what_if, KaLedger *ledger, const KaScenario *scenario, GError **error)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < scenario->upgrade->len; i++)
    if (!suppose_upgrade (what_if, ledger, g_array_index (scenario->upgrade, gint64, i), used,
                          error))
      return FALSE;
  for (guint i = 0; i < scenario->close->len; i++)
    if (!suppose_closed (ledger, g_array_index (scenario->close, gint64, i), used, error))
      return FALSE;
  for (guint i = 0; i < scenario->merge->len; i++)
    if (!suppose_merger (what_if, ledger, g_ptr_array_index (scenario->merge, i), used, error))
      return FALSE;
  return TRUE;
}

/* ---- what follows ---- */

static gboolean
is_ratio_of_mines (const KaIndicator *indicator, gconstpointer data)
{
  return indicator->denominator != NULL && strcmp (indicator->kind, "mine") == 0;
}

static GPtrArray *
compute_ratios (KaLedger *ledger, KaDay on, GError **error)
{
  return ka_indicators_select (ledger, is_ratio_of_mines, NULL, on, TRUE, error);
}

static gint64
divide_up (gint64 a, gint64 b)
{
  return a <= 0 ? 0 : (a + b - 1) / b;
}

/* Of n mines m are large: the target t wants m + k of n (upgrade), m of n − k (close), m + k of n − k
 * (merge, each of two small ones). */
static void
find_least (KaWhatIf *what_if, const KaResult *scale)
{
  gint64 target, n = scale->denominator, m = scale->numerator, small = n - m, need;

  what_if->least_upgrade = what_if->least_close = what_if->least_merge = -1;
  if (scale->target == NULL || n == 0 || !ka_decimal_parse (scale->target, 2, &target, NULL)
      || target <= 0)
    return;
  need = target * n - WHOLE * m;
  what_if->least_upgrade = divide_up (need, WHOLE);
  what_if->least_close = divide_up (need, target);
  what_if->least_merge = divide_up (need, WHOLE + target);
  if (what_if->least_upgrade > small)
    what_if->least_upgrade = -1;
  /* With no mine left there is no ratio. */
  if (what_if->least_close > small || what_if->least_close >= n)
    what_if->least_close = -1;
  if (what_if->least_merge * 2 > small)
    what_if->least_merge = -1;
}

KaWhatIf *
ka_what_if_new (KaLedger *ledger, const KaScenario *scenario, KaDay on, GError **error)
{
  g_autoptr (KaWhatIf) what_if = g_new0 (KaWhatIf, 1);
  g_autoptr (KaLedger) supposed = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && scenario != NULL, NULL);

  what_if->notes = g_ptr_array_new_with_free_func (g_free);
  supposed = ka_ledger_open_as_of (ledger, ka_ledger_get_head (ledger), error);
  if (supposed == NULL)
    return NULL;
  what_if->before = compute_ratios (ledger, on, error);
  if (what_if->before == NULL || !suppose (what_if, supposed, scenario, error))
    return NULL;
  what_if->after = compute_ratios (supposed, on, error);
  if (what_if->after == NULL)
    return NULL;
  for (guint i = 0; i < what_if->after->len; i++)
    {
      const KaResult *result = g_ptr_array_index (what_if->after, i);

      if (strcmp (result->indicator->code, "scale") == 0)
        find_least (what_if, result);
    }
  return g_steal_pointer (&what_if);
}
