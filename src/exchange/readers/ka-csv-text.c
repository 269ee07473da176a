/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-csv-private.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unicode/ucsdet.h>
#include <unistd.h>

/* A text is checked and converted so much at a time. */
#define PIECE_BYTES ((gsize)1 << 18)

void
ka_csv_input_let_go (const KaCsvInput *input, const char *before)
{
  gsize page = (gsize)sysconf (_SC_PAGESIZE);
  gsize from = ((gsize)input->text + page - 1) / page * page, to = (gsize)before / page * page;

  if (input->mapped && to > from)
    madvise (GSIZE_TO_POINTER (from), to - from, MADV_DONTNEED);
}

void
ka_csv_text_let_go (KaCsvText *text, const char *before)
{
  if (text->converted.fd >= 0)
    ka_spool_touch (&text->converted, before - text->input.text);
  else
    ka_csv_input_let_go (&text->input, before);
}

void
ka_csv_text_clear (KaCsvText *text)
{
  ka_spool_clear (&text->converted);
}

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

static gboolean
convert_all (KaSpool *out, const KaCsvInput *input, GIConv converter)
{
  g_autofree char *buffer = g_malloc (4 * PIECE_BYTES);
  const char *at = input->text, *end = input->text + input->len;

  while (at < end)
    {
      gsize in_left = MIN (PIECE_BYTES, (gsize)(end - at)), out_left = 4 * PIECE_BYTES;
      gsize given = in_left;
      char *from = (char *)at, *to = buffer;
      gsize result = g_iconv (converter, &from, &in_left, &to, &out_left);

      ka_spool_append (out, buffer, to - buffer);
      at = from;
      ka_csv_input_let_go (input, at);
      if (result != (gsize)-1 || errno == E2BIG)
        continue;
      if (errno != EINVAL)
        return FALSE;
      /* A character goes on in the next piece; at the end of a file that broke off it is left out. */
      if (given == in_left || at + in_left == end)
        return end - at < 4;
    }
  return TRUE;
}

static gboolean
convert (KaCsvText *text, const KaCsvInput *input, const char *encoding)
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);
  gboolean ok;

  if (converter == (GIConv)-1)
    return FALSE;
  ok = convert_all (&text->converted, input, converter);
  g_iconv_close (converter);
  if (!ok)
    ka_spool_clear (&text->converted);
  return ok;
}

/* The first byte that is not UTF-8; the end: there is none. */
static const char *
find_invalid (const KaCsvInput *input)
{
  const char *at = input->text, *end = input->text + input->len, *invalid;

  while (at < end)
    {
      gsize n = MIN (PIECE_BYTES, (gsize)(end - at));

      if (g_utf8_validate_len (at, n, &invalid))
        at += n;
      else if (invalid > at && at + n < end && at + n - invalid < 4)
        at = invalid; /* perhaps only parted */
      else
        return invalid;
      ka_csv_input_let_go (input, at);
    }
  return end;
}

/* With a sign in the place of each byte that is not UTF-8. */
static void
repair (KaCsvText *text, const KaCsvInput *input)
{
  KaCsvInput rest = *input;

  while (rest.len > 0)
    {
      const char *invalid = find_invalid (&rest);
      gsize n = invalid - rest.text;

      ka_spool_append (&text->converted, rest.text, n);
      if (n < rest.len)
        ka_spool_append (&text->converted, "\xef\xbf\xbd", 3);
      n = MIN (n + 1, rest.len);
      rest.text += n;
      rest.len -= n;
    }
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

static gboolean
convert_guess (KaCsvText *text, const KaCsvInput *input)
{
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open (&status);
  const UCharsetMatch *match;
  gboolean ok = FALSE;

  if (U_FAILURE (status))
    return FALSE;
  ucsdet_setText (detector, input->text, MIN (input->len, 256 * 1024), &status);
  match = ucsdet_detect (detector, &status);
  if (U_SUCCESS (status) && match != NULL)
    {
      const char *name = ucsdet_getName (match, &status);

      text->encoding = name ? g_intern_string (name) : NULL;
      ok = name != NULL
           && (convert (text, input, name_for_windows (name)) || convert (text, input, name));
    }
  ucsdet_close (detector);
  return ok;
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

static gboolean
read_utf8 (KaCsvText *text, const KaCsvInput *input)
{
  const char *invalid = find_invalid (input), *end = input->text + input->len;

  /* With a mark it is UTF-8, whatever stray byte came in later. */
  if (end - invalid >= 4 && (text->encoding == NULL || memchr (input->text, 0, input->len) != NULL))
    return FALSE;
  text->encoding = "UTF-8";
  if (invalid == end)
    text->input = *input;
  else
    repair (text, input);
  return TRUE;
}

static gboolean
read_local (KaCsvText *text, const KaCsvInput *input)
{
  if (looks_like_big5 ((const guint8 *)input->text, input->len))
    {
      text->encoding = "BIG5";
      if (convert (text, input, "CP950"))
        return TRUE;
    }
  text->encoding = "GB18030";
  if (convert (text, input, text->encoding))
    return TRUE;
  text->guessed = TRUE;
  return convert_guess (text, input);
}

gboolean
ka_csv_text_read (KaCsvText *text, const KaCsvInput *input)
{
  KaCsvInput rest = *input;
  gboolean ok;
  gsize skip;

  *text = (KaCsvText){ .input = { "", 0, FALSE } };
  ka_spool_init (&text->converted);
  if (input->len == 0)
    return TRUE;
  text->encoding = read_mark ((const guint8 *)rest.text, rest.len, &skip);
  if (text->encoding == NULL)
    text->encoding = guess_wide ((const guint8 *)rest.text, rest.len);
  rest.text += skip;
  rest.len -= skip;
  if (text->encoding != NULL && strcmp (text->encoding, "UTF-8") != 0)
    ok = convert (text, &rest, text->encoding);
  else
    ok = read_utf8 (text, &rest) || read_local (text, &rest);
  if (text->converted.len > 0)
    text->input = (KaCsvInput){ (const char *)text->converted.data, text->converted.len, FALSE };
  return ok && looks_like_text (text->input.text, text->input.len);
}
