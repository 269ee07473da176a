/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-list.h"

#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-kind.h>
#include <string.h>

static const struct
{
  const char *sign;
  KaOp op;
} operators[] = {
  /* Longer signs first. */
  { "!=", KA_OP_NE }, { ">=", KA_OP_GE }, { "<=", KA_OP_LE },      { "=", KA_OP_EQ },
  { ">", KA_OP_GT },  { "<", KA_OP_LT },  { "~", KA_OP_CONTAINS },
};

static const KaField *
find_field (const KaKind *kind, const char *name, GError **error)
{
  const KaField *field = ka_kind_field (kind, name);
  for (guint i = 0; field == NULL && i < kind->n_fields; i++)
    if (strcmp (kind->fields[i].label, name) == 0)
      field = &kind->fields[i];
  if (field == NULL)
    ka_cli_set_usage_error (error, _ ("%s没有字段“%s”。"), ka_kind_label (kind), name);
  return field;
}

static gboolean
add_filter (KaQuery *query,
            KaLedger *ledger,
            const char *name,
            KaOp op,
            const char *text,
            GError **error)
{
  if (strcmp (name, "id") == 0)
    {
      gint64 id;
      if (!ka_cli_number (text, "id", &id, error))
        return FALSE;
      ka_query_filter (query, "id", op, text);
      return TRUE;
    }
  const KaField *field = find_field (ka_query_get_kind (query), name, error);
  if (field == NULL)
    return FALSE;
  if (*text == '\0' && (op == KA_OP_EQ || op == KA_OP_NE))
    {
      ka_query_filter (query, field->id, op == KA_OP_EQ ? KA_OP_EMPTY : KA_OP_GIVEN, NULL);
      return TRUE;
    }
  if (op == KA_OP_CONTAINS)
    {
      ka_query_filter (query, field->id, op, text);
      return TRUE;
    }
  g_autofree char *value = NULL;
  if (!ka_cli_value (ledger, field, text, KA_DAY_NONE, &value, error))
    return FALSE;
  ka_query_filter (query, field->id, op, value);
  return TRUE;
}

static gboolean
add_condition (KaQuery *query, KaLedger *ledger, const char *text, GError **error)
{
  gsize n = strcspn (text, "=!<>~");
  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (operators); i++)
    if (g_str_has_prefix (text + n, operators[i].sign))
      {
        g_autofree char *name = g_strndup (text, n);
        return add_filter (query, ledger, name, operators[i].op,
                           text + n + strlen (operators[i].sign), error);
      }
  ka_cli_set_usage_error (error, _ ("--where 后面的“%s”要写成 字段=值。"), text);
  return FALSE;
}

KaQuery *
ka_cli_query (KaLedger *ledger, const KaKind *kind, char **where, const char *sort, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (kind);
  for (guint i = 0; where != NULL && where[i] != NULL; i++)
    if (!add_condition (query, ledger, where[i], error))
      return NULL;
  if (sort != NULL)
    {
      gboolean descending = *sort == '-';
      const char *name = sort + descending;
      const KaField *field = strcmp (name, "id") == 0 ? NULL : find_field (kind, name, error);
      if (field == NULL && strcmp (name, "id") != 0)
        return NULL;
      ka_query_set_order (query, field != NULL ? field->id : "id", descending);
    }
  return g_steal_pointer (&query);
}
