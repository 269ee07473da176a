/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-agenda.h"

#include "ka-ask.h"

#include <glib/gi18n.h>

/* Many changes in a row (typing and saving, an import) are counted once. */
#define COUNT_DELAY_MS 150
/* More items than this take a part of a frame to free. */
#define MANY_ITEMS 2000

typedef struct
{
  gint64 *kinds;
  GPtrArray *items; /* KaDueItem */
  guint *groups;    /* of each rule, its findings by group */
} Findings;

struct _KaAgenda
{
  GObject parent_instance;

  /* Borrowed */
  KaContext *context; /* keeps this; NULL: it is gone */
  KaWork *work;       /* under way, or NULL */

  /* Owned */
  Findings *findings; /* NULL: not computed */
  char *failure;

  guint source;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaAgenda, ka_agenda, G_TYPE_OBJECT)

static gpointer
release_in_thread (gpointer items)
{
  g_ptr_array_unref (items);
  return NULL;
}

void
ka_agenda_release_items (GPtrArray *items)
{
  g_autoptr (GThread) thread = NULL;

  g_return_if_fail (items != NULL);

  if (items->len > MANY_ITEMS)
    thread = g_thread_try_new ("release", release_in_thread, items, NULL);
  if (thread == NULL)
    g_ptr_array_unref (items);
}

static void
free_findings (gpointer data)
{
  Findings *findings = data;

  g_free (findings->kinds);
  g_free (findings->groups);
  g_clear_pointer (&findings->items, ka_agenda_release_items);
  g_free (findings);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Findings, free_findings)

static guint
find_rule (const KaDueRule *rule)
{
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);

  for (guint i = 0; i < n; i++)
    if (rules[i] == rule)
      return i;
  g_return_val_if_reached (0);
}

static void
count_items (Findings *findings)
{
  guint n;

  ka_due_rules (&n);
  findings->groups = g_new0 (guint, n * KA_DUE_N_GROUPS);
  for (guint i = 0, place = 0; i < findings->items->len; i++)
    {
      const KaDueItem *item = g_ptr_array_index (findings->items, i);

      if (i == 0 || item->rule != ((KaDueItem *)findings->items->pdata[i - 1])->rule)
        place = find_rule (item->rule);
      findings->groups[place * KA_DUE_N_GROUPS + item->group]++;
    }
}

static gpointer
find_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);
  g_autoptr (Findings) findings = g_new0 (Findings, 1);

  findings->kinds = g_new0 (gint64, n);
  for (guint i = 0; i < n; i++)
    {
      findings->kinds[i] = ka_ledger_count (ledger, kinds[i], error);
      if (findings->kinds[i] < 0)
        return NULL;
    }
  findings->items = ka_due_find (ledger, ka_today (), ka_work_get_cancellable (work), error);
  if (findings->items == NULL)
    return NULL;
  count_items (findings);
  return g_steal_pointer (&findings);
}

static void
on_found_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaAgenda *self = owner;

  g_clear_pointer (&self->failure, g_free);
  if (answer != NULL)
    {
      g_clear_pointer (&self->findings, free_findings);
      self->findings = answer;
    }
  else
    self->failure = g_strdup (error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
count (KaAgenda *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->context != NULL && ka_context_get_ledger (self->context) != NULL)
    ka_ask (self->context, self, &self->work,
            ka_work_new (NULL, KA_WORK_READS, find_in_worker, NULL, NULL, free_findings),
            on_found_cb);
}

static gboolean
on_count_timeout (gpointer data)
{
  KaAgenda *self = KA_AGENDA (data);

  /* Where one change follows the other, something is found all the same. */
  if (self->work != NULL)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  count (self);
  return G_SOURCE_REMOVE;
}

static void
queue_count (KaAgenda *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (COUNT_DELAY_MS, on_count_timeout, self);
}

static void
on_ledger_cb (KaAgenda *self)
{
  g_clear_pointer (&self->findings, free_findings);
  g_clear_pointer (&self->failure, g_free);
  g_signal_emit (self, signals[CHANGED], 0);
  /* What has just been opened is waited for. */
  count (self);
}

static void
ka_agenda_dispose (GObject *object)
{
  KaAgenda *self = KA_AGENDA (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->context);
  g_clear_pointer (&self->findings, free_findings);
  g_clear_pointer (&self->failure, g_free);
  G_OBJECT_CLASS (ka_agenda_parent_class)->dispose (object);
}

static void
ka_agenda_class_init (KaAgendaClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_agenda_dispose;

  signals[CHANGED] = g_signal_new ("changed", KA_TYPE_AGENDA, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ka_agenda_init (KaAgenda *self)
{
}

KaAgenda *
ka_agenda_of (KaContext *context)
{
  KaAgenda *self;

  g_return_val_if_fail (KA_IS_CONTEXT (context), NULL);

  self = g_object_get_data (G_OBJECT (context), "ka-agenda");
  if (self != NULL)
    return self;
  self = g_object_new (KA_TYPE_AGENDA, NULL);
  g_object_set_data_full (G_OBJECT (context), "ka-agenda", self, g_object_unref);
  g_set_weak_pointer (&self->context, context);
  g_signal_connect_object (context, "changed", G_CALLBACK (queue_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::ledger", G_CALLBACK (on_ledger_cb), self,
                           G_CONNECT_SWAPPED);
  queue_count (self);
  return self;
}

gint64
ka_agenda_count_kind (KaAgenda *self, const KaKind *kind)
{
  g_return_val_if_fail (KA_IS_AGENDA (self), -1);
  return self->findings != NULL ? self->findings->kinds[ka_kind_index (kind)] : -1;
}

GPtrArray *
ka_agenda_get_items (KaAgenda *self)
{
  g_return_val_if_fail (KA_IS_AGENDA (self), NULL);
  return self->findings != NULL ? self->findings->items : NULL;
}

const char *
ka_agenda_get_failure (KaAgenda *self)
{
  g_return_val_if_fail (KA_IS_AGENDA (self), NULL);
  return self->failure;
}

guint
ka_agenda_count_group (KaAgenda *self, KaDueGroup group)
{
  guint n, sum = 0;

  g_return_val_if_fail (KA_IS_AGENDA (self), 0);

  ka_due_rules (&n);
  for (guint i = 0; self->findings != NULL && i < n; i++)
    sum += self->findings->groups[i * KA_DUE_N_GROUPS + group];
  return sum;
}

guint
ka_agenda_count_rule (KaAgenda *self, const KaDueRule *rule, KaDueGroup group)
{
  g_return_val_if_fail (KA_IS_AGENDA (self), 0);
  return self->findings != NULL ? self->findings->groups[find_rule (rule) * KA_DUE_N_GROUPS + group]
                                : 0;
}

guint
ka_agenda_count_pressing (KaAgenda *self, const KaDueRule *rule)
{
  return ka_agenda_count_rule (self, rule, KA_DUE_OVERDUE)
         + ka_agenda_count_rule (self, rule, KA_DUE_TODAY)
         + ka_agenda_count_rule (self, rule, KA_DUE_WRONG);
}

GNotification *
ka_agenda_make_notification (KaAgenda *self, KaLedger *ledger)
{
  guint overdue = ka_agenda_count_group (self, KA_DUE_OVERDUE);
  guint today = ka_agenda_count_group (self, KA_DUE_TODAY);
  g_autofree char *body = NULL;
  GNotification *notification;

  if (overdue == 0 || !ka_ledger_setting_flag (ledger, "due.notify"))
    return NULL;
  body = g_strdup_printf (_ ("逾期 %u 项，今日到期 %u 项。打开工作台查看。"), overdue, today);
  notification = g_notification_new (_ ("有逾期的事项"));
  g_notification_set_body (notification, body);
  return notification;
}
