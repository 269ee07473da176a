/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The program's hold on one ledger file, shared by all its connections. A lock on <file>-lock keeps other
 * programs from writing; the kernel drops it with the process, so that none can go stale. It is no
 * record lock, which closing any descriptor of the file would drop (ka-db-lock.c). */
typedef struct _KaHold KaHold;

/* Never NULL. If the hold is read-only, *reason is the Chinese sentence that says why. */
KaHold *ka_hold_new (const char *path, gboolean want_write, char **reason);
KaHold *ka_hold_ref (KaHold *hold);
/* The last one folds the write-ahead log into the one file, and drops the lock. */
gboolean ka_hold_release (KaHold *hold, GError **error);
gboolean ka_hold_is_write (KaHold *hold);
/* Gives the lock back early, when the file turned out not to be writable. */
void ka_hold_give_up_write (KaHold *hold);
/* Folds the log of a file that no connection of the program holds. */
gboolean ka_hold_fold (const char *path, GError **error);

G_END_DECLS
