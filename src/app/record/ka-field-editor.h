/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The control in which one field of any type is edited. What stands in it is text as a person writes it;
 * ka_field_editor_read() makes it the canonical value. Emits "changed" as one types. */
#define KA_TYPE_FIELD_EDITOR (ka_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (KaFieldEditor, ka_field_editor, KA, FIELD_EDITOR, GtkBox)

KaFieldEditor *ka_field_editor_new (KaContext *context, const KaField *field);
const KaField *ka_field_editor_get_field (KaFieldEditor *self);
/* The control that takes the focus, that a label points to. */
GtkWidget *ka_field_editor_get_control (KaFieldEditor *self);
void ka_field_editor_set_editable (KaFieldEditor *self, gboolean editable);

/* A canonical value; NULL: empty. Without "changed". */
void ka_field_editor_set_value (KaFieldEditor *self, const char *value);
/* Unfinished text of a draft. */
void ka_field_editor_set_text (KaFieldEditor *self, const char *text);
char *ka_field_editor_get_text (KaFieldEditor *self);
/* FALSE: what stands there is no value, error says why. Codes must be valid on the day. */
gboolean ka_field_editor_read (KaFieldEditor *self, KaDay on, char **value, GError **error);

G_END_DECLS
