/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-core-private.h"
#include "ka-text.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

gboolean
ka_set_string (char **string, const char *value)
{
  if (g_strcmp0 (*string, value) == 0)
    return FALSE;
  g_free (*string);
  *string = g_strdup (value);
  return TRUE;
}

static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == 0x3000 || (c >= 0x09 && c <= 0x0d)
         || (c >= 0x80 && g_unichar_isspace (c));
}

/* Marks that take no place on paper: zero-width blanks, direction marks, byte order marks. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0xfeff || c == 0x2060 || c == 0x00ad || (c >= 0x200b && c <= 0x200f)
         || (c >= 0x202a && c <= 0x202e);
}

/* The bytes of a character that no normal form changes and that most values are made of: ideographs of
 * the basic plane, marks of full width, quotes and dashes. 0: ask ICU. */
static guint
steady_bytes (const guchar *p)
{
  if (*p < 0x80)
    return 1;
  if (*p == 0xc2 && p[1] >= 0xa0 && p[1] <= 0xbf)
    return 2;
  if (*p < 0xe2 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
    return 0;
  if (*p >= 0xe4 && *p <= 0xe9)
    return 3;
  if (*p == 0xe3 && p[1] == 0x80 && p[2] <= 0xa0) /* 　、。〈〉《》「」【】〔〕 */
    return 3;
  if (*p == 0xef && (p[1] == 0xbc || (p[1] == 0xbd && p[2] <= 0x9e))
      && !(p[1] == 0xbc && p[2] == 0x80))
    return 3;
  if (*p == 0xe2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0xa2) /* – — ‘ ’ “ ” */
    return 3;
  return 0;
}

static gboolean
is_steady (const char *text, gsize *len)
{
  const guchar *p = (const guchar *)text;

  while (*p != '\0')
    {
      guint n = steady_bytes (p);

      if (n == 0)
        return FALSE;
      p += n;
    }
  *len = (gsize)(p - (const guchar *)text);
  return TRUE;
}

static char *
normalize (const UNormalizer2 *normalizer, const char *text)
{
  gsize bytes = strlen (text);
  int32_t room = (int32_t)MIN (bytes, G_MAXINT32 / 32) + 1, n = 0, m;
  g_autofree UChar *wide = g_new (UChar, room);
  g_autofree UChar *normal = NULL;
  UErrorCode status = U_ZERO_ERROR;
  char *out;

  u_strFromUTF8WithSub (wide, room, &n, text, room - 1, 0xfffd, NULL, &status);
  if (U_FAILURE (status))
    return g_utf8_make_valid (text, -1);
  m = unorm2_normalize (normalizer, wide, n, NULL, 0, &status);
  status = U_ZERO_ERROR;
  normal = g_new (UChar, m + 1);
  m = unorm2_normalize (normalizer, wide, n, normal, m + 1, &status);
  out = g_malloc ((gsize)m * 3 + 1);
  u_strToUTF8 (out, m * 3 + 1, NULL, normal, m, &status);
  if (U_FAILURE (status))
    {
      g_free (out);
      return g_utf8_make_valid (text, -1);
    }
  return out;
}

static char
fold_bracket (gunichar c)
{
  switch (c)
    {
    case 0x3014: /* 〔 */
    case 0x3010: /* 【 */
    case 0x3016: /* 〖 */
    case 0x2772:
    case '[':
    case '{':
      return '(';
    case 0x3015: /* 〕 */
    case 0x3011: /* 】 */
    case 0x3017: /* 〗 */
    case 0x2773:
    case ']':
    case '}':
      return ')';
    default:
      return '\0';
    }
}

static char *
fold_by_icu (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *normal = normalize (unorm2_getNFKCCasefoldInstance (&status), text);
  char *out = g_malloc (strlen (normal) + 1), *q = out;

  for (const char *p = normal; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);
      gunichar c = g_utf8_get_char (p);
      char bracket = fold_bracket (c);

      if (bracket != '\0')
        *q++ = bracket;
      else if (!is_blank (c) && !is_invisible (c))
        while (p < next)
          *q++ = *p++;
      p = next;
    }
  *q = '\0';
  return out;
}

static char *
append_folded_ascii (char *q, char c)
{
  char bracket = fold_bracket ((guchar)c);

  if (bracket != '\0')
    *q++ = bracket;
  else if (!is_blank ((guchar)c))
    *q++ = g_ascii_tolower (c);
  return q;
}

/* What fold_by_icu() gives, for most texts; NULL where only ICU can tell. Lists are filtered with every
 * key that is pressed, and ICU takes ten times as long. */
static char *
fold_quickly (const char *text)
{
  char *out = g_malloc (strlen (text) + 1), *q = out;
  const guchar *p = (const guchar *)text;

  while (*p != '\0')
    {
      guint n = steady_bytes (p);

      if (n == 1)
        q = append_folded_ascii (q, (char)*p);
      else if (n == 3 && (*p >= 0xe4 && *p <= 0xe9))
        q = (char *)memcpy (q, p, 3) + 3;
      else if (n == 3 && *p == 0xef) /* full width */
        q = append_folded_ascii (q, (char)(p[1] == 0xbc ? p[2] - 0x60 : p[2] - 0x20));
      else if (n == 3 && *p == 0xe3 && p[2] > 0x80)
        {
          char bracket = fold_bracket (g_utf8_get_char ((const char *)p));

          if (bracket != '\0')
            *q++ = bracket;
          else
            q = (char *)memcpy (q, p, 3) + 3;
        }
      else if (n != 3 || *p != 0xe3) /* U+3000 is a blank, the rest is left to ICU */
        {
          g_free (out);
          return NULL;
        }
      p += n;
    }
  *q = '\0';
  return out;
}

char *
ka_text_fold (const char *text)
{
  char *folded;

  g_return_val_if_fail (text != NULL, NULL);

  folded = fold_quickly (text);
  return folded != NULL ? folded : fold_by_icu (text);
}

char *
ka_text_narrow (const char *text)
{
  GString *out;
  gsize begin = 0;

  g_return_val_if_fail (text != NULL, NULL);

  /* Nearly all: of what is plain only the wide marks (\xef) become narrow. */
  if (ka_text_is_plain (text) && strchr (text, '\xef') == NULL)
    return g_strdup (text);
  out = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar)-1 || c == (gunichar)-2)
        {
          g_string_append_c (out, '?');
          p++;
          continue;
        }
      if (is_blank (c))
        g_string_append_c (out, ' ');
      else if (c >= 0xff01 && c <= 0xff5e)
        g_string_append_c (out, (char)(c - 0xff01 + '!'));
      else if (!is_invisible (c))
        g_string_append_unichar (out, c);
      p = g_utf8_next_char (p);
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  while (out->str[begin] == ' ')
    begin++;
  g_string_erase (out, 0, (gssize)begin);
  return g_string_free (out, FALSE);
}

static void
trim_line_end (GString *out, gsize from)
{
  while (out->len > from && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

/* Blanks of every kind become ' ', ends of lines '\n' (or ' '), other control characters go. */
static void
append_cleaned (GString *out, const char *text, gboolean lines)
{
  gsize line = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' || c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x0b || c == 0x0c
          || c == 0x85)
        {
          if (c == '\r' && p[1] == '\n')
            continue;
          if (!lines)
            {
              g_string_append_c (out, '\n'); /* ka_text_squeeze() sees where a line was broken */
              continue;
            }
          trim_line_end (out, line);
          g_string_append_c (out, '\n');
          line = out->len;
        }
      else if (c == 0x3000 && lines)
        g_string_append (out, "　"); /* the blank with which paragraphs begin */
      else if (is_blank (c))
        g_string_append_c (out, ' ');
      else if (c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0) && !is_invisible (c))
        g_string_append_unichar (out, c);
    }
}

char *
ka_text_clean (const char *text, gboolean lines)
{
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *normal = NULL;
  g_autofree char *valid = NULL;
  g_autoptr (GString) out = NULL;
  const char *begin;
  gsize len;

  g_return_val_if_fail (text != NULL, NULL);

  if (ka_text_is_plain (text))
    return g_strdup (text);
  if (!is_steady (text, &len))
    {
      valid = g_utf8_make_valid (text, -1);
      normal = normalize (unorm2_getNFCInstance (&status), valid);
      text = normal;
      len = strlen (text);
    }
  out = g_string_sized_new (len);
  append_cleaned (out, text, lines);
  while (out->len > 0)
    {
      const char *last = g_utf8_prev_char (out->str + out->len);

      if (!is_blank (g_utf8_get_char (last)))
        break;
      g_string_truncate (out, (gsize)(last - out->str));
    }
  begin = out->str;
  while (*begin != '\0' && is_blank (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  if (*begin == '\0')
    return NULL;
  if (!lines && strchr (begin, '\n') != NULL)
    return ka_text_squeeze (begin);
  return g_strdup (begin);
}

char *
ka_text_squeeze (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gunichar before = 0;

  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_blank (c))
        {
          g_string_append_unichar (out, c);
          before = c;
          p = g_utf8_next_char (p);
          continue;
        }
      while (*p != '\0' && is_blank (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      c = *p == '\0' ? 0 : g_utf8_get_char (p);
      /* A blank means something only between two words in Latin letters or digits. */
      if (before != 0 && c != 0 && before < 0x2000 && c < 0x2000)
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

gboolean
ka_text_is_plain (const char *text)
{
  const guchar *p = (const guchar *)text;

  if (*p == ' ' || *p == '\0')
    return FALSE;
  while (*p != '\0')
    if (*p > 0x20 && *p < 0x7f)
      p++;
    else if (*p >= 0xe4 && *p <= 0xe9 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
      p += 3;
    else if (*p == 0xe3 && p[1] == 0x80 && p[2] > 0x80 && p[2] <= 0x95) /* 、。〈〉《》【】〔〕 */
      p += 3;
    else if (*p == 0xef && p[1] == 0xbc
             && ((p[2] >= 0x81 && p[2] <= 0x8f) || (p[2] >= 0x9a && p[2] <= 0xa0)
                 || (p[2] >= 0xbb && p[2] <= 0xbf))) /* （），：；but no letters */
      p += 3;
    else if (*p == 0xe2 && p[1] == 0x80 && p[2] >= 0x93 && p[2] <= 0xa6) /* –—‘’“”… */
      p += 3;
    else
      return FALSE;
  return TRUE;
}

/* ---- order ---- */

static UCollator *
get_collator (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      UErrorCode status = U_ZERO_ERROR;
      UCollator *collator = ucol_open ("zh@collation=pinyin", &status);

      if (U_FAILURE (status))
        g_error ("ICU has no Chinese collation: %s", u_errorName (status));
      ucol_setAttribute (collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
      g_once_init_leave (&once, (gsize)collator);
    }
  return (UCollator *)once;
}

int
ka_text_collate (const char *a, gsize a_len, const char *b, gsize b_len)
{
  UErrorCode status = U_ZERO_ERROR;
  int order = ucol_strcollUTF8 (get_collator (), a, (int32_t)a_len, b, (int32_t)b_len, &status);

  if (order != 0)
    return order;
  /* Texts that differ must not be equal, or an index would hold them as one. */
  order = memcmp (a, b, MIN (a_len, b_len));
  return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

guint8 *
ka_text_sort_key (const char *text, gsize len, gsize *key_len)
{
  UCollator *collator = get_collator ();
  UChar some[256], *wide = some;
  UErrorCode status = U_ZERO_ERROR;
  g_autofree UChar *many = NULL;
  int32_t n = 0, room, needed;
  guint8 *key;

  /* No text has more units of UTF-16 than bytes of UTF-8. */
  if (len > G_N_ELEMENTS (some))
    wide = many = g_new (UChar, len);
  u_strFromUTF8WithSub (wide, (int32_t)MAX (len, G_N_ELEMENTS (some)), &n, text, (int32_t)len,
                        0xfffd, NULL, &status);
  room = 4 * n + 16;
  key = g_malloc ((gsize)room + len);
  needed = ucol_getSortKey (collator, wide, n, key, room);
  if (needed > room)
    {
      key = g_realloc (key, (gsize)needed + len);
      needed = ucol_getSortKey (collator, wide, n, key, needed);
    }
  /* It ends with a zero; behind that, texts that differ differ. */
  if (len > 0)
    memcpy (key + needed, text, len);
  *key_len = (gsize)needed + len;
  return key;
}

/* ---- numbers of papers ---- */

static gboolean
is_open_bracket (gunichar c)
{
  return c == '(' || c == 0xff08 || c == '[' || c == '{' || c == 0x3014 || c == 0x3010
         || c == 0xff3b;
}

static gboolean
is_close_bracket (gunichar c)
{
  return c == ')' || c == 0xff09 || c == ']' || c == '}' || c == 0x3015 || c == 0x3011
         || c == 0xff3d;
}

char *
ka_text_document_number (const char *text)
{
  g_autofree char *narrow = NULL;
  GString *out;
  gboolean year = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  narrow = ka_text_narrow (text);
  out = g_string_sized_new (strlen (narrow) + 8);
  for (const char *p = narrow; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ')
        continue;
      if (is_open_bracket (c))
        {
          const char *q = g_utf8_next_char (p);
          guint digits = 0;

          for (; *q == ' ' || g_ascii_isdigit (*q); q++)
            digits += *q != ' ';
          year = digits == 4 && is_close_bracket (g_utf8_get_char (q));
          g_string_append (out, year ? "〔" : "（");
        }
      else if (is_close_bracket (c))
        {
          g_string_append (out, year ? "〕" : "）");
          year = FALSE;
        }
      else if (c < 0x80)
        g_string_append_c (out, g_ascii_toupper ((char)c));
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

guint
ka_char_width (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

guint
ka_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += ka_char_width (g_utf8_get_char (p));
  return width;
}

guint
ka_text_lines (const char *text, double width)
{
  guint lines = 1, taken = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint more = ka_char_width (g_utf8_get_char (p));

      if (*p == '\n' || (taken > 0 && taken + more > width))
        {
          lines++;
          taken = 0;
        }
      taken += *p == '\n' ? 0 : more;
    }
  return lines;
}

gboolean
ka_text_names_nobody (const char *text)
{
  static const char *const words[]
    = { "未配备", "未配", "未明确", "未落实", "未设", "未定", "未聘", "暂缺",
        "暂无",   "空缺", "缺岗",   "待定",   "待聘", "待配", "没有", NULL };
  static const char *const firsts[] = { "未", "暂", "空", "缺", "待", "没", NULL };
  g_autofree char *folded = NULL;
  gboolean may_be = FALSE;

  g_return_val_if_fail (text != NULL, FALSE);

  /* Nearly all are names: their first character tells. */
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  for (guint i = 0; firsts[i] != NULL && !may_be; i++)
    may_be = text[0] == firsts[i][0] && text[1] == firsts[i][1] && text[2] == firsts[i][2];
  if (!may_be)
    return FALSE;
  folded = ka_text_fold (text);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (folded, words[i]))
      return TRUE;
  return FALSE;
}
