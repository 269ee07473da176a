/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a penalty, every act in every one of them, and the terms on their thresholds. */
#include "config.h"

#include "ka-penalty-state.h"
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
  ka_set_today (KA_DAY_NONE);
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

#define OPENED "filed=2026-01-05"
#define FINED "kind=罚款|amount=10000"
/* Served on 1 May 2025: to be paid by the 16th, open to appeal until 1 November, to be applied for until
 * 1 February 2026. */
#define DECIDED                                                                                    \
  "filed=2025-03-01|informed=2025-04-01|decided=2025-04-28|delivered=2025-05-01|" FINED
#define URGED DECIDED "|urged=2025-11-05"
#define APPLIED URGED "|enforced=2025-12-01"

static const char *const FILLED[KA_PENALTY_N_STATES] = {
  [KA_PENALTY_CASE] = OPENED,     [KA_PENALTY_INFORMED] = OPENED "|informed=2026-01-10",
  [KA_PENALTY_DECIDED] = DECIDED, [KA_PENALTY_URGED] = URGED,
  [KA_PENALTY_APPLIED] = APPLIED, [KA_PENALTY_EXECUTED] = APPLIED "|executed=2026-01-20",
};

/* What an act asks for and is not given of itself; the state after it from each state, a point: refused. */
static const struct
{
  const char *act;
  const char *values;
  const char *after;
} MATRIX[] = {
  { "inform", "", "11...." },
  { "extend", "extended_until=2026-06-30", "01...." },
  { "decide", "doc_no=（江津）应急罚〔2026〕1号|" FINED, ".2...." },
  { "deliver", "", "..2345" },
  { "publish", "", "..2345" },
  { "defer", "pay_by=2026-06-30", "..23.." },
  { "urge", "urge_no=（江津）应急催告〔2026〕1号", "..3..." },
  { "surcharge", "", "..23.." },
  { "enforce", "", "...4.." },
  { "execute", "", "..555." },
  { "list", "basis=应急管理部令第11号", "..2345" },
};

static gint64
make (Fixture *f, const char *values)
{
  static guint number;
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("penalty"));
  g_autofree char *enterprise = g_strdup_printf ("%" PRId64, f->enterprise);
  g_autofree char *doc_no = g_strdup_printf ("（江津）应急罚〔2025〕%u号", ++number);
  g_autoptr (GError) error = NULL;

  ka_record_set (record, "enterprise", enterprise);
  ka_record_set (record, "doc_no", doc_no);
  set (record, "facts=边坡未监测|violated=《安全生产法》第三十六条|basis=《安全生产法》第九十九条");
  set (record, values);
  ka_ledger_save (f->ledger, record, &error);
  g_assert_no_error (error);
  return record->id;
}

static KaRecord *
load (Fixture *f, gint64 id)
{
  return ka_ledger_get (f->ledger, ka_kind_get ("penalty"), id, NULL);
}

/* The state after it, or -1 with the message. */
static int
run (Fixture *f, gint64 id, const char *name, const char *values, char **message, gint64 *made)
{
  const KaKind *kind = ka_kind_get ("penalty");
  const KaAct *act = ka_act_get ("penalty", name);
  g_autoptr (KaRecord) before = load (f, id);
  g_autoptr (KaRecord) draft = ka_act_draft (act, f->ledger, before, ka_today ());
  g_autoptr (KaRecord) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 head = ka_ledger_get_head (f->ledger);

  set (draft, values);
  if (!ka_act_run (act, f->ledger, kind, id, draft, ka_today (), made, &error))
    {
      g_test_message ("%s: %s", name, error->message);
      g_assert_cmpint (ka_ledger_get_head (f->ledger), ==, head);
      g_assert_true (g_str_has_suffix (error->message, "。"));
      if (message != NULL)
        *message = g_strdup (error->message);
      return -1;
    }
  after = load (f, id);
  return (int)ka_penalty_state (after);
}

static void
test_every_state_and_act (Fixture *f, gconstpointer data)
{
  guint n;
  const KaAct *acts = ka_acts (ka_kind_get ("penalty"), &n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (MATRIX));
  for (guint row = 0; row < n; row++)
    {
      const KaAct *act = ka_act_get ("penalty", MATRIX[row].act);

      g_assert_true (act == &acts[row]);
      g_assert_nonnull (act->source);
      for (const KaActField *field = act->fields; field->field != NULL; field++)
        g_assert_nonnull (ka_kind_field (ka_act_kind (act, ka_kind_get ("penalty")), field->field));
      for (guint state = 0; state < KA_PENALTY_N_STATES; state++)
        {
          gint64 id = make (f, FILLED[state]);
          g_autoptr (KaRecord) before = load (f, id);
          char expected = MATRIX[row].after[state];

          g_test_message ("%s %s", act->id,
                          ka_acts_state_id (ka_acts_of (ka_kind_get ("penalty")), state));
          g_assert_cmpint (ka_penalty_state (before), ==, state);
          g_assert_cmpint (ka_act_lawful (act, before, ka_today (), NULL), ==, expected != '.');
          g_assert_cmpint (run (f, id, act->id, MATRIX[row].values, NULL, NULL), ==,
                           expected == '.' ? -1 : expected - '0');
        }
    }
}

/* On the day before, on the day, on the day after. */
static void
test_terms (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *record, *act, *values;
    int after;
    const char *message; /* words of it */
  } CASES[] = {
    /* 90 days from 1 November 2025 end on 30 January 2026 */
    { "filed=2025-11-01|informed=2025-12-01", "decide", "doc_no=甲|decided=2026-01-28|kind=警告",
      KA_PENALTY_DECIDED, NULL },
    { "filed=2025-10-30|informed=2025-12-01", "decide", "doc_no=甲|decided=2026-01-28|kind=警告",
      KA_PENALTY_DECIDED, NULL },
    { "filed=2025-10-29|informed=2025-12-01", "decide", "doc_no=甲|decided=2026-01-28|kind=警告",
      -1, "90日" },
    { "filed=2025-10-29|informed=2025-12-01|extended_until=2026-01-28", "decide",
      "doc_no=甲|decided=2026-01-28|kind=警告", KA_PENALTY_DECIDED, NULL },
    { "filed=2025-10-30", "extend", "extended_until=2026-03-01", KA_PENALTY_CASE, NULL },
    { "filed=2025-10-29", "extend", "extended_until=2026-03-01", -1, "已经届满" },
    { "filed=2025-10-30", "extend", "extended_until=2026-01-28", -1, "之后" },
    { "informed=2026-01-10", "decide", "doc_no=甲|kind=警告", -1, "立案" },
    { OPENED "|informed=2026-01-10", "decide", "doc_no=甲|decided=2026-01-09|kind=警告", -1,
      "早于“告知日期”" },
    { OPENED "|informed=2026-01-10", "decide", "doc_no=甲|kind=罚款", -1, "罚款金额" },
    /* 15 days from service */
    { "decided=2026-01-10|delivered=2026-01-12|" FINED, "urge", "", KA_PENALTY_URGED, NULL },
    { "decided=2026-01-10|delivered=2026-01-13|" FINED, "urge", "", -1, "还没有届满" },
    { "decided=2026-01-10|delivered=2026-01-12|" FINED "|pay_by=2026-01-28", "urge", "", -1,
      "还没有届满" },
    { "decided=2026-01-10|kind=警告", "urge", "", -1, "没有罚款金额" },
    { "decided=2026-01-10|delivered=2026-01-12|" FINED, "defer", "pay_by=2026-01-27", -1, "之后" },
    { "decided=2026-01-10", "deliver", "delivered=2026-01-09", -1, "“决定日期”" },
    /* 3 % of 10 000 yuan: one day late 300 yuan */
    { "decided=2026-01-10|delivered=2026-01-12|" FINED, "surcharge", "surcharge=300",
      KA_PENALTY_DECIDED, NULL },
    { "decided=2026-01-10|delivered=2026-01-12|" FINED, "surcharge", "surcharge=300.01", -1,
      "至多300元" },
    { DECIDED, "surcharge", "surcharge=10000", KA_PENALTY_DECIDED, NULL },
    { DECIDED, "surcharge", "surcharge=10000.01", -1, "至多10000元" },
    { DECIDED, "surcharge", "surcharge=0", -1, "大于零" },
    /* ten full days after the reminder */
    { DECIDED "|urged=2026-01-17", "enforce", "", KA_PENALTY_APPLIED, NULL },
    { DECIDED "|urged=2026-01-18", "enforce", "", -1, "催告满10日" },
    /* half a year, and three months after it */
    { "decided=2025-07-20|delivered=2025-07-27|urged=2025-12-01|" FINED, "enforce", "",
      KA_PENALTY_APPLIED, NULL },
    { "decided=2025-07-20|delivered=2025-07-28|urged=2025-12-01|" FINED, "enforce", "", -1,
      "最早在2026-01-29" },
    { "decided=2025-04-20|delivered=2025-04-28|urged=2025-12-01|" FINED, "enforce", "",
      KA_PENALTY_APPLIED, NULL },
    { "decided=2025-04-20|delivered=2025-04-27|urged=2025-12-01|" FINED, "enforce", "", -1,
      "已经届满" },
    { "decided=2025-04-20|delivered=2025-04-27|urged=2025-12-01|pay_by=2025-11-30|" FINED,
      "enforce", "", KA_PENALTY_APPLIED, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *message = NULL;

      g_test_message ("%s: %s %s", CASES[i].record, CASES[i].act, CASES[i].values);
      g_assert_cmpint (
        run (f, make (f, CASES[i].record), CASES[i].act, CASES[i].values, &message, NULL), ==,
        CASES[i].after);
      if (CASES[i].message != NULL)
        g_assert_nonnull (strstr (message, CASES[i].message));
    }
}

static void
test_surcharge (Fixture *f, gconstpointer data)
{
  g_autoptr (KaRecord) record = load (f, make (f, DECIDED));
  KaDay by = ka_day_from_ymd (2025, 5, 16);

  g_assert_cmpint (ka_penalty_pay_by (record), ==, by);
  g_assert_cmpint (ka_penalty_surcharge (record, by), ==, 0);
  for (int days = 1; days < 400; days++)
    g_assert_cmpint (ka_penalty_surcharge (record, by + days), ==, MIN (30000 * days, 1000000));
  g_assert_cmpint (ka_penalty_overdue (record, by), ==, 0);
  g_assert_cmpint (ka_penalty_overdue (record, by + 3), ==, 3);
}

/* Served, the last day of payment follows; a listing knows its penalty. */
static void
test_follows (Fixture *f, gconstpointer data)
{
  gint64 id = make (f, OPENED "|informed=2026-01-10"), made = 0;
  g_autoptr (KaRecord) record = NULL, listing = NULL;
  g_autofree char *enterprise = g_strdup_printf ("%" PRId64, f->enterprise);

  g_assert_cmpint (run (f, id, "decide", "doc_no=应急罚〔2026〕9号|" FINED, NULL, NULL), ==,
                   KA_PENALTY_DECIDED);
  g_assert_cmpint (run (f, id, "deliver", "", NULL, NULL), ==, KA_PENALTY_DECIDED);
  record = load (f, id);
  g_assert_cmpstr (ka_record_get (record, "pay_by"), ==, "2026-02-12");
  g_assert_cmpint (run (f, id, "list", "basis=应急管理部令第11号", NULL, &made), ==,
                   KA_PENALTY_DECIDED);
  listing = ka_ledger_get (f->ledger, ka_kind_get ("discredit"), made, NULL);
  g_assert_nonnull (listing);
  g_assert_cmpstr (ka_record_get (listing, "penalty_no"), ==, "应急罚〔2026〕9号");
  g_assert_cmpstr (ka_record_get (listing, "enterprise"), ==, enterprise);
  g_assert_cmpstr (ka_record_get (listing, "subject"), ==, "单位");
  g_assert_cmpstr (ka_record_get (listing, "reason"), ==, "边坡未监测");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/rules/penalty/every-state-and-act", test_every_state_and_act);
  ADD ("/rules/penalty/terms", test_terms);
  ADD ("/rules/penalty/surcharge", test_surcharge);
  ADD ("/rules/penalty/follows", test_follows);
  return g_test_run ();
}
