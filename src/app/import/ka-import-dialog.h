/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-window.h"

G_BEGIN_DECLS

/* Opens the import dialog over the window. files: NULL-terminated, or NULL to let the user choose. */
void ka_import_dialog_present (KaWindow *window, GFile **files);
/* The same for cells from the clipboard. kind, fields (KaField): what they are if they bring no headings of
 * their own, or NULL. */
void ka_import_dialog_present_text (KaWindow *window,
                                    const char *text,
                                    const KaKind *kind,
                                    GPtrArray *fields);
/* Writes the list of what the dialog's import refuses, as its button does once a place was chosen. */
void ka_import_dialog_write_problems (GtkWindow *dialog, const char *path);

G_END_DECLS
