/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How long the main thread works between two turns of its main loop: that long the window cannot answer.
 * What it worked counts (time of the processor), not the clock on the wall, which also says what else the
 * machine does; and it is judged by what the same machine needs for a known piece of work. */

/* From now on; once, after gtk_init(). */
void loop_watch_begin (void);
/* Forgets what was. */
void loop_watch_reset (void);
/* The longest turn since, in milliseconds; the one under way counts. */
double loop_watch_get_longest (void);
/* The test's own work between two turns is not the window's. */
void loop_watch_pause (void);
void loop_watch_resume (void);

/* Says in the log how long the longest turn was, and fails the test if it was far too long. Begins anew. */
void loop_watch_judge (const char *what);
