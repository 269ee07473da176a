/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"
#include "ka-pdf-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One attached file to be looked at: a PDF's pages, a picture, or a sentence why not; asks for a password
 * where one is wanted. Signal "loaded": what was asked for is there (or the sentence is). */
#define KA_TYPE_PAPER_VIEW (ka_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (KaPaperView, ka_paper_view, KA, PAPER_VIEW, AdwBin)

KaPaperView *ka_paper_view_new (KaContext *context);
/* attachment 0: none. page: of a PDF, from 0. */
void ka_paper_view_show (KaPaperView *self, gint64 attachment, guint page);
gint64 ka_paper_view_get_attachment (KaPaperView *self);
KaPdfView *ka_paper_view_get_pdf_view (KaPaperView *self);
/* "empty", "busy", "pdf", "picture", "message" or "password". */
const char *ka_paper_view_get_state (KaPaperView *self);

G_END_DECLS
