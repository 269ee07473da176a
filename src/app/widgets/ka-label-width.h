/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Boxes ask their children how wide they must be for the height that they were given. GTK answers that for a
 * label that wraps by laying its text out at some twenty widths, at each allocation: the rows of a timeline or
 * of the settings take many times as long as all the rest. Here nothing is as wide as its height lets it be. */

/* Once, after GTK is ready: a label needs the same width whatever its height. */
void ka_label_width_install (void);

G_END_DECLS
