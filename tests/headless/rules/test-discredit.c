/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a listing, every act in every one of them, and the terms on their thresholds. */
#include "config.h"

#include "ka-discredit-propose.h"
#include "ka-discredit-state.h"
#include "store-test.h"

#include <inttypes.h>
#include <string.h>

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  f->enterprise = test_enterprise (f->ledger, "甲公司");
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

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      ka_record_set (record, pairs[i], equals + 1);
    }
}

#define TOLD "basis=应急管理部令第11号|notified=2022-10-01"
#define HEARD TOLD "|heard=2022-10-10|hearing=期限内未提出"
#define LISTED                                                                                     \
  HEARD "|decided_by=区应急管理局|decision_no=应急失信〔2022〕1号|term_months=36|"    \
        "restrictions=投融资|listed=2022-11-01"
#define APPLIED LISTED "|repair_applied=2025-01-01|repair_evidence=缴款凭证"
#define REMOVED APPLIED "|removed=2025-02-01|removal_no=应急移出〔2025〕1号|removal="

static const char *const FILLED[KA_DISCREDIT_N_STATES] = {
  [KA_DISCREDIT_PROPOSED] = "",
  [KA_DISCREDIT_NOTIFIED] = TOLD,
  [KA_DISCREDIT_HEARD] = HEARD,
  [KA_DISCREDIT_DROPPED] = HEARD "|dropped=2022-10-20|drop_reason=申辩成立",
  [KA_DISCREDIT_LISTED] = LISTED,
  [KA_DISCREDIT_REPAIR] = APPLIED,
  [KA_DISCREDIT_EARLY] = REMOVED "提前移出",
  [KA_DISCREDIT_EXPIRED] = REMOVED "期满移出",
  [KA_DISCREDIT_RESTORED] = LISTED "|revoked=2025-03-01|revoked_no=甲|revoke_reason=虚假材料",
  [KA_DISCREDIT_ANNULLED] = REMOVED "撤销列入",
};

/* All that an act asks for, with what is not given of itself; the state after it from each state, a point:
 * refused. */
static const struct
{
  const char *act;
  const char *values;
  const char *after;
} MATRIX[] = {
  { "notify", "basis=应急管理部令第11号", "1........." },
  { "hear", "hearing=期限内未提出", ".2........" },
  { "drop", "drop_reason=申辩成立", "333......." },
  { "list", "decided_by=区应急管理局|decision_no=应急失信〔2026〕1号|restrictions=投融资、土地出让",
    "..4......." },
  { "publish", "", "....45..8." },
  { "send", "restriction=投融资|sent_to=区发展改革委、区税务局", "....45..8." },
  { "apply", "repair_evidence=缴款凭证、整改复查意见书", "....5...5." },
  { "refuse", "", ".....4...." },
  { "early", "removal_no=应急移出〔2026〕1号", ".....6...." },
  { "expire", "removal_no=应急移出〔2026〕1号", "....77..7." },
  { "annul", "removal_no=应急移出〔2026〕1号", "....99..9." },
  { "revoke", "revoked_no=应急撤移〔2026〕1号|revoke_reason=缴款凭证虚假", "......8..." },
};

static gint64
make (Fixture *f, const char *values)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("discredit"));
  g_autofree char *enterprise = g_strdup_printf ("%" PRId64, f->enterprise);
  g_autoptr (GError) error = NULL;

  ka_record_set (record, "enterprise", enterprise);
  set (record, "subject=单位|list=安全生产严重失信主体|reason=无证生产");
  set (record, values);
  ka_ledger_save (f->ledger, record, &error);
  g_assert_no_error (error);
  return record->id;
}

/* The state after it, or -1 with the message. */
static int
run (Fixture *f, gint64 id, const char *name, const char *values, char **message)
{
  const KaKind *kind = ka_kind_get ("discredit");
  const KaAct *act = ka_act_get ("discredit", name);
  g_autoptr (KaRecord) before = ka_ledger_get (f->ledger, kind, id, NULL);
  g_autoptr (KaRecord) draft = ka_act_draft (act, f->ledger, before, ka_today ());
  g_autoptr (KaRecord) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 head = ka_ledger_get_head (f->ledger);

  set (draft, values);
  if (!ka_act_run (act, f->ledger, kind, id, draft, ka_today (), NULL, &error))
    {
      g_test_message ("%s: %s", name, error->message);
      g_assert_cmpint (ka_ledger_get_head (f->ledger), ==, head);
      g_assert_true (g_str_has_suffix (error->message, "。"));
      if (message != NULL)
        *message = g_strdup (error->message);
      return -1;
    }
  g_assert_cmpint (ka_ledger_get_head (f->ledger), ==, head + (act->made != NULL ? 2 : 1));
  after = ka_ledger_get (f->ledger, kind, id, NULL);
  return (int)ka_discredit_state (after);
}

static void
test_every_state_and_act (Fixture *f, gconstpointer data)
{
  guint n;
  const KaAct *acts = ka_acts (ka_kind_get ("discredit"), &n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (MATRIX));
  for (guint row = 0; row < n; row++)
    {
      const KaAct *act = ka_act_get ("discredit", MATRIX[row].act);

      g_assert_nonnull (act->source);
      for (const KaActField *field = act->fields; field->field != NULL; field++)
        g_assert_nonnull (
          ka_kind_field (ka_act_kind (act, ka_kind_get ("discredit")), field->field));
      for (guint state = 0; state < KA_DISCREDIT_N_STATES; state++)
        {
          gint64 id = make (f, FILLED[state]);
          g_autoptr (KaRecord) before
            = ka_ledger_get (f->ledger, ka_kind_get ("discredit"), id, NULL);
          char expected = MATRIX[row].after[state];

          g_test_message ("%s %s", acts[row].id,
                          ka_acts_state_id (ka_acts_of (ka_kind_get ("discredit")), state));
          g_assert_cmpint (ka_discredit_state (before), ==, state);
          g_assert_cmpint (ka_act_lawful (act, before, ka_today (), NULL), ==, expected != '.');
          g_assert_cmpint (run (f, id, MATRIX[row].act, MATRIX[row].values, NULL), ==,
                           expected == '.' ? -1 : expected - '0');
        }
    }
}

/* What an act needs, it does not do without. */
static void
test_evidence (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *act;
    KaDiscreditState from;
    const char *values, *names;
  } CASES[] = {
    { "notify", KA_DISCREDIT_PROPOSED, "", "法律依据" },
    { "hear", KA_DISCREDIT_NOTIFIED, "", "陈述申辩及复核情况" },
    { "drop", KA_DISCREDIT_HEARD, "", "不予列入理由" },
    { "list", KA_DISCREDIT_HEARD, "decided_by=局|restrictions=投融资", "列入决定文号" },
    { "list", KA_DISCREDIT_HEARD, "decided_by=局|decision_no=甲〔2026〕1号", "惩戒措施" },
    { "send", KA_DISCREDIT_LISTED, "", "推送部门" },
    { "apply", KA_DISCREDIT_LISTED, "", "修复条件证明材料" },
    { "early", KA_DISCREDIT_REPAIR, "", "移出决定文号" },
    { "expire", KA_DISCREDIT_LISTED, "", "移出决定文号" },
    { "revoke", KA_DISCREDIT_EARLY, "revoked_no=甲〔2026〕1号", "撤销移出理由" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *message = NULL;

      g_assert_cmpint (
        run (f, make (f, FILLED[CASES[i].from]), CASES[i].act, CASES[i].values, &message), ==, -1);
      g_assert_nonnull (strstr (message, CASES[i].names));
    }
}

/* Each restriction goes out by itself; the next draft names what is still to be sent. */
static void
test_notices (Fixture *f, gconstpointer data)
{
  const KaKind *kind = ka_kind_get ("discredit");
  const KaAct *act = ka_act_get ("discredit", "send");
  g_autofree char *values
    = g_strconcat (FILLED[KA_DISCREDIT_LISTED], "|restrictions=投融资、招标投标", NULL);
  gint64 id = make (f, values);
  g_autoptr (KaRecord) before = ka_ledger_get (f->ledger, kind, id, NULL);
  g_autoptr (KaRecord) first = ka_act_draft (act, f->ledger, before, ka_today ());
  g_autoptr (KaRecord) second = NULL, third = NULL, after = NULL;
  g_autofree char *message = NULL;

  g_assert_cmpstr (ka_record_get (first, "restriction"), ==, "投融资");
  g_assert_cmpint (run (f, id, "send", "sent_to=区金融办|sent=2026-01-10", NULL), ==,
                   KA_DISCREDIT_LISTED);
  second = ka_act_draft (act, f->ledger, before, ka_today ());
  g_assert_cmpstr (ka_record_get (second, "restriction"), ==, "招标投标");
  g_assert_cmpint (run (f, id, "send", "sent_to=区公共资源交易中心", NULL), ==,
                   KA_DISCREDIT_LISTED);
  third = ka_act_draft (act, f->ledger, before, ka_today ());
  g_assert_null (ka_record_get (third, "restriction"));
  after = ka_ledger_get (f->ledger, kind, id, NULL);
  g_assert_cmpstr (ka_record_get (after, "sent"), ==, "2026-01-10");
  g_assert_cmpstr (ka_record_get (after, "sent_to"), ==, "区金融办、区公共资源交易中心");
  g_assert_cmpint (ka_ledger_count (f->ledger, ka_kind_get ("discredit_notice"), NULL), ==, 2);
  /* What was not decided is not sent; nor before the listing. */
  g_assert_cmpint (run (f, id, "send", "restriction=土地出让|sent_to=局", &message), ==, -1);
  g_assert_nonnull (strstr (message, "土地出让"));
  g_assert_cmpint (run (f, id, "send", "restriction=投融资|sent_to=局|sent=2022-10-31", NULL), ==,
                   -1);
}

/* What the rules propose, and the listing that begins with it. */
static void
test_propose (Fixture *f, gconstpointer data)
{
  g_autofree char *enterprise = g_strdup_printf ("%" PRId64, f->enterprise);
  g_autofree char *mine
    = g_strdup_printf ("%" PRId64, test_mine (f->ledger, f->enterprise, "甲矿"));
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  gint64 accident = test_save (f->ledger, "accident", "title", "甲矿事故", "mine", mine, "occurred",
                               "2025-11-03T10:00", "reporting", "瞒报", "deaths", "1", NULL);
  gint64 penalty
    = test_save (f->ledger, "penalty", "enterprise", enterprise, "doc_no", "甲〔2025〕1号",
                 "person", "张一", "decided", "2025-11-03", "facts", "无证生产", NULL);
  g_autoptr (KaRecord) first = NULL, second = NULL;

  items = ka_discredit_proposals (f->ledger, ka_today (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  first = ka_discredit_propose (f->ledger, ka_kind_get ("accident"), accident, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ka_record_get (first, "subject"), ==, "单位");
  g_assert_cmpstr (ka_record_get (first, "enterprise"), ==, enterprise);
  g_assert_cmpstr (ka_record_get (first, "reason"), ==, "“甲矿事故”（一般事故，瞒报）");
  second = ka_discredit_propose (f->ledger, ka_kind_get ("penalty"), penalty, &error);
  g_assert_cmpstr (ka_record_get (second, "subject"), ==, "个人");
  g_assert_cmpstr (ka_record_get (second, "person"), ==, "张一");
  g_assert_cmpstr (ka_record_get (second, "penalty_no"), ==, "甲〔2025〕1号");
  g_assert_cmpint (second->id, ==, 0);
  /* Both can be saved as they are, and then nothing is proposed any more. */
  g_assert_true (ka_ledger_save (f->ledger, first, &error));
  g_assert_true (ka_ledger_save (f->ledger, second, &error));
  g_assert_no_error (error);
  g_ptr_array_unref (items);
  items = ka_discredit_proposals (f->ledger, ka_today (), &error);
  g_assert_cmpuint (items->len, ==, 0);
}

static void
test_terms (Fixture *f, gconstpointer data)
{
#define LISTED_ON(day) HEARD "|listed=" day
  static const char *const repair = "repair_evidence=甲";
  static const char *const end = "removal_no=甲〔2026〕1号";
  static const char *const listing
    = "decided_by=局|decision_no=甲〔2026〕1号|restrictions=投融资|term_months=";
  g_autofree char *short_term = g_strconcat (listing, "35", NULL);
  g_autofree char *long_term = g_strconcat (listing, "60", NULL);
  g_autoptr (KaRecord) record = NULL;

  /* twelve months on the list, to the day */
  g_assert_cmpint (run (f, make (f, LISTED_ON ("2025-01-28")), "apply", repair, NULL), ==,
                   KA_DISCREDIT_REPAIR);
  g_assert_cmpint (run (f, make (f, LISTED_ON ("2025-01-29")), "apply", repair, NULL), ==, -1);
  /* backdated to before that */
  g_assert_cmpint (run (f, make (f, LISTED_ON ("2024-01-28")), "apply",
                        "repair_evidence=甲|repair_applied=2025-01-27", NULL),
                   ==, -1);
  /* 36 months where no term is given, else the term */
  g_assert_cmpint (run (f, make (f, LISTED_ON ("2023-01-28")), "expire", end, NULL), ==,
                   KA_DISCREDIT_EXPIRED);
  g_assert_cmpint (run (f, make (f, LISTED_ON ("2023-01-29")), "expire", end, NULL), ==, -1);
  g_assert_cmpint (
    run (f, make (f, LISTED_ON ("2023-01-28") "|term_months=37"), "expire", end, NULL), ==, -1);
  /* no less than three years, a longer ban is possible */
  g_assert_cmpint (run (f, make (f, HEARD), "list", short_term, NULL), ==, -1);
  g_assert_cmpint (run (f, make (f, HEARD), "list", long_term, NULL), ==, KA_DISCREDIT_LISTED);
  /* the day of the hearing is the first on which it can be listed */
  g_assert_cmpint (
    run (f, make (f, TOLD "|heard=2026-01-20|hearing=甲"), "list",
         "decided_by=局|decision_no=甲〔2026〕1号|restrictions=投融资|listed=2026-01-19", NULL),
    ==, -1);
  record = ka_ledger_get (f->ledger, ka_kind_get ("discredit"), make (f, LISTED_ON ("2023-01-27")),
                          NULL);
  g_assert_cmpint (ka_discredit_overdue (record, ka_day_from_ymd (2026, 1, 27)), ==, 0);
  g_assert_cmpint (ka_discredit_overdue (record, ka_day_from_ymd (2026, 1, 28)), ==, 1);
}

/* A removal got by deceit: revoked, listed again, and a new application is looked at anew. */
static void
test_way_round (Fixture *f, gconstpointer data)
{
  gint64 id = make (f, APPLIED);
  g_autoptr (KaRecord) record = NULL;

  g_assert_cmpint (run (f, id, "refuse", "", NULL), ==, KA_DISCREDIT_LISTED);
  g_assert_cmpint (run (f, id, "apply", "repair_applied=2026-01-28", NULL), ==,
                   KA_DISCREDIT_REPAIR);
  g_assert_cmpint (run (f, id, "early", "removal_no=甲〔2026〕1号", NULL), ==, KA_DISCREDIT_EARLY);
  g_assert_cmpint (run (f, id, "revoke", "revoked_no=甲〔2026〕2号|revoke_reason=凭证虚假", NULL),
                   ==, KA_DISCREDIT_RESTORED);
  record = ka_ledger_get (f->ledger, ka_kind_get ("discredit"), id, NULL);
  g_assert_null (ka_record_get (record, "removed"));
  g_assert_null (ka_record_get (record, "repair_evidence"));
  g_assert_cmpstr (ka_record_get (record, "listed"), ==, "2022-11-01");
  g_assert_cmpint (run (f, id, "expire", "removal_no=甲〔2026〕3号", NULL), ==,
                   KA_DISCREDIT_EXPIRED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/rules/discredit/every-state-and-act", test_every_state_and_act);
  ADD ("/rules/discredit/evidence", test_evidence);
  ADD ("/discredit/notices", test_notices);
  ADD ("/discredit/propose", test_propose);
  ADD ("/rules/discredit/terms", test_terms);
  ADD ("/rules/discredit/way-round", test_way_round);
  return g_test_run ();
}
