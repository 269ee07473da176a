/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-decimal.h>
#include <ka-indicator-private.h>

#include "store-test.h"

/* ---- the gap against brute force ---- */

/* The least number of deficits that make up need, by trying every choice. */
static gint64
try_all (const gint64 *deficits, guint n, gint64 need)
{
  gint64 best = -1;

  if (need <= 0)
    return 0;
  for (guint choice = 1; choice < 1u << n; choice++)
    {
      gint64 sum = 0, count = 0;

      for (guint i = 0; i < n; i++)
        if (choice & 1u << i)
          {
            sum += deficits[i];
            count++;
          }
      if (sum >= need && (best < 0 || count < best))
        best = count;
    }
  return best;
}

/* The least numerator at which the target is met, by counting up. */
static gint64
count_up (gint64 target, gint64 denominator)
{
  gint64 numerator = 0;

  while (numerator * 10000 < target * denominator)
    numerator++;
  return numerator;
}

static void
test_brute_force (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (KaResult) result = g_new0 (KaResult, 1);
      g_autoptr (GArray) deficits = g_array_new (FALSE, FALSE, sizeof (gint64));
      gint64 target = g_rand_int_range (rand, 0, 10001);
      guint n = (guint)g_rand_int_range (rand, 1, 11);
      gint64 expected, wanted, copy[10];

      result->indicator = ka_indicator_get ("cards");
      result->target = ka_decimal_format (target, 2);
      for (guint i = 0; i < n; i++)
        {
          gint64 whole = g_rand_int_range (rand, 1, 15);
          gint64 deficit = g_rand_int_range (rand, 0, (gint32)whole + 1);

          result->denominator += whole;
          result->numerator += whole - deficit;
          if (deficit > 0)
            g_array_append_val (deficits, deficit);
        }
      for (guint i = 0; i < deficits->len; i++)
        copy[i] = g_array_index (deficits, gint64, i);
      wanted = count_up (target, result->denominator);
      expected = try_all (copy, deficits->len, wanted - result->numerator);
      ka_result_judge (result, target, deficits);
      g_assert_cmpint (result->gap, ==, expected);
      g_assert_cmpint (result->met, ==, expected == 0);
    }
}

static void
test_judge (void)
{
  static const struct
  {
    const char *code, *target;
    gint64 numerator, denominator;
    const char *value;
    int met;
    gint64 gap;
  } cases[] = {
    { "scale", "60", 28, 48, "58.3", 0, 1 },
    { "scale", "60", 29, 48, "60.4", 1, 0 },
    { "scale", "58.33", 28, 48, "58.3", 1, 0 },
    { "scale", "58.34", 28, 48, "58.3", 0, 1 },
    { "scale", "60", 0, 0, "—", -1, -1 },
    { "scale", NULL, 28, 48, "58.3", -1, -1 },
    { "scale", "0", 0, 48, "0.0", 1, 0 },
    { "cases", "1", 0, -1, "0", 0, 1 },
    { "cases", "1", 3, -1, "3", 1, 0 },
    { "cases", "2.5", 0, -1, "0", 0, 3 },
    { "accidents_larger", "0", 0, -1, "0", 1, 0 },
    { "accidents_larger", "0", 1, -1, "1", 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaResult) result = g_new0 (KaResult, 1);
      g_autoptr (GArray) deficits = g_array_new (FALSE, FALSE, sizeof (gint64));
      gint64 target = 0, one = 1;

      result->indicator = ka_indicator_get (cases[i].code);
      result->numerator = cases[i].numerator;
      result->denominator = cases[i].denominator;
      result->target = g_strdup (cases[i].target);
      if (cases[i].target != NULL)
        g_assert_true (ka_decimal_parse (cases[i].target, 2, &target, NULL));
      for (gint64 d = cases[i].numerator; d < cases[i].denominator; d++)
        g_array_append_val (deficits, one);
      ka_result_judge (result, target, deficits);
      g_test_message ("%s %s %" G_GINT64_FORMAT, cases[i].code, cases[i].target,
                      cases[i].numerator);
      g_assert_cmpstr (result->value, ==, cases[i].value);
      g_assert_cmpint (result->met, ==, cases[i].met);
      g_assert_cmpint (result->gap, ==, cases[i].gap);
    }
}

/* ---- which target counts ---- */

static void
add_target (KaLedger *ledger, const char *value, const char *due)
{
  test_save (ledger, "target", "indicator", "scale", "value", value, "due", due, "source", value,
             NULL);
}

static void
assert_target (KaLedger *ledger, const char *day, const char *value, gboolean lapsed)
{
  g_autoptr (KaResult) result
    = ka_indicator_compute (ledger, ka_indicator_get ("scale"), ka_day_from_iso (day), NULL, NULL);

  g_assert_cmpstr (result->target, ==, value);
  g_assert_cmpint (result->lapsed, ==, lapsed);
  if (value != NULL)
    g_assert_cmpstr (result->target_source, ==, value);
  else
    g_assert_cmpint (result->due, ==, KA_DAY_NONE);
}

static void
test_targets (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("target"));
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  /* Without those that the program brings. */
  ka_query_filter (query, "indicator", KA_OP_EQ, "scale");
  ids = ka_query_ids (query, ledger, NULL, NULL);
  g_assert_cmpuint (ids->len, >, 0);
  for (guint i = 0; i < ids->len; i++)
    g_assert_true (
      ka_ledger_delete (ledger, ka_kind_get ("target"), g_array_index (ids, gint64, i), &error));

  assert_target (ledger, "2025-06-30", NULL, FALSE);
  add_target (ledger, "50", "2023-12-31");
  add_target (ledger, "60", "2025-12-31");
  add_target (ledger, "80", "2030-12-31");
  assert_target (ledger, "2023-12-31", "50", FALSE);
  assert_target (ledger, "2024-01-01", "60", FALSE);
  assert_target (ledger, "2025-12-31", "60", FALSE);
  assert_target (ledger, "2026-01-01", "80", FALSE);
  assert_target (ledger, "2031-01-01", "80", TRUE);
  /* Of equal ones the newest. */
  add_target (ledger, "65", "2025-12-31");
  assert_target (ledger, "2025-12-31", "65", FALSE);
  /* One without an end is the last resort before the end, and never lapses. */
  add_target (ledger, "90", "9999-12-31");
  assert_target (ledger, "2026-01-01", "80", FALSE);
  assert_target (ledger, "2031-01-01", "90", FALSE);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/gap/brute-force", test_brute_force);
  g_test_add_func ("/gap/judge", test_judge);
  g_test_add_func ("/gap/targets", test_targets);
  return g_test_run ();
}
