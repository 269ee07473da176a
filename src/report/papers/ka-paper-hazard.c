/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-private.h"

#include <ka-kind.h>
#include <string.h>

/* What is filled into papers about hazards: what was found, ordered, reviewed, put off, supervised. */

static char *
show (KaPaper *paper, const char *kind, const char *field)
{
  return ka_paper_show (paper, ka_paper_record (paper, kind), field);
}

/* ---- hazards ---- */

static char *
end_sentence (const char *text)
{
  gsize length = strlen (text);

  while (length >= 3
         && (memcmp (text + length - 3, "。", 3) == 0 || memcmp (text + length - 3, "；", 3) == 0))
    length -= 3;
  return g_strndup (text, length);
}

/* 部位：问题（违反……；判定条款……）。 */
static char *
describe_hazard (KaPaper *paper, const KaRecord *hazard)
{
  g_autofree char *place = ka_paper_show (paper, hazard, "place");
  g_autofree char *whole = ka_paper_show (paper, hazard, "description");
  g_autofree char *description = end_sentence (whole);
  g_autofree char *violated = ka_paper_show (paper, hazard, "violated");
  const char *criterion = ka_record_get (hazard, "criterion");
  g_autoptr (GString) text = g_string_new (NULL);

  if (*place != '\0' && strstr (description, place) == NULL)
    g_string_append_printf (text, "%s：", place);
  g_string_append (text, description);
  if (g_strcmp0 (ka_record_get (hazard, "level"), "重大") == 0)
    g_string_append_printf (text, "（重大事故隐患%s%s）", criterion != NULL ? "，判定条款" : "",
                            criterion != NULL ? criterion : "");
  if (*violated != '\0')
    g_string_append_printf (text, "，不符合%s的规定", violated);
  g_string_append (text, "。");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_hazard_count (KaPaper *paper)
{
  return paper->hazards->len > 0 ? g_strdup_printf ("%u", paper->hazards->len) : g_strdup ("");
}

/* 1、2、3 or 1至7. */
static char *
get_hazard_numbers (KaPaper *paper)
{
  guint n = paper->hazards->len;

  if (n <= 1)
    return g_strdup (n == 1 ? "1" : "");
  return g_strdup_printf (n == 2 ? "1、%u" : "1至%u", n);
}

/* What was typed, then each finding that it does not tell: a record that gives their number alone proves
 * nothing. */
static char *
get_found (KaPaper *paper)
{
  g_autofree char *found = show (paper, "inspection", "found");
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  if (*found != '\0')
    {
      g_autofree char *ended = end_sentence (found);

      g_string_append_printf (text, "%s。", ended);
    }
  for (guint i = 0; i < paper->hazards->len; i++)
    {
      const KaRecord *hazard = paper->hazards->pdata[i];
      const char *description = ka_record_get (hazard, "description");
      g_autofree char *line = describe_hazard (paper, hazard);

      if (description == NULL || strstr (found, description) == NULL)
        g_string_append_printf (text, "%s%u．%s", text->len > 0 ? "\n" : "", ++n, line);
    }
  if (text->len == 0)
    {
      g_autofree char *result = show (paper, "inspection", "result");

      if (strcmp (result, "未发现问题") == 0)
        g_string_append (text, "经检查，未发现违法违规行为和事故隐患。");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One deadline of all; "" where they differ or one is missing. */
static char *
get_one_deadline (KaPaper *paper)
{
  const char *first = NULL;

  for (guint i = 0; i < paper->hazards->len; i++)
    {
      const char *deadline = ka_record_get (paper->hazards->pdata[i], "deadline");

      if (deadline == NULL || (first != NULL && strcmp (first, deadline) != 0))
        return g_strdup ("");
      first = deadline;
    }
  return first != NULL ? ka_day_to_chinese (ka_day_from_iso (first)) : g_strdup ("");
}

static char *
get_deadlines (KaPaper *paper)
{
  for (guint i = 0; i < paper->hazards->len; i++)
    if (ka_record_get (paper->hazards->pdata[i], "deadline") == NULL)
      return g_strdup ("");
  return get_hazard_count (paper);
}

static char *
get_basis (KaPaper *paper)
{
  return g_strdup ("《中华人民共和国安全生产法》第六十五条第一款第三项");
}

static char *
get_measures (KaPaper *paper)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < paper->hazards->len; i++)
    {
      const KaRecord *hazard = paper->hazards->pdata[i];
      gboolean halted = ka_record_get_int (hazard, "halted", 0) == 1
                        || g_strcmp0 (ka_record_get (hazard, "level"), "重大") == 0;

      g_string_append_printf (
        text, "%s%u．针对第%u项：%s", i > 0 ? "\n" : "", i + 1, i + 1,
        halted
          ? "责令从危险区域内撤出作业人员，暂时停产停业（停止使用相关设施、设备），重大事故隐患排除后，"
            "经审查同意，方可恢复生产经营和使用。"
          : "责令立即排除。");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- the order and its review ---- */

static const KaRecord *
first_hazard (KaPaper *paper)
{
  return paper->hazards->len > 0 ? paper->hazards->pdata[0] : NULL;
}

static char *
get_ordered_no (KaPaper *paper)
{
  return ka_paper_take_given (ka_paper_show (paper, first_hazard (paper), "order_no"),
                              show (paper, "inspection", "decision_no"));
}

static char *
get_ordered_on (KaPaper *paper)
{
  g_autofree char *order = ka_paper_show (paper, first_hazard (paper), "order_no");

  if (*order == '\0')
    return show (paper, "inspection", "decision_on");
  return ka_paper_take_given (ka_paper_show (paper, first_hazard (paper), "ordered"),
                              show (paper, "inspection", "started"));
}

static char *
get_ordered_what (KaPaper *paper)
{
  g_autofree char *order = ka_paper_show (paper, first_hazard (paper), "order_no");
  g_autofree char *decision = show (paper, "inspection", "decision_no");

  return g_strdup (*order != '\0' ? "责令限期整改" : *decision != '\0' ? "现场处理措施" : "");
}

static char *
get_reviewed (KaPaper *paper)
{
  return ka_paper_show (paper, first_hazard (paper), "reviewed");
}

static char *
get_opinion (KaPaper *paper)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint failed = 0;

  for (guint i = 0; i < paper->hazards->len; i++)
    {
      const KaRecord *hazard = paper->hazards->pdata[i];
      const char *result = ka_record_get (hazard, "review_result");
      g_autofree char *whole = ka_paper_show (paper, hazard, "description");
      g_autofree char *description = end_sentence (whole);

      /* No opinion on what was not looked at. */
      if (result == NULL)
        return g_strdup ("");
      failed += strcmp (result, "合格") != 0;
      g_string_append_printf (text, "%u．%s：%s。\n", i + 1, description,
                              strcmp (result, "合格") == 0 ? "已整改" : "未整改到位");
    }
  if (text->len > 0)
    g_string_append (text, failed == 0 ? "综上，责令整改的问题已全部整改完毕，复查合格。"
                                       : "综上，仍有问题未整改到位，复查不合格，将依法处理。");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- a hazard put off, supervised, accepted ---- */

static char *
get_major (KaPaper *paper)
{
  const KaRecord *hazard = first_hazard (paper);

  return g_strdup (hazard != NULL && g_strcmp0 (ka_record_get (hazard, "level"), "重大") == 0 ? "1"
                                                                                              : "");
}

static char *
get_old_deadline (KaPaper *paper)
{
  return ka_paper_take_given (show (paper, "postponement", "old_deadline"),
                              show (paper, "hazard", "deadline"));
}

static char *
get_hazard_state (KaPaper *paper)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *measures = show (paper, "hazard", "measures");

  for (guint i = 0; i < paper->hazards->len; i++)
    {
      g_autofree char *line = describe_hazard (paper, paper->hazards->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (*measures != '\0')
    g_string_append_printf (text, "\n治理情况：%s", measures);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_extension_reason (KaPaper *paper)
{
  g_autofree char *reason = show (paper, "postponement", "reason");
  g_autofree char *measures = show (paper, "postponement", "measures");

  return *measures != '\0' ? g_strdup_printf ("%s\n防控措施：%s", reason, measures)
                           : g_steal_pointer (&reason);
}

static char *
get_extension_until (KaPaper *paper)
{
  return show (paper, "postponement", "deadline");
}

static char *
get_extension_asked (KaPaper *paper)
{
  return show (paper, "postponement", "asked");
}

static char *
get_extension_refusal (KaPaper *paper)
{
  return g_strdup ("");
}

static gboolean
is_granted (KaPaper *paper)
{
  g_autofree char *granted = show (paper, "postponement", "granted");

  return *granted != '\0';
}

static char *
get_extension_yes (KaPaper *paper)
{
  return g_strdup (is_granted (paper) ? "☑" : "□");
}

static char *
get_extension_no (KaPaper *paper)
{
  const char *refusal = ka_paper_get_value (paper, "extension_refusal");

  return g_strdup (!is_granted (paper) && *refusal != '\0' ? "☑" : "□");
}

static char *
get_extension_decision (KaPaper *paper)
{
  return g_strdup (
    is_granted (paper) || *ka_paper_get_value (paper, "extension_refusal") != '\0' ? "1" : "");
}

static char *
get_supervision_level (KaPaper *paper)
{
  g_autofree char *level = show (paper, "hazard", "supervised");

  return strcmp (level, "未挂牌") == 0 ? g_strdup ("") : g_steal_pointer (&level);
}

/* 15 days to draw up and file the scheme: the office's own term where it has one. */
static char *
get_plan_due (KaPaper *paper)
{
  return ka_day_to_chinese (paper->day + 15);
}

static char *
get_five (KaPaper *paper)
{
  static const char *const five[]
    = { "responsible", "measures", "funds", "deadline", "contingency" };
  const KaRecord *hazard = first_hazard (paper);

  for (guint i = 0; i < G_N_ELEMENTS (five); i++)
    if (hazard == NULL || ka_record_get (hazard, five[i]) == NULL)
      return g_strdup ("");
  return g_strdup ("1");
}

static char *
get_supervision_no (KaPaper *paper)
{
  return show (paper, "hazard", "supervision_no");
}

static char *
get_rectified (KaPaper *paper)
{
  return show (paper, "hazard", "rectified");
}

static char *
get_accepted (KaPaper *paper)
{
  return ka_paper_take_given (show (paper, "hazard", "accepted"),
                              show (paper, "hazard", "reviewed"));
}

static char *
get_accept_result (KaPaper *paper)
{
  return show (paper, "hazard", "review_result");
}

static char *
get_accept_yes (KaPaper *paper)
{
  g_autofree char *result = get_accept_result (paper);

  return g_strdup (strcmp (result, "合格") == 0 ? "☑" : "□");
}

static char *
get_accept_no (KaPaper *paper)
{
  g_autofree char *result = get_accept_result (paper);

  return g_strdup (strcmp (result, "不合格") == 0 ? "☑" : "□");
}

static char *
get_nothing (KaPaper *paper)
{
  return g_strdup ("");
}

const KaPaperValue ka_paper_hazard_values[] = {
  { "accept_no", "验收不合格", NULL, NULL, get_accept_no, TRUE },
  { "accept_result", "验收意见", "hazard", "review_result", get_accept_result, FALSE },
  { "accept_yes", "验收合格", NULL, NULL, get_accept_yes, TRUE },
  { "acceptance", "验收说明", NULL, NULL, get_nothing, FALSE },
  { "accepted", "验收日期", "hazard", "accepted", get_accepted, FALSE },
  { "basis", "决定依据", NULL, NULL, get_basis, FALSE },
  { "deadlines", "整改期限", "hazard", "deadline", get_deadlines, FALSE },
  { "extension_asked", "延期申请日期", "postponement", "asked", get_extension_asked, FALSE },
  { "extension_decision", "是否同意延期", "postponement", "granted", get_extension_decision,
    FALSE },
  { "extension_no", "不同意延期", NULL, NULL, get_extension_no, TRUE },
  { "extension_note", "同意延期的备注", NULL, NULL, get_nothing, FALSE },
  { "extension_reason", "延期理由及防控措施", "postponement", "reason", get_extension_reason,
    FALSE },
  { "extension_refusal", "不同意延期的理由", NULL, NULL, get_extension_refusal, FALSE },
  { "extension_until", "延期至", "postponement", "deadline", get_extension_until, FALSE },
  { "extension_yes", "同意延期", NULL, NULL, get_extension_yes, TRUE },
  { "five", "整改“五落实”", "hazard", "responsible", get_five, FALSE },
  { "found", "检查情况", "inspection", "found", get_found, FALSE },
  { "hazard_count", "隐患", "hazard", "description", get_hazard_count, FALSE },
  { "hazard_numbers", "隐患序号", NULL, NULL, get_hazard_numbers, FALSE },
  { "hazard_state", "隐患及治理情况", "hazard", "measures", get_hazard_state, FALSE },
  { "major", "重大事故隐患", "hazard", "level", get_major, FALSE },
  { "measures", "现场处理决定", NULL, NULL, get_measures, FALSE },
  { "old_deadline", "原整改期限", "hazard", "deadline", get_old_deadline, FALSE },
  { "one_deadline", "共同的整改期限", "hazard", "deadline", get_one_deadline, FALSE },
  { "opinion", "复查意见", "hazard", "review_result", get_opinion, FALSE },
  { "ordered_no", "原决定文书号", "hazard", "order_no", get_ordered_no, FALSE },
  { "ordered_on", "原决定日期", "hazard", "ordered", get_ordered_on, FALSE },
  { "ordered_what", "原决定名称", "hazard", "order_no", get_ordered_what, FALSE },
  { "plan_due", "治理方案备案期限", NULL, NULL, get_plan_due, FALSE },
  { "rectified", "整改完成日期", "hazard", "rectified", get_rectified, FALSE },
  { "reviewed", "复查日期", "hazard", "reviewed", get_reviewed, FALSE },
  { "supervision_level", "挂牌督办级别", "hazard", "supervised", get_supervision_level, FALSE },
  { "supervision_no", "督办文号", "hazard", "supervision_no", get_supervision_no, FALSE },
  { NULL },
};

/* Items of {#each hazards}. */
GPtrArray *
ka_paper_list_hazards (KaPaper *paper)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  for (guint i = 0; i < paper->hazards->len; i++)
    {
      const KaRecord *hazard = paper->hazards->pdata[i];
      g_autofree char *measures = ka_paper_show (paper, hazard, "measures");
      g_autofree char *wanted = end_sentence (measures);
      char **item = g_new0 (char *, 4);

      item[0] = describe_hazard (paper, hazard);
      item[1] = *wanted != '\0' ? g_strdup_printf ("整改要求：%s。", wanted) : g_strdup ("");
      item[2] = ka_paper_show (paper, hazard, "deadline");
      g_ptr_array_add (items, item);
    }
  return items;
}
