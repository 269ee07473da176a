/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A selection model as a view shows it: GTK 4.8 makes widgets for 205 rows at once however few are in sight,
 * which takes several frames. Here it gets the rows that fill a window first and the others in the frames that
 * follow. What is selected, and selecting all, are the inner model's and know of every row. */
#define KA_TYPE_GRADUAL_MODEL (ka_gradual_model_get_type ())
G_DECLARE_FINAL_TYPE (KaGradualModel, ka_gradual_model, KA, GRADUAL_MODEL, GObject)

/* Makes the view (a GtkColumnView or GtkListView) show the model gradually. Borrowed: it is the view's. */
KaGradualModel *ka_gradual_model_set (GtkWidget *view, GtkSelectionModel *model);
/* Scrolls the view so that the row is in sight, as soon as it has it. */
void ka_gradual_model_scroll_to (KaGradualModel *self, guint position);

G_END_DECLS
