/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-codes.h>
#include <ka-day.h>
#include <ka-text.h>
#include <string.h>

/* Times as people write them into a ledger: ranges, several months, what counts from another day. */

static const char *const numerals[]
  = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二" };

/* ---- a validity or a duration in one cell ---- */

/* The end as it is written behind the begin: 2025年2月4日-5日, 2025.2.4-3.5. */
static char *
complete_end (KaDay first, const char *end)
{
  int year, month, dom, numbers[3] = { 0 };
  guint n = 0;
  const char *at = end;

  ka_day_get_ymd (first, &year, &month, &dom);
  while (*at != '\0')
    {
      if (g_ascii_isdigit (*at))
        {
          if (n == 3 || strspn (at, "0123456789") > 2)
            return NULL;
          numbers[n++] = (int)g_ascii_strtoull (at, (char **)&at, 10);
        }
      else if (strchr (" ./-", *at) != NULL)
        at++;
      else if (g_str_has_prefix (at, "月") || g_str_has_prefix (at, "日")
               || g_str_has_prefix (at, "号"))
        at += strlen ("月");
      else
        return NULL;
    }
  if (n == 1)
    return g_strdup_printf ("%04d-%02d-%02d", year, month, numbers[0]);
  if (n == 2)
    return g_strdup_printf ("%04d-%02d-%02d", year, numbers[0], numbers[1]);
  return NULL;
}

static KaDay
read_end (KaDay first, const char *text)
{
  g_autofree char *completed = NULL;
  KaDay day;

  if (ka_day_parse (text, &day, NULL))
    return day;
  completed = complete_end (first, text);
  return completed ? ka_day_from_iso (completed) : KA_DAY_NONE;
}

/* Behind a blank: what is written in full, and no time of the day. */
static KaDay
read_whole (const char *text)
{
  KaDay day;

  return strspn (text, "0123456789") == 4 && ka_day_parse (text, &day, NULL) ? day : KA_DAY_NONE;
}

/* 自2023年5月6日起至2026年5月5日止: without the words around the two. */
static char *
strip_range_words (const char *text)
{
  static const char *const before[] = { "有效期限", "有效期", "自", "从", "：", ":", NULL };
  static const char *const after[] = { "止", "为止", "止。", "。", NULL };
  GString *out;
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      while (g_unichar_isspace (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      for (guint i = 0; before[i] != NULL && !again; i++)
        if (g_str_has_prefix (text, before[i]))
          {
            text += strlen (before[i]);
            again = TRUE;
          }
    }
  out = g_string_new (text);
  for (guint i = 0; after[i] != NULL; i++)
    if (g_str_has_suffix (out->str, after[i]))
      {
        g_string_truncate (out, out->len - strlen (after[i]));
        break;
      }
  g_string_replace (out, "日起", "日", 0);
  for (char *at = strstr (out->str, "起"); at != NULL; at = strstr (at, "起"))
    g_string_erase (out, at - out->str, strlen ("起"));
  return g_string_free (out, FALSE);
}

gboolean
ka_value_split_range (const char *whole, char **from, char **to)
{
  g_autofree char *text = strip_range_words (whole);
  static const char *const separators[]
    = { "至", "到", "~", "～", "—", "－", "–", "-", "\n", " ", NULL };

  for (guint s = 0; separators[s] != NULL; s++)
    for (const char *at = strstr (text, separators[s]); at != NULL;
         at = strstr (at + strlen (separators[s]), separators[s]))
      {
        g_autofree char *before = g_strndup (text, at - text);
        const char *after = at + strlen (separators[s]);
        g_autofree char *end = NULL;
        KaDay first, last;

        while (g_str_has_prefix (after, separators[s])) /* —— */
          after += strlen (separators[s]);
        end = ka_text_narrow (after);
        if (!ka_day_parse (before, &first, NULL) || first == KA_DAY_NONE)
          continue;
        last = *separators[s] == ' ' || *separators[s] == '\n' ? read_whole (end)
                                                               : read_end (first, end);
        if (last == KA_DAY_NONE)
          continue;
        *from = ka_day_to_iso (first);
        *to = ka_day_to_iso (last);
        return TRUE;
      }
  return FALSE;
}

/* ---- 7日内 ---- */

static int
read_count (const char **at)
{
  int n = 0;

  if (g_str_has_prefix (*at, "两"))
    {
      *at += strlen ("两");
      return 2;
    }

  if (g_ascii_isdigit (**at))
    {
      for (guint i = 0; g_ascii_isdigit (**at) && i < 4; i++, (*at)++)
        n = n * 10 + (**at - '0');
      return n;
    }
  for (guint i = G_N_ELEMENTS (numerals); i-- > 0;)
    if (g_str_has_prefix (*at, numerals[i]))
      {
        *at += strlen (numerals[i]);
        /* 二十, 三十日内 */
        if (i < 9 && g_str_has_prefix (*at, "十"))
          {
            *at += strlen ("十");
            return ((int)i + 1) * 10;
          }
        if (i == 9)
          for (guint d = 0; d < 9; d++)
            if (g_str_has_prefix (*at, numerals[d]))
              {
                *at += strlen (numerals[d]);
                return 11 + (int)d;
              }
        return (int)i + 1;
      }
  return -1;
}

static gboolean
take_word (const char **at, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (*at, words[i]))
      {
        *at += strlen (words[i]);
        return TRUE;
      }
  return FALSE;
}

/* 5个工作日: the days on which offices work, by the State Council's arrangement of holidays where it is
 * known, else by the week. */
static KaDay
add_workdays (KaDay day, int n)
{
  const KaCodeTable *holidays = ka_codes_get ("holidays");

  while (n > 0)
    {
      g_autofree char *iso = ka_day_to_iso (++day);
      const KaCode *code = ka_codes_lookup (holidays, iso, KA_DAY_NONE);
      gboolean weekend = (day + 3) % 7 >= 5; /* 1970-01-01 was a Thursday */

      n -= code != NULL ? strcmp (code->group, "放假") != 0 : !weekend;
    }
  return day;
}

/* 当日, 本月底, 年底: no count, but a day of the row's. -1: none. */
static KaDay
find_named_day (const char **at, KaDay from)
{
  static const char *const today[] = { "当日", "当天", "即日", NULL };
  static const char *const month[] = { "本月底", "当月底", "本月末", "月底", NULL };
  static const char *const year[] = { "本年底", "当年底", "年底", "年末", NULL };
  int y, m, d;

  ka_day_get_ymd (from, &y, &m, &d);
  if (take_word (at, today))
    return from;
  if (take_word (at, month))
    return ka_day_month_end (from);
  if (take_word (at, year))
    return ka_day_from_ymd (y, 12, 31);
  return KA_DAY_NONE;
}

static KaDay
count_days (const char **at, KaDay from)
{
  static const char *const workdays[] = { "个工作日", "工作日", NULL };
  static const char *const days[]
    = { "个自然日", "自然日", "日历天", "个日历天", "日", "天", NULL };
  static const char *const months[] = { "个月", NULL };
  static const char *const weeks[] = { "周", "个星期", "星期", "个礼拜", NULL };
  int n = read_count (at);

  if (n < 0)
    return KA_DAY_NONE;
  if (take_word (at, workdays))
    return add_workdays (from, n);
  if (take_word (at, days))
    return from + n;
  if (take_word (at, months))
    return ka_day_add_months (from, n);
  return take_word (at, weeks) ? from + 7 * n : KA_DAY_NONE;
}

char *
ka_value_days (const char *text, const char *unit)
{
  gsize n = strspn (text, "0123456789");

  if (unit == NULL || n == 0 || n > 3 || text[n] != '\0'
      || (!g_str_has_prefix (unit, "天") && !g_str_has_prefix (unit, "日")))
    return NULL;
  return g_strdup_printf ("%s日内", text);
}

char *
ka_value_relative_day (const char *text, KaDay from)
{
  static const char *const before[]
    = { "自检查之日起", "自发现之日起", "自收到之日起", "自即日起", "检查后", "发现后", "收到后",
        "接到指令后",   "限期",         "限",           "于",       "在",     NULL };
  static const char *const after[] = { "之内", "以内", "内", "之前", "前", NULL };
  static const char *const last[]
    = { "整改完成", "整改完毕", "完成整改", "整改到位", "全部完成", "完成", "整改", NULL };
  g_autofree char *folded = NULL;
  const char *at;
  gboolean named;
  KaDay day;

  if (from == KA_DAY_NONE || from == KA_DAY_FOREVER || strlen (text) > 60)
    return NULL;
  folded = ka_text_fold (text);
  at = folded;
  take_word (&at, before);
  day = find_named_day (&at, from);
  named = day != KA_DAY_NONE;
  if (!named)
    day = count_days (&at, from);
  if (day == KA_DAY_NONE || (!take_word (&at, after) && !named))
    return NULL;
  take_word (&at, last);
  return *at == '\0' ? ka_day_to_iso (day) : NULL;
}

/* ---- months ---- */

/* 3月, 3月份, 三月, 2025年3月, 2025.3, 2025-03(-01); what follows stands at *rest. */
gboolean
ka_value_read_month (const char *folded, int *year, int *month, const char **rest)
{
  const char *at = folded;

  *year = 0;
  *month = 0;
  if (strspn (at, "0123456789") == 4)
    {
      *year = (int)g_ascii_strtoull (at, (char **)&at, 10);
      if (*year < 1900 || *year > 2200)
        return FALSE;
      if (g_str_has_prefix (at, "年度"))
        at += strlen ("年度");
      else if (g_str_has_prefix (at, "年"))
        at += strlen ("年");
      else if (*at == '-' || *at == '.' || *at == '/')
        {
          at++;
          if (!g_ascii_isdigit (*at))
            return FALSE;
          *month = (int)g_ascii_strtoull (at, (char **)&at, 10);
          if (g_str_has_prefix (at, "-01") && (at[3] == '\0' || at[3] == 't'))
            at += strlen (at);
          *rest = at;
          return *month >= 1 && *month <= 12;
        }
      else
        return FALSE;
    }
  if (g_ascii_isdigit (*at) && strspn (at, "0123456789") <= 2)
    *month = (int)g_ascii_strtoull (at, (char **)&at, 10);
  else
    for (guint i = G_N_ELEMENTS (numerals); i-- > 0 && *month == 0;)
      if (g_str_has_prefix (at, numerals[i]))
        {
          *month = (int)i + 1;
          at += strlen (numerals[i]);
        }
  if (*month < 1 || *month > 12)
    return FALSE;
  if (g_str_has_prefix (at, "月份"))
    at += strlen ("月份");
  else if (g_str_has_prefix (at, "月"))
    at += strlen ("月");
  else
    return FALSE;
  *rest = at;
  return TRUE;
}

typedef struct
{
  GPtrArray *months; /* char * */
  int year, month;   /* of the last of them */
} Months;

/* One month of a list; the word 月 may stand behind the last of them alone. */
static gboolean
read_listed_month (const char **at, int *year, int *month, gboolean first)
{
  const char *rest;
  gsize n = strspn (*at, "0123456789");

  *year = 0;
  if (ka_value_read_month (*at, year, month, &rest))
    *at = rest;
  else if ((n == 1 || n == 2) && (strstr (*at + n, "月") != NULL || (first && (*at)[n] == '\0')))
    *month = (int)g_ascii_strtoull (*at, (char **)at, 10);
  else
    return FALSE;
  return *month >= 1 && *month <= 12;
}

static void
add_month (Months *list, int year, int month)
{
  g_ptr_array_add (list->months, g_strdup_printf ("%04d-%02d", year, month));
  list->year = year;
  list->month = month;
}

/* 3-5月: the months up to this one too. */
static gboolean
add_months_to (Months *list, int year, int month)
{
  if (year * 12 + month <= list->year * 12 + list->month
      || year * 12 + month > list->year * 12 + list->month + 11)
    return FALSE;
  while (list->year != year || list->month != month)
    add_month (list, list->month == 12 ? list->year + 1 : list->year, list->month % 12 + 1);
  return TRUE;
}

GPtrArray *
ka_value_split_months (const char *text, int year)
{
  static const char *const joints[] = { "、", ",", "/", ";", "和", "及", "与", "\n", NULL };
  static const char *const parts[]
    = { "上中旬", "中下旬", "上旬", "中旬", "下旬", "初", "底", "末", "上半月", "下半月", NULL };
  static const char *const ranges[] = { "——", "—", "-", "~", "～", "至", "到", "–", NULL };
  g_autofree char *folded = ka_text_fold (text);
  g_autoptr (GPtrArray) months = g_ptr_array_new_with_free_func (g_free);
  Months list = { months, 0, 0 };
  const char *at = folded;
  gboolean range = FALSE;
  int own, month;

  while (*at != '\0')
    {
      if (!read_listed_month (&at, &own, &month, months->len == 0))
        return NULL;
      take_word (&at, parts);
      if (own != 0)
        year = own;
      if (year == 0 || (range && !add_months_to (&list, year, month)))
        return NULL;
      if (!range)
        add_month (&list, year, month);
      if (*at == '\0')
        break;
      range = !range && take_word (&at, ranges);
      if ((!range && !take_word (&at, joints)) || (range && *at == '\0'))
        return NULL;
    }
  return months->len > 0 ? g_steal_pointer (&months) : NULL;
}

/* Behind 2025年: 12月25日, so that the year is of a day alone. */
static gboolean
ends_day (const char *text)
{
  gsize n = strspn (text, "0123456789");

  if (n == 0 || n > 2 || !g_str_has_prefix (text + n, "月"))
    return FALSE;
  text += n + strlen ("月");
  n = strspn (text, "0123456789");
  return n > 0 && n <= 2
         && (g_str_has_prefix (text + n, "日") || g_str_has_prefix (text + n, "号"));
}

int
ka_value_find_year_in (const char *text, gboolean days)
{
  for (const char *at = text; at != NULL && *at != '\0'; at++)
    {
      gsize n = strspn (at, "0123456789");

      if (n == 4 && g_str_has_prefix (at + 4, "年") && (days || !ends_day (at + 4 + strlen ("年"))))
        {
          int year = (int)g_ascii_strtoull (at, NULL, 10);

          if (year >= 1990 && year <= 2100)
            return year;
        }
      at += n > 0 ? n - 1 : 0;
    }
  return 0;
}

int
ka_value_find_year (const char *text)
{
  int year = ka_value_find_year_in (text, FALSE);

  return year != 0 ? year : ka_value_find_year_in (text, TRUE);
}
