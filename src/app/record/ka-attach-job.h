/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

G_BEGIN_DECLS

/* Long work on attachments, each shown in the window's foot and cancelled there. Failures are told by the
 * callback through ka_context_run_finish(); the result is a GPtrArray of char * (what was done), to be freed. */

/* Attaches the files (paths) to the record. */
void ka_attach_files_async (KaContext *context,
                            const KaKind *kind,
                            gint64 id,
                            const char *const *paths,
                            GAsyncReadyCallback callback,
                            gpointer data);
void ka_attach_replace_async (KaContext *context,
                              gint64 attachment,
                              const char *path,
                              GAsyncReadyCallback callback,
                              gpointer data);
/* Writes the attachment to the path. The result holds the path. */
void ka_attach_write_async (KaContext *context,
                            gint64 attachment,
                            const char *path,
                            GAsyncReadyCallback callback,
                            gpointer data);
/* The record and its attachments into the folder. */
void ka_attach_dossier_async (KaContext *context,
                              const KaKind *kind,
                              gint64 id,
                              const char *folder,
                              GAsyncReadyCallback callback,
                              gpointer data);
/* Reads the text of what was attached without its text being read. */
void ka_attach_read_documents (KaContext *context);

G_END_DECLS
