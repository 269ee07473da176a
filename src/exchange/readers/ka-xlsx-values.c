/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xlsx-private.h"

#include <ka-day.h>
#include <stdlib.h>
#include <string.h>

/* ECMA-376 part 1, 18.8.30: numbers of the formats that a file need not define; 27-36 and 50-58 are
 * dates in the Chinese editions. */
static KaStyle
style_of_builtin (guint id)
{
  if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36
      || (id >= 50 && id <= 54) || id == 57 || id == 58)
    return KA_STYLE_DATE;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55
      || id == 56)
    return KA_STYLE_CLOCK;
  return id == 46 ? KA_STYLE_ELAPSED : KA_STYLE_PLAIN;
}

/* Steps over what a format code writes as it stands: quoted text, an escaped, repeated or blank-wide
 * character. */
static const char *
skip_literal (const char *at)
{
  if (*at == '"')
    {
      const char *end = strchr (at + 1, '"');

      return end ? end + 1 : at + strlen (at);
    }
  if ((*at == '\\' || *at == '_' || *at == '*') && at[1] != '\0')
    return g_utf8_next_char (at + 1);
  return at;
}

KaStyle
ka_style_of_format (guint id, const char *code)
{
  gboolean day = FALSE, month = FALSE, clock = FALSE;

  if (code == NULL)
    return style_of_builtin (id);
  for (const char *at = code; *at != '\0' && *at != ';';)
    {
      const char *next = skip_literal (at);
      char letter = g_ascii_tolower (*at);

      if (next != at)
        {
          at = next;
          continue;
        }
      if (letter == '[')
        {
          char inner = g_ascii_tolower (at[1]);
          const char *end = strchr (at, ']');

          /* [h], [mm], [ss]: elapsed; else a colour, a condition, a locale. */
          if (end != NULL && (inner == 'h' || inner == 'm' || inner == 's')
              && strspn (at + 1, "hHmMsS") == (gsize)(end - at - 1))
            return KA_STYLE_ELAPSED;
          at = end ? end + 1 : at + 1;
          continue;
        }
      if (letter == 'g' && g_ascii_strncasecmp (at, "general", 7) == 0)
        return KA_STYLE_PLAIN;
      if (letter == '#' || letter == '?' || letter == '@' || letter == '%')
        return KA_STYLE_PLAIN;
      if (letter == 'e' && (at[1] == '+' || at[1] == '-'))
        return KA_STYLE_PLAIN;
      day |= letter == 'y' || letter == 'd' || letter == 'e';
      month |= letter == 'm';
      clock |= letter == 'h' || letter == 's';
      at = g_utf8_next_char (at);
    }
  if (day || (month && !clock))
    return KA_STYLE_DATE;
  return clock ? KA_STYLE_CLOCK : KA_STYLE_PLAIN;
}

gsize
ka_xlsx_unescape (char *text, gsize len)
{
  gsize out = 0;

  for (gsize in = 0; in < len;)
    {
      char c = text[in];

      /* ECMA-376 part 1, 22.9.2.19: characters that XML cannot hold are written _xHHHH_. */
      if (c == '_' && in + 7 <= len && text[in + 1] == 'x' && text[in + 6] == '_'
          && g_ascii_isxdigit (text[in + 2]) && g_ascii_isxdigit (text[in + 3])
          && g_ascii_isxdigit (text[in + 4]) && g_ascii_isxdigit (text[in + 5]))
        {
          gunichar code = 0;

          for (guint i = 2; i < 6; i++)
            code = code * 16 + g_ascii_xdigit_value (text[in + i]);
          in += 7;
          if (code == '\r')
            {
              if (in < len && text[in] == '\n')
                continue;
              code = '\n';
            }
          if (code != 0 && g_unichar_validate (code))
            out += g_unichar_to_utf8 (code, text + out);
          continue;
        }
      if (c == '\r')
        {
          if (in + 1 < len && text[in + 1] == '\n')
            {
              in++;
              continue;
            }
          c = '\n';
        }
      text[out++] = c;
      in++;
    }
  return out;
}

/* Days and seconds of a serial number; most are whole days. */
static gboolean
split_serial (const char *digits, int *days, int *seconds)
{
  gsize n = strspn (digits, "0123456789");
  double serial;

  *seconds = 0;
  if (digits[n] == '\0' && n > 0 && n < 8)
    {
      *days = atoi (digits);
      return *days < 2958466;
    }
  serial = g_ascii_strtod (digits, NULL);
  if (!(serial >= 0 && serial < 2958466))
    return FALSE;
  *days = (int)serial;
  *seconds = (int)((serial - *days) * 86400 + 0.5);
  if (*seconds == 86400)
    {
      (*days)++;
      *seconds = 0;
    }
  return TRUE;
}

static char *
put_digits (char *at, guint number, guint n)
{
  for (guint i = n; i > 0; i--, number /= 10)
    at[i - 1] = '0' + number % 10;
  return at + n;
}

/* Days of Excel's own calendar: 1900 had a 29 February there (serial 60), which is no day. */
gboolean
ka_serial_format (const char *digits, gboolean from_1904, KaCellType *type, char *buffer)
{
  int days, seconds, year, month, day;
  char *at = buffer;
  KaDay date;

  if (!split_serial (digits, &days, &seconds))
    return FALSE;
  if (from_1904)
    date = ka_day_from_ymd (1904, 1, 1) + days;
  else if (days == 0 || days == 60)
    return FALSE;
  else
    date = ka_day_from_ymd (1899, 12, days < 60 ? 31 : 30) + days;
  ka_day_get_ymd (date, &year, &month, &day);
  if (year > 9999)
    return FALSE;
  at = put_digits (at, year, 4);
  *at++ = '-';
  at = put_digits (at, month, 2);
  *at++ = '-';
  at = put_digits (at, day, 2);
  *type = seconds < 60 ? KA_CELL_DATE : KA_CELL_TIME;
  if (*type == KA_CELL_TIME)
    {
      *at++ = 'T';
      at = put_digits (at, seconds / 3600, 2);
      *at++ = ':';
      at = put_digits (at, seconds / 60 % 60, 2);
    }
  *at = '\0';
  return TRUE;
}

/* 4.5762E4 → 45762, 1.5E-2 → 0.015: only the point moves. FALSE: as it is (too many zeros). */
static gboolean
write_out (const char *digits, gsize len, char *buffer, gsize size)
{
  const char *e = memchr (digits, 'E', len);
  char figures[64];
  gint64 exponent;
  guint n = 0;
  int point = -1;
  gsize at = 0;

  if (e == NULL)
    e = memchr (digits, 'e', len);
  if (e == NULL)
    return FALSE;
  exponent = g_ascii_strtoll (e + 1, NULL, 10);
  if (*digits == '-')
    buffer[at++] = *digits++;
  for (; digits < e; digits++)
    {
      if (*digits == '.')
        point = (int)n;
      else if (n < sizeof figures)
        figures[n++] = *digits;
      else
        return FALSE;
    }
  if (n == 0 || exponent < -40 || exponent > 40)
    return FALSE;
  exponent += point < 0 ? (int)n : point; /* digits before the point */
  if (exponent <= 0)
    {
      buffer[at++] = '0';
      buffer[at++] = '.';
      for (; exponent < 0; exponent++)
        buffer[at++] = '0';
    }
  for (guint i = 0; i < n && at < size - 2; i++)
    {
      if (i > 0 && i == exponent)
        buffer[at++] = '.';
      buffer[at++] = figures[i];
    }
  for (gint64 i = n; i < exponent && at < size - 1; i++)
    buffer[at++] = '0';
  buffer[at] = '\0';
  return TRUE;
}

/* -12.5E+3: digits, at most one point and one exponent, signs only where they belong. */
static gboolean
is_number (const char *text, gsize len, gboolean *written_out)
{
  gboolean figure = FALSE, point = FALSE, exponent = FALSE;

  for (gsize i = 0; i < len; i++)
    {
      char c = text[i];

      if (g_ascii_isdigit (c))
        figure = TRUE;
      else if (c == '.' && !point && !exponent)
        point = TRUE;
      else if ((c == 'e' || c == 'E') && figure && !exponent)
        {
          exponent = TRUE;
          figure = FALSE;
        }
      else if (!((c == '-' || c == '+') && (i == 0 || text[i - 1] == 'e' || text[i - 1] == 'E')))
        return FALSE;
    }
  *written_out = !exponent;
  return figure;
}

static void
add_clock (KaGrid *grid, guint column, const char *digits, gboolean elapsed, gboolean formula)
{
  double serial = g_ascii_strtod (digits, NULL);
  gint64 minutes;
  char buffer[32];

  if (!(serial >= 0 && serial < 1e6))
    {
      ka_grid_add_cell (grid, column, KA_CELL_NUMBER, digits, -1, formula);
      return;
    }
  minutes = (gint64)(serial * 86400 + 0.5) / 60;
  if (!elapsed)
    minutes %= 24 * 60;
  g_snprintf (buffer, sizeof buffer, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
  ka_grid_add_cell (grid, column, KA_CELL_TEXT, buffer, -1, formula);
}

void
ka_xlsx_add_number (KaGrid *grid,
                    guint column,
                    const char *digits,
                    gsize len,
                    KaStyle style,
                    gboolean formula)
{
  char buffer[160];
  KaCellType type;
  gboolean written_out;

  while (len > 0 && g_ascii_isspace (*digits))
    {
      digits++;
      len--;
    }
  while (len > 0 && g_ascii_isspace (digits[len - 1]))
    len--;
  if (len == 0)
    return;
  if (!is_number (digits, len, &written_out) || len >= 64)
    {
      ka_grid_add_cell (grid, column, KA_CELL_TEXT, digits, len, formula);
      return;
    }
  if (written_out || !write_out (digits, len, buffer, sizeof buffer))
    {
      memcpy (buffer, digits, len);
      buffer[len] = '\0';
    }
  if (style == KA_STYLE_PLAIN)
    ka_grid_add_cell (grid, column, KA_CELL_NUMBER, buffer, -1, formula);
  else if (style == KA_STYLE_CLOCK && g_ascii_strtod (buffer, NULL) < 1)
    add_clock (grid, column, buffer, FALSE, formula);
  else if (style == KA_STYLE_ELAPSED)
    add_clock (grid, column, buffer, TRUE, formula);
  else
    {
      char date[24];

      if (ka_serial_format (buffer, ka_book_get_1904 (ka_grid_get_book (grid)), &type, date))
        ka_grid_add_cell (grid, column, type, date, -1, formula);
      else
        ka_grid_add_cell (grid, column, KA_CELL_NUMBER, buffer, -1, formula);
    }
}
