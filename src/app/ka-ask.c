/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ask.h"

#include "ka-context-private.h"

#include <glib/gi18n.h>
#include <ka-maintain.h>

struct _KaSpares
{
  GMutex lock;
  GPtrArray *ledgers;
};

typedef struct
{
  /* Who asks, in the main thread */
  GObject *owner; /* borrowed; NULL: gone, or nobody waits for the answer */
  KaWork **slot;  /* in the owner, or NULL */
  KaAnswerFunc answered;
  gboolean writing; /* counted as such */

  /* Owned */
  KaContext *context;
  KaSpares *spares; /* of the ledger that was open then, or NULL */
  KaLedger *ledger; /* a connection of its own, while it runs */
  KaWork *work;
  gpointer answer;
  GError *error;
} Question;

/* ---- connections ---- */

static void
clear_spares (gpointer data)
{
  KaSpares *spares = data;

  g_ptr_array_unref (spares->ledgers);
  g_mutex_clear (&spares->lock);
}

/* Questions hold it too: a worker gives its connection back whatever has become of the ledger. */
static void
release_spares (KaSpares *spares)
{
  g_atomic_rc_box_release_full (spares, clear_spares);
}

static KaLedger *
take_connection (KaContext *context, GError **error)
{
  KaSpares *spares = context->spares;
  KaLedger *ledger = NULL;

  g_mutex_lock (&spares->lock);
  if (spares->ledgers->len > 0)
    ledger = g_ptr_array_steal_index_fast (spares->ledgers, spares->ledgers->len - 1);
  g_mutex_unlock (&spares->lock);

  return ledger != NULL ? ledger : ka_ledger_dup (context->ledger, error);
}

static void
give_connection (Question *question)
{
  g_mutex_lock (&question->spares->lock);
  g_ptr_array_add (question->spares->ledgers, g_steal_pointer (&question->ledger));
  g_mutex_unlock (&question->spares->lock);
}

/* ---- who asks ---- */

/* For good: the slot goes with its owner, and nothing tells of that any more. */
static void
leave_slot (Question *question)
{
  if (question->slot != NULL && *question->slot == question->work)
    {
      ka_work_cancel (question->work);
      *question->slot = NULL;
    }
  question->slot = NULL;
}

static void
on_owner_gone (gpointer data, GObject *where_it_was)
{
  Question *question = data;

  question->owner = NULL;
  leave_slot (question);
}

static void
forget_owner (Question *question)
{
  if (question->owner == NULL)
    return;
  g_object_weak_unref (question->owner, on_owner_gone, question);
  question->owner = NULL;
}

static gboolean
is_awaited (Question *question)
{
  return question->owner != NULL && (question->slot == NULL || *question->slot == question->work);
}

/* ---- the end ---- */

static void
free_question (Question *question)
{
  ka_work_free_answer (question->work, question->answer);
  g_clear_error (&question->error);
  g_object_unref (question->work);
  g_clear_pointer (&question->spares, release_spares);
  g_object_unref (question->context);
  g_free (question);
}

static void
end_work (Question *question)
{
  KaContext *context = question->context;
  guint position;

  g_ptr_array_remove_fast (context->questions, question);
  if (g_list_store_find (context->works, question->work, &position))
    g_list_store_remove (context->works, position);
  if (question->writing)
    {
      context->n_writing--;
      if (context->spares == question->spares)
        ka_ledger_refresh (context->ledger);
      _ka_context_notify_can_write (context);
    }
}

static gboolean
end_question (gpointer data)
{
  Question *question = data;

  end_work (question);
  if (is_awaited (question))
    {
      g_autoptr (GObject) owner = g_object_ref (question->owner);

      if (question->slot != NULL)
        *question->slot = NULL;
      forget_owner (question);
      if (question->answered != NULL)
        question->answered (owner, g_steal_pointer (&question->answer), question->error,
                            ka_work_get_data (question->work));
    }
  forget_owner (question);
  free_question (question);
  return G_SOURCE_REMOVE;
}

static void
answer_in_thread (gpointer data, gpointer user_data)
{
  Question *question = data;

  /* One that was cancelled while it waited needs no look at what others wrote. */
  if (!g_cancellable_is_cancelled (ka_work_get_cancellable (question->work)))
    ka_ledger_refresh (question->ledger);
  /* What reads stops in the midst of a statement; what writes where it can leave off. */
  if ((ka_work_get_flags (question->work) & KA_WORK_WRITES) == 0)
    ka_ledger_set_cancellable (question->ledger, ka_work_get_cancellable (question->work));
  question->answer = ka_work_do (question->work, question->ledger, &question->error);
  ka_ledger_set_cancellable (question->ledger, NULL);
  ka_ledger_trim_log (question->ledger);
  give_connection (question);
  g_idle_add_full (G_PRIORITY_DEFAULT, end_question, question, NULL);
}

/* ---- asking ---- */

static gboolean
begin_work (Question *question, GError **error)
{
  KaContext *context = question->context;
  KaWork *work = question->work;
  gboolean writes = (ka_work_get_flags (work) & KA_WORK_WRITES) != 0;

  if (context->ledger == NULL || (writes && !ka_context_can_write (context)))
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_BUSY,
                           context->ledger == NULL
                             ? _ ("没有打开台账，请先打开或新建账本。")
                             : _ ("账本现在不能写入，请等正在进行的任务结束后再试。"));
      return FALSE;
    }
  question->spares = g_atomic_rc_box_acquire (context->spares);
  question->ledger = take_connection (context, error);
  if (question->ledger == NULL)
    return FALSE;

  if (ka_work_get_title (work) != NULL)
    g_list_store_append (context->works, work);
  if (writes)
    {
      question->writing = TRUE;
      context->n_writing++;
      _ka_context_notify_can_write (context);
    }
  return TRUE;
}

void
ka_ask (KaContext *context, gpointer owner, KaWork **slot, KaWork *work, KaAnswerFunc answered)
{
  Question *question;

  g_return_if_fail (KA_IS_CONTEXT (context));
  g_return_if_fail (G_IS_OBJECT (owner));
  g_return_if_fail (KA_IS_WORK (work));

  question = g_new0 (Question, 1);
  question->context = g_object_ref (context);
  question->owner = owner;
  question->slot = slot;
  question->work = work;
  question->answered = answered;
  g_object_weak_ref (owner, on_owner_gone, question);
  if (slot != NULL)
    {
      ka_ask_forget (slot);
      *slot = work;
    }
  g_ptr_array_add (context->questions, question);

  if (begin_work (question, &question->error))
    g_thread_pool_push (context->pool, question, NULL);
  else
    g_idle_add_full (G_PRIORITY_DEFAULT, end_question, question, NULL);
}

void
ka_ask_forget (KaWork **slot)
{
  g_return_if_fail (slot != NULL);

  if (*slot != NULL)
    ka_work_cancel (*slot);
  *slot = NULL;
}

gboolean
ka_ask_is_busy (KaContext *context)
{
  g_return_val_if_fail (KA_IS_CONTEXT (context), FALSE);
  return context->questions->len > 0;
}

/* ---- the context ---- */

void
_ka_ask_init (KaContext *context)
{
  context->works = g_list_store_new (KA_TYPE_WORK);
  context->questions = g_ptr_array_new ();
  /* Two: a list can still be asked for while an export runs. */
  context->pool = g_thread_pool_new (answer_in_thread, NULL, 2, FALSE, NULL);
}

void
_ka_ask_clear (KaContext *context)
{
  if (context->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&context->pool), FALSE, TRUE);
  g_clear_object (&context->works);
  g_clear_pointer (&context->questions, g_ptr_array_unref);
}

void
_ka_ask_begin (KaContext *context)
{
  context->spares = g_atomic_rc_box_new0 (KaSpares);
  g_mutex_init (&context->spares->lock);
  context->spares->ledgers = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
forget_questions (KaContext *context)
{
  for (guint i = 0; i < context->questions->len; i++)
    {
      Question *question = g_ptr_array_index (context->questions, i);

      ka_work_cancel (question->work);
      leave_slot (question);
      forget_owner (question);
    }
}

void
_ka_ask_wait (KaContext *context)
{
  /* They end in the main loop, in which others may yet be asked. */
  while (context->questions->len > 0)
    {
      forget_questions (context);
      g_main_context_iteration (NULL, TRUE);
    }
}

void
_ka_ask_end (KaContext *context)
{
  g_ptr_array_set_size (context->spares->ledgers, 0);
  g_clear_pointer (&context->spares, release_spares);
}
