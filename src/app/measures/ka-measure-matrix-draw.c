/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-matrix-private.h"

#include <glib/gi18n.h>

#define MARK 22 /* height of a cell's mark */

/* The sign alone says it too. */
static GdkRGBA
get_color (const KaCellDraw *d, const char *state)
{
  static const struct
  {
    const char *state, *color;
  } TONES[] = {
    { "落实", "success_color" }, { "部分落实", "warning_color" }, { "软落实", "error_color" },
    { "不落实", "error_color" }, { "假落实", "error_color" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (TONES); i++)
    if (g_strcmp0 (TONES[i].state, state) == 0)
      return ka_cell_draw_color (d, TONES[i].color);
  return d->quiet;
}

static void
draw_cell (KaMeasureMatrix *self, const KaCellDraw *d, guint row, guint column)
{
  const KaMeasureCell *cell = ka_measure_matrix_cell (self, row, column);
  double x = ka_cell_draw_x (d, column), y = ka_cell_draw_y (d, row);
  graphene_rect_t mark = GRAPHENE_RECT_INIT ((float)x + 6, (float)y + (float)(d->row - MARK) / 2,
                                             (float)d->cell - 12, MARK);
  g_autofree char *text = ka_measure_cell_text (cell);
  GdkRGBA ground;

  if (cell != NULL && cell->state != NULL)
    {
      ground = get_color (d, cell->state);
      ground = ka_color_fade (&ground, 0.2f);
      ka_cell_draw_ground (d, &ground, &mark);
    }
  ka_cell_draw_text (d, text, &mark, 1, TRUE, &d->text);
  /* Evidence is attached. */
  if (cell != NULL && cell->state != NULL && cell->papers > 0)
    ka_cell_draw_fill (d, &d->text, x + d->cell - 13, mark.origin.y + 3, 4, 4);
}

static void
draw_selection (KaMeasureMatrix *self, const KaCellDraw *d)
{
  KaMeasureSpan span = ka_measure_matrix_span (self);
  GdkRGBA ground = ka_color_fade (&d->accent, d->focused ? 0.18f : 0.08f);
  graphene_rect_t cell = GRAPHENE_RECT_INIT ((float)ka_cell_draw_x (d, self->column) + 1,
                                             (float)ka_cell_draw_y (d, self->row) + 1,
                                             (float)d->cell - 2, (float)d->row - 3);

  ka_cell_draw_fill (d, &ground, ka_cell_draw_x (d, span.column), ka_cell_draw_y (d, span.row),
                     span.n_columns * (double)d->cell, span.n_rows * (double)d->row);
  if (d->focused)
    ka_cell_draw_edge (d, &d->accent, &cell, 2);
}

static void
draw_names (KaMeasureMatrix *self, const KaCellDraw *d, guint row)
{
  const KaMeasureLine *line = ka_measure_matrix_line (self, row);
  double y = ka_cell_draw_y (d, row);
  graphene_rect_t number = GRAPHENE_RECT_INIT (12, (float)y, KA_MEASURE_NUMBER - 16, (float)d->row);
  graphene_rect_t task = GRAPHENE_RECT_INIT (
    KA_MEASURE_NUMBER, (float)y, (float)d->names - KA_MEASURE_NUMBER - 8, (float)d->row);

  ka_cell_draw_text (d, line->no != NULL ? line->no : "", &number, 1, FALSE, &d->quiet);
  ka_cell_draw_text (d, line->task != NULL ? line->task : "", &task, 1, FALSE, &d->text);
  ka_cell_draw_fill (d, &d->line, 0, y + d->row - 1, d->width, 1);
}

static void
draw_body (KaMeasureMatrix *self, const KaCellDraw *d)
{
  guint first_row = ka_cell_draw_first_row (d), first_column = ka_cell_draw_first_column (d);

  ka_cell_draw_push_clip (d, TRUE, FALSE);
  for (guint r = first_row; r < self->rows->len && ka_cell_draw_y (d, r) < d->height; r++)
    draw_names (self, d, r);
  ka_cell_draw_push_clip (d, TRUE, TRUE);
  draw_selection (self, d);
  for (guint r = first_row; r < self->rows->len && ka_cell_draw_y (d, r) < d->height; r++)
    for (guint c = first_column; c < self->columns->len && ka_cell_draw_x (d, c) < d->width; c++)
      draw_cell (self, d, r, c);
  gtk_snapshot_pop (d->snapshot);
  gtk_snapshot_pop (d->snapshot);
}

static void
draw_head (KaMeasureMatrix *self, const KaCellDraw *d)
{
  graphene_rect_t number = GRAPHENE_RECT_INIT (12, 0, KA_MEASURE_NUMBER - 16, (float)d->head);
  graphene_rect_t task = GRAPHENE_RECT_INIT (
    KA_MEASURE_NUMBER, 0, (float)d->names - KA_MEASURE_NUMBER - 8, (float)d->head);

  ka_cell_draw_text (d, _ ("编号"), &number, 1, FALSE, &d->quiet);
  ka_cell_draw_text (d, _ ("工作任务"), &task, 1, FALSE, &d->quiet);
  ka_cell_draw_push_clip (d, FALSE, TRUE);
  for (guint c = ka_cell_draw_first_column (d);
       c < self->columns->len && ka_cell_draw_x (d, c) < d->width; c++)
    {
      double x = ka_cell_draw_x (d, c);
      graphene_rect_t box
        = GRAPHENE_RECT_INIT ((float)x + 3, 0, (float)d->cell - 6, (float)d->head);

      ka_cell_draw_text (d, ka_measure_matrix_unit (self, c)->name, &box, 3, TRUE, &d->quiet);
      ka_cell_draw_fill (d, &d->line, x, 0, 1, d->height);
    }
  gtk_snapshot_pop (d->snapshot);
  ka_cell_draw_fill (d, &d->line, 0, d->head - 1, d->width, 1);
}

void
ka_measure_matrix_draw (KaCellGrid *grid, KaCellDraw *draw)
{
  KaMeasureMatrix *self = KA_MEASURE_MATRIX (grid);

  if (self->table == NULL || self->rows->len == 0 || self->columns->len == 0)
    return;
  draw_body (self, draw);
  draw_head (self, draw);
}
