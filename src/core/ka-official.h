/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Papers and tables that leave the office are Chinese whatever language the window speaks: while one of these
 * lives, _() gives the source text, Chinese, in this thread. They nest; each ends in the thread that began it,
 * the last one first.
 *
 *   g_autoptr (KaOfficial) official = ka_official_begin ();
 */
typedef struct _KaOfficial KaOfficial;

/* Whether that makes a difference: the window speaks something else. */
gboolean ka_official_is_foreign (void);
KaOfficial *ka_official_begin (void) G_GNUC_WARN_UNUSED_RESULT;
void ka_official_end (KaOfficial *official);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaOfficial, ka_official_end)

G_END_DECLS
