/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* Bytes: two characters. */
#define MIN_COMMON 6

/* The headings stand among the first rows; what lies beyond these columns is formatting. */
#define MAX_HEADING_COLUMNS 300
#define MAX_HEADING_BYTES 400
#define MAX_GROUP_BYTES 60
/* Headings over several columns stand among the first. */
#define MAX_GROUP_ROWS 8u

static int
find_row (const KaHead *head, guint number)
{
  for (guint i = 0; i < head->n_rows; i++)
    if (head->numbers[i] == number)
      return (int)i;
  return -1;
}

static void
spread_merges (KaHead *head, KaGrid *grid)
{
  guint n;
  const KaMerge *merges = ka_grid_get_merges (grid, &n);

  for (guint i = 0; i < n; i++)
    {
      const KaMerge *merge = &merges[i];
      int top = find_row (head, merge->row);
      g_autofree char *text = NULL;

      if (top < 0 || merge->column >= head->n_columns)
        continue;
      text = g_strdup (head->texts[top][merge->column]);
      for (guint r = top; r < head->n_rows && head->numbers[r] <= merge->last_row; r++)
        for (guint c = merge->column; c <= merge->last_column && c < head->n_columns; c++)
          if (head->texts[r][c][0] == '\0')
            {
              g_free (head->texts[r][c]);
              head->texts[r][c] = g_strdup (text);
            }
    }
}

/* Words, and not the label or the value of something. bare: without any figure. */
static gboolean
is_word_row (const KaHead *head, guint row, gboolean bare, guint *n)
{
  *n = 0;
  for (guint c = 0; c < head->n_columns; c++)
    {
      const char *text = head->texts[row][c];

      if (*text == '\0')
        continue;
      if (strlen (text) > MAX_GROUP_BYTES || strchr (text, ':') != NULL
          || strstr (text, "：") != NULL
          || strspn (text, bare ? "" : "0123456789.,%-/ ") == strlen (text)
          || (bare && strpbrk (text, "0123456789") != NULL))
        return FALSE;
      (*n)++;
    }
  return TRUE;
}

/* Some kind knows the cell as a heading; a month stands under its quarter. */
static gboolean
is_known_heading (const char *text)
{
  guint n;
  g_autofree guint *votes = NULL;
  g_autofree char *folded = ka_text_fold (text);
  g_autoptr (KaHeading) heading = ka_heading_new (text);
  int year, month;
  const char *rest;

  if (ka_value_read_month (folded, &year, &month, &rest))
    return TRUE;

  ka_kinds (&n);
  votes = g_new0 (guint, n);
  ka_heading_vote (heading, votes);
  for (guint k = 0; k < n; k++)
    if (votes[k] > 0)
      return TRUE;
  return FALSE;
}

gboolean
ka_head_stands_over_marks (const KaHead *head, guint row, guint column)
{
  guint n = 0;

  for (guint r = row + 1; r < head->n_rows && r < row + MAX_GROUP_ROWS; r++)
    {
      const char *text = head->texts[r][column];

      if (*text == '\0')
        continue;
      if (g_ascii_isdigit (*text) || (!ka_across_is_mark (text) && !ka_across_is_stroke (text)))
        return FALSE;
      n += ka_across_is_mark (text);
    }
  return n > 0;
}

/* Text files have no merged cells: a heading over several columns stands in the first of them, and what was
 * merged down stands in the upper row alone. */
static gboolean
is_group_row (const KaHead *head, guint row)
{
  guint n_top, n_low, groups = 0, down = 0, right = 0, known = 0;

  if (!is_word_row (head, row, TRUE, &n_top) || !is_word_row (head, row + 1, FALSE, &n_low)
      || n_top < 2 || n_low < 2)
    return FALSE;
  for (guint c = 0; c < head->n_columns; c++)
    {
      gboolean top = head->texts[row][c][0] != '\0', low = head->texts[row + 1][c][0] != '\0';

      /* Each column has a heading; right of one that was merged down nothing is its. */
      if (!top
          && (!low || c == 0
              || (head->texts[row][c - 1][0] != '\0' && head->texts[row + 1][c - 1][0] == '\0')))
        return FALSE;
      groups += top && low;
      down += top && !low;
      right += !top;
      known += low
               && (is_known_heading (head->texts[row + 1][c])
                   || ka_head_stands_over_marks (head, row + 1, c));
    }
  return groups > 0 && right > 0 && known > 0 && (down > 0 || groups > 1);
}

static void
spread_groups (KaHead *head)
{
  for (guint r = 0; r + 1 < head->n_rows && r < MAX_GROUP_ROWS; r++)
    {
      if (!is_group_row (head, r))
        continue;
      for (guint c = 1; c < head->n_columns; c++)
        if (head->texts[r][c][0] == '\0')
          {
            g_free (head->texts[r][c]);
            head->texts[r][c] = g_strdup (head->texts[r][c - 1]);
          }
      head->group_row = (int)r;
      return;
    }
}

KaHead *
ka_head_new (KaGrid *grid, const KaSheetPart *part)
{
  KaHead *head = g_new0 (KaHead, 1);
  guint n_merges;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));

  head->group_row = -1;
  head->n_rows = MIN (ka_grid_get_n_rows (grid) - part->first, KA_MAX_HEAD_ROWS);
  head->n_columns = MIN (ka_grid_get_n_columns (grid), MAX_HEADING_COLUMNS);
  head->numbers = g_new0 (guint, head->n_rows);
  head->texts = g_new0 (char **, head->n_rows);
  for (guint r = 0; r < head->n_rows; r++)
    {
      head->numbers[r] = ka_grid_row_number (grid, part->first + r);
      head->texts[r] = g_new0 (char *, head->n_columns);
      ka_grid_read_row (grid, part->first + r, cells);
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);

          if (cell->column < head->n_columns && cell->type != KA_CELL_ERROR
              && strlen (cell->text) <= MAX_HEADING_BYTES)
            {
              g_free (head->texts[r][cell->column]);
              head->texts[r][cell->column] = g_strdup (cell->text);
            }
        }
      for (guint c = 0; c < head->n_columns; c++)
        if (head->texts[r][c] == NULL)
          head->texts[r][c] = g_strdup ("");
    }
  spread_merges (head, grid);
  if (ka_grid_get_merges (grid, &n_merges) == NULL || n_merges == 0)
    spread_groups (head);
  for (guint r = 0; r < head->n_rows; r++)
    for (guint c = 0; c < head->n_columns; c++)
      if ((c < part->first_column || c > part->last_column) && head->texts[r][c][0] != '\0')
        head->texts[r][c][0] = '\0';
  return head;
}

void
ka_head_free (KaHead *head)
{
  for (guint r = 0; r < head->n_rows; r++)
    {
      for (guint c = 0; c < head->n_columns; c++)
        g_free (head->texts[r][c]);
      g_free (head->texts[r]);
    }
  g_free (head->texts);
  g_free (head->numbers);
  g_free (head);
}

/* 主要负责人 over 姓名 and 电话: 主要负责人姓名, 主要负责人电话. A text merged down stands once. */
void
ka_heading_append (GString *text, const char *part)
{
  const char *common = part;

  for (const char *at = part; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize n = g_utf8_next_char (at) - part;

      if (n >= MIN_COMMON && n < strlen (part) && n < text->len
          && strncmp (text->str + text->len - n, part, n) == 0)
        common = part + n;
    }
  g_string_append (text, common);
}

GPtrArray *
ka_head_join (const KaHead *head, guint row, guint n_rows)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < head->n_columns; c++)
    {
      GString *text = g_string_new (NULL);
      const char *last = "";

      for (guint r = row; r < row + n_rows && r < head->n_rows; r++)
        {
          const char *part = head->texts[r][c];

          if (*part != '\0' && strcmp (part, last) != 0)
            ka_heading_append (text, part);
          if (*part != '\0')
            last = part;
        }
      g_ptr_array_add (joined, g_string_free (text, FALSE));
    }
  /* Rows alone are levels, as they stand. */
  if (n_rows > 1)
    ka_dates_reduce (joined);
  return joined;
}

char *
ka_head_title (const KaHead *head, guint row)
{
  GString *title = g_string_new (NULL);

  for (guint r = 0; r < row; r++)
    for (guint c = 0; c < head->n_columns; c++)
      {
        const char *text = head->texts[r][c];

        if (*text != '\0' && (c == 0 || strcmp (text, head->texts[r][c - 1]) != 0))
          g_string_append_printf (title, "%s%s", title->len > 0 ? "\n" : "", text);
      }
  return g_string_free (title, FALSE);
}

guint
ka_head_count (const KaHead *head, guint row)
{
  guint n = 0;

  for (guint c = 0; c < head->n_columns; c++)
    n += head->texts[row][c][0] != '\0'
         && (c == 0 || strcmp (head->texts[row][c], head->texts[row][c - 1]) != 0);
  return n;
}
