/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-pdf.h>

G_BEGIN_DECLS

/* A PDF to be read: its pages below one another, zoom, fit to width, page number.
 * Beside them thumbnails and contents; text is found and marked, turned, shown light on dark.
 * Signals "link" (const char *uri), "selected" (text was marked, or no longer is). */
#define KA_TYPE_PDF_VIEW (ka_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (KaPdfView, ka_pdf_view, KA, PDF_VIEW, GtkBox)

/* NULL: none. The place is kept, so that a paper made anew is seen where the old one was. */
void ka_pdf_view_set_pdf (KaPdfView *self, KaPdf *pdf);
void ka_pdf_view_show_page (KaPdfView *self, guint page);
/* A point of a page, a third down the view. */
void ka_pdf_view_show_place (KaPdfView *self, guint page, double x, double y);
/* The text that is marked, or NULL. */
const char *ka_pdf_view_get_selection (KaPdfView *self);
/* Where a page was clicked last or text marked; FALSE: nowhere. Page from 0, points from its corner. */
gboolean ka_pdf_view_get_place (KaPdfView *self, guint *page, double *x, double *y);
/* Where remarks stand on a page. */
typedef struct
{
  guint page;
  double x, y;
} KaPdfPin;
void ka_pdf_view_set_pins (KaPdfView *self, const KaPdfPin *pins, guint n);
/* Looks for the text from the present page on and shows where it stands first; NULL or "": no more. */
void ka_pdf_view_find (KaPdfView *self, const char *needle);
guint ka_pdf_view_get_n_found (KaPdfView *self);
gboolean ka_pdf_view_is_finding (KaPdfView *self);
/* Whether all pages on view have their picture. */
gboolean ka_pdf_view_is_ready (KaPdfView *self);

G_END_DECLS
