/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-initials.h"
#include "ka-text-search.h"
#include "ka-text.h"

#include <string.h>

guint32
ka_text_initials (gunichar c)
{
  guint low = 0, high = G_N_ELEMENTS (initials_extra);

  if (c < 0x80)
    return g_ascii_isalpha ((char)c) ? 1u << (g_ascii_tolower ((char)c) - 'a') : 0;
  if (c < INITIALS_FIRST || c > INITIALS_LAST)
    return 0;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (initials_extra[middle].c == c)
        return initials_extra[middle].letters;
      if (initials_extra[middle].c < c)
        low = middle + 1;
      else
        high = middle;
    }
  c = (guchar)initials[c - INITIALS_FIRST];
  return c == '.' ? 0 : 1u << (c - 'a');
}

static gboolean
match_initials_here (const char *text, const char *needle)
{
  for (; *needle != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c;
      guint32 letters;

      if (*text == '\0')
        return FALSE;
      c = g_utf8_get_char (text);
      if (g_ascii_isdigit (*needle) && c == (gunichar)*needle)
        {
          needle++;
          continue;
        }
      letters = ka_text_initials (c);
      if (letters == 0 && !g_unichar_isalnum (c))
        continue; /* brackets and marks stand in nobody's way */
      if (!g_ascii_islower (*needle) || (letters & (1u << (*needle - 'a'))) == 0)
        return FALSE;
      needle++;
    }
  return TRUE;
}

static gboolean
is_latin (const char *needle)
{
  gboolean letter = FALSE;

  for (; *needle != '\0'; needle++)
    if (g_ascii_islower (*needle))
      letter = TRUE;
    else if (!g_ascii_isdigit (*needle))
      return FALSE;
  return letter;
}

gboolean
ka_text_matches (const char *text, const char *needle)
{
  g_autofree char *folded = NULL;
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (text != NULL && needle != NULL, FALSE);

  wanted = ka_text_fold (needle);
  if (*wanted == '\0')
    return TRUE;
  folded = ka_text_fold (text);
  if (strstr (folded, wanted) != NULL)
    return TRUE;
  if (!is_latin (wanted))
    return FALSE;
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)) && match_initials_here (p, wanted))
      return TRUE;
  return FALSE;
}
