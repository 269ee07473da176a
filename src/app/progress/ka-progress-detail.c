/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-progress-detail.h"

#include "ka-ask.h"
#include "ka-chart-view.h"
#include "ka-indicator-text.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-row-model.h>

struct _KaProgressDetail
{
  GtkBox parent_instance;

  /* Template Widgets */
  GtkLabel *basis;
  GtkDropDown *by;
  GtkLabel *caption;
  GtkListView *list;
  GtkWidget *open_all;
  GtkWidget *open_failing;
  GtkWidget *what_if;
  KaChartView *parts;
  GtkSpinner *spinner;
  GtkLabel *state;
  GtkLabel *title;
  GtkLabel *undivided;

  /* Borrowed References */
  KaQuarterProgress *progress;
  const KaResult *result;
  KaWork *work; /* dividing now, or NULL */

  /* Owned References */
  KaContext *context;
  GHashTable *missing; /* ids whose data are 未填: gint64 * */
};

G_DEFINE_FINAL_TYPE (KaProgressDetail, ka_progress_detail, GTK_TYPE_BOX)

/* In the order of the drop-down in the template. */
static const char *const DIVISIONS[] = { "town", "mineral", "type", "size" };

/* ---- rows ---- */

static void
on_row_setup_cb (KaProgressDetail *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = gtk_label_new (NULL), *place = gtk_label_new (NULL);
  GtkWidget *mark = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (place, "ka-quiet");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), place);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

/* Where the record is: its town and its state, as far as its kind has them. */
static char *
say_place (KaRow *row, KaRecord *record)
{
  static const char *const fields[] = { "town", "status" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; record != NULL && i < G_N_ELEMENTS (fields); i++)
    {
      int index = ka_kind_field_index (record->kind, fields[i]);
      const char *value = index < 0 ? "" : ka_row_get_text (row, index);

      if (*value != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_row_bind_cb (KaProgressDetail *self, GtkListItem *item)
{
  KaRow *row = gtk_list_item_get_item (item);
  KaRecord *record = ka_row_get_record (row);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *place = gtk_widget_get_next_sibling (title);
  GtkWidget *mark = gtk_widget_get_next_sibling (place);
  g_autofree char *where = say_place (row, record);
  gint64 id = ka_row_get_id (row);
  const char *name = _ ("已删除的记录");

  if (record != NULL)
    name = ka_row_get_text (row, ka_kind_field_index (record->kind, record->kind->title));
  gtk_label_set_label (GTK_LABEL (title), name);
  ka_set_tooltip (title, name);
  gtk_label_set_label (GTK_LABEL (place), where);
  ka_set_tooltip (place, where);
  /* The first `gap` of them are enough. */
  gtk_widget_remove_css_class (mark, "warning");
  if (self->result != NULL && gtk_list_item_get_position (item) < self->result->gap)
    {
      gtk_label_set_label (GTK_LABEL (mark), _ ("先办"));
      gtk_widget_add_css_class (mark, "warning");
    }
  else
    gtk_label_set_label (GTK_LABEL (mark),
                         g_hash_table_contains (self->missing, &id) ? _ ("未填") : "");
}

static void
on_row_activate_cb (KaProgressDetail *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr (KaRow) row = g_list_model_get_item (model, position);
  KaRecord *record = row ? ka_row_get_record (row) : NULL;

  if (record != NULL)
    ka_window_show_record (ka_window_of (self), record->kind, record->id);
}

static void
show_query (KaProgressDetail *self, gboolean failing)
{
  const KaIndicator *indicator = self->result->indicator;
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autofree char *label = g_strdup_printf (failing ? _ ("未达标：%s") : _ ("计数对象：%s"),
                                            ka_indicator_name (indicator));

  if (ledger != NULL)
    ka_window_show_list (ka_window_of (self),
                         ka_indicator_query (ledger, indicator, self->progress->on, failing),
                         label);
}

static void
on_open_failing_cb (KaProgressDetail *self)
{
  show_query (self, TRUE);
}

static void
on_open_all_cb (KaProgressDetail *self)
{
  show_query (self, FALSE);
}

static void
on_what_if_cb (KaProgressDetail *self)
{
  g_autoptr (KaLocation) location = ka_location_new ("mines", NULL, 0);

  location->view = g_intern_static_string ("what-if");
  ka_window_go (ka_window_of (self), location);
}

/* ---- divisions ---- */

static void
on_divided_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaProgressDetail *self = owner;
  g_autoptr (GPtrArray) parts = answer;

  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->undivided), parts == NULL);
  if (parts == NULL)
    gtk_label_set_label (self->undivided, error->message);
  else
    {
      g_autoptr (KaChart) chart = ka_parts_chart (self->result, parts);

      ka_chart_view_set_chart (self->parts, chart);
    }
}

static void
forget_work (KaProgressDetail *self)
{
  ka_ask_forget (&self->work);
  gtk_spinner_stop (self->spinner);
}

static void
divide (KaProgressDetail *self)
{
  guint selected = gtk_drop_down_get_selected (self->by);
  KaDivision *division;

  forget_work (self);
  ka_chart_view_set_chart (self->parts, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->undivided), FALSE);
  if (self->result == NULL || selected >= G_N_ELEMENTS (DIVISIONS))
    return;
  if (!ka_indicator_divides (self->result->indicator, DIVISIONS[selected]))
    {
      gtk_label_set_label (self->undivided, _ ("这项指标不能这样划分。"));
      gtk_widget_set_visible (GTK_WIDGET (self->undivided), TRUE);
      return;
    }
  division = g_new (KaDivision, 1);
  *division = (KaDivision){ self->result->indicator, self->progress->on, self->progress->revision,
                            DIVISIONS[selected] };
  gtk_spinner_start (self->spinner);
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, ka_division_compute, division, g_free,
                       (GDestroyNotify)g_ptr_array_unref),
          on_divided_cb);
}

static void
on_by_selected_cb (KaProgressDetail *self)
{
  divide (self);
}

/* ---- the indicator ---- */

static char *
say_basis (const KaResult *result)
{
  g_autoptr (GString) text = g_string_new (ka_indicator_definition (result->indicator));

  if (ka_indicator_source (result->indicator) != NULL)
    g_string_append_printf (text, _ ("指标依据：%s。"), ka_indicator_source (result->indicator));
  if (result->target_source != NULL)
    g_string_append_printf (text, _ ("目标依据：%s。"), result->target_source);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
say_state (const KaResult *result)
{
  g_autofree char *value = ka_result_say_value (result);
  g_autofree char *counts = ka_result_say_counts (result);
  g_autofree char *target = ka_result_say_target (result);
  g_autofree char *state = ka_result_say_state (result);

  return *counts == '\0' ? g_strdup_printf ("%s · %s · %s", value, target, state)
                         : g_strdup_printf ("%s（%s） · %s · %s", value, counts, target, state);
}

static char *
say_caption (const KaResult *result)
{
  const char *counter = ka_indicator_counter (result->indicator);
  g_autoptr (GString) text = g_string_new (NULL);

  if (result->failing->len == 0)
    return g_strdup (_ ("没有未达标的。"));
  g_string_printf (text, _ ("未达标 %u %s，差得最少的在前。"), result->failing->len, counter);
  if (result->gap > 0 && result->gap < result->failing->len)
    g_string_append_printf (text, _ ("完成其中 %d %s即可达标。"), (int)result->gap, counter);
  if (result->missing->len > 0)
    g_string_append_printf (text, _ ("其中 %u %s未填，按“否”计。"), result->missing->len, counter);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_list (KaProgressDetail *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaRowModel) rows = NULL;
  KaQuery *query;
  GArray *ids;

  for (guint i = 0; i < self->result->missing->len; i++)
    {
      gint64 id = g_array_index (self->result->missing, gint64, i);

      g_hash_table_add (self->missing, g_memdup2 (&id, sizeof id));
    }
  if (ledger == NULL)
    return;
  rows = ka_row_model_new (ledger);
  query = ka_query_new (ka_kind_get (self->result->indicator->kind));
  ids = g_array_copy (self->result->nearest);
  ka_row_model_take_ids (rows, query, ids);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                         G_LIST_MODEL (g_steal_pointer (&rows)))));
}

void
ka_progress_detail_show (KaProgressDetail *self,
                         KaContext *context,
                         KaQuarterProgress *progress,
                         const KaResult *result)
{
  g_autofree char *basis = NULL;
  g_autofree char *state = NULL;
  g_autofree char *caption = NULL;

  g_return_if_fail (KA_IS_PROGRESS_DETAIL (self));

  forget_work (self);
  g_set_object (&self->context, context);
  self->progress = progress;
  self->result = result;
  g_hash_table_remove_all (self->missing);
  gtk_list_view_set_model (self->list, NULL);
  if (result == NULL)
    return;

  basis = say_basis (result);
  state = say_state (result);
  caption = say_caption (result);
  gtk_label_set_label (self->title, ka_indicator_name (result->indicator));
  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->basis, basis);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_sensitive (self->open_failing, result->failing->len > 0);
  gtk_widget_set_visible (self->what_if, g_str_equal (result->indicator->code, "scale"));
  show_list (self);
  divide (self);
}

static void
ka_progress_detail_dispose (GObject *object)
{
  KaProgressDetail *self = KA_PROGRESS_DETAIL (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->missing, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_PROGRESS_DETAIL);
  G_OBJECT_CLASS (ka_progress_detail_parent_class)->dispose (object);
}

static void
ka_progress_detail_class_init (KaProgressDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_progress_detail_dispose;

  g_type_ensure (KA_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-progress-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, basis);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, by);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, caption);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, list);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, open_all);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, open_failing);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, what_if);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, parts);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, state);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, title);
  gtk_widget_class_bind_template_child (widget_class, KaProgressDetail, undivided);
  gtk_widget_class_bind_template_callback (widget_class, on_by_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_failing_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_what_if_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activate_cb);
}

static void
ka_progress_detail_init (KaProgressDetail *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->missing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}
