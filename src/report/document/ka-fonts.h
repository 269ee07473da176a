/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* The five faces of an official paper, found among those of the system. */
typedef enum
{
  KA_FACE_TITLE, /* 小标宋 */
  KA_FACE_HEI,   /* 黑体 */
  KA_FACE_KAI,   /* 楷体 */
  KA_FACE_FANG,  /* 仿宋 */
  KA_FACE_SONG,  /* 宋体: page numbers */
} KaFace;
#define KA_N_FACES (KA_FACE_SONG + 1)

/* A font map of its own, untouched by the user's rules, so that the same paper comes out alike. One
 * thread at a time. */
typedef struct _KaFonts KaFonts;

/* dirs: where fonts lie, NULL-terminated; NULL: wherever the system has them. What is freed waits for its
 * next use. */
KaFonts *ka_fonts_new (const char *const *dirs);
void ka_fonts_free (KaFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaFonts, ka_fonts_free)

/* FALSE: there is no face with Chinese characters at all. */
gboolean ka_fonts_have_chinese (KaFonts *fonts);
/* The family really used; NULL if there is none. */
const char *ka_fonts_get_family (KaFonts *fonts, KaFace face);
/* Whether it is a face of that style, not a makeshift. */
gboolean ka_fonts_is_proper (KaFonts *fonts, KaFace face);
/* Appends a Chinese sentence for each face that is not what the standard wants. */
void ka_fonts_add_warnings (KaFonts *fonts, GPtrArray *warnings);

/* For unhinted text in points, language zh-cn. */
PangoContext *ka_fonts_create_context (KaFonts *fonts);
/* Of that face with what stands in for characters that it lacks; size in points. To be freed. */
PangoFontDescription *ka_fonts_describe (KaFonts *fonts, KaFace face, double size);

G_END_DECLS
