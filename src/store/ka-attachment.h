/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-ledger.h"

G_BEGIN_DECLS

/* Files kept with a record. Each is a record of the kind "attachment" (owner, name, SHA-256, type, size), so
 * that adding, replacing and removing are changes like any other: seen in the history, undone, redone. The
 * content stands in the ledger once, in however many records it is used; it goes in and out in chunks, so
 * that a large one takes no memory. */

/* Larger than this SQLite cannot keep a file. */
#define KA_ATTACHMENT_MAX (G_GINT64_CONSTANT (900) << 20)

/* Writes it to a file: beside, checked, renamed. */
gboolean ka_ledger_write_file (KaLedger *ledger,
                               const char *sha256,
                               const char *path,
                               GCancellable *cancellable,
                               KaProgress progress,
                               gpointer data,
                               GError **error);

/* The records of the kind "attachment" of a record (KaRecord), by name; and what they weigh together. */
GPtrArray *ka_attachments_of (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);
gint64 ka_attachments_size (GPtrArray *attachments);

/* Attaches a file under a name (NULL: its own). Gives the id of the attachment, that of the same file under
 * the same name if the record has it already; 0 on failure. Inside ka_ledger_transact(), or alone. */
gint64 ka_attachment_add (KaLedger *ledger,
                          const KaKind *kind,
                          gint64 id,
                          const char *path,
                          const char *name,
                          GCancellable *cancellable,
                          KaProgress progress,
                          gpointer data,
                          GError **error);
/* Puts another file in the place of what is attached; the old one stays in the history. */
gboolean ka_attachment_replace (KaLedger *ledger,
                                gint64 attachment,
                                const char *path,
                                const char *name,
                                GCancellable *cancellable,
                                KaProgress progress,
                                gpointer data,
                                GError **error);

/* A name that is safe in any folder. */
char *ka_attachment_safe_name (const char *name);

G_END_DECLS
