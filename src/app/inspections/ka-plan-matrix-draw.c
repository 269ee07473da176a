/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan-matrix-private.h"

#include <glib/gi18n.h>

#define MARK 20 /* of one line, in pixels */

typedef struct
{
  KaPlanMatrix *self;
  GtkSnapshot *snapshot;
  GtkStyleContext *style;
  GdkRGBA text, quiet, line, accent, background;
  int width, height, cell;
  double x, y; /* scrolled by */
} Draw;

static GdkRGBA
look_up (GtkStyleContext *style, const char *name, const GdkRGBA *otherwise)
{
  GdkRGBA color;

  return gtk_style_context_lookup_color (style, name, &color) ? color : *otherwise;
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

/* xalign: where it stands in the width, which it never passes. */
static void
write_text (Draw *d,
            const char *text,
            double x,
            double y,
            double width,
            double height,
            double xalign,
            const GdkRGBA *color)
{
  PangoLayout *layout = d->self->layout;
  graphene_point_t point;
  int w, h;

  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_alignment (layout, xalign > 0.4 ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  point = GRAPHENE_POINT_INIT ((float)x, (float)(y + (height - h) / 2));
  gtk_snapshot_save (d->snapshot);
  gtk_snapshot_translate (d->snapshot, &point);
  gtk_snapshot_append_layout (d->snapshot, layout, color);
  gtk_snapshot_restore (d->snapshot);
}

static GdkRGBA
get_color (Draw *d, KaPlanState state)
{
  static const char *const names[KA_N_PLAN_STATES]
    = { "ka_quiet_fg", "success_color", "warning_color", "error_color", "accent_color" };

  return look_up (d->style, names[state], &d->text);
}

/* A sign in the text's own colour on a ground of the state's: the sign alone says it too. */
static void
draw_mark (Draw *d, const KaPlanItem *item, double x, double y, gboolean chosen)
{
  GdkRGBA color = get_color (d, item->state);
  GdkRGBA ground = fade (&color, 0.22f);
  GskRoundedRect shape;
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float)x, (float)y, MARK, MARK);
  float widths[4] = { 1, 1, 1, 1 };
  GdkRGBA edges[4];

  gsk_rounded_rect_init_from_rect (&shape, &rect, 5);
  gtk_snapshot_push_rounded_clip (d->snapshot, &shape);
  gtk_snapshot_append_color (d->snapshot, &ground, &rect);
  gtk_snapshot_pop (d->snapshot);
  for (guint i = 0; i < 4; i++)
    {
      edges[i] = chosen ? d->text : color;
      widths[i] = chosen ? 2 : 1;
    }
  gtk_snapshot_append_border (d->snapshot, &shape, widths, edges);
  write_text (d, ka_plan_matrix_sign (item->state), x, y, MARK, MARK, 0.5, &d->text);
  /* What was moved after approval carries a corner. */
  if (item->moved_from != 0)
    fill (d, &d->text, x + MARK - 6, y + 2, 4, 4);
}

static double
cell_x (Draw *d, guint month)
{
  return KA_MATRIX_NAMES + (month - 1) * d->cell - d->x;
}

static void
draw_cell (Draw *d, guint row, guint month, double y)
{
  KaPlanMatrix *self = d->self;
  g_autoptr (GPtrArray) items = ka_plan_matrix_items (self, row, month);
  gboolean focused = row == self->row && month == self->month;
  double x = cell_x (d, month);
  guint fit = (guint)MAX ((d->cell - 2) / (MARK + 2), 1), n = MIN (items->len, fit);
  double left = x + (d->cell - (double)n * (MARK + 2) + 2) / 2;

  if (focused)
    {
      GdkRGBA ground = fade (&d->accent, gtk_widget_has_focus (GTK_WIDGET (self)) ? 0.25f : 0.1f);

      fill (d, &ground, x, y, d->cell, KA_MATRIX_ROW);
    }
  for (guint i = 0; i < n; i++)
    {
      const KaPlanItem *item = g_ptr_array_index (items, i);

      if (item == self->dragged)
        gtk_snapshot_push_opacity (d->snapshot, 0.4);
      draw_mark (d, item, left + i * (MARK + 2), y + (KA_MATRIX_ROW - MARK) / 2.0,
                 focused && i == MIN (self->item, n - 1) && items->len > 1);
      if (item == self->dragged)
        gtk_snapshot_pop (d->snapshot);
    }
}

static void
draw_rows (Draw *d)
{
  KaPlanMatrix *self = d->self;
  guint first = (guint)MAX (d->y / KA_MATRIX_ROW, 0);
  graphene_rect_t body
    = GRAPHENE_RECT_INIT (0, KA_MATRIX_HEAD, (float)d->width, (float)(d->height - KA_MATRIX_HEAD));
  graphene_rect_t months
    = GRAPHENE_RECT_INIT (KA_MATRIX_NAMES, KA_MATRIX_HEAD, (float)(d->width - KA_MATRIX_NAMES),
                          (float)(d->height - KA_MATRIX_HEAD));

  gtk_snapshot_push_clip (d->snapshot, &body);
  for (guint row = first; row < self->shown->len; row++)
    {
      const KaPlanMine *mine = ka_plan_matrix_mine (self, row);
      double y = KA_MATRIX_HEAD + row * (double)KA_MATRIX_ROW - d->y;

      if (y > d->height)
        break;
      write_text (d, mine->name, 12, y, KA_MATRIX_NAMES - 50, KA_MATRIX_ROW, 0, &d->text);
      write_text (d, mine->grade, KA_MATRIX_NAMES - 36, y, 24, KA_MATRIX_ROW, 0.5, &d->quiet);
      gtk_snapshot_push_clip (d->snapshot, &months);
      for (guint month = 1; month <= 12; month++)
        draw_cell (d, row, month, y);
      gtk_snapshot_pop (d->snapshot);
      fill (d, &d->line, 0, y + KA_MATRIX_ROW - 1, d->width, 1);
    }
  gtk_snapshot_pop (d->snapshot);
}

static void
draw_head (Draw *d)
{
  KaPlanMatrix *self = d->self;
  graphene_rect_t clip = GRAPHENE_RECT_INIT (KA_MATRIX_NAMES, 0,
                                             (float)(d->width - KA_MATRIX_NAMES), (float)d->height);

  write_text (d, _ ("矿山"), 12, 0, KA_MATRIX_NAMES - 50, KA_MATRIX_HEAD, 0, &d->quiet);
  write_text (d, _ ("级"), KA_MATRIX_NAMES - 36, 0, 24, KA_MATRIX_HEAD, 0.5, &d->quiet);
  gtk_snapshot_push_clip (d->snapshot, &clip);
  for (guint month = 1; month <= 12; month++)
    {
      const KaPlanCount *count = &self->sheet->months[month];
      g_autofree char *text = count->planned > 0 ? g_strdup_printf (_ ("%u月 %u/%u"), month,
                                                                    count->done, count->planned)
                                                 : g_strdup_printf (_ ("%u月"), month);
      double x = cell_x (d, month);

      write_text (d, text, x, 0, d->cell, KA_MATRIX_HEAD, 0.5, &d->quiet);
      fill (d, &d->line, x, 0, 1, d->height);
      if (self->dragged != NULL && month == self->drag_month)
        {
          GdkRGBA ground = fade (&d->accent, 0.15f);

          fill (d, &ground, x, 0, d->cell, d->height);
        }
    }
  gtk_snapshot_pop (d->snapshot);
  fill (d, &d->line, 0, KA_MATRIX_HEAD - 1, d->width, 1);
  fill (d, &d->line, KA_MATRIX_NAMES - 1, 0, 1, d->height);
}

static void
draw_dragged (Draw *d)
{
  KaPlanMatrix *self = d->self;
  double y = KA_MATRIX_HEAD + self->drag_row * (double)KA_MATRIX_ROW - d->y;

  if (self->dragged == NULL || self->drag_month == self->dragged->month)
    return;
  draw_mark (d, self->dragged, cell_x (d, self->drag_month) + (d->cell - MARK) / 2.0,
             y + (KA_MATRIX_ROW - MARK) / 2.0, TRUE);
}

void
ka_plan_matrix_draw (KaPlanMatrix *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  Draw d = { .self = self, .snapshot = snapshot };
  graphene_rect_t all;

  if (self->sheet == NULL)
    return;
  d.style = gtk_widget_get_style_context (widget);
  d.width = gtk_widget_get_width (widget);
  d.height = gtk_widget_get_height (widget);
  d.cell = ka_plan_matrix_cell_width (self);
  d.x = gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  d.y = gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]);
  gtk_style_context_get_color (d.style, &d.text);
  d.quiet = fade (&d.text, 0.72f);
  d.line = fade (&d.text, 0.12f);
  d.accent = look_up (d.style, "accent_color", &d.text);
  all = GRAPHENE_RECT_INIT (0, 0, (float)d.width, (float)d.height);
  gtk_snapshot_push_clip (snapshot, &all);
  draw_rows (&d);
  draw_head (&d);
  draw_dragged (&d);
  gtk_snapshot_pop (snapshot);
}
