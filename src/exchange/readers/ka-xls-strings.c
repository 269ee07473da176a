/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xls-private.h"

#include <string.h>

/* Bytes of BIFF5 in the workbook's code page. */
static char *
decode_bytes (const KaXls *xls, const guint8 *bytes, gsize len)
{
  g_autofree char *charset = NULL;
  char *text;

  if (len == 0)
    return g_strdup ("");
  /* 936 is GBK; GB18030 reads all of it and what came later. 1252 stands in files that hold Chinese
   * bytes all the same: try GB18030 first where it can be read strictly. */
  if (xls->codepage == 936 || xls->codepage == 0 || xls->codepage == 1200)
    charset = g_strdup ("GB18030");
  else if (xls->codepage == 32768)
    charset = g_strdup ("MACINTOSH");
  else
    charset = g_strdup_printf ("CP%u", xls->codepage == 32769 ? 1252 : xls->codepage);
  text = g_convert ((const char *)bytes, (gssize)len, "UTF-8", charset, NULL, NULL, NULL);
  if (text == NULL)
    text = g_convert_with_fallback ((const char *)bytes, (gssize)len, "UTF-8", "GB18030", "\uFFFD",
                                    NULL, NULL, NULL);
  if (text == NULL)
    text = g_convert ((const char *)bytes, (gssize)len, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  return text ? text : g_strdup ("");
}

static void
append_units (GString *out, const guint8 *bytes, gsize count, gboolean wide)
{
  if (!wide)
    {
      for (gsize i = 0; i < count; i++)
        if (bytes[i] != 0)
          g_string_append_unichar (out, bytes[i]);
      return;
    }
  for (gsize i = 0; i < count; i++)
    {
      gunichar c = bytes[2 * i] | bytes[2 * i + 1] << 8;

      if (c >= 0xd800 && c < 0xdc00 && i + 1 < count)
        {
          gunichar low = bytes[2 * i + 2] | bytes[2 * i + 3] << 8;

          if (low >= 0xdc00 && low < 0xe000)
            {
              c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
              i++;
            }
        }
      if (c != 0)
        g_string_append_unichar (out, g_unichar_validate (c) ? c : 0xfffd);
    }
}

char *
ka_xls_string (const KaXls *xls, gsize at, gsize end, guint count)
{
  g_autoptr (GString) out = NULL;
  gboolean wide;

  end = MIN (end, xls->len);
  if (at >= end)
    return g_strdup ("");
  if (!xls->biff8)
    return decode_bytes (xls, xls->bytes + at, MIN (count, end - at));
  wide = (xls->bytes[at] & 1) != 0;
  at++;
  out = g_string_new (NULL);
  append_units (out, xls->bytes + at, MIN (count, (end - at) / (wide ? 2 : 1)), wide);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A reader over a record and the CONTINUE records behind it. */
typedef struct
{
  const KaXls *xls;
  gsize at, end; /* of the present record */
  gsize next;
} Reader;

static gboolean
next_part (Reader *reader)
{
  KaXlsRecord record;

  if (!ka_xls_next (reader->xls, reader->next, &record) || record.type != KA_XLS_CONTINUE)
    return FALSE;
  reader->at = record.start;
  reader->end = record.start + record.len;
  reader->next = record.next;
  return TRUE;
}

static gboolean
read_byte (Reader *reader, guint *value)
{
  while (reader->at >= reader->end)
    if (!next_part (reader))
      return FALSE;
  *value = reader->xls->bytes[reader->at++];
  return TRUE;
}

static gboolean
read_number (Reader *reader, guint bytes, guint32 *value)
{
  *value = 0;
  for (guint i = 0; i < bytes; i++)
    {
      guint byte;

      if (!read_byte (reader, &byte))
        return FALSE;
      *value |= (guint32)byte << (8 * i);
    }
  return TRUE;
}

static gboolean
skip_bytes (Reader *reader, guint64 count)
{
  while (count > 0)
    {
      gsize here = MIN (count, reader->end - reader->at);

      reader->at += here;
      count -= here;
      if (count > 0 && !next_part (reader))
        return FALSE;
    }
  return TRUE;
}

/* Characters may be cut by the end of a record; the next one then begins with a flags byte of its own
 * ([MS-XLS] 2.5.293). */
static gboolean
read_units (Reader *reader, guint32 count, gboolean wide, GString *out)
{
  while (count > 0)
    {
      gsize width = wide ? 2 : 1;
      gsize here = MIN (count, (reader->end - reader->at) / width);

      append_units (out, reader->xls->bytes + reader->at, here, wide);
      reader->at += here * width;
      count -= here;
      if (count > 0)
        {
          guint flags;

          if (!next_part (reader) || !read_byte (reader, &flags))
            return FALSE;
          wide = (flags & 1) != 0;
        }
    }
  return TRUE;
}

/* XLUnicodeRichExtendedString: characters, then the runs of fonts and the reading (phonetic), which say
 * nothing about the value. */
static gboolean
read_rich_string (Reader *reader, GString *out)
{
  guint32 count, runs = 0, extended = 0;
  guint flags;

  if (!read_number (reader, 2, &count) || !read_byte (reader, &flags)
      || ((flags & 8) && !read_number (reader, 2, &runs))
      || ((flags & 4) && !read_number (reader, 4, &extended)))
    return FALSE;
  return read_units (reader, count, (flags & 1) != 0, out)
         && skip_bytes (reader, (guint64)runs * 4 + extended);
}

gboolean
ka_xls_read_strings (KaXls *xls, const KaXlsRecord *sst, GError **error)
{
  Reader reader = { xls, sst->start, sst->start + sst->len, sst->next };
  g_autoptr (GString) text = g_string_new (NULL);
  guint32 total, unique;

  if (!read_number (&reader, 4, &total) || !read_number (&reader, 4, &unique))
    return TRUE;
  for (guint32 i = 0; i < unique; i++)
    {
      guint string;
      gboolean whole;

      g_string_truncate (text, 0);
      whole = read_rich_string (&reader, text);
      /* A table that claims more strings than the file holds ends where the file does. */
      if (!whole && text->len == 0)
        break;
      string = ka_book_add_string (xls->book, text->str, (gssize)text->len);
      g_array_append_val (xls->strings, string);
      if (!whole)
        break;
      if (i % 4096 == 0
          && (!ka_book_check_size (xls->book, error)
              || g_cancellable_set_error_if_cancelled (xls->cancellable, error)))
        return FALSE;
    }
  return TRUE;
}

char *
ka_xls_read_long_string (const KaXls *xls, const KaXlsRecord *record)
{
  Reader reader = { xls, record->start, record->start + record->len, record->next };
  g_autoptr (GString) text = g_string_new (NULL);
  guint32 count;
  guint flags;

  if (!xls->biff8)
    return ka_xls_string (xls, record->start + 2, record->start + record->len,
                          ka_xls_u16 (xls, record->start));
  if (read_number (&reader, 2, &count) && read_byte (&reader, &flags))
    read_units (&reader, count, (flags & 1) != 0, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
