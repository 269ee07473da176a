/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-query.h>

G_BEGIN_DECLS

/* The sentence with the columns of the row, from first on, in the places $1 … $n; — where one is empty. */
char *_ka_fill_sentence (const char *sentence, KaCursor *cursor, guint first, guint n);

G_END_DECLS
