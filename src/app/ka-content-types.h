/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes the ledger's files known by their names in this process, also where the desktop does not know them:
 * in the build folder, under a prefix of its own. Early, before anything asks for the type of a file. */
void ka_content_types_add (void);

G_END_DECLS
