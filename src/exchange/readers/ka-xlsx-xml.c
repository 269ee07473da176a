/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xlsx-private.h"

#include <expat.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* No workbook nests deeper, and no tag (an attribute bomb is one) is longer. */
#define MAX_DEPTH 64
#define MAX_TOKEN_BYTES (1024 * 1024)
/* Expat is fed in pieces small enough for the guards and the cancel button to act. */
#define PIECE_BYTES (64 * 1024)

struct _KaXml
{
  XML_Parser parser;
  const char *part;
  const KaXmlHandler *handler;
  gpointer data;
  GError *error;
  guint depth;
  guint skip_depth; /* depth of the element passed over; 0: none */
  gint64 fed;       /* bytes given to Expat */
  gint64 plain_at;  /* where elements of the plain form may begin, in these bytes; -1: nowhere */
  gboolean utf8;
  gboolean prefixed; /* the name of the element that began last */
};

void
ka_xml_take_error (KaXml *xml, GError *error)
{
  if (xml->error == NULL)
    xml->error = error;
  else
    g_error_free (error);
  XML_StopParser (xml->parser, XML_FALSE);
}

gboolean
ka_xml_has_failed (KaXml *xml)
{
  return xml->error != NULL;
}

void
ka_xml_expect_plain (KaXml *xml)
{
  /* An element in an element in an element at most. */
  if (xml->handler->opening != NULL && xml->depth + 3 <= MAX_DEPTH)
    xml->plain_at = XML_GetCurrentByteIndex (xml->parser) + XML_GetCurrentByteCount (xml->parser);
}

guint
ka_xml_get_depth (KaXml *xml)
{
  return xml->depth;
}

gboolean
ka_xml_is_prefixed (KaXml *xml)
{
  return xml->prefixed;
}

const char *
ka_xml_plain_text (KaXml *xml, const char *text, const char *end)
{
  const char *at = text;
  gboolean ascii = TRUE;

  for (; at < end && *at != '<'; at++)
    {
      guchar c = *at;

      /* U+FFFE and U+FFFF (EF BF …) are UTF-8 and yet nothing that may stand in XML. */
      if (c < ' ' || c == '&' || c == ']' || (c == 0xef && end - at > 1 && (guchar)at[1] == 0xbf))
        return NULL;
      ascii = ascii && c < 0x80;
    }
  if (at == end || (!ascii && !(xml->utf8 && g_utf8_validate_len (text, at - text, NULL))))
    return NULL;
  return at;
}

const char *
ka_xml_attribute (const char **attributes, const char *name)
{
  for (; attributes[0] != NULL; attributes += 2)
    {
      const char *colon = strchr (attributes[0], ':');

      if (strcmp (colon ? colon + 1 : attributes[0], name) == 0)
        return attributes[1];
    }
  return NULL;
}

gboolean
ka_xml_flag (const char **attributes, const char *name)
{
  const char *value = ka_xml_attribute (attributes, name);

  return value != NULL && (strcmp (value, "1") == 0 || g_ascii_strcasecmp (value, "true") == 0);
}

/* Most names are of one letter and so have no prefix. */
static const char *
local_name (const char *name)
{
  const char *colon = name[0] != '\0' && name[1] != '\0' ? strchr (name, ':') : NULL;

  return colon != NULL ? colon + 1 : name;
}

static void XMLCALL
on_start (void *user_data, const XML_Char *name, const XML_Char **attributes)
{
  KaXml *xml = user_data;

  if (xml->error != NULL)
    return;
  xml->plain_at = -1;
  if (++xml->depth > MAX_DEPTH)
    {
      ka_xml_take_error (xml, g_error_new (KA_ERROR, KA_ERROR_FORMAT,
                                           _ ("部件 %s 的嵌套过深，不是正常的表格文件，没有读入。"),
                                           xml->part));
      return;
    }
  if (xml->skip_depth > 0)
    return;
  xml->prefixed = local_name (name) != name;
  name = local_name (name);
  if (strcmp (name, "extLst") == 0)
    {
      xml->skip_depth = xml->depth;
      return;
    }
  xml->handler->start (xml, name, attributes, xml->data);
}

static void XMLCALL
on_end (void *user_data, const XML_Char *name)
{
  KaXml *xml = user_data;

  if (xml->error != NULL)
    return;
  xml->plain_at = -1;
  xml->depth--;
  if (xml->skip_depth > 0)
    {
      if (xml->depth < xml->skip_depth)
        xml->skip_depth = 0;
      return;
    }
  xml->handler->end (xml, local_name (name), xml->data);
}

static void XMLCALL
on_text (void *user_data, const XML_Char *text, int len)
{
  KaXml *xml = user_data;

  if (xml->error == NULL && xml->skip_depth == 0)
    xml->handler->text (xml, text, len, xml->data);
}

/* No workbook has a document type; what has one is there to expand entities. */
static void XMLCALL
on_doctype (void *user_data,
            const XML_Char *name,
            const XML_Char *system_id,
            const XML_Char *public_id,
            int has_subset)
{
  KaXml *xml = user_data;

  ka_xml_take_error (
    xml,
    g_error_new (KA_ERROR, KA_ERROR_FORMAT,
                 _ ("部件 %s 带有实体定义（DOCTYPE），不是正常的表格文件，没有读入。"), xml->part));
}

/* Text beyond ASCII is only looked at where Expat would take it for UTF-8 too. */
static void XMLCALL
on_declaration (void *user_data, const XML_Char *version, const XML_Char *encoding, int standalone)
{
  KaXml *xml = user_data;

  xml->utf8 = encoding == NULL || g_ascii_strcasecmp (encoding, "UTF-8") == 0;
}

static gboolean
feed (KaXml *xml, const char *bytes, gsize len, gboolean last, GError **error)
{
  enum XML_Status status = XML_Parse (xml->parser, bytes, (int)len, last);
  XML_Index index;

  xml->fed += len;
  if (xml->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&xml->error));
      return FALSE;
    }
  if (status != XML_STATUS_OK)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
                   _ ("部件 %s 第 %lu 行的内容已损坏（%s），没有读入；请取得完好的文件再试。"),
                   xml->part, (gulong)XML_GetCurrentLineNumber (xml->parser),
                   XML_ErrorString (XML_GetErrorCode (xml->parser)));
      return FALSE;
    }
  index = XML_GetCurrentByteIndex (xml->parser);
  if (!last && index >= 0 && xml->fed - index > MAX_TOKEN_BYTES)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                   _ ("部件 %s 里有超长的标记，不是正常的表格文件，没有读入。"), xml->part);
      return FALSE;
    }
  return TRUE;
}

/* Takes the elements of the plain form out of the bytes, and gives Expat what is between them. Where the bytes
 * are found anywhere else (in a comment, after blanks), the rest of the piece is Expat's: it looks through an
 * unfinished comment anew each time that it is given more. */
static gboolean
feed_piece (KaXml *xml, const char *bytes, gsize len, GError **error)
{
  const char *opening = xml->handler->opening;
  const char *end = bytes + len, *found;
  gsize tried = 0;

  for (;;)
    {
      found = opening != NULL && (gsize)(end - bytes) > tried
                ? memmem (bytes + tried, end - bytes - tried, opening, strlen (opening))
                : NULL;
      if (found == NULL)
        return feed (xml, bytes, end - bytes, FALSE, error);
      if (!feed (xml, bytes, found - bytes, FALSE, error))
        return FALSE;
      if (xml->plain_at != xml->fed)
        return feed (xml, found, end - found, FALSE, error);
      bytes = found + xml->handler->plain (xml, found, end - found, xml->data);
      if (xml->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&xml->error));
          return FALSE;
        }
      /* One that is not plain after all: on to the next. */
      tried = bytes == found ? 1 : 0;
    }
}

/* A block, in pieces. */
static gboolean
feed_block (KaXml *xml, const char *block, gsize size, KaXlsxProgress *progress, GError **error)
{
  for (gsize at = 0; at < size; at += PIECE_BYTES)
    {
      gsize len = MIN (PIECE_BYTES, size - at);

      if (g_cancellable_is_cancelled (progress->cancellable))
        {
          g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, _ ("已取消读取。"));
          return FALSE;
        }
      if (!feed_piece (xml, block + at, len, error))
        return FALSE;
      progress->done += len;
    }
  if (size > 0 && progress->progress != NULL && progress->total > 0)
    progress->progress (MIN (1.0, progress->done / (double)progress->total), _ ("正在读取表格"),
                        progress->data);
  return TRUE;
}

static gboolean
read_blocks (KaXml *xml, KaPackage *package, KaXlsxProgress *progress, GError **error)
{
  const void *block;
  gsize size;

  do
    {
      if (!ka_package_read (package, &block, &size, error)
          || !feed_block (xml, block, size, progress, error))
        return FALSE;
    }
  while (size > 0);
  return feed (xml, "", 0, TRUE, error);
}

static void
start_parser (KaXml *xml, const char *encoding)
{
  xml->parser = XML_ParserCreate (encoding);
  XML_SetUserData (xml->parser, xml);
  XML_SetElementHandler (xml->parser, on_start, on_end);
  if (xml->handler->text != NULL)
    XML_SetCharacterDataHandler (xml->parser, on_text);
  XML_SetXmlDeclHandler (xml->parser, on_declaration);
  XML_SetStartDoctypeDeclHandler (xml->parser, on_doctype);
}

static void
end_parser (KaXml *xml)
{
  XML_ParserFree (xml->parser);
  g_clear_error (&xml->error);
}

gboolean
ka_xml_read_part (KaPackage *package,
                  const char *part,
                  const KaXmlHandler *handler,
                  gpointer data,
                  KaXlsxProgress *progress,
                  GError **error)
{
  KaXml xml = { .part = part, .handler = handler, .data = data, .plain_at = -1, .utf8 = TRUE };
  gboolean ok;

  if (!ka_package_seek (package, part, error))
    return FALSE;
  start_parser (&xml, NULL);
  ok = read_blocks (&xml, package, progress, error);
  end_parser (&xml);
  return ok;
}

gboolean
ka_xml_read_text (const char *text,
                  gsize len,
                  const char *name,
                  const KaXmlHandler *handler,
                  gpointer data,
                  KaXlsxProgress *progress,
                  GError **error)
{
  KaXml xml = { .part = name, .handler = handler, .data = data, .plain_at = -1, .utf8 = TRUE };
  gboolean ok;

  start_parser (&xml, "UTF-8");
  ok = feed_block (&xml, text, len, progress, error) && feed (&xml, "", 0, TRUE, error);
  end_parser (&xml);
  return ok;
}
