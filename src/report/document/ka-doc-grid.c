/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ka-doc-grid-private.h"

/* 小四 to 小五, as tables in papers are set; what is still too wide breaks its words. */
static const double sizes[] = { 12, 10.5, 9, 7.5 };

#define PITCH 1.35       /* of the size, from line to line */
#define PAD_X 0.35       /* of the size, at both sides of a cell */
#define PAD_Y 3.0        /* points above and below */
#define MAX_NATURAL 24   /* characters: from here on a column's content is text that may wrap */
#define SMALL_SIZE 10.5  /* from here on text wraps rather than shrink */
#define LEGIBLE_SIZE 9.0 /* from here on names do */
#define MAX_NAME 8       /* characters: names up to that stay on one line if they can */
#define THIN 0.5         /* points: rules */
#define SPLIT_LINES 12   /* a row with more lines may go over a page's end */
#define PIECE_LINES 3    /* in pieces of so many */

typedef struct
{
  KaStrip *strip;
  GArray *lines; /* KaLine */
} Cell;

typedef struct
{
  guint first, last; /* columns, last − 1 is in it */
  guint top, bottom; /* levels, bottom − 1 is in it */
  Cell cell;
} HeadCell;

struct _KaGrid
{
  KaTable *table;
  KaSetter *setter;
  double size;
  guint n_columns, n_rows, n_levels;
  double *edges;   /* n_columns + 1 */
  double *levels;  /* heights of the head's levels */
  GArray *head;    /* HeadCell */
  Cell *cells;     /* n_rows × n_columns */
  double *heights; /* of the rows */
  GArray *pieces;  /* KaGridPiece */
};

static Cell *
get_cell (KaGrid *self, guint row, guint column)
{
  return &self->cells[(gsize)row * self->n_columns + column];
}

static void
clear_cell (Cell *cell)
{
  g_clear_pointer (&cell->strip, ka_strip_free);
  g_clear_pointer (&cell->lines, g_array_unref);
}

static void
shape_cell (KaGrid *self, Cell *cell, const char *text, KaFace face)
{
  KaTextStyle style = { face, self->size, 0, face, 0 };

  clear_cell (cell);
  cell->strip = ka_strip_new (self->setter, text, &style);
}

static double
get_padding (KaGrid *self)
{
  return 2 * PAD_X * self->size;
}

static double
get_cell_height (KaGrid *self, guint n_lines)
{
  return n_lines * self->size * PITCH + 2 * PAD_Y;
}

static gboolean
is_section (KaGrid *self, guint row)
{
  return ka_table_get_row_kind (self->table, row) == KA_ROW_SECTION;
}

/* ---- head ---- */

static gboolean
share_head (char ***paths, guint a, guint b, guint level)
{
  for (guint i = 0; i <= level; i++)
    if (paths[a][i] == NULL || paths[b][i] == NULL || !g_str_equal (paths[a][i], paths[b][i]))
      return FALSE;
  /* Where one of them ends, its last level is its own. */
  return paths[a][level + 1] != NULL && paths[b][level + 1] != NULL;
}

static void
build_head (KaGrid *self)
{
  g_autofree char ***paths = g_new0 (char **, self->n_columns + 1);

  self->head = g_array_new (FALSE, TRUE, sizeof (HeadCell));
  self->n_levels = 1;
  for (guint c = 0; c < self->n_columns; c++)
    {
      paths[c] = g_strsplit (ka_table_get_heading (self->table, c), "|", -1);
      if (paths[c][0] == NULL)
        {
          g_strfreev (paths[c]);
          paths[c] = g_strsplit (" ", "|", -1);
        }
      self->n_levels = MAX (self->n_levels, g_strv_length (paths[c]));
    }

  for (guint level = 0; level < self->n_levels; level++)
    for (guint c = 0; c < self->n_columns;)
      {
        HeadCell head = { c, c + 1, level, level + 1 };
        guint depth = g_strv_length (paths[c]);

        if (level >= depth)
          {
            c++;
            continue;
          }
        while (head.last < self->n_columns && share_head (paths, c, head.last, level))
          head.last++;
        if (level + 1 == depth)
          head.bottom = self->n_levels;
        shape_cell (self, &head.cell, paths[c][level], KA_FACE_HEI);
        g_array_append_val (self->head, head);
        c = head.last;
      }
  for (guint c = 0; c < self->n_columns; c++)
    g_strfreev (paths[c]);
}

/* Lines of nearly equal length: no single character left over. */
static GArray *
break_evenly (KaStrip *strip, double width)
{
  GArray *lines = ka_strip_break (strip, 0, 0, width, FALSE);
  double narrow = ka_strip_get_width (strip) / lines->len;

  for (; lines->len > 1 && narrow < width; narrow += ka_strip_get_size (strip) / 2)
    {
      g_autoptr (GArray) tried = ka_strip_break (strip, 0, 0, narrow, FALSE);

      if (tried->len == lines->len)
        {
          g_array_unref (lines);
          return g_steal_pointer (&tried);
        }
    }
  return lines;
}

static void
measure_head (KaGrid *self)
{
  self->levels = g_new0 (double, self->n_levels);
  for (guint i = 0; i < self->head->len; i++)
    {
      HeadCell *head = &g_array_index (self->head, HeadCell, i);
      double width = self->edges[head->last] - self->edges[head->first] - get_padding (self);
      double height, have = 0;

      g_clear_pointer (&head->cell.lines, g_array_unref);
      head->cell.lines = break_evenly (head->cell.strip, width);
      height = get_cell_height (self, head->cell.lines->len);
      for (guint level = head->top; level < head->bottom; level++)
        have += self->levels[level];
      if (have < height)
        self->levels[head->bottom - 1] += height - have;
    }
  /* A level of which every cell reaches further down still needs a line's height. */
  for (guint level = 0; level < self->n_levels; level++)
    self->levels[level] = MAX (self->levels[level], get_cell_height (self, 1));
}

double
ka_grid_get_head_height (KaGrid *self)
{
  double height = 0;

  for (guint level = 0; level < self->n_levels; level++)
    height += self->levels[level];
  return height;
}

/* ---- widths ---- */

/* What a column needs at least (no number, no word broken), would like (names on one line), and takes if
 * there is room (everything on one line). */
enum
{
  HARD,
  SOFT,
  NATURAL,
  N_NEEDS
};

typedef struct
{
  double width[N_NEEDS];
} Need;

static void
raise_need (Need *need, double hard, double soft, double natural)
{
  const double widths[] = { hard, soft, natural };

  for (guint i = 0; i < N_NEEDS; i++)
    need->width[i] = MAX (need->width[i], widths[i]);
}

static void
measure_columns (KaGrid *self, Need *needs)
{
  double padding = get_padding (self), name = MAX_NAME * self->size;

  for (guint c = 0; c < self->n_columns; c++)
    {
      double given = ka_table_get_width (self->table, c) * self->size;

      for (guint r = 0; r < self->n_rows; r++)
        {
          KaStrip *strip = get_cell (self, r, c)->strip;
          double hard, width;

          if (is_section (self, r))
            continue;
          hard = ka_strip_get_min_width (strip);
          width = MIN (ka_strip_get_width (strip), MAX_NATURAL * self->size);
          raise_need (&needs[c], hard, MAX (hard, MIN (width, name)), width);
        }
      if (given > 0)
        needs[c].width[SOFT] = needs[c].width[NATURAL] = given;
      for (guint i = 0; i < N_NEEDS; i++)
        needs[c].width[i]
          = MAX (needs[c].width[i], i > 0 ? needs[c].width[i - 1] - padding : 0) + padding;
    }
  for (guint i = 0; i < self->head->len; i++)
    {
      HeadCell *head = &g_array_index (self->head, HeadCell, i);
      guint n = head->last - head->first;
      double hard = MAX (ka_strip_get_min_width (head->cell.strip), 2 * self->size);
      /* Long headings may wrap, short ones only where there is no room. */
      double width = ka_strip_get_width (head->cell.strip);
      double wish = MAX (hard, MAX (MIN (width, 4 * self->size), width / 2));

      for (guint c = head->first; c < head->last; c++)
        raise_need (&needs[c], (hard + padding) / n, (hard + padding) / n, (wish + padding) / n);
    }
}

static double
sum_needs (KaGrid *self, const Need *needs, guint which)
{
  double sum = 0;

  for (guint c = 0; c < self->n_columns; c++)
    sum += needs[c].width[which];
  return sum;
}

/* All of the width is used: what is over goes to the columns by what they still want. */
static void
place_columns (KaGrid *self, const Need *needs, double width)
{
  guint low = NATURAL;
  double from, to, x = 0;

  while (low > HARD && sum_needs (self, needs, low) > width)
    low--;
  from = sum_needs (self, needs, low);
  to = low < NATURAL ? sum_needs (self, needs, low + 1) : 0;
  for (guint c = 0; c < self->n_columns; c++)
    {
      double w = needs[c].width[low];

      if (from > width || low == NATURAL)
        w *= width / from;
      else if (to > from)
        w += (width - from) * (needs[c].width[low + 1] - w) / (to - from);
      self->edges[c] = x;
      x += w;
    }
  self->edges[self->n_columns] = width;
}

static void
shape_all (KaGrid *self)
{
  if (self->head != NULL)
    for (guint i = 0; i < self->head->len; i++)
      clear_cell (&g_array_index (self->head, HeadCell, i).cell);
  g_clear_pointer (&self->head, g_array_unref);
  build_head (self);
  for (guint r = 0; r < self->n_rows; r++)
    {
      KaRowKind kind = ka_table_get_row_kind (self->table, r);
      KaFace face = kind == KA_ROW_PLAIN ? KA_FACE_FANG : KA_FACE_HEI;

      for (guint c = 0; c < self->n_columns; c++)
        shape_cell (self, get_cell (self, r, c), ka_table_get_cell (self->table, r, c), face);
    }
}

/* The largest size at which everything, then at least every name stays on one line. All lengths grow with
 * the size. */
static void
choose_size (KaGrid *self, double width)
{
  g_autofree Need *needs = g_new0 (Need, self->n_columns);
  gboolean fits = FALSE;
  double scale = 1;

  self->size = sizes[0];
  shape_all (self);
  measure_columns (self, needs);
  for (guint i = 0; i < G_N_ELEMENTS (sizes) && !fits; i++)
    {
      guint need = sizes[i] > SMALL_SIZE ? NATURAL : sizes[i] >= LEGIBLE_SIZE ? SOFT : HARD;

      scale = sizes[i] / sizes[0];
      fits = sum_needs (self, needs, need) * scale <= width;
      if (!fits && sizes[i] <= LEGIBLE_SIZE)
        fits = sum_needs (self, needs, HARD) * scale <= width;
    }
  if (scale < 1)
    {
      self->size = sizes[0] * scale;
      shape_all (self);
    }
  for (guint c = 0; c < self->n_columns; c++)
    for (guint i = 0; i < N_NEEDS; i++)
      needs[c].width[i] *= scale;
  place_columns (self, needs, width);
}

/* ---- rows ---- */

/* Whether the cell goes on from the row above. */
static gboolean
is_continued (KaGrid *self, guint row, guint column)
{
  if (row == 0 || !ka_table_get_grouped (self->table, column)
      || ka_table_get_row_kind (self->table, row) != KA_ROW_PLAIN
      || ka_table_get_row_kind (self->table, row - 1) != KA_ROW_PLAIN)
    return FALSE;
  /* A group ends where one to its left ends. */
  for (guint c = 0; c <= column; c++)
    if (ka_table_get_grouped (self->table, c)
        && !g_str_equal (ka_table_get_cell (self->table, row - 1, c),
                         ka_table_get_cell (self->table, row, c)))
      return FALSE;
  return TRUE;
}

/* Whether it is one cell with that above or below. */
static gboolean
is_grouped (KaGrid *self, guint row, guint column)
{
  return is_continued (self, row, column)
         || (row + 1 < self->n_rows && is_continued (self, row + 1, column));
}

static guint
break_row (KaGrid *self, guint row)
{
  guint n_lines = 1;

  for (guint c = 0; c < self->n_columns; c++)
    {
      Cell *cell = get_cell (self, row, c);
      guint last = is_section (self, row) ? self->n_columns : c + 1;
      double width = self->edges[last] - self->edges[c] - get_padding (self);

      cell->lines = ka_strip_break (cell->strip, 0, 0, width, FALSE);
      if (is_section (self, row))
        return cell->lines->len;
      if (!is_grouped (self, row, c))
        n_lines = MAX (n_lines, cell->lines->len);
    }
  return n_lines;
}

/* A merged cell that is higher than its rows makes the last of them higher. */
static void
stretch_groups (KaGrid *self)
{
  for (guint c = 0; c < self->n_columns; c++)
    for (guint first = 0, last; first < self->n_rows; first = last)
      {
        double have = self->heights[first], need;

        for (last = first + 1; last < self->n_rows && is_continued (self, last, c); last++)
          have += self->heights[last];
        if (last == first + 1 || is_section (self, first))
          continue;
        need = get_cell_height (self, get_cell (self, first, c)->lines->len);
        if (need > have)
          self->heights[last - 1] += need - have;
      }
}

static void
add_pieces (KaGrid *self, guint row, guint n_lines, double page)
{
  KaGridPiece piece = { row, 0, G_MAXUINT, TRUE, TRUE, self->heights[row] };
  double line = self->size * PITCH;

  if (n_lines <= SPLIT_LINES && piece.height < page - ka_grid_get_head_height (self))
    {
      g_array_append_val (self->pieces, piece);
      return;
    }
  for (guint first = 0; first < n_lines; first += PIECE_LINES)
    {
      guint last = MIN (first + PIECE_LINES, n_lines);

      piece.first_line = first;
      piece.last_line = last;
      piece.starts = first == 0;
      piece.ends = last == n_lines;
      piece.height = (last - first) * line + (piece.starts ? PAD_Y : 0) + (piece.ends ? PAD_Y : 0);
      g_array_append_val (self->pieces, piece);
    }
}

KaGrid *
ka_grid_new (KaSetter *setter, KaTable *table, double width, double height)
{
  KaGrid *self = g_new0 (KaGrid, 1);
  g_autofree guint *n_lines = NULL;

  self->setter = setter;
  self->table = ka_table_ref (table);
  self->n_columns = ka_table_get_n_columns (table);
  self->n_rows = ka_table_get_n_rows (table);
  self->cells = g_new0 (Cell, (gsize)self->n_rows * self->n_columns + 1);
  self->edges = g_new0 (double, self->n_columns + 1);
  self->heights = g_new0 (double, self->n_rows + 1);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (KaGridPiece));
  n_lines = g_new0 (guint, self->n_rows + 1);

  choose_size (self, width);
  measure_head (self);
  for (guint r = 0; r < self->n_rows; r++)
    {
      n_lines[r] = break_row (self, r);
      self->heights[r] = get_cell_height (self, n_lines[r]);
    }
  stretch_groups (self);
  for (guint r = 0; r < self->n_rows; r++)
    add_pieces (self, r, n_lines[r], height);
  return self;
}

void
ka_grid_free (KaGrid *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->head->len; i++)
    clear_cell (&g_array_index (self->head, HeadCell, i).cell);
  for (gsize i = 0; i < (gsize)self->n_rows * self->n_columns; i++)
    clear_cell (&self->cells[i]);
  g_array_unref (self->head);
  g_array_unref (self->pieces);
  g_free (self->cells);
  g_free (self->edges);
  g_free (self->heights);
  g_free (self->levels);
  ka_table_unref (self->table);
  g_free (self);
}

double
ka_grid_get_size (KaGrid *self)
{
  return self->size;
}

guint
ka_grid_get_n_pieces (KaGrid *self)
{
  return self->pieces->len;
}

const KaGridPiece *
ka_grid_get_piece (KaGrid *self, guint piece)
{
  return &g_array_index (self->pieces, KaGridPiece, piece);
}

/* Neither the head nor the last row stands alone; a total stays with a row, a section's name with its
 * first; a row in pieces shows two of them on either page. */
gboolean
ka_grid_keeps_next (KaGrid *self, guint piece)
{
  const KaGridPiece *this = ka_grid_get_piece (self, piece);
  const KaGridPiece *next;

  if (piece + 1 >= self->pieces->len)
    return FALSE;
  next = ka_grid_get_piece (self, piece + 1);
  if (piece == 0 || piece + 2 == self->pieces->len || is_section (self, this->row))
    return TRUE;
  if (next->row == this->row)
    return this->starts || next->ends;
  /* A merged cell higher than its row needs the next one. */
  for (guint c = 0; c < self->n_columns; c++)
    if (is_continued (self, next->row, c)
        && get_cell_height (self, get_cell (self, next->row, c)->lines->len) > next->height)
      return TRUE;
  return ka_table_get_row_kind (self->table, next->row) == KA_ROW_TOTAL;
}

/* ---- drawing ---- */

typedef struct
{
  KaGrid *grid;
  cairo_t *cr;
  KaGridLink on_link;
  gpointer data;
} Painter;

static void
draw_lines (Painter *painter,
            Cell *cell,
            guint first,
            guint last,
            double x,
            double width,
            double y,
            KaAlign align)
{
  double size = painter->grid->size, pitch = size * PITCH;

  x += PAD_X * size;
  width -= 2 * PAD_X * size;
  last = MIN (last, cell->lines->len);
  for (guint i = first; i < last; i++, y += pitch)
    {
      const KaLine *line = &g_array_index (cell->lines, KaLine, i);
      double slack = MAX (width - line->width, 0);
      double left = x + (align == KA_ALIGN_LEFT ? 0 : align == KA_ALIGN_RIGHT ? slack : slack / 2);
      g_autoptr (GArray) links = NULL;

      ka_line_draw (cell->strip, line, painter->cr, left, y + (pitch - size) / 2 + 0.88 * size);
      links = painter->on_link != NULL ? ka_line_get_links (cell->strip, line) : NULL;
      for (guint k = 0; links != NULL && k < links->len; k++)
        {
          const KaLinkBox *box = &g_array_index (links, KaLinkBox, k);

          painter->on_link (left + box->x, y, box->width, pitch, box->uri, painter->data);
        }
    }
}

static void
draw_rule (cairo_t *cr, double x1, double y1, double x2, double y2)
{
  cairo_set_line_width (cr, THIN);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
}

static double
draw_head (Painter *painter, double x, double y)
{
  KaGrid *self = painter->grid;
  double bottom = y + ka_grid_get_head_height (self);

  for (guint i = 0; i < self->head->len; i++)
    {
      HeadCell *head = &g_array_index (self->head, HeadCell, i);
      double left = x + self->edges[head->first], right = x + self->edges[head->last];
      double top = y, height = 0, text;

      for (guint level = 0; level < head->top; level++)
        top += self->levels[level];
      for (guint level = head->top; level < head->bottom; level++)
        height += self->levels[level];
      text = head->cell.lines->len * self->size * PITCH;
      draw_lines (painter, &head->cell, 0, G_MAXUINT, left, right - left, top + (height - text) / 2,
                  KA_ALIGN_CENTER);
      draw_rule (painter->cr, left, top, right, top);
      if (head->first > 0)
        draw_rule (painter->cr, left, top, left, top + height);
    }
  return bottom;
}

static double
get_piece_height (KaGrid *self, guint first, guint last)
{
  double height = 0;

  for (guint i = first; i < last; i++)
    height += ka_grid_get_piece (self, i)->height;
  return height;
}

/* One cell's part on this page: of a merged one all its rows here. */
static void
draw_cell (Painter *painter, guint column, guint first, guint last, double x, double y)
{
  KaGrid *self = painter->grid;
  const KaGridPiece *piece = ka_grid_get_piece (self, first);
  gboolean section = is_section (self, piece->row);
  double left = self->edges[column], right = self->edges[section ? self->n_columns : column + 1];
  double height = get_piece_height (self, first, last);
  Cell *cell = get_cell (self, piece->row, column);
  gboolean whole = piece->starts && piece->ends;
  guint first_line = whole ? 0 : piece->first_line;
  guint last_line = whole ? G_MAXUINT : piece->last_line;
  guint n_lines;

  if (last > first + 1 || is_grouped (self, piece->row, column))
    {
      first_line = 0;
      last_line = G_MAXUINT;
      whole = TRUE;
    }
  n_lines = MIN (last_line, cell->lines->len) - MIN (first_line, cell->lines->len);
  y += whole ? (height - n_lines * self->size * PITCH) / 2 : piece->starts ? PAD_Y : 0;
  draw_lines (painter, cell, first_line, last_line, x + left, right - left, y,
              section ? KA_ALIGN_LEFT : ka_table_get_align (self->table, column));
}

/* The piece behind the last of those that the cell covers on this page. */
static guint
find_group_end (KaGrid *self, guint column, guint piece, guint last)
{
  guint end = piece + 1;

  while (end < last)
    {
      const KaGridPiece *next = ka_grid_get_piece (self, end);

      if (next->starts ? !is_continued (self, next->row, column)
                       : !is_grouped (self, next->row, column))
        break;
      end++;
    }
  return end;
}

static void
draw_column (Painter *painter, guint column, guint first, guint last, double x, double y)
{
  KaGrid *self = painter->grid;
  double left = x + self->edges[column], right = x + self->edges[column + 1];

  for (guint i = first, end; i < last; i = end)
    {
      const KaGridPiece *piece = ka_grid_get_piece (self, i);
      double height;

      end = find_group_end (self, column, i, last);
      height = get_piece_height (self, i, end);
      if (!is_section (self, piece->row) || column == 0)
        draw_cell (painter, column, i, end, x, y);
      if (column > 0 && !is_section (self, piece->row))
        draw_rule (painter->cr, left, y, left, y + height);
      y += height;
      if (ka_grid_get_piece (self, end - 1)->ends || end == last)
        draw_rule (painter->cr, left, y, right, y);
    }
}

void
ka_grid_draw (KaGrid *self,
              cairo_t *cr,
              double x,
              double y,
              guint first,
              guint last,
              KaGridLink on_link,
              gpointer data)
{
  Painter painter = { self, cr, on_link, data };
  double right = x + self->edges[self->n_columns];
  double top = draw_head (&painter, x, y);
  double bottom = top + get_piece_height (self, first, last);

  draw_rule (cr, x, top, right, top);
  for (guint c = 0; c < self->n_columns; c++)
    draw_column (&painter, c, first, last, x, top);
  draw_rule (cr, x, y, x, bottom);
  draw_rule (cr, right, y, right, bottom);
}
