/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-calendar.h>

G_BEGIN_DECLS

/* The duties of a year on one calendar: a row a duty, a column a month. Signals: "duty" (kind id) when the name of
 * one is pressed. */
#define KA_TYPE_YEAR_VIEW (ka_year_view_get_type ())
G_DECLARE_FINAL_TYPE (KaYearView, ka_year_view, KA, YEAR_VIEW, GtkBox)

/* cells of ka_calendar_compute(). */
void ka_year_view_show (KaYearView *self, int year, GArray *cells);
int ka_year_view_get_year (KaYearView *self);

G_END_DECLS
