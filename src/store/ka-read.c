/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

#include <inttypes.h>
#include <ka-record.h>
#include <ka-settings.h>

#include <glib/gi18n-lib.h>
#include <string.h>

static sqlite3_stmt *
prepare_get (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  ka_db_append_columns (sql, kind, "");
  g_string_append_printf (sql, " FROM \"%s\" WHERE id = ?", kind->id);

  return ka_ledger_prepare (ledger, sql->str, KA_AUTH_ALL, error);
}

KaRecord *
ka_ledger_get (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  KaKindState *state;
  g_auto (KaUse) stmt = NULL;
  int answer;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  state = ka_ledger_kind_state (ledger, kind);
  if (state->get == NULL)
    state->get = prepare_get (ledger, kind, error);
  stmt = state->get;
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, id);
  answer = ka_db_step (stmt, error);
  if (answer > 0)
    return ka_db_column_record (stmt, 0, kind);
  if (answer == 0)
    g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                 _ ("台账中没有编号为 %" PRId64 " 的%s，可能已被删除。"), id, ka_kind_label (kind));

  return NULL;
}

gint64
ka_ledger_count (KaLedger *ledger, const KaKind *kind, GError **error)
{
  g_autofree char *sql = NULL;
  g_auto (KaUse) stmt = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), -1);
  g_return_val_if_fail (kind != NULL, -1);

  sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", kind->id);
  stmt = ka_ledger_use (ledger, sql, error);
  if (stmt == NULL || ka_db_step (stmt, error) <= 0)
    return -1;

  return sqlite3_column_int64 (stmt, 0);
}

gint64
ka_ledger_find (KaLedger *ledger,
                const KaKind *kind,
                const char *field,
                const char *value,
                GError **error)
{
  g_autofree char *sql = NULL;
  g_auto (KaUse) stmt = NULL;
  const KaField *described;
  int answer;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), -1);
  g_return_val_if_fail (kind != NULL && field != NULL && value != NULL, -1);
  described = ka_kind_field (kind, field);
  g_return_val_if_fail (described != NULL, -1);

  sql = g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"%s\" = ? ORDER BY id LIMIT 1", kind->id,
                         described->id);
  stmt = ka_ledger_use (ledger, sql, error);
  if (stmt == NULL)
    return -1;
  if (!ka_db_bind_field (stmt, 1, described, value))
    return 0;
  answer = ka_db_step (stmt, error);
  if (answer < 0)
    return -1;

  return answer > 0 ? sqlite3_column_int64 (stmt, 0) : 0;
}

GBytes *
ka_ledger_get_blob (KaLedger *ledger, const char *sha256, GError **error)
{
  g_auto (KaUse) stmt = NULL;
  int answer;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  stmt = ka_ledger_use (ledger, "SELECT data FROM blob WHERE sha256 = ?", error);
  if (stmt == NULL)
    return NULL;
  ka_db_bind_text (stmt, 1, sha256);
  answer = ka_db_step (stmt, error);
  if (answer > 0)
    return g_bytes_new (sqlite3_column_blob (stmt, 0), sqlite3_column_bytes (stmt, 0));
  if (answer == 0)
    g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("台账中没有附件 %.12s…，可能未曾存入。"),
                 sha256);

  return NULL;
}

/* ---- settings ---- */

static void
read_settings (KaLedger *ledger)
{
  g_auto (KaUse) stmt = NULL;

  ledger->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  stmt = ledger->db != NULL ? ka_ledger_use (ledger, "SELECT key, value FROM setting", NULL) : NULL;
  while (stmt != NULL && ka_db_step (stmt, NULL) > 0)
    {
      const char *value = (const char *)sqlite3_column_text (stmt, 1);

      g_hash_table_insert (ledger->settings, g_strdup ((const char *)sqlite3_column_text (stmt, 0)),
                           g_strdup (value != NULL ? value : ""));
    }
}

const char *
ka_ledger_setting (KaLedger *ledger, const char *key)
{
  const KaSetting *setting = ka_setting_get (key);
  const char *value;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), "");
  g_return_val_if_fail (setting != NULL, "");

  if (ledger->settings == NULL)
    read_settings (ledger);
  value = g_hash_table_lookup (ledger->settings, key);

  return value != NULL ? value : setting->otherwise;
}

gboolean
ka_ledger_setting_flag (KaLedger *ledger, const char *key)
{
  return strcmp (ka_ledger_setting (ledger, key), "1") == 0;
}
