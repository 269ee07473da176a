/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-sentence-private.h"

char *
_ka_fill_sentence (const char *sentence, KaCursor *cursor, guint first, guint n)
{
  GString *text = g_string_new (NULL);

  for (const char *p = sentence; *p != '\0'; p++)
    {
      if (p[0] == '$' && p[1] >= '1' && p[1] < '1' + (int)n)
        {
          const char *fact = ka_cursor_get_text (cursor, first + (guint)(p[1] - '1'));

          g_string_append (text, fact != NULL ? fact : "—");
          p++;
        }
      else
        g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}
