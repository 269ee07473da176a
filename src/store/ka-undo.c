/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-history-private.h"
#include "ka-ledger-private.h"

#include <inttypes.h>
#include <ka-record.h>
#include <ka-reason.h>

#include <glib/gi18n-lib.h>

/* Undo writes back, for each record that a change touched, what stood before its first revision in it.
 * References are judged when all is written, and what is unique is first taken out of the way, so that
 * records which hang together or handed a number around come back in any order. */

typedef struct
{
  const KaKind *kind;
  gint64 id;
  gint64 rev;   /* its last revision in the change */
  gint64 first; /* and its first one */
  enum
  {
    ACTION_NONE,
    ACTION_DELETE,
    ACTION_INSERT,
    ACTION_UPDATE,
  } action;
} Step;

static guint
hash_step (gconstpointer key)
{
  const Step *step = key;

  return g_direct_hash (step->kind) ^ g_int64_hash (&step->id);
}

static gboolean
equal_steps (gconstpointer a, gconstpointer b)
{
  const Step *left = a, *right = b;

  return left->kind == right->kind && left->id == right->id;
}

static Step *
add_step (GHashTable *steps, const KaKind *kind, gint64 id, gint64 rev)
{
  Step key = { .kind = kind, .id = id };
  Step *step = g_hash_table_lookup (steps, &key);

  if (step != NULL)
    {
      step->rev = rev;
      return NULL;
    }
  step = g_memdup2 (&key, sizeof key);
  step->rev = step->first = rev;
  g_hash_table_add (steps, step);

  return step;
}

/* The records that the change touched, in the order in which it did. */
static GPtrArray *
collect_steps (KaLedger *ledger, gint64 change, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) by_record = g_hash_table_new (hash_step, equal_steps);
  g_auto (KaUse) stmt = ka_ledger_use (
    ledger, "SELECT rev, kind, id FROM revision WHERE change = ? ORDER BY rev", error);
  int answer;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, change);
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      const char *name = (const char *)sqlite3_column_text (stmt, 1);
      const KaKind *kind = ka_kind_get (name);
      Step *step;

      if (kind == NULL)
        {
          g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT,
                       _ ("这项改动涉及本程序不认识的种类“%s”，不能撤销。"), name);
          return NULL;
        }
      step = add_step (by_record, kind, sqlite3_column_int64 (stmt, 2),
                       sqlite3_column_int64 (stmt, 0));
      if (step != NULL)
        g_ptr_array_add (steps, step);
    }

  return answer == 0 ? g_steal_pointer (&steps) : NULL;
}

/* The record after its newest revision before `rev`. FALSE on failure; *record NULL: it was not there. */
static gboolean
read_before (KaLedger *ledger, const Step *step, gint64 rev, KaRecord **record, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (KaUse) stmt
    = ka_ledger_use (ledger,
                     "SELECT body, rev FROM revision WHERE kind = ? AND id = ? AND rev < ?"
                     " ORDER BY rev DESC LIMIT 1",
                     error);
  int answer;

  *record = NULL;
  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, step->kind->id);
  sqlite3_bind_int64 (stmt, 2, step->id);
  sqlite3_bind_int64 (stmt, 3, rev);
  answer = ka_db_step (stmt, error);
  if (answer <= 0)
    return answer == 0;
  *record = ka_history_read_body (stmt, 0, step->kind, step->id, sqlite3_column_int64 (stmt, 1),
                                  &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_present (KaLedger *ledger, const KaKind *kind, gint64 id, KaRecord **record, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *record = ka_ledger_get (ledger, kind, id, &local_error);
  if (*record != NULL || g_error_matches (local_error, KA_ERROR, KA_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A change by hand after this one that still stands and touched the record. */
static gboolean
find_later_change (KaLedger *ledger,
                   const Step *step,
                   gint64 change,
                   char **why,
                   char **at,
                   GError **error)
{
  g_auto (KaUse) stmt = ka_ledger_use (
    ledger,
    "SELECT c.why, c.at FROM revision AS r JOIN change AS c ON c.id = r.change"
    " WHERE r.kind = ? AND r.id = ? AND r.rev > ? AND c.id <> ? AND c.undoes IS NULL"
    "   AND NOT EXISTS (SELECT 1 FROM change AS u WHERE u.undoes = c.id"
    "                   AND NOT EXISTS (SELECT 1 FROM change AS d WHERE d.undoes = u.id))"
    " ORDER BY r.rev DESC LIMIT 1",
    error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, step->kind->id);
  sqlite3_bind_int64 (stmt, 2, step->id);
  sqlite3_bind_int64 (stmt, 3, step->rev);
  sqlite3_bind_int64 (stmt, 4, change);
  answer = ka_db_step (stmt, error);
  if (answer > 0)
    {
      const char *text = (const char *)sqlite3_column_text (stmt, 0);

      *why = ka_reason_say (text);
      *at = g_strdup ((const char *)sqlite3_column_text (stmt, 1));
    }

  return answer >= 0;
}

/* That the record still is as the change left it. */
static gboolean
check_step (KaLedger *ledger,
            const Step *step,
            gint64 change,
            const KaRecord *present,
            GError **error)
{
  g_autoptr (KaRecord) left = NULL;
  g_autofree char *name = NULL;
  g_autofree char *why = NULL;
  g_autofree char *at = NULL;
  gboolean equal;

  /* The common case: nothing came after. */
  if (present != NULL && present->rev == step->rev)
    return TRUE;
  if (!find_later_change (ledger, step, change, &why, &at, error)
      || !read_before (ledger, step, step->rev + 1, &left, error))
    return FALSE;
  equal = left == NULL || present == NULL ? left == present : ka_record_equal (left, present);
  if (equal && why == NULL)
    return TRUE;

  name = ka_refusal_name (ledger, step->kind, step->id);
  if (why != NULL)
    g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT, _ ("%s后来又改过（%s，%s），请先撤销那一次。"),
                 name, why, at);
  else
    g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT,
                 _ ("%s已经不是这次改动之后的样子，请先撤销后来的改动。"), name);

  return FALSE;
}

static gboolean
has_other_unique (const KaRecord *present, const KaRecord *before)
{
  for (guint i = 0; i < present->kind->n_fields; i++)
    if ((present->kind->fields[i].flags & KA_UNIQUE) != 0
        && g_strcmp0 (present->values[i], before->values[i]) != 0)
      return TRUE;

  return FALSE;
}

/* Decides what is to be done with a record, and takes away what must go or is in the way of others. */
static gboolean
clear_way (KaLedger *ledger, Step *step, gint64 change, GError **error)
{
  g_autoptr (KaRecord) present = NULL;
  g_autoptr (KaRecord) before = NULL;

  if (!read_present (ledger, step->kind, step->id, &present, error)
      || !check_step (ledger, step, change, present, error)
      || !read_before (ledger, step, step->first, &before, error))
    return FALSE;

  if (present == NULL)
    step->action = before != NULL ? ACTION_INSERT : ACTION_NONE;
  else if (before == NULL)
    step->action = ACTION_DELETE;
  else if (ka_record_equal (present, before))
    step->action = ACTION_NONE;
  else
    step->action = has_other_unique (present, before) ? ACTION_INSERT : ACTION_UPDATE;

  if (step->action == ACTION_DELETE)
    return ka_write_deletion (ledger, step->kind, step->id, error);
  /* It comes back in the same change with its old number: no deletion for the history. */
  if (step->action == ACTION_INSERT && present != NULL)
    return ka_write_take_out (ledger, step->kind, step->id, error);

  return TRUE;
}

static gboolean
write_before (KaLedger *ledger, const Step *step, GError **error)
{
  g_autoptr (KaRecord) before = NULL;

  return read_before (ledger, step, step->first, &before, error)
         && ka_write_row (ledger, before, step->action == ACTION_UPDATE, error);
}

/* What a change did may have come to nothing in the end; taking it back is noted all the same, or it would
 * be offered again and again. */
static gboolean
write_same (KaLedger *ledger, const Step *step, GError **error)
{
  g_autoptr (KaRecord) present = NULL;

  if (!read_present (ledger, step->kind, step->id, &present, error))
    return FALSE;

  return present != NULL ? ka_write_row (ledger, present, TRUE, error)
                         : ka_write_deletion (ledger, step->kind, step->id, error);
}

/* References were only counted while writing; names the first that leads nowhere. */
static gboolean
check_references (KaLedger *ledger, GPtrArray *steps, GError **error)
{
  int open = 0, highest = 0;

  sqlite3_db_status (ledger->db, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &highest, FALSE);
  if (open == 0)
    return TRUE;

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = g_ptr_array_index (steps, i);
      g_autoptr (KaRecord) present = NULL;

      if (!read_present (ledger, step->kind, step->id, &present, error))
        return FALSE;
      if (present == NULL ? ka_refusal_of_lost (ledger, step->kind, step->id, error)
                          : ka_refusal_of_reference (ledger, present, error))
        return FALSE;
    }
  g_set_error_literal (error, KA_ERROR, KA_ERROR_CONFLICT,
                       _ ("后来的记录与这次改动有关联，请先撤销后来的改动。"));

  return FALSE;
}

static gboolean
take_back (KaLedger *ledger, gint64 change, GError **error)
{
  g_autoptr (GPtrArray) steps = collect_steps (ledger, change, error);

  if (steps == NULL || !ka_db_exec (ledger->db, "PRAGMA defer_foreign_keys = ON", error))
    return FALSE;
  /* From the last to the first, as they came. */
  for (guint i = steps->len; i > 0; i--)
    if (!clear_way (ledger, g_ptr_array_index (steps, i - 1), change, error))
      return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = g_ptr_array_index (steps, i);

      if ((step->action == ACTION_INSERT || step->action == ACTION_UPDATE)
          && !write_before (ledger, step, error))
        return FALSE;
    }
  if (ledger->n_written == 0 && steps->len > 0
      && !write_same (ledger, g_ptr_array_index (steps, 0), error))
    return FALSE;

  return check_references (ledger, steps, error);
}

/* The change that is meant: taking back a redo takes back what it did again. */
static KaChange *
find_meant (KaLedger *ledger, gint64 id, GError **error)
{
  g_autoptr (KaChange) change = ka_history_get_change (ledger, id, error);
  gboolean redo;

  while (change != NULL && (redo = g_strcmp0 (change->what, KA_CHANGE_REDO) == 0))
    {
      g_autoptr (KaChange) undo = ka_history_get_change (ledger, change->undoes, error);
      gint64 root = undo != NULL ? undo->undoes : 0;

      g_clear_pointer (&change, ka_change_free);
      change = root != 0 ? ka_history_get_change (ledger, root, error) : NULL;
    }
  if (change == NULL && (error == NULL || *error == NULL))
    g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                 _ ("台账中没有第 %" PRId64 " 号改动，请检查号码。"), id);

  return g_steal_pointer (&change);
}

static gboolean
check_stands (const KaChange *change, GError **error)
{
  g_autofree char *why = ka_reason_say (change->why);

  if (change->undone_by == 0)
    return TRUE;

  if (change->undoes != 0)
    g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT, _ ("“%s”已经重做，不能再重做一次。"), why);
  else
    g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT, _ ("“%s”已经撤销，不能再撤销一次。"), why);
  return FALSE;
}

/* What the schema refuses now is in use by something that came later. */
static void
turn_into_conflict (GError *error)
{
  if (error->domain == KA_ERROR
      && (error->code == KA_ERROR_REFERENCE || error->code == KA_ERROR_DUPLICATE))
    error->code = KA_ERROR_CONFLICT;
}

gint64
ka_ledger_undo_change (KaLedger *ledger, gint64 id, GError **error)
{
  g_autoptr (KaChange) change = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *why = NULL;
  gboolean redo;
  gint64 written = 0;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), 0);

  change = find_meant (ledger, id, error);
  if (change == NULL || !check_stands (change, error))
    return 0;

  redo = change->undoes != 0;
  if (redo)
    {
      g_autoptr (KaChange) root = ka_history_get_change (ledger, change->undoes, error);

      if (root == NULL)
        return 0;
      why = g_strdup_printf (KA_WHY_REDO, root->why != NULL ? root->why : "");
    }
  else
    why = g_strdup_printf (KA_WHY_UNDO, change->why != NULL ? change->why : "");

  if (!ka_write_begin (ledger, redo ? KA_CHANGE_REDO : KA_CHANGE_UNDO, why, change->id, error))
    return 0;
  if (take_back (ledger, change->id, &local_error))
    return ka_write_commit (ledger, &written, error) ? written : 0;

  ka_write_rollback (ledger);
  turn_into_conflict (local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return 0;
}

/* ---- one record as it was ---- */

typedef struct
{
  Step step;
  KaRecord *record;
} Restoration;

/* The attachments that went with the record when it was deleted come back with it. */
static gboolean
restore_attachments (KaLedger *ledger, const Step *step, GError **error)
{
  const KaKind *kind = ka_kind_get ("attachment");
  g_autoptr (GPtrArray) steps = NULL;
  g_auto (KaUse) stmt
    = ka_ledger_use (ledger,
                     "SELECT change FROM revision WHERE kind = ? AND id = ? AND body IS NULL"
                     " ORDER BY rev DESC LIMIT 1",
                     error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, step->kind->id);
  sqlite3_bind_int64 (stmt, 2, step->id);
  answer = ka_db_step (stmt, error);
  if (answer <= 0)
    return answer == 0;
  steps = collect_steps (ledger, sqlite3_column_int64 (stmt, 0), error);
  if (steps == NULL)
    return FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *gone = g_ptr_array_index (steps, i);
      g_autoptr (KaRecord) before = NULL;
      g_autoptr (KaRecord) present = NULL;

      if (gone->kind != kind)
        continue;
      if (!read_before (ledger, gone, gone->rev, &before, error)
          || !read_present (ledger, kind, gone->id, &present, error))
        return FALSE;
      if (before != NULL && present == NULL
          && g_strcmp0 (ka_record_get (before, "owner_kind"), step->kind->id) == 0
          && ka_record_get_int (before, "owner_id", 0) == step->id
          && !ka_write_row (ledger, before, FALSE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
restore_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  Restoration *restoration = data;
  const Step *step = &restoration->step;
  g_autoptr (KaRecord) present = NULL;

  if (!read_present (ledger, step->kind, step->id, &present, error))
    return FALSE;
  if (present != NULL && ka_record_equal (present, restoration->record))
    return TRUE;

  return ka_write_row (ledger, restoration->record, present != NULL, error)
         && (present != NULL || restore_attachments (ledger, step, error));
}

static gboolean
read_restoration (KaLedger *ledger, gint64 rev, Restoration *restoration, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (KaUse) stmt
    = ka_ledger_use (ledger, "SELECT kind, id, body FROM revision WHERE rev = ?", error);
  const KaKind *kind;
  int answer;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, rev);
  answer = ka_db_step (stmt, error);
  if (answer < 0)
    return FALSE;
  kind = answer > 0 ? ka_kind_get ((const char *)sqlite3_column_text (stmt, 0)) : NULL;
  if (kind == NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                   _ ("台账中没有第 %" PRId64 " 号修订，请检查号码。"), rev);
      return FALSE;
    }

  restoration->step = (Step){ kind, sqlite3_column_int64 (stmt, 1), rev };
  restoration->record
    = ka_history_read_body (stmt, 2, kind, restoration->step.id, rev, &local_error);
  if (restoration->record != NULL)
    return TRUE;
  if (local_error == NULL)
    g_set_error (&local_error, KA_ERROR, KA_ERROR_INVALID,
                 _ ("第 %" PRId64 " 号修订删除了记录，请选它之前的修订来恢复。"), rev);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
ka_ledger_restore_revision (KaLedger *ledger, gint64 rev, GError **error)
{
  Restoration restoration = { 0 };
  g_autofree char *why = NULL;
  gboolean done;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  if (!read_restoration (ledger, rev, &restoration, error))
    return FALSE;

  why = g_strdup_printf (KA_WHY_RESTORE, restoration.step.kind->label, (guint)rev);
  done = ka_ledger_transact (ledger, KA_CHANGE_RESTORE, why, restore_in_change, &restoration, NULL,
                             error);
  ka_record_unref (restoration.record);

  return done;
}
