/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays the children out over all of the widget, as GtkBinLayout does, but their width is asked for whatever the
 * height. GTK's stacks ask how wide a page must be for their height, and each text in it that wraps is then laid
 * out twenty times to find that out; a page's width does not come from its height. */
#define KA_TYPE_WIDTH_LAYOUT (ka_width_layout_get_type ())
G_DECLARE_FINAL_TYPE (KaWidthLayout, ka_width_layout, KA, WIDTH_LAYOUT, GtkLayoutManager)

GtkLayoutManager *ka_width_layout_new (void);

G_END_DECLS
