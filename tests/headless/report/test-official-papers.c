/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Official papers: every form with all there is and with pieces missing, the law of the day. */
#include "config.h"

#include "paper-world.h"

#include <ka-day.h>
#include <string.h>

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
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-09-03");
    g_autoptr (Pages) pages = world_set_paper (paper);

    world_assert_tells (pages, "本局检查情况如下：");
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
  g_autoptr (KaPaper) paper = world_open_paper (world, form->id, kind, "2025-10-08");
  g_autoptr (GPtrArray) gaps = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (Pages) pages = NULL;
  g_autoptr (GPtrArray) fonts = NULL;
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
  pages = world_set_paper (paper);
  g_assert_cmpuint (pages->n_pages, <=, 2);
  /* Of nothing but the faces that are not to be had here. */
  fonts = ka_doc_check_fonts ();
  g_assert_cmpuint (pages->warnings->len, ==, fonts->len);
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
                                             world_subject (&world, fields[i][0]), fields[i][1]);

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
  enterprise = world_text_of (world.enterprise);
  mine = world_text_of (world.mine);
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
      g_autoptr (KaPaper) paper = world_open_paper (&world, forms[i].id, kinds[0], "2025-10-08");
      g_autoptr (Pages) pages = world_set_paper (paper);
      g_autoptr (GPtrArray) gaps = ka_paper_list_gaps (paper);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: %u", forms[i].id, gaps->len);
      g_assert_cmpuint (gaps->len, >, 0);
      g_assert_cmpint (ka_paper_issue (paper, NULL, &error), ==, 0);
      g_assert_error (error, KA_ERROR, KA_ERROR_REQUIRED);
      if (forms[i].flags & KA_PAPER_NUMBERED)
        world_assert_tells (pages, "（草稿）");
    }
  g_assert_cmpint (ka_ledger_count (world.ledger, ka_kind_get ("paper"), NULL), ==, 0);
  {
    g_autoptr (KaPaper) record = world_open_paper (&world, "record", "inspection", "2025-10-08");
    g_autoptr (KaPaper) review = world_open_paper (&world, "review", "hazard", "2025-10-08");

    g_assert_true (world_has_gap (record, "inspection", "inspectors"));
    g_assert_true (world_has_gap (record, "inspection", "place"));
    g_assert_true (world_has_gap (review, "hazard", "order_no"));
    g_assert_true (world_has_gap (review, "hazard", "reviewer"));
  }
  world_clear (&world);
}

static char *
text_of (World *world, const char *form, const char *kind)
{
  g_autoptr (KaPaper) paper = world_open_paper (world, form, kind, "2025-10-08");
  g_autoptr (Pages) pages = world_set_paper (paper);

  return pages_get_text (pages);
}

/* What the pictures of the papers showed: brackets in brackets, quotes in quotes, sentences without an end,
 * the name of another list, a record that counts its findings without telling them. */
static void
test_wording (void)
{
  World world = world_new ();
  g_autofree char *listing = NULL, *removal = NULL, *other = NULL, *warning = NULL, *record = NULL,
                  *order = NULL;

  test_change (world.ledger, "discredit", world.discredit, "penalty_no",
               "（江津）应急罚〔2025〕6号");
  test_change (world.ledger, "discredit", world.discredit, "decision_no",
               "（江津）应急信列〔2024〕1号");
  listing = text_of (&world, "discredit-listing", "discredit");
  removal = text_of (&world, "discredit-removal", "discredit");
  g_assert_null (strstr (listing, "（（"));
  g_assert_null (strstr (removal, "（（"));
  g_assert_nonnull (strstr (listing, "列入安全生产严重失信主体名单决定书"));
  g_assert_nonnull (strstr (removal, "91350100M000100Y43"));
  g_assert_nonnull (strstr (removal, "恢复列入"));
  test_change (world.ledger, "discredit", world.discredit, "removal", "期满移出");
  test_change (world.ledger, "discredit", world.discredit, "list", "诚信管理黑名单");
  test_change (world.ledger, "discredit", world.discredit, "basis", "江津府办发〔2023〕11号");
  g_assert_nonnull (strstr (listing, "申请提前移出"));
  other = text_of (&world, "discredit-listing", "discredit");
  g_assert_nonnull (strstr (other, "列入诚信管理黑名单决定书"));
  g_assert_null (strstr (other, "申请提前移出"));
  g_free (other);
  other = text_of (&world, "discredit-removal", "discredit");
  g_assert_nonnull (strstr (other, "移出诚信管理黑名单决定书"));
  g_assert_nonnull (strstr (other, "依据江津府办发〔2023〕11号的规定"));
  g_assert_null (strstr (other, "严重失信主体名单"));
  g_assert_null (strstr (other, "恢复列入"));

  test_change (world.ledger, "accident", world.accident, "prevention", "立即开展边坡排查");
  warning = text_of (&world, "warning", "accident");
  g_assert_nonnull (strstr (warning, "关于示例坪“9·1”坍塌事故的警示通报"));
  g_assert_nonnull (strstr (warning, "立即开展边坡排查。"));

  record = text_of (&world, "record", "inspection");
  g_assert_nonnull (strstr (record,
                            "发现问题2项。1．+420m平台：未按设计留设安全平台（重大事故隐患，"
                            "判定条款LT-12）。2．警示标志缺失。"));
  test_change (world.ledger, "inspection", world.inspection, "found",
               "采场警示标志缺失；+420m平台未按设计留设安全平台");
  g_free (record);
  record = text_of (&world, "record", "inspection");
  g_assert_nonnull (strstr (record, "未按设计留设安全平台。"));
  g_assert_null (strstr (record, "1．"));
  order = text_of (&world, "order", "hazard");
  g_assert_nonnull (strstr (order, "整改要求：编制专项方案。"));
  world_clear (&world);
}

/* Tables of blank space are not driven to a second page that is signed alone. */
static void
test_one_page (void)
{
  static const char *const forms[][2] = { { "scheme", "inspection" },
                                          { "delivery", "inspection" },
                                          { "extension-request", "hazard" },
                                          { "case-filing", "penalty" },
                                          { "case-submit", "typical_case" } };
  World world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (KaPaper) paper = world_open_paper (&world, forms[i][0], forms[i][1], "2025-10-08");
      g_autoptr (Pages) pages = world_set_paper (paper);

      g_test_message ("%s", forms[i][0]);
      g_assert_cmpuint (pages->n_pages, ==, 1);
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
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");

    g_assert_true (world_has_gap (paper, "inspection", "inspectors"));
  }
  test_change (world.ledger, "inspection", world.inspection, "inspectors", "王某甲、赵某");
  {
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");

    g_assert_false (world_has_gap (paper, "inspection", "inspectors"));
    g_assert_true (world_has_gap (paper, "regulator", "cert_no"));
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
  { "penalty-surcharge", "penalty", "2025-10-08", FALSE, FALSE },
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
        = world_open_paper (&world, remedies[i].form, remedies[i].kind, remedies[i].day);
      g_autoptr (Pages) pages = world_set_paper (paper);
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
      g_autoptr (KaPaper) paper
        = world_open_paper (&world, "penalty-spot", "penalty", "2025-10-08");

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
      g_autoptr (KaPaper) paper
        = world_open_paper (&world, "penalty-decision", "penalty", "2025-10-08");
      g_autofree char *wanted
        = g_strdup_printf ("罚款人民币%s（¥%s）", amounts[i][1], amounts[i][0]);

      g_assert_cmpstr (ka_paper_get_value (paper, "sanction"), ==, wanted);
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
  g_test_add_func ("/report/papers/wording", test_wording);
  g_test_add_func ("/report/papers/one-page", test_one_page);
  g_test_add_func ("/report/papers/inspectors", test_inspectors);
  g_test_add_func ("/report/papers/remedies", test_remedies);
  g_test_add_func ("/report/papers/spot-limit", test_spot_limit);
  g_test_add_func ("/report/papers/amounts", test_amounts);
  return g_test_run ();
}
