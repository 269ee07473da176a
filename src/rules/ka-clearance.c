/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-clearance.h"

#include "ka-hazard-state.h"

#include <inttypes.h>
#include <string.h>

static void
free_open (gpointer data)
{
  KaClearanceOpen *open = data;

  ka_record_unref (open->hazard);
  g_free (open);
}

static void
free_proposal (gpointer data)
{
  KaClearanceProposal *proposal = data;

  g_clear_pointer (&proposal->item, ka_due_item_free);
  g_clear_pointer (&proposal->evidence, ka_query_free);
  g_free (proposal);
}

void
ka_clearance_free (KaClearance *self)
{
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_free (self);
}

#define FOUND_SQL "(found >= :first AND found <= :end)"
#define CLOSED_SQL "(closed >= :first AND closed <= :end)"
#define OPEN_SQL "(found <= :end AND (closed IS NULL OR closed > :end))"

KaQuery *
ka_clearance_point_query (KaQuarter quarter, KaClearanceCount count, KaDay on)
{
  static const char *const predicates[] = { [KA_CLEARANCE_OPEN] = OPEN_SQL,
                                            [KA_CLEARANCE_FOUND] = FOUND_SQL,
                                            [KA_CLEARANCE_CLOSED] = CLOSED_SQL };
  KaQuery *query = ka_query_new (ka_kind_get ("hazard"));
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autofree char *sql = g_strdup_printf ("level = '重大' AND %s", predicates[count]);

  g_hash_table_insert (parameters, (gpointer) "first", ka_day_to_iso (ka_quarter_start (quarter)));
  g_hash_table_insert (parameters, (gpointer) "end",
                       ka_day_to_iso (MIN (on, ka_quarter_end (quarter))));
  ka_query_set_predicate (query, sql, parameters);
  return query;
}

KaQuery *
ka_clearance_open_query (KaDay on)
{
  KaQuery *query = ka_clearance_point_query (ka_quarter_of (on), KA_CLEARANCE_OPEN, on);

  ka_query_set_order (query, "found", FALSE);
  return query;
}

static gboolean
read_open (KaClearance *self, KaLedger *ledger, KaDay on, GError **error)
{
  g_autoptr (KaQuery) query = ka_clearance_open_query (on);
  g_autoptr (GPtrArray) hazards = ka_query_records (query, ledger, error);

  if (hazards == NULL)
    return FALSE;
  for (guint i = 0; i < hazards->len; i++)
    {
      KaClearanceOpen *open = g_new0 (KaClearanceOpen, 1);

      open->hazard = ka_record_ref (g_ptr_array_index (hazards, i));
      open->days = on - ka_day_from_iso (ka_record_get (open->hazard, "found"));
      open->overdue = ka_hazard_overdue (open->hazard, on);
      g_ptr_array_add (self->open, open);
    }
  return TRUE;
}

static gboolean
read_points (KaClearance *self, KaLedger *ledger, KaDay on, GError **error)
{
  KaQuarter last = ka_quarter_of (on);

  for (guint i = 0; i < KA_CLEARANCE_QUARTERS; i++)
    {
      KaClearancePoint *point = &self->points[i];
      g_autofree char *first = NULL, *end = NULL;
      g_autoptr (KaCursor) cursor = NULL;
      g_autoptr (GError) failure = NULL;

      point->quarter = last - (KA_CLEARANCE_QUARTERS - 1) + (KaQuarter)i;
      first = ka_day_to_iso (ka_quarter_start (point->quarter));
      end = ka_day_to_iso (MIN (on, ka_quarter_end (point->quarter)));
      cursor = ka_cursor_new (ledger,
                              "SELECT sum " FOUND_SQL ", sum " CLOSED_SQL ", sum " OPEN_SQL
                              ", count (*) FROM hazard WHERE level = '重大'",
                              error);
      if (cursor == NULL)
        return FALSE;
      ka_cursor_bind_text (cursor, "first", first);
      ka_cursor_bind_text (cursor, "end", end);
      if (ka_cursor_next (cursor, &failure))
        {
          point->found = (guint)ka_cursor_get_int (cursor, 0);
          point->closed = (guint)ka_cursor_get_int (cursor, 1);
          point->open = (guint)ka_cursor_get_int (cursor, 2);
          self->known = (guint)ka_cursor_get_int (cursor, 3);
        }
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return TRUE;
}

/* ---- what comes back ---- */

static void
filter_int (KaQuery *query, const char *field, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" PRId64, value);

  ka_query_filter (query, field, KA_OP_EQ, text);
}

static void
filter_since (KaQuery *query, const char *field, KaDay first, KaDay last)
{
  g_autofree char *from = ka_day_to_iso (first), *to = ka_day_to_iso (last);

  ka_query_filter (query, field, KA_OP_GE, from);
  ka_query_filter (query, field, KA_OP_LE, to);
}

static KaQuery *
find_evidence (KaLedger *ledger, const KaDueItem *item, KaDay on)
{
  KaQuery *query;

  if (strcmp (item->rule->code, "penalty_frequency") == 0)
    {
      query = ka_query_new (ka_kind_get ("penalty"));
      filter_int (query, "enterprise", item->id);
      ka_query_filter (query, "major_hazard", KA_OP_EQ, "1");
      ka_query_filter (query, "person", KA_OP_EMPTY, NULL);
      filter_since (query, "decided", ka_day_add_months (on, -12), on);
      return query;
    }
  query = ka_query_new (ka_kind_get ("hazard"));
  ka_query_filter (query, "level", KA_OP_EQ, "重大");
  if (strcmp (item->rule->code, "major_twice") == 0)
    {
      filter_int (query, "mine", item->id);
      filter_since (query, "found", ka_day_add_months (on, -3), on);
    }
  else
    {
      g_autoptr (KaRecord) hazard = ka_ledger_get (ledger, ka_kind_get ("hazard"), item->id, NULL);

      if (hazard == NULL)
        return query;
      filter_int (query, "mine", ka_record_get_int (hazard, "mine", 0));
      ka_query_filter (query, "criterion", KA_OP_EQ, ka_record_get (hazard, "criterion"));
    }
  return query;
}

static gboolean
read_proposals (KaClearance *self, KaLedger *ledger, KaDay on, GError **error)
{
  static const char *const codes[] = { "major_twice", "penalty_frequency", "major_repeat" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const KaDueRule *rule = ka_due_rule_get (codes[i]);
      g_autoptr (GPtrArray) items = ka_due_find_rule (ledger, rule, on, error);

      if (items == NULL)
        return FALSE;
      /* The items outlive their array. */
      g_ptr_array_set_free_func (items, NULL);
      for (guint k = 0; k < items->len; k++)
        {
          KaClearanceProposal *proposal = g_new0 (KaClearanceProposal, 1);

          proposal->item = g_ptr_array_index (items, k);
          proposal->evidence = find_evidence (ledger, proposal->item, on);
          g_ptr_array_add (self->proposals, proposal);
        }
    }
  return TRUE;
}

KaClearance *
ka_clearance_read (KaLedger *ledger, KaDay on, GError **error)
{
  g_autoptr (KaClearance) self = g_new0 (KaClearance, 1);

  self->open = g_ptr_array_new_with_free_func (free_open);
  self->proposals = g_ptr_array_new_with_free_func (free_proposal);
  if (!read_open (self, ledger, on, error) || !read_points (self, ledger, on, error)
      || !read_proposals (self, ledger, on, error))
    return NULL;
  return g_steal_pointer (&self);
}
