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

/* What has been done, or has not. */
#define DEEDS                                                                                                                                       \
  "达标|达到|完成|建|建成|建立|建设|安装|装|接入|联网|连网|入网|配备|配|配齐|投保|参保|实施|实现|开展|"      \
  "上线|落实|公示|监测|设置|设立|纳入|列入|普及|上传|开通|覆盖|全覆盖|编制|实行|取得|布设|对接|推行|执行|" \
  "制定|启用|投用|办理|购买|买|缴纳|注册|抽查|参加|安装在线监测|安装并运行|具备|符合|合格|运行|机械化|信息化|数字化|上墙"
#define YES                                                                                        \
  "是|有|属于|属|√|✓|✔|☑|●|y|yes|1|1.0|true|t|对|已|是的|100%|100|需要|在线|正常|在保|正常运行|在用|全部"
#define NO                                                                                         \
  "否|无|不属于|不属|非|×|✗|✘|x|╳|☐|○|n|no|0|0.0|false|f|错|未|不是|没有|没|0%|不需要|不在线|暂无|离线|脱保|断保|已脱保|已断保|未在保"

/* The rest of the text behind one of the words, the longest first; NULL: none. */
static const char *
skip_word (const char *const *words, const char *text)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      return text + strlen (words[i]);
  return NULL;
}

/* 已全部接入 is a deed done, 尚未建立 one not done. */
static gboolean
read_deed (const char *folded, gboolean *done)
{
  static const char *const dones[]
    = { "已经全部", "已全部", "全部已", "均已", "已经", "全部", "全面", "已", "均", NULL };
  static const char *const nots[] = { "还没有", "没有", "还未", "尚未", "暂未", "并未", "均未",
                                      "未能",   "未",   "没",   "不",   "无",   NULL };
  const char *rest = skip_word (nots, folded);

  *done = rest == NULL;
  if (rest == NULL)
    rest = skip_word (dones, folded);
  return ka_words_contain (DEEDS, rest != NULL ? rest : folded);
}

/* 联合检查 for the flag 联合检查: what it asks for, or another name for that. */
static gboolean
names_flag (const KaField *field, const char *folded)
{
  g_autofree char *all
    = g_strconcat (field->label, "|", field->aliases ? field->aliases : "", NULL);
  g_auto (GStrv) names = g_strsplit (all, "|", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = ka_text_fold (names[i]);

      /* 是否重大隐患 asks for 重大隐患. */
      if (strcmp (name, folded) == 0
          || (g_str_has_prefix (name, "是否") && strcmp (name + strlen ("是否"), folded) == 0))
        return TRUE;
    }
  return FALSE;
}

/* 已停产撤人, 未联合检查: the flag's own name, said or denied. NULL: it is neither. */
static const char *
read_named_flag (const KaField *field, const char *folded)
{
  static const char *const denied[] = { "未开展", "未进行", "不属于", "不涉及", "没有", "不是",
                                        "未",     "非",     "不",     "无",     "没",   NULL };
  static const char *const said[] = { "属于", "涉及", "已开展", "已", "是", "有", "", NULL };

  for (guint i = 0; denied[i] != NULL; i++)
    if (g_str_has_prefix (folded, denied[i]) && names_flag (field, folded + strlen (denied[i])))
      return "0";
  for (guint i = 0; said[i] != NULL; i++)
    if (g_str_has_prefix (folded, said[i]) && names_flag (field, folded + strlen (said[i])))
      return "1";
  return NULL;
}

char *
ka_parse_flag (const KaField *field, const char *text, const char **code)
{
  g_autofree char *folded = ka_text_fold (text);
  const char *synonym = ka_field_synonym (field, folded);
  const char *word = synonym != NULL ? synonym : folded;
  gboolean done;

  if (ka_words_contain (YES, word))
    return g_strdup ("1");
  if (ka_words_contain (NO, word))
    return g_strdup ("0");
  if (read_deed (word, &done))
    return g_strdup (done ? "1" : "0");
  word = read_named_flag (field, folded);
  if (word == NULL)
    *code = "flag_unreadable";
  return g_strdup (word);
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

/* 已停产, 建设中, 停建状态: what says no more than the word in the middle. */
static char *
find_within (const KaField *field, const char *folded)
{
  static const char *const before[]
    = { "已经", "已", "正在", "正", "现", "目前", "属于", "属", NULL };
  static const char *const after[]
    = { "状态", "阶段", "中", "类", "类型", "型", "级", "了", "项目", "工程", "矿山", NULL };

  for (guint b = 0; b < G_N_ELEMENTS (before); b++)
    for (guint a = 0; a < G_N_ELEMENTS (after); a++)
      {
        const char *rest = folded;
        g_autofree char *word = NULL;
        char *choice;

        if ((before[b] == NULL && after[a] == NULL)
            || (before[b] != NULL && !g_str_has_prefix (folded, before[b]))
            || (after[a] != NULL && !g_str_has_suffix (folded, after[a])))
          continue;
        rest += before[b] != NULL ? strlen (before[b]) : 0;
        if (strlen (rest) <= (after[a] != NULL ? strlen (after[a]) : 0))
          continue;
        word = g_strndup (rest, strlen (rest) - (after[a] != NULL ? strlen (after[a]) : 0));
        choice = find_word (field, word);
        if (choice != NULL)
          return choice;
      }
  return NULL;
}

static gboolean
begins_with (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      return TRUE;
  return FALSE;
}

/* II级, 2等库, 贰级: ranks in other figures. */
static char *
find_rank (const KaField *field, const char *folded)
{
  static const struct
  {
    const char *figure, *rank;
  } ranks[] = { { "iii", "三" }, { "iv", "四" }, { "ii", "二" }, { "i", "一" },  { "v", "五" },
                { "1", "一" },   { "2", "二" },  { "3", "三" },  { "4", "四" },  { "5", "五" },
                { "壹", "一" },  { "贰", "二" }, { "叁", "三" }, { "肆", "四" }, { "伍", "五" } };
  static const char *const units[] = { "级", "等", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    {
      const char *rest = folded + strlen (ranks[i].figure);
      g_autofree char *word = NULL;

      if (!g_str_has_prefix (folded, ranks[i].figure) || !begins_with (rest, units))
        continue;
      word = g_strconcat (ranks[i].rank, rest, NULL);
      return find_word (field, word);
    }
  return NULL;
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
    choice = find_rank (field, folded);
  if (choice == NULL)
    choice = find_within (field, folded);
  if (choice == NULL)
    *code = "choice_unknown";
  return choice;
}
