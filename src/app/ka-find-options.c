/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-find-options.h"

#include "ka-picker.h"

#include <ka-check.h>
#include <ka-query.h>
#include <ka-text.h>

#define MOST_OPTIONS 60

typedef struct
{
  KaContext *context;
  const KaField *field;
} Source;

gpointer
ka_option_source_new (KaContext *context, const KaField *field)
{
  Source *source = g_new0 (Source, 1);

  source->context = g_object_ref (context);
  source->field = field;
  return source;
}

void
ka_option_source_free (gpointer data)
{
  Source *source = data;

  g_object_unref (source->context);
  g_free (source);
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
find_records (Source *source, const char *text, GListStore *into)
{
  KaLedger *ledger = ka_context_get_ledger (source->context);
  const KaKind *kind = ka_field_target (source->field);
  g_autoptr (KaQuery) query = ka_query_new (kind);
  g_autoptr (GArray) ids = NULL;

  if (ledger == NULL)
    return;
  ka_query_set_text (query, text);
  ids = ka_query_ids (query, ledger, NULL, NULL);
  for (guint i = 0; ids != NULL && i < MIN (ids->len, MOST_OPTIONS); i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (KaRecord) record = ka_ledger_get (ledger, kind, id, NULL);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      g_autofree char *detail = record != NULL ? describe_record (ledger, record) : NULL;
      g_autoptr (KaOption) option
        = ka_option_new (value, ka_ledger_title (ledger, kind, id), detail);

      g_list_store_append (into, option);
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

  if (source->field->type == KA_FIELD_REF)
    find_records (source, text, into);
  else
    find_choices (source, text, into);
}
