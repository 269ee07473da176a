/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-error.h>
#include <ka-types.h>

G_BEGIN_DECLS

/* A workbook written row by row, whatever the data: a thin fence around libxlsxwriter, which lets NaN,
 * broken UTF-8 and a full disk pass without a word. Memory does not grow with the rows. The file appears
 * under its name only when finished; until then nothing of it can be seen. */
typedef struct _KaXlsxWriter KaXlsxWriter;

typedef struct
{
  const char *heading;
  const char *choices; /* a|b|c: chosen from a list in the cell; or NULL */
  guint width;         /* in Chinese characters; 0: by the heading */
  gboolean text;       /* what is typed into it later stays text too */
  gboolean wrap;       /* several lines */
  gboolean key; /* what is written in it stays as it is: the sheet is then protected, without a
                 * password, and everything else in it, the rows below too, can be filled in */
  gboolean
    lead; /* tells which row it is: stays in sight and on every page, with what is left of it */
} KaXlsxColumn;

/* title: of the document (its properties). */
KaXlsxWriter *ka_xlsx_writer_new (const char *path, const char *title, GError **error);
/* Drops what was not finished. */
void ka_xlsx_writer_free (KaXlsxWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaXlsxWriter, ka_xlsx_writer_free)

/* A sheet with its headings: frozen, filtered, repeated on paper (A4 landscape). The name is made to fit
 * and unique. */
gboolean ka_xlsx_writer_begin_sheet (KaXlsxWriter *writer,
                                     const char *name,
                                     const KaXlsxColumn *columns,
                                     guint n_columns,
                                     GError **error);
/* Goes on to the next row. FALSE when the sheet is full. */
gboolean ka_xlsx_writer_begin_row (KaXlsxWriter *writer, GError **error);

/* Cells of the row, in order of columns; NULL or "" writes none. Invalid bytes become U+FFFD, what passes
 * a cell's 32,767 characters is cut and says so. */
void ka_xlsx_writer_text (KaXlsxWriter *writer, guint column, const char *text);
/* value × 10^-places, exact: a number that a double cannot hold stands as text. */
void ka_xlsx_writer_decimal (KaXlsxWriter *writer, guint column, gint64 value, guint places);
/* A date; 长期 and days that Excel's calendar does not have stand as text. */
void ka_xlsx_writer_day (KaXlsxWriter *writer, guint column, KaDay day);
void ka_xlsx_writer_time (KaXlsxWriter *writer, guint column, KaDay day, guint minute);

/* Writes, syncs and renames. */
gboolean ka_xlsx_writer_finish (KaXlsxWriter *writer, GError **error);

G_END_DECLS
