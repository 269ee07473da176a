/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-what-if-view-private.h"

#include "ka-ask.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-decimal.h>
#include <ka-size.h>

/* The columns: a check, fields of the mine, and what is supposed. */
static const struct
{
  const char *field; /* NULL: made here */
  const char *title;
  int width;
} COLUMNS[] = {
  { NULL, N_ ("设想"), 44 },       { "name", N_ ("矿山"), 190 },
  { "town", N_ ("所在镇街"), 88 }, { "mineral", N_ ("开采矿种"), 110 },
  { "capacity", N_ ("规模"), 70 }, { "capacity_unit", N_ ("规模单位"), 104 },
  { NULL, N_ ("大小"), 56 },       { NULL, N_ ("设想后"), 150 },
};

enum
{
  COLUMN_CHECK = 0,
  COLUMN_SIZE = 6,
  COLUMN_ACT = 7,
};

static KaWhatIfView *
get_view (gpointer widget)
{
  return KA_WHAT_IF_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (widget), KA_TYPE_WHAT_IF_VIEW));
}

/* ---- cells ---- */

static char *
say_act (KaWhatIfView *self, gint64 id)
{
  gint64 keeper;
  const char *act = ka_scenario_act (self->scenario, id, &keeper);

  if (act == NULL)
    return g_strdup ("");
  if (keeper == 0)
    return g_strdup (g_str_equal (act, "升级") ? _ ("升为中型") : _ ("关闭"));
  if (keeper == id)
    return g_strdup (_ ("合并，保留"));
  return g_strdup_printf (_ ("并入%s"),
                          ka_ledger_title (self->ledger, ka_kind_get ("mine"), keeper));
}

static char *
make_text (KaWhatIfView *self, KaRow *row, guint column)
{
  const KaKind *kind = ka_kind_get ("mine");
  const char *size;

  if (COLUMNS[column].field != NULL)
    return g_strdup (
      ka_row_get_text (row, (guint)ka_kind_field_index (kind, COLUMNS[column].field)));
  if (column == COLUMN_ACT)
    return say_act (self, ka_row_get_id (row));
  size = ka_row_get_record (row) != NULL ? ka_size_of_mine (ka_row_get_record (row), NULL) : NULL;
  return g_strdup (size != NULL ? size : "—");
}

static void
show_cell (GtkWidget *cell, KaRow *row)
{
  KaWhatIfView *self = get_view (cell);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), "ka-column"));
  g_autofree char *text = NULL;

  if (self == NULL)
    return;
  if (column == COLUMN_CHECK)
    {
      g_autofree char *spoken = g_strdup_printf (
        _ ("设想%s"),
        ka_row_get_text (row, (guint)ka_kind_field_index (ka_kind_get ("mine"), "name")));

      self->loading = TRUE;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (cell),
                                   ka_scenario_act (self->scenario, ka_row_get_id (row), NULL)
                                     != NULL);
      self->loading = FALSE;
      gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
      return;
    }
  text = make_text (self, row, column);
  gtk_label_set_label (GTK_LABEL (cell), text);
  ka_set_tooltip (cell, text);
}

static void
on_row_changed_cb (KaRow *row, GtkWidget *cell)
{
  show_cell (cell, row);
}

/* A check supposes that the mine is upgraded, the commonest; the buttons say what else. */
static void
on_toggled_cb (GtkCheckButton *check, GtkListItem *item)
{
  KaWhatIfView *self = get_view (check);
  KaRow *row = gtk_list_item_get_item (item);
  g_autoptr (KaScenario) before = NULL;

  if (self == NULL || row == NULL || self->loading)
    return;
  before = ka_scenario_copy (self->scenario);
  if (gtk_check_button_get_active (check))
    ka_scenario_put (self->scenario, ka_row_get_id (row), "升级");
  else
    ka_scenario_remove (self->scenario, ka_row_get_id (row));
  ka_what_if_view_changed (self, before);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gpointer column = g_object_get_data (G_OBJECT (factory), "ka-column");
  GtkWidget *cell;

  if (GPOINTER_TO_UINT (column) == COLUMN_CHECK)
    {
      cell = gtk_check_button_new ();
      gtk_widget_set_halign (cell, GTK_ALIGN_CENTER);
      g_signal_connect (cell, "toggled", G_CALLBACK (on_toggled_cb), item);
    }
  else
    {
      cell = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (cell),
                            g_strcmp0 (COLUMNS[GPOINTER_TO_UINT (column)].field, "capacity") == 0);
      gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
    }
  g_object_set_data (G_OBJECT (cell), "ka-column", column);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  KaRow *row = gtk_list_item_get_item (item);

  show_cell (cell, row);
  g_signal_connect (row, "changed", G_CALLBACK (on_row_changed_cb), cell);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (
    gtk_list_item_get_item (item), G_CALLBACK (on_row_changed_cb), gtk_list_item_get_child (item));
}

void
ka_what_if_view_make_columns (KaWhatIfView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_object_set_data (G_OBJECT (factory), "ka-column", GUINT_TO_POINTER (i));
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
      column = gtk_column_view_column_new (_ (COLUMNS[i].title), factory);
      gtk_column_view_column_set_fixed_width (column, COLUMNS[i].width);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (self->view, column);
    }
}

/* ---- which mines ---- */

static void
append_ids (GString *sql, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (sql, ", %" G_GINT64_FORMAT, g_array_index (ids, gint64, i));
}

static KaQuery *
make_query (KaWhatIfView *self)
{
  KaQuery *query = ka_query_new (ka_kind_get ("mine"));
  g_autoptr (GString) sql = g_string_new ("t.status <> '关闭'");

  if (gtk_toggle_button_get_active (self->only_small))
    g_string_append (sql, " AND ka_size (t.mineral, t.capacity, t.capacity_unit, t.density,"
                          " t.size_class) = '小型'");
  if (gtk_toggle_button_get_active (self->only_chosen))
    {
      g_string_append (sql, " AND t.id IN (0");
      append_ids (sql, self->scenario->upgrade);
      append_ids (sql, self->scenario->close);
      for (guint i = 0; i < self->scenario->merge->len; i++)
        append_ids (sql, g_ptr_array_index (self->scenario->merge, i));
      g_string_append_c (sql, ')');
    }
  ka_query_set_predicate (query, sql->str, NULL);
  ka_query_set_text (query, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  return query;
}

static gpointer
list_in_worker (KaLedger *ledger, KaWork *work, gpointer query, GError **error)
{
  return ka_query_ids (query, ledger, ka_work_get_cancellable (work), error);
}

static void
on_listed_cb (gpointer owner, gpointer answer, const GError *error, gpointer query)
{
  KaWhatIfView *self = owner;

  if (answer != NULL && self->model != NULL)
    ka_row_model_take_ids (self->model, ka_query_copy (query), answer);
  else if (answer != NULL)
    g_array_unref (answer);
  else if (ka_window_of (self) != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("矿山没有读出"), error);
}

void
ka_what_if_view_ask_list (KaWhatIfView *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);

  if (self->ledger != ledger)
    {
      gtk_multi_selection_set_model (self->selection, NULL);
      g_clear_object (&self->model);
      g_set_object (&self->ledger, ledger);
      if (ledger != NULL)
        {
          self->model = ka_row_model_new (ledger);
          gtk_multi_selection_set_model (self->selection, G_LIST_MODEL (self->model));
        }
    }
  if (ledger == NULL)
    return;
  ka_ask (self->context, self, &self->listing,
          ka_work_new (NULL, KA_WORK_READS, list_in_worker, make_query (self),
                       (GDestroyNotify)ka_query_free, (GDestroyNotify)g_array_unref),
          on_listed_cb);
}

static void
touch_ids (KaWhatIfView *self, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    ka_row_model_touch (self->model, g_array_index (ids, gint64, i));
}

static void
touch_all (KaWhatIfView *self, const KaScenario *scenario)
{
  touch_ids (self, scenario->upgrade);
  touch_ids (self, scenario->close);
  for (guint i = 0; i < scenario->merge->len; i++)
    touch_ids (self, g_ptr_array_index (scenario->merge, i));
}

void
ka_what_if_view_touch (KaWhatIfView *self, const KaScenario *before)
{
  if (self->model == NULL)
    return;
  touch_all (self, before);
  touch_all (self, self->scenario);
  if (gtk_toggle_button_get_active (self->only_chosen))
    ka_what_if_view_ask_list (self);
}

/* ---- what is supposed of those that are selected ---- */

static GArray *
get_selected (KaWhatIfView *self)
{
  g_autoptr (GtkBitset) set
    = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  if (self->model != NULL && gtk_bitset_iter_init_first (&iter, set, &position))
    do
      {
        gint64 id = ka_row_model_get_id (self->model, position);

        g_array_append_val (ids, id);
      }
    while (gtk_bitset_iter_next (&iter, &position));
  return ids;
}

/* More than this many at once are a slip: nobody upgrades a thousand mines by hand. */
#define MOST 500

static gboolean
check_selected (KaWhatIfView *self, const GArray *ids, guint least)
{
  g_autofree char *text = NULL;

  if (ids->len >= least && ids->len <= MOST)
    return TRUE;
  text = ids->len < least
           ? g_strdup_printf (_ ("先选中%u座以上矿山（Ctrl、Shift 可选几座）。"), least)
           : g_strdup_printf (_ ("一次最多设想%u座矿山，请少选一些。"), MOST);
  ka_window_tell (ka_window_of (self), text);
  return FALSE;
}

void
ka_what_if_view_put_selected (KaWhatIfView *self, const char *act)
{
  g_autoptr (GArray) ids = get_selected (self);
  g_autoptr (KaScenario) before = NULL;

  if (!check_selected (self, ids, 1))
    return;
  before = ka_scenario_copy (self->scenario);
  for (guint i = 0; i < ids->len; i++)
    if (act != NULL)
      ka_scenario_put (self->scenario, g_array_index (ids, gint64, i), act);
    else
      ka_scenario_remove (self->scenario, g_array_index (ids, gint64, i));
  ka_what_if_view_changed (self, before);
}

static gint64
get_capacity (KaWhatIfView *self, gint64 id)
{
  g_autoptr (KaRecord) mine = ka_ledger_get (self->ledger, ka_kind_get ("mine"), id, NULL);
  const char *text = mine != NULL ? ka_record_get (mine, "capacity") : NULL;
  gint64 capacity;

  return text != NULL && ka_decimal_parse (text, 2, &capacity, NULL) ? capacity : 0;
}

void
ka_what_if_view_merge_selected (KaWhatIfView *self)
{
  g_autoptr (GArray) ids = get_selected (self);
  g_autoptr (KaScenario) before = NULL;
  guint largest = 0;
  gint64 first;

  if (!check_selected (self, ids, 2))
    return;
  for (guint i = 1; i < ids->len; i++)
    if (get_capacity (self, g_array_index (ids, gint64, i))
        > get_capacity (self, g_array_index (ids, gint64, largest)))
      largest = i;
  first = g_array_index (ids, gint64, largest);
  g_array_remove_index (ids, largest);
  g_array_prepend_val (ids, first);
  before = ka_scenario_copy (self->scenario);
  ka_scenario_merge (self->scenario, ids);
  ka_what_if_view_changed (self, before);
}
