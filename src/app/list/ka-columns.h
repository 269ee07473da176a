/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The columns of a GtkColumnView of KaRow, made from the table of a kind: which are shown, how wide, by
 * which the list is sorted. All of it is remembered in the kind's settings. Emits "sort-changed" when a
 * heading was clicked; sorting itself is SQL's. */
#define KA_TYPE_COLUMNS (ka_columns_get_type ())
G_DECLARE_FINAL_TYPE (KaColumns, ka_columns, KA, COLUMNS, GObject)

/* The view must outlive it, or ka_columns_release() be called. */
KaColumns *ka_columns_new (GtkColumnView *view, const KaKind *kind, GSettings *settings);
/* Lets go of the view; its sorter emits while it is being disposed. */
void ka_columns_release (KaColumns *self);

/* NULL: the order of the kind. */
const KaField *ka_columns_get_sort (KaColumns *self, gboolean *descending);
void ka_columns_set_sort (KaColumns *self, const KaField *field, gboolean descending);
gboolean ka_columns_is_shown (KaColumns *self, const KaField *field);
void ka_columns_set_shown (KaColumns *self, const KaField *field, gboolean shown);
/* The row and field at a place of the view; FALSE: there is none. */
gboolean
ka_columns_pick (KaColumns *self, double x, double y, guint *position, const KaField **field);
/* The fields shown, in their order (const KaField * elements). */
GPtrArray *ka_columns_dup_shown (KaColumns *self);
/* Back to what the table of the kind shows. */
void ka_columns_reset (KaColumns *self);

G_END_DECLS
