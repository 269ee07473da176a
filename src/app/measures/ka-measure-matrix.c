/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-matrix-private.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>
#include <ka-text.h>

enum
{
  SIGNAL_OPEN,
  SIGNAL_FILL,
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

const KaMeasureKey ka_measure_keys[KA_MEASURE_N_KEYS] = {
  { "state", "落实" },      { "state", "部分落实" }, { "state", "软落实" },
  { "state", "不落实" },    { "state", "假落实" },   { "state", "不涉及" },
  { "review", "待回头看" }, { "review", "已核实" },  { "review", "反弹" },
};

G_DEFINE_FINAL_TYPE (KaMeasureMatrix, ka_measure_matrix, KA_TYPE_CELL_GRID)

/* ---- places ---- */

const KaMeasureLine *
ka_measure_matrix_line (KaMeasureMatrix *self, guint row)
{
  g_return_val_if_fail (self->table != NULL && row < self->rows->len, NULL);
  return g_ptr_array_index (self->table->lines, g_array_index (self->rows, guint, row));
}

const KaMeasureUnit *
ka_measure_matrix_unit (KaMeasureMatrix *self, guint column)
{
  g_return_val_if_fail (self->table != NULL && column < self->columns->len, NULL);
  return g_ptr_array_index (self->table->units, g_array_index (self->columns, guint, column));
}

const KaMeasureCell *
ka_measure_matrix_cell (KaMeasureMatrix *self, guint row, guint column)
{
  g_return_val_if_fail (self->table != NULL, NULL);
  return ka_measure_table_cell (self->table, g_array_index (self->rows, guint, row),
                                g_array_index (self->columns, guint, column));
}

static gboolean
is_empty (KaMeasureMatrix *self)
{
  return self->table == NULL || self->rows->len == 0 || self->columns->len == 0;
}

/* -1: among the names, above the rows; beyond the last: the last. */
static void
hit (KaMeasureMatrix *self, double x, double y, int *row, int *column)
{
  ka_cell_grid_hit (KA_CELL_GRID (self), x, y, row, column);
  *row = MIN (*row, (int)self->rows->len - 1);
  *column = MIN (*column, (int)self->columns->len - 1);
}

KaMeasureSpan
ka_measure_matrix_span (KaMeasureMatrix *self)
{
  guint row = MIN (self->row, self->anchor_row), column = MIN (self->column, self->anchor_column);

  return (KaMeasureSpan){ row, column, MAX (self->row, self->anchor_row) - row + 1,
                          MAX (self->column, self->anchor_column) - column + 1 };
}

GArray *
ka_measure_matrix_get_selected (KaMeasureMatrix *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (KaMeasurePlace));
  KaMeasureSpan span = ka_measure_matrix_span (self);

  g_return_val_if_fail (KA_IS_MEASURE_MATRIX (self), places);

  for (guint r = 0; !is_empty (self) && r < span.n_rows; r++)
    for (guint c = 0; c < span.n_columns; c++)
      {
        const KaMeasureUnit *unit = ka_measure_matrix_unit (self, span.column + c);
        KaMeasurePlace place
          = { ka_measure_matrix_line (self, span.row + r)->id, unit->enterprise, unit->town };

        g_array_append_val (places, place);
      }
  return places;
}

/* ---- what is said ---- */

static char *
describe (KaMeasureMatrix *self, guint row, guint column)
{
  const KaMeasureLine *line = ka_measure_matrix_line (self, row);
  const KaMeasureCell *cell = ka_measure_matrix_cell (self, row, column);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%s，%s：%s，上季度%s"), line->no,
                          ka_measure_matrix_unit (self, column)->name,
                          cell != NULL && cell->state != NULL ? cell->state : _ ("未填"),
                          cell != NULL && cell->last != NULL ? cell->last : _ ("未填"));
  if (cell != NULL && cell->review != NULL)
    g_string_append_printf (text, _ ("，回头看：%s"), cell->review);
  if (cell != NULL && cell->papers > 0)
    g_string_append_printf (text, _ ("，附件%u个"), cell->papers);
  return g_string_free (text, FALSE);
}

static void
speak (KaMeasureMatrix *self)
{
  KaMeasureSpan span = ka_measure_matrix_span (self);
  g_autofree char *text
    = is_empty (self) ? g_strdup (_ ("没有任务")) : describe (self, self->row, self->column);

  if (span.n_rows * span.n_columns > 1 && !is_empty (self))
    {
      g_autofree char *one = g_steal_pointer (&text);

      text = g_strdup_printf (_ ("%s；选中%u项任务×%u个单位"), one, span.n_rows, span.n_columns);
    }
  ka_cell_grid_say (KA_CELL_GRID (self), g_steal_pointer (&text));
}

static gboolean
on_query_tooltip_cb (KaMeasureMatrix *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;
  int row = (int)self->row, column = (int)self->column;

  if (is_empty (self))
    return FALSE;
  if (!keyboard)
    hit (self, x, y, &row, &column);
  if (row < 0 && column < 0)
    return FALSE;
  if (row < 0)
    text = g_strdup (ka_measure_matrix_unit (self, (guint)column)->name);
  else if (column < 0)
    text = g_strdup (ka_measure_matrix_line (self, (guint)row)->task);
  else
    text = describe (self, (guint)row, (guint)column);
  ka_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* ---- the keyboard ---- */

/* What is selected reaches from the anchor to the cursor. */
static void
select_span (KaMeasureMatrix *self, guint row, guint column, guint anchor_row, guint anchor_column)
{
  guint last_row = self->rows->len > 0 ? self->rows->len - 1 : 0;
  guint last_column = self->columns->len > 0 ? self->columns->len - 1 : 0;

  self->row = MIN (row, last_row);
  self->column = MIN (column, last_column);
  self->anchor_row = MIN (anchor_row, last_row);
  self->anchor_column = MIN (anchor_column, last_column);
  speak (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

void
ka_measure_matrix_set_cursor (KaMeasureMatrix *self, guint row, guint column, gboolean extend)
{
  g_return_if_fail (KA_IS_MEASURE_MATRIX (self));

  select_span (self, row, column, extend ? self->anchor_row : row,
               extend ? self->anchor_column : column);
  ka_cell_grid_scroll_to (KA_CELL_GRID (self), self->row, self->column);
}

gboolean
ka_measure_matrix_get_cursor (KaMeasureMatrix *self, guint *line, guint *unit)
{
  if (is_empty (self))
    return FALSE;
  *line = g_array_index (self->rows, guint, self->row);
  *unit = g_array_index (self->columns, guint, self->column);
  return TRUE;
}

static void
on_step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMeasureMatrix *self = KA_MEASURE_MATRIX (widget);
  gboolean extend;
  int rows, columns;

  g_variant_get (parameter, "(iib)", &rows, &columns, &extend);
  if (ABS (rows) == 2)
    rows = rows / 2 * ka_cell_grid_get_page (KA_CELL_GRID (self));
  if (ABS (columns) == 2)
    columns = columns / 2 * (int)self->columns->len;
  ka_measure_matrix_set_cursor (self, (guint)MAX ((int)self->row + rows, 0),
                                (guint)MAX ((int)self->column + columns, 0), extend);
}

/* Whole rows, whole columns, or both. */
static void
on_select_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMeasureMatrix *self = KA_MEASURE_MATRIX (widget);
  KaMeasureSpan span = ka_measure_matrix_span (self);
  gboolean rows, columns;

  g_variant_get (parameter, "(bb)", &rows, &columns);
  select_span (self, columns ? G_MAXUINT : span.row + span.n_rows - 1,
               rows ? G_MAXUINT : span.column + span.n_columns - 1, columns ? 0 : span.row,
               rows ? 0 : span.column);
}

static void
on_fill_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int key = g_variant_get_int32 (parameter);

  if (is_empty (KA_MEASURE_MATRIX (widget)))
    return;
  if (key == 0)
    g_signal_emit (widget, signals[SIGNAL_FILL], 0, "state", NULL);
  else
    g_signal_emit (widget, signals[SIGNAL_FILL], 0, ka_measure_keys[key - 1].field,
                   ka_measure_keys[key - 1].value);
}

static void
on_open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!is_empty (KA_MEASURE_MATRIX (widget)))
    g_signal_emit (widget, signals[SIGNAL_OPEN], 0);
}

static void
install_steps (GtkWidgetClass *widget_class)
{
  /* 2: a page of rows, all of the columns. */
  static const struct
  {
    guint key;
    int rows, columns;
  } STEPS[] = {
    { GDK_KEY_Up, -1, 0 },      { GDK_KEY_Down, 1, 0 },      { GDK_KEY_Left, 0, -1 },
    { GDK_KEY_Right, 0, 1 },    { GDK_KEY_Home, 0, -2 },     { GDK_KEY_End, 0, 2 },
    { GDK_KEY_Page_Up, -2, 0 }, { GDK_KEY_Page_Down, 2, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    for (guint extend = 0; extend < 2; extend++)
      gtk_widget_class_add_binding_action (widget_class, STEPS[i].key, extend ? GDK_SHIFT_MASK : 0,
                                           "matrix.step", "(iib)", STEPS[i].rows, STEPS[i].columns,
                                           (gboolean)extend);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  install_steps (widget_class);
  for (int key = 1; key <= KA_MEASURE_N_KEYS; key++)
    {
      gtk_widget_class_add_binding_action (widget_class, (guint)(GDK_KEY_0 + key), 0, "matrix.fill",
                                           "i", key);
      gtk_widget_class_add_binding_action (widget_class, (guint)(GDK_KEY_KP_0 + key), 0,
                                           "matrix.fill", "i", key);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "matrix.fill", "i", 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "matrix.select",
                                       "(bb)", TRUE, TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, GDK_SHIFT_MASK, "matrix.select",
                                       "(bb)", TRUE, FALSE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, GDK_CONTROL_MASK,
                                       "matrix.select", "(bb)", FALSE, TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "matrix.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "matrix.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "matrix.open", NULL);
}

/* ---- the mouse ---- */

static void
on_pressed_cb (KaMeasureMatrix *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  int row, column;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (is_empty (self))
    return;
  hit (self, x, y, &row, &column);
  self->dragging = row >= 0 && column >= 0;
  if (row < 0 && column < 0)
    select_span (self, G_MAXUINT, G_MAXUINT, 0, 0);
  else if (row < 0)
    select_span (self, G_MAXUINT, (guint)column, 0, (guint)column);
  else if (column < 0)
    select_span (self, (guint)row, G_MAXUINT, (guint)row, 0);
  else
    ka_measure_matrix_set_cursor (self, (guint)row, (guint)column, (state & GDK_SHIFT_MASK) != 0);
  if (n_press == 2 && self->dragging)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0);
}

static void
on_drag_update_cb (KaMeasureMatrix *self, double dx, double dy, GtkGestureDrag *gesture)
{
  int row, column;
  double x, y;

  if (!self->dragging || is_empty (self) || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  hit (self, x + dx, y + dy, &row, &column);
  if (row >= 0 && column >= 0 && ((guint)row != self->row || (guint)column != self->column))
    ka_measure_matrix_set_cursor (self, (guint)row, (guint)column, TRUE);
}

/* ---- contents ---- */

/* Pinyin takes two microseconds a name. */
#define AT_ONCE 5000

/* A part of the units; FALSE: that was the last. */
static gboolean
filter_units (KaMeasureMatrix *self)
{
  guint n = self->table != NULL ? self->table->units->len : 0;
  guint end = self->unit != NULL ? MIN (self->next, n) + AT_ONCE : n;

  for (; self->next < MIN (end, n); self->next++)
    if (self->unit == NULL
        || ka_text_matches (((KaMeasureUnit *)self->table->units->pdata[self->next])->name,
                            self->unit))
      g_array_append_val (self->columns, self->next);
  ka_cell_grid_set_shown (KA_CELL_GRID (self), self->rows->len, self->columns->len);
  select_span (self, self->row, self->column, self->anchor_row, self->anchor_column);
  return self->next < n;
}

static gboolean
on_filter_idle_cb (gpointer data)
{
  KaMeasureMatrix *self = data;

  if (filter_units (self))
    return G_SOURCE_CONTINUE;
  self->filtering = 0;
  return G_SOURCE_REMOVE;
}

static void
fill_shown (KaMeasureMatrix *self)
{
  g_clear_handle_id (&self->filtering, g_source_remove);
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->columns, 0);
  self->next = 0;
  for (guint i = 0; self->table != NULL && i < self->table->lines->len; i++)
    if (self->actor == NULL
        || g_strcmp0 (((KaMeasureLine *)self->table->lines->pdata[i])->actor, self->actor) == 0)
      g_array_append_val (self->rows, i);
  if (filter_units (self))
    self->filtering = g_idle_add (on_filter_idle_cb, self);
}

void
ka_measure_matrix_set_table (KaMeasureMatrix *self, const KaMeasureTable *table)
{
  g_return_if_fail (KA_IS_MEASURE_MATRIX (self));

  self->table = table;
  fill_shown (self);
}

void
ka_measure_matrix_set_filter (KaMeasureMatrix *self, const char *unit, const char *actor)
{
  gboolean changed;

  g_return_if_fail (KA_IS_MEASURE_MATRIX (self));

  changed = ka_set_string (&self->unit, unit != NULL && *unit != '\0' ? unit : NULL);
  changed |= ka_set_string (&self->actor, actor);
  if (changed)
    fill_shown (self);
}

guint
ka_measure_matrix_get_n_rows (KaMeasureMatrix *self)
{
  return self->rows->len;
}

guint
ka_measure_matrix_get_n_columns (KaMeasureMatrix *self)
{
  return self->columns->len;
}

/* ---- object ---- */

static void
ka_measure_matrix_dispose (GObject *object)
{
  KaMeasureMatrix *self = KA_MEASURE_MATRIX (object);

  g_clear_handle_id (&self->filtering, g_source_remove);
  self->table = NULL;
  G_OBJECT_CLASS (ka_measure_matrix_parent_class)->dispose (object);
}

static void
ka_measure_matrix_finalize (GObject *object)
{
  KaMeasureMatrix *self = KA_MEASURE_MATRIX (object);

  g_array_unref (self->rows);
  g_array_unref (self->columns);
  g_free (self->unit);
  g_free (self->actor);
  G_OBJECT_CLASS (ka_measure_matrix_parent_class)->finalize (object);
}

static void
ka_measure_matrix_class_init (KaMeasureMatrixClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KaCellGridClass *grid_class = KA_CELL_GRID_CLASS (klass);

  object_class->dispose = ka_measure_matrix_dispose;
  object_class->finalize = ka_measure_matrix_finalize;
  grid_class->head = 64;
  grid_class->row = 30;
  grid_class->least_names = KA_MEASURE_NUMBER + 80;
  grid_class->most_names = 380;
  grid_class->cell = 78;
  grid_class->rows = 16;
  grid_class->columns = 8;
  grid_class->draw = ka_measure_matrix_draw;

  signals[SIGNAL_OPEN] = g_signal_new ("open", KA_TYPE_MEASURE_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FILL] = g_signal_new ("fill", KA_TYPE_MEASURE_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", KA_TYPE_MEASURE_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "matrix.step", "(iib)", on_step_cb);
  gtk_widget_class_install_action (widget_class, "matrix.select", "(bb)", on_select_cb);
  gtk_widget_class_install_action (widget_class, "matrix.fill", "i", on_fill_cb);
  gtk_widget_class_install_action (widget_class, "matrix.open", NULL, on_open_cb);
  install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "measurematrix");
}

static void
ka_measure_matrix_init (KaMeasureMatrix *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  gtk_gesture_group (drag, click);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  speak (self);
}
