/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-check-private.h"
#include "ka-core-private.h"
#include "ka-text.h"

#include <string.h>

#define MAX_LINE 1000    /* characters of a TEXT */
#define MAX_LINES 100000 /* characters of a LONG */

/* Letters and digits of full width mean nothing but a forgotten input method; marks keep theirs. */
static char *
narrow_letters (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a)
          || (c >= 0xff41 && c <= 0xff5a))
        g_string_append_c (out, (char)(c - 0xff01 + '!'));
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Spreadsheets mark text by an apostrophe before it, exports by a tab. */
static const char *
skip_text_mark (const char *text)
{
  while (*text == '\'' || *text == ' ' || *text == '\t')
    text++;
  if (g_str_has_prefix (text, "’") || g_str_has_prefix (text, "‘"))
    text += strlen ("’");
  return text;
}

/* Narrowed, without blanks and dashes, in capitals. */
static char *
squeeze_code (const char *text)
{
  g_autofree char *narrow = ka_text_narrow (text);
  GString *out = g_string_new (NULL);

  for (const char *p = skip_text_mark (narrow); *p != '\0'; p = g_utf8_next_char (p))
    if (*p == ' ' || *p == '-')
      continue;
    else if ((guchar)*p < 0x80)
      g_string_append_c (out, g_ascii_toupper (*p));
    else
      g_string_append_unichar (out, g_utf8_get_char (p));
  if (out->len > 2 && g_str_has_suffix (out->str, ".0"))
    g_string_truncate (out, out->len - 2);
  return g_string_free (out, FALSE);
}

/* One telephone number in its usual form, or NULL. */
static char *
parse_one_phone (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gsize area;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (*p == '.' && strcmp (p, ".0") == 0)
      break;
    else if (strchr (" -()+.", *p) == NULL && !g_str_has_prefix (p, "—")
             && !g_str_has_prefix (p, "－") && !g_str_has_prefix (p, "（")
             && !g_str_has_prefix (p, "）"))
      return NULL;
  if (digits->len == 13 && g_str_has_prefix (digits->str, "861"))
    g_string_erase (digits, 0, 2);
  if (digits->len == 11 && digits->str[0] == '1')
    return g_strdup (digits->str);
  if (digits->len >= 10 && digits->len <= 12 && digits->str[0] == '0')
    {
      area = digits->str[1] == '1' || digits->str[1] == '2' ? 3 : 4;
      if (digits->len - area >= 7 && digits->len - area <= 8)
        {
          g_string_insert_c (digits, (gssize)area, '-');
          return g_strdup (digits->str);
        }
      return NULL;
    }
  if (digits->len == 7 || digits->len == 8
      || (digits->len == 10
          && (g_str_has_prefix (digits->str, "400") || g_str_has_prefix (digits->str, "800"))))
    return g_strdup (digits->str);
  return NULL;
}

static char *
parse_phone (const char *text, const char **code)
{
  g_autofree char *narrow = ka_text_narrow (text);
  g_auto (GStrv) parts = NULL;
  GString *out = g_string_new (NULL);

  for (char *p = narrow; *p != '\0'; p++)
    if (*p == '/' || *p == ',' || *p == ';')
      *p = '|';
  for (char *p = narrow; (p = strstr (p, "、")) != NULL;)
    memcpy (p, "|  ", strlen ("、"));
  parts = g_strsplit (skip_text_mark (narrow), "|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *one = NULL;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      one = parse_one_phone (parts[i]);
      if (one == NULL)
        {
          *code = "phone_form";
          g_string_free (out, TRUE);
          return NULL;
        }
      if (out->len > 0)
        g_string_append (out, "、");
      g_string_append (out, one);
    }
  return g_string_free (out, FALSE);
}

static char *
drop_blanks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      /* A blank between Latin letters parts the names of a foreigner. */
      if (c == ' ' && !(before < 0x80 && g_ascii_isalpha ((char)before) && g_ascii_isalpha (*next)))
        continue;
      g_string_append_unichar (out, c);
      before = c;
    }
  return g_string_free (out, FALSE);
}

/* 秦某 吕某某 are two, 吕 某 某 is one: a single character is no name. */
static void
append_names (GString *out, const char *piece)
{
  g_auto (GStrv) words = g_strsplit (piece, " ", -1);
  gboolean whole = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && (g_utf8_strlen (words[i], -1) == 1 || (guchar)words[i][0] < 0x80))
      whole = TRUE;
  if (whole)
    {
      g_autofree char *name = drop_blanks (piece);

      g_string_append_printf (out, "%s%s", out->len > 0 ? "、" : "", name);
      return;
    }
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? "、" : "", words[i]);
}

static char *
parse_list (const char *text)
{
  static const char *const marks[] = { "、", "，", ",", "；", ";", "\n", "/", "／" };
  g_autoptr (GString) flat = g_string_new (text);
  g_auto (GStrv) parts = NULL;
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (flat, marks[i], "|", 0);
  g_string_replace (flat, "　", " ", 0);
  parts = g_strsplit (flat->str, "|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      append_names (out, parts[i]);
  return g_string_free (out, FALSE);
}

static char *
parse_by_format (const KaField *field, const char *clean, const char **code)
{
  g_autofree char *squeezed = NULL;
  const char *why;

  switch (field->format)
    {
    case KA_FORMAT_NAME:
      squeezed = ka_text_squeeze (clean);
      return drop_blanks (squeezed);
    case KA_FORMAT_LIST:
      return parse_list (clean);
    case KA_FORMAT_NUMBER:
      return ka_text_document_number (skip_text_mark (clean));
    case KA_FORMAT_PHONE:
      return parse_phone (clean, code);
    case KA_FORMAT_CREDIT_CODE:
      squeezed = squeeze_code (clean);
      if (!ka_credit_code_valid (squeezed, &why))
        {
          *code = why;
          return NULL;
        }
      return g_steal_pointer (&squeezed);
    case KA_FORMAT_ID_NUMBER:
      squeezed = squeeze_code (clean);
      if (!ka_id_number_valid (squeezed, &why))
        {
          *code = why;
          return NULL;
        }
      return g_steal_pointer (&squeezed);
    case KA_FORMAT_NONE:
    case KA_FORMAT_TITLE:
      return ka_text_squeeze (clean);
    }
  g_return_val_if_reached (NULL);
}

char *
ka_parse_text (const KaField *field, const char *text, const char **code)
{
  gboolean lines = field->type == KA_FIELD_LONG;
  g_autofree char *clean = ka_text_clean (text, lines || field->format == KA_FORMAT_LIST);
  g_autofree char *value = NULL;

  if (clean == NULL)
    return NULL;
  if (lines)
    value = narrow_letters (clean);
  else
    {
      g_autofree char *narrow = narrow_letters (clean);

      value = parse_by_format (field, narrow, code);
    }
  if (value != NULL && g_utf8_strlen (value, -1) > (lines ? MAX_LINES : MAX_LINE))
    {
      *code = "text_too_long";
      return NULL;
    }
  if (value != NULL && *value == '\0')
    return NULL;
  return g_steal_pointer (&value);
}
