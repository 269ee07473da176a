/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

/* A workbook of libxlsxwriter on its way to a file: whole, or not at all. */
typedef struct
{
  lxw_workbook *book; /* NULL: finished */
  char *path;
  char *folder; /* of the scratch files, in the folder of the path */
  char *beside; /* what is written, in there */
  int mode;
} KaBookFile;

/* mode: of the new file; 0: what is usual. in_order: the rows of each sheet are written from the first to the
 * last, so that they need not be kept in memory. */
KaBookFile *ka_book_file_new (const char *path, int mode, gboolean in_order, GError **error);
/* Without a trace of what was not finished. */
void ka_book_file_free (KaBookFile *file);

/* Why a cell or a sheet could not be written: failure is one of lxw_error. FALSE, always. */
gboolean ka_book_file_refuse (KaBookFile *file, int failure, GError **error);

/* Writes it and puts it in the place of the path. libxlsxwriter does not look whether its scratch files could be
 * written: on a disk that fills up it puts half a sheet into the book and says nothing. So the book is read back:
 * the length of rows that went through a scratch file, everything else as XML with all its elements.
 * failure: the first lxw_error of filling the cells, or 0. */
gboolean ka_book_file_finish (KaBookFile *file, int failure, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaBookFile, ka_book_file_free)

G_END_DECLS
