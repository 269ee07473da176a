/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays children out in two columns of equal width where there is room, else in one. A child that wants
 * to (ka_form_layout_set_wide()) takes the whole row. */
#define KA_TYPE_FORM_LAYOUT (ka_form_layout_get_type ())
G_DECLARE_FINAL_TYPE (KaFormLayout, ka_form_layout, KA, FORM_LAYOUT, GtkLayoutManager)

GtkLayoutManager *ka_form_layout_new (void);
void ka_form_layout_set_wide (GtkWidget *child);

G_END_DECLS
