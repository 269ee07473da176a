/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"
#include "ka-filter.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The list of a kind with its filters, its totals and, beside it, the record. Signal "state-changed"
 * (what is shown, selected or edited changed, so that actions and titles follow). */
#define KA_TYPE_LIST_VIEW (ka_list_view_get_type ())
G_DECLARE_FINAL_TYPE (KaListView, ka_list_view, KA, LIST_VIEW, AdwBin)

KaListView *ka_list_view_new (KaContext *context, const KaKind *kind);
const KaKind *ka_list_view_get_kind (KaListView *self);

/* Asks the ledger again. */
void ka_list_view_refresh (KaListView *self);
/* The answer is on its way from a worker. */
gboolean ka_list_view_is_loading (KaListView *self);
guint ka_list_view_get_n_shown (KaListView *self);
gint64 ka_list_view_get_n_all (KaListView *self);
guint ka_list_view_get_n_selected (KaListView *self);
gboolean ka_list_view_is_filtered (KaListView *self);
/* 48 座, or 48 座（筛选自 52）. */
char *ka_list_view_describe (KaListView *self);

/* The list behind a number; NULL: all. */
void ka_list_view_show_query (KaListView *self, const KaQuery *query, const char *label);
const KaQuery *ka_list_view_get_base (KaListView *self);
const char *ka_list_view_get_base_label (KaListView *self);

/* Record pane. id 0: none is open, or a new one. */
void ka_list_view_open (KaListView *self, gint64 id);
void ka_list_view_open_new (KaListView *self, const KaRecord *given);
void ka_list_view_open_draft (KaListView *self, KaDraft *draft);
void ka_list_view_close (KaListView *self);
gint64 ka_list_view_get_open (KaListView *self);
/* Within the record that is open. */
void ka_list_view_show_field (KaListView *self, const char *field);
void ka_list_view_show_attachment (KaListView *self, gint64 attachment, guint page);
gboolean ka_list_view_has_record (KaListView *self);
gboolean ka_list_view_save (KaListView *self);

/* Actions of the page (ka-list-actions.c); on the selected rows. */
void ka_list_view_find (KaListView *self);
void ka_list_view_edit (KaListView *self);
/* The selected record with what refers to it. */
void ka_list_view_open_related (KaListView *self);
void ka_list_view_edit_many (KaListView *self);
void ka_list_view_copy (KaListView *self);
/* Cells from a spreadsheet go to the import assistant; without headings they are the columns shown. */
void ka_list_view_paste (KaListView *self);
/* The two selected records are one. */
void ka_list_view_merge (KaListView *self);
void ka_list_view_delete (KaListView *self);
void ka_list_view_export (KaListView *self);
void ka_list_view_export_to (KaListView *self, GFile *file);
/* A superior's empty table, filled with the rows shown (ka-list-fill.c). */
void ka_list_view_fill (KaListView *self);
void ka_list_view_fill_to (KaListView *self, GFile *table, GFile *file);
void ka_list_view_menu (KaListView *self);
void ka_list_view_filter_by_value (KaListView *self);
void ka_list_view_clear_filters (KaListView *self);

G_END_DECLS
