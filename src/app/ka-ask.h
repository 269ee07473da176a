/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

G_BEGIN_DECLS

/* The one way to have a worker thread read or write the ledger.
 *
 * Takes the answer; NULL with error set. data is that of the work. */
typedef void (*KaAnswerFunc) (gpointer owner, gpointer answer, const GError *error, gpointer data);

/* Takes work. The answer comes once, in the main loop: also when the user cancelled the work or it could not
 * begin (no ledger is open; another is writing). After work that writes, the context has emitted "changed".
 *
 * No answer comes once the owner is disposed of, or the ledger was closed or replaced.
 *
 * slot: where the owner (a GObject) keeps its question while it is under way, or NULL. It is borrowed, and
 * needs no care when the owner goes: it belongs to the question, which sets it to NULL before it is answered.
 * Asking again with the same slot forgets the question before. Without a slot the work goes on to its end
 * whatever becomes of the owner.
 *
 * answered: NULL if nobody wants to know. */
void
ka_ask (KaContext *context, gpointer owner, KaWork **slot, KaWork *work, KaAnswerFunc answered);

/* Cancels the question in the slot, if there is one; it is not answered. */
void ka_ask_forget (KaWork **slot);

/* Whether any question is under way, answered or not. */
gboolean ka_ask_is_busy (KaContext *context);

G_END_DECLS
