/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-csv-private.h"

#include <string.h>
#include <unicode/ucsdet.h>

/* Zeros tell UTF-16 and UTF-32 without a mark: half (three quarters) of the bytes of plain text. */
static const char *
guess_wide (const guint8 *bytes, gsize len)
{
  guint zeros[4] = { 0 };
  gsize n = MIN (len, 4096) & ~(gsize)3;

  for (gsize i = 0; i < n; i++)
    zeros[i & 3] += bytes[i] == 0;
  n /= 4;
  if (n == 0)
    return NULL;
  if (zeros[0] > n / 2 && zeros[1] > n / 2 && zeros[2] > n / 4 && zeros[3] < n / 4)
    return "UTF-32BE";
  if (zeros[3] > n / 2 && zeros[2] > n / 2 && zeros[1] > n / 4 && zeros[0] < n / 4)
    return "UTF-32LE";
  if (zeros[0] + zeros[2] > 4 * (zeros[1] + zeros[3]) && zeros[0] + zeros[2] > n / 16)
    return "UTF-16BE";
  if (zeros[1] + zeros[3] > 4 * (zeros[0] + zeros[2]) && zeros[1] + zeros[3] > n / 16)
    return "UTF-16LE";
  return NULL;
}

static const char *
read_mark (const guint8 *bytes, gsize len, gsize *skip)
{
  static const struct
  {
    const char *encoding;
    guint8 mark[4];
    gsize len;
  } marks[] = {
    { "UTF-8", { 0xef, 0xbb, 0xbf }, 3 },    { "UTF-32LE", { 0xff, 0xfe, 0, 0 }, 4 },
    { "UTF-32BE", { 0, 0, 0xfe, 0xff }, 4 }, { "UTF-16LE", { 0xff, 0xfe }, 2 },
    { "UTF-16BE", { 0xfe, 0xff }, 2 },       { "GB18030", { 0x84, 0x31, 0x95, 0x33 }, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (len >= marks[i].len && memcmp (bytes, marks[i].mark, marks[i].len) == 0)
      {
        *skip = marks[i].len;
        return marks[i].encoding;
      }
  *skip = 0;
  return NULL;
}

/* A file that broke off may end within a character: that one is left out. */
static char *
convert (const char *bytes, gsize len, const char *encoding, gsize *out_len)
{
  g_autoptr (GError) error = NULL;
  gsize read = 0;
  char *text = g_convert (bytes, len, "UTF-8", encoding, &read, out_len, &error);

  if (text == NULL && g_error_matches (error, G_CONVERT_ERROR, G_CONVERT_ERROR_PARTIAL_INPUT)
      && read < len && len - read < 4)
    text = g_convert (bytes, read, "UTF-8", encoding, NULL, out_len, NULL);
  return text;
}

/* What says to be ISO 8859 and uses the places of its control characters is of Windows. */
static const char *
name_for_windows (const char *name)
{
  if (strcmp (name, "ISO-8859-1") == 0)
    return "WINDOWS-1252";
  if (strcmp (name, "ISO-8859-2") == 0)
    return "WINDOWS-1250";
  return name;
}

static char *
convert_guess (const char *bytes, gsize len, const char **encoding, gsize *out_len)
{
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open (&status);
  const UCharsetMatch *match;
  char *text = NULL;

  if (U_FAILURE (status))
    return NULL;
  ucsdet_setText (detector, bytes, MIN (len, 256 * 1024), &status);
  match = ucsdet_detect (detector, &status);
  if (U_SUCCESS (status) && match != NULL)
    {
      const char *name = ucsdet_getName (match, &status);

      *encoding = name ? g_intern_string (name) : NULL;
      if (name != NULL)
        text = convert (bytes, len, name_for_windows (name), out_len);
      if (name != NULL && text == NULL)
        text = convert (bytes, len, name, out_len);
    }
  ucsdet_close (detector);
  return text;
}

/* Nearly all that Big5 can hold is valid GB18030 too, but not what anybody writes: the characters of common
 * Chinese text have a second byte from A1 on there, those of Big5 half of the time not. */
static gboolean
looks_like_big5 (const guint8 *bytes, gsize len)
{
  guint pairs = 0, low = 0;

  for (gsize i = 0; i + 1 < MIN (len, 65536); i++)
    {
      if (bytes[i] < 0x81)
        continue;
      if (bytes[i] < 0xa1 || bytes[i] > 0xf9 || bytes[i + 1] < 0x40)
        return FALSE;
      pairs++;
      low += bytes[i + 1] < 0x7f;
      i++;
    }
  return pairs >= 8 && low * 5 > pairs;
}

/* Text has no control characters but tabs and line ends (and the odd form feed). */
static gboolean
looks_like_text (const char *text, gsize len)
{
  gsize controls = 0, n = MIN (len, 65536);

  for (gsize i = 0; i < n; i++)
    {
      guchar c = text[i];

      controls += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    }
  return controls * 50 <= n;
}

char *
ka_text_decode (const char *bytes,
                gsize len,
                gsize *out_len,
                const char **encoding,
                gboolean *guessed)
{
  g_autofree char *text = NULL;
  const char *invalid = NULL;
  gsize skip;

  *guessed = FALSE;
  *encoding = read_mark ((const guint8 *)bytes, len, &skip);
  if (*encoding == NULL)
    *encoding = guess_wide ((const guint8 *)bytes, len);
  bytes += skip;
  len -= skip;
  if (*encoding != NULL && strcmp (*encoding, "UTF-8") != 0)
    text = convert (bytes, len, *encoding, out_len);
  else if (g_utf8_validate_len (bytes, len, &invalid) || bytes + len - invalid < 4
           || (*encoding != NULL && memchr (bytes, 0, len) == NULL))
    {
      /* With a mark it is UTF-8, whatever stray byte came in later. */
      text = invalid == bytes + len ? g_strndup (bytes, len) : g_utf8_make_valid (bytes, len);
      *encoding = "UTF-8";
      *out_len = strlen (text);
    }
  else
    {
      if (looks_like_big5 ((const guint8 *)bytes, len))
        {
          *encoding = "BIG5";
          text = convert (bytes, len, "CP950", out_len);
        }
      if (text == NULL)
        {
          *encoding = "GB18030";
          text = convert (bytes, len, *encoding, out_len);
        }
      if (text == NULL)
        {
          *guessed = TRUE;
          text = convert_guess (bytes, len, encoding, out_len);
        }
    }
  if (text == NULL || !looks_like_text (text, *out_len))
    return NULL;
  return g_steal_pointer (&text);
}
