/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <ka-people.h>

G_BEGIN_DECLS

/* One row of a matrix, as a list wants it. */
#define KA_TYPE_MATRIX_LINE (ka_matrix_line_get_type ())
G_DECLARE_FINAL_TYPE (KaMatrixLine, ka_matrix_line, KA, MATRIX_LINE, GObject)

/* lines: KaMineLine elements, kept; index: which. */
KaMatrixLine *ka_matrix_line_new (GPtrArray *lines, guint index);
const KaMineLine *ka_matrix_line_get (KaMatrixLine *self);

G_END_DECLS
