/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-ask.h"

G_BEGIN_DECLS

/* Has a worker index what a large change (an import) left out of the search index, if there is anything and
 * nobody does it yet. */
void ka_index_what_waits (KaContext *context, gpointer owner, KaWork **slot);

G_END_DECLS
