/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-text.h"

#include <ka-decimal.h>
#include <ka-text.h>

#include <string.h>

/* ---- freeing ---- */

static void
free_clause (gpointer data)
{
  KaCaseClause *clause = data;

  g_free (clause->law);
  g_free (clause->quote);
  g_free (clause);
}

static void
free_amount (gpointer data)
{
  KaCaseAmount *amount = data;

  g_free (amount->quote);
  g_free (amount);
}

static void
free_date (gpointer data)
{
  KaCaseDate *date = data;

  g_free (date->quote);
  g_free (date);
}

/* ---- patterns ---- */

/* A PDF breaks lines anywhere: blanks mean nothing in Chinese. */
static char *
join (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *narrow = NULL;
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  narrow = g_string_free (out, FALSE);
  return ka_text_narrow (narrow);
}

typedef void (*MatchFunc) (GMatchInfo *match, gpointer data);

static void
each_match (const char *pattern, const char *text, MatchFunc func, gpointer data)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_return_if_fail (regex != NULL);

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      func (match, data);
      if (!g_match_info_next (match, NULL))
        break;
    }
}

static gint64
parse_number (const char *text)
{
  static const char *const digits[]
    = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  gint64 total = 0, part = 0;

  if (g_ascii_isdigit (*text))
    return g_ascii_strtoll (text, NULL, 10);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x5341 || c == 0x767e || c == 0x5343) /* 十 百 千 */
        {
          total += (part == 0 ? 1 : part) * (c == 0x5341 ? 10 : c == 0x767e ? 100 : 1000);
          part = 0;
          continue;
        }
      if (c == 0x3007) /* 〇 */
        part = 0;
      for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
        if (g_str_has_prefix (p, digits[i]))
          part = i;
    }
  return total + part;
}

/* ---- clauses ---- */

#define NUMERAL "(?:[0-9]+|[一二三四五六七八九十百千零〇]+)"

static void
add_clause (GMatchInfo *match, gpointer data)
{
  g_autofree char *article = g_match_info_fetch (match, 2);
  KaCaseClause *clause = g_new0 (KaCaseClause, 1);

  clause->law = g_match_info_fetch (match, 1);
  clause->article = article != NULL && *article != '\0' ? (guint)parse_number (article) : 0;
  clause->quote = g_match_info_fetch (match, 0);
  g_ptr_array_add (data, clause);
}

GPtrArray *
ka_case_find_clauses (const char *text)
{
  GPtrArray *clauses = g_ptr_array_new_with_free_func (free_clause);
  g_autofree char *joined = join (text);

  each_match ("《([^《》]{2,60})》(?:\\([^()]{1,30}\\))?(?:第(" NUMERAL ")条(?:第" NUMERAL
              "款)?(?:第?\\(?" NUMERAL "\\)?项)?)?",
              joined, add_clause, clauses);
  return clauses;
}

/* ---- amounts ---- */

static void
add_amount (GMatchInfo *match, gpointer data)
{
  g_autofree char *digits = g_match_info_fetch (match, 1);
  g_autofree char *unit = g_match_info_fetch (match, 2);
  g_autoptr (GString) plain = g_string_new (NULL);
  KaCaseAmount *amount;
  gint64 cents = 0;

  for (const char *p = digits; *p != '\0'; p++)
    if (*p != ',')
      g_string_append_c (plain, *p);
  if (!ka_decimal_parse (plain->str, strcmp (unit, "元") == 0 ? 2 : 6, &cents, NULL))
    return;
  amount = g_new0 (KaCaseAmount, 1);
  amount->cents = cents;
  amount->quote = g_match_info_fetch (match, 0);
  g_ptr_array_add (data, amount);
}

GPtrArray *
ka_case_find_amounts (const char *text)
{
  GPtrArray *amounts = g_ptr_array_new_with_free_func (free_amount);
  g_autofree char *joined = join (text);

  each_match ("([0-9][0-9,]*(?:\\.[0-9]+)?)(万元|元)", joined, add_amount, amounts);
  return amounts;
}

/* ---- dates ---- */

static void
add_date (GMatchInfo *match, gpointer data)
{
  int part[3];
  KaCaseDate *date;
  KaDay day;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *text = g_match_info_fetch (match, i + 1);

      part[i] = (int)g_ascii_strtoll (text, NULL, 10);
    }
  day = ka_day_from_ymd (part[0], part[1], part[2]);
  if (day == KA_DAY_NONE)
    return;
  date = g_new0 (KaCaseDate, 1);
  date->day = day;
  date->quote = g_match_info_fetch (match, 0);
  g_ptr_array_add (data, date);
}

GPtrArray *
ka_case_find_dates (const char *text)
{
  GPtrArray *dates = g_ptr_array_new_with_free_func (free_date);
  g_autofree char *joined = join (text);

  each_match ("((?:19|20)[0-9]{2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?", joined, add_date,
              dates);
  return dates;
}

/* ---- numbers of papers, personal data ---- */

static void
add_whole (GMatchInfo *match, gpointer data)
{
  g_autofree char *found = g_match_info_fetch (match, 0);

  if (!g_ptr_array_find_with_equal_func (data, found, g_str_equal, NULL))
    g_ptr_array_add (data, g_steal_pointer (&found));
}

static GPtrArray *
find_all (const char *pattern, const char *text)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = join (text);

  each_match (pattern, joined, add_whole, found);
  return found;
}

GPtrArray *
ka_case_find_documents (const char *text)
{
  return find_all ("(?:\\(\\p{Han}{1,6}\\)|\\p{Han}{1,3})?(?:应急|安监)\\p{Han}{1,4}"
                   "[〔\\[(【][0-9]{4}[〕\\])】]第?[0-9]+号",
                   text);
}

GPtrArray *
ka_case_find_id_numbers (const char *text)
{
  return find_all ("(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9Xx]"
                   "(?![0-9A-Za-z])",
                   text);
}

GPtrArray *
ka_case_find_phones (const char *text)
{
  return find_all ("(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])", text);
}

/* The surnames of nine in ten people. */
#define SURNAMES                                                                                                                                        \
  "(?:欧阳|上官|司马|诸葛|夏侯|皇甫|令狐|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩"              \
  "冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛" \
  "闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤冉代蒲牟幸税])"

static void
add_name (GMatchInfo *match, gpointer data)
{
  static const char *const words[]
    = { "负责人", "对", "未", "在", "与", "的", "及", "向", "管理", "人员", "主持", "组织" };
  g_autofree char *name = g_match_info_fetch (match, 1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i]) != NULL)
      return;
  if (!g_ptr_array_find_with_equal_func (data, name, g_str_equal, NULL))
    g_ptr_array_add (data, g_steal_pointer (&name));
}

GPtrArray *
ka_case_find_names (const char *text)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = join (text);

  each_match ("(?:法定代表人|主要负责人|负责人|实际控制人|控制人|矿长|总工程师|安全员|安全管理人员|"
              "经理|工人|死者|伤者|举报人|联系人|当事人)(?:[:：为是]|姓名[:：]?)?(" SURNAMES
              "(?!某|\\*|×|X)\\p{Han}{1,2}?)(?=[,，。;；、(（:：]|男|女|的|对|未|在|作|系|处|给|因|"
              "于|和|与|及|等|$)",
              joined, add_name, names);
  return names;
}

static gboolean
has_double_surname (const char *name)
{
  static const char *const surnames[] = { "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "令狐" };

  for (guint i = 0; i < G_N_ELEMENTS (surnames); i++)
    if (g_str_has_prefix (name, surnames[i]))
      return TRUE;
  return FALSE;
}

char *
ka_case_mask_name (const char *name)
{
  glong length = g_utf8_strlen (name, -1), kept;
  g_autofree char *surname = NULL;

  if (length == 0)
    return g_strdup ("");
  kept = length > 2 && has_double_surname (name) ? 2 : 1;
  surname = g_utf8_substring (name, 0, kept);
  return g_strconcat (surname, length - kept > 1 ? "某某" : "某", NULL);
}

char *
ka_case_mask_enterprise (const char *name)
{
  static const char *const trades[] = { "矿业",   "建材", "石材", "水泥", "采石场", "石场",
                                        "砂石厂", "砂石", "矿山", "建筑", "工贸",   "实业" };
  const char *end = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (trades) && end == NULL; i++)
    end = strstr (name, trades[i]);
  if (end == NULL)
    end = strstr (name, "有限");
  return end != NULL && end > name ? g_strconcat ("某", end, NULL) : g_strdup ("某企业");
}
