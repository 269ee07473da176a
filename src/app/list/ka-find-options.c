/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-find-options.h"

#include "ka-picker.h"

#include <ka-check.h>
#include <ka-query.h>
#include <ka-text.h>

#define MOST_OPTIONS 60
/* A kind with more records than this is searched on a worker thread. */
#define FIND_AT_ONCE 3000

typedef struct
{
  KaContext *context;
  const KaField *field;
  KaWork *work; /* the search under way, or NULL */
} Source;

static void
clear_source (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->work);
  g_object_unref (source->context);
}

gpointer
ka_option_source_new (KaContext *context, const KaField *field)
{
  Source *source = g_rc_box_new0 (Source);

  source->context = g_object_ref (context);
  source->field = field;
  return source;
}

static void
stop_finding (Source *source)
{
  if (source->work != NULL)
    ka_work_cancel (source->work);
  g_clear_object (&source->work);
}

void
ka_option_source_free (gpointer data)
{
  stop_finding (data);
  g_rc_box_release_full (data, clear_source);
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
add_records (Source *source, GArray *ids, GListStore *into)
{
  KaLedger *ledger = ka_context_get_ledger (source->context);
  const KaKind *kind = ka_field_target (source->field);
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

typedef struct
{
  Source *source;
  KaWork *work;
  GListStore *into;
} Finding;

static gpointer
find_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_query_ids (data, ledger, ka_work_get_cancellable (work), error);
}

static void
on_found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Finding *finding = data;
  g_autoptr (GArray) ids = ka_context_run_finish (KA_CONTEXT (object), result, NULL);

  /* Unless something else has been typed since. */
  if (finding->source->work == finding->work)
    {
      g_clear_object (&finding->source->work);
      if (ids != NULL)
        add_records (finding->source, ids, finding->into);
    }
  g_rc_box_release_full (finding->source, clear_source);
  g_object_unref (finding->work);
  g_object_unref (finding->into);
  g_free (finding);
}

static void
find_records (Source *source, const char *text, GListStore *into)
{
  KaLedger *ledger = ka_context_get_ledger (source->context);
  const KaKind *kind = ka_field_target (source->field);
  g_autoptr (KaQuery) query = ka_query_new (kind);

  if (ledger == NULL)
    return;
  ka_query_set_text (query, text);
  if (ka_ledger_count (ledger, kind, NULL) <= FIND_AT_ONCE)
    {
      g_autoptr (GArray) ids = ka_query_ids (query, ledger, NULL, NULL);

      if (ids != NULL)
        add_records (source, ids, into);
    }
  else
    {
      Finding *finding = g_new0 (Finding, 1);

      source->work = ka_work_new (NULL, KA_WORK_READS);
      finding->source = g_rc_box_acquire (source);
      finding->work = g_object_ref (source->work);
      finding->into = g_object_ref (into);
      ka_context_run_async (source->context, source->work, find_in_worker, g_steal_pointer (&query),
                            (GDestroyNotify)ka_query_free, (GDestroyNotify)g_array_unref,
                            on_found_cb, finding);
    }
}

static void
find_choices (Source *source, const char *text, GListStore *into)
{
  g_autofree const char **choices = ka_field_choices (source->field, KA_DAY_NONE);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      g_autofree char *label = ka_field_display (source->field, choices[i], FALSE);
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
  Source *source = data;

  stop_finding (source);
  if (source->field->type == KA_FIELD_REF)
    find_records (source, text, into);
  else
    find_choices (source, text, into);
}
