/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One thing that can be picked. */
#define KA_TYPE_OPTION (ka_option_get_type ())
G_DECLARE_FINAL_TYPE (KaOption, ka_option, KA, OPTION, GObject)

KaOption *ka_option_new (const char *value, const char *label, const char *detail);

/* An entry that finds as one types and lists what it found: for records and long code tables. Typing
 * un-picks; Enter, a click or leaving the field with one candidate left picks. Emits "changed". */
#define KA_TYPE_PICKER (ka_picker_get_type ())
G_DECLARE_FINAL_TYPE (KaPicker, ka_picker, KA, PICKER, GtkBox)

/* Puts the options that fit the text into the empty store, the best first; NULL or "": all (some). What
 * takes longer may come later, unless it was called again or its data freed. */
typedef void (*KaPickerFind) (const char *text, GListStore *into, gpointer data);

GtkWidget *ka_picker_new (KaPickerFind find, gpointer data, GDestroyNotify destroy);
void ka_picker_set (KaPicker *self, const char *value, const char *label);
const char *ka_picker_get_value (KaPicker *self); /* NULL: nothing is picked */
const char *ka_picker_get_text (KaPicker *self);
GtkWidget *ka_picker_get_entry (KaPicker *self);

G_END_DECLS
