/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* All that happened to a mine, or to an enterprise with its mines, and what is still to come, on one line of
 * time; of a person the certificates, wherever the same person stands in the ledger. Which records tell of what, and in which words, is one table (ka-timeline-events.c). */
typedef enum
{
  KA_EVENT_INSPECTION,
  KA_EVENT_HAZARD,
  KA_EVENT_PENALTY,
  KA_EVENT_ACCIDENT,
  KA_EVENT_PERMIT,
  KA_EVENT_PROJECT,
  KA_EVENT_PEOPLE,
  KA_EVENT_MEASURE,
  KA_EVENT_PAPER,
  KA_EVENT_CHANGE,
} KaEventSort;
#define KA_EVENT_N_SORTS (KA_EVENT_CHANGE + 1)

const char *ka_event_sort_id (KaEventSort sort);    /* Chinese, for files and the command line */
const char *ka_event_sort_label (KaEventSort sort); /* in the user's language */

#define KA_EVENT_MAX_FACTS 4

typedef struct
{
  const char *id; /* inspection_started … */
  KaEventSort sort;
  const char *kind;                      /* whose records tell of it */
  const char *field;                     /* the date that says it */
  const char *day;                       /* SQL date over the record t; NULL: the field itself */
  const char *where;                     /* SQL predicate besides; or NULL */
  const char *sentence;                  /* Chinese, with the facts in the places $1 … */
  const char *facts[KA_EVENT_MAX_FACTS]; /* SQL texts */
  gboolean term; /* a day by which something is to be done; `where` says that it is not yet */
} KaEventRule;

const KaEventRule *ka_event_rules (guint *n);

typedef struct
{
  const KaEventRule *rule; /* NULL: a change of the registry, or an attachment */
  KaEventSort sort;
  KaDay day;
  gboolean term;
  const KaKind *kind; /* the record that it leads to */
  gint64 id;
  gint64 mine; /* whose; 0: the enterprise's */
  char *text;
} KaEvent;

void ka_event_free (KaEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaEvent, ka_event_free)

/* A term that has passed on the day, and stands open. */
gboolean ka_event_is_overdue (const KaEvent *event, KaDay on);

gboolean ka_timeline_has (const KaKind *kind); /* mine, enterprise, person */
/* KaEvent elements, the latest first: those to come stand before those of the day and before it. kind: mine
 * (with what its enterprise has in common) or enterprise (with all its mines). What was not known on the day
 * is not left out: it is the ledger's, which may be one as of a revision. */
GPtrArray *ka_timeline_find (KaLedger *ledger,
                             const KaKind *kind,
                             gint64 id,
                             KaDay on,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
