/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due.h"

#include "ka-context.h"

/* Many changes in a row (typing and saving, an import) are counted once. */
#define COUNT_DELAY_MS 150

struct _KaDue
{
  GObject parent_instance;

  /* Borrowed: the context owns this */
  KaContext *context;

  /* Owned */
  KaWork *work;
  gint64 *counts; /* of the kinds, then of the questions; NULL: not counted */

  guint source;
  gboolean again;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaDue, ka_due, G_TYPE_OBJECT)

static gint64
count_question (const KaQuestion *question, KaLedger *ledger, GCancellable *cancellable)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get (question->kind));
  g_autoptr (GArray) ids = NULL;

  ka_question_apply (question, query);
  ids = ka_query_ids (query, ledger, cancellable, NULL);
  return ids != NULL ? (gint64)ids->len : -1;
}

static gpointer
count_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  guint n_kinds, n_questions;
  const KaKind *const *kinds = ka_kinds (&n_kinds);
  const KaQuestion *questions = ka_questions (&n_questions);
  GCancellable *cancellable = ka_work_get_cancellable (work);
  g_autofree gint64 *counts = g_new0 (gint64, n_kinds + n_questions);

  for (guint i = 0; i < n_kinds; i++)
    {
      counts[i] = ka_ledger_count (ledger, kinds[i], error);
      if (counts[i] < 0)
        return NULL;
    }
  for (guint i = 0; i < n_questions; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (questions[i].due)
        counts[n_kinds + i] = count_question (&questions[i], ledger, cancellable);
    }
  return g_steal_pointer (&counts);
}

static void queue_count (KaDue *self);

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaDue) self = data;
  gint64 *counts = ka_context_run_finish (KA_CONTEXT (source), result, NULL);

  g_clear_object (&self->work);
  if (self->context == NULL)
    {
      g_free (counts);
      return;
    }
  if (counts != NULL)
    {
      g_free (self->counts);
      self->counts = counts;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (self->again)
    queue_count (self);
}

static gboolean
on_count_timeout (gpointer data)
{
  KaDue *self = KA_DUE (data);

  self->source = 0;
  if (self->work != NULL)
    {
      self->again = TRUE;
      return G_SOURCE_REMOVE;
    }
  self->again = FALSE;
  if (ka_context_get_ledger (self->context) == NULL)
    return G_SOURCE_REMOVE;
  self->work = ka_work_new (NULL, KA_WORK_READS);
  ka_context_run_async (self->context, self->work, count_in_worker, NULL, NULL, g_free,
                        on_counted_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
queue_count (KaDue *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (COUNT_DELAY_MS, on_count_timeout, self);
}

static void
on_ledger_cb (KaDue *self)
{
  g_clear_pointer (&self->counts, g_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_context_gone_cb (gpointer data, GObject *where_it_was)
{
  KaDue *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  self->context = NULL;
}

static void
ka_due_dispose (GObject *object)
{
  KaDue *self = KA_DUE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->context != NULL)
    g_object_weak_unref (G_OBJECT (self->context), on_context_gone_cb, self);
  self->context = NULL;
  g_clear_object (&self->work);
  g_clear_pointer (&self->counts, g_free);
  G_OBJECT_CLASS (ka_due_parent_class)->dispose (object);
}

static void
ka_due_class_init (KaDueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_due_dispose;

  signals[CHANGED]
    = g_signal_new ("changed", KA_TYPE_DUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ka_due_init (KaDue *self)
{
}

KaDue *
ka_due_new (KaContext *context)
{
  KaDue *self = g_object_new (KA_TYPE_DUE, NULL);

  self->context = context;
  g_object_weak_ref (G_OBJECT (context), on_context_gone_cb, self);
  g_signal_connect_object (context, "changed", G_CALLBACK (queue_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::ledger", G_CALLBACK (on_ledger_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gint64
ka_due_count_kind (KaDue *self, const KaKind *kind)
{
  g_return_val_if_fail (KA_IS_DUE (self), -1);
  return self->counts != NULL ? self->counts[ka_kind_index (kind)] : -1;
}

gint64
ka_due_count_question (KaDue *self, const KaQuestion *question)
{
  guint n_kinds, n_questions;
  const KaQuestion *questions = ka_questions (&n_questions);

  g_return_val_if_fail (KA_IS_DUE (self), -1);
  g_return_val_if_fail (question >= questions && question < questions + n_questions, -1);

  ka_kinds (&n_kinds);
  return self->counts != NULL ? self->counts[n_kinds + (guint)(question - questions)] : -1;
}
