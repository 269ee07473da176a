/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-list-view-private.h"

#include "ka-ask.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* A kind with more records than this is asked on a worker thread (perf.md: 50,000 sorted by pinyin take
 * longer than a frame). */
#define ASK_AT_ONCE 4000
/* Narrower, and list and record are shown one at a time. */
#define NARROW_WIDTH 720
#define LEAST_LIST 280

enum
{
  STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaListView, ka_list_view, ADW_TYPE_BIN)

static void
emit_state (KaListView *self)
{
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/* ---- panes ---- */

static void
update_panes (KaListView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->record_bin), self->open);
  gtk_widget_set_visible (GTK_WIDGET (self->list_box), !self->open || !self->narrow);
}

static gboolean
on_narrow_idle (gpointer data)
{
  KaListView *self = KA_LIST_VIEW (data);

  self->narrow_idle = 0;
  self->narrow = gtk_widget_get_width (GTK_WIDGET (self)) < NARROW_WIDTH;
  update_panes (self);
  return G_SOURCE_REMOVE;
}

static void
ka_list_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaListView *self = KA_LIST_VIEW (widget);

  GTK_WIDGET_CLASS (ka_list_view_parent_class)->size_allocate (widget, width, height, baseline);
  if ((width < NARROW_WIDTH) != self->narrow && self->narrow_idle == 0)
    self->narrow_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_narrow_idle, self, NULL);
}

static void
set_open (KaListView *self, gboolean open)
{
  if (self->open == open)
    return;
  self->open = open;
  if (open)
    {
      int place = g_settings_get_int (self->settings, "pane");
      int width = gtk_widget_get_width (GTK_WIDGET (self));

      if (place == 0)
        place = MAX (LEAST_LIST, width * 45 / 100);
      gtk_paned_set_position (self->paned,
                              CLAMP (place, LEAST_LIST, MAX (LEAST_LIST, width - 400)));
    }
  update_panes (self);
  emit_state (self);
}

static void
on_position_cb (KaListView *self)
{
  if (self->open && !self->narrow && gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_settings_set_int (self->settings, "pane", gtk_paned_get_position (self->paned));
}

/* ---- totals and empty states ---- */

char *
ka_list_view_describe (KaListView *self)
{
  guint shown;

  g_return_val_if_fail (KA_IS_LIST_VIEW (self), NULL);

  shown = ka_list_view_get_n_shown (self);
  if (self->n_all < 0)
    return g_strdup ("");
  if (!ka_filter_bar_is_filtered (self->filter))
    return g_strdup_printf (_ ("%u %s"), shown, self->kind->counter);
  return g_strdup_printf (_ ("%u %s（筛选自 %" PRId64 "）"), shown, self->kind->counter,
                          self->n_all);
}

static void
show_empty (KaListView *self)
{
  gboolean filtered = ka_filter_bar_is_filtered (self->filter);
  gboolean fixed = (self->kind->flags & KA_KIND_READ_ONLY) != 0;
  gboolean internal = (self->kind->flags & KA_KIND_INTERNAL) != 0;
  g_autofree char *title = g_strdup_printf (filtered ? _ ("没有符合条件的%s") : _ ("还没有%s"),
                                            ka_kind_label (self->kind));

  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, filtered ? _ ("换一个条件，或清除全部条件。")
                                                : fixed ? _ ("办理时由程序登记在这里。")
                                                : internal ? _ ("可以逐条新建。")
                                                           : _ ("导入现有的表格，或逐条新建。"));
  gtk_widget_set_visible (GTK_WIDGET (self->empty_import), !filtered && !internal);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_new), !filtered && !fixed);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_clear), filtered);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
update_totals (KaListView *self)
{
  g_autofree char *shown = ka_list_view_describe (self);
  guint selected = ka_list_view_get_n_selected (self);
  g_autofree char *text
    = selected > 1 ? g_strdup_printf (_ ("%s · 已选 %u"), shown, selected) : g_strdup (shown);

  gtk_label_set_label (self->totals, text);
  if (ka_list_view_get_n_shown (self) > 0 || self->work != NULL)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    show_empty (self);
}

/* ---- asking ---- */

static void
select_ids (KaListView *self, GArray *ids)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, MAX (1, ka_list_view_get_n_shown (self)));

  for (guint i = 0; i < ids->len; i++)
    {
      guint position = ka_row_model_find (self->model, g_array_index (ids, gint64, i));

      if (position != G_MAXUINT)
        gtk_bitset_add (selected, position);
    }
  self->restoring = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
  self->restoring = FALSE;
}

static gboolean
is_same_list (KaListView *self, GArray *ids)
{
  guint n = ka_list_view_get_n_shown (self);

  if (n != ids->len || n == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (ka_row_model_get_id (self->model, i) != g_array_index (ids, gint64, i))
      return FALSE;
  return TRUE;
}

/* The same records are selected as before, and one of them is seen; without any, the first row. */
static void
take_new_list (KaListView *self, KaQuery *query, GArray *ids)
{
  g_autoptr (GArray) selected = _ka_list_view_dup_selected (self);
  guint place = G_MAXUINT;

  ka_row_model_take_ids (self->model, query, ids);
  select_ids (self, selected);
  if (self->open && ka_list_view_get_open (self) != 0)
    place = ka_row_model_find (self->model, ka_list_view_get_open (self));
  else if (selected->len > 0)
    place = ka_row_model_find (self->model, g_array_index (selected, gint64, 0));
  if (ids->len > 0)
    ka_gradual_model_scroll_to (self->gradual, place != G_MAXUINT ? place : 0);
}

/* Takes query and ids. */
static void
take_answer (KaListView *self, KaQuery *query, GArray *ids)
{
  gboolean same = is_same_list (self, ids);

  if (!same)
    take_new_list (self, query, ids);
  else if (self->touched == 0)
    ka_row_model_take_ids (self->model, query, ids);
  else
    {
      ka_row_model_touch (self->model, self->touched);
      g_array_unref (ids);
      ka_query_free (query);
    }
  self->touched = 0;
  update_totals (self);
  emit_state (self);
}

static gpointer
ask_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_query_ids (data, ledger, ka_work_get_cancellable (work), error);
}

static void
on_asked_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaListView *self = owner;
  GArray *ids = answer;

  if (ids != NULL)
    take_answer (self, ka_query_copy (data), ids);
  else if (ka_window_of (self) != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("列表没有读出"), error);
}

static void
ask (KaListView *self, KaQuery *query)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (GError) error = NULL;
  GArray *ids;

  ka_ask_forget (&self->work);
  if (self->n_all > ASK_AT_ONCE)
    {
      ka_ask (self->context, self, &self->work,
              ka_work_new (NULL, KA_WORK_READS, ask_in_worker, query, (GDestroyNotify)ka_query_free,
                           (GDestroyNotify)g_array_unref),
              on_asked_cb);
      return;
    }
  ids = ka_query_ids (query, ledger, NULL, &error);
  if (ids != NULL)
    take_answer (self, query, ids);
  else
    {
      ka_query_free (query);
      ka_window_tell_error (ka_window_of (self), _ ("列表没有读出"), error);
    }
}

static void
ask_now (KaListView *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  const KaField *sort;
  KaQuery *query;
  gboolean descending = FALSE;

  if (ledger == NULL)
    return;
  self->n_all = ka_ledger_count (ledger, self->kind, NULL);
  query = ka_filter_bar_build_query (self->filter);
  sort = ka_columns_get_sort (self->columns, &descending);
  ka_query_set_order (query, sort != NULL ? sort->id : NULL, descending);
  ask (self, query);
}

void
ka_list_view_refresh (KaListView *self)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  if (ka_context_get_ledger (self->context) == NULL)
    return;
  if (self->open && self->record != NULL && !ka_record_view_refresh (self->record))
    set_open (self, FALSE);
  ask_now (self);
}

/* ---- selection and record ---- */

GArray *
_ka_list_view_dup_selected (KaListView *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected
    = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = ka_row_model_get_id (self->model, position);

      g_array_append_val (ids, id);
    }
  return ids;
}

static KaRecordView *ensure_record (KaListView *self);

static gboolean
on_selection_idle (gpointer data)
{
  KaListView *self = KA_LIST_VIEW (data);
  g_autoptr (GArray) ids = _ka_list_view_dup_selected (self);

  self->selection_idle = 0;
  update_totals (self);
  if (ids->len == 1 && self->open
      && g_array_index (ids, gint64, 0) != ka_record_view_get_id (self->record))
    ka_record_view_show (self->record, g_array_index (ids, gint64, 0));
  /* The record stands beside its row, unless it was closed or would cover the list. */
  else if (ids->len == 1 && !self->open && !self->dismissed && !self->narrow)
    ka_list_view_open (self, g_array_index (ids, gint64, 0));
  emit_state (self);
  return G_SOURCE_REMOVE;
}

static void
on_selection_changed_cb (KaListView *self)
{
  /* Once for all rows that an arrow key that is held down runs over. */
  if (!self->restoring && self->selection_idle == 0)
    self->selection_idle = g_idle_add_full (G_PRIORITY_LOW, on_selection_idle, self, NULL);
}

static void
on_activate_cb (KaListView *self, guint position)
{
  ka_list_view_open (self, ka_row_model_get_id (self->model, position));
  ka_record_view_focus (self->record);
}

static void
on_record_close_cb (KaListView *self)
{
  ka_list_view_close (self);
}

static void
on_record_saved_cb (KaListView *self, gint64 id)
{
  KaWindow *window = ka_window_of (self);
  g_autofree char *text = g_strdup_printf (
    _ ("已保存：%s"), ka_ledger_title (ka_context_get_ledger (self->context), self->kind, id));

  self->touched = id;
  if (window != NULL)
    ka_window_tell_undoable (window, text);
  emit_state (self);
}

static KaRecordView *
ensure_record (KaListView *self)
{
  if (self->record == NULL)
    {
      self->record = ka_record_view_new (self->context, self->kind);
      adw_bin_set_child (self->record_bin, GTK_WIDGET (self->record));
      g_signal_connect_swapped (self->record, "close", G_CALLBACK (on_record_close_cb), self);
      g_signal_connect_swapped (self->record, "delete", G_CALLBACK (ka_list_view_delete), self);
      g_signal_connect_swapped (self->record, "saved", G_CALLBACK (on_record_saved_cb), self);
      g_signal_connect_swapped (self->record, "notify::modified", G_CALLBACK (emit_state), self);
    }
  return self->record;
}

static void
select_open (KaListView *self, gint64 id)
{
  guint position = ka_row_model_find (self->model, id);

  if (position == G_MAXUINT)
    {
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
      return;
    }
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  ka_gradual_model_scroll_to (self->gradual, position);
}

void
ka_list_view_open (KaListView *self, gint64 id)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  if (!ka_record_view_show (ensure_record (self), id))
    {
      KaWindow *window = ka_window_of (self);

      if (window != NULL)
        ka_window_tell (window, _ ("这条记录已经不在台账里。"));
      return;
    }
  self->dismissed = FALSE;
  set_open (self, TRUE);
  select_open (self, id);
  emit_state (self);
}

void
ka_list_view_open_new (KaListView *self, const KaRecord *given)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  ensure_record (self);
  set_open (self, TRUE);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  ka_record_view_show_new (self->record, given);
  emit_state (self);
}

void
ka_list_view_open_draft (KaListView *self, KaDraft *draft)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  ka_record_view_show_draft (ensure_record (self), draft);
  set_open (self, TRUE);
  select_open (self, ka_record_view_get_id (self->record));
  emit_state (self);
}

void
ka_list_view_close (KaListView *self)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  if (self->record != NULL)
    ka_record_view_flush (self->record);
  self->dismissed = TRUE;
  set_open (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

void
ka_list_view_show_field (KaListView *self, const char *field)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  if (self->record != NULL)
    ka_record_view_focus_field (self->record, field);
}

void
ka_list_view_show_attachment (KaListView *self, gint64 attachment, guint page)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  if (self->record != NULL)
    ka_record_view_show_attachment (self->record, attachment, page);
}

gint64
ka_list_view_get_open (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), 0);
  return self->open && self->record != NULL ? ka_record_view_get_id (self->record) : 0;
}

gboolean
ka_list_view_has_record (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), FALSE);
  return self->open;
}

gboolean
ka_list_view_save (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), FALSE);
  return self->open && ka_record_view_save (self->record);
}

/* ---- what is shown ---- */

gboolean
ka_list_view_is_loading (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), FALSE);
  return self->work != NULL;
}

guint
ka_list_view_get_n_shown (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), 0);
  return self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
}

gint64
ka_list_view_get_n_all (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), 0);
  return self->n_all;
}

guint
ka_list_view_get_n_selected (KaListView *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (KA_IS_LIST_VIEW (self), 0);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  return (guint)gtk_bitset_get_size (selected);
}

gboolean
ka_list_view_is_filtered (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), FALSE);
  return ka_filter_bar_is_filtered (self->filter);
}

void
ka_list_view_show_query (KaListView *self, const KaQuery *query, const char *label)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));
  ka_filter_bar_set_base (self->filter, query, label);
}

const KaQuery *
ka_list_view_get_base (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), NULL);
  return ka_filter_bar_get_base (self->filter);
}

const char *
ka_list_view_get_base_label (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), NULL);
  return ka_filter_bar_get_base_label (self->filter);
}

void
ka_list_view_clear_filters (KaListView *self)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));
  ka_filter_bar_clear (self->filter);
}

void
ka_list_view_find (KaListView *self)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  if (self->narrow)
    set_open (self, FALSE);
  ka_filter_bar_focus_search (self->filter);
}

/* ---- object ---- */

static void
on_secondary_pressed_cb (KaListView *self, int n_press, double x, double y)
{
  guint position;

  self->menu_field = NULL;
  if (ka_columns_pick (self->columns, x, y, &position, &self->menu_field)
      && !gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  _ka_list_view_popup (self, x, y);
}

static void
ka_list_view_dispose (GObject *object)
{
  KaListView *self = KA_LIST_VIEW (object);

  g_clear_handle_id (&self->selection_idle, g_source_remove);
  g_clear_handle_id (&self->narrow_idle, g_source_remove);
  if (self->menu != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->menu));
      self->menu = NULL;
    }
  if (self->columns != NULL)
    {
      ka_columns_release (self->columns);
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_column_view_set_model (self->column_view, NULL);
    }
  /* Bound, and the bin's own child: it must not be taken from the bin behind its back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_LIST_VIEW);
  g_clear_object (&self->columns);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->settings);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_list_view_parent_class)->dispose (object);
}

static void
ka_list_view_class_init (KaListViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_list_view_dispose;
  widget_class->size_allocate = ka_list_view_size_allocate;

  signals[STATE_CHANGED] = g_signal_new ("state-changed", KA_TYPE_LIST_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-list-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaListView, column_view);
  gtk_widget_class_bind_template_child (widget_class, KaListView, empty);
  gtk_widget_class_bind_template_child (widget_class, KaListView, empty_clear);
  gtk_widget_class_bind_template_child (widget_class, KaListView, empty_import);
  gtk_widget_class_bind_template_child (widget_class, KaListView, empty_new);
  gtk_widget_class_bind_template_child (widget_class, KaListView, filter_bin);
  gtk_widget_class_bind_template_child (widget_class, KaListView, list_box);
  gtk_widget_class_bind_template_child (widget_class, KaListView, paned);
  gtk_widget_class_bind_template_child (widget_class, KaListView, record_bin);
  gtk_widget_class_bind_template_child (widget_class, KaListView, stack);
  gtk_widget_class_bind_template_child (widget_class, KaListView, totals);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_position_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_pressed_cb);
}

static void
ka_list_view_init (KaListView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KaListView *
ka_list_view_new (KaContext *context, const KaKind *kind)
{
  KaListView *self = g_object_new (KA_TYPE_LIST_VIEW, NULL);
  g_autofree char *spoken = g_strdup_printf (_ ("%s列表"), ka_kind_label (kind));

  self->context = g_object_ref (context);
  self->kind = kind;
  self->settings = g_object_ref (ka_context_get_list_settings (context, kind));
  self->model = ka_row_model_new (ka_context_get_ledger (context));
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  self->filter = ka_filter_bar_new (context, kind, self->settings);
  adw_bin_set_child (self->filter_bin, GTK_WIDGET (self->filter));
  self->columns = ka_columns_new (self->column_view, kind, self->settings);
  ka_filter_bar_set_columns (self->filter, self->columns);
  self->gradual
    = ka_gradual_model_set (GTK_WIDGET (self->column_view), GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  g_signal_connect_swapped (self->selection, "selection-changed",
                            G_CALLBACK (on_selection_changed_cb), self);
  g_signal_connect_object (self->columns, "sort-changed", G_CALLBACK (ask_now), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (ask_now), self, G_CONNECT_SWAPPED);
  return self;
}

const KaKind *
ka_list_view_get_kind (KaListView *self)
{
  g_return_val_if_fail (KA_IS_LIST_VIEW (self), NULL);
  return self->kind;
}
