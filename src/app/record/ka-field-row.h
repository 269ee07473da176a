/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-field-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One line of the form: label, control, unit, help; under it the problem and the hint. Emits "changed",
 * and "open" where a reference is to be followed. */
#define KA_TYPE_FIELD_ROW (ka_field_row_get_type ())
G_DECLARE_FINAL_TYPE (KaFieldRow, ka_field_row, KA, FIELD_ROW, GtkBox)

KaFieldRow *ka_field_row_new (KaContext *context, const KaField *field);
KaFieldEditor *ka_field_row_get_editor (KaFieldRow *self);
void ka_field_row_set_problem (KaFieldRow *self, const char *message, gboolean refused);
/* Something the program knows about the field: what it computes. NULL: nothing. */
/* The same, with a link to the record that it speaks of. */
void ka_field_row_set_remark (KaFieldRow *self, const char *message, const KaKind *kind, gint64 id);
void ka_field_row_set_hint (KaFieldRow *self, const char *text);
void ka_field_row_set_modified (KaFieldRow *self, gboolean modified);
/* A reference that can be followed. */
void ka_field_row_set_openable (KaFieldRow *self, gboolean openable);

G_END_DECLS
