/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-private.h"

#include <ka-discredit-state.h>
#include <ka-kind.h>
#include <ka-penalty-state.h>
#include <string.h>

/* What is filled into the papers of penalties and of the list of seriously dishonest ones, and into the
 * receipt of any. */

static char *
show (KaPaper *paper, const char *kind, const char *field)
{
  return ka_paper_show (paper, ka_paper_record (paper, kind), field);
}

static char *
get_nothing (KaPaper *paper)
{
  return g_strdup ("");
}

/* ---- the party ---- */

static char *
get_party (KaPaper *paper)
{
  const char *kind = paper->subject->kind->id;
  g_autofree char *person = strcmp (kind, "penalty") == 0     ? show (paper, "penalty", "person")
                            : strcmp (kind, "discredit") == 0 ? show (paper, "discredit", "person")
                                                              : g_strdup ("");

  return *person != '\0' ? g_steal_pointer (&person)
                         : g_strdup (ka_paper_get_value (paper, "unit"));
}

static char *
get_person_subject (KaPaper *paper)
{
  g_autofree char *subject = show (paper, "discredit", "subject");

  return g_strdup (strcmp (subject, "个人") == 0 ? "1" : "");
}

/* ---- amounts ---- */

/* 壹拾贰万叁仟元整 as cheques have it, from the amount's canonical text. */
static char *
write_amount (const char *amount)
{
  static const char *const digits[]
    = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
  static const char *const places[] = { "", "拾", "佰", "仟" };
  static const char *const groups[] = { "", "万", "亿", "万亿" };
  gint64 yuan = g_ascii_strtoll (amount, NULL, 10);
  const char *dot = strchr (amount, '.');
  int jiao = dot != NULL && g_ascii_isdigit (dot[1]) ? dot[1] - '0' : 0;
  int fen
    = jiao >= 0 && dot != NULL && dot[1] != '\0' && g_ascii_isdigit (dot[2]) ? dot[2] - '0' : 0;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean zero = FALSE;

  if (yuan < 0 || yuan >= G_GINT64_CONSTANT (10000000000000000))
    return g_strdup (amount);
  for (int group = 3; group >= 0; group--)
    {
      gint64 unit = group == 3   ? G_GINT64_CONSTANT (1000000000000)
                    : group == 2 ? 100000000
                    : group == 1 ? 10000
                                 : 1;
      int part = (int)(yuan / unit % 10000);
      gsize before = text->len;

      for (int place = 3, power = 1000; place >= 0; place--, power /= 10)
        {
          int digit = part / power % 10;

          if (digit == 0)
            {
              zero = zero || text->len > 0;
              continue;
            }
          if (zero)
            g_string_append (text, "零");
          zero = FALSE;
          g_string_append_printf (text, "%s%s", digits[digit], places[place]);
        }
      if (text->len > before)
        g_string_append (text, groups[group]);
    }
  if (text->len > 0)
    g_string_append (text, "元");
  if (jiao == 0 && fen == 0)
    return g_string_free (g_string_append (g_steal_pointer (&text), "整"), FALSE);
  if (jiao > 0)
    g_string_append_printf (text, "%s角", digits[jiao]);
  else if (text->len > 0)
    g_string_append (text, "零");
  if (fen > 0)
    g_string_append_printf (text, "%s分", digits[fen]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_fine (KaPaper *paper)
{
  g_autofree char *amount = show (paper, "penalty", "amount");

  return strcmp (amount, "0") == 0 ? g_strdup ("") : g_steal_pointer (&amount);
}

static char *
get_sanction (KaPaper *paper)
{
  g_autofree char *kind = show (paper, "penalty", "kind");
  g_autofree char *fine = get_fine (paper);
  g_autofree char *amount = *fine != '\0' ? write_amount (fine) : NULL;

  if (*fine == '\0')
    return strcmp (kind, "罚款") == 0 ? g_strdup ("") : g_steal_pointer (&kind);
  if (*kind == '\0' || strcmp (kind, "罚款") == 0)
    return g_strdup_printf ("罚款人民币%s（¥%s）", amount, fine);
  return g_strdup_printf ("%s，并处罚款人民币%s（¥%s）", kind, amount, fine);
}

/* ---- penalties ---- */

static char *
get_facts (KaPaper *paper)
{
  g_autofree char *facts = show (paper, "penalty", "facts");

  return *facts != '\0' ? g_steal_pointer (&facts) : g_strdup (ka_paper_get_value (paper, "found"));
}

static char *
get_evidence (KaPaper *paper)
{
  g_autofree char *record = show (paper, "inspection", "record_no");
  g_autofree char *order = show (paper, "hazard", "order_no");
  g_autoptr (GString) text = g_string_new (NULL);

  if (*record != '\0')
    g_string_append_printf (text, "《现场检查记录》%s", record);
  if (*order != '\0')
    g_string_append_printf (text, "%s《责令限期整改指令书》%s", text->len > 0 ? "、" : "", order);
  if (text->len > 0)
    g_string_append (text, "、现场照片、询问笔录");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_matter (KaPaper *paper)
{
  const char *kind = paper->subject->kind->id;
  const char *party = ka_paper_get_value (paper, "party");

  if (*party == '\0')
    return g_strdup ("");
  if (strcmp (kind, "discredit") == 0)
    return g_strdup_printf ("%s列入严重失信主体名单", party);
  if (strcmp (kind, "penalty") == 0)
    return g_strdup_printf ("%s涉嫌违反安全生产法律法规案", party);
  return g_strdup_printf ("%s安全生产监督检查", party);
}

static char *
get_case_source (KaPaper *paper)
{
  g_autofree char *trigger = show (paper, "inspection", "trigger");

  return *trigger != '\0' ? g_strdup_printf ("现场检查（%s）", trigger) : g_strdup ("");
}

static char *
get_case_filed (KaPaper *paper)
{
  return show (paper, "penalty", "filed");
}

/* 《行政处罚法》第六十三条: large fines, suspensions, revocations. */
static char *
get_hearing (KaPaper *paper)
{
  static const char *const kinds[] = { "责令停产停业", "暂扣许可证", "吊销许可证", "没收", NULL };
  g_autofree char *kind = show (paper, "penalty", "kind");
  g_autofree char *fine = get_fine (paper);
  g_autofree char *person = show (paper, "penalty", "person");
  gint64 large = *person != '\0' ? 10000 : 50000;

  return g_strdup (g_strv_contains (kinds, kind) || g_ascii_strtoll (fine, NULL, 10) >= large ? "1"
                                                                                              : "");
}

static char *
get_informed (KaPaper *paper)
{
  return show (paper, "penalty", "informed");
}

/* Where it is to be paid; nothing is wanted where there is no fine. */
static char *
get_payment (KaPaper *paper)
{
  g_autofree char *fine = get_fine (paper);

  return g_strdup (*fine == '\0'
                       || (*ka_paper_get_value (paper, "bank") != '\0'
                           && *ka_paper_get_value (paper, "account") != '\0')
                     ? "1"
                     : "");
}

/* 《行政处罚法》第五十一条: on the spot a warning, or up to 200 yuan for a citizen and 3,000 for a unit. */
static char *
get_spot_limit (KaPaper *paper)
{
  g_autofree char *kind = show (paper, "penalty", "kind");
  g_autofree char *fine = get_fine (paper);
  g_autofree char *person = show (paper, "penalty", "person");
  double most = *person != '\0' ? 200 : 3000;

  if (strcmp (kind, "警告") != 0 && strcmp (kind, "罚款") != 0)
    return g_strdup ("");
  return g_strdup (*fine == '\0' || g_ascii_strtod (fine, NULL) <= most ? "1" : "");
}

/* ---- listings ---- */

static char *
get_listed_from (KaPaper *paper)
{
  return show (paper, "discredit", "listed");
}

static int
get_months (KaPaper *paper)
{
  const KaRecord *discredit = ka_paper_record (paper, "discredit");

  return discredit != NULL ? (int)ka_record_get_int (discredit, "term_months", 36) : 36;
}

static char *
get_term (KaPaper *paper)
{
  int months = get_months (paper);

  return months % 12 == 0 ? g_strdup_printf ("%d年", months / 12)
                          : g_strdup_printf ("%d个月", months);
}

static char *
get_listed_until (KaPaper *paper)
{
  const KaRecord *discredit = ka_paper_record (paper, "discredit");
  KaDay last = discredit != NULL ? ka_discredit_last_day (discredit) : KA_DAY_NONE;

  return last != KA_DAY_NONE ? ka_day_to_chinese (last) : g_strdup ("");
}

static char *
get_plea (KaPaper *paper)
{
  return g_strdup ("你（单位）在规定期限内未提出陈述、申辩。");
}

/* 安全生产严重失信主体名单; the other list has the word in its name. */
static char *
get_list_name (KaPaper *paper)
{
  g_autofree char *list = show (paper, "discredit", "list");

  return *list == '\0' || g_str_has_suffix (list, "名单") ? g_steal_pointer (&list)
                                                          : g_strconcat (list, "名单", NULL);
}

/* 应急管理部令第11号 is about the severe list alone. */
static char *
get_removal_basis (KaPaper *paper)
{
  g_autofree char *list = show (paper, "discredit", "list");

  if (strcmp (list, "安全生产严重失信主体") == 0)
    return g_strdup ("《安全生产严重失信主体名单管理办法》");
  return show (paper, "discredit", "basis");
}

static char *
get_removal_early (KaPaper *paper)
{
  g_autofree char *removal = show (paper, "discredit", "removal");

  return g_strdup (strcmp (removal, "提前移出") == 0 ? "1" : "");
}

/* 应急管理部令第11号: after twelve months, which a shorter listing never sees. */
static char *
get_repairable (KaPaper *paper)
{
  g_autofree char *list = show (paper, "discredit", "list");

  return g_strdup (strcmp (list, "安全生产严重失信主体") == 0 && get_months (paper) > 12 ? "1"
                                                                                         : "");
}

static char *
get_removed_on (KaPaper *paper)
{
  return show (paper, "discredit", "removed");
}

static char *
get_removal_reason (KaPaper *paper)
{
  g_autofree char *removal = show (paper, "discredit", "removal");

  if (strcmp (removal, "期满移出") == 0)
    return g_strdup ("管理期限已满。");
  if (strcmp (removal, "提前移出") == 0)
    return g_strdup ("列入已满12个月，行政处罚决定确定的义务已履行，危害后果和不良影响已消除，"
                     "未再发生严重失信行为。");
  return g_strdup (strcmp (removal, "撤销列入") == 0 ? "列入所依据的行政处罚决定已被撤销。" : "");
}

static char *
get_pay_by (KaPaper *paper)
{
  const KaRecord *penalty = ka_paper_record (paper, "penalty");
  KaDay by = penalty != NULL ? ka_penalty_pay_by (penalty) : KA_DAY_NONE;

  return by != KA_DAY_NONE ? ka_day_to_chinese (by) : g_strdup ("");
}

static char *
get_surcharge (KaPaper *paper)
{
  return show (paper, "penalty", "surcharge");
}

/* The day up to which it is reckoned: that of the paper, until it is registered. */
static char *
get_surcharge_until (KaPaper *paper)
{
  return ka_paper_take_given (show (paper, "penalty", "surcharged"),
                              ka_day_to_chinese (paper->day));
}

/* ---- receipts ---- */

/* The papers of the same record that were issued and stand. */
static char *
get_papers (KaPaper *paper)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) papers
    = ka_paper_list_of (paper->ledger, paper->subject->kind, paper->subject->id, NULL);

  for (guint i = papers != NULL ? papers->len : 0; i > 0; i--)
    {
      const KaRecord *other = papers->pdata[i - 1];
      const char *number = ka_record_get (other, "number");

      if (number != NULL && strcmp (ka_record_get (other, "state"), "已发") == 0)
        g_string_append_printf (text, "%s《%s》%s", text->len > 0 ? "\n" : "",
                                ka_record_get (other, "name"), number);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const KaPaperValue ka_paper_case_values[] = {
  { "case_filed", "立案日期", "penalty", "filed", get_case_filed, FALSE },
  { "case_source", "案件来源", "inspection", "trigger", get_case_source, FALSE },
  { "evidence", "证据", NULL, NULL, get_evidence, FALSE },
  { "facts", "违法事实", "penalty", "facts", get_facts, FALSE },
  { "fine", "罚款金额", "penalty", "amount", get_fine, FALSE },
  { "hearing", "听证权利", NULL, NULL, get_hearing, TRUE },
  { "informed", "告知日期", "penalty", "informed", get_informed, FALSE },
  { "inquiry_papers", "询问须携带的材料", NULL, NULL, get_nothing, FALSE },
  { "inquiry_place", "询问地点", NULL, NULL, get_nothing, FALSE },
  { "inquiry_time", "询问时间", NULL, NULL, get_nothing, FALSE },
  { "listed_from", "列入日期", "discredit", "listed", get_listed_from, FALSE },
  { "listed_until", "管理期限届满日期", "discredit", "listed", get_listed_until, FALSE },
  { "list_name", "名单名称", "discredit", "list", get_list_name, FALSE },
  { "matter", "案由", NULL, NULL, get_matter, FALSE },
  { "papers", "已发文书", NULL, NULL, get_papers, FALSE },
  { "party", "当事人", "enterprise", "name", get_party, FALSE },
  { "pay_by", "缴款期限", "penalty", "pay_by", get_pay_by, FALSE },
  { "payment", "缴款银行和账号", "setting", "paper.bank", get_payment, FALSE },
  { "person_id", "被处罚人身份证号", NULL, NULL, get_nothing, FALSE },
  { "person_phone", "被处罚人电话", NULL, NULL, get_nothing, FALSE },
  { "person_post", "当事人职务", NULL, NULL, get_nothing, FALSE },
  { "person_subject", "主体是个人", NULL, NULL, get_person_subject, TRUE },
  { "plea", "陈述申辩情况", NULL, NULL, get_plea, FALSE },
  { "plea_days", "陈述申辩期限", NULL, NULL, get_nothing, FALSE },
  { "removal_basis", "移出依据", "discredit", "basis", get_removal_basis, FALSE },
  { "removal_early", "提前移出", NULL, NULL, get_removal_early, TRUE },
  { "removal_reason", "移出事由说明", NULL, NULL, get_removal_reason, FALSE },
  { "removed_on", "移出日期", "discredit", "removed", get_removed_on, FALSE },
  { "repairable", "可以申请提前移出", NULL, NULL, get_repairable, TRUE },
  { "sanction", "处罚内容", "penalty", "amount", get_sanction, FALSE },
  { "spot_limit", "当场处罚限额", "penalty", "amount", get_spot_limit, FALSE },
  { "surcharge", "加处罚款金额", "penalty", "surcharge", get_surcharge, FALSE },
  { "surcharge_until", "加处罚款截止日期", "penalty", "surcharged", get_surcharge_until, FALSE },
  { "term", "管理期限", "discredit", "term_months", get_term, FALSE },
  { "unit_postcode", "当事人邮政编码", NULL, NULL, get_nothing, FALSE },
  { NULL },
};
