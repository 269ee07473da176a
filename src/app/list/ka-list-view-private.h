/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-columns.h"
#include "ka-filter-bar.h"
#include "ka-gradual-model.h"
#include "ka-list-view.h"
#include "ka-record-view.h"

#include <ka-row-model.h>

G_BEGIN_DECLS

struct _KaListView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkColumnView *column_view;
  AdwStatusPage *empty;
  GtkButton *empty_clear;
  GtkButton *empty_import;
  GtkButton *empty_new;
  AdwBin *filter_bin;
  GtkBox *list_box;
  GtkPaned *paned;
  AdwBin *record_bin;
  GtkStack *stack;
  GtkLabel *totals;

  /* Borrowed */
  const KaKind *kind;
  KaFilterBar *filter;
  KaRecordView *record; /* made when the first record is opened */
  GtkPopoverMenu *menu; /* made when first asked for; unparented on dispose */
  KaGradualModel *gradual;
  KaWork *work; /* the query under way on a worker */

  /* Owned */
  KaContext *context;
  KaColumns *columns;
  KaRowModel *model;
  GtkMultiSelection *selection;
  GSettings *settings;

  gint64 n_all;
  gint64 touched;            /* the record that was saved here last: its row alone is drawn anew */
  const KaField *menu_field; /* of the cell that the menu was opened on, or NULL */
  guint selection_idle;
  guint narrow_idle;
  gboolean narrow;
  gboolean open;      /* the record pane */
  gboolean dismissed; /* it was closed by hand: rows are only selected until one is opened */
  gboolean restoring;
};

/* Ids (gint64) of the selected rows, in their order. Caller owns. */
GArray *_ka_list_view_dup_selected (KaListView *self);

/* The context menu at a place of the column view. */
void _ka_list_view_popup (KaListView *self, double x, double y);
/* One field of many records, as one change. value NULL: empty. */
void
_ka_list_view_set_field (KaListView *self, GArray *ids, const KaField *field, const char *value);

G_END_DECLS
