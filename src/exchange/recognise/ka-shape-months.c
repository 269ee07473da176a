/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* Months across: 1月 … 12月 over 在岗天数 and 排查次数, or the other way round, or in one heading
 * (1月在岗天数). Each row then is a record for each month. */

/* The month that the text is or begins with, and what is left of it. */
static int
take_month (const char *text, char **rest)
{
  g_autofree char *folded = ka_text_fold (text);
  const char *left;
  int year, month;

  if (!ka_value_read_month (folded, &year, &month, &left))
    return 0;
  *rest = g_strdup (left);
  return year * 100 + month;
}

static gboolean
has_two (const GArray *months)
{
  int first = 0;

  for (guint c = 0; c < months->len; c++)
    {
      int month = g_array_index (months, int, c);

      if (month == 0)
        continue;
      if (first != 0 && month != first)
        return TRUE;
      first = month;
    }
  return FALSE;
}

GPtrArray *
ka_months_split (GPtrArray *levels, GArray **months)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) found = NULL;
  guint n = levels->len > 0 ? ((GPtrArray *)g_ptr_array_index (levels, 0))->len : 0;

  found = g_array_sized_new (FALSE, TRUE, sizeof (int), n);
  g_array_set_size (found, n);
  for (guint c = 0; c < n; c++)
    {
      GString *joined = g_string_new (NULL);
      const char *last = "";

      for (guint l = 0; l < levels->len; l++)
        {
          const char *text = g_ptr_array_index ((GPtrArray *)g_ptr_array_index (levels, l), c);
          g_autofree char *rest = NULL;
          int month;

          if (strcmp (text, last) == 0)
            continue;
          last = text;
          month = g_array_index (found, int, c) == 0 ? take_month (text, &rest) : 0;
          if (month != 0)
            g_array_index (found, int, c) = month;
          g_string_append (joined, month != 0 ? rest : text);
        }
      g_ptr_array_add (texts, g_string_free (joined, FALSE));
    }
  if (!has_two (found))
    return NULL;
  *months = g_steal_pointer (&found);
  return g_steal_pointer (&texts);
}

GPtrArray *
ka_months_reduce (GPtrArray *texts, GArray *months)
{
  GPtrArray *reduced = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint c = 0; c < texts->len; c++)
    {
      const char *text = g_ptr_array_index (texts, c);
      gboolean again
        = g_array_index (months, int, c) != 0 && !g_hash_table_add (seen, (char *)text);

      g_ptr_array_add (reduced, g_strdup (again ? "" : text));
    }
  return reduced;
}
