/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-check-private.h"
#include "ka-core-private.h"
#include "ka-text.h"

#include <string.h>

char *
ka_parse_date (const char *text, const char **code)
{
  g_autofree char *narrow = NULL;
  const char *rest;
  KaDay day = ka_day_from_iso (text);

  if (day != KA_DAY_NONE)
    return g_strdup (text);
  narrow = ka_text_narrow (text);
  if (ka_day_parse (narrow, &day, NULL))
    return ka_day_to_iso (day);
  if (ka_day_scan (narrow, &day, &rest, code))
    *code = "date_unreadable";
  return NULL;
}

/* Digits at *p, at most max of them; -1 if there are none or more. */
static int
take_digits (const char **p, guint max)
{
  int value = 0;
  guint n = 0;

  while (**p == ' ')
    (*p)++;
  for (; g_ascii_isdigit (**p); n++, (*p)++)
    {
      if (n == max)
        return -1;
      value = value * 10 + (**p - '0');
    }
  while (**p == ' ')
    (*p)++;
  return n == 0 ? -1 : value;
}

static gboolean
take (const char **p, const char *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

/* 2025-03, 2025年3月, 2025.3, 2025/03, 202503, 2025年3月份, and any date. */
char *
ka_parse_month (const char *text, const char **code)
{
  g_autofree char *narrow = ka_text_narrow (text);
  const char *p = narrow, *rest;
  int year, month, dom;
  KaDay day;

  *code = "month_unreadable";
  if (strlen (narrow) == 6 && strspn (narrow, "0123456789") == 6)
    {
      month = (narrow[4] - '0') * 10 + narrow[5] - '0';
      year = take_digits (&p, 6) / 100;
    }
  else if (ka_day_scan (narrow, &day, &rest, code) && day != KA_DAY_FOREVER)
    {
      ka_day_get_ymd (day, &year, &month, &dom);
      if (strspn (rest, " T:0.") != strlen (rest))
        {
          *code = "month_unreadable";
          return NULL;
        }
    }
  else
    {
      year = take_digits (&p, 4);
      if (year < 1000)
        {
          /* 13月 alone tells that it is none; 3月 alone, that the year is missing. */
          gboolean impossible = year > 12 && take (&p, "月");

          *code = impossible ? "month_impossible" : "month_unreadable";
          return NULL;
        }
      *code = "month_unreadable";
      if (!take (&p, "年") && !take (&p, "-") && !take (&p, "/") && !take (&p, "."))
        return NULL;
      month = take_digits (&p, 2);
      if (!take (&p, "月份"))
        take (&p, "月");
      if (month < 0 || *p != '\0')
        return NULL;
    }
  if (month < 1 || month > 12 || year < 1900 || year > 2200)
    {
      *code = "month_impossible";
      return NULL;
    }
  return g_strdup_printf ("%04d-%02d", year, month);
}

static int
take_quarter_number (const char **p)
{
  /* Folding makes Ⅳ into iv; of two that begin alike the longer stands behind. */
  static const char *const words[]
    = { "一", "二", "三", "四", "1", "2", "3", "4", "i", "ii", "iii", "iv" };

  for (guint i = G_N_ELEMENTS (words); i-- > 0;)
    if (take (p, words[i]))
      return (int)(i % 4) + 1;
  return -1;
}

/* 2025Q4, 2025年第四季度, 2025年4季度, 2025-4, 2025年度四季度, 2025年Q4, 2025年10—12月. */
char *
ka_parse_quarter (const char *text, const char **code)
{
  g_autofree char *folded = ka_text_fold (text);
  const char *p = folded;
  int year = take_digits (&p, 4), quarter, last;

  *code = "quarter_unreadable";
  if (year < 1900)
    return NULL;
  take (&p, "年");
  take (&p, "度");
  if (!take (&p, "-") && !take (&p, "/") && !take (&p, "."))
    take (&p, "第");
  take (&p, "q");
  take (&p, "第");
  if (g_ascii_isdigit (p[0])
      && (p[1] == '-' || g_ascii_isdigit (p[1]) || g_str_has_prefix (p + 1, "月")
          || g_str_has_prefix (p + 1, "至") || g_str_has_prefix (p + 1, "—")))
    {
      quarter = take_digits (&p, 2);
      take (&p, "月");
      if (!take (&p, "-") && !take (&p, "至") && !take (&p, "—") && !take (&p, "~"))
        return NULL;
      last = take_digits (&p, 2);
      if (!take (&p, "月") || *p != '\0' || last != quarter + 2 || quarter % 3 != 1 || quarter > 10)
        return NULL;
      quarter = (quarter + 2) / 3;
    }
  else
    {
      quarter = take_quarter_number (&p);
      if (!take (&p, "季度"))
        take (&p, "季");
      if (quarter < 0 || *p != '\0')
        return NULL;
    }
  return g_strdup_printf ("%04dQ%d", year, quarter);
}

/* Hour and minute behind a date: 15时20分, 15:55, 15点, 16时05分许, 下午3时. */
static gboolean
scan_time (const char *p, int *hour, int *minute)
{
  gboolean afternoon = FALSE;

  while (*p == ' ' || *p == 'T' || *p == ',')
    p++;
  if (take (&p, "下午") || take (&p, "晚上") || take (&p, "晚") || take (&p, "傍晚"))
    afternoon = TRUE;
  else if (!take (&p, "上午") && !take (&p, "凌晨") && !take (&p, "早上") && !take (&p, "早"))
    take (&p, "中午");
  *hour = take_digits (&p, 2);
  *minute = 0;
  if (*hour < 0)
    return FALSE;
  if (take (&p, ":") || take (&p, "时") || take (&p, "点"))
    {
      if (take (&p, "整") || take (&p, "许") || take (&p, "左右"))
        ;
      else if (take (&p, "半"))
        *minute = 30;
      else if (*p != '\0')
        {
          *minute = take_digits (&p, 2);
          if (take (&p, "分"))
            take (&p, "钟");
          if (take (&p, ":") || g_ascii_isdigit (*p)) /* seconds are of no use here */
            {
              if (take_digits (&p, 2) < 0)
                return FALSE;
              take (&p, "秒");
              if (take (&p, "."))
                take_digits (&p, 9);
            }
          if (!take (&p, "许"))
            take (&p, "左右");
        }
    }
  else
    return FALSE;
  if (afternoon && *hour < 12)
    *hour += 12;
  take (&p, "Z");
  return *p == '\0' && *hour < 24 && *minute >= 0 && *minute < 60;
}

static gboolean
is_canonical_time (const char *text)
{
  char date[11];
  int hour, minute;
  const char *p = text + 11;

  if (strlen (text) != 16 || text[10] != 'T' || text[13] != ':')
    return FALSE;
  memcpy (date, text, 10);
  date[10] = '\0';
  hour = take_digits (&p, 2);
  p = text + 14;
  minute = take_digits (&p, 2);
  return ka_day_from_iso (date) != KA_DAY_NONE && strspn (text + 11, "0123456789:") == 5
         && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
}

char *
ka_parse_time (const char *text, const char **code)
{
  g_autofree char *narrow = NULL;
  g_autofree char *date = NULL;
  const char *rest;
  int hour = 0, minute = 0;
  KaDay day;

  if (is_canonical_time (text))
    return g_strdup (text);
  narrow = ka_text_narrow (text);
  if (!ka_day_scan (narrow, &day, &rest, code))
    return NULL;
  if (*rest != '\0' && !scan_time (rest, &hour, &minute))
    {
      *code = "time_unreadable";
      return NULL;
    }
  date = ka_day_to_iso (day);
  return g_strdup_printf ("%sT%02d:%02d", date, hour, minute);
}
