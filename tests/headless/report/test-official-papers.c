/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Official papers: every form with all there is and with pieces missing, the law of the day, pages that go
 * on, and nothing signed alone on a page. */
#include "config.h"

#include "store-test.h"
#include "test-paper-pages.h"

#include <ka-day.h>
#include <ka-history.h>
#include <ka-list-paper.h>
#include <ka-paper.h>
#include <ka-quarterly-template.h>
#include <ka-query.h>
#include <locale.h>
#include <string.h>

/* ---- a ledger in which every form has all that it wants ---- */

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise, mine, inspection, hazard, penalty, discredit, accident, typical_case, duty;
} World;

static char *
text_of (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static void
set_settings (KaLedger *ledger)
{
  static const char *const settings[][2] = {
    { "paper.address", "江津区示例路1号" }, { "paper.phone", "023-00000000" },
    { "paper.contact", "张示例" },          { "paper.postcode", "402260" },
    { "paper.bank", "示例银行江津支行" },   { "paper.account", "0000111122223333" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_assert_true (ka_ledger_set_setting (ledger, settings[i][0], settings[i][1], NULL));
}

static void
add_site (World *world)
{
  KaLedger *ledger = world->ledger;
  g_autofree char *enterprise = NULL, *mine = NULL;

  test_save (ledger, "regulator", "name", "王某甲", "level", "区级监管部门", "cert_no",
             "2299000102", NULL);
  test_save (ledger, "regulator", "name", "李某甲", "level", "区级监管部门", "cert_no",
             "2299000103", NULL);
  world->enterprise
    = test_save (ledger, "enterprise", "name", "重庆示例矿业有限公司", "credit_code",
                 "91350100M000100Y43", "legal_rep", "程某甲", "principal", "程某甲",
                 "principal_phone", "13900001001", "address", "江津区珞璜镇1号", NULL);
  enterprise = text_of (world->enterprise);
  world->mine = test_save (ledger, "mine", "enterprise", enterprise, "name", "示例坪石灰岩矿",
                           "type", "露天矿山", "status", "生产", "town", "珞璜镇", "address",
                           "珞璜镇示例坪村8组", NULL);
  mine = text_of (world->mine);
  world->inspection = test_save (ledger, "inspection", "mine", mine, "started", "2025-09-03",
                                 "trigger", "计划", "kind", "重点检查", "inspectors",
                                 "王某甲、李某甲", "place", "采场", "found", "发现问题2项。", NULL);
  world->duty = test_save (ledger, "duty", "mine", mine, "month", "2025-09", "controller_days", "3",
                           "engineer_days", "9", NULL);
}

static void
add_hazards (World *world)
{
  g_autofree char *mine = text_of (world->mine), *inspection = text_of (world->inspection);
  g_autofree char *hazard = NULL;

  world->hazard = test_save (
    world->ledger, "hazard", "mine", mine, "inspection", inspection, "found", "2025-09-03", "level",
    "重大", "criterion", "LT-12", "place", "+420m平台", "description", "未按设计留设安全平台",
    "responsible", "程某甲", "measures", "编制专项方案", "funds", "5", "deadline", "2025-10-20",
    "contingency", "停止相关区域作业", "supervised", "区级", "rectified", "2025-10-02", "reviewed",
    "2025-10-06", "reviewer", "王某甲、李某甲", "review_result", "合格", "accepted", "2025-10-05",
    NULL);
  test_save (world->ledger, "hazard", "mine", mine, "inspection", inspection, "found", "2025-09-03",
             "level", "一般", "description", "警示标志缺失", "deadline", "2025-09-18", "reviewed",
             "2025-10-06", "review_result", "不合格", NULL);
  hazard = text_of (world->hazard);
  test_save (world->ledger, "postponement", "hazard", hazard, "asked", "2025-09-25", "old_deadline",
             "2025-10-20", "deadline", "2025-11-20", "reason", "连续降雨", "granted", "2025-09-28",
             "granted_by", "张示例", NULL);
}

static void
add_cases (World *world)
{
  g_autofree char *enterprise = text_of (world->enterprise), *mine = text_of (world->mine);
  g_autofree char *inspection = text_of (world->inspection);

  world->penalty = test_save (
    world->ledger, "penalty", "enterprise", enterprise, "mine", mine, "inspection", inspection,
    "doc_no", "待编号", "filed", "2025-09-05", "informed", "2025-09-20", "facts",
    "未按设计留设安全平台", "violated", "《中华人民共和国安全生产法》第四十一条第二款", "basis",
    "《中华人民共和国安全生产法》第一百零二条", "kind", "罚款", "amount", "2500", NULL);
  world->discredit = test_save (
    world->ledger, "discredit", "subject", "单位", "enterprise", enterprise, "list",
    "安全生产严重失信主体", "reason", "瞒报生产安全事故", "basis",
    "《安全生产严重失信主体名单管理办法》第六条", "notified", "2024-08-01", "listed", "2024-09-01",
    "restrictions", "投融资、招标投标", "removed", "2025-10-01", "removal", "提前移出", NULL);
  world->accident = test_save (world->ledger, "accident", "title", "示例坪“9·1”坍塌事故",
                               "occurred", "2025-09-01T08:30", "enterprise", enterprise, "mine",
                               mine, "deaths", "1", "course", "边坡失稳。", "indirect_cause",
                               "未按设计开采。", "prevention", "立即开展边坡排查。", NULL);
  world->typical_case = test_save (
    world->ledger, "typical_case", "quarter", "2025Q3", "title", "示例案", "submitted_by", "珞璜镇",
    "facts", "检查发现。", "violated", "第四十一条", "basis", "第一百零二条", "outcome", "罚款",
    "significance", "警示。", "comment", "请补充查处日期。", NULL);
}

static World
world_new (void)
{
  World world = { .folder = test_folder_new () };

  world.ledger = test_ledger_new (world.folder);
  set_settings (world.ledger);
  add_site (&world);
  add_hazards (&world);
  add_cases (&world);
  return world;
}

static void
world_clear (World *world)
{
  g_clear_object (&world->ledger);
  test_folder_remove (world->folder);
}

static gint64
find_subject (const World *world, const char *kind)
{
  return strcmp (kind, "inspection") == 0     ? world->inspection
         : strcmp (kind, "hazard") == 0       ? world->hazard
         : strcmp (kind, "penalty") == 0      ? world->penalty
         : strcmp (kind, "discredit") == 0    ? world->discredit
         : strcmp (kind, "accident") == 0     ? world->accident
         : strcmp (kind, "typical_case") == 0 ? world->typical_case
         : strcmp (kind, "duty") == 0         ? world->duty
                                              : world->mine;
}

static KaPaper *
open_paper (const World *world, const char *form, const char *kind, const char *day)
{
  g_autoptr (GError) error = NULL;
  KaPaper *paper = ka_paper_new (world->ledger, ka_paper_form_get (form), ka_kind_get (kind),
                                 find_subject (world, kind), ka_day_from_iso (day), &error);

  g_assert_no_error (error);
  return paper;
}

static Pages *
set_paper (KaPaper *paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaDoc) doc = ka_paper_make_doc (paper, &error);

  g_assert_no_error (error);
  return pages_new (doc, NULL);
}

static void
assert_tells (Pages *pages, const char *words)
{
  g_autofree char *text = pages_get_text (pages);
  g_autofree char *wanted = pages_squeeze (words);

  if (strstr (text, wanted) == NULL)
    g_error ("“%s” is not in: %s", words, text);
}

static gboolean
has_gap (KaPaper *paper, const char *kind, const char *field)
{
  g_autoptr (GPtrArray) gaps = ka_paper_list_gaps (paper);

  for (guint i = 0; i < gaps->len; i++)
    {
      const KaPaperGap *gap = gaps->pdata[i];

      g_assert_true (g_str_has_suffix (gap->message, "。"));
      if (gap->kind != NULL && strcmp (gap->kind->id, kind) == 0 && gap->field != NULL
          && strcmp (gap->field->id, field) == 0)
        return TRUE;
    }
  return FALSE;
}

/* ---- the texts ---- */

/* That each is understood, and that every name in the table means something. */
static void
test_texts (void)
{
  World world = world_new ();
  guint n;
  const KaPaperForm *forms = ka_paper_forms (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = ka_paper_get_form_text (world.ledger, forms[i].id);
      g_auto (GStrv) needs = g_strsplit (forms[i].needs, "|", -1);
      g_auto (GStrv) parts = g_strsplit (forms[i].parts != NULL ? forms[i].parts : "", "|", -1);
      g_auto (GStrv) kinds = g_strsplit (forms[i].kinds, "|", -1);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", forms[i].id);
      ka_paper_check_form_text (text, &error);
      g_assert_no_error (error);
      /* Where it comes from, and what is still to be checked. */
      g_assert_nonnull (strstr (text, "\n// 来源："));
      g_assert_nonnull (strstr (text, "\n// 待核对："));
      g_assert_true (((forms[i].flags & KA_PAPER_NUMBERED) != 0)
                     == (strstr (text, "\n字 ") != NULL));
      for (guint k = 0; needs[k] != NULL; k++)
        g_assert_nonnull (ka_paper_value_label (needs[k]));
      for (guint k = 0; parts[k] != NULL; k++)
        g_assert_nonnull (ka_paper_value_label (parts[k]));
      for (guint k = 0; kinds[k] != NULL; k++)
        g_assert_nonnull (ka_kind_get (kinds[k]));
    }
  world_clear (&world);
}

/* The office's own text wins; a wrong one is refused with its line; without one the printed text is back. */
static void
test_own_text (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *came = ka_paper_get_form_text (world.ledger, "record");
  g_autofree char *back = NULL;
  g_autoptr (GString) own = g_string_new (came);

  g_string_replace (own, "检查情况：", "本局检查情况如下：", 0);
  ka_paper_set_form_text (world.ledger, "record", own->str, &error);
  g_assert_no_error (error);
  {
    g_autoptr (KaPaper) paper = open_paper (&world, "record", "inspection", "2025-09-03");
    g_autoptr (Pages) pages = set_paper (paper);

    assert_tells (pages, "本局检查情况如下：");
  }
  g_assert_false (ka_paper_set_form_text (world.ledger, "record", "文书 甲\n胡写 乙\n", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "胡写 乙"));
  g_clear_error (&error);
  g_assert_false (ka_paper_set_form_text (world.ledger, "record", "段 {no_such_name}\n", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (ka_paper_set_form_text (world.ledger, "record", NULL, &error));
  back = ka_paper_get_form_text (world.ledger, "record");
  g_assert_cmpstr (back, ==, came);
  world_clear (&world);
}

/* ---- every form ---- */

static const struct
{
  const char *part, *text;
} written[] = {
  { "inquiry_time", "2025年10月9日9时" },
  { "inquiry_place", "江津区应急管理局3楼" },
  { "plea_days", "10个工作日" },
};

static void
fill_parts (KaPaper *paper)
{
  const char *known = ka_paper_get_form (paper)->parts;
  g_auto (GStrv) parts = g_strsplit (known != NULL ? known : "", "|", -1);

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    if (g_strv_contains ((const char *const *)parts, written[i].part))
      ka_paper_set_part (paper, written[i].part, written[i].text);
}

static void
issue_form (World *world, const KaPaperForm *form, const char *kind)
{
  g_autoptr (KaPaper) paper = open_paper (world, form->id, kind, "2025-10-08");
  g_autoptr (GPtrArray) gaps = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (Pages) pages = NULL;
  gint64 id;

  fill_parts (paper);
  gaps = ka_paper_list_gaps (paper);
  for (guint i = 0; i < gaps->len; i++)
    g_test_message ("%s: %s", form->id, ((KaPaperGap *)gaps->pdata[i])->message);
  g_assert_cmpuint (gaps->len, ==, 0);
  id = ka_paper_issue (paper, NULL, &error);
  g_assert_no_error (error);
  kept = ka_paper_get_issued (world->ledger, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (kept), >, 1000);
  /* As it stands it is not issued again. */
  g_assert_cmpint (ka_paper_issue (paper, NULL, &error), ==, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  pages = set_paper (paper);
  g_assert_cmpuint (pages->n_pages, <=, 2);
  g_assert_cmpuint (pages->warnings->len, ==, 0);
  {
    g_autofree char *text = pages_get_text (pages);
    g_autofree char *number = test_value (world->ledger, "paper", id, "number");

    g_assert_null (strstr (text, "{"));
    g_assert_null (strstr (text, "草稿"));
    g_assert_true ((number != NULL) == ((form->flags & KA_PAPER_NUMBERED) != 0));
    if (number != NULL)
      g_assert_nonnull (strstr (text, number));
  }
}

static void
test_every_form (void)
{
  World world = world_new ();
  guint n;
  const KaPaperForm *forms = ka_paper_forms (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) kinds = g_strsplit (forms[i].kinds, "|", -1);

      g_test_message ("%s", forms[i].id);
      issue_form (&world, &forms[i], kinds[0]);
    }
  /* Numbers and days went into the records. */
  {
    static const char *const fields[][3] = {
      { "inspection", "record_no", "（江津）应急检记〔2025〕1号" },
      { "inspection", "scheme_no", "（江津）应急检查〔2025〕1号" },
      { "inspection", "decision_no", "（江津）应急现决〔2025〕1号" },
      { "hazard", "order_no", "（江津）应急责改〔2025〕1号" },
      { "hazard", "review_no", "（江津）应急复查〔2025〕1号" },
      { "hazard", "supervision_no", "（江津）应急督〔2025〕1号" },
      { "penalty", "doc_no", "（江津）应急罚〔2025〕1号" },
      { "discredit", "decision_no", "（江津）应急信列〔2025〕1号" },
      { "hazard", "ordered", "2025-10-08" },
      { "hazard", "supervised_on", "2025-10-08" },
      { "inspection", "decision_on", "2025-10-08" },
      { "accident", "warned", "2025-10-08" },
      /* What was given stays. */
      { "penalty", "informed", "2025-09-20" },
      { "discredit", "notified", "2024-08-01" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      {
        g_autofree char *value = test_value (world.ledger, fields[i][0],
                                             find_subject (&world, fields[i][0]), fields[i][1]);

        g_assert_cmpstr (value, ==, fields[i][2]);
      }
  }
  test_verify (world.ledger);
  world_clear (&world);
}

/* A ledger that knows next to nothing: each form still sets, says what it lacks, and is not numbered. */
static void
test_missing (void)
{
  World world = { .folder = test_folder_new () };
  g_autofree char *enterprise = NULL, *mine = NULL;
  guint n;
  const KaPaperForm *forms = ka_paper_forms (&n);

  world.ledger = test_ledger_new (world.folder);
  world.enterprise = test_enterprise (world.ledger, "甲矿业有限公司");
  world.mine = test_mine (world.ledger, world.enterprise, "甲矿");
  enterprise = text_of (world.enterprise);
  mine = text_of (world.mine);
  world.inspection
    = test_save (world.ledger, "inspection", "mine", mine, "started", "2025-09-03", NULL);
  world.hazard = test_save (world.ledger, "hazard", "mine", mine, "found", "2025-09-03", "level",
                            "一般", "description", "警示标志缺失", NULL);
  world.penalty
    = test_save (world.ledger, "penalty", "enterprise", enterprise, "doc_no", "待编号", NULL);
  world.discredit = test_save (world.ledger, "discredit", "subject", "单位", "list",
                               "安全生产严重失信主体", "reason", "瞒报", NULL);
  world.accident
    = test_save (world.ledger, "accident", "title", "事故", "occurred", "2025-09-01T08:30", NULL);
  world.typical_case
    = test_save (world.ledger, "typical_case", "quarter", "2025Q3", "title", "案例", NULL);
  world.duty = test_save (world.ledger, "duty", "mine", mine, "month", "2025-09", NULL);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) kinds = g_strsplit (forms[i].kinds, "|", -1);
      g_autoptr (KaPaper) paper = open_paper (&world, forms[i].id, kinds[0], "2025-10-08");
      g_autoptr (Pages) pages = set_paper (paper);
      g_autoptr (GPtrArray) gaps = ka_paper_list_gaps (paper);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: %u", forms[i].id, gaps->len);
      g_assert_cmpuint (gaps->len, >, 0);
      g_assert_cmpint (ka_paper_issue (paper, NULL, &error), ==, 0);
      g_assert_error (error, KA_ERROR, KA_ERROR_REQUIRED);
      if (forms[i].flags & KA_PAPER_NUMBERED)
        assert_tells (pages, "（草稿）");
    }
  g_assert_cmpint (ka_ledger_count (world.ledger, ka_kind_get ("paper"), NULL), ==, 0);
  {
    g_autoptr (KaPaper) record = open_paper (&world, "record", "inspection", "2025-10-08");
    g_autoptr (KaPaper) review = open_paper (&world, "review", "hazard", "2025-10-08");

    g_assert_true (has_gap (record, "inspection", "inspectors"));
    g_assert_true (has_gap (record, "inspection", "place"));
    g_assert_true (has_gap (review, "hazard", "order_no"));
    g_assert_true (has_gap (review, "hazard", "reviewer"));
  }
  world_clear (&world);
}

/* Two inspectors, each with a certificate. */
static void
test_inspectors (void)
{
  World world = world_new ();

  test_change (world.ledger, "inspection", world.inspection, "inspectors", "王某甲");
  {
    g_autoptr (KaPaper) paper = open_paper (&world, "record", "inspection", "2025-10-08");

    g_assert_true (has_gap (paper, "inspection", "inspectors"));
  }
  test_change (world.ledger, "inspection", world.inspection, "inspectors", "王某甲、赵某");
  {
    g_autoptr (KaPaper) paper = open_paper (&world, "record", "inspection", "2025-10-08");

    g_assert_false (has_gap (paper, "inspection", "inspectors"));
    g_assert_true (has_gap (paper, "regulator", "cert_no"));
  }
  world_clear (&world);
}

/* ---- the law of the day ---- */

static const struct
{
  const char *form, *kind, *day;
  gboolean higher; /* the department above reviews too */
  gboolean first;  /* to review before the court */
} remedies[] = {
  { "order", "hazard", "2023-12-31", TRUE, FALSE },
  { "order", "hazard", "2024-01-01", FALSE, FALSE },
  { "decision", "inspection", "2023-12-31", TRUE, FALSE },
  { "decision", "inspection", "2025-10-08", FALSE, FALSE },
  { "penalty-decision", "penalty", "2023-12-31", TRUE, FALSE },
  { "penalty-decision", "penalty", "2024-01-01", FALSE, FALSE },
  { "penalty-spot", "penalty", "2023-12-31", TRUE, FALSE },
  { "penalty-spot", "penalty", "2024-01-01", FALSE, TRUE },
};

static void
test_remedies (void)
{
  World world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    {
      g_autoptr (KaPaper) paper
        = open_paper (&world, remedies[i].form, remedies[i].kind, remedies[i].day);
      g_autoptr (Pages) pages = set_paper (paper);
      g_autofree char *text = pages_get_text (pages);

      g_test_message ("%s %s", remedies[i].form, remedies[i].day);
      g_assert_nonnull (strstr (text, "向重庆市江津区人民政府"));
      g_assert_true ((strstr (text, "或者重庆市应急管理局") != NULL) == remedies[i].higher);
      g_assert_true ((strstr (text, "应当先在收到") != NULL) == remedies[i].first);
      g_assert_true ((strstr (text, "或者在6个月内依法向") != NULL) == !remedies[i].first);
    }
  world_clear (&world);
}

/* ---- on the spot ---- */

static void
test_spot_limit (void)
{
  static const struct
  {
    const char *kind, *amount, *person;
    gboolean fits;
  } cases[] = {
    { "罚款", "3000", NULL, TRUE },  { "罚款", "3000.01", NULL, FALSE },
    { "罚款", "200", "张某", TRUE }, { "罚款", "200.01", "张某", FALSE },
    { "警告", NULL, NULL, TRUE },    { "责令停产停业", NULL, NULL, FALSE },
    { "警告", "3001", NULL, FALSE },
  };
  World world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      test_change (world.ledger, "penalty", world.penalty, "kind", cases[i].kind);
      test_change (world.ledger, "penalty", world.penalty, "amount", cases[i].amount);
      test_change (world.ledger, "penalty", world.penalty, "person", cases[i].person);
      g_autoptr (KaPaper) paper = open_paper (&world, "penalty-spot", "penalty", "2025-10-08");

      g_test_message ("%s %s", cases[i].kind, cases[i].amount);
      g_assert_true ((*ka_paper_get_value (paper, "spot_limit") != '\0') == cases[i].fits);
    }
  world_clear (&world);
}

static void
test_amounts (void)
{
  static const char *const amounts[][2] = {
    { "30000", "叁万元整" },
    { "241000", "贰拾肆万壹仟元整" },
    { "10", "壹拾元整" },
    { "1005", "壹仟零伍元整" },
    { "100000001", "壹亿零壹元整" },
    { "100100", "壹拾万零壹佰元整" },
    { "2500.5", "贰仟伍佰元伍角" },
    { "0.05", "伍分" },
    { "12.08", "壹拾贰元零捌分" },
    { "20010000", "贰仟零壹万元整" },
  };
  World world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      test_change (world.ledger, "penalty", world.penalty, "amount", amounts[i][0]);
      g_autoptr (KaPaper) paper = open_paper (&world, "penalty-decision", "penalty", "2025-10-08");
      g_autofree char *wanted
        = g_strdup_printf ("罚款人民币%s（¥%s）", amounts[i][1], amounts[i][0]);

      g_assert_cmpstr (ka_paper_get_value (paper, "sanction"), ==, wanted);
    }
  world_clear (&world);
}

/* ---- pages ---- */

static char *
page_text (Pages *pages, guint page)
{
  g_autoptr (GPtrArray) lines = pages_get_lines (pages, page);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, ((TextLine *)lines->pdata[i])->text);
  return pages_squeeze (text->str);
}

/* A page that is signed has text of the body above it, and each says which of how many it is. */
static void
check_pages (Pages *pages, const char *name, const char *mark, guint seed)
{
  for (guint i = 0; i < pages->n_pages; i++)
    {
      g_autofree char *text = page_text (pages, i);
      g_autofree char *number = g_strdup_printf ("（第%u页共%u页）", i + 1, pages->n_pages);

      if (strstr (text, name) == NULL || strstr (text, number) == NULL)
        g_error ("seed %u, page %u: %s", seed, i + 1, text);
      /* The number of the paper stands on its first page only. */
      g_assert_true ((strstr (text, "（草稿）") != NULL) == (i == 0));
      if (i + 1 == pages->n_pages && strstr (text, mark) == NULL)
        g_error ("seed %u: signatures alone on page %u: %s", seed, i + 1, text);
    }
}

static char *
make_long (GRand *rand, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      guint words = g_rand_int_range (rand, 1, 30);

      g_string_append_printf (text, "%s%u．采场", i > 0 ? "\n" : "", i + 1);
      for (guint w = 0; w < words; w++)
        g_string_append (text, w % 7 == 6 ? "（+420m）" : "边坡浮石未清理");
      g_string_append (text, "末");
    }
  return g_string_free (text, FALSE);
}

static void
test_continuation (void)
{
  World world = world_new ();
  guint seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  static const struct
  {
    const char *form, *kind, *part, *name, *mark;
  } cases[] = {
    { "record", "inspection", "found", "现场检查记录", "末" },
    { "decision", "inspection", "measures", "现场处理措施决定书", "另有规定的除外" },
    { "review", "hazard", "opinion", "整改复查意见书", "末" },
    { "penalty-inform", "penalty", "facts", "行政处罚告知书", "机关地址" },
  };

  g_test_message ("seed %u", seed);
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    for (guint i = 0; i < 12; i++)
      {
        g_autofree char *text = make_long (rand, (guint)g_rand_int_range (rand, 1, 45));
        g_autoptr (KaPaper) paper = open_paper (&world, cases[c].form, cases[c].kind, "2025-10-08");
        g_autoptr (Pages) pages = NULL;
        g_autofree char *all = NULL;
        g_autofree char *bare = pages_squeeze (text);

        ka_paper_set_part (paper, cases[c].part, text);
        pages = set_paper (paper);
        /* The last page of a record holds the end of what was found, not the signatures alone; the others
         * have text of their own above them. */
        check_pages (pages, cases[c].name, cases[c].mark, seed);
        all = pages_get_text (pages);
        g_assert_cmpuint (pages->n_pages, >=, 1);
        if (pages->n_pages == 1)
          g_assert_nonnull (strstr (all, bare));
      }
  world_clear (&world);
}

/* A cell that is higher than a page goes on on the next, and nothing of it is lost. */
static void
test_long_cell (void)
{
  World world = world_new ();
  g_autoptr (KaPaper) paper = open_paper (&world, "scheme", "inspection", "2025-10-08");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (Pages) pages = NULL;
  g_autofree char *all = NULL;

  for (guint i = 1; i <= 120; i++)
    g_string_append_printf (text, "%u．检查第%u项内容。\n", i, i);
  ka_paper_set_part (paper, "content", text->str);
  pages = set_paper (paper);
  g_assert_cmpuint (pages->n_pages, >=, 3);
  all = pages_get_text (pages);
  for (guint i = 1; i <= 120; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u．检查第%u项内容。", i, i);

      g_assert_nonnull (strstr (all, line));
    }
  check_pages (pages, "现场检查方案", "", 0);
  world_clear (&world);
}

/* Blanks are underlined: a rule lies under what is filled in, and under what is not. */
static void
test_rules (void)
{
  World world = world_new ();
  g_autoptr (KaPaper) paper = open_paper (&world, "record", "inspection", "2025-10-08");
  g_autoptr (Pages) pages = set_paper (paper);
  cairo_surface_t *surface = pages_render (pages, 0);
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  guint rules = 0;

  for (int y = 0; y < height; y++)
    {
      int run = 0, longest = 0;

      for (int x = 0; x < width; x++)
        {
          run = data[y * stride + 4 * x] < 200 ? run + 1 : 0;
          longest = MAX (longest, run);
        }
      rules += longest > 160;
    }
  /* Two under the head, four blanks as long, six lines of what was found, two to be signed. */
  g_assert_cmpuint (rules, >=, 14);
  cairo_surface_destroy (surface);
  world_clear (&world);
}

/* ---- the register ---- */

static void
test_void (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL, *state = NULL;
  gint64 first, second;

  {
    g_autoptr (KaPaper) paper = open_paper (&world, "record", "inspection", "2025-10-08");

    first = ka_paper_issue (paper, NULL, &error);
    g_assert_no_error (error);
  }
  g_assert_false (ka_paper_void (world.ledger, first, " ", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_REQUIRED);
  g_clear_error (&error);
  g_assert_true (ka_paper_void (world.ledger, first, "检查日期写错", &error));
  g_assert_no_error (error);
  g_assert_false (ka_paper_void (world.ledger, first, "再作废", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_clear_error (&error);
  state = test_value (world.ledger, "paper", first, "state");
  g_assert_cmpstr (state, ==, "作废");
  {
    g_autoptr (KaPaper) paper = open_paper (&world, "record", "inspection", "2025-10-08");

    second = ka_paper_issue (paper, NULL, &error);
    g_assert_no_error (error);
  }
  number = test_value (world.ledger, "paper", second, "number");
  g_assert_cmpstr (number, ==, "（江津）应急检记〔2025〕2号");
  world_clear (&world);
}

/* Issuing is one change: undone, the number is out of the record too, and stands as voided later. */
static void
test_undo (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) change = NULL;
  g_autofree char *number = NULL, *next = NULL;
  gint64 id;

  {
    g_autoptr (KaPaper) paper = open_paper (&world, "record", "inspection", "2025-10-08");

    ka_paper_issue (paper, NULL, &error);
    g_assert_no_error (error);
  }
  change = ka_ledger_next_undo (world.ledger, &error);
  g_assert_cmpint (ka_ledger_undo_change (world.ledger, change->id, &error), >, 0);
  number = test_value (world.ledger, "inspection", world.inspection, "record_no");
  g_assert_null (number);
  {
    g_autoptr (KaPaper) paper = open_paper (&world, "record", "inspection", "2025-10-08");

    id = ka_paper_issue (paper, NULL, &error);
    g_assert_no_error (error);
  }
  next = test_value (world.ledger, "paper", id, "number");
  g_assert_cmpstr (next, ==, "（江津）应急检记〔2025〕2号");
  g_assert_cmpint (ka_ledger_count (world.ledger, ka_kind_get ("paper"), NULL), ==, 2);
  test_verify (world.ledger);
  world_clear (&world);
}

/* A draft keeps what was rewritten, and becomes the paper. */
static void
test_draft (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  gint64 draft;

  {
    g_autoptr (KaPaper) paper = open_paper (&world, "record", "inspection", "2025-10-08");

    ka_paper_set_part (paper, "found", "草稿“里”的话\n第二行");
    draft = ka_paper_save_draft (paper, &error);
    g_assert_no_error (error);
  }
  {
    g_autoptr (KaPaper) paper = ka_paper_new_registered (world.ledger, draft, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (ka_paper_get_value (paper, "found"), ==, "草稿“里”的话\n第二行");
    g_assert_cmpint (ka_paper_issue (paper, NULL, &error), ==, draft);
    g_assert_no_error (error);
  }
  g_assert_cmpint (ka_ledger_count (world.ledger, ka_kind_get ("paper"), NULL), ==, 1);
  world_clear (&world);
}

/* What is filled in cannot change the form. */
static void
test_hostile_values (void)
{
  World world = world_new ();
  g_autoptr (KaPaper) paper = NULL;
  g_autoptr (Pages) pages = NULL;

  test_change (world.ledger, "enterprise", world.enterprise, "name",
               "甲｜乙*3{unit}{#if x}\\n#有限公司");
  paper = open_paper (&world, "scheme", "inspection", "2025-10-08");
  pages = set_paper (paper);
  assert_tells (pages, "*3{unit}{#if");
  g_assert_cmpuint (pages->n_pages, ==, 1);
  world_clear (&world);
}

static void
test_pack_and_lists (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KaDoc) pack = ka_paper_make_pack (world.ledger, world.mine, ka_today (), &error);
  g_autoptr (KaDoc) officials = ka_list_form_make_doc (
    world.ledger, ka_list_form_get (ka_kind_get ("mine"), "officials"), ka_today (), &error);
  const KaListForm *listed = ka_list_form_get (ka_kind_get ("discredit"), NULL);
  g_autoptr (KaDoc) publicity
    = ka_list_form_make_doc (world.ledger, listed, ka_day_from_iso ("2025-09-01"), &error);
  g_autoptr (KaDoc) later = ka_list_form_make_doc (world.ledger, listed, ka_today (), &error);

  g_assert_no_error (error);
  {
    g_autoptr (Pages) pages = pages_new (pack, NULL);

    assert_tells (pages, "矿山基本情况");
    assert_tells (pages, "警示标志缺失");
    assert_tells (pages, "重大事故隐患判定对照表");
    assert_tells (pages, "LT-12");
    assert_tells (pages, "现场检查记录");
    assert_tells (pages, "被检查单位：重庆示例矿业有限公司");
  }
  {
    g_autoptr (Pages) pages = pages_new (officials, NULL);

    assert_tells (pages, "示例坪石灰岩矿");
  }
  {
    g_autoptr (Pages) pages = pages_new (publicity, NULL);

    assert_tells (pages, "瞒报生产安全事故");
  }
  {
    g_autoptr (Pages) pages = pages_new (later, NULL);
    g_autofree char *text = pages_get_text (pages);

    /* Removed by then. */
    g_assert_null (strstr (text, "瞒报生产安全事故"));
  }
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  ka_set_today (ka_day_from_ymd (2025, 10, 8));
  g_test_add_func ("/report/papers/texts", test_texts);
  g_test_add_func ("/report/papers/own-text", test_own_text);
  g_test_add_func ("/report/papers/every-form", test_every_form);
  g_test_add_func ("/report/papers/missing", test_missing);
  g_test_add_func ("/report/papers/inspectors", test_inspectors);
  g_test_add_func ("/report/papers/remedies", test_remedies);
  g_test_add_func ("/report/papers/spot-limit", test_spot_limit);
  g_test_add_func ("/report/papers/amounts", test_amounts);
  g_test_add_func ("/report/papers/continuation", test_continuation);
  g_test_add_func ("/report/papers/long-cell", test_long_cell);
  g_test_add_func ("/report/papers/rules", test_rules);
  g_test_add_func ("/report/papers/void", test_void);
  g_test_add_func ("/report/papers/undo", test_undo);
  g_test_add_func ("/report/papers/draft", test_draft);
  g_test_add_func ("/report/papers/hostile-values", test_hostile_values);
  g_test_add_func ("/report/papers/pack-and-lists", test_pack_and_lists);
  return g_test_run ();
}
