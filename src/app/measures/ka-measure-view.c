/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-view.h"

#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>

struct _KaMeasureView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *fill;
  GtkLabel *quarter_label;
  GtkSpinner *spinner;
  GtkDropDown *state;
  GtkDropDown *unit;
  GtkColumnView *view;

  /* Owned */
  KaContext *context;
  KaWork *work;
  GtkStringList *rows;          /* the tasks' numbers; a row's place is its line's */
  GtkMultiSelection *selection; /* the view owns it too */
  KaMeasureTable *table;        /* or NULL */

  gboolean again;
  KaQuarter quarter;
};

static void ka_measure_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaMeasureView,
                               ka_measure_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW,
                                                      ka_measure_view_iface_init))

/* The columns before the units. */
enum
{
  COLUMN_NO,
  COLUMN_TASK,
  COLUMN_ACTOR,
  N_TEXTS,
};

static const KaMeasureUnit *
get_unit (KaMeasureView *self, guint column)
{
  return g_ptr_array_index (self->table->units, column);
}

/* ---- cells ---- */

static void
set_tone (GtkWidget *label, const char *state)
{
  static const struct
  {
    const char *state, *class;
  } TONES[] = {
    { "落实", "ka-cell-done" },     { "部分落实", "ka-cell-running" },
    { "软落实", "ka-cell-undone" }, { "不落实", "ka-cell-undone" },
    { "假落实", "ka-cell-undone" }, { "不涉及", "ka-cell-free" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (TONES); i++)
    gtk_widget_remove_css_class (label, TONES[i].class);
  for (guint i = 0; i < G_N_ELEMENTS (TONES); i++)
    if (g_strcmp0 (TONES[i].state, state) == 0)
      gtk_widget_add_css_class (label, TONES[i].class);
}

static void
bind_cell (KaMeasureView *self, GtkWidget *label, const KaMeasureLine *line, guint column)
{
  const KaMeasureCell *cell = &line->cells[column];
  g_autofree char *text = g_strconcat (ka_measure_sign (cell->state),
                                       cell->change > 0   ? "↑"
                                       : cell->change < 0 ? "↓"
                                                          : "",
                                       NULL);
  g_autofree char *spoken = g_strdup_printf (
    _ ("%s，%s：%s，上季度%s"), line->no, get_unit (self, column)->name,
    cell->state != NULL ? cell->state : _ ("未填"), cell->last != NULL ? cell->last : _ ("未填"));

  gtk_label_set_label (GTK_LABEL (label), text);
  ka_set_tooltip (label, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  set_tone (label, cell->state);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KaMeasureView *self)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "ka-column"));
  guint position = gtk_list_item_get_position (item);
  const KaMeasureLine *line;

  if (self->table == NULL || position >= self->table->lines->len)
    return;
  line = g_ptr_array_index (self->table->lines, position);
  if (column >= N_TEXTS)
    bind_cell (self, label, line, column - N_TEXTS);
  else
    {
      const char *const texts[N_TEXTS] = { line->no, line->task, line->actor };
      const char *text = texts[column] != NULL ? texts[column] : "";

      gtk_label_set_label (GTK_LABEL (label), text);
      ka_set_tooltip (label, text);
    }
}

/* The record of the cell, or a new one with task, quarter and enterprise given. */
static void
open_cell (KaMeasureView *self, guint row, guint column)
{
  const KaKind *kind = ka_kind_get ("measure_progress");
  const KaMeasureLine *line = g_ptr_array_index (self->table->lines, row);
  gint64 enterprise = get_unit (self, column)->enterprise;
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *quarter = ka_quarter_to_text (self->table->quarter);
  g_autofree char *task = g_strdup_printf ("%" G_GINT64_FORMAT, line->id);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);

  if (line->cells[column].id > 0)
    {
      ka_window_show_record (ka_window_of (self), kind, line->cells[column].id);
      return;
    }
  if (!ka_context_can_write (self->context))
    return;
  record = ka_record_new (kind);
  ka_record_set (record, "measure", task);
  ka_record_set (record, "quarter", quarter);
  ka_record_set (record, "enterprise", enterprise > 0 ? name : NULL);
  ka_window_new_record (ka_window_of (self), record);
}

static void
on_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *label = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  KaMeasureView *self = KA_MEASURE_VIEW (gtk_widget_get_ancestor (label, KA_TYPE_MEASURE_VIEW));
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), "ka-column"));

  if (n_press == 2 && self->table != NULL && gtk_list_item_get_item (item) != NULL)
    open_cell (self, gtk_list_item_get_position (item), column - N_TEXTS);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KaMeasureView *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "ka-column"));

  if (column >= N_TEXTS)
    {
      GtkGesture *gesture = gtk_gesture_click_new ();

      gtk_widget_add_css_class (label, "ka-cell");
      g_object_set_data (G_OBJECT (label), "ka-column", GUINT_TO_POINTER (column));
      g_signal_connect (gesture, "released", G_CALLBACK (on_released_cb), item);
      gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (gesture));
    }
  else
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  gtk_list_item_set_child (item, label);
}

/* ---- columns ---- */

static void
append_column (KaMeasureView *self, const char *heading, guint index, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "ka-column", GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  column = gtk_column_view_column_new (heading, factory);
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

/* Keeps the unit that is chosen, if it is still there. */
static void
make_columns (KaMeasureView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint chosen = gtk_drop_down_get_selected (self->unit);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  append_column (self, _ ("编号"), COLUMN_NO, 100);
  append_column (self, _ ("工作任务"), COLUMN_TASK, 300);
  append_column (self, _ ("责任主体"), COLUMN_ACTOR, 90);
  for (guint i = 0; i < self->table->units->len; i++)
    {
      append_column (self, get_unit (self, i)->name, N_TEXTS + i, -1);
      gtk_string_list_append (names, get_unit (self, i)->name);
    }
  gtk_drop_down_set_model (self->unit, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->unit, chosen < self->table->units->len ? chosen : 0);
}

static gboolean
has_same_units (const KaMeasureTable *a, const KaMeasureTable *b)
{
  if (a == NULL || a->units->len != b->units->len)
    return FALSE;
  for (guint i = 0; i < a->units->len; i++)
    if (g_strcmp0 (((KaMeasureUnit *)a->units->pdata[i])->name,
                   ((KaMeasureUnit *)b->units->pdata[i])->name)
        != 0)
      return FALSE;
  return TRUE;
}

static void
take_table (KaMeasureView *self, KaMeasureTable *table)
{
  gboolean same = has_same_units (self->table, table);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();

  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                          NULL);
  g_clear_pointer (&self->table, ka_measure_table_free);
  self->table = table;
  if (!same)
    make_columns (self);
  for (guint i = 0; i < table->lines->len; i++)
    g_ptr_array_add (numbers, ((KaMeasureLine *)table->lines->pdata[i])->no);
  g_ptr_array_add (numbers, NULL);
  gtk_string_list_splice (self->rows, 0, 0, (const char *const *)numbers->pdata);
  gtk_widget_set_sensitive (self->fill, ka_context_can_write (self->context));
  ka_page_view_described (KA_PAGE_VIEW (self));
}

/* ---- computing ---- */

static gpointer
compute_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_measure_table_new (ledger, GPOINTER_TO_INT (data), error);
}

static void compute (KaMeasureView *self);

static void
on_computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KaMeasureView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaMeasureTable) table = ka_context_run_finish (KA_CONTEXT (source), result, &error);

  g_clear_object (&self->work);
  if (self->spinner == NULL)
    return;
  gtk_spinner_stop (self->spinner);
  if (table != NULL)
    take_table (self, g_steal_pointer (&table));
  else if (!g_error_matches (error, KA_ERROR, KA_ERROR_CANCELLED)
           && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && ka_window_of (self) != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("表没有算出来"), error);
  if (self->again)
    compute (self);
}

static void
compute (KaMeasureView *self)
{
  g_autofree char *words = ka_quarter_to_chinese (self->quarter);

  gtk_label_set_label (self->quarter_label, words);
  self->again = self->work != NULL;
  if (self->again || ka_context_get_ledger (self->context) == NULL)
    return;
  self->work = ka_work_new (NULL, KA_WORK_READS);
  gtk_spinner_start (self->spinner);
  ka_context_run_async (self->context, self->work, compute_in_worker,
                        GINT_TO_POINTER (self->quarter), NULL,
                        (GDestroyNotify)ka_measure_table_free, on_computed_cb, g_object_ref (self));
}

static char *
describe (KaPageView *view)
{
  KaMeasureView *self = KA_MEASURE_VIEW (view);
  guint told = 0, n = self->table != NULL ? self->table->lines->len : 0;

  for (guint i = 0; i < n; i++)
    told += ((KaMeasureLine *)self->table->lines->pdata[i])->cells[0].state != NULL;
  return g_strdup_printf (_ ("%u 项任务，全区已填 %u 项"), n, told);
}

static void
refresh (KaPageView *view)
{
  compute (KA_MEASURE_VIEW (view));
}

static void
ka_measure_view_iface_init (KaPageViewInterface *iface)
{
  iface->describe = describe;
  iface->refresh = refresh;
}

/* ---- controls ---- */

static void
on_before_clicked_cb (KaMeasureView *self)
{
  self->quarter--;
  compute (self);
}

static void
on_next_clicked_cb (KaMeasureView *self)
{
  self->quarter++;
  compute (self);
}

static void
on_row_activated_cb (KaMeasureView *self, guint position)
{
  guint unit = gtk_drop_down_get_selected (self->unit);

  if (self->table != NULL && position < self->table->lines->len && unit < self->table->units->len)
    open_cell (self, position, unit);
}

static void
on_fill_clicked_cb (KaMeasureView *self)
{
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  GtkStringObject *state = gtk_drop_down_get_selected_item (self->state);
  guint unit = gtk_drop_down_get_selected (self->unit);
  KaWindow *window = ka_window_of (self);

  for (guint i = 0; self->table != NULL && i < self->table->lines->len; i++)
    if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
      g_array_append_val (tasks, ((KaMeasureLine *)self->table->lines->pdata[i])->id);
  if (tasks->len == 0 || unit >= self->table->units->len)
    ka_window_tell (window, _ ("先选中要填的任务（Ctrl、Shift 可选几项）。"));
  else if (ka_measures_fill (ka_context_get_ledger (self->context), self->table->quarter,
                             get_unit (self, unit)->enterprise, tasks,
                             gtk_string_object_get_string (state), NULL, &error))
    {
      g_autofree char *text = g_strdup_printf (_ ("已填 %u 项"), tasks->len);

      ka_window_tell_undoable (window, text);
      compute (self);
    }
  else
    ka_window_tell_error (window, _ ("没有保存"), error);
}

/* ---- object ---- */

static void
ka_measure_view_dispose (GObject *object)
{
  KaMeasureView *self = KA_MEASURE_VIEW (object);

  if (self->work != NULL)
    ka_work_cancel (self->work);
  g_clear_object (&self->work);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_MEASURE_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->context);
  g_clear_pointer (&self->table, ka_measure_table_free);
  G_OBJECT_CLASS (ka_measure_view_parent_class)->dispose (object);
}

static void
ka_measure_view_class_init (KaMeasureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_measure_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-measure-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, fill);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, quarter_label);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, state);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, unit);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, view);
  gtk_widget_class_bind_template_callback (widget_class, on_before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_fill_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
ka_measure_view_init (KaMeasureView *self)
{
  self->rows = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

GtkWidget *
ka_measure_view_new (KaContext *context)
{
  KaMeasureView *self = g_object_new (KA_TYPE_MEASURE_VIEW, NULL);
  const KaField *field = ka_kind_field (ka_kind_get ("measure_progress"), "state");
  g_auto (GStrv) states = g_strsplit (field->choices, "|", -1);
  g_autoptr (GtkStringList) words = gtk_string_list_new ((const char *const *)states);

  gtk_drop_down_set_model (self->state, G_LIST_MODEL (words));
  self->context = g_object_ref (context);
  /* In the first month of a quarter the one before is still told of. */
  self->quarter = ka_quarter_of (ka_day_add_months (ka_today (), -1));
  return GTK_WIDGET (self);
}

KaMeasureTable *
ka_measure_view_get_table (KaMeasureView *self)
{
  g_return_val_if_fail (KA_IS_MEASURE_VIEW (self), NULL);
  return self->table;
}
