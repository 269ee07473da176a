/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "start-watch.h"

#include <time.h>

typedef struct
{
  StartIsReady is_ready;
  gboolean seen;
} Watch;

static gint64
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* The first time is of the clock that the bench reads too. The others are what this thread and all threads
 * have worked: other programs have less to do with them. */
static void
tell (const char *what)
{
  g_print ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", what,
           read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_THREAD_CPUTIME_ID),
           read_clock (CLOCK_PROCESS_CPUTIME_ID));
}

static void
on_after_paint_cb (GdkFrameClock *clock, GtkWindow *window)
{
  Watch *watch = g_object_get_data (G_OBJECT (window), "start-watch");

  if (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;
  if (!watch->seen)
    tell ("frame");
  watch->seen = TRUE;
  if (watch->is_ready != NULL && !watch->is_ready (window))
    return;
  tell ("usable");
  g_signal_handlers_disconnect_by_func (clock, on_after_paint_cb, window);
  g_application_quit (g_application_get_default ());
}

static void
on_realize_cb (GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (on_after_paint_cb), window, 0);
}

static void
on_window_added_cb (GtkApplication *application, GtkWindow *window, gpointer is_ready)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->is_ready = is_ready;
  g_object_set_data_full (G_OBJECT (window), "start-watch", watch, g_free);
  g_signal_connect (window, "realize", G_CALLBACK (on_realize_cb), NULL);
}

void
start_watch (GtkApplication *application, StartIsReady is_ready)
{
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added_cb), is_ready);
}
