/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-mine-matrix.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

/* What stands beside the name, from the right. */
#define MISSED_WIDTH 56
#define STATUS_WIDTH 64
#define TOWN_WIDTH 92
/* Narrower, and only the number of misses stands there. */
#define LEAST_WITH_TOWN 340

struct _KaMineMatrix
{
  KaCellGrid parent_instance;

  /* Owned */
  GPtrArray *lines; /* KaMineLine, or NULL */
  GArray *rows;     /* guint: those of the lines that are shown */
  char **headings;

  guint n_columns;
  guint row; /* of the keyboard */
  int column;
  gboolean visited; /* it was used: a mine is chosen */
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_OPEN_MINE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaMineMatrix, ka_mine_matrix, KA_TYPE_CELL_GRID)

static const KaMineLine *
get_line (KaMineMatrix *self, guint row)
{
  return g_ptr_array_index (self->lines, g_array_index (self->rows, guint, row));
}

/* ---- what is said ---- */

static const char *
say_state (KaCellState state)
{
  switch (state)
    {
    case KA_CELL_MET:
      return _ ("达到要求");
    case KA_CELL_MISSED:
      return _ ("没有达到要求");
    case KA_CELL_ABSENT:
      return _ ("应当有而没有");
    case KA_CELL_FREE:
      return _ ("不要求");
    case KA_CELL_NEAR:
      return _ ("证书已过期或者快到期");
    case KA_CELL_EMPTY:
    default:
      return _ ("还没有");
    }
}

static char *
describe (KaMineMatrix *self, guint row, int column)
{
  const KaMineLine *line = get_line (self, row);
  const KaCell *cell;

  if (column < 0)
    return g_strdup_printf (_ ("%s，%s，%s，不达标%u"), line->name,
                            line->town != NULL ? line->town : "",
                            line->status != NULL ? line->status : "", line->missed);
  cell = &line->cells[column];
  return g_strdup_printf (_ ("%s，%s：%s %s"), line->name, self->headings[column],
                          cell->text != NULL ? cell->text : "", say_state (cell->state));
}

static void
speak (KaMineMatrix *self)
{
  ka_cell_grid_say (KA_CELL_GRID (self), self->rows->len > 0
                                           ? describe (self, self->row, self->column)
                                           : g_strdup (_ ("各矿山对照表")));
}

/* FALSE: there is no row. Beyond the last column: the last. */
static gboolean
hit (KaMineMatrix *self, double x, double y, int *row, int *column)
{
  ka_cell_grid_hit (KA_CELL_GRID (self), x, y, row, column);
  *column = MIN (*column, (int)self->n_columns - 1);
  return *row >= 0 && *row < (int)self->rows->len;
}

static gboolean
on_query_tooltip_cb (KaMineMatrix *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;
  int row = (int)self->row, column = self->column;

  if (keyboard ? self->rows->len == 0 : !hit (self, x, y, &row, &column))
    return FALSE;
  text = describe (self, (guint)row, column);
  ka_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* ---- drawing ---- */

static const char *
get_cell_text (const KaCell *cell)
{
  if (cell->text != NULL)
    return cell->text;
  return cell->state == KA_CELL_ABSENT ? "✗"
         : cell->state == KA_CELL_MET  ? "✓"
         : cell->state == KA_CELL_FREE ? "—"
                                       : "";
}

static void
draw_cell (const KaCellDraw *d, const KaCell *cell, double x, double y)
{
  graphene_rect_t box
    = GRAPHENE_RECT_INIT ((float)x + 4, (float)y + 3, (float)d->cell - 8, (float)d->row - 7);
  gboolean missed = cell->state == KA_CELL_MISSED || cell->state == KA_CELL_ABSENT;
  GdkRGBA ground = d->text;

  if (missed || cell->state == KA_CELL_NEAR)
    ground = ka_cell_draw_color (d, missed ? "error_color" : "warning_color");
  if (missed || cell->state == KA_CELL_NEAR || cell->state == KA_CELL_FREE)
    {
      ground = ka_color_fade (&ground, cell->state == KA_CELL_FREE ? 0.1f : 0.18f);
      ka_cell_draw_ground (d, &ground, &box);
    }
  ka_cell_draw_text (d, get_cell_text (cell), &box, 2, TRUE,
                     cell->state == KA_CELL_FREE ? &d->quiet : &d->text);
}

static void
write_part (const KaCellDraw *d,
            const char *text,
            double x,
            double y,
            double width,
            double height,
            gboolean quiet)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height);

  ka_cell_draw_text (d, text != NULL ? text : "", &box, 1, FALSE, quiet ? &d->quiet : &d->text);
}

/* The name and what stands beside it, for a row or as headings. */
static void
write_names (const KaCellDraw *d, const char *const *texts, double y, double height, gboolean quiet)
{
  double right = d->names - MISSED_WIDTH;

  write_part (d, texts[3], right, y, MISSED_WIDTH - 6, height, quiet);
  if (d->names >= LEAST_WITH_TOWN)
    {
      right -= STATUS_WIDTH;
      write_part (d, texts[2], right, y, STATUS_WIDTH - 6, height, TRUE);
      right -= TOWN_WIDTH;
      write_part (d, texts[1], right, y, TOWN_WIDTH - 6, height, TRUE);
    }
  write_part (d, texts[0], 12, y, right - 18, height, quiet);
}

static void
draw_name (const KaCellDraw *d, const KaMineLine *line, double y)
{
  g_autofree char *missed = g_strdup_printf ("%u", line->missed);
  const char *const texts[] = { line->name, line->town, line->status, missed };

  write_names (d, texts, y, d->row, FALSE);
}

static void
draw_cursor (KaMineMatrix *self, const KaCellDraw *d)
{
  double y = ka_cell_draw_y (d, self->row);
  double x = self->column < 0 ? 0 : ka_cell_draw_x (d, (guint)self->column);
  double width = self->column < 0 ? d->names : d->cell;
  GdkRGBA ground = ka_color_fade (&d->accent, d->focused ? 0.18f : 0.08f);
  graphene_rect_t edge
    = GRAPHENE_RECT_INIT ((float)x + 1, (float)y + 1, (float)width - 2, (float)d->row - 3);

  if (!self->visited)
    return;
  ka_cell_draw_push_clip (d, TRUE, self->column >= 0);
  ka_cell_draw_fill (d, &ground, x, y, width, d->row - 1);
  if (d->focused)
    ka_cell_draw_edge (d, &d->accent, &edge, 2);
  gtk_snapshot_pop (d->snapshot);
}

static void
draw_rows (KaMineMatrix *self, const KaCellDraw *d)
{
  guint first = ka_cell_draw_first_column (d);

  ka_cell_draw_push_clip (d, TRUE, FALSE);
  for (guint row = ka_cell_draw_first_row (d); row < self->rows->len; row++)
    {
      const KaMineLine *line = get_line (self, row);
      double y = ka_cell_draw_y (d, row);

      if (y > d->height)
        break;
      draw_name (d, line, y);
      ka_cell_draw_push_clip (d, TRUE, TRUE);
      for (guint c = first; c < self->n_columns && ka_cell_draw_x (d, c) < d->width; c++)
        draw_cell (d, &line->cells[c], ka_cell_draw_x (d, c), y);
      gtk_snapshot_pop (d->snapshot);
      ka_cell_draw_fill (d, &d->line, 0, y + d->row - 1, d->width, 1);
    }
  gtk_snapshot_pop (d->snapshot);
}

static void
draw_head (KaMineMatrix *self, const KaCellDraw *d)
{
  const char *const texts[] = { _ ("矿山"), _ ("所在镇街"), _ ("状态"), _ ("不达标") };

  write_names (d, texts, 0, d->head, TRUE);
  ka_cell_draw_push_clip (d, FALSE, TRUE);
  for (guint c = ka_cell_draw_first_column (d);
       c < self->n_columns && ka_cell_draw_x (d, c) < d->width; c++)
    {
      double x = ka_cell_draw_x (d, c);
      graphene_rect_t box
        = GRAPHENE_RECT_INIT ((float)x + 3, 0, (float)d->cell - 6, (float)d->head);

      ka_cell_draw_text (d, self->headings[c], &box, 2, TRUE, &d->quiet);
      ka_cell_draw_fill (d, &d->line, x, 0, 1, d->height);
    }
  gtk_snapshot_pop (d->snapshot);
  ka_cell_draw_fill (d, &d->line, 0, d->head - 1, d->width, 1);
}

static void
ka_mine_matrix_draw (KaCellGrid *grid, KaCellDraw *draw)
{
  KaMineMatrix *self = KA_MINE_MATRIX (grid);

  if (self->rows->len > 0)
    {
      draw_cursor (self, draw);
      draw_rows (self, draw);
    }
  draw_head (self, draw);
}

/* ---- the keyboard ---- */

static void
place_cursor (KaMineMatrix *self, guint row, int column)
{
  self->row = self->rows->len > 0 ? MIN (row, self->rows->len - 1) : 0;
  self->column = CLAMP (column, KA_MINE_NAME, (int)self->n_columns - 1);
  speak (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ka_mine_matrix_set_cursor (KaMineMatrix *self, guint row, int column)
{
  g_return_if_fail (KA_IS_MINE_MATRIX (self));

  self->visited = TRUE;
  place_cursor (self, row, column);
  ka_cell_grid_scroll_to (KA_CELL_GRID (self), self->row, (guint)MAX (self->column, 0));
}

const KaMineLine *
ka_mine_matrix_get_cursor (KaMineMatrix *self, int *column)
{
  g_return_val_if_fail (KA_IS_MINE_MATRIX (self), NULL);

  if (!self->visited || self->rows->len == 0)
    return NULL;
  if (column != NULL)
    *column = self->column;
  return get_line (self, self->row);
}

static void
on_step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMineMatrix *self = KA_MINE_MATRIX (widget);
  gint64 row;
  int rows, columns;

  g_variant_get (parameter, "(ii)", &rows, &columns);
  /* 2: a page of rows, all of the columns; 3: all of the rows. */
  row = ABS (rows) == 3 ? (rows > 0 ? G_MAXUINT : 0)
        : ABS (rows) == 2
          ? (gint64)self->row + rows / 2 * ka_cell_grid_get_page (KA_CELL_GRID (self))
          : (gint64)self->row + rows;
  if (ABS (columns) == 2)
    columns *= (int)self->n_columns;
  ka_mine_matrix_set_cursor (self, (guint)MAX (row, 0), self->column + columns);
}

static void
open_cursor (KaMineMatrix *self)
{
  if (self->rows->len > 0)
    g_signal_emit (self, signals[self->column < 0 ? SIGNAL_OPEN_MINE : SIGNAL_OPEN], 0);
}

static void
on_open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_cursor (KA_MINE_MATRIX (widget));
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key, keypad;
    GdkModifierType modifiers;
    int rows, columns;
  } STEPS[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1, 0 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1, 0 },
    { GDK_KEY_Left, GDK_KEY_KP_Left, 0, 0, -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 0, 0, 1 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, 0, 0, -2 },
    { GDK_KEY_End, GDK_KEY_KP_End, 0, 0, 2 },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, -2, 0 },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, 2, 0 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, -3, 0 },
    { GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, 3, 0 },
  };

  gtk_widget_class_install_action (widget_class, "matrix.step", "(ii)", on_step_cb);
  gtk_widget_class_install_action (widget_class, "matrix.open", NULL, on_open_cb);
  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, STEPS[i].key, STEPS[i].modifiers,
                                           "matrix.step", "(ii)", STEPS[i].rows, STEPS[i].columns);
      gtk_widget_class_add_binding_action (widget_class, STEPS[i].keypad, STEPS[i].modifiers,
                                           "matrix.step", "(ii)", STEPS[i].rows, STEPS[i].columns);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "matrix.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "matrix.open", NULL);
}

static void
on_focused_cb (KaMineMatrix *self)
{
  self->visited = TRUE;
}

/* ---- the mouse ---- */

static void
on_pressed_cb (KaMineMatrix *self, int n_press, double x, double y)
{
  int row, column;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!hit (self, x, y, &row, &column))
    return;
  ka_mine_matrix_set_cursor (self, (guint)row, column);
  if (n_press == 2)
    open_cursor (self);
}

/* ---- contents ---- */

void
ka_mine_matrix_set_headings (KaMineMatrix *self, const char *const *headings)
{
  g_return_if_fail (KA_IS_MINE_MATRIX (self));

  g_strfreev (self->headings);
  self->headings = g_strdupv ((char **)headings);
  self->n_columns = g_strv_length (self->headings);
  ka_cell_grid_set_shown (KA_CELL_GRID (self), self->rows->len, self->n_columns);
}

void
ka_mine_matrix_set_lines (KaMineMatrix *self, GPtrArray *lines, gboolean failing)
{
  g_return_if_fail (KA_IS_MINE_MATRIX (self));

  if (lines != NULL)
    g_ptr_array_ref (lines);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = lines;
  g_array_set_size (self->rows, 0);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (!failing || ((KaMineLine *)lines->pdata[i])->missed > 0)
      g_array_append_val (self->rows, i);
  ka_cell_grid_set_shown (KA_CELL_GRID (self), self->rows->len, self->n_columns);
  place_cursor (self, self->row, self->column);
}

guint
ka_mine_matrix_get_n_rows (KaMineMatrix *self)
{
  g_return_val_if_fail (KA_IS_MINE_MATRIX (self), 0);
  return self->rows->len;
}

/* ---- object ---- */

static void
ka_mine_matrix_finalize (GObject *object)
{
  KaMineMatrix *self = KA_MINE_MATRIX (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_array_unref (self->rows);
  g_strfreev (self->headings);
  G_OBJECT_CLASS (ka_mine_matrix_parent_class)->finalize (object);
}

static void
ka_mine_matrix_class_init (KaMineMatrixClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KaCellGridClass *grid_class = KA_CELL_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ka_mine_matrix_finalize;
  grid_class->head = 44;
  grid_class->row = 38;
  grid_class->least_names = 190;
  grid_class->most_names = 440;
  grid_class->cell = 68;
  grid_class->fills = TRUE;
  grid_class->rows = 14;
  grid_class->columns = 8;
  grid_class->draw = ka_mine_matrix_draw;

  signals[SIGNAL_OPEN] = g_signal_new ("open", KA_TYPE_MINE_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN_MINE] = g_signal_new ("open-mine", KA_TYPE_MINE_MATRIX, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "minematrix");
}

static void
ka_mine_matrix_init (KaMineMatrix *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->headings = g_new0 (char *, 1);
  self->column = KA_MINE_NAME;
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focused_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  speak (self);
}
