/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* Several tables one under another. A second one begins with headings, after a blank row or a line that
 * names it. */

/* Beyond this a sheet is an export of one table. */
#define MAX_ROWS 20000u
#define MAX_TITLE_CELLS 2

static gboolean
is_all_short_text (GArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (cell->type != KA_CELL_TEXT || strlen (cell->text) > 120)
        return FALSE;
    }
  return cells->len >= 3;
}

/* Most cells are headings of the kinds. */
static gboolean
is_known (const KaFound *found, GArray *cells)
{
  guint n_kinds, most = 0;
  g_autofree guint *votes = NULL;
  guint same = 0;

  ka_kinds (&n_kinds);
  votes = g_new0 (guint, n_kinds);
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      g_autoptr (KaHeading) heading = ka_heading_new (cell->text);

      ka_heading_vote (heading, votes);
      same += cell->column < found->headings->len
              && strcmp (g_ptr_array_index (found->headings, cell->column), cell->text) == 0;
    }
  for (guint k = 0; k < n_kinds; k++)
    most = MAX (most, votes[k]);
  return (most >= 3 && most * 2 >= cells->len) || (same >= 3 && same * 10 >= cells->len * 6);
}

guint
ka_next_table (KaGrid *grid, const KaFound *found, guint from)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  guint n_rows = ka_grid_get_n_rows (grid), before = G_MAXUINT, last = 0;
  guint begin = 0; /* first of the lines that name the next table */
  gboolean apart = FALSE;

  if (n_rows > MAX_ROWS || found->forms != NULL)
    return 0;
  for (guint i = from; i < n_rows; i++)
    {
      guint number = ka_grid_row_number (grid, i);

      if (number < found->first_row)
        continue;
      ka_grid_read_row (grid, i, cells);
      if (before != G_MAXUINT && number > last + 1)
        {
          apart = TRUE;
          begin = 0;
        }
      if (cells->len <= MAX_TITLE_CELLS)
        {
          if (begin == 0)
            begin = i;
          apart = TRUE;
        }
      else
        {
          if (apart && is_all_short_text (cells) && is_known (found, cells))
            return begin != 0 ? begin : i;
          apart = FALSE;
          begin = 0;
        }
      before = i;
      last = number;
    }
  return 0;
}
