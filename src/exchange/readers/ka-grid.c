/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-grid-private.h"
#include "ka-spool-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A cell is one head byte, its column where that does not follow from the one before, and either the
 * number of a shared string or its own text with a NUL, so that the text can be handed out in place:
 *
 *   bits 0-2 type, bit 3 formula, bit 4 own text, bits 5-7 columns passed over (7: the column follows)
 *
 * A row ends with a zero byte (no cell is of type EMPTY) or with the book. */
#define HEAD_TYPE 0x07
#define HEAD_FORMULA 0x08
#define HEAD_OWN_TEXT 0x10
#define HEAD_GAP_SHIFT 5
#define HEAD_GAP_FAR 7

/* Short values that come again and again (dates, errors) are kept once, up to this many. */
#define MAX_COMMON 4096

/* Cells of which a part is lost, that are told one by one, and how much of each is quoted. */
#define MAX_CUT_NOTES 20
#define SHOWN_CHARS 20

typedef struct
{
  guint number : 31;
  guint hidden : 1;
  guint start; /* of its cells */
} Row;

struct _KaBook
{
  const char *format;
  GPtrArray *notes;
  gboolean comments;
  GPtrArray *sheets;
  KaSpool text;       /* all strings, each with its NUL */
  KaSpool strings;    /* guint: where string i begins */
  KaSpool cells;      /* of all sheets */
  guint n_empty;      /* of the strings */
  guint n_cut;        /* texts that were too long for a cell */
  gboolean in_row;    /* the cells do not end with the end of a row */
  GHashTable *common; /* char * → string + 1 */
  gboolean from_1904;
};

struct _KaGrid
{
  KaBook *book;
  char *name;
  KaSheetState state;
  GArray *rows;
  GArray *merges;
  GArray *hidden; /* guint pairs: first, last hidden column */
  guint n_columns;
  guint next_column;  /* in the row being built */
  guint n_cells;      /* in the last row */
  gboolean unordered; /* a row came after one with a greater number */
};

static void
free_grid (gpointer data)
{
  KaGrid *grid = data;

  g_free (grid->name);
  g_array_unref (grid->rows);
  g_array_unref (grid->merges);
  g_array_unref (grid->hidden);
  g_free (grid);
}

KaBook *
ka_book_new (const char *format)
{
  KaBook *book = g_new0 (KaBook, 1);

  book->format = g_intern_string (format);
  book->notes = g_ptr_array_new_with_free_func (g_free);
  book->sheets = g_ptr_array_new_with_free_func (free_grid);
  ka_spool_init (&book->text);
  ka_spool_init (&book->strings);
  ka_spool_init (&book->cells);
  book->common = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return book;
}

void
ka_book_free (KaBook *book)
{
  if (book == NULL)
    return;
  g_ptr_array_unref (book->notes);
  g_ptr_array_unref (book->sheets);
  ka_spool_clear (&book->text);
  ka_spool_clear (&book->strings);
  ka_spool_clear (&book->cells);
  g_hash_table_unref (book->common);
  g_free (book);
}

const char *
ka_book_get_format (KaBook *book)
{
  return book->format;
}

GPtrArray *
ka_book_get_notes (KaBook *book)
{
  return book->notes;
}

void
ka_book_take_note (KaBook *book, char *note)
{
  g_ptr_array_add (book->notes, note);
}

void
ka_book_set_comments (KaBook *book)
{
  book->comments = TRUE;
}

gboolean
ka_book_has_comments (KaBook *book)
{
  return book->comments;
}

guint
ka_book_get_n_sheets (KaBook *book)
{
  return book->sheets->len;
}

KaGrid *
ka_book_get_sheet (KaBook *book, guint i)
{
  g_return_val_if_fail (i < book->sheets->len, NULL);
  return g_ptr_array_index (book->sheets, i);
}

void
ka_book_set_1904 (KaBook *book, gboolean from_1904)
{
  book->from_1904 = from_1904;
}

gboolean
ka_book_get_1904 (KaBook *book)
{
  return book->from_1904;
}

KaGrid *
ka_book_add_sheet (KaBook *book, const char *name, KaSheetState state)
{
  KaGrid *grid = g_new0 (KaGrid, 1);

  grid->book = book;
  grid->name = g_utf8_make_valid (name, -1);
  grid->state = state;
  grid->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  grid->merges = g_array_new (FALSE, FALSE, sizeof (KaMerge));
  grid->hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (book->sheets, grid);
  return grid;
}

gsize
ka_book_get_bytes (KaBook *book)
{
  gsize bytes = book->text.len + book->strings.len + book->cells.len;

  for (guint i = 0; i < book->sheets->len; i++)
    {
      KaGrid *grid = g_ptr_array_index (book->sheets, i);

      bytes += grid->rows->len * sizeof (Row) + grid->merges->len * sizeof (KaMerge);
    }
  return bytes;
}

gboolean
ka_book_check_size (KaBook *book, GError **error)
{
  if (ka_book_get_bytes (book) <= KA_MAX_BOOK_BYTES)
    return TRUE;
  g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                       _ ("文件里的内容超过 128 MB，不像一份台账，没有读入；请拆分后再导入。"));
  return FALSE;
}

guint
ka_book_get_n_strings (KaBook *book)
{
  return book->strings.len / sizeof (guint);
}

const char *
ka_book_get_string (KaBook *book, guint string)
{
  guint start;

  g_return_val_if_fail (string < ka_book_get_n_strings (book), "");
  memcpy (&start, ka_spool_at (&book->strings, string * sizeof start), sizeof start);
  return (const char *)ka_spool_at (&book->text, start);
}

static void
append_text (KaSpool *out, const char *text, gsize len)
{
  ka_spool_append (out, text, len);
  ka_spool_append (out, "", 1);
}

/* What does not fit is lost: it is said of which cell, by how that begins. */
static void
tell_cut (KaBook *book, const char *text)
{
  g_autofree char *begin = g_utf8_substring (text, 0, SHOWN_CHARS);

  if (book->n_cut++ >= MAX_CUT_NOTES)
    return;
  g_strdelimit (begin, "\r\n\t", ' ');
  ka_book_take_note (book,
                     g_strdup_printf (_ ("有单元格超过 %u 个字，后面的没有读入（它的开头是“%s…”）；"
                                         "请在原表里分成几格后再导入。"),
                                      KA_MAX_CELL_CHARS, begin));
}

/* Readers hand over what a file says: no NUL, valid UTF-8, at most what one cell can hold. */
static char *
repair_text (KaBook *book, const char *text, gsize len)
{
  g_autofree char *valid = g_utf8_make_valid (text, MIN (len, 8 * KA_MAX_CELL_CHARS));
  glong n = g_utf8_strlen (valid, -1);

  if (n > (glong)KA_MAX_CELL_CHARS)
    tell_cut (book, valid);
  return g_utf8_substring (valid, 0, MIN (n, (glong)KA_MAX_CELL_CHARS));
}

static gboolean
is_sound (const char *text, gsize len)
{
  const char *end;

  if (len > KA_MAX_CELL_CHARS)
    return FALSE;
  return g_utf8_validate_len (text, len, &end);
}

guint
ka_book_add_string (KaBook *book, const char *text, gssize len)
{
  gsize n = len < 0 ? strlen (text) : (gsize)len;
  guint start = book->text.len;

  if (is_sound (text, n))
    append_text (&book->text, text, n);
  else
    {
      g_autofree char *repaired = repair_text (book, text, n);

      append_text (&book->text, repaired, strlen (repaired));
    }
  book->n_empty += book->text.len - start == 1;
  ka_spool_append (&book->strings, &start, sizeof start);
  return ka_book_get_n_strings (book) - 1;
}

/* ---- filling a sheet ---- */

void
ka_grid_begin_row (KaGrid *grid, guint number, gboolean hidden)
{
  KaBook *book = grid->book;
  Row row = { number, hidden ? 1 : 0, 0 };

  if (book->in_row)
    ka_spool_append (&book->cells, "", 1);
  book->in_row = FALSE;
  row.start = book->cells.len;
  /* A row before that holds nothing gives up its place. */
  if (grid->rows->len > 0 && grid->n_cells == 0)
    g_array_set_size (grid->rows, grid->rows->len - 1);
  else if (grid->rows->len > 0
           && number <= g_array_index (grid->rows, Row, grid->rows->len - 1).number)
    grid->unordered = TRUE;
  g_array_append_val (grid->rows, row);
  grid->next_column = 0;
  grid->n_cells = 0;
}

static guint
put_number (guint8 *bytes, guint n)
{
  guint len = 0;

  while (n >= 0x80)
    {
      bytes[len++] = (n & 0x7f) | 0x80;
      n >>= 7;
    }
  bytes[len++] = n;
  return len;
}

/* A cell's head and, where it is not the next one, its column. */
static guint
put_head (KaGrid *grid, guint8 *bytes, guint column, guint head)
{
  guint len = 1;

  if (column >= grid->next_column && column - grid->next_column < HEAD_GAP_FAR)
    bytes[0] = head | ((column - grid->next_column) << HEAD_GAP_SHIFT);
  else
    {
      bytes[0] = head | (HEAD_GAP_FAR << HEAD_GAP_SHIFT);
      len += put_number (bytes + 1, column);
    }
  grid->n_cells++;
  grid->book->in_row = TRUE;
  grid->next_column = column + 1;
  grid->n_columns = MAX (grid->n_columns, column + 1);
  return len;
}

static void
append_reference (KaGrid *grid, guint column, KaCellType type, guint string, gboolean formula)
{
  guint8 bytes[12];
  guint len = put_head (grid, bytes, column, type | (formula ? HEAD_FORMULA : 0));

  len += put_number (bytes + len, string);
  ka_spool_append (&grid->book->cells, bytes, len);
}

/* Dates and errors are few and short: a book keeps each once. */
static gboolean
find_common (KaBook *book, const char *text, gsize len, guint *string)
{
  char key[32];
  gpointer found;

  if (len >= sizeof key)
    return FALSE;
  memcpy (key, text, len);
  key[len] = '\0';
  found = g_hash_table_lookup (book->common, key);
  if (found == NULL)
    {
      if (g_hash_table_size (book->common) >= MAX_COMMON)
        return FALSE;
      *string = ka_book_add_string (book, key, len);
      g_hash_table_insert (book->common, g_strdup (key), GUINT_TO_POINTER (*string + 1));
      return TRUE;
    }
  *string = GPOINTER_TO_UINT (found) - 1;
  return TRUE;
}

void
ka_grid_add_cell (KaGrid *grid,
                  guint column,
                  KaCellType type,
                  const char *text,
                  gssize len,
                  gboolean formula)
{
  gsize n = len < 0 ? strlen (text) : (gsize)len;
  guint8 bytes[8];
  guint string, len_head;

  g_return_if_fail (grid->rows->len > 0);
  if (n == 0 || type == KA_CELL_EMPTY)
    return;
  if (type > KA_CELL_NUMBER && find_common (grid->book, text, n, &string))
    {
      append_reference (grid, column, type, string, formula);
      return;
    }
  len_head = put_head (grid, bytes, column, type | HEAD_OWN_TEXT | (formula ? HEAD_FORMULA : 0));
  ka_spool_append (&grid->book->cells, bytes, len_head);
  if (is_sound (text, n))
    append_text (&grid->book->cells, text, n);
  else
    {
      g_autofree char *repaired = repair_text (grid->book, text, n);

      append_text (&grid->book->cells, repaired, strlen (repaired));
    }
}

void
ka_grid_add_shared (KaGrid *grid, guint column, guint string, gboolean formula)
{
  g_return_if_fail (grid->rows->len > 0 && string < ka_book_get_n_strings (grid->book));
  if (grid->book->n_empty > 0 && ka_book_get_string (grid->book, string)[0] == '\0')
    return;
  append_reference (grid, column, KA_CELL_TEXT, string, formula);
}

void
ka_grid_add_merge (KaGrid *grid, const KaMerge *merge)
{
  g_array_append_val (grid->merges, *merge);
}

void
ka_grid_hide_columns (KaGrid *grid, guint first, guint last)
{
  g_array_append_val (grid->hidden, first);
  g_array_append_val (grid->hidden, last);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;

  if (x->number != y->number)
    return x->number < y->number ? -1 : 1;
  return x->start < y->start ? -1 : x->start > y->start;
}

/* ---- reading a sheet ---- */

const char *
ka_grid_get_name (KaGrid *grid)
{
  return grid->name;
}

KaSheetState
ka_grid_get_state (KaGrid *grid)
{
  return grid->state;
}

KaBook *
ka_grid_get_book (KaGrid *grid)
{
  return grid->book;
}

guint
ka_grid_get_n_columns (KaGrid *grid)
{
  return grid->n_columns;
}

guint
ka_grid_get_n_rows (KaGrid *grid)
{
  /* The last one may hold nothing either. */
  if (grid->rows->len > 0 && grid->n_cells == 0)
    {
      g_array_set_size (grid->rows, grid->rows->len - 1);
      grid->n_cells = 1;
    }
  if (grid->unordered)
    {
      g_array_sort (grid->rows, compare_rows);
      grid->unordered = FALSE;
    }
  return grid->rows->len;
}

guint
ka_grid_row_number (KaGrid *grid, guint i)
{
  g_return_val_if_fail (i < grid->rows->len, 0);
  return g_array_index (grid->rows, Row, i).number;
}

gboolean
ka_grid_row_hidden (KaGrid *grid, guint i)
{
  g_return_val_if_fail (i < grid->rows->len, FALSE);
  return g_array_index (grid->rows, Row, i).hidden;
}

gboolean
ka_grid_column_hidden (KaGrid *grid, guint column)
{
  for (guint i = 0; i + 1 < grid->hidden->len; i += 2)
    if (column >= g_array_index (grid->hidden, guint, i)
        && column <= g_array_index (grid->hidden, guint, i + 1))
      return TRUE;
  return FALSE;
}

const KaMerge *
ka_grid_get_merges (KaGrid *grid, guint *n)
{
  *n = grid->merges->len;
  return (const KaMerge *)grid->merges->data;
}

static guint
read_number (const guint8 **at)
{
  guint n = 0;

  for (guint shift = 0;; shift += 7)
    {
      guint8 byte = *(*at)++;

      n |= (guint)(byte & 0x7f) << shift;
      if (byte < 0x80)
        return n;
    }
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const KaCell *x = a, *y = b;

  return x->column < y->column ? -1 : x->column > y->column;
}

/* A file may give cells out of order, and one twice: the later one stands. */
static void
order_cells (GArray *cells)
{
  guint kept = 0;

  g_array_sort (cells, compare_cells);
  for (guint i = 0; i < cells->len; i++)
    {
      KaCell cell = g_array_index (cells, KaCell, i);

      if (kept > 0 && g_array_index (cells, KaCell, kept - 1).column == cell.column)
        kept--;
      g_array_index (cells, KaCell, kept++) = cell;
    }
  g_array_set_size (cells, kept);
}

void
ka_grid_read_row (KaGrid *grid, guint i, GArray *cells)
{
  KaSpool *spool = &grid->book->cells;
  const guint8 *at, *end;
  guint next = 0;
  gboolean ordered = TRUE;

  g_array_set_size (cells, 0);
  g_return_if_fail (i < grid->rows->len);
  at = ka_spool_at (spool, g_array_index (grid->rows, Row, i).start);
  end = spool->data + spool->len;
  while (at < end && *at != 0)
    {
      guint head = *at++;
      guint gap = head >> HEAD_GAP_SHIFT;
      KaCell cell = { head & HEAD_TYPE, NULL, next + gap, (head & HEAD_FORMULA) != 0 };

      if (gap == HEAD_GAP_FAR)
        {
          cell.column = read_number (&at);
          ordered = ordered && (cells->len == 0 || cell.column >= next);
        }
      next = cell.column + 1;
      if (head & HEAD_OWN_TEXT)
        {
          cell.text = (const char *)ka_spool_at (spool, at - spool->data);
          at += strlen (cell.text) + 1;
        }
      else
        cell.text = ka_book_get_string (grid->book, read_number (&at));
      g_array_append_val (cells, cell);
    }
  if (!ordered)
    order_cells (cells);
}

const char *
ka_column_letters (guint column, char *buffer)
{
  char reversed[8];
  guint n = 0;

  for (guint rest = column + 1; rest > 0 && n < sizeof reversed - 1; rest = (rest - 1) / 26)
    reversed[n++] = 'A' + (rest - 1) % 26;
  for (guint i = 0; i < n; i++)
    buffer[i] = reversed[n - 1 - i];
  buffer[n] = '\0';
  return buffer;
}
