/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How files get to a record from a widget of its own: dropped, chosen or pasted. The window tells what became
 * of them. photos: they are called photographs, and only pictures are chosen from. */

/* Attaches the list of GFile. FALSE: nothing can be attached now, or none of them is a local file. */
gboolean ka_attach_files (KaContext *context,
                          GtkWidget *owner,
                          const KaKind *kind,
                          gint64 id,
                          GSList *files,
                          gboolean photos);
/* Attaches the picture in the clipboard to what the record is now. */
void ka_attach_pasted (KaContext *context,
                       GtkWidget *owner,
                       const KaKind *kind,
                       gint64 id,
                       gboolean photos);

typedef gboolean (*KaTakeFiles) (gpointer owner, GSList *files);

/* Lets files be chosen, and take() have them; it is not called where none were. */
void ka_attach_choose (GtkWidget *owner, const char *title, gboolean photos, KaTakeFiles take);

G_END_DECLS
