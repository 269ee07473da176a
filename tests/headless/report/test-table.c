/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "test-paper-pages.h"

#define TOP (37 * MM)
#define LEFT (28 * MM)
#define WIDTH (156 * MM)
#define HEIGHT (225 * MM)

static KaTable *
create_table (guint n_rows)
{
  KaTable *table = ka_table_new ("表1 检查情况");

  ka_table_set_unit (table, "单位：座");
  ka_table_set_note (table, "注：合计不含尾矿库。");
  ka_table_add_column (table, "序号", 0, KA_ALIGN_CENTER);
  ka_table_add_column (table, "矿山名称", 0, KA_ALIGN_LEFT);
  ka_table_add_column (table, "检查|计划", 0, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "检查|完成", 0, KA_ALIGN_RIGHT);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *name = g_strdup_printf ("矿山%03u号", i + 1);

      ka_table_add_cells (table, KA_ROW_PLAIN, number, name, "12", "9.5", NULL);
    }
  ka_table_add_cells (table, KA_ROW_TOTAL, "合计", "", "144", "99", NULL);
  return table;
}

static void
test_model (void)
{
  g_autoptr (KaTable) table = create_table (2);

  ka_table_set_grouped (table, 1, TRUE);
  g_assert_cmpstr (ka_table_get_title (table), ==, "表1 检查情况");
  g_assert_cmpstr (ka_table_get_unit (table), ==, "单位：座");
  g_assert_cmpstr (ka_table_get_note (table), ==, "注：合计不含尾矿库。");
  g_assert_cmpuint (ka_table_get_n_columns (table), ==, 4);
  g_assert_cmpuint (ka_table_get_n_rows (table), ==, 3);
  g_assert_cmpstr (ka_table_get_heading (table, 3), ==, "检查|完成");
  g_assert_cmpint (ka_table_get_align (table, 2), ==, KA_ALIGN_RIGHT);
  g_assert_true (ka_table_get_grouped (table, 1));
  g_assert_false (ka_table_get_grouped (table, 0));
  g_assert_cmpint (ka_table_get_row_kind (table, 2), ==, KA_ROW_TOTAL);
  g_assert_cmpstr (ka_table_get_cell (table, 1, 1), ==, "矿山002号");
  g_assert_cmpstr (ka_table_get_cell (table, 2, 1), ==, "");
  /* Too few cells are empty ones. */
  ka_table_add_cells (table, KA_ROW_SECTION, "露天矿山", NULL);
  g_assert_cmpstr (ka_table_get_cell (table, 3, 3), ==, "");
}

static Pages *
set_table (KaTable *table, guint before, gboolean landscape, guint fonts)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();

  if (pages_font_dirs (fonts) != NULL)
    ka_doc_set_font_dirs (doc, pages_font_dirs (fonts));
  for (guint i = 0; i < before; i++)
    ka_doc_add_paragraph (doc, "一行正文。");
  if (landscape)
    ka_doc_begin_annex (doc, "表", TRUE);
  ka_doc_add_table (doc, table);
  return pages_new (doc, NULL);
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + strlen (word), word))
    n++;
  return n;
}

static char *
get_page_text (Pages *pages, guint page)
{
  g_autoptr (GPtrArray) lines = pages_get_body (pages, page);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *bare = pages_squeeze (((TextLine *)g_ptr_array_index (lines, i))->text);

      g_string_append_printf (all, "%s\n", bare);
    }
  return g_string_free (all, FALSE);
}

/* Wherever the table begins: the head on each of its pages, at least two rows below it; no row lost; the
 * last page holds more than the total. */
static void
test_pages (gconstpointer data)
{
  for (guint before = 0; before < 22; before += 3)
    for (guint n_rows = 1; n_rows < 90; n_rows += 29)
      {
        g_autoptr (KaTable) table = create_table (n_rows);
        g_autoptr (Pages) pages = set_table (table, before, FALSE, GPOINTER_TO_UINT (data));
        g_autofree char *all = pages_get_text (pages);

        g_assert_cmpuint (count (all, "表1检查情况"), ==, 1);
        g_assert_cmpuint (count (all, "单位：座"), ==, 1);
        g_assert_cmpuint (count (all, "注：合计不含尾矿库。"), ==, 1);
        g_assert_cmpuint (count (all, "合计144"), ==, 1);
        for (guint i = 1; i <= n_rows; i++)
          {
            g_autofree char *name = g_strdup_printf ("矿山%03u号", i);

            g_assert_cmpuint (count (all, name), ==, 1);
          }
        for (guint page = 0; page < pages->n_pages; page++)
          {
            g_autofree char *text = get_page_text (pages, page);
            guint rows = count (text, "9.5") + count (text, "144");

            if (rows == 0)
              {
                g_assert_cmpuint (count (text, "矿山名称"), ==, 0);
                continue;
              }
            g_assert_cmpuint (count (text, "矿山名称"), ==, 1);
            g_assert_cmpuint (rows, >=, 2);
          }
      }
}

/* The rules end where the type area ends, and the last stroke is not below it. */
static void
test_rules (gconstpointer data)
{
  g_autoptr (KaTable) table = create_table (60);
  g_autoptr (Pages) pages = set_table (table, 3, FALSE, GPOINTER_TO_UINT (data));

  for (guint page = 0; page < pages->n_pages; page++)
    {
      cairo_surface_t *surface = pages_render (pages, page);
      PopplerRectangle ink;

      g_assert_true (pages_find_ink (surface, is_dark, 0, 0, 595, TOP + HEIGHT + 5, &ink));
      g_assert_cmpfloat (ink.x1, >=, LEFT - 1);
      g_assert_cmpfloat (ink.x2, <=, LEFT + WIDTH + 1);
      g_assert_cmpfloat_with_epsilon (ink.x1, LEFT, 1);
      g_assert_cmpfloat_with_epsilon (ink.x2, LEFT + WIDTH, 1);
      g_assert_cmpfloat (ink.y2, <=, TOP + HEIGHT + 1);
      cairo_surface_destroy (surface);
    }
}

/* A cell higher than a page goes over the page's end, line by line, none lost, none twice. */
static void
test_huge_cell (gconstpointer data)
{
  g_autoptr (KaTable) table = ka_table_new (NULL);
  g_autoptr (GString) huge = g_string_new (NULL);
  g_autoptr (Pages) pages = NULL;
  g_autoptr (GRegex) head = NULL;
  g_autofree char *text = NULL, *cells = NULL;

  for (guint i = 0; i < 700; i++)
    g_string_append_printf (huge, "第%u句话。", i);
  ka_table_add_column (table, "案情", 0, KA_ALIGN_LEFT);
  ka_table_add_cells (table, KA_ROW_PLAIN, "短", NULL);
  ka_table_add_cells (table, KA_ROW_PLAIN, huge->str, NULL);
  ka_table_add_cells (table, KA_ROW_PLAIN, "末", NULL);
  pages = set_table (table, 4, FALSE, GPOINTER_TO_UINT (data));
  g_assert_cmpuint (pages->n_pages, >=, 4);
  text = pages_get_text (pages);
  g_assert_cmpuint (count (text, "案情"), ==, pages->n_pages);
  head = g_regex_new ("案情", 0, 0, NULL);
  cells = g_regex_replace_literal (head, text, -1, 0, "", 0, NULL);
  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("第%u句话。", i);

      g_assert_cmpuint (count (cells, sentence), ==, 1);
    }
  g_assert_true (g_str_has_suffix (text, "末"));
}

/* Equal cells below each other are one, again on each page. */
static void
test_grouped (gconstpointer data)
{
  g_autoptr (KaTable) table = ka_table_new (NULL);
  g_autoptr (Pages) pages = NULL;
  g_autofree char *text = NULL;

  ka_table_add_column (table, "镇街", 0, KA_ALIGN_CENTER);
  ka_table_add_column (table, "序", 0, KA_ALIGN_LEFT);
  ka_table_set_grouped (table, 0, TRUE);
  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *cell = g_strdup_printf ("行%03u", i);

      ka_table_add_cells (table, KA_ROW_PLAIN,
                          i < 3    ? "珞璜镇"
                          : i < 78 ? "德感街道"
                                   : "白沙镇",
                          cell, NULL);
    }
  pages = set_table (table, 0, FALSE, GPOINTER_TO_UINT (data));
  text = pages_get_text (pages);
  g_assert_cmpuint (count (text, "珞璜镇"), ==, 1);
  g_assert_cmpuint (count (text, "白沙镇"), ==, 1);
  g_assert_cmpuint (count (text, "德感街道"), ==, pages->n_pages);
  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *cell = g_strdup_printf ("行%03u", i);

      g_assert_cmpuint (count (text, cell), ==, 1);
    }
}

/* Numbers, dates and names of places stay on one line while there is any room. */
static void
test_widths (gconstpointer data)
{
  static const char *const cells[]
    = { "1",
        "重庆市江津区珞璜镇石灰石矿有限责任公司第一采区",
        "德感街道",
        "2025-09-30",
        "1,234.56",
        "915001163049876543",
        "应急管理部门",
        "边坡角大于设计角度，未按设计自上而下分台阶开采，台阶高度超过设计要求" };
  g_autoptr (KaTable) table = ka_table_new (NULL);
  g_autoptr (Pages) pages = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *heading = g_strdup_printf ("列%u", (guint)i);

      ka_table_add_column (table, heading, 0, KA_ALIGN_LEFT);
    }
  for (guint i = 0; i < 3; i++)
    ka_table_add_cells (table, KA_ROW_PLAIN, cells[0], cells[1], cells[2], cells[3], cells[4],
                        cells[5], cells[6], cells[7], NULL);
  pages = set_table (table, 0, TRUE, GPOINTER_TO_UINT (data));
  text = get_page_text (pages, pages->n_pages - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    if (i != 1 && i != 7 && i != 0)
      g_assert_cmpuint (count (text, cells[i]), ==, 3);
}

/* Forty columns do not fit: everything is there all the same, within the type area. */
static void
test_wide (gconstpointer data)
{
  g_autoptr (KaTable) table = ka_table_new (NULL);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (Pages) pages = NULL;
  cairo_surface_t *surface;
  PopplerRectangle ink;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *heading = g_strdup_printf ("指标%u", i);

      ka_table_add_column (table, heading, 0, KA_ALIGN_RIGHT);
      g_ptr_array_add (cells, g_strdup ("12.3"));
    }
  g_ptr_array_add (cells, NULL);
  ka_table_add_row (table, KA_ROW_PLAIN, (const char *const *)cells->pdata);
  pages = set_table (table, 0, FALSE, GPOINTER_TO_UINT (data));
  surface = pages_render (pages, 0);
  g_assert_true (pages_find_ink (surface, is_dark, 0, 0, 595, TOP + HEIGHT, &ink));
  g_assert_cmpfloat (ink.x1, >=, LEFT - 1);
  g_assert_cmpfloat (ink.x2, <=, LEFT + WIDTH + 1);
  cairo_surface_destroy (surface);
}

/* The first rows with what stands among them, a line that tells of the rest, the totals at the end. */
static void
test_abridged (void)
{
  static const struct
  {
    KaRowKind kind;
    const char *text;
  } ROWS[] = {
    { KA_ROW_SECTION, "甲" }, { KA_ROW_PLAIN, "一" },   { KA_ROW_TOTAL, "小计" },
    { KA_ROW_PLAIN, "二" },   { KA_ROW_SECTION, "乙" }, { KA_ROW_PLAIN, "三" },
    { KA_ROW_TOTAL, "合计" }, { KA_ROW_TOTAL, "占比" },
  };
  static const char *const ABRIDGED[][8] = {
    { "其余", "合计", "占比", NULL },
    { "甲", "一", "其余", "合计", "占比", NULL },
    { "甲", "一", "小计", "二", "其余", "合计", "占比", NULL },
  };
  g_autoptr (KaTable) table = ka_table_new ("表");

  ka_table_add_column (table, "名称", 3, KA_ALIGN_RIGHT);
  ka_table_set_note (table, "注");
  ka_table_set_grouped (table, 0, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    ka_table_add_cells (table, ROWS[i].kind, ROWS[i].text, NULL);
  g_assert_cmpuint (ka_table_count_rows (table, KA_ROW_PLAIN), ==, 3);
  for (guint most = 0; most < G_N_ELEMENTS (ABRIDGED); most++)
    {
      g_autoptr (KaTable) abridged = ka_table_abridge (table, most, "其余");
      guint n = g_strv_length ((char **)ABRIDGED[most]);

      g_assert_cmpuint (ka_table_get_n_rows (abridged), ==, n);
      for (guint i = 0; i < n; i++)
        g_assert_cmpstr (ka_table_get_cell (abridged, i, 0), ==, ABRIDGED[most][i]);
      g_assert_cmpint (ka_table_get_row_kind (abridged, n - 3), ==, KA_ROW_SECTION);
      g_assert_cmpint (ka_table_get_row_kind (abridged, n - 1), ==, KA_ROW_TOTAL);
      g_assert_cmpstr (ka_table_get_title (abridged), ==, "表");
      g_assert_cmpstr (ka_table_get_note (abridged), ==, "注");
      g_assert_cmpint (ka_table_get_align (abridged, 0), ==, KA_ALIGN_RIGHT);
      g_assert_true (ka_table_get_grouped (abridged, 0));
    }
}

/* A table without rows is its head. */
static void
test_empty (gconstpointer data)
{
  g_autoptr (KaTable) table = ka_table_new (NULL);
  g_autoptr (Pages) pages = NULL;
  g_autofree char *text = NULL;

  ka_table_add_column (table, "甲", 0, KA_ALIGN_LEFT);
  ka_table_add_column (table, "乙", 0, KA_ALIGN_LEFT);
  pages = set_table (table, 0, FALSE, GPOINTER_TO_UINT (data));
  text = pages_get_text (pages);
  g_assert_cmpstr (text, ==, "甲乙");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } cases[]
    = { { "pages", test_pages },     { "rules", test_rules },   { "huge-cell", test_huge_cell },
        { "grouped", test_grouped }, { "widths", test_widths }, { "wide", test_wide },
        { "empty", test_empty } };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/table/model", test_model);
  g_test_add_func ("/report/table/abridged", test_abridged);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint set = 0; set < pages_n_font_sets (); set++)
      {
        g_autofree char *name = g_strdup_printf ("/report/table/%s/%u", cases[i].name, set);

        g_test_add_data_func (name, GUINT_TO_POINTER (set), cases[i].func);
      }
  return g_test_run ();
}
