/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-text-search.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* ---- folding ---- */

static guint
fold_ascii (gunichar c, gunichar *out)
{
  switch (c)
    {
    case '[':
    case '{':
      out[0] = '(';
      return 1;
    case ']':
    case '}':
      out[0] = ')';
      return 1;
    case ',':
    case '-':
    case '\'':
    case 0x7f:
      return 0;
    default:
      if (c <= ' ')
        return 0;
      out[0] = c >= 'A' && c <= 'Z' ? c + 0x20 : c;
      return 1;
    }
}

static guint
fold_mark (gunichar c, gunichar *out)
{
  switch (c)
    {
    case 0x3014: /* 〔 */
    case 0x3010: /* 【 */
    case 0x3016: /* 〖 */
      out[0] = '(';
      return 1;
    case 0x3015: /* 〕 */
    case 0x3011: /* 】 */
    case 0x3017: /* 〗 */
      out[0] = ')';
      return 1;
    default:
      out[0] = c;
      return 1;
    }
}

/* Whatever is left: ICU's compatibility forms, one character at a time. */
static guint
fold_by_icu (gunichar c, gunichar *out)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance (&status);
  UChar wide[2], normal[2 * KA_SEARCH_FOLD_MAX];
  int32_t n = 0, m, i = 0;
  guint length = 0;
  UBool failed = FALSE;

  U16_APPEND (wide, n, 2, c, failed);
  if (failed)
    return 0;
  m = unorm2_normalize (normalizer, wide, n, normal, G_N_ELEMENTS (normal), &status);
  if (U_FAILURE (status))
    {
      out[0] = c;
      return 1;
    }
  while (i < m && length < KA_SEARCH_FOLD_MAX)
    {
      UChar32 part;

      U16_NEXT (normal, i, m, part);
      if (part < 0x80)
        length += fold_ascii ((gunichar)part, out + length);
      else if (part >= 0x3000 && part <= 0x303f)
        length += fold_mark ((gunichar)part, out + length);
      else
        out[length++] = (gunichar)part;
    }
  return length;
}

guint
ka_text_search_fold (gunichar c, gunichar out[KA_SEARCH_FOLD_MAX])
{
  if (c < 0x80)
    return fold_ascii (c, out);
  if (c >= 0x4e00 && c <= 0x9fff)
    {
      out[0] = c;
      return 1;
    }
  if (c >= 0xff01 && c <= 0xff5e)
    return fold_ascii (c - 0xff01 + '!', out);
  if (c == 0x3000 || c == 0xa0 || c == 0xad || c == 0x2212 || (c >= 0x2000 && c <= 0x2015)
      || (c >= 0x2028 && c <= 0x202f) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff)
    return 0;
  if (c >= 0x3001 && c <= 0x3017)
    return fold_mark (c, out);
  return fold_by_icu (c, out);
}

char *
ka_text_search_key (const char *text)
{
  GString *key;

  g_return_val_if_fail (text != NULL, NULL);

  key = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar folded[KA_SEARCH_FOLD_MAX];
      guint n = ka_text_search_fold (g_utf8_get_char (p), folded);

      for (guint i = 0; i < n; i++)
        g_string_append_unichar (key, folded[i]);
    }
  return g_string_free (key, FALSE);
}

/* ---- finding ---- */

gboolean
ka_text_is_initials (const char *key)
{
  gboolean letter = FALSE;
  const char *p;

  for (p = key; *p != '\0'; p++)
    if (g_ascii_islower (*p))
      letter = TRUE;
    else if (!g_ascii_isdigit (*p))
      return FALSE;
  return letter && p - key >= 2;
}

/* The end of what has the key from here on, or NULL. */
static const char *
match_here (const char *text, const char *key)
{
  const char *end = text;

  for (const char *p = text; *key != '\0'; p = g_utf8_next_char (p))
    {
      gunichar folded[KA_SEARCH_FOLD_MAX];
      guint n;

      if (*p == '\0')
        return NULL;
      n = ka_text_search_fold (g_utf8_get_char (p), folded);
      for (guint i = 0; i < n && *key != '\0'; i++)
        {
          if (g_utf8_get_char (key) != folded[i])
            return NULL;
          key = g_utf8_next_char (key);
        }
      if (n > 0)
        end = g_utf8_next_char (p);
    }
  return end;
}

/* A key may begin within what one character becomes (㎡ is m2); the character as a whole is told then. */
static const char *
match_within (const char *text, const char *key)
{
  gunichar folded[KA_SEARCH_FOLD_MAX];
  guint n = ka_text_search_fold (g_utf8_get_char (text), folded);

  for (guint skip = 1; skip < n; skip++)
    {
      const char *rest = key;
      guint i;

      for (i = skip; i < n && *rest != '\0' && g_utf8_get_char (rest) == folded[i]; i++)
        rest = g_utf8_next_char (rest);
      if (*rest == '\0')
        return g_utf8_next_char (text);
      if (i == n)
        {
          const char *end = match_here (g_utf8_next_char (text), rest);

          if (end != NULL)
            return end;
        }
    }
  return NULL;
}

static const char *
match_initials (const char *text, const char *key)
{
  const char *end = text;

  for (const char *p = text; *key != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c;
      guint32 letters;

      if (*p == '\0')
        return NULL;
      c = g_utf8_get_char (p);
      letters = ka_text_initials (c);
      if (letters == 0 && !(c < 0x80 && g_ascii_isdigit ((char)c)))
        continue;
      if (g_ascii_isdigit (*key) ? c != (gunichar)*key : (letters & (1u << (*key - 'a'))) == 0)
        return NULL;
      key++;
      end = g_utf8_next_char (p);
    }
  return end;
}

gboolean
ka_text_search_find (const char *text, const char *key, gboolean initials, gsize *start, gsize *end)
{
  gunichar first;

  g_return_val_if_fail (text != NULL && key != NULL, FALSE);

  if (*key == '\0')
    return FALSE;
  first = g_utf8_get_char (key);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar folded[KA_SEARCH_FOLD_MAX];
      guint n = ka_text_search_fold (g_utf8_get_char (p), folded);
      const char *found = NULL;

      if (n > 0 && folded[0] == first)
        found = match_here (p, key);
      if (found == NULL && n > 1)
        found = match_within (p, key);
      if (found == NULL)
        continue;
      *start = (gsize)(p - text);
      *end = (gsize)(found - text);
      return TRUE;
    }
  if (!initials || !ka_text_is_initials (key))
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *found = g_unichar_isalnum (g_utf8_get_char (p)) ? match_initials (p, key) : NULL;

      if (found == NULL)
        continue;
      *start = (gsize)(p - text);
      *end = (gsize)(found - text);
      return TRUE;
    }
  return FALSE;
}
