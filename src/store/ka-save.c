/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

#include <ka-day.h>
#include <ka-record.h>
#include <ka-settings.h>
#include <ka-reason.h>

#include <glib/gi18n-lib.h>
#include <string.h>

/* What may be saved and deleted, and what people are told if not. */

gboolean
ka_save_check (const KaRecord *record, GError **error)
{
  KaDay today = ka_today ();
  g_autoptr (GPtrArray) problems = NULL;

  if (ka_record_is_checked (record, today))
    return TRUE;
  problems = ka_record_check (record, today);
  for (guint i = 0; i < problems->len; i++)
    {
      const KaProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity != KA_SEVERITY_REFUSE)
        continue;
      g_set_error_literal (error, KA_ERROR,
                           g_strcmp0 (problem->code, "required") == 0 ? KA_ERROR_REQUIRED
                                                                      : KA_ERROR_INVALID,
                           problem->message);
      return FALSE;
    }

  return TRUE;
}

/* The next free number of a field that numbers its records. */
static gboolean
fill_number (KaLedger *ledger, KaRecord *record, guint i, GError **error)
{
  const KaField *field = &record->kind->fields[i];
  g_autofree char *sql
    = g_strdup_printf ("SELECT coalesce (max (CAST (\"%s\" AS INTEGER)), 0) + 1 FROM \"%s\""
                       " WHERE \"%s\" NOT GLOB '*[^0-9]*'",
                       field->id, record->kind->id, field->id);
  g_auto (KaUse) stmt = ka_ledger_use (ledger, sql, error);

  if (stmt == NULL || ka_db_step (stmt, error) <= 0)
    return FALSE;
  ka_record_take (record, i, g_strdup ((const char *)sqlite3_column_text (stmt, 0)));

  return TRUE;
}

static gboolean
fill_numbers (KaLedger *ledger, KaRecord *record, GError **error)
{
  for (guint i = 0; i < record->kind->n_fields; i++)
    if ((record->kind->fields[i].flags & KA_AUTO) != 0 && record->values[i] == NULL
        && !fill_number (ledger, record, i, error))
      return FALSE;

  return TRUE;
}

/* *same: what is to be saved stands there already. */
static gboolean
check_unchanged (KaLedger *ledger, KaRecord *record, gboolean *same, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (KaRecord) present = ka_ledger_get (ledger, record->kind, record->id, &local_error);

  if (present == NULL && g_error_matches (local_error, KA_ERROR, KA_ERROR_NOT_FOUND))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT,
                   _ ("这条%s已被删除，不能保存，可在历史中恢复后再改。"),
                   ka_kind_label (record->kind));
      return FALSE;
    }
  if (present == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *same = ka_record_equal (present, record);
  if (present->rev != record->rev && !*same)
    {
      g_autofree char *name = ka_refusal_name (ledger, record->kind, record->id);

      g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT,
                   _ ("%s在打开之后又被改过，请重新打开，核对后再保存。"), name);
      return FALSE;
    }
  if (*same)
    record->rev = present->rev;

  return TRUE;
}

static gboolean
save_in_change (KaLedger *ledger, KaRecord *record, GError **error)
{
  gboolean same = FALSE;

  if (!fill_numbers (ledger, record, error)
      || (record->id != 0 && !check_unchanged (ledger, record, &same, error)))
    return FALSE;
  if (same)
    return TRUE;

  return ka_save_check (record, error) && ka_write_row (ledger, record, record->id != 0, error);
}

typedef struct
{
  KaRecord *record;
  const KaKind *kind;
  gint64 id;
  const char *key;
  const char *value;
} WriteCall;

static gboolean
save_alone (KaLedger *ledger, gpointer data, GError **error)
{
  WriteCall *call = data;

  return save_in_change (ledger, call->record, error);
}

/* The text of the history: always Chinese, it belongs to the ledger and not to who looks at it. */
static char *
explain_save (KaLedger *ledger, const KaRecord *record)
{
  g_autofree char *title
    = ka_ledger_display (ledger, record, ka_kind_field (record->kind, record->kind->title), FALSE);

  return g_strdup_printf (record->id == 0 ? KA_WHY_CREATE : KA_WHY_CHANGE, record->kind->label,
                          title);
}

gboolean
ka_ledger_save (KaLedger *ledger, KaRecord *record, GError **error)
{
  WriteCall call = { .record = record };
  g_autofree char *why = NULL;
  gint64 id, rev;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  if (ledger->writing)
    return save_in_change (ledger, record, error);

  if (!ka_ledger_check_open (ledger, error))
    return FALSE;
  why = explain_save (ledger, record);
  id = record->id;
  rev = record->rev;
  if (ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, save_alone, &call, NULL, error))
    return TRUE;

  /* Nothing was saved, so that it can be tried again. */
  record->id = id;
  record->rev = rev;
  return FALSE;
}

/* ---- deleting ---- */

/* Attachments belong to their record and go with it. */
static gboolean
delete_attachments (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  const KaKind *attachment = ka_kind_get ("attachment");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *stmt = ka_ledger_use (
    ledger, "SELECT id FROM attachment WHERE owner_kind = ? AND owner_id = ? ORDER BY id", error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, kind->id);
  sqlite3_bind_int64 (stmt, 2, id);
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      gint64 found = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, found);
    }
  ka_use_end (stmt);
  if (answer < 0)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!ka_write_deletion (ledger, attachment, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
delete_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  WriteCall *call = data;
  g_autoptr (KaRecord) present = ka_ledger_get (ledger, call->kind, call->id, error);

  /* The record first: if it is refused, its attachments stay. */
  return present != NULL && ka_write_deletion (ledger, call->kind, call->id, error)
         && delete_attachments (ledger, call->kind, call->id, error);
}

gboolean
ka_ledger_delete (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  WriteCall call = { .kind = kind, .id = id };
  g_autofree char *why = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  if (ledger->writing)
    return delete_in_change (ledger, &call, error);

  why = g_strdup_printf (KA_WHY_DELETE, kind->label, ka_ledger_title (ledger, kind, id));
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, delete_in_change, &call, NULL, error);
}

/* ---- settings ---- */

static gboolean
set_setting_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  WriteCall *call = data;
  const KaKind *kind = ka_kind_get ("setting");
  gint64 id = ka_ledger_find (ledger, kind, "key", call->key, error);
  g_autoptr (KaRecord) record = NULL;

  if (id < 0)
    return FALSE;
  if (call->value == NULL)
    return id == 0 || ka_write_deletion (ledger, kind, id, error);

  record = id == 0 ? ka_record_new (kind) : ka_ledger_get (ledger, kind, id, error);
  if (record == NULL)
    return FALSE;
  ka_record_set (record, "key", call->key);
  ka_record_set (record, "value", call->value);

  return save_in_change (ledger, record, error);
}

gboolean
ka_ledger_set_setting (KaLedger *ledger, const char *key, const char *value, GError **error)
{
  const KaSetting *setting = ka_setting_get (key);
  WriteCall call = { .key = key, .value = value };
  g_autofree char *why = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  if (setting == NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("没有名为“%s”的设置，请检查写法。"),
                   key);
      return FALSE;
    }
  if (value != NULL && !ka_setting_check (setting, value, error))
    return FALSE;
  if (value != NULL && strcmp (key, "district.towns") == 0)
    ka_towns_add_all (value);
  if (ledger->writing)
    return set_setting_in_change (ledger, &call, error);

  why = g_strdup_printf (KA_WHY_SET, setting->label);
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, set_setting_in_change, &call, NULL,
                             error);
}
