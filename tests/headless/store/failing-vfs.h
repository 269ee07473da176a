/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A disk that fails when told to: stands before SQLite's own from failing_vfs_install() on. */
void failing_vfs_install (void);
/* The disk is full once so many bytes more were written; G_MAXINT64: never. */
void failing_vfs_set_room (gint64 bytes);
/* From the n-th write, sync, truncation, creation or deletion on (0 is the next) each gives the code. */
void failing_vfs_set_failure (gint64 n, int code);
void failing_vfs_clear (void);
/* Whether anything was failed since it was last told to. */
gboolean failing_vfs_has_failed (void);
