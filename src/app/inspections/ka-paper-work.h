/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-work.h"

#include <ka-paper.h>

G_BEGIN_DECLS

/* A paper to be made on a worker thread. */
typedef struct
{
  const KaPaperForm *form; /* NULL: the field-day pack of the mine */
  const KaKind *kind;
  gint64 id;
  gint64 registered; /* in the register; 0: not yet */
  gboolean issued;   /* its PDF is kept */
  char *parts;       /* JSON, or NULL */
} KaPaperJob;

KaPaperJob *ka_paper_job_copy (const KaPaperJob *job);
void ka_paper_job_free (gpointer job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPaperJob, ka_paper_job_free)

/* The paper of the job on this connection. */
KaPaper *ka_paper_job_open (const KaPaperJob *job, KaLedger *ledger, GError **error);

/* KaWorkFunc, their data a KaPaperJob. Preview: GBytes of the PDF. Issue: gint64 * in the register. */
gpointer ka_paper_job_preview (KaLedger *ledger, KaWork *work, gpointer job, GError **error);
gpointer ka_paper_job_issue (KaLedger *ledger, KaWork *work, gpointer job, GError **error);

G_END_DECLS
