/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n-lib.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

#include "ka-fonts.h"

/* A face that will do, best first. Names as fontconfig knows them, in any of the font's languages. */
typedef struct
{
  const char *family;
  int weight;      /* FC_WEIGHT_… wanted of this family */
  gboolean proper; /* of the style that GB/T 9704 names */
} Candidate;

/* What Windows, WPS, UOS and Kylin bring, then what Debian packages. */
static const Candidate title_candidates[] = {
  { "方正小标宋简体", FC_WEIGHT_REGULAR, TRUE },
  { "FZXiaoBiaoSong-B05S", FC_WEIGHT_REGULAR, TRUE },
  { "方正小标宋_GBK", FC_WEIGHT_REGULAR, TRUE },
  { "FZXiaoBiaoSong-B05", FC_WEIGHT_REGULAR, TRUE },
  { "华文中宋", FC_WEIGHT_REGULAR, TRUE },
  { "STZhongsong", FC_WEIGHT_REGULAR, TRUE },
  { "FandolSong", FC_WEIGHT_BOLD, TRUE },
  { "Source Han Serif SC", FC_WEIGHT_BOLD, FALSE },
  { "Noto Serif CJK SC", FC_WEIGHT_BOLD, FALSE },
  { "AR PL UMing CN", FC_WEIGHT_REGULAR, FALSE },
  { NULL },
};

static const Candidate hei_candidates[] = {
  { "SimHei", FC_WEIGHT_REGULAR, TRUE },
  { "黑体", FC_WEIGHT_REGULAR, TRUE },
  { "方正黑体简体", FC_WEIGHT_REGULAR, TRUE },
  { "方正黑体_GBK", FC_WEIGHT_REGULAR, TRUE },
  { "FZHei-B01S", FC_WEIGHT_REGULAR, TRUE },
  { "FZHei-B01", FC_WEIGHT_REGULAR, TRUE },
  { "STHeiti", FC_WEIGHT_REGULAR, TRUE },
  { "FandolHei", FC_WEIGHT_REGULAR, TRUE },
  { "Source Han Sans SC", FC_WEIGHT_MEDIUM, TRUE },
  { "Noto Sans CJK SC", FC_WEIGHT_MEDIUM, TRUE },
  { "WenQuanYi Zen Hei", FC_WEIGHT_REGULAR, TRUE },
  { "WenQuanYi Micro Hei", FC_WEIGHT_REGULAR, TRUE },
  { "Droid Sans Fallback", FC_WEIGHT_REGULAR, FALSE },
  { NULL },
};

static const Candidate kai_candidates[] = {
  { "楷体_GB2312", FC_WEIGHT_REGULAR, TRUE },
  { "KaiTi_GB2312", FC_WEIGHT_REGULAR, TRUE },
  { "KaiTi", FC_WEIGHT_REGULAR, TRUE },
  { "楷体", FC_WEIGHT_REGULAR, TRUE },
  { "方正楷体简体", FC_WEIGHT_REGULAR, TRUE },
  { "方正楷体_GBK", FC_WEIGHT_REGULAR, TRUE },
  { "FZKai-Z03S", FC_WEIGHT_REGULAR, TRUE },
  { "FZKai-Z03", FC_WEIGHT_REGULAR, TRUE },
  { "STKaiti", FC_WEIGHT_REGULAR, TRUE },
  { "华文楷体", FC_WEIGHT_REGULAR, TRUE },
  { "FandolKai", FC_WEIGHT_REGULAR, TRUE },
  { "AR PL UKai CN", FC_WEIGHT_REGULAR, TRUE },
  { "AR PL KaitiM GB", FC_WEIGHT_REGULAR, TRUE },
  { "LXGW WenKai GB", FC_WEIGHT_REGULAR, TRUE },
  { "LXGW WenKai", FC_WEIGHT_REGULAR, TRUE },
  { "Source Han Serif SC", FC_WEIGHT_REGULAR, FALSE },
  { "Noto Serif CJK SC", FC_WEIGHT_REGULAR, FALSE },
  { "AR PL UMing CN", FC_WEIGHT_REGULAR, FALSE },
  { NULL },
};

static const Candidate fang_candidates[] = {
  { "仿宋_GB2312", FC_WEIGHT_REGULAR, TRUE },
  { "FangSong_GB2312", FC_WEIGHT_REGULAR, TRUE },
  { "FangSong", FC_WEIGHT_REGULAR, TRUE },
  { "仿宋", FC_WEIGHT_REGULAR, TRUE },
  { "方正仿宋简体", FC_WEIGHT_REGULAR, TRUE },
  { "方正仿宋_GBK", FC_WEIGHT_REGULAR, TRUE },
  { "FZFangSong-Z02S", FC_WEIGHT_REGULAR, TRUE },
  { "FZFangSong-Z02", FC_WEIGHT_REGULAR, TRUE },
  { "CESI仿宋-GB2312", FC_WEIGHT_REGULAR, TRUE },
  { "STFangsong", FC_WEIGHT_REGULAR, TRUE },
  { "华文仿宋", FC_WEIGHT_REGULAR, TRUE },
  { "FandolFang", FC_WEIGHT_REGULAR, TRUE },
  { "FandolFang R", FC_WEIGHT_REGULAR, TRUE },
  { "Source Han Serif SC", FC_WEIGHT_REGULAR, FALSE },
  { "Noto Serif CJK SC", FC_WEIGHT_REGULAR, FALSE },
  { "AR PL UMing CN", FC_WEIGHT_REGULAR, FALSE },
  { NULL },
};

static const Candidate song_candidates[] = {
  { "SimSun", FC_WEIGHT_REGULAR, TRUE },
  { "宋体", FC_WEIGHT_REGULAR, TRUE },
  { "方正书宋简体", FC_WEIGHT_REGULAR, TRUE },
  { "方正书宋_GBK", FC_WEIGHT_REGULAR, TRUE },
  { "STSong", FC_WEIGHT_REGULAR, TRUE },
  { "FandolSong", FC_WEIGHT_REGULAR, TRUE },
  { "Source Han Serif SC", FC_WEIGHT_REGULAR, TRUE },
  { "Noto Serif CJK SC", FC_WEIGHT_REGULAR, TRUE },
  { "AR PL UMing CN", FC_WEIGHT_REGULAR, TRUE },
  { NULL },
};

/* What stands in for a character that a face lacks: FandolFang knows GB 2312 and little more. */
static const char *const serif_fallbacks[]
  = { "Noto Serif CJK SC", "Source Han Serif SC", "LXGW WenKai",
      "AR PL UMing CN",    "Noto Sans CJK SC",    NULL };
static const char *const sans_fallbacks[]
  = { "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "Noto Serif CJK SC", NULL };

typedef struct
{
  const char *alias; /* the name under which the face is asked for: no other rule knows it */
  const Candidate *candidates;
} FaceInfo;

static const FaceInfo faces[KA_N_FACES] = {
  [KA_FACE_TITLE] = { "KaTitle", title_candidates }, [KA_FACE_HEI] = { "KaHei", hei_candidates },
  [KA_FACE_KAI] = { "KaKai", kai_candidates },       [KA_FACE_FANG] = { "KaFang", fang_candidates },
  [KA_FACE_SONG] = { "KaSong", song_candidates },
};

struct _KaFonts
{
  FcConfig *config;
  PangoFontMap *map;
  char *key; /* the folders it was made for */
  char *families[KA_N_FACES];
  gboolean proper[KA_N_FACES];
};

/* Font maps are never let go: Pango 1.50 still sorts fonts in a thread of its own after the first one was
 * loaded, and taking a map away from under it crashes. Used again they also come with their faces loaded. */
static GMutex idle_mutex;
static GPtrArray *idle; /* KaFonts */

static void
append_strings (GString *xml, const char *tag, FcStrList *list)
{
  const FcChar8 *string;

  while ((string = FcStrListNext (list)) != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text ((const char *)string, -1);

      g_string_append_printf (xml, "<%s>%s</%s>", tag, escaped, tag);
    }
  FcStrListDone (list);
}

/* Only where fonts lie is taken over from the system, and its caches. */
static FcConfig *
create_config (const char *const *dirs)
{
  FcConfig *config = FcConfigCreate ();
  g_autoptr (GString) xml = g_string_new ("<?xml version=\"1.0\"?><fontconfig>");

  if (dirs == NULL)
    append_strings (xml, "dir", FcConfigGetFontDirs (NULL));
  for (; dirs != NULL && *dirs != NULL; dirs++)
    {
      g_autofree char *escaped = g_markup_escape_text (*dirs, -1);

      g_string_append_printf (xml, "<dir>%s</dir>", escaped);
    }
  append_strings (xml, "cachedir", FcConfigGetCacheDirs (NULL));
  g_string_append (xml, "</fontconfig>");

  FcConfigParseAndLoadFromMemory (config, (const FcChar8 *)xml->str, FcTrue);
  FcConfigBuildFonts (config);
  return config;
}

static gboolean
has_family (FcPattern *font, const char *family)
{
  FcChar8 *name;

  for (int i = 0; FcPatternGetString (font, FC_FAMILY, i, &name) == FcResultMatch; i++)
    if (FcStrCmpIgnoreCase (name, (const FcChar8 *)family) == 0)
      return TRUE;
  return FALSE;
}

/* Fandol's bold faces call themselves of regular weight: the style's name says it. */
static int
get_weight (FcPattern *font)
{
  int weight = FC_WEIGHT_REGULAR;
  FcChar8 *style;

  if (FcPatternGetInteger (font, FC_WEIGHT, 0, &weight) != FcResultMatch)
    weight = FC_WEIGHT_REGULAR;
  if (weight < FC_WEIGHT_BOLD && FcPatternGetString (font, FC_STYLE, 0, &style) == FcResultMatch
      && FcStrCmpIgnoreCase (style, (const FcChar8 *)"Bold") == 0)
    weight = FC_WEIGHT_BOLD;
  return weight;
}

static gboolean
is_chinese (FcPattern *font)
{
  FcCharSet *chars;
  FcBool scalable;

  return FcPatternGetBool (font, FC_SCALABLE, 0, &scalable) == FcResultMatch && scalable
         && FcPatternGetCharSet (font, FC_CHARSET, 0, &chars) == FcResultMatch
         && FcCharSetHasChar (chars, 0x5b89) /* 安 */ && FcCharSetHasChar (chars, 0x4e1a) /* 业 */
         && FcCharSetHasChar (chars, 0x3002) /* 。 */;
}

/* The face of the family whose weight is nearest; NULL family: any with Chinese. A bold face is no 宋体,
 * a regular one no 小标宋: where a family has but the other it does not count. */
static FcPattern *
find_font (FcFontSet *set, const char *family, int weight)
{
  FcPattern *best = NULL;
  int best_distance = family != NULL ? FC_WEIGHT_BOLD - FC_WEIGHT_REGULAR : G_MAXINT;

  for (int i = 0; i < set->nfont; i++)
    {
      FcPattern *font = set->fonts[i];
      int distance;

      if ((family != NULL && !has_family (font, family)) || !is_chinese (font))
        continue;
      distance = ABS (get_weight (font) - weight);
      if (distance < best_distance)
        {
          best = font;
          best_distance = distance;
        }
    }
  return best;
}

static void
append_edit (GString *xml, const char *name, const char *mode, const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_append_printf (
    xml, "<edit name=\"%s\" mode=\"%s\" binding=\"strong\"><string>%s</string></edit>", name, mode,
    escaped);
}

/* The alias becomes the face found, down to its style, followed by what stands in for it. */
static void
append_rule (GString *xml, KaFace face, FcPattern *font)
{
  FcChar8 *family, *style;

  if (FcPatternGetString (font, FC_FAMILY, 0, &family) != FcResultMatch)
    return;

  g_string_append_printf (
    xml, "<match target=\"pattern\"><test name=\"family\"><string>%s</string></test>",
    faces[face].alias);
  append_edit (xml, "family", "assign", (const char *)family);
  for (const char *const *name = face == KA_FACE_HEI ? sans_fallbacks : serif_fallbacks;
       *name != NULL; name++)
    append_edit (xml, "family", "append_last", *name);
  if (FcPatternGetString (font, FC_STYLE, 0, &style) == FcResultMatch)
    append_edit (xml, "style", "assign", (const char *)style);
  g_string_append (xml, "</match>");
}

/* Asking for a name gives some face in any case: see which. */
static gboolean
verify_face (KaFonts *self, KaFace face, FcPattern *wanted)
{
  g_autoptr (PangoFontDescription) description = ka_fonts_describe (self, face, 16);
  PangoContext *context = ka_fonts_create_context (self);
  PangoFont *font = pango_font_map_load_font (self->map, context, description);
  gboolean same = FALSE;
  FcChar8 *wanted_file, *file;
  FcPattern *got;

  if (PANGO_IS_FC_FONT (font))
    {
      got = pango_fc_font_get_pattern (PANGO_FC_FONT (font));
      same = FcPatternGetString (got, FC_FILE, 0, &file) == FcResultMatch
             && FcPatternGetString (wanted, FC_FILE, 0, &wanted_file) == FcResultMatch
             && g_str_equal ((const char *)file, (const char *)wanted_file);
    }
  g_clear_object (&font);
  g_object_unref (context);
  return same;
}

/* The best of the face's candidates; NULL: there is nothing with Chinese. */
static FcPattern *
choose_font (KaFonts *self, KaFace face)
{
  FcFontSet *set = FcConfigGetFonts (self->config, FcSetSystem);
  FcPattern *font = NULL;
  FcChar8 *family;

  if (set == NULL)
    return NULL;
  for (const Candidate *c = faces[face].candidates; c->family != NULL && font == NULL; c++)
    {
      font = find_font (set, c->family, c->weight);
      self->proper[face] = font != NULL && c->proper;
    }
  if (font == NULL)
    font = find_font (set, NULL, FC_WEIGHT_REGULAR);
  if (font != NULL && FcPatternGetString (font, FC_FAMILY, 0, &family) == FcResultMatch)
    self->families[face] = g_strdup ((const char *)family);
  return font;
}

static KaFonts *
create_fonts (const char *const *dirs)
{
  KaFonts *self = g_new0 (KaFonts, 1);
  g_autoptr (GString) xml = g_string_new ("<?xml version=\"1.0\"?><fontconfig>");
  FcPattern *chosen[KA_N_FACES];

  self->config = create_config (dirs);
  for (KaFace face = 0; face < KA_N_FACES; face++)
    {
      chosen[face] = choose_font (self, face);
      if (chosen[face] != NULL)
        append_rule (xml, face, chosen[face]);
    }
  g_string_append (xml, "</fontconfig>");
  FcConfigParseAndLoadFromMemory (self->config, (const FcChar8 *)xml->str, FcTrue);

  /* From here on the configuration is read by Pango's thread, and so left alone. */
  self->map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (self->map), self->config);
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->map), 72);
  for (KaFace face = 0; face < KA_N_FACES; face++)
    self->proper[face]
      = self->proper[face] && chosen[face] != NULL && verify_face (self, face, chosen[face]);
  return self;
}

KaFonts *
ka_fonts_new (const char *const *dirs)
{
  g_autofree char *key = dirs != NULL ? g_strjoinv (":", (char **)dirs) : g_strdup ("");
  KaFonts *self = NULL;

  g_mutex_lock (&idle_mutex);
  for (guint i = 0; idle != NULL && i < idle->len && self == NULL; i++)
    {
      KaFonts *one = g_ptr_array_index (idle, i);

      /* One that knows nothing of a font installed since is left where it is. */
      if (g_str_equal (one->key, key) && FcConfigUptoDate (one->config))
        self = g_ptr_array_steal_index_fast (idle, i);
    }
  g_mutex_unlock (&idle_mutex);
  if (self != NULL)
    return self;

  self = create_fonts (dirs);
  self->key = g_steal_pointer (&key);
  return self;
}

void
ka_fonts_free (KaFonts *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&idle_mutex);
  if (idle == NULL)
    idle = g_ptr_array_new ();
  g_ptr_array_add (idle, self);
  g_mutex_unlock (&idle_mutex);
}

gboolean
ka_fonts_have_chinese (KaFonts *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->families[KA_FACE_FANG] != NULL;
}

const char *
ka_fonts_get_family (KaFonts *self, KaFace face)
{
  g_return_val_if_fail (self != NULL && face < KA_N_FACES, NULL);

  return self->families[face];
}

gboolean
ka_fonts_is_proper (KaFonts *self, KaFace face)
{
  g_return_val_if_fail (self != NULL && face < KA_N_FACES, FALSE);

  return self->proper[face];
}

void
ka_fonts_add_warnings (KaFonts *self, GPtrArray *warnings)
{
  const char *const names[KA_N_FACES]
    = { _ ("小标宋"), _ ("黑体"), _ ("楷体"), _ ("仿宋"), _ ("宋体") };

  g_return_if_fail (self != NULL);

  if (!ka_fonts_have_chinese (self))
    {
      g_ptr_array_add (
        warnings,
        g_strdup (_ ("本机没有中文字体，无法排版公文；请安装软件包 fonts-noto-cjk 后重试。")));
      return;
    }
  for (KaFace face = 0; face < KA_N_FACES; face++)
    if (!self->proper[face])
      g_ptr_array_add (
        warnings, g_strdup_printf (_ ("本机没有%s字体，公文中以“%s”代替，不合公文格式；请安装%s，"
                                      "或安装软件包 texlive-lang-chinese 取得 Fandol 字体。"),
                                   names[face], self->families[face], names[face]));
}

PangoContext *
ka_fonts_create_context (KaFonts *self)
{
  PangoContext *context;
  cairo_font_options_t *options;

  g_return_val_if_fail (self != NULL, NULL);

  context = pango_font_map_create_context (self->map);
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  return context;
}

PangoFontDescription *
ka_fonts_describe (KaFonts *self, KaFace face, double size)
{
  PangoFontDescription *description = pango_font_description_new ();

  g_return_val_if_fail (face < KA_N_FACES, description);

  pango_font_description_set_family_static (description, faces[face].alias);
  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  return description;
}
