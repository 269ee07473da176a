/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef gboolean (*StartIsReady) (GtkWindow *window);

/* Says on standard output when the application's window has painted its first frame ("frame µs µs µs": the clock
 * of the desk, the time that the main thread worked and that of all threads) and the
 * first one that is_ready finds usable ("usable µs"; NULL: any), and then ends the application. */
void start_watch (GtkApplication *application, StartIsReady is_ready);

G_END_DECLS
