/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-check-private.h"
#include "ka-core-private.h"
#include "ka-text.h"

#include <string.h>

gboolean
ka_words_contain (const char *words, const char *word)
{
  gsize n = strlen (word);

  if (words == NULL || n == 0)
    return FALSE;
  for (const char *at = strstr (words, word); at != NULL; at = strstr (at + 1, word))
    if ((at == words || at[-1] == '|') && (at[n] == '|' || at[n] == '\0'))
      return TRUE;
  return FALSE;
}

const char *
ka_field_synonym (const KaField *field, const char *folded)
{
  gsize n = strlen (folded);

  for (const char *p = field->synonyms; p != NULL; p = strchr (p, '|'))
    {
      if (*p == '|')
        p++;
      if (strncmp (p, folded, n) == 0 && p[n] == '=')
        {
          const char *end = strchrnul (p + n, '|');
          char value[128];

          g_strlcpy (value, p + n + 1, MIN (sizeof value, (gsize)(end - p) - n));
          return g_intern_string (value);
        }
    }
  return NULL;
}

/* ---- flags and choices ---- */

#define YES                                                                                                                                                    \
  "是|有|√|✓|✔|☑|●|y|yes|1|1.0|true|t|对|已|是的|已达标|达标|已完成|完成|已建|已建立|建立|已建成|已安装|已装|安装|" \
  "已接入|接入|已联网|联网|已配备|配备|已配|已投保|投保|已参保|已实施|实施|已实现|已开展|已上线|具备|符合|合格|"  \
  "已落实|已公示|已监测|已设置|已纳入|列入|已列入|100%|100|已普及|需要|在线|正常|在保|已上传|已开通"
#define NO                                                                                                                                                        \
  "否|无|×|✗|✘|x|╳|☐|○|n|no|0|0.0|false|f|错|未|不是|没有|没|未达标|不达标|未完成|未建|未建立|未建成|未安装|"             \
  "未接入|未联网|未配备|未配|未投保|未参保|未实施|未实现|未开展|未上线|不具备|不符合|不合格|未落实|未公示|未监测|" \
  "未设置|未纳入|未列入|0%|不需要|不在线|尚未建立|尚未安装|尚未接入|暂无|暂未建立|暂未安装|离线|未装|未上传|未开通|脱保|断保|未在保"

char *
ka_parse_flag (const KaField *field, const char *text, const char **code)
{
  g_autofree char *folded = ka_text_fold (text);
  const char *synonym = ka_field_synonym (field, folded);
  const char *word = synonym != NULL ? synonym : folded;

  if (ka_words_contain (YES, word))
    return g_strdup ("1");
  if (ka_words_contain (NO, word))
    return g_strdup ("0");
  *code = "flag_unreadable";
  return NULL;
}

/* The choice whose folded form is the text, as it is written in the table. */
static char *
find_choice (const char *choices, const char *folded)
{
  gsize n = strlen (folded);

  for (const char *p = choices; p != NULL; p = strchr (p, '|'))
    {
      if (*p == '|')
        p++;
      if (g_ascii_strncasecmp (p, folded, n) == 0 && (p[n] == '|' || p[n] == '\0'))
        return g_strndup (p, n);
    }
  return NULL;
}

static char *
find_word (const KaField *field, const char *folded)
{
  char *choice = find_choice (field->choices, folded);

  return choice != NULL ? choice : g_strdup (ka_field_synonym (field, folded));
}

/* （一）, 一、, 1. before the word: a number in a list, not part of it. */
static const char *
skip_numbering (const char *folded)
{
  static const char *const digits = "一二三四五六七八九十0123456789";
  const char *p = *folded == '(' ? folded + 1 : folded;
  const char *begin = p;

  while (*p != '\0' && g_utf8_strchr (digits, -1, g_utf8_get_char (p)) != NULL)
    p = g_utf8_next_char (p);
  if (p == begin)
    return folded;
  if (*folded == '(')
    return *p == ')' ? p + 1 : folded;
  if (g_str_has_prefix (p, "、"))
    return p + strlen ("、");
  return *p == '.' && !g_ascii_isdigit (p[1]) ? p + 1 : folded;
}

/* 9万吨/年 for a unit: what stands behind the number; #吨/年 are synonyms that only count there. */
static char *
find_behind_number (const KaField *field, const char *folded)
{
  const char *rest = folded + strspn (folded, "0123456789.,");
  g_autofree char *marked = NULL;
  char *choice;

  if (rest == folded || *rest == '\0')
    return NULL;
  choice = find_word (field, rest);
  if (choice != NULL)
    return choice;
  marked = g_strconcat ("#", rest, NULL);
  return g_strdup (ka_field_synonym (field, marked));
}

/* 在建（基建）, 镇（街）: what stands outside the brackets, if what stands inside does not contradict. */
static char *
find_around_brackets (const KaField *field, const char *folded)
{
  const char *open = strchr (folded, '('), *close = strrchr (folded, ')');
  g_autofree char *outside = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *choice = NULL;
  g_autofree char *other = NULL;

  if (open == NULL || close == NULL || close < open)
    return NULL;
  inside = g_strndup (open + 1, (gsize)(close - open - 1));
  outside = g_strdup_printf ("%.*s%s", (int)(open - folded), folded, close + 1);
  choice = find_word (field, outside);
  other = find_word (field, inside);
  if (choice != NULL && other != NULL && strcmp (choice, other) != 0)
    return NULL;
  return g_steal_pointer (&choice);
}

char *
ka_parse_choice (const KaField *field, const char *text, KaDay on, const char **code)
{
  const KaCodeTable *table = ka_field_codes (field);
  g_autofree char *folded = NULL;
  char *choice;

  if (table != NULL)
    {
      const KaCode *found = ka_codes_match (table, text, on);

      if (found != NULL)
        return g_strdup (found->value);
      *code = on != KA_DAY_NONE && ka_codes_match (table, text, KA_DAY_NONE) != NULL
                ? "choice_expired"
              : strcmp (field->codes, "towns") == 0 ? "town_unknown"
                                                    : "choice_unknown";
      return NULL;
    }
  if (ka_words_contain (field->choices, text))
    return g_strdup (text);
  folded = ka_text_fold (text);
  choice = find_word (field, folded);
  if (choice == NULL)
    choice = find_word (field, skip_numbering (folded));
  if (choice == NULL)
    choice = find_behind_number (field, folded);
  if (choice == NULL)
    choice = find_around_brackets (field, folded);
  if (choice == NULL)
    *code = "choice_unknown";
  return choice;
}
