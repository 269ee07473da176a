/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RFC 4180 text, UTF-8. Rows as GPtrArray of GPtrArray of char *: quotes, doubled quotes and
 * line breaks inside quotes are understood, rows may differ in length. */
GPtrArray *ka_csv_parse (const char *text, gssize len, char separator);
/* Appends one field, quoted where it must be. */
void ka_csv_append (GString *out, const char *field);

G_END_DECLS
