/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule has a record that trips it, one that does not, and one on the very threshold. */
#include "config.h"

#include <ka-due.h>
#include <ka-history.h>
#include <ka-workdays.h>

#include "due-cases.h"
#include "store-test.h"

static const DueCase *const ALL[] = {
  due_cases_affairs, due_cases_enforcement, due_cases_mines, due_cases_people, due_cases_projects,
};

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

/* ---- running them ---- */

typedef struct
{
  Fixture *fixture;
  const DueCase *one;
  gint64 mine2, last, task;
  /* Moved off its threshold: one of the limits by so much, or the day. */
  const KaDueLimit *limit;
  int by;
  gboolean as_said;  /* by the case */
  GString *findings; /* their groups and severities */
} Run;

static void
set_value (Run *run, KaRecord *record, const char *field, const char *value)
{
  gint64 id = 0;
  g_autofree char *text = NULL;

  if (g_str_equal (value, "mine2"))
    id = run->mine2;
  else if (g_str_equal (value, "last"))
    id = run->last;
  else if (g_str_equal (value, "task"))
    id = run->task;
  else if (g_str_equal (value, "its"))
    id = run->fixture->enterprise;
  text = id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : g_strdup (value);
  ka_record_set (record, field, text);
}

/* Of the mine, where the kind knows mines, else of the enterprise. */
static void
set_owner (Run *run, KaRecord *record)
{
  gboolean by_mine = ka_kind_field (record->kind, "mine") != NULL;
  gboolean by_enterprise = ka_kind_field (record->kind, "enterprise") != NULL;
  g_autofree char *mine = g_strdup_printf ("%" G_GINT64_FORMAT, run->fixture->mine);
  g_autofree char *enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, run->fixture->enterprise);

  if (by_mine)
    ka_record_set (record, "mine", mine);
  if (by_enterprise && (!by_mine || g_str_equal (record->kind->id, "penalty"))
      && !g_str_equal (record->kind->id, "measure_progress"))
    ka_record_set (record, "enterprise", enterprise);
}

static void
save_record (Run *run, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gboolean added = words[0][0] == '+';

  if (g_str_equal (words[0], "+mine2"))
    {
      run->mine2 = test_mine (run->fixture->ledger, run->fixture->enterprise, "乙石灰岩矿");
      test_change (run->fixture->ledger, "mine", run->mine2, "status", "停产");
      return;
    }
  if (added)
    {
      record = ka_record_new (ka_kind_get (words[0] + 1));
      set_owner (run, record);
    }
  else
    {
      gboolean mine = g_str_equal (words[0], "mine");

      record = ka_ledger_get (run->fixture->ledger, ka_kind_get (words[0]),
                              mine ? run->fixture->mine : run->fixture->enterprise, &error);
      g_assert_no_error (error);
    }
  for (guint i = 1; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      set_value (run, record, words[i], equals + 1);
    }
  ka_ledger_save (run->fixture->ledger, record, &error);
  g_assert_no_error (error);
  run->last = record->id;
  if (g_str_equal (record->kind->id, "measure"))
    run->task = record->id;
}

/* By so much more or less than where the case has it. */
static KaDay
move_off (Run *run, const KaDueRule *rule)
{
  KaDay day = ka_day_from_iso (run->one->day);
  g_autofree char *key = NULL, *value = NULL;

  if (run->limit == NULL)
    return day + run->by;
  key = g_strdup_printf ("due.%s.%s", rule->code, run->limit->id);
  value = g_strdup_printf ("%d", run->limit->value + run->by);
  ka_ledger_set_setting (run->fixture->ledger, key, value, NULL);
  return day;
}

static gboolean
is_as_said (GPtrArray *items, const char *group)
{
  guint expected = group != NULL;

  if (group != NULL && g_ascii_isdigit (group[0]) && group[1] == ' ')
    {
      expected = (guint)(group[0] - '0');
      group += 2;
    }
  if (items->len != expected)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (ka_due_group_id (((const KaDueItem *)items->pdata[i])->group), group) != 0)
      return FALSE;
  return TRUE;
}

/* Inside a change that is rolled back afterwards. */
static gboolean
run_case (KaLedger *ledger, gpointer data, GError **error)
{
  Run *run = data;
  const DueCase *one = run->one;
  const KaDueRule *rule = ka_due_rule_get (one->rule);
  g_auto (GStrv) records = g_strsplit (one->records, "; ", -1);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) local = NULL;
  KaDay day;

  g_test_message ("%s on %s: %s", one->rule, one->day, one->records);
  g_assert_nonnull (rule);
  for (guint i = 0; records[i] != NULL; i++)
    if (records[i][0] != '\0')
      save_record (run, records[i]);
  day = move_off (run, rule);
  items = ka_due_find_rule (ledger, rule, day, &local);
  g_assert_no_error (local);
  run->as_said = is_as_said (items, one->group);
  for (guint i = 0; i < items->len; i++)
    {
      const KaDueItem *item = g_ptr_array_index (items, i);

      g_test_message ("  %s", item->message);
      g_string_append_printf (run->findings, "%d %d;", item->group, item->severity);
      g_assert_true ((item->id > 0) == (rule->where != NULL));
      g_assert_cmpint (item->name[0], !=, '\0');
      g_assert_null (strchr (item->message, '$'));
      g_assert_null (strstr (item->message, "—"));
    }
  g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, "rolled back");
  return FALSE;
}

static gboolean
run_with (Fixture *fixture, const DueCase *one, const KaDueLimit *limit, int by, GString *findings)
{
  Run run = { .fixture = fixture, .one = one, .limit = limit, .by = by, .findings = findings };
  g_autoptr (GError) error = NULL;

  g_string_set_size (findings, 0);
  g_assert_false (
    ka_ledger_transact (fixture->ledger, KA_CHANGE_SAVE, "试", run_case, &run, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
  return run.as_said;
}

static gboolean
differs (Fixture *fixture, const DueCase *one, const KaDueLimit *limit)
{
  g_autoptr (GString) there = g_string_new (NULL), beside = g_string_new (NULL);

  run_with (fixture, one, limit, 0, there);
  for (int by = -1; by <= 1; by += 2)
    {
      run_with (fixture, one, limit, by, beside);
      if (!g_string_equal (there, beside))
        return TRUE;
    }
  return FALSE;
}

static void
test_cases (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (ALL); i++)
    for (const DueCase *one = ALL[i]; one->rule != NULL; one++)
      {
        g_autoptr (GString) findings = g_string_new (NULL);

        g_assert_true (run_with (fixture, one, NULL, 0, findings));
      }
}

/* Whether one of its cases stands on the threshold, so that the next one to it says otherwise. */
static gboolean
has_threshold (Fixture *fixture, const KaDueRule *rule, const KaDueLimit *limit)
{
  for (guint i = 0; i < G_N_ELEMENTS (ALL); i++)
    for (const DueCase *one = ALL[i]; one->rule != NULL; one++)
      if (g_str_equal (one->rule, rule->code) && differs (fixture, one, limit))
        return TRUE;
  return FALSE;
}

/* No rule with a date or a limit without a case right on it: 200.0 m, 10 days, 90 days before. */
static void
test_thresholds (Fixture *fixture, gconstpointer data)
{
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);

  for (guint i = 0; i < n; i++)
    {
      if (ka_due_rule_is_question (rules[i]))
        continue;
      if (rules[i]->due != NULL && !has_threshold (fixture, rules[i], NULL))
        g_test_fail_printf ("%s has no case on its day", rules[i]->code);
      for (guint l = 0; l < KA_DUE_MAX_LIMITS && rules[i]->limits[l].id != NULL; l++)
        if (!has_threshold (fixture, rules[i], &rules[i]->limits[l]))
          g_test_fail_printf ("%s has no case on “%s”", rules[i]->code, rules[i]->limits[l].id);
    }
}

/* No rule without its three sides. */
static void
test_table (void)
{
  guint n, n_settings;
  const KaDueRule *const *rules = ka_due_rules (&n);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  const KaSetting *settings = ka_due_settings (&n_settings);

  g_assert_cmpuint (n, >, 60);
  for (guint i = 0; i < n; i++)
    {
      const KaDueRule *rule = rules[i];
      const KaKind *kind = ka_kind_get (rule->kind);
      guint found = 0, passed = 0;

      g_test_message ("%s", rule->code);
      g_assert_true (g_hash_table_add (codes, (gpointer)rule->code));
      g_assert_nonnull (kind);
      g_assert_true ((rule->where != NULL) != (rule->district != NULL));
      if (rule->field != NULL)
        g_assert_nonnull (ka_kind_field (kind, rule->field));
      if (ka_due_rule_is_question (rule))
        {
          g_assert_nonnull (rule->chip);
          continue;
        }
      g_assert_nonnull (rule->name);
      g_assert_nonnull (rule->message);
      g_assert_true (rule->unknown == NULL || rule->missing != NULL);
      g_assert_true (rule->urgent == NULL || rule->pressing != NULL);
      for (guint c = 0; c < G_N_ELEMENTS (ALL); c++)
        for (const DueCase *one = ALL[c]; one->rule != NULL; one++)
          if (g_str_equal (one->rule, rule->code))
            {
              found += one->group != NULL;
              passed += one->group == NULL;
            }
      g_assert_cmpuint (found, >=, 1);
      g_assert_cmpuint (passed, >=, 1);
      g_assert_cmpuint (found + passed, >=, 3);
    }
  for (guint i = 0; i < n_settings; i++)
    {
      g_assert_true (ka_setting_get (settings[i].key) == &settings[i]);
      g_assert_nonnull (settings[i].label);
      g_assert_nonnull (settings[i].section);
    }
}

/* The predicates of lists and chips are the rules' own. */
static void
test_lists (Fixture *fixture, gconstpointer data)
{
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);
  KaDay on = ka_day_from_iso ("2025-10-01");

  test_save (fixture->ledger, "hazard", "mine", "1", "found", "2025-09-01", "level", "一般",
             "description", "甲", "deadline", "2025-10-05", NULL);
  test_save (fixture->ledger, "hazard", "mine", "1", "found", "2025-09-01", "level", "一般",
             "description", "乙", "deadline", "2025-09-30", NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KaQuery) query = NULL;
      g_autoptr (KaQuery) chip = NULL;
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GArray) narrower = NULL;
      g_autoptr (GError) error = NULL;

      if (rules[i]->where == NULL)
        continue;
      query = ka_due_query (fixture->ledger, rules[i], on);
      ids = ka_query_ids (query, fixture->ledger, NULL, &error);
      g_assert_no_error (error);
      chip = ka_query_copy (query);
      ka_due_apply_chip (fixture->ledger, rules[i], on, chip);
      narrower = ka_query_ids (chip, fixture->ledger, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (narrower->len, <=, ids->len);
      if (g_str_equal (rules[i]->code, "hazard_overdue"))
        {
          g_assert_cmpuint (ids->len, ==, 2);
          g_assert_cmpuint (narrower->len, ==, 1);
        }
    }
}

static const KaDueItem *
find_item (GPtrArray *items, const char *code)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((KaDueItem *)items->pdata[i])->rule->code, code))
      return items->pdata[i];
  return NULL;
}

static GPtrArray *
find (KaLedger *ledger, const char *day)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = ka_due_find (ledger, ka_day_from_iso (day), NULL, &error);

  g_assert_no_error (error);
  return items;
}

/* Nothing can be silenced without a trace, and everything can be undone. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = find (fixture->ledger, "2025-10-01");
  g_autoptr (GPtrArray) postponed = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  g_autoptr (GPtrArray) noted = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) undo = NULL;
  const KaDueItem *item = find_item (before, "no_engineer");

  g_assert_nonnull (item);
  g_assert_cmpint (item->group, ==, KA_DUE_WRONG);
  /* A day needs a reason. */
  g_assert_false (
    ka_due_note (fixture->ledger, item, ka_day_from_iso ("2025-11-01"), NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_REQUIRED);
  g_clear_error (&error);
  g_assert_true (
    ka_due_note (fixture->ledger, item, ka_day_from_iso ("2025-11-01"), "正在招聘", &error));
  g_assert_no_error (error);

  postponed = find (fixture->ledger, "2025-10-31");
  g_assert_cmpuint (postponed->len, ==, before->len);
  g_assert_cmpint (find_item (postponed, "no_engineer")->group, ==, KA_DUE_POSTPONED);
  g_assert_cmpstr (find_item (postponed, "no_engineer")->reason, ==, "正在招聘");
  again = find (fixture->ledger, "2025-11-01");
  g_assert_cmpint (find_item (again, "no_engineer")->group, ==, KA_DUE_WRONG);
  g_assert_cmpstr (find_item (again, "no_engineer")->reason, ==, "正在招聘");

  undo = ka_ledger_next_undo (fixture->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_undo_change (fixture->ledger, undo->id, &error), >, 0);
  undone = find (fixture->ledger, "2025-10-01");
  g_assert_cmpint (find_item (undone, "no_engineer")->group, ==, KA_DUE_WRONG);
  g_assert_cmpint (find_item (undone, "no_engineer")->note, ==, 0);

  item = find_item (undone, "no_engineer");
  g_assert_true (ka_due_note (fixture->ledger, item, KA_DAY_NONE, "已电话催办", &error));
  noted = find (fixture->ledger, "2025-10-01");
  item = find_item (noted, "no_engineer");
  g_assert_cmpint (item->group, ==, KA_DUE_WRONG);
  g_assert_cmpstr (item->reason, ==, "已电话催办");
  g_assert_true (ka_due_note (fixture->ledger, item, KA_DAY_NONE, NULL, &error));
  g_assert_cmpint (ka_ledger_count (fixture->ledger, ka_kind_get ("due_note"), NULL), ==, 0);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  static const char *const NO_LADDERS[] = { "", "，", "abc", "90,abc", "0", "-7", "30.5", "99999" };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) stricter = NULL;
  g_autoptr (GPtrArray) longer = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) off = NULL;
  g_autoptr (GError) error = NULL;

  test_change (fixture->ledger, "mine", 1, "slope_height", "150");
  test_change (fixture->ledger, "mine", 1, "slope_monitored", "0");
  test_change (fixture->ledger, "mine", 1, "std_level", "三级");
  test_change (fixture->ledger, "mine", 1, "std_until", "2026-03-01");
  before = find (fixture->ledger, "2025-10-01");
  g_assert_nonnull (find_item (before, "no_engineer"));
  g_assert_null (find_item (before, "slope_monitor"));
  g_assert_null (find_item (before, "std_expiry"));

  none = ka_due_rules_off (fixture->ledger);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (ka_ledger_set_setting (fixture->ledger, "due.no_engineer", "0", &error));
  without = find (fixture->ledger, "2025-10-01");
  g_assert_null (find_item (without, "no_engineer"));
  off = ka_due_rules_off (fixture->ledger);
  g_assert_cmpuint (off->len, ==, 1);
  g_assert_true (off->pdata[0] == ka_due_rule_get ("no_engineer"));
  g_assert_true (
    ka_ledger_set_setting (fixture->ledger, "due.slope_monitor.height", "150", &error));
  stricter = find (fixture->ledger, "2025-10-01");
  g_assert_nonnull (find_item (stricter, "slope_monitor"));
  g_assert_true (ka_ledger_set_setting (fixture->ledger, "due.ladder", "7，30，180", &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (NO_LADDERS); i++)
    {
      g_assert_false (ka_ledger_set_setting (fixture->ledger, "due.ladder", NO_LADDERS[i], &error));
      g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
      g_clear_error (&error);
    }
  longer = find (fixture->ledger, "2025-10-01");
  g_assert_nonnull (find_item (longer, "std_expiry"));
  g_assert_cmpint (find_item (longer, "std_expiry")->step, ==, 180);
}

/* A ledger with nothing in it owes nothing; one as of a revision is judged like any other. */
static void
test_ledgers (void)
{
  char *folder = test_folder_new ();
  KaLedger *ledger = test_ledger_new (folder);
  g_autoptr (GPtrArray) empty = find (ledger, "2025-12-31");
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GPtrArray) then = NULL;
  g_autoptr (KaLedger) past = NULL;
  gint64 head, mine;

  g_assert_cmpuint (empty->len, ==, 0);
  mine = test_mine (ledger, test_enterprise (ledger, "甲"), "乙");
  head = ka_ledger_get_head (ledger);
  test_change (ledger, "mine", mine, "chief_engineer", "张某");
  now = find (ledger, "2025-12-31");
  g_assert_null (find_item (now, "no_engineer"));
  past = ka_ledger_open_as_of (ledger, head, NULL);
  then = find (past, "2025-12-31");
  g_assert_nonnull (find_item (then, "no_engineer"));
  g_clear_object (&past);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* The rule reckons working days in SQL; the calendar does in C. */
static void
test_workdays (Fixture *fixture, gconstpointer data)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (KaWorkdays) workdays = ka_workdays_new (fixture->ledger, NULL);
  g_autofree char *enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->enterprise);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 60; i++)
    {
      KaDay decided = ka_day_from_ymd (2025, 1, 1) + g_rand_int_range (rand, 0, 700);
      g_autofree char *iso = ka_day_to_iso (decided);
      g_autofree char *number = g_strdup_printf ("罚%u", i);
      gint64 id = test_save (fixture->ledger, "penalty", "enterprise", enterprise, "doc_no", number,
                             "kind", "警告", "decided", iso, NULL);
      g_autoptr (GPtrArray) items = ka_due_find_rule (
        fixture->ledger, ka_due_rule_get ("penalty_publish"), decided + 1, NULL);
      const KaDueItem *item = NULL;

      for (guint k = 0; k < items->len; k++)
        if (((const KaDueItem *)g_ptr_array_index (items, k))->id == id)
          item = g_ptr_array_index (items, k);
      g_test_message ("%s", iso);
      g_assert_nonnull (item);
      g_assert_cmpint (item->due, ==, ka_workdays_add (workdays, decided, 7));
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/due/table", test_table);
  g_test_add ("/due/cases", Fixture, NULL, set_up, test_cases, tear_down);
  g_test_add ("/due/thresholds", Fixture, NULL, set_up, test_thresholds, tear_down);
  g_test_add ("/due/lists", Fixture, NULL, set_up, test_lists, tear_down);
  g_test_add ("/due/notes", Fixture, NULL, set_up, test_notes, tear_down);
  g_test_add ("/due/settings", Fixture, NULL, set_up, test_settings, tear_down);
  g_test_add_func ("/due/ledgers", test_ledgers);
  g_test_add ("/rules/due/workdays", Fixture, NULL, set_up, test_workdays, tear_down);
  return g_test_run ();
}
