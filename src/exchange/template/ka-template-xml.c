/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-template-private.h"

#include <expat.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* No workbook nests deeper. */
#define MAX_DEPTH 64

typedef struct
{
  XML_Parser parser;
  const char *part;
  const KaScanHandler *handler;
  gpointer data;
  guint depth;
  GError *error;
} Scan;

static void
stop (Scan *scan, const char *format)
{
  if (scan->error == NULL)
    scan->error = g_error_new (KA_ERROR, KA_ERROR_FORMAT, format, scan->part);
  XML_StopParser (scan->parser, XML_FALSE);
}

static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon ? colon + 1 : name;
}

static void
get_bytes (Scan *scan, gsize *start, gsize *end)
{
  *start = XML_GetCurrentByteIndex (scan->parser);
  *end = *start + XML_GetCurrentByteCount (scan->parser);
}

static void XMLCALL
on_start (void *data, const XML_Char *name, const XML_Char **attributes)
{
  Scan *scan = data;
  gsize start, end;

  if (scan->error != NULL)
    return;
  if (++scan->depth > MAX_DEPTH)
    {
      stop (scan, _ ("部件 %s 的嵌套过深，不是正常的表格文件，没有填写。"));
      return;
    }
  get_bytes (scan, &start, &end);
  scan->handler->start (scan->data, local_name (name), attributes, start, end);
}

static void XMLCALL
on_end (void *data, const XML_Char *name)
{
  Scan *scan = data;
  gsize start, end;

  if (scan->error != NULL)
    return;
  scan->depth--;
  get_bytes (scan, &start, &end);
  scan->handler->end (scan->data, local_name (name), start, end);
}

static void XMLCALL
on_text (void *data, const XML_Char *text, int len)
{
  Scan *scan = data;

  if (scan->error == NULL)
    scan->handler->text (scan->data, text, len);
}

/* What has a document type is there to expand entities. */
static void XMLCALL
on_doctype (void *data,
            const XML_Char *name,
            const XML_Char *system_id,
            const XML_Char *public_id,
            int has_subset)
{
  stop (data, _ ("部件 %s 带有实体定义（DOCTYPE），不是正常的表格文件，没有填写。"));
}

gboolean
ka_scan_xml (GByteArray *xml,
             const char *part,
             const KaScanHandler *handler,
             gpointer data,
             GError **error)
{
  Scan scan = { .part = part, .handler = handler, .data = data };
  enum XML_Status status;

  scan.parser = XML_ParserCreate (NULL);
  XML_SetUserData (scan.parser, &scan);
  XML_SetElementHandler (scan.parser, on_start, on_end);
  if (handler->text != NULL)
    XML_SetCharacterDataHandler (scan.parser, on_text);
  XML_SetStartDoctypeDeclHandler (scan.parser, on_doctype);
  status = XML_Parse (scan.parser, (const char *)xml->data, (int)xml->len, XML_TRUE);
  if (scan.error == NULL && status != XML_STATUS_OK)
    scan.error
      = g_error_new (KA_ERROR, KA_ERROR_FORMAT,
                     _ ("部件 %s 第 %lu 行的内容已损坏（%s），没有填写；请取得完好的文件再试。"),
                     part, (gulong)XML_GetCurrentLineNumber (scan.parser),
                     XML_ErrorString (XML_GetErrorCode (scan.parser)));
  XML_ParserFree (scan.parser);
  if (scan.error == NULL)
    return TRUE;
  g_propagate_error (error, scan.error);
  return FALSE;
}

/* Drops encoding="…" of the declaration, which is no longer true. */
static void
drop_declaration (GByteArray *xml)
{
  const char *text = (const char *)xml->data;
  const char *end = g_strstr_len (text, MIN (xml->len, 200), "?>");

  if (xml->len > 5 && strncmp (text, "<?xml", 5) == 0 && end != NULL)
    g_byte_array_remove_range (xml, 0, end + 2 - text);
}

gboolean
ka_normalise_xml (GByteArray *xml, const char *part, GError **error)
{
  const char *from = NULL;
  const guint8 *bytes = xml->data;

  if (xml->len >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    from = "UTF-16";
  else if (xml->len >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    from = "UTF-16";
  else if (xml->len >= 2 && bytes[0] == '<' && bytes[1] == 0)
    from = "UTF-16LE";
  else if (xml->len >= 2 && bytes[0] == 0 && bytes[1] == '<')
    from = "UTF-16BE";
  if (from != NULL)
    {
      gsize len = 0;
      g_autofree char *utf8
        = g_convert ((const char *)bytes, xml->len, "UTF-8", from, NULL, &len, NULL);

      if (utf8 != NULL)
        {
          g_byte_array_set_size (xml, 0);
          g_byte_array_append (xml, (const guint8 *)utf8, len);
          drop_declaration (xml);
          return TRUE;
        }
    }
  else if (g_utf8_validate_len ((const char *)bytes, xml->len, NULL))
    return TRUE;
  g_set_error (
    error, KA_ERROR, KA_ERROR_FORMAT,
    _ ("部件 %s 的文字编码不是 UTF-8 或 UTF-16，没有填写；请用 WPS 或 Excel 另存为 xlsx 再试。"),
    part);
  return FALSE;
}

gboolean
ka_find_attribute (GByteArray *xml,
                   gsize start,
                   gsize end,
                   const char *name,
                   gsize *value_start,
                   gsize *value_end)
{
  const char *text = (const char *)xml->data;
  gsize at = start + 1, len = strlen (name);

  while (at < end && !g_ascii_isspace (text[at]) && text[at] != '>' && text[at] != '/')
    at++;
  while (at < end)
    {
      gsize from, to;
      char quote;

      while (at < end && g_ascii_isspace (text[at]))
        at++;
      from = at;
      while (at < end && text[at] != '=' && !g_ascii_isspace (text[at]))
        at++;
      to = at;
      while (at < end && text[at] != '"' && text[at] != '\'')
        at++;
      if (at >= end)
        return FALSE;
      quote = text[at++];
      *value_start = at;
      while (at < end && text[at] != quote)
        at++;
      *value_end = at++;
      if (to - from == len && strncmp (text + from, name, len) == 0)
        return TRUE;
    }
  return FALSE;
}

const char *
ka_parse_place (const char *at, guint *column, guint *row)
{
  guint c = 0, r = 0;

  if (*at == '$')
    at++;
  for (; g_ascii_isalpha (*at) && c <= KA_MAX_COLUMNS; at++)
    c = c * 26 + (g_ascii_toupper (*at) - 'A' + 1);
  if (*at == '$')
    at++;
  for (; g_ascii_isdigit (*at) && r <= KA_MAX_ROWS; at++)
    r = r * 10 + (*at - '0');
  if (c == 0 || r == 0 || c > KA_MAX_COLUMNS || r > KA_MAX_ROWS)
    return NULL;
  *column = c - 1;
  *row = r - 1;
  return at;
}

void
ka_append_escaped (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      default:
        g_string_append_c (out, *text);
      }
}

/* ---- edits ---- */

static void
clear_edit (gpointer data)
{
  g_free (((KaEdit *)data)->text);
}

GArray *
ka_edits_new (void)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (KaEdit));

  g_array_set_clear_func (edits, clear_edit);
  return edits;
}

void
ka_edits_take (GArray *edits, gsize start, gsize end, char *text)
{
  KaEdit edit = { start, end, text };

  g_array_append_val (edits, edit);
}

void
ka_edits_attribute (GArray *edits,
                    GByteArray *xml,
                    gsize start,
                    gsize end,
                    const char *name,
                    const char *value)
{
  gsize from, to;

  if (ka_find_attribute (xml, start, end, name, &from, &to)
      && (to - from != strlen (value) || memcmp (xml->data + from, value, to - from) != 0))
    {
      GString *escaped = g_string_new (NULL);

      ka_append_escaped (escaped, value);
      ka_edits_take (edits, from, to, g_string_free (escaped, FALSE));
    }
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
  const KaEdit *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

void
ka_edits_apply (GArray *edits, GByteArray *xml)
{
  g_autoptr (GByteArray) old = g_byte_array_sized_new (xml->len);
  gsize at = 0;

  g_array_sort (edits, compare_edits); /* a merge sort: stable */
  g_byte_array_append (old, xml->data, xml->len);
  g_byte_array_set_size (xml, 0);
  for (guint i = 0; i < edits->len; i++)
    {
      const KaEdit *edit = &g_array_index (edits, KaEdit, i);

      if (edit->start < at) /* inside what an earlier one replaced */
        continue;
      g_byte_array_append (xml, old->data + at, edit->start - at);
      g_byte_array_append (xml, (const guint8 *)edit->text, strlen (edit->text));
      at = edit->end;
    }
  g_byte_array_append (xml, old->data + at, old->len - at);
  g_array_set_size (edits, 0);
}
