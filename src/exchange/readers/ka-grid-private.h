/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-grid.h"

G_BEGIN_DECLS

/* What Excel itself can hold. */
#define KA_MAX_ROWS 1048576u
#define KA_MAX_COLUMNS 16384u
#define KA_MAX_CELL_CHARS 32767u
/* What a file may bring: beyond this the machine is being attacked or the file is no ledger. */
#define KA_MAX_BOOK_BYTES (128u * 1024 * 1024)
#define KA_MAX_SHEETS 1000u
#define KA_MAX_STRINGS 8000000u
#define KA_MAX_MERGES 1000000u

/* The bytes that the book keeps: readers stop when it passes KA_MAX_BOOK_BYTES. */
gsize ka_book_get_bytes (KaBook *book);
guint ka_book_get_n_strings (KaBook *book);
const char *ka_book_get_string (KaBook *book, guint string);
/* Days are counted from 1904 on (old Macintosh workbooks). */
void ka_book_set_1904 (KaBook *book, gboolean from_1904);
gboolean ka_book_get_1904 (KaBook *book);
/* KA_ERROR_TOO_LARGE once the book is too large to keep. */
gboolean ka_book_check_size (KaBook *book, GError **error);
KaBook *ka_grid_get_book (KaGrid *grid);

/* The readers: each reads one format from the path. */
KaBook *ka_xlsx_read (const char *path,
                      KaProgress progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error);
KaBook *ka_ods_read (const char *path,
                     KaProgress progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error);
/* xls and et: BIFF5 and BIFF8, in their container or bare. */
KaBook *ka_xls_read (const char *path,
                     KaProgress progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error);
KaBook *ka_csv_read (const char *path,
                     KaProgress progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error);
/* A web page that holds tables; Excel 2003's XML: both mostly named .xls. */
KaBook *ka_html_read (const char *path,
                      KaProgress progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error);
KaBook *ka_xml_read (const char *path,
                     KaProgress progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error);

G_END_DECLS
