/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The program's own style, in high contrast where the desk wants that. Not by the application's resource-base-path:
 * GtkApplication would add a folder of icons besides, and for that GTK reads all icon themes a second time, in the
 * main thread and before the first picture. */
void ka_style_install (void);

G_END_DECLS
