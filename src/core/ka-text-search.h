/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How text is looked for across the ledger. Each character is folded by itself (width, case, kind of
 * bracket), blanks, commas and dashes mean nothing: 1,050 is 1050, 023-4752 is 0234752, ＧＢ is gb. Because
 * no character looks at its neighbours, the key of a part of a text is a part of the key of the text. */

#define KA_SEARCH_FOLD_MAX 18

/* What one character becomes: so many characters of out, 0 where it means nothing. */
guint ka_text_search_fold (gunichar c, gunichar out[KA_SEARCH_FOLD_MAX]);
/* The key of a text; "" where nothing is left. */
char *ka_text_search_key (const char *text);
/* The initials of a character in pinyin, a bit each from a on, in every reading; of a Latin letter itself. */
guint32 ka_text_initials (gunichar c);
/* Whether a key may stand for initials: Latin letters and digits only, two or more of them. */
gboolean ka_text_is_initials (const char *key);
/* Where the key stands in the text first, in bytes of the text; or, where it may stand for initials and
 * `initials` is asked for, what they stand for. */
gboolean ka_text_search_find (const char *text,
                              const char *key,
                              gboolean initials,
                              gsize *start,
                              gsize *end);

G_END_DECLS
