/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-check.h"

/* Within src/core only. */

/* As ka_day_parse(), but tells the code of the problem (date_impossible, date_unreadable) and takes a
 * time of day behind the date if rest is given (*rest points at it in text's own memory). */
gboolean ka_day_scan (const char *text, KaDay *day, const char **rest, const char **code);

/* TRUE if text is what ka_text_clean() would give back (one line); may say FALSE of clean text. */
gboolean ka_text_is_plain (const char *text);
/* Drops blanks between Chinese characters and makes one blank of several. */
char *ka_text_squeeze (const char *text);

/* Stands `word` in a list joined by |? */
gboolean ka_words_contain (const char *words, const char *word);
