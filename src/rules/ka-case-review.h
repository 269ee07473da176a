/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* The review of a submitted typical case: what can be found out by looking, and the lawful steps. */

typedef enum
{
  KA_CASE_OK,
  KA_CASE_DOUBT, /* for the officer to look at */
  KA_CASE_WRONG, /* to be put right */
} KaCaseVerdict;

typedef struct
{
  const char *code; /* static: complete, document, amount, date, mask, clause */
  KaCaseVerdict verdict;
  const char *field; /* where it is to be put right, or NULL; static */
  char *label;       /* 当事人, 《安全生产法》第四十四条 */
  char *message;     /* Chinese; what, and what to do */
  char *quote;       /* where it stands in the paper, or NULL */
} KaCaseFinding;

/* KaCaseFinding elements, in the order of the list. paper: the text of the submitted paper, or NULL (a scan). */
GPtrArray *
ka_case_review (KaLedger *ledger, const KaRecord *record, const char *paper, GError **error);
/* What is to be put right, a line each, for the note that goes back with the case. */
char *ka_case_list_wrong (GPtrArray *findings);

/* ---- steps ---- */

/* The states that may follow a state (static, NULL-terminated). */
const char *const *ka_case_next_states (const char *state);

typedef struct
{
  const char *to;       /* 审核中 退回补正 审核通过 已报送 待审核 */
  const char *comment;  /* what is missing, or the opinion */
  const char *reviewer; /* NULL: as it stands */
  KaDay day;            /* of the review, of the report */
  const char *receipt;  /* of the report */
  guint n_wrong;        /* findings that are not put right */
} KaCaseStep;

/* Takes the step and saves the case in one change; refuses what is not lawful and says what is wanted. */
gboolean ka_case_take_step (KaLedger *ledger, gint64 id, const KaCaseStep *step, GError **error);

/* ---- score ---- */

/* The points of each criterion as the case keeps them (score_detail), and back. points: name → guint as
 * pointer; the sum is brought to a hundred by what the criteria are worth together. */
GHashTable *ka_case_parse_score (const char *detail);
char *ka_case_format_score (GPtrArray *criteria, GHashTable *points, guint *score);

/* ---- names ---- */

/* The text with every name, number and phone of the case masked: those in the ledger and those that a text
 * shows by itself. */
char *ka_case_mask (KaLedger *ledger, const KaRecord *record, const char *text);

G_END_DECLS
