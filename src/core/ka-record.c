/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-record.h"

#include <string.h>

KaRecord *
ka_record_new (const KaKind *kind)
{
  KaRecord *record;

  g_return_val_if_fail (kind != NULL, NULL);

  record = g_atomic_rc_box_new0 (KaRecord);
  record->kind = kind;
  record->values = g_new0 (char *, kind->n_fields);
  record->checked = KA_DAY_NONE;
  return record;
}

KaRecord *
ka_record_ref (KaRecord *record)
{
  return g_atomic_rc_box_acquire (record);
}

static void
clear_record (gpointer data)
{
  KaRecord *record = data;

  for (guint i = 0; i < record->kind->n_fields; i++)
    g_free (record->values[i]);
  g_free (record->values);
}

void
ka_record_unref (KaRecord *record)
{
  g_atomic_rc_box_release_full (record, clear_record);
}

KaRecord *
ka_record_copy (const KaRecord *record)
{
  KaRecord *copy = ka_record_new (record->kind);

  copy->id = record->id;
  copy->rev = record->rev;
  for (guint i = 0; i < record->kind->n_fields; i++)
    copy->values[i] = g_strdup (record->values[i]);
  return copy;
}

static int
find_field (const KaRecord *record, const char *field)
{
  int i = ka_kind_field_index (record->kind, field);

  if (i < 0)
    g_critical ("kind %s has no field %s", record->kind->id, field);
  return i;
}

const char *
ka_record_get (const KaRecord *record, const char *field)
{
  int i;

  g_return_val_if_fail (record != NULL && field != NULL, NULL);

  i = find_field (record, field);
  return i < 0 ? NULL : record->values[i];
}

gint64
ka_record_get_int (const KaRecord *record, const char *field, gint64 otherwise)
{
  const char *value = ka_record_get (record, field);
  gint64 number;

  if (value == NULL || !g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return otherwise;
  return number;
}

KaDay
ka_record_get_day (const KaRecord *record, const char *field)
{
  return ka_day_from_iso (ka_record_get (record, field));
}

KaDay
ka_record_dated (const KaRecord *record, KaDay otherwise)
{
  const char *text = record->kind->date != NULL ? ka_record_get (record, record->kind->date) : NULL;
  char day[11]; /* of a time of day too */
  KaDay own;

  if (text == NULL || g_strlcpy (day, text, sizeof day) < 10)
    return otherwise;
  own = ka_day_from_iso (day);
  return own == KA_DAY_NONE || own == KA_DAY_FOREVER ? otherwise : own;
}

void
ka_record_take (KaRecord *record, guint index, char *value)
{
  g_return_if_fail (record != NULL && index < record->kind->n_fields);

  if (value != NULL && *value == '\0')
    g_clear_pointer (&value, g_free);
  g_free (record->values[index]);
  record->values[index] = value;
  record->checked = KA_DAY_NONE;
}

void
ka_record_set (KaRecord *record, const char *field, const char *value)
{
  int i;

  g_return_if_fail (record != NULL && field != NULL);

  i = find_field (record, field);
  if (i >= 0)
    ka_record_take (record, (guint)i, g_strdup (value));
}

gboolean
ka_record_equal (const KaRecord *a, const KaRecord *b)
{
  if (a == b)
    return TRUE;
  if (a->kind != b->kind)
    return FALSE;
  for (guint i = 0; i < a->kind->n_fields; i++)
    if (g_strcmp0 (a->values[i], b->values[i]) != 0)
      return FALSE;
  return TRUE;
}

void
ka_record_set_checked (KaRecord *record, KaDay on)
{
  record->checked = on;
}

gboolean
ka_record_is_checked (const KaRecord *record, KaDay on)
{
  return on != KA_DAY_NONE && record->checked == on;
}

void
ka_problem_free (KaProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->message);
  g_free (problem);
}

/* ---- JSON ---- */

void
ka_json_append_string (GString *out, const char *text)
{
  const char *begin = text;

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      guchar c = (guchar)*text;

      if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
        continue;
      g_string_append_len (out, begin, text - begin);
      begin = text + 1;
      if (c == '"' || c == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, (char)c);
        }
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
  g_string_append_len (out, begin, text - begin);
  g_string_append_c (out, '"');
}

static gboolean
is_plain_number (const char *value)
{
  const char *digits = *value == '-' ? value + 1 : value;
  gsize n = strspn (digits, "0123456789");

  return n > 0 && digits[n] == '\0' && (digits[0] != '0' || n == 1);
}

/* Names of fields and plain numbers need no escapes. */
static inline void
append_plain (GString *out, const char *text)
{
  gsize n = strlen (text);

  /* In place: of every revision this is written some sixty times. */
  if (out->allocated_len - out->len > n)
    {
      memcpy (out->str + out->len, text, n + 1);
      out->len += n;
    }
  else
    g_string_append_len (out, text, n);
}

void
ka_record_append_json (const KaRecord *record, GString *out)
{
  const char *before = "{\"";

  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const KaField *field = &record->kind->fields[i];
      const char *value = record->values[i];

      if (value == NULL)
        continue;
      append_plain (out, before);
      append_plain (out, field->id);
      append_plain (out, "\":");
      before = ",\"";
      if (field->type == KA_FIELD_FLAG && (value[0] == '0' || value[0] == '1') && value[1] == '\0')
        append_plain (out, value[0] == '1' ? "true" : "false");
      else if ((field->type == KA_FIELD_INT || field->type == KA_FIELD_REF)
               && is_plain_number (value))
        append_plain (out, value);
      else
        ka_json_append_string (out, value);
    }
  append_plain (out, before[0] == '{' ? "{}" : "}");
}

char *
ka_record_to_json (const KaRecord *record)
{
  GString *out = g_string_sized_new (512);

  ka_record_append_json (record, out);
  return g_string_free (out, FALSE);
}
