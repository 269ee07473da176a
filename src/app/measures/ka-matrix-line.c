/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-matrix-line.h"

struct _KaMatrixLine
{
  GObject parent_instance;

  GPtrArray *lines; /* owned */
  guint index;
};

G_DEFINE_FINAL_TYPE (KaMatrixLine, ka_matrix_line, G_TYPE_OBJECT)

static void
ka_matrix_line_finalize (GObject *object)
{
  g_clear_pointer (&KA_MATRIX_LINE (object)->lines, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_matrix_line_parent_class)->finalize (object);
}

static void
ka_matrix_line_class_init (KaMatrixLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ka_matrix_line_finalize;
}

static void
ka_matrix_line_init (KaMatrixLine *self)
{
}

KaMatrixLine *
ka_matrix_line_new (GPtrArray *lines, guint index)
{
  KaMatrixLine *self = g_object_new (KA_TYPE_MATRIX_LINE, NULL);

  self->lines = g_ptr_array_ref (lines);
  self->index = index;
  return self;
}

const KaMineLine *
ka_matrix_line_get (KaMatrixLine *self)
{
  g_return_val_if_fail (KA_IS_MATRIX_LINE (self), NULL);
  return g_ptr_array_index (self->lines, self->index);
}
