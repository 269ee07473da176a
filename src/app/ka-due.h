/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-filter.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KaContext KaContext;

/* How many records of each kind there are, and how many answer the usual questions that ask for something
 * to be done. Counted on a worker whenever the ledger changed; emits "changed" when the counts are new. */
#define KA_TYPE_DUE (ka_due_get_type ())
G_DECLARE_FINAL_TYPE (KaDue, ka_due, KA, DUE, GObject)

/* The context owns it. */
KaDue *ka_due_new (KaContext *context);
/* -1: not counted yet. */
gint64 ka_due_count_kind (KaDue *self, const KaKind *kind);
gint64 ka_due_count_question (KaDue *self, const KaQuestion *question);

G_END_DECLS
