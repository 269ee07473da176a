/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ka-pdf-protocol-private.h"

G_BEGIN_DECLS

/* One PDF with the helper that reads it. The helper is started when it is first needed and again after it
 * had to be stopped. One thread at a time; every call waits. */
typedef struct _KaPdfWorker KaPdfWorker;

/* file: taken over. name: for sentences. */
KaPdfWorker *ka_pdf_worker_new (int file, const char *name, const char *password);
void ka_pdf_worker_free (KaPdfWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPdfWorker, ka_pdf_worker_free)

/* Opens a file, or puts bytes into a memory file. −1: error. */
int ka_pdf_open_file (const char *path, GError **error);
int ka_pdf_open_memory (GBytes *bytes, GError **error);

/* Pages, title and sizes (usa(dd)). */
GVariant *ka_pdf_worker_open (KaPdfWorker *worker, GCancellable *cancellable, GError **error);
/* An answer of that type. box: four lengths, or NULL. */
GVariant *ka_pdf_worker_ask (KaPdfWorker *worker,
                             KaPdfOperation operation,
                             guint page,
                             const char *text,
                             const double *box,
                             const GVariantType *type,
                             GCancellable *cancellable,
                             GError **error);
/* The picture of a page: a memory file of width × height × 4 bytes. −1: error. */
int ka_pdf_worker_render (KaPdfWorker *worker,
                          guint page,
                          double scale,
                          guint *width,
                          guint *height,
                          GCancellable *cancellable,
                          GError **error);

/* All of the file into data: FALSE if it is shorter. */
gboolean ka_pdf_read (int file, gpointer data, gsize length);

G_END_DECLS
