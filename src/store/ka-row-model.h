/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-query.h"

G_BEGIN_DECLS

/* One place in a list and the record that stands there, read when it is first looked at. Its signal
 * "changed" says that its texts are to be shown anew: the record changed, or another one stands there. */
#define KA_TYPE_ROW (ka_row_get_type ())
G_DECLARE_FINAL_TYPE (KaRow, ka_row, KA, ROW, GObject)

gint64 ka_row_get_id (KaRow *row);
KaLedger *ka_row_get_ledger (KaRow *row); /* borrowed */
KaRecord *ka_row_get_record (KaRow *row); /* borrowed; NULL if it is gone */
/* The text of a cell (private fields masked); owned by the row. Never NULL. */
const char *ka_row_get_text (KaRow *row, guint field_index);

/* GListModel of KaRow over the ids of one query. A new answer of the same kind lets the rows that are held
 * stand for the records that are at their places now ("changed"), and announces only by how much the list
 * became longer or shorter at its end: GTK 4.8 builds its 205 rows anew for anything else, which takes
 * longer than the question. */
#define KA_TYPE_ROW_MODEL (ka_row_model_get_type ())
G_DECLARE_FINAL_TYPE (KaRowModel, ka_row_model, KA, ROW_MODEL, GObject)

KaRowModel *ka_row_model_new (KaLedger *ledger);
/* Answers the query again in the calling thread (short: ids only); the model keeps a copy of it. */
gboolean ka_row_model_set_query (KaRowModel *model, KaQuery *query, GError **error);
/* Takes ids that a worker found for the query. Takes both. */
void ka_row_model_take_ids (KaRowModel *model, KaQuery *query, GArray *ids);
KaQuery *ka_row_model_get_query (KaRowModel *model); /* borrowed, or NULL */
gint64 ka_row_model_get_id (KaRowModel *model, guint position);
guint ka_row_model_find (KaRowModel *model, gint64 id); /* position, or G_MAXUINT */
/* One record changed: its row is read again and told to redraw, without moving. */
void ka_row_model_touch (KaRowModel *model, gint64 id);

G_END_DECLS
