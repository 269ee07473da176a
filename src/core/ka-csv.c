/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-csv.h"

#include <string.h>

static void
end_row (GPtrArray *rows, GPtrArray **row)
{
  if (*row == NULL)
    *row = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (rows, g_steal_pointer (row));
}

static void
end_field (GPtrArray **row, const GString *field)
{
  if (*row == NULL)
    *row = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (*row, g_strndup (field->str, field->len));
}

GPtrArray *
ka_csv_parse (const char *text, gssize len, char separator)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GString) field = g_string_new (NULL);
  GPtrArray *row = NULL;
  const char *end;
  gboolean quoted = FALSE; /* inside quotes */
  gboolean begun = FALSE;  /* something of this row was read */

  g_return_val_if_fail (text != NULL || len == 0, NULL);

  end = text + (len < 0 ? strlen (text) : (gsize)len);
  if (end - text >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3;

  for (const char *p = text; p < end; p++)
    {
      if (quoted)
        {
          if (*p != '"')
            g_string_append_c (field, *p);
          else if (p + 1 < end && p[1] == '"')
            g_string_append_c (field, *p++);
          else
            quoted = FALSE;
        }
      else if (*p == '"' && field->len == 0)
        quoted = begun = TRUE;
      else if (*p == separator)
        {
          end_field (&row, field);
          g_string_truncate (field, 0);
          begun = TRUE;
        }
      else if (*p == '\n' || *p == '\r')
        {
          if (*p == '\r' && p + 1 < end && p[1] == '\n')
            p++;
          if (begun)
            end_field (&row, field);
          g_string_truncate (field, 0);
          end_row (rows, &row);
          begun = FALSE;
        }
      else
        {
          g_string_append_c (field, *p);
          begun = TRUE;
        }
    }
  if (begun)
    {
      end_field (&row, field);
      end_row (rows, &row);
    }
  return g_steal_pointer (&rows);
}

void
ka_csv_append (GString *out, const char *field)
{
  if (field == NULL)
    return;
  if (strpbrk (field, ",\"\n\r\t;") == NULL && !g_str_has_prefix (field, " ")
      && !g_str_has_suffix (field, " "))
    {
      g_string_append (out, field);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = field; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}
