/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include <ka-error.h>

#include "test-paper-pages.h"

/* The figures of GB/T 9704—2012, measured on the pages that come out. */

#define TOP (37 * MM)
#define LEFT (28 * MM)
#define WIDTH (156 * MM)
#define HEIGHT (225 * MM)
#define PITCH (HEIGHT / 22)
#define CELL (WIDTH / 28)

static KaDoc *
create_doc (guint fonts)
{
  KaDoc *doc = ka_doc_new ();

  if (pages_font_dirs (fonts) != NULL)
    ka_doc_set_font_dirs (doc, pages_font_dirs (fonts));
  return doc;
}

static char *
repeat (const char *text, guint n)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (string, text);
  return g_string_free (string, FALSE);
}

static TextLine *
get_line (GPtrArray *lines, guint i)
{
  g_assert_cmpuint (i, <, lines->len);
  return g_ptr_array_index (lines, i);
}

static TextLine *
find_line (GPtrArray *lines, const char *text)
{
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *bare = pages_squeeze (get_line (lines, i)->text);

      if (strstr (bare, text) != NULL)
        return get_line (lines, i);
    }
  g_error ("no line with %s", text);
}

#define assert_near(value, wanted, tolerance)                                                      \
  g_assert_cmpfloat_with_epsilon ((value), (wanted), (tolerance))

/* ---- the grid ---- */

static void
test_grid (gconstpointer data)
{
  g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
  g_autofree char *text = repeat ("江津区应急管理局依法开展非煤矿山安全生产监督检查工作", 60);
  g_autoptr (Pages) pages = NULL;

  for (guint i = 0; i < 3; i++)
    ka_doc_add_paragraph (doc, text);
  pages = pages_new (doc, NULL);
  g_assert_cmpuint (pages->n_pages, >=, 7);
  for (guint page = 0; page + 1 < pages->n_pages; page++)
    {
      g_autoptr (GPtrArray) lines = pages_get_body (pages, page);

      g_assert_cmpuint (lines->len, ==, 22);
      for (guint i = 0; i < lines->len; i++)
        {
          const TextLine *line = get_line (lines, i);
          gboolean first = line->x1 > LEFT + CELL;

          if (i > 0)
            assert_near (line->y1 - get_line (lines, i - 1)->y1, PITCH, 0.05);
          assert_near (line->x1, first ? LEFT + 2 * CELL : LEFT, 0.3);
          g_assert_cmpfloat (line->x2, <=, LEFT + WIDTH + 0.3);
          /* All but the last line of a paragraph reach the right edge. */
          if (line->n_chars >= (first ? 26 : 28))
            assert_near (line->x2, LEFT + WIDTH, 0.5);
          g_assert_cmpuint (line->n_chars, <=, first ? 26 : 28);
        }
    }
}

/* Lines with figures, Latin letters and marks end at the right edge too. */
static void
test_flush (gconstpointer data)
{
  g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
  g_autofree char *text = repeat (
    "全区共有矿山52座（其中地下矿山9座、尾矿库2座），达标率58.3%，较上季提高2.1个百分点；", 30);
  g_autoptr (Pages) pages = NULL;
  guint flush = 0, all = 0;

  ka_doc_add_paragraph (doc, text);
  pages = pages_new (doc, NULL);
  for (guint page = 0; page < pages->n_pages; page++)
    {
      g_autoptr (GPtrArray) lines = pages_get_body (pages, page);

      for (guint i = 0; i < lines->len; i++, all++)
        {
          g_assert_cmpfloat (get_line (lines, i)->x2, <=, LEFT + WIDTH + 8.5);
          /* A mark at the end may give its blank half to the edge. */
          flush += fabs (get_line (lines, i)->x2 - LEFT - WIDTH) < 1
                   || fabs (get_line (lines, i)->x2 - LEFT - WIDTH - CELL / 2) < 1;
        }
    }
  g_assert_cmpuint (all, >, 40);
  g_assert_cmpuint (flush, >=, all - 1);
}

/* A ratio may go on a line of its own behind its percentage: Unicode alone would pull both down. */
static void
test_ratio (gconstpointer data)
{
  g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
  g_autoptr (Pages) pages = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *first = NULL, *second = NULL;

  ka_doc_add_paragraph (
    doc, "甲坪砂岩矿等7座（见附件2）。大中型矿山机械率89.3%（25/28），距100%的目标还差3座。");
  pages = pages_new (doc, NULL);
  lines = pages_get_body (pages, 0);
  first = pages_squeeze (get_line (lines, 0)->text);
  second = pages_squeeze (get_line (lines, 1)->text);
  g_assert_true (g_str_has_suffix (first, "89.3%"));
  g_assert_true (g_str_has_prefix (second, "（25/28），距"));
}

/* ---- the first page ---- */

static KaDoc *
create_head (guint fonts, const char *signer)
{
  KaDoc *doc = create_doc (fonts);
  const KaDocHead head = { "重庆市江津区应急管理局文件", "江津应急文〔2025〕12号", signer };

  ka_doc_add_head (doc, &head);
  ka_doc_add_title (doc, "重庆市江津区应急管理局关于2025年第三季度非煤矿山安全生产工作情况的报告");
  ka_doc_add_addressee (doc, "重庆市应急管理局");
  ka_doc_add_paragraph (doc, "现将有关情况报告如下。");
  return doc;
}

static void
test_head (gconstpointer data)
{
  g_autoptr (KaDoc) doc = create_head (GPOINTER_TO_UINT (data), NULL);
  g_autoptr (Pages) pages = pages_new (doc, NULL);
  g_autoptr (GPtrArray) lines = pages_get_body (pages, 0);
  cairo_surface_t *surface = pages_render (pages, 0);
  PopplerRectangle mark, rule, number;
  const TextLine *title, *title2, *addressee;

  /* 发文机关标志: upper edge 35 mm below the type area's, within its width, centred. */
  g_assert_true (pages_find_ink (surface, is_red, 0, 0, 595, TOP + 60 * MM, &mark));
  assert_near (mark.y1, TOP + 35 * MM, 0.6);
  g_assert_cmpfloat (mark.x1, >=, LEFT - 1);
  g_assert_cmpfloat (mark.x2, <=, LEFT + WIDTH + 1);
  assert_near (mark.x1 + mark.x2, 2 * LEFT + WIDTH, 4);

  /* 发文字号 two blank lines below; the red line 4 mm below the number, 156 mm wide. */
  g_assert_true (pages_find_ink (surface, is_dark, 0, mark.y2, 595, mark.y2 + 100, &number));
  assert_near (number.y1 - mark.y2, 2 * PITCH + (PITCH - 16) / 2, 5);
  assert_near (number.x1 + number.x2, 2 * LEFT + WIDTH, 12);
  g_assert_true (pages_find_ink (surface, is_red, 0, number.y2, 595, number.y2 + 40, &rule));
  assert_near (rule.x1, LEFT, 0.6);
  assert_near (rule.x2, LEFT + WIDTH, 0.6);
  assert_near (rule.y1 - number.y2, 4 * MM, 2);
  g_assert_cmpfloat (rule.y2 - rule.y1, <=, 2);

  /* 标题 two lines below that, broken after the quarter; 主送 one line below it, flush left. */
  title = find_line (lines, "2025年第三季度");
  title2 = find_line (lines, "非煤矿山安全生产工作情况的报告");
  addressee = find_line (lines, "重庆市应急管理局：");
  assert_near (title->x1 + title->x2, 2 * LEFT + WIDTH, 1);
  assert_near (title2->x1 + title2->x2, 2 * LEFT + WIDTH, 1);
  assert_near (title->y1 - rule.y2, 2 * PITCH + (PITCH - 22) / 2, 6);
  assert_near (addressee->y1 + 16 - title2->y1 - 22, 2 * PITCH, 6);
  assert_near (addressee->x1, LEFT, 0.3);
  cairo_surface_destroy (surface);
}

/* To a higher office: number at the left, 签发人 at the right, each a character in. */
static void
test_signer (gconstpointer data)
{
  g_autoptr (KaDoc) doc = create_head (GPOINTER_TO_UINT (data), "张三丰");
  g_autoptr (Pages) pages = pages_new (doc, NULL);
  g_autoptr (GPtrArray) lines = pages_get_body (pages, 0);
  const TextLine *number = find_line (lines, "江津应急文〔2025〕12号");
  const TextLine *signer = find_line (lines, "张三丰");

  assert_near (number->x1, LEFT + CELL, 0.5);
  assert_near (signer->x2, LEFT + WIDTH - CELL, 0.7);
  assert_near (number->y1, signer->y1, 3);
}

/* A name that is too long for the width is narrowed, not cut. */
static void
test_long_mark (void)
{
  g_autoptr (KaDoc) doc = create_doc (0);
  const KaDocHead head
    = { "重庆市江津区人民政府安全生产委员会办公室重庆市江津区应急管理局文件", "1号" };
  g_autoptr (Pages) pages = NULL;
  cairo_surface_t *surface;
  PopplerRectangle mark;

  ka_doc_add_head (doc, &head);
  pages = pages_new (doc, NULL);
  surface = pages_render (pages, 0);
  g_assert_true (pages_find_ink (surface, is_red, 0, 0, 595, TOP + 50 * MM, &mark));
  g_assert_cmpfloat (mark.x1, >=, LEFT - 1);
  g_assert_cmpfloat (mark.x2, <=, LEFT + WIDTH + 1);
  g_assert_cmpfloat (mark.x2 - mark.x1, >, WIDTH - 8);
  assert_near (mark.y1, TOP + 35 * MM, 0.6);
  cairo_surface_destroy (surface);
}

/* ---- page numbers ---- */

static void
test_numbers (gconstpointer data)
{
  g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
  g_autofree char *text = repeat ("安全生产监督检查。", 500);
  g_autoptr (Pages) pages = NULL;

  ka_doc_add_paragraph (doc, text);
  pages = pages_new (doc, NULL);
  g_assert_cmpuint (pages->n_pages, >=, 4);
  for (guint page = 0; page < pages->n_pages; page++)
    {
      g_autoptr (GPtrArray) lines = pages_get_lines (pages, page);
      g_autofree char *wanted = g_strdup_printf ("—%u—", page + 1);
      const TextLine *number = find_line (lines, wanted);
      cairo_surface_t *surface = pages_render (pages, page);
      PopplerRectangle dash;

      /* 单页居右空一字, 双页居左空一字. */
      if (page % 2 == 0)
        assert_near (number->x2, LEFT + WIDTH - 14, 0.5);
      else
        assert_near (number->x1, LEFT + 14, 0.5);
      /* 一字线 7 mm below the type area: the dash before the figure. */
      g_assert_true (pages_find_ink (surface, is_dark, number->x1, TOP + HEIGHT, number->x1 + 13.5,
                                     TOP + HEIGHT + 60, &dash));
      assert_near (dash.y1, TOP + HEIGHT + 7 * MM, 0.8);
      g_assert_cmpfloat (dash.y2 - dash.y1, <, 3);
      cairo_surface_destroy (surface);
    }
}

static void
test_no_numbers (void)
{
  g_autoptr (KaDoc) doc = create_doc (0);
  g_autoptr (Pages) pages = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  ka_doc_add_paragraph (doc, "正文。");
  ka_doc_set_page_numbers (doc, KA_PAGE_NUMBERS_NONE);
  pages = pages_new (doc, NULL);
  lines = pages_get_lines (pages, 0);
  g_assert_cmpuint (lines->len, ==, 1);
}

/* ---- breaks ---- */

/* However many lines stand before it, a heading is never the last on its page. */
static void
test_headings (gconstpointer data)
{
  for (guint before = 16; before <= 24; before++)
    {
      g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
      g_autoptr (Pages) pages = NULL;
      guint found = 0;

      for (guint i = 0; i < before; i++)
        ka_doc_add_paragraph (doc, "一行正文。");
      ka_doc_add_heading (doc, 1, "总体情况");
      ka_doc_add_heading (doc, 2, "矿山底数");
      ka_doc_add_paragraph (doc, "全区共有矿山52座。");
      pages = pages_new (doc, NULL);
      for (guint page = 0; page < pages->n_pages; page++)
        {
          g_autoptr (GPtrArray) lines = pages_get_body (pages, page);

          g_assert_cmpuint (lines->len, <=, 22);
          for (guint i = 0; i < lines->len; i++)
            if (strstr (get_line (lines, i)->text, "矿山底数") != NULL)
              {
                found++;
                g_assert_cmpuint (i + 1, <, lines->len);
                g_assert_nonnull (strstr (get_line (lines, i - 1)->text, "总体情况"));
              }
        }
      g_assert_cmpuint (found, ==, 1);
    }
}

/* The signature has text above it on its page, however long the paper is; and its place is right. */
static void
test_signature (gconstpointer data)
{
  for (guint seal = 0; seal < 2; seal++)
    for (guint before = 15; before <= 24; before++)
      {
        g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
        g_autoptr (Pages) pages = NULL;
        g_autoptr (GPtrArray) lines = NULL;
        const TextLine *name, *date;

        for (guint i = 0; i < before; i++)
          ka_doc_add_paragraph (doc, "一行正文。");
        ka_doc_add_signature (doc, "重庆市江津区应急管理局", "2025年10月12日", seal != 0);
        pages = pages_new (doc, NULL);
        lines = pages_get_body (pages, pages->n_pages - 1);
        g_assert_nonnull (strstr (get_line (lines, 0)->text, "一行正文"));
        name = find_line (lines, "重庆市江津区应急管理局");
        date = find_line (lines, "2025年10月12日");
        assert_near (date->y1 - name->y1, PITCH, 0.05);
        if (seal)
          {
            assert_near (date->x2, LEFT + WIDTH - 4 * CELL, 0.8);
            assert_near (name->x1 + name->x2, date->x1 + date->x2, 1.6);
          }
        else
          {
            assert_near (name->x2, LEFT + WIDTH - 2 * CELL, 0.8);
            assert_near (date->x1, name->x1 + 2 * CELL, 0.8);
          }
      }
}

/* The list of annexes goes over to the page of the signature line by line: no more is left blank before it
 * than the signature, the room for the seal and two lines above it need. */
static void
test_signature_after_list (gconstpointer data)
{
  enum
  {
    N_ANNEXES = 9
  };

  for (guint before = 1; before <= 24; before++)
    {
      g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
      g_autoptr (Pages) pages = NULL;
      g_autoptr (GPtrArray) lines = NULL, previous = NULL;
      const TextLine *name;
      guint page, above = 0;

      for (guint i = 0; i < before; i++)
        ka_doc_add_paragraph (doc, "一行正文。");
      ka_doc_add_annex_list (doc);
      ka_doc_add_signature (doc, "重庆市江津区应急管理局", "2025年10月12日", TRUE);
      for (guint i = 0; i < N_ANNEXES; i++)
        ka_doc_begin_annex (doc, "清单", FALSE);
      pages = pages_new (doc, NULL);
      g_assert_cmpuint (pages->n_pages, >, N_ANNEXES);
      page = pages->n_pages - N_ANNEXES - 1;
      lines = pages_get_body (pages, page);
      name = find_line (lines, "重庆市江津区应急管理局");
      for (guint i = 0; i < lines->len; i++)
        above += get_line (lines, i)->y2 < name->y1 + 1;
      g_assert_cmpuint (above, >=, 2);
      if (page == 0)
        continue;
      previous = pages_get_body (pages, page - 1);
      /* Two lines, the room for the seal, the name and the date. */
      g_assert_cmpfloat (TOP + HEIGHT - get_line (previous, previous->len - 1)->y2, <=,
                         (2 + 2 + 2) * PITCH);
    }
}

/* ---- annexes, imprint ---- */

static void
test_annexes (gconstpointer data)
{
  g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
  g_autoptr (Pages) pages = NULL;
  g_autoptr (GPtrArray) body = NULL, first = NULL, second = NULL;
  const TextLine *list, *second_name, *label, *title;
  cairo_surface_t *surface;
  PopplerRectangle number;
  PopplerPage *page;
  double width, height;

  ka_doc_add_paragraph (doc, "正文。");
  ka_doc_add_annex_list (doc);
  ka_doc_begin_annex (doc, "四化进展情况表", FALSE);
  ka_doc_add_paragraph (doc, "第一个附件。");
  ka_doc_begin_annex (doc, "重大事故隐患清单", TRUE);
  ka_doc_add_paragraph (doc, "第二个附件。");
  pages = pages_new (doc, NULL);
  g_assert_cmpuint (pages->n_pages, ==, 3);

  /* 附件说明: a blank line, two characters in, the names below each other. */
  body = pages_get_body (pages, 0);
  list = find_line (body, "附件：1.四化进展情况表");
  second_name = find_line (body, "2.重大事故隐患清单");
  assert_near (list->y1 - get_line (body, 0)->y1, 2 * PITCH, 0.1);
  assert_near (list->x1, LEFT + 2 * CELL, 0.4);
  assert_near (second_name->x1, LEFT + 5 * CELL, 0.6);

  /* 附件1 on the first line, flush left; its title centred on the third. */
  first = pages_get_body (pages, 1);
  label = find_line (first, "附件1");
  title = find_line (first, "四化进展情况表");
  assert_near (label->x1, LEFT, 0.4);
  assert_near ((title->y1 + title->y2) / 2 - (label->y1 + label->y2) / 2, 2 * PITCH, 4);
  assert_near (title->x1 + title->x2, 2 * LEFT + WIDTH, 1);

  /* The wide one lies on its side, its number where an upright page has it: page 3 at the right of the
   * foot, which is the lower end of the left edge. */
  page = poppler_document_get_page (pages->document, 2);
  poppler_page_get_size (page, &width, &height);
  g_object_unref (page);
  assert_near (width, 297 * MM, 0.1);
  assert_near (height, 210 * MM, 0.1);
  second = pages_get_body (pages, 2);
  assert_near (find_line (second, "附件2")->x1, 35 * MM, 0.4);
  surface = pages_render (pages, 2);
  g_assert_true (pages_find_ink (surface, is_dark, 0, 0, 35 * MM - 2, height, &number));
  assert_near (number.x2, 35 * MM - 7 * MM, 0.8 + 7);
  assert_near (number.y2, LEFT + WIDTH - 14, 1.5);
  g_assert_cmpfloat (number.y2 - number.y1, >, 20);
  cairo_surface_destroy (surface);
}

/* One annex alone has no number. */
static void
test_one_annex (void)
{
  g_autoptr (KaDoc) doc = create_doc (0);
  g_autoptr (Pages) pages = NULL;
  g_autofree char *text = NULL;

  ka_doc_add_paragraph (doc, "正文。");
  ka_doc_add_annex_list (doc);
  ka_doc_begin_annex (doc, "名单", FALSE);
  pages = pages_new (doc, NULL);
  text = pages_get_text (pages);
  g_assert_cmpstr (text, ==, "正文。附件：名单附件名单");
}

static void
test_imprint (gconstpointer data)
{
  for (guint before = 1; before < 24; before += 7)
    {
      g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
      g_autoptr (Pages) pages = NULL;
      g_autoptr (GPtrArray) lines = NULL;
      const TextLine *copies, *printer, *date;
      cairo_surface_t *surface;
      PopplerRectangle rule;

      for (guint i = 0; i < before; i++)
        ka_doc_add_paragraph (doc, "一行正文。");
      ka_doc_set_imprint (doc, "区委办公室，区政府办公室", "江津区应急管理局办公室",
                          "2025年10月12日");
      pages = pages_new (doc, NULL);
      g_assert_cmpuint (pages->n_pages, ==, before > 19 ? 2 : 1);
      lines = pages_get_body (pages, pages->n_pages - 1);
      copies = find_line (lines, "抄送：区委办公室，区政府办公室。");
      printer = find_line (lines, "江津区应急管理局办公室");
      date = find_line (lines, "2025年10月12日印发");
      assert_near (copies->x1, LEFT + 14, 0.5);
      assert_near (printer->x1, LEFT + 14, 0.5);
      assert_near (date->x2, LEFT + WIDTH - 14, 0.8);
      assert_near (date->y1, printer->y1, 3);
      /* The last rule lies on the lower edge of the type area. */
      surface = pages_render (pages, pages->n_pages - 1);
      g_assert_true (pages_find_ink (surface, is_dark, LEFT + 5, TOP + HEIGHT - 4, LEFT + 12,
                                     TOP + HEIGHT + 4, &rule));
      assert_near ((rule.y1 + rule.y2) / 2, TOP + HEIGHT, 0.6);
      g_assert_true (pages_find_ink (surface, is_dark, LEFT + 5, TOP + HEIGHT - 2 * PITCH - 3,
                                     LEFT + 12, TOP + HEIGHT - 2 * PITCH + 3, &rule));
      cairo_surface_destroy (surface);
    }
}

/* ---- the file ---- */

static void
test_file (void)
{
  const KaDocMeta meta
    = { "季度报告", "江津区应急管理局", "安全生产", "非煤矿山", "2025-10-12T09:00:00+08:00" };
  g_autoptr (GBytes) before = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (KaDoc) doc = create_head (0, NULL);
      g_autoptr (Pages) pages = NULL;
      g_autofree char *title = NULL, *author = NULL;

      pages = pages_new (doc, &meta);
      title = poppler_document_get_title (pages->document);
      author = poppler_document_get_author (pages->document);
      g_assert_cmpstr (title, ==, meta.title);
      g_assert_cmpstr (author, ==, meta.author);
      g_assert_cmpint (poppler_document_get_creation_date (pages->document), ==, 1760230800);
      g_assert_cmpint (poppler_document_get_modification_date (pages->document), ==, 1760230800);
      /* The same document and the same day: the same bytes. */
      if (round > 0)
        g_assert_true (g_bytes_equal (before, pages->bytes));
      g_clear_pointer (&before, g_bytes_unref);
      before = g_bytes_ref (pages->bytes);
    }
}

static guint
count_bookmarks (PopplerIndexIter *iter, GString *titles)
{
  guint n = 0;

  do
    {
      PopplerAction *action = poppler_index_iter_get_action (iter);
      PopplerIndexIter *child = poppler_index_iter_get_child (iter);

      g_string_append_printf (titles, "%s@%d;", action->any.title,
                              action->goto_dest.dest->page_num);
      poppler_action_free (action);
      n++;
      if (child != NULL)
        n += count_bookmarks (child, titles);
      g_clear_pointer (&child, poppler_index_iter_free);
    }
  while (poppler_index_iter_next (iter));
  return n;
}

static void
test_outline (void)
{
  g_autoptr (KaDoc) doc = create_doc (0);
  g_autoptr (Pages) pages = NULL;
  g_autoptr (GString) titles = g_string_new (NULL);
  PopplerIndexIter *iter;

  ka_doc_add_heading (doc, 1, "总体情况");
  ka_doc_add_heading (doc, 2, "矿山底数");
  ka_doc_add_paragraph (doc, "正文。");
  ka_doc_add_heading (doc, 1, "下步工作");
  ka_doc_add_paragraph (doc, "正文。");
  ka_doc_begin_annex (doc, "清单", FALSE);
  pages = pages_new (doc, NULL);
  iter = poppler_index_iter_new (pages->document);
  g_assert_cmpuint (count_bookmarks (iter, titles), ==, 4);
  poppler_index_iter_free (iter);
  g_assert_cmpstr (titles->str, ==, "一、总体情况@1;（一）矿山底数@1;二、下步工作@1;附件 清单@2;");
}

/* Every face goes with the file, only with the characters used. */
static void
test_embedded (gconstpointer data)
{
  g_autoptr (KaDoc) doc = create_head (GPOINTER_TO_UINT (data), "张三");
  g_autoptr (Pages) pages = NULL;
  PopplerFontInfo *info;
  PopplerFontsIter *iter = NULL;
  guint n = 0;

  ka_doc_add_heading (doc, 1, "一级");
  ka_doc_add_heading (doc, 2, "二级");
  pages = pages_new (doc, NULL);
  info = poppler_font_info_new (pages->document);
  while (poppler_font_info_scan (info, 100, &iter))
    {
      if (iter == NULL)
        continue;
      do
        {
          n++;
          g_assert_true (poppler_fonts_iter_is_embedded (iter));
          g_assert_true (poppler_fonts_iter_is_subset (iter));
        }
      while (poppler_fonts_iter_next (iter));
      g_clear_pointer (&iter, poppler_fonts_iter_free);
    }
  g_object_unref (info);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (g_bytes_get_size (pages->bytes), <, 600000);
}

static void
test_links (void)
{
  g_autoptr (KaDoc) doc = create_doc (0);
  const KaDocMeta meta = { .links = TRUE };
  KaTable *table = ka_table_new (NULL);
  g_autoptr (Pages) pages = NULL, plain = NULL;
  g_autofree char *text = NULL;
  PopplerPage *page;
  GList *links;

  ka_doc_add_paragraph (doc, "全区共有矿山" KA_DOC_LINK "kuangan:mine?type=地下" KA_DOC_LINK_TEXT
                             "52" KA_DOC_LINK_END "座。");
  ka_table_add_column (table, "数", 0, KA_ALIGN_RIGHT);
  ka_table_add_cells (table, KA_ROW_PLAIN,
                      KA_DOC_LINK "kuangan:b" KA_DOC_LINK_TEXT "7" KA_DOC_LINK_END, NULL);
  ka_doc_add_table (doc, table);
  ka_table_unref (table);

  pages = pages_new (doc, &meta);
  text = pages_get_text (pages);
  g_assert_cmpstr (text, ==, "全区共有矿山52座。数7");
  page = poppler_document_get_page (pages->document, 0);
  links = poppler_page_get_link_mapping (page);
  g_assert_cmpuint (g_list_length (links), ==, 2);
  for (GList *l = links; l != NULL; l = l->next)
    {
      PopplerLinkMapping *link = l->data;

      g_assert_cmpint (link->action->type, ==, POPPLER_ACTION_URI);
      if (g_str_equal (link->action->uri.uri, "kuangan:b"))
        continue;
      g_assert_cmpstr (link->action->uri.uri, ==, "kuangan:mine?type=%E5%9C%B0%E4%B8%8B");
      assert_near (link->area.x1, LEFT + 8 * CELL, 1);
      /* Two figures are as wide as a character in the proper face; others are wider. */
      assert_near (link->area.x2 - link->area.x1, CELL, CELL / 2);
    }
  poppler_page_free_link_mapping (links);
  g_object_unref (page);

  /* What is sent carries none. */
  plain = pages_new (doc, NULL);
  page = poppler_document_get_page (plain->document, 0);
  g_assert_null (poppler_page_get_link_mapping (page));
  g_object_unref (page);
}

/* Strict readers find nothing to complain of. */
static void
test_sound (void)
{
  g_autofree char *qpdf = g_find_program_in_path ("qpdf");
  g_autofree char *dir = g_dir_make_tmp ("kuangan-doc-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "a.pdf", NULL);

  if (qpdf == NULL)
    {
      g_test_skip ("no qpdf");
      g_rmdir (dir);
      return;
    }
  for (guint links = 0; links < 2; links++)
    {
      g_autoptr (KaDoc) doc = create_head (0, NULL);
      const KaDocMeta meta = { "题", .links = links != 0 };
      g_autoptr (GError) error = NULL;
      int status = -1;

      ka_doc_add_heading (doc, 1, "总体情况");
      ka_doc_add_paragraph (doc, KA_DOC_LINK "kuangan:a" KA_DOC_LINK_TEXT "7" KA_DOC_LINK_END);
      ka_doc_write_pdf (doc, path, &meta, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_spawn_sync (NULL, (char *[]){ qpdf, (char *)"--check", path, NULL }, NULL,
                    G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                    &status, &error);
      g_assert_no_error (error);
      g_assert_cmpint (status, ==, 0);
    }
  g_unlink (path);
  g_rmdir (dir);
}

static void
test_errors (void)
{
  g_autoptr (KaDoc) doc = create_head (0, NULL);
  g_autoptr (GError) missing = NULL, full = NULL, cancelled = NULL, faceless = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *dir = g_dir_make_tmp ("kuangan-doc-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "a.pdf", NULL);
  const char *const nowhere[] = { dir, NULL };

  g_assert_false (ka_doc_write_pdf (doc, "/nonexistent/a.pdf", NULL, NULL, NULL, NULL, &missing));
  g_assert_error (missing, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_suffix (missing->message, "。"));

  g_cancellable_cancel (cancellable);
  g_assert_false (ka_doc_write_pdf (doc, path, NULL, NULL, NULL, cancellable, &cancelled));
  g_assert_error (cancelled, KA_ERROR, KA_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  /* No Chinese face anywhere: rather no paper than one of boxes. */
  ka_doc_set_font_dirs (doc, nowhere);
  g_assert_false (ka_doc_write_pdf (doc, path, NULL, NULL, NULL, NULL, &faceless));
  g_assert_error (faceless, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (faceless->message, "fonts-noto-cjk"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

/* A character that no face has is printed as 〓 and named; those that Fandol lacks come from another. */
static void
test_unknown (gconstpointer data)
{
  g_autoptr (KaDoc) doc = create_doc (GPOINTER_TO_UINT (data));
  g_autoptr (Pages) pages = NULL;
  g_autofree char *text = NULL;
  gboolean warned = FALSE;

  ka_doc_add_paragraph (doc, KA_DOC_BOLD "瀼渡镇" KA_DOC_PLAIN "、蔈草镇\356\200\216，面积12㎡。");
  pages = pages_new (doc, NULL);
  text = pages_get_text (pages);
  g_assert_cmpstr (text, ==, "瀼渡镇、蔈草镇〓，面积12㎡。");
  for (guint i = 0; i < pages->warnings->len; i++)
    warned = warned || strstr (pages->warnings->pdata[i], "U+E00E") != NULL;
  g_assert_true (warned);
}

static void
add_for_fonts (const char *path, GTestDataFunc func)
{
  for (guint i = 0; i < pages_n_font_sets (); i++)
    {
      g_autofree char *name = g_strdup_printf ("/report/paper/%s/%u", path, i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), func);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_for_fonts ("grid", test_grid);
  add_for_fonts ("flush", test_flush);
  add_for_fonts ("ratio", test_ratio);
  add_for_fonts ("head", test_head);
  add_for_fonts ("signer", test_signer);
  add_for_fonts ("numbers", test_numbers);
  add_for_fonts ("headings", test_headings);
  add_for_fonts ("signature", test_signature);
  add_for_fonts ("signature-after-list", test_signature_after_list);
  add_for_fonts ("annexes", test_annexes);
  add_for_fonts ("imprint", test_imprint);
  add_for_fonts ("embedded", test_embedded);
  add_for_fonts ("unknown", test_unknown);
  g_test_add_func ("/report/paper/long-mark", test_long_mark);
  g_test_add_func ("/report/paper/no-numbers", test_no_numbers);
  g_test_add_func ("/report/paper/one-annex", test_one_annex);
  g_test_add_func ("/report/paper/file", test_file);
  g_test_add_func ("/report/paper/outline", test_outline);
  g_test_add_func ("/report/paper/links", test_links);
  g_test_add_func ("/report/paper/sound", test_sound);
  g_test_add_func ("/report/paper/errors", test_errors);
  return g_test_run ();
}
