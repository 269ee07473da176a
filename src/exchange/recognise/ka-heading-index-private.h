/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-recognise-private.h"

/* What the fields of all kinds are called, as headings are looked up in it: made from the tables of the kinds when
 * first needed; lives as long as the program. */

G_BEGIN_DECLS

#define KA_SCORE_LABEL 1.0
#define KA_SCORE_ALIAS 0.94
/* Less, where brackets had to be left out. */
#define KA_SCORE_BARE 0.02

typedef struct _KaHeadingName KaHeadingName;

/* Of one table: the next name that is the same there, and of the first of them the last. */
typedef struct
{
  KaHeadingName *next, *last;
} KaSameName;

struct _KaHeadingName
{
  const KaKind *kind;
  const KaField *field;
  guint index;      /* of the kind */
  char *text;       /* folded */
  GPtrArray *words; /* of it */
  guint64 mask;     /* of them: names without a common bit have no common word */
  gsize len;        /* of the text */
  double score;
  gboolean exact_only, of_owner;
  KaSameName exact, in_words, in_within;
};

/* What is asked of a kind only where the sheet may be of it: made when first needed. */
typedef struct
{
  gsize ready;
  guint first, last;  /* of the names */
  GPtrArray **fields; /* KaHeadingName, by field */
  GHashTable *within; /* ka_heading_words_within() → KaHeadingName */
  GPtrArray *called;  /* char *: what it is called, folded */
} KaKindNames;

typedef struct
{
  GPtrArray *names;  /* KaHeadingName: of one kind after another */
  GHashTable *exact; /* folded → KaHeadingName */
  GHashTable *words; /* ka_heading_words() → KaHeadingName */
  KaKindNames *kinds;
} KaHeadingIndex;

const KaHeadingIndex *ka_heading_index_get (void);
const KaKindNames *ka_heading_index_get_kind (const KaHeadingIndex *index, const KaKind *kind);
/* The names that may be the letters' words (KaHeadingName): a character a letter. */
GPtrArray *ka_heading_index_find_by_length (const KaHeadingIndex *index, const char *letters);
guint64 ka_heading_mask_words (GPtrArray *words);

G_END_DECLS
