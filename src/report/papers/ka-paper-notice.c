/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-private.h"

#include <ka-kind.h>
#include <ka-query.h>
#include <string.h>

/* What is filled into letters: warnings after accidents, cases sent back, reminders of duties. */

static char *
show (KaPaper *paper, const char *kind, const char *field)
{
  return ka_paper_show (paper, ka_paper_record (paper, kind), field);
}

static char **
create_item (char *text)
{
  char **item = g_new0 (char *, 2);

  item[0] = text;
  return item;
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
}

/* A paragraph of a letter ends as a sentence does. */
static char *
take_sentence (char *text)
{
  g_autofree char *given = text;

  g_strchomp (given);
  if (*given == '\0' || g_str_has_suffix (given, "。") || g_str_has_suffix (given, "；"))
    return g_steal_pointer (&given);
  return g_strconcat (given, "。", NULL);
}

/* ---- accidents ---- */

static char *
get_warning_to (KaPaper *paper)
{
  return g_strdup ("各镇人民政府、街道办事处，各非煤矿山企业");
}

static char *
get_accident_brief (KaPaper *paper)
{
  g_autofree char *when = show (paper, "accident", "occurred");
  g_autofree char *unit = g_strdup (ka_paper_get_value (paper, "unit"));
  g_autofree char *category = show (paper, "accident", "category");
  g_autofree char *deaths = show (paper, "accident", "deaths");
  g_autofree char *serious = show (paper, "accident", "serious");
  g_autofree char *place = show (paper, "accident", "place");
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s，%s%s%s发生一起%s事故", when, unit, *place != '\0' ? "在" : "",
                          place, category);
  if (*deaths != '\0' && strcmp (deaths, "0") != 0)
    g_string_append_printf (text, "，造成%s人死亡", deaths);
  if (*serious != '\0' && strcmp (serious, "0") != 0)
    g_string_append_printf (text, "，%s人重伤", serious);
  g_string_append (text, "。为深刻吸取事故教训，举一反三，防范同类事故，现将有关情况通报如下：");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_accident_problems (KaPaper *paper)
{
  return take_sentence (show (paper, "accident", "indirect_cause"));
}

static char *
get_accident_demands (KaPaper *paper)
{
  return take_sentence (show (paper, "accident", "prevention"));
}

/* ---- typical cases ---- */

static char *
get_submitter (KaPaper *paper)
{
  return show (paper, "typical_case", "submitted_by");
}

static char *
get_case_comment (KaPaper *paper)
{
  return take_sentence (show (paper, "typical_case", "comment"));
}

static char *
get_case_received (KaPaper *paper)
{
  return show (paper, "typical_case", "received");
}

static char *
get_case_reported (KaPaper *paper)
{
  return show (paper, "typical_case", "reported");
}

static char *
get_case_quarter (KaPaper *paper)
{
  g_autofree char *text = show (paper, "typical_case", "quarter");
  KaQuarter quarter = ka_quarter_from_text (text);

  return quarter != KA_QUARTER_NONE ? ka_quarter_to_chinese (quarter) : g_steal_pointer (&text);
}

/* What a case must tell (issue of the municipal office: party, time, facts, clauses, outcome, meaning). */
GPtrArray *
ka_paper_case_gaps (KaPaper *paper)
{
  static const char *const wanted[] = { "party",   "occurred",     "facts",  "violated", "basis",
                                        "outcome", "significance", "agency", "contact",  "phone" };
  const KaRecord *given = ka_paper_record (paper, "typical_case");
  GPtrArray *items = new_items ();

  for (guint i = 0; given != NULL && i < G_N_ELEMENTS (wanted); i++)
    if (ka_record_get (given, wanted[i]) == NULL)
      g_ptr_array_add (
        items, create_item (g_strdup_printf ("缺少“%s”，请补充。",
                                             ka_kind_field (given->kind, wanted[i])->label)));
  return items;
}

static char *
get_case_gap_count (KaPaper *paper)
{
  g_autoptr (GPtrArray) gaps = ka_paper_case_gaps (paper);
  g_autofree char *comment = show (paper, "typical_case", "comment");

  return g_strdup (gaps->len > 0 || *comment != '\0' ? "1" : "");
}

static char *
get_reply_due (KaPaper *paper)
{
  return ka_day_to_chinese (paper->day + 15);
}

/* ---- duties ---- */

typedef struct
{
  const char *field, *words, *unit;
  int least;
} Duty;

/* 江津府办发〔2023〕11号. */
static const Duty duties[] = {
  { "controller_days", "实际控制人现场履职", "个工作日", 10 },
  { "controller_meetings", "研究重大问题会议", "次", 1 },
  { "engineer_days", "总工程师在岗", "个工作日", 15 },
  { "principal_checks", "主要负责人隐患排查", "次", 1 },
  { "major_checks", "重大事故隐患排查", "次", 1 },
};

static char *
describe_month (KaPaper *paper, const KaRecord *duty)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *status = show (paper, "mine", "status");
  const char *month = ka_record_get (duty, "month");
  gboolean working = strcmp (status, "生产") == 0 || strcmp (status, "基建") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      const char *value = ka_record_get (duty, duties[i].field);
      gint64 given = ka_record_get_int (duty, duties[i].field, 0);

      /* A mine that stands still owes no engineer's days; what was not told is not held against it. */
      if (value == NULL || given >= duties[i].least
          || (strcmp (duties[i].field, "engineer_days") == 0 && !working))
        continue;
      g_string_append_printf (text, "%s%s%d%s（应不少于%d%s）", text->len > 0 ? "，" : "",
                              duties[i].words, (int)given, duties[i].unit, duties[i].least,
                              duties[i].unit);
    }
  if (text->len == 0)
    return NULL;
  return g_strdup_printf ("%.4s年%d月：%s。", month, (int)g_ascii_strtoll (month + 5, NULL, 10),
                          text->str);
}

/* The reports that count: the one that the letter is about, or those of the last three months. */
static GPtrArray *
find_duties (KaPaper *paper)
{
  const KaRecord *mine = ka_paper_record (paper, "mine");
  KaDay start = ka_day_month_start (paper->day);
  g_autofree char *from = ka_day_to_iso (ka_day_add_months (start, -3));
  g_autofree char *until = ka_day_to_iso (paper->day);
  g_autofree char *id = mine != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, mine->id) : NULL;
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("duty"));
  GPtrArray *found;

  if (strcmp (paper->subject->kind->id, "duty") == 0)
    {
      found = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_record_unref);
      g_ptr_array_add (found, ka_record_ref (paper->subject));
      return found;
    }
  from[7] = until[7] = '\0';
  ka_query_filter (query, "mine", KA_OP_EQ, id);
  ka_query_filter (query, "month", KA_OP_GE, from);
  ka_query_filter (query, "month", KA_OP_LE, until);
  ka_query_set_order (query, "month", FALSE);
  found = ka_query_records (query, paper->ledger, NULL);
  return found != NULL ? found : g_ptr_array_new ();
}

GPtrArray *
ka_paper_shortfalls (KaPaper *paper)
{
  g_autoptr (GPtrArray) found = find_duties (paper);
  GPtrArray *items = new_items ();

  for (guint i = 0; i < found->len; i++)
    {
      char *text = describe_month (paper, found->pdata[i]);

      if (text != NULL)
        g_ptr_array_add (items, create_item (text));
    }
  return items;
}

static char *
get_shortfall_count (KaPaper *paper)
{
  g_autoptr (GPtrArray) items = ka_paper_shortfalls (paper);

  return items->len > 0 ? g_strdup_printf ("%u", items->len) : g_strdup ("");
}

static char *
get_duty_months (KaPaper *paper)
{
  return g_strdup (strcmp (paper->subject->kind->id, "duty") == 0 ? "" : "近三个月");
}

const KaPaperValue ka_paper_notice_values[] = {
  { "accident_brief", "事故概要", "accident", "occurred", get_accident_brief, FALSE },
  { "accident_demands", "工作要求", "accident", "prevention", get_accident_demands, FALSE },
  { "accident_problems", "暴露的问题", "accident", "indirect_cause", get_accident_problems, FALSE },
  { "case_comment", "审核意见", "typical_case", "comment", get_case_comment, FALSE },
  { "case_gap_count", "需要补正的内容或者审核意见", "typical_case", "comment", get_case_gap_count,
    FALSE },
  { "case_quarter", "季度", "typical_case", "quarter", get_case_quarter, FALSE },
  { "case_received", "收稿日期", "typical_case", "received", get_case_received, FALSE },
  { "case_reported", "报送日期", "typical_case", "reported", get_case_reported, FALSE },
  { "duty_months", "抽查的月份", NULL, NULL, get_duty_months, TRUE },
  { "reply_due", "回复期限", NULL, NULL, get_reply_due, FALSE },
  { "shortfall_count", "履职不到位的月份", "duty", "month", get_shortfall_count, FALSE },
  { "submitter", "报送单位", "typical_case", "submitted_by", get_submitter, FALSE },
  { "warning_to", "主送机关", NULL, NULL, get_warning_to, FALSE },
  { NULL },
};
