/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-hazard-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const KaState _ka_hazard_states[KA_HAZARD_N_STATES] = {
  [KA_HAZARD_FOUND] = { "found", N_ ("发现") },
  [KA_HAZARD_ORDERED] = { "ordered", N_ ("责令整改") },
  [KA_HAZARD_RECTIFYING] = { "rectifying", N_ ("整改中") },
  [KA_HAZARD_AWAITING] = { "awaiting", N_ ("待复查") },
  [KA_HAZARD_FAILED] = { "failed", N_ ("不合格") },
  [KA_HAZARD_FILED] = { "filed", N_ ("立案") },
  [KA_HAZARD_PASSED] = { "passed", N_ ("待销号") },
  [KA_HAZARD_CLOSED] = { "closed", N_ ("合格销号") },
};

/* What must be settled before rectification can be said to be under way. */
static const char *const ORDINARY[] = { "responsible", "measures", "deadline", NULL };
/* 五落实: 责任、措施、资金、时限、预案（江津府办发〔2023〕11号）, and the criterion that makes it major. */
static const char *const MAJOR[]
  = { "criterion", "responsible", "measures", "funds", "deadline", "contingency", NULL };

const char *
ka_hazard_state_label (KaHazardState state)
{
  g_return_val_if_fail (state < KA_HAZARD_N_STATES, NULL);
  return _ (_ka_hazard_states[state].label);
}

gboolean
ka_hazard_is_major (const KaRecord *hazard)
{
  return g_strcmp0 (ka_record_get (hazard, "level"), "重大") == 0;
}

static gboolean
has (const KaRecord *hazard, const char *field)
{
  return ka_record_get (hazard, field) != NULL;
}

GPtrArray *
ka_hazard_missing (const KaRecord *hazard)
{
  GPtrArray *missing = g_ptr_array_new ();
  const char *const *wanted = ka_hazard_is_major (hazard) ? MAJOR : ORDINARY;

  for (guint i = 0; wanted[i] != NULL; i++)
    if (!has (hazard, wanted[i]))
      g_ptr_array_add (missing, (gpointer)ka_kind_field (hazard->kind, wanted[i]));
  return missing;
}

static gboolean
is_settled (const KaRecord *hazard)
{
  g_autoptr (GPtrArray) missing = ka_hazard_missing (hazard);

  return missing->len == 0;
}

/* From what happened last to what happened first. ka_hazard_state_sql() says the same. */
KaHazardState
ka_hazard_state (const KaRecord *hazard)
{
  const char *result;

  g_return_val_if_fail (hazard != NULL && strcmp (hazard->kind->id, "hazard") == 0,
                        KA_HAZARD_FOUND);

  result = ka_record_get (hazard, "review_result");
  if (has (hazard, "closed"))
    return KA_HAZARD_CLOSED;
  if (g_strcmp0 (result, "合格") == 0)
    return KA_HAZARD_PASSED;
  if (result != NULL)
    return has (hazard, "case_filed") ? KA_HAZARD_FILED : KA_HAZARD_FAILED;
  if (has (hazard, "rectified"))
    return KA_HAZARD_AWAITING;
  if (!has (hazard, "order_no") && !has (hazard, "deadline"))
    return KA_HAZARD_FOUND;
  return is_settled (hazard) ? KA_HAZARD_RECTIFYING : KA_HAZARD_ORDERED;
}

const char *
ka_hazard_state_sql (void)
{
  return "(CASE WHEN t.closed IS NOT NULL THEN 7"
         " WHEN t.review_result = '合格' THEN 6"
         " WHEN t.review_result IS NOT NULL THEN"
         "  CASE WHEN t.case_filed IS NOT NULL THEN 5 ELSE 4 END"
         " WHEN t.rectified IS NOT NULL THEN 3"
         " WHEN t.order_no IS NULL AND t.deadline IS NULL THEN 0"
         " WHEN t.responsible IS NULL OR t.measures IS NULL OR t.deadline IS NULL THEN 1"
         " WHEN t.level = '重大' AND (t.criterion IS NULL OR t.funds IS NULL"
         "  OR t.contingency IS NULL) THEN 1"
         " ELSE 2 END)";
}

int
ka_hazard_overdue (const KaRecord *hazard, KaDay on)
{
  KaDay last = KA_DAY_NONE;

  switch (ka_hazard_state (hazard))
    {
    case KA_HAZARD_ORDERED:
    case KA_HAZARD_RECTIFYING:
      last = ka_record_get_day (hazard, "deadline");
      break;
    case KA_HAZARD_AWAITING:
      last = ka_record_get_day (hazard, "rectified");
      if (last != KA_DAY_NONE)
        last += KA_REVIEW_DAYS;
      break;
    case KA_HAZARD_FOUND:
    case KA_HAZARD_FAILED:
    case KA_HAZARD_FILED:
    case KA_HAZARD_PASSED:
    case KA_HAZARD_CLOSED:
    case KA_HAZARD_N_STATES:
    default:
      break;
    }
  return last != KA_DAY_NONE && on > last ? on - last : 0;
}
