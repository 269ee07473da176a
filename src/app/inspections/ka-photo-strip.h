/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The photographs of a record in a row, small; more are chosen, dropped or pasted on it. They are the
 * record's attachments, read by the helper as all that comes from outside. */
#define KA_TYPE_PHOTO_STRIP (ka_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (KaPhotoStrip, ka_photo_strip, KA, PHOTO_STRIP, AdwBin)

GtkWidget *ka_photo_strip_new (KaContext *context, const KaKind *kind);
void ka_photo_strip_show (KaPhotoStrip *self, gint64 id);
/* GFile elements; borrowed. FALSE if nothing may be added. */
gboolean ka_photo_strip_take_files (KaPhotoStrip *self, GSList *files);
/* How many it shows, and whether all of them have been read. */
guint ka_photo_strip_get_n_shown (KaPhotoStrip *self);
gboolean ka_photo_strip_is_ready (KaPhotoStrip *self);

/* How many photographs the record has. */
guint ka_photos_count (KaLedger *ledger, const KaKind *kind, gint64 id);

G_END_DECLS
