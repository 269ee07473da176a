/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

typedef enum
{
  KA_WORK_READS = 0,
  KA_WORK_WRITES = 1 << 0, /* nothing else may be written while it runs */
} KaWorkFlags;

/* One piece of long work on a worker thread, as the window shows it: what, how far, cancel. */
#define KA_TYPE_WORK (ka_work_get_type ())
G_DECLARE_FINAL_TYPE (KaWork, ka_work, KA, WORK, GObject)

/* Runs on a worker thread with a connection of its own. The answer is anything but NULL, or NULL with
 * error set. */
typedef gpointer (*KaWorkFunc) (KaLedger *ledger, KaWork *work, gpointer data, GError **error);

/* A title of NULL: too short to be shown. Takes data, which lives as long as the work and is freed in the main
 * loop; answer_free frees an answer that nobody takes. It is done by ka_ask(). */
KaWork *ka_work_new (const char *title,
                     KaWorkFlags flags,
                     KaWorkFunc func,
                     gpointer data,
                     GDestroyNotify data_free,
                     GDestroyNotify answer_free);
const char *ka_work_get_title (KaWork *self);
KaWorkFlags ka_work_get_flags (KaWork *self);
GCancellable *ka_work_get_cancellable (KaWork *self); /* borrowed; of any thread */
void ka_work_cancel (KaWork *self);

/* Does it on this thread. Whatever had it cancelled, the error is G_IO_ERROR_CANCELLED. */
gpointer ka_work_do (KaWork *self, KaLedger *ledger, GError **error);
gpointer ka_work_get_data (KaWork *self);
void ka_work_free_answer (KaWork *self, gpointer answer);

/* A KaProgress whose data is the KaWork; of any thread. */
void ka_work_progress (double fraction, const char *what, gpointer work);
/* Properties of the main thread, notified as the work goes on. */
double ka_work_get_fraction (KaWork *self); /* negative: unknown */
const char *ka_work_get_text (KaWork *self);

G_END_DECLS
