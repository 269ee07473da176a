/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK 4.8 gives the text of a tooltip as many columns as it has characters; a Chinese one takes two, so
 * that the text breaks after each. Tooltips are therefore laid out here, by the width of their text. */

/* Once, after GTK is ready: for all tooltips that are set as text or markup. The property tooltip-text is then
 * set as by ka_set_tooltip (). */
void ka_tooltip_install (void);
/* What is told while the pointer rests on the widget; NULL: nothing. As gtk_widget_set_tooltip_text (), which
 * asks the display each time where the pointer is and waits for the answer: with hundreds of cells that is
 * most of the time that a page takes. */
void ka_set_tooltip (GtkWidget *widget, const char *text);
const char *ka_get_tooltip (GtkWidget *widget);
/* For an answer to GtkWidget::query-tooltip. */
void ka_tooltip_set_text (GtkTooltip *tooltip, const char *text);
/* Shows the whole text of the label where it does not fit, and nothing where it does. */
void ka_tooltip_add_to_label (GtkLabel *label);

G_END_DECLS
