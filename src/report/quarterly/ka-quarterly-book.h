/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <xlsxwriter.h>

#include "ka-quarterly-private.h"

G_BEGIN_DECLS

/* The workbook while it is written. Sheets are made in their order first, then filled: a cell can only lead
 * to a place that is known. */
typedef struct
{
  KaQuarterly *report; /* NULL: of something else */
  lxw_workbook *workbook;
  lxw_format *title, *heading, *text, *center, *number, *decimal, *percent, *date;
  lxw_format *total_text, *total_number, *link_number, *link_percent, *note;
  GHashTable *places; /* name of a figure → "internal:'…'!A5" */
  int failure;        /* the first lxw_error, or 0 */
} KaWorkbook;

/* Makes the sheets and fills them. */
typedef gboolean (*KaWorkbookFill) (KaWorkbook *book,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);
/* Written beside the path and put in its place at once (0600). in_order: the rows of each sheet are written from
 * the first to the last, so that they need not be kept in memory. */
gboolean ka_workbook_write (const char *path,
                            KaWorkbookFill fill,
                            gpointer data,
                            gboolean in_order,
                            GCancellable *cancellable,
                            GError **error);

void ka_workbook_make_formats (KaWorkbook *book);
/* A new sheet, A4 landscape, one page wide. name: without what Excel forbids in names of sheets. */
lxw_worksheet *ka_workbook_add_sheet (KaWorkbook *book, const char *name);
/* Text is made valid, without marks, and cut to what a cell holds. */
void ka_workbook_put_text (KaWorkbook *book,
                           lxw_worksheet *sheet,
                           guint row,
                           guint column,
                           const char *text,
                           lxw_format *format);
/* A day as a date: 2025-12-31; other text as it stands. */
void ka_workbook_put_day (KaWorkbook *book,
                          lxw_worksheet *sheet,
                          guint row,
                          guint column,
                          const char *text);
void ka_workbook_put_number (KaWorkbook *book,
                             lxw_worksheet *sheet,
                             guint row,
                             guint column,
                             gint64 value,
                             guint places,
                             lxw_format *format);
/* The number of a figure, as a link to the rows that it counts where they are listed. */
void ka_workbook_put_figure (KaWorkbook *book,
                             lxw_worksheet *sheet,
                             guint row,
                             guint column,
                             const char *name,
                             lxw_format *plain,
                             lxw_format *linked);
/* Freezes, repeats and filters: heads are the rows up to `heads`, then `rows` of data over `columns`. Where rows
 * are written in order, before the first of them. */
void ka_workbook_frame_sheet (KaWorkbook *book,
                              lxw_worksheet *sheet,
                              guint heads,
                              guint rows,
                              guint columns);
/* Not every program finds the height of wrapped text by itself. */
void ka_workbook_set_row_height (lxw_worksheet *sheet, guint row, guint lines);
void ka_workbook_put_heads (KaWorkbook *book,
                            lxw_worksheet *sheet,
                            guint row,
                            const char *const *heads,
                            const double *widths,
                            guint n);

/* A table of the annexes as a sheet of its own; of one that is cancelled only a part is written. */
void ka_workbook_write_table (KaWorkbook *book,
                              lxw_worksheet *sheet,
                              const char *title,
                              KaTable *table,
                              GCancellable *cancellable);

/* The lists of rows: makes their sheets, fills them and notes where each figure's stand. */
gboolean ka_workbook_write_rows (KaWorkbook *book, GCancellable *cancellable, GError **error);
gboolean
ka_workbook_write_indicator_rows (KaWorkbook *book, GCancellable *cancellable, GError **error);

G_END_DECLS
