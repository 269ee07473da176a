/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* Headings that ask: 谁负责整改, 检查发现的问题是什么, 要求什么时候改完. What is asked for is said in the words of a register:
 * 整改责任人, 检查发现的问题, 整改期限. */

/* The list ends in NULL; the longer words stand before those that they begin with. */
static const char *
find_first (const char *text, const char *const *words, gsize *len)
{
  const char *best = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *at = strstr (text, words[i]);

      if (at != NULL && (best == NULL || at < best))
        {
          best = at;
          *len = strlen (words[i]);
        }
    }
  return best;
}

static const char *
skip_words (const char *text, const char *const *words)
{
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; words[i] != NULL && !again; i++)
        if (g_str_has_prefix (text, words[i]))
          {
            text += strlen (words[i]);
            again = TRUE;
          }
    }
  return text;
}

/* TRUE: one of the ends was there, and is gone. */
static gboolean
drop_end (char *text, const char *const *ends)
{
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]))
      {
        text[strlen (text) - strlen (ends[i])] = '\0';
        return TRUE;
      }
  return FALSE;
}

static char *
trim (const char *text)
{
  static const char *const before[]
    = { "请问", "是", "由", "在", "于", "被", "去", "来", "最后", "具体", "到底", NULL };
  static const char *const after[] = { "的", "了", "呢", "吗", "过", "?", "是", "在", NULL };
  char *out = g_strdup (skip_words (text, before));

  while (drop_end (out, after))
    ;
  return out;
}

/* 改完 is 整改完成, 查 检查: one character says in speech what two say in writing. */
static char *
write_verb (char *text)
{
  static const struct
  {
    const char *said, *written;
  } verbs[] = { { "改", "整改" }, { "改好", "整改" }, { "查", "检查" }, { "罚", "处罚" },
                { "报", "上报" }, { "停", "停产" },   { "批", "批复" }, { "办", "办结" },
                { "交", "缴纳" }, { "考", "考试" },   { "管", "监管" } };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (text, verbs[i].said) == 0)
      {
        g_free (text);
        return g_strdup (verbs[i].written);
      }
  return text;
}

/* ---- what may be asked ---- */

/* 要求什么时候改完, 什么时候发现的. */
static char *
tell_when (const char *before, const char *after)
{
  static const char *const done[] = { "完成", "完", "好", "到位", NULL };
  static const char *const ahead[]
    = { "要求", "应当", "应该", "必须", "规定", "最迟", "最晚", "限", "计划", NULL };
  g_autofree char *first = trim (before);
  char *verb = trim (after);
  gboolean finished = drop_end (verb, done), due;
  gsize len;
  char *out;

  verb = write_verb (verb);
  due = find_first (first, ahead, &len) != NULL;
  if (due)
    out = g_strconcat (verb, "期限", NULL);
  else
    out = g_strconcat (first, verb, finished ? "完成日期" : "日期", NULL);
  g_free (verb);
  return out;
}

/* 谁负责整改, 谁复查的, 罚谁. */
static char *
tell_who (const char *before, const char *after)
{
  static const char *const answers_for[] = { "负责", "来负责", NULL };
  g_autofree char *first = trim (before);
  const char *rest = skip_words (after, answers_for);
  char *verb = write_verb (trim (*after == '\0' ? first : rest));
  char *out;

  /* 罚谁 asks to whom it was done. */
  if (*after == '\0' && strcmp (verb, first) != 0)
    out = g_strconcat (verb, "对象", NULL);
  else
    out = g_strconcat (first, *after == '\0' ? "" : verb, rest > after ? "责任人" : "人员", NULL);
  g_free (verb);
  return out;
}

/* 怎么整改的, 如何处理. */
static char *
tell_how (const char *before, const char *after)
{
  g_autofree char *first = trim (before);
  char *verb = write_verb (trim (after));
  char *out = g_strconcat (first, verb,
                           *verb == '\0'                ? ""
                           : strcmp (verb, "整改") == 0 ? "措施"
                                                        : "情况",
                           NULL);

  g_free (verb);
  return out;
}

/* 罚了多少钱, 培训多少人, 投入资金多少. */
static char *
tell_how_much (const char *before, const char *after)
{
  static const char *const money[] = { "钱", "元", "万元", NULL };
  g_autofree char *first = trim (before);
  g_autofree char *rest = trim (after);

  if (g_strv_contains (money, rest))
    return g_strconcat (strcmp (first, "罚") == 0 ? "罚款" : first, "金额", NULL);
  if (g_str_has_prefix (rest, "人"))
    return g_strconcat (first, rest + strlen ("人"), "人数", NULL);
  return g_strconcat (first, rest, *rest == '\0' ? "" : "数", NULL);
}

static char *
tell_why (const char *before, const char *after)
{
  g_autofree char *first = trim (before);
  char *verb = write_verb (trim (after));
  char *out = g_strconcat (first, verb, "原因", NULL);

  g_free (verb);
  return out;
}

static char *
tell_way (const char *before, const char *after)
{
  g_autofree char *first = trim (before);
  g_autofree char *verb = trim (after);

  return g_strconcat (first, verb, "方式", NULL);
}

/* 有没有奖励（元） asks how much. */
static char *
tell_whether (const char *after, const char *unit)
{
  static const char *const units[] = { "元", "万元", "人", "个", "次", "天", "名", "项", NULL };
  g_autofree char *verb = trim (after);

  if (unit != NULL && g_strv_contains (units, unit))
    return g_strconcat (
      verb, strcmp (unit, "元") == 0 || strcmp (unit, "万元") == 0 ? "金额" : "数", NULL);
  return g_strconcat ("是否", verb, NULL);
}

/* 违反了什么规定, 是哪个矿: the thing itself. */
static char *
tell_what (const char *before, const char *after)
{
  g_autofree char *first = trim (before);
  g_autofree char *rest = trim (after);

  if (strcmp (first, "有") == 0 || strcmp (first, "存在") == 0)
    return g_strdup (rest);
  return g_strconcat (first, strcmp (rest, "矿") == 0 ? "矿山" : rest, NULL);
}

typedef char *(*Tell) (const char *before, const char *after);

char *
ka_heading_answer (const char *bare, const char *unit)
{
  static const char *const what[]
    = { "是什么时候", "是什么", "是哪一天", "是哪一条", "是哪一款", "是哪一家",
        "是哪一个",   "是哪些", "有哪些",   "是哪天",   "是哪条",   "是哪个",
        "是哪家",     "是哪里", "是多少",   "有多少",   "为多少",   "是何时",
        "是谁",       "如何",   "怎么样",   "怎样",     "有什么",   NULL };
  static const char *const when[]
    = { "什么时候", "什么时间", "啥时候", "哪一天", "哪天", "何时", "何日", NULL };
  static const char *const why[] = { "因为什么", "为什么", "什么原因", "因何", "为何", NULL };
  static const char *const way[] = { "通过什么方式", "通过什么渠道", "通过何种方式", "用什么方式",
                                     "以什么方式",   "什么方式",     "什么渠道",     NULL };
  static const char *const whether[] = { "有没有", "是不是", "有没", NULL };
  static const char *const who[] = { "由谁", "谁", NULL };
  static const char *const how[] = { "怎么", "怎样", "如何", NULL };
  static const char *const much[] = { "多少", NULL };
  static const char *const which[]
    = { "什么", "哪些", "哪一个", "哪一家", "哪个", "哪家", "哪座", "哪条", "哪一条", NULL };
  static const struct
  {
    const char *const *words;
    Tell tell;
  } rules[] = { { why, tell_why },       { way, tell_way }, { when, tell_when }, { who, tell_who },
                { much, tell_how_much }, { how, tell_how }, { which, tell_what } };
  g_autofree char *text = NULL;
  gsize len;
  const char *at = find_first (bare, whether, &len);

  if (at == bare)
    return tell_whether (at + len, unit);
  text = trim (bare);
  if (drop_end (text, what) && *text != '\0')
    return trim (text);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *before = NULL;
      char *out;

      at = find_first (text, rules[i].words, &len);
      if (at == NULL)
        continue;
      before = g_strndup (text, at - text);
      out = rules[i].tell (before, at + len);
      if (*out != '\0' && strcmp (out, bare) != 0)
        return out;
      g_free (out);
      return NULL;
    }
  return NULL;
}
