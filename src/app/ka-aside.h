/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Frees what has a hundred thousand parts on a thread of its own: the window need not wait for it. Takes data,
 * which nobody else looks at any more, and which holds nothing that belongs to the main thread. */
void ka_free_aside (gpointer data, GDestroyNotify free);

G_END_DECLS
