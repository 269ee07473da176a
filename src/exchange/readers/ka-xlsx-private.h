/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-grid-private.h"

#include <string.h>

G_BEGIN_DECLS

/* ---- ka-xlsx-package.c: the zip file and its parts ---- */

/* Bytes that all parts together may inflate to. */
#define KA_MAX_INFLATED_BYTES (G_GINT64_CONSTANT (512) * 1024 * 1024)
#define KA_MAX_ENTRIES 20000u

typedef struct _KaPackage KaPackage;

KaPackage *ka_package_open (const char *path, GError **error);
void ka_package_free (KaPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPackage, ka_package_free)

/* FALSE: the end of the file with its list of parts is missing; what is there was found by reading on. */
gboolean ka_package_is_complete (KaPackage *package);
/* Names are compared without case, with \ as /, and without a leading /. */
gboolean ka_package_has (KaPackage *package, const char *part);
/* Whether there is a part whose own name begins so. */
gboolean ka_package_has_named (KaPackage *package, const char *name);
/* Bytes that the part says it has; 0 if it is not there or does not say. */
gint64 ka_package_get_size (KaPackage *package, const char *part);
/* Goes to the part; then read gives its blocks until *size is 0. A wrong checksum fails at the end. */
gboolean ka_package_seek (KaPackage *package, const char *part, GError **error);
gboolean ka_package_read (KaPackage *package, const void **block, gsize *size, GError **error);

/* ---- ka-xlsx-xml.c: Expat behind guards ---- */

typedef struct _KaXml KaXml;

/* Names come without their prefix. What stands in extLst is passed over. */
typedef struct
{
  void (*start) (KaXml *xml, const char *name, const char **attributes, gpointer data);
  void (*end) (KaXml *xml, const char *name, gpointer data);
  void (*text) (KaXml *xml, const char *text, gsize len, gpointer data); /* or NULL */
  /* Expat takes a third of the time of an import with what is nearly all of a large part, and always of one
   * form: whole elements that begin with the bytes `opening` (or NULL) and say nothing that needs a parser, and
   * between them the end of an element with the beginning of the next of its name.
   * Where ka_xml_expect_plain() was called for the tag right before them, they come here: gives how many bytes
   * it took, 0 where they are not of that form. Expat reads all else, and the part is well formed without
   * these just where it is so with them. */
  const char *opening;
  gsize (*plain) (KaXml *xml, const char *bytes, gsize len, gpointer data);
} KaXmlHandler;

/* Progress over several parts. */
typedef struct
{
  KaProgress progress; /* or NULL */
  gpointer data;
  GCancellable *cancellable;
  gint64 total, done; /* bytes */
} KaXlsxProgress;

gboolean ka_xml_read_part (KaPackage *package,
                           const char *part,
                           const KaXmlHandler *handler,
                           gpointer data,
                           KaXlsxProgress *progress,
                           GError **error);
/* The same of a text (UTF-8) that is no part of a package. name: what messages call it. */
gboolean ka_xml_read_text (const char *text,
                           gsize len,
                           const char *name,
                           const KaXmlHandler *handler,
                           gpointer data,
                           KaXlsxProgress *progress,
                           GError **error);
/* For handlers: stops reading with the error. */
void ka_xml_take_error (KaXml *xml, GError *error);
gboolean ka_xml_has_failed (KaXml *xml);
/* How many elements are open; whether the last one that began has a prefix before its name. */
guint ka_xml_get_depth (KaXml *xml);
gboolean ka_xml_is_prefixed (KaXml *xml);
/* For start and end: elements of the plain form may follow this tag. */
void ka_xml_expect_plain (KaXml *xml);
/* The end of a text without line ends and references, at its `<`; NULL: Expat must read it. */
const char *ka_xml_plain_text (KaXml *xml, const char *text, const char *end);
/* Behind what is expected at this place; NULL: something else is there. Inline, so that the lengths are known. */
static inline const char *
ka_xml_skip (const char *at, const char *end, const char *expected)
{
  gsize len = strlen (expected);

  return at != NULL && (gsize)(end - at) >= len && memcmp (at, expected, len) == 0 ? at + len
                                                                                   : NULL;
}
const char *ka_xml_attribute (const char **attributes, const char *name);
gboolean ka_xml_flag (const char **attributes, const char *name);

/* ---- ka-xlsx-values.c: what is written in cells ---- */

typedef enum
{
  KA_STYLE_PLAIN,
  KA_STYLE_DATE,    /* a date, perhaps with a time of day */
  KA_STYLE_CLOCK,   /* a time of day alone */
  KA_STYLE_ELAPSED, /* hours that may pass 24 */
} KaStyle;

KaStyle ka_style_of_format (guint id, const char *code);
/* Decodes _x000D_ and the like in place and makes every line end a line feed; gives the new length. */
gsize ka_xlsx_unescape (char *text, gsize len);
/* Adds a number as it is written: exponents written out exactly, dates and times by the style. */
void ka_xlsx_add_number (KaGrid *grid,
                         guint column,
                         const char *digits,
                         gsize len,
                         KaStyle style,
                         gboolean formula);
/* A serial day and its time. FALSE: no such day. The buffer has room for 24 bytes. */
gboolean ka_serial_format (const char *digits, gboolean from_1904, KaCellType *type, char *buffer);

/* ---- ka-xlsx-reader.c: where things are, for who changes a book ---- */

typedef struct
{
  char *workbook, *styles; /* parts; styles may be NULL */
  GPtrArray *names;        /* char * a sheet of cells, in their order */
  GPtrArray *sheets;       /* char *: its part */
  gboolean from_1904;
} KaXlsxParts;

KaXlsxParts *ka_xlsx_locate (KaPackage *package, GError **error);
void ka_xlsx_parts_free (KaXlsxParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaXlsxParts, ka_xlsx_parts_free)

/* ---- ka-xlsx-strings.c, ka-xlsx-styles.c, ka-xlsx-sheet.c ---- */

gboolean ka_xlsx_read_strings (KaPackage *package,
                               const char *part,
                               KaBook *book,
                               KaXlsxProgress *progress,
                               GError **error);
/* One KaStyle a byte for each cell format. */
GByteArray *ka_xlsx_read_styles (KaPackage *package,
                                 const char *part,
                                 KaXlsxProgress *progress,
                                 GError **error);
/* n_strings: the first so many strings of the book are the shared ones. */
gboolean ka_xlsx_read_sheet (KaPackage *package,
                             const char *part,
                             KaGrid *grid,
                             GByteArray *styles,
                             guint n_strings,
                             KaXlsxProgress *progress,
                             GError **error);

G_END_DECLS
