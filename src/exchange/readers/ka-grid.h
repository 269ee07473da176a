/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-error.h>
#include <ka-types.h>

G_BEGIN_DECLS

/* What every reader gives and everything above works on: a book of sheets of cells, packed (about six
 * bytes a cell; equal strings once), random access by row. */
typedef struct _KaBook KaBook;
typedef struct _KaGrid KaGrid;

typedef enum
{
  KA_CELL_EMPTY,
  KA_CELL_TEXT,
  KA_CELL_NUMBER, /* the digits as the file has them ("15.600000000000001"), never through a double */
  KA_CELL_DATE,   /* a serial number whose style is a date: canonical YYYY-MM-DD */
  KA_CELL_TIME,   /* … with a time of day: YYYY-MM-DDTHH:MM */
  KA_CELL_BOOLEAN, /* "1" or "0" */
  KA_CELL_ERROR,   /* "#N/A", "#REF!" … */
} KaCellType;

typedef struct
{
  KaCellType type;
  const char *text; /* valid UTF-8, never NULL ("" for EMPTY); owned by the grid */
  guint column;     /* from 0 */
  gboolean formula; /* the text is a formula's cached result */
} KaCell;

typedef struct
{
  guint row, column;           /* top left, from 0 */
  guint last_row, last_column; /* included */
} KaMerge;

typedef enum
{
  KA_SHEET_VISIBLE,
  KA_SHEET_HIDDEN,
} KaSheetState;

/* ---- a book: made by a reader ---- */
void ka_book_free (KaBook *book);
const char *ka_book_get_format (KaBook *book); /* "xlsx", "csv" … */
GPtrArray *ka_book_get_notes (KaBook *book);   /* char *: Chinese remarks on the file as a whole */
gboolean ka_book_has_comments (KaBook *book);  /* at cells: they are not read */
guint ka_book_get_n_sheets (KaBook *book);
KaGrid *ka_book_get_sheet (KaBook *book, guint i); /* borrowed */

const char *ka_grid_get_name (KaGrid *grid);
KaSheetState ka_grid_get_state (KaGrid *grid);
/* Only rows that hold something are kept. Index i runs over those; number is the row's own, from 0. */
guint ka_grid_get_n_rows (KaGrid *grid);
guint ka_grid_row_number (KaGrid *grid, guint i);
gboolean ka_grid_row_hidden (KaGrid *grid, guint i);
gboolean ka_grid_column_hidden (KaGrid *grid, guint column);
guint ka_grid_get_n_columns (KaGrid *grid); /* last used column + 1 */
const KaMerge *ka_grid_get_merges (KaGrid *grid, guint *n);
/* Fills cells (grown as needed, KaCell elements, non-empty cells in order of columns) with row i. */
void ka_grid_read_row (KaGrid *grid, guint i, GArray *cells);

/* ---- for readers ---- */
KaBook *ka_book_new (const char *format);
void ka_book_take_note (KaBook *book, char *note);
void ka_book_set_comments (KaBook *book);
KaGrid *ka_book_add_sheet (KaBook *book, const char *name, KaSheetState state);
/* Strings shared by the book's cells (an xlsx shared string, the repeated value of a csv): index. */
guint ka_book_add_string (KaBook *book, const char *text, gssize len);
/* Rows and columns ascending. Empty cells are dropped. */
void ka_grid_begin_row (KaGrid *grid, guint number, gboolean hidden);
void ka_grid_add_cell (KaGrid *grid,
                       guint column,
                       KaCellType type,
                       const char *text,
                       gssize len,
                       gboolean formula);
void ka_grid_add_shared (KaGrid *grid, guint column, guint string, gboolean formula);
void ka_grid_add_merge (KaGrid *grid, const KaMerge *merge);
void ka_grid_hide_columns (KaGrid *grid, guint first, guint last);

/* "A".."XFD" of a column from 0; the buffer has room for 8 bytes. */
const char *ka_column_letters (guint column, char *buffer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaBook, ka_book_free)

/* Reads a file by what its first bytes are, not by its name. Refuses (KA_ERROR_FORMAT, _TOO_LARGE,
 * _ENCRYPTED, _CANCELLED) with a clear sentence; a hostile file never crashes, hangs or eats memory. */
KaBook *ka_book_open (const char *path,
                      KaProgress progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error);

G_END_DECLS
