/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What takes longer than a frame is done in steps: a page of two hundred rows is built row by row, and the
 * window answers in between. */

/* One step, of a millisecond or two. FALSE: that was the last one. */
typedef gboolean (*KaStepFunc) (gpointer widget);

/* Takes steps in the frames to come, while the widget can be seen, until step returns FALSE. A widget takes one
 * kind of steps; while it does, another call changes nothing. */
void ka_take_steps (gpointer widget, KaStepFunc step);
gboolean ka_is_taking_steps (GtkWidget *widget);

G_END_DECLS
