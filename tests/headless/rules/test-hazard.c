/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a hazard and the acts that lead from one to the next. */
#include "config.h"

#include "ka-act.h"
#include "ka-hazard-state.h"
#include "store-test.h"

#include <inttypes.h>
#include <string.h>

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 mine;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  f->mine = test_mine (f->ledger, test_enterprise (f->ledger, "甲公司"), "甲矿");
  ka_set_today (ka_day_from_ymd (2026, 1, 28));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  test_folder_remove (f->folder);
}

static void
set (KaRecord *record, const char *values)
{
  g_auto (GStrv) pairs = g_strsplit (values, "|", -1);

  for (guint i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      char *equals = strchr (pairs[i], '=');

      g_assert_nonnull (equals);
      *equals = '\0';
      ka_record_set (record, pairs[i], equals + 1);
    }
}

#define ORDER "|order_no=应急责改〔2026〕1号|ordered=2026-01-06|deadline=2026-02-01"
#define PLAN ORDER "|responsible=张三|measures=修复|funds=1|contingency=撤人"
#define DONE PLAN "|rectified=2026-01-20"
#define SEEN DONE "|reviewed=2026-01-25|reviewer=李四|review_no=应急复查〔2026〕1号|review_result="

/* What stands in a hazard of each state. */
static const char *const FILLED[KA_HAZARD_N_STATES] = {
  "",
  ORDER,
  PLAN,
  DONE,
  SEEN "不合格",
  SEEN "不合格|case_filed=2026-01-26",
  SEEN "合格",
  SEEN "合格|closed=2026-01-27",
};

static gint64
make (Fixture *f, const char *level, const char *more)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("hazard"));
  g_autofree char *mine = g_strdup_printf ("%" PRId64, f->mine);
  static guint n;
  g_autofree char *text = g_strdup_printf ("护栏缺失 %u", ++n);
  g_autoptr (GError) error = NULL;

  ka_record_set (record, "mine", mine);
  ka_record_set (record, "level", level);
  ka_record_set (record, "description", text);
  set (record, "found=2026-01-05|source=监管检查");
  if (strcmp (level, "重大") == 0)
    ka_record_set (record, "criterion", "LT-06");
  set (record, *more == '|' ? more + 1 : more);
  ka_ledger_save (f->ledger, record, &error);
  g_assert_no_error (error);
  return record->id;
}

/* All that an act asks for, on the 28th of January. */
static const struct
{
  const char *act;
  const char *values;
  /* The state after it from each state; a point: refused. Of ordinary and of major hazards. */
  const char *ordinary;
  const char *major;
} MATRIX[] = {
  { "spot", "", "7.......", "........" },
  { "order", "order_no=应急责改〔2026〕9号|deadline=2026-02-10", "1.......", "1......." },
  { "begin",
    "responsible=王五|measures=加固|deadline=2026-02-10|funds=2|contingency=预案|criterion=LT-06",
    ".2......", ".2......" },
  { "postpone", "deadline=2026-03-01|reason=雨季|granted_by=科长", ".12.....", ".12....." },
  { "submit", "", ".33.....", "..3....." },
  { "pass", "reviewer=李四|review_no=应急复查〔2026〕9号", "...7....", "...6...." },
  { "fail", "reviewer=李四|review_no=应急复查〔2026〕9号", "...4....", "...4...." },
  { "reorder", "order_no=应急责改〔2026〕9号|deadline=2026-02-20", "....22..", "....22.." },
  { "file", "case_no=应急立〔2026〕1号", "01235.6.", "01235.6." },
  { "penalise",
    "doc_no=应急罚〔2026〕1号|kind=罚款|amount=20000|violated=《安全生产法》第四十一条|basis=《安全生产法》第一百零二条",
    ".....5..", ".....5.." },
  { "report", "", "........", "01234567" },
  { "supervise", "supervised=区级|supervision_no=安督〔2026〕1号", "........", "0123456." },
  { "halt", "", "........", "0123456." },
  { "accept", "accepted_by=区应急管理局", "........", "......6." },
  { "close", "", "......7.", "........" },
  { "resume", "", "........", "........" },
  { "revisit", "revisit_result=未反弹", "........", ".......7" },
};

static void
try_cell (Fixture *f, guint row, const char *level, guint state, char expected)
{
  const KaAct *act = ka_act_get ("hazard", MATRIX[row].act);
  gint64 id = make (f, level, FILLED[state]);
  const KaKind *kind = ka_kind_get ("hazard");
  g_autoptr (KaRecord) before = ka_ledger_get (f->ledger, kind, id, NULL);
  g_autoptr (KaRecord) after = NULL, draft = NULL;
  g_autoptr (GError) error = NULL;
  gint64 head = ka_ledger_get_head (f->ledger);

  g_test_message ("%s %s %s", act->id, level,
                  ka_acts_state_id (ka_acts_of (ka_kind_get ("hazard")), state));
  g_assert_cmpint (ka_hazard_state (before), ==, state);
  draft = ka_act_draft (act, f->ledger, before, ka_today ());
  set (draft, MATRIX[row].values);
  if (ka_act_run (act, f->ledger, ka_kind_get ("hazard"), id, draft, ka_today (), NULL, &error))
    {
      after = ka_ledger_get (f->ledger, kind, id, NULL);
      g_assert_cmpint (expected, ==, '0' + (int)ka_hazard_state (after));
      g_assert_cmpint (ka_ledger_get_head (f->ledger), >, head);
      return;
    }
  g_test_message ("%s", error->message);
  g_assert_cmpint (expected, ==, '.');
  /* The sentence says what is so and ends as one; nothing was written. */
  g_assert_true (g_str_has_suffix (error->message, "。"));
  g_assert_cmpint (ka_ledger_get_head (f->ledger), ==, head);
}

static void
test_every_state_and_act (Fixture *f, gconstpointer data)
{
  guint n;

  ka_acts (ka_kind_get ("hazard"), &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (MATRIX));
  for (guint row = 0; row < G_N_ELEMENTS (MATRIX); row++)
    for (guint state = 0; state < KA_HAZARD_N_STATES; state++)
      {
        try_cell (f, row, "一般", state, MATRIX[row].ordinary[state]);
        try_cell (f, row, "重大", state, MATRIX[row].major[state]);
      }
}

/* What is offered is what is done: lawful() says no where run() would for the state's sake. */
static void
test_offered (Fixture *f, gconstpointer data)
{
  guint n;
  const KaAct *acts = ka_acts (ka_kind_get ("hazard"), &n);

  for (guint a = 0; a < n; a++)
    {
      g_assert_nonnull (acts[a].source);
      g_assert_true (ka_act_get ("hazard", acts[a].id) == &acts[a]);
      for (const KaActField *field = acts[a].fields; field->field != NULL; field++)
        g_assert_nonnull (
          ka_kind_field (ka_act_kind (&acts[a], ka_kind_get ("hazard")), field->field));
      for (guint state = 0; state < KA_HAZARD_N_STATES; state++)
        {
          gint64 id = make (f, "一般", FILLED[state]);
          g_autoptr (KaRecord) hazard = ka_ledger_get (f->ledger, ka_kind_get ("hazard"), id, NULL);

          g_assert_cmpint (ka_act_lawful (&acts[a], hazard, ka_today (), NULL), ==,
                           MATRIX[a].ordinary[state] != '.');
        }
    }
}

/* ---- single refusals, each tripped, not tripped and on the threshold ---- */

static gboolean
run (Fixture *f, gint64 id, const char *name, const char *values, char **message)
{
  const KaAct *act = ka_act_get ("hazard", name);
  g_autoptr (KaRecord) hazard = ka_ledger_get (f->ledger, ka_kind_get ("hazard"), id, NULL);
  g_autoptr (KaRecord) draft = ka_act_draft (act, f->ledger, hazard, ka_today ());
  g_autoptr (GError) error = NULL;
  gboolean done;

  set (draft, values);
  done = ka_act_run (act, f->ledger, ka_kind_get ("hazard"), id, draft, ka_today (), NULL, &error);
  g_test_message ("%s %s: %s", name, values, done ? "done" : error->message);
  if (message != NULL)
    *message = g_strdup (done ? "" : error->message);
  return done;
}

static const struct
{
  const char *act;
  const char *level;
  guint state;
  const char *more; /* of the hazard */
  const char *values;
  const char *word; /* of the refusal; NULL: done */
} CASES[] = {
  /* A deadline lies behind the order. */
  { "order", "一般", 0, "", "order_no=甲|ordered=2026-01-10|deadline=2026-01-10", "之后" },
  { "order", "一般", 0, "", "order_no=甲|ordered=2026-01-10|deadline=2026-01-11", NULL },
  { "order", "一般", 0, "", "order_no=甲|deadline=", "整改期限" },
  { "order", "一般", 0, "", "order_no=|deadline=2026-03-01", "责改文书号" },
  /* No order before the finding, none of tomorrow. */
  { "order", "一般", 0, "", "order_no=甲|ordered=2026-01-04|deadline=2026-03-01", "早于" },
  { "order", "一般", 0, "", "order_no=甲|ordered=2026-01-29|deadline=2026-03-01", "今天之后" },
  /* A deadline before the order has its number; a second order takes another act. */
  { "order", "一般", 1, "|order_no=", "order_no=甲|deadline=2026-03-01", NULL },
  { "order", "一般", 2, "|order_no=", "order_no=甲|deadline=2026-03-01", NULL },
  { "order", "一般", 1, "", "order_no=甲|deadline=2026-03-01", "延期整改" },
  /* With a responsible person and measures given at once it is under way at once. */
  { "order", "一般", 0, "", "order_no=甲|deadline=2026-03-01|responsible=张三|measures=修", NULL },
  /* The enterprise's own finding needs no order. */
  { "begin", "一般", 0, "|source=企业自查", "responsible=张|measures=修|deadline=2026-02-01",
    NULL },
  { "begin", "一般", 0, "|source=举报", "responsible=张|measures=修|deadline=2026-02-01",
    "责令整改" },
  { "pass", "一般", 3, "|source=企业自查|order_no=", "reviewer=李|review_no=乙", NULL },
  { "pass", "一般", 3, "|order_no=", "reviewer=李|review_no=乙", "责改文书号" },
  /* 五落实 */
  { "begin", "重大", 1, "", "responsible=张|measures=修|funds=1", "应急预案" },
  { "begin", "重大", 1, "", "responsible=张|measures=修|contingency=撤", "整改资金" },
  { "begin", "重大", 1, "|criterion=", "responsible=张|measures=修|funds=1|contingency=撤",
    "判定条款" },
  { "begin", "重大", 1, "", "responsible=张|measures=修|funds=0|contingency=撤", NULL },
  { "submit", "重大", 2, "|contingency=", "", "应急预案" },
  /* Put right on the day of the finding, or not on the spot. */
  { "spot", "一般", 0, "", "rectified=2026-01-06|closed=2026-01-06", "当天" },
  { "submit", "一般", 2, "", "rectified=2026-01-04", "早于" },
  { "submit", "一般", 2, "", "rectified=2026-01-05", NULL },
  { "submit", "一般", 2, "", "rectified=2026-01-29", "今天之后" },
  /* A review not before the rectification. */
  { "pass", "一般", 3, "", "reviewer=李|review_no=乙|reviewed=2026-01-19", "早于" },
  { "pass", "一般", 3, "", "reviewer=李|review_no=乙|reviewed=2026-01-20", NULL },
  { "pass", "一般", 3, "", "reviewer=|review_no=乙", "复查人" },
  /* A review that nobody asked for: only when the deadline is over. */
  { "fail", "一般", 2, "|deadline=2026-01-28", "reviewer=李|review_no=乙", "还没有到" },
  { "fail", "一般", 2, "|deadline=2026-01-27", "reviewer=李|review_no=乙", NULL },
  { "fail", "一般", 3, "|case_filed=2026-01-08", "reviewer=李|review_no=乙", NULL },
  /* Asked on the last day, the day after it. */
  { "postpone", "一般", 2, "|deadline=2026-01-28", "deadline=2026-03-01|reason=雨|granted_by=王",
    NULL },
  { "postpone", "一般", 2, "|deadline=2026-01-27", "deadline=2026-03-01|reason=雨|granted_by=王",
    "届满前" },
  { "postpone", "一般", 2, "", "deadline=2026-02-01|reason=雨|granted_by=王", "原期限" },
  { "postpone", "一般", 2, "", "deadline=2026-02-02|reason=雨|granted_by=王", NULL },
  { "postpone", "一般", 2, "", "deadline=2026-03-02|granted_by=王", "延期理由" },
  { "postpone", "一般", 1, "|deadline=", "deadline=2026-03-02|reason=雨|granted_by=王",
    "整改期限" },
  /* Another order has another number, and is not earlier than the review. */
  { "reorder", "一般", 4, "", "order_no=应急责改〔2026〕1号|deadline=2026-03-01", "新的责改文书" },
  { "reorder", "一般", 4, "", "order_no=乙|ordered=2026-01-24|deadline=2026-03-01", "早于" },
  { "reorder", "一般", 4, "", "order_no=乙|ordered=2026-01-25|deadline=2026-03-01", NULL },
  /* A case: once, first, and within 90 days. */
  { "file", "一般", 2, "|case_filed=2026-01-08", "", "不再重复" },
  { "penalise", "一般", 2, "", "doc_no=丙|kind=警告|violated=法|basis=法", "立案" },
  { "penalise", "一般", 2, "|case_filed=2026-01-08", "doc_no=丙|kind=警告|violated=法|basis=法",
    NULL },
  { "penalise", "一般", 2, "|case_filed=2026-01-08", "doc_no=丙|kind=罚款|violated=法|basis=法",
    "罚款金额" },
  { "penalise", "一般", 7, "|case_filed=2025-10-30", "doc_no=丙|kind=警告|violated=法|basis=法",
    NULL },
  { "penalise", "一般", 7, "|case_filed=2025-10-29", "doc_no=丙|kind=警告|violated=法|basis=法",
    "90日" },
  { "penalise", "一般", 7, "|case_filed=2025-10-29",
    "doc_no=丙|kind=警告|violated=法|basis=法|extended_until=2026-01-28", NULL },
  /* Close only what was reported and accepted; resume only what was halted and accepted. */
  { "close", "重大", 6, "|accepted=2026-01-26", "", "非煤矿山安全在线" },
  { "close", "重大", 6, "|reported_online=2026-01-06", "", "验收" },
  { "close", "重大", 6, "|reported_online=2026-01-06|accepted=2026-01-26|criterion=", "",
    "判定条款" },
  { "close", "重大", 6, "|reported_online=2026-01-06|accepted=2026-01-26", "", NULL },
  { "resume", "重大", 6, "|halted=1", "", "还没有验收" },
  { "resume", "重大", 6, "|halted=1|accepted=2026-01-26", "", NULL },
  { "resume", "重大", 6, "|accepted=2026-01-26", "", "没有停产" },
  { "halt", "重大", 2, "|halted=1|halted_on=2026-01-07", "", "不再重复" },
  { "halt", "重大", 2, "|halted=1", "", NULL },
};

static void
test_refusals (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *filled = g_strconcat (FILLED[CASES[i].state], CASES[i].more, NULL);
      g_autofree char *message = NULL;
      gint64 id = make (f, CASES[i].level, filled);

      run (f, id, CASES[i].act, CASES[i].values, &message);
      if (CASES[i].word == NULL)
        g_assert_cmpstr (message, ==, "");
      else if (strstr (message, CASES[i].word) == NULL)
        g_error ("%s %s: wanted %s, got %s", CASES[i].act, CASES[i].values, CASES[i].word, message);
    }
}

/* ---- what comes of it ---- */

static void
test_life_of_a_major_hazard (Fixture *f, gconstpointer data)
{
  gint64 id = make (f, "重大", "");
  g_autofree char *text = g_strdup_printf ("%" PRId64, id);
  g_autoptr (GError) error = NULL;
  gint64 round, postponement, penalty;

  g_assert_true (run (f, id, "report", "reported_online=2026-01-06", NULL));
  g_assert_true (run (f, id, "halt", "halted_on=2026-01-05", NULL));
  g_assert_true (
    run (f, id, "order", "order_no=甲〔2026〕1号|ordered=2026-01-06|deadline=2026-01-20", NULL));
  g_assert_true (
    run (f, id, "supervise", "supervised=区级|supervision_no=督1|supervised_on=2026-01-07", NULL));
  g_assert_true (
    run (f, id, "begin", "responsible=张三|measures=削坡|funds=12.5|contingency=撤人", NULL));
  g_assert_true (run (
    f, id, "postpone",
    "asked=2026-01-15|granted=2026-01-16|deadline=2026-01-22|reason=爆破器材停供|granted_by=科长",
    NULL));
  test_assert_text (test_value (f->ledger, "hazard", id, "deadline"), "2026-01-22");
  postponement = ka_ledger_find (f->ledger, ka_kind_get ("postponement"), "hazard", text, &error);
  test_assert_text (test_value (f->ledger, "postponement", postponement, "old_deadline"),
                    "2026-01-20");
  g_assert_true (run (f, id, "submit", "rectified=2026-01-21", NULL));
  g_assert_true (run (f, id, "fail", "reviewed=2026-01-22|reviewer=李四|review_no=复1", NULL));
  g_assert_true (run (f, id, "file", "case_filed=2026-01-22|case_no=立1", NULL));
  g_assert_true (
    run (f, id, "reorder", "order_no=甲〔2026〕2号|ordered=2026-01-22|deadline=2026-01-26", NULL));
  round = ka_ledger_find (f->ledger, ka_kind_get ("hazard_round"), "hazard", text, &error);
  test_assert_text (test_value (f->ledger, "hazard_round", round, "round"), "1");
  test_assert_text (test_value (f->ledger, "hazard_round", round, "order_no"), "甲〔2026〕1号");
  test_assert_text (test_value (f->ledger, "hazard_round", round, "review_result"), "不合格");
  test_assert_text (test_value (f->ledger, "hazard", id, "review_result"), NULL);
  g_assert_true (run (f, id, "penalise",
                      "doc_no=罚1|decided=2026-01-27|kind=罚款|amount=50000|violated=法|basis=法",
                      NULL));
  penalty = ka_ledger_find (f->ledger, ka_kind_get ("penalty"), "hazard", text, &error);
  test_assert_text (test_value (f->ledger, "penalty", penalty, "filed"), "2026-01-22");
  test_assert_text (test_value (f->ledger, "penalty", penalty, "major_hazard"), "1");
  test_assert_text (test_value (f->ledger, "penalty", penalty, "case_no"), "立1");
  g_assert_true (run (f, id, "submit", "rectified=2026-01-26", NULL));
  g_assert_true (run (f, id, "pass", "reviewed=2026-01-27|reviewer=李四|review_no=复2", NULL));
  g_assert_false (run (f, id, "close", "", NULL));
  g_assert_true (run (f, id, "accept", "accepted=2026-01-27|accepted_by=区应急管理局", NULL));
  g_assert_true (run (f, id, "close", "closed=2026-01-27", NULL));
  g_assert_true (run (f, id, "resume", "resumed=2026-01-28", NULL));
  g_assert_true (run (f, id, "revisit", "revisited=2026-01-28|revisit_result=未反弹", NULL));
  test_verify (f->ledger);
  /* One act is one change, with all that it made. */
  g_assert_no_error (error);
}

static void
test_one_undo (Fixture *f, gconstpointer data)
{
  gint64 id = make (f, "一般", FILLED[KA_HAZARD_FAILED]);
  g_autoptr (KaChange) undo = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (run (f, id, "reorder", "order_no=乙|deadline=2026-03-01", NULL));
  g_assert_cmpint (ka_ledger_count (f->ledger, ka_kind_get ("hazard_round"), NULL), ==, 1);
  undo = ka_ledger_next_undo (f->ledger, &error);
  ka_ledger_undo_change (f->ledger, undo->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (f->ledger, ka_kind_get ("hazard_round"), NULL), ==, 0);
  test_assert_text (test_value (f->ledger, "hazard", id, "review_result"), "不合格");
}

/* An act changes the fields that it asks for and what follows from them, nothing else. */
static void
test_own_fields_alone (Fixture *f, gconstpointer data)
{
  gint64 id = make (f, "一般", "");

  g_assert_true (
    run (f, id, "order", "order_no=甲|deadline=2026-03-01|description=改了|funds=9", NULL));
  test_assert_text (test_value (f->ledger, "hazard", id, "funds"), NULL);
  g_assert_true (run (f, id, "begin", "responsible=张|measures=修|contingency=不问", NULL));
  test_assert_text (test_value (f->ledger, "hazard", id, "contingency"), NULL);
}

/* ---- the state in C and in SQL ---- */

static void
test_state_sql (Fixture *f, gconstpointer data)
{
  static const char *const fields[][2] = {
    { "criterion", "LT-06" },     { "responsible", "张" },
    { "measures", "修" },         { "funds", "1" },
    { "deadline", "2026-02-01" }, { "contingency", "撤" },
    { "order_no", "甲" },         { "rectified", "2026-01-10" },
    { "review_result", "合格" },  { "review_result", "不合格" },
    { "closed", "2026-01-12" },   { "case_filed", "2026-01-11" },
  };
  const KaKind *kind = ka_kind_get ("hazard");
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *sql
    = g_strdup_printf ("SELECT t.id, %s FROM hazard AS t", ka_hazard_state_sql ());
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;
  guint seen[KA_HAZARD_N_STATES] = { 0 };

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GString) more = g_string_new (NULL);

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        if (g_rand_int_range (rand, 0, j < 7 ? 10 : 4) < (j < 7 ? 8 : 1))
          g_string_append_printf (more, "|%s=%s", fields[j][0], fields[j][1]);
        else if (j == 0)
          g_string_append (more, "|criterion=");
      make (f, g_rand_boolean (rand) ? "重大" : "一般", more->str);
    }
  cursor = ka_cursor_new (f->ledger, sql, &error);
  g_assert_no_error (error);
  while (ka_cursor_next (cursor, &error))
    {
      g_autoptr (KaRecord) hazard
        = ka_ledger_get (f->ledger, kind, ka_cursor_get_int (cursor, 0), NULL);

      g_assert_cmpint (ka_cursor_get_int (cursor, 1), ==, ka_hazard_state (hazard));
      seen[ka_hazard_state (hazard)]++;
    }
  g_assert_no_error (error);
  for (guint s = 0; s < KA_HAZARD_N_STATES; s++)
    g_assert_cmpuint (seen[s], >, 0);
}

static void
test_overdue (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint state;
    const char *on;
    int days;
  } cases[] = {
    { KA_HAZARD_FOUND, "2026-06-01", 0 },       { KA_HAZARD_ORDERED, "2026-02-01", 0 },
    { KA_HAZARD_ORDERED, "2026-02-02", 1 },     { KA_HAZARD_RECTIFYING, "2026-02-01", 0 },
    { KA_HAZARD_RECTIFYING, "2026-03-01", 28 }, { KA_HAZARD_AWAITING, "2026-01-30", 0 },
    { KA_HAZARD_AWAITING, "2026-01-31", 1 },    { KA_HAZARD_FAILED, "2026-06-01", 0 },
    { KA_HAZARD_PASSED, "2026-06-01", 0 },      { KA_HAZARD_CLOSED, "2026-06-01", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 id = make (f, "一般", FILLED[cases[i].state]);
      g_autoptr (KaRecord) hazard = ka_ledger_get (f->ledger, ka_kind_get ("hazard"), id, NULL);

      g_assert_cmpint (ka_hazard_overdue (hazard, ka_day_from_iso (cases[i].on)), ==,
                       cases[i].days);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/rules/hazard/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("every-state-and-act", test_every_state_and_act);
  ADD ("offered", test_offered);
  ADD ("refusals", test_refusals);
  ADD ("life", test_life_of_a_major_hazard);
  ADD ("one-undo", test_one_undo);
  ADD ("own-fields", test_own_fields_alone);
  ADD ("state-sql", test_state_sql);
  ADD ("overdue", test_overdue);
  return g_test_run ();
}
