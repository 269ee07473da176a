/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-fonts.h"

G_BEGIN_DECLS

/* What a paper is set with: the faces, and what was found wanting on the way. */
typedef struct
{
  KaFonts *fonts;
  PangoContext *context;
  PangoLayout *layout;                     /* used again for every strip */
  PangoFontDescription *faces[KA_N_FACES]; /* size set anew each time */
  GHashTable *unknown;                     /* gunichar → itself: characters that no face has */
} KaSetter;

KaSetter *ka_setter_new (KaFonts *fonts);
void ka_setter_free (KaSetter *setter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaSetter, ka_setter_free)

/* The text on a layout of one line, with the sign for a missing character where no face has one. */
void ka_layout_set_known_text (PangoLayout *layout, const char *text);

/* How a piece of text is set. */
typedef struct
{
  KaFace face;
  double size;  /* points */
  double pitch; /* from one character to the next; 0: the face's own */
  KaFace lead_face;
  gsize lead; /* bytes at the beginning that are in lead_face */
} KaTextStyle;

/* A text shaped once into one long strip of glyphs, from which lines are cut. */
typedef struct _KaStrip KaStrip;

typedef struct
{
  guint first, last; /* clusters; last is the first that is not in it */
  double indent;
  double width; /* of what is in it */
  double fill;  /* width to be filled by spreading the slack; 0: leave as it is */
} KaLine;

typedef struct
{
  double x, width;
  const char *uri;
} KaLinkBox;

/* text: with the marks of ka-doc.h; '\n' breaks the line. */
KaStrip *ka_strip_new (KaSetter *setter, const char *text, const KaTextStyle *style);
void ka_strip_free (KaStrip *strip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaStrip, ka_strip_free)

guint ka_strip_get_length (KaStrip *strip);
/* The text without marks. */
const char *ka_strip_get_text (KaStrip *strip);
double ka_strip_get_size (KaStrip *strip);
/* On one line (the longest of those that '\n' makes). */
double ka_strip_get_width (KaStrip *strip);
/* Of the longest piece that cannot be broken. */
double ka_strip_get_min_width (KaStrip *strip);
/* Height of the ink above the baseline (its upper edge). */
double ka_strip_get_ink_ascent (KaStrip *strip);

/* Cuts lines for a column of that width; justify: all but the last fill it. KaLine elements, at least
 * one. */
GArray *ka_strip_break (KaStrip *strip,
                        double first_indent,
                        double rest_indent,
                        double width,
                        gboolean justify);
/* Cuts a title into as few lines as fit, of lengths that look well, breaking between words. */
GArray *ka_strip_break_title (KaStrip *strip, double width);

/* Draws from x (of the line's column) on, at that baseline, in the source colour. */
void ka_line_draw (KaStrip *strip, const KaLine *line, cairo_t *cr, double x, double baseline);
/* Where the links of the line stand, relative to its column: KaLinkBox. NULL: none. */
GArray *ka_line_get_links (KaStrip *strip, const KaLine *line);
/* The same of the blanks that were filled in. */
GArray *ka_line_get_blanks (KaStrip *strip, const KaLine *line);

G_END_DECLS
