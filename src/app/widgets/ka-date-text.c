/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-date-text.h"

#include <ka-text.h>
#include <stdlib.h>

/* Digits at *text; -1 if there are none or too many. */
static int
take_number (const char **text)
{
  int value = 0;
  int digits = 0;

  for (; g_ascii_isdigit (**text); (*text)++, digits++)
    value = value * 10 + (**text - '0');
  return digits == 0 || digits > 2 ? -1 : value;
}

static gboolean
take_word (const char **text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (*text, *words))
      {
        *text += strlen (*words);
        return TRUE;
      }
  return FALSE;
}

static KaDay
parse_day_of_year (const char *text, KaDay today)
{
  static const char *const SEPARATORS[] = { "-", ".", "/", "月", NULL };
  static const char *const ENDS[] = { "日", "号", NULL };
  int year, month, dom;
  int first = take_number (&text);

  ka_day_get_ymd (today, &year, &month, &dom);
  if (first < 0)
    return KA_DAY_NONE;
  if (take_word (&text, SEPARATORS))
    {
      month = first;
      first = take_number (&text);
    }
  take_word (&text, ENDS);
  return *text == '\0' && first > 0 ? ka_day_from_ymd (year, month, first) : KA_DAY_NONE;
}

KaDay
ka_date_shorthand (const char *text, KaDay today)
{
  static const struct
  {
    const char *word;
    int days;
  } WORDS[] = { { "今天", 0 }, { "今日", 0 }, { "明天", 1 }, { "后天", 2 }, { "昨天", -1 } };
  g_autofree char *narrow = ka_text_narrow (text);
  char *end;
  long days;

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (g_str_equal (narrow, WORDS[i].word))
      return today + WORDS[i].days;

  if ((narrow[0] == '+' || narrow[0] == '-') && g_ascii_isdigit (narrow[1]))
    {
      days = strtol (narrow, &end, 10);
      /* A century either way: more is a slip of the finger. */
      return *end == '\0' && ABS (days) < 36525 ? today + (KaDay)days : KA_DAY_NONE;
    }
  return parse_day_of_year (narrow, today);
}
