/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fontconfig/fontconfig.h>
#include <glib/gstdio.h>
#include <pango/pangofc-font.h>
#include <string.h>
#include <unistd.h>

#include <ka-fonts.h>

#include "test-paper-pages.h"

static const KaFace all_faces[]
  = { KA_FACE_TITLE, KA_FACE_HEI, KA_FACE_KAI, KA_FACE_FANG, KA_FACE_SONG };

/* The family that is really loaded for a face. */
static char *
load_family (KaFonts *fonts, KaFace face)
{
  g_autoptr (PangoFontDescription) description = ka_fonts_describe (fonts, face, 16);
  PangoContext *context = ka_fonts_create_context (fonts);
  PangoFont *font = pango_context_load_font (context, description);
  g_autoptr (PangoFontDescription) got = pango_font_describe (font);
  char *family = g_strdup (pango_font_description_get_family (got));

  g_object_unref (font);
  g_object_unref (context);
  return family;
}

/* What a face says it is, it is. */
static void
test_verified (gconstpointer data)
{
  g_autoptr (KaFonts) fonts = ka_fonts_new (pages_font_dirs (GPOINTER_TO_UINT (data)));

  g_assert_true (ka_fonts_have_chinese (fonts));
  for (gsize i = 0; i < G_N_ELEMENTS (all_faces); i++)
    {
      g_autofree char *family = load_family (fonts, all_faces[i]);
      const char *claimed = ka_fonts_get_family (fonts, all_faces[i]);

      /* A font may bear several names: one begins the other. */
      g_assert_nonnull (claimed);
      g_assert_true (g_str_has_prefix (family, claimed) || g_str_has_prefix (claimed, family));
    }
}

/* 小标宋 is heavier than 宋体, though Fandol calls both of regular weight. */
static void
test_weight (gconstpointer data)
{
  g_autoptr (KaFonts) fonts = ka_fonts_new (pages_font_dirs (GPOINTER_TO_UINT (data)));
  PangoContext *context = ka_fonts_create_context (fonts);
  const char *files[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (PangoFontDescription) description
        = ka_fonts_describe (fonts, i == 0 ? KA_FACE_TITLE : KA_FACE_SONG, 16);
      PangoFont *font = pango_context_load_font (context, description);
      FcChar8 *file;

      g_assert_cmpint (
        FcPatternGetString (pango_fc_font_get_pattern (PANGO_FC_FONT (font)), FC_FILE, 0, &file),
        ==, FcResultMatch);
      files[i] = g_intern_string ((const char *)file);
      g_object_unref (font);
    }
  g_assert_cmpstr (files[0], !=, files[1]);
  g_object_unref (context);
}

/* As build-aux/run leaves a new desk: of Fandol's 宋体 only the bold face, which is the 小标宋. */
static void
test_bold_alone (void)
{
  static const char *const names[] = { "FandolSong-Bold.otf", "NotoSerifCJK-Regular.ttc" };
  g_autofree char *dir = g_dir_make_tmp ("kuangan-fonts-XXXXXX", NULL);
  const char *const dirs[] = { dir, NULL };
  FcFontSet *all = FcConfigGetFonts (NULL, FcSetSystem);
  guint found = 0;

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    for (int i = 0; all != NULL && i < all->nfont; i++)
      {
        FcChar8 *file;

        if (FcPatternGetString (all->fonts[i], FC_FILE, 0, &file) == FcResultMatch
            && g_str_has_suffix ((const char *)file, names[k]))
          {
            g_autofree char *link = g_build_filename (dir, names[k], NULL);

            g_assert_cmpint (symlink ((const char *)file, link), ==, 0);
            found++;
            break;
          }
      }
  if (found == G_N_ELEMENTS (names))
    {
      g_autoptr (KaFonts) fonts = ka_fonts_new (dirs);

      g_assert_cmpstr (ka_fonts_get_family (fonts, KA_FACE_TITLE), ==, "FandolSong");
      g_assert_true (ka_fonts_is_proper (fonts, KA_FACE_TITLE));
      g_assert_true (g_str_has_prefix (ka_fonts_get_family (fonts, KA_FACE_SONG), "Noto Serif"));
    }
  else
    g_test_skip ("FandolSong-Bold and Noto Serif CJK are not both here");
  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *link = g_build_filename (dir, names[k], NULL);

      g_unlink (link);
    }
  g_rmdir (dir);
}

/* A makeshift is told, naming the face and a package; a proper face is not. */
static void
test_warnings (void)
{
  for (guint set = 0; set < pages_n_font_sets (); set++)
    {
      g_autoptr (KaFonts) fonts = ka_fonts_new (pages_font_dirs (set));
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      guint improper = 0;

      ka_fonts_add_warnings (fonts, warnings);
      for (gsize i = 0; i < G_N_ELEMENTS (all_faces); i++)
        improper += !ka_fonts_is_proper (fonts, all_faces[i]);
      g_assert_cmpuint (warnings->len, ==, improper);
      for (guint i = 0; i < warnings->len; i++)
        {
          g_assert_nonnull (strstr (warnings->pdata[i], "texlive-lang-chinese"));
          g_assert_true (g_str_has_suffix (warnings->pdata[i], "。"));
        }
      /* Noto alone has no 仿宋, 楷体 or 小标宋. */
      if (set > 0 && g_str_has_prefix (ka_fonts_get_family (fonts, KA_FACE_FANG), "Noto"))
        g_assert_cmpuint (warnings->len, >=, 2);
    }
}

static void
test_none (void)
{
  g_autofree char *dir = g_dir_make_tmp ("kuangan-fonts-XXXXXX", NULL);
  const char *const dirs[] = { dir, NULL };
  g_autoptr (KaFonts) fonts = ka_fonts_new (dirs);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  g_assert_false (ka_fonts_have_chinese (fonts));
  g_assert_null (ka_fonts_get_family (fonts, KA_FACE_FANG));
  ka_fonts_add_warnings (fonts, warnings);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_nonnull (strstr (warnings->pdata[0], "fonts-noto-cjk"));
  rmdir (dir);
}

/* The width of a hanzi is the size, whatever face it came from: the grid stands on it. */
static void
test_em (gconstpointer data)
{
  g_autoptr (KaFonts) fonts = ka_fonts_new (pages_font_dirs (GPOINTER_TO_UINT (data)));
  PangoContext *context = ka_fonts_create_context (fonts);

  for (gsize i = 0; i < G_N_ELEMENTS (all_faces); i++)
    {
      g_autoptr (PangoFontDescription) description = ka_fonts_describe (fonts, all_faces[i], 16);
      PangoLayout *layout = pango_layout_new (context);
      int width;

      pango_layout_set_font_description (layout, description);
      /* 瀼, 蔈 and ㎡ are in no Fandol face. */
      pango_layout_set_text (layout, "安全瀼蔈㎡国", -1);
      pango_layout_get_size (layout, &width, NULL);
      g_assert_cmpfloat_with_epsilon ((double)width / PANGO_SCALE, 6 * 16, 0.1);
      g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);
      g_object_unref (layout);
    }
  g_object_unref (context);
}

/* A font map is never taken away from under Pango's own thread, which is still at work on the faces when
 * the first character is there: it is used again. */
static void
test_kept (void)
{
  KaFonts *first = ka_fonts_new (NULL), *second = ka_fonts_new (NULL), *third;

  g_assert_true (first != second);
  ka_fonts_free (first);
  third = ka_fonts_new (NULL);
  g_assert_true (third == first);
  ka_fonts_free (third);
  ka_fonts_free (second);
}

/* Papers one after the other and at once. */
static gpointer
set_papers (gpointer data)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (KaFonts) fonts = ka_fonts_new (pages_font_dirs (i % pages_n_font_sets ()));
      PangoContext *context = ka_fonts_create_context (fonts);
      PangoLayout *layout = pango_layout_new (context);
      g_autoptr (PangoFontDescription) face
        = ka_fonts_describe (fonts, all_faces[i % G_N_ELEMENTS (all_faces)], 10 + i);

      pango_layout_set_font_description (layout, face);
      pango_layout_set_text (layout, i % 2 == 0 ? "安" : "安瀼", -1);
      g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);
      g_object_unref (layout);
      g_object_unref (context);
    }
  return NULL;
}

static void
test_threads (void)
{
  for (guint round = 0; round < 10; round++)
    {
      GThread *threads[4];

      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("paper", set_papers, NULL);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
    }
}

static void
test_check (void)
{
  g_autoptr (GPtrArray) warnings = ka_doc_check_fonts ();

  for (guint i = 0; i < warnings->len; i++)
    g_assert_true (g_str_has_suffix (warnings->pdata[i], "。"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } cases[] = { { "verified", test_verified }, { "weight", test_weight }, { "em", test_em } };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint set = 0; set < pages_n_font_sets (); set++)
      {
        g_autofree char *name = g_strdup_printf ("/report/fonts/%s/%u", cases[i].name, set);

        g_test_add_data_func (name, GUINT_TO_POINTER (set), cases[i].func);
      }
  g_test_add_func ("/report/fonts/warnings", test_warnings);
  g_test_add_func ("/report/fonts/bold-alone", test_bold_alone);
  g_test_add_func ("/report/fonts/none", test_none);
  g_test_add_func ("/report/fonts/check", test_check);
  g_test_add_func ("/report/fonts/kept", test_kept);
  g_test_add_func ("/report/fonts/threads", test_threads);
  return g_test_run ();
}
