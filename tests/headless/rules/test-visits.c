/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visits to an enterprise in a year against the cap, as all who count them count them. */
#include "config.h"

#include "store-test.h"

#include <ka-day.h>
#include <ka-draw.h>
#include <ka-due.h>
#include <ka-plan.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  char *folder;
  KaLedger *ledger;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  ka_set_today (ka_day_from_ymd (2026, 1, 5));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  test_folder_remove (f->folder);
  ka_set_today (KA_DAY_NONE);
}

static KaDay
day (const char *iso)
{
  return ka_day_from_iso (iso);
}

/* ---- visits and the cap ---- */

/* Written down again, without SQL: what an inspection and a line are told by. */
typedef struct
{
  guint enterprise, mine; /* numbers of the test */
  gint64 id;
  char *on; /* day of an inspection, month of a line */
  const char *trigger;
  int plan; /* index of the line that it names, or -1 */
  gboolean joint;
} Told;

static void
free_told (gpointer data)
{
  Told *told = data;

  g_free (told->on);
  g_free (told);
}

static gboolean
is_bound (const Told *inspection)
{
  static const char *const free_ones[] = { "投诉举报", "转办交办", "监测线索", "复查", NULL };

  return inspection->trigger == NULL || !g_strv_contains (free_ones, inspection->trigger);
}

static gboolean
carries_out (const Told *inspection, GPtrArray *lines, guint line)
{
  const Told *l = g_ptr_array_index (lines, line);

  if (inspection->plan >= 0)
    return inspection->plan == (int)line;
  return inspection->mine == l->mine && g_strcmp0 (inspection->trigger, "计划") == 0
         && g_str_has_prefix (inspection->on, l->on);
}

/* The month of the joint visit that was made at the enterprise on the day, or the day. */
static const char *
tell_visit (const Told *inspection, GPtrArray *inspections, GPtrArray *lines)
{
  const char *visit = NULL;

  for (guint i = 0; i < inspections->len; i++)
    {
      const Told *other = g_ptr_array_index (inspections, i);

      if (other->enterprise != inspection->enterprise || !is_bound (other)
          || !g_str_equal (other->on, inspection->on))
        continue;
      for (guint k = 0; k < lines->len; k++)
        {
          const Told *line = g_ptr_array_index (lines, k);

          if (line->joint && line->mine == other->mine && carries_out (other, lines, k)
              && (visit == NULL || strcmp (line->on, visit) < 0))
            visit = line->on;
        }
    }
  return visit != NULL ? visit : inspection->on;
}

static GHashTable *
count_made (guint enterprise, GPtrArray *inspections, GPtrArray *lines)
{
  GHashTable *visits = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < inspections->len; i++)
    {
      const Told *one = g_ptr_array_index (inspections, i);

      if (one->enterprise == enterprise && is_bound (one))
        g_hash_table_add (visits, (char *)tell_visit (one, inspections, lines));
    }
  return visits;
}

static guint
count_planned (guint enterprise, GPtrArray *lines)
{
  guint joint = 0, alone = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Told *line = g_ptr_array_index (lines, i);

      if (line->enterprise != enterprise)
        continue;
      if (line->joint)
        joint |= 1u << atoi (line->on + 5);
      else
        alone++;
    }
  return alone + (guint)__builtin_popcount (joint);
}

/* Those made, and those still to be made that are not among them. */
static guint
count_all (guint enterprise, GPtrArray *inspections, GPtrArray *lines)
{
  g_autoptr (GHashTable) visits = count_made (enterprise, inspections, lines);
  guint alone = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Told *line = g_ptr_array_index (lines, i);
      gboolean done = FALSE;

      for (guint k = 0; k < inspections->len && !done; k++)
        done = carries_out (g_ptr_array_index (inspections, k), lines, i);
      if (line->enterprise != enterprise || done)
        continue;
      if (line->joint)
        g_hash_table_add (visits, line->on);
      else
        alone++;
    }
  return g_hash_table_size (visits) + alone;
}

#define ENTERPRISES 4
#define CAP 3

static void
write_random (KaLedger *ledger,
              GRand *rand,
              const gint64 mines[ENTERPRISES * 2],
              GPtrArray *lines,
              GPtrArray *inspections)
{
  static const char *const triggers[]
    = { NULL, "计划", "计划", "双随机", "专项部署", "复查", "投诉举报" };

  for (guint i = 0; i < 10; i++)
    {
      Told *line = g_new0 (Told, 1);
      g_autofree char *mine = NULL;

      line->mine = (guint)g_rand_int_range (rand, 0, ENTERPRISES * 2);
      line->enterprise = line->mine / 2;
      line->joint = g_rand_boolean (rand);
      line->on = g_strdup_printf ("2026-%02d", g_rand_int_range (rand, 1, 5));
      mine = g_strdup_printf ("%" G_GINT64_FORMAT, mines[line->mine]);
      line->id = test_save (ledger, "plan", "year", "2026", "mine", mine, "month", line->on, "kind",
                            "一般检查", "joint", line->joint ? "1" : "0", NULL);
      g_ptr_array_add (lines, line);
    }
  for (guint i = 0; i < 14; i++)
    {
      Told *one = g_new0 (Told, 1);
      const Told *line = NULL;
      g_autofree char *mine = NULL, *plan = NULL;

      one->mine = (guint)g_rand_int_range (rand, 0, ENTERPRISES * 2);
      one->enterprise = one->mine / 2;
      one->trigger = triggers[g_rand_int_range (rand, 0, G_N_ELEMENTS (triggers))];
      one->plan = -1;
      for (guint k = 0; k < lines->len && one->plan < 0 && g_rand_boolean (rand); k++)
        if (((Told *)g_ptr_array_index (lines, k))->mine == one->mine)
          one->plan = (int)k;
      line = one->plan >= 0 ? g_ptr_array_index (lines, (guint)one->plan) : NULL;
      one->on = g_strdup_printf ("2026-%02d-%02d", g_rand_int_range (rand, 1, 5),
                                 g_rand_int_range (rand, 1, 4));
      mine = g_strdup_printf ("%" G_GINT64_FORMAT, mines[one->mine]);
      plan = line != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, line->id) : NULL;
      test_save (ledger, "inspection", "mine", mine, "started", one->on, "plan", plan, "trigger",
                 one->trigger, NULL);
      g_ptr_array_add (inspections, one);
    }
}

static gboolean
is_over_in_sheet (const KaPlanSheet *sheet, const char *name)
{
  for (guint i = 0; i < sheet->over_cap->len; i++)
    if (g_str_equal (g_ptr_array_index (sheet->over_cap, i), name))
      return TRUE;
  return FALSE;
}

static gboolean
is_over_in_due (GPtrArray *items, gint64 enterprise)
{
  for (guint i = 0; i < items->len; i++)
    if (((const KaDueItem *)g_ptr_array_index (items, i))->id == enterprise)
      return TRUE;
  return FALSE;
}

static gboolean
is_kept_out (const KaDraw *draw, gint64 mine)
{
  for (guint i = 0; i < draw->exclusions->len; i++)
    {
      const KaDrawExclusion *e = g_ptr_array_index (draw->exclusions, i);

      if (e->id == mine && e->person == 0 && strstr (e->reason, "已达频次上限") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Plan, draw and the rule count the same visits. */
static void
test_visits (Fixture *f, gconstpointer data)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint over = 0, within = 0;

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 8; round++)
    {
      char *folder = test_folder_new ();
      g_autoptr (KaLedger) ledger = test_ledger_new (folder);
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_told);
      g_autoptr (GPtrArray) inspections = g_ptr_array_new_with_free_func (free_told);
      g_autoptr (GPtrArray) due = NULL;
      g_autoptr (KaPlanSheet) sheet = NULL;
      g_autoptr (KaDraw) draw = NULL;
      g_autoptr (GError) error = NULL;
      KaDrawRequest request
        = { .purpose = KA_DRAW_INSPECTION, .year = 2026, .count = 1, .seed = "甲" };
      gint64 enterprises[ENTERPRISES], mines[ENTERPRISES * 2];

      test_save (ledger, "plan_year", "year", "2026", "cap", G_STRINGIFY (CAP), NULL);
      for (guint i = 0; i < ENTERPRISES; i++)
        {
          g_autofree char *name = g_strdup_printf ("%u号矿业有限公司", i);

          enterprises[i] = test_enterprise (ledger, name);
          for (guint k = 0; k < 2; k++)
            {
              g_autofree char *mine = g_strdup_printf ("%u号%u矿", i, k);

              mines[i * 2 + k] = test_mine (ledger, enterprises[i], mine);
            }
        }
      for (guint i = 0; i < 3; i++)
        {
          g_autofree char *name = g_strdup_printf ("王某%u", i);

          test_save (ledger, "regulator", "name", name, "level", "区级监管部门", "enforcement", "1",
                     "cert_no", name, NULL);
        }
      /* One where nobody went, so that there is something to draw. */
      test_mine (ledger, test_enterprise (ledger, "空闲矿业有限公司"), "空闲矿");
      write_random (ledger, rand, mines, lines, inspections);

      due = ka_due_find_rule (ledger, ka_due_rule_get ("over_cap"), day ("2026-12-31"), &error);
      g_assert_no_error (error);
      sheet = ka_plan_sheet_new (ledger, 2026, day ("2026-12-31"), &error);
      g_assert_no_error (error);
      draw = ka_draw_prepare (ledger, &request, day ("2026-12-31"), &error);
      g_assert_no_error (error);
      for (guint i = 0; i < ENTERPRISES; i++)
        {
          g_autoptr (GHashTable) made = count_made (i, inspections, lines);
          g_autofree char *name = g_strdup_printf ("%u号矿业有限公司", i);
          gboolean beyond = g_hash_table_size (made) > CAP;

          over += beyond;
          within += !beyond;
          g_assert_cmpint (is_over_in_due (due, enterprises[i]), ==, beyond);
          g_assert_cmpint (is_over_in_sheet (sheet, name), ==, count_planned (i, lines) > CAP);
          g_assert_cmpint (is_kept_out (draw, mines[i * 2]), ==,
                           count_all (i, inspections, lines) >= CAP);
        }
      g_clear_object (&ledger);
      test_folder_remove (folder);
    }
  /* It does go both ways. */
  g_assert_cmpuint (over, >, 0);
  g_assert_cmpuint (within, >, 0);
}

/* What stood alone in the month becomes part of the visit that is proposed there. */
static void
test_joined (Fixture *f, gconstpointer data)
{
  gint64 one = test_enterprise (f->ledger, "甲矿业有限公司");
  gint64 a = test_mine (f->ledger, one, "甲一矿"), b = test_mine (f->ledger, one, "甲二矿");
  g_autofree char *mine = g_strdup_printf ("%" G_GINT64_FORMAT, a);
  g_autoptr (KaPlanProposal) proposal = NULL;
  g_autoptr (KaPlanSheet) sheet = NULL;
  const KaPlanLine *line;
  gint64 kept, change = 0;

  test_save (f->ledger, "plan_year", "year", "2026", "cap", "1", NULL);
  test_change (f->ledger, "mine", a, "risk_grade", "A");
  test_change (f->ledger, "mine", b, "risk_grade", "A");
  kept = test_save (f->ledger, "plan", "year", "2026", "mine", mine, "month", "2026-06", "kind",
                    "一般检查", "joint", "0", NULL);
  proposal = ka_plan_propose (f->ledger, 2026, 1, day ("2026-01-05"), NULL);
  g_assert_cmpuint (proposal->lines->len, ==, 1);
  line = g_ptr_array_index (proposal->lines, 0);
  g_assert_cmpint (line->mine, ==, b);
  g_assert_cmpuint (line->month, ==, 6);
  g_assert_true (line->joint);
  g_assert_nonnull (strstr (line->reason, "综合查一次"));
  g_assert_true (ka_plan_accept (f->ledger, proposal, &change, NULL));
  test_assert_text (test_value (f->ledger, "plan", kept, "joint"), "1");
  sheet = ka_plan_sheet_new (f->ledger, 2026, day ("2026-01-05"), NULL);
  g_assert_cmpuint (sheet->over_cap->len, ==, 0);
  g_assert_cmpint (ka_ledger_undo_change (f->ledger, change, NULL), >, 0);
  test_assert_text (test_value (f->ledger, "plan", kept, "joint"), "0");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add ("/rules/plan/visits", Fixture, NULL, set_up, test_visits, tear_down);
  g_test_add ("/rules/plan/joined", Fixture, NULL, set_up, test_joined, tear_down);
  return g_test_run ();
}
