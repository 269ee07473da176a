/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-grid-private.h"
#include "ka-spool-private.h"

G_BEGIN_DECLS

/* A text as it lies there; of one that is mapped only what was read last stays in memory. */
typedef struct
{
  const char *text;
  gsize len;
  gboolean mapped;
} KaCsvInput;

/* What stands before the place is not needed for now. */
void ka_csv_input_let_go (const KaCsvInput *input, const char *before);

/* The text in UTF-8: the input itself, or what it was converted to. */
typedef struct
{
  KaCsvInput input;
  KaSpool converted;
  const char *encoding; /* static or interned */
  gboolean guessed;
} KaCsvText;

/* Text in whatever encoding it is → UTF-8: byte order mark, strict UTF-8, UTF-16 and UTF-32 by their zeros,
 * GB18030, else a guess. FALSE: this is no text. To be cleared in any case. */
gboolean ka_csv_text_read (KaCsvText *text, const KaCsvInput *input);
void ka_csv_text_let_go (KaCsvText *text, const char *before);
void ka_csv_text_clear (KaCsvText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KaCsvText, ka_csv_text_clear)

/* A file of text, mapped. name: of the file, without its extension. */
typedef struct
{
  GMappedFile *map;
  char *name;
  KaCsvInput input;
} KaCsvFile;

/* To be cleared in any case. */
gboolean ka_csv_file_open (KaCsvFile *file, const char *path, GError **error);
/* What had to be guessed is noted in the book. */
gboolean ka_csv_file_decode (const KaCsvFile *file, KaCsvText *text, KaBook *book, GError **error);
void ka_csv_file_clear (KaCsvFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KaCsvFile, ka_csv_file_clear)

/* How the fields of a text are told apart. */
typedef struct
{
  char separator;
  char quote;
} KaCsvDialect;

KaCsvDialect ka_csv_detect (const char *text, gsize len);

typedef struct
{
  const char *text; /* without a NUL */
  gsize len;
} KaCsvField;

typedef struct
{
  GArray *fields;    /* KaCsvField */
  GPtrArray *copies; /* char *: of those in which quotes stood twice */
} KaCsvRecord;

void ka_csv_record_init (KaCsvRecord *record);
void ka_csv_record_clear (KaCsvRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KaCsvRecord, ka_csv_record_clear)
/* Takes one record from *at on (which moves to the next one): its fields are set anew, and hold until the
 * next one is taken. FALSE: the end. */
gboolean ka_csv_next_record (const char **at,
                             const char *end,
                             const KaCsvDialect *dialect,
                             KaCsvRecord *record);

/* The whole text as a sheet. */
KaBook *ka_csv_read_bytes (const char *bytes,
                           gsize len,
                           const char *name,
                           KaProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
