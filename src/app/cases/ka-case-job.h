/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <ka-case-review.h>

G_BEGIN_DECLS

/* Work on submitted cases that takes its time. */

/* Takes files in: a case each, with what its text or its name says, the file attached. The result is a GArray
 * of gint64: the cases. */
void ka_case_take_async (KaContext *context,
                         const char *const *paths,
                         GAsyncReadyCallback callback,
                         gpointer data);

/* What is known of a case. */
typedef struct
{
  KaRecord *record;
  GPtrArray *attachments; /* KaRecord */
  GPtrArray *findings;    /* KaCaseFinding */
  GPtrArray *comments;    /* KaRecord of case_comment */
  GPtrArray *criteria;    /* KaRecord of case_criterion */
  GPtrArray *differences; /* KaCaseParagraph against the version before, or NULL: there is none */
  gboolean scan;          /* its papers have no text */
} KaCaseState;
void ka_case_state_free (KaCaseState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaCaseState, ka_case_state_free)

void
ka_case_read_async (KaContext *context, gint64 id, GAsyncReadyCallback callback, gpointer data);
/* Gives a KaCaseState. */

/* The form as a sheet and, with the originals behind it and in it, as a PDF. Gives a GPtrArray of char *: the
 * folder, then a sentence for each thing that stayed out. */
void ka_case_export_async (KaContext *context,
                           gint64 id,
                           const char *folder,
                           gboolean masked,
                           GAsyncReadyCallback callback,
                           gpointer data);

G_END_DECLS
