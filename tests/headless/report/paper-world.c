/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-world.h"

#include <ka-day.h>
#include <string.h>

char *
world_text_of (gint64 id)
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
  enterprise = world_text_of (world->enterprise);
  world->mine = test_save (ledger, "mine", "enterprise", enterprise, "name", "示例坪石灰岩矿",
                           "type", "露天矿山", "status", "生产", "town", "珞璜镇", "address",
                           "珞璜镇示例坪村8组", NULL);
  mine = world_text_of (world->mine);
  world->inspection = test_save (ledger, "inspection", "mine", mine, "started", "2025-09-03",
                                 "trigger", "计划", "kind", "重点检查", "inspectors",
                                 "王某甲、李某甲", "place", "采场", "found", "发现问题2项。", NULL);
  world->duty = test_save (ledger, "duty", "mine", mine, "month", "2025-09", "controller_days", "3",
                           "engineer_days", "9", NULL);
}

static void
add_hazards (World *world)
{
  g_autofree char *mine = world_text_of (world->mine),
                  *inspection = world_text_of (world->inspection);
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
  hazard = world_text_of (world->hazard);
  test_save (world->ledger, "postponement", "hazard", hazard, "asked", "2025-09-25", "old_deadline",
             "2025-10-20", "deadline", "2025-11-20", "reason", "连续降雨", "granted", "2025-09-28",
             "granted_by", "张示例", NULL);
}

static void
add_cases (World *world)
{
  g_autofree char *enterprise = world_text_of (world->enterprise),
                  *mine = world_text_of (world->mine);
  g_autofree char *inspection = world_text_of (world->inspection);

  world->penalty = test_save (
    world->ledger, "penalty", "enterprise", enterprise, "mine", mine, "inspection", inspection,
    "doc_no", "待编号", "filed", "2025-09-05", "informed", "2025-09-20", "facts",
    "未按设计留设安全平台", "violated", "《中华人民共和国安全生产法》第四十一条第二款", "basis",
    "《中华人民共和国安全生产法》第一百零二条", "kind", "罚款", "amount", "2500", "decided",
    "2025-09-25", "delivered", "2025-09-26", "surcharge", "75", NULL);
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

World
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

void
world_clear (World *world)
{
  g_clear_object (&world->ledger);
  test_folder_remove (world->folder);
}

gint64
world_subject (const World *world, const char *kind)
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

KaPaper *
world_open_paper (const World *world, const char *form, const char *kind, const char *day)
{
  g_autoptr (GError) error = NULL;
  KaPaper *paper = ka_paper_new (world->ledger, ka_paper_form_get (form), ka_kind_get (kind),
                                 world_subject (world, kind), ka_day_from_iso (day), &error);

  g_assert_no_error (error);
  return paper;
}

Pages *
world_set_paper (KaPaper *paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaDoc) doc = ka_paper_make_doc (paper, &error);

  g_assert_no_error (error);
  return pages_new (doc, NULL);
}

void
world_assert_tells (Pages *pages, const char *words)
{
  g_autofree char *text = pages_get_text (pages);
  g_autofree char *wanted = pages_squeeze (words);

  if (strstr (text, wanted) == NULL)
    g_error ("“%s” is not in: %s", words, text);
}

gboolean
world_has_gap (KaPaper *paper, const char *kind, const char *field)
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
