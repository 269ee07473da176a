/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-decimal.h"

#include <string.h>

/* The digits that a double keeps: what stands behind the fifteenth significant digit of a spreadsheet's
 * number is the tail of its binary representation, not something that a person wrote. */
#define EXACT_DIGITS 15

typedef struct
{
  char digits[64]; /* without point, leading zeros kept out */
  guint n;
  int point; /* how many of the digits stand before the point; negative: zeros between */
  gboolean negative;
} Parts;

static gboolean
split_number (const char *text, Parts *parts)
{
  const char *p = text;
  gboolean any = FALSE, dot = FALSE, comma = FALSE;
  guint group = 0; /* digits since the last separator */

  memset (parts, 0, sizeof *parts);
  if (*p == '+' || *p == '-')
    parts->negative = *p++ == '-';
  for (; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          any = TRUE;
          group++;
          if (parts->n == 0 && *p == '0')
            {
              if (dot)
                parts->point--;
              continue;
            }
          if (parts->n >= sizeof parts->digits)
            return FALSE;
          parts->digits[parts->n++] = *p;
          if (!dot)
            parts->point++;
        }
      else if (*p == '.' && !dot)
        {
          if (comma && group != 3)
            return FALSE;
          dot = TRUE;
        }
      else if (*p == ',' && !dot && any)
        {
          if (comma ? group != 3 : group > 3)
            return FALSE;
          comma = TRUE;
          group = 0;
        }
      else
        return FALSE;
    }
  if (comma && !dot && group != 3)
    return FALSE;
  return any;
}

/* Keeps the first `keep` digits, rounded half up (away from zero). */
static void
round_digits (Parts *parts, int keep)
{
  gboolean up;

  if (keep >= (int)parts->n)
    return;
  if (keep < 0)
    {
      parts->n = 0;
      return;
    }
  up = parts->digits[keep] >= '5';
  parts->n = (guint)keep;
  for (int i = keep - 1; up && i >= 0; i--)
    {
      up = parts->digits[i] == '9';
      parts->digits[i] = up ? '0' : (char)(parts->digits[i] + 1);
    }
  if (up)
    {
      memmove (parts->digits + 1, parts->digits, parts->n);
      parts->digits[0] = '1';
      parts->n++;
      parts->point++;
    }
}

static gboolean
has_digits_behind (const Parts *parts, int keep)
{
  for (int i = MAX (keep, 0); i < (int)parts->n; i++)
    if (parts->digits[i] != '0')
      return TRUE;
  return FALSE;
}

gboolean
ka_decimal_parse (const char *text, guint places, gint64 *value, gboolean *rounded)
{
  Parts parts;
  gint64 result = 0;
  int keep;

  g_return_val_if_fail (text != NULL && places <= 15, FALSE);

  if (rounded != NULL)
    *rounded = FALSE;
  if (!split_number (text, &parts))
    return FALSE;
  keep = parts.point + (int)places;
  /* 15.600000000000001 has seventeen digits, 0.30000000000000004 too: what is behind the fifteenth goes
   * first, so that 2.6749999999999998 (which is 2.675) is rounded as it was written. */
  if (parts.n > EXACT_DIGITS && (int)parts.n > keep)
    {
      round_digits (&parts, MAX (EXACT_DIGITS, keep));
      keep = parts.point + (int)places;
    }
  if (has_digits_behind (&parts, keep))
    {
      if (rounded != NULL)
        *rounded = TRUE;
      round_digits (&parts, keep);
      keep = parts.point + (int)places;
    }
  for (int i = 0; i < keep; i++)
    {
      gint64 digit = i < (int)parts.n ? parts.digits[i] - '0' : 0;

      if (__builtin_mul_overflow (result, 10, &result)
          || __builtin_add_overflow (result, digit, &result))
        return FALSE;
    }
  if (value != NULL)
    *value = parts.negative ? -result : result;
  return TRUE;
}

static guint64
split_places (gint64 value, guint places, guint64 *fraction)
{
  guint64 step = 1, absolute = value < 0 ? -(guint64)value : (guint64)value;

  for (guint i = 0; i < places; i++)
    step *= 10;
  *fraction = absolute % step;
  return absolute / step;
}

char *
ka_decimal_format (gint64 value, guint places)
{
  guint64 fraction, whole = split_places (value, places, &fraction);
  char buffer[48];
  int n;

  n = g_snprintf (buffer, sizeof buffer, "%s%" G_GUINT64_FORMAT, value < 0 ? "-" : "", whole);
  if (fraction != 0)
    {
      n += g_snprintf (buffer + n, sizeof buffer - (gsize)n, ".%0*" G_GINT64_MODIFIER "u",
                       (int)places, fraction);
      while (buffer[n - 1] == '0')
        buffer[--n] = '\0';
    }
  return g_strndup (buffer, (gsize)n);
}

char *
ka_decimal_display (gint64 value, guint places, guint min_places)
{
  g_autofree char *plain = ka_decimal_format (value, places);
  const char *digits = plain[0] == '-' ? plain + 1 : plain;
  const char *dot = strchr (digits, '.');
  gsize whole = dot == NULL ? strlen (digits) : (gsize)(dot - digits);
  gsize shown = dot == NULL ? 0 : strlen (dot + 1);
  GString *out = g_string_new (plain[0] == '-' ? "-" : NULL);

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }
  if (dot != NULL)
    g_string_append (out, dot);
  else if (min_places > 0)
    g_string_append_c (out, '.');
  for (; shown < min_places; shown++)
    g_string_append_c (out, '0');
  return g_string_free (out, FALSE);
}

char *
ka_ratio_format (gint64 numerator, gint64 denominator)
{
  guint64 a = numerator < 0 ? -(guint64)numerator : (guint64)numerator;
  guint64 b = denominator < 0 ? -(guint64)denominator : (guint64)denominator;
  unsigned __int128 tenths;
  gboolean negative;

  if (denominator == 0)
    return g_strdup ("—");
  tenths = ((unsigned __int128)a * 2000 + b) / ((unsigned __int128)b * 2);
  negative = (numerator < 0) != (denominator < 0) && tenths != 0;
  if (tenths > G_MAXUINT64)
    return g_strdup ("—");
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%u", negative ? "-" : "", (guint64)(tenths / 10),
                          (guint)(tenths % 10));
}

gboolean
ka_multiply (gint64 a, gint64 b, gint64 *product)
{
  gint64 result;

  if (__builtin_mul_overflow (a, b, &result))
    return FALSE;
  *product = result;
  return TRUE;
}
