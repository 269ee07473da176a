/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-check.h>
#include <ka-day.h>
#include <ka-text.h>
#include <string.h>

/* A second look at what is no value as it stands, but says one without a doubt: 2027.2.28（复审）, 3月5日 of a
 * ledger of 2025, 二〇二五年三月, 106°15′30″, 十五. Only asked where the first look failed. */

#define MAX_TEXT 120
#define MAX_REMARK 30 /* bytes: ten characters */

static const char *const digits[]
  = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", NULL };

/* The figure that begins here; -1: none. */
static int
read_digit (const char **at)
{
  static const char *const others[] = { "〇", "○", "两" };
  static const int values[] = { 0, 0, 2 };

  for (guint i = 0; digits[i] != NULL; i++)
    if (g_str_has_prefix (*at, digits[i]))
      {
        *at += strlen (digits[i]);
        return (int)i;
      }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_has_prefix (*at, others[i]))
      {
        *at += strlen (others[i]);
        return values[i];
      }
  return -1;
}

/* 十五, 三百二十, 五千; -1: none. */
static gint64
read_numeral (const char **at)
{
  static const struct
  {
    const char *word;
    gint64 value;
  } steps[] = { { "十", 10 }, { "百", 100 }, { "千", 1000 } };
  const char *begin = *at;
  gint64 sum = 0, last = -1;
  gint64 smallest = 10000;

  for (;;)
    {
      gboolean step = FALSE;
      int digit = read_digit (at);

      if (digit >= 0 && last > 0)
        return -1;
      if (digit >= 0)
        last = digit;
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (g_str_has_prefix (*at, steps[i].word))
          {
            if (steps[i].value >= smallest || (last < 0 && steps[i].value != 10))
              return -1;
            smallest = steps[i].value;
            sum += (last < 0 ? 1 : last) * steps[i].value;
            last = -1;
            *at += strlen (steps[i].word);
            step = TRUE;
          }
      if (!step && digit < 0)
        break;
    }
  return *at == begin ? -1 : sum + MAX (last, 0);
}

/* Chinese figures as Arabic ones; of a year each for itself. */
static char *
write_figures (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *at = text;
      int year[4];
      guint n = 0;
      gint64 number;

      while (n < 4 && (year[n] = read_digit (&at)) >= 0)
        n++;
      if (n == 4 && g_str_has_prefix (at, "年"))
        {
          g_string_append_printf (out, "%d%d%d%d", year[0], year[1], year[2], year[3]);
          text = at;
          continue;
        }
      at = text;
      number = read_numeral (&at);
      if (number >= 0)
        {
          g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
          text = at;
          continue;
        }
      g_string_append_len (out, text, g_utf8_next_char (text) - text);
      text = g_utf8_next_char (text);
    }
  return g_string_free (out, FALSE);
}

/* Without a remark in brackets at the end; NULL: there is none, or it may be a part of the value. */
static char *
strip_brackets (const char *text)
{
  const char *open = strchr (text, '(');

  if (open == NULL || open == text || !g_str_has_suffix (text, ")")
      || strcspn (open, "0123456789") < strlen (open))
    return NULL;
  return g_strndup (text, open - text);
}

/* ---- days ---- */

/* 前完成整改, 已销号, 上午: nothing that moves the day. */
static gboolean
is_idle (const char *rest)
{
  static const char *const moving[]
    = { "起", "后", "至", "到", "约", "左右", "或", "未", "底", "旬", NULL };

  if (strlen (rest) > MAX_REMARK || rest[strcspn (rest, "0123456789-~.:/")] != '\0')
    return FALSE;
  for (guint i = 0; moving[i] != NULL; i++)
    if (strstr (rest, moving[i]) != NULL)
      return FALSE;
  return TRUE;
}

/* 9时30分至11时40分, 上午9:30—11:00: the time of that day. */
static gboolean
is_clock (const char *rest)
{
  static const char *const words[]
    = { "上午", "下午", "中午", "晚上", "凌晨", "时", "分", "点", "半", "许", "秒", "至",
        "到",   "起",   "止",   "—",    "～",   " ",  ":",  "-",  "~",  ",",  NULL };
  gboolean figures = FALSE, hours = FALSE;

  if (strlen (rest) > MAX_TEXT)
    return FALSE;
  while (*rest != '\0')
    {
      guint i = 0;

      if (g_ascii_isdigit (*rest))
        {
          figures = TRUE;
          rest++;
          continue;
        }
      while (words[i] != NULL && !g_str_has_prefix (rest, words[i]))
        i++;
      if (words[i] == NULL)
        return FALSE;
      hours |= *rest == ':' || strcmp (words[i], "时") == 0 || strcmp (words[i], "点") == 0;
      rest += strlen (words[i]);
    }
  return figures && hours;
}

/* 2025年3月底, 2027年2月底前. */
static KaDay
read_month_end (const char *text)
{
  const char *rest;
  int year, month;

  if (!ka_value_read_month (text, &year, &month, &rest) || year == 0
      || (strcmp (rest, "底") != 0 && strcmp (rest, "底前") != 0 && strcmp (rest, "末") != 0))
    return KA_DAY_NONE;
  return ka_day_from_ymd (month == 12 ? year + 1 : year, month % 12 + 1, 1) - 1;
}

char *
ka_value_month_end (const char *text)
{
  g_autofree char *narrow = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *bare = NULL;
  KaDay day;

  if (strlen (text) > MAX_TEXT)
    return NULL;
  narrow = g_strstrip (ka_text_narrow (text));
  bare = write_figures (narrow);
  whole = g_strconcat (bare, "底", NULL);
  day = read_month_end (whole);
  return day != KA_DAY_NONE ? ka_day_to_iso (day) : NULL;
}

/* The day that the text begins with; *rest: what follows. */
static KaDay
read_day (const char *text, const char **rest)
{
  KaDay day = KA_DAY_NONE;

  for (const char *end = text + strlen (text); end > text; end = g_utf8_prev_char (end))
    {
      g_autofree char *part = g_strndup (text, end - text);

      *rest = end;
      if (ka_day_parse (part, &day, NULL) && day != KA_DAY_NONE && day != KA_DAY_FOREVER)
        return day;
    }
  return KA_DAY_NONE;
}

/* 三季度, 第3季度, Q3 of a ledger of 2025. */
static char *
mend_quarter (const char *text, int year)
{
  g_autofree char *folded = ka_text_fold (text);
  g_autofree char *figures = write_figures (folded);
  const char *at = figures;
  gboolean named = FALSE;

  if (g_str_has_prefix (at, "第"))
    at += strlen ("第");
  if (g_ascii_tolower (*at) == 'q')
    {
      named = TRUE;
      at++;
    }
  if (year == 0 || *at < '1' || *at > '4' || g_ascii_isdigit (at[1]))
    return NULL;
  if (at[1] == '\0' ? !named : strcmp (at + 1, "季度") != 0 && strcmp (at + 1, "季") != 0)
    return NULL;
  return g_strdup_printf ("%04dQ%c", year, *at);
}

char *
ka_value_find_day (const char *text)
{
  g_autofree char *narrow = NULL;

  if (strlen (text) > MAX_TEXT)
    return NULL;
  narrow = ka_text_narrow (text);
  for (const char *at = narrow; *at != '\0'; at++)
    {
      gsize n = strspn (at, "0123456789");
      const char *rest;
      KaDay day;

      if (n != 4 && n != 8)
        {
          at += n > 0 ? n - 1 : 0;
          continue;
        }
      day = read_day (at, &rest);
      if (day != KA_DAY_NONE && !g_ascii_isdigit (*rest))
        return ka_day_to_iso (day);
      at += n - 1;
    }
  return NULL;
}

/* 已缴纳（2025.2.14）: words that say it is done, and the day. What lies ahead or is not so has none. */
static char *
find_done_day (const char *text)
{
  static const char *const open[] = { "未", "不", "拟", "预计", "计划", "应", "待", "无", "没",
                                      "至", "起", "延", "约",   "近",   "概", "或", "原", NULL };
  const char *at = text + strcspn (text, "0123456789");
  g_autofree char *before = g_strndup (text, at - text);
  const char *rest = NULL;
  KaDay day;

  if (at == text || *at == '\0' || strlen (before) > MAX_REMARK)
    return NULL;
  for (guint i = 0; open[i] != NULL; i++)
    if (strstr (before, open[i]) != NULL)
      return NULL;
  day = strspn (at, "0123456789") == 4 || strspn (at, "0123456789") == 8 ? read_day (at, &rest)
                                                                         : KA_DAY_NONE;
  return day != KA_DAY_NONE && is_idle (rest) ? ka_day_to_iso (day) : NULL;
}

/* 3.25, 12/5 of the year; NULL: it is no month and day. */
static char *
complete_short_day (const char *text, int year)
{
  gsize month = strspn (text, "0123456789");
  gsize day;

  if (month == 0 || month > 2 || text[month] == '\0' || strchr ("./-", text[month]) == NULL)
    return NULL;
  day = strspn (text + month + 1, "0123456789");
  if (day == 0 || day > 2 || text[month + 1 + day] != '\0')
    return NULL;
  return g_strdup_printf ("%d-%.*s-%s", year, (int)month, text, text + month + 1);
}

static char *
mend_day (const char *text, int year)
{
  g_autofree char *bare = strip_brackets (text);
  g_autofree char *figures = write_figures (bare ? bare : text);
  const char *at = figures, *rest = NULL;
  g_autofree char *whole = NULL;
  KaDay day = read_month_end (at);
  int month;
  int own;

  if (day != KA_DAY_NONE)
    return ka_day_to_iso (day);
  /* 3月5日 of a ledger of 2025 */
  if (year != 0 && ka_value_read_month (at, &own, &month, &rest) && own == 0
      && g_ascii_isdigit (*rest))
    {
      whole = g_strdup_printf ("%d年%s", year, at);
      at = whole;
    }
  /* 3.25 of a ledger of 2025 */
  else if (year != 0 && (whole = complete_short_day (at, year)) != NULL)
    at = whole;
  /* 24.3.1 */
  else if (strspn (at, "0123456789") == 2 && strchr ("./-", at[2]) != NULL && at[2] != '\0'
           && g_ascii_strtoull (at, NULL, 10) > 12 && g_ascii_strtoull (at, NULL, 10) < 70)
    {
      whole = g_strconcat ("20", at, NULL);
      at = whole;
    }
  day = read_day (at, &rest);
  if (day == KA_DAY_NONE)
    return find_done_day (text);
  return is_idle (rest) || is_clock (rest) ? ka_day_to_iso (day) : NULL;
}

/* ---- yes and no ---- */

static char *
mend_flag (const char *text)
{
  static const char *const unknown[]
    = { "未知", "未定", "未填", "未明", "不详", "不明", "不清", NULL };
  static const char *const no[] = { "未", "不", "没", "无", "尚未", "暂未", NULL };
  g_autofree char *bare = strip_brackets (text);
  const char *at = bare ? bare : text;
  const char *open = strchr (text, '(');

  for (guint i = 0; unknown[i] != NULL; i++)
    if (g_str_has_prefix (at, unknown[i]))
      return NULL;
  /* 是（2024年） */
  if (bare == NULL && open != NULL && open > text && g_str_has_suffix (text, ")"))
    return g_strndup (text, open - text);
  if (strlen (at) > MAX_REMARK)
    return NULL;
  for (guint i = 0; no[i] != NULL; i++)
    if (g_str_has_prefix (at, no[i]))
      return g_strdup ("否");
  if (g_str_has_prefix (at, "已"))
    return g_strdup ("是");
  return g_strdup (bare);
}

/* ---- numbers ---- */

/* 106°15′30.5″, 东经106度15分30秒, E106.25: degrees with six places; NULL: none. */
static char *
mend_degrees (const char *text)
{
  static const char *const marks[]
    = { "度", "分", "秒", "°", "′", "″", "''", "’", "”", "'", "\"", "º" };
  static const char *const sides[] = { "东经", "北纬", "e", "n", "E", "N" };
  GString *plain = g_string_new (text);
  g_auto (GStrv) parts = NULL;
  double value = 0, unit = 1;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    g_string_replace (plain, sides[i], " ", 0);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (plain, marks[i], " ", 0);
  parts = g_strsplit (plain->str, " ", -1);
  g_string_free (plain, TRUE);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *end = NULL;

      if (*parts[i] == '\0')
        continue;
      value += g_ascii_strtod (parts[i], &end) / unit;
      if (*end != '\0' || n == 3 || (n > 0 && g_ascii_strtod (parts[i], NULL) >= 60))
        return NULL;
      unit *= 60;
      n++;
    }
  return n > 0 ? g_strdup_printf ("%.6f", value) : NULL;
}

/* 人民币叁万伍仟元整, as sums are written out so that nobody adds to them. */
char *
ka_value_read_capitals (const char *text)
{
  static const char *const figures[]
    = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
  static const struct
  {
    const char *word;
    gint64 value;
  } steps[] = { { "拾", 10 }, { "佰", 100 }, { "仟", 1000 } };
  static const char *const ends[] = { "元整", "圆整", "元正", "圆正", "元", "圆", NULL };
  gint64 whole = 0, part = 0, digit = 0;

  if (g_str_has_prefix (text, "人民币"))
    text += strlen ("人民币");
  if (*text == '\0')
    return NULL;
  while (*text != '\0' && !g_strv_contains (ends, text))
    {
      gboolean known = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (figures) && !known; i++)
        if (g_str_has_prefix (text, figures[i]))
          {
            digit = i;
            known = TRUE;
          }
      for (guint i = 0; i < G_N_ELEMENTS (steps) && !known; i++)
        if (g_str_has_prefix (text, steps[i].word) && digit > 0)
          {
            part += digit * steps[i].value;
            digit = 0;
            known = TRUE;
          }
      if (!known && g_str_has_prefix (text, "万") && whole == 0)
        {
          whole = (part + digit) * 10000;
          part = digit = 0;
          known = whole > 0;
        }
      if (!known)
        return NULL;
      text = g_utf8_next_char (text);
    }
  whole += part + digit;
  return *text != '\0' && whole > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT "元", whole) : NULL;
}

/* ≥65%, 不低于60%: what must be reached. */
static char *
strip_bound (const char *text)
{
  static const char *const before[]
    = { "≥", ">=", "＞=", "不低于", "不少于", "不小于", "达到", "达", NULL };
  static const char *const after[] = { "及以上", "以上", NULL };
  g_autofree char *bare = NULL;
  const char *at = text;

  for (guint i = 0; before[i] != NULL && at == text; i++)
    if (g_str_has_prefix (text, before[i]))
      at = text + strlen (before[i]);
  bare = g_strdup (at);
  for (guint i = 0; after[i] != NULL; i++)
    if (g_str_has_suffix (bare, after[i]))
      bare[strlen (bare) - strlen (after[i])] = '\0';
  g_strstrip (bare);
  return strcmp (bare, text) != 0 && *bare != '\0' ? g_steal_pointer (&bare) : NULL;
}

static char *
mend_number (const char *text, const KaField *field)
{
  g_autofree char *capitals = ka_value_read_capitals (text);
  g_autofree char *bound = strcmp (field->id, "value") == 0 ? strip_bound (text) : NULL;
  g_autofree char *figures = write_figures (text);
  g_autofree char *bare = strip_brackets (figures);

  if (capitals != NULL)
    return g_steal_pointer (&capitals);
  if (bound != NULL)
    return g_steal_pointer (&bound);
  if (bare != NULL)
    return g_steal_pointer (&bare);
  return strcmp (figures, text) != 0 ? g_steal_pointer (&figures) : NULL;
}

/* ---- choices ---- */

#define MIN_WORD 6 /* bytes: two characters */

/* The value whose word (one of its own or another for it) is the longest in the text; *word: that. */
static char *
find_longest (const KaField *field, const char *text, char **word)
{
  g_autofree char *all
    = g_strconcat (field->choices, "|", field->synonyms ? field->synonyms : "", NULL);
  g_auto (GStrv) words = g_strsplit (all, "|", -1);
  const char *best = NULL;
  char *value;

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (equals != NULL)
        *equals = '\0';
      if (strlen (words[i]) >= MIN_WORD && strstr (text, words[i]) != NULL
          && (best == NULL || strlen (words[i]) > strlen (best)))
        best = words[i];
    }
  if (best == NULL)
    return NULL;
  *word = g_strdup (best);
  value = ka_field_parse (field, best, KA_DAY_NONE, &value, NULL, NULL) ? value : NULL;
  return value;
}

/* 高处作业, 排水作业人员: what is worked at in a list of posts is a special trade. */
static char *
mend_trade (const char *text, const KaField *field)
{
  static const char trade[] = "特种作业人员";

  if (strstr (field->choices, trade) == NULL
      || (!g_str_has_suffix (text, "作业") && !g_str_has_suffix (text, "作业人员")
          && !g_str_has_suffix (text, "操作工")))
    return NULL;
  return g_strdup (trade);
}

/* 采场边坡坍塌, 触电致死: the category that stands in the end, whatever became of whom. */
static char *
mend_category (const char *text, const KaField *field)
{
  static const char *const ends[] = { "类", "类型", "致死", "致伤", "伤害", "伤人", NULL };
  g_autofree char *bare = g_strdup (text);

  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (bare, ends[i]))
      bare[strlen (bare) - strlen (ends[i])] = '\0';
  for (const char *at = bare; strlen (at) >= MIN_WORD; at = g_utf8_next_char (at))
    {
      char *value = NULL;

      if ((at > bare || strlen (bare) < strlen (text))
          && ka_field_parse (field, at, KA_DAY_NONE, &value, NULL, NULL) && value != NULL)
        return value;
      g_free (value);
    }
  return NULL;
}

/* 2025年第1期非煤矿山主要负责人培训班: what is said of every class says nothing of this one. */
static char *
strip_class (char *text)
{
  static const char *const said[] = { "非煤矿山", "非煤", "培训班", "培训", "企业", NULL };
  GString *out = g_string_new (NULL);
  const char *at = text;

  if (strspn (at, "0123456789") == 4 && g_str_has_prefix (at + 4, "年"))
    at += g_str_has_prefix (at + 4, "年度") ? 4 + strlen ("年度") : 4 + strlen ("年");
  if (g_str_has_prefix (at, "第"))
    {
      const char *end = strstr (at, "期");

      if (end != NULL && end - at <= 10)
        at = end + strlen ("期");
    }
  g_string_append (out, at);
  for (guint i = 0; said[i] != NULL; i++)
    g_string_replace (out, said[i], "", 0);
  g_free (text);
  return g_string_free (out, FALSE);
}

/* 打非治违类, 群众举报: holds the word of one value and none of another, and does not deny it. */
static char *
mend_choice (const char *text, const KaField *field)
{
  static const char *const denials[]
    = { "未", "不", "无", "非", "没", "否", "拟", "待", "除", "基本", NULL };
  char *bare = strip_brackets (text);
  g_autofree char *folded = NULL;
  g_autofree char *word = NULL;
  g_autofree char *value = NULL;
  g_autofree char *other_word = NULL;
  g_autofree char *other = NULL;
  GString *rest;
  g_autofree char *left = NULL;

  if (bare == NULL && g_strcmp0 (field->codes, "accident_categories") == 0)
    return mend_category (text, field);
  if (bare != NULL || field->choices == NULL)
    return bare;
  value = mend_trade (text, field);
  if (value != NULL)
    return g_steal_pointer (&value);
  folded = ka_text_fold (text);
  if (strstr (folded, "培训") != NULL)
    folded = strip_class (g_steal_pointer (&folded));
  value = find_longest (field, folded, &word);
  /* Most of it says so: what is longer is a sentence. */
  if (value == NULL || strlen (word) * 4 < strlen (folded))
    return NULL;
  rest = g_string_new (folded);
  g_string_replace (rest, word, " ", 0);
  left = g_string_free (rest, FALSE);
  for (guint i = 0; denials[i] != NULL; i++)
    if (strstr (left, denials[i]) != NULL)
      return NULL;
  other = find_longest (field, left, &other_word);
  return other == NULL || strcmp (other, value) == 0 ? g_steal_pointer (&value) : NULL;
}

/* 罚款;没收违法所得, 警告、责令停产停业: several penalties in one, of which the heaviest is the kind, and the fine goes
 * before what is taken away beside it. NULL: not all of it is penalties. */
static char *
mend_penalties (const char *text, const KaField *field)
{
  static const char *const heaviest[]
    = { "吊销许可证", "暂扣许可证", "责令停产停业", "罚款", "没收", "警告", NULL };
  static const char *const joints[] = { ",", "、", "+", "并处", "并", "及", "和", "/", NULL };
  g_autoptr (GString) plain = g_string_new (text);
  g_auto (GStrv) parts = NULL;
  guint best = G_N_ELEMENTS (heaviest), n = 0;

  if (field->choices == NULL || strstr (field->choices, heaviest[0]) == NULL)
    return NULL;
  for (guint i = 0; joints[i] != NULL; i++)
    g_string_replace (plain, joints[i], ";", 0);
  parts = g_strsplit (plain->str, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      n++;
      if (!ka_field_parse (field, parts[i], KA_DAY_NONE, &value, NULL, NULL) || value == NULL)
        return NULL;
      for (guint h = 0; heaviest[h] != NULL; h++)
        if (strcmp (value, heaviest[h]) == 0)
          best = MIN (best, h);
    }
  return n > 1 && best < G_N_ELEMENTS (heaviest) - 1 ? g_strdup (heaviest[best]) : NULL;
}

/* A.已建立, B、未建立: the letter is that of the answer in its list. NULL: there is none. */
static const char *
skip_letter (const char *text)
{
  static const char *const marks[] = { ".", "、", ":", ")", "．", " ", NULL };
  gboolean open = *text == '(';
  const char *at = text + open;

  if (*at < 'A' || *at > 'H')
    return NULL;
  for (guint i = 0; marks[i] != NULL; i++)
    if (g_str_has_prefix (at + 1, marks[i]))
      {
        at += 1 + strlen (marks[i]);
        while (*at == ' ')
          at++;
        return (guchar)*at >= 0x80 ? at : NULL;
      }
  return NULL;
}

char *
ka_value_mend (const char *text, const KaField *field, int year)
{
  g_autofree char *narrow = NULL;
  const char *answer;

  if (strlen (text) > MAX_TEXT)
    return NULL;
  narrow = ka_text_narrow (text);
  g_strstrip (narrow);
  answer = skip_letter (narrow);
  if (answer != NULL && (field->type == KA_FIELD_FLAG || field->type == KA_FIELD_CHOICE))
    {
      char *mended = ka_value_mend (answer, field, year);

      return mended != NULL ? mended : g_strdup (answer);
    }
  switch (field->type)
    {
    case KA_FIELD_DATE:
      return mend_day (narrow, year);
    case KA_FIELD_FLAG:
      return mend_flag (narrow);
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
      if (strcmp (field->id, "longitude") == 0 || strcmp (field->id, "latitude") == 0)
        return mend_degrees (narrow);
      return mend_number (narrow, field);
    case KA_FIELD_CHOICE:
      {
        char *penalty = mend_penalties (narrow, field);

        return penalty != NULL ? penalty : mend_choice (narrow, field);
      }
    case KA_FIELD_QUARTER:
      return mend_quarter (narrow, year);
    case KA_FIELD_TEXT:
      return field->format == KA_FORMAT_PHONE ? strip_brackets (narrow) : NULL;
    default:
      return NULL;
    }
}
