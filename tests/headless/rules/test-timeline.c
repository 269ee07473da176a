/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line of time of a mine and of an enterprise. */
#include "config.h"

#include <ka-attachment.h>
#include <ka-history.h>
#include <ka-query.h>
#include <ka-timeline.h>
#include <locale.h>
#include <string.h>

#include "store-test.h"

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise, mine, other, strange;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
  fixture->enterprise = test_enterprise (fixture->ledger, "重庆甲矿业有限公司");
  fixture->mine = test_mine (fixture->ledger, fixture->enterprise, "甲石灰岩矿");
  fixture->other = test_mine (fixture->ledger, fixture->enterprise, "乙页岩矿");
  fixture->strange = test_mine (
    fixture->ledger, test_enterprise (fixture->ledger, "重庆丙矿业有限公司"), "丙砂岩矿");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

/* "field=value …" of a record of the mine (or of the enterprise, where the kind has no mine). */
static gint64
add (Fixture *fixture, gint64 mine, const char *kind_id, const char *values)
{
  const KaKind *kind = ka_kind_get (kind_id);
  g_autoptr (KaRecord) record = ka_record_new (kind);
  g_auto (GStrv) pairs = g_strsplit (values, " ", -1);
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, mine);
  g_autofree char *enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->enterprise);
  g_autoptr (GError) error = NULL;

  if (mine != 0 && ka_kind_field (kind, "mine") != NULL)
    ka_record_set (record, "mine", owner);
  else if (ka_kind_field (kind, "enterprise") != NULL)
    ka_record_set (record, "enterprise", enterprise);
  if (strcmp (kind_id, "penalty") == 0)
    ka_record_set (record, "enterprise", enterprise);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      *equals = '\0';
      ka_record_set (record, pairs[i], equals + 1);
    }
  if (!ka_ledger_save (fixture->ledger, record, &error))
    g_error ("%s", error->message);
  return record->id;
}

static GPtrArray *
find (Fixture *fixture, const char *kind, gint64 id, const char *day)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *events = ka_timeline_find (fixture->ledger, ka_kind_get (kind), id,
                                        ka_day_from_iso (day), NULL, &error);

  g_assert_no_error (error);
  return events;
}

static const KaEvent *
get (GPtrArray *events, const char *rule)
{
  for (guint i = 0; i < events->len; i++)
    {
      const KaEvent *event = events->pdata[i];

      if (event->rule != NULL && strcmp (event->rule->id, rule) == 0)
        return event;
    }
  return NULL;
}

/* ---- every row of the table has a record that it tells of ---- */

/* The records that are needed; the mine's own fields are set with "mine field=value". */
static const struct
{
  const char *event, *kind, *values, *day, *text;
} CASES[] = {
  { "inspection_started", "inspection", "started=2025-03-05 kind=重点检查 result=责令整改",
    "2025-03-05", "重点检查：责令整改" },
  { "inspection_planned", "plan", "year=2025 month=2025-11 kind=一般检查", "2025-11-30",
    "计划2025-11的一般检查" },
  { "expert_visit", "expert_visit", "held=2025-04-01 problems=3 solved=2 experts=张某",
    "2025-04-01", "专家服务（张某）：发现问题3项，已解决2项" },
  { "hazard_found", "hazard", "level=重大 found=2025-03-05 description=边坡超高", "2025-03-05",
    "发现重大隐患：边坡超高" },
  { "hazard_ordered", "hazard", "level=一般 found=2025-03-05 description=甲 ordered=2025-03-06",
    "2025-03-06", "责令整改：甲" },
  { "hazard_supervised", "hazard",
    "level=重大 found=2025-03-05 description=甲 supervised=区级 supervised_on=2025-03-07",
    "2025-03-07", "区级挂牌督办：甲" },
  { "hazard_halted", "hazard",
    "level=重大 found=2025-03-05 description=甲 halted=1 halted_on=2025-03-05", "2025-03-05",
    "停产撤人：甲" },
  { "hazard_deadline", "hazard", "level=一般 found=2025-03-05 description=甲 deadline=2025-11-05",
    "2025-11-05", "一般隐患整改期限：甲" },
  { "hazard_reviewed", "hazard",
    "level=一般 found=2025-03-05 description=甲 reviewed=2025-04-05 review_result=不合格",
    "2025-04-05", "复查不合格：甲" },
  { "hazard_accepted", "hazard", "level=重大 found=2025-03-05 description=甲 accepted=2025-04-06",
    "2025-04-06", "重大隐患验收：甲" },
  { "hazard_resumed", "hazard",
    "level=重大 found=2025-03-05 description=甲 halted=1 resumed=2025-04-07", "2025-04-07",
    "恢复生产：甲" },
  { "hazard_closed", "hazard", "level=一般 found=2025-03-05 description=甲 closed=2025-04-08",
    "2025-04-08", "一般隐患销号：甲" },
  { "penalty_filed", "penalty", "doc_no=一 filed=2025-03-01 facts=乙", "2025-03-01", "立案：乙" },
  { "penalty_decided", "penalty", "doc_no=一 kind=罚款 amount=30000 decided=2025-03-02",
    "2025-03-02", "处罚决定：罚款30000元（一）" },
  { "penalty_pay", "penalty", "doc_no=一 pay_by=2025-12-02", "2025-12-02", "缴款期限：一" },
  { "penalty_executed", "penalty", "doc_no=一 executed=2025-03-12", "2025-03-12",
    "处罚执行完毕：一" },
  { "discredit_notified", "discredit",
    "subject=个人 person=丁 list=诚信管理黑名单 reason=甲 notified=2025-02-01", "2025-02-01",
    "丁，告知拟列入诚信管理黑名单" },
  { "discredit_listed", "discredit", "subject=单位 list=诚信管理黑名单 reason=甲 listed=2025-02-11",
    "2025-02-11", "列入诚信管理黑名单：甲" },
  { "discredit_end", "discredit",
    "subject=单位 list=诚信管理黑名单 reason=甲 listed=2025-02-11 term_months=12", "2026-02-11",
    "诚信管理黑名单管理期限届满" },
  { "discredit_removed", "discredit",
    "subject=单位 list=诚信管理黑名单 reason=甲 listed=2024-02-11 removed=2025-03-11 "
    "removal=提前移出",
    "2025-03-11", "提前移出：诚信管理黑名单" },
  { "accident_occurred", "accident", "title=甲事故 occurred=2025-05-01T10:00 deaths=1",
    "2025-05-01", "事故：甲事故，死亡1人" },
  { "accident_term", "accident", "title=甲事故 occurred=2025-09-01T10:00", "2025-10-31",
    "事故调查期限：甲事故" },
  { "accident_closed", "accident", "title=甲事故 occurred=2025-05-01T10:00 closed=2025-06-01",
    "2025-06-01", "事故结案：甲事故" },
  { "accident_evaluated", "accident",
    "title=甲事故 occurred=2024-05-01T10:00 closed=2024-06-01 evaluated=2025-05-30", "2025-05-30",
    "事故整改评估：甲事故" },
  { "tip_received", "tip", "received=2025-05-01 channel=12350 content=越界", "2025-05-01",
    "接到举报（12350）：越界" },
  { "tip_closed", "tip", "received=2025-05-01 content=越界 closed=2025-05-20 outcome=属实",
    "2025-05-20", "举报办结：属实" },
  { "case_reported", "typical_case", "quarter=2025Q2 title=甲案 reported=2025-06-20", "2025-06-20",
    "报送典型案例：甲案" },
  { "permit_issued", "permit", "kind=采矿许可证 number=C1 issued=2023-01-01", "2023-01-01",
    "取得采矿许可证（C1）" },
  { "permit_until", "permit", "kind=采矿许可证 number=C1 valid_until=2028-01-01", "2028-01-01",
    "采矿许可证到期（C1）" },
  { "standard_until", "mine", "std_level=三级 std_until=2026-03-01", "2026-03-01",
    "标准化三级证书到期" },
  { "slope_analysed", "mine", "slope_analysed=2025-01-15", "2025-01-15", "边坡稳定性分析" },
  { "slope_due", "mine", "slope_height=120 slope_analysed=2025-01-15", "2026-01-15",
    "边坡稳定性分析期限（高度120米）" },
  { "dump_analysed", "mine", "dump_analysed=2025-01-16", "2025-01-16", "排土场稳定性分析" },
  { "dump_due", "mine", "dump_height=100 dump_analysed=2025-01-16", "2026-01-16",
    "排土场稳定性分析期限（高度100米）" },
  { "insured_until", "enterprise", "insured=1 insured_until=2026-02-01", "2026-02-01",
    "安全生产责任保险到期" },
  { "project_approved", "project", "name=甲工程 approved=2024-01-01 approval_no=渝1", "2024-01-01",
    "设计审查批复：甲工程（渝1）" },
  { "project_started", "project", "name=甲工程 started=2024-02-01", "2024-02-01", "开工：甲工程" },
  { "project_due", "project", "name=甲工程 started=2025-02-01 months=12", "2026-02-01",
    "施工期届满：甲工程" },
  { "project_accepted", "project", "name=甲工程 accepted=2025-02-01", "2025-02-01",
    "竣工验收：甲工程" },
  { "project_sampled", "project",
    "name=甲工程 accepted=2025-02-01 sampled=1 sampled_on=2025-03-01 sample_result=合格",
    "2025-03-01", "竣工验收抽查：甲工程，合格" },
  { "suspended", "suspension", "kind=停产 reason=汛期 since=2025-06-01", "2025-06-01",
    "停产：汛期" },
  { "resumption_filed", "suspension", "kind=复产 filed=2025-08-01", "2025-08-01", "复产方案备案" },
  { "resumption_accepted", "suspension", "kind=复产 accepted=2025-08-10 accepted_by=区局",
    "2025-08-10", "复产验收（区局）" },
  { "resumption_approved", "suspension", "kind=复产 approved=2025-08-12 approval_no=津1",
    "2025-08-12", "同意复产（津1）" },
  { "disposal_due", "mine", "disposal=升级改造 disposal_due=2025-12-31", "2025-12-31",
    "四个一批：升级改造期限" },
  { "disposal_done", "mine", "disposal=升级改造 disposal_done=2025-07-31", "2025-07-31",
    "四个一批：完成升级改造" },
  { "survey_due", "mine", "survey_status=进行中", "2025-09-30",
    "隐蔽致灾因素普查成果填报期限（进行中）" },
  { "survey_done", "mine", "survey_status=已完成 survey_done=2025-09-01", "2025-09-01",
    "完成隐蔽致灾因素普查" },
  { "training_held", "training", "held=2025-06-10 kind=特种作业人员 attended=20 passed=18",
    "2025-06-10", "特种作业人员培训：参加20人，合格18人" },
  { "cert_issued", "person", "name=戊 post=特种作业人员 cert_no=T1 cert_issued=2022-01-01",
    "2022-01-01", "戊（特种作业人员）初领证书（T1）" },
  { "cert_review", "person",
    "name=戊 post=特种作业人员 specialty=爆破 cert_review=2026-01-01 cert_until=2029-01-01",
    "2026-01-01", "戊（爆破）应当复审" },
  { "cert_until", "person", "name=戊 post=特种作业人员 cert_until=2029-01-01", "2029-01-01",
    "戊（特种作业人员）证书到期" },
  { "duty_month", "duty", "month=2025-08 controller_days=9 engineer_days=16 principal_checks=1",
    "2025-08-31", "2025-08履职：实际控制人9个工作日、总工程师16个工作日、主要负责人排查1次" },
  { "officials_published", "mine", "officials_published=2025-03-31", "2025-03-31",
    "公示三个责任人" },
  { "reward_scheme", "enterprise", "reward_scheme=1 reward_scheme_since=2025-06-20", "2025-06-20",
    "实施隐患内部报告奖励机制" },
};

static void
put (Fixture *fixture, const char *kind, const char *values)
{
  g_auto (GStrv) pairs = g_strsplit (values, " ", -1);
  gint64 id = strcmp (kind, "mine") == 0 ? fixture->mine : fixture->enterprise;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      *equals = '\0';
      test_change (fixture->ledger, kind, id, pairs[i], equals + 1);
    }
}

static void
test_rules (Fixture *fixture, gconstpointer data)
{
  guint n;
  const KaEventRule *rules = ka_event_rules (&n);
  static const char *const ELSEWHERE[]
    = { "hazard_postponed", "measure_progress", "paper_issued", "paper_voided", NULL };

  for (guint i = 0; i < n; i++)
    {
      gboolean told = g_strv_contains (ELSEWHERE, rules[i].id);

      for (guint c = 0; c < G_N_ELEMENTS (CASES); c++)
        told |= strcmp (CASES[c].event, rules[i].id) == 0;
      if (!told)
        g_test_message ("no case of %s", rules[i].id);
      g_assert_true (told);
      g_assert_nonnull (ka_kind_field (ka_kind_get (rules[i].kind), rules[i].field));
    }
  for (guint c = 0; c < G_N_ELEMENTS (CASES); c++)
    {
      g_autofree char *enterprise = g_strdup_printf ("重庆第%u矿业有限公司", c);
      g_autoptr (GPtrArray) none = NULL;
      g_autoptr (GPtrArray) events = NULL;
      g_autoptr (GPtrArray) others = NULL;
      g_autofree char *day = NULL;
      const KaEvent *event;

      fixture->enterprise = test_enterprise (fixture->ledger, enterprise);
      fixture->mine = test_mine (fixture->ledger, fixture->enterprise, "甲石灰岩矿");
      if (strcmp (CASES[c].event, "survey_due") != 0)
        {
          none = find (fixture, "mine", fixture->mine, "2025-10-08");
          g_assert_null (get (none, CASES[c].event));
        }
      if (strcmp (CASES[c].kind, "mine") == 0 || strcmp (CASES[c].kind, "enterprise") == 0)
        put (fixture, CASES[c].kind, CASES[c].values);
      else
        add (fixture, fixture->mine, CASES[c].kind, CASES[c].values);
      events = find (fixture, "mine", fixture->mine, "2025-10-08");
      event = get (events, CASES[c].event);
      if (event == NULL)
        g_test_message ("%s is not told", CASES[c].event);
      g_assert_nonnull (event);
      day = ka_day_to_iso (event->day);
      g_assert_cmpstr (day, ==, CASES[c].day);
      g_assert_cmpstr (event->text, ==, CASES[c].text);
      g_assert_cmpstr (event->kind->id, ==, CASES[c].kind);
      others = find (fixture, "mine", fixture->strange, "2025-10-08");
      if (strcmp (CASES[c].event, "survey_due") != 0)
        g_assert_null (get (others, CASES[c].event));
    }
}

/* A term is told while it is open, and no longer. */
static void
test_terms (Fixture *fixture, gconstpointer data)
{
  gint64 hazard = add (fixture, fixture->mine, "hazard",
                       "level=一般 found=2025-03-05 description=甲 deadline=2025-10-08");
  g_autoptr (GPtrArray) before = find (fixture, "mine", fixture->mine, "2025-10-07");
  g_autoptr (GPtrArray) on = find (fixture, "mine", fixture->mine, "2025-10-08");
  g_autoptr (GPtrArray) after = find (fixture, "mine", fixture->mine, "2025-10-09");
  g_autoptr (GPtrArray) closed = NULL;

  g_assert_false (
    ka_event_is_overdue (get (before, "hazard_deadline"), ka_day_from_iso ("2025-10-07")));
  g_assert_false (
    ka_event_is_overdue (get (on, "hazard_deadline"), ka_day_from_iso ("2025-10-08")));
  g_assert_true (
    ka_event_is_overdue (get (after, "hazard_deadline"), ka_day_from_iso ("2025-10-09")));
  test_change (fixture->ledger, "hazard", hazard, "rectified", "2025-10-06");
  closed = find (fixture, "mine", fixture->mine, "2025-10-09");
  g_assert_null (get (closed, "hazard_deadline"));
}

/* The latest first: what is to come above the day. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const char *const WANTED[]
    = { "permit_until", "hazard_deadline", "inspection_started", "hazard_found", "suspended" };
  g_autoptr (GPtrArray) events = NULL;
  KaDay last = KA_DAY_FOREVER;
  guint at = 0;

  add (fixture, fixture->mine, "hazard",
       "level=一般 found=2025-03-05 description=甲 deadline=2025-11-05");
  add (fixture, fixture->mine, "suspension", "kind=停产 since=2025-01-06");
  add (fixture, fixture->mine, "permit", "kind=采矿许可证 number=C1 valid_until=2028-01-01");
  add (fixture, fixture->mine, "inspection", "started=2025-03-05");
  add (fixture, fixture->other, "inspection", "started=2025-03-06");
  events = find (fixture, "mine", fixture->mine, "2025-10-08");
  for (guint i = 0; i < events->len; i++)
    {
      const KaEvent *event = events->pdata[i];

      g_assert_cmpint (event->day, <=, last);
      last = event->day;
      if (at < G_N_ELEMENTS (WANTED) && event->rule != NULL
          && strcmp (event->rule->id, WANTED[at]) == 0)
        at++;
    }
  g_assert_cmpuint (at, ==, G_N_ELEMENTS (WANTED));
}

static guint
count (GPtrArray *events, KaEventSort sort)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += ((const KaEvent *)events->pdata[i])->sort == sort;
  return n;
}

/* What the enterprise has in common stands with each of its mines; the enterprise has all of them. */
static void
test_enterprise_and_mines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) strange = NULL;

  add (fixture, fixture->mine, "inspection", "started=2025-03-05");
  add (fixture, fixture->other, "inspection", "started=2025-03-06");
  add (fixture, 0, "permit", "kind=营业执照 number=一 valid_until=2028-01-01");
  own = find (fixture, "mine", fixture->mine, "2025-10-08");
  all = find (fixture, "enterprise", fixture->enterprise, "2025-10-08");
  strange = find (fixture, "mine", fixture->strange, "2025-10-08");
  g_assert_cmpuint (count (own, KA_EVENT_INSPECTION), ==, 1);
  g_assert_cmpuint (count (all, KA_EVENT_INSPECTION), ==, 2);
  g_assert_cmpint (get (own, "permit_until")->mine, ==, 0);
  g_assert_cmpuint (count (all, KA_EVENT_PERMIT), ==, 1);
  g_assert_cmpuint (count (strange, KA_EVENT_PERMIT), ==, 0);
  g_assert_cmpint (get (all, "inspection_started")->mine, ==, fixture->other);
}

/* Through the hazard that was postponed, and the measure whose progress it is. */
static void
test_indirect (Fixture *fixture, gconstpointer data)
{
  gint64 hazard = add (fixture, fixture->mine, "hazard",
                       "level=一般 found=2025-03-05 description=甲 deadline=2025-11-05");
  gint64 measure = add (fixture, 0, "measure", "no=1.1 task=甲");
  g_autofree char *postponed = g_strdup_printf (
    "hazard=%" G_GINT64_FORMAT
    " asked=2025-03-07 granted=2025-03-08 granted_by=张某 old_deadline=2025-04-05 deadline=2025-11-05 reason=雨",
    hazard);
  g_autofree char *progress = g_strdup_printf (
    "measure=%" G_GINT64_FORMAT " quarter=2025Q3 state=假落实 action=约谈", measure);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) other = NULL;

  add (fixture, 0, "postponement", postponed);
  add (fixture, 0, "measure_progress", progress);
  events = find (fixture, "mine", fixture->mine, "2025-10-08");
  all = find (fixture, "enterprise", fixture->enterprise, "2025-10-08");
  other = find (fixture, "mine", fixture->other, "2025-10-08");
  g_assert_cmpstr (get (events, "hazard_postponed")->text, ==,
                   "整改期限由2025-04-05延到2025-11-05");
  g_assert_nonnull (get (all, "hazard_postponed"));
  g_assert_null (get (other, "hazard_postponed"));
  g_assert_cmpstr (get (events, "measure_progress")->text, ==,
                   "八条硬措施1.1，2025Q3：假落实（约谈）");
  g_assert_cmpint (get (events, "measure_progress")->day, ==, ka_day_from_iso ("2025-09-30"));
}

static void
test_changes_and_attachments (Fixture *fixture, gconstpointer data)
{
  gint64 inspection = add (fixture, fixture->mine, "inspection", "started=2025-03-05");
  g_autofree char *path = g_build_filename (fixture->folder, "照片.jpg", NULL);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  gboolean file = FALSE, status = FALSE, first = FALSE;

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_cmpint (ka_attachment_add (fixture->ledger, ka_kind_get ("inspection"), inspection, path,
                                      NULL, NULL, NULL, NULL, &error),
                   >, 0);
  g_assert_no_error (error);
  test_change (fixture->ledger, "mine", fixture->mine, "status", "停产");
  events = find (fixture, "mine", fixture->mine, "2025-10-08");
  for (guint i = 0; i < events->len; i++)
    {
      const KaEvent *event = events->pdata[i];

      if (event->sort == KA_EVENT_PAPER)
        {
          file = TRUE;
          g_assert_cmpstr (event->text, ==, "检查的附件：照片.jpg");
          g_assert_cmpint (event->id, ==, inspection);
          g_assert_cmpstr (event->kind->id, ==, "inspection");
        }
      if (event->sort == KA_EVENT_CHANGE && strstr (event->text, "→ 停产") != NULL)
        status = TRUE;
      if (event->sort == KA_EVENT_CHANGE && strcmp (event->text, "登记到台账") == 0)
        first = TRUE;
    }
  g_assert_true (file && status && first);
}

/* A person's qualifications, at whichever mine. */
static void
test_person (Fixture *fixture, gconstpointer data)
{
  gint64 first = add (fixture, fixture->mine, "person",
                      "name=戊 post=特种作业人员 id_number=11010519491231002X "
                      "cert_issued=2022-01-01 cert_until=2028-01-01");
  gint64 second = add (fixture, fixture->strange, "person",
                       "name=戊 post=特种作业人员 id_number=11010519491231002X "
                       "cert_issued=2023-01-01");
  gint64 other = add (fixture, fixture->mine, "person",
                      "name=戊 post=特种作业人员 id_number=440524188001010014 "
                      "cert_issued=2024-01-01");
  g_autoptr (GPtrArray) events = NULL;
  gboolean both = FALSE, changed = FALSE;

  test_change (fixture->ledger, "person", first, "cert_until", "2031-01-01");
  events = find (fixture, "person", first, "2025-10-08");
  for (guint i = 0; i < events->len; i++)
    {
      const KaEvent *event = events->pdata[i];

      g_assert_cmpstr (event->kind->id, ==, "person");
      g_assert_cmpint (event->id, !=, other);
      g_assert_null (strstr (event->text, "11010519491231002X"));
      both |= event->id == second && event->mine == fixture->strange;
      changed |= strstr (event->text, "2028-01-01 → 2031-01-01") != NULL;
    }
  g_assert_true (both && changed);
  g_assert_cmpint (get (events, "cert_until")->day, ==, ka_day_from_iso ("2031-01-01"));
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ka_timeline_find (fixture->ledger, ka_kind_get ("mine"), 4711,
                                   ka_day_from_iso ("2025-10-08"), NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("/timeline/rules", test_rules);
  ADD ("/timeline/terms", test_terms);
  ADD ("/timeline/order", test_order);
  ADD ("/timeline/enterprise", test_enterprise_and_mines);
  ADD ("/timeline/indirect", test_indirect);
  ADD ("/timeline/changes", test_changes_and_attachments);
  ADD ("/timeline/person", test_person);
  ADD ("/timeline/gone", test_gone);
  return g_test_run ();
}
