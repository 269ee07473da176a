/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check of a case file: each rule trips, does not trip, and holds at its threshold. */
#include "config.h"

#include "ka-case-file.h"
#include "store-test.h"

#include <inttypes.h>
#include <string.h>

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise, mine;
} Fixture;

#define TODAY "2026-03-20"

static void
set_up (Fixture *f, gconstpointer data)
{
  ka_set_today (ka_day_from_iso (TODAY));
  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  f->enterprise = test_enterprise (f->ledger, "甲公司");
  f->mine = test_mine (f->ledger, f->enterprise, "甲矿");
  test_save (f->ledger, "regulator", "name", "李四", "level", "区级监管部门", "cert_no", "50001",
             NULL);
  test_save (f->ledger, "regulator", "name", "王五", "level", "区级监管部门", "cert_no", "50002",
             NULL);
  test_save (f->ledger, "regulator", "name", "赵六", "level", "镇街", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  test_folder_remove (f->folder);
}

/* A whole case in which nothing is wrong; each test changes one thing in it. */
static const struct
{
  const char *kind;
  const char *values;
} SOUND[] = {
  { "inspection",
    "trigger=双随机|started=2026-01-05|ended=2026-01-06|inspectors=李四、王五|notice_no=通1|record_no=记1|"
    "scheme_no=案1|scheme_approved=2026-01-05|signed=2026-01-06|begin_time=2026-01-05T09:00|"
    "end_time=2026-01-06T16:00|found=发现问题1项|result=立案处罚|examined=5|exam_passed=5" },
  { "hazard",
    "level=重大|found=2026-01-05|source=监管检查|description=护栏缺失|criterion=LT-06|violated=《规程》5.2|"
    "order_no=责1|ordered=2026-01-06|deadline=2026-02-10|responsible=张三|measures=修|funds=1|contingency=撤|"
    "reported_online=2026-01-07|supervised=区级|supervision_no=督1|rectified=2026-02-08|reviewed=2026-02-18|"
    "reviewer=李四、王五|review_no=复1|review_result=合格|accepted=2026-02-18|closed=2026-02-19|"
    "resumed=2026-02-19|case_filed=2026-01-06" },
  { "postponement",
    "asked=2026-01-25|old_deadline=2026-01-30|deadline=2026-02-10|reason=雨|granted=2026-01-30|granted_by=局长" },
  { "hazard_round", "round=1|order_no=责0|reviewed=2026-01-20|review_no=复0|review_result=不合格" },
  { "penalty",
    "doc_no=罚1|filed=2026-01-06|informed=2026-02-01|decided=2026-02-04|kind=罚款|amount=10000|violated=法|"
    "basis=法|published=2026-02-10|executed=2026-02-15" },
};

static void
set (KaRecord *record, const char *values)
{
  g_auto (GStrv) pairs = g_strsplit (values, "|", -1);

  for (guint i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      char *equals = strchr (pairs[i], '=');

      *equals = '\0';
      ka_record_set (record, pairs[i], equals + 1);
    }
}

/* Makes the sound case with other values in the records of one kind (NULL values: without them). */
static gint64
make_case (Fixture *f, const char *kind, const char *values)
{
  g_autofree char *mine = g_strdup_printf ("%" PRId64, f->mine);
  g_autofree char *enterprise = g_strdup_printf ("%" PRId64, f->enterprise);
  g_autofree char *inspection = NULL, *hazard = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (SOUND); i++)
    {
      g_autoptr (KaRecord) record = ka_record_new (ka_kind_get (SOUND[i].kind));
      gboolean other = kind != NULL && strcmp (kind, SOUND[i].kind) == 0;
      g_autoptr (GError) error = NULL;

      if (other && values == NULL)
        continue;
      set (record, SOUND[i].values);
      if (ka_kind_field (record->kind, "mine") != NULL)
        ka_record_set (record, "mine", mine);
      if (strcmp (SOUND[i].kind, "penalty") == 0)
        ka_record_set (record, "enterprise", enterprise);
      if (i > 0 && ka_kind_field (record->kind, "inspection") != NULL)
        ka_record_set (record, "inspection", inspection);
      if (i > 1)
        {
          if (hazard == NULL)
            continue;
          ka_record_set (record, "hazard", hazard);
        }
      if (other)
        set (record, values);
      ka_ledger_save (f->ledger, record, &error);
      g_assert_no_error (error);
      if (i == 0)
        inspection = g_strdup_printf ("%" PRId64, record->id);
      if (i == 1)
        hazard = g_strdup_printf ("%" PRId64, record->id);
    }
  return g_ascii_strtoll (inspection, NULL, 10);
}

static char *
found_codes (Fixture *f, gint64 inspection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = ka_case_file_check (f->ledger, inspection, ka_today (), &error);
  GString *codes = g_string_new (",");

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    {
      const KaCaseProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpstr (problem->title, !=, "");
      g_string_append_printf (codes, "%s,", problem->rule->code);
    }
  return g_string_free (codes, FALSE);
}

/* A change to one kind, and the rule that it trips, or does not (!). */
static const struct
{
  const char *code;
  const char *kind;
  const char *values;
} CASES[] = {
  { "scheme_missing", "inspection", "scheme_no=" },
  { "scheme_unapproved", "inspection", "scheme_approved=" },
  { "!scheme_unapproved", "inspection", "scheme_approved=|scheme_no=" },
  { "scheme_late", "inspection", "scheme_approved=2026-01-06" },
  { "!scheme_late", "inspection", "scheme_approved=2026-01-05" },
  { "notice_missing", "inspection", "notice_no=" },
  { "!notice_missing", "inspection", "notice_no=|check_code=码" },
  { "record_missing", "inspection", "record_no=" },
  { "inspectors_two", "inspection", "inspectors=李四" },
  { "inspectors_two", "inspection", "inspectors=" },
  { "!inspectors_two", "inspection", "inspectors=李四、王五" },
  { "inspector_certificate", "inspection", "inspectors=李四、赵六" },
  { "inspector_certificate", "inspection", "inspectors=李四、钱七" },
  { "lead_missing", "inspection", "trigger=投诉举报" },
  { "lead_missing", "inspection", "trigger=转办交办" },
  { "lead_missing", "inspection", "trigger=监测线索" },
  { "!lead_missing", "inspection", "trigger=投诉举报|lead=12350来电第3号" },
  { "!lead_missing", "inspection", "trigger=专项部署" },
  { "plan_missing", "inspection", "trigger=计划" },
  { "ended_early", "inspection", "ended=2026-01-04" },
  { "!ended_early", "inspection", "ended=2026-01-05|end_time=2026-01-05T16:00" },
  { "signature_missing", "inspection", "signed=" },
  { "!signature_missing", "inspection", "signed=|refused=负责人离场" },
  { "signature_early", "inspection", "signed=2026-01-04" },
  { "!signature_early", "inspection", "signed=2026-01-05" },
  { "time_outside", "inspection", "begin_time=2026-01-04T09:00" },
  { "time_outside", "inspection", "end_time=2026-01-07T00:10" },
  { "!time_outside", "inspection", "end_time=2026-01-06T23:59" },
  { "findings_missing", "inspection", "found=" },
  { "result_missing", "inspection", "result=" },
  { "result_none", "inspection", "result=未发现问题" },
  { "result_order", "hazard", NULL },
  { "result_case", "penalty", NULL },
  { "decision_missing", "inspection", "result=现场处理" },
  { "!decision_missing", "inspection", "result=现场处理|decision_no=决1" },
  { "decision_early", "inspection", "decision_on=2026-01-04" },
  { "!decision_early", "inspection", "decision_on=2026-01-05" },
  { "exam_missing", "inspection", "examined=|exam_passed=" },
  { "exam_more", "inspection", "examined=4" },
  { "!exam_more", "inspection", "examined=5" },
  { "found_outside", "hazard", "found=2026-01-04" },
  { "found_outside", "hazard", "found=2026-01-07" },
  { "!found_outside", "hazard", "found=2026-01-06" },
  { "order_missing", "hazard", "order_no=|reviewed=|review_result=|review_no=|closed=" },
  { "!order_missing", "hazard",
    "level=一般|order_no=|rectified=2026-01-05|closed=2026-01-05|reviewed=|review_result=|review_no=|accepted=|resumed=" },
  { "order_early", "hazard", "ordered=2026-01-04" },
  { "!order_early", "hazard", "ordered=2026-01-05" },
  { "deadline_missing", "hazard", "deadline=" },
  { "term_reversed", "hazard", "deadline=2026-01-06" },
  { "!term_reversed", "hazard", "deadline=2026-01-07" },
  { "term_short", "hazard", "deadline=2026-01-08" },
  { "!term_short", "hazard", "deadline=2026-01-09" },
  { "clause_missing", "hazard", "violated=|criterion=" },
  { "!clause_missing", "hazard", "violated=" },
  { "clause_not_in_force", "hazard",
    "violated=《安全生产违法行为行政处罚办法》（应急管理部令第18号）第三条" },
  { "clause_not_in_force", "hazard", "violated=安监总管一〔2017〕98号" },
  { "!clause_not_in_force", "hazard", "violated=矿安〔2022〕88号第二条" },
  { "clause_not_in_force", "hazard", "violated=《安全生产法》第一百二十条" },
  { "!clause_not_in_force", "hazard", "violated=《安全生产法》第一百一十九条" },
  { "!clause_not_in_force", "hazard", "violated=《本机关办法》第九百条" },
  /* The country before the name, which the table does not have. */
  { "clause_not_in_force", "hazard", "violated=《中华人民共和国安全生产许可证条例》第二十五条" },
  { "criterion_missing", "hazard", "criterion=" },
  { "!criterion_missing", "hazard", "criterion=|level=一般" },
  { "guarantees_missing", "hazard", "funds=" },
  { "guarantees_missing", "hazard", "contingency=" },
  { "!guarantees_missing", "hazard", "criterion=" },
  { "!guarantees_missing", "hazard", "level=一般|funds=" },
  { "report_missing", "hazard", "reported_online=" },
  { "!report_missing", "hazard", "reported_online=|level=一般" },
  { "supervision_number", "hazard", "supervision_no=" },
  { "!supervision_number", "hazard", "supervision_no=|supervised=未挂牌" },
  { "review_unordered", "hazard", "order_no=" },
  { "review_incomplete", "hazard", "reviewer=" },
  { "review_incomplete", "hazard", "review_no=" },
  { "reviewers_two", "hazard", "reviewer=李四" },
  { "review_early", "hazard", "reviewed=2026-02-07" },
  { "!review_early", "hazard", "reviewed=2026-02-08" },
  { "review_early", "hazard", "ordered=2026-02-19" },
  { "review_late", "hazard", "reviewed=2026-02-19" },
  { "!review_late", "hazard", "reviewed=2026-02-18" },
  { "closed_unreviewed", "hazard", "review_result=|reviewed=|review_no=" },
  { "closed_unreviewed", "hazard", "review_result=不合格" },
  { "closed_early", "hazard", "closed=2026-02-17" },
  { "!closed_early", "hazard", "closed=2026-02-18" },
  { "acceptance_missing", "hazard", "accepted=|resumed=" },
  { "resumed_early", "hazard", "resumed=2026-02-17" },
  { "!resumed_early", "hazard", "resumed=2026-02-18" },
  { "hazard_open", "hazard", "closed=" },
  { "postponed_late", "postponement", "asked=2026-01-31|granted=2026-01-31" },
  { "!postponed_late", "postponement", "asked=2026-01-30" },
  { "postponed_answer", "postponement", "granted=2026-01-31" },
  { "!postponed_answer", "postponement", "granted=2026-01-30" },
  { "postponed_shorter", "postponement", "deadline=2026-01-30" },
  { "!postponed_shorter", "postponement", "deadline=2026-01-31" },
  { "round_unreviewed", "hazard_round", "review_no=" },
  { "filing_missing", "penalty", "filed=" },
  { "decision_late", "penalty", "filed=2025-11-05" },
  { "!decision_late", "penalty", "filed=2025-11-06" },
  { "!decision_late", "penalty", "filed=2025-11-05|extended_until=2026-02-04" },
  { "decision_late", "penalty", "filed=2025-11-05|extended_until=2026-02-03" },
  { "undecided", "penalty", "decided=" },
  { "inform_missing", "penalty", "informed=" },
  { "inform_short", "penalty", "informed=2026-02-02" },
  { "!inform_short", "penalty", "informed=2026-02-01" },
  { "basis_missing", "penalty", "basis=" },
  { "basis_missing", "penalty", "violated=" },
  { "basis_not_in_force", "penalty", "basis=《安全生产违法行为行政处罚办法》（总局令第15号）" },
  { "!basis_not_in_force", "penalty",
    "basis=（总局令第15号）|decided=2026-01-31|informed=2026-01-20" },
  { "basis_not_in_force", "penalty",
    "basis=（总局令第15号）|decided=2026-02-01|informed=2026-01-20" },
  { "!basis_not_in_force", "penalty",
    "basis=（应急管理部令第18号）|decided=2026-02-01|informed=2026-01-20" },
  { "amount_missing", "penalty", "amount=" },
  { "!amount_missing", "penalty", "amount=|kind=警告" },
  /* Wednesday 2026-02-04: the seventh working day is the 13th. */
  { "published_late", "penalty", "published=2026-02-14" },
  { "!published_late", "penalty", "published=2026-02-13" },
  { "published_late", "penalty", "published=" },
  { "not_executed", "penalty", "executed=" },
};

static void
test_rules (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const KaCaseRule *rules = ka_case_rules (&n);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      gboolean trips = CASES[i].code[0] != '!';
      const char *code = CASES[i].code + !trips;
      g_autofree char *word = g_strdup_printf (",%s,", code);
      gint64 inspection;
      g_autofree char *found = NULL;

      if (strcmp (code, "result_order") == 0)
        inspection = make_case (f, "hazard", NULL);
      else
        inspection = make_case (f, CASES[i].kind, CASES[i].values);
      if (strcmp (code, "result_order") == 0)
        test_change (f->ledger, "inspection", inspection, "result", "责令整改");
      if (strcmp (code, "result_case") == 0)
        {
          g_autofree char *id = g_strdup_printf ("%" PRId64, inspection);
          gint64 hazard
            = ka_ledger_find (f->ledger, ka_kind_get ("hazard"), "inspection", id, NULL);

          test_change (f->ledger, "hazard", hazard, "case_filed", NULL);
        }
      found = found_codes (f, inspection);
      if ((strstr (found, word) != NULL) != trips)
        g_error ("%s with %s %s: found %s", CASES[i].code, CASES[i].kind,
                 CASES[i].values != NULL ? CASES[i].values : "none", found);
      if (trips)
        g_hash_table_add (seen, (gpointer)code);
    }
  /* No rule without its test. */
  for (guint i = 0; i < n; i++)
    {
      if (!g_hash_table_contains (seen, rules[i].code)
          && strcmp (rules[i].code, "criterion_not_in_force") != 0)
        g_error ("nothing trips %s", rules[i].code);
      g_assert_nonnull (ka_kind_field (ka_kind_get (rules[i].kind), rules[i].field));
      g_assert_true (g_str_has_suffix (rules[i].message, "。"));
      g_assert_nonnull (rules[i].source);
    }
}

/* Saving refuses a criterion that was not in force; one that a later list ended stands in the ledger. */
static void
test_criterion_in_force (Fixture *f, gconstpointer data)
{
  gint64 inspection = make_case (f, NULL, NULL);
  g_autofree char *path = test_path (f->folder);
  g_autofree char *before = NULL, *first_day = NULL;

  g_clear_object (&f->ledger);
  test_tamper (path, "UPDATE hazard SET found = '2022-08-31'");
  f->ledger = test_ledger_open (f->folder);
  before = found_codes (f, inspection);
  g_assert_nonnull (strstr (before, ",criterion_not_in_force,"));
  g_clear_object (&f->ledger);
  test_tamper (path, "UPDATE hazard SET found = '2022-09-01'");
  f->ledger = test_ledger_open (f->folder);
  first_day = found_codes (f, inspection);
  g_assert_null (strstr (first_day, ",criterion_not_in_force,"));
}

static void
test_sound (Fixture *f, gconstpointer data)
{
  gint64 inspection = make_case (f, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;

  test_assert_text (found_codes (f, inspection), ",");
  g_assert_true (ka_case_file_close (f->ledger, inspection, ka_today (), &error));
  g_assert_no_error (error);
  test_assert_text (test_value (f->ledger, "inspection", inspection, "filed"), TODAY);
  /* Once. */
  g_assert_false (ka_case_file_close (f->ledger, inspection, ka_today (), &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_clear_error (&error);
  none = ka_case_file_check (f->ledger, 9999, ka_today (), &error);
  g_assert_null (none);
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
}

static void
test_close_refused (Fixture *f, gconstpointer data)
{
  gint64 inspection = make_case (f, "hazard", "closed=|reviewer=李四");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = ka_case_file_check (f->ledger, inspection, ka_today (), &error);
  KaSeverity last = KA_SEVERITY_REFUSE;

  /* The graver first. */
  for (guint i = 0; i < problems->len; i++)
    {
      const KaCaseProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpint (problem->rule->severity, <=, last);
      last = problem->rule->severity;
    }
  g_assert_false (ka_case_file_close (f->ledger, inspection, ka_today (), &error));
  g_assert_nonnull (strstr (error->message, "2处"));
  test_assert_text (test_value (f->ledger, "inspection", inspection, "filed"), NULL);
  g_clear_error (&error);

  /* What only warns does not stand in the way. */
  inspection = make_case (f, "inspection", "examined=|exam_passed=");
  g_assert_true (ka_case_file_close (f->ledger, inspection, ka_today (), &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/rules/case-file/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("rules", test_rules);
  ADD ("criterion", test_criterion_in_force);
  ADD ("sound", test_sound);
  ADD ("close-refused", test_close_refused);
  return g_test_run ();
}
