/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

#include <inttypes.h>
#include <ka-record.h>

#include <glib/gi18n-lib.h>

/* How many of the records that stand in the way are named. */
#define MAX_NAMED 3

char *
ka_refusal_name (KaLedger *ledger, const KaKind *kind, gint64 id)
{
  const char *title = ka_ledger_title (ledger, kind, id);

  if (*title != '\0')
    return g_strdup_printf (_ ("%s“%s”"), ka_kind_label (kind), title);

  return g_strdup_printf (_ ("%s（编号 %" PRId64 "）"), ka_kind_label (kind), id);
}

static gboolean
explain_duplicate (KaLedger *ledger, const KaRecord *record, GError **error)
{
  const KaKind *kind = record->kind;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const KaField *field = &kind->fields[i];
      g_autofree char *name = NULL;
      g_autofree char *shown = NULL;
      gint64 other;

      if ((field->flags & KA_UNIQUE) == 0 || record->values[i] == NULL)
        continue;
      other = ka_ledger_find (ledger, kind, field->id, record->values[i], NULL);
      if (other <= 0 || other == record->id)
        continue;

      name = ka_refusal_name (ledger, kind, other);
      shown = ka_ledger_display (ledger, record, field, FALSE);
      g_set_error (error, KA_ERROR, KA_ERROR_DUPLICATE,
                   _ ("%s“%s”已经登记在%s，不能重复，请核对。"), ka_field_label (field), shown,
                   name);
      return TRUE;
    }

  return FALSE;
}

gboolean
ka_refusal_of_reference (KaLedger *ledger, const KaRecord *record, GError **error)
{
  const KaKind *kind = record->kind;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const KaField *field = &kind->fields[i];
      g_autoptr (KaRecord) target = NULL;

      if (field->type != KA_FIELD_REF || record->values[i] == NULL)
        continue;
      target = ka_ledger_get (ledger, ka_field_target (field),
                              g_ascii_strtoll (record->values[i], NULL, 10), NULL);
      if (target != NULL)
        continue;

      g_set_error (error, KA_ERROR, KA_ERROR_REFERENCE,
                   _ ("%s的“%s”指向的记录（编号 %s）不存在，请重新选择。"), ka_kind_label (kind),
                   ka_field_label (field), record->values[i]);
      return TRUE;
    }

  return FALSE;
}

void
ka_refusal_of_save (KaLedger *ledger, const KaRecord *record, int code, GError **error)
{
  g_autofree char *detail = g_strdup (sqlite3_errmsg (ledger->db));
  GError *local_error = NULL;

  if ((code == SQLITE_CONSTRAINT_UNIQUE && explain_duplicate (ledger, record, &local_error))
      || (code == SQLITE_CONSTRAINT_FOREIGNKEY
          && ka_refusal_of_reference (ledger, record, &local_error)))
    {
      g_propagate_error (error, local_error);
      return;
    }

  g_set_error (error, KA_ERROR,
               code == SQLITE_CONSTRAINT_UNIQUE       ? KA_ERROR_DUPLICATE
               : code == SQLITE_CONSTRAINT_FOREIGNKEY ? KA_ERROR_REFERENCE
               : code == SQLITE_CONSTRAINT_NOTNULL    ? KA_ERROR_REQUIRED
                                                      : KA_ERROR_INVALID,
               _ ("%s的内容不合台账的要求（%s），请检查填写的值。"), ka_kind_label (record->kind),
               detail);
}

/* Names those records of one kind that refer to the one. Gives how many there are. */
static guint
name_referrers (KaLedger *ledger,
                const KaKind *kind,
                const KaField *field,
                gint64 id,
                GString *names,
                guint *n_named)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"%s\" = ? ORDER BY id", kind->id, field->id);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) stmt = ka_ledger_prepare (ledger, sql, KA_AUTH_ALL, NULL);

  if (stmt == NULL)
    return 0;
  sqlite3_bind_int64 (stmt, 1, id);
  while (ka_db_step (stmt, NULL) > 0)
    {
      gint64 referrer = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, referrer);
    }
  for (guint i = 0; i < ids->len && *n_named < MAX_NAMED; i++)
    {
      g_autofree char *name = ka_refusal_name (ledger, kind, g_array_index (ids, gint64, i));

      g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "", name);
      (*n_named)++;
    }

  return ids->len;
}

gboolean
ka_refusal_of_lost (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *name = ka_refusal_name (ledger, kind, id);
  guint n_kinds, n_named = 0, n_referrers = 0;
  const KaKind *const *kinds = ka_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (guint j = 0; j < kinds[i]->n_fields; j++)
      {
        const KaField *field = &kinds[i]->fields[j];

        if (field->type == KA_FIELD_REF && ka_field_target (field) == kind)
          n_referrers += name_referrers (ledger, kinds[i], field, id, names, &n_named);
      }

  if (n_referrers == 0)
    return FALSE;
  if (n_referrers > n_named)
    g_set_error (error, KA_ERROR, KA_ERROR_REFERENCE,
                 _ ("%s还被 %u 条记录引用（%s等），请先处理这些记录。"), name, n_referrers,
                 names->str);
  else
    g_set_error (error, KA_ERROR, KA_ERROR_REFERENCE, _ ("%s还被%s引用，请先处理引用它的记录。"),
                 name, names->str);

  return TRUE;
}

void
ka_refusal_of_delete (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  GError *local_error = NULL;

  if (ka_refusal_of_lost (ledger, kind, id, &local_error))
    g_propagate_error (error, local_error);
  else
    ka_db_set_error (error, ledger->db, sqlite3_errcode (ledger->db));
}
