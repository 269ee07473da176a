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

/* A title of NULL: too short to be shown. */
KaWork *ka_work_new (const char *title, KaWorkFlags flags);
const char *ka_work_get_title (KaWork *self);
KaWorkFlags ka_work_get_flags (KaWork *self);
GCancellable *ka_work_get_cancellable (KaWork *self); /* borrowed; of any thread */
void ka_work_cancel (KaWork *self);

/* A KaProgress whose data is the KaWork; of any thread. */
void ka_work_progress (double fraction, const char *what, gpointer work);
/* Properties of the main thread, notified as the work goes on. */
double ka_work_get_fraction (KaWork *self); /* negative: unknown */
const char *ka_work_get_text (KaWork *self);

G_END_DECLS
