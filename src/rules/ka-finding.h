/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-deadline.h"

#include <ka-ledger.h>

G_BEGIN_DECLS

/* What is typed in the field: one line a finding, with phrases that were prepared or used before. */

typedef enum
{
  KA_PHRASE_CLAUSE,    /* the office's own (kind clause) */
  KA_PHRASE_USED,      /* written in a hazard before */
  KA_PHRASE_CRITERION, /* what makes a hazard major */
} KaPhraseSource;

typedef struct
{
  KaPhraseSource source;
  char *text;
  char *code;      /* LT-06, or the office's own; or NULL */
  char *criterion; /* or NULL */
  char *violated;  /* or NULL */
  char *mine_type; /* that it is for; NULL: of all */
  char *measures;  /* or NULL */
  gboolean major;
  int days;   /* that are usually given; 0: not said */
  guint used; /* how often it was written */
} KaPhrase;

void ka_phrase_free (KaPhrase *self);
/* All phrases valid on the day, KaPhrase elements. */
GPtrArray *ka_phrases_read (KaLedger *ledger, KaDay on, GError **error);
/* At most `most` of them that match the text (words, codes, pinyin initials), for the mine's type, the
 * likeliest first. Borrowed. Empty text matches none. */
GPtrArray *
ka_phrases_search (const GPtrArray *phrases, const char *text, const char *mine_type, guint most);

/* A typed line taken apart: "采场东帮：护栏缺失 +15" is place, description and term. */
typedef struct
{
  char *place; /* or NULL */
  char *description;
  char *term; /* or NULL: for ka_deadline_reckon() */
} KaFindingLine;

void ka_finding_line_parse (const char *text, KaFindingLine *line);
void ka_finding_line_clear (KaFindingLine *line);

/* The hazard that the line makes, linked to the inspection; phrase may be NULL. Not saved. */
KaRecord *ka_finding_draft (KaLedger *ledger,
                            const KaRecord *inspection,
                            const char *text,
                            const KaPhrase *phrase,
                            GError **error);
/* Saves it as one change. The id, or 0. */
gint64 ka_finding_save (KaLedger *ledger,
                        const KaRecord *inspection,
                        const char *text,
                        const KaPhrase *phrase,
                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPhrase, ka_phrase_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KaFindingLine, ka_finding_line_clear)

G_END_DECLS
