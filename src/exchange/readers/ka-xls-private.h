/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-xlsx-private.h"

G_BEGIN_DECLS

/* What is known of an old workbook (BIFF5, BIFF8) from its globals. */
typedef struct
{
  const guint8 *bytes; /* the whole workbook stream */
  gsize len;
  gboolean biff8;
  guint codepage;     /* of BIFF5's bytes */
  GByteArray *styles; /* one KaStyle a byte for each cell format */
  GArray *strings;    /* guint: the book's string for each entry of the shared string table */
  KaBook *book;
  GCancellable *cancellable;
} KaXls;

/* One record and where the next one begins. A record that runs over the end of the stream ends it. */
typedef struct
{
  guint16 type;
  gsize start; /* of its data */
  gsize len;
  gsize next;
} KaXlsRecord;

enum
{
  KA_XLS_FORMULA = 0x0006,
  KA_XLS_EOF = 0x000a,
  KA_XLS_NOTE = 0x001c,
  KA_XLS_DATEMODE = 0x0022,
  KA_XLS_FILEPASS = 0x002f,
  KA_XLS_CONTINUE = 0x003c,
  KA_XLS_CODEPAGE = 0x0042,
  KA_XLS_COLINFO = 0x007d,
  KA_XLS_BOUNDSHEET = 0x0085,
  KA_XLS_MULRK = 0x00bd,
  KA_XLS_RSTRING = 0x00d6,
  KA_XLS_XF = 0x00e0,
  KA_XLS_MERGEDCELLS = 0x00e5,
  KA_XLS_SST = 0x00fc,
  KA_XLS_LABELSST = 0x00fd,
  KA_XLS_NUMBER = 0x0203,
  KA_XLS_LABEL = 0x0204,
  KA_XLS_BOOLERR = 0x0205,
  KA_XLS_STRING = 0x0207,
  KA_XLS_ROW = 0x0208,
  KA_XLS_RK = 0x027e,
  KA_XLS_FORMAT = 0x041e,
  KA_XLS_BOF = 0x0809,
};

gboolean ka_xls_next (const KaXls *xls, gsize at, KaXlsRecord *record);
guint16 ka_xls_u16 (const KaXls *xls, gsize at); /* 0 beyond the end */
guint32 ka_xls_u32 (const KaXls *xls, gsize at);

/* ---- ka-xls-strings.c ---- */

/* A string of `count` characters at `at` with its flags byte (BIFF8) or bytes of the code page (BIFF5),
 * within [at, end). Never NULL; what is cut off or unreadable is left out. */
char *ka_xls_string (const KaXls *xls, gsize at, gsize end, guint count);
/* The shared string table with its CONTINUE records. */
gboolean ka_xls_read_strings (KaXls *xls, const KaXlsRecord *sst, GError **error);
/* The text of a STRING record, which may be continued. */
char *ka_xls_read_long_string (const KaXls *xls, const KaXlsRecord *record);

/* ---- ka-xls-sheet.c ---- */

gboolean ka_xls_read_sheet (KaXls *xls, gsize start, KaGrid *grid, GError **error);

G_END_DECLS
