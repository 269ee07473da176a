/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* 重点检查单位 | 一般检查单位 over the mines of a month: of which sort a record is stands in the heading, and each row holds
 * records of several. */

/* Bytes of a value in a heading: two characters. */
#define MIN_VALUE 6

static const char *
get_lowest (const KaFound *found, guint column)
{
  return found->levels->len > 0 ? g_ptr_array_index (
           (GPtrArray *)g_ptr_array_index (found->levels, found->levels->len - 1), column)
                                : g_ptr_array_index (found->headings, column);
}

/* The value of the list that the heading says, and what is left of it; FALSE: it says none, or nothing else. */
static gboolean
split_heading (const KaField *sort, const char *text, char **value, char **rest)
{
  g_autofree char *folded = ka_text_fold (text);
  g_auto (GStrv) choices = g_strsplit (sort->choices, "|", -1);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      const char *at = strlen (choices[i]) >= MIN_VALUE ? strstr (folded, choices[i]) : NULL;

      if (at == NULL)
        continue;
      *rest = g_strdup_printf ("%.*s%s", (int)(at - folded), folded, at + strlen (choices[i]));
      if (**rest != '\0')
        {
          *value = g_strdup (choices[i]);
          return TRUE;
        }
      g_clear_pointer (rest, g_free);
    }
  return FALSE;
}

static const KaField *
find_required (const KaFound *found, KaFieldType type)
{
  for (guint f = 0; f < found->kind->n_fields; f++)
    if (found->kind->fields[f].type == type && (found->kind->fields[f].flags & KA_REQUIRED))
      return &found->kind->fields[f];
  return NULL;
}

/* The values that the columns say (char * a column): those whose headings differ from the owner's in nothing else, whatever
 * they were taken for; NULL: there are not two. */
static GPtrArray *
find_sorts (const KaFound *found, const KaField *sort, guint owner)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *same = NULL;
  g_autofree char *own = NULL;

  if (!split_heading (sort, get_lowest (found, owner), &own, &same))
    return NULL;
  for (guint c = 0; c < found->fields->len; c++)
    {
      g_autofree char *rest = NULL;
      g_autofree char *value = NULL;

      if (split_heading (sort, get_lowest (found, c), &value, &rest) && strcmp (same, rest) == 0
          && !g_hash_table_contains (seen, value))
        {
          g_hash_table_add (seen, value);
          g_ptr_array_add (values, g_steal_pointer (&value));
        }
      else
        g_ptr_array_add (values, NULL);
    }
  return g_hash_table_size (seen) >= 2 ? g_steal_pointer (&values) : NULL;
}

void
ka_found_take_sorts (KaFound *found)
{
  const KaField *sort = find_required (found, KA_FIELD_CHOICE);
  const KaField *owner = find_required (found, KA_FIELD_REF);
  GPtrArray *values;
  guint column;

  if (sort == NULL || sort->choices == NULL || owner == NULL || found->spread != NULL
      || found->forms != NULL || g_ptr_array_find (found->fields, sort, NULL)
      || !g_ptr_array_find (found->fields, owner, &column))
    return;
  values = find_sorts (found, sort, column);
  if (values == NULL)
    return;
  for (guint c = 0; c < values->len; c++)
    if (g_ptr_array_index (values, c) != NULL)
      {
        found->fields->pdata[c] = (gpointer)owner;
        if (found->context_column == (int)c)
          found->context_column = -1;
      }
  g_clear_pointer (&found->shares, g_ptr_array_unref);
  found->shares = values;
  found->spread = sort;
}
