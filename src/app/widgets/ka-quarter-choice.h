/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-day.h>

G_BEGIN_DECLS

/* A drop-down of quarters, the running one first. */

/* Fills it for the day that it is; at first, and when a new quarter has begun, the last finished one is
 * chosen, which is the one that is due. */
void ka_quarter_choice_fill (GtkDropDown *quarters);
/* The chosen quarter; the list must have been filled. */
KaQuarter ka_quarter_choice_get (GtkDropDown *quarters);

G_END_DECLS
