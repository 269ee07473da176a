/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projects, suspensions and tips: where they stand, what may be done, and what comes next. */
#include "config.h"

#include <ka-affair-state.h>
#include <ka-due.h>
#include <locale.h>
#include <string.h>

#include "store-test.h"

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 mine;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
  fixture->mine = test_mine (fixture->ledger,
                             test_enterprise (fixture->ledger, "重庆甲矿业有限公司"), "甲石灰岩矿");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

#define DAY "2025-10-08"

static void
set_values (KaRecord *record, const char *values)
{
  g_auto (GStrv) pairs = g_strsplit (values, " ", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      ka_record_set (record, pairs[i], equals[1] != '\0' ? equals + 1 : NULL);
    }
}

static KaRecord *
make (Fixture *fixture, const char *kind, const char *values)
{
  KaRecord *record = ka_record_new (ka_kind_get (kind));
  g_autofree char *mine = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->mine);
  g_autoptr (GError) error = NULL;

  ka_record_set (record, "mine", mine);
  set_values (record, values);
  ka_ledger_save (fixture->ledger, record, &error);
  g_assert_no_error (error);
  return record;
}

/* ---- every state, and what may be done in it ---- */

static const struct
{
  const char *kind, *values, *state, *acts, *next;
  int overdue;
} STATES[] = {
  { "project", "name=甲", "design", "approve", "下一步：安全设施设计审查批复", 0 },
  { "project", "name=甲 approved=2025-01-01", "approved", "start", "下一步：开工", 0 },
  { "project", "name=甲 approved=2025-01-01 started=2025-01-08 months=9", "building",
    "extend|redesign|accept", "下一步：竣工验收，施工期到2025-10-08", 0 },
  { "project", "name=甲 approved=2025-01-01 started=2025-01-07 months=9", "building",
    "extend|redesign|accept", "下一步：竣工验收，施工期到2025-10-07", 1 },
  { "project", "name=甲 started=2025-01-07", "building", "extend|redesign|accept",
    "下一步：竣工验收；没有填批准施工期和应完工日期", 0 },
  { "project", "name=甲 started=2024-01-07 due=2025-01-07 extended_until=2025-10-06", "extended",
    "redesign|accept", "下一步：竣工验收，施工期到2025-10-06", 2 },
  { "project", "name=甲 accepted=2025-09-01", "accepted", "sample", NULL, 0 },
  { "project", "name=甲 accepted=2025-09-01 sampled=1", "sampled", "sample",
    "下一步：对竣工验收进行抽查", 0 },
  { "project", "name=甲 accepted=2025-09-01 sampled=1 sampled_on=2025-09-02", "accepted", "sample",
    NULL, 0 },
  { "suspension", "kind=停产", "stopped", "resume", "恢复前：报复产方案备案，经验收和批复", 0 },
  { "suspension", "kind=停建 filed=2025-01-01", "stopped", "resume",
    "恢复前：报复产方案备案，经验收和批复", 0 },
  { "suspension", "kind=复产", "filing", "file", "下一步：报复产方案备案", 0 },
  { "suspension", "kind=复产 filed=2025-09-01", "accepting", "accept", "下一步：组织复产验收", 0 },
  { "suspension", "kind=复工 filed=2025-09-01 accepted=2025-09-02", "approving", "approve",
    "下一步：批复同意复产", 0 },
  { "suspension", "kind=复工 approved=2025-09-02", "resumed", "", NULL, 0 },
  { "tip", "received=2025-07-01 subject=甲", "received", "accept|refuse",
    "下一步：2025-07-08前决定是否受理", 92 },
  { "tip", "received=2025-07-01 accepted=2025-08-09 subject=甲", "checking", "extend|close",
    "下一步：核查处理，2025-10-08前办结", 0 },
  { "tip", "received=2025-07-01 accepted=2025-08-08 subject=甲", "checking", "extend|close",
    "下一步：核查处理，2025-10-07前办结", 1 },
  { "tip", "received=2025-07-01 accepted=2025-08-08 extended_until=2025-10-20 subject=甲",
    "checking", "extend|close", "下一步：核查处理，2025-10-20前办结", 0 },
  { "tip", "received=2025-07-01 closed=2025-08-08 named=1 subject=甲", "answer", "reply",
    "下一步：2025-08-22前把核查、处理结果答复举报人", 47 },
  { "tip", "received=2025-07-01 closed=2025-08-08 subject=甲", "settled", "", NULL, 0 },
  { "tip", "received=2025-07-01 closed=2025-08-08 named=1 replied=2025-08-09 subject=甲", "settled",
    "", NULL, 0 },
};

static void
test_states (Fixture *fixture, gconstpointer data)
{
  KaDay on = ka_day_from_iso (DAY);

  for (guint i = 0; i < G_N_ELEMENTS (STATES); i++)
    {
      g_autoptr (KaRecord) record = make (fixture, STATES[i].kind, STATES[i].values);
      const KaActs *acts = ka_acts_of (record->kind);
      g_autofree char *next = acts->next (fixture->ledger, record, on);
      g_autoptr (GString) lawful = g_string_new (NULL);

      for (guint a = 0; a < acts->n_acts; a++)
        if (ka_act_lawful (&acts->acts[a], record, on, NULL))
          g_string_append_printf (lawful, "%s%s", lawful->len > 0 ? "|" : "", acts->acts[a].id);
      g_test_message ("%s %s", STATES[i].kind, STATES[i].values);
      g_assert_cmpstr (ka_acts_state_id (acts, acts->state (record)), ==, STATES[i].state);
      g_assert_cmpstr (lawful->str, ==, STATES[i].acts);
      g_assert_cmpstr (next, ==, STATES[i].next);
      g_assert_cmpint (acts->overdue (fixture->ledger, record, on), ==, STATES[i].overdue);
      if (next == NULL)
        g_assert_cmpuint (acts->settled & KA_STATE_BIT (acts->state (record)), !=, 0);
    }
}

/* ---- acts ---- */

/* Done on the day; refused: what the message says. */
static const struct
{
  const char *kind, *values, *act, *given, *refused, *state, *after;
} ACTS[] = {
  { "project", "name=甲", "approve", "approval_no=一 months=12", NULL, "approved",
    "approved=" DAY },
  { "project", "name=甲", "approve", "months=12", "批复文号", NULL, NULL },
  { "project", "name=甲 approved=2025-01-01 months=12", "start", "started=2025-03-31", NULL,
    "building", "due=2026-03-31" },
  { "project", "name=甲 approved=2025-01-01 months=12", "start", "started=2025-10-09", "还没有发生",
    NULL, NULL },
  { "project", "name=甲 started=2024-01-31 due=2025-01-31", "extend",
    "extended_until=2026-01-31 extension_no=一", NULL, "extended", "extended_until=2026-01-31" },
  { "project", "name=甲 started=2024-01-31 due=2025-01-31", "extend",
    "extended_until=2026-02-01 extension_no=一", "重新审查设计", NULL, NULL },
  { "project", "name=甲 started=2024-01-31", "extend", "extended_until=2026-02-01 extension_no=一",
    "应完工日期", NULL, NULL },
  { "project", "name=甲 started=2024-01-31 due=2025-01-31 extended_until=2025-12-31", "redesign",
    "approved=2025-10-01 approval_no=二 due=2026-10-01", NULL, "building", "extended_until=" },
  { "project", "name=甲 started=2024-01-31 due=2025-01-31", "accept", "", NULL, "accepted",
    "accepted=" DAY },
  { "project", "name=甲 accepted=2025-09-01", "sample", "sample_result=合格", NULL, "accepted",
    "sampled=1" },
  { "suspension", "kind=复产", "file", "", NULL, "accepting", "filed=" DAY },
  { "suspension", "kind=复产 filed=2025-09-01", "accept", "accepted_by=区局", NULL, "approving",
    "accepted=" DAY },
  { "suspension", "kind=复产 filed=2025-09-01", "accept", "", "验收单位", NULL, NULL },
  { "suspension", "kind=复产 filed=2025-09-01 accepted=2025-09-10", "approve", "approval_no=一",
    NULL, "resumed", "since=" DAY },
  { "tip", "received=2025-10-01 subject=甲", "accept", "named=1", NULL, "checking", "named=1" },
  { "tip", "received=2025-10-01 subject=甲", "refuse", "outcome=不属于受理范围", NULL, "settled",
    "closed=" DAY },
  { "tip", "received=2025-08-01 accepted=2025-08-01 subject=甲", "extend",
    "extended_until=2025-10-30", NULL, "checking", "extended_until=2025-10-30" },
  { "tip", "received=2025-08-01 accepted=2025-08-01 subject=甲", "extend",
    "extended_until=2025-10-31", "不超过30日", NULL, NULL },
  { "tip", "received=2025-08-01 accepted=2025-08-01 named=1 subject=甲", "close",
    "verified=属实 outcome=责令改正", NULL, "answer", "closed=" DAY },
  { "tip", "received=2025-08-01 accepted=2025-08-01 subject=甲", "close", "verified=属实",
    "处理结果", NULL, NULL },
  { "tip", "received=2025-08-01 closed=2025-09-01 named=1 subject=甲", "reply", "", NULL, "settled",
    "replied=" DAY },
};

static void
test_acts (Fixture *fixture, gconstpointer data)
{
  KaDay on = ka_day_from_iso (DAY);

  for (guint i = 0; i < G_N_ELEMENTS (ACTS); i++)
    {
      g_autoptr (KaRecord) record = make (fixture, ACTS[i].kind, ACTS[i].values);
      const KaActs *acts = ka_acts_of (record->kind);
      const KaAct *act = ka_act_get (ACTS[i].kind, ACTS[i].act);
      g_autoptr (KaRecord) draft = ka_act_draft (act, fixture->ledger, record, on);
      g_autoptr (KaRecord) after = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) pair = NULL;
      gboolean done;

      g_test_message ("%s: %s %s", ACTS[i].values, ACTS[i].act, ACTS[i].given);
      set_values (draft, ACTS[i].given);
      done = ka_act_run (act, fixture->ledger, record->kind, record->id, draft, on, NULL, &error);
      if (ACTS[i].refused != NULL)
        {
          g_assert_false (done);
          g_assert_nonnull (strstr (error->message, ACTS[i].refused));
          continue;
        }
      g_assert_no_error (error);
      after = ka_ledger_get (fixture->ledger, record->kind, record->id, &error);
      g_assert_cmpstr (ka_acts_state_id (acts, acts->state (after)), ==, ACTS[i].state);
      pair = g_strsplit (ACTS[i].after, "=", 2);
      g_assert_cmpstr (ka_record_get (after, pair[0]), ==, pair[1][0] != '\0' ? pair[1] : NULL);
    }
}

/* A suspended mine asks to go on: a record of its own, of the right sort. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  static const char *const KINDS[][2] = { { "停产", "复产" }, { "停建", "复工" } };
  KaDay on = ka_day_from_iso (DAY);
  const KaAct *act = ka_act_get ("suspension", "resume");

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      g_autofree char *values = g_strdup_printf ("kind=%s since=2025-06-01", KINDS[i][0]);
      g_autoptr (KaRecord) record = make (fixture, "suspension", values);
      g_autoptr (KaRecord) draft = ka_act_draft (act, fixture->ledger, record, on);
      g_autoptr (KaRecord) resumption = NULL;
      g_autoptr (GError) error = NULL;
      gint64 made = 0;

      g_assert_true (
        ka_act_run (act, fixture->ledger, record->kind, record->id, draft, on, &made, &error));
      g_assert_no_error (error);
      resumption = ka_ledger_get (fixture->ledger, record->kind, made, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (ka_record_get (resumption, "kind"), ==, KINDS[i][1]);
      g_assert_cmpstr (ka_record_get (resumption, "mine"), ==, ka_record_get (record, "mine"));
      g_assert_cmpint (ka_suspension_state (resumption), ==, KA_SUSPENSION_ACCEPTING);
    }
}

/* ---- terms that the office has set ---- */

static void
set_term (Fixture *fixture, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  ka_due_settings (NULL);
  ka_ledger_set_setting (fixture->ledger, key, value, &error);
  g_assert_no_error (error);
}

/* What the due list has of the tip: its day, or KA_DAY_NONE. */
static KaDay
find_due (Fixture *fixture, const char *code, gint64 id)
{
  g_autoptr (GPtrArray) items
    = ka_due_find_rule (fixture->ledger, ka_due_rule_get (code), ka_day_from_iso (DAY), NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (((KaDueItem *)items->pdata[i])->id == id)
      return ((KaDueItem *)items->pdata[i])->due;
  return KA_DAY_NONE;
}

/* The record's page and the due list say the same day, whatever the term is. */
static void
test_tip_terms (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *values, *rule, *term, *end, *next;
  } TERMS[] = {
    { "received=2025-07-01 subject=甲", "tip_unaccepted", "3", "2025-07-04",
      "下一步：2025-07-04前决定是否受理" },
    { "received=2025-07-01 accepted=2025-08-09 subject=甲", "tip_overdue", "45", "2025-09-23",
      "下一步：核查处理，2025-09-23前办结" },
    { "received=2025-07-01 closed=2025-08-08 named=1 subject=甲", "tip_unanswered", "2",
      "2025-08-12", "下一步：2025-08-12前把核查、处理结果答复举报人" },
  };
  KaDay on = ka_day_from_iso (DAY);

  for (guint i = 0; i < G_N_ELEMENTS (TERMS); i++)
    {
      g_autoptr (KaRecord) tip = make (fixture, "tip", TERMS[i].values);
      g_autofree char *key = g_strdup_printf ("due.%s.days", TERMS[i].rule);
      g_autofree char *next = NULL;
      KaDay before = ka_tip_end (fixture->ledger, tip), end = ka_day_from_iso (TERMS[i].end);

      g_assert_cmpint (find_due (fixture, TERMS[i].rule, tip->id), ==, before);
      g_assert_cmpint (before, !=, end);
      set_term (fixture, key, TERMS[i].term);
      next = ka_tip_acts.next (fixture->ledger, tip, on);
      g_assert_cmpstr (next, ==, TERMS[i].next);
      g_assert_cmpint (ka_tip_end (fixture->ledger, tip), ==, end);
      g_assert_cmpint (find_due (fixture, TERMS[i].rule, tip->id), ==, end);
      g_assert_cmpint (ka_tip_acts.overdue (fixture->ledger, tip, on), ==, on - end);
    }
}

/* What the act refuses is what the rule finds: both reckon from the term that was set. */
static void
test_tip_extension (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaRecord) tip
    = make (fixture, "tip", "received=2025-08-01 accepted=2025-08-01 subject=甲");
  const KaAct *act = ka_act_get ("tip", "extend");
  KaDay on = ka_day_from_iso (DAY);
  g_autoptr (KaRecord) draft = ka_act_draft (act, fixture->ledger, tip, on);
  g_autoptr (GError) error = NULL;

  /* 45 + 20 days after the first of August: the 5th of October. */
  set_term (fixture, "due.tip_overdue.days", "45");
  set_term (fixture, "due.tip_extension.days", "20");
  ka_record_set (draft, "extended_until", "2025-10-06");
  g_assert_false (ka_act_run (act, fixture->ledger, tip->kind, tip->id, draft, on, NULL, &error));
  g_assert_cmpstr (error->message, ==, "延长不超过20日，最晚到2025-10-05。");
  g_clear_error (&error);
  ka_record_set (tip, "extended_until", "2025-10-06");
  g_assert_true (ka_ledger_save (fixture->ledger, tip, &error));
  g_assert_cmpint (ka_due_count_rule (fixture->ledger, ka_due_rule_get ("tip_extension"), on, NULL),
                   ==, 1);
  ka_record_set (tip, "extended_until", NULL);
  g_assert_true (ka_ledger_save (fixture->ledger, tip, &error));
  ka_record_set (draft, "extended_until", "2025-10-05");
  g_assert_true (ka_act_run (act, fixture->ledger, tip->kind, tip->id, draft, on, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ka_due_count_rule (fixture->ledger, ka_due_rule_get ("tip_extension"), on, NULL),
                   ==, 0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("/affairs/states", test_states);
  ADD ("/affairs/acts", test_acts);
  ADD ("/affairs/resume", test_resume);
  ADD ("/affairs/tip-terms", test_tip_terms);
  ADD ("/affairs/tip-extension", test_tip_extension);
  return g_test_run ();
}
