/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-context-private.h"

#include "ka-ask.h"

#include <glib/gi18n.h>

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
emit_changed (KaContext *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- opening and closing ---- */

void
_ka_context_notify_can_write (KaContext *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_WRITE]);
}

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
  _ka_ask_begin (self);
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
  g_autoptr (KaContext) alive = NULL;
  gboolean done;

  g_return_val_if_fail (KA_IS_CONTEXT (self), FALSE);

  if (self->ledger == NULL)
    return TRUE;
  ledger = g_object_ref (self->ledger);
  alive = g_object_ref (self);
  _ka_ask_wait (self);
  /* That runs the main loop, in which somebody else may have closed it. */
  if (self->ledger != ledger)
    return TRUE;
  /* All others, those of the pages too, before the main connection: the last one folds the log into the
   * file and gives up the lock. */
  _ka_ask_end (self);
  g_clear_object (&self->ledger);
  g_clear_signal_handler (&self->changed_handler, ledger);
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
  _ka_ask_clear (self);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->list_settings, g_hash_table_unref);
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
  _ka_ask_init (self);
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
