/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

G_BEGIN_DECLS

/* What ka-context.c (what is open) and ka-ask.c (what is being asked of it) share. */

/* The connections of one open ledger that no worker is using. */
typedef struct _KaSpares KaSpares;

struct _KaContext
{
  GObject parent_instance;

  /* Owned */
  KaLedger *ledger;
  KaDrafts *drafts;
  GSettings *settings;
  GHashTable *list_settings; /* kind id → GSettings */

  /* Of the workers; owned */
  KaSpares *spares; /* NULL: no ledger is open */
  GListStore *works;
  GThreadPool *pool;
  GPtrArray *questions; /* under way; borrowed */
  guint n_writing;

  gulong changed_handler;
};

void _ka_context_notify_can_write (KaContext *self);

/* Once each, as the context begins and ends. */
void _ka_ask_init (KaContext *context);
void _ka_ask_clear (KaContext *context);
/* Until no worker has a connection any more; nobody gets an answer. Runs the main loop. */
void _ka_ask_wait (KaContext *context);
/* For each ledger: after it was opened, and before it is closed, when no worker has a connection. */
void _ka_ask_begin (KaContext *context);
void _ka_ask_end (KaContext *context);

G_END_DECLS
