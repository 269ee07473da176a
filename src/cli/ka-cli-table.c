/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-table.h"

#include "ka-cli.h"

#include <ka-text.h>

#define MAX_WIDTH 60

struct _KaCliTable
{
  guint n_columns;
  gboolean *right;
  GPtrArray *cells;
};

KaCliTable *
ka_cli_table_new (guint n_columns)
{
  KaCliTable *table = g_new0 (KaCliTable, 1);
  table->n_columns = n_columns;
  table->right = g_new0 (gboolean, n_columns);
  table->cells = g_ptr_array_new_with_free_func (g_free);
  return table;
}

void
ka_cli_table_free (KaCliTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->cells);
  g_free (table->right);
  g_free (table);
}

void
ka_cli_table_add (KaCliTable *table, const char *text)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  guint width = 0;
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      width += ka_char_width (c);
      if (width > MAX_WIDTH)
        {
          g_string_append (cell, "…");
          break;
        }
      g_string_append_unichar (cell, g_unichar_iscntrl (c) ? ' ' : c);
    }
  g_ptr_array_add (table->cells, g_string_free (g_steal_pointer (&cell), FALSE));
}

void
ka_cli_table_take (KaCliTable *table, char *text)
{
  ka_cli_table_add (table, text);
  g_free (text);
}

void
ka_cli_table_align_right (KaCliTable *table, guint column)
{
  table->right[column] = TRUE;
}

void
ka_cli_table_print (KaCliTable *table, const char *indent)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns);
  for (guint i = 0; i < table->cells->len; i++)
    {
      guint width = ka_text_width (g_ptr_array_index (table->cells, i));
      widths[i % table->n_columns] = MAX (widths[i % table->n_columns], width);
    }
  g_autoptr (GString) line = g_string_new (NULL);
  for (guint i = 0; i < table->cells->len; i++)
    {
      guint column = i % table->n_columns;
      const char *text = g_ptr_array_index (table->cells, i);
      guint gap = widths[column] - ka_text_width (text);
      g_string_append (line, column == 0 ? indent : "  ");
      if (table->right[column])
        g_string_append_printf (line, "%*s", (int)gap, "");
      g_string_append (line, text);
      if (!table->right[column])
        g_string_append_printf (line, "%*s", (int)gap, "");
      if (column + 1 < table->n_columns)
        continue;
      while (line->len > 0 && line->str[line->len - 1] == ' ')
        g_string_truncate (line, line->len - 1);
      ka_cli_print ("%s\n", line->str);
      g_string_truncate (line, 0);
    }
}
