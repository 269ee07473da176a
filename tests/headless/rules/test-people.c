/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duties by month and posts by mine: what is met, missed and not owed. */
#include "config.h"

#include <ka-people.h>

#include "store-test.h"

#define DAY "2025-10-08"

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise, mine;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
  fixture->enterprise = test_enterprise (fixture->ledger, "重庆甲矿业有限公司");
  fixture->mine = test_mine (fixture->ledger, fixture->enterprise, "甲石灰岩矿");
  test_change (fixture->ledger, "mine", fixture->mine, "type", "露天矿山");
  test_change (fixture->ledger, "mine", fixture->mine, "status", "生产");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

static GPtrArray *
find_duties (Fixture *fixture, const char *field)
{
  guint n;
  const KaDutyMeasure *measures = ka_duty_measures (&n);
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = NULL;

  for (guint i = 0; i < n; i++)
    if (g_str_equal (measures[i].field, field))
      lines = ka_duty_table (fixture->ledger, &measures[i], 2025, ka_day_from_iso (DAY), &error);
  g_assert_no_error (error);
  g_assert_nonnull (lines);
  return lines;
}

static void
assert_duty (Fixture *fixture, const char *field, int month, KaCellState state)
{
  g_autoptr (GPtrArray) lines = find_duties (fixture, field);
  const KaMineLine *line = g_ptr_array_index (lines, 0);

  g_test_message ("%s in month %d", field, month);
  g_assert_cmpint (line->cells[month - 1].state, ==, state);
}

static void
test_duties (Fixture *fixture, gconstpointer data)
{
  test_save (fixture->ledger, "duty", "mine", "1", "month", "2025-08", "controller_days", "10",
             "engineer_days", "15", "controller_meetings", "1", NULL);
  test_save (fixture->ledger, "duty", "mine", "1", "month", "2025-09", "controller_days", "9",
             "engineer_days", "14", "controller_meetings", "0", NULL);
  test_save (fixture->ledger, "duty", "mine", "1", "month", "2025-10", "controller_days", "2",
             NULL);
  assert_duty (fixture, "controller_days", 7, KA_CELL_ABSENT);
  assert_duty (fixture, "controller_days", 8, KA_CELL_MET);
  assert_duty (fixture, "controller_days", 9, KA_CELL_MISSED);
  assert_duty (fixture, "controller_days", 10, KA_CELL_EMPTY); /* it still runs */
  assert_duty (fixture, "controller_days", 11, KA_CELL_EMPTY);
  assert_duty (fixture, "engineer_days", 8, KA_CELL_MET);
  assert_duty (fixture, "engineer_days", 9, KA_CELL_MISSED);
  assert_duty (fixture, "controller_meetings", 9, KA_CELL_MISSED);

  /* A mine that stands still owes no engineer, and reports no more. */
  test_change (fixture->ledger, "mine", fixture->mine, "status", "停产");
  assert_duty (fixture, "engineer_days", 9, KA_CELL_FREE);
  assert_duty (fixture, "controller_days", 9, KA_CELL_MISSED);
  assert_duty (fixture, "controller_days", 7, KA_CELL_EMPTY);
}

/* Those who miss it most stand first. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  gint64 other = test_mine (fixture->ledger, fixture->enterprise, "乙石灰岩矿");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, other);
  g_autoptr (GPtrArray) lines = NULL;

  test_change (fixture->ledger, "mine", other, "status", "停产");
  test_change (fixture->ledger, "mine", fixture->mine, "status", "停产");
  test_save (fixture->ledger, "duty", "mine", "1", "month", "2025-02", "controller_days", "9",
             NULL);
  test_save (fixture->ledger, "duty", "mine", id, "month", "2025-02", "controller_days", "9", NULL);
  test_save (fixture->ledger, "duty", "mine", id, "month", "2025-03", "controller_days", "0", NULL);
  lines = find_duties (fixture, "controller_days");
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpint (((KaMineLine *)lines->pdata[0])->mine, ==, other);
  g_assert_cmpuint (((KaMineLine *)lines->pdata[0])->missed, ==, 2);
  g_assert_cmpuint (((KaMineLine *)lines->pdata[1])->missed, ==, 1);
}

static const KaCell *
find_post (GPtrArray *lines, const char *post)
{
  const KaMineLine *line = g_ptr_array_index (lines, 0);

  for (guint i = 0; i < line->n_cells; i++)
    if (g_str_equal (ka_posts ()[i], post))
      return &line->cells[i];
  g_assert_not_reached ();
}

static GPtrArray *
find_posts (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = ka_post_table (fixture->ledger, ka_day_from_iso (DAY), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 1);
  return lines;
}

static void
test_posts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) bare = find_posts (fixture);
  g_autoptr (GPtrArray) staffed = NULL;
  g_autoptr (GPtrArray) below = NULL;

  g_assert_cmpint (find_post (bare, "矿长")->state, ==, KA_CELL_ABSENT);
  g_assert_cmpint (find_post (bare, "专业技术人员")->state, ==, KA_CELL_ABSENT);
  g_assert_cmpint (find_post (bare, "安全副矿长")->state, ==, KA_CELL_FREE);

  test_save (fixture->ledger, "person", "mine", "1", "name", "张某", "post", "矿长", NULL);
  test_save (fixture->ledger, "person", "enterprise", "1", "name", "王某", "post",
             "安全生产管理人员", "cert_until", "2025-10-07", NULL);
  test_save (fixture->ledger, "person", "enterprise", "1", "name", "李某", "post", "主要负责人",
             "cert_until", "2025-10-08", NULL);
  test_save (fixture->ledger, "person", "enterprise", "1", "name", "赵某", "post", "特种作业人员",
             "cert_until", "2027-10-08", NULL);
  staffed = find_posts (fixture);
  g_assert_cmpint (find_post (staffed, "矿长")->state, ==, KA_CELL_MET);
  g_assert_cmpint (find_post (staffed, "安全生产管理人员")->state, ==, KA_CELL_MISSED);
  g_assert_cmpint (find_post (staffed, "主要负责人")->state, ==, KA_CELL_NEAR);
  g_assert_cmpint (find_post (staffed, "特种作业人员")->state, ==, KA_CELL_MET);

  test_change (fixture->ledger, "mine", fixture->mine, "type", "地下矿山");
  below = find_posts (fixture);
  g_assert_cmpint (find_post (below, "安全副矿长")->state, ==, KA_CELL_ABSENT);
  g_assert_cmpint (find_post (below, "专业技术人员")->state, ==, KA_CELL_FREE);
}

/* One person with a certificate at two enterprises; two at one are none. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("person"));
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) both = NULL;

  test_enterprise (fixture->ledger, "重庆乙矿业有限公司");
  test_save (fixture->ledger, "person", "enterprise", "1", "name", "张某", "post", "特种作业人员",
             "cert_no", "T1", "specialty", "爆破作业", NULL);
  ka_query_set_predicate (query, ka_person_twice_sql (), NULL);
  none = ka_query_ids (query, fixture->ledger, NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  test_save (fixture->ledger, "person", "enterprise", "2", "name", "张某", "post", "特种作业人员",
             "cert_no", "T1", "specialty", "爆破作业", NULL);
  both = ka_query_ids (query, fixture->ledger, NULL, NULL);
  g_assert_cmpuint (both->len, ==, 2);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add ("/people/duties", Fixture, NULL, set_up, test_duties, tear_down);
  g_test_add ("/people/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/people/posts", Fixture, NULL, set_up, test_posts, tear_down);
  g_test_add ("/people/twice", Fixture, NULL, set_up, test_twice, tear_down);
  return g_test_run ();
}
