/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-indicator.h>

#include "store-test.h"

#define DAY "2025-12-31"

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
  fixture->enterprise = test_enterprise (fixture->ledger, "重庆甲矿业有限公司");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

/* "std_level=三级 std_until=2025-12-31", "" for nothing more. */
static gint64
save_pairs (KaLedger *ledger, KaRecord *record, const char *pairs)
{
  g_auto (GStrv) items = g_strsplit (pairs, " ", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; items[i] != NULL; i++)
    {
      char *equals = strchr (items[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      ka_record_set (record, items[i], equals + 1);
    }
  ka_ledger_save (ledger, record, &error);
  g_assert_no_error (error);
  return record->id;
}

/* A mine of the fixture's enterprise: 露天矿山 in 生产 unless the pairs say otherwise. */
static gint64
add_mine (Fixture *fixture, const char *name, const char *pairs)
{
  g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
  g_autofree char *enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->enterprise);

  ka_record_set (mine, "enterprise", enterprise);
  ka_record_set (mine, "name", name);
  ka_record_set (mine, "type", "露天矿山");
  ka_record_set (mine, "status", "生产");
  ka_record_set (mine, "town", "德感街道");
  return save_pairs (fixture->ledger, mine, pairs);
}

static gint64
add_of_mine (Fixture *fixture, const char *kind, gint64 mine, const char *pairs)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get (kind));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, mine);

  if (mine > 0)
    ka_record_set (record, "mine", id);
  return save_pairs (fixture->ledger, record, pairs);
}

static KaResult *
compute (KaLedger *ledger, const char *code, const char *day, const KaScope *scope)
{
  g_autoptr (GError) error = NULL;
  KaResult *result;

  result
    = ka_indicator_compute (ledger, ka_indicator_get (code), ka_day_from_iso (day), scope, &error);
  g_assert_no_error (error);
  return result;
}

static void
assert_result (KaLedger *ledger,
               const char *code,
               const char *day,
               gint64 numerator,
               gint64 denominator,
               guint missing)
{
  g_autoptr (KaResult) result = compute (ledger, code, day, NULL);

  g_test_message ("%s on %s", code, day);
  g_assert_cmpint (result->numerator, ==, numerator);
  g_assert_cmpint (result->denominator, ==, denominator);
  g_assert_cmpuint (result->missing->len, ==, missing);
}

/* ---- what one mine adds ---- */

static const struct
{
  const char *code, *pairs, *day;
  gint64 numerator, denominator;
  guint missing;
} mine_cases[] = {
  { "scale", "mineral=建筑石料用灰岩 capacity=5 capacity_unit=万立方米/年", DAY, 1, 1, 0 },
  { "scale", "mineral=建筑石料用灰岩 capacity=4.99 capacity_unit=万立方米/年", DAY, 0, 1, 0 },
  { "scale", "mineral=建筑石料用灰岩 capacity=5 capacity_unit=万吨/年 density=2.5", DAY, 0, 1, 0 },
  { "scale", "mineral=建筑石料用灰岩 capacity=12.5 capacity_unit=万吨/年 density=2.5", DAY, 1, 1,
    0 },
  { "scale", "size_class=大型", DAY, 1, 1, 0 },
  { "scale", "size_class=小型 mineral=建筑石料用灰岩 capacity=50 capacity_unit=万立方米/年", DAY, 0,
    1, 0 },
  { "scale", "", DAY, 0, 1, 1 },
  { "mechanization", "mech_extraction=1 mech_loading=1 mech_haulage=1", DAY, 3, 3, 0 },
  { "mechanization", "mech_extraction=1 mech_loading=0 mech_haulage=1 mech_ventilation=1", DAY, 2,
    3, 0 },
  { "mechanization",
    "type=地下矿山 mech_extraction=1 mech_loading=1 mech_haulage=1 mech_ventilation=0", DAY, 3, 4,
    0 },
  { "mechanization",
    "type=露天地下联合 mech_extraction=1 mech_loading=1 mech_haulage=1 mech_ventilation=1", DAY, 4,
    4, 0 },
  { "mechanization", "type=地下矿山 mech_extraction=1 mech_loading=1 mech_haulage=1", DAY, 3, 4,
    1 },
  { "mechanization", "mech_extraction=1 mech_loading=1", DAY, 2, 3, 1 },
  { "mechanization_large", "size_class=中型 mech_extraction=1 mech_loading=1 mech_haulage=1", DAY,
    1, 1, 0 },
  { "mechanization_large", "size_class=中型 mech_extraction=1 mech_loading=1 mech_haulage=0", DAY,
    0, 1, 0 },
  { "mechanization_large", "size_class=小型 mech_extraction=1 mech_loading=1 mech_haulage=1", DAY,
    0, 0, 0 },
  { "mechanization_large",
    "type=地下矿山 size_class=大型 mech_extraction=1 mech_loading=1 mech_haulage=1", DAY, 0, 1, 1 },
  { "standard3", "std_level=三级 std_until=2025-12-31", "2025-12-31", 1, 1, 0 },
  { "standard3", "std_level=三级 std_until=2025-12-31", "2026-01-01", 0, 1, 0 },
  { "standard3", "std_level=一级 std_until=2028-12-31", DAY, 1, 1, 0 },
  { "standard3", "std_level=二级 std_until=2026-06-30", DAY, 1, 1, 0 },
  { "standard3", "std_level=未达标", DAY, 0, 1, 0 },
  { "standard3", "std_level=三级", DAY, 0, 1, 1 },
  { "standard3", "", DAY, 0, 1, 1 },
  { "standard2", "std_level=二级 std_until=2025-12-31", DAY, 1, 1, 0 },
  { "standard2", "std_level=二级 std_until=2025-12-30", DAY, 0, 1, 0 },
  { "standard2", "std_level=三级 std_until=2027-12-31", DAY, 0, 1, 0 },
  { "standard2", "std_level=二级", DAY, 0, 1, 1 },
  { "standard2", "std_level=三级", DAY, 0, 1, 0 }, /* whatever its date */
  { "standard2", "", DAY, 0, 1, 1 },
  { "information", "info_management=1", DAY, 1, 1, 0 },
  { "information", "info_management=0", DAY, 0, 1, 0 },
  { "information", "", DAY, 0, 1, 1 },
  { "video", "video=1", DAY, 1, 1, 0 },
  { "video", "", DAY, 0, 1, 1 },
  { "engineer", "chief_engineer=张某", DAY, 1, 1, 0 },
  { "engineer", "", DAY, 0, 1, 0 },
  { "cards", "posts_key=10 posts_carded=8", DAY, 8, 10, 0 },
  { "cards", "posts_key=10 posts_carded=12", DAY, 10, 10, 0 },
  { "cards", "posts_key=10", DAY, 0, 10, 1 },
  { "cards", "posts_carded=5", DAY, 0, 0, 1 },
  { "training_video", "training_video=1", DAY, 1, 1, 0 },
  { "survey", "survey_status=已完成", DAY, 1, 1, 0 },
  { "survey", "survey_status=进行中", DAY, 0, 1, 0 },
  { "survey", "", DAY, 0, 1, 1 },
  { "survey", "survey_status=已完成 survey_done=2025-12-31", "2025-12-31", 1, 1, 0 },
  { "survey", "survey_status=已完成 survey_done=2026-01-01", "2025-12-31", 0, 1, 0 },
  { "published", "officials_published=2025-03-01", DAY, 1, 1, 0 },
  { "published", "officials_published=2025-12-31", "2025-12-31", 1, 1, 0 },
  { "published", "officials_published=2026-01-01", "2025-12-31", 0, 1, 0 },
  { "published", "", DAY, 0, 1, 0 },
  /* N: closed never counts, tailings ponds only when switched in. */
  { "video", "status=关闭 video=1", DAY, 0, 0, 0 },
  { "video", "type=尾矿库 video=1", DAY, 0, 0, 0 },
  { "video", "status=基建 video=1", DAY, 1, 1, 0 },
  { "video", "status=停建 video=1", DAY, 1, 1, 0 },
};

static void
test_mines (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (mine_cases); i++)
    {
      gint64 mine;

      g_test_message ("%s: %s", mine_cases[i].code, mine_cases[i].pairs);
      mine = add_mine (fixture, "陡石梯砂岩矿", mine_cases[i].pairs);
      assert_result (fixture->ledger, mine_cases[i].code, mine_cases[i].day,
                     mine_cases[i].numerator, mine_cases[i].denominator, mine_cases[i].missing);
      g_assert_true (ka_ledger_delete (fixture->ledger, ka_kind_get ("mine"), mine, NULL));
    }
}

/* ---- the switches ---- */

static void
test_switches (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key;
    gint64 without, with;
  } switches[] = {
    { "scope.construction", 4, 5 },
    { "scope.suspended", 3, 5 },
    { "scope.tailings", 5, 6 },
  };
  g_autoptr (GError) error = NULL;

  add_mine (fixture, "甲矿", "video=1");
  add_mine (fixture, "乙矿", "status=基建");
  add_mine (fixture, "丙矿", "status=停产");
  add_mine (fixture, "丁矿", "status=停建");
  add_mine (fixture, "戊矿", "status=关闭 video=1");
  add_mine (fixture, "己库", "type=尾矿库 video=1");
  add_mine (fixture, "庚矿", "type=地下矿山");
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      g_autofree char *before = g_strdup (ka_ledger_setting (fixture->ledger, switches[i].key));
      g_autoptr (KaResult) out = NULL;
      g_autoptr (KaResult) in = NULL;

      ka_ledger_set_setting (fixture->ledger, switches[i].key, "0", &error);
      g_assert_no_error (error);
      out = compute (fixture->ledger, "video", DAY, NULL);
      g_assert_cmpint (out->denominator, ==, switches[i].without);
      ka_ledger_set_setting (fixture->ledger, switches[i].key, "1", &error);
      g_assert_no_error (error);
      in = compute (fixture->ledger, "video", DAY, NULL);
      g_assert_cmpint (in->denominator, ==, switches[i].with);
      ka_ledger_set_setting (fixture->ledger, switches[i].key, before, &error);
      g_assert_no_error (error);
    }
}

/* An enterprise counts for 奖励机制 while it has a mine that counts. */
static void
test_reward (Fixture *fixture, gconstpointer data)
{
  gint64 other = test_save (fixture->ledger, "enterprise", "name", "重庆乙矿业有限公司", NULL);
  gint64 mine;

  assert_result (fixture->ledger, "reward", DAY, 0, 0, 0);
  mine = add_mine (fixture, "甲矿", "status=基建");
  add_mine (fixture, "乙矿", "");
  assert_result (fixture->ledger, "reward", DAY, 0, 1, 1);
  test_change (fixture->ledger, "enterprise", fixture->enterprise, "reward_scheme", "1");
  assert_result (fixture->ledger, "reward", DAY, 1, 1, 0);
  test_change (fixture->ledger, "enterprise", fixture->enterprise, "reward_scheme_since",
               "2026-01-01");
  assert_result (fixture->ledger, "reward", "2025-12-31", 0, 1, 0);
  assert_result (fixture->ledger, "reward", "2026-01-01", 1, 1, 0);
  test_change (fixture->ledger, "enterprise", fixture->enterprise, "reward_scheme_since", NULL);
  test_change (fixture->ledger, "enterprise", other, "reward_scheme", "1");
  assert_result (fixture->ledger, "reward", DAY, 1, 1, 0);
  fixture->enterprise = other;
  mine = add_mine (fixture, "丙矿", "");
  assert_result (fixture->ledger, "reward", DAY, 2, 2, 0);
  test_change (fixture->ledger, "mine", mine, "status", "关闭");
  assert_result (fixture->ledger, "reward", DAY, 1, 1, 0);
}

static void
test_regulators (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *professional, *enforcement;
  } people[] = {
    { "甲", "1", "1" },   { "乙", "0", "1" },  { "丙", "1", "0" },
    { "丁", NULL, NULL }, { "戊", NULL, "1" },
  };
  g_autoptr (KaResult) result = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (KaRecord) person = test_record ("regulator", "name", people[i].name, "level",
                                                 i == 0 ? "区级监管部门" : "镇街", NULL);

      ka_record_set (person, "town", i == 0 ? NULL : i < 3 ? "双福街道" : "德感街道");
      ka_record_set (person, "professional", people[i].professional);
      ka_record_set (person, "enforcement", people[i].enforcement);
      g_assert_true (ka_ledger_save (fixture->ledger, person, NULL));
    }
  assert_result (fixture->ledger, "regulator", DAY, 2, 5, 2);
  /* Who may be one is missing as well; who is none does not count. */
  assert_result (fixture->ledger, "enforcement", DAY, 1, 3, 2);
  parts = ka_indicator_breakdown (fixture->ledger, ka_indicator_get ("regulator"),
                                  ka_day_from_iso (DAY), "town", NULL, NULL);
  g_assert_cmpuint (parts->len, ==, 3);
  g_assert_cmpstr (((KaPart *)parts->pdata[0])->label, ==, "德感街道");
  g_assert_cmpstr (((KaPart *)parts->pdata[1])->label, ==, "双福街道");
  g_assert_cmpstr (((KaPart *)parts->pdata[2])->label, ==, "区级监管部门");
  g_assert_cmpstr (((KaPart *)parts->pdata[1])->value, ==, "50.0");
}

static void
test_hazards (Fixture *fixture, gconstpointer data)
{
  gint64 mine = add_mine (fixture, "甲矿", "");
  g_autoptr (KaResult) result = NULL;

  add_of_mine (fixture, "hazard", mine, "found=2025-12-31 level=重大 description=一");
  add_of_mine (fixture, "hazard", mine,
               "found=2025-03-01 level=重大 description=二 closed=2025-12-31");
  add_of_mine (fixture, "hazard", mine,
               "found=2025-03-01 level=重大 description=三 rectified=2025-05-01 closed=2026-01-01");
  add_of_mine (fixture, "hazard", mine, "found=2026-01-01 level=重大 description=四");
  add_of_mine (fixture, "hazard", mine, "found=2025-03-01 level=一般 description=五");
  assert_result (fixture->ledger, "major_closed", DAY, 1, 3, 0);
  assert_result (fixture->ledger, "major_closed", "2026-01-01", 2, 4, 0);
  assert_result (fixture->ledger, "major_closed", "2025-02-28", 0, 0, 0);
  result = compute (fixture->ledger, "major_closed", DAY, NULL);
  /* What is rectified is nearer than what is not. */
  g_assert_cmpuint (result->nearest->len, ==, 2);
  g_assert_cmpint (g_array_index (result->nearest, gint64, 0), ==, 3);
  g_assert_cmpint (result->gap, ==, 2);
}

static void
test_projects (Fixture *fixture, gconstpointer data)
{
  gint64 mine = add_mine (fixture, "甲矿", "");

  add_of_mine (fixture, "project", mine, "name=一 accepted=2025-01-01 sampled=1");
  add_of_mine (fixture, "project", mine, "name=二 accepted=2025-12-31 sampled=0");
  add_of_mine (fixture, "project", mine, "name=三 accepted=2025-06-30");
  add_of_mine (fixture, "project", mine, "name=四 accepted=2024-12-31 sampled=1");
  add_of_mine (fixture, "project", mine, "name=五 sampled=1");
  assert_result (fixture->ledger, "acceptance_sample", DAY, 1, 3, 1);
  assert_result (fixture->ledger, "acceptance_sample", "2025-12-30", 1, 2, 1);
  assert_result (fixture->ledger, "acceptance_sample", "2026-01-01", 0, 0, 0);
}

static void
test_cases (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaResult) none = NULL;
  g_autoptr (KaResult) one = NULL;

  none = compute (fixture->ledger, "cases", DAY, NULL);
  g_assert_cmpint (none->denominator, ==, -1);
  g_assert_cmpstr (none->value, ==, "0");
  g_assert_cmpint (none->met, ==, 0);
  g_assert_cmpint (none->gap, ==, 1);
  add_of_mine (fixture, "typical_case", 0, "quarter=2025Q4 title=一 reported=2025-10-01");
  add_of_mine (fixture, "typical_case", 0, "quarter=2025Q4 title=二 reported=2026-01-01");
  add_of_mine (fixture, "typical_case", 0, "quarter=2025Q3 title=三 reported=2025-09-30");
  add_of_mine (fixture, "typical_case", 0, "quarter=2025Q4 title=四");
  one = compute (fixture->ledger, "cases", DAY, NULL);
  g_assert_cmpint (one->numerator, ==, 1);
  g_assert_cmpint (one->met, ==, 1);
  g_assert_cmpint (one->gap, ==, 0);
}

static void
test_accidents (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *pairs;
    gint64 larger;
  } accidents[] = {
    { "occurred=2025-01-01T00:10 deaths=2 serious=9 loss=999.9999", 0 },
    { "occurred=2025-05-01T08:00 deaths=3", 1 },
    { "occurred=2025-06-01T08:00 serious=10", 1 },
    { "occurred=2025-07-01T08:00 loss=1000", 1 },
    { "occurred=2025-08-01T08:00 grade=较大", 1 },
    { "occurred=2025-09-01T08:00 grade=一般 deaths=5", 0 },
    { "occurred=2024-12-31T23:59 deaths=9", 0 },
    { "occurred=2025-12-31T23:59 deaths=30", 1 },
  };
  gint64 expected = 0;
  g_autoptr (KaResult) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (accidents); i++)
    {
      g_autofree char *pairs = g_strdup_printf ("title=事故%u %s", i, accidents[i].pairs);

      add_of_mine (fixture, "accident", 0, pairs);
      expected += accidents[i].larger;
    }
  result = compute (fixture->ledger, "accidents_larger", DAY, NULL);
  g_assert_cmpint (result->numerator, ==, expected);
  g_assert_cmpint (result->met, ==, 0);
  /* What has happened cannot be put right. */
  g_assert_cmpint (result->gap, ==, -1);
  g_assert_cmpuint (result->failing->len, ==, (guint)expected);
}

/* ---- the whole ---- */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results
    = ka_indicators_compute (fixture->ledger, ka_day_from_iso (DAY), NULL, &error);
  const KaIndicator *indicators;
  guint n;

  g_assert_no_error (error);
  indicators = ka_indicators (&n);
  g_assert_cmpuint (n, ==, 19);
  g_assert_cmpuint (results->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const KaResult *result = g_ptr_array_index (results, i);

      g_assert_true (result->indicator == &indicators[i]);
      g_assert_cmpint (result->numerator, ==, 0);
      g_assert_cmpint (result->denominator, <=, 0);
      g_assert_cmpuint (result->failing->len, ==, 0);
      g_assert_cmpstr (result->value, ==, result->denominator == 0 ? "—" : "0");
      if (result->denominator == 0)
        g_assert_cmpint (result->met, ==, -1);
    }
}

/* Every indicator has its words, and the code table has no other. */
static void
test_words (void)
{
  const KaCodeTable *table = ka_codes_get ("indicators");
  const KaIndicator *indicators;
  guint n;

  indicators = ka_indicators (&n);
  g_assert_cmpuint (ka_codes_size (table), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (ka_indicator_get (indicators[i].code) == &indicators[i]);
      g_assert_nonnull (ka_codes_lookup (table, indicators[i].code, KA_DAY_NONE));
      g_assert_cmpstr (ka_indicator_name (&indicators[i]), !=, "");
      g_assert_cmpstr (ka_indicator_group (&indicators[i]), !=, "");
      g_assert_cmpstr (ka_indicator_unit (&indicators[i]), !=, "");
      g_assert_cmpstr (ka_indicator_source (&indicators[i]), !=, "");
      g_assert_cmpstr (ka_indicator_definition (&indicators[i]), !=, "");
      g_assert_cmpstr (ka_indicator_counter (&indicators[i]), !=, "");
    }
  g_assert_null (ka_indicator_get ("no_such"));
}

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  gint64 a = add_mine (fixture, "甲矿", "mech_extraction=0 mech_loading=0 mech_haulage=1");
  gint64 b = add_mine (fixture, "乙矿", "mech_extraction=1 mech_loading=1 mech_haulage=0");
  gint64 c = add_mine (fixture, "丙矿", "mech_extraction=1 mech_loading=1 mech_haulage=1");
  const KaIndicator *indicator = ka_indicator_get ("mechanization");
  g_autoptr (KaResult) result = compute (fixture->ledger, "mechanization", DAY, NULL);
  g_autoptr (KaQuery) failing = NULL;
  g_autoptr (KaQuery) counted = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) all = NULL;

  /* In the kind's order, by pinyin: 丙 甲 乙. */
  g_assert_cmpuint (result->failing->len, ==, 2);
  g_assert_cmpint (g_array_index (result->failing, gint64, 0), ==, a);
  g_assert_cmpint (g_array_index (result->failing, gint64, 1), ==, b);
  g_assert_cmpint (g_array_index (result->nearest, gint64, 0), ==, b);
  g_assert_cmpint (g_array_index (result->nearest, gint64, 1), ==, a);
  g_assert_cmpint (result->gap, ==, 2);
  failing = ka_indicator_query (fixture->ledger, indicator, ka_day_from_iso (DAY), TRUE);
  ids = ka_query_ids (failing, fixture->ledger, NULL, NULL);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), result->failing->data,
                   result->failing->len * sizeof (gint64));
  counted = ka_indicator_query (fixture->ledger, indicator, ka_day_from_iso (DAY), FALSE);
  all = ka_query_ids (counted, fixture->ledger, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (g_array_index (all, gint64, 0), ==, c);
}

/* How far a small mine is from 中型 tells which is nearest. */
static void
test_effort (Fixture *fixture, gconstpointer data)
{
  gint64 far, near, middle;
  g_autoptr (KaResult) result = NULL;

  far = add_mine (fixture, "甲矿", "mineral=建筑石料用灰岩 capacity=0.5 capacity_unit=万立方米/年");
  near
    = add_mine (fixture, "乙矿", "mineral=建筑石料用灰岩 capacity=4.9 capacity_unit=万立方米/年");
  middle
    = add_mine (fixture, "丙矿", "mineral=建筑石料用灰岩 capacity=2 capacity_unit=万立方米/年");
  result = compute (fixture->ledger, "scale", DAY, NULL);
  g_assert_cmpint (g_array_index (result->nearest, gint64, 0), ==, near);
  g_assert_cmpint (g_array_index (result->nearest, gint64, 1), ==, middle);
  g_assert_cmpint (g_array_index (result->nearest, gint64, 2), ==, far);
}

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  const KaScope town = { .town = "双福街道" };
  const KaScope both = { .town = "双福街道", .size = "中型" };
  const KaScope type = { .type = "地下矿山" };
  gint64 mine;
  g_autoptr (KaResult) a = NULL;
  g_autoptr (KaResult) b = NULL;
  g_autoptr (KaResult) c = NULL;
  g_autoptr (KaResult) d = NULL;
  g_autoptr (KaResult) none = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  add_mine (fixture, "甲矿", "video=1 size_class=大型");
  add_mine (fixture, "乙矿", "town=双福街道 video=1 size_class=中型");
  mine = add_mine (fixture, "丙矿", "town=双福街道 video=0 type=地下矿山 size_class=小型");
  add_of_mine (fixture, "hazard", mine, "found=2025-01-01 level=重大 description=一");
  a = compute (fixture->ledger, "video", DAY, &town);
  g_assert_cmpint (a->numerator, ==, 1);
  g_assert_cmpint (a->denominator, ==, 2);
  b = compute (fixture->ledger, "video", DAY, &both);
  g_assert_cmpint (b->denominator, ==, 1);
  c = compute (fixture->ledger, "major_closed", DAY, &town);
  g_assert_cmpint (c->denominator, ==, 1);
  d = compute (fixture->ledger, "major_closed", DAY, &both);
  g_assert_cmpint (d->denominator, ==, 0);
  none = ka_indicator_compute (fixture->ledger, ka_indicator_get ("cases"), ka_day_from_iso (DAY),
                               &town, &error);
  g_assert_null (none);
  g_assert_error (error, KA_ERROR, KA_ERROR_USAGE);
  /* By type, enterprises, regulators and cases cannot be told apart. */
  all = ka_indicators_compute (fixture->ledger, ka_day_from_iso (DAY), &type, NULL);
  g_assert_cmpuint (all->len, ==, 15);
}

static void
test_breakdown (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *by, *labels;
  } cuts[] = {
    { "town", "德感街道 双福街道 油溪镇" },
    { "type", "露天矿山 地下矿山" },
    { "size", "大型 小型 未填" },
    { "mineral", "建筑石料用灰岩 未填" },
  };
  const KaIndicator *video = ka_indicator_get ("video");
  g_autoptr (GPtrArray) wrong = NULL;
  g_autoptr (GError) error = NULL;

  add_mine (fixture, "甲矿", "video=1 size_class=大型 town=油溪镇");
  add_mine (fixture, "乙矿",
            "video=1 type=地下矿山 mineral=建筑石料用灰岩 capacity=1 capacity_unit=万立方米/年");
  add_mine (fixture, "丙矿", "video=0 town=双福街道");
  add_mine (fixture, "丁矿", "status=关闭 town=珞璜镇");
  add_mine (fixture, "戊矿", "video=1 size_class=小型");
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (GPtrArray) parts = ka_indicator_breakdown (
        fixture->ledger, video, ka_day_from_iso (DAY), cuts[i].by, NULL, &error);
      g_autoptr (GString) labels = g_string_new (NULL);
      gint64 numerator = 0, denominator = 0, failing = 0;

      g_assert_no_error (error);
      for (guint p = 0; p < parts->len; p++)
        {
          const KaPart *part = g_ptr_array_index (parts, p);

          g_string_append_printf (labels, "%s%s", p > 0 ? " " : "", part->label);
          numerator += part->numerator;
          denominator += part->denominator;
          failing += part->failing;
        }
      g_assert_cmpint (numerator, ==, 3);
      g_assert_cmpint (denominator, ==, 4);
      g_assert_cmpint (failing, ==, 1);
      g_assert_cmpstr (labels->str, ==, cuts[i].labels);
    }
  g_assert_false (ka_indicator_divides (ka_indicator_get ("reward"), "mineral"));
  wrong = ka_indicator_breakdown (fixture->ledger, ka_indicator_get ("reward"),
                                  ka_day_from_iso (DAY), "mineral", NULL, &error);
  g_assert_null (wrong);
  g_assert_error (error, KA_ERROR, KA_ERROR_USAGE);
}

/* The same question to the ledger as it was. */
static void
test_as_of (Fixture *fixture, gconstpointer data)
{
  gint64 mine = add_mine (fixture, "甲矿", "video=1");
  gint64 then = ka_ledger_get_head (fixture->ledger);
  g_autoptr (KaLedger) old = NULL;
  g_autoptr (GError) error = NULL;

  test_change (fixture->ledger, "mine", mine, "video", "0");
  add_mine (fixture, "乙矿", "video=1");
  ka_ledger_set_setting (fixture->ledger, "scope.tailings", "1", &error);
  g_assert_no_error (error);
  add_mine (fixture, "丙库", "type=尾矿库");
  assert_result (fixture->ledger, "video", DAY, 1, 3, 1);
  old = ka_ledger_open_as_of (fixture->ledger, then, &error);
  g_assert_no_error (error);
  assert_result (old, "video", DAY, 1, 1, 0);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

#define add(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/indicators/words", test_words);
  add ("/indicators/mines", test_mines);
  add ("/indicators/switches", test_switches);
  add ("/indicators/reward", test_reward);
  add ("/indicators/regulators", test_regulators);
  add ("/indicators/hazards", test_hazards);
  add ("/indicators/projects", test_projects);
  add ("/indicators/cases", test_cases);
  add ("/indicators/accidents", test_accidents);
  add ("/indicators/empty", test_empty);
  add ("/indicators/lists", test_lists);
  add ("/indicators/effort", test_effort);
  add ("/indicators/scope", test_scope);
  add ("/indicators/breakdown", test_breakdown);
  add ("/indicators/as-of", test_as_of);
  return g_test_run ();
}
