/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-record-text.h"

#include <glib/gi18n.h>

#define DETAILS 4

static char *
display (KaLedger *ledger, const KaRecord *record, const KaField *field)
{
  if (record == NULL || ka_record_get (record, field->id) == NULL)
    return g_strdup (_ ("空"));
  return ka_ledger_display (ledger, record, field, TRUE);
}

char *
ka_record_describe (KaLedger *ledger, const KaRecord *record, const KaField *but, char **details)
{
  const KaKind *kind = record->kind;
  const KaField *title = ka_kind_field (kind, kind->title);
  GString *text = g_string_new (NULL);
  char *name = NULL;

  for (guint i = 0, shown = 0; i < kind->n_fields && shown < DETAILS; i++)
    {
      const KaField *field = &kind->fields[i];
      g_autofree char *value = NULL;

      if (field->width == 0 || field == but || record->values[i] == NULL
          || field->type == KA_FIELD_LONG)
        continue;
      if (field == title)
        continue;
      value = ka_ledger_display (ledger, record, field, TRUE);
      if (field->type == KA_FIELD_FLAG)
        g_string_append_printf (text, "%s%s：%s", text->len > 0 ? " · " : "",
                                ka_field_label (field), value);
      else
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", value);
      shown++;
    }
  if (title != but && ka_record_get (record, title->id) != NULL)
    name = ka_ledger_display (ledger, record, title, TRUE);
  if (name != NULL)
    g_strdelimit (name, "\n", ' ');
  /* Without a name of its own (or one that says nothing here) the details are its name. */
  if (name == NULL)
    {
      name = text->len > 0 ? g_strdup (text->str) : g_strdup (ka_kind_label (kind));
      g_string_truncate (text, 0);
    }
  *details = g_string_free (text, FALSE);
  return name;
}

char *
ka_record_describe_change (KaLedger *ledger,
                           const KaRecord *before,
                           const KaRecord *after,
                           const KaField *field)
{
  g_autofree char *old = display (ledger, before, field);
  g_autofree char *new = display (ledger, after, field);

  return before == NULL ? g_strdup_printf ("%s：%s", ka_field_label (field), new)
                        : g_strdup_printf ("%s：%s → %s", ka_field_label (field), old, new);
}

char *
ka_draft_describe (KaLedger *ledger, const KaDraft *draft)
{
  const KaKind *kind = draft->record->kind;

  if (ka_record_get (draft->record, kind->title) != NULL)
    return ka_ledger_display (ledger, draft->record, ka_kind_field (kind, kind->title), TRUE);
  return g_strdup_printf (_ ("新建%s"), ka_kind_label (kind));
}
