/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* What was typed and not saved yet: kept in memory and, at once, as a file of the user (mode 0600), so
 * that it outlives a crash. One a record; a new record has a key of its own. */
typedef struct
{
  char *key;        /* mine-12, mine-new-3f2a… */
  KaRecord *record; /* as it would be saved; id 0: new; rev: the revision it started from */
  KaRecord *before; /* as it was when the editing began; id 0 for a new one */
  GHashTable *raw;  /* field id → text that is no value yet */
} KaDraft;

KaDraft *ka_draft_ref (KaDraft *self);
void ka_draft_unref (KaDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaDraft, ka_draft_unref)

#define KA_TYPE_DRAFTS (ka_drafts_get_type ())
G_DECLARE_FINAL_TYPE (KaDrafts, ka_drafts, KA, DRAFTS, GObject)

/* Those of the ledger at the path, read back from its folder. Emits "changed". */
KaDrafts *ka_drafts_new (const char *ledger_path);
guint ka_drafts_get_n (KaDrafts *self);
KaDraft *ka_drafts_nth (KaDrafts *self, guint i);                        /* borrowed */
KaDraft *ka_drafts_find (KaDrafts *self, const KaKind *kind, gint64 id); /* borrowed; NULL */
char *ka_drafts_new_key (const KaKind *kind, gint64 id);
/* Keeps the draft under the key. FALSE: the file could not be written (it is kept in memory). */
gboolean ka_drafts_put (KaDrafts *self,
                        const char *key,
                        const KaRecord *record,
                        const KaRecord *before,
                        GHashTable *raw,
                        GError **error);
void ka_drafts_drop (KaDrafts *self, const char *key);

G_END_DECLS
