/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-drafts.h"
#include "ka-work.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What all pages of one window share: the open ledger, the settings of this desk, the workers.
 * Signals:
 *   "changed"   what the ledger holds changed (saved, undone, imported, by another program), or
 *               another ledger was opened or closed.
 * Properties: "ledger" (whoever has a connection of its own ends it when told), "can-write", "works"
 * (GListModel of the KaWork that are to be shown). */
#define KA_TYPE_CONTEXT (ka_context_get_type ())
G_DECLARE_FINAL_TYPE (KaContext, ka_context, KA, CONTEXT, GObject)

KaContext *ka_context_new (void);

/* The main thread's connection; NULL: none is open. Borrowed. */
KaLedger *ka_context_get_ledger (KaContext *self);
/* A ledger is open that can be written, and no work is writing. */
gboolean ka_context_can_write (KaContext *self);
/* The same, and records of the kind are the user's to change. */
gboolean ka_context_can_edit (KaContext *self, const KaKind *kind);
GListModel *ka_context_get_works (KaContext *self);
/* What was typed into the open ledger and not saved; NULL: no ledger is open. Borrowed. */
KaDrafts *ka_context_get_drafts (KaContext *self);

/* org.kuangan.Kuangan, and the part of it that is kept for each kind's list. Borrowed. */
GSettings *ka_context_get_settings (KaContext *self);
GSettings *ka_context_get_list_settings (KaContext *self, const KaKind *kind);

/* Opens (creates) the ledger at the path in a worker and puts it in place of the one that is open. */
void ka_context_open_async (KaContext *self,
                            const char *path,
                            gboolean create,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean ka_context_open_finish (KaContext *self, GAsyncResult *result, GError **error);
/* Takes a ledger that is open already. */
void ka_context_take_ledger (KaContext *self, KaLedger *ledger);
/* Forgets what is asked and waits for the workers, ends all connections. */
gboolean ka_context_close (KaContext *self, GError **error);

/* Looks whether others wrote (F5, and when the window becomes active). */
void ka_context_refresh (KaContext *self);

G_END_DECLS
