/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan-matrix-private.h"

#include <glib/gi18n.h>

#define MARK 20 /* of one line, in pixels */

/* Of one of the headings: their height. */
static void
write_heading (const KaCellDraw *d, const char *text, double x, double width, gboolean centred)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float)x, 0, (float)width, (float)d->head);

  ka_cell_draw_text (d, text, &box, 2, centred, &d->quiet);
}

/* Where a text stands: a column of the row's height. */
static void
write_text (const KaCellDraw *d,
            const char *text,
            double x,
            double y,
            double width,
            gboolean centred,
            const GdkRGBA *color)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)d->row);

  ka_cell_draw_text (d, text, &box, 1, centred, color);
}

static GdkRGBA
get_color (const KaCellDraw *d, KaPlanState state)
{
  static const char *const names[KA_N_PLAN_STATES]
    = { "ka_quiet_fg", "success_color", "warning_color", "error_color", "accent_color" };

  return ka_cell_draw_color (d, names[state]);
}

/* A sign in the text's own colour on a ground of the state's: the sign alone says it too. */
static void
draw_mark (const KaCellDraw *d, const KaPlanItem *item, double x, double y, gboolean chosen)
{
  GdkRGBA color = get_color (d, item->state);
  GdkRGBA ground = ka_color_fade (&color, 0.22f);
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float)x, (float)y, MARK, MARK);

  ka_cell_draw_ground (d, &ground, &box);
  ka_cell_draw_edge (d, chosen ? &d->text : &color, &box, chosen ? 2 : 1);
  ka_cell_draw_text (d, ka_plan_matrix_sign (item->state), &box, 1, TRUE, &d->text);
  /* What was moved after approval carries a corner. */
  if (item->moved_from != 0)
    ka_cell_draw_fill (d, &d->text, x + MARK - 6, y + 2, 4, 4);
}

static void
draw_cell (KaPlanMatrix *self, const KaCellDraw *d, guint row, guint month)
{
  g_autoptr (GPtrArray) items = ka_plan_matrix_items (self, row, month);
  gboolean focused = row == self->row && month == self->month;
  double x = ka_cell_draw_x (d, month - 1), y = ka_cell_draw_y (d, row);
  guint fit = (guint)MAX ((d->cell - 2) / (MARK + 2), 1), n = MIN (items->len, fit);
  double left = x + (d->cell - (double)n * (MARK + 2) + 2) / 2;

  if (focused)
    {
      GdkRGBA ground = ka_color_fade (&d->accent, d->focused ? 0.25f : 0.1f);

      ka_cell_draw_fill (d, &ground, x, y, d->cell, d->row);
    }
  for (guint i = 0; i < n; i++)
    {
      const KaPlanItem *item = g_ptr_array_index (items, i);

      if (item == self->dragged)
        gtk_snapshot_push_opacity (d->snapshot, 0.4);
      draw_mark (d, item, left + i * (MARK + 2), y + (d->row - MARK) / 2.0,
                 focused && i == MIN (self->item, n - 1) && items->len > 1);
      if (item == self->dragged)
        gtk_snapshot_pop (d->snapshot);
    }
}

static void
draw_rows (KaPlanMatrix *self, const KaCellDraw *d)
{
  ka_cell_draw_push_clip (d, TRUE, FALSE);
  for (guint row = ka_cell_draw_first_row (d); row < self->shown->len; row++)
    {
      const KaPlanMine *mine = ka_plan_matrix_mine (self, row);
      double y = ka_cell_draw_y (d, row);

      if (y > d->height)
        break;
      write_text (d, mine->name, 12, y, d->names - 50, FALSE, &d->text);
      write_text (d, mine->grade, d->names - 36, y, 24, TRUE, &d->quiet);
      ka_cell_draw_push_clip (d, TRUE, TRUE);
      for (guint month = 1; month <= 12; month++)
        draw_cell (self, d, row, month);
      gtk_snapshot_pop (d->snapshot);
      ka_cell_draw_fill (d, &d->line, 0, y + d->row - 1, d->width, 1);
    }
  gtk_snapshot_pop (d->snapshot);
}

static void
draw_head (KaPlanMatrix *self, const KaCellDraw *d)
{
  write_heading (d, _ ("矿山"), 12, d->names - 50, FALSE);
  write_heading (d, _ ("级"), d->names - 36, 24, TRUE);
  ka_cell_draw_push_clip (d, FALSE, TRUE);
  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *text = ka_plan_matrix_heading (self, month);
      double x = ka_cell_draw_x (d, month - 1);

      write_heading (d, text, x, d->cell, TRUE);
      ka_cell_draw_fill (d, &d->line, x, 0, 1, d->height);
      if (self->dragged != NULL && month == self->drag_month)
        {
          GdkRGBA ground = ka_color_fade (&d->accent, 0.15f);

          ka_cell_draw_fill (d, &ground, x, 0, d->cell, d->height);
        }
    }
  gtk_snapshot_pop (d->snapshot);
  ka_cell_draw_fill (d, &d->line, 0, d->head - 1, d->width, 1);
  ka_cell_draw_fill (d, &d->line, d->names - 1, 0, 1, d->height);
}

static void
draw_dragged (KaPlanMatrix *self, const KaCellDraw *d)
{
  if (self->dragged == NULL || self->drag_month == self->dragged->month)
    return;
  draw_mark (d, self->dragged, ka_cell_draw_x (d, self->drag_month - 1) + (d->cell - MARK) / 2.0,
             ka_cell_draw_y (d, self->drag_row) + (d->row - MARK) / 2.0, TRUE);
}

void
ka_plan_matrix_draw (KaCellGrid *grid, KaCellDraw *draw)
{
  KaPlanMatrix *self = KA_PLAN_MATRIX (grid);

  if (self->sheet == NULL)
    return;
  draw_rows (self, draw);
  draw_head (self, draw);
  draw_dragged (self, draw);
}
