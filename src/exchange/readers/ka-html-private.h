/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks through a page for tags with so many attributes that libxml2, which holds each name against all
 * others of its tag, would not come to an end: KA_ERROR_TOO_LARGE; KA_ERROR_CANCELLED. */
gboolean
ka_html_check_tags (const char *text, gsize len, GCancellable *cancellable, GError **error);

G_END_DECLS
