/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Long work on attachments for ka_ask(), each shown in the window's foot and cancelled there. The answer is a
 * GPtrArray of char *: what was done. */

/* Attaches the files (paths) to the record. */
KaWork *ka_attach_files_work (const KaKind *kind, gint64 id, const char *const *paths);
/* The same of a list of GFile; NULL: none of them is a local file. */
KaWork *ka_attach_list_work (const KaKind *kind, gint64 id, GSList *files);
/* Attaches what was pasted as a picture; NULL: no room for it on the way. */
KaWork *ka_attach_texture_work (const KaKind *kind, gint64 id, GdkTexture *texture);
KaWork *ka_attach_replace_work (gint64 attachment, const char *path);
/* Writes the attachment to the path. The answer holds the path. */
KaWork *ka_attach_write_work (gint64 attachment, const char *path);
/* The record and its attachments into the folder. */
KaWork *ka_attach_dossier_work (const KaKind *kind, gint64 id, const char *folder);
/* Reads the text of what was attached without its text being read. */
void ka_attach_read_documents (KaContext *context);

G_END_DECLS
