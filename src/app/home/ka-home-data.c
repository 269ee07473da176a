/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-home-data.h"

void
ka_home_data_free (KaHomeData *data)
{
  g_clear_pointer (&data->cells, g_array_unref);
  g_clear_pointer (&data->frozen, ka_frozen_free);
  g_clear_pointer (&data->lacks, g_ptr_array_unref);
  g_clear_pointer (&data->results, g_ptr_array_unref);
  g_free (data);
}

guint
ka_home_data_count_lacks (const KaHomeData *data)
{
  return data->frozen != NULL ? 0 : data->lacks->len;
}

KaQuarter
ka_home_quarter (void)
{
  KaDay today = ka_today ();
  KaQuarter quarter = ka_quarter_of (today);

  return today < ka_day_add_months (ka_quarter_start (quarter), 1) ? quarter - 1 : quarter;
}

gboolean
ka_home_shows (const KaIndicator *indicator)
{
  static const char *const CODES[] = {
    "scale",    "mechanization", "standard3", "standard2", "information",
    "engineer", "major_closed",  "cases",     NULL,
  };

  return g_strv_contains (CODES, indicator->code);
}

gpointer
ka_home_data_compute (KaLedger *ledger, KaWork *work, gpointer year, GError **error)
{
  g_autoptr (KaHomeData) data = g_new0 (KaHomeData, 1);
  GCancellable *cancellable = ka_work_get_cancellable (work);
  g_autoptr (GError) local = NULL;

  data->year = GPOINTER_TO_INT (year);
  data->quarter = ka_home_quarter ();
  data->frozen = ka_quarterly_get_frozen (ledger, data->quarter, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  data->lacks = ka_report_lacks (ledger, data->quarter, error);
  if (data->lacks == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  data->cells = ka_calendar_compute (ledger, data->year, ka_today (), error);
  if (data->cells == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  data->results = ka_indicators_compute (ledger, ka_today (), NULL, error);
  return data->results != NULL ? g_steal_pointer (&data) : NULL;
}
