/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK 4.8 gives the text of a tooltip as many columns as it has characters; a Chinese one takes two, so
 * that the text breaks after each. Tooltips are therefore laid out here, by the width of their text. */

/* Once, after GTK is ready: for all tooltips that are set as text or markup. */
void ka_tooltip_install (void);
/* For an answer to GtkWidget::query-tooltip. */
void ka_tooltip_set_text (GtkTooltip *tooltip, const char *text);

G_END_DECLS
