/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children in their natural width one after the other, going on in the next line where the width ends. */
#define KA_TYPE_WRAP_LAYOUT (ka_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (KaWrapLayout, ka_wrap_layout, KA, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *ka_wrap_layout_new (void);
/* All of one size, as many in a line as go in, filling it. */
GtkLayoutManager *ka_wrap_layout_new_even (void);

G_END_DECLS
