/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-pdf.h>

G_BEGIN_DECLS

/* One page of a PDF: white paper until its picture has come.
 * Signal "link" (const char *uri): a link was clicked. */
#define KA_TYPE_PDF_SHEET (ka_pdf_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KaPdfSheet, ka_pdf_sheet, KA, PDF_SHEET, GtkWidget)

GtkWidget *ka_pdf_sheet_new (KaPdf *pdf, guint page);
/* Pixels a point. */
void ka_pdf_sheet_set_zoom (KaPdfSheet *self, double zoom);
/* Whether it is (nearly) on view: then its picture is fetched, else dropped. */
void ka_pdf_sheet_set_on_view (KaPdfSheet *self, gboolean on_view);
/* Whether what is to be seen has come. */
gboolean ka_pdf_sheet_is_ready (KaPdfSheet *self);

G_END_DECLS
