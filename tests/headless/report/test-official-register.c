/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Official papers on their pages and in the register: they go on, nothing is signed alone on a page, numbers
 * stay taken. */
#include "config.h"

#include "paper-world.h"

#include <ka-attachment.h>
#include <ka-day.h>
#include <ka-list-paper.h>
#include <string.h>

/* ---- pages ---- */

static char *
page_text (Pages *pages, guint page)
{
  g_autoptr (GPtrArray) lines = pages_get_lines (pages, page);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, ((TextLine *)lines->pdata[i])->text);
  return pages_squeeze (text->str);
}

/* A page that is signed has text of the body above it, and each says which of how many it is. */
static void
check_pages (Pages *pages, const char *name, const char *mark, guint seed)
{
  for (guint i = 0; i < pages->n_pages; i++)
    {
      g_autofree char *text = page_text (pages, i);
      g_autofree char *number = g_strdup_printf ("（第%u页共%u页）", i + 1, pages->n_pages);

      if (strstr (text, name) == NULL || strstr (text, number) == NULL)
        g_error ("seed %u, page %u: %s", seed, i + 1, text);
      /* The number of the paper stands on its first page only. */
      g_assert_true ((strstr (text, "（草稿）") != NULL) == (i == 0));
      if (i + 1 == pages->n_pages && strstr (text, mark) == NULL)
        g_error ("seed %u: signatures alone on page %u: %s", seed, i + 1, text);
    }
}

static char *
make_long (GRand *rand, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      guint words = g_rand_int_range (rand, 1, 30);

      g_string_append_printf (text, "%s%u．采场", i > 0 ? "\n" : "", i + 1);
      for (guint w = 0; w < words; w++)
        g_string_append (text, w % 7 == 6 ? "（+420m）" : "边坡浮石未清理");
      g_string_append (text, "末");
    }
  return g_string_free (text, FALSE);
}

static void
test_continuation (void)
{
  World world = world_new ();
  guint seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  static const struct
  {
    const char *form, *kind, *part, *name, *mark;
  } cases[] = {
    { "record", "inspection", "found", "现场检查记录", "末" },
    { "decision", "inspection", "measures", "现场处理措施决定书", "另有规定的除外" },
    { "review", "hazard", "opinion", "整改复查意见书", "末" },
    { "penalty-inform", "penalty", "facts", "行政处罚告知书", "机关地址" },
  };

  g_test_message ("seed %u", seed);
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    for (guint i = 0; i < 12; i++)
      {
        g_autofree char *text = make_long (rand, (guint)g_rand_int_range (rand, 1, 45));
        g_autoptr (KaPaper) paper
          = world_open_paper (&world, cases[c].form, cases[c].kind, "2025-10-08");
        g_autoptr (Pages) pages = NULL;
        g_autofree char *all = NULL;
        g_autofree char *bare = pages_squeeze (text);

        ka_paper_set_part (paper, cases[c].part, text);
        pages = world_set_paper (paper);
        /* The last page of a record holds the end of what was found, not the signatures alone; the others
         * have text of their own above them. */
        check_pages (pages, cases[c].name, cases[c].mark, seed);
        all = pages_get_text (pages);
        g_assert_cmpuint (pages->n_pages, >=, 1);
        if (pages->n_pages == 1)
          g_assert_nonnull (strstr (all, bare));
      }
  world_clear (&world);
}

/* A cell that is higher than a page goes on on the next, and nothing of it is lost. */
static void
test_long_cell (void)
{
  World world = world_new ();
  g_autoptr (KaPaper) paper = world_open_paper (&world, "scheme", "inspection", "2025-10-08");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (Pages) pages = NULL;
  g_autofree char *all = NULL;

  for (guint i = 1; i <= 120; i++)
    g_string_append_printf (text, "%u．检查第%u项内容。\n", i, i);
  ka_paper_set_part (paper, "content", text->str);
  pages = world_set_paper (paper);
  g_assert_cmpuint (pages->n_pages, >=, 3);
  all = pages_get_text (pages);
  for (guint i = 1; i <= 120; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u．检查第%u项内容。", i, i);

      g_assert_nonnull (strstr (all, line));
    }
  check_pages (pages, "现场检查方案", "", 0);
  world_clear (&world);
}

/* Blanks are underlined: a rule lies under what is filled in, and under what is not. */
static void
test_rules (void)
{
  World world = world_new ();
  g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");
  g_autoptr (Pages) pages = world_set_paper (paper);
  cairo_surface_t *surface = pages_render (pages, 0);
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  guint rules = 0;

  for (int y = 0; y < height; y++)
    {
      int run = 0, longest = 0;

      for (int x = 0; x < width; x++)
        {
          run = data[y * stride + 4 * x] < 200 ? run + 1 : 0;
          longest = MAX (longest, run);
        }
      rules += longest > 160;
    }
  /* Two under the head, four blanks as long, six lines of what was found, two to be signed. */
  g_assert_cmpuint (rules, >=, 14);
  cairo_surface_destroy (surface);
  world_clear (&world);
}

/* ---- photographs ---- */

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
attach_picture (World *world, const char *name, gboolean whole)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 200);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autofree char *path = g_build_filename (world->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_rectangle (cr, 0, 0, 150, 200);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_bytes, png);
  cairo_surface_destroy (surface);
  g_assert_true (g_file_set_contents (path, (const char *)png->data,
                                      whole ? (gssize)png->len : (gssize)png->len / 2, NULL));
  g_assert_cmpint (ka_attachment_add (world->ledger, ka_kind_get ("inspection"), world->inspection,
                                      path, NULL, NULL, NULL, NULL, &error),
                   >, 0);
  g_assert_no_error (error);
}

/* A PNG is printed behind the record as a JPEG is: its left half is red, what lets light through is white. One
 * that cannot be read is not left out without a word. */
static void
test_png (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  PopplerRectangle box;

  attach_picture (&world, "采场.png", TRUE);
  {
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");
    g_autoptr (Pages) pages = world_set_paper (paper);
    cairo_surface_t *surface;

    g_assert_cmpuint (pages->n_pages, ==, 2);
    world_assert_tells (pages, "照片1　采场.png");
    surface = pages_render (pages, 1);
    g_assert_true (pages_find_ink (surface, is_red, 0, 0, 595, 842, &box));
    g_assert_cmpfloat (ABS ((box.x2 - box.x1) / (box.y2 - box.y1) - 150.0 / 200.0), <, 0.05);
    cairo_surface_destroy (surface);
  }
  attach_picture (&world, "坏.png", FALSE);
  {
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");
    g_autoptr (KaDoc) doc = ka_paper_make_doc (paper, &error);

    g_assert_null (doc);
    g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
    g_assert_nonnull (strstr (error->message, "“坏.png”"));
    g_assert_true (g_str_has_suffix (error->message, "。"));
  }
  world_clear (&world);
}

/* ---- the register ---- */

static void
test_void (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL, *state = NULL;
  gint64 first, second;

  {
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");

    first = ka_paper_issue (paper, NULL, &error);
    g_assert_no_error (error);
  }
  g_assert_false (ka_paper_void (world.ledger, first, " ", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_REQUIRED);
  g_clear_error (&error);
  g_assert_true (ka_paper_void (world.ledger, first, "检查日期写错", &error));
  g_assert_no_error (error);
  g_assert_false (ka_paper_void (world.ledger, first, "再作废", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_clear_error (&error);
  state = test_value (world.ledger, "paper", first, "state");
  g_assert_cmpstr (state, ==, "作废");
  {
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");

    second = ka_paper_issue (paper, NULL, &error);
    g_assert_no_error (error);
  }
  number = test_value (world.ledger, "paper", second, "number");
  g_assert_cmpstr (number, ==, "（江津）应急检记〔2025〕2号");
  world_clear (&world);
}

/* Issuing is one change: undone, the number is out of the record too, and stands as voided later. */
static void
test_undo (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) change = NULL;
  g_autofree char *number = NULL, *next = NULL;
  gint64 id;

  {
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");

    ka_paper_issue (paper, NULL, &error);
    g_assert_no_error (error);
  }
  change = ka_ledger_next_undo (world.ledger, &error);
  g_assert_cmpint (ka_ledger_undo_change (world.ledger, change->id, &error), >, 0);
  number = test_value (world.ledger, "inspection", world.inspection, "record_no");
  g_assert_null (number);
  {
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");

    id = ka_paper_issue (paper, NULL, &error);
    g_assert_no_error (error);
  }
  next = test_value (world.ledger, "paper", id, "number");
  g_assert_cmpstr (next, ==, "（江津）应急检记〔2025〕2号");
  g_assert_cmpint (ka_ledger_count (world.ledger, ka_kind_get ("paper"), NULL), ==, 2);
  test_verify (world.ledger);
  world_clear (&world);
}

/* A draft keeps what was rewritten, and becomes the paper. */
static void
test_draft (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  gint64 draft;

  {
    g_autoptr (KaPaper) paper = world_open_paper (&world, "record", "inspection", "2025-10-08");

    ka_paper_set_part (paper, "found", "草稿“里”的话\n第二行");
    draft = ka_paper_save_draft (paper, &error);
    g_assert_no_error (error);
  }
  {
    g_autoptr (KaPaper) paper = ka_paper_new_registered (world.ledger, draft, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (ka_paper_get_value (paper, "found"), ==, "草稿“里”的话\n第二行");
    g_assert_cmpint (ka_paper_issue (paper, NULL, &error), ==, draft);
    g_assert_no_error (error);
  }
  g_assert_cmpint (ka_ledger_count (world.ledger, ka_kind_get ("paper"), NULL), ==, 1);
  world_clear (&world);
}

/* What is filled in cannot change the form. */
static void
test_hostile_values (void)
{
  World world = world_new ();
  g_autoptr (KaPaper) paper = NULL;
  g_autoptr (Pages) pages = NULL;

  test_change (world.ledger, "enterprise", world.enterprise, "name",
               "甲｜乙*3{unit}{#if x}\\n#有限公司");
  paper = world_open_paper (&world, "scheme", "inspection", "2025-10-08");
  pages = world_set_paper (paper);
  world_assert_tells (pages, "*3{unit}{#if");
  g_assert_cmpuint (pages->n_pages, ==, 1);
  world_clear (&world);
}

static void
test_pack_and_lists (void)
{
  World world = world_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KaDoc) pack = ka_paper_make_pack (world.ledger, world.mine, ka_today (), &error);
  g_autoptr (KaDoc) officials = ka_list_form_make_doc (
    world.ledger, ka_list_form_get (ka_kind_get ("mine"), "officials"), ka_today (), &error);
  const KaListForm *listed = ka_list_form_get (ka_kind_get ("discredit"), NULL);
  g_autoptr (KaDoc) publicity
    = ka_list_form_make_doc (world.ledger, listed, ka_day_from_iso ("2025-09-01"), &error);
  g_autoptr (KaDoc) later = ka_list_form_make_doc (world.ledger, listed, ka_today (), &error);

  g_assert_no_error (error);
  {
    g_autoptr (Pages) pages = pages_new (pack, NULL);

    world_assert_tells (pages, "矿山基本情况");
    world_assert_tells (pages, "警示标志缺失");
    world_assert_tells (pages, "重大事故隐患判定对照表");
    world_assert_tells (pages, "LT-12");
    world_assert_tells (pages, "现场检查记录");
    world_assert_tells (pages, "被检查单位：重庆示例矿业有限公司");
  }
  {
    g_autoptr (Pages) pages = pages_new (officials, NULL);

    world_assert_tells (pages, "示例坪石灰岩矿");
  }
  {
    g_autoptr (Pages) pages = pages_new (publicity, NULL);

    world_assert_tells (pages, "瞒报生产安全事故");
  }
  {
    g_autoptr (Pages) pages = pages_new (later, NULL);
    g_autofree char *text = pages_get_text (pages);

    /* Removed by then. */
    g_assert_null (strstr (text, "瞒报生产安全事故"));
  }
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  ka_set_today (ka_day_from_ymd (2025, 10, 8));
  g_test_add_func ("/report/papers/continuation", test_continuation);
  g_test_add_func ("/report/papers/long-cell", test_long_cell);
  g_test_add_func ("/report/papers/rules", test_rules);
  g_test_add_func ("/report/papers/png", test_png);
  g_test_add_func ("/report/papers/void", test_void);
  g_test_add_func ("/report/papers/undo", test_undo);
  g_test_add_func ("/report/papers/draft", test_draft);
  g_test_add_func ("/report/papers/hostile-values", test_hostile_values);
  g_test_add_func ("/report/papers/pack-and-lists", test_pack_and_lists);
  return g_test_run ();
}
