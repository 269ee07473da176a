/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-window.h"

/* The program's window in a test: on a copy of the sample ledger, on 2026-01-05. */

/* Instead of g_test_init() and gtk_init(). FALSE: there is no display, the test is skipped. */
gboolean fixture_init (int *argc, char ***argv, int scale);
KaWindow *fixture_window (void);
/* Runs the tests and takes everything down; the status for main(). */
int fixture_run (void);

/* Opens (makes) the ledger of that name in the run's own folder: "sample" is a copy of the sample. A fresh
 * one is made anew. */
void fixture_open (const char *name, gboolean fresh);
void fixture_close (void);
KaLedger *fixture_ledger (void);

/* A window of the program waits for a worker: what guitest_settle() waits for. */
gboolean fixture_is_busy (void);
/* All that was begun in the window has ended. */
gboolean fixture_is_calm (GtkWindow *shown);
/* Until all that was begun in the window has ended and what came of it has been laid out. */
void fixture_rest (GtkWindow *shown);
/* For what may take longer, until it has ended. FALSE: it has not. */
gboolean fixture_wait (GtkWindow *shown, guint ms);
/* The page, shown and at rest. */
KaPage *fixture_show (const char *page);
/* Runs the action of the page once it is enabled. */
void fixture_act (KaPage *page, const char *action);
/* The widget with the id in its .ui file, below root; fails if there is none. */
gpointer fixture_find (gpointer root, const char *id);
