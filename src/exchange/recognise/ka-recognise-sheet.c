/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* All tables of a sheet. */

/* Places of a sheet where one more table is looked for. */
#define MAX_TABLES 50

/* The stored row with the number. */
static guint
find_index (KaGrid *grid, guint number)
{
  guint low = 0, high = ka_grid_get_n_rows (grid);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ka_grid_row_number (grid, middle) < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The heading of the column, or what one of its rows says. */
static gboolean
is_heading_of (const KaFound *found, guint column, const char *text)
{
  if (strcmp (text, g_ptr_array_index (found->headings, column)) == 0)
    return TRUE;
  for (guint l = 0; l < found->levels->len; l++)
    if (strcmp (text, g_ptr_array_index ((GPtrArray *)g_ptr_array_index (found->levels, l), column))
        == 0)
      return TRUE;
  return FALSE;
}

/* The headings of the one stand again over the other; of headings in several rows perhaps in one alone. */
static gboolean
has_headings_of (const KaFound *found, const KaFound *next)
{
  if (found->headings->len != next->headings->len)
    return FALSE;
  for (guint c = 0; c < next->headings->len; c++)
    if (!is_heading_of (found, c, g_ptr_array_index (next->headings, c)))
      return FALSE;
  return TRUE;
}

/* The headings only stand there once more: nothing else is said of the rows below. */
static gboolean
goes_on (const KaFound *found, const KaFound *next)
{
  GHashTableIter iter;
  gpointer field, value;

  /* The same months over another number. */
  if (found->kind != next->kind || !has_headings_of (found, next)
      || (next->across.subject != NULL
          && g_strcmp0 (found->across.subject, next->across.subject) != 0))
    return FALSE;
  g_hash_table_iter_init (&iter, next->constants);
  while (g_hash_table_iter_next (&iter, &field, &value))
    if (g_strcmp0 (g_hash_table_lookup (found->constants, field), value) != 0)
      return FALSE;
  return TRUE;
}

/* What the lines above a later table do not say, those above the first may. */
static void
inherit (const KaFound *first, KaFound *next)
{
  GHashTableIter iter;
  gpointer field, value;

  if (next->year == 0)
    next->year = first->year;
  if (first->kind != next->kind)
    return;
  g_hash_table_iter_init (&iter, first->constants);
  while (g_hash_table_iter_next (&iter, &field, &value))
    if (!g_hash_table_contains (next->constants, field)
        && !g_ptr_array_find (next->fields, field, NULL))
      g_hash_table_insert (next->constants, field, g_strdup (value));
}

static void
add_joined (GPtrArray *all, KaFound *found, KaGrid *grid, const char *file)
{
  g_autoptr (GPtrArray) wide = ka_wide_find (grid, found, file);
  g_autoptr (GPtrArray) permits = NULL;
  KaFound *other;

  if (wide != NULL)
    {
      ka_found_free (found);
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&wide));
      return;
    }
  other = ka_joined_find (found, grid);
  permits = ka_permits_find (found, other);

  if (found->fixed != NULL)
    ka_found_read_title (found, ka_grid_get_name (grid), file);
  /* Where nothing but the permits (the posts) side by side is left, the rows are theirs. */
  if (permits->len == 0
      || (strcmp (found->kind->id, "permit") != 0 && strcmp (found->kind->id, "person") != 0))
    g_ptr_array_add (all, found);
  else
    ka_found_free (found);
  if (other != NULL)
    {
      ka_found_correct_joined (other, found, grid);
      ka_found_settle_joined (found, other, grid);
      ka_found_settle_joined (other, found, grid);
      ka_found_read_title (other, ka_grid_get_name (grid), file);
      g_ptr_array_add (all, other);
    }
  for (guint i = 0; i < permits->len; i++)
    {
      ka_found_read_title (g_ptr_array_index (permits, i), ka_grid_get_name (grid), file);
      g_ptr_array_add (all, g_ptr_array_index (permits, i));
    }
}

GPtrArray *
ka_recognise_all (KaGrid *grid, const char *file)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (GArray) begins = g_array_new (FALSE, FALSE, sizeof (guint)); /* of each of them */
  guint begin = 0;
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_found_free);
  KaFound *found = ka_recognise (grid, file, NULL);
  guint at = 0, tries = 0;

  if (found != NULL && found->kind == NULL)
    {
      KaFound *posts = ka_posts_find (grid);

      if (posts != NULL)
        {
          ka_found_free (found);
          found = posts;
        }
    }
  while (found != NULL)
    {
      KaFound *next = NULL;

      g_ptr_array_add (tables, found);
      g_array_append_val (begins, begin);
      while (
        found->kind != NULL && next == NULL && tries++ < MAX_TABLES
        && (at = ka_next_table (grid, found, MAX (at + 1, find_index (grid, found->first_row))))
             > 0)
        {
          next = ka_recognise_part (grid, &(const KaSheetPart){ at, 0, G_MAXUINT }, file, NULL);
          if (next->kind != NULL)
            inherit (g_ptr_array_index (tables, 0), next);
          if (next->kind == NULL || goes_on (found, next))
            g_clear_pointer (&next, ka_found_free);
        }
      if (next != NULL)
        found->last_row = ka_grid_row_number (grid, at) - 1;
      begin = at;
      found = next;
    }
  for (guint i = 0; i < tables->len; i++)
    {
      g_autoptr (GPtrArray) beside = NULL;
      KaFound *under;

      found = g_ptr_array_index (tables, i);
      under = ka_under_find (grid, found, file);
      beside = ka_beside_find (grid, found, g_array_index (begins, guint, i), file);
      for (guint b = 0; beside != NULL && b < beside->len; b++)
        add_joined (all, g_ptr_array_index (beside, b), grid, file);
      if (beside == NULL)
        add_joined (all, found, grid, file);
      else
        ka_found_free (found);
      if (under != NULL)
        g_ptr_array_add (all, under);
    }
  return all;
}

GPtrArray *
ka_recognise_headed_all (KaGrid *grid,
                         const KaHeadingRows *rows,
                         const char *file,
                         const KaKind *kind)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_found_free);
  KaFound *found = ka_recognise_headed (grid, rows, file, kind);

  if (found != NULL && found->kind != NULL)
    add_joined (all, found, grid, file);
  else if (found != NULL)
    g_ptr_array_add (all, found);
  return all;
}
