/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-doc.h>
#include <poppler.h>

G_BEGIN_DECLS

#define MM (72 / 25.4)

/* The pages that a document came out as, read back by Poppler. */
typedef struct
{
  PopplerDocument *document;
  guint n_pages;
  GBytes *bytes;
  GPtrArray *warnings;
} Pages;

Pages *pages_new (KaDoc *doc, const KaDocMeta *meta);
void pages_free (Pages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pages, pages_free)

typedef struct
{
  char *text;
  guint n_chars;
  double x1, x2; /* of its ink's advance boxes */
  double y1, y2;
} TextLine;

/* The lines of a page from above, the page number among them. */
GPtrArray *pages_get_lines (Pages *pages, guint page);
/* The same without the page number. */
GPtrArray *pages_get_body (Pages *pages, guint page);
/* All text of all pages without page numbers and without any blanks. */
char *pages_get_text (Pages *pages);
/* The lines of all pages in the order in which they were written, as `pdftotext -raw` gives them, without
 * page numbers. NULL: there is no pdftotext. */
GStrv pages_get_raw_lines (Pages *pages);
/* The text without any blanks. */
char *pages_squeeze (const char *text);

/* One page as 144 dpi pixels; scale 2. */
cairo_surface_t *pages_render (Pages *pages, guint page);
typedef gboolean (*IsInk) (guint8 red, guint8 green, guint8 blue);
/* The box, in points, of the pixels for which it holds, within the given box; FALSE: there is none. */
gboolean pages_find_ink (cairo_surface_t *surface,
                         IsInk is_ink,
                         double x1,
                         double y1,
                         double x2,
                         double y2,
                         PopplerRectangle *box);
gboolean is_red (guint8 red, guint8 green, guint8 blue);
gboolean is_dark (guint8 red, guint8 green, guint8 blue);

/* The folders of fonts to test with: those of the system, and those without Fandol. */
guint pages_n_font_sets (void);
const char *const *pages_font_dirs (guint set);

G_END_DECLS
