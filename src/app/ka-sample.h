/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The sample ledger of this user: made once from the shipped sample files, then the user's to play with. */
char *ka_sample_path (void);
/* Imports the sample files into a new ledger. */
gboolean ka_sample_make (const char *path, GError **error);

G_END_DECLS
