/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Mines against what they owe: the months of a duty, or the posts that the law wants. A cell leads to its
 * record, a row to the mine's records. */
#define KA_TYPE_MATRIX_VIEW (ka_matrix_view_get_type ())
G_DECLARE_FINAL_TYPE (KaMatrixView, ka_matrix_view, KA, MATRIX_VIEW, AdwBin)

GtkWidget *ka_matrix_view_new_duties (KaContext *context);
GtkWidget *ka_matrix_view_new_posts (KaContext *context);
GPtrArray *ka_matrix_view_get_lines (KaMatrixView *self); /* KaMineLine, as shown; or NULL */

G_END_DECLS
