/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-search.h"

#include "ka-attachment.h"
#include "ka-search-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Text of one document that is kept. */
#define MAX_TEXT ((gsize)8 << 20)

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

/* ---- reading ---- */

static KaDocumentReader reader;

void
ka_documents_set_reader (KaDocumentReader function)
{
  reader = function;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

gboolean
ka_document_take (const char *path, KaDocument *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *document = (KaDocument){ KA_DOCUMENT_UNREADABLE, 0, NULL };
  if (reader == NULL)
    return TRUE;
  document->text = reader (path, NULL, MAX_TEXT, &document->pages, cancellable, &local_error);
  document->known = TRUE;
  if (document->text != NULL)
    document->state = is_blank (document->text) ? KA_DOCUMENT_SCAN : KA_DOCUMENT_TEXT;
  else if (g_error_matches (local_error, KA_ERROR, KA_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  else if (g_error_matches (local_error, KA_ERROR, KA_ERROR_ENCRYPTED))
    document->state = KA_DOCUMENT_ENCRYPTED;
  return TRUE;
}

static gboolean
read_one (KaLedger *ledger,
          gint64 attachment,
          const char *path,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (KaRecord) record
    = ka_ledger_get (ledger, ka_kind_get ("attachment"), attachment, NULL);
  const char *sha256 = record != NULL ? ka_record_get (record, "sha256") : NULL;
  KaDocument document;
  gboolean done;

  /* Taken away in the meantime. */
  if (sha256 == NULL)
    return TRUE;
  if (!ka_ledger_write_file (ledger, sha256, path, cancellable, NULL, NULL, error)
      || !ka_document_take (path, &document, cancellable, error))
    return FALSE;
  done = ka_document_put (ledger, sha256, document.state, document.pages, document.text, error);
  g_free (document.text);
  return done;
}

gboolean
ka_documents_read (KaLedger *ledger,
                   KaProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GArray) unread = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean done = TRUE;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  unread = ka_documents_unread (ledger, error);
  if (unread == NULL)
    return FALSE;
  if (reader == NULL || unread->len == 0)
    return TRUE;
  folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  if (folder == NULL)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_IO,
                           _ ("临时文件夹建不了，附件的文字没有读取，请检查磁盘空间。"));
      return FALSE;
    }
  path = g_build_filename (folder, "document.pdf", NULL);
  for (guint i = 0; i < unread->len && done; i++)
    {
      if (progress != NULL)
        progress ((double)i / unread->len, _ ("读取附件的文字"), data);
      done = read_one (ledger, g_array_index (unread, gint64, i), path, cancellable, error);
      g_unlink (path);
    }
  g_rmdir (folder);
  return done;
}
