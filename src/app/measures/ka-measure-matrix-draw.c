/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-matrix-private.h"

#include <glib/gi18n.h>

#define MARK 22 /* height of a cell's mark */

typedef struct
{
  KaMeasureMatrix *self;
  GtkSnapshot *snapshot;
  GtkStyleContext *style;
  GdkRGBA text, quiet, line, accent;
  int width, height, names;
  double x, y; /* scrolled by */
  KaMeasureSpan span;
} Draw;

static GdkRGBA
look_up (Draw *d, const char *name)
{
  GdkRGBA color;

  return gtk_style_context_lookup_color (d->style, name, &color) ? color : d->text;
}

static GdkRGBA
fade (const GdkRGBA *color, float alpha)
{
  GdkRGBA faded = *color;

  faded.alpha *= alpha;
  return faded;
}

static void
fill (Draw *d, const GdkRGBA *color, double x, double y, double width, double height)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height);

  gtk_snapshot_append_color (d->snapshot, color, &rect);
}

/* n_lines: as many as it may have. */
static void
write_text (Draw *d,
            const char *text,
            const graphene_rect_t *box,
            int n_lines,
            gboolean centred,
            const GdkRGBA *color)
{
  PangoLayout *layout = d->self->layout;
  graphene_point_t point;
  int w, h;

  pango_layout_set_width (layout, (int)(box->size.width * PANGO_SCALE));
  pango_layout_set_height (layout, -n_lines);
  pango_layout_set_alignment (layout, centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  point = GRAPHENE_POINT_INIT (box->origin.x, box->origin.y + (box->size.height - (float)h) / 2);
  gtk_snapshot_save (d->snapshot);
  gtk_snapshot_translate (d->snapshot, &point);
  gtk_snapshot_append_layout (d->snapshot, layout, color);
  gtk_snapshot_restore (d->snapshot);
}

/* The sign alone says it too. */
static GdkRGBA
get_color (Draw *d, const char *state)
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
      return look_up (d, TONES[i].color);
  return d->quiet;
}

static double
cell_x (Draw *d, guint column)
{
  return d->names + column * (double)KA_MEASURE_CELL - d->x;
}

static double
row_y (Draw *d, guint row)
{
  return KA_MEASURE_HEAD + row * (double)KA_MEASURE_ROW - d->y;
}

static void
draw_cell (Draw *d, guint row, guint column)
{
  const KaMeasureCell *cell = ka_measure_matrix_cell (d->self, row, column);
  double x = cell_x (d, column), y = row_y (d, row);
  graphene_rect_t mark = GRAPHENE_RECT_INIT (
    (float)x + 6, (float)y + (KA_MEASURE_ROW - MARK) / 2.0f, KA_MEASURE_CELL - 12, MARK);
  g_autofree char *text = ka_measure_cell_text (cell);
  GskRoundedRect shape;
  GdkRGBA ground;

  if (cell == NULL || cell->state == NULL)
    {
      write_text (d, text, &mark, 1, TRUE, &d->text);
      return;
    }
  ground = get_color (d, cell->state);
  ground = fade (&ground, 0.2f);
  gsk_rounded_rect_init_from_rect (&shape, &mark, 5);
  gtk_snapshot_push_rounded_clip (d->snapshot, &shape);
  gtk_snapshot_append_color (d->snapshot, &ground, &mark);
  gtk_snapshot_pop (d->snapshot);
  write_text (d, text, &mark, 1, TRUE, &d->text);
  /* Evidence is attached. */
  if (cell->papers > 0)
    fill (d, &d->text, x + KA_MEASURE_CELL - 13, mark.origin.y + 3, 4, 4);
}

static void
draw_selection (Draw *d)
{
  gboolean focused = gtk_widget_has_focus (GTK_WIDGET (d->self));
  GdkRGBA ground = fade (&d->accent, focused ? 0.18f : 0.08f);
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float)cell_x (d, d->self->column) + 1,
                                             (float)row_y (d, d->self->row) + 1,
                                             KA_MEASURE_CELL - 2, KA_MEASURE_ROW - 3);
  GskRoundedRect shape;
  float widths[4] = { 2, 2, 2, 2 };
  GdkRGBA edges[4] = { d->accent, d->accent, d->accent, d->accent };

  fill (d, &ground, cell_x (d, d->span.column), row_y (d, d->span.row),
        d->span.n_columns * (double)KA_MEASURE_CELL, d->span.n_rows * (double)KA_MEASURE_ROW);
  if (!focused)
    return;
  gsk_rounded_rect_init_from_rect (&shape, &rect, 4);
  gtk_snapshot_append_border (d->snapshot, &shape, widths, edges);
}

static void
draw_names (Draw *d, guint row)
{
  const KaMeasureLine *line = ka_measure_matrix_line (d->self, row);
  double y = row_y (d, row);
  graphene_rect_t number
    = GRAPHENE_RECT_INIT (12, (float)y, KA_MEASURE_NUMBER - 16, KA_MEASURE_ROW);
  graphene_rect_t task = GRAPHENE_RECT_INIT (
    KA_MEASURE_NUMBER, (float)y, (float)d->names - KA_MEASURE_NUMBER - 8, KA_MEASURE_ROW);

  write_text (d, line->no != NULL ? line->no : "", &number, 1, FALSE, &d->quiet);
  write_text (d, line->task != NULL ? line->task : "", &task, 1, FALSE, &d->text);
  fill (d, &d->line, 0, y + KA_MEASURE_ROW - 1, d->width, 1);
}

static void
draw_body (Draw *d)
{
  KaMeasureMatrix *self = d->self;
  guint first_row = (guint)MAX (d->y / KA_MEASURE_ROW, 0);
  guint first_column = (guint)MAX (d->x / KA_MEASURE_CELL, 0);
  graphene_rect_t body = GRAPHENE_RECT_INIT (0, KA_MEASURE_HEAD, (float)d->width,
                                             (float)(d->height - KA_MEASURE_HEAD));
  graphene_rect_t cells
    = GRAPHENE_RECT_INIT ((float)d->names, KA_MEASURE_HEAD, (float)(d->width - d->names),
                          (float)(d->height - KA_MEASURE_HEAD));

  gtk_snapshot_push_clip (d->snapshot, &body);
  for (guint row = first_row; row < self->rows->len && row_y (d, row) < d->height; row++)
    draw_names (d, row);
  gtk_snapshot_push_clip (d->snapshot, &cells);
  draw_selection (d);
  for (guint row = first_row; row < self->rows->len && row_y (d, row) < d->height; row++)
    for (guint c = first_column; c < self->columns->len && cell_x (d, c) < d->width; c++)
      draw_cell (d, row, c);
  gtk_snapshot_pop (d->snapshot);
  gtk_snapshot_pop (d->snapshot);
}

static void
draw_head (Draw *d)
{
  KaMeasureMatrix *self = d->self;
  guint first = (guint)MAX (d->x / KA_MEASURE_CELL, 0);
  graphene_rect_t heads
    = GRAPHENE_RECT_INIT ((float)d->names, 0, (float)(d->width - d->names), (float)d->height);
  graphene_rect_t number = GRAPHENE_RECT_INIT (12, 0, KA_MEASURE_NUMBER - 16, KA_MEASURE_HEAD);
  graphene_rect_t task = GRAPHENE_RECT_INIT (
    KA_MEASURE_NUMBER, 0, (float)d->names - KA_MEASURE_NUMBER - 8, KA_MEASURE_HEAD);

  write_text (d, _ ("编号"), &number, 1, FALSE, &d->quiet);
  write_text (d, _ ("工作任务"), &task, 1, FALSE, &d->quiet);
  gtk_snapshot_push_clip (d->snapshot, &heads);
  for (guint c = first; c < self->columns->len && cell_x (d, c) < d->width; c++)
    {
      double x = cell_x (d, c);
      graphene_rect_t box
        = GRAPHENE_RECT_INIT ((float)x + 3, 0, KA_MEASURE_CELL - 6, KA_MEASURE_HEAD);

      write_text (d, ka_measure_matrix_unit (self, c)->name, &box, 3, TRUE, &d->quiet);
      fill (d, &d->line, x, 0, 1, d->height);
    }
  gtk_snapshot_pop (d->snapshot);
  fill (d, &d->line, 0, KA_MEASURE_HEAD - 1, d->width, 1);
}

void
ka_measure_matrix_draw (KaMeasureMatrix *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  Draw d = { .self = self, .snapshot = snapshot };
  graphene_rect_t all;

  if (self->table == NULL || self->rows->len == 0 || self->columns->len == 0)
    return;
  d.style = gtk_widget_get_style_context (widget);
  d.width = gtk_widget_get_width (widget);
  d.height = gtk_widget_get_height (widget);
  d.names = ka_measure_matrix_names (self);
  d.x = gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  d.y = gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]);
  d.span = ka_measure_matrix_span (self);
  gtk_style_context_get_color (d.style, &d.text);
  d.quiet = fade (&d.text, 0.72f);
  d.line = fade (&d.text, 0.12f);
  d.accent = look_up (&d, "accent_color");
  all = GRAPHENE_RECT_INIT (0, 0, (float)d.width, (float)d.height);
  gtk_snapshot_push_clip (snapshot, &all);
  draw_body (&d);
  draw_head (&d);
  gtk_snapshot_pop (snapshot);
}
