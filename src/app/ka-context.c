/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-context.h"

#include <glib/gi18n.h>

/* The connections of one open ledger. Jobs hold it, so that it outlives a change of ledgers until the
 * last of them has ended. */
typedef struct
{
  GMutex lock;
  GPtrArray *idle; /* KaLedger that no job is using */
} Session;

typedef struct
{
  Session *session;
  KaLedger *ledger; /* own connection */
  KaWork *work;
  KaWorkFunc func;
  gpointer data;
  GDestroyNotify data_free;
  gpointer result;
  GDestroyNotify result_free;
  GError *error;
} Job;

struct _KaContext
{
  GObject parent_instance;

  /* Owned */
  KaLedger *ledger;
  KaDrafts *drafts;
  KaAgenda *agenda;
  Session *session;
  GSettings *settings;
  GHashTable *list_settings; /* kind id → GSettings */
  GListStore *works;
  GThreadPool *pool;
  GPtrArray *running; /* KaWork */

  gulong changed_handler;
  guint n_writing;
};

enum
{
  PROP_0,
  PROP_LEDGER,
  PROP_CAN_WRITE,
  PROP_WORKS,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaContext, ka_context, G_TYPE_OBJECT)

static void
clear_session (gpointer data)
{
  Session *session = data;

  g_ptr_array_unref (session->idle);
  g_mutex_clear (&session->lock);
}

static void
release_session (Session *session)
{
  g_atomic_rc_box_release_full (session, clear_session);
}

static Session *
create_session (void)
{
  Session *session = g_atomic_rc_box_new0 (Session);

  g_mutex_init (&session->lock);
  session->idle = g_ptr_array_new_with_free_func (g_object_unref);
  return session;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  if (job->data_free != NULL)
    g_clear_pointer (&job->data, job->data_free);
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->ledger);
  g_clear_object (&job->work);
  release_session (job->session);
  g_free (job);
}

static void
emit_changed (KaContext *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- work ---- */

static gboolean
finish_job (gpointer data)
{
  GTask *task = data;
  KaContext *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  guint position;

  g_ptr_array_remove_fast (self->running, job->work);
  if (g_list_store_find (self->works, job->work, &position))
    g_list_store_remove (self->works, position);
  if (ka_work_get_flags (job->work) & KA_WORK_WRITES)
    {
      self->n_writing--;
      if (self->session == job->session)
        ka_ledger_refresh (self->ledger);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_WRITE]);
    }

  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&job->result), job->result_free);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
run_job (gpointer data, gpointer user_data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);

  if (!g_cancellable_set_error_if_cancelled (ka_work_get_cancellable (job->work), &job->error))
    {
      ka_ledger_refresh (job->ledger);
      job->result = job->func (job->ledger, job->work, job->data, &job->error);
      if (job->result == NULL && job->error == NULL)
        g_set_error_literal (&job->error, KA_ERROR, KA_ERROR_FAILED,
                             _ ("后台任务没有完成，请重试。"));
    }

  g_mutex_lock (&job->session->lock);
  g_ptr_array_add (job->session->idle, g_steal_pointer (&job->ledger));
  g_mutex_unlock (&job->session->lock);
  g_idle_add_full (G_PRIORITY_DEFAULT, finish_job, task, NULL);
}

static KaLedger *
take_connection (KaContext *self, GError **error)
{
  KaLedger *ledger = NULL;

  g_mutex_lock (&self->session->lock);
  if (self->session->idle->len > 0)
    ledger = g_ptr_array_steal_index_fast (self->session->idle, self->session->idle->len - 1);
  g_mutex_unlock (&self->session->lock);

  return ledger != NULL ? ledger : ka_ledger_dup (self->ledger, error);
}

void
ka_context_run_async (KaContext *self,
                      KaWork *work,
                      KaWorkFunc func,
                      gpointer data,
                      GDestroyNotify data_free,
                      GDestroyNotify result_free,
                      GAsyncReadyCallback callback,
                      gpointer callback_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Job *job;

  g_return_if_fail (KA_IS_CONTEXT (self));
  g_return_if_fail (KA_IS_WORK (work));

  task = g_task_new (self, NULL, callback, callback_data);
  g_task_set_source_tag (task, ka_context_run_async);
  if (self->ledger == NULL
      || ((ka_work_get_flags (work) & KA_WORK_WRITES) && !ka_context_can_write (self)))
    {
      if (data_free != NULL && data != NULL)
        data_free (data);
      g_task_return_new_error (task, KA_ERROR, KA_ERROR_BUSY, "%s",
                               self->ledger == NULL
                                 ? _ ("没有打开台账，请先打开或新建账本。")
                                 : _ ("账本现在不能写入，请等正在进行的任务结束后再试。"));
      return;
    }

  job = g_new0 (Job, 1);
  job->session = g_atomic_rc_box_acquire (self->session);
  job->work = g_object_ref (work);
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  g_task_set_task_data (task, job, free_job);
  job->ledger = take_connection (self, &error);
  if (job->ledger == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_ptr_array_add (self->running, g_object_ref (work));
  if (ka_work_get_title (work) != NULL)
    g_list_store_append (self->works, work);
  if (ka_work_get_flags (work) & KA_WORK_WRITES)
    {
      self->n_writing++;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_WRITE]);
    }
  g_thread_pool_push (self->pool, g_steal_pointer (&task), NULL);
}

gpointer
ka_context_run_finish (KaContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- opening and closing ---- */

static void
on_ledger_changed (KaLedger *ledger, gint64 change, KaContext *self)
{
  emit_changed (self);
}

void
ka_context_take_ledger (KaContext *self, KaLedger *ledger)
{
  g_return_if_fail (KA_IS_CONTEXT (self));
  g_return_if_fail (KA_IS_LEDGER (ledger));

  ka_context_close (self, NULL);
  self->ledger = ledger;
  self->drafts = ka_drafts_new (ka_ledger_get_path (ledger));
  self->session = create_session ();
  self->changed_handler
    = g_signal_connect (ledger, "changed", G_CALLBACK (on_ledger_changed), self);
  /* In this order: what is made for the ledger need not be made anew at once. */
  emit_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEDGER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_WRITE]);
}

typedef struct
{
  char *path;
  gboolean create;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_free (opening);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;
  KaLedger *ledger = opening->create ? ka_ledger_create (opening->path, &error)
                                     : ka_ledger_open (opening->path, KA_OPEN_READ_WRITE, &error);

  if (ledger != NULL)
    g_task_return_pointer (task, ledger, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ka_context_open_async (KaContext *self,
                       const char *path,
                       gboolean create,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  g_return_if_fail (KA_IS_CONTEXT (self));
  g_return_if_fail (path != NULL);

  opening = g_new0 (Opening, 1);
  opening->path = g_strdup (path);
  opening->create = create;
  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, ka_context_open_async);
  g_task_set_task_data (task, opening, free_opening);
  g_task_run_in_thread (task, open_in_thread);
}

gboolean
ka_context_open_finish (KaContext *self, GAsyncResult *result, GError **error)
{
  KaLedger *ledger;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  ledger = g_task_propagate_pointer (G_TASK (result), error);
  if (ledger == NULL)
    return FALSE;
  ka_context_take_ledger (self, ledger);
  return TRUE;
}

gboolean
ka_context_close (KaContext *self, GError **error)
{
  g_autoptr (KaLedger) ledger = NULL;
  gboolean done;

  g_return_val_if_fail (KA_IS_CONTEXT (self), FALSE);

  if (self->ledger == NULL)
    return TRUE;
  for (guint i = 0; i < self->running->len; i++)
    ka_work_cancel (g_ptr_array_index (self->running, i));
  /* Jobs end in the main loop; their workers stop soon, because they were cancelled. */
  while (self->running->len > 0)
    g_main_context_iteration (NULL, TRUE);

  ledger = g_steal_pointer (&self->ledger);
  g_clear_signal_handler (&self->changed_handler, ledger);
  /* All others, those of the pages too, before the main connection: the last one folds the log into the
   * file and gives up the lock. */
  g_ptr_array_set_size (self->session->idle, 0);
  g_clear_pointer (&self->session, release_session);
  g_clear_object (&self->drafts);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEDGER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_WRITE]);
  done = ka_ledger_close (ledger, error);
  emit_changed (self);
  return done;
}

void
ka_context_refresh (KaContext *self)
{
  g_return_if_fail (KA_IS_CONTEXT (self));

  if (self->ledger != NULL)
    ka_ledger_refresh (self->ledger);
}

/* ---- settings ---- */

/* Where the schema was not installed among the desktop's own (run from the build folder, or installed
 * under a prefix of its own), it stands beside the program. */
static GSettingsSchema *
find_schema (const char *id)
{
  static const char *const PLACES[] = { "../../resources", "../share/glib-2.0/schemas" };
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema
    = source != NULL ? g_settings_schema_source_lookup (source, id, TRUE) : NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup (".");

  for (guint i = 0; i < G_N_ELEMENTS (PLACES) && schema == NULL; i++)
    {
      g_autofree char *place = g_build_filename (folder, PLACES[i], NULL);
      GSettingsSchemaSource *beside
        = g_settings_schema_source_new_from_directory (place, source, FALSE, NULL);

      if (beside == NULL)
        continue;
      schema = g_settings_schema_source_lookup (beside, id, TRUE);
      g_settings_schema_source_unref (beside);
    }
  if (schema == NULL)
    g_error ("The schema %s is not installed.", id);
  return schema;
}

static GSettings *
create_settings (const char *id, const char *path)
{
  GSettingsSchema *schema = find_schema (id);
  GSettings *settings = g_settings_new_full (schema, NULL, path);

  g_settings_schema_unref (schema);
  return settings;
}

/* ---- object ---- */

static void
ka_context_dispose (GObject *object)
{
  KaContext *self = KA_CONTEXT (object);
  g_autoptr (GError) error = NULL;

  if (!ka_context_close (self, &error))
    g_warning ("%s", error->message);
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  g_clear_object (&self->agenda);
  g_clear_object (&self->settings);
  g_clear_object (&self->works);
  g_clear_pointer (&self->list_settings, g_hash_table_unref);
  g_clear_pointer (&self->running, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_context_parent_class)->dispose (object);
}

static void
ka_context_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaContext *self = KA_CONTEXT (object);

  switch (id)
    {
    case PROP_LEDGER:
      g_value_set_object (value, self->ledger);
      break;
    case PROP_CAN_WRITE:
      g_value_set_boolean (value, ka_context_can_write (self));
      break;
    case PROP_WORKS:
      g_value_set_object (value, self->works);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_context_class_init (KaContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ka_context_dispose;
  object_class->get_property = ka_context_get_property;

  properties[PROP_LEDGER] = g_param_spec_object ("ledger", NULL, NULL, KA_TYPE_LEDGER,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_WRITE] = g_param_spec_boolean ("can-write", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WORKS] = g_param_spec_object ("works", NULL, NULL, G_TYPE_LIST_MODEL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", KA_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ka_context_init (KaContext *self)
{
  self->settings = create_settings (KA_APP_ID, NULL);
  self->list_settings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->works = g_list_store_new (KA_TYPE_WORK);
  self->running = g_ptr_array_new_with_free_func (g_object_unref);
  self->agenda = ka_agenda_new (self);
  /* Two: a list can still be asked for while an export runs. */
  self->pool = g_thread_pool_new (run_job, self, 2, FALSE, NULL);
}

KaContext *
ka_context_new (void)
{
  return g_object_new (KA_TYPE_CONTEXT, NULL);
}

KaLedger *
ka_context_get_ledger (KaContext *self)
{
  g_return_val_if_fail (KA_IS_CONTEXT (self), NULL);
  return self->ledger;
}

gboolean
ka_context_can_write (KaContext *self)
{
  g_return_val_if_fail (KA_IS_CONTEXT (self), FALSE);
  return self->ledger != NULL && !ka_ledger_is_read_only (self->ledger) && self->n_writing == 0;
}

gboolean
ka_context_can_edit (KaContext *self, const KaKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);
  return ka_context_can_write (self) && (kind->flags & KA_KIND_READ_ONLY) == 0;
}

GListModel *
ka_context_get_works (KaContext *self)
{
  g_return_val_if_fail (KA_IS_CONTEXT (self), NULL);
  return G_LIST_MODEL (self->works);
}

KaDrafts *
ka_context_get_drafts (KaContext *self)
{
  g_return_val_if_fail (KA_IS_CONTEXT (self), NULL);
  return self->drafts;
}

KaAgenda *
ka_context_get_agenda (KaContext *self)
{
  g_return_val_if_fail (KA_IS_CONTEXT (self), NULL);
  return self->agenda;
}

GSettings *
ka_context_get_settings (KaContext *self)
{
  g_return_val_if_fail (KA_IS_CONTEXT (self), NULL);
  return self->settings;
}

GSettings *
ka_context_get_list_settings (KaContext *self, const KaKind *kind)
{
  GSettings *settings;

  g_return_val_if_fail (KA_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  settings = g_hash_table_lookup (self->list_settings, kind->id);
  if (settings == NULL)
    {
      g_autofree char *path = g_strdup_printf (KA_RESOURCE_BASE "/lists/%s/", kind->id);

      settings = create_settings (KA_APP_ID ".List", path);
      g_hash_table_insert (self->list_settings, (gpointer)kind->id, settings);
    }
  return settings;
}
