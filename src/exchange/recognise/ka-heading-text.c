/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* A heading as it is written: what is its number, its unit, and its name. */

char *
ka_heading_fold (const char *text)
{
  char *folded = ka_text_fold (text), *out = folded;

  for (const char *at = folded, *next; *at != '\0'; at = next)
    {
      gunichar c = g_utf8_get_char (at);

      next = g_utf8_next_char (at);
      /* Nothing to be left out is among the ideographs, which nearly all are. */
      if ((c < 0x4e00 || c > 0x9fff)
          && (c == '*' || c == ':' || c == '_' || c == 0xff0a || c == 0xfeff
              || g_unichar_isspace (c) || g_unichar_iscntrl (c)))
        continue;
      while (at < next)
        *out++ = *at++;
    }
  *out = '\0';
  return folded;
}

/* 1.矿山名称, （2）所属企业, ③状态: the number is of the column. */
static const char *
skip_number (const char *text)
{
  const char *rest = text;
  gunichar first = g_utf8_get_char (text);

  if (first >= 0x2460 && first <= 0x2473)
    rest = g_utf8_next_char (text);
  else if (ka_skip_numbering (text, &rest) == 0)
    return text;
  /* 1.5万吨以上 has none; 7.2024年产量 has. */
  if (*rest == '\0'
      || (g_ascii_isdigit (*rest)
          && (strspn (rest, "0123456789") != 4 || !g_str_has_prefix (rest + 4, "年"))))
    return text;
  return rest;
}

/* 管理期限/月, 现状库容/万m3: what follows the stroke is the unit, as if in brackets. */
static void
take_unit_behind_stroke (KaHeading *heading)
{
  static const char *const units[]
    = { "月",       "年",   "个月",     "万元", "元",   "m",  "米",   "km",      "km2",
        "平方公里", "万m3", "万立方米", "m3",   "t/m3", "吨", "万吨", "万吨/年", "人",
        "名",       "个",   "座",       "家",   "次",   "天", "项",   "%",       NULL };

  if (heading->unit != NULL)
    return;
  for (char *at = strchr (heading->bare, '/'); at != NULL && at > heading->bare;
       at = strchr (at + 1, '/'))
    if (g_strv_contains (units, at + 1))
      {
        heading->unit = g_strdup (at + 1);
        *at = '\0';
        return;
      }
}

/* 统一社会信用代码: nothing but characters that stay as they are, as most headings are. */
static gboolean
is_of_ideographs (const char *text)
{
  const guchar *at = (const guchar *)text;

  while (*at >= 0xe4 && *at <= 0xe9 && (at[1] & 0xc0) == 0x80 && (at[2] & 0xc0) == 0x80)
    at += 3;
  return *at == '\0';
}

KaHeading *
ka_heading_new (const char *text)
{
  KaHeading *heading = g_new0 (KaHeading, 1);
  guint depth = 0;
  char *bare;
  const char *open = NULL;
  g_autofree char *told = NULL;

  if (*text != '\0' && is_of_ideographs (text))
    {
      heading->whole = g_strdup (text);
      heading->bare = g_strdup (text);
      return heading;
    }
  text = ka_heading_skip_identifier (skip_number (text));
  told = ka_heading_translate (text);
  heading->letters = ka_heading_read_letters (text);
  heading->whole = ka_heading_fold (told != NULL ? told : text);
  heading->bare = bare = g_malloc (strlen (heading->whole) + 1);
  for (const char *at = heading->whole; *at != '\0'; at++)
    {
      if (*at == '(')
        {
          if (depth++ == 0)
            open = at + 1;
        }
      else if (*at == ')' && depth > 0)
        {
          if (--depth == 0)
            {
              g_free (heading->unit);
              heading->unit = g_strndup (open, at - open);
            }
        }
      else if (depth == 0)
        *bare++ = *at;
    }
  *bare = '\0';
  take_unit_behind_stroke (heading);
  return heading;
}

void
ka_heading_free (KaHeading *heading)
{
  if (heading == NULL)
    return;
  g_free (heading->whole);
  g_free (heading->bare);
  g_free (heading->unit);
  g_free (heading->letters);
  g_free (heading);
}

gboolean
ka_heading_is_bare_counter (const char *folded)
{
  static const char *const counters[]
    = { "序号", "编号", "序", "no.", "no", "#", "顺序号", "行号", "序列", NULL };

  return g_strv_contains (counters, folded);
}

gboolean
ka_heading_is_counter (const KaHeading *heading)
{
  return ka_heading_is_bare_counter (heading->whole);
}
