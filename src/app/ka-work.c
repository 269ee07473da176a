/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-work.h"

#include <glib/gi18n.h>
#include <ka-text.h>

struct _KaWork
{
  GObject parent_instance;

  /* Owned */
  char *title;
  GCancellable *cancellable;
  KaWorkFlags flags;

  /* What is to be done */
  KaWorkFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify answer_free;

  /* What the worker said last; under the lock. */
  GMutex lock;
  double said_fraction;
  char *said_text;
  gboolean telling;

  /* What the main thread was told. */
  double fraction;
  char *text;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_FRACTION,
  PROP_TEXT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KaWork, ka_work, G_TYPE_OBJECT)

static gboolean
tell_progress (gpointer data)
{
  KaWork *self = KA_WORK (data);
  g_autofree char *text = NULL;

  g_mutex_lock (&self->lock);
  self->telling = FALSE;
  self->fraction = self->said_fraction;
  text = g_strdup (self->said_text);
  g_mutex_unlock (&self->lock);

  if (ka_set_string (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  return G_SOURCE_REMOVE;
}

static void
ka_work_finalize (GObject *object)
{
  KaWork *self = KA_WORK (object);

  if (self->data != NULL && self->data_free != NULL)
    self->data_free (self->data);
  g_free (self->title);
  g_free (self->text);
  g_free (self->said_text);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (ka_work_parent_class)->finalize (object);
}

static void
ka_work_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaWork *self = KA_WORK (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_work_class_init (KaWorkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ka_work_finalize;
  object_class->get_property = ka_work_get_property;

  properties[PROP_TITLE]
    = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT]
    = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ka_work_init (KaWork *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
  self->fraction = self->said_fraction = -1;
}

KaWork *
ka_work_new (const char *title,
             KaWorkFlags flags,
             KaWorkFunc func,
             gpointer data,
             GDestroyNotify data_free,
             GDestroyNotify answer_free)
{
  KaWork *self = g_object_new (KA_TYPE_WORK, NULL);

  self->title = g_strdup (title);
  self->flags = flags;
  self->func = func;
  self->data = data;
  self->data_free = data_free;
  self->answer_free = answer_free;
  return self;
}

gpointer
ka_work_do (KaWork *self, KaLedger *ledger, GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer answer;

  g_return_val_if_fail (KA_IS_WORK (self), NULL);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  answer = self->func (ledger, self, self->data, &local);
  if (answer != NULL)
    return answer;
  if (local == NULL)
    g_set_error_literal (error, KA_ERROR, KA_ERROR_FAILED, _ ("后台任务没有完成，请重试。"));
  else if (g_error_matches (local, KA_ERROR, KA_ERROR_CANCELLED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gpointer
ka_work_get_data (KaWork *self)
{
  g_return_val_if_fail (KA_IS_WORK (self), NULL);
  return self->data;
}

void
ka_work_free_answer (KaWork *self, gpointer answer)
{
  g_return_if_fail (KA_IS_WORK (self));
  if (answer != NULL && self->answer_free != NULL)
    self->answer_free (answer);
}

const char *
ka_work_get_title (KaWork *self)
{
  g_return_val_if_fail (KA_IS_WORK (self), NULL);
  return self->title;
}

KaWorkFlags
ka_work_get_flags (KaWork *self)
{
  g_return_val_if_fail (KA_IS_WORK (self), KA_WORK_READS);
  return self->flags;
}

GCancellable *
ka_work_get_cancellable (KaWork *self)
{
  g_return_val_if_fail (KA_IS_WORK (self), NULL);
  return self->cancellable;
}

void
ka_work_cancel (KaWork *self)
{
  g_return_if_fail (KA_IS_WORK (self));
  g_cancellable_cancel (self->cancellable);
}

void
ka_work_progress (double fraction, const char *what, gpointer work)
{
  KaWork *self = KA_WORK (work);
  gboolean tell;

  g_mutex_lock (&self->lock);
  self->said_fraction = CLAMP (fraction, -1, 1);
  ka_set_string (&self->said_text, what);
  tell = !self->telling;
  self->telling = TRUE;
  g_mutex_unlock (&self->lock);

  /* At most one message under way, however often the worker speaks. */
  if (tell)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, tell_progress, g_object_ref (self), g_object_unref);
}

double
ka_work_get_fraction (KaWork *self)
{
  g_return_val_if_fail (KA_IS_WORK (self), -1);
  return self->fraction;
}

const char *
ka_work_get_text (KaWork *self)
{
  g_return_val_if_fail (KA_IS_WORK (self), NULL);
  return self->text;
}
