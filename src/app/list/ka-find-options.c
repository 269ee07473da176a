/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-find-options.h"

#include "ka-ask.h"
#include "ka-picker.h"

#include <ka-check.h>
#include <ka-query.h>
#include <ka-text.h>

#define MOST_OPTIONS 60
/* A kind with more records than this is searched on a worker thread. */
#define FIND_AT_ONCE 3000

#define KA_TYPE_OPTION_SOURCE (ka_option_source_get_type ())
G_DECLARE_FINAL_TYPE (KaOptionSource, ka_option_source, KA, OPTION_SOURCE, GObject)

struct _KaOptionSource
{
  GObject parent_instance;

  /* Borrowed */
  KaWork *work; /* the search under way, or NULL */

  /* Owned */
  KaContext *context;
  GListStore *into; /* what it is to fill, or NULL */

  const KaField *field;
};

G_DEFINE_FINAL_TYPE (KaOptionSource, ka_option_source, G_TYPE_OBJECT)

static void
ka_option_source_dispose (GObject *object)
{
  KaOptionSource *self = KA_OPTION_SOURCE (object);

  g_clear_object (&self->into);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_option_source_parent_class)->dispose (object);
}

static void
ka_option_source_class_init (KaOptionSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_option_source_dispose;
}

static void
ka_option_source_init (KaOptionSource *self)
{
}

gpointer
ka_option_source_new (KaContext *context, const KaField *field)
{
  KaOptionSource *self = g_object_new (KA_TYPE_OPTION_SOURCE, NULL);

  self->context = g_object_ref (context);
  self->field = field;
  return self;
}

/* What tells two of one name apart: where it is and how it is doing. */
static char *
describe_record (KaLedger *ledger, const KaRecord *record)
{
  static const char *const FIELDS[] = { "town", "status", "enterprise", "mine",  "credit_code",
                                        "year", "month",  "started",    "doc_no" };
  GString *text = g_string_new (NULL);

  for (guint i = 0, shown = 0; i < G_N_ELEMENTS (FIELDS) && shown < 3; i++)
    {
      const KaField *field = ka_kind_field (record->kind, FIELDS[i]);
      g_autofree char *value = NULL;

      if (field == NULL || g_strcmp0 (field->id, record->kind->title) == 0
          || ka_record_get (record, field->id) == NULL)
        continue;
      value = ka_ledger_display (ledger, record, field, TRUE);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", value);
      shown++;
    }
  return g_string_free (text, text->len == 0);
}

static void
add_records (KaOptionSource *self, GArray *ids, GListStore *into)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  const KaKind *kind = ka_field_target (self->field);
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; ledger != NULL && i < MIN (ids->len, MOST_OPTIONS); i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (KaRecord) record = ka_ledger_get (ledger, kind, id, NULL);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      g_autofree char *detail = record != NULL ? describe_record (ledger, record) : NULL;

      g_ptr_array_add (options, ka_option_new (value, ka_ledger_title (ledger, kind, id), detail));
    }
  g_list_store_splice (into, 0, g_list_model_get_n_items (G_LIST_MODEL (into)), options->pdata,
                       options->len);
}

/* ---- on a worker ---- */

static gpointer
find_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_query_ids (data, ledger, ka_work_get_cancellable (work), error);
}

static void
on_found_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaOptionSource *self = owner;
  g_autoptr (GArray) ids = answer;

  if (ids != NULL)
    add_records (self, ids, self->into);
}

static void
find_records (KaOptionSource *self, const char *text, GListStore *into)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  const KaKind *kind = ka_field_target (self->field);
  g_autoptr (KaQuery) query = ka_query_new (kind);

  if (ledger == NULL)
    return;
  ka_query_set_text (query, text);
  if (ka_ledger_count (ledger, kind, NULL) <= FIND_AT_ONCE)
    {
      g_autoptr (GArray) ids = ka_query_ids (query, ledger, NULL, NULL);

      if (ids != NULL)
        add_records (self, ids, into);
    }
  else
    {
      g_set_object (&self->into, into);
      ka_ask (self->context, self, &self->work,
              ka_work_new (NULL, KA_WORK_READS, find_in_worker, g_steal_pointer (&query),
                           (GDestroyNotify)ka_query_free, (GDestroyNotify)g_array_unref),
              on_found_cb);
    }
}

static void
find_choices (KaOptionSource *self, const char *text, GListStore *into)
{
  g_autofree const char **choices = ka_field_choices (self->field, KA_DAY_NONE);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      g_autofree char *label = ka_field_display (self->field, choices[i], FALSE);
      g_autoptr (KaOption) option = NULL;

      if (text != NULL && text[0] != '\0' && !ka_text_matches (label, text))
        continue;
      option = ka_option_new (choices[i], label, NULL);
      g_list_store_append (into, option);
    }
}

void
ka_find_options (const char *text, GListStore *into, gpointer data)
{
  KaOptionSource *self = data;

  ka_ask_forget (&self->work);
  if (self->field->type == KA_FIELD_REF)
    find_records (self, text, into);
  else
    find_choices (self, text, into);
}
