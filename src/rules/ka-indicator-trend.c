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

/* past: a ledger as of a later revision that may go further back, or NULL. */
static KaLedger *
open_at (KaLedger *ledger, gint64 revision, KaLedger **past, GError **error)
{
  if (revision == ka_ledger_get_head (ledger))
    return g_object_ref (ledger);
  if (*past != NULL && revision <= ka_ledger_get_head (*past))
    return ka_ledger_rewind (*past, revision, error) ? g_object_ref (*past) : NULL;
  g_clear_object (past);
  *past = ka_ledger_open_as_of (ledger, revision, error);
  return *past != NULL ? g_object_ref (*past) : NULL;
}

static KaLedger *
open_quarter (KaLedger *ledger, KaQuarter quarter, KaLedger **past, KaBasis *basis, GError **error)
{
  const KaKind *mine = ka_kind_get ("mine");
  g_autoptr (KaLedger) then = NULL;
  gint64 revision, now, count;

  revision = find_frozen_revision (ledger, quarter, error);
  if (revision < 0)
    return NULL;
  if (revision > 0)
    {
      *basis = KA_BASIS_FROZEN;
      return open_at (ledger, revision, past, error);
    }

  revision = ka_ledger_revision_by (ledger, ka_quarter_end (quarter), error);
  if (revision < 0)
    return NULL;
  *basis = KA_BASIS_ESTIMATE;
  if (revision == 0)
    return g_object_ref (ledger);
  then = open_at (ledger, revision, past, error);
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

KaLedger *
ka_quarter_ledger (KaLedger *ledger, KaQuarter quarter, KaBasis *basis, GError **error)
{
  g_autoptr (KaLedger) past = NULL;

  g_return_val_if_fail (basis != NULL, NULL);

  return open_quarter (ledger, quarter, &past, basis, error);
}

/* ---- trend ---- */

static gboolean
is_the_one (const KaIndicator *indicator, gconstpointer data)
{
  return indicator == data;
}

static KaPoint *
compute_point (KaLedger *ledger,
               const KaIndicator *indicator,
               KaQuarter quarter,
               KaLedger **past,
               GError **error)
{
  g_autoptr (KaPoint) point = g_new0 (KaPoint, 1);
  g_autoptr (KaLedger) then = NULL;

  point->quarter = quarter;
  then = open_quarter (ledger, quarter, past, &point->basis, error);
  if (then == NULL)
    return NULL;
  point->results = ka_indicators_select (then, indicator != NULL ? is_the_one : NULL, indicator,
                                         ka_quarter_end (quarter), FALSE, error);
  return point->results != NULL ? g_steal_pointer (&point) : NULL;
}

/* From the last quarter back: what one has read serves the one before. */
GPtrArray *
ka_indicator_trend (KaLedger *ledger,
                    const KaIndicator *indicator,
                    KaQuarter last,
                    guint n,
                    GError **error)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_point_free);
  g_autoptr (KaLedger) past = NULL;

  for (guint i = 0; i < n; i++)
    {
      KaPoint *point = compute_point (ledger, indicator, last - (KaQuarter)i, &past, error);

      if (point == NULL)
        return NULL;
      g_ptr_array_insert (points, 0, point);
    }
  return g_steal_pointer (&points);
}
