/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-matrix-private.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>
#include <ka-text.h>

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

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

G_DEFINE_FINAL_TYPE_WITH_CODE (KaMeasureMatrix,
                               ka_measure_matrix,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* ---- places ---- */

int
ka_measure_matrix_names (KaMeasureMatrix *self)
{
  return CLAMP (gtk_widget_get_width (GTK_WIDGET (self)) * 2 / 5, KA_MEASURE_NUMBER + 80,
                KA_MEASURE_NAMES);
}

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

static double
get_offset (KaMeasureMatrix *self, GtkOrientation orientation)
{
  return gtk_adjustment_get_value (self->adjustments[orientation]);
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
  int names = ka_measure_matrix_names (self);
  double across = x - names + get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  double down = y - KA_MEASURE_HEAD + get_offset (self, GTK_ORIENTATION_VERTICAL);

  *column = x < names ? -1 : MIN ((int)(across / KA_MEASURE_CELL), (int)self->columns->len - 1);
  *row = y < KA_MEASURE_HEAD ? -1 : MIN ((int)(down / KA_MEASURE_ROW), (int)self->rows->len - 1);
}

gboolean
ka_measure_matrix_locate (KaMeasureMatrix *self, guint row, guint column, graphene_point_t *point)
{
  int names = ka_measure_matrix_names (self);
  double x
    = names + (column + 0.5) * KA_MEASURE_CELL - get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  double y
    = KA_MEASURE_HEAD + (row + 0.5) * KA_MEASURE_ROW - get_offset (self, GTK_ORIENTATION_VERTICAL);

  *point = GRAPHENE_POINT_INIT ((float)x, (float)y);
  return row < self->rows->len && column < self->columns->len && x > names
         && x < gtk_widget_get_width (GTK_WIDGET (self)) && y > KA_MEASURE_HEAD
         && y < gtk_widget_get_height (GTK_WIDGET (self));
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

  g_clear_pointer (&self->spoken, g_free);
  if (is_empty (self))
    self->spoken = g_strdup (_ ("没有任务"));
  else
    self->spoken = describe (self, self->row, self->column);
  if (span.n_rows * span.n_columns > 1 && !is_empty (self))
    {
      g_autofree char *one = g_steal_pointer (&self->spoken);

      self->spoken
        = g_strdup_printf (_ ("%s；选中%u项任务×%u个单位"), one, span.n_rows, span.n_columns);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->spoken, -1);
}

const char *
ka_measure_matrix_get_spoken (KaMeasureMatrix *self)
{
  return self->spoken;
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

/* ---- scrolling ---- */

static void
configure (KaMeasureMatrix *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double page = MAX (gtk_widget_get_height (widget) - KA_MEASURE_HEAD, 0);
  double wide = MAX (gtk_widget_get_width (widget) - ka_measure_matrix_names (self), 0);

  for (guint i = 0; i < 2; i++)
    if (self->adjustments[i] == NULL)
      return;
  gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_VERTICAL],
                            get_offset (self, GTK_ORIENTATION_VERTICAL), 0,
                            MAX (self->rows->len * (double)KA_MEASURE_ROW, page), KA_MEASURE_ROW,
                            MAX (page - KA_MEASURE_ROW, 1), page);
  gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL],
                            get_offset (self, GTK_ORIENTATION_HORIZONTAL), 0,
                            MAX (self->columns->len * (double)KA_MEASURE_CELL, wide),
                            KA_MEASURE_CELL, MAX (wide - KA_MEASURE_CELL, 1), wide);
}

static void
show_cursor (KaMeasureMatrix *self)
{
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL],
                             self->row * (double)KA_MEASURE_ROW,
                             (self->row + 1.0) * KA_MEASURE_ROW);
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_HORIZONTAL],
                             self->column * (double)KA_MEASURE_CELL,
                             (self->column + 1.0) * KA_MEASURE_CELL);
}

static void
set_adjustment (KaMeasureMatrix *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (self->adjustments[orientation] == adjustment)
    return;
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_set_object (&self->adjustments[orientation], adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  configure (self);
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
  if (self->adjustments[0] != NULL && self->adjustments[1] != NULL)
    show_cursor (self);
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
    rows
      = rows / 2 * MAX ((gtk_widget_get_height (widget) - KA_MEASURE_HEAD) / KA_MEASURE_ROW - 1, 1);
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

static void
fill_shown (KaMeasureMatrix *self)
{
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->columns, 0);
  for (guint i = 0; self->table != NULL && i < self->table->lines->len; i++)
    if (self->actor == NULL
        || g_strcmp0 (((KaMeasureLine *)self->table->lines->pdata[i])->actor, self->actor) == 0)
      g_array_append_val (self->rows, i);
  for (guint i = 0; self->table != NULL && i < self->table->units->len; i++)
    if (self->unit == NULL
        || ka_text_matches (((KaMeasureUnit *)self->table->units->pdata[i])->name, self->unit))
      g_array_append_val (self->columns, i);
  configure (self);
  select_span (self, self->row, self->column, self->anchor_row, self->anchor_column);
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
ka_measure_matrix_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gboolean wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = wide ? KA_MEASURE_NUMBER + 80 + KA_MEASURE_CELL : KA_MEASURE_HEAD + KA_MEASURE_ROW * 3;
  *natural = wide ? KA_MEASURE_NAMES + KA_MEASURE_CELL * 8 : KA_MEASURE_HEAD + KA_MEASURE_ROW * 16;
}

static void
ka_measure_matrix_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  configure (KA_MEASURE_MATRIX (widget));
}

static void
ka_measure_matrix_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ka_measure_matrix_draw (KA_MEASURE_MATRIX (widget), snapshot);
}

static void
ka_measure_matrix_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaMeasureMatrix *self = KA_MEASURE_MATRIX (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
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
ka_measure_matrix_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KaMeasureMatrix *self = KA_MEASURE_MATRIX (object);

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
ka_measure_matrix_dispose (GObject *object)
{
  KaMeasureMatrix *self = KA_MEASURE_MATRIX (object);

  for (guint i = 0; i < 2; i++)
    g_clear_object (&self->adjustments[i]);
  g_clear_object (&self->layout);
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
  g_free (self->spoken);
  G_OBJECT_CLASS (ka_measure_matrix_parent_class)->finalize (object);
}

static void
ka_measure_matrix_class_init (KaMeasureMatrixClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_measure_matrix_dispose;
  object_class->finalize = ka_measure_matrix_finalize;
  object_class->get_property = ka_measure_matrix_get_property;
  object_class->set_property = ka_measure_matrix_set_property;
  widget_class->measure = ka_measure_matrix_measure;
  widget_class->size_allocate = ka_measure_matrix_size_allocate;
  widget_class->snapshot = ka_measure_matrix_snapshot;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

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
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
ka_measure_matrix_init (KaMeasureMatrix *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  gtk_gesture_group (drag, click);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  speak (self);
}
