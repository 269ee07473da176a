/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include <ka-fonts.h>

#include "test-paper-pages.h"

static const KaChartType types[]
  = { KA_CHART_BARS, KA_CHART_TREND, KA_CHART_MULTIPLES, KA_CHART_STACKED };

static KaChart *
create_chart (KaChartType type, guint n_series, guint n_categories)
{
  KaChart *chart = ka_chart_new (type, "图1 达标率", "%");

  for (guint c = 0; c < n_categories; c++)
    {
      g_autofree char *label = g_strdup_printf ("类%u", c + 1);

      ka_chart_add_category (chart, label);
    }
  for (guint s = 0; s < n_series; s++)
    {
      g_autofree char *name = g_strdup_printf ("列%u", s + 1);

      ka_chart_add_series (chart, name, KA_TONE_SET_1 + s % 6);
      for (guint c = 0; c < n_categories; c++)
        {
          double value = 10 + (s * 17 + c * 11) % 70;
          g_autofree char *text = g_strdup_printf ("%.0f%%", value);

          ka_chart_set_value (chart, s, c, value, text);
        }
    }
  return chart;
}

typedef struct
{
  KaFonts *fonts;
  PangoContext *context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PangoFontDescription) face = NULL;

  fixture->fonts = ka_fonts_new (NULL);
  fixture->context = ka_fonts_create_context (fixture->fonts);
  face = ka_fonts_describe (fixture->fonts, KA_FACE_HEI, 10);
  pango_context_set_font_description (fixture->context, face);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->context);
  ka_fonts_free (fixture->fonts);
}

static cairo_surface_t *
draw (Fixture *fixture, KaChart *chart, double width, double height)
{
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)width, (int)height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  ka_chart_draw (chart, cr, fixture->context, ka_chart_style_print (), width, height);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
count_color (cairo_surface_t *surface, const KaColor *color)
{
  guint32 wanted = ((guint)lround (color->red * 255) << 16)
                   | ((guint)lround (color->green * 255) << 8) | (guint)lround (color->blue * 255);
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint8 *row
        = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        {
          guint32 pixel = ((const guint32 *)(const void *)row)[x] & 0xffffff;
          gboolean near = TRUE;

          for (guint shift = 0; shift < 24; shift += 8)
            near
              = near && ABS ((int)((pixel >> shift) & 255) - (int)((wanted >> shift) & 255)) <= 2;
          n += near;
        }
    }
  return n;
}

/* Any number of anything, in any room: something is drawn, nothing warns or crashes. */
static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  static const guint counts[] = { 0, 1, 2, 7, 40 };
  static const double widths[] = { 1, 60, 442, 2000 };

  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    for (gsize s = 0; s < G_N_ELEMENTS (counts); s++)
      for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
        for (gsize w = 0; w < G_N_ELEMENTS (widths); w++)
          {
            g_autoptr (KaChart) chart = create_chart (types[t], counts[s], counts[c]);
            double height
              = ka_chart_get_height (chart, fixture->context, ka_chart_style_print (), widths[w]);
            cairo_surface_t *surface;

            g_assert_true (isfinite (height) && height > 0);
            if (counts[s] * counts[c] > 300 && w != 2)
              continue;
            surface = draw (fixture, chart, widths[w], MIN (ceil (height), 3000));
            cairo_surface_destroy (surface);
          }
}

/* The length of a bar is its value: half of the scale is half as long. */
static void
test_length (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaChart) chart = ka_chart_new (KA_CHART_BARS, "", "%");
  const KaChartStyle *style = ka_chart_style_print ();
  static const double values[] = { 25, 50, 100 };
  guint n[3];

  ka_chart_add_series (chart, "", KA_TONE_ACCENT);
  for (guint i = 0; i < 3; i++)
    {
      ka_chart_add_category (chart, "类");
      ka_chart_set_value (chart, 0, i, values[i], NULL);
    }
  ka_chart_set_tone (chart, 0, KA_TONE_BAD);
  ka_chart_set_tone (chart, 2, KA_TONE_GOOD);
  {
    cairo_surface_t *surface = draw (fixture, chart, 800, 90);

    n[0] = count_color (surface, &style->tones[KA_TONE_BAD]);
    n[1] = count_color (surface, &style->tones[KA_TONE_ACCENT]);
    n[2] = count_color (surface, &style->tones[KA_TONE_GOOD]);
    cairo_surface_destroy (surface);
  }
  g_assert_cmpuint (n[2], >, 1000);
  g_assert_cmpfloat_with_epsilon ((double)n[1] / n[2], 0.5, 0.06);
  g_assert_cmpfloat_with_epsilon ((double)n[0] / n[2], 0.25, 0.06);
}

/* 未填 is not 0: no bar, and the word. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaChart) chart = create_chart (KA_CHART_TREND, 1, 5);
  g_autofree char *words = NULL;
  cairo_surface_t *whole = draw (fixture, chart, 400, 160), *broken;
  const KaColor *color = &ka_chart_style_print ()->tones[KA_TONE_SET_1];

  ka_chart_set_value (chart, 0, 2, NAN, "未填");
  broken = draw (fixture, chart, 400, 160);
  g_assert_cmpuint (count_color (broken, color), <, count_color (whole, color) * 3 / 4);
  words = ka_chart_describe (chart);
  g_assert_nonnull (strstr (words, "类3未填"));
  cairo_surface_destroy (whole);
  cairo_surface_destroy (broken);
}

static void
test_same (Fixture *fixture, gconstpointer data)
{
  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (KaChart) chart = create_chart (types[t], 3, 5);
      cairo_surface_t *one = draw (fixture, chart, 400, 200),
                      *two = draw (fixture, chart, 400, 200);

      g_assert_cmpmem (
        cairo_image_surface_get_data (one), 200 * cairo_image_surface_get_stride (one),
        cairo_image_surface_get_data (two), 200 * cairo_image_surface_get_stride (two));
      cairo_surface_destroy (one);
      cairo_surface_destroy (two);
    }
}

/* What is pressed is what is drawn there. */
static void
test_pick (Fixture *fixture, gconstpointer data)
{
  const KaChartStyle *style = ka_chart_style_print ();
  guint series, category;

  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (KaChart) chart = create_chart (types[t], types[t] == KA_CHART_BARS ? 1 : 4, 5);
      gboolean seen[4][5] = { 0 };
      guint n = 0;

      for (double y = 0; y < 240; y += 5)
        for (double x = 0; x < 440; x += 5)
          if (ka_chart_pick (chart, fixture->context, style, 440, 240, x, y, &series, &category))
            {
              g_assert_true (series == KA_CHART_ALL || series < ka_chart_get_n_series (chart));
              g_assert_true (category == KA_CHART_ALL || category < 5);
              if (series != KA_CHART_ALL && category != KA_CHART_ALL)
                seen[series][category] = TRUE;
            }
      for (guint s = 0; s < ka_chart_get_n_series (chart); s++)
        for (guint c = 0; c < 5; c++)
          n += seen[s][c];
      /* Every value can be reached; lines may cover each other in a point. */
      g_assert_cmpuint (n, >=,
                        ka_chart_get_n_series (chart) * 5 - (types[t] == KA_CHART_TREND ? 4 : 0));
      g_assert_false (
        ka_chart_pick (chart, fixture->context, style, 440, 240, -5, 10, &series, &category));
    }
}

/* All figures are said, and stand in the table. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaChart) chart = create_chart (KA_CHART_STACKED, 2, 3);
  g_autoptr (KaChart) empty = ka_chart_new (KA_CHART_BARS, "空", NULL);
  g_autoptr (KaTable) table = NULL;
  g_autofree char *words = NULL, *nothing = ka_chart_describe (empty);

  ka_chart_set_target (chart, 1, 60, "60%");
  words = ka_chart_describe (chart);
  g_assert_cmpstr (
    words, ==, "图1 达标率：列1 类110%，类221%（目标60%），类332%；列2 类127%，类238%，类349%。");
  g_assert_cmpstr (nothing, ==, "空：无数据。");
  table = ka_chart_to_table (chart);
  g_assert_cmpuint (ka_table_get_n_columns (table), ==, 4);
  g_assert_cmpuint (ka_table_get_n_rows (table), ==, 3);
  g_assert_cmpstr (ka_table_get_cell (table, 1, 0), ==, "类2");
  g_assert_cmpstr (ka_table_get_cell (table, 1, 2), ==, "38%");
  g_assert_cmpstr (ka_table_get_cell (table, 1, 3), ==, "60%");
}

/* On paper the figures are text, and the caption keeps to its picture. */
static void
test_paper (Fixture *fixture, gconstpointer data)
{
  for (guint before = 8; before < 22; before++)
    {
      g_autoptr (KaDoc) doc = ka_doc_new ();
      g_autoptr (KaChart) chart = ka_chart_new (KA_CHART_BARS, "图1 四化", "%");
      g_autoptr (Pages) pages = NULL;
      g_autoptr (GPtrArray) lines = NULL;
      gboolean figure = FALSE, caption = FALSE, target = FALSE;

      ka_chart_add_series (chart, "", KA_TONE_ACCENT);
      ka_chart_add_category (chart, "规模化");
      ka_chart_add_category (chart, "信息化");
      ka_chart_set_value (chart, 0, 0, 58.3, "58.3%（7/12）");
      ka_chart_set_value (chart, 0, 1, NAN, "未填");
      ka_chart_set_target (chart, 0, 60, "60%");
      for (guint i = 0; i < before; i++)
        ka_doc_add_paragraph (doc, "一行正文。");
      ka_doc_add_chart (doc, chart);
      pages = pages_new (doc, NULL);
      lines = pages_get_body (pages, pages->n_pages - 1);
      for (guint i = 0; i < lines->len; i++)
        {
          g_autofree char *bare = pages_squeeze (((TextLine *)g_ptr_array_index (lines, i))->text);

          figure = figure || strstr (bare, "58.3%（7/12）") != NULL;
          target = target || strstr (bare, "目标60%") != NULL;
          caption = caption || strstr (bare, "图1四化") != NULL;
        }
      g_assert_true (figure && target && caption);
    }
}

/* ---- little room ---- */

static cairo_status_t
append_cb (void *closure, const guint8 *data, guint length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The chart drawn as wide as that and as high as it asks for. */
static GBytes *
print_chart (Fixture *fixture, KaChart *chart, double width)
{
  const KaChartStyle *style = ka_chart_style_print ();
  double height = ka_chart_get_height (chart, fixture->context, style, width);
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width, height);
  cairo_t *cr = cairo_create (surface);

  ka_chart_draw (chart, cr, fixture->context, style, width, height);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

typedef struct
{
  char *text;
  double x1, y1, x2;
} Word;

static void
clear_word (gpointer data)
{
  g_free (((Word *)data)->text);
}

/* Its words and where they stand; NULL without pdftotext. A word that was cut still reads as it would be
 * whole, but is not as wide. */
static GArray *
read_words (Fixture *fixture, KaChart *chart, double width)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *argv[] = { program, "-bbox", "-enc", "UTF-8", "-", "-", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) printed = NULL, output = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GArray *words;

  if (program == NULL)
    return NULL;
  printed = print_chart (fixture, chart, width);
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, printed, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output));
  words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (words, clear_word);
  regex = g_regex_new ("<word xMin=\"([^\"]+)\" yMin=\"([^\"]+)\" xMax=\"([^\"]+)\"[^>]*>([^<]*)<",
                       0, 0, NULL);
  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *x1 = g_match_info_fetch (match, 1), *y1 = g_match_info_fetch (match, 2);
      g_autofree char *x2 = g_match_info_fetch (match, 3);
      Word word = { g_match_info_fetch (match, 4), g_ascii_strtod (x1, NULL),
                    g_ascii_strtod (y1, NULL), g_ascii_strtod (x2, NULL) };

      g_array_append_val (words, word);
    }
  return words;
}

/* The first one of that text. */
static const Word *
find_word (GArray *words, const char *text)
{
  for (guint i = 0; i < words->len; i++)
    if (strcmp (g_array_index (words, Word, i).text, text) == 0)
      return &g_array_index (words, Word, i);
  return NULL;
}

static void
check_whole (GArray *words, GArray *wide, const char *text, double width)
{
  const Word *word = find_word (words, text), *whole = find_word (wide, text);

  g_assert_nonnull (word);
  g_assert_nonnull (whole);
  g_assert_cmpfloat_with_epsilon (word->x2 - word->x1, whole->x2 - whole->x1, 0.5);
  g_assert_cmpfloat (word->x1, >=, -0.5);
  g_assert_cmpfloat (word->x2, <=, width + 0.5);
}

static KaChart *
create_narrow (KaChartType type, gboolean own_targets)
{
  static const char *const labels[] = { "规模化", "大中型矿山机械化率", "智能化" };
  static const char *const figures[] = { "58.3%（7/12）", "100.0%（25/25）", "未填" };
  static const double values[] = { 58.3, 100, NAN };
  KaChart *chart = ka_chart_new (type, "图1 四化", "%");

  ka_chart_add_series (chart, "达标率", KA_TONE_ACCENT);
  for (guint c = 0; c < G_N_ELEMENTS (labels); c++)
    {
      ka_chart_add_category (chart, labels[c]);
      if (!own_targets && isnan (values[c]))
        continue;
      ka_chart_set_value (chart, 0, c, values[c], figures[c]);
      if (own_targets)
        ka_chart_set_target (chart, c, 60 + 10 * c, "60%");
    }
  return chart;
}

/* Figures stand whole and within the picture at any width that a window gives; targets do too, beside them
 * or under them. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = { "58.3%（7/12）", "100.0%（25/25）", "未填", "目标60%" };
  g_autoptr (KaChart) chart = create_narrow (KA_CHART_BARS, TRUE);
  g_autoptr (KaChart) trend = create_narrow (KA_CHART_TREND, FALSE);
  g_autoptr (GArray) wide = read_words (fixture, chart, 800);
  g_autoptr (GArray) wide_trend = read_words (fixture, trend, 800);
  gboolean beside = FALSE, under = FALSE;

  if (wide == NULL)
    {
      g_test_skip ("needs pdftotext");
      return;
    }
  for (double width = 160; width <= 600; width += 20)
    {
      g_autoptr (GArray) words = read_words (fixture, chart, width);
      g_autoptr (GArray) ends = read_words (fixture, trend, width);
      gboolean level;
      guint n_targets = 0;

      for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
        check_whole (words, wide, wanted[i], width);
      check_whole (ends, wide_trend, wanted[1], width);
      for (guint i = 0; i < words->len; i++)
        n_targets += strcmp (g_array_index (words, Word, i).text, "目标60%") == 0;
      g_assert_cmpuint (n_targets, ==, 3);
      level = fabs (find_word (words, wanted[0])->y1 - find_word (words, "目标60%")->y1) < 2;
      beside = beside || level;
      under = under || !level;
    }
  g_assert_true (beside && under);
}

/* Targets under the figures need higher rows. */
static void
test_higher (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaChart) chart = create_narrow (KA_CHART_BARS, TRUE);
  const KaChartStyle *style = ka_chart_style_print ();
  double narrow = ka_chart_get_height (chart, fixture->context, style, 200);
  double wide = ka_chart_get_height (chart, fixture->context, style, 600);

  g_assert_cmpfloat (narrow, >, wide * 1.3);
}

/* On a map a town's name gives way to the mines at its side. */
static void
test_town_names (Fixture *fixture, gconstpointer data)
{
  static const char GROUND[] = "{\"type\":\"FeatureCollection\",\"features\":["
                               "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲镇\"},"
                               "\"geometry\":{\"type\":\"Point\",\"coordinates\":[106.5,29.0]}},"
                               "{\"type\":\"Feature\",\"properties\":{\"name\":\"西\"},"
                               "\"geometry\":{\"type\":\"Point\",\"coordinates\":[106.0,29.0]}},"
                               "{\"type\":\"Feature\",\"properties\":{\"name\":\"东\"},"
                               "\"geometry\":{\"type\":\"Point\",\"coordinates\":[107.0,29.2]}}]}";
  static const struct
  {
    double longitude; /* of the mine */
    gboolean left;    /* its name stands to the left of the town */
  } mines[] = { { 106.9, FALSE }, { 106.53, TRUE }, { 106.47, FALSE } };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaGeo) ground = ka_geo_parse (GROUND, strlen (GROUND), &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (mines); i++)
    {
      KaPlace place = { mines[i].longitude, 29.0 };
      g_autoptr (KaChart) chart = ka_chart_new (KA_CHART_MAP, "图1 矿山", NULL);
      g_autoptr (GArray) words = NULL;
      const Word *town;

      ka_chart_set_ground (chart, ground);
      ka_chart_add_series (chart, "生产", KA_TONE_GOOD);
      ka_chart_set_value (chart, 0, ka_chart_add_category (chart, "甲矿"), 1, NULL);
      ka_chart_set_place (chart, 0, &place, FALSE);
      words = read_words (fixture, chart, 400);
      if (words == NULL)
        {
          g_test_skip ("needs pdftotext");
          return;
        }
      town = find_word (words, "甲镇");
      g_assert_nonnull (town);
      /* It stands in the middle of the picture. */
      if (mines[i].left)
        g_assert_cmpfloat (town->x2, <, 200);
      else
        g_assert_cmpfloat (town->x1, >, 200);
    }
}

/* Printed grey, the colours of what stands side by side still differ. */
static void
test_grey (Fixture *fixture, gconstpointer data)
{
  const KaChartStyle *style = ka_chart_style_print ();

  for (guint i = KA_TONE_SET_1; i < KA_TONE_SET_6; i++)
    {
      const KaColor *a = &style->tones[i], *b = &style->tones[i + 1];
      double one = 0.2126 * a->red + 0.7152 * a->green + 0.0722 * a->blue;
      double two = 0.2126 * b->red + 0.7152 * b->green + 0.0722 * b->blue;

      g_assert_cmpfloat (fabs (one - two), >, 0.12);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } cases[] = {
    { "/report/chart/sizes", test_sizes },
    { "/report/chart/length", test_length },
    { "/report/chart/missing", test_missing },
    { "/report/chart/same", test_same },
    { "/report/chart/pick", test_pick },
    { "/report/chart/words", test_words },
    { "/report/chart/paper", test_paper },
    { "/report/chart/grey", test_grey },
    { "/report/chart/narrow", test_narrow },
    { "/report/chart/higher", test_higher },
    { "/report/chart/town-names", test_town_names },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].func, tear_down);
  return g_test_run ();
}
