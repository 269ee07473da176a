/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-deadline.h"

#include <glib/gi18n-lib.h>
#include <ka-text.h>
#include <string.h>

/* Longer is a slip of the finger. */
#define MOST_DAYS 3660

static gboolean
parse_term (const char *text, int *days, gboolean *of_work)
{
  static const char *const calendar[] = { "日", "天", "日内", "天内", "个自然日", "自然日" };
  static const char *const working[] = { "个工作日", "工作日", "个工作日内", "工作日内" };
  g_autofree char *narrow = ka_text_narrow (text);
  const char *p = g_strstrip (narrow);
  gboolean plus = *p == '+';

  p += plus;
  *days = 0;
  for (; g_ascii_isdigit (*p) && *days <= MOST_DAYS; p++)
    *days = *days * 10 + (*p - '0');
  if (*days == 0 || *days > MOST_DAYS)
    return FALSE;
  for (; *p == ' '; p++)
    ;
  *of_work = FALSE;
  if (*p == '\0')
    return plus;
  for (guint i = 0; i < G_N_ELEMENTS (calendar); i++)
    if (strcmp (p, calendar[i]) == 0)
      return TRUE;
  *of_work = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (working); i++)
    if (strcmp (p, working[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
ka_deadline_is_term (const char *text)
{
  int days;
  gboolean of_work;

  return parse_term (text, &days, &of_work);
}

KaDay
ka_deadline_reckon (const char *text, KaDay from, const KaWorkdays *workdays)
{
  int days;
  gboolean of_work;

  if (!parse_term (text, &days, &of_work))
    return KA_DAY_NONE;
  return of_work ? ka_workdays_add (workdays, from, days) : from + days;
}

gboolean
ka_deadline_refuse (const KaField *field, const char *text, GError **error)
{
  g_set_error (
    error, KA_ERROR, KA_ERROR_INVALID,
    _ ("“%s”填写的“%s”不是期限，请写成日期（2025-03-05），或者15日、5个工作日，最长10年。"),
    ka_field_label (field), text);
  return FALSE;
}
