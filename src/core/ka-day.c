/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-core-private.h"
#include "ka-error.h"
#include "ka-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <time.h>

#define FIRST_YEAR 1
#define LAST_YEAR 9999

static int fixed_today = KA_DAY_NONE;

void
ka_set_today (KaDay day)
{
  g_atomic_int_set (&fixed_today, day);
}

/* Asked for with every record that is checked: GDateTime would look for the zone's file each time. */
static void
read_clock (struct tm *now)
{
  time_t seconds = time (NULL);

  localtime_r (&seconds, now);
}

KaDay
ka_today (void)
{
  int fixed = g_atomic_int_get (&fixed_today);
  struct tm now;

  if (fixed != KA_DAY_NONE)
    return fixed;
  read_clock (&now);
  return ka_day_from_ymd (now.tm_year + 1900, now.tm_mon + 1, now.tm_mday);
}

char *
ka_now (void)
{
  struct tm now;
  int year, month, day;

  read_clock (&now);
  ka_day_get_ymd (ka_today (), &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, now.tm_hour,
                          now.tm_min, now.tm_sec);
}

static int
days_in_month (int year, int month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && leap ? 29 : days[month - 1];
}

/* Counts from 0000-03-01 in eras of 400 years, so that the leap day ends a year. */
KaDay
ka_day_from_ymd (int year, int month, int day)
{
  int era, of_era, of_year;

  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1
      || day > days_in_month (year, month))
    return KA_DAY_NONE;
  if (month <= 2)
    year--;
  era = year / 400;
  of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  of_era = (year - era * 400) * 365 + (year - era * 400) / 4 - (year - era * 400) / 100 + of_year;
  return era * 146097 + of_era - 719468;
}

void
ka_day_get_ymd (KaDay day, int *year, int *month, int *dom)
{
  int z, era, of_era, y, of_year, m;

  g_return_if_fail (day != KA_DAY_NONE);

  z = day + 719468;
  era = (z >= 0 ? z : z - 146096) / 146097;
  of_era = z - era * 146097;
  y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  of_year = of_era - (365 * y + y / 4 - y / 100);
  m = (5 * of_year + 2) / 153;
  if (dom != NULL)
    *dom = of_year - (153 * m + 2) / 5 + 1;
  m += m < 10 ? 3 : -9;
  if (month != NULL)
    *month = m;
  if (year != NULL)
    *year = y + era * 400 + (m <= 2);
}

static int
read_digits (const char *text, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

KaDay
ka_day_from_iso (const char *iso)
{
  int year, month, day;

  if (iso == NULL || (year = read_digits (iso, 4)) < 0 || iso[4] != '-'
      || (month = read_digits (iso + 5, 2)) < 0 || iso[7] != '-'
      || (day = read_digits (iso + 8, 2)) < 0 || iso[10] != '\0')
    return KA_DAY_NONE;
  return ka_day_from_ymd (year, month, day);
}

char *
ka_day_to_iso (KaDay day)
{
  int year, month, dom;

  if (day == KA_DAY_NONE)
    return NULL;
  ka_day_get_ymd (day, &year, &month, &dom);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, dom);
}

char *
ka_day_to_chinese (KaDay day)
{
  int year, month, dom;

  if (day == KA_DAY_NONE)
    return NULL;
  if (day == KA_DAY_FOREVER)
    return g_strdup ("长期");
  ka_day_get_ymd (day, &year, &month, &dom);
  return g_strdup_printf ("%d年%d月%d日", year, month, dom);
}

KaDay
ka_day_add_months (KaDay day, int months)
{
  int year, month, dom, all;

  if (day == KA_DAY_NONE || day == KA_DAY_FOREVER)
    return day;
  ka_day_get_ymd (day, &year, &month, &dom);
  all = year * 12 + month - 1 + months;
  year = all / 12;
  month = all % 12 + 1;
  if (all < FIRST_YEAR * 12 || year > LAST_YEAR)
    return KA_DAY_NONE;
  return ka_day_from_ymd (year, month, MIN (dom, days_in_month (year, month)));
}

KaDay
ka_day_month_start (KaDay day)
{
  int year, month;

  if (day == KA_DAY_NONE)
    return day;
  ka_day_get_ymd (day, &year, &month, NULL);
  return ka_day_from_ymd (year, month, 1);
}

KaDay
ka_day_month_end (KaDay day)
{
  int year, month;

  if (day == KA_DAY_NONE)
    return day;
  ka_day_get_ymd (day, &year, &month, NULL);
  return ka_day_from_ymd (year, month, days_in_month (year, month));
}

KaQuarter
ka_quarter_of (KaDay day)
{
  int year, month;

  if (day == KA_DAY_NONE)
    return KA_QUARTER_NONE;
  ka_day_get_ymd (day, &year, &month, NULL);
  return year * 4 + (month - 1) / 3;
}

KaQuarter
ka_quarter_from_text (const char *text)
{
  int year;

  if (text == NULL || (year = read_digits (text, 4)) < FIRST_YEAR || text[4] != 'Q' || text[5] < '1'
      || text[5] > '4' || text[6] != '\0')
    return KA_QUARTER_NONE;
  return year * 4 + (text[5] - '1');
}

char *
ka_quarter_to_text (KaQuarter quarter)
{
  if (quarter == KA_QUARTER_NONE)
    return NULL;
  return g_strdup_printf ("%04dQ%d", quarter / 4, quarter % 4 + 1);
}

char *
ka_quarter_to_chinese (KaQuarter quarter)
{
  static const char *const names[] = { "一", "二", "三", "四" };

  if (quarter == KA_QUARTER_NONE)
    return NULL;
  return g_strdup_printf ("%d年第%s季度", quarter / 4, names[quarter % 4]);
}

KaDay
ka_quarter_start (KaQuarter quarter)
{
  if (quarter == KA_QUARTER_NONE)
    return KA_DAY_NONE;
  return ka_day_from_ymd (quarter / 4, quarter % 4 * 3 + 1, 1);
}

KaDay
ka_quarter_end (KaQuarter quarter)
{
  return ka_day_month_end (ka_day_add_months (ka_quarter_start (quarter), 2));
}

/* 1970-01-01 was a Thursday. */
int
ka_day_weekday (KaDay day)
{
  int since = (int)(((gint64)day + 3) % 7);

  g_return_val_if_fail (day != KA_DAY_NONE, 0);
  return (since < 0 ? since + 7 : since) + 1;
}

/* ---- reading what people write ---- */

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
    p++;
  return p;
}

static gboolean
take_word (const char **p, const char *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

/* Reads one to max digits; FALSE if there are none or more. */
static gboolean
take_number (const char **p, guint max, int *value, guint *digits)
{
  guint n = 0;

  *p = skip_blanks (*p);
  while (n <= max && g_ascii_isdigit ((*p)[n]))
    n++;
  if (n == 0 || n > max)
    return FALSE;
  *value = read_digits (*p, n);
  *digits = n;
  *p += n;
  return TRUE;
}

/* The mark between year and month (which: 0) or month and day (1); both must be of one family. */
static gboolean
take_mark (const char **p, guint which, char *family)
{
  static const char *const dashes[] = { "－", "—", "–", "‐", "−" };

  *p = skip_blanks (*p);
  if (take_word (p, which == 0 ? "年" : "月"))
    {
      if (which == 1 && *family != 'n')
        return FALSE;
      *family = 'n';
      return TRUE;
    }
  if (**p == '.' || **p == '/' || **p == '-')
    {
      if (which == 1 && *family != **p)
        return FALSE;
      *family = *(*p)++;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (take_word (p, dashes[i]))
      {
        *family = '-';
        return which == 0 || *family == '-';
      }
  if (take_word (p, "、") || take_word (p, "。"))
    {
      *family = '.';
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_forever (const char *text)
{
  static const char *const words[] = { "长期",       "长期有效", "永久",       "永久有效",
                                       "无固定期限", "无期限",   "长期有效期", "9999年12月31日" };
  g_autofree char *folded = ka_text_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (folded, words[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
ka_day_scan (const char *text, KaDay *day, const char **rest, const char **code)
{
  const char *p = skip_blanks (text);
  char family = '\0';
  int year, month, dom;
  guint digits;

  *day = KA_DAY_NONE;
  *code = "date_unreadable";
  *rest = p;
  if (read_digits (p, 8) >= 0 && !g_ascii_isdigit (p[8]))
    {
      year = read_digits (p, 4);
      month = read_digits (p + 4, 2);
      dom = read_digits (p + 6, 2);
      p += 8;
    }
  else
    {
      if (!take_number (&p, 4, &year, &digits) || digits != 4 || !take_mark (&p, 0, &family)
          || !take_number (&p, 2, &month, &digits) || !take_mark (&p, 1, &family)
          || !take_number (&p, 2, &dom, &digits))
        return FALSE;
      if (family == 'n')
        {
          p = skip_blanks (p);
          if (!take_word (&p, "日"))
            take_word (&p, "号");
        }
    }
  *code = "date_impossible";
  *day = ka_day_from_ymd (year, month, dom);
  *rest = p;
  return *day != KA_DAY_NONE;
}

/* 00:00:00 behind the date, as programs write it, and 前, 止, 起 as people do. */
static gboolean
is_harmless_rest (const char *rest)
{
  static const char *const words[]
    = { "", "前", "之前", "以前", "止", "起", "许", "截止", "为止", "前完成" };
  g_autofree char *trimmed = NULL;

  rest = skip_blanks (rest);
  if (*rest == 'T')
    rest++;
  trimmed = g_strchomp (g_strdup (rest));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (trimmed, words[i]) == 0)
      return TRUE;
  if (!g_ascii_isdigit (*trimmed) || strchr (trimmed, ':') == NULL)
    return FALSE;
  return strspn (trimmed, "0123456789:.Z ") == strlen (trimmed);
}

gboolean
ka_day_parse (const char *text, KaDay *day, GError **error)
{
  g_autofree char *narrow = NULL;
  const char *rest, *code;
  KaDay result;

  g_return_val_if_fail (text != NULL, FALSE);

  narrow = ka_text_narrow (text);
  if (ka_day_scan (narrow, &result, &rest, &code))
    {
      if (is_harmless_rest (rest))
        {
          if (day != NULL)
            *day = result;
          return TRUE;
        }
      code = "date_unreadable";
    }
  else if (is_forever (narrow))
    {
      if (day != NULL)
        *day = KA_DAY_FOREVER;
      return TRUE;
    }
  if (strcmp (code, "date_impossible") == 0)
    g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("没有“%s”这一天，请改正日期。"), narrow);
  else
    g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("“%s”不是日期，请写成2025-03-05或者长期。"),
                 narrow);
  return FALSE;
}
