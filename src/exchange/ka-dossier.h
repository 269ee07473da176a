/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* A record with its papers as one folder (made if it is not there): 记录.xlsx and each attachment under its
 * name. n: how many attachments were written; may be NULL. */
gboolean ka_dossier_write (KaLedger *ledger,
                           const KaKind *kind,
                           gint64 id,
                           const char *folder,
                           gboolean unmasked,
                           guint *n,
                           GCancellable *cancellable,
                           KaProgress progress,
                           gpointer data,
                           GError **error);

G_END_DECLS
