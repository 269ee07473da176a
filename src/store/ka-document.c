/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-search.h"

#include "ka-search-private.h"

/* The text of stored files, as far as it was read. */

static const char *const STATES[] = { "text", "scan", "encrypted", "unreadable" };

typedef struct
{
  const char *sha256;
  KaDocumentState state;
  guint pages;
  const char *text;
} Document;

static gboolean
insert_document (KaLedger *ledger, const Document *document, GError **error)
{
  g_auto (KaUse) note = NULL;
  g_auto (KaUse) index = NULL;
  g_autofree char *valid = NULL;
  GString *text;
  gint64 number;

  note = ka_ledger_use (ledger,
                        "INSERT INTO document (sha256, state, pages) VALUES (?, ?, ?)"
                        " ON CONFLICT DO NOTHING",
                        error);
  if (note == NULL)
    return FALSE;
  ka_db_bind_text (note, 1, document->sha256);
  ka_db_bind_text (note, 2, STATES[document->state]);
  sqlite3_bind_int64 (note, 3, document->pages);
  if (!ka_db_run (note, error))
    return FALSE;
  if (sqlite3_changes (ledger->db) == 0 || document->state != KA_DOCUMENT_TEXT)
    return TRUE;

  number = sqlite3_last_insert_rowid (ledger->db);
  index = ka_ledger_use (ledger, "INSERT INTO search (rowid, text) VALUES (?, ?)", error);
  if (index == NULL)
    return FALSE;
  valid = g_utf8_make_valid (document->text != NULL ? document->text : "", -1);
  text = g_string_new (KA_PART_PLAIN);
  for (const char *p = valid; *p != '\0'; p++)
    g_string_append_c (text, (guchar)*p >= ' ' || *p == '\n' || *p == '\f' ? *p : ' ');
  sqlite3_bind_int64 (index, 1, number);
  ka_db_bind_text (index, 2, text->str);
  if (!ka_db_run (index, error))
    {
      g_string_free (text, TRUE);
      return FALSE;
    }
  g_string_free (text, TRUE);
  return TRUE;
}

gboolean
ka_document_put (KaLedger *ledger,
                 const char *sha256,
                 KaDocumentState state,
                 guint pages,
                 const char *text,
                 GError **error)
{
  Document document = { sha256, state, pages, text };

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && sha256 != NULL, FALSE);
  g_return_val_if_fail (state < G_N_ELEMENTS (STATES), FALSE);

  if (ledger->writing)
    return insert_document (ledger, &document, error);
  if (ledger->read_only)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_READ_ONLY, ledger->reason);
      return FALSE;
    }
  if (!ka_db_exec (ledger->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (insert_document (ledger, &document, error) && ka_db_exec (ledger->db, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (ledger->db))
    ka_db_exec (ledger->db, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
ka_document_get (KaLedger *ledger,
                 const char *sha256,
                 KaDocumentState *state,
                 guint *pages,
                 char **text,
                 GError **error)
{
  g_auto (KaUse) stmt = NULL;
  const char *word;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && sha256 != NULL, FALSE);

  stmt = ka_ledger_use (ledger,
                        text != NULL
                          ? "SELECT d.state, d.pages, s.text FROM main.document AS d"
                            " LEFT JOIN main.search AS s ON s.rowid = d.number WHERE d.sha256 = ?"
                          : "SELECT state, pages, NULL FROM main.document WHERE sha256 = ?",
                        error);
  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, sha256);
  if (ka_db_step (stmt, error) <= 0)
    return FALSE;
  word = (const char *)sqlite3_column_text (stmt, 0);
  for (guint i = 0; i < G_N_ELEMENTS (STATES) && state != NULL; i++)
    if (g_strcmp0 (word, STATES[i]) == 0)
      *state = i;
  if (pages != NULL)
    *pages = (guint)sqlite3_column_int64 (stmt, 1);
  if (text != NULL)
    {
      const char *found = (const char *)sqlite3_column_text (stmt, 2);

      *text = g_strdup (found == NULL ? "" : *found == KA_PART_PLAIN[0] ? found + 1 : found);
    }
  return TRUE;
}

GArray *
ka_documents_unread (KaLedger *ledger, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (KaUse) stmt = NULL;
  int answer;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  stmt = ka_ledger_use (ledger,
                        "SELECT min (id) FROM main.attachment WHERE mime = 'application/pdf'"
                        " AND sha256 NOT IN (SELECT sha256 FROM main.document)"
                        " GROUP BY sha256 ORDER BY 1",
                        error);
  if (stmt == NULL)
    return NULL;
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, id);
    }
  return answer == 0 ? g_steal_pointer (&ids) : NULL;
}
