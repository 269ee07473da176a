/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <gtk/gtk.h>
#include <ka-day.h>

G_BEGIN_DECLS

/* What the matrix of the hard measures writes, each asked for a place and written by a worker. */

/* The analysis table of the quarter. */
void ka_measure_export_book (GtkWidget *widget, KaContext *context, KaQuarter quarter);
/* What the unit (an enterprise or a town) fills in. */
void ka_measure_export_sheet (GtkWidget *widget,
                              KaContext *context,
                              KaQuarter quarter,
                              const char *unit);
/* One for each of the towns, into a folder. */
void ka_measure_export_towns (GtkWidget *widget,
                              KaContext *context,
                              KaQuarter quarter,
                              GPtrArray *towns /* char * */);

/* The same with the place known. units NULL: the analysis table into the file; else a sheet for each of them,
 * into the file if there is one of them, else into the folder. */
void ka_measure_export_to (GtkWidget *widget,
                           KaContext *context,
                           KaQuarter quarter,
                           GPtrArray *units,
                           gboolean folder,
                           const char *path);

G_END_DECLS
