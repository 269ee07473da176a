/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <string.h>

/* Records of an old workbook without a container around them: the first byte says which version, and
 * how much of a sound workbook stands before the rest. */

enum
{
  BOF = 0x0809,
  BOUNDSHEET = 0x0085,
  FORMAT = 0x041e,
  XF = 0x00e0,
  CODEPAGE = 0x0042,
  SST = 0x00fc,
  END = 0x000a,
};

static void
add_record (GByteArray *out, guint type, const void *data, gsize len)
{
  guint8 head[4] = { (guint8)type, (guint8)(type >> 8), (guint8)len, (guint8)(len >> 8) };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data, len);
}

static void
add_begin (GByteArray *out, gboolean biff8, guint what)
{
  guint8 bof[16] = { 0, (guint8)(biff8 ? 6 : 5), (guint8)what, 0 };

  add_record (out, BOF, bof, biff8 ? 16 : 8);
}

/* Globals with one sheet, whose records are the input. */
static void
add_globals (GByteArray *out, gboolean biff8)
{
  static const guint8 codepage[] = { 0xa8, 0x03 }; /* 936 */
  static const guint8 plain[20] = { 0 }, date[20] = { 0, 0, 14 }, own[20] = { 0, 0, 164 };
  static const guint8 format8[] = { 164, 0, 4, 0, 0, 'y', 'y', '/', 'm' };
  static const guint8 format5[] = { 164, 0, 4, 'y', 'y', '/', 'm' };
  static const guint8 strings[] = { 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 'a', 1, 0, 1, 0x01, 0x4e };
  guint8 sheet8[] = { 0, 0, 0, 0, 0, 0, 1, 0, 's' }, sheet5[] = { 0, 0, 0, 0, 0, 0, 1, 's' };
  guint8 *sheet;
  guint32 start;
  guint entry;

  add_begin (out, biff8, 5);
  add_record (out, CODEPAGE, codepage, sizeof codepage);
  add_record (out, FORMAT, biff8 ? format8 : format5, biff8 ? sizeof format8 : sizeof format5);
  add_record (out, XF, plain, biff8 ? 20 : 16);
  add_record (out, XF, date, biff8 ? 20 : 16);
  add_record (out, XF, own, biff8 ? 20 : 16);
  entry = out->len + 4;
  add_record (out, BOUNDSHEET, biff8 ? sheet8 : sheet5, biff8 ? sizeof sheet8 : sizeof sheet5);
  if (biff8)
    add_record (out, SST, strings, sizeof strings);
  add_record (out, END, NULL, 0);
  start = GUINT32_TO_LE (out->len);
  sheet = out->data + entry;
  memcpy (sheet, &start, sizeof start);
  add_begin (out, biff8, 0x10);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) book = g_byte_array_new ();
  FuzzFile file;

  if (size == 0)
    return 0;
  if (data[0] & 2)
    add_globals (book, data[0] & 1);
  else
    add_begin (book, data[0] & 1, 5);
  g_byte_array_append (book, data + 1, size - 1);
  fuzz_file_open (&file, book->data, book->len);
  fuzz_read_book (file.path);
  fuzz_file_close (&file);
  return 0;
}
