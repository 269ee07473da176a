/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-ledger.h"

G_BEGIN_DECLS

/* Checks everything: SQLite's integrity, foreign keys, the hash chain of changes and revisions, and that
 * every row is its newest revision. Chinese sentences, one a finding (char * elements); empty: sound.
 * NULL: it could not be checked. For a worker thread. */
GPtrArray *ka_ledger_verify (KaLedger *ledger,
                             KaProgress progress,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

/* After a large write: empties the log that the file has beside it, which SQLite writes back but leaves at the
 * length that it had; whoever closes the ledger would have to. Not while somebody reads: then it is left to the
 * next time. For a worker thread. */
void ka_ledger_trim_log (KaLedger *ledger);

/* A compact, checked copy under the name (written beside, synced, renamed). */
gboolean
ka_ledger_backup (KaLedger *ledger, const char *path, GCancellable *cancellable, GError **error);
/* Once a day: into the folder <ledger>-backups beside it, the newest `keep` are kept. TRUE also if
 * today's is there already. */
gboolean
ka_ledger_daily_backup (KaLedger *ledger, guint keep, GCancellable *cancellable, GError **error);
/* Those in that folder of the ledger file at path (char * elements, paths), the newest day first; also what
 * somebody else put there. */
GPtrArray *ka_list_backups (const char *path);
/* Puts a backup in place of the ledger file at path (which must not be open); the present file is kept
 * beside as <name>.before-restore-<time>. Refuses what is no sound ledger. */
gboolean ka_ledger_restore_file (const char *backup, const char *path, GError **error);

G_END_DECLS
