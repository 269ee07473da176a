/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cell-grid.h"

#define CORNER 5

typedef struct
{
  /* Owned */
  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  PangoLayout *layout;
  char *spoken;

  guint n_rows, n_columns;
  int least_cell;
} KaCellGridPrivate;

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (KaCellGrid,
                                  ka_cell_grid,
                                  GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (KaCellGrid)
                                    G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

#define PRIVATE(self) ((KaCellGridPrivate *)ka_cell_grid_get_instance_private (self))

/* ---- places ---- */

static double
get_offset (KaCellGrid *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = PRIVATE (self)->adjustments[orientation];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

static int
get_names (KaCellGrid *self)
{
  const KaCellGridClass *klass = KA_CELL_GRID_GET_CLASS (self);

  return CLAMP (gtk_widget_get_width (GTK_WIDGET (self)) * 2 / 5, klass->least_names,
                klass->most_names);
}

static int
get_cell (KaCellGrid *self)
{
  const KaCellGridClass *klass = KA_CELL_GRID_GET_CLASS (self);
  guint n = PRIVATE (self)->n_columns;
  int left = gtk_widget_get_width (GTK_WIDGET (self)) - get_names (self);
  int least = MAX (klass->cell, PRIVATE (self)->least_cell);

  return klass->fills && n > 0 ? MAX (left / (int)n, least) : least;
}

void
ka_cell_grid_hit (KaCellGrid *self, double x, double y, int *row, int *column)
{
  const KaCellGridClass *klass = KA_CELL_GRID_GET_CLASS (self);
  int names = get_names (self);

  *column
    = x < names
        ? -1
        : (int)((x - names + get_offset (self, GTK_ORIENTATION_HORIZONTAL)) / get_cell (self));
  *row = y < klass->head
           ? -1
           : (int)((y - klass->head + get_offset (self, GTK_ORIENTATION_VERTICAL)) / klass->row);
}

gboolean
ka_cell_grid_locate (KaCellGrid *self, guint row, guint column, graphene_point_t *point)
{
  const KaCellGridClass *klass = KA_CELL_GRID_GET_CLASS (self);
  const KaCellGridPrivate *priv = PRIVATE (self);
  int names = get_names (self);
  double x
    = names + (column + 0.5) * get_cell (self) - get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  double y = klass->head + (row + 0.5) * klass->row - get_offset (self, GTK_ORIENTATION_VERTICAL);

  *point = GRAPHENE_POINT_INIT ((float)x, (float)y);
  return row < priv->n_rows && column < priv->n_columns && x > names
         && x < gtk_widget_get_width (GTK_WIDGET (self)) && y > klass->head
         && y < gtk_widget_get_height (GTK_WIDGET (self));
}

int
ka_cell_grid_get_page (KaCellGrid *self)
{
  const KaCellGridClass *klass = KA_CELL_GRID_GET_CLASS (self);

  return MAX ((gtk_widget_get_height (GTK_WIDGET (self)) - klass->head) / klass->row - 1, 1);
}

/* ---- scrolling ---- */

static void
configure_one (KaCellGrid *self, GtkOrientation orientation, double all, double page, double step)
{
  /* What the cells do not fill is no reason to scroll. */
  gtk_adjustment_configure (PRIVATE (self)->adjustments[orientation],
                            get_offset (self, orientation), 0, MAX (all, page), step,
                            MAX (page - step, 1), page);
}

static void
configure (KaCellGrid *self)
{
  const KaCellGridClass *klass = KA_CELL_GRID_GET_CLASS (self);
  const KaCellGridPrivate *priv = PRIVATE (self);
  int cell = get_cell (self);

  if (priv->adjustments[0] == NULL || priv->adjustments[1] == NULL)
    return;
  configure_one (self, GTK_ORIENTATION_VERTICAL, priv->n_rows * (double)klass->row,
                 MAX (gtk_widget_get_height (GTK_WIDGET (self)) - klass->head, 0), klass->row);
  configure_one (self, GTK_ORIENTATION_HORIZONTAL, priv->n_columns * (double)cell,
                 MAX (gtk_widget_get_width (GTK_WIDGET (self)) - get_names (self), 0), cell);
}

void
ka_cell_grid_set_least_cell (KaCellGrid *self, int width)
{
  g_return_if_fail (KA_IS_CELL_GRID (self));

  PRIVATE (self)->least_cell = width;
  configure (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ka_cell_grid_set_shown (KaCellGrid *self, guint n_rows, guint n_columns)
{
  KaCellGridPrivate *priv;

  g_return_if_fail (KA_IS_CELL_GRID (self));

  priv = PRIVATE (self);
  priv->n_rows = n_rows;
  priv->n_columns = n_columns;
  configure (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ka_cell_grid_scroll_to (KaCellGrid *self, guint row, guint column)
{
  const KaCellGridClass *klass = KA_CELL_GRID_GET_CLASS (self);
  const KaCellGridPrivate *priv = PRIVATE (self);
  double cell = get_cell (self);

  if (priv->adjustments[0] == NULL || priv->adjustments[1] == NULL)
    return;
  gtk_adjustment_clamp_page (priv->adjustments[GTK_ORIENTATION_VERTICAL], row * (double)klass->row,
                             (row + 1.0) * klass->row);
  gtk_adjustment_clamp_page (priv->adjustments[GTK_ORIENTATION_HORIZONTAL], column * cell,
                             (column + 1.0) * cell);
}

static void
set_adjustment (KaCellGrid *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  KaCellGridPrivate *priv = PRIVATE (self);

  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (priv->adjustments[orientation] == adjustment)
    return;
  if (priv->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (priv->adjustments[orientation], self);
  g_set_object (&priv->adjustments[orientation], adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  configure (self);
}

/* ---- what is said ---- */

void
ka_cell_grid_say (KaCellGrid *self, char *spoken)
{
  KaCellGridPrivate *priv;

  g_return_if_fail (KA_IS_CELL_GRID (self));

  priv = PRIVATE (self);
  g_free (priv->spoken);
  priv->spoken = spoken;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

const char *
ka_cell_grid_get_spoken (KaCellGrid *self)
{
  g_return_val_if_fail (KA_IS_CELL_GRID (self), NULL);
  return PRIVATE (self)->spoken;
}

/* ---- drawing ---- */

double
ka_cell_draw_x (const KaCellDraw *draw, guint column)
{
  return draw->names + column * (double)draw->cell - draw->x;
}

double
ka_cell_draw_y (const KaCellDraw *draw, guint row)
{
  return draw->head + row * (double)draw->row - draw->y;
}

guint
ka_cell_draw_first_row (const KaCellDraw *draw)
{
  return (guint)MAX (draw->y / draw->row, 0);
}

guint
ka_cell_draw_first_column (const KaCellDraw *draw)
{
  return (guint)MAX (draw->x / draw->cell, 0);
}

void
ka_cell_draw_push_clip (const KaCellDraw *draw, gboolean spare_head, gboolean spare_names)
{
  float x = spare_names ? (float)draw->names : 0, y = spare_head ? (float)draw->head : 0;
  graphene_rect_t clip = GRAPHENE_RECT_INIT (x, y, (float)draw->width - x, (float)draw->height - y);

  gtk_snapshot_push_clip (draw->snapshot, &clip);
}

GdkRGBA
ka_cell_draw_color (const KaCellDraw *draw, const char *name)
{
  GdkRGBA color;

  return gtk_style_context_lookup_color (draw->style, name, &color) ? color : draw->text;
}

GdkRGBA
ka_color_fade (const GdkRGBA *color, float alpha)
{
  GdkRGBA faded = *color;

  faded.alpha *= alpha;
  return faded;
}

void
ka_cell_draw_fill (const KaCellDraw *draw,
                   const GdkRGBA *color,
                   double x,
                   double y,
                   double width,
                   double height)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height);

  gtk_snapshot_append_color (draw->snapshot, color, &rect);
}

void
ka_cell_draw_ground (const KaCellDraw *draw, const GdkRGBA *color, const graphene_rect_t *box)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, box, CORNER);
  gtk_snapshot_push_rounded_clip (draw->snapshot, &shape);
  gtk_snapshot_append_color (draw->snapshot, color, box);
  gtk_snapshot_pop (draw->snapshot);
}

void
ka_cell_draw_edge (const KaCellDraw *draw,
                   const GdkRGBA *color,
                   const graphene_rect_t *box,
                   float width)
{
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, box, CORNER);
  gtk_snapshot_append_border (draw->snapshot, &shape, widths, colors);
}

void
ka_cell_draw_text (const KaCellDraw *draw,
                   const char *text,
                   const graphene_rect_t *box,
                   int n_lines,
                   gboolean centred,
                   const GdkRGBA *color)
{
  PangoLayout *layout = draw->layout;
  graphene_point_t point;
  int w, h;

  pango_layout_set_width (layout, (int)(box->size.width * PANGO_SCALE));
  pango_layout_set_height (layout, -n_lines);
  pango_layout_set_alignment (layout, centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  point = GRAPHENE_POINT_INIT (box->origin.x, box->origin.y + (box->size.height - (float)h) / 2);
  gtk_snapshot_save (draw->snapshot);
  gtk_snapshot_translate (draw->snapshot, &point);
  gtk_snapshot_append_layout (draw->snapshot, layout, color);
  gtk_snapshot_restore (draw->snapshot);
}

static void
ka_cell_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KaCellGrid *self = KA_CELL_GRID (widget);
  const KaCellGridClass *klass = KA_CELL_GRID_GET_CLASS (self);
  KaCellDraw draw = {
    .snapshot = snapshot,
    .style = gtk_widget_get_style_context (widget),
    .layout = PRIVATE (self)->layout,
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
    .head = klass->head,
    .row = klass->row,
    .names = get_names (self),
    .cell = get_cell (self),
    .x = get_offset (self, GTK_ORIENTATION_HORIZONTAL),
    .y = get_offset (self, GTK_ORIENTATION_VERTICAL),
    .focused = gtk_widget_has_focus (widget),
  };

  gtk_style_context_get_color (draw.style, &draw.text);
  draw.quiet = ka_color_fade (&draw.text, 0.72f);
  draw.line = ka_color_fade (&draw.text, 0.12f);
  draw.accent = ka_cell_draw_color (&draw, "accent_color");
  ka_cell_draw_push_clip (&draw, FALSE, FALSE);
  klass->draw (self, &draw);
  gtk_snapshot_pop (snapshot);
}

/* ---- object ---- */

static void
ka_cell_grid_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  const KaCellGridClass *klass = KA_CELL_GRID_GET_CLASS (widget);
  gboolean wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = wide ? klass->least_names + klass->cell : klass->head + klass->row * 3;
  *natural = wide ? klass->most_names + klass->cell * (int)klass->columns
                  : klass->head + klass->row * (int)klass->rows;
}

static void
ka_cell_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  configure (KA_CELL_GRID (widget));
}

static void
ka_cell_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const KaCellGridPrivate *priv = PRIVATE (KA_CELL_GRID (object));

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, priv->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, priv->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_cell_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KaCellGrid *self = KA_CELL_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break; /* its rows are of one height whatever is asked */
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_cell_grid_dispose (GObject *object)
{
  KaCellGridPrivate *priv = PRIVATE (KA_CELL_GRID (object));

  for (guint i = 0; i < G_N_ELEMENTS (priv->adjustments); i++)
    g_clear_object (&priv->adjustments[i]);
  g_clear_object (&priv->layout);
  G_OBJECT_CLASS (ka_cell_grid_parent_class)->dispose (object);
}

static void
ka_cell_grid_finalize (GObject *object)
{
  g_free (PRIVATE (KA_CELL_GRID (object))->spoken);
  G_OBJECT_CLASS (ka_cell_grid_parent_class)->finalize (object);
}

static void
ka_cell_grid_class_init (KaCellGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_cell_grid_dispose;
  object_class->finalize = ka_cell_grid_finalize;
  object_class->get_property = ka_cell_grid_get_property;
  object_class->set_property = ka_cell_grid_set_property;
  widget_class->measure = ka_cell_grid_measure;
  widget_class->size_allocate = ka_cell_grid_size_allocate;
  widget_class->snapshot = ka_cell_grid_snapshot;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
ka_cell_grid_init (KaCellGrid *self)
{
  KaCellGridPrivate *priv = PRIVATE (self);

  priv->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_ellipsize (priv->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (priv->layout, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}
