/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Writes the file; cancellable is NULL where it cannot be cancelled. */
typedef gboolean (*TestWrite) (const char *path,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);

/* What writes a file writes it whole, or leaves what was there as it was: on a disk that fills up sooner or
 * later, in a folder that is not there, where a folder has the name, cancelled. Nothing lies beside, and one
 * sentence says why. name: of the file, with its ending. */
void test_writer (const char *name, TestWrite write, gpointer data, gboolean cancels);
