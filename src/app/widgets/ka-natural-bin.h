/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A bin whose natural width is given ("natural-width"), whatever its child would like: so that what
 * folds by natural width (AdwLeaflet) folds at a fixed width of the window. */
#define KA_TYPE_NATURAL_BIN (ka_natural_bin_get_type ())
G_DECLARE_FINAL_TYPE (KaNaturalBin, ka_natural_bin, KA, NATURAL_BIN, GtkWidget)

G_END_DECLS
