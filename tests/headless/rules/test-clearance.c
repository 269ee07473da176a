/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 动态清零: open, how long, the trend, and the proposals with their evidence. */
#include "config.h"

#include "ka-clearance.h"
#include "store-test.h"

#include <inttypes.h>

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise;
  char *mine;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  gint64 id;

  ka_set_today (ka_day_from_iso ("2026-05-10"));
  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  f->enterprise = test_enterprise (f->ledger, "甲公司");
  id = test_mine (f->ledger, f->enterprise, "甲矿");
  test_change (f->ledger, "mine", id, "status", "生产");
  f->mine = g_strdup_printf ("%" PRId64, id);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  g_free (f->mine);
  test_folder_remove (f->folder);
}

static void
add (Fixture *f, const char *level, const char *found, const char *closed, const char *criterion)
{
  static guint n;
  g_autofree char *text = g_strdup_printf ("隐患%u", ++n);

  test_save (f->ledger, "hazard", "mine", f->mine, "level", level, "found", found, "description",
             text, "criterion", criterion, "closed", closed != NULL ? closed : "", NULL);
}

static void
test_figures (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaClearance) clearance = NULL;
  const KaClearanceOpen *first;
  const KaClearancePoint *points;

  clearance = ka_clearance_read (f->ledger, ka_today (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (clearance->known, ==, 0);
  g_clear_pointer (&clearance, ka_clearance_free);

  add (f, "重大", "2026-01-05", NULL, "LT-06");
  add (f, "重大", "2025-11-01", "2026-02-10", "LT-01");
  add (f, "重大", "2026-05-01", NULL, "LT-02");
  add (f, "重大", "2026-04-01", "2026-05-10", "LT-03");
  add (f, "一般", "2025-01-01", NULL, "LT-03");
  add (f, "重大", "2026-05-11", NULL, "LT-04"); /* not yet found on the day */
  clearance = ka_clearance_read (f->ledger, ka_today (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (clearance->open->len, ==, 2);
  first = g_ptr_array_index (clearance->open, 0);
  g_assert_cmpint (first->days, ==, 125);
  points = clearance->points + KA_CLEARANCE_QUARTERS - 3;
  g_assert_cmpint (points[0].quarter, ==, ka_quarter_from_text ("2025Q4"));
  g_assert_cmpuint (points[0].found, ==, 1);
  g_assert_cmpuint (points[0].open, ==, 1);
  g_assert_cmpuint (points[1].found, ==, 1);
  g_assert_cmpuint (points[1].closed, ==, 1);
  g_assert_cmpuint (points[1].open, ==, 1);
  /* The quarter that goes on, up to the day. */
  g_assert_cmpuint (points[2].found, ==, 2);
  g_assert_cmpuint (points[2].closed, ==, 1);
  g_assert_cmpuint (points[2].open, ==, 2);

  /* Each number opens just as many. */
  for (guint i = 0; i < KA_CLEARANCE_QUARTERS; i++)
    {
      const KaClearancePoint *point = &clearance->points[i];
      const guint counts[] = { [KA_CLEARANCE_OPEN] = point->open,
                               [KA_CLEARANCE_FOUND] = point->found,
                               [KA_CLEARANCE_CLOSED] = point->closed };

      for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
        {
          g_autoptr (KaQuery) query = ka_clearance_point_query (point->quarter, c, ka_today ());
          g_autoptr (GArray) ids = ka_query_ids (query, f->ledger, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (ids->len, ==, counts[c]);
        }
    }
}

static guint
count_proposals (Fixture *f, const char *code, guint *evidence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaClearance) clearance = ka_clearance_read (f->ledger, ka_today (), &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < clearance->proposals->len; i++)
    {
      KaClearanceProposal *proposal = g_ptr_array_index (clearance->proposals, i);
      g_autoptr (GArray) ids = NULL;

      if (!g_str_equal (proposal->item->rule->code, code))
        continue;
      ids = ka_query_ids (proposal->evidence, f->ledger, NULL, &error);
      g_assert_no_error (error);
      *evidence = ids->len;
      n++;
    }
  return n;
}

static void
test_proposals (Fixture *f, gconstpointer data)
{
  g_autofree char *enterprise = g_strdup_printf ("%" PRId64, f->enterprise);
  static const char *const decided[] = { "2026-01-10", "2026-02-10", "2026-03-10" };
  guint evidence = 0;

  g_assert_cmpuint (count_proposals (f, "major_twice", &evidence), ==, 0);
  add (f, "重大", "2026-03-01", NULL, "LT-06");
  add (f, "重大", "2025-04-30", "2025-06-01", "LT-06");
  g_assert_cmpuint (count_proposals (f, "major_twice", &evidence), ==, 0);
  /* Ten months apart, by one criterion: again within a year. */
  g_assert_cmpuint (count_proposals (f, "major_repeat", &evidence), ==, 1);
  g_assert_cmpuint (evidence, ==, 2);
  add (f, "重大", "2026-05-02", NULL, "LT-01");
  g_assert_cmpuint (count_proposals (f, "major_twice", &evidence), ==, 1);
  g_assert_cmpuint (evidence, ==, 2);

  test_save (f->ledger, "penalty", "enterprise", enterprise, "doc_no", "罚", "decided",
             "2026-03-10", "person", "张某", "major_hazard", "1", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (decided); i++)
    {
      g_autofree char *number = g_strdup_printf ("罚%u", i);

      g_assert_cmpuint (count_proposals (f, "penalty_frequency", &evidence), ==, 0);
      test_save (f->ledger, "penalty", "enterprise", enterprise, "doc_no", number, "decided",
                 decided[i], "major_hazard", "1", NULL);
    }
  g_assert_cmpuint (count_proposals (f, "penalty_frequency", &evidence), ==, 1);
  g_assert_cmpuint (evidence, ==, 3);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/rules/clearance/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("figures", test_figures);
  ADD ("proposals", test_proposals);
  return g_test_run ();
}
