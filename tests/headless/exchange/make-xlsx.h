/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Makes workbooks, sound and hostile ones, for the tests. */

typedef struct
{
  const char *name;
  const char *text;
  gssize len; /* -1: up to the NUL */
} Part;

/* A zip file of the parts (the last has no name). Free the path with g_free() after g_unlink(). */
char *make_zip (const Part *parts, gboolean compress);
/* A workbook whose sheet is `head` and so many MB of spaces. */
char *make_large_xlsx (const char *head, gsize megabytes);
/* Has the zip file say that the part is so large. */
void declare_size (const char *path, const char *part, guint32 size);
/* A workbook with one sheet 表; `data` is what stands in sheetData, `strings` in sst, `styles` in
 * styleSheet (each may be NULL). */
char *make_xlsx (const char *data, const char *strings, const char *styles);
/* A text file. */
char *make_file (const char *bytes, gsize len, const char *ending);
