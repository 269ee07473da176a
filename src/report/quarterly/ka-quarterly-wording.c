/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-quarterly-template.h"

#include <string.h>

/* The texts of the report as the officer reads them: {如有 事故}…{否则}…{如完} for what the ledger keeps
 * as {#if accidents}…{#else}…{/if}. Kept are the names, for what a figure is called on the screen may be
 * said better in a later version. */

/* From the longest, where one begins like another. */
static const struct
{
  const char *key, *word;
  gboolean named; /* a name follows behind a blank */
} marks[] = {
  { "#if !", "如无 ", TRUE }, { "#if ", "如有 ", TRUE },   { "#else", "否则", FALSE },
  { "/if", "如完", FALSE },   { "#each ", "逐项 ", TRUE }, { "/each", "逐项完", FALSE },
  { "#", "序", FALSE },
};

/* What an item of a list tells. */
static const struct
{
  const char *key, *word;
} fields[] = {
  { "n", "序号" },
  { "cn", "中文序号" },
  { "action", "处理措施" },
  { "acts", "升级关闭合并" },
  { "after", "测算后" },
  { "applicable", "涉及" },
  { "before", "原来" },
  { "cause", "直接原因" },
  { "count", "数量" },
  { "counter", "计数单位" },
  { "criterion", "判定条款" },
  { "days", "超期天数" },
  { "deadline", "整改期限" },
  { "deaths", "死亡人数" },
  { "description", "隐患描述" },
  { "done", "落实" },
  { "failed", "不落实" },
  { "finding", "回头看情况" },
  { "found", "发现日期" },
  { "gap", "尚差" },
  { "grade", "事故等级" },
  { "kind", "类别" },
  { "list", "名单类别" },
  { "listed", "列入日期" },
  { "loss", "直接经济损失" },
  { "mine", "矿山" },
  { "name", "名称" },
  { "names", "名单" },
  { "next", "下步举措" },
  { "no", "编号" },
  { "note", "说明" },
  { "occurred", "发生时间" },
  { "outcome", "结果" },
  { "partial", "部分落实" },
  { "party", "当事人" },
  { "passed", "合格人次" },
  { "people", "人次" },
  { "problem", "存在问题" },
  { "reason", "列入事由" },
  { "reported", "报送日期" },
  { "responsible", "整改责任人" },
  { "reviewed", "回头看日期" },
  { "serious", "重伤人数" },
  { "significance", "典型意义" },
  { "state", "落实情况" },
  { "supervised", "挂牌督办" },
  { "target", "目标" },
  { "task", "任务" },
  { "text", "内容" },
  { "title", "标题" },
  { "total", "总数" },
  { "unit", "单位" },
  { "unstated", "未填" },
  { "until", "期满日期" },
  { "value", "现值" },
};

/* ---- names ---- */

/* What stands for a name in the other writing; NULL: nothing does. */
static const char *
turn_name (const char *name, gboolean to_words)
{
  if (*name != '.')
    return to_words ? ka_figure_label (name) : ka_figure_by_label (name);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (to_words ? fields[i].key : fields[i].word, name + 1))
      return to_words ? fields[i].word : fields[i].key;
  return NULL;
}

static void
put_name (GString *out, const char *name, gboolean to_words)
{
  const char *other = turn_name (name, to_words);

  if (other != NULL && *name == '.')
    g_string_append_c (out, '.');
  g_string_append (out, other != NULL ? other : name);
}

/* ---- tags ---- */

/* The length of the mark with which the tag begins, in either writing; 0: it has none. */
static gsize
find_mark (const char *tag, gsize *mark)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *const writings[] = { marks[i].key, marks[i].word };

      for (guint w = 0; w < G_N_ELEMENTS (writings); w++)
        if (marks[i].named ? g_str_has_prefix (tag, writings[w]) : g_str_equal (tag, writings[w]))
          {
            *mark = i;
            return strlen (writings[w]);
          }
    }
  return 0;
}

static void
put_tag (GString *out, const char *tag, gboolean to_words)
{
  gsize mark;
  gsize n = find_mark (tag, &mark);
  g_autofree char *name = NULL;

  if (n > 0)
    {
      g_string_append (out, to_words ? marks[mark].word : marks[mark].key);
      tag += n;
      tag += strspn (tag, " ");
    }
  /* What follows the name of a list separates its items. */
  n = n > 0 ? strcspn (tag, " ") : strlen (tag);
  name = g_strndup (tag, n);
  put_name (out, name, to_words);
  g_string_append (out, tag + n);
}

/* Remarks, {{ and what does not close stay as they stand. */
static char *
turn_text (const char *text, gboolean to_words)
{
  GString *out = g_string_new (NULL);
  gboolean begins = TRUE;

  while (*text != '\0')
    {
      gsize n = begins && g_str_has_prefix (text, "//") ? strcspn (text, "\n") : 0;
      const char *end;
      g_autofree char *tag = NULL;

      if (n == 0 && *text == '{' && text[1] == '{')
        n = 2;
      end = n == 0 && *text == '{' ? strpbrk (text + 1, "{}\n") : NULL;
      if (end == NULL || *end != '}')
        {
          n = MAX (n, 1);
          g_string_append_len (out, text, n);
          begins = text[n - 1] == '\n';
          text += n;
          continue;
        }
      tag = g_strstrip (g_strndup (text + 1, end - text - 1));
      g_string_append_c (out, '{');
      put_tag (out, tag, to_words);
      g_string_append_c (out, '}');
      text = end + 1;
      begins = FALSE;
    }
  return g_string_free (out, FALSE);
}

char *
ka_template_to_words (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return turn_text (text, TRUE);
}

char *
ka_template_to_names (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return turn_text (text, FALSE);
}

char *
ka_template_say_tag (const char *tag)
{
  GString *out = g_string_new (NULL);

  put_tag (out, tag, TRUE);
  return g_string_free (out, FALSE);
}

char *
ka_template_use (const char *name)
{
  const KaListSpec *list = ka_list_known (name);
  g_autoptr (GString) use = g_string_new ("{");

  if (list == NULL)
    g_string_append (use, name);
  else
    {
      g_string_append_printf (use, "#each %s ；}", name);
      for (guint i = 0; i < G_N_ELEMENTS (list->fields) && list->fields[i] != NULL; i++)
        g_string_append_printf (use, "%s{.%s}", i > 0 ? "，" : "", list->fields[i]);
      g_string_append (use, "{/each");
    }
  g_string_append_c (use, '}');
  return ka_template_to_words (use->str);
}
