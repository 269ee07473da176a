/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-text.h>
#include <stdlib.h>
#include <string.h>

/* Names of companies and mines. Two are the same only where nothing but the way of writing differs;
 * what is merely alike (a shortened name, another legal form, one character) is for people to say. */

/* Characters of a core that must agree before one name can be a part of another. */
#define MIN_CORE 4
/* Longer names are sentences. */
#define MAX_CORE 60

/* How many bytes of a mark stand there that says nothing; 0: none. */
static gsize
skip_mark (const char *at)
{
  switch ((guchar)*at)
    {
    case '-':
    case '_':
    case '.':
    case ',':
    case '(':
    case ')':
      return 1;
    case 0xc2:
      return (guchar)at[1] == 0xb7 ? 2 : 0; /* · */
    case 0xe2:
      return g_str_has_prefix (at, "•") || g_str_has_prefix (at, "—") ? 3 : 0;
    case 0xe3:
      return g_str_has_prefix (at, "、") ? 3 : 0;
    default:
      return 0;
    }
}

static char *
drop_marks (const char *name)
{
  char *folded = ka_text_fold (name), *out = folded;
  gsize skip;

  for (const char *at = folded; *at != '\0';)
    if ((skip = skip_mark (at)) > 0)
      at += skip;
    else
      *out++ = *at++;
  *out = '\0';
  return folded;
}

typedef struct
{
  const char *text;
  gsize len;
} Word;

#define WORD(text)                                                                                 \
  {                                                                                                \
    text, sizeof text - 1                                                                          \
  }

/* 重庆市 江津区 蔡家镇 before a name say where it is. */
static const char *
skip_places (const char *name)
{
  static const Word ends[] = { WORD ("省"), WORD ("市"), WORD ("区"),  WORD ("县"),
                               WORD ("镇"), WORD ("乡"), WORD ("街道") };
  gboolean again = TRUE;

  while (again)
    {
      const char *at = name;

      again = FALSE;
      for (guint n = 0; n < 5 && *at != '\0' && !again; n++, at = g_utf8_next_char (at))
        for (guint i = 0; n >= 2 && i < G_N_ELEMENTS (ends) && !again; i++)
          if (at[0] == ends[i].text[0] && at[1] == ends[i].text[1]
              && strncmp (at, ends[i].text, ends[i].len) == 0 && at[ends[i].len] != '\0')
            {
              name = at + ends[i].len;
              again = TRUE;
            }
    }
  return name;
}

char *
ka_name_core (const char *name)
{
  static const Word forms[] = { WORD ("有限责任公司"), WORD ("股份有限公司"), WORD ("有限公司"),
                                WORD ("集团"),         WORD ("分公司"),       WORD ("公司") };
  g_autofree char *folded = drop_marks (name);
  const char *core = skip_places (folded);
  gsize len = strlen (core);
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (forms) && !again; i++)
        if (len > forms[i].len
            && memcmp (core + len - forms[i].len, forms[i].text, forms[i].len) == 0)
          {
            len -= forms[i].len;
            again = TRUE;
          }
    }
  return g_strndup (core, len);
}

/* 一号, 2号, 三分厂: what tells two of a company apart, in digits. */
static char *
read_ordinals (const char *folded)
{
  static const char *const numerals[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  static const char *const after[] = { "号", "分", "矿区", "期", "采区", "井", NULL };
  GString *out = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *end = at + strspn (at, "0123456789");
      int n = end > at ? atoi (at) : 0;

      for (guint i = 0; n == 0 && i < G_N_ELEMENTS (numerals); i++)
        if (g_str_has_prefix (at, numerals[i]))
          {
            n = (int)i + 1;
            end = at + strlen (numerals[i]);
          }
      for (guint i = 0; n > 0 && after[i] != NULL; i++)
        if (g_str_has_prefix (end, after[i]))
          {
            g_string_append_printf (out, "%d;", n);
            break;
          }
      if (n > 0)
        at = end - 1 > at ? g_utf8_prev_char (end) : at;
    }
  return g_string_free (out, FALSE);
}

/* One character more, less or other. */
static gboolean
is_near (const char *a, const char *b)
{
  g_autofree gunichar *x = g_utf8_to_ucs4_fast (a, -1, NULL);
  g_autofree gunichar *y = g_utf8_to_ucs4_fast (b, -1, NULL);
  glong n = g_utf8_strlen (a, -1), m = g_utf8_strlen (b, -1), head = 0, tail = 0;

  if (ABS (n - m) > 1 || MIN (n, m) <= MIN_CORE)
    return FALSE;
  while (head < MIN (n, m) && x[head] == y[head])
    head++;
  while (tail < MIN (n, m) - head && x[n - 1 - tail] == y[m - 1 - tail])
    tail++;
  return MAX (n, m) - head - tail <= 1;
}

KaNameVerdict
ka_name_judge (const char *a, const char *b)
{
  g_autofree char *x = drop_marks (a);
  g_autofree char *y = drop_marks (b);
  g_autofree char *core_x = NULL;
  g_autofree char *core_y = NULL;
  g_autofree char *ordinals_x = read_ordinals (x);
  g_autofree char *ordinals_y = read_ordinals (y);
  glong n, m;

  if (strcmp (x, y) == 0)
    return KA_NAME_SAME;
  if (*ordinals_x != '\0' && *ordinals_y != '\0' && strcmp (ordinals_x, ordinals_y) != 0)
    return KA_NAME_DIFFERENT;
  core_x = ka_name_core (a);
  core_y = ka_name_core (b);
  if (strcmp (core_x, core_y) == 0)
    return KA_NAME_ALIKE;
  n = g_utf8_strlen (core_x, -1);
  m = g_utf8_strlen (core_y, -1);
  if (MAX (n, m) > MAX_CORE || MIN (n, m) < MIN_CORE)
    return KA_NAME_DIFFERENT;
  if (strstr (core_x, core_y) != NULL || strstr (core_y, core_x) != NULL)
    return KA_NAME_ALIKE;
  return is_near (core_x, core_y) ? KA_NAME_ALIKE : KA_NAME_DIFFERENT;
}

gboolean
ka_name_split (const char *name, char **outer, char **inner)
{
  static const struct
  {
    const char *open, *close;
  } brackets[] = { { "（", "）" }, { "(", ")" }, { "【", "】" }, { "[", "]" } };
  g_autofree char *clean = ka_text_clean (name, FALSE);

  if (clean == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (brackets); i++)
    {
      const char *open
        = g_str_has_suffix (clean, brackets[i].close) ? g_strrstr (clean, brackets[i].open) : NULL;

      if (open == NULL || open == clean)
        continue;
      *inner = g_strndup (open + strlen (brackets[i].open),
                          strlen (open) - strlen (brackets[i].open) - strlen (brackets[i].close));
      *outer = g_strndup (clean, open - clean);
      return TRUE;
    }
  return FALSE;
}

const char *
ka_name_skip_former (const char *text)
{
  static const char *const words[] = { "原名称", "原名", "曾用名", "更名前", "原", "曾", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      {
        text += strlen (words[i]);
        if (g_str_has_prefix (text, "：") || g_str_has_prefix (text, "为"))
          text += strlen ("：");
        else if (*text == ':')
          text++;
        return text;
      }
  return NULL;
}
