/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-check.h>
#include <ka-text.h>
#include <string.h>

/* A value ticked instead of written: 落实情况 over 落实 | 部分落实 | 不落实, with a mark under one of them. */

#define MIN_OPTIONS 2

/* What stands right over the cells: of headings in several rows the lowest. */
static const char *
lowest_heading (const KaFound *found, guint column)
{
  GPtrArray *last = found->levels->len > 0
                      ? g_ptr_array_index (found->levels, found->levels->len - 1)
                      : found->headings;

  return column < last->len ? g_ptr_array_index (last, column) : "";
}

char *
ka_option_read (const KaField *field, const char *heading)
{
  char *value = NULL;

  if (field->type != KA_FIELD_CHOICE || field->choices == NULL || g_utf8_strlen (heading, -1) < 2
      || !ka_field_parse (field, heading, KA_DAY_NONE, &value, NULL, NULL))
    return NULL;
  return value;
}

/* Nothing but marks and strokes stands in the column, and a mark that is no number. */
static gboolean
holds_marks (const GArray *cells, gboolean *marked)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (ka_across_is_mark (cell->text))
        *marked |= !g_ascii_isdigit (*cell->text);
      else if (!ka_across_is_stroke (cell->text))
        return FALSE;
    }
  return TRUE;
}

/* How many columns from this one on are values of the field, none of them twice. values: of each, char *. */
static guint
count_options (const KaFound *found,
               GPtrArray *columns,
               guint column,
               const KaField *field,
               GPtrArray *values)
{
  gboolean marked = FALSE;

  for (guint c = column; c < found->fields->len; c++)
    {
      char *value = g_ptr_array_index (found->fields, c) == NULL
                      ? ka_option_read (field, lowest_heading (found, c))
                      : NULL;
      gboolean again
        = value != NULL && g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL);

      if (value == NULL || again || !holds_marks (g_ptr_array_index (columns, c), &marked))
        {
          g_free (value);
          break;
        }
      g_ptr_array_add (values, value);
    }
  return marked ? values->len : 0;
}

static void
set_options (KaFound *found, guint column, const KaField *field, GPtrArray *values)
{
  if (found->options == NULL)
    {
      found->options = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_set_size (found->options, (int)found->fields->len);
    }
  for (guint i = 0; i < values->len; i++)
    {
      found->fields->pdata[column + i] = (gpointer)field;
      g_free (found->options->pdata[column + i]);
      found->options->pdata[column + i] = g_strdup (g_ptr_array_index (values, i));
    }
}

void
ka_found_take_options (KaFound *found, GPtrArray *columns)
{
  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];

      if (field->type != KA_FIELD_CHOICE || g_ptr_array_find (found->fields, field, NULL))
        continue;
      for (guint c = 0; c + 1 < found->fields->len; c++)
        {
          g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

          if (count_options (found, columns, c, field, values) < MIN_OPTIONS)
            continue;
          set_options (found, c, field, values);
          break;
        }
    }
}

const char *
ka_found_option (const KaFound *found, guint column)
{
  return found->options != NULL && column < found->options->len
           ? g_ptr_array_index (found->options, column)
           : NULL;
}
