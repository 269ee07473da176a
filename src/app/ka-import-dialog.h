/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-window.h"

G_BEGIN_DECLS

/* Opens the import dialog over the window. files: NULL-terminated, or NULL to let the user choose. */
void ka_import_dialog_present (KaWindow *window, GFile **files);

G_END_DECLS
