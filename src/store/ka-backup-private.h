/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-db-private.h"

G_BEGIN_DECLS

/* A compact copy of what the connection sees: written beside, checked, synced, renamed. */
gboolean ka_backup_write (sqlite3 *db, const char *path, GCancellable *cancellable, GError **error);
/* <path>.<tag>-<time> */
char *ka_backup_name (const char *path, const char *tag);

G_END_DECLS
