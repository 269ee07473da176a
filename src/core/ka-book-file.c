/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-book-file.h"

#include "ka-error.h"
#include "ka-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <expat.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (1 << 16)
#define SHEET_PREFIX "xl/worksheets/sheet"
#define STRINGS "xl/sharedStrings.xml"
#define OPEN_FILES "/proc/self/fd"
#define ROWS_BEGIN "<sheetData>"

/* What a sheet must hold. What is lost on a full disk is lost: nothing else comes in its place, so that the
 * length tells. */
typedef struct
{
  guint64 rows;     /* bytes in its scratch file */
  guint n_elements; /* rows and cells that were kept in memory; merges, links */
} Sheet;

typedef struct
{
  GArray *sheets;  /* Sheet */
  guint64 strings; /* bytes of the table that sheets in memory share */
} Expected;

/* One part of the package as it is read back. */
typedef struct
{
  XML_Parser parser; /* NULL: no XML */
  GString *head;     /* what came before the rows; NULL: they have begun, or are not counted */
  guint64 left;      /* of what is counted, still to come */
  guint n_elements;
} Part;

/* ---- what the book must hold ---- */

/* FALSE if the disk was full while the rows were written. */
static gboolean
measure_scratch (FILE *scratch, guint64 *length)
{
  struct stat status;

  if (fflush (scratch) != 0 || ferror (scratch) || fstat (fileno (scratch), &status) != 0)
    return FALSE;
  *length = (guint64)status.st_size;
  return TRUE;
}

static guint
count_cells (const lxw_cell *cell)
{
  return cell == NULL ? 0
                      : 1 + count_cells (RB_LEFT (cell, tree_pointers))
                          + count_cells (RB_RIGHT (cell, tree_pointers));
}

static guint
count_rows (const lxw_row *row)
{
  return row == NULL
           ? 0
           : 1 + count_cells (RB_ROOT (row->cells)) + count_rows (RB_LEFT (row, tree_pointers))
               + count_rows (RB_RIGHT (row, tree_pointers));
}

/* They are all there before the book is closed. */
static guint64
measure_strings (lxw_sst *strings)
{
  char *text = NULL;
  size_t length = 0;

  if (strings->unique_count == 0)
    return 0;
  strings->file = open_memstream (&text, &length);
  lxw_sst_assemble_xml_file (strings);
  fclose (strings->file);
  strings->file = NULL;
  free (text);
  return length;
}

/* FALSE if the disk was full. */
static gboolean
expect (lxw_workbook *book, Expected *expected)
{
  lxw_worksheet *sheet;

  expected->strings = measure_strings (book->sst);
  LXW_FOREACH_WORKSHEET (sheet, book)
  {
    Sheet holds = { .n_elements = (guint)sheet->merged_range_count + sheet->hlink_count };

    if (!sheet->optimize)
      holds.n_elements += count_rows (RB_ROOT (sheet->table));
    else
      {
        /* The last row is still in memory. */
        lxw_worksheet_write_single_row (sheet);
        if (!measure_scratch (sheet->optimize_tmpfile, &holds.rows))
          return FALSE;
      }
    g_array_append_val (expected->sheets, holds);
  }
  return TRUE;
}

/* ---- what it holds ---- */

static gboolean
parse (Part *part, const char *data, gsize length)
{
  return part->parser == NULL
         || XML_Parse (part->parser, data, (int)length, FALSE) == XML_STATUS_OK;
}

static void
on_element (void *data, const XML_Char *name, const XML_Char **attributes)
{
  Part *part = data;

  part->n_elements += strcmp (name, "c") == 0 || strcmp (name, "row") == 0
                      || strcmp (name, "hyperlink") == 0 || strcmp (name, "mergeCell") == 0;
}

/* The rows, and behind them what ends the sheet. */
static gboolean
take_rows (Part *part, const char *data, gsize length)
{
  gsize n = MIN (length, part->left);

  part->left -= n;
  return parse (part, data + n, length - n);
}

static gboolean
take_block (Part *part, const char *data, gsize length)
{
  g_autoptr (GString) head = NULL;
  const char *begin;
  gsize n;

  if (part->head == NULL)
    return take_rows (part, data, length);
  g_string_append_len (part->head, data, (gssize)length);
  begin = g_strstr_len (part->head->str, (gssize)part->head->len, ROWS_BEGIN);
  if (begin == NULL)
    return TRUE;
  head = g_steal_pointer (&part->head);
  n = (gsize)(begin - head->str) + strlen (ROWS_BEGIN);
  return parse (part, head->str, n) && take_rows (part, head->str + n, head->len - n);
}

static const Sheet *
sheet_of (const char *name, const Expected *expected)
{
  guint64 number;

  if (!g_str_has_prefix (name, SHEET_PREFIX))
    return NULL;
  number = g_ascii_strtoull (name + strlen (SHEET_PREFIX), NULL, 10);
  if (number < 1 || number > expected->sheets->len)
    return NULL;
  return &g_array_index (expected->sheets, Sheet, number - 1);
}

static void
begin_part (Part *part, const char *name, const Sheet *sheet, const Expected *expected)
{
  if (g_str_equal (name, STRINGS))
    {
      part->left = expected->strings;
      return;
    }
  if (sheet != NULL && sheet->rows > 0)
    {
      part->left = sheet->rows;
      part->head = g_string_new (NULL);
    }
  if (g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".rels"))
    {
      part->parser = XML_ParserCreate (NULL);
      XML_SetUserData (part->parser, part);
      XML_SetStartElementHandler (part->parser, on_element);
    }
}

/* XML that ends before its root does, or has lost a block in between, cannot be read or has lost elements. */
static gboolean
is_whole_part (struct archive *book, const char *name, const Expected *expected)
{
  const Sheet *sheet = sheet_of (name, expected);
  Part part = { 0 };
  const void *block;
  size_t length;
  la_int64_t offset;
  int status = ARCHIVE_EOF;
  gboolean whole = TRUE;

  begin_part (&part, name, sheet, expected);
  while (whole && (status = archive_read_data_block (book, &block, &length, &offset)) == ARCHIVE_OK)
    whole = take_block (&part, block, length);
  /* libarchive has counted the bytes and compared their CRC. */
  whole = whole && status == ARCHIVE_EOF && part.left == 0;
  if (part.parser != NULL)
    whole = whole && XML_Parse (part.parser, "", 0, TRUE) == XML_STATUS_OK;
  if (sheet != NULL)
    whole = whole && part.n_elements == sheet->n_elements;
  if (part.head != NULL)
    g_string_free (part.head, TRUE);
  g_clear_pointer (&part.parser, XML_ParserFree);
  return whole;
}

static gboolean
is_whole_book (const char *path, const Expected *expected)
{
  struct archive *book = archive_read_new ();
  struct archive_entry *entry;
  guint n_sheets = 0;
  int status = ARCHIVE_FATAL;
  gboolean whole;

  archive_read_support_format_zip_seekable (book);
  whole = archive_read_open_filename (book, path, BLOCK) == ARCHIVE_OK;
  while (whole && (status = archive_read_next_header (book, &entry)) == ARCHIVE_OK)
    {
      const char *name = archive_entry_pathname (entry);

      if (name == NULL)
        break;
      n_sheets += sheet_of (name, expected) != NULL;
      whole = is_whole_part (book, name, expected);
    }
  archive_read_free (book);
  return whole && status == ARCHIVE_EOF && n_sheets == expected->sheets->len;
}

/* ---- closing ---- */

/* What a write that failed leaves behind, if nothing that came after it failed too. */
static gboolean
is_of_disk (int code)
{
  return code == ENOSPC || code == EDQUOT || code == EFBIG || code == EIO;
}

/* Where it fails, workbook_close() leaves its files open: their room on the disk would be gone until the program
 * ends. */
static void
make_room (const char *folder)
{
  g_autofree char *inside = g_strconcat (folder, G_DIR_SEPARATOR_S, NULL);
  g_autoptr (GDir) dir = g_dir_open (OPEN_FILES, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *link = g_build_filename (OPEN_FILES, name, NULL);
      g_autofree char *path = g_file_read_link (link, NULL);

      /* Not closed: the library still holds them, and at the end of the program what it has not written goes to
       * whatever has the number then. */
      if (path != NULL && g_str_has_prefix (path, inside) && ftruncate (atoi (name), 0) != 0)
        g_debug ("%s: %s", path, g_strerror (errno));
    }
}

static void
discard (lxw_workbook *book)
{
  lxw_worksheet *sheet;

  /* lxw_workbook_free() leaves them open. */
  LXW_FOREACH_WORKSHEET (sheet, book)
  if (sheet->optimize_tmpfile != NULL)
    fclose (sheet->optimize_tmpfile);
  lxw_workbook_free (book);
}

KaBookFile *
ka_book_file_new (const char *path, int mode, gboolean in_order, GError **error)
{
  g_autoptr (KaBookFile) file = g_new0 (KaBookFile, 1);
  g_autofree char *target = g_path_get_dirname (path);
  lxw_workbook_options options = { .constant_memory = in_order };

  file->path = g_strdup (path);
  file->mode = mode;
  /* The scratch files stand beside the workbook: where they fit, it fits. */
  file->folder = g_build_filename (target, ".kuangan-XXXXXX", NULL);
  if (g_mkdtemp (file->folder) == NULL)
    {
      int code = errno;

      g_clear_pointer (&file->folder, g_free);
      ka_file_refuse (error, path, code);
      return NULL;
    }
  file->beside = g_build_filename (file->folder, "book.xlsx", NULL);
  options.tmpdir = file->folder;
  file->book = workbook_new_opt (file->beside, &options);
  if (file->book == NULL)
    {
      ka_file_refuse (error, path, EIO);
      return NULL;
    }
  return g_steal_pointer (&file);
}

void
ka_book_file_free (KaBookFile *file)
{
  if (file == NULL)
    return;
  g_clear_pointer (&file->book, discard);
  if (file->beside != NULL)
    g_unlink (file->beside);
  if (file->folder != NULL)
    g_rmdir (file->folder);
  g_free (file->beside);
  g_free (file->folder);
  g_free (file->path);
  g_free (file);
}

/* code: of errno. Where it is not known why a file could not be written, the disk was full then. */
static gboolean
refuse (const KaBookFile *file, int failure, int code, GError **error)
{
  if (failure != LXW_NO_ERROR
      && (failure < LXW_ERROR_CREATING_XLSX_FILE || failure > LXW_ERROR_ZIP_CLOSE))
    return ka_refuse (error, _ ("“%s”里有写不进表格的内容（%s），请核对台账后再试。"), file->path,
                      lxw_strerror ((lxw_error)failure));
  return ka_file_refuse (error, file->path, code != 0 ? code : ENOSPC);
}

gboolean
ka_book_file_refuse (KaBookFile *file, int failure, GError **error)
{
  return refuse (file, failure, 0, error);
}

gboolean
ka_book_file_finish (KaBookFile *file, int failure, GError **error)
{
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  Expected expected = { .sheets = sheets };
  int code;

  g_return_val_if_fail (file->book != NULL, FALSE);

  if (failure != LXW_NO_ERROR)
    return refuse (file, failure, 0, error);
  errno = 0;
  if (!expect (file->book, &expected))
    return refuse (file, LXW_NO_ERROR, errno, error);
  /* Each scratch file that libxlsxwriter begins sets errno back; of the last one it tells. */
  errno = 0;
  failure = (int)workbook_close (g_steal_pointer (&file->book));
  code = errno;
  if (failure == LXW_NO_ERROR && !is_of_disk (code) && is_whole_book (file->beside, &expected))
    {
      if (file->mode != 0)
        g_chmod (file->beside, file->mode);
      return ka_file_take_place (file->beside, file->path, error);
    }
  make_room (file->folder);
  return refuse (file, failure, failure != LXW_NO_ERROR || is_of_disk (code) ? code : 0, error);
}
