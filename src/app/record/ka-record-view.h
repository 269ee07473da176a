/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-attachments-view.h"
#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One record beside the list: form, related records, history. What is typed is a draft until it is saved;
 * nothing is asked on leaving. Signals: "close", "saved" (gint64 id), "delete". Property "modified". */
#define KA_TYPE_RECORD_VIEW (ka_record_view_get_type ())
G_DECLARE_FINAL_TYPE (KaRecordView, ka_record_view, KA, RECORD_VIEW, AdwBin)

KaRecordView *ka_record_view_new (KaContext *context, const KaKind *kind);
/* Shows the record, with its draft if there is one. FALSE: it is not there. */
gboolean ka_record_view_show (KaRecordView *self, gint64 id);
/* A new record, with the values given (or NULL). */
void ka_record_view_show_new (KaRecordView *self, const KaRecord *given);
void ka_record_view_show_draft (KaRecordView *self, KaDraft *draft);
gint64 ka_record_view_get_id (KaRecordView *self); /* 0: a new one, or none */
gboolean ka_record_view_is_modified (KaRecordView *self);

gboolean ka_record_view_save (KaRecordView *self);
/* Back to what stands in the ledger. */
void ka_record_view_discard (KaRecordView *self);
/* The ledger changed: shows the record as it is now. FALSE: it is gone. */
gboolean ka_record_view_refresh (KaRecordView *self);
/* Writes the draft now. */
void ka_record_view_flush (KaRecordView *self);
void ka_record_view_focus (KaRecordView *self);
void ka_record_view_show_related (KaRecordView *self);
/* form, related, history or the id of a pane (ka-record-pane.h). */
void ka_record_view_show_tab (KaRecordView *self, const char *tab);
void ka_record_view_focus_field (KaRecordView *self, const char *field);
/* The KaFieldEditor of a field. */
GtkWidget *ka_record_view_get_editor (KaRecordView *self, const char *field);
/* The attachments, one of them opened (0: none) at the page (from 0). */
void ka_record_view_show_attachment (KaRecordView *self, gint64 attachment, guint page);
KaAttachmentsView *ka_record_view_get_attachments (KaRecordView *self);

G_END_DECLS
