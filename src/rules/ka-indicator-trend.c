/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-history.h>

#include "ka-indicator-private.h"

void
ka_point_free (KaPoint *point)
{
  g_clear_pointer (&point->results, g_ptr_array_unref);
  g_free (point);
}

/* ---- which revision showed a quarter ---- */

/* The revision of the newest frozen edition; 0 if the quarter is not frozen, -1 on failure. */
static gint64
find_frozen_revision (KaLedger *ledger, KaQuarter quarter, GError **error)
{
  g_autofree char *text = ka_quarter_to_text (quarter);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  cursor = ka_cursor_new (ledger,
                          "SELECT t.revision FROM frozen t WHERE t.quarter = :quarter"
                          " ORDER BY t.edition DESC, t.id DESC",
                          error);
  if (cursor == NULL)
    return -1;
  ka_cursor_bind_text (cursor, ":quarter", text);
  if (ka_cursor_next (cursor, &local))
    return ka_cursor_get_int (cursor, 0);
  if (local == NULL)
    return 0;
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

/* The last revision made on or before the quarter's last day, 0 if the ledger had nothing but what it
 * began with then, -1 on failure. */
static gint64
find_revision_by (KaLedger *ledger, KaQuarter quarter, GError **error)
{
  g_autofree char *end = ka_day_to_iso (ka_quarter_end (quarter));
  g_autoptr (GPtrArray) changes = ka_ledger_changes (ledger, G_MAXUINT, error);
  gint64 head = ka_ledger_get_head (ledger);

  if (changes == NULL)
    return -1;
  /* Newest first; a clock set back must not hide what came before it. */
  for (guint i = 0; i < changes->len; i++)
    {
      const KaChange *change = g_ptr_array_index (changes, i);

      if (change->last_rev <= 0 || change->last_rev > head
          || g_str_equal (change->what, KA_CHANGE_SEED))
        continue;
      if (strncmp (change->at, end, strlen (end)) <= 0)
        return change->last_rev;
    }
  return 0;
}

static KaLedger *
open_at (KaLedger *ledger, gint64 revision, GError **error)
{
  if (revision == ka_ledger_get_head (ledger))
    return g_object_ref (ledger);
  return ka_ledger_open_as_of (ledger, revision, error);
}

KaLedger *
ka_quarter_ledger (KaLedger *ledger, KaQuarter quarter, KaBasis *basis, GError **error)
{
  const KaKind *mine = ka_kind_get ("mine");
  g_autoptr (KaLedger) then = NULL;
  gint64 revision, now, count;

  g_return_val_if_fail (basis != NULL, NULL);

  revision = find_frozen_revision (ledger, quarter, error);
  if (revision < 0)
    return NULL;
  if (revision > 0)
    {
      *basis = KA_BASIS_FROZEN;
      return open_at (ledger, revision, error);
    }

  revision = find_revision_by (ledger, quarter, error);
  if (revision < 0)
    return NULL;
  *basis = KA_BASIS_ESTIMATE;
  if (revision == 0)
    return g_object_ref (ledger);
  then = open_at (ledger, revision, error);
  if (then == NULL)
    return NULL;
  /* A ledger that was begun, but not filled before the quarter was over, knows nothing of it. */
  count = ka_ledger_count (then, mine, error);
  now = count < 0 ? -1 : ka_ledger_count (ledger, mine, error);
  if (count < 0 || now < 0)
    return NULL;
  if (count == 0 && now > 0)
    return g_object_ref (ledger);
  *basis = KA_BASIS_REVISION;
  return g_steal_pointer (&then);
}

/* ---- trend ---- */

static KaPoint *
compute_point (KaLedger *ledger, const KaIndicator *indicator, KaQuarter quarter, GError **error)
{
  g_autoptr (KaPoint) point = g_new0 (KaPoint, 1);
  g_autoptr (KaLedger) then = NULL;
  KaResult *result;

  point->quarter = quarter;
  then = ka_quarter_ledger (ledger, quarter, &point->basis, error);
  if (then == NULL)
    return NULL;
  if (indicator == NULL)
    {
      point->results = ka_indicators_compute (then, ka_quarter_end (quarter), NULL, error);
      if (point->results == NULL)
        return NULL;
      return g_steal_pointer (&point);
    }
  point->results = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_result_free);
  result = ka_indicator_compute (then, indicator, ka_quarter_end (quarter), NULL, error);
  if (result == NULL)
    return NULL;
  g_ptr_array_add (point->results, result);
  return g_steal_pointer (&point);
}

GPtrArray *
ka_indicator_trend (KaLedger *ledger,
                    const KaIndicator *indicator,
                    KaQuarter last,
                    guint n,
                    GError **error)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_point_free);

  for (guint i = n; i > 0; i--)
    {
      KaPoint *point = compute_point (ledger, indicator, last - (KaQuarter)(i - 1), error);

      if (point == NULL)
        return NULL;
      g_ptr_array_add (points, point);
    }
  return g_steal_pointer (&points);
}
