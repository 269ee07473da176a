/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-pdf.h>

G_BEGIN_DECLS

/* A PDF to be read: its pages below one another, zoom, fit to width, page number.
 * Signal "link" (const char *uri). */
#define KA_TYPE_PDF_VIEW (ka_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (KaPdfView, ka_pdf_view, KA, PDF_VIEW, GtkBox)

/* NULL: none. The place is kept, so that a paper made anew is seen where the old one was. */
void ka_pdf_view_set_pdf (KaPdfView *self, KaPdf *pdf);
void ka_pdf_view_show_page (KaPdfView *self, guint page);
/* Whether all pages on view have their picture. */
gboolean ka_pdf_view_is_ready (KaPdfView *self);

G_END_DECLS
