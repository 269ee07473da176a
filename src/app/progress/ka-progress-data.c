/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-progress-data.h"

#include <ka-quarterly.h>

#define TREND_QUARTERS 8

const char *const *
ka_progress_groups (void)
{
  static const char *const groups[] = { "规模化", "机械化", "标准化", "信息化", NULL };

  return groups;
}

void
ka_quarter_progress_free (KaQuarterProgress *progress)
{
  g_clear_pointer (&progress->results, g_ptr_array_unref);
  g_clear_pointer (&progress->towns, g_hash_table_unref);
  g_free (progress);
}

GPtrArray *
ka_quarter_progress_group (KaQuarterProgress *progress, const char *group)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < progress->results->len; i++)
    {
      const KaResult *result = progress->results->pdata[i];

      if (g_strcmp0 (ka_indicator_group (result->indicator), group) == 0)
        g_ptr_array_add (found, (gpointer)result);
    }
  return found;
}

const KaResult *
ka_quarter_progress_find (KaQuarterProgress *progress, const char *code)
{
  for (guint i = 0; i < progress->results->len; i++)
    {
      const KaResult *result = progress->results->pdata[i];

      if (g_str_equal (result->indicator->code, code))
        return result;
    }
  return NULL;
}

/* The ledger that the figures of a revision come from: as of it, or the ledger itself for 0. */
static KaLedger *
open_source (KaLedger *ledger, gint64 revision, GError **error)
{
  return revision > 0 ? ka_ledger_open_as_of (ledger, revision, error) : g_object_ref (ledger);
}

static gboolean
divide_by_town (KaQuarterProgress *progress,
                KaLedger *source,
                GCancellable *cancellable,
                GError **error)
{
  for (const char *const *group = ka_progress_groups (); *group != NULL; group++)
    {
      g_autoptr (GPtrArray) results = ka_quarter_progress_group (progress, *group);

      for (guint i = 0; i < results->len; i++)
        {
          const KaIndicator *indicator = ((KaResult *)results->pdata[i])->indicator;
          GPtrArray *parts;

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (!ka_indicator_divides (indicator, "town"))
            continue;
          parts = ka_indicator_breakdown (source, indicator, progress->on, "town", NULL, error);
          if (parts == NULL)
            return FALSE;
          g_hash_table_insert (progress->towns, (gpointer)indicator, parts);
        }
    }
  return TRUE;
}

gpointer
ka_quarter_progress_compute (KaLedger *ledger, KaWork *work, gpointer quarter, GError **error)
{
  g_autoptr (KaQuarterProgress) progress = g_new0 (KaQuarterProgress, 1);
  g_autoptr (KaLedger) source = NULL;
  g_autoptr (KaFrozen) frozen = NULL;
  g_autoptr (GError) local = NULL;

  progress->quarter = GPOINTER_TO_INT (quarter);
  progress->on = MIN (ka_quarter_end (progress->quarter), ka_today ());
  progress->towns = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  frozen = ka_quarterly_get_frozen (ledger, progress->quarter, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (frozen != NULL)
    {
      progress->revision = frozen->revision;
      progress->edition = frozen->edition;
    }
  source = open_source (ledger, progress->revision, error);
  if (source == NULL)
    return NULL;
  progress->results = ka_indicators_compute (source, progress->on, NULL, error);
  if (progress->results == NULL
      || !divide_by_town (progress, source, ka_work_get_cancellable (work), error))
    return NULL;
  return g_steal_pointer (&progress);
}

gpointer
ka_quarter_progress_compute_trend (KaLedger *ledger, KaWork *work, gpointer quarter, GError **error)
{
  return ka_indicator_trend (ledger, NULL, GPOINTER_TO_INT (quarter), TREND_QUARTERS, error);
}

gpointer
ka_division_compute (KaLedger *ledger, KaWork *work, gpointer division, GError **error)
{
  const KaDivision *asked = division;
  g_autoptr (KaLedger) source = open_source (ledger, asked->revision, error);

  if (source == NULL)
    return NULL;
  return ka_indicator_breakdown (source, asked->indicator, asked->on, asked->by, NULL, error);
}
