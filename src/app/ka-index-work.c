/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-index-work.h"

#include <glib/gi18n.h>
#include <ka-search.h>

static gpointer
index_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  static char done;

  return ka_search_index_waiting (ledger, ka_work_get_cancellable (work), error) ? &done : NULL;
}

static void
on_indexed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  /* Whoever looks for something does it then, or it is done when the ledger is opened next. */
  if (answer == NULL)
    g_debug ("indexing what waits: %s", error->message);
}

void
ka_index_what_waits (KaContext *context, gpointer owner, KaWork **slot)
{
  KaLedger *ledger = ka_context_get_ledger (context);

  if (*slot != NULL || ledger == NULL || ka_ledger_is_read_only (ledger)
      || !ka_search_is_waiting (ledger))
    return;
  /* Not KA_WORK_WRITES: it writes in short steps, and people go on working between them. */
  ka_ask (context, owner, slot,
          ka_work_new (_ ("为新内容建立索引"), KA_WORK_READS, index_in_worker, NULL, NULL, NULL),
          on_indexed_cb);
}
