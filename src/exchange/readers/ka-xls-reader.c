/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xls-private.h"

#include <glib/gi18n-lib.h>
#include <gsf/gsf.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInfile, g_object_unref)

#define MAX_XLS_BYTES ((gsize)256 * 1024 * 1024)

guint16
ka_xls_u16 (const KaXls *xls, gsize at)
{
  return at + 2 <= xls->len ? (guint16)(xls->bytes[at] | xls->bytes[at + 1] << 8) : 0;
}

guint32
ka_xls_u32 (const KaXls *xls, gsize at)
{
  return ka_xls_u16 (xls, at) | (guint32)ka_xls_u16 (xls, at + 2) << 16;
}

gboolean
ka_xls_next (const KaXls *xls, gsize at, KaXlsRecord *record)
{
  if (at + 4 > xls->len)
    return FALSE;
  record->type = ka_xls_u16 (xls, at);
  record->start = at + 4;
  record->len = MIN (ka_xls_u16 (xls, at + 2), xls->len - record->start);
  record->next = record->start + record->len;
  return TRUE;
}

/* ---- the globals ---- */

typedef struct
{
  gsize start;
  gboolean hidden;
  char *name;
} SheetEntry;

static void
free_entry (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

static void
read_bound_sheet (const KaXls *xls, const KaXlsRecord *record, GPtrArray *sheets)
{
  SheetEntry *entry;

  /* Charts and macro sheets hold no cells of ours. */
  if (record->len < 8 || xls->bytes[record->start + 5] != 0 || sheets->len >= KA_MAX_SHEETS)
    return;
  entry = g_new0 (SheetEntry, 1);
  entry->start = ka_xls_u32 (xls, record->start);
  entry->hidden = (xls->bytes[record->start + 4] & 3) != 0;
  entry->name = ka_xls_string (xls, record->start + 7, record->start + record->len,
                               xls->bytes[record->start + 6]);
  g_ptr_array_add (sheets, entry);
}

static void
read_format (const KaXls *xls, const KaXlsRecord *record, GHashTable *formats)
{
  guint number = ka_xls_u16 (xls, record->start);
  guint count = xls->biff8 ? ka_xls_u16 (xls, record->start + 2)
                           : (record->len > 2 ? xls->bytes[record->start + 2] : 0);
  gsize at = record->start + (xls->biff8 ? 4 : 3);

  g_hash_table_insert (formats, GUINT_TO_POINTER (number),
                       ka_xls_string (xls, at, record->start + record->len, count));
}

static void
read_cell_format (KaXls *xls, const KaXlsRecord *record, GHashTable *formats)
{
  guint number = ka_xls_u16 (xls, record->start + 2);
  guint8 style
    = ka_style_of_format (number, g_hash_table_lookup (formats, GUINT_TO_POINTER (number)));

  g_byte_array_append (xls->styles, &style, 1);
}

static gboolean
read_globals (KaXls *xls, GPtrArray *sheets, GError **error)
{
  g_autoptr (GHashTable) formats = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  KaXlsRecord record;

  for (gsize at = 0; ka_xls_next (xls, at, &record) && record.type != KA_XLS_EOF; at = record.next)
    switch (record.type)
      {
      case KA_XLS_FILEPASS:
        g_set_error_literal (
          error, KA_ERROR, KA_ERROR_ENCRYPTED,
          _ ("文件设有打开密码，不能读取；请用 Excel 或 WPS 去掉密码后另存，再导入。"));
        return FALSE;
      case KA_XLS_CODEPAGE:
        xls->codepage = ka_xls_u16 (xls, record.start);
        break;
      case KA_XLS_DATEMODE:
        ka_book_set_1904 (xls->book, ka_xls_u16 (xls, record.start) == 1);
        break;
      case KA_XLS_BOUNDSHEET:
        read_bound_sheet (xls, &record, sheets);
        break;
      case KA_XLS_FORMAT:
        if (record.len > 3)
          read_format (xls, &record, formats);
        break;
      case KA_XLS_XF:
        read_cell_format (xls, &record, formats);
        break;
      case KA_XLS_SST:
        if (!ka_xls_read_strings (xls, &record, error))
          return FALSE;
        break;
      default:
        break;
      }
  return TRUE;
}

static gboolean
read_sheets (KaXls *xls, GPtrArray *sheets, KaProgress progress, gpointer data, GError **error)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      const SheetEntry *entry = g_ptr_array_index (sheets, i);
      KaGrid *grid = ka_book_add_sheet (xls->book, entry->name,
                                        entry->hidden ? KA_SHEET_HIDDEN : KA_SHEET_VISIBLE);

      if (progress != NULL)
        progress ((double)i / sheets->len, entry->name, data);
      if (g_cancellable_set_error_if_cancelled (xls->cancellable, error)
          || !ka_xls_read_sheet (xls, entry->start, grid, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_workbook (KaXls *xls, KaProgress progress, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (free_entry);
  guint16 version = ka_xls_u16 (xls, 4);

  if (ka_xls_u16 (xls, 0) != KA_XLS_BOF || (version != 0x0600 && version != 0x0500))
    {
      g_set_error_literal (
        error, KA_ERROR, KA_ERROR_FORMAT,
        _ (
          "这不是 Excel 5.0 以后的 xls 表格，或文件已损坏；请用 Excel 或 WPS 打开后另存为 xlsx 再导入。"));
      return FALSE;
    }
  xls->biff8 = version == 0x0600;
  if (!read_globals (xls, sheets, error))
    return FALSE;
  if (sheets->len == 0)
    {
      g_set_error_literal (
        error, KA_ERROR, KA_ERROR_FORMAT,
        _ ("文件中没有工作表，可能已损坏；请用 Excel 或 WPS 打开检查后另存，再导入。"));
      return FALSE;
    }
  return read_sheets (xls, sheets, progress, data, error);
}

/* ---- the container ---- */

/* The workbook's stream by its name, whatever its case. */
static GsfInput *
find_stream (GsfInfile *infile)
{
  static const char *const names[] = { "workbook", "book" };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    for (int i = 0; i < gsf_infile_num_children (infile); i++)
      {
        const char *name = gsf_infile_name_by_index (infile, i);

        if (name != NULL && g_ascii_strcasecmp (name, names[n]) == 0)
          return gsf_infile_child_by_index (infile, i);
      }
  return NULL;
}

/* The stream's bytes; a stream that says it is larger than its file is damaged. */
static guint8 *
load_stream (const char *path, gsize *len, GError **error)
{
  g_autoptr (GsfInput) input = gsf_input_stdio_new (path, error);
  g_autoptr (GsfInfile) infile = NULL;
  g_autoptr (GsfInput) stream = NULL;
  gsf_off_t size;
  guint8 *bytes;

  if (input == NULL)
    return NULL;
  if (gsf_input_size (input) > (gsf_off_t)MAX_XLS_BYTES)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                           _ ("文件超过 256MB，不像台账，没有读取；请只保留要导入的部分。"));
      return NULL;
    }
  infile = gsf_infile_msole_new (input, NULL);
  if (infile != NULL)
    stream = find_stream (infile);
  else
    stream = g_object_ref (input); /* the records without a container around them */
  size = stream ? gsf_input_size (stream) : 0;
  bytes = size >= 8 && size <= gsf_input_size (input) ? g_try_malloc (size) : NULL;
  if (bytes == NULL || gsf_input_seek (stream, 0, G_SEEK_SET)
      || gsf_input_read (stream, size, bytes) == NULL)
    {
      g_free (bytes);
      g_set_error_literal (
        error, KA_ERROR, KA_ERROR_FORMAT,
        _ ("文件已损坏，或其中没有表格；请用 Excel 或 WPS 打开检查后另存为 xlsx，再导入。"));
      return NULL;
    }
  *len = size;
  return bytes;
}

/* libgsf remarks on damaged containers on the console; whether they can be read is said by us. */
static void
drop_remark (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

KaBook *
ka_xls_read (const char *path,
             KaProgress progress,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  static gsize once = 0;
  g_autoptr (KaBook) book = ka_book_new ("xls");
  g_autoptr (GByteArray) styles = g_byte_array_new ();
  g_autoptr (GArray) strings = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *bytes = NULL;
  KaXls xls = { .styles = styles, .strings = strings, .book = book, .cancellable = cancellable };

  if (g_once_init_enter (&once))
    {
      gsf_init ();
      /* With the flag: else it is passed by where warnings are fatal, as in tests. */
      g_log_set_handler ("libgsf:msole",
                         G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, drop_remark,
                         NULL);
      g_once_init_leave (&once, 1);
    }
  bytes = load_stream (path, &xls.len, error);
  xls.bytes = bytes;
  if (bytes == NULL || !read_workbook (&xls, progress, data, error))
    return NULL;
  return g_steal_pointer (&book);
}
