/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan-matrix-private.h"

#include <glib/gi18n.h>

/* Left and right of a heading together, in pixels. */
#define HEADING_MARGIN 6

enum
{
  SIGNAL_MOVE,
  SIGNAL_OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaPlanMatrix, ka_plan_matrix, KA_TYPE_CELL_GRID)

const char *
ka_plan_matrix_sign (KaPlanState state)
{
  static const char *const signs[KA_N_PLAN_STATES] = { "○", "●", "◐", "×", "＋" };

  return signs[state];
}

/* ---- places ---- */

const KaPlanMine *
ka_plan_matrix_mine (KaPlanMatrix *self, guint row)
{
  g_return_val_if_fail (self->sheet != NULL && row < self->shown->len, NULL);
  return g_ptr_array_index (self->sheet->mines, g_array_index (self->shown, guint, row));
}

GPtrArray *
ka_plan_matrix_items (KaPlanMatrix *self, guint row, guint month)
{
  GPtrArray *items = g_ptr_array_new ();
  const KaPlanMine *mine = row < self->shown->len ? ka_plan_matrix_mine (self, row) : NULL;

  for (guint i = 0; mine != NULL && i < mine->items->len; i++)
    if (((const KaPlanItem *)g_ptr_array_index (mine->items, i))->month == month)
      g_ptr_array_add (items, g_ptr_array_index (mine->items, i));
  return items;
}

gboolean
ka_plan_matrix_hit (KaPlanMatrix *self, double x, double y, guint *row, guint *month)
{
  int r, c;

  ka_cell_grid_hit (KA_CELL_GRID (self), x, y, &r, &c);
  if (self->sheet == NULL || r < 0 || r >= (int)self->shown->len || c >= 12)
    return FALSE;
  *row = (guint)r;
  *month = (guint)(c + 1);
  return TRUE;
}

gboolean
ka_plan_matrix_can_move (KaPlanMatrix *self, const KaPlanItem *item)
{
  return self->editable && item != NULL && item->plan > 0 && item->done == KA_DAY_NONE;
}

/* ---- what is said ---- */

static void
describe_item (GString *text, const KaPlanItem *item)
{
  g_autofree char *day = ka_day_to_iso (item->done);

  g_string_append_printf (text, _ ("；%s，%s"), item->kind, ka_plan_state_label (item->state));
  if (day != NULL)
    g_string_append_printf (text, " %s", day);
  if (item->moved_from != 0)
    g_string_append_printf (text, _ ("，原计划%u月"), item->moved_from);
  if (item->deviation != NULL)
    g_string_append_printf (text, _ ("，原因：%s"), item->deviation);
}

char *
ka_plan_matrix_describe (KaPlanMatrix *self, guint row, guint month)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) items = NULL;
  const KaPlanMine *mine;

  if (self->sheet == NULL || row >= self->shown->len)
    return g_strdup (_ ("没有矿山"));
  mine = ka_plan_matrix_mine (self, row);
  if (month == 0)
    return g_strdup_printf (_ ("%s（%s，%s）"), mine->name, mine->enterprise_name, mine->town);
  items = ka_plan_matrix_items (self, row, month);
  g_string_append_printf (text, _ ("%s，%u月"), mine->name, month);
  if (items->len == 0)
    g_string_append (text, _ ("：没有安排"));
  for (guint i = 0; i < items->len; i++)
    describe_item (text, g_ptr_array_index (items, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
speak (KaPlanMatrix *self)
{
  ka_cell_grid_say (KA_CELL_GRID (self), ka_plan_matrix_describe (self, self->row, self->month));
}

/* ---- the keyboard ---- */

static const KaPlanItem *
get_item (KaPlanMatrix *self)
{
  g_autoptr (GPtrArray) items = ka_plan_matrix_items (self, self->row, self->month);

  return items->len > 0 ? g_ptr_array_index (items, MIN (self->item, items->len - 1)) : NULL;
}

static void
note_plan (KaPlanMatrix *self)
{
  const KaPlanItem *item = get_item (self);

  self->plan = item != NULL ? item->plan : 0;
}

void
ka_plan_matrix_set_cursor (KaPlanMatrix *self, guint row, guint month)
{
  self->row = self->shown->len > 0 ? MIN (row, self->shown->len - 1) : 0;
  self->month = CLAMP (month, 1, 12);
  self->item = 0;
  note_plan (self);
  ka_cell_grid_scroll_to (KA_CELL_GRID (self), self->row, self->month - 1);
  speak (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ka_plan_matrix_get_cursor (KaPlanMatrix *self, guint *row, guint *month)
{
  *row = self->row;
  *month = self->month;
}

static void
choose_item (KaPlanMatrix *self, const KaPlanItem *item)
{
  g_autoptr (GPtrArray) items = ka_plan_matrix_items (self, self->row, self->month);

  if (!g_ptr_array_find (items, item, &self->item))
    self->item = 0;
  self->plan = item->plan;
}

static void
ask_move (KaPlanMatrix *self, const KaPlanItem *item, guint month)
{
  if (ka_plan_matrix_can_move (self, item) && month >= 1 && month <= 12 && month != item->month)
    g_signal_emit (self, signals[SIGNAL_MOVE], 0, item->plan, month);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
on_step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPlanMatrix *self = KA_PLAN_MATRIX (widget);
  int rows, months, row, month;

  g_variant_get (parameter, "(ii)", &rows, &months);
  row = (int)self->row + rows;
  month = (int)self->month + months;
  ka_plan_matrix_set_cursor (self, (guint)MAX (row, 0), (guint)CLAMP (month, 1, 12));
}

static void
on_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPlanMatrix *self = KA_PLAN_MATRIX (widget);
  int rows = ka_cell_grid_get_page (KA_CELL_GRID (self));
  int row = (int)self->row + rows * g_variant_get_int32 (parameter);

  ka_plan_matrix_set_cursor (self, (guint)MAX (row, 0), self->month);
}

static void
on_shift_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPlanMatrix *self = KA_PLAN_MATRIX (widget);
  const KaPlanItem *item = get_item (self);

  ask_move (self, item,
            item != NULL ? (guint)((int)item->month + g_variant_get_int32 (parameter)) : 0);
}

/* Space goes from one mark of the cell to the next. */
static void
on_next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPlanMatrix *self = KA_PLAN_MATRIX (widget);
  g_autoptr (GPtrArray) items = ka_plan_matrix_items (self, self->row, self->month);

  if (items->len > 0)
    self->item = (self->item + 1) % items->len;
  note_plan (self);
  gtk_widget_queue_draw (widget);
}

static void
open_cell (KaPlanMatrix *self)
{
  if (self->sheet != NULL && self->row < self->shown->len)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, ka_plan_matrix_mine (self, self->row),
                   get_item (self));
}

static void
on_open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_cell (KA_PLAN_MATRIX (widget));
}

/* ---- the mouse ---- */

static void
on_pressed_cb (KaPlanMatrix *self, int n_press, double x, double y)
{
  guint row, month;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!ka_plan_matrix_hit (self, x, y, &row, &month))
    return;
  ka_plan_matrix_set_cursor (self, row, MAX (month, 1));
  if (n_press == 2)
    open_cell (self);
}

void
ka_plan_matrix_drag_to (KaPlanMatrix *self, guint month)
{
  g_return_if_fail (month >= 1 && month <= 12);

  self->drag_month = month;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_begin_cb (KaPlanMatrix *self, double x, double y)
{
  guint row, month;
  const KaPlanItem *item;

  self->dragged = NULL;
  if (!ka_plan_matrix_hit (self, x, y, &row, &month) || month == 0)
    return;
  ka_plan_matrix_set_cursor (self, row, month);
  item = get_item (self);
  if (!ka_plan_matrix_can_move (self, item))
    return;
  self->dragged = item;
  self->drag_row = row;
  self->drag_month = month;
}

static void
on_drag_update_cb (KaPlanMatrix *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;
  guint row, month;

  if (self->dragged == NULL || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (ka_plan_matrix_hit (self, x + dx, y, &row, &month) && month > 0)
    ka_plan_matrix_drag_to (self, month);
}

static void
on_drag_end_cb (KaPlanMatrix *self, double dx, double dy)
{
  const KaPlanItem *item = self->dragged;

  self->dragged = NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (item != NULL && self->drag_month != item->month)
    ask_move (self, item, self->drag_month);
}

static gboolean
on_query_tooltip_cb (KaPlanMatrix *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;
  guint row = self->row, month = self->month;

  if (!keyboard && !ka_plan_matrix_hit (self, x, y, &row, &month))
    return FALSE;
  text = ka_plan_matrix_describe (self, row, month);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* ---- contents ---- */

/* What was moved is moved on by the next key. */
static void
follow_plan (KaPlanMatrix *self)
{
  gint64 plan = self->plan;

  for (guint row = 0; plan > 0 && row < self->shown->len; row++)
    {
      const KaPlanMine *mine = ka_plan_matrix_mine (self, row);

      for (guint i = 0; i < mine->items->len; i++)
        {
          const KaPlanItem *item = g_ptr_array_index (mine->items, i);

          if (item->plan != plan)
            continue;
          ka_plan_matrix_set_cursor (self, row, item->month);
          choose_item (self, item);
          return;
        }
    }
  ka_plan_matrix_set_cursor (self, self->row, self->month);
}

static void
fill_shown (KaPlanMatrix *self, const GArray *mines)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; mines != NULL && i < mines->len; i++)
    g_hash_table_add (wanted, &g_array_index (mines, gint64, i));
  g_array_set_size (self->shown, 0);
  for (guint i = 0; self->sheet != NULL && i < self->sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (self->sheet->mines, i);

      if (mines == NULL || g_hash_table_contains (wanted, &mine->id))
        g_array_append_val (self->shown, i);
    }
  ka_cell_grid_set_shown (KA_CELL_GRID (self), self->shown->len, 12);
  follow_plan (self);
}

char *
ka_plan_matrix_heading (KaPlanMatrix *self, guint month)
{
  const KaPlanCount *count = self->sheet != NULL ? &self->sheet->months[month] : NULL;

  g_return_val_if_fail (month >= 1 && month <= 12, NULL);

  if (count == NULL || count->planned == 0)
    return g_strdup_printf (_ ("%u月"), month);
  return g_strdup_printf (_ ("%u月\n%u/%u"), month, count->done, count->planned);
}

/* The headings whole, whatever they count and whatever the face. */
static void
fit_headings (KaPlanMatrix *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  int widest = 0;

  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *text = ka_plan_matrix_heading (self, month);
      int width;

      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  ka_cell_grid_set_least_cell (KA_CELL_GRID (self), widest + HEADING_MARGIN);
}

void
ka_plan_matrix_set_sheet (KaPlanMatrix *self, const KaPlanSheet *sheet, const GArray *mines)
{
  g_return_if_fail (KA_IS_PLAN_MATRIX (self));

  self->dragged = NULL;
  self->sheet = sheet;
  fit_headings (self);
  fill_shown (self, mines);
}

void
ka_plan_matrix_set_editable (KaPlanMatrix *self, gboolean editable)
{
  self->editable = editable;
}

guint
ka_plan_matrix_get_n_shown (KaPlanMatrix *self)
{
  return self->shown->len;
}

/* ---- object ---- */

static void
ka_plan_matrix_dispose (GObject *object)
{
  KA_PLAN_MATRIX (object)->sheet = NULL;
  G_OBJECT_CLASS (ka_plan_matrix_parent_class)->dispose (object);
}

static void
ka_plan_matrix_finalize (GObject *object)
{
  KaPlanMatrix *self = KA_PLAN_MATRIX (object);

  g_array_unref (self->shown);
  G_OBJECT_CLASS (ka_plan_matrix_parent_class)->finalize (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int rows, months;
  } STEPS[] = {
    { GDK_KEY_Up, -1, 0 },   { GDK_KEY_Down, 1, 0 },   { GDK_KEY_Left, 0, -1 },
    { GDK_KEY_Right, 0, 1 }, { GDK_KEY_Home, 0, -11 }, { GDK_KEY_End, 0, 11 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    gtk_widget_class_add_binding_action (widget_class, STEPS[i].key, 0, "matrix.step", "(ii)",
                                         STEPS[i].rows, STEPS[i].months);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "matrix.page", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "matrix.page", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_CONTROL_MASK, "matrix.shift",
                                       "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_CONTROL_MASK,
                                       "matrix.shift", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "matrix.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "matrix.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "matrix.open", NULL);
}

static void
ka_plan_matrix_class_init (KaPlanMatrixClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KaCellGridClass *grid_class = KA_CELL_GRID_CLASS (klass);

  object_class->dispose = ka_plan_matrix_dispose;
  object_class->finalize = ka_plan_matrix_finalize;
  grid_class->head = 42;
  grid_class->row = 30;
  grid_class->least_names = grid_class->most_names = 220;
  grid_class->cell = 46;
  grid_class->fills = TRUE;
  grid_class->rows = grid_class->columns = 12;
  grid_class->draw = ka_plan_matrix_draw;

  signals[SIGNAL_MOVE] = g_signal_new ("move", KA_TYPE_PLAN_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_UINT);
  signals[SIGNAL_OPEN] = g_signal_new ("open", KA_TYPE_PLAN_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  gtk_widget_class_install_action (widget_class, "matrix.step", "(ii)", on_step_cb);
  gtk_widget_class_install_action (widget_class, "matrix.page", "i", on_page_cb);
  gtk_widget_class_install_action (widget_class, "matrix.shift", "i", on_shift_cb);
  gtk_widget_class_install_action (widget_class, "matrix.next", NULL, on_next_cb);
  gtk_widget_class_install_action (widget_class, "matrix.open", NULL, on_open_cb);
  install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "planmatrix");
}

static void
ka_plan_matrix_init (KaPlanMatrix *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->month = 1;
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  speak (self);
}
