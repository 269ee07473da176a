/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-merge.h"

#include "ka-ledger-private.h"
#include "ka-query.h"

#include <ka-reason.h>
#include <string.h>

#include <glib/gi18n-lib.h>

typedef struct
{
  KaLedger *ledger;
  KaRecord *record;
  gint64 other;
  KaMergeReport report;
} Merge;

/* A record that refers to the one that goes. */
typedef struct
{
  const KaKind *kind;
  gint64 id;
} Link;

void
ka_merge_report_clear (KaMergeReport *report)
{
  g_clear_pointer (&report->doubles, g_ptr_array_unref);
  report->moved = report->joined = 0;
}

KaRecord *
ka_merge_propose (const KaRecord *keep, const KaRecord *other)
{
  KaRecord *record = ka_record_copy (keep);

  g_return_val_if_fail (keep->kind == other->kind, record);

  for (guint f = 0; f < keep->kind->n_fields; f++)
    if (record->values[f] == NULL && other->values[f] != NULL)
      ka_record_take (record, f, g_strdup (other->values[f]));
  return record;
}

/* ---- links ---- */

/* Attachments and the like name the kind beside the id. */
static gboolean
has_owner (const KaKind *kind)
{
  return ka_kind_field_index (kind, "owner_kind") >= 0
         && ka_kind_field_index (kind, "owner_id") >= 0;
}

static gboolean
collect_ids (KaLedger *ledger,
             const KaKind *kind,
             const char *where,
             const char *owner,
             gint64 id,
             GHashTable *seen,
             GArray *links,
             GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT id FROM \"%s\" WHERE %s ORDER BY id", kind->id, where);
  g_auto (KaUse) stmt = ka_ledger_use (ledger, sql, error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, id);
  if (owner != NULL)
    ka_db_bind_text (stmt, 2, owner);
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      Link link = { kind, sqlite3_column_int64 (stmt, 0) };

      if (g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize)link.id)))
        g_array_append_val (links, link);
    }
  return answer == 0;
}

/* Link elements, each record once. */
static GArray *
collect_links (KaLedger *ledger, const KaKind *target, gint64 id, GError **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
  guint n_kinds;
  const KaKind *const *kinds = ka_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      for (guint f = 0; f < kinds[i]->n_fields; f++)
        {
          const KaField *field = &kinds[i]->fields[f];
          g_autofree char *where = NULL;

          if (field->type != KA_FIELD_REF || ka_field_target (field) != target)
            continue;
          where = g_strdup_printf ("\"%s\" = ?1", field->id);
          if (!collect_ids (ledger, kinds[i], where, NULL, id, seen, links, error))
            return NULL;
        }
      if (has_owner (kinds[i])
          && !collect_ids (ledger, kinds[i], "owner_id = ?1 AND owner_kind = ?2", target->id, id,
                           seen, links, error))
        return NULL;
    }
  return g_steal_pointer (&links);
}

gint64
ka_merge_count_links (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  g_autoptr (GArray) links = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), -1);
  g_return_val_if_fail (kind != NULL, -1);

  links = collect_links (ledger, kind, id, error);
  return links != NULL ? (gint64)links->len : -1;
}

/* FALSE: it does not refer to the record any more. */
static gboolean
redirect (KaRecord *link, const KaKind *target, gint64 from, gint64 to)
{
  g_autofree char *old = g_strdup_printf ("%" G_GINT64_FORMAT, from);
  gboolean found = FALSE;

  for (guint f = 0; f < link->kind->n_fields; f++)
    {
      const KaField *field = &link->kind->fields[f];
      gboolean refers = field->type == KA_FIELD_REF && ka_field_target (field) == target;

      if (strcmp (field->id, "owner_id") == 0 && has_owner (link->kind))
        refers = g_strcmp0 (ka_record_get (link, "owner_kind"), target->id) == 0;
      if (!refers || g_strcmp0 (link->values[f], old) != 0)
        continue;
      ka_record_take (link, f, g_strdup_printf ("%" G_GINT64_FORMAT, to));
      found = TRUE;
    }
  return found;
}

/* ---- what is double below ---- */

/* What tells two records apart even where the key does not name it. */
static void
keep_apart (KaQuery *query, const KaRecord *record)
{
  g_auto (GStrv) fields = g_strsplit (record->kind->apart, "+", -1);

  for (char **field = fields; *field != NULL; field++)
    {
      const char *value = ka_record_get (record, *field);

      ka_query_filter (query, *field, value != NULL ? KA_OP_EQ : KA_OP_EMPTY, value);
    }
}

/* Another record with the same values of one natural key; a key that is not complete says nothing. */
static gboolean
find_by_key (KaLedger *ledger,
             const KaRecord *record,
             const char *key,
             gint64 *twin,
             GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (record->kind);
  g_auto (GStrv) fields = g_strsplit (key, "+", -1);
  g_autoptr (GArray) ids = NULL;

  for (char **field = fields; *field != NULL; field++)
    {
      const char *value = ka_record_get (record, *field);

      if (value == NULL)
        return TRUE;
      ka_query_filter (query, *field, KA_OP_EQ, value);
    }
  if (record->kind->apart != NULL)
    keep_apart (query, record);
  ids = ka_query_ids (query, ledger, NULL, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len && *twin == 0; i++)
    if (g_array_index (ids, gint64, i) != record->id)
      *twin = g_array_index (ids, gint64, i);
  return TRUE;
}

static gboolean
find_twin (KaLedger *ledger, const KaRecord *record, gint64 *twin, GError **error)
{
  *twin = 0;
  for (guint k = 0; k < G_N_ELEMENTS (record->kind->keys) && record->kind->keys[k] != NULL; k++)
    if (*twin == 0 && !find_by_key (ledger, record, record->kind->keys[k], twin, error))
      return FALSE;
  return TRUE;
}

static gboolean
agree (const KaRecord *a, const KaRecord *b)
{
  for (guint f = 0; f < a->kind->n_fields; f++)
    if (a->values[f] != NULL && b->values[f] != NULL && strcmp (a->values[f], b->values[f]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean join (Merge *merge, KaRecord *record, gint64 other, GError **error);

static gboolean
move_link (Merge *merge,
           const Link *link,
           const KaKind *target,
           gint64 from,
           gint64 to,
           GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (KaRecord) record = ka_ledger_get (merge->ledger, link->kind, link->id, &failure);
  g_autoptr (KaRecord) twin = NULL;
  gint64 id;

  /* It went, or was moved, with another one. */
  if (record == NULL && g_error_matches (failure, KA_ERROR, KA_ERROR_NOT_FOUND))
    return TRUE;
  if (record == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!redirect (record, target, from, to))
    return TRUE;
  if (!find_twin (merge->ledger, record, &id, error))
    return FALSE;
  if (id != 0 && (twin = ka_ledger_get (merge->ledger, link->kind, id, error)) == NULL)
    return FALSE;
  if (twin != NULL && agree (twin, record))
    {
      g_autoptr (KaRecord) joined = ka_merge_propose (twin, record);

      merge->report.joined++;
      return join (merge, joined, record->id, error);
    }
  if (twin != NULL)
    g_ptr_array_add (merge->report.doubles, ka_refusal_name (merge->ledger, link->kind, link->id));
  merge->report.moved++;
  /* Only where it leads to changes: what else stands in it is not judged now. */
  return ka_write_row (merge->ledger, record, TRUE, error);
}

/* The other goes first, so that what only one record may have can go over; references are judged when
 * all is written. */
static gboolean
join (Merge *merge, KaRecord *record, gint64 other, GError **error)
{
  g_autoptr (GArray) links = collect_links (merge->ledger, record->kind, other, error);

  if (links == NULL || !ka_write_deletion (merge->ledger, record->kind, other, error))
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    if (!move_link (merge, &g_array_index (links, Link, i), record->kind, other, record->id, error))
      return FALSE;
  return ka_write_row (merge->ledger, record, TRUE, error);
}

/* ---- the merge ---- */

static gboolean
check (const Merge *merge, GError **error)
{
  g_autoptr (KaRecord) present
    = ka_ledger_get (merge->ledger, merge->record->kind, merge->record->id, error);
  g_autoptr (KaRecord) other = NULL;

  if (present == NULL)
    return FALSE;
  if (merge->record->id == merge->other)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_INVALID,
                           _ ("这是同一条记录，不能与自己合并；请另选一条。"));
      return FALSE;
    }
  other = ka_ledger_get (merge->ledger, merge->record->kind, merge->other, error);
  if (other == NULL)
    return FALSE;
  if (present->rev != merge->record->rev)
    {
      g_autofree char *name
        = ka_refusal_name (merge->ledger, merge->record->kind, merge->record->id);

      g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT,
                   _ ("%s在打开之后又被改过，请重新打开，核对后再合并。"), name);
      return FALSE;
    }
  return ka_save_check (merge->record, error);
}

static gboolean
merge_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  Merge *merge = data;

  return check (merge, error) && ka_db_exec (ledger->db, "PRAGMA defer_foreign_keys = ON", error)
         && join (merge, merge->record, merge->other, error);
}

gboolean
ka_ledger_merge (KaLedger *ledger,
                 KaRecord *record,
                 gint64 other,
                 KaMergeReport *report,
                 GError **error)
{
  Merge merge = { .ledger = ledger, .record = record, .other = other };
  g_autofree char *kept = NULL;
  g_autofree char *why = NULL;
  gint64 rev;
  gboolean done;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);
  g_return_val_if_fail (record != NULL && record->id != 0, FALSE);

  rev = record->rev;
  merge.report.doubles = g_ptr_array_new_with_free_func (g_free);
  if (ledger->writing)
    done = merge_in_change (ledger, &merge, error);
  else
    {
      kept = g_strdup (ka_ledger_title (ledger, record->kind, record->id));
      why = g_strdup_printf (KA_WHY_MERGE, record->kind->label,
                             ka_ledger_title (ledger, record->kind, other), kept);
      done
        = ka_ledger_transact (ledger, KA_CHANGE_MERGE, why, merge_in_change, &merge, NULL, error);
    }
  if (!done)
    record->rev = rev;
  if (done && report != NULL)
    *report = merge.report;
  else
    ka_merge_report_clear (&merge.report);
  return done;
}
