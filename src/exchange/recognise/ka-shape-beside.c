/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* Tables side by side: two lists with an empty column between, or one list folded so that it fits the page
 * (序号 | 姓名 | 电话 | 序号 | 姓名 | 电话). */

#define MIN_COLUMNS 3
#define MAX_BLOCKS 6

typedef struct
{
  guint first, last;
} Block;

static const char *
heading_at (const KaFound *found, guint column)
{
  return g_ptr_array_index (found->headings, column);
}

/* Runs of columns with headings. */
static GArray *
find_runs (const KaFound *found)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Block));

  for (guint c = 0; c < found->headings->len; c++)
    {
      Block block = { c, c };

      if (*heading_at (found, c) == '\0')
        continue;
      while (block.last + 1 < found->headings->len
             && (*heading_at (found, block.last + 1) != '\0'
                 || ka_dates_stand_at (found, block.last)
                 || (block.last > 0 && ka_dates_stand_at (found, block.last - 1))))
        block.last++;
      c = block.last;
      if (block.last - block.first + 1 >= MIN_COLUMNS)
        g_array_append_val (runs, block);
    }
  return runs;
}

/* One run whose headings come again and again. */
static GArray *
find_repeats (const KaFound *found, const Block *run)
{
  guint n = run->last - run->first + 1;

  for (guint width = MIN_COLUMNS; width * 2 <= n; width++)
    {
      GArray *blocks;
      gboolean same = n % width == 0;

      for (guint c = 0; same && c + width < n; c++)
        same
          = strcmp (heading_at (found, run->first + c), heading_at (found, run->first + c + width))
            == 0;
      if (!same)
        continue;
      blocks = g_array_new (FALSE, FALSE, sizeof (Block));
      for (guint c = 0; c < n; c += width)
        {
          Block block = { run->first + c, run->first + c + width - 1 };

          g_array_append_val (blocks, block);
        }
      return blocks;
    }
  return NULL;
}

/* Half of what every record must have stands there. */
static gboolean
is_whole (const KaFound *found)
{
  guint required = 0, given = 0;

  if (found == NULL || found->kind == NULL)
    return FALSE;
  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];

      if (!(field->flags & KA_REQUIRED) || (field->flags & KA_AUTO))
        continue;
      required++;
      given += g_ptr_array_find (found->fields, field, NULL)
               || g_hash_table_contains (found->constants, field);
    }
  return given * 2 >= required;
}

static guint
count_fields (const KaFound *found, const Block *block)
{
  guint n = 0;

  for (guint c = block->first; c <= block->last; c++)
    n += g_ptr_array_index (found->fields, c) != NULL;
  return n;
}

/* Which of them the kind that was found is of: what it has most use for. */
static guint
find_main (const KaFound *found, const GArray *runs)
{
  guint most = 0, main = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      guint n = count_fields (found, &g_array_index (runs, Block, i));

      if (n > most)
        {
          most = n;
          main = i;
        }
    }
  return main;
}

GPtrArray *
ka_beside_find (KaGrid *grid, const KaFound *found, guint first, const char *file)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_found_free);
  g_autoptr (GArray) runs = NULL;
  GArray *repeats = NULL;
  guint main;

  if (found->forms != NULL || found->spread != NULL)
    return NULL;
  runs = find_runs (found);
  if (runs->len == 1 && (repeats = find_repeats (found, &g_array_index (runs, Block, 0))) != NULL)
    {
      g_array_unref (runs);
      runs = repeats;
    }
  if (runs->len < 2 || runs->len > MAX_BLOCKS)
    return NULL;
  main = find_main (found, runs);
  for (guint i = 0; i < runs->len; i++)
    {
      const Block *block = &g_array_index (runs, Block, i);
      const KaSheetPart part = { first, block->first, block->last };
      KaFound *table;

      /* What the one table has a use for belongs to it. */
      if (i != main && count_fields (found, block) * 2 > block->last - block->first + 1)
        return NULL;
      table = ka_recognise_part (grid, &part, file, NULL);
      if (!is_whole (table) || (i == main && found->kind != NULL && table->kind != found->kind))
        {
          ka_found_free (table);
          return NULL;
        }
      table->last_row = found->last_row;
      g_ptr_array_add (tables, table);
    }
  g_ptr_array_set_free_func (tables, NULL);
  return g_steal_pointer (&tables);
}
