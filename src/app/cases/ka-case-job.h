/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-work.h"

#include <ka-case-review.h>

G_BEGIN_DECLS

/* Work on submitted cases that takes its time, for ka_ask(). */

/* Takes files in: a case each, with what its text or its name says, the file attached. The answer is a GArray
 * of gint64: the cases. */
KaWork *ka_case_take_work (const char *const *paths);

/* What is known of a case. */
typedef struct
{
  KaRecord *record;
  GPtrArray *attachments; /* KaRecord */
  gint64 paper;           /* the one of them that is looked at; 0: there is none */
  GPtrArray *findings;    /* KaCaseFinding */
  char *wrong;            /* what of them is to be put right, for who submitted it; or NULL */
  GPtrArray *comments;    /* KaRecord of case_comment */
  GPtrArray *criteria;    /* KaRecord of case_criterion */
  GPtrArray *differences; /* KaCaseParagraph against the version before, or NULL: there is none */
  gboolean scan;          /* its papers have no text */
} KaCaseState;
void ka_case_state_free (KaCaseState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaCaseState, ka_case_state_free)

/* paper: one of its attachments; 0 (or one that is gone): the newest PDF. The answer is a KaCaseState. */
KaWork *ka_case_read_work (gint64 id, gint64 paper);
/* The form as a sheet and, with the originals behind it and in it, as a PDF. The answer is a GPtrArray of char *:
 * the folder, then a sentence for each thing that stayed out. */
KaWork *ka_case_export_work (gint64 id, const char *folder, gboolean masked);

G_END_DECLS
