/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files that are written for others to read: whole, or not at all. */

/* Why the file could not be written (EEXIST: the folder could not be made) and what to do about it; code is one of errno. FALSE, always. */
gboolean ka_file_refuse (GError **error, const char *path, int code);

/* The bytes take the place of whatever the path named. mode: of the new file. */
gboolean
ka_file_save (const char *path, gconstpointer data, gsize length, int mode, GError **error);

/* What was written beside takes the place of the path. Where that fails, nothing stays beside. */
gboolean ka_file_take_place (const char *beside, const char *path, GError **error);

G_END_DECLS
