/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-pdf.h>

G_BEGIN_DECLS

/* One page of a PDF: white paper until its picture has come.
 * Signals "link" (const char *uri): a link was clicked; "selected": text was marked, or no longer is. */
#define KA_TYPE_PDF_SHEET (ka_pdf_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KaPdfSheet, ka_pdf_sheet, KA, PDF_SHEET, GtkWidget)

GtkWidget *ka_pdf_sheet_new (KaPdf *pdf, guint page);
/* Pixels a point. */
void ka_pdf_sheet_set_zoom (KaPdfSheet *self, double zoom);
/* Whether it is (nearly) on view: then its picture is fetched, else dropped. */
void ka_pdf_sheet_set_on_view (KaPdfSheet *self, gboolean on_view);
/* Quarter turns, clockwise. */
void ka_pdf_sheet_set_rotation (KaPdfSheet *self, guint turns);
/* Light on dark. */
void ka_pdf_sheet_set_dark (KaPdfSheet *self, gboolean dark);
/* What was found on the page (KaPdfBox; NULL: nothing), and which of it is the present one (−1: none). */
void ka_pdf_sheet_set_marks (KaPdfSheet *self, GArray *marks, int present);
/* Where remarks stand (KaPdfBox, its corner; NULL: none). */
void ka_pdf_sheet_set_pins (KaPdfSheet *self, GArray *pins);
/* The text that is marked, or NULL; where the page was clicked last, in points. */
const char *ka_pdf_sheet_get_selection (KaPdfSheet *self);
void ka_pdf_sheet_clear_selection (KaPdfSheet *self);
void ka_pdf_sheet_get_place (KaPdfSheet *self, double *x, double *y);
guint ka_pdf_sheet_get_page (KaPdfSheet *self);
/* How far below the sheet's top a point of the page is shown. */
double ka_pdf_sheet_get_down (KaPdfSheet *self, double x, double y);
/* Marks the text from one point to another, as dragging does. */
void ka_pdf_sheet_select (KaPdfSheet *self, double x1, double y1, double x2, double y2);
/* Whether what is to be seen has come. */
gboolean ka_pdf_sheet_is_ready (KaPdfSheet *self);

G_END_DECLS
