/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-attachment.h"

#include "ka-query.h"
#include "ka-search-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-reason.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (256 * 1024)

/* ---- files in chunks ---- */

typedef struct
{
  int file;
  char *name; /* for sentences */
  gint64 size;
  guchar *chunk;
  GCancellable *cancellable;
  KaProgress progress;
  gpointer data;
} Stream;

static void
close_stream (Stream *stream)
{
  if (stream->file >= 0)
    close (stream->file);
  g_free (stream->name);
  g_free (stream->chunk);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stream, close_stream)

static gboolean
open_stream (Stream *stream, const char *path, GError **error)
{
  struct stat info;

  stream->name = ka_db_name (path);
  stream->chunk = g_malloc (CHUNK);
  stream->file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (stream->file < 0 || fstat (stream->file, &info) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("找不到文件“%s”，请检查后重试。"),
                     stream->name);
      else
        g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("文件“%s”读不出来，请检查读取权限和磁盘。"),
                     stream->name);
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("“%s”不是文件，不能作为附件。"),
                   stream->name);
      return FALSE;
    }
  if (info.st_size > KA_ATTACHMENT_MAX)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                   _ ("文件“%s”超过 900 MB，台账放不下，请压缩或拆分后再试。"), stream->name);
      return FALSE;
    }
  stream->size = info.st_size;
  return TRUE;
}

/* Fraction of the work, from `from` on over `share` of it. */
static gboolean
go_on (const Stream *stream, gint64 done, double from, double share, GError **error)
{
  if (stream->cancellable != NULL && g_cancellable_is_cancelled (stream->cancellable))
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, _ ("已取消，没有改动。"));
      return FALSE;
    }
  if (stream->progress != NULL)
    stream->progress (from + share * (double)done / (double)MAX (stream->size, 1), stream->name,
                      stream->data);
  return TRUE;
}

static gboolean
read_chunk (const Stream *stream, gint64 offset, gsize length, GError **error)
{
  gsize done = 0;

  while (done < length)
    {
      ssize_t n = pread (stream->file, stream->chunk + done, length - done, offset + (off_t)done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, KA_ERROR, KA_ERROR_IO,
                       _ ("读文件“%s”时中断，可能它正被别的程序改写，请稍后再试。"), stream->name);
          return FALSE;
        }
      done += (gsize)n;
    }
  return TRUE;
}

typedef gboolean (
  *ChunkFunc) (const Stream *stream, gint64 offset, gsize length, gpointer data, GError **error);

/* All chunks; gives the SHA-256 of what was read. */
static char *
run_stream (const Stream *stream,
            double from,
            double share,
            ChunkFunc func,
            gpointer data,
            GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gint64 offset = 0; offset < stream->size; offset += CHUNK)
    {
      gsize length = (gsize)MIN (CHUNK, stream->size - offset);

      if (!read_chunk (stream, offset, length, error)
          || (func != NULL && !func (stream, offset, length, data, error))
          || !go_on (stream, offset + (gint64)length, from, share, error))
        return NULL;
      g_checksum_update (checksum, stream->chunk, (gssize)length);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* ---- into the ledger ---- */

static gboolean
write_blob_chunk (const Stream *stream, gint64 offset, gsize length, gpointer data, GError **error)
{
  sqlite3_blob *blob = data;
  int code = sqlite3_blob_write (blob, stream->chunk, (int)length, (int)offset);

  return code == SQLITE_OK;
}

/* 1: made, 0: it is there already, −1: failed. */
static int
make_room (KaLedger *ledger, const char *sha256, gint64 size, gint64 *row, GError **error)
{
  g_auto (KaUse) stmt = ka_ledger_use (
    ledger, "INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", error);

  if (stmt == NULL)
    return -1;
  ka_db_bind_text (stmt, 1, sha256);
  sqlite3_bind_int64 (stmt, 2, size);
  if (sqlite3_bind_zeroblob64 (stmt, 3, (sqlite3_uint64)size) != SQLITE_OK)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                           _ ("附件太大，台账放不下，请压缩或拆分后再试。"));
      return -1;
    }
  if (!ka_write_run (ledger, stmt, error))
    return -1;
  *row = sqlite3_last_insert_rowid (ledger->db);
  return sqlite3_changes (ledger->db) > 0 ? 1 : 0;
}

static gboolean
fill_room (KaLedger *ledger, const Stream *stream, const char *sha256, gint64 row, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *again = NULL;
  sqlite3_blob *blob = NULL;
  int code = sqlite3_blob_open (ledger->db, "main", "blob", "data", row, TRUE, &blob);

  if (code == SQLITE_OK)
    again = run_stream (stream, 0.4, 0.6, write_blob_chunk, blob, &local_error);
  if (again == NULL && local_error == NULL)
    ka_db_set_error (&local_error, ledger->db, sqlite3_errcode (ledger->db));
  sqlite3_blob_close (blob);
  if (again != NULL && strcmp (again, sha256) != 0)
    g_set_error (&local_error, KA_ERROR, KA_ERROR_CONFLICT,
                 _ ("文件“%s”在存入时被别的程序改写，请稍后再试。"), stream->name);
  if (local_error == NULL)
    return TRUE;

  /* What was half written must not stay. */
  ka_write_doom (ledger, local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static char *
put_stream (KaLedger *ledger, const Stream *stream, GError **error)
{
  g_autofree char *sha256 = NULL;
  gint64 row = 0;
  int made;

  if (!ka_write_check (ledger, error))
    return NULL;
  sha256 = run_stream (stream, 0, 0.4, NULL, NULL, error);
  if (sha256 == NULL)
    return NULL;
  made = make_room (ledger, sha256, stream->size, &row, error);
  if (made < 0 || (made > 0 && stream->size > 0 && !fill_room (ledger, stream, sha256, row, error)))
    return NULL;
  return g_steal_pointer (&sha256);
}

/* ---- out of it ---- */

static gboolean
find_blob (KaLedger *ledger, const char *sha256, gint64 *row, gint64 *size, GError **error)
{
  g_auto (KaUse) stmt
    = ka_ledger_use (ledger, "SELECT rowid, size FROM main.blob WHERE sha256 = ?", error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, sha256);
  answer = ka_db_step (stmt, error);
  if (answer > 0)
    {
      *row = sqlite3_column_int64 (stmt, 0);
      *size = sqlite3_column_int64 (stmt, 1);
    }
  else if (answer == 0)
    g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("台账中没有附件 %.12s…，可能未曾存入。"),
                 sha256);
  return answer > 0;
}

static gboolean
write_all (int file, const guchar *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (file, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize)n;
    }
  return TRUE;
}

static gboolean
copy_blob (sqlite3 *db,
           sqlite3_blob *blob,
           const Stream *stream,
           const char *sha256,
           const char *path,
           GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gint64 offset = 0; offset < stream->size; offset += CHUNK)
    {
      gsize length = (gsize)MIN (CHUNK, stream->size - offset);
      int code = sqlite3_blob_read (blob, stream->chunk, (int)length, (int)offset);

      if (code != SQLITE_OK)
        {
          ka_db_set_error (error, db, code);
          return FALSE;
        }
      if (!write_all (stream->file, stream->chunk, length))
        {
          ka_db_set_errno (error, errno, path);
          return FALSE;
        }
      g_checksum_update (checksum, stream->chunk, (gssize)length);
      if (!go_on (stream, offset + (gint64)length, 0, 1, error))
        return FALSE;
    }
  if (strcmp (g_checksum_get_string (checksum), sha256) == 0)
    return TRUE;
  g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT,
               _ ("附件“%s”的内容与校验值不符，已损坏或被改动，请从备份恢复。"), stream->name);
  return FALSE;
}

gboolean
ka_ledger_write_file (KaLedger *ledger,
                      const char *sha256,
                      const char *path,
                      GCancellable *cancellable,
                      KaProgress progress,
                      gpointer data,
                      GError **error)
{
  g_auto (Stream) stream = { -1, NULL, 0, NULL, cancellable, progress, data };
  g_autofree char *beside = NULL;
  sqlite3_blob *blob = NULL;
  gint64 row = 0;
  gboolean done;
  int code;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);
  g_return_val_if_fail (sha256 != NULL && path != NULL, FALSE);

  if (!find_blob (ledger, sha256, &row, &stream.size, error))
    return FALSE;
  stream.name = ka_db_name (path);
  stream.chunk = g_malloc (CHUNK);
  code = sqlite3_blob_open (ledger->db, "main", "blob", "data", row, FALSE, &blob);
  if (code != SQLITE_OK)
    {
      ka_db_set_error (error, ledger->db, code);
      return FALSE;
    }
  beside = g_strdup_printf ("%s.XXXXXX", path);
  stream.file = g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, 0600);
  if (stream.file < 0)
    {
      ka_db_set_errno (error, errno, path);
      sqlite3_blob_close (blob);
      return FALSE;
    }
  done = copy_blob (ledger->db, blob, &stream, sha256, path, error);
  sqlite3_blob_close (blob);
  if (done && g_rename (beside, path) != 0)
    {
      ka_db_set_errno (error, errno, path);
      done = FALSE;
    }
  if (!done)
    g_unlink (beside);
  return done;
}

char *
ka_blob_checksum (sqlite3 *db, gint64 row, gint64 size, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK);
  sqlite3_blob *blob = NULL;
  int code = sqlite3_blob_open (db, "main", "blob", "data", row, FALSE, &blob);

  for (gint64 offset = 0; code == SQLITE_OK && offset < size; offset += CHUNK)
    {
      int length = (int)MIN (CHUNK, size - offset);

      code = sqlite3_blob_read (blob, chunk, length, (int)offset);
      g_checksum_update (checksum, chunk, length);
    }
  sqlite3_blob_close (blob);
  if (code == SQLITE_OK)
    return g_strdup (g_checksum_get_string (checksum));
  ka_db_set_error (error, db, code);
  return NULL;
}

/* ---- attachments ---- */

static const KaKind *
get_kind (void)
{
  return ka_kind_get ("attachment");
}

GPtrArray *
ka_attachments_of (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  g_autoptr (KaQuery) query = NULL;
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && kind != NULL, NULL);

  query = ka_query_new (get_kind ());
  ka_query_filter (query, "owner_kind", KA_OP_EQ, kind->id);
  ka_query_filter (query, "owner_id", KA_OP_EQ, owner);
  return ka_query_records (query, ledger, error);
}

gint64
ka_attachments_size (GPtrArray *attachments)
{
  gint64 size = 0;

  g_return_val_if_fail (attachments != NULL, 0);

  for (guint i = 0; i < attachments->len; i++)
    size += ka_record_get_int (attachments->pdata[i], "size", 0);
  return size;
}

char *
ka_attachment_safe_name (const char *name)
{
  g_autofree char *valid = NULL;
  GString *safe;

  g_return_val_if_fail (name != NULL, NULL);

  valid = g_utf8_make_valid (name, -1);
  safe = g_string_new (NULL);
  for (const char *p = valid; *p != '\0' && safe->len < 180; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x20 || c == 0x7f || (c < 0x80 && strchr ("/\\:*?\"<>|", (int)c) != NULL))
        g_string_append_c (safe, '_');
      else if (!(safe->len == 0 && c == '.'))
        g_string_append_unichar (safe, c);
    }
  if (safe->len == 0)
    g_string_assign (safe, "_");
  return g_string_free (safe, FALSE);
}

static char *
guess_type (const Stream *stream, const char *name)
{
  guchar head[4096];
  ssize_t n = pread (stream->file, head, sizeof head, 0);
  g_autofree char *type = g_content_type_guess (name, head, n > 0 ? (gsize)n : 0, NULL);

  /* Wherever it came from and whatever it is called. */
  if (n >= 5 && memcmp (head, "%PDF-", 5) == 0)
    return g_strdup ("application/pdf");
  return g_content_type_get_mime_type (type);
}

typedef struct
{
  const KaKind *kind;
  gint64 id;
  gint64 attachment;
  const char *path;
  const char *name;
  GCancellable *cancellable;
  KaProgress progress;
  gpointer data;
  char *title;         /* the name that it gets */
  KaDocument document; /* what stands in it, if it is a PDF */
} Call;

/* Puts the file into the ledger and what is known of it into the record. */
static gboolean
take_file (KaLedger *ledger, const Call *call, KaRecord *record, GError **error)
{
  g_auto (Stream) stream = { -1, NULL, 0, NULL, call->cancellable, call->progress, call->data };
  g_autofree char *sha256 = NULL;
  g_autofree char *size = NULL;
  g_autofree char *type = NULL;

  if (!open_stream (&stream, call->path, error))
    return FALSE;
  sha256 = put_stream (ledger, &stream, error);
  if (sha256 == NULL)
    return FALSE;
  size = g_strdup_printf ("%" G_GINT64_FORMAT, stream.size);
  type = guess_type (&stream, call->title);
  ka_record_set (record, "name", call->title);
  ka_record_set (record, "sha256", sha256);
  ka_record_set (record, "mime", type);
  ka_record_set (record, "size", size);
  return !call->document.known
         || ka_document_put (ledger, sha256, call->document.state, call->document.pages,
                             call->document.text, error);
}

/* Before the change begins: reading takes its time, and others may want to write. */
static gboolean
read_document (Call *call, GError **error)
{
  char head[5] = { 0 };
  int file = open (call->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean pdf = file >= 0 && pread (file, head, sizeof head, 0) == sizeof head
                 && memcmp (head, "%PDF-", sizeof head) == 0;

  if (file >= 0)
    close (file);
  return !pdf || ka_document_take (call->path, &call->document, call->cancellable, error);
}

static gint64
find_same (KaLedger *ledger, const KaRecord *record, GError **error)
{
  g_auto (KaUse) stmt
    = ka_ledger_use (ledger,
                     "SELECT id FROM attachment WHERE owner_kind = ? AND owner_id = ?"
                     " AND name = ? AND sha256 = ?",
                     error);
  int answer;

  if (stmt == NULL)
    return -1;
  ka_db_bind_text (stmt, 1, ka_record_get (record, "owner_kind"));
  sqlite3_bind_int64 (stmt, 2, ka_record_get_int (record, "owner_id", 0));
  ka_db_bind_text (stmt, 3, ka_record_get (record, "name"));
  ka_db_bind_text (stmt, 4, ka_record_get (record, "sha256"));
  answer = ka_db_step (stmt, error);
  return answer < 0 ? -1 : answer > 0 ? sqlite3_column_int64 (stmt, 0) : 0;
}

static gboolean
add_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  Call *call = data;
  g_autoptr (KaRecord) owner = ka_ledger_get (ledger, call->kind, call->id, error);
  g_autoptr (KaRecord) record = ka_record_new (get_kind ());
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, call->id);

  ka_record_set (record, "owner_kind", call->kind->id);
  ka_record_set (record, "owner_id", id);
  if (owner == NULL || !take_file (ledger, call, record, error))
    return FALSE;
  call->attachment = find_same (ledger, record, error);
  if (call->attachment != 0)
    return call->attachment > 0;
  if (!ka_ledger_save (ledger, record, error))
    return FALSE;
  call->attachment = record->id;
  return TRUE;
}

static gboolean
replace_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  const Call *call = data;
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, get_kind (), call->attachment, error);

  return record != NULL && take_file (ledger, call, record, error)
         && ka_ledger_save (ledger, record, error);
}

/* Safe in any folder, and written as the ledger writes names: files come with blanks between Chinese characters
 * and full-width digits, and none of them is refused for it. */
static char *
find_name (const Call *call)
{
  g_autofree char *base = call->name != NULL ? g_strdup (call->name) : ka_db_name (call->path);
  g_autofree char *safe = ka_attachment_safe_name (base);
  char *name = NULL;

  if (ka_field_parse (ka_kind_field (get_kind (), "name"), safe, ka_today (), &name, NULL, NULL)
      && name != NULL)
    return name;
  return g_strdup ("_");
}

gint64
ka_attachment_add (KaLedger *ledger,
                   const KaKind *kind,
                   gint64 id,
                   const char *path,
                   const char *name,
                   GCancellable *cancellable,
                   KaProgress progress,
                   gpointer data,
                   GError **error)
{
  Call call = { kind, id, 0, path, name, cancellable, progress, data, NULL, { 0 } };
  g_autofree char *title = NULL;
  g_autofree char *why = NULL;
  gboolean done;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && kind != NULL && path != NULL, 0);

  call.title = title = find_name (&call);
  if (!read_document (&call, error))
    return 0;
  if (ledger->writing)
    done = add_in_change (ledger, &call, error);
  else
    {
      why = g_strdup_printf (KA_WHY_ATTACH, kind->label, ka_ledger_title (ledger, kind, id), title);
      done = ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, add_in_change, &call, NULL, error);
    }
  g_free (call.document.text);
  return done ? call.attachment : 0;
}

gboolean
ka_attachment_replace (KaLedger *ledger,
                       gint64 attachment,
                       const char *path,
                       const char *name,
                       GCancellable *cancellable,
                       KaProgress progress,
                       gpointer data,
                       GError **error)
{
  Call call = { NULL, 0, attachment, path, name, cancellable, progress, data, NULL, { 0 } };
  g_autofree char *title = NULL;
  g_autofree char *why = NULL;
  gboolean done;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && path != NULL, FALSE);

  call.title = title = find_name (&call);
  if (!read_document (&call, error))
    return FALSE;
  if (ledger->writing)
    done = replace_in_change (ledger, &call, error);
  else
    {
      why = g_strdup_printf (KA_WHY_REPLACE, ka_ledger_title (ledger, get_kind (), attachment),
                             title);
      done
        = ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, replace_in_change, &call, NULL, error);
    }
  g_free (call.document.text);
  return done;
}
