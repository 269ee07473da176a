/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-view.h"

#include "ka-ask.h"
#include "ka-attach-job.h"
#include "ka-dialogs.h"
#include "ka-import-dialog.h"
#include "ka-measure-export.h"
#include "ka-measure-matrix.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-measure-list.h>

struct _KaMeasureView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkDropDown *actor;
  GtkLabel *detail;
  GtkInfoBar *doubled;
  GtkLabel *double_label;
  KaMeasureMatrix *matrix;
  GtkLabel *quarter_label;
  GtkSearchEntry *search;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkDropDown *value;

  /* Borrowed */
  KaWork *work; /* under way, or NULL */

  /* Owned */
  KaContext *context;
  KaMeasureTable *table; /* or NULL */

  KaQuarter quarter;
};

static void ka_measure_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaMeasureView,
                               ka_measure_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW,
                                                      ka_measure_view_iface_init))

/* What may be filled by the button: what the keys fill, then what became of it. */
static const KaMeasureKey actions[] = {
  { "action", "通报" },
  { "action", "曝光" },
  { "action", "约谈" },
  { "action", "无" },
  { "action", "列为重点执法对象" },
};

#define N_VALUES (KA_MEASURE_N_KEYS + G_N_ELEMENTS (actions))

static const KaMeasureKey *
get_value (guint i)
{
  return i < KA_MEASURE_N_KEYS ? &ka_measure_keys[i] : &actions[i - KA_MEASURE_N_KEYS];
}

/* ---- the cell of the keyboard ---- */

static gboolean
get_cell (KaMeasureView *self,
          const KaMeasureLine **line,
          const KaMeasureUnit **unit,
          const KaMeasureCell **cell)
{
  guint l, u;

  if (self->table == NULL || !ka_measure_matrix_get_cursor (self->matrix, &l, &u))
    return FALSE;
  *line = g_ptr_array_index (self->table->lines, l);
  *unit = g_ptr_array_index (self->table->units, u);
  *cell = ka_measure_table_cell (self->table, l, u);
  return TRUE;
}

static void
on_moved_cb (KaMeasureView *self)
{
  const KaMeasureLine *line;
  const KaMeasureUnit *unit;
  const KaMeasureCell *cell;
  g_autofree char *text = NULL;

  if (get_cell (self, &line, &unit, &cell))
    text = g_strdup_printf ("%s\n%s", line->task,
                            ka_cell_grid_get_spoken (KA_CELL_GRID (self->matrix)));
  gtk_label_set_label (self->detail, text != NULL ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "measures.attach",
                                 text != NULL && cell != NULL && cell->id > 0
                                   && ka_context_can_write (self->context));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "measures.sheet",
                                 text != NULL && (unit->enterprise > 0 || unit->town != NULL));
}

/* The record of the cell, or a new one with task, quarter and unit given. */
static void
on_open_cb (KaMeasureView *self)
{
  const KaKind *kind = ka_kind_get ("measure_progress");
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *quarter = ka_quarter_to_text (self->table->quarter);
  g_autofree char *task = NULL;
  g_autofree char *enterprise = NULL;
  const KaMeasureLine *line;
  const KaMeasureUnit *unit;
  const KaMeasureCell *cell;

  if (!get_cell (self, &line, &unit, &cell))
    return;
  if (cell != NULL && cell->id > 0)
    {
      ka_window_show_record (ka_window_of (self), kind, cell->id);
      return;
    }
  if (!ka_context_can_write (self->context))
    return;
  task = g_strdup_printf ("%" G_GINT64_FORMAT, line->id);
  if (unit->enterprise > 0)
    enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, unit->enterprise);
  record = ka_record_new (kind);
  ka_record_set (record, "measure", task);
  ka_record_set (record, "quarter", quarter);
  ka_record_set (record, "enterprise", enterprise);
  ka_record_set (record, "town", unit->town);
  ka_window_new_record (ka_window_of (self), record);
}

/* ---- computing ---- */

static gpointer
compute_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_measure_table_new (ledger, GPOINTER_TO_INT (data), error);
}

/* Both lists of tasks side by side would count everything twice. */
static void
show_double (KaMeasureView *self)
{
  guint public_tasks = 0, n = self->table != NULL ? self->table->lines->len : 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    public_tasks
      += ka_measure_is_public (((KaMeasureLine *)self->table->lines->pdata[i])->no) ? 1 : 0;
  text = g_strdup_printf (_ ("清单里有市级任务 %u 项，公开文件提出的 %u 项还在，会重复统计。"),
                          n - public_tasks, public_tasks);
  gtk_label_set_label (self->double_label, text);
  gtk_info_bar_set_revealed (self->doubled, public_tasks > 0 && public_tasks < n);
}

static void
take_table (KaMeasureView *self, KaMeasureTable *table)
{
  g_autoptr (KaMeasureTable) before = self->table;

  /* The matrix tells of its cursor at once, and shows the one before until then. */
  self->table = table;
  ka_measure_matrix_set_table (self->matrix, table);
  gtk_stack_set_visible_child_name (self->stack,
                                    table != NULL && table->lines->len == 0 ? "empty" : "matrix");
  on_moved_cb (self);
  show_double (self);
  ka_page_view_described (KA_PAGE_VIEW (self));
}

static void
on_computed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaMeasureView *self = owner;
  g_autoptr (KaMeasureTable) table = answer;

  gtk_spinner_stop (self->spinner);
  if (table != NULL)
    take_table (self, g_steal_pointer (&table));
  else if (ka_window_of (self) != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("表没有算出来"), error);
}

static void
compute (KaMeasureView *self)
{
  static const char *const WRITING[]
    = { "measures.fill", "measures.import", "measures.load", "measures.replace" };
  g_autofree char *words = ka_quarter_to_chinese (self->quarter);

  gtk_label_set_label (self->quarter_label, words);
  for (guint i = 0; i < G_N_ELEMENTS (WRITING); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), WRITING[i],
                                   ka_context_can_write (self->context));
  if (ka_context_get_ledger (self->context) == NULL)
    return;
  gtk_spinner_start (self->spinner);
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, compute_in_worker, GINT_TO_POINTER (self->quarter),
                       NULL, (GDestroyNotify)ka_measure_table_free),
          on_computed_cb);
}

static char *
describe (KaPageView *view)
{
  KaMeasureView *self = KA_MEASURE_VIEW (view);
  KaMeasureCount district = { 0 };

  if (self->table == NULL)
    return g_strdup ("");
  ka_measure_count_unit (self->table, 0, &district);
  return g_strdup_printf (_ ("%u 项任务，全区已填 %u 项，单位已填 %u 项次"),
                          self->table->lines->len, district.told, self->table->told);
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

/* ---- filling ---- */

typedef struct
{
  KaQuarter quarter;
  GArray *places; /* KaMeasurePlace; towns are static */
  const char *field;
  char *value;
} Filling;

static void
free_filling (gpointer data)
{
  Filling *filling = data;

  g_array_unref (filling->places);
  g_free (filling->value);
  g_free (filling);
}

static gpointer
fill_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Filling *filling = data;

  if (!ka_measures_fill (ledger, filling->quarter, filling->places, filling->field, filling->value,
                         NULL, error))
    return NULL;
  return g_strdup_printf (_ ("已填 %u 个单元格"), filling->places->len);
}

static void
on_filled_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaMeasureView *self = owner;
  g_autofree char *told = answer;
  KaWindow *window = ka_window_of (self);

  if (window == NULL)
    return;
  if (told != NULL)
    ka_window_tell_undoable (window, told);
  else
    ka_window_tell_error (window, _ ("没有保存"), error);
}

static void
on_fill_cb (KaMeasureView *self, const char *field, const char *value)
{
  Filling *filling;

  if (self->table == NULL || !ka_context_can_write (self->context))
    return;
  filling = g_new0 (Filling, 1);
  filling->quarter = self->table->quarter;
  filling->places = ka_measure_matrix_get_selected (self->matrix);
  /* The table may go while the worker fills. */
  for (guint i = 0; i < filling->places->len; i++)
    {
      KaMeasurePlace *place = &g_array_index (filling->places, KaMeasurePlace, i);

      place->town = g_intern_string (place->town);
    }
  filling->field = g_intern_string (field);
  filling->value = g_strdup (value);
  ka_ask (
    self->context, self, NULL,
    ka_work_new (_ ("填硬措施进展"), KA_WORK_WRITES, fill_in_worker, filling, free_filling, g_free),
    on_filled_cb);
}

static void
fill_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMeasureView *self = KA_MEASURE_VIEW (widget);
  const KaMeasureKey *value = get_value (gtk_drop_down_get_selected (self->value));

  on_fill_cb (self, value->field, value->value);
}

/* ---- evidence ---- */

static void
on_attached_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaMeasureView *self = owner;
  g_autoptr (GPtrArray) done = answer;
  KaWindow *window = ka_window_of (self);

  if (window == NULL)
    return;
  if (done != NULL)
    ka_window_tell_undoable (window, _ ("已附佐证"));
  else
    ka_window_tell_error (window, _ ("没有附上"), error);
}

void
ka_measure_view_attach (KaMeasureView *self, const char *const *paths)
{
  const KaMeasureLine *line;
  const KaMeasureUnit *unit;
  const KaMeasureCell *cell;

  g_return_if_fail (KA_IS_MEASURE_VIEW (self));

  if (get_cell (self, &line, &unit, &cell) && cell != NULL && cell->id > 0)
    ka_ask (self->context, self, NULL,
            ka_attach_files_work (ka_kind_get ("measure_progress"), cell->id, paths),
            on_attached_cb);
}

static void
on_evidence_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KaMeasureView) self = user_data;
  g_autoptr (GListModel) files = ka_choose_files_finish (result, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (paths, g_file_get_path (file));
    }
  g_ptr_array_add (paths, NULL);
  if (paths->len > 1 && self->matrix != NULL)
    ka_measure_view_attach (self, (const char *const *)paths->pdata);
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_choose_file_async (GTK_WINDOW (ka_window_of (widget)), _ ("选择佐证材料"),
                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL, NULL, TRUE, on_evidence_chosen_cb,
                        g_object_ref (widget));
}

/* ---- out and in ---- */

static void
book_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMeasureView *self = KA_MEASURE_VIEW (widget);

  ka_measure_export_book (widget, self->context, self->quarter);
}

static void
sheet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMeasureView *self = KA_MEASURE_VIEW (widget);
  const KaMeasureLine *line;
  const KaMeasureUnit *unit;
  const KaMeasureCell *cell;

  if (get_cell (self, &line, &unit, &cell))
    ka_measure_export_sheet (widget, self->context, self->quarter, unit->name);
}

static void
towns_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMeasureView *self = KA_MEASURE_VIEW (widget);
  g_autoptr (GPtrArray) towns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->table != NULL && i < self->table->units->len; i++)
    {
      const KaMeasureUnit *unit = g_ptr_array_index (self->table->units, i);

      if (unit->town != NULL)
        g_ptr_array_add (towns, g_strdup (unit->town));
    }
  if (towns->len > 0)
    ka_measure_export_towns (widget, self->context, self->quarter, towns);
  else
    ka_window_tell (ka_window_of (widget), _ ("没有填了所在镇街的矿山，请先导入矿山台账。"));
}

/* Filled sheets and the official list of tasks are told apart by what stands in them. */
static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_import_dialog_present (ka_window_of (widget), NULL);
}

static void
load_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMeasureView *self = KA_MEASURE_VIEW (widget);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (ka_measure_list_load (ka_context_get_ledger (self->context), &n, &error))
    {
      g_autofree char *text = g_strdup_printf (_ ("已载入 %u 项要求"), n);

      ka_window_tell_undoable (ka_window_of (widget), text);
    }
  else
    ka_window_tell_error (ka_window_of (widget), _ ("没有载入"), error);
}

static void
replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMeasureView *self = KA_MEASURE_VIEW (widget);
  g_autoptr (GError) error = NULL;
  guint deleted = 0, retired = 0;

  if (ka_measure_list_replace (ka_context_get_ledger (self->context), &deleted, &retired, &error))
    {
      g_autofree char *text = g_strdup_printf (_ ("删去 %u 项，停用 %u 项"), deleted, retired);

      ka_window_tell_undoable (ka_window_of (widget), text);
    }
  else
    ka_window_tell_error (ka_window_of (widget), _ ("没有替代"), error);
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
on_filter_changed_cb (KaMeasureView *self)
{
  const KaField *field = ka_kind_field (ka_kind_get ("measure"), "actor");
  g_auto (GStrv) actors = g_strsplit (field->choices, "|", -1);
  guint selected = gtk_drop_down_get_selected (self->actor);

  ka_measure_matrix_set_filter (
    self->matrix, gtk_editable_get_text (GTK_EDITABLE (self->search)),
    selected > 0 && selected <= g_strv_length (actors) ? actors[selected - 1] : NULL);
}

/* ---- object ---- */

static void
ka_measure_view_dispose (GObject *object)
{
  KaMeasureView *self = KA_MEASURE_VIEW (object);

  if (self->matrix != NULL)
    ka_measure_matrix_set_table (self->matrix, NULL);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_MEASURE_VIEW);
  g_clear_object (&self->context);
  g_clear_pointer (&self->table, ka_measure_table_free);
  G_OBJECT_CLASS (ka_measure_view_parent_class)->dispose (object);
}

static void
ka_measure_view_class_init (KaMeasureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_measure_view_dispose;

  g_type_ensure (KA_TYPE_MEASURE_MATRIX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-measure-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, actor);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, detail);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, doubled);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, double_label);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, matrix);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, quarter_label);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, search);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, stack);
  gtk_widget_class_bind_template_child (widget_class, KaMeasureView, value);
  gtk_widget_class_bind_template_callback (widget_class, on_before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_fill_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_cb);
  gtk_widget_class_install_action (widget_class, "measures.attach", NULL, attach_action);
  gtk_widget_class_install_action (widget_class, "measures.book", NULL, book_action);
  gtk_widget_class_install_action (widget_class, "measures.fill", NULL, fill_action);
  gtk_widget_class_install_action (widget_class, "measures.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "measures.load", NULL, load_action);
  gtk_widget_class_install_action (widget_class, "measures.replace", NULL, replace_action);
  gtk_widget_class_install_action (widget_class, "measures.sheet", NULL, sheet_action);
  gtk_widget_class_install_action (widget_class, "measures.towns", NULL, towns_action);
}

static void
ka_measure_view_init (KaMeasureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* 落实（1） … 处置：约谈 */
static void
fill_values (KaMeasureView *self)
{
  const KaKind *kind = ka_kind_get ("measure_progress");
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < N_VALUES; i++)
    {
      const KaMeasureKey *value = get_value (i);
      const char *label = ka_field_label (ka_kind_field (kind, value->field));
      g_autofree char *text = i < KA_MEASURE_N_KEYS
                                ? g_strdup_printf ("%u　%s：%s", i + 1, label, value->value)
                                : g_strdup_printf ("　 %s：%s", label, value->value);

      gtk_string_list_append (words, text);
    }
  gtk_drop_down_set_model (self->value, G_LIST_MODEL (words));
}

GtkWidget *
ka_measure_view_new (KaContext *context)
{
  KaMeasureView *self = g_object_new (KA_TYPE_MEASURE_VIEW, NULL);
  const KaField *field = ka_kind_field (ka_kind_get ("measure"), "actor");
  g_auto (GStrv) actors = g_strsplit (field->choices, "|", -1);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("全部责任主体"));
  for (char **actor = actors; *actor != NULL; actor++)
    gtk_string_list_append (names, *actor);
  gtk_drop_down_set_model (self->actor, G_LIST_MODEL (names));
  fill_values (self);
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
