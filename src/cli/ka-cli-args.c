/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-kind.h>
#include <ka-query.h>
#include <string.h>

/* Between the values of a natural key, as in sheets. */
#define JOINT "／"

const KaKind *
ka_cli_kind (const char *text, GError **error)
{
  const KaKind *kind = ka_kind_get (text);
  if (kind == NULL)
    kind = ka_kind_by_label (text);
  if (kind != NULL)
    return kind;
  g_autoptr (GString) known = g_string_new (NULL);
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);
  for (guint i = 0; i < n; i++)
    if (ka_kind_is_read (kinds[i]))
      g_string_append_printf (known, "%s%s", i > 0 ? " " : "", kinds[i]->id);
  ka_cli_set_usage_error (error, _ ("没有种类“%s”，有：%s。"), text, known->str);
  return NULL;
}

gboolean
ka_cli_number (const char *text, const char *what, gint64 *number, GError **error)
{
  if (g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, number, NULL))
    return TRUE;
  ka_cli_set_usage_error (error, _ ("%s要写成整数，“%s”不行。"), what, text);
  return FALSE;
}

/* Years that a ledger can have: what is before and after them has quarters that cannot be reckoned with. */
static gboolean
is_reckoned (KaQuarter quarter)
{
  return quarter != KA_QUARTER_NONE && quarter / 4 >= 1900 && quarter / 4 <= 2200;
}

gboolean
ka_cli_quarter (const char *text, KaQuarter *quarter, GError **error)
{
  *quarter = ka_quarter_from_text (text);
  if (is_reckoned (*quarter))
    return TRUE;
  ka_cli_set_usage_error (error, _ ("“%s”不是季度，请写成 2025Q4。"), text);
  return FALSE;
}

gboolean
ka_cli_quarter_or_day (const char *text, KaQuarter *quarter, KaDay *day, GError **error)
{
  *quarter = ka_quarter_from_text (text);
  if (is_reckoned (*quarter))
    {
      *day = ka_quarter_end (*quarter);
      return TRUE;
    }
  *day = ka_day_from_iso (text);
  if (*day == KA_DAY_NONE || !is_reckoned (ka_quarter_of (*day)))
    {
      ka_cli_set_usage_error (error, _ ("“%s”既不是季度也不是日期，请写成 2025Q4 或 2025-12-31。"),
                              text);
      return FALSE;
    }
  *quarter = ka_quarter_of (*day);
  return TRUE;
}

/* ---- records ---- */

static gboolean
set_key_part (KaLedger *ledger, KaQuery *query, const KaField *field, const char *text);

/* A key that does not name what tells two apart is of those where it is not given. */
static void
keep_apart (KaQuery *query, const KaKind *kind, char **fields)
{
  g_auto (GStrv) apart = kind->apart != NULL ? g_strsplit (kind->apart, "+", -1) : NULL;
  for (guint i = 0; apart != NULL && apart[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)fields, apart[i]))
      ka_query_filter (query, apart[i], KA_OP_EMPTY, NULL);
}

/* The ids that answer; none where the text cannot be a value of the fields. */
static GArray *
find_by_fields (KaLedger *ledger, const KaKind *kind, char **fields, char **texts)
{
  g_autoptr (KaQuery) query = ka_query_new (kind);
  for (guint i = 0; fields[i] != NULL; i++)
    if (!set_key_part (ledger, query, ka_kind_field (kind, fields[i]), texts[i]))
      return NULL;
  keep_apart (query, kind, fields);
  return ka_query_ids (query, ledger, NULL, NULL);
}

static GArray *
find_by_title (KaLedger *ledger, const KaKind *kind, const char *text)
{
  const KaField *field = kind->title == NULL ? NULL : ka_kind_field (kind, kind->title);
  if (field == NULL || (field->type != KA_FIELD_TEXT && field->type != KA_FIELD_LONG))
    return NULL;
  g_autoptr (KaQuery) query = ka_query_new (kind);
  ka_query_filter (query, field->id, KA_OP_EQ, text);
  return ka_query_ids (query, ledger, NULL, NULL);
}

/* Every way in which a record may be named, until one finds something. A joined key may begin with a
 * joined one (enterprise／mine／month): the parts from the end belong to the fields from the end. */
static GArray *
find_records (KaLedger *ledger, const KaKind *kind, const char *text)
{
  g_autoptr (GArray) ids = find_by_title (ledger, kind, text);
  if (ids != NULL && ids->len > 0)
    return g_steal_pointer (&ids);
  g_auto (GStrv) parts = g_strsplit (text, JOINT, -1);
  guint n_parts = g_strv_length (parts);
  for (guint k = 0; k < G_N_ELEMENTS (kind->keys) && kind->keys[k] != NULL; k++)
    {
      g_auto (GStrv) fields = g_strsplit (kind->keys[k], "+", -1);
      guint n = g_strv_length (fields);
      if (n == 0 || n > n_parts)
        continue;
      g_auto (GStrv) texts = g_new0 (char *, n + 1);
      guint surplus = n_parts - n;
      for (guint i = 1; i < n; i++)
        texts[i] = g_strdup (parts[surplus + i]);
      g_autoptr (GString) first = g_string_new (NULL);
      for (guint i = 0; i <= surplus; i++)
        g_string_append_printf (first, "%s%s", i > 0 ? JOINT : "", parts[i]);
      texts[0] = g_strdup (first->str);
      g_clear_pointer (&ids, g_array_unref);
      ids = find_by_fields (ledger, kind, fields, texts);
      if (ids != NULL && ids->len > 0)
        return g_steal_pointer (&ids);
    }
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

static gboolean
set_key_part (KaLedger *ledger, KaQuery *query, const KaField *field, const char *text)
{
  if (field->type == KA_FIELD_REF)
    {
      g_autoptr (GArray) ids = find_records (ledger, ka_field_target (field), text);
      if (ids->len != 1)
        return FALSE;
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, 0));
      ka_query_filter (query, field->id, KA_OP_EQ, id);
      return TRUE;
    }
  g_autofree char *value = NULL;
  if (!ka_field_parse (field, text, KA_DAY_NONE, &value, NULL, NULL) || value == NULL)
    return FALSE;
  ka_query_filter (query, field->id, KA_OP_EQ, value);
  return TRUE;
}

static void
set_ambiguous (GError **error, KaLedger *ledger, const KaKind *kind, const char *text, GArray *ids)
{
  g_autoptr (GString) list = g_string_new (NULL);
  for (guint i = 0; i < ids->len && i < 5; i++)
    g_string_append_printf (list, "%s#%" G_GINT64_FORMAT, i > 0 ? "、" : "",
                            g_array_index (ids, gint64, i));
  g_set_error (error, KA_ERROR, KA_ERROR_REFERENCE, _ ("有%u个%s都叫“%s”，请改用编号：%s。"),
               ids->len, ka_kind_label (kind), text, list->str);
}

gint64
ka_cli_record (KaLedger *ledger, const KaKind *kind, const char *text, GError **error)
{
  const char *digits = *text == '#' ? text + 1 : text;
  gint64 id = 0;
  if (g_ascii_string_to_signed (digits, 10, 1, G_MAXINT64, &id, NULL))
    {
      g_autoptr (KaRecord) record = ka_ledger_get (ledger, kind, id, NULL);
      if (record != NULL)
        return id;
    }
  g_autoptr (GArray) ids = find_records (ledger, kind, text);
  if (ids->len == 1)
    return g_array_index (ids, gint64, 0);
  if (ids->len > 1)
    set_ambiguous (error, ledger, kind, text, ids);
  else
    g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                 _ ("没有%s“%s”，用 kuanganctl list %s 查看。"), ka_kind_label (kind), text,
                 kind->id);
  return 0;
}

gboolean
ka_cli_value (KaLedger *ledger,
              const KaField *field,
              const char *text,
              KaDay on,
              char **value,
              GError **error)
{
  *value = NULL;
  if (*text == '\0')
    return TRUE;
  if (field->type == KA_FIELD_REF)
    {
      gint64 id = ka_cli_record (ledger, ka_field_target (field), text, error);
      if (id > 0)
        *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      return id > 0;
    }
  const char *code = NULL;
  if (!ka_field_parse (field, text, on, value, &code, error))
    return FALSE;
  if (code != NULL)
    ka_cli_remark (_ ("“%s”填写的“%s”只能记到%u位小数，按%s算，请核对。"), ka_field_label (field),
                   text, field->places, *value);
  return TRUE;
}
