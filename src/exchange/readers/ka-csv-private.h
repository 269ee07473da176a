/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-grid-private.h"

G_BEGIN_DECLS

/* Text in whatever encoding it is → UTF-8 with its NUL: byte order mark, strict UTF-8, UTF-16 and UTF-32
 * by their zeros, GB18030, else a guess. *encoding (static or interned) says which; *guessed that it is
 * one. NULL: this is no text. */
char *ka_text_decode (const char *bytes,
                      gsize len,
                      gsize *out_len,
                      const char **encoding,
                      gboolean *guessed);

/* How the fields of a text are told apart. */
typedef struct
{
  char separator;
  char quote;
} KaCsvDialect;

KaCsvDialect ka_csv_detect (const char *text, gsize len);

/* Takes one record from *at on (which moves to the next one): fields (char *) are set anew. FALSE: the
 * end. */
gboolean ka_csv_next_record (const char **at,
                             const char *end,
                             const KaCsvDialect *dialect,
                             GPtrArray *fields);

/* The whole text as a sheet. */
KaBook *ka_csv_read_bytes (const char *bytes,
                           gsize len,
                           const char *name,
                           KaProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
