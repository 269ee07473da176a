/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xlsx-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The shared strings: runs of rich text are joined, the readings beside them (rPh) left out. */
typedef struct
{
  KaBook *book;
  GString *text;
  guint reading; /* depth within rPh */
  gboolean in_text;
} Strings;

static void
add_string (Strings *strings, KaXml *xml)
{
  GString *text = strings->text;
  GError *error = NULL;

  ka_book_add_string (strings->book, text->str, ka_xlsx_unescape (text->str, text->len));
  if (ka_book_get_n_strings (strings->book) > KA_MAX_STRINGS)
    ka_xml_take_error (xml, g_error_new_literal (KA_ERROR, KA_ERROR_TOO_LARGE,
                                                 _ ("文件里的文字太多，不像一份台账，没有读入。")));
  else if (ka_book_get_n_strings (strings->book) % 1024 == 0
           && !ka_book_check_size (strings->book, &error))
    ka_xml_take_error (xml, error);
}

static void
on_start (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  Strings *strings = data;

  if (strcmp (name, "t") == 0)
    strings->in_text = strings->reading == 0;
  else if (strcmp (name, "si") == 0)
    g_string_truncate (strings->text, 0);
  else if (strcmp (name, "rPh") == 0)
    strings->reading++;
}

static void
on_end (KaXml *xml, const char *name, gpointer data)
{
  Strings *strings = data;

  if (strcmp (name, "t") == 0)
    strings->in_text = FALSE;
  else if (strcmp (name, "rPh") == 0 && strings->reading > 0)
    strings->reading--;
  else if (strcmp (name, "si") == 0)
    {
      add_string (strings, xml);
      if (strings->reading == 0)
        ka_xml_expect_plain (xml);
    }
}

/* Strings as nearly all are: <si><t>双福街道</t></si> */
static gsize
on_plain (KaXml *xml, const char *bytes, gsize len, gpointer data)
{
  Strings *strings = data;
  const char *end = bytes + len, *at = bytes;

  while (!ka_xml_has_failed (xml))
    {
      const char *text = ka_xml_skip (at, end, "<si><t>"), *stop, *behind;

      if (text == NULL)
        text = ka_xml_skip (at, end, "<si><t xml:space=\"preserve\">");
      stop = text != NULL ? ka_xml_plain_text (xml, text, end) : NULL;
      behind = ka_xml_skip (stop, end, "</t></si>");
      if (behind == NULL || stop - text > 4 * KA_MAX_CELL_CHARS)
        break;
      g_string_truncate (strings->text, 0);
      g_string_append_len (strings->text, text, stop - text);
      add_string (strings, xml);
      at = behind;
    }
  return at - bytes;
}

static void
on_text (KaXml *xml, const char *text, gsize len, gpointer data)
{
  Strings *strings = data;

  if (!strings->in_text)
    return;
  g_string_append_len (strings->text, text, len);
  if (strings->text->len > 4 * KA_MAX_CELL_CHARS)
    ka_xml_take_error (
      xml, g_error_new (KA_ERROR, KA_ERROR_TOO_LARGE,
                        _ ("文件里有超过 %u 个字的单元格，不是正常的表格文件，没有读入。"),
                        KA_MAX_CELL_CHARS));
}

gboolean
ka_xlsx_read_strings (KaPackage *package,
                      const char *part,
                      KaBook *book,
                      KaXlsxProgress *progress,
                      GError **error)
{
  static const KaXmlHandler handler = { on_start, on_end, on_text, "<si>", on_plain };
  Strings strings = { .book = book, .text = g_string_new (NULL) };
  gboolean ok = ka_xml_read_part (package, part, &handler, &strings, progress, error)
                && ka_book_check_size (book, error);

  g_string_free (strings.text, TRUE);
  return ok;
}
