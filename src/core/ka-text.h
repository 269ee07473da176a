/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets *string to a copy of value; TRUE if it changed. */
gboolean ka_set_string (char **string, const char *value);

/* NFKC, with 〔〕【】[] ( ) made one kind of bracket and blanks of every kind dropped, lower case: for
 * comparing, never for storing. */
char *ka_text_fold (const char *text);
/* Full-width letters, digits and blanks to half width, blanks at both ends dropped: for parsing. */
char *ka_text_narrow (const char *text);
/* For storing: valid UTF-8, NFC, no control characters (but line feeds if lines), trimmed. NULL if
 * nothing is left. */
char *ka_text_clean (const char *text, gboolean lines);

/* Order of Chinese text by pinyin, numbers by value (9号 < 10号), independent of the locale. Safe from
 * any thread. */
int ka_text_collate (const char *a, gsize a_len, const char *b, gsize b_len);
/* Bytes that memcmp() brings into the order of ka_text_collate(): for many texts, which are compared again and
 * again while they are sorted. */
guint8 *ka_text_sort_key (const char *text, gsize len, gsize *key_len);

/* Whether needle stands in text, after folding width and case; or, where needle is Latin letters only,
 * whether it runs through the pinyin initials of text, with every reading of a character (zqs and cqs
 * find 重庆市). */
gboolean ka_text_matches (const char *text, const char *needle);

/* Same shape of numbers for papers: 〔2025〕 brackets, no blanks: "（江津）应急检记〔2025〕1号". */
char *ka_text_document_number (const char *text);

/* Columns that text takes in a face of even width: a Chinese character two, others one. */
guint ka_char_width (gunichar c);
guint ka_text_width (const char *text);
/* Lines that text takes in a cell of so many columns, at least 1. */
guint ka_text_lines (const char *text, double width);

/* Whether it says, where a person is asked for, that there is none: 未配备, 空缺, 待定. */
gboolean ka_text_names_nobody (const char *text);

G_END_DECLS
