/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-ledger.h"

G_BEGIN_DECLS

/* One revision of one record. */
typedef struct
{
  gint64 rev, change;
  char *at; /* YYYY-MM-DDTHH:MM:SS */
  char *who;
  char *what; /* KA_CHANGE_… */
  char *why;
  KaRecord *record;   /* after the revision; NULL: deleted by it */
  char *file, *sheet; /* where it was imported from, or NULL */
  char *columns; /* JSON: field → column letters ("D"), or the cell itself ("D7") where it does not
                       * stand in the row; or NULL */
  guint row;     /* 0: none */
} KaRevision;

/* One change: what undo and redo work on. */
typedef struct
{
  gint64 id;
  char *at, *who, *what, *why;
  gint64 undoes;    /* the change that this one undid (redid), or 0 */
  gint64 undone_by; /* the change by which it stands undone now, or 0 */
  guint n_revisions;
  gint64 last_rev; /* its last revision */
} KaChange;

void ka_revision_free (KaRevision *revision);
void ka_change_free (KaChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaRevision, ka_revision_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaChange, ka_change_free)

/* The cell that the value of the field was imported from, "D7"; NULL: from none. Caller owns. */
char *ka_revision_cell (const KaRevision *revision, const KaField *field);
/* Of a history (newest first), the revision by which the field got the value that it has now; NULL: it has
 * none, or the record is deleted. Borrowed. */
const KaRevision *ka_history_origin (GPtrArray *revisions, const KaField *field);

/* KaRevision elements, newest first. */
GPtrArray *ka_ledger_history (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);
/* KaChange elements, newest first, at most limit. */
GPtrArray *ka_ledger_changes (KaLedger *ledger, guint limit, GError **error);

/* The last revision of the last change made by the day's end; 0: the ledger had nothing then but what it began
 * with, -1 on failure. A clock set back does not hide what came before it. */
gint64 ka_ledger_revision_by (KaLedger *ledger, KaDay day, GError **error);

/* Undoes any change by a new one (of an undo: redoes). Where a later change stands on it (the record was
 * changed again, or something refers to it) nothing is done: KA_ERROR_CONFLICT names what. Gives the
 * number of the new change, 0 on failure. */
gint64 ka_ledger_undo_change (KaLedger *ledger, gint64 change, GError **error);
/* What Ctrl+Z and Ctrl+Shift+Z would do now: the newest change not undone; the newest undo with no other
 * change after it. NULL without error: nothing. */
KaChange *ka_ledger_next_undo (KaLedger *ledger, GError **error);
KaChange *ka_ledger_next_redo (KaLedger *ledger, GError **error);

/* Puts the record back to what it was after the revision (also if it was deleted since). */
gboolean ka_ledger_restore_revision (KaLedger *ledger, gint64 rev, GError **error);

G_END_DECLS
