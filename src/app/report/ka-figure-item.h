/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One figure that a text may name, for the list from which it is chosen.
 * Properties: "label" (在册非煤矿山), "value" (48). */
#define KA_TYPE_FIGURE_ITEM (ka_figure_item_get_type ())
G_DECLARE_FINAL_TYPE (KaFigureItem, ka_figure_item, KA, FIGURE_ITEM, GObject)

KaFigureItem *ka_figure_item_new (const char *label, const char *value, const char *use);
/* What is put into the text: {在册非煤矿山}. */
const char *ka_figure_item_get_use (KaFigureItem *self);
gboolean ka_figure_item_matches (KaFigureItem *self, const char *needle);

G_END_DECLS
