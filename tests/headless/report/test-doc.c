/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "test-paper-pages.h"

/* What the blocks of a document become, read from its pages. */

static char *
read_back (KaDoc *doc)
{
  g_autoptr (Pages) pages = pages_new (doc, NULL);

  return pages_get_text (pages);
}

static void
test_numbering (void)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();
  g_autofree char *text = NULL;

  ka_doc_add_heading (doc, 1, "总体情况");
  ka_doc_add_heading (doc, 2, "底数");
  ka_doc_add_heading (doc, 2, "形势");
  ka_doc_add_heading (doc, 3, "事故");
  ka_doc_add_heading (doc, 4, "死亡");
  ka_doc_add_heading (doc, 4, "重伤");
  ka_doc_add_heading (doc, 3, "损失");
  ka_doc_add_heading (doc, 1, "执法");
  ka_doc_add_heading (doc, 2, "检查");
  ka_doc_begin_annex (doc, "表", FALSE);
  ka_doc_add_heading (doc, 1, "说明");
  text = read_back (doc);
  g_assert_cmpstr (
    text, ==,
    "一、总体情况（一）底数（二）形势1.事故（1）死亡（2）重伤2.损失二、执法（一）检查"
    "附件表一、说明");
}

/* A heading that brings its number keeps it, in the standard's form, and the next ones go on from it. */
static void
test_given_numbers (void)
{
  static const struct
  {
    guint level;
    const char *given, *shown, *next;
  } cases[] = {
    { 1, "三、执法", "三、执法", "四、甲" },
    { 2, "(二)检查", "（二）检查", "（三）甲" },
    { 2, "（十）检查", "（十）检查", "（十一）甲" },
    { 2, "（十九）检查", "（十九）检查", "（二十）甲" },
    { 2, "（二十一）检查", "（二十一）检查", "（二十二）甲" },
    { 3, "7．隐患", "7.隐患", "8.甲" },
    { 4, "（3）隐患", "（3）隐患", "（4）甲" },
    { 3, "3.5万吨以上矿山", "1.3.5万吨以上矿山", "2.甲" },
    { 1, "一致认为", "一、一致认为", "二、甲" },
    { 2, "2025年", "（一）2025年", "（二）甲" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaDoc) doc = ka_doc_new ();
      g_autofree char *wanted = g_strconcat (cases[i].shown, cases[i].next, NULL);
      g_autofree char *text = NULL;

      ka_doc_add_heading (doc, cases[i].level, cases[i].given);
      ka_doc_add_heading (doc, cases[i].level, "甲");
      text = read_back (doc);
      g_assert_cmpstr (text, ==, wanted);
    }
}

/* Whether a line was taken for a heading shows in its bookmark. */
static guint
count_bookmarks (Pages *pages)
{
  PopplerIndexIter *iter = poppler_index_iter_new (pages->document);
  guint n = iter != NULL;

  while (iter != NULL && poppler_index_iter_next (iter))
    n++;
  g_clear_pointer (&iter, poppler_index_iter_free);
  return n;
}

static void
test_text (void)
{
  static const struct
  {
    const char *line;
    guint headings;
    const char *shown;
  } cases[] = {
    { "一、总体情况", 1, "一、总体情况" },
    { "（二）检查执法", 1, "（二）检查执法" },
    { "(二)检查执法", 1, "（二）检查执法" },
    { "1.计划执行", 1, "1.计划执行" },
    { "　　1.计划执行  ", 1, "1.计划执行" },
    { "（一）检查执法。全年检查48家次。", 0, "（一）检查执法。全年检查48家次。" },
    { "1.加强检查；", 0, "1.加强检查；" },
    { "3.5万吨以上", 0, "3.5万吨以上" },
    { "今年以来，全区未发生事故。", 0, "今年以来，全区未发生事故。" },
    { "一是及时部署。", 0, "一是及时部署。" },
    { "一、全区各有关部门要进一步提高政治站位切实增强做好安全生产工作的责任感和紧迫感不断推动各项任务落实落细",
      0,
      "一、全区各有关部门要进一步提高政治站位切实增强做好安全生产工作的责任感和紧迫感不断推动各项任务落实落细" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaDoc) doc = ka_doc_new ();
      g_autoptr (Pages) pages = NULL;
      g_autofree char *text = NULL;

      ka_doc_add_text (doc, cases[i].line);
      pages = pages_new (doc, NULL);
      text = pages_get_text (pages);
      g_assert_cmpstr (text, ==, cases[i].shown);
      g_assert_cmpuint (count_bookmarks (pages), ==, cases[i].headings);
    }
}

static void
test_lists (void)
{
  static const struct
  {
    KaListStyle style;
    const char *shown;
  } cases[] = {
    { KA_LIST_PLAIN, "甲乙" },
    { KA_LIST_ARABIC, "1.甲2.乙" },
    { KA_LIST_PAREN, "（1）甲（2）乙" },
    { KA_LIST_CIRCLED, "①甲②乙" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaDoc) doc = ka_doc_new ();
      const char *const items[] = { "甲", "乙", NULL };
      g_autofree char *text = NULL;

      ka_doc_add_list (doc, cases[i].style, items);
      text = read_back (doc);
      g_assert_cmpstr (text, ==, cases[i].shown);
    }
}

/* ①…㊿, then brackets. */
static void
test_circled (void)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();
  const char *items[53];
  g_autofree char *text = NULL;

  for (guint i = 0; i < 52; i++)
    items[i] = "项";
  items[52] = NULL;
  ka_doc_add_list (doc, KA_LIST_CIRCLED, items);
  text = read_back (doc);
  g_assert_nonnull (strstr (text, "⑳项㉑项"));
  g_assert_nonnull (strstr (text, "㉟项㊱项"));
  g_assert_true (g_str_has_suffix (text, "㊿项（51）项（52）项"));
}

static void
test_marks (void)
{
  static const struct
  {
    const char *marked, *plain;
  } cases[] = {
    { "甲", "甲" },
    { KA_DOC_BOLD "甲" KA_DOC_PLAIN "乙", "甲乙" },
    { "有" KA_DOC_LINK "kuangan:x" KA_DOC_LINK_TEXT "12" KA_DOC_LINK_END "座", "有12座" },
    { KA_DOC_LINK "kuangan:x", "" },
    { "*500***1234*", "*500***1234*" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = ka_doc_strip_marks (cases[i].marked);
      g_autoptr (KaDoc) doc = ka_doc_new ();
      g_autofree char *text = NULL;

      g_assert_cmpstr (plain, ==, cases[i].plain);
      ka_doc_add_paragraph (doc, cases[i].marked);
      text = read_back (doc);
      g_assert_cmpstr (text, ==, cases[i].plain);
    }
}

/* What is missing takes no place; what ends as it should is not ended twice. */
static void
test_parts (void)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();
  g_autofree char *text = NULL;

  ka_doc_add_addressee (doc, "");
  ka_doc_add_addressee (doc, "区政府：");
  ka_doc_add_paragraph (doc, "甲\n\n  \n乙");
  ka_doc_add_annex_list (doc);
  ka_doc_add_note (doc, "");
  ka_doc_add_note (doc, "（此件公开发布）");
  ka_doc_set_imprint (doc, "区委办。", "区应急局", NULL);
  text = read_back (doc);
  g_assert_cmpstr (text, ==, "区政府：甲乙（此件公开发布）抄送：区委办。区应急局");
}

static void
test_run_in (void)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();
  g_autofree char *text = NULL;

  ka_doc_add_run_in (doc, 2, "矿山底数", "全区52座。");
  ka_doc_add_run_in (doc, 2, "安全形势。", "平稳。");
  text = read_back (doc);
  g_assert_cmpstr (text, ==, "（一）矿山底数。全区52座。（二）安全形势。平稳。");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/doc/numbering", test_numbering);
  g_test_add_func ("/report/doc/given-numbers", test_given_numbers);
  g_test_add_func ("/report/doc/text", test_text);
  g_test_add_func ("/report/doc/lists", test_lists);
  g_test_add_func ("/report/doc/circled", test_circled);
  g_test_add_func ("/report/doc/marks", test_marks);
  g_test_add_func ("/report/doc/parts", test_parts);
  g_test_add_func ("/report/doc/run-in", test_run_in);
  return g_test_run ();
}
