/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-paper-view.h"

G_BEGIN_DECLS

/* The files kept with a record: dropped, pasted or chosen; looked at, opened, replaced, taken away, written
 * out. Property "count". */
#define KA_TYPE_ATTACHMENTS_VIEW (ka_attachments_view_get_type ())
G_DECLARE_FINAL_TYPE (KaAttachmentsView, ka_attachments_view, KA, ATTACHMENTS_VIEW, AdwBin)

KaAttachmentsView *ka_attachments_view_new (KaContext *context, const KaKind *kind);
/* id 0: none. */
void ka_attachments_view_show (KaAttachmentsView *self, gint64 id);
guint ka_attachments_view_get_count (KaAttachmentsView *self);
/* Selects an attachment and shows it, a PDF at the page (from 0). */
void ka_attachments_view_open (KaAttachmentsView *self, gint64 attachment, guint page);
/* Attaches files (GFile elements): FALSE if nothing can be attached now. */
gboolean ka_attachments_view_take_files (KaAttachmentsView *self, GSList *files);
KaPaperView *ka_attachments_view_get_paper (KaAttachmentsView *self);

G_END_DECLS
