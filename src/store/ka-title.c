/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

#include <inttypes.h>
#include <ka-check.h>
#include <ka-record.h>

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where a long description is the title, so many of its characters are. */
#define MAX_TITLE 40

/* Deeper than any chain of references between the kinds. */
#define MAX_DEPTH 6

/* What one field adds to a title; NULL where it is empty. */
static char *
describe_field (KaLedger *ledger, const KaRecord *record, const char *id)
{
  int i = id != NULL ? ka_kind_field_index (record->kind, id) : -1;
  g_autofree char *text = NULL;
  char *end;

  if (i < 0 || record->values[i] == NULL)
    return NULL;

  text = ka_ledger_display (ledger, record, &record->kind->fields[i], FALSE);
  end = strpbrk (text, "\r\n");
  if (end != NULL)
    *end = '\0';
  if (g_utf8_strlen (text, -1) > MAX_TITLE)
    {
      g_autofree char *part = g_utf8_substring (text, 0, MAX_TITLE);

      return g_strconcat (part, "…", NULL);
    }

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* A number or a name says which record is meant; a mine or a type alone does not. */
static gboolean
needs_subtitle (const KaKind *kind)
{
  const KaField *field = ka_kind_field (kind, kind->title);

  return field->type != KA_FIELD_TEXT && field->type != KA_FIELD_LONG
         && field->type != KA_FIELD_INT;
}

static char *
describe_by_key (KaLedger *ledger, const KaRecord *record, const char *key)
{
  g_auto (GStrv) fields = g_strsplit (key, "+", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *part = describe_field (ledger, record, fields[i]);

      if (part == NULL)
        return NULL;
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", part);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_record (KaLedger *ledger, const KaRecord *record)
{
  const KaKind *kind = record->kind;
  g_autofree char *title = describe_field (ledger, record, kind->title);
  g_autofree char *subtitle = NULL;

  if (title != NULL && !needs_subtitle (kind))
    return g_steal_pointer (&title);

  subtitle = describe_field (ledger, record, kind->subtitle);
  if (title != NULL && subtitle != NULL)
    return g_strdup_printf ("%s %s", title, subtitle);
  if (title != NULL)
    return g_steal_pointer (&title);

  for (guint i = 0; i < G_N_ELEMENTS (kind->keys) && kind->keys[i] != NULL; i++)
    {
      char *text = describe_by_key (ledger, record, kind->keys[i]);

      if (text != NULL)
        return text;
    }
  if (subtitle != NULL)
    return g_steal_pointer (&subtitle);

  return g_strdup_printf (_ ("编号 %" PRId64), record->id);
}

const char *
ka_ledger_title (KaLedger *ledger, const KaKind *kind, gint64 id)
{
  KaKindState *state;
  g_autoptr (KaRecord) record = NULL;
  char *title;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), "");
  g_return_val_if_fail (kind != NULL, "");

  state = ka_ledger_kind_state (ledger, kind);
  title = state->titles != NULL ? g_hash_table_lookup (state->titles, &id) : NULL;
  if (title != NULL)
    return title;

  record = ka_ledger_get (ledger, kind, id, NULL);
  if (record == NULL)
    return "";
  title = describe_record (ledger, record);
  if (state->titles == NULL)
    state->titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_hash_table_insert (state->titles, g_memdup2 (&id, sizeof id), title);

  return title;
}

char *
ka_ledger_caption (KaLedger *ledger, const KaKind *kind, gint64 id)
{
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *subtitle = NULL;
  const char *title = ka_ledger_title (ledger, kind, id);

  if ((kind->flags & KA_KIND_CODED) != 0)
    record = ka_ledger_get (ledger, kind, id, NULL);
  if (record != NULL)
    subtitle = describe_field (ledger, record, kind->subtitle);
  return subtitle != NULL && !g_str_equal (subtitle, title)
           ? g_strdup_printf ("%s %s", title, subtitle)
           : g_strdup (title);
}

char *
ka_ledger_display (KaLedger *ledger, const KaRecord *record, const KaField *field, gboolean mask)
{
  const char *value;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), g_strdup (""));
  g_return_val_if_fail (record != NULL && field != NULL, g_strdup (""));

  value = record->values[field - record->kind->fields];
  if (value != NULL && field->type == KA_FIELD_REF)
    return g_strdup (
      ka_ledger_title (ledger, ka_field_target (field), g_ascii_strtoll (value, NULL, 10)));

  return ka_field_display (field, value, mask);
}

static void
append_field_sql (GString *sql, const KaKind *kind, const char *id, const char *alias, guint depth)
{
  const KaField *field = id != NULL ? ka_kind_field (kind, id) : NULL;
  const KaKind *target = field != NULL ? ka_field_target (field) : NULL;
  g_autofree char *further = NULL;

  if (field == NULL || (target != NULL && depth >= MAX_DEPTH))
    {
      g_string_append (sql, "NULL");
      return;
    }
  if (target == NULL)
    {
      g_string_append_printf (sql, "%s.\"%s\"", alias, field->id);
      return;
    }

  further = g_strdup_printf ("%s_%u", alias, depth + 1);
  g_string_append (sql, "(SELECT ");
  ka_title_append_sql (sql, target, further, depth + 1);
  g_string_append_printf (sql, " FROM \"%s\" AS %s WHERE %s.id = %s.\"%s\")", target->id, further,
                          further, alias, field->id);
}

void
ka_title_append_sql (GString *sql, const KaKind *kind, const char *alias, guint depth)
{
  const KaField *title = ka_kind_field (kind, kind->title);

  if ((title->flags & KA_REQUIRED) != 0 || kind->subtitle == NULL)
    {
      append_field_sql (sql, kind, kind->title, alias, depth);
      return;
    }

  g_string_append (sql, "coalesce (");
  append_field_sql (sql, kind, kind->title, alias, depth);
  g_string_append (sql, ", ");
  append_field_sql (sql, kind, kind->subtitle, alias, depth);
  g_string_append_c (sql, ')');
}
