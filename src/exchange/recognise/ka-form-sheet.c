/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-form-private.h"

#include <string.h>

/* The cells of a sheet that may be a form, and what stands in each: a label, a value or both. */

#define MAX_CELLS 12000u
#define MAX_LABEL_BYTES 120
#define MAX_TOLD_BYTES 45 /* of a label before a colon */

/* A table below a form: rows of labels above it, its headings. */
#define MIN_LABEL_ROWS 2u
#define MIN_HEADINGS 4
#define MAX_HEADING_BYTES 60

static gpointer
place_key (guint row, guint column)
{
  return GSIZE_TO_POINTER ((gsize)row * KA_MAX_COLUMNS + column + 1);
}

static void
clear_cell (gpointer data)
{
  ka_heading_free (((KaFormCell *)data)->heading);
}

/* Some kind knows the cell as a heading. */
static gboolean
is_known (const KaCell *cell)
{
  guint n_kinds;
  g_autofree guint *votes = NULL;
  g_autoptr (KaHeading) heading = NULL;

  if (cell->type != KA_CELL_TEXT || strlen (cell->text) > MAX_HEADING_BYTES)
    return FALSE;
  ka_kinds (&n_kinds);
  votes = g_new0 (guint, n_kinds);
  heading = ka_heading_new (cell->text);
  ka_heading_vote (heading, votes);
  for (guint k = 0; k < n_kinds; k++)
    if (votes[k] > 0)
      return TRUE;
  return FALSE;
}

/* 序号 | 隐患描述 | 整改期限 | 整改责任人 with rows below: nearly all of it is headings of one kind, where of labels
 * and values only every other cell is. */
static gboolean
heads_table (KaGrid *grid, guint index, GArray *cells)
{
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (KaCell));
  guint n_kinds, most = 0, counters = 0;
  g_autofree guint *votes = NULL;

  if (index < MIN_LABEL_ROWS || cells->len < MIN_HEADINGS || index + 1 >= ka_grid_get_n_rows (grid))
    return FALSE;
  ka_kinds (&n_kinds);
  votes = g_new0 (guint, n_kinds);
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      g_autoptr (KaHeading) heading = NULL;

      if (cell->type != KA_CELL_TEXT || strlen (cell->text) > MAX_HEADING_BYTES)
        return FALSE;
      heading = ka_heading_new (cell->text);
      counters += ka_heading_is_counter (heading);
      ka_heading_vote (heading, votes);
    }
  for (guint k = 0; k < n_kinds; k++)
    most = MAX (most, votes[k]);
  if (most < 3 || most * 4 < (cells->len - counters) * 3)
    return FALSE;
  /* Below it no label stands, and its first column is not left out: 人员伤亡 | 死亡 | 重伤 | 轻伤 with a number under
   * each but the first is a part of the form. */
  ka_grid_read_row (grid, index + 1, next);
  return next->len >= 2
         && g_array_index (next, KaCell, 0).column <= g_array_index (cells, KaCell, 0).column
         && !is_known (&g_array_index (next, KaCell, 0));
}

/* 案例名称：某公司违法案: where the value begins, *len: bytes of the label; 0: there are not both. 10:20 is a time. */
static guint
find_told (const char *text, gsize *len)
{
  const char *wide = strstr (text, "："), *narrow = strchr (text, ':');
  const char *colon = wide == NULL || (narrow != NULL && narrow < wide) ? narrow : wide, *value;
  gsize year = 0;

  if (colon == NULL || colon == text || colon - text > MAX_TOLD_BYTES)
    return 0;
  *len = colon - text;
  /* 2025年安全费用提取：… */
  if (strspn (text, "0123456789") == 4 && g_str_has_prefix (text + 4, "年"))
    year = 4;
  if (year + strcspn (text + year, "0123456789\n\t") < *len)
    return 0;
  value = g_utf8_next_char (colon);
  while (g_unichar_isspace (g_utf8_get_char (value)))
    value = g_utf8_next_char (value);
  return *value != '\0' ? (guint)(value - text) : 0;
}

static void
read_heading (KaFormCell *cell)
{
  gsize len;

  cell->offset = find_told (cell->text, &len);
  if (cell->offset > 0)
    {
      g_autofree char *label = g_strndup (cell->text, len);

      cell->heading = ka_heading_new (label);
    }
  else if (strlen (cell->text) <= MAX_LABEL_BYTES)
    cell->heading = ka_heading_new (cell->text);
}

void
ka_form_read_sheet (KaGrid *grid, KaFormSheet *sheet)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  guint n;
  const KaMerge *merges = ka_grid_get_merges (grid, &n);

  sheet->cells = g_array_new (FALSE, FALSE, sizeof (KaFormCell));
  g_array_set_clear_func (sheet->cells, clear_cell);
  sheet->place = g_hash_table_new (NULL, NULL);
  sheet->labels = g_hash_table_new (g_str_hash, g_str_equal);
  sheet->weaker = g_hash_table_new (g_str_hash, g_str_equal);
  sheet->below = 0;
  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    {
      guint row = ka_grid_row_number (grid, i);

      ka_grid_read_row (grid, i, cells);
      if (heads_table (grid, i, cells))
        {
          sheet->below = i;
          break;
        }
      for (guint j = 0; j < cells->len && sheet->cells->len < MAX_CELLS; j++)
        {
          const KaCell *from = &g_array_index (cells, KaCell, j);
          KaFormCell cell = { i, row, from->column, from->column, from->text, NULL, 0 };

          if (from->column >= KA_FORM_MAX_COLUMNS)
            break;
          if (from->type == KA_CELL_TEXT)
            read_heading (&cell);
          g_array_append_val (sheet->cells, cell);
          g_hash_table_insert (sheet->place, place_key (row, from->column),
                               GUINT_TO_POINTER (sheet->cells->len));
        }
    }
  for (guint i = 0; i < n; i++)
    {
      guint at = GPOINTER_TO_UINT (
        g_hash_table_lookup (sheet->place, place_key (merges[i].row, merges[i].column)));

      if (at > 0)
        g_array_index (sheet->cells, KaFormCell, at - 1).last_column = merges[i].last_column;
    }
}

void
ka_form_clear_sheet (KaFormSheet *sheet)
{
  g_array_unref (sheet->cells);
  g_hash_table_unref (sheet->place);
  g_hash_table_unref (sheet->labels);
  g_hash_table_unref (sheet->weaker);
}

const KaFormCell *
ka_form_cell_at (const KaFormSheet *sheet, guint row, guint column)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (sheet->place, place_key (row, column)));

  return at > 0 ? &g_array_index (sheet->cells, KaFormCell, at - 1) : NULL;
}

char *
ka_form_get_heading (const KaFormCell *cell)
{
  gsize len = strlen (cell->text);

  if (cell->offset > 0)
    find_told (cell->text, &len);
  return g_strndup (cell->text, len);
}
