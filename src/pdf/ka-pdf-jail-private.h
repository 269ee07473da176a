/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives up what reading a PDF does not need: memory beyond 1 GB, writing, other programs, the network, all
 * files but faces and what belongs to them. What
 * the kernel does not offer is left out: each bar stands for itself. */
void ka_pdf_jail_enter (void);
/* Lets the process use so many more seconds of processor time from now on. */
void ka_pdf_jail_allow_seconds (guint seconds);

G_END_DECLS
