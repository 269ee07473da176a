/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <ka-due.h>

G_BEGIN_DECLS

/* What there is, and what is due or wrong today: computed on a worker whenever the ledger changed; emits
 * "changed" when it is new. */
#define KA_TYPE_AGENDA (ka_agenda_get_type ())
G_DECLARE_FINAL_TYPE (KaAgenda, ka_agenda, KA, AGENDA, GObject)

/* The one of the context, which keeps it. Borrowed. */
KaAgenda *ka_agenda_of (KaContext *context);
/* -1: not counted yet. */
gint64 ka_agenda_count_kind (KaAgenda *self, const KaKind *kind);
/* KaDueItem elements by group and rule; NULL: not computed yet. Borrowed; it never changes, a new one takes
 * its place. */
GPtrArray *ka_agenda_get_items (KaAgenda *self);
/* Gives a reference to items back: many are freed in a thread of their own, since that takes longer than the
 * window may. */
void ka_agenda_release_items (GPtrArray *items);
/* Why nothing could be computed, or NULL. */
const char *ka_agenda_get_failure (KaAgenda *self);
guint ka_agenda_count_group (KaAgenda *self, KaDueGroup group);
guint ka_agenda_count_rule (KaAgenda *self, const KaDueRule *rule, KaDueGroup group);
/* Overdue, due today and against the rules: what badges count. */
guint ka_agenda_count_pressing (KaAgenda *self, const KaDueRule *rule);
/* What is told when a ledger is opened; NULL: nothing is overdue, or the office does not want it. */
GNotification *ka_agenda_make_notification (KaAgenda *self, KaLedger *ledger);

G_END_DECLS
